//! Nonsense read as an SPSS file, plain and packed.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    nonsense::measure(&nonsense::behind(b"$FL2", bytes));
    nonsense::measure(&nonsense::behind(b"$FL3", bytes));
});
