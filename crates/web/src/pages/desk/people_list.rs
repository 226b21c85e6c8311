//! A list of people to invite, as it comes out of a spreadsheet or is pasted.
//!
//! Separate from the page and from the store: text goes in, people and refused lines come out. It invents nothing: a line
//! that it does not understand is refused with its number and its reason.

use std::collections::BTreeMap;

use language::Language;
use store::invitees::NewInvitee;
use survey::Instrument;

/// What a list held.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct PeopleList {
    /// The people, each with the line it stood on.
    pub people: Vec<(u64, NewInvitee)>,
    /// Lines that were refused.
    pub refused: Vec<Refused>,
    /// Columns that mean nothing to this survey.
    pub unused: Vec<String>,
}

/// A line that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its number, as people count.
    pub line: u64,
    /// The message that says why.
    pub reason: &'static str,
    /// What stood there.
    pub found: String,
}

/// The most lines of one list.
pub const LINES_MAX: usize = 50_000;
/// The most characters of a name.
const NAME_MAX: usize = 200;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Holds {
    Email,
    Name,
    Language,
    Segment(String),
    Nothing,
}

/// Reads a list. `language` is for those who have none of their own.
#[must_use]
pub fn read(bytes: &[u8], instrument: &Instrument, language: &str) -> PeopleList {
    let text = decoded(bytes);
    let mut list = PeopleList::default();
    let mut columns = Vec::new();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut lines = Lines::of_text(&text);
    for record in reader.records() {
        let Ok(record) = record else { continue };
        let line = lines.of(record.position().map_or(0, csv::Position::byte));
        let cells: Vec<&str> = record.iter().map(str::trim).collect();
        if cells.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        if columns.is_empty() {
            columns = header(&cells, instrument, &mut list.unused);
            if columns.is_empty() {
                // No header: address, name and language in this order.
                columns = vec![Holds::Email, Holds::Name, Holds::Language];
            } else {
                continue;
            }
        }
        if LINES_MAX <= list.people.len() + list.refused.len() {
            list.refused.push(Refused { line, reason: "desk-people-too-many", found: String::new() });
            break;
        }
        match person(&columns, &cells, language) {
            Ok(person) => list.people.push((line, person)),
            Err((reason, found)) => list.refused.push(Refused { line, reason, found: shortened(&found) }),
        }
    }
    list
}

/// Counts lines. The reader of tables says where it began to look for a record, which is before the empty lines it skipped.
pub(crate) struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: u64,
}

impl<'t> Lines<'t> {
    /// From the beginning of a text.
    pub(crate) fn of_text(text: &'t str) -> Self {
        Self { text, at: 0, line: 1 }
    }

    /// The line of the record that is found from this byte on; asked in order.
    pub(crate) fn of(&mut self, byte: u64) -> u64 {
        let bytes = self.text.as_bytes();
        let mut to = usize::try_from(byte).unwrap_or(usize::MAX).min(bytes.len());
        to += bytes[to..].iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        if self.at < to {
            self.line += bytes[self.at..to].iter().filter(|byte| **byte == b'\n').count() as u64;
            self.at = to;
        }
        self.line
    }
}

