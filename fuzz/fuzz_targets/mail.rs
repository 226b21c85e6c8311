//! Nonsense read as mail: a mailbox of two messages, and a message in parts.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let between = b"From a@example.org Mon Mar  2 09:00:00 2026\n";
    nonsense::measure(&[between, bytes, b"\n\n", between, bytes].concat());
    nonsense::measure(
        &[b"From: a@example.org\nTo: b@example.org\nContent-Type: multipart/mixed; boundary=b\n", bytes].concat(),
    );
});
