//! Reads TOML tables key by key, noting every key that is absent, unknown or of the wrong kind, with its line.
//!
//! Separate from `parse`, which knows what an instrument is; this knows only TOML and places. A library's derived reader
//! was not taken because it stops at the first fault, and a person who mends a questionnaire wants all of them.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::Localized;
use crate::problem::{Expected, Problem, ProblemKind};

/// What is collected while a file is read.
#[derive(Debug)]
pub(crate) struct Notes {
    line_starts: Vec<usize>,
    /// The line on which each place begins.
    lines: BTreeMap<String, u64>,
    /// The languages every text must have; the first is that of a text without language.
    pub(crate) languages: Vec<String>,
    /// What was found wrong.
    pub(crate) problems: Vec<Problem>,
}

impl Notes {
    pub(crate) fn new(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(place, _)| place + 1);
        Self {
            line_starts: std::iter::once(0).chain(breaks).collect(),
            lines: BTreeMap::new(),
            languages: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Notes a problem at a place; the line is that of the place, or of what holds it.
    pub(crate) fn note(&mut self, place: &str, kind: ProblemKind) {
        let line = self.line_of(place);
        self.problems.push(Problem { place: place.to_owned(), line, kind });
    }

    /// Notes a problem at an offset of the text.
    pub(crate) fn note_at(&mut self, offset: usize, kind: ProblemKind) {
        let line = self.line_at(offset);
        self.problems.push(Problem { place: String::new(), line, kind });
    }

    fn line_at(&self, offset: usize) -> u64 {
        self.line_starts.partition_point(|start| *start <= offset) as u64
    }

    fn line_of(&self, place: &str) -> u64 {
        let mut place = place;
        loop {
            if let Some(line) = self.lines.get(place) {
                return *line;
            }
            match place.rfind(['.', '[']) {
                Some(end) => place = &place[..end],
                None => return 1,
            }
        }
    }
}

/// Notes every text and every key with a character that nobody can see. TOML lets them be written as `\\u0000`.
pub(crate) fn note_invisible(table: &DeTable<'_>, notes: &mut Notes) {
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
pub(crate) struct Reader<'t> {
    table: &'t DeTable<'t>,
    /// Where it stands.
    pub(crate) place: String,
    asked: BTreeSet<&'static str>,
}

impl<'t> Reader<'t> {
    pub(crate) fn new(table: &'t DeTable<'t>, place: String, offset: usize, notes: &mut Notes) -> Self {
        let line = notes.line_at(offset);
        notes.lines.entry(place.clone()).or_insert(line);
        Self { table, place, asked: BTreeSet::new() }
    }

    /// The place of a key of this table.
    pub(crate) fn at(&self, key: &str) -> String {
        if self.place.is_empty() { key.to_owned() } else { format!("{}.{key}", self.place) }
    }

    fn value(&mut self, key: &'static str, notes: &mut Notes) -> Option<&'t DeValue<'t>> {
        self.asked.insert(key);
        let (name, value) = self.table.get_key_value(key)?;
        let line = notes.line_at(name.span().start);
        notes.lines.entry(self.at(key)).or_insert(line);
        Some(value.get_ref())
    }

    /// Whether the key is there at all.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Notes that a key is absent.
    pub(crate) fn missing(&self, key: &str, notes: &mut Notes) {
        notes.note(&self.place, ProblemKind::MissingKey { key: key.to_owned() });
    }

    fn wrong(&self, key: &str, expected: Expected, notes: &mut Notes) {
        notes.note(&self.at(key), ProblemKind::WrongType { expected });
    }

    /// A text that need not be there; a whole number is taken as its digits, because `version = 2` is what people write.
    pub(crate) fn text(&mut self, key: &'static str, notes: &mut Notes) -> Option<String> {
        match self.value(key, notes)? {
            DeValue::String(text) if text.trim().is_empty() => {
                notes.note(&self.at(key), ProblemKind::EmptyText);
                None
            }
            DeValue::String(text) => Some(text.trim().to_owned()),
            DeValue::Integer(number) => Some(number.as_str().to_owned()),
            _ => {
                self.wrong(key, Expected::Text, notes);
                None
            }
        }
    }

