//! What the parts of a questionnaire must be to each other: every id once, every column once, every item in a dimension,
//! every battery in words.
//!
//! Separate from `parse`, which reads each part alone. It mends nothing and guesses nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::parse::battery_name;
use crate::problem::ProblemKind;
use crate::toml_reader::{Notes, nearest};
use crate::{AnswerRules, BatteryKind, Instrument, Item, Localized, Scale};

/// Items of a dimension at most: an exact mean needs the common multiple of 1 to the number of items, and that of 1 to 30
/// (2,329,089,562,800) is the last with room for sums over all respondents.
const ITEMS_MAX: usize = 30;

/// Notes everything that does not fit together.
pub(crate) fn check(instrument: &Instrument, notes: &mut Notes) {
    check_presence(instrument, notes);
    check_batteries(instrument, notes);
    check_ids(instrument, notes);
    check_dimensions(instrument, notes);
    check_wording(instrument, notes);
    check_columns(instrument, notes);
    check_points(instrument, notes);
    check_scale("scale", &instrument.scale, notes);
    // An outcome without a scale of its own has that of the items, which is checked once.
    for outcome in instrument.outcomes.iter().filter(|outcome| outcome.scale != instrument.scale) {
        check_scale(&format!("outcomes[{}].scale", outcome.id), &outcome.scale, notes);
    }
}

fn check_presence(instrument: &Instrument, notes: &mut Notes) {
    let lists = [
        ("batteries", instrument.batteries.is_empty()),
        ("dimensions", instrument.dimensions.is_empty()),
        ("items", instrument.items.is_empty()),
    ];
    for (list, empty) in lists {
        if empty {
            notes.note(list, ProblemKind::NothingIn { list });
        }
    }
}

fn check_batteries(instrument: &Instrument, notes: &mut Notes) {
    let mut seen = BTreeSet::new();
    for (number, battery) in instrument.batteries.iter().enumerate() {
        if !seen.insert(battery.kind) {
            let battery = battery_name(battery.kind).to_owned();
            notes.note(&format!("batteries[#{}]", number + 1), ProblemKind::DuplicateBattery { battery });
        }
    }
    if !instrument.batteries.is_empty() && !instrument.has(BatteryKind::Perception) {
        notes.note("batteries", ProblemKind::NoPerception);
    }
    match (instrument.has(BatteryKind::Expectation), instrument.expectation) {
        (true, None) => notes.note("batteries[expectation]", ProblemKind::ExpectationMeaningAbsent),
        (false, Some(_)) => notes.note("expectation", ProblemKind::ExpectationWithoutBattery),
        _ => {}
    }
}

fn check_ids(instrument: &Instrument, notes: &mut Notes) {
    unique("dimensions", "id", instrument.dimensions.iter().map(|dimension| &dimension.id), notes);
    unique("items", "id", instrument.items.iter().map(|item| &item.id), notes);
    unique("outcomes", "id", instrument.outcomes.iter().map(|outcome| &outcome.id), notes);
    unique("segments", "column", instrument.segments.iter().map(|segment| &segment.column), notes);
}

fn unique<'a>(list: &str, key: &str, ids: impl Iterator<Item = &'a String>, notes: &mut Notes) {
    let mut seen = BTreeSet::new();
    for (number, id) in ids.enumerate() {
        if !id.is_empty() && !seen.insert(id) {
            notes.note(&format!("{list}[#{}].{key}", number + 1), ProblemKind::DuplicateId { id: id.clone() });
        }
    }
}

