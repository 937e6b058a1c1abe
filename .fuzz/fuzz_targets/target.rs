//! Targets as people paste them.
#![no_main]

libfuzzer_sys::fuzz_target!(init: infratrace_fuzz::seed("target"), |text: &str| {
    infratrace_fuzz::truths::target(text);
});
