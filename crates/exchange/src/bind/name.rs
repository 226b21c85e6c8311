//! When two names mean the same column.
//!
//! Separate from the places, because the mapping file, `--by` and the instrument all name columns. Upper and lower case,
//! spaces, underscores, dots and leading zeros do not matter: `E1`, `E01` and `e_01` are one name. Digits that are kept
//! apart stay apart: `Q1_1` is not `Q11`.

use crate::{Column, ReadError};

/// Names that survey tools and people give to the respondent, the surest first, in canonical form.
pub(crate) const IDS: [&str; 17] = [
    "id",
    "respondentid",
    "responseid",
    "respondent",
    "recordid",
    "caseid",
    "participantid",
    "participant",
    "idrespondent",
    "idresponden",
    "responden",
    "idencuestado",
    "encuestado",
    "seq",
    "no",
    "nomor",
    "nr",
];

/// Names that survey tools give to the seconds it took to answer.
pub(crate) const SECONDS: [&str; 5] = ["seconds", "durationinseconds", "durationseconds", "interviewtime", "totaltime"];

/// The form in which names are compared.
pub(crate) fn canonical(name: &str) -> String {
    let mut out = String::new();
    let mut digits = String::new();
    let mut parted = false;
    for character in name.chars() {
        if character.is_ascii_digit() {
            if digits.is_empty() && parted && out.ends_with(|last: char| last.is_ascii_digit()) {
                out.push('_');
            }
            digits.push(character);
            continue;
        }
        flush(&mut out, &mut digits);
        if character.is_alphanumeric() || "[]#".contains(character) {
            out.extend(character.to_lowercase());
            parted = false;
        } else {
            parted = true;
        }
    }
    flush(&mut out, &mut digits);
    out
}

fn flush(out: &mut String, digits: &mut String) {
    if digits.is_empty() {
        return;
    }
    let trimmed = digits.trim_start_matches('0');
    out.push_str(if trimmed.is_empty() { "0" } else { trimmed });
    digits.clear();
}

/// The columns of this name: exactly so, else without regard to case and space, else in canonical form.
pub(crate) fn all(columns: &[Column], wanted: &str) -> Vec<usize> {
    let matching = |same: &dyn Fn(&str) -> bool| -> Vec<usize> {
        (0..columns.len()).filter(|at| columns.get(*at).is_some_and(|column| same(&column.name))).collect()
    };
    let exact = matching(&|name| name.trim() == wanted.trim());
    if !exact.is_empty() {
        return exact;
    }
    let loose = canonical(wanted);
    if loose.is_empty() { Vec::new() } else { matching(&|name| canonical(name) == loose) }
}

/// The one column of this name.
///
/// # Errors
/// When there is none, with the nearest name as a hint, or more than one.
pub(crate) fn column_or_error(columns: &[Column], wanted: &str) -> Result<usize, ReadError> {
    match all(columns, wanted).as_slice() {
        [column] => Ok(*column),
        [] => {
            let mut names: Vec<_> = columns.iter().map(|column| column.name.as_str()).collect();
            let near = nearest(wanted, names.iter().copied()).map(str::to_owned);
            if 40 < names.len() {
                names.truncate(40);
                names.push("…");
            }
            let error = |key| ReadError::new(key).with("column", wanted).with("columns", names.join(", "));
            Err(match near {
                Some(near) => error("exchange-column-unknown-hint").with("nearest", near),
                None => error("exchange-column-unknown"),
            })
        }
        several => {
            let names: Vec<_> =
                several.iter().filter_map(|at| columns.get(*at)).map(|column| column.name.as_str()).collect();
            Err(ReadError::new("exchange-ambiguous").with("place", wanted).with("columns", names.join(", ")))
        }
    }
}

/// The name that the text most likely means: the one with the fewest letters to change, at most one in three. What is
/// farther away is another word, and to ask whether it was meant only confuses.
pub(crate) fn nearest<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let letters = |text: &str| canonical(text).chars().take(64).collect::<Vec<_>>();
    let wanted = letters(text);
    let (edits, name) = names.map(|name| (distance(&wanted, &letters(name)), name)).min_by_key(|(edits, _)| *edits)?;
    (edits * 3 <= wanted.len()).then_some(name)
}

/// Levenshtein's distance, row by row.
fn distance(from: &[char], to: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, b) in row.iter_mut().skip(1).zip(to) {
            let changed = diagonal + usize::from(a != b);
            diagonal = *cell;
            left = changed.min(diagonal + 1).min(left + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{canonical, distance, nearest};

    #[test]
    fn one_item_has_one_name_however_it_is_written() {
        for name in ["E1", "E01", "e_01", " e 1 ", "E.001"] {
            assert_eq!(canonical(name), "e1", "{name}");
        }
        assert_ne!(canonical("Q1_1"), canonical("Q11"));
        assert_ne!(canonical("E10"), canonical("E1"));
        assert_eq!(canonical("W_tan"), "wtan");
        assert_eq!(canonical("Duration (in seconds)"), "durationinseconds");
        assert_eq!(canonical("Q0"), "q0");
    }

    #[test]
    fn the_nearest_name_is_the_one_with_the_fewest_changes() {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        assert_eq!(distance(&letters("kitten"), &letters("sitting")), 3);
        assert_eq!(nearest("brunch", ["wave", "branch", "sex"].into_iter()), Some("branch"));
        assert_eq!(nearest("income", ["wave", "branch", "sex"].into_iter()), None);
    }
}