/// UTF-8, or what spreadsheets of Western Europe and Indonesia save when they do not say.
pub(crate) fn decoded(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        // Latin 1: every byte is the character of the same number.
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// The separator that the first line has most of.
pub(crate) fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |mark: &u8| first.bytes().filter(|byte| byte == mark).count();
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// What the columns hold, when this is a header: one of them is the address.
fn header(cells: &[&str], instrument: &Instrument, unused: &mut Vec<String>) -> Vec<Holds> {
    let columns: Vec<Holds> = cells.iter().map(|cell| holds(cell, instrument)).collect();
    if !columns.contains(&Holds::Email) {
        return Vec::new();
    }
    let idle = cells.iter().zip(&columns).filter(|(cell, holds)| **holds == Holds::Nothing && !cell.is_empty());
    unused.extend(idle.map(|(cell, _)| shortened(cell)));
    columns
}

fn holds(cell: &str, instrument: &Instrument) -> Holds {
    let plain = cell.to_lowercase().replace([' ', '_', '-', '.'], "");
    match plain.as_str() {
        "email" | "mail" | "emailaddress" | "surel" | "alamatsurel" | "alamatemail" | "correo"
        | "correoelectrónico" | "correoelectronico" => Holds::Email,
        "name" | "fullname" | "nama" | "namalengkap" | "nombre" | "nombrecompleto" => Holds::Name,
        "language" | "lang" | "bahasa" | "idioma" | "lengua" => Holds::Language,
        _ => instrument
            .segments
            .iter()
            .find(|segment| segment.column.eq_ignore_ascii_case(cell))
            .map_or(Holds::Nothing, |segment| Holds::Segment(segment.column.clone())),
    }
}

fn person(columns: &[Holds], cells: &[&str], language: &str) -> Result<NewInvitee, (&'static str, String)> {
    let mut person = NewInvitee { language: language.to_owned(), segments: BTreeMap::new(), ..NewInvitee::default() };
    for (holds, cell) in columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        match holds {
            Holds::Email => person.email = (*cell).to_owned(),
            Holds::Name if NAME_MAX < cell.chars().count() => {
                return Err(("desk-people-name-long", (*cell).to_owned()));
            }
            Holds::Name => person.name = visible(cell),
            Holds::Language => {
                let known = Language::from_code(cell).ok_or_else(|| ("desk-people-language", (*cell).to_owned()))?;
                person.language = known.code().to_owned();
            }
            Holds::Segment(column) => drop(person.segments.insert(column.clone(), visible(cell))),
            Holds::Nothing => {}
        }
    }
    if person.email.is_empty() {
        return Err(("desk-people-email-absent", String::new()));
    }
    person.email =
        store::people::email_address(&person.email).map_err(|_| ("desk-people-email", person.email.clone()))?;
    Ok(person)
}

/// A name or a word without the characters that nobody can see.
pub(crate) fn visible(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

pub(crate) fn shortened(text: &str) -> String {
    if text.chars().count() <= 60 { text.to_owned() } else { text.chars().take(59).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clinic() -> Instrument {
        let source = survey::builtin_source("servperf").unwrap_or_default();
        survey::parse(&super::super::trade::fitted(source, "health")).expect("it is whole")
    }

    #[test]
    fn a_spreadsheet_with_semicolons_and_indonesian_headings_is_understood() {
        let text = "Nama;Surel;Bahasa;unit;Gaji\nSiti;SITI@klinik.example;id;1;900\n\nBudi;budi@klinik.example;;;\n";
        let list = read(text.as_bytes(), &clinic(), "id");
        assert_eq!(list.refused, []);
        assert_eq!(list.unused, ["Gaji"]);
        let (line, siti) = &list.people[0];
        assert_eq!((*line, siti.name.as_str(), siti.email.as_str()), (2, "Siti", "siti@klinik.example"));
        assert_eq!(siti.segments, [("unit".to_owned(), "1".to_owned())].into());
        assert_eq!(list.people[1].0, 4);
    }

    #[test]
    fn a_bad_line_is_refused_with_its_number_and_the_others_are_taken() {
        let text = "email,name,language\nana@x.example,Ana,es\nnot an address,Bo,en\n,Cy,en\ndi@x.example,Di,tlh\n";
        let list = read(text.as_bytes(), &clinic(), "en");
        assert_eq!(list.people.len(), 1);
        let refused: Vec<_> = list.refused.iter().map(|refused| (refused.line, refused.reason)).collect();
        let expected = [(3, "desk-people-email"), (4, "desk-people-email-absent"), (5, "desk-people-language")];
        assert_eq!(refused, expected);
    }

    #[test]
    fn addresses_alone_are_a_list() {
        let list = read(b"ana@x.example\r\nbo@x.example\r\n", &clinic(), "es");
        assert_eq!(list.people.len(), 2);
        assert_eq!(list.people[1].1.language, "es");
    }

    #[test]
    fn characters_that_nobody_sees_are_left_out_of_names_and_groups() {
        let list = read(b"email,name,unit\nana@x.example,An\0a,1\0\n", &clinic(), "es");
        let (_, ana) = &list.people[0];
        assert_eq!((ana.name.as_str(), ana.segments["unit"].as_str()), ("Ana", "1"));
    }

    #[test]
    fn bytes_that_are_no_utf_8_are_read_as_latin_1() {
        let list = read(b"email,name\nana@x.example,Jos\xe9\n", &clinic(), "es");
        assert_eq!(list.people[0].1.name, "José");
    }
}
