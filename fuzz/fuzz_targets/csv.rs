//! Nonsense read as delimited text: as it is, and behind a header that is understood.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    nonsense::measure(bytes);
    let header = (1..=22).map(|item| format!(",E{item:02},P{item:02}")).collect::<String>();
    nonsense::measure(&[b"id", header.as_bytes(), b"\n", bytes].concat());
});
