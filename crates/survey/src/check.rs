//! What the parts of a questionnaire must be to each other: every id once, every column once, every item in a dimension,
//! every battery in words.
//!
//! Separate from `parse`, which reads each part alone. It mends nothing and guesses nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::parse::battery_name;
use crate::problem::ProblemKind;
use crate::toml_reader::{Notes, nearest};
use crate::{AnswerRules, BatteryKind, Instrument, Item, Localized, Scale};

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
    for outcome in &instrument.outcomes {
        check_scale(
            &format!("outcomes[{}].scale", outcome.id),
            &outcome.scale,
            notes,
        );
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
            notes.note(
                &format!("batteries[#{}]", number + 1),
                ProblemKind::DuplicateBattery { battery },
            );
        }
    }
    if !instrument.batteries.is_empty() && !instrument.has(BatteryKind::Perception) {
        notes.note("batteries", ProblemKind::NoPerception);
    }
    match (
        instrument.has(BatteryKind::Expectation),
        instrument.expectation,
    ) {
        (true, None) => notes.note(
            "batteries[expectation]",
            ProblemKind::ExpectationMeaningAbsent,
        ),
        (false, Some(_)) => notes.note("expectation", ProblemKind::ExpectationWithoutBattery),
        _ => {}
    }
}

fn check_ids(instrument: &Instrument, notes: &mut Notes) {
    unique(
        "dimensions",
        instrument.dimensions.iter().map(|dimension| &dimension.id),
        notes,
    );
    unique("items", instrument.items.iter().map(|item| &item.id), notes);
    unique(
        "outcomes",
        instrument.outcomes.iter().map(|outcome| &outcome.id),
        notes,
    );
}

fn unique<'a>(list: &str, ids: impl Iterator<Item = &'a String>, notes: &mut Notes) {
    let mut seen = BTreeSet::new();
    for (number, id) in ids.enumerate() {
        if !id.is_empty() && !seen.insert(id) {
            notes.note(
                &format!("{list}[#{}].id", number + 1),
                ProblemKind::DuplicateId { id: id.clone() },
            );
        }
    }
}

fn check_dimensions(instrument: &Instrument, notes: &mut Notes) {
    let known: Vec<_> = instrument
        .dimensions
        .iter()
        .map(|dimension| dimension.id.as_str())
        .collect();
    let named = instrument
        .items
        .iter()
        .map(|item| (format!("items[{}]", item.id), &item.dimension));
    let pointed = instrument
        .points
        .iter()
        .map(|points| (format!("points[{}]", points.dimension), &points.dimension));
    for (place, dimension) in named.chain(pointed) {
        if !dimension.is_empty() && !known.contains(&dimension.as_str()) {
            let kind = ProblemKind::UnknownDimension {
                dimension: dimension.clone(),
                hint: nearest(dimension, &known),
                known: known.join(", "),
            };
            notes.note(&format!("{place}.dimension"), kind);
        }
    }
    for dimension in &instrument.dimensions {
        if !dimension.id.is_empty() && instrument.items_of(&dimension.id).next().is_none() {
            let kind = ProblemKind::DimensionWithoutItems {
                dimension: dimension.id.clone(),
            };
            notes.note(&format!("dimensions[{}]", dimension.id), kind);
        }
    }
}

fn check_wording(instrument: &Instrument, notes: &mut Notes) {
    for item in &instrument.items {
        check_item_batteries(instrument, item, notes);
    }
    let shorts = instrument
        .items
        .iter()
        .map(|item| (format!("items[{}].short", item.id), &item.short));
    distinct(shorts, notes);
    for battery in &instrument.batteries {
        let name = battery_name(battery.kind);
        let words = instrument.items.iter().filter_map(|item| {
            Some((
                format!("items[{}].{name}", item.id),
                item.wording.get(&battery.kind)?,
            ))
        });
        distinct(words, notes);
    }
}

fn check_item_batteries(instrument: &Instrument, item: &Item, notes: &mut Notes) {
    let place = format!("items[{}]", item.id);
    for battery in &instrument.batteries {
        if !item.wording.contains_key(&battery.kind) {
            notes.note(
                &place,
                ProblemKind::WordingAbsent {
                    battery: battery_name(battery.kind).to_owned(),
                },
            );
        }
    }
    let used: BTreeSet<_> = item
        .wording
        .keys()
        .chain(item.columns.keys())
        .copied()
        .collect();
    for kind in used.into_iter().filter(|kind| !instrument.has(*kind)) {
        let battery = battery_name(kind).to_owned();
        notes.note(
            &format!("{place}.{battery}"),
            ProblemKind::NoSuchBattery { battery },
        );
    }
    let pair = (
        item.wording.get(&BatteryKind::Expectation),
        item.wording.get(&BatteryKind::Perception),
    );
    if let (Some(expectation), Some(perception)) = pair {
        for (language, text) in &expectation.0 {
            if perception.0.get(language) == Some(text) {
                notes.note(
                    &place,
                    ProblemKind::SameWords {
                        language: language.clone(),
                    },
                );
            }
        }
    }
}

