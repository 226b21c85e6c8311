//! Nonsense read as JSON lines: every line begins like an object.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    nonsense::measure(&[b"{", bytes].concat());
    nonsense::measure(&[b"{\"id\":1,\"E01\":7}\n", bytes].concat());
});
