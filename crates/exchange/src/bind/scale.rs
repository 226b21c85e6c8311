//! What a file itself says about the values of a column.
//!
//! Separate from finding columns: SPSS files carry words for values and codes for "no answer", and mapping files add
//! codes. They extend the scale of that column and never change its bounds.

use std::collections::BTreeMap;

use survey::{Instrument, Layout, Role, Scale};

use super::Note;
use super::words::plain;
use crate::Column;

/// Words of value labels outside the scale that say the question does not apply.
const NOT_APPLICABLE: [&str; 9] = [
    "not applicable",
    "does not apply",
    "n a",
    "tidak berlaku",
    "tidak relevan",
    "no aplica",
    "no procede",
    "no corresponde",
    "never used",
];

/// Words of value labels outside the scale that say there is no answer.
const MISSING: [&str; 16] = [
    "no answer",
    "no response",
    "not answered",
    "don t know",
    "do not know",
    "dont know",
    "no opinion",
    "refused",
    "missing",
    "tidak tahu",
    "tidak menjawab",
    "tidak ada jawaban",
    "no sabe",
    "no contesta",
    "no responde",
    "ns nc",
];

/// Codes that a mapping file adds to a column.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Codes<'a> {
    /// "No answer".
    pub missing: &'a [String],
    /// "Does not apply".
    pub not_applicable: &'a [String],
}

/// The scale with what the file and the mapping say about this column.
pub(crate) fn extended(base: &Scale, column: &Column, codes: Option<Codes<'_>>) -> Scale {
    let mut scale = base.clone();
    let codes = codes.unwrap_or_default();
    add(&mut scale.not_applicable, codes.not_applicable);
    add(&mut scale.missing, codes.missing);
    for (value, label) in &column.labels {
        match within(value, base) {
            Some(point) => {
                let words = scale.labels.entry(point).or_default();
                if !words.0.values().any(|known| plain(known) == plain(label)) {
                    // Kept beside the languages: the file does not say which language it speaks.
                    words.0.insert("file".to_owned(), label.clone());
                }
            }
            None if says(label, &NOT_APPLICABLE) => add(&mut scale.not_applicable, std::slice::from_ref(value)),
            None if says(label, &MISSING) => add(&mut scale.missing, std::slice::from_ref(value)),
            None => {}
        }
    }
    let declared: Vec<_> = column.missing.iter().filter(|code| !scale.not_applicable.contains(code)).cloned().collect();
    add(&mut scale.missing, &declared);
    scale
}

/// The letters before the numbers, where all that a column holds are codes as LimeSurvey makes them: `A1`, `A2`, … in older
/// versions, `AO01`, `AO02`, … in newer ones, for the first, the second, … answer of a scale. Nothing where one is numbered
/// 0: then somebody else made them.
pub(crate) fn code_letters<'a>(values: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let mut letters = None;
    for value in values {
        let (of, _) = code(value)?;
        if *letters.get_or_insert(of) != of {
            return None;
        }
    }
    letters
}

/// The letters and the number of a code.
fn code(value: &str) -> Option<(&'static str, u8)> {
    ["AO", "A"].into_iter().find_map(|letters| {
        let digits = value.strip_prefix(letters)?;
        let is_number = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        let number = digits.parse().ok().filter(|number| is_number && 0 < *number)?;
        Some((letters, number))
    })
}

/// Adds these codes to the words of a scale: the first answer is its lowest.
pub(crate) fn add_codes(scale: &mut Scale, letters: &str) {
    for (place, point) in (1..).zip(scale.min..=scale.max) {
        let words = scale.labels.entry(point).or_default();
        words.0.insert("code".to_owned(), format!("{letters}{place}"));
        words.0.insert("code of two digits".to_owned(), format!("{letters}{place:02}"));
    }
}

fn add(list: &mut Vec<String>, codes: &[String]) {
    for code in codes {
        if !list.contains(code) {
            list.push(code.clone());
        }
    }
}

fn within(value: &str, scale: &Scale) -> Option<u8> {
    if let Some((_, number)) = code(value.trim()) {
        return (scale.min..=scale.max).nth(usize::from(number) - 1);
    }
    let number: f64 = value.trim().parse().ok()?;
    (scale.min..=scale.max).find(|point| f64::from(*point) == number)
}

fn says(label: &str, words: &[&str]) -> bool {
    let label = plain(label);
    words.iter().any(|word| label.contains(word))
}

/// Columns whose file gives the instrument's label to another value; one per file is enough to be warned.
pub(crate) fn contradictions(
    layout: &Layout,
    positions: &[usize],
    columns: &[Column],
    instrument: &Instrument,
) -> Option<Note> {
    let known: BTreeMap<String, u8> = instrument
        .scale
        .labels
        .iter()
        .flat_map(|(value, label)| label.0.values().map(|text| (plain(text), *value)))
        .collect();
    layout.columns.iter().zip(positions).find_map(|(answer, position)| {
        if answer.reversed || !matches!(answer.role, Role::Item { .. }) {
            return None;
        }
        let column = columns.get(*position)?;
        column.labels.iter().find_map(|(value, label)| {
            let value = within(value, &instrument.scale)?;
            let labelled = *known.get(&plain(label))?;
            (labelled != value).then(|| Note::LabelOfAnother {
                column: column.name.clone(),
                value,
                label: label.clone(),
                labelled,
            })
        })
    })
}
