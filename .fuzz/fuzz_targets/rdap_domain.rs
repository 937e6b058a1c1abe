//! RDAP answers about domains.
#![no_main]

libfuzzer_sys::fuzz_target!(init: infratrace_fuzz::seed("rdap_domain"), |body: &[u8]| {
    infratrace_fuzz::truths::rdap_domain(body);
});
