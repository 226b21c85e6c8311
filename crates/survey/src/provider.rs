//! The same questionnaire as managers and staff answer it: what customers expect, what the standards demand, what is delivered, what
//! was promised.
//!
//! Separate from the customers' questionnaire, because a column means something else here. An item has two more columns, `S` and
//! `C` with the item's id (`S05`, `C05`): what our standards demand, and what we communicate to customers. It adds no question and
//! refuses a letter that the questionnaire uses for something else.

use std::collections::BTreeSet;

use crate::{Battery, BatteryKind, Instrument, Localized};

/// Who inside the organisation answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inside {
    /// Managers: what customers expect (the expectation columns), what the standards demand (`S`), what is communicated (`C`).
    Managers,
    /// Staff: what is delivered (the perception columns), what is communicated (`C`).
    Staff,
}

/// The battery that holds what the standards demand, in a questionnaire made by [`inside`].
pub const STANDARDS: BatteryKind = BatteryKind::Minimum;
/// The battery that holds what is communicated to customers, in a questionnaire made by [`inside`].
pub const PROMISES: BatteryKind = BatteryKind::Desired;

/// The questionnaire as this group answers it, with those batteries for which the file has a column; the first is always there.
#[must_use]
pub fn inside(instrument: &Instrument, who: Inside, columns: &[&str]) -> Instrument {
    let there: BTreeSet<String> = columns.iter().map(|name| name.trim().to_lowercase()).collect();
    let used: BTreeSet<String> =
        instrument.items.iter().flat_map(|item| item.columns.values()).map(|name| name.to_lowercase()).collect();
    let (first, letter, others): (BatteryKind, &str, &[(BatteryKind, &str)]) = match who {
        Inside::Managers => (BatteryKind::Expectation, "E", &[(STANDARDS, "S"), (PROMISES, "C")]),
        Inside::Staff => (BatteryKind::Perception, "P", &[(PROMISES, "C")]),
    };
    let mut asked = instrument.clone();
    let instruction = instrument.batteries.iter().find(|battery| battery.kind == first);
    asked.batteries = vec![instruction.cloned().unwrap_or(Battery { kind: first, instruction: Localized::default() })];
    for item in &mut asked.items {
        // A questionnaire that asks customers for less, such as perceptions alone, is answered inside by the usual letters.
        item.columns.entry(first).or_insert_with(|| format!("{letter}{}", item.id));
        item.columns.retain(|kind, _| *kind == first);
        item.wording.retain(|kind, _| *kind == first);
    }
    for (kind, letter) in others {
        let column = |id: &str| format!("{letter}{id}");
        let name = |id: &str| column(id).to_lowercase();
        let mut items = instrument.items.iter();
        if items.clone().any(|item| used.contains(&name(&item.id)))
            || !items.any(|item| there.contains(&name(&item.id)))
        {
            continue;
        }
        asked.batteries.push(Battery { kind: *kind, instruction: Localized::default() });
        for item in &mut asked.items {
            item.columns.insert(*kind, column(&item.id));
        }
    }
    // What customers are asked besides is not asked here.
    (asked.points, asked.outcomes, asked.segments) = (Vec::new(), Vec::new(), Vec::new());
    asked.wave_column = None;
    asked
}

#[cfg(test)]
mod tests {
    use super::{Inside, PROMISES, STANDARDS, inside};
    use crate::{BatteryKind, builtin};

    #[test]
    fn managers_estimate_expectations_and_state_standards() {
        let servqual = builtin("servqual").expect("built in");
        let asked = inside(&servqual, Inside::Managers, &["id", "E01", "s01", "P01"]);
        let kinds: Vec<BatteryKind> = asked.batteries.iter().map(|battery| battery.kind).collect();
        assert_eq!(kinds, [BatteryKind::Expectation, STANDARDS]);
        assert_eq!((asked.items[4].columns[&STANDARDS].as_str(), asked.items.len()), ("S05", 22));
        assert!(!asked.items[0].columns.contains_key(&BatteryKind::Perception) && asked.outcomes.is_empty());
    }

    #[test]
    fn staff_say_what_is_delivered_and_promised() {
        let servqual = builtin("servqual").expect("built in");
        let asked = inside(&servqual, Inside::Staff, &["P01", "S01", "C22"]);
        let kinds: Vec<BatteryKind> = asked.batteries.iter().map(|battery| battery.kind).collect();
        assert_eq!(kinds, [BatteryKind::Perception, PROMISES], "standards are a matter of the managers");
    }

    #[test]
    fn managers_are_asked_what_customers_expect_though_customers_are_not() {
        let servperf = builtin("servperf").expect("built in");
        let asked = inside(&servperf, Inside::Managers, &["E01", "S01"]);
        let item = &asked.items[0].columns;
        assert_eq!((item[&BatteryKind::Expectation].as_str(), item[&STANDARDS].as_str()), ("E01", "S01"));
    }

    #[test]
    fn a_letter_that_means_something_else_is_left_alone() {
        let mut servqual = builtin("servqual").expect("built in");
        for item in &mut servqual.items {
            item.columns.insert(BatteryKind::Expectation, format!("S{}", item.id));
        }
        let asked = inside(&servqual, Inside::Managers, &["S01"]);
        assert!(!asked.has(STANDARDS) && asked.items[0].columns[&BatteryKind::Expectation] == "S01");
    }
}
