//! A report of a wave that still runs: intervals that hold however often one looks, and no test that does not.
//!
//! Separate from assembling, because it changes a finished report, and only what time makes wrong. It changes no value and
//! shows nothing that was hidden.

use language::Words;
use statistics::Undefined;
use statistics::trend::confidence_sequence::always_valid;

use crate::findings::findings;
use crate::methods::methods;
use crate::value::{Number, Report};

/// The method of such an interval.
pub(crate) const ALWAYS_VALID: &str = "always-valid";

/// Means whose interval is that of one look at the end.
const MEANS: [&str; 10] = [
    "gap.mean",
    "expectation.mean",
    "perception.mean",
    "minimum.mean",
    "desired.mean",
    "zone.adequacy",
    "zone.superiority",
    "servqual.unweighted",
    "servperf.unweighted",
    "outcome.mean",
];

/// Tests, and intervals, that hold for one look at the end and have no counterpart here.
const ONE_LOOK: [&str; 20] = [
    "gap.t",
    "gap.df",
    "gap.p",
    "gap.p_holm",
    "gap.p_bh",
    "gap.p_minimum",
    "gap.wilcoxon_z",
    "gap.wilcoxon_p",
    "gap.bca",
    // Of those who expect the same, who may have become one more since somebody looked.
    GAP_VARIANCE,
    "gap.percentile",
    "segment.welch_f",
    "segment.welch_df1",
    "segment.welch_df2",
    "segment.welch_p",
    "segment.p_bh",
    "segment.difference_p",
    "segment.difference",
    "wave.change_p",
    "wave.change_p_holm",
];

/// It is of everybody, and of few among them.
const GAP_VARIANCE: &str = "gap.variance";

/// Differences whose value stays and whose interval holds for one look.
const CHANGES: [&str; 3] = ["wave.change", "wave.perception_part", "wave.expectation_part"];

/// What looks at respondents one by one, or compares all waves or all groups with each other, once, at the end; the beginnings of the
/// names.
const AT_THE_END: [&str; 17] = [
    "penalty.",
    "reward.",
    "penalty_reward.",
    "surface.",
    "missing.",
    "careless.average_string",
    "careless.even_odd",
    "careless.synonyms",
    "gap.mean_careful",
    "perception.mean_careful",
    "driver.lmg_share_careful",
    "control.",
    "trend.",
    "funnel.",
    "structure.",
    "invariance.",
    "omega.",
];

/// The report of a wave to which answers still come; of several waves, only the numbers of the one named.
#[must_use]
pub fn while_running(mut report: Report, wave: Option<&str>, words: Words) -> Report {
    let level = report.settings.level;
    // Limits and ranks of one would move with every answer to another.
    report.numbers.retain(|number| !AT_THE_END.iter().any(|part| number.statistic.starts_with(part)));
    report.numbers.iter_mut().for_each(|number| change(number, wave, level));
    report.methods = methods(&report.numbers, words);
    report.findings = findings(&report, words);
    report
}

/// Changes a number, if answers to it still come.
fn change(number: &mut Number, wave: Option<&str>, level: f64) {
    if wave.is_some_and(|wave| number.wave != wave) && number.statistic != GAP_VARIANCE {
        return;
    }
    if MEANS.contains(&number.statistic.as_str()) {
        widen(number, level);
    } else if CHANGES.contains(&number.statistic.as_str()) {
        (number.low, number.high) = (None, None);
    } else if ONE_LOOK.contains(&number.statistic.as_str()) && number.value.is_some() {
        (number.value, number.low, number.high, number.se) = (None, None, None, None);
        "undefined-running".clone_into(&mut number.undefined);
        if number.statistic == GAP_VARIANCE {
            // How many expect the same moves with every one of them.
            number.n = None;
        }
    }
}

/// Replaces the interval; one that the answers do not suffice for is taken away.
fn widen(number: &mut Number, level: f64) {
    let (Some(mean), Some(n)) = (number.value, number.n) else { return };
    #[allow(clippy::cast_precision_loss)] // Counts of respondents are far below 2^53.
    let sd = number.se.map(|se| se * (n as f64).sqrt());
    let found = sd.ok_or(Undefined::NoVariation).and_then(|sd| always_valid(n, mean, sd, level));
    (number.low, number.high) = found.map_or((None, None), |found| (Some(found.low), Some(found.high)));
    ALWAYS_VALID.clone_into(&mut number.method);
}

#[cfg(test)]
mod tests {
    use super::{ALWAYS_VALID, change, widen};
    use crate::value::Number;

    fn number(n: i64) -> Number {
        Number {
            statistic: "gap.mean".into(),
            of: "dimension:empathy".into(),
            by: String::new(),
            wave: String::new(),
            value: Some(-1.0),
            low: Some(-1.1),
            high: Some(-0.9),
            se: Some(1.0 / (n as f64).sqrt()),
            n: Some(n),
            method: "gap".into(),
            rule: "half".into(),
            undefined: String::new(),
        }
    }

    #[test]
    fn the_interval_becomes_wider_and_names_its_method() {
        let mut number = number(400);
        widen(&mut number, 0.95);
        // 0.15412·√(399/400), by hand on the method page.
        let half = (number.high.unwrap() - number.low.unwrap()) / 2.0;
        assert!((half - 0.15412 * (399.0_f64 / 400.0).sqrt()).abs() < 1e-5, "{half}");
        assert_eq!((number.value, number.method.as_str()), (Some(-1.0), ALWAYS_VALID));
    }

    #[test]
    fn what_is_of_few_among_everybody_waits_for_the_end_also_beside_other_waves() {
        for wave in [None, Some("2026-2")] {
            let mut variance = Number { statistic: "gap.variance".into(), by: "expectation=7".into(), ..number(400) };
            change(&mut variance, wave, 0.95);
            assert_eq!((variance.value, variance.n, variance.undefined.as_str()), (None, None, "undefined-running"));
        }
        // The mean of everybody is of other waves, too, and stays as it is.
        let mut mean = number(400);
        change(&mut mean, Some("2026-2"), 0.95);
        assert_eq!(mean, number(400));
    }

    #[test]
    fn too_few_have_no_interval() {
        let mut number = number(49);
        widen(&mut number, 0.95);
        assert_eq!((number.value, number.low, number.high), (Some(-1.0), None, None));
    }
}
