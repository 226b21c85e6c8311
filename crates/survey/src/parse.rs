//! From TOML to a checked instrument.
//!
//! Separate from the instrument, so that everything behind this border holds a questionnaire that is known to be whole.
//! It reads what is written and leaves what the parts must be to each other to `check`. It opens no file.

use std::collections::BTreeMap;

use toml::de::DeTable;

use crate::check::check;
use crate::problem::ProblemKind;
use crate::toml_reader::{Notes, Reader, note_invisible};
use crate::{
    Battery, BatteryKind, Dimension, ExpectationMeaning, Factor, Instrument, Item, Localized, Outcome, Points, Problem,
    Scale, Segment,
};

/// The first line of every instrument file.
pub(crate) const FORMAT: &str = "rater.instrument/1";

const BATTERIES: [(&str, BatteryKind); 5] = [
    ("expectation", BatteryKind::Expectation),
    ("perception", BatteryKind::Perception),
    ("minimum", BatteryKind::Minimum),
    ("desired", BatteryKind::Desired),
    ("importance", BatteryKind::Importance),
];

const MEANINGS: [(&str, ExpectationMeaning); 5] = [
    ("ideal", ExpectationMeaning::Ideal),
    ("should", ExpectationMeaning::Should),
    ("predicted", ExpectationMeaning::Predicted),
    ("importance", ExpectationMeaning::Importance),
    ("manager", ExpectationMeaning::Manager),
];

const FACTORS: [(&str, Factor); 5] = [
    ("reliability", Factor::Reliability),
    ("assurance", Factor::Assurance),
    ("tangibles", Factor::Tangibles),
    ("empathy", Factor::Empathy),
    ("responsiveness", Factor::Responsiveness),
];

/// The ten components of 1985, from which the five factors came.
const COMPONENTS: [(&str, &str); 10] = [
    ("tangibles", "tangibles"),
    ("reliability", "reliability"),
    ("responsiveness", "responsiveness"),
    ("competence", "competence"),
    ("courtesy", "courtesy"),
    ("credibility", "credibility"),
    ("security", "security"),
    ("access", "access"),
    ("communication", "communication"),
    ("understanding", "understanding"),
];

/// Parses and checks an instrument file.
///
/// # Errors
/// Every problem of the file at once, in the order of its lines.
pub fn parse(text: &str) -> Result<Instrument, Vec<Problem>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut notes = Notes::new(text);
    let instrument = examine(text, &mut notes);
    let mut problems = notes.problems;
    problems.sort_by(|a, b| (a.line, &a.place).cmp(&(b.line, &b.place)));
    match instrument {
        Some(instrument) if problems.is_empty() => Ok(instrument),
        _ => Err(problems),
    }
}

/// Notes what is wrong; stops where all that follows would only be problems that are not there.
fn examine(text: &str, notes: &mut Notes) -> Option<Instrument> {
    let (table, errors) = DeTable::parse_recoverable(text);
    // What follows the first error is mostly the same error again, line after line.
    let place = |error: &toml::de::Error| error.span().map_or(0, |span| span.start);
    if let Some(first) = errors.iter().min_by_key(|error| place(error)) {
        notes.note_at(place(first), ProblemKind::Syntax { message: first.message().to_owned() });
        return None;
    }
    if table.get_ref().is_empty() {
        notes.note("", ProblemKind::EmptyFile);
        return None;
    }
    note_invisible(table.get_ref(), notes);
    let mut root = Reader::new(table.get_ref(), String::new(), 0, notes);
    match root.text("format", notes) {
        Some(format) if format == FORMAT => {}
        Some(found) => {
            notes.note("format", ProblemKind::WrongFormat { found });
            return None;
        }
        None => notes.note("", ProblemKind::WrongFormat { found: String::new() }),
    }
    let instrument = read(&mut root, notes);
    root.finish(notes);
    check(&instrument, notes);
    Some(instrument)
}

fn read(root: &mut Reader<'_>, notes: &mut Notes) -> Instrument {
    notes.languages = root.texts("languages", notes);
    if notes.languages.is_empty() {
        root.missing("languages", notes);
    }
    let (scale, batteries) = (read_scale(root, None, notes), read_batteries(root, notes));
    let mut columns = root.table("columns", notes);
    let mut column = |key: &'static str, notes: &mut Notes| columns.as_mut().and_then(|table| table.text(key, notes));
    let (id_column, wave_column, seconds_column) =
        (column("id", notes), column("wave", notes), column("seconds", notes));
    if let Some(table) = columns {
        table.finish(notes);
    }
    Instrument {
        id: root.id("id", notes),
        version: root.required_text("version", notes),
        title: root.required_words("title", notes),
        source: root.text("source", notes).unwrap_or_default(),
        licence: root.text("licence", notes).unwrap_or_default(),
        expectation: root.word("expectation", &MEANINGS, notes),
        outcomes: read_outcomes(root, &scale, notes),
        scale,
        dimensions: read_dimensions(root, notes),
        items: read_items(root, &batteries, notes),
        batteries: batteries.into_iter().map(|(battery, _)| battery).collect(),
        points: read_points(root, notes),
        segments: read_segments(root, notes),
        id_column,
        wave_column,
        seconds_column,
    }
}

