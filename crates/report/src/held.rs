//! What the numbers of a report rest on, respondent by respondent, and which are held back while that moved by too few.
//!
//! Separate from deciding how far numbers may move, which knows no questionnaire, and from assembling, which knows nothing of
//! time. A thing that numbers rest on is a set of respondents: those who answered an item, who have a score of a dimension,
//! who answered all items of it, and so on.

use language::Words;
use sums::{MISSING, NO_SCORE, NOT_APPLICABLE, Rows, Variable};
use survey::Instrument;

use crate::findings::findings;
use crate::methods::methods;
use crate::plan::Blueprint;
use crate::value::{Number, Report};

/// The reason given for a number that is held back.
const HELD: &str = "undefined-held";

/// Something that numbers rest on.
#[derive(Debug, Clone)]
pub struct Basis {
    concerns: Concerns,
    /// Whether each respondent is among those it rests on.
    pub answered: Vec<bool>,
}

impl Basis {
    /// Whether other numbers wait until this has moved by enough. Complete answers to many items are too few for that.
    #[must_use]
    pub fn is_waited_for(&self) -> bool {
        matches!(self.concerns, Concerns::Subject(_))
    }
}

/// Which numbers rest on it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Concerns {
    /// Means and shares of one subject.
    Subject(String),
    /// What is computed from complete answers to the items of these subjects.
    Complete(Vec<String>),
    /// What moves the overall judgement.
    Drivers,
}

/// Everything that numbers on these respondents rest on.
#[must_use]
pub fn bases(instrument: &Instrument, blueprint: &Blueprint, rows: &Rows) -> Vec<Basis> {
    let scores = blueprint.plan.composites_of(rows);
    let answered = |variable: &Variable| -> Vec<bool> {
        match *variable {
            Variable::Column(column) => {
                rows.columns[column].iter().map(|code| ![MISSING, NOT_APPLICABLE].contains(code)).collect()
            }
            Variable::Composite(composite) => scores[composite].iter().map(|score| *score != NO_SCORE).collect(),
        }
    };
    let all = |variables: &[Variable]| {
        variables
            .iter()
            .map(answered)
            .fold(vec![true; rows.n], |all, one| all.iter().zip(one).map(|(a, b)| *a && b).collect())
    };
    let block = |block: usize| all(&blueprint.plan.blocks[block]);
    let mut bases = Vec::new();
    let mut add = |concerns: &Concerns, answered: Vec<bool>| bases.push(Basis { concerns: concerns.clone(), answered });
    let item_name = |item: usize| format!("item:{}", instrument.items[blueprint.items[item].item].id);
    for (position, place) in blueprint.items.iter().enumerate() {
        let subject = Concerns::Subject(item_name(position));
        let columns: Vec<Variable> = place.columns.present().map(Variable::Column).collect();
        columns.iter().for_each(|column| add(&subject, answered(column)));
        if columns.len() > 1 {
            add(&subject, all(&columns));
        }
    }
    for place in &blueprint.dimensions {
        let name = format!("dimension:{}", instrument.dimensions[place.dimension].id);
        let subject = Concerns::Subject(name.clone());
        let zone = place.zone.iter().flat_map(|zone| zone.composites);
        let composites = [place.perception, place.expectation, place.gap].into_iter().flatten().chain(zone);
        composites.for_each(|composite| add(&subject, answered(&Variable::Composite(composite))));
        place.points.iter().for_each(|column| add(&subject, answered(&Variable::Column(*column))));
        let names: Vec<String> = std::iter::once(name).chain(place.items.iter().map(|item| item_name(*item))).collect();
        let blocks = [place.item_blocks.expectation, place.item_blocks.perception, place.gap_items];
        blocks.into_iter().flatten().for_each(|items| add(&Concerns::Complete(names.clone()), block(items)));
    }
    let overall = &blueprint.overall;
    let scores = [overall.gap, overall.perception, overall.weighted_gap, overall.weighted_perception, overall.weights];
    scores.into_iter().flatten().for_each(|scores| add(&Concerns::Subject("all".to_owned()), block(scores)));
    [overall.drivers, overall.prediction, overall.item_drivers]
        .into_iter()
        .flatten()
        .for_each(|drivers| add(&Concerns::Drivers, block(drivers)));
    let items = [overall.items.expectation, overall.items.perception, overall.gap_items];
    items.into_iter().flatten().for_each(|items| add(&Concerns::Complete(vec!["all".to_owned()]), block(items)));
    for (outcome, alone) in &blueprint.outcomes {
        let name = format!("outcome:{}", instrument.outcomes[*outcome].id);
        add(&Concerns::Subject(name), block(*alone));
    }
    bases
}

