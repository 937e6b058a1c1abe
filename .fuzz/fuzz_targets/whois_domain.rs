//! WHOIS answers about domains.
#![no_main]

libfuzzer_sys::fuzz_target!(init: infratrace_fuzz::seed("whois_domain"), |body: &[u8]| {
    infratrace_fuzz::truths::whois_domain(body);
});