/// The scale of a table; without one, the scale that `default` gives, and without that it is missed.
fn read_scale(owner: &mut Reader<'_>, default: Option<&Scale>, notes: &mut Notes) -> Scale {
    let nothing = Scale { min: 0, max: 0, labels: BTreeMap::new(), missing: vec![], not_applicable: vec![] };
    let Some(mut table) = owner.table("scale", notes) else {
        if default.is_none() {
            owner.missing("scale", notes);
        }
        return default.cloned().unwrap_or(nothing);
    };
    let bounds = (table.whole("min", notes), table.whole("max", notes));
    let (min, max) = match bounds {
        (Some(min), Some(max)) => checked_bounds(&table.place, min, max, notes),
        _ => None,
    }
    .unwrap_or_default();
    let labels = table.table("labels", notes).map(|mut labels| read_labels(&mut labels, (min, max), notes));
    let (missing, not_applicable) = (table.texts("missing", notes), table.texts("not_applicable", notes));
    table.finish(notes);
    Scale { min, max, labels: labels.unwrap_or_default(), missing, not_applicable }
}

fn checked_bounds(place: &str, min: i64, max: i64, notes: &mut Notes) -> Option<(u8, u8)> {
    if max <= min {
        notes.note(place, ProblemKind::ScaleReversed { min, max });
    } else if min < 0 || 100 < max {
        notes.note(place, ProblemKind::ScaleTooWide { min, max });
    } else {
        return Some((u8::try_from(min).ok()?, u8::try_from(max).ok()?));
    }
    None
}

fn read_labels(table: &mut Reader<'_>, (min, max): (u8, u8), notes: &mut Notes) -> BTreeMap<u8, Localized> {
    let mut labels = BTreeMap::new();
    for (value, words) in table.entries(notes) {
        match value.parse() {
            Ok(point) if (min..=max).contains(&point) => {
                labels.insert(point, words);
            }
            // Bounds that are wrong themselves were named already.
            _ if min == max => {}
            _ => notes.note(&table.at(&value), ProblemKind::LabelOutsideScale { value: value.clone(), min, max }),
        }
    }
    labels
}

fn read_batteries(root: &mut Reader<'_>, notes: &mut Notes) -> Vec<(Battery, Option<String>)> {
    let mut batteries = Vec::new();
    for mut table in root.tables("batteries", "kind", notes) {
        let kind = table.word("kind", &BATTERIES, notes);
        let instruction = table.words("instruction", notes).unwrap_or_default();
        let mut pattern = table.text("columns", notes);
        // A faulty pattern is left out, so that it is named once and not again for every item.
        if let Some(pattern) = pattern.take_if(|pattern| !pattern.contains("{id}")) {
            notes.note(&table.at("columns"), ProblemKind::PatternWithoutId { pattern });
        }
        match kind {
            Some(kind) => batteries.push((Battery { kind, instruction }, pattern)),
            None if !table.has("kind") => table.missing("kind", notes),
            None => {}
        }
        table.finish(notes);
    }
    batteries
}

fn read_dimensions(root: &mut Reader<'_>, notes: &mut Notes) -> Vec<Dimension> {
    let mut dimensions = Vec::new();
    for mut table in root.tables("dimensions", "id", notes) {
        let id = table.id("id", notes);
        let title = table.required_words("title", notes);
        // A dimension that bears the name of a factor need not repeat it.
        let same = FACTORS.iter().find(|(name, _)| *name == id).map(|(_, factor)| *factor);
        let factor = table.word("factor", &FACTORS, notes).or(same);
        if factor.is_none() && !table.has("factor") {
            table.missing("factor", notes);
        }
        table.finish(notes);
        dimensions.push(Dimension { id, title, factor: factor.unwrap_or(Factor::Reliability) });
    }
    dimensions
}

fn read_items(root: &mut Reader<'_>, batteries: &[(Battery, Option<String>)], notes: &mut Notes) -> Vec<Item> {
    let mut items = Vec::new();
    for mut table in root.tables("items", "id", notes) {
        let id = table.id("id", notes);
        let dimension = table.required_text("dimension", notes);
        let reversed = table.truth("reversed", notes);
        let component = table.word("component", &COMPONENTS, notes).map(str::to_owned);
        let short = table.required_words("short", notes);
        // The same words for every battery that has none of its own.
        let shared = table.words("text", notes);
        let mut wording = BTreeMap::new();
        for (name, kind) in BATTERIES {
            if let Some(words) = table.words(name, notes) {
                wording.insert(kind, words);
            }
        }
        let mut columns = BTreeMap::new();
        for (battery, pattern) in batteries {
            if let Some(shared) = &shared {
                wording.entry(battery.kind).or_insert_with(|| shared.clone());
            }
            columns.extend(pattern.as_ref().map(|pattern| (battery.kind, pattern.replace("{id}", &id))));
        }
        if let Some(mut own) = table.table("columns", notes) {
            for (name, kind) in BATTERIES {
                columns.extend(own.text(name, notes).map(|column| (kind, column)));
            }
            own.finish(notes);
        }
        table.finish(notes);
        items.push(Item { id, dimension, reversed, component, short, wording, columns });
    }
    items
}