/// The report without the numbers that rest on something that is held back: everybody's by the first flags, those of groups
/// by the second.
#[must_use]
pub fn hold_back(mut report: Report, bases: &[Basis], held: &[bool], of_groups: &[bool], words: Words) -> Report {
    let named = |flags: &[bool]| -> Vec<&Concerns> {
        bases.iter().zip(flags).filter(|(_, held)| **held).map(|(basis, _)| &basis.concerns).collect()
    };
    let (held, of_groups) = (named(held), named(of_groups));
    if held.is_empty() && of_groups.is_empty() {
        return report;
    }
    for number in &mut report.numbers {
        let held = if number.by.is_empty() { &held } else { &of_groups };
        if number.value.is_some() && held.iter().any(|concerns| concerns.number(number)) {
            (number.value, number.low, number.high, number.se, number.n) = (None, None, None, None, None);
            HELD.clone_into(&mut number.undefined);
        }
    }
    report.methods = methods(&report.numbers, words);
    report.findings = findings(&report, words);
    report
}

/// Statistics that are computed from complete answers to several items.
const COMPLETE: [&str; 7] =
    ["alpha.", "item_rest.", "item_total.", "validity.", "difference.", "careless.", "missing."];
/// Those of all dimensions together, which stand and fall with the complete answers to all items.
const STRUCTURE: [&str; 3] = ["structure.", "invariance.", "omega."];
/// Those that rest on all answers of everybody, complete or not.
const FILLED: [&str; 2] = ["missing.imputed", "missing.information"];
/// Statistics of what moves the overall judgement.
const DRIVERS: [&str; 8] =
    ["driver.", "item_driver.", "fit.", "constraint.", "penalty.", "reward.", "penalty_reward.", "surface."];

impl Concerns {
    fn number(&self, number: &Number) -> bool {
        let among = |names: &[&str]| names.iter().any(|name| number.statistic.starts_with(name));
        // Filling in looks at every answer there is.
        if among(&FILLED) {
            return true;
        }
        match self {
            // How many answered is what it is held back for; it says nothing about what they answered.
            Self::Subject(of) => {
                let elsewhere = among(&COMPLETE) || among(&STRUCTURE) || among(&DRIVERS);
                number.of == *of && number.statistic != "respondents" && !elsewhere
            }
            Self::Complete(of) => {
                (among(&COMPLETE) && of.contains(&number.of))
                    || (among(&STRUCTURE) && (of.contains(&number.of) || of.iter().any(|of| of == "all")))
            }
            Self::Drivers => among(&DRIVERS),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Concerns;
    use crate::value::Number;

    fn number(statistic: &str, of: &str) -> Number {
        let of = serde_json::json!({
            "statistic": statistic, "of": of, "by": "", "wave": "", "value": 1.0, "low": null, "high": null, "se": null,
            "n": 40, "method": "", "rule": "", "undefined": "",
        });
        serde_json::from_value(of).expect("a number")
    }

    #[test]
    fn what_is_filled_in_waits_for_every_answer_and_a_mean_for_its_own() {
        let subject = Concerns::Subject("dimension:empathy".to_owned());
        let complete = Concerns::Complete(vec!["dimension:empathy".to_owned()]);
        for concerns in [&subject, &complete, &Concerns::Drivers] {
            for statistic in ["missing.imputed_gap", "missing.information"] {
                assert!(concerns.number(&number(statistic, "dimension:tangibles")), "{statistic} {concerns:?}");
            }
            assert!(!concerns.number(&number("gap.mean", "dimension:tangibles")), "{concerns:?}");
        }
        assert!(subject.number(&number("gap.mean", "dimension:empathy")));
        // Fitted models of all items wait for complete answers of everybody, also those of groups.
        let all = Concerns::Complete(vec!["all".to_owned()]);
        assert!(
            all.number(&number("invariance.cfi", "model:metric"))
                && all.number(&number("omega.total_confirmed", "all"))
        );
    }
}
