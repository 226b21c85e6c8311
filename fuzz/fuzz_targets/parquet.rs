//! Nonsense read as Parquet: between its two marks, with a footer of the right length.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    nonsense::measure(&nonsense::behind(b"PAR1", bytes));
    let length = (bytes.len() as u32).to_le_bytes();
    nonsense::measure(&[b"PAR1", bytes, &length, b"PAR1"].concat());
});