/// No two items may say the same in one language: it is a copied line that was not changed.
fn distinct<'a>(words: impl Iterator<Item = (String, &'a Localized)>, notes: &mut Notes) {
    let mut seen: BTreeMap<(String, String), String> = BTreeMap::new();
    for (place, localized) in words {
        for (language, text) in localized.0.iter().filter(|(_, text)| !text.is_empty()) {
            let other = seen
                .entry((language.clone(), text.to_lowercase()))
                .or_insert_with(|| place.clone());
            if *other != place {
                let kind = ProblemKind::DuplicateWords {
                    language: language.clone(),
                    other: other.clone(),
                };
                notes.note(&place, kind);
            }
        }
    }
}

fn check_columns(instrument: &Instrument, notes: &mut Notes) {
    let items = instrument
        .items
        .iter()
        .enumerate()
        .flat_map(|(number, item)| {
            item.columns.iter().map(move |(kind, column)| {
                (
                    (
                        number,
                        format!("items[{}].columns.{}", item.id, battery_name(*kind)),
                    ),
                    column,
                )
            })
        });
    let list = |list: &'static str, id: &str| (usize::MAX, format!("{list}[{id}].column"));
    let points = instrument
        .points
        .iter()
        .map(|points| (list("points", &points.dimension), &points.column));
    let outcomes = instrument
        .outcomes
        .iter()
        .map(|outcome| (list("outcomes", &outcome.id), &outcome.column));
    let segments = instrument
        .segments
        .iter()
        .map(|segment| (list("segments", &segment.column), &segment.column));
    let named = [
        ("columns.id", &instrument.id_column),
        ("columns.wave", &instrument.wave_column),
        ("columns.seconds", &instrument.seconds_column),
    ];
    let named = named
        .into_iter()
        .filter_map(|(place, column)| Some(((usize::MAX, place.to_owned()), column.as_ref()?)));
    let mut seen: BTreeMap<&str, String> = BTreeMap::new();
    for ((_, place), column) in items
        .chain(points)
        .chain(outcomes)
        .chain(segments)
        .chain(named)
    {
        if column.is_empty() {
            continue;
        }
        if let Some(other) = seen.get(column.as_str()) {
            notes.note(
                &place,
                ProblemKind::DuplicateColumn {
                    column: column.clone(),
                    other: other.clone(),
                },
            );
        } else {
            seen.insert(column, place);
        }
    }
}

fn check_points(instrument: &Instrument, notes: &mut Notes) {
    let mut pointed = BTreeSet::new();
    for (number, points) in instrument.points.iter().enumerate() {
        if !pointed.insert(&points.dimension) {
            let kind = ProblemKind::DuplicatePoints {
                dimension: points.dimension.clone(),
            };
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
        notes.note(
            "points",
            ProblemKind::PointsIncomplete {
                dimensions: without.join(", "),
            },
        );
    }
}

fn check_scale(place: &str, scale: &Scale, notes: &mut Notes) {
    let (min, max) = (scale.min, scale.max);
    // Without its codes and labels the scale says which of them it would read as an answer.
    let bare = Scale {
        labels: BTreeMap::new(),
        missing: vec![],
        not_applicable: vec![],
        ..scale.clone()
    };
    let rules = AnswerRules::new(&bare, false);
    let codes = [
        ("missing", &scale.missing),
        ("not_applicable", &scale.not_applicable),
    ];
    for (list, code) in codes
        .iter()
        .flat_map(|(list, codes)| codes.iter().map(move |code| (list, code)))
    {
        if min < max && matches!(rules.read(code), Ok(crate::Answer::Value(_))) {
            let kind = ProblemKind::CodeInsideScale {
                code: code.clone(),
                min,
                max,
            };
            notes.note(&format!("{place}.{list}"), kind);
        }
    }
    for code in scale
        .missing
        .iter()
        .filter(|code| scale.not_applicable.contains(code))
    {
        notes.note(
            &format!("{place}.not_applicable"),
            ProblemKind::CodeTwice { code: code.clone() },
        );
    }
    check_labels(place, scale, notes);
}

fn check_labels(place: &str, scale: &Scale, notes: &mut Notes) {
    let mut seen: BTreeMap<String, u8> = BTreeMap::new();
    for (value, words) in &scale.labels {
        for text in words.0.values() {
            let first = *seen.entry(text.to_lowercase()).or_insert(*value);
            if first != *value {
                let kind = ProblemKind::DuplicateLabel {
                    label: text.clone(),
                    first,
                    second: *value,
                };
                notes.note(&format!("{place}.labels.{value}"), kind);
            }
        }
    }
}
