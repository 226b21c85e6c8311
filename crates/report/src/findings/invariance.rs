//! May the means of groups, or of waves, be compared? Said from how far they understand the questions alike.
//!
//! Separate from the comparisons, which stand whatever is said here. It never forbids one: that a scale is used otherwise is itself
//! worth knowing, and the sentence says where to look.

use language::Argument;
use statistics::confirmation::invariance::CFI_FALL;

use super::Teller;
use crate::assemble::INVARIANCE_LEAST;
use crate::value::FindingKind;

impl Teller<'_> {
    /// The sentence on one column of groups, or on the waves where the column is empty, of which there are `all`. Where nobody
    /// looked it is said only if they are found to differ.
    pub(super) fn invariance(&mut self, kind: FindingKind, by: &str, title: &str, all: usize, differ: bool) {
        let at = |statistic: &str, of: &str| self.index.at(statistic, of, by, "");
        let who = Argument::from(self.words.text(match kind {
            FindingKind::Wave => "findings-invariance-of-waves",
            _ => "findings-invariance-of-groups",
        }));
        let Some(common) = at("invariance.common", "all") else {
            // Where no difference is claimed, nothing has to be taken with care.
            if differ && at("invariance.groups", "all").is_some() {
                let arguments = [("groups", title.into()), ("who", who), ("least", INVARIANCE_LEAST.into())];
                self.tell(kind, "findings-invariance-few", &[], &arguments);
            }
            return;
        };
        let fall = |model: &str| at("invariance.cfi_fall", model).and_then(|number| number.value);
        let fell = |model: &str| match fall(model) {
            // A model may also fit better than the one before it, by its fewer parameters.
            Some(fall) => Argument::from(self.words.number(fall.max(0.0), 3)),
            None => "—".into(),
        };
        let arguments = [
            ("groups", title.into()),
            ("who", who),
            ("metric", fell("model:metric")),
            ("scalar", fell("model:scalar")),
            ("most", self.words.number(CFI_FALL, 3).into()),
            ("reason", self.words.text(&common.undefined).into()),
        ];
        let key = match common.value {
            None => "findings-invariance-unknown",
            Some(level) if 2.0 <= level => "findings-invariance-means",
            Some(level) if 1.0 <= level && fall("model:scalar").is_some() => "findings-invariance-loadings",
            Some(level) if 1.0 <= level => "findings-invariance-half",
            Some(_) if fall("model:metric").is_some() => "findings-invariance-structure",
            // The model that leaves every group to itself did not settle, so nothing is held against it.
            Some(_) => "findings-invariance-unsettled",
        };
        let tested = at("invariance.groups", "all").and_then(|number| number.value).map_or(0, |tested| tested as usize);
        self.tell(kind, key, &[], &arguments);
        if tested < all {
            let counts = [("tested", (tested as i64).into()), ("all", (all as i64).into())];
            self.tell(kind, "findings-invariance-some", &[], &counts);
        }
    }
}

#[cfg(test)]
mod tests {
    use language::Language;
    use serde_json::{Value, json};

    use super::super::findings;
    use super::super::tests::{number, report};

    fn told(language: Language, common: Value, metric: Value) -> Vec<(String, String)> {
        told_with(language, common, metric, json!(-0.002))
    }

    fn told_with(language: Language, common: Value, metric: Value, scalar: Value) -> Vec<(String, String)> {
        let segment = |statistic: &str, of: &str, value: Value| {
            let mut number = number(statistic, of, 0.0);
            (number["by"], number["value"]) = (json!("branch"), value);
            if number["value"].is_null() {
                number["undefined"] = json!("undefined-no-convergence");
            }
            number
        };
        let numbers = [
            segment("invariance.common", "all", common),
            segment("invariance.cfi_fall", "model:metric", metric),
            segment("invariance.cfi_fall", "model:scalar", scalar),
            segment("invariance.groups", "all", json!(2)),
        ];
        told_of(language, &numbers)
    }

