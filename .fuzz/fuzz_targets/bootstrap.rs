//! Lists of RDAP servers.
#![no_main]

libfuzzer_sys::fuzz_target!(init: infratrace_fuzz::seed("bootstrap"), |body: &[u8]| {
    infratrace_fuzz::truths::bootstrap(body);
});