fn check_dimensions(instrument: &Instrument, notes: &mut Notes) {
    let known: Vec<_> = instrument.dimensions.iter().map(|dimension| dimension.id.as_str()).collect();
    let named = instrument.items.iter().map(|item| (format!("items[{}]", item.id), &item.dimension));
    let pointed = instrument.points.iter().map(|points| (format!("points[{}]", points.dimension), &points.dimension));
    let mut meant = BTreeSet::new();
    for (place, dimension) in named.chain(pointed) {
        if !dimension.is_empty() && !known.contains(&dimension.as_str()) {
            let hint = nearest(dimension, &known);
            meant.extend(hint.clone());
            let kind = ProblemKind::UnknownDimension { dimension: dimension.clone(), hint, known: known.join(", ") };
            notes.note(&format!("{place}.dimension"), kind);
        }
    }
    for dimension in &instrument.dimensions {
        let items = instrument.items_of(&dimension.id).count();
        if ITEMS_MAX < items && !dimension.id.is_empty() {
            let kind = ProblemKind::DimensionTooLong { dimension: dimension.id.clone(), items, most: ITEMS_MAX };
            notes.note(&format!("dimensions[{}]", dimension.id), kind);
        }
        // A mistyped name is named already; once it is mended the dimension has its items.
        if items == 0 && !dimension.id.is_empty() && !meant.contains(&dimension.id) {
            let kind = ProblemKind::DimensionWithoutItems { dimension: dimension.id.clone() };
            notes.note(&format!("dimensions[{}]", dimension.id), kind);
        }
    }
}

fn check_wording(instrument: &Instrument, notes: &mut Notes) {
    for item in &instrument.items {
        check_item_batteries(instrument, item, notes);
    }
    let shorts = instrument.items.iter().map(|item| (format!("items[{}].short", item.id), &item.short));
    distinct(shorts, notes);
    for battery in &instrument.batteries {
        let name = battery_name(battery.kind);
        let words = instrument
            .items
            .iter()
            .filter_map(|item| Some((format!("items[{}].{name}", item.id), item.wording.get(&battery.kind)?)));
        distinct(words, notes);
    }
}

fn check_item_batteries(instrument: &Instrument, item: &Item, notes: &mut Notes) {
    let place = format!("items[{}]", item.id);
    for battery in &instrument.batteries {
        if !item.wording.contains_key(&battery.kind) {
            notes.note(&place, ProblemKind::WordingAbsent { battery: battery_name(battery.kind).to_owned() });
        }
    }
    let used: BTreeSet<_> = item.wording.keys().chain(item.columns.keys()).copied().collect();
    for kind in used.into_iter().filter(|kind| !instrument.has(*kind)) {
        let battery = battery_name(kind).to_owned();
        notes.note(&format!("{place}.{battery}"), ProblemKind::NoSuchBattery { battery });
    }
    let pair = (item.wording.get(&BatteryKind::Expectation), item.wording.get(&BatteryKind::Perception));
    if let (Some(expectation), Some(perception)) = pair {
        for (language, text) in &expectation.0 {
            if perception.0.get(language) == Some(text) {
                notes.note(&place, ProblemKind::SameWords { language: language.clone() });
            }
        }
    }
}

/// No two items may say the same in one language: it is a copied line that was not changed.
fn distinct<'a>(words: impl Iterator<Item = (String, &'a Localized)>, notes: &mut Notes) {
    let mut seen: BTreeMap<(String, String), String> = BTreeMap::new();
    for (place, localized) in words {
        for (language, text) in localized.0.iter().filter(|(_, text)| !text.is_empty()) {
            let other = seen.entry((language.clone(), text.to_lowercase())).or_insert_with(|| place.clone());
            if *other != place {
                let kind = ProblemKind::DuplicateWords { language: language.clone(), other: other.clone() };
                notes.note(&place, kind);
            }
        }
    }
}

fn check_columns(instrument: &Instrument, notes: &mut Notes) {
    let items = instrument.items.iter().flat_map(|item| {
        item.columns
            .iter()
            .map(|(kind, column)| (format!("items[{}].columns.{}", item.id, battery_name(*kind)), column))
    });
    let at = |list: &str, id: &str| format!("{list}[{id}].column");
    let points = instrument.points.iter().map(|points| (at("points", &points.dimension), &points.column));
    let outcomes = instrument.outcomes.iter().map(|outcome| (at("outcomes", &outcome.id), &outcome.column));
    let segments = instrument.segments.iter().map(|segment| (at("segments", &segment.column), &segment.column));
    let named = [
        ("columns.id", &instrument.id_column),
        ("columns.wave", &instrument.wave_column),
        ("columns.seconds", &instrument.seconds_column),
    ];
    let named = named.into_iter().filter_map(|(place, column)| Some((place.to_owned(), column.as_ref()?)));
    let mut seen: BTreeMap<&str, String> = BTreeMap::new();
    let columns = items.chain(points).chain(outcomes).chain(segments).chain(named);
    for (place, column) in columns.filter(|(_, column)| !column.is_empty()) {
        let other = seen.entry(column).or_insert_with(|| place.clone());
        // Two things with one id share their columns too, and that id is named already.
        if *other != place {
            let kind = ProblemKind::DuplicateColumn { column: column.clone(), other: other.clone() };
            notes.note(&place, kind);
        }
    }
}

