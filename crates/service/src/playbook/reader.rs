//! Reads TOML tables key by key, noting every key that is absent, unknown or of the wrong kind, with its line.
//!
//! Separate from `parse`, which knows what a playbook is; this knows only TOML, places and languages. A library's derived reader
//! was not taken because it stops at the first fault, and a person who edits a playbook wants all of them. It mends nothing.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{Problem, ProblemKind};
use super::{Localized, Sentences, Text};

/// What is collected while a file is read.
pub(super) struct Notes {
    line_starts: Vec<usize>,
    /// The line on which each place begins.
    lines: BTreeMap<String, u64>,
    /// The languages that every text must have.
    pub(super) languages: Vec<String>,
    /// What was found wrong.
    pub(super) problems: Vec<Problem>,
}

impl Notes {
    pub(super) fn new(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(place, _)| place + 1);
        let line_starts = std::iter::once(0).chain(breaks).collect();
        Self { line_starts, lines: BTreeMap::new(), languages: vec![], problems: vec![] }
    }

    /// Notes a problem at a place; the line is that of the place, or of what holds it.
    pub(super) fn note(&mut self, place: &str, kind: ProblemKind) {
        let line = self.line_of(place);
        self.problems.push(Problem { place: place.to_owned(), line, kind });
    }

    /// Notes a problem at an offset of the text.
    pub(super) fn note_at(&mut self, offset: usize, kind: ProblemKind) {
        let line = self.line_at(offset);
        self.problems.push(Problem { place: String::new(), line, kind });
    }

    fn line_at(&self, offset: usize) -> u64 {
        self.line_starts.partition_point(|start| *start <= offset) as u64
    }

    fn line_of(&self, place: &str) -> u64 {
        let mut place = place;
        loop {
            match (self.lines.get(place), place.rfind(['.', '['])) {
                (Some(line), _) => return *line,
                (None, Some(end)) => place = &place[..end],
                (None, None) => return 1,
            }
        }
    }

    fn begin(&mut self, place: &str, offset: usize) {
        let line = self.line_at(offset);
        self.lines.entry(place.to_owned()).or_insert(line);
    }
}

/// Notes every text and every key with a character that nobody can see. TOML lets them be written as `\\u0000`.
pub(super) fn note_invisible(table: &DeTable<'_>, notes: &mut Notes) {
    for (key, value) in table {
        note_invisible_text(key.get_ref(), key.span().start, notes);
        note_invisible_value(value, notes);
    }
}

fn note_invisible_value(value: &Spanned<DeValue<'_>>, notes: &mut Notes) {
    match value.get_ref() {
        DeValue::String(text) => note_invisible_text(text, value.span().start, notes),
        DeValue::Array(values) => values.iter().for_each(|value| note_invisible_value(value, notes)),
        DeValue::Table(table) => note_invisible(table, notes),
        _ => {}
    }
}

fn note_invisible_text(text: &str, offset: usize, notes: &mut Notes) {
    // Line ends and tabs are seen.
    if text.contains(|c: char| c.is_control() && !"\n\r\t".contains(c)) {
        notes.note_at(offset, ProblemKind::ControlCharacter);
    }
}