    /// A text that must be there; empty, and noted, when it is not.
    pub(crate) fn required_text(&mut self, key: &'static str, notes: &mut Notes) -> String {
        if !self.has(key) {
            self.missing(key, notes);
        }
        self.text(key, notes).unwrap_or_default()
    }

    /// An id that must be there.
    pub(crate) fn id(&mut self, key: &'static str, notes: &mut Notes) -> String {
        let id = self.required_text(key, notes);
        if !id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)) {
            notes.note(&self.at(key), ProblemKind::BadId { id: id.clone() });
        }
        id
    }

    /// A whole number that must be there.
    pub(crate) fn whole(&mut self, key: &'static str, notes: &mut Notes) -> Option<i64> {
        let Some(value) = self.value(key, notes) else {
            self.missing(key, notes);
            return None;
        };
        let whole = value.as_integer().and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok());
        if whole.is_none() {
            self.wrong(key, Expected::Whole, notes);
        }
        whole
    }

    /// `true` or `false`; `false` when absent.
    pub(crate) fn truth(&mut self, key: &'static str, notes: &mut Notes) -> bool {
        match self.value(key, notes) {
            None => false,
            Some(DeValue::Boolean(truth)) => *truth,
            Some(_) => {
                self.wrong(key, Expected::Truth, notes);
                false
            }
        }
    }

    /// One of some words.
    pub(crate) fn word<T: Copy>(&mut self, key: &'static str, known: &[(&str, T)], notes: &mut Notes) -> Option<T> {
        let found = self.text(key, notes)?;
        let word = known.iter().find(|(name, _)| *name == found).map(|(_, word)| *word);
        if word.is_none() {
            let names: Vec<_> = known.iter().map(|(name, _)| *name).collect();
            let hint = nearest(&found, &names);
            notes.note(&self.at(key), ProblemKind::UnknownWord { found, hint, known: names.join(", ") });
        }
        word
    }

    /// A list of texts or numbers; empty when absent.
    pub(crate) fn texts(&mut self, key: &'static str, notes: &mut Notes) -> Vec<String> {
        let values = match self.value(key, notes) {
            None => return Vec::new(),
            Some(DeValue::Array(values)) => values,
            Some(_) => {
                self.wrong(key, Expected::List, notes);
                return Vec::new();
            }
        };
        let mut texts = Vec::new();
        for value in values {
            match value.get_ref() {
                DeValue::String(text) => texts.push(text.trim().to_owned()),
                DeValue::Integer(number) => texts.push(number.as_str().to_owned()),
                _ => self.wrong(key, Expected::Text, notes),
            }
        }
        texts
    }

    /// A table within this one.
    pub(crate) fn table(&mut self, key: &'static str, notes: &mut Notes) -> Option<Reader<'t>> {
        match self.value(key, notes)? {
            DeValue::Table(table) => {
                let place = self.at(key);
                Some(Reader { table, place, asked: BTreeSet::new() })
            }
            _ => {
                self.wrong(key, Expected::Table, notes);
                None
            }
        }
    }

    /// A list of tables, each placed by the text of its `name` key, or by its number where that does not tell them apart.
    pub(crate) fn tables(&mut self, key: &'static str, name: &str, notes: &mut Notes) -> Vec<Reader<'t>> {
        let values = match self.value(key, notes) {
            None => return Vec::new(),
            Some(DeValue::Array(values)) => values,
            Some(_) => {
                self.wrong(key, Expected::List, notes);
                return Vec::new();
            }
        };
        let mut seen = BTreeSet::new();
        let mut readers = Vec::new();
        for (number, value) in values.iter().enumerate() {
            let DeValue::Table(table) = value.get_ref() else {
                self.wrong(key, Expected::Table, notes);
                continue;
            };
            let name = table.get(name).and_then(|value| value.get_ref().as_str()).map(str::trim).unwrap_or_default();
            let place = if !name.is_empty() && seen.insert(name.to_owned()) {
                format!("{key}[{name}]")
            } else {
                format!("{key}[#{}]", number + 1)
            };
            readers.push(Reader::new(table, self.at(&place), value.span().start, notes));
        }
        readers
    }

    /// Words in every declared language. A text without language counts for the first declared one.
    pub(crate) fn words(&mut self, key: &'static str, notes: &mut Notes) -> Option<Localized> {
        let value = self.value(key, notes)?;
        Some(localized(value, &self.at(key), notes))
    }

    /// Words that must be there.
    pub(crate) fn required_words(&mut self, key: &'static str, notes: &mut Notes) -> Localized {
        if !self.has(key) {
            self.missing(key, notes);
        }
        self.words(key, notes).unwrap_or_default()
    }

    /// Every key of a table whose keys are free (codes of a file, points of a scale), with its words.
    pub(crate) fn entries(&mut self, notes: &mut Notes) -> Vec<(String, Localized)> {
        let mut found = Vec::new();
        for (key, value) in self.table {
            let place = self.at(key.get_ref());
            let line = notes.line_at(key.span().start);
            notes.lines.entry(place.clone()).or_insert(line);
            found.push((key.get_ref().to_string(), localized(value.get_ref(), &place, notes)));
        }
        found
    }

    /// Notes every key that nobody asked for.
    pub(crate) fn finish(self, notes: &mut Notes) {
        let known: Vec<&str> = self.asked.iter().copied().collect();
        for (key, _) in self.table.iter().filter(|(key, _)| !self.asked.contains(key.get_ref().as_ref())) {
            let place = self.at(key.get_ref());
            let line = notes.line_at(key.span().start);
            notes.lines.entry(place.clone()).or_insert(line);
            let kind = ProblemKind::UnknownKey {
                key: key.get_ref().to_string(),
                hint: nearest(key.get_ref(), &known),
                known: known.join(", "),
            };
            notes.note(&place, kind);
        }
    }
}

fn localized(value: &DeValue<'_>, place: &str, notes: &mut Notes) -> Localized {
    let mut words = Localized::default();
    match value {
        DeValue::String(text) => {
            if let Some(language) = notes.languages.first().cloned() {
                words.0.insert(language, text.trim().to_owned());
            }
        }
        DeValue::Table(table) => {
            for (language, text) in table {
                let inner = format!("{place}.{}", language.get_ref());
                match text.get_ref().as_str() {
                    None => notes.note(&inner, ProblemKind::WrongType { expected: Expected::Text }),
                    Some(text) => {
                        words.0.insert(language.get_ref().to_string(), text.trim().to_owned());
                    }
                }
            }
        }
        _ => {
            notes.note(place, ProblemKind::WrongType { expected: Expected::Words });
            return words;
        }
    }
    check_languages(&words, place, notes);
    words
}

fn check_languages(words: &Localized, place: &str, notes: &mut Notes) {
    let declared = notes.languages.clone();
    if declared.is_empty() {
        return;
    }
    for (language, text) in &words.0 {
        if !declared.contains(language) {
            let kind = ProblemKind::UndeclaredLanguage { language: language.clone(), known: declared.join(", ") };
            notes.note(place, kind);
        } else if text.is_empty() {
            notes.note(&format!("{place}.{language}"), ProblemKind::EmptyText);
        }
    }
    let missing: Vec<_> = declared.into_iter().filter(|language| !words.0.contains_key(language)).collect();
    if !missing.is_empty() {
        notes.note(place, ProblemKind::MissingLanguage { languages: missing.join(", ") });
    }
}

/// The known word that a typo most likely meant: at most one edit in three signs away.
pub(crate) fn nearest(found: &str, known: &[&str]) -> Option<String> {
    let found = found.to_lowercase();
    known
        .iter()
        .map(|word| (distance(&found, &word.to_lowercase()), *word))
        .filter(|(edits, word)| *edits * 3 <= word.chars().count().max(3))
        .min()
        .map(|(_, word)| word.to_owned())
}

/// How many signs must be put in, taken out or replaced (Levenshtein), one row of the table at a time.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, sign) in a.chars().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, other) in b.iter().enumerate() {
            let replaced = corner + usize::from(sign != *other);
            corner = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}