    fn told_of(language: Language, numbers: &[Value]) -> Vec<(String, String)> {
        let mut report = report(numbers);
        let dimension = json!({
            "of": "dimension:d0", "kind": "dimension", "factor": "empathy", "parent": "", "label": "Empathy", "wording": "",
        });
        report.subjects = vec![serde_json::from_value(dimension).expect("a subject")];
        report.segmentations = serde_json::from_value(json!([
            {"column": "branch", "title": "Branch", "levels": levels(2), "without": 0}
        ]))
        .expect("a segmentation");
        let all = findings(&report, language.words());
        let mine = all.into_iter().filter(|finding| finding.key.starts_with("findings-invariance-"));
        mine.map(|finding| (finding.key["findings-invariance-".len()..].to_owned(), finding.text)).collect()
    }

    #[test]
    fn what_groups_have_in_common_decides_what_may_be_compared() {
        let key = |common: f64, metric: Value| told(Language::English, json!(common), metric)[0].0.clone();
        assert_eq!(key(2.0, json!(0.001)), "means");
        assert_eq!(key(1.0, json!(0.001)), "loadings");
        assert_eq!(key(0.0, json!(0.02)), "structure");
        assert_eq!(key(0.0, Value::Null), "unsettled");
        let half = told_with(Language::English, json!(1.0), json!(0.001), Value::Null);
        assert_eq!(half[0].0, "half", "intercepts that could not be held equal are no finding");
        assert_eq!(told(Language::English, Value::Null, Value::Null)[0].0, "unknown");
    }

    fn levels(count: usize) -> Value {
        let level = |place: usize| json!({"by": format!("branch={place}"), "label": "", "n": 200, "suppressed": false});
        (0..count).map(level).collect()
    }

    #[test]
    fn groups_that_were_not_looked_at_are_said_not_to_have_been() {
        let mut report = report(&[]);
        for (statistic, value) in [("invariance.common", 2.0), ("invariance.groups", 2.0)] {
            let mut number = number(statistic, "all", value);
            number["by"] = json!("branch");
            report.numbers.push(serde_json::from_value(number).expect("a number"));
        }
        report.segmentations = serde_json::from_value(json!([
            {"column": "branch", "title": "Branch", "levels": levels(5), "without": 0}
        ]))
        .expect("a segmentation");
        let all = findings(&report, Language::English.words());
        let some = all.iter().find(|finding| finding.key == "findings-invariance-some").expect("it is said");
        assert!(some.text.contains("the 2 largest of 5"), "{}", some.text);
    }

    #[test]
    fn where_too_few_answered_to_ask_that_is_said_of_groups_that_differ() {
        let of = |statistic: &str, of: &str, by: &str, value: f64| {
            let mut number = number(statistic, of, value);
            number["by"] = json!(by);
            number
        };
        let told = |p: f64| {
            let groups = of("invariance.groups", "all", "branch", 1.0);
            told_of(Language::English, &[groups, of("segment.p_bh", "dimension:d0", "branch", p)])
        };
        let differ = told(0.01);
        assert!(differ[0].0 == "few" && differ[0].1.contains("100"), "{differ:?}");
        assert!(told(0.5).is_empty(), "no difference, no caution");
    }

    #[test]
    fn a_model_that_fits_no_worse_fell_by_nothing_and_sentences_are_whole() {
        for language in Language::ALL {
            for (common, metric) in
                [(json!(2), json!(0.004)), (json!(0), json!(0.02)), (json!(1), json!(0.0)), (Value::Null, Value::Null)]
            {
                let all = told(language, common, metric);
                assert_eq!(all.len(), 1);
                let text = &all[0].1;
                assert!(text.contains("Branch") && !text.contains('{') && !text.contains("findings-"), "{text}");
                assert!(!text.contains("-0") && !text.contains('\u{2212}'), "{text}");
            }
        }
    }
}