fn check_points(instrument: &Instrument, notes: &mut Notes) {
    let mut pointed = BTreeSet::new();
    for (number, points) in instrument.points.iter().enumerate() {
        if !pointed.insert(&points.dimension) {
            let kind = ProblemKind::DuplicatePoints { dimension: points.dimension.clone() };
            notes.note(&format!("points[#{}]", number + 1), kind);
        }
    }
    let without: Vec<_> = instrument
        .dimensions
        .iter()
        .map(|dimension| &dimension.id)
        .filter(|id| !id.is_empty() && !pointed.contains(id))
        .cloned()
        .collect();
    if !pointed.is_empty() && !without.is_empty() {
        notes.note("points", ProblemKind::PointsIncomplete { dimensions: without.join(", ") });
    }
}

fn check_scale(place: &str, scale: &Scale, notes: &mut Notes) {
    let (min, max) = (scale.min, scale.max);
    // Without its codes and labels the scale says which of them it would read as an answer.
    let bare = Scale { labels: BTreeMap::new(), missing: vec![], not_applicable: vec![], ..scale.clone() };
    let rules = AnswerRules::new(&bare, false);
    let codes = [("missing", &scale.missing), ("not_applicable", &scale.not_applicable)];
    for (list, code) in codes.iter().flat_map(|(list, codes)| codes.iter().map(move |code| (list, code))) {
        if min < max && matches!(rules.read(code), Ok(crate::Answer::Value(_))) {
            let kind = ProblemKind::CodeInsideScale { code: code.clone(), min, max };
            notes.note(&format!("{place}.{list}"), kind);
        }
    }
    for code in scale.missing.iter().filter(|code| scale.not_applicable.contains(code)) {
        notes.note(&format!("{place}.not_applicable"), ProblemKind::CodeTwice { code: code.clone() });
    }
    check_labels(place, scale, notes);
}

