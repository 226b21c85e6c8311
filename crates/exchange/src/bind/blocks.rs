//! Columns recognised by the order of whole blocks.
//!
//! Separate from words, because nothing here reads a question: two scales under one list of rows (LimeSurvey's dual scale,
//! Qualtrics' side by side), or one block of columns per battery. It takes a block only when it has exactly as many
//! columns as the instrument has items, takes batteries in the instrument's order unless a name says otherwise, and leaves
//! a note each time.

use survey::BatteryKind;

use super::words::{battery_named, plain};
use super::{Finder, Note, Place};

/// A column name taken apart.
#[derive(Debug, PartialEq, Eq)]
struct Parts {
    /// The question.
    group: String,
    /// The row of the question.
    row: String,
    /// The scale of the row, for dual scales.
    scale: String,
}

/// Finds whole blocks among the columns that are still free.
pub(crate) fn find(finder: &mut Finder<'_>) {
    let free: Vec<_> = finder
        .instrument
        .batteries
        .iter()
        .map(|battery| battery.kind)
        .filter(|kind| finder.count(*kind) == 0)
        .collect();
    if free.is_empty() {
        return;
    }
    let candidates: Vec<_> =
        (0..finder.columns.len()).filter(|at| !finder.taken.contains(at) && finder.looks_like_answers(*at)).collect();
    let blocks = dual(finder, &candidates).or_else(|| single(finder, &candidates, free.len()));
    if let Some(blocks) = blocks {
        assign(finder, free, blocks);
    }
}

/// Blocks with what their names say.
type Block = (String, Vec<usize>);

/// Gives each block its battery: by a word in its name, and what is left in order.
fn assign(finder: &mut Finder<'_>, mut free: Vec<BatteryKind>, blocks: Vec<Block>) {
    if blocks.len() != free.len() {
        return;
    }
    let mut chosen: Vec<Option<BatteryKind>> = Vec::new();
    for (name, _) in &blocks {
        let named = battery_named(&plain(name), &free).or_else(|| battery_lettered(name, &free));
        if named.is_none() && called_expectation(name) {
            return;
        }
        free.retain(|kind| Some(*kind) != named);
        chosen.push(named);
    }
    let mut rest = free.into_iter();
    for (kind, (_, columns)) in chosen.into_iter().zip(blocks) {
        let Some(kind) = kind.or_else(|| rest.next()) else {
            return;
        };
        finder.note_order(kind, &columns);
        for (item, column) in columns.into_iter().enumerate() {
            finder.set(Place::Item(kind, item), column);
        }
    }
}

/// Whether a block is called as what people expected: however well it fits, it says nothing of what they perceived.
fn called_expectation(name: &str) -> bool {
    const EXPECTATION: [BatteryKind; 1] = [BatteryKind::Expectation];
    battery_named(&plain(name), &EXPECTATION).or_else(|| battery_lettered(name, &EXPECTATION)).is_some()
}

/// The usual short names of blocks: E and P, H and K (harapan, kenyataan), exp and per.
fn battery_lettered(name: &str, free: &[BatteryKind]) -> Option<BatteryKind> {
    let kind = match plain(name).as_str() {
        "e" | "exp" | "h" | "hrp" | "ekspektasi" => BatteryKind::Expectation,
        "p" | "per" | "perc" | "k" | "ken" | "psp" => BatteryKind::Perception,
        "min" | "m" => BatteryKind::Minimum,
        "des" | "d" => BatteryKind::Desired,
        "imp" | "i" => BatteryKind::Importance,
        _ => return None,
    };
    free.contains(&kind).then_some(kind)
}

/// Rows with several scales each.
fn dual(finder: &Finder<'_>, candidates: &[usize]) -> Option<Vec<Block>> {
    let mut scales: Vec<Scale> = Vec::new();
    for at in candidates {
        let Some(parts) = two_scales(finder.name(*at)) else {
            continue;
        };
        let known = scales.iter().position(|scale| scale.name == parts.scale);
        let place = known.unwrap_or_else(|| {
            scales.push(Scale { name: parts.scale.clone(), ..Scale::default() });
            scales.len() - 1
        });
        if let Some(scale) = scales.get_mut(place) {
            scale.rows.push((parts.group, parts.row));
            scale.columns.push(*at);
        }
    }
    scales.sort_by(|a, b| a.name.cmp(&b.name));
    let first = scales.first()?;
    let whole =
        first.rows.len() == finder.instrument.items.len() && scales.iter().all(|scale| scale.rows == first.rows);
    let several = 1 < scales.len();
    (whole && several).then(|| scales.into_iter().map(|scale| (scale.name, scale.columns)).collect())
}

/// One of several scales: the rows under it, as question and row, and their columns.
#[derive(Default)]
struct Scale {
    name: String,
    rows: Vec<(String, String)>,
    columns: Vec<usize>,
}

