//! RDAP answers about networks, AS numbers and entities.
#![no_main]

libfuzzer_sys::fuzz_target!(init: infratrace_fuzz::seed("rdap_number"), |body: &[u8]| {
    infratrace_fuzz::truths::rdap_number(body);
});
