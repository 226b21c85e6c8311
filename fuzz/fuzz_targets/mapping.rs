//! Nonsense read as a mapping file, and nonsense as the names of columns for which a mapping is drafted.

#![no_main]

use exchange::{Column, Mapping, draft_mapping};
use language::Language;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let _ = Mapping::parse(text);
    let named = |name: &str| Column { name: name.to_owned(), ..Column::default() };
    let columns: Vec<Column> = text.split(',').take(100).map(named).collect();
    let draft = draft_mapping(&columns, &[], &nonsense::INSTRUMENT, Language::English.words());
    assert!(Mapping::parse(&draft).is_ok(), "a draft can be read back");
});