/// A table of the file, with its place, and the keys that were asked for so far.
pub(super) struct Reader<'t> {
    table: &'t DeTable<'t>,
    /// Where it stands.
    pub(super) place: String,
    asked: BTreeSet<&'static str>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(table: &'t DeTable<'t>, place: String, offset: usize, notes: &mut Notes) -> Self {
        notes.begin(&place, offset);
        Self { table, place, asked: BTreeSet::new() }
    }

    /// The place of a key of this table.
    pub(super) fn at(&self, key: &str) -> String {
        if self.place.is_empty() { key.to_owned() } else { format!("{}.{key}", self.place) }
    }

    /// Whether the key is there at all.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    fn value(&mut self, key: &'static str, notes: &mut Notes) -> Option<&'t DeValue<'t>> {
        self.asked.insert(key);
        let (name, value) = self.table.get_key_value(key)?;
        notes.begin(&self.at(key), name.span().start);
        Some(value.get_ref())
    }

    fn required(&mut self, key: &'static str, notes: &mut Notes) -> Option<&'t DeValue<'t>> {
        let value = self.value(key, notes);
        if value.is_none() {
            notes.note(&self.place, ProblemKind::MissingKey { key: key.to_owned() });
        }
        value
    }

    fn wrong(&self, key: &str, expected: &'static str, notes: &mut Notes) {
        notes.note(&self.at(key), ProblemKind::WrongType { expected });
    }

    /// A text that must be there; empty, and noted, when it is not.
    pub(super) fn text(&mut self, key: &'static str, notes: &mut Notes) -> String {
        match self.required(key, notes) {
            None => String::new(),
            Some(value) => one_text(value, &self.at(key), notes),
        }
    }

    /// One of some words, by its name; it must be there.
    pub(super) fn word<T: Copy>(&mut self, key: &'static str, known: &[(&str, T)], notes: &mut Notes) -> Option<T> {
        let found = self.text(key, notes);
        if found.is_empty() { None } else { one_word(&found, known, &self.at(key), notes) }
    }

    /// Some of some words; none when absent.
    pub(super) fn words<T: Copy>(&mut self, key: &'static str, known: &[(&str, T)], notes: &mut Notes) -> Vec<T> {
        let Some(value) = self.value(key, notes) else { return vec![] };
        let place = self.at(key);
        let texts = several(value, &place, notes);
        texts.iter().filter_map(|found| one_word(found, known, &place, notes)).collect()
    }

    /// The texts of a list that must be there and hold something.
    pub(super) fn list(&mut self, key: &'static str, notes: &mut Notes) -> Vec<String> {
        let Some(value) = self.required(key, notes) else { return vec![] };
        at_least_one(value, &self.at(key), notes)
    }

    /// A whole number that must be there, within bounds.
    pub(super) fn whole(&mut self, key: &'static str, (min, max): (u32, u32), notes: &mut Notes) -> Option<u32> {
        let value = self.required(key, notes)?;
        one_whole(value, (min, max), &self.at(key), notes)
    }

    /// Whole numbers; none when absent.
    pub(super) fn wholes(&mut self, key: &'static str, bounds: (u32, u32), notes: &mut Notes) -> Vec<u32> {
        match self.value(key, notes) {
            None => vec![],
            Some(DeValue::Array(values)) => {
                let place = self.at(key);
                values.iter().filter_map(|value| one_whole(value.get_ref(), bounds, &place, notes)).collect()
            }
            Some(_) => {
                self.wrong(key, "list", notes);
                vec![]
            }
        }
    }

    /// `true` or `false`; `false` when absent.
    pub(super) fn truth(&mut self, key: &'static str, notes: &mut Notes) -> bool {
        match self.value(key, notes) {
            None => false,
            Some(DeValue::Boolean(truth)) => *truth,
            Some(_) => {
                self.wrong(key, "truth", notes);
                false
            }
        }
    }

    /// A table within this one.
    pub(super) fn table(&mut self, key: &'static str, notes: &mut Notes) -> Option<Reader<'t>> {
        match self.value(key, notes)? {
            DeValue::Table(table) => Some(Reader { table, place: self.at(key), asked: BTreeSet::new() }),
            _ => {
                self.wrong(key, "table", notes);
                None
            }
        }
    }

    /// A list of tables, each placed by the text of its `name` key, or by its number where that does not tell them apart.
    pub(super) fn tables(&mut self, key: &'static str, name: &str, notes: &mut Notes) -> Vec<Reader<'t>> {
        let values = match self.value(key, notes) {
            None => return vec![],
            Some(DeValue::Array(values)) => values,
            Some(_) => {
                self.wrong(key, "list", notes);
                return vec![];
            }
        };
        let mut seen = BTreeSet::new();
        let mut readers = vec![];
        for (number, value) in values.iter().enumerate() {
            let DeValue::Table(table) = value.get_ref() else {
                self.wrong(key, "table", notes);
                continue;
            };
            let name = table.get(name).and_then(|value| value.get_ref().as_str()).unwrap_or_default();
            let named = !name.is_empty() && seen.insert(name);
            let place = if named { format!("{key}[{name}]") } else { format!("{key}[#{}]", number + 1) };
            readers.push(Reader::new(table, self.at(&place), value.span().start, notes));
        }
        readers
    }

    /// A text in every declared language; it must be there.
    pub(super) fn localized(&mut self, key: &'static str, notes: &mut Notes) -> Text {
        self.in_languages(key, notes, one_text)
    }

    /// Sentences in every declared language; they must be there.
    pub(super) fn sentences(&mut self, key: &'static str, notes: &mut Notes) -> Sentences {
        self.in_languages(key, notes, at_least_one)
    }

    fn in_languages<T>(
        &mut self,
        key: &'static str,
        notes: &mut Notes,
        read: fn(&DeValue<'_>, &str, &mut Notes) -> T,
    ) -> Localized<T> {
        let mut found = Localized::default();
        let place = self.at(key);
        match self.required(key, notes) {
            None => return found,
            Some(DeValue::Table(table)) => {
                for (language, value) in table {
                    let inner = format!("{place}.{}", language.get_ref());
                    notes.begin(&inner, language.span().start);
                    found.0.insert(language.get_ref().to_string(), read(value.get_ref(), &inner, notes));
                }
            }
            Some(_) => {
                self.wrong(key, "table", notes);
                return found;
            }
        }
        check_languages(&found, &place, notes);
        found
    }

    /// Notes every key that nobody asked for.
    pub(super) fn finish(self, notes: &mut Notes) {
        let known = self.asked.iter().copied().collect::<Vec<_>>().join(", ");
        for (key, _) in self.table.iter().filter(|(key, _)| !self.asked.contains(key.get_ref().as_ref())) {
            let place = self.at(key.get_ref());
            notes.begin(&place, key.span().start);
            notes.note(&place, ProblemKind::UnknownKey { key: key.get_ref().to_string(), known: known.clone() });
        }
    }
}

fn one_text(value: &DeValue<'_>, place: &str, notes: &mut Notes) -> String {
    let Some(text) = value.as_str().map(str::trim) else {
        notes.note(place, ProblemKind::WrongType { expected: "text" });
        return String::new();
    };
    if text.is_empty() {
        notes.note(place, ProblemKind::Empty);
    }
    text.to_owned()
}

fn several(value: &DeValue<'_>, place: &str, notes: &mut Notes) -> Vec<String> {
    let DeValue::Array(values) = value else {
        notes.note(place, ProblemKind::WrongType { expected: "list" });
        return vec![];
    };
    let texts: Vec<_> = values.iter().map(|value| one_text(value.get_ref(), place, notes)).collect();
    texts.into_iter().filter(|text| !text.is_empty()).collect()
}

fn at_least_one(value: &DeValue<'_>, place: &str, notes: &mut Notes) -> Vec<String> {
    if value.as_array().is_some_and(|values| values.is_empty()) {
        notes.note(place, ProblemKind::Empty);
    }
    several(value, place, notes)
}

fn one_word<T: Copy>(found: &str, known: &[(&str, T)], place: &str, notes: &mut Notes) -> Option<T> {
    let word = known.iter().find(|(name, _)| *name == found).map(|(_, word)| *word);
    if word.is_none() {
        let known = known.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        notes.note(place, ProblemKind::UnknownWord { found: found.to_owned(), known });
    }
    word
}

fn one_whole(value: &DeValue<'_>, (min, max): (u32, u32), place: &str, notes: &mut Notes) -> Option<u32> {
    let whole = value.as_integer().and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok());
    let Some(whole) = whole else {
        notes.note(place, ProblemKind::WrongType { expected: "whole" });
        return None;
    };
    let within = u32::try_from(whole).ok().filter(|whole| (min..=max).contains(whole));
    if within.is_none() {
        notes.note(place, ProblemKind::Outside { min, max });
    }
    within
}

fn check_languages<T>(found: &Localized<T>, place: &str, notes: &mut Notes) {
    let declared = notes.languages.clone();
    // Without declared languages, which is a problem of its own, every text would be one more.
    if declared.is_empty() {
        return;
    }
    for language in found.0.keys().filter(|language| !declared.contains(language)) {
        let kind = ProblemKind::UndeclaredLanguage { language: language.clone(), known: declared.join(", ") };
        notes.note(&format!("{place}.{language}"), kind);
    }
    let missing: Vec<_> = declared.into_iter().filter(|language| !found.0.contains_key(language)).collect();
    if !missing.is_empty() {
        notes.note(place, ProblemKind::MissingLanguage { languages: missing.join(", ") });
    }
}