fn read_points(root: &mut Reader<'_>, notes: &mut Notes) -> Vec<Points> {
    let mut points = Vec::new();
    for mut table in root.tables("points", "dimension", notes) {
        points.push(Points {
            dimension: table.required_text("dimension", notes),
            column: table.required_text("column", notes),
        });
        table.finish(notes);
    }
    points
}

fn read_outcomes(root: &mut Reader<'_>, default: &Scale, notes: &mut Notes) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for mut table in root.tables("outcomes", "id", notes) {
        let id = table.id("id", notes);
        let column = table.text("column", notes).unwrap_or_else(|| id.clone());
        let title = table.required_words("title", notes);
        let short = table.words("short", notes).unwrap_or_else(|| title.clone());
        let scale = read_scale(&mut table, Some(default), notes);
        table.finish(notes);
        outcomes.push(Outcome { id, column, title, short, scale });
    }
    outcomes
}

fn read_segments(root: &mut Reader<'_>, notes: &mut Notes) -> Vec<Segment> {
    let mut segments = Vec::new();
    for mut table in root.tables("segments", "column", notes) {
        let column = table.required_text("column", notes);
        let title = table.required_words("title", notes);
        let labels = table.table("labels", notes).map(|mut labels| labels.entries(notes)).unwrap_or_default();
        table.finish(notes);
        segments.push(Segment { column, title, labels: labels.into_iter().collect() });
    }
    segments
}

pub(crate) fn battery_name(kind: BatteryKind) -> &'static str {
    BATTERIES.iter().find(|(_, known)| *known == kind).map_or("", |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::parse;
    use crate::{ProblemKind, builtin_source};

    #[test]
    fn a_file_of_another_program_brings_one_problem_and_not_thirty() {
        let problems =
            parse("format = \"rater.mapping/1\"\n[columns]\nQ1 = \"perception.01\"\n").err().unwrap_or_default();
        assert!(
            matches!(&problems[..], [only] if matches!(only.kind, ProblemKind::WrongFormat { .. })),
            "{problems:?}"
        );
    }

    #[test]
    fn a_file_with_its_format_only_says_what_an_instrument_needs() {
        let problems = parse("format = \"rater.instrument/1\"\n").err().unwrap_or_default();
        let missed = problems.iter().filter(|problem| matches!(problem.kind, ProblemKind::MissingKey { .. })).count();
        // Languages, scale, id, version and title.
        assert_eq!(missed, 5, "{problems:#?}");
        assert!(problems.iter().all(|problem| problem.line == 1));
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        let source = builtin_source("rater-pulse").unwrap_or_default();
        assert!(parse(&format!("\u{feff}{source}")).is_ok());
        assert!(parse(&source.replace('\n', "\r\n")).is_ok());
    }

    #[test]
    fn a_character_that_nobody_can_see_is_named_with_its_line_wherever_it_stands() {
        let source = builtin_source("rater-pulse").unwrap_or_default();
        let text = source.replacen("title.en = \"", "title.en = \"\\u0000", 1).replacen(
            "licence = \"",
            "licence = \"\\u0007",
            1,
        );
        let line = |key: &str| 1 + source.lines().position(|line| line.starts_with(key)).unwrap_or_default() as u64;
        let problems = parse(&text).err().unwrap_or_default();
        let found: Vec<_> = problems.iter().map(|problem| (problem.line, problem.kind.clone())).collect();
        let expected = [line("title.en"), line("licence")].map(|line| (line, ProblemKind::ControlCharacter));
        assert_eq!(found, expected);
        assert!(parse(&source.replacen("title.en = \"", "title.en = \"One\\tor\\n", 1)).is_ok());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn a_damaged_file_brings_problems_and_never_a_crash(cut in 0usize..8000, length in 0usize..60, put in "[\\PC\n=\\[\\]\"]{0,6}") {
            let source = builtin_source("rater-pulse").unwrap_or_default();
            let damaged: String = source.chars().take(cut).chain(put.chars()).chain(source.chars().skip(cut + length)).collect();
            let lines = damaged.lines().count().max(1) as u64 + 1;
            for problem in parse(&damaged).err().unwrap_or_default() {
                prop_assert!((1..=lines).contains(&problem.line), "{problem:?}");
            }
        }
    }
}
