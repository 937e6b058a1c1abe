//! Case files and their replay.
#![no_main]

libfuzzer_sys::fuzz_target!(init: infratrace_fuzz::seed("case"), |text: &str| {
    infratrace_fuzz::truths::case(text);
});
