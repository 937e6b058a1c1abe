//! Contact cards.
#![no_main]

libfuzzer_sys::fuzz_target!(init: infratrace_fuzz::seed("jcard"), |body: &[u8]| {
    infratrace_fuzz::truths::jcard(body);
});
