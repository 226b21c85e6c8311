//! One row per clause, tidy.
//!
//! Separate from the counts: rows leave while comments are read, so that a file of any length needs no memory. A cell that a
//! spreadsheet would take for a formula gets an apostrophe in front.

use comments::{Mention, Reading};

use crate::render::guarded;

/// The columns, after those compared by.
const HEADER: [&str; 11] = [
    "comment",
    "clause",
    "language",
    "text",
    "start",
    "end",
    "factors",
    "polarity",
    "expectation",
    "evidence",
    "confidence",
];

fn written(record: &[String]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(vec![]);
    // Memory refuses nothing.
    let _ = writer.write_record(record);
    writer.into_inner().unwrap_or_default()
}

/// The first line: the columns compared by, then what was read.
#[must_use]
pub fn head(by: &[String]) -> Vec<u8> {
    let fields: Vec<String> = by.iter().cloned().chain(HEADER.iter().map(|name| (*name).to_owned())).collect();
    written(&fields.iter().map(|field| guarded(field).into_owned()).collect::<Vec<_>>())
}

/// The rows of one comment. Offsets are bytes of the comment in UTF-8.
#[must_use]
pub fn rows(comment: u64, by: &[String], text: &str, reading: &Reading) -> Vec<u8> {
    let mut out = vec![];
    for (place, mention) in reading.mentions.iter().enumerate() {
        let mut fields: Vec<String> = by.iter().map(|value| guarded(value).into_owned()).collect();
        fields.extend([
            comment.to_string(),
            (place + 1).to_string(),
            reading.language.code().to_owned(),
            guarded(&text[mention.start..mention.end]).into_owned(),
            mention.start.to_string(),
            mention.end.to_string(),
            mention.factors.iter().map(service::Factor::name).collect::<Vec<_>>().join(" "),
            mention.polarity.name().to_owned(),
            mention.expectation.name().to_owned(),
            guarded(&evidence(text, mention)).into_owned(),
            format!("{:.3}", mention.confidence),
        ]);
        out.extend(written(&fields));
    }
    out
}

/// The words that show it: `waited two hours (responsiveness); terrible (complaint)`.
fn evidence(text: &str, mention: &Mention) -> String {
    let shown = mention.evidence.iter().map(|shown| {
        let of = shown.factor.map_or(mention.polarity.name(), service::Factor::name);
        format!("{} ({of})", &text[shown.start..shown.end])
    });
    shown.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::{HEADER, head, rows};
    use comments::{Language, Reader, Scratch};

    #[test]
    fn every_clause_is_a_row_that_points_into_the_comment() {
        let text = "=cmd|'x' was rude, but the rooms were very clean";
        let reading = Reader::builtin().read(text, Language::English, &mut Scratch::default());
        let by = ["site".to_owned()];
        let mut file = head(&by);
        file.extend(rows(7, &["@North".to_owned()], text, &reading));
        let mut reader = csv::Reader::from_reader(file.as_slice());
        assert_eq!(reader.headers().unwrap().len(), HEADER.len() + 1);
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), 2);
        for record in &records {
            assert_eq!((&record[0], &record[1]), ("'@North", "7"));
            let span: Vec<usize> = (5..7).map(|field| record[field].parse().unwrap()).collect();
            assert_eq!(record[4].trim_start_matches('\''), &text[span[0]..span[1]]);
        }
    }
}
