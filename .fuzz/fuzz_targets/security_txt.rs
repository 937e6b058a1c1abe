//! What sites publish for those who find a hole.
#![no_main]

libfuzzer_sys::fuzz_target!(init: infratrace_fuzz::seed("security_txt"), |body: &[u8]| {
    infratrace_fuzz::truths::security_txt(body);
});