fn check_labels(place: &str, scale: &Scale, notes: &mut Notes) {
    let mut seen: BTreeMap<String, u8> = BTreeMap::new();
    for (value, words) in &scale.labels {
        for text in words.0.values() {
            let first = *seen.entry(text.to_lowercase()).or_insert(*value);
            if first != *value {
                let kind = ProblemKind::DuplicateLabel { label: text.clone(), first, second: *value };
                notes.note(&format!("{place}.labels.{value}"), kind);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::problem::ProblemKind;
    use crate::{Expected, Problem, parse};

    /// A whole small instrument; each test breaks it in one place.
    const SOUND: &str = r#"format = "rater.instrument/1"
id = "counter"
version = 2
languages = ["en", "id"]
title.en = "Counter"
title.id = "Loket"
expectation = "should"

[scale]
min = 1
max = 5
labels.5.en = "Yes"
labels.5.id = "Ya"
missing = [9]
not_applicable = ["8"]

[[batteries]]
kind = "expectation"
columns = "E{id}"

[[batteries]]
kind = "perception"
columns = "P{id}"

[[dimensions]]
id = "reliability"
title.en = "Reliability"
title.id = "Keandalan"

[[items]]
id = "01"
dimension = "reliability"
short = { en = "Ready", id = "Siap" }
expectation = { en = "It should be ready.", id = "Harus siap." }
perception = { en = "It was ready.", id = "Sudah siap." }

[[items]]
id = "02"
dimension = "reliability"
reversed = true
short = { en = "Mistakes", id = "Kesalahan" }
expectation = { en = "Mistakes should be rare.", id = "Kesalahan harus jarang." }
perception = { en = "There were mistakes.", id = "Ada kesalahan." }
columns.perception = "mistakes"

[[points]]
dimension = "reliability"
column = "W"

[[outcomes]]
id = "overall"
title = { en = "Overall", id = "Keseluruhan" }

[[segments]]
column = "branch"
title = { en = "Branch", id = "Cabang" }
labels.1 = { en = "North", id = "Utara" }
"#;

    /// Breaks the file in one place and compares the problems: place, the line it points at, kind.
    fn check(from: &str, to: &str, expected: &[(&str, &str, ProblemKind)]) {
        assert_eq!(SOUND.matches(from).count(), 1, "the test must change one place: {from}");
        let broken = SOUND.replace(from, to);
        let problems = parse(&broken).err().unwrap_or_default();
        let found: Vec<_> = problems
            .iter()
            .map(|problem| (problem.place.as_str(), line(&broken, problem), problem.kind.clone()))
            .collect();
        assert_eq!(found, expected);
    }

    fn line<'t>(file: &'t str, problem: &Problem) -> &'t str {
        usize::try_from(problem.line).ok().and_then(|line| file.lines().nth(line - 1)).unwrap_or_default()
    }

    fn text(text: &str) -> String {
        text.to_owned()
    }

    #[test]
    fn a_sound_file_is_read_as_it_is_written() {
        let counter = parse(SOUND).unwrap_or_else(|problems| panic!("{problems:#?}"));
        assert_eq!(counter.version, "2");
        assert_eq!(counter.scale.missing, ["9"]);
        assert!(counter.items[1].reversed && !counter.items[0].reversed);
        let columns: Vec<_> = counter.items.iter().flat_map(|item| item.columns.values()).collect();
        assert_eq!(columns, ["E01", "P01", "E02", "mistakes"]);
        // An outcome without a column is in the column of its name; without a scale it has that of the items.
        assert_eq!((counter.outcomes[0].column.as_str(), counter.outcomes[0].scale.max), ("overall", 5));
        assert_eq!(counter.segments[0].labels["1"].get("id"), "Utara");
    }

    #[test]
    fn a_file_of_another_kind_is_told_so() {
        let wrong = ProblemKind::WrongFormat { found: text("rater.mapping/1") };
        check("rater.instrument/1", "rater.mapping/1", &[("format", "format = \"rater.mapping/1\"", wrong)]);
        let absent = ProblemKind::WrongFormat { found: String::new() };
        check("format = \"rater.instrument/1\"\n", "", &[("", "id = \"counter\"", absent)]);
    }

    #[test]
    fn text_that_is_not_toml_is_one_problem_with_its_line() {
        let problems = parse(&SOUND.replace("min = 1", "min = ")).err().unwrap_or_default();
        assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [10]);
        assert!(matches!(problems[0].kind, ProblemKind::Syntax { .. }));
    }

    #[test]
    fn a_file_of_something_else_is_one_problem_not_one_per_line() {
        let problems = parse(&"E01,E02,P01\n7,6,5\n".repeat(20)).err().unwrap_or_default();
        assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [1]);
        assert!(matches!(problems[0].kind, ProblemKind::Syntax { .. }));
    }

    #[test]
    fn an_empty_file_is_told_so_and_nothing_else() {
        for text in ["", " \n\n", "# an instrument will stand here\n"] {
            let kinds: Vec<_> = parse(text).err().unwrap_or_default().into_iter().map(|problem| problem.kind).collect();
            assert_eq!(kinds, [ProblemKind::EmptyFile]);
        }
    }

    #[test]
    fn thirty_items_are_a_dimension_and_thirty_one_are_too_many() {
        let item = |number: usize| {
            let words = |kind: &str| format!("{{ en = \"{kind} {number}\", id = \"{kind} id {number}\" }}");
            format!(
                "\n[[items]]\nid = \"x{number}\"\ndimension = \"reliability\"\nshort = {}\nexpectation = {}\n\
                 perception = {}\n",
                words("short"),
                words("should"),
                words("was"),
            )
        };
        let with = |more: usize| SOUND.to_owned() + &(0..more).map(item).collect::<String>();
        // Two items are there already.
        assert!(parse(&with(28)).is_ok());
        let problems = parse(&with(29)).err().unwrap_or_default();
        let kinds: Vec<_> = problems.into_iter().map(|problem| problem.kind).collect();
        assert_eq!(kinds, [ProblemKind::DimensionTooLong { dimension: text("reliability"), items: 31, most: 30 }]);
    }

    #[test]
    fn a_mistyped_key_is_named_with_what_was_meant() {
        let unknown = ProblemKind::UnknownKey {
            key: text("revesed"),
            hint: Some(text("reversed")),
            known: text(
                "columns, component, desired, dimension, expectation, id, importance, minimum, perception, reversed, \
                 short, text",
            ),
        };
        check("reversed = true", "revesed = true", &[("items[02].revesed", "revesed = true", unknown)]);
    }

    #[test]
    fn a_key_that_is_needed_is_missed_where_it_belongs() {
        let missing = ProblemKind::MissingKey { key: text("dimension") };
        check("id = \"01\"\ndimension = \"reliability\"", "id = \"01\"", &[("items[01]", "[[items]]", missing)]);
        check(
            "version = 2\n",
            "",
            &[("", "format = \"rater.instrument/1\"", ProblemKind::MissingKey { key: text("version") })],
        );
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_told_what_was_expected() {
        let wrong = |expected| ProblemKind::WrongType { expected };
        check(
            "reversed = true",
            "reversed = \"yes\"",
            &[("items[02].reversed", "reversed = \"yes\"", wrong(Expected::Truth))],
        );
        check("missing = [9]", "missing = 9", &[("scale.missing", "missing = 9", wrong(Expected::List))]);
        check("min = 1", "min = 1.5", &[("scale.min", "min = 1.5", wrong(Expected::Whole))]);
    }

    #[test]
    fn an_unknown_dimension_is_named_at_the_item_that_asks_for_it() {
        let unknown = ProblemKind::UnknownDimension {
            dimension: text("reliabilty"),
            hint: Some(text("reliability")),
            known: text("reliability"),
        };
        check(
            "id = \"01\"\ndimension = \"reliability\"",
            "id = \"01\"\ndimension = \"reliabilty\"",
            &[("items[01].dimension", "dimension = \"reliabilty\"", unknown)],
        );
    }

    #[test]
    fn ids_and_columns_are_used_once() {
        let id = ProblemKind::DuplicateId { id: text("01") };
        check("id = \"02\"", "id = \"01\"", &[("items[#2].id", "id = \"01\"", id)]);
        let column =
            ProblemKind::DuplicateColumn { column: text("mistakes"), other: text("items[02].columns.perception") };
        check(
            "column = \"W\"",
            "column = \"mistakes\"",
            &[("points[reliability].column", "column = \"mistakes\"", column)],
        );
    }

    #[test]
    fn a_column_pattern_must_tell_the_items_apart_and_is_named_once() {
        let pattern = ProblemKind::PatternWithoutId { pattern: text("E") };
        check(
            "columns = \"E{id}\"",
            "columns = \"E\"",
            &[("batteries[expectation].columns", "columns = \"E\"", pattern)],
        );
    }

    #[test]
    fn a_dimension_needs_items_and_points_need_every_dimension() {
        check(
            "[[items]]\nid = \"01\"",
            "[[dimensions]]\nid = \"empathy\"\ntitle = { en = \"Empathy\", id = \"Empati\" }\n\n[[items]]\nid = \"01\"",
            &[
                (
                    "dimensions[empathy]",
                    "[[dimensions]]",
                    ProblemKind::DimensionWithoutItems { dimension: text("empathy") },
                ),
                ("points", "[[points]]", ProblemKind::PointsIncomplete { dimensions: text("empathy") }),
            ],
        );
    }

    #[test]
    fn a_scale_runs_upwards_and_ends_at_a_hundred() {
        let reversed = ProblemKind::ScaleReversed { min: 5, max: 5 };
        check("min = 1", "min = 5", &[("scale", "[scale]", reversed)]);
        let wide = ProblemKind::ScaleTooWide { min: 1, max: 101 };
        check("max = 5", "max = 101", &[("scale", "[scale]", wide)]);
        let outside = ProblemKind::LabelOutsideScale { value: text("6"), min: 1, max: 5 };
        check(
            "labels.5.en = \"Yes\"\nlabels.5.id = \"Ya\"",
            "labels.6 = { en = \"Yes\", id = \"Ya\" }",
            &[("scale.labels.6", "labels.6 = { en = \"Yes\", id = \"Ya\" }", outside)],
        );
    }

    #[test]
    fn a_code_is_no_answer_and_has_one_meaning() {
        let inside = ProblemKind::CodeInsideScale { code: text("5.0"), min: 1, max: 5 };
        check("missing = [9]", "missing = [9, \"5.0\"]", &[("scale.missing", "missing = [9, \"5.0\"]", inside)]);
        let twice = ProblemKind::CodeTwice { code: text("9") };
        check(
            "not_applicable = [\"8\"]",
            "not_applicable = [\"9\"]",
            &[("scale.not_applicable", "not_applicable = [\"9\"]", twice)],
        );
    }

    #[test]
    fn every_text_is_in_every_declared_language_and_no_other() {
        let missing = ProblemKind::MissingLanguage { languages: text("id") };
        check("title.id = \"Loket\"\n", "", &[("title", "title.en = \"Counter\"", missing)]);
        let undeclared = ProblemKind::UndeclaredLanguage { language: text("es"), known: text("en, id") };
        check(
            "title.id = \"Loket\"",
            "title.id = \"Loket\"\ntitle.es = \"Caja\"",
            &[("title", "title.en = \"Counter\"", undeclared)],
        );
    }

    #[test]
    fn what_expectation_means_goes_with_asking_for_it() {
        check(
            "expectation = \"should\"\n",
            "",
            &[("batteries[expectation]", "[[batteries]]", ProblemKind::ExpectationMeaningAbsent)],
        );
        let unknown = ProblemKind::UnknownWord {
            found: text("shoud"),
            hint: Some(text("should")),
            known: text("ideal, should, predicted, importance, manager"),
        };
        let absent = ProblemKind::ExpectationMeaningAbsent;
        check(
            "\"should\"",
            "\"shoud\"",
            &[("expectation", "expectation = \"shoud\"", unknown), ("batteries[expectation]", "[[batteries]]", absent)],
        );
    }

    #[test]
    fn an_item_has_words_for_every_battery_and_different_ones() {
        let absent = ProblemKind::WordingAbsent { battery: text("perception") };
        check(
            "perception = { en = \"It was ready.\", id = \"Sudah siap.\" }\n",
            "",
            &[("items[01]", "[[items]]", absent)],
        );
        let same = ProblemKind::SameWords { language: text("en") };
        check("It was ready.", "It should be ready.", &[("items[01]", "[[items]]", same)]);
        let copied = ProblemKind::DuplicateWords { language: text("id"), other: text("items[01].perception") };
        check(
            "Ada kesalahan.",
            "Sudah siap.",
            &[("items[02].perception", "perception = { en = \"There were mistakes.\", id = \"Sudah siap.\" }", copied)],
        );
    }

    #[test]
    fn all_problems_are_named_at_once_in_the_order_of_the_lines() {
        let broken = SOUND
            .replace("min = 1", "min = 7")
            .replace("reversed = true", "reversed = 1")
            .replace("column = \"branch\"", "colum = \"branch\"");
        let problems = parse(&broken).err().unwrap_or_default();
        let lines: Vec<_> = problems.iter().map(|problem| line(&broken, problem)).collect();
        // The last two: the segment has no column any more, and the mistyped key means nothing.
        assert_eq!(lines, ["[scale]", "reversed = 1", "[[segments]]", "colum = \"branch\""]);
    }
}
