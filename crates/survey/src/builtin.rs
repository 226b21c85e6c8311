//! The instruments that come with the program.
//!
//! Separate from parsing: they are files like anybody's, and pass through the same border. Their wording is our own; the
//! papers under them are cited in each file's `source`.

use crate::{Instrument, parse};

const BUILTIN: [(&str, &str); 5] = [
    ("servqual", include_str!("../instruments/servqual.toml")),
    ("servperf", include_str!("../instruments/servperf.toml")),
    ("servqual-zone", include_str!("../instruments/servqual-zone.toml")),
    ("servqual-ten", include_str!("../instruments/servqual-ten.toml")),
    ("rater-pulse", include_str!("../instruments/rater-pulse.toml")),
];

const IDS: [&str; BUILTIN.len()] = {
    let mut ids = [""; BUILTIN.len()];
    let mut place = 0;
    while place < BUILTIN.len() {
        ids[place] = BUILTIN[place].0;
        place += 1;
    }
    ids
};

/// The ids of the built-in instruments.
#[must_use]
pub fn builtin_ids() -> &'static [&'static str] {
    &IDS
}

/// The TOML text of a built-in instrument.
#[must_use]
pub fn builtin_source(id: &str) -> Option<&'static str> {
    BUILTIN.iter().find(|(known, _)| *known == id).map(|(_, source)| *source)
}

/// A built-in instrument.
#[must_use]
pub fn builtin(id: &str) -> Option<Instrument> {
    // A test parses every one of them, so that a problem here cannot reach a user.
    builtin_source(id).and_then(|source| parse(source).ok())
}

/// The names of the columns in which a built-in instrument looks for its items, in no order. Reading the whole
/// instrument takes longer than measuring a small file, and most files fit one of them by these names.
#[must_use]
pub fn builtin_columns(id: &str) -> Vec<String> {
    let (mut part, mut patterns, mut items) = ("", Vec::new(), Vec::new());
    // Enough of the format for our own files; a test holds it against the parser.
    for line in builtin_source(id).unwrap_or_default().lines() {
        let value = |key: &str| line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"');
        match part {
            _ if line.starts_with('[') => part = line,
            "[[batteries]]" => patterns.extend(value("columns")),
            "[[items]]" => items.extend(value("id")),
            _ => {}
        }
    }
    patterns.iter().flat_map(|pattern| items.iter().map(|item| pattern.replace("{id}", item))).collect()
}

#[cfg(test)]
mod tests {
    use super::{builtin, builtin_columns, builtin_ids, builtin_source};
    use crate::{BatteryKind, parse, template};

    #[test]
    fn every_built_in_instrument_is_without_a_problem() {
        for id in builtin_ids() {
            let source = builtin_source(id).unwrap_or_default();
            let instrument = parse(source).unwrap_or_else(|problems| panic!("{id}: {problems:#?}"));
            assert_eq!(instrument.id, *id);
            assert_eq!(instrument.title.0.keys().collect::<Vec<_>>(), ["en", "es", "id"]);
        }
    }

    #[test]
    fn the_columns_of_the_items_are_known_without_reading_all() {
        for id in builtin_ids() {
            let instrument = builtin(id).expect("parsed above");
            let mut all: Vec<&String> = instrument.items.iter().flat_map(|item| item.columns.values()).collect();
            let mut known = builtin_columns(id);
            all.sort();
            known.sort();
            assert_eq!(known.iter().collect::<Vec<_>>(), all, "{id}");
        }
    }

    #[test]
    fn servqual_has_the_published_order_and_columns() {
        let servqual = builtin("servqual").expect("parsed above");
        // Parasuraman, Zeithaml and Berry (1988): items 1-4, 5-9, 10-13, 14-17 and 18-22.
        let sizes: Vec<_> =
            servqual.dimensions.iter().map(|d| (d.id.as_str(), servqual.items_of(&d.id).count())).collect();
        let published = [("tangibles", 4), ("reliability", 5), ("responsiveness", 4), ("assurance", 4), ("empathy", 5)];
        assert_eq!(sizes, published);
        for (number, item) in servqual.items.iter().enumerate() {
            assert_eq!(item.id, format!("{:02}", number + 1));
            assert_eq!(item.columns[&BatteryKind::Expectation], format!("E{:02}", number + 1));
            assert_eq!(item.columns[&BatteryKind::Perception], format!("P{:02}", number + 1));
        }
        let points: Vec<_> = servqual.points.iter().map(|points| points.column.as_str()).collect();
        assert_eq!(points, ["W_tan", "W_rel", "W_res", "W_ass", "W_emp"]);
    }

    #[test]
    fn a_new_draft_is_an_instrument_already() {
        let draft = parse(&template("counter-7")).unwrap_or_else(|problems| panic!("{problems:#?}"));
        assert_eq!(draft.id, "counter-7");
        assert!(draft.has(BatteryKind::Expectation));
        assert_eq!(parse(&template("\"]\n")).map(|draft| draft.id), Ok("my-survey".to_owned()));
    }
}