/// Takes apart the name of a column under one of several scales.
fn two_scales(name: &str) -> Option<Parts> {
    let name = name.trim();
    let parts = |group: &str, row: &str, scale: &str| {
        let scale = scale_number(scale)?;
        (!row.is_empty()).then(|| Parts { group: group.to_owned(), row: row.to_owned(), scale })
    };
    if let Some(inner) = name.strip_suffix(']') {
        let (before, last) = inner.rsplit_once('[')?;
        // G01Q02[SQ001][1] and G01Q02[SQ001][Scale 1]
        if let Some((group, row)) = before.trim_end().strip_suffix(']').and_then(|rest| rest.rsplit_once('[')) {
            return parts(group, row, last);
        }
        // G01Q02[SQ001#0] and G01Q02[SQ001_1]
        let (row, scale) = last.rsplit_once(['#', '_'])?;
        return parts(before, row, scale);
    }
    let (before, after) = name.rsplit_once('#')?;
    // Q5#1_3 is the third row under the first scale; Q5_SQ003#1 the other way round.
    match after.split_once('_') {
        Some((scale, row)) => parts(before, row, scale),
        None => {
            let (group, row) = before.rsplit_once('_')?;
            parts(group, row, after)
        }
    }
}

fn scale_number(text: &str) -> Option<String> {
    let text = plain(text);
    let digits = ["scale", "skala", "escala"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(&text).trim();
    let short = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    short.then(|| format!("{digits:0>2}"))
}

/// One block of columns per battery, of exactly as many columns as items.
fn single(finder: &Finder<'_>, candidates: &[usize], wanted: usize) -> Option<Vec<Block>> {
    let mut groups: Vec<Block> = Vec::new();
    for at in candidates {
        let Some(group) = group_of(finder.name(*at)) else {
            continue;
        };
        match groups.iter_mut().find(|(name, _)| *name == group) {
            Some((_, columns)) => columns.push(*at),
            None => groups.push((group, vec![*at])),
        }
    }
    groups.retain(|(_, columns)| columns.len() == finder.instrument.items.len());
    (groups.len() == wanted).then_some(groups)
}

/// The name without its row: `Q1_3` and `Q1[SQ003]` belong to `Q1`, `Harapan 3` to `Harapan`.
fn group_of(name: &str) -> Option<String> {
    let name = name.trim();
    if let Some((group, _)) = name.strip_suffix(']').and_then(|inner| inner.rsplit_once('[')) {
        let group = group.trim();
        return (!group.is_empty()).then(|| group.to_owned());
    }
    let stem = name.trim_end_matches(|character: char| character.is_ascii_digit());
    let group = stem.trim_end_matches(|character: char| !character.is_alphanumeric());
    (stem.len() < name.len() && !group.is_empty()).then(|| group.to_owned())
}

impl Finder<'_> {
    /// Notes that a block was taken by its order.
    pub(super) fn note_order(&mut self, battery: BatteryKind, columns: &[usize]) {
        let name = |at: Option<&usize>| at.map_or_else(String::new, |at| self.name(*at).to_owned());
        let note =
            Note::ByOrder { battery, first: name(columns.first()), last: name(columns.last()), found: columns.len() };
        self.notes.push(note);
    }
}

#[cfg(test)]
mod tests {
    use super::{Parts, group_of, two_scales};

    #[test]
    fn rows_with_two_scales_are_taken_apart_as_the_tools_write_them() {
        for (name, group, row, scale) in [
            ("G01Q02[SQ001][1]", "G01Q02", "SQ001", "01"),
            ("G01Q02[SQ001][Scale 2]", "G01Q02", "SQ001", "02"),
            ("G01Q02[SQ001_2]", "G01Q02", "SQ001", "02"),
            ("G01Q02[SQ001#0]", "G01Q02", "SQ001", "00"),
            ("Q5#2_13", "Q5", "13", "02"),
            ("Q5_SQ003#1", "Q5", "SQ003", "01"),
        ] {
            let parts = Parts { group: group.into(), row: row.into(), scale: scale.into() };
            assert_eq!(two_scales(name), Some(parts), "{name}");
        }
        for name in ["E01", "G01Q02[SQ001]", "Q1_1", "Comments [other]", "#", "[]", "][", "a#b"] {
            assert_eq!(two_scales(name), None, "{name}");
        }
    }

    #[test]
    fn a_block_is_called_by_what_its_columns_share() {
        assert_eq!(group_of("Q1_13").as_deref(), Some("Q1"));
        assert_eq!(group_of("Harapan 3").as_deref(), Some("Harapan"));
        assert_eq!(group_of("Q7[SQ002]").as_deref(), Some("Q7"));
        assert_eq!(group_of("overall"), None);
        assert_eq!(group_of("17"), None);
    }
}
