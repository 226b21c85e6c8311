//! Nonsense read as an instrument file, alone and behind a good beginning.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let _ = survey::parse(text);
    let good = survey::builtin_source("rater-pulse").expect("it is built in");
    let _ = survey::parse(&format!("{good}\n{text}"));
});
