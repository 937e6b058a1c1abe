//! Texts where a day should stand.
#![no_main]

libfuzzer_sys::fuzz_target!(init: infratrace_fuzz::seed("day"), |body: &[u8]| {
    infratrace_fuzz::truths::day(body);
});
