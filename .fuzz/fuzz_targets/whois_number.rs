//! WHOIS answers about addresses and AS numbers.
#![no_main]

libfuzzer_sys::fuzz_target!(init: infratrace_fuzz::seed("whois_number"), |body: &[u8]| {
    infratrace_fuzz::truths::whois_number(body);
});
