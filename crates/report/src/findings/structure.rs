//! Do the factors hold here? Said from the fit of their model, from whether any two of them are one, and from how far a total carries.
//!
//! Separate from the other findings, because its sentences depend on each other: none may take back what another said. It never
//! judges by one cutoff alone, and never advises to merge where the model itself does not fit.

use language::Argument;
// Models of the same answers whose CFI differs by no more are not told apart here, either.
use statistics::confirmation::invariance::CFI_FALL;

use super::Teller;
use crate::value::{FindingKind, Number, Subject, SubjectKind};

/// From here on a fit is called close in common practice, all three together (Hu & Bentler 1999).
const CFI_CLOSE: f64 = 0.95;
const RMSEA_CLOSE: f64 = 0.06;
const SRMR_CLOSE: f64 = 0.08;
/// Either of these is called poor (Bentler & Bonett 1980; Browne & Cudeck 1993).
const CFI_POOR: f64 = 0.90;
const RMSEA_POOR: f64 = 0.10;
/// Factors that correlate by more are hardly two.
const NOT_DISTINCT: f64 = 0.85;
/// A loading below this shares less than a quarter of its variance with its factor.
const LOADING_WEAK: f64 = 0.5;
/// Complete respondents per item below which a factor model is a first look.
const ANSWERS_PER_ITEM: i64 = 5;
/// Pairs of factors that a sentence names.
const PAIRS_SHOWN: usize = 3;
/// Omega hierarchical from which one total score carries, as on the page of consistency.
const TOTAL_CARRIES: f64 = 0.75;

/// How the model of the questionnaire's factors fits.
#[derive(Clone, Copy, PartialEq)]
enum Verdict {
    Close,
    Middling,
    Poor,
}

/// Two factors and their correlation.
type Pair<'a> = (&'a Number, f64);

impl<'a> Teller<'a> {
    /// Everything that is said under "Do the factors hold here?".
    pub(super) fn structure(&mut self) {
        let model = "model:correlated";
        let Some(number) = self.index.get("structure.cfi", model) else { return };
        let factors = ("factors", Argument::from(self.report.dimensions().count() as i64));
        let rmsea = self.index.get("structure.rmsea", model).and_then(|number| Some((number.value?, number.n?)));
        let (Some(cfi), Some((rmsea, n)), Some(srmr)) = (number.value, rmsea, self.fit("srmr", model)) else {
            let reason = self.words.text(&number.undefined);
            self.tell(FindingKind::Structure, "findings-structure-unknown", &[], &[factors, ("reason", reason.into())]);
            return;
        };
        if self.inadmissible(model) {
            self.tell(FindingKind::Structure, "findings-structure-inadmissible", &[], &[factors]);
            self.counted();
            return;
        }
        let verdict = match () {
            () if CFI_CLOSE <= cfi && rmsea <= RMSEA_CLOSE && srmr <= SRMR_CLOSE => Verdict::Close,
            () if cfi < CFI_POOR || RMSEA_POOR < rmsea => Verdict::Poor,
            () => Verdict::Middling,
        };
        let alike = self.alike();
        let key = match (verdict, alike.is_empty()) {
            (Verdict::Close, true) => "findings-structure-close",
            (Verdict::Close, false) => "findings-structure-close-alike",
            (Verdict::Middling, _) => "findings-structure-middling",
            (Verdict::Poor, _) => "findings-structure-poor",
        };
        let arguments = [
            factors,
            ("cfi", self.thousandths(cfi)),
            ("rmsea", self.thousandths(rmsea)),
            ("srmr", self.thousandths(srmr)),
            ("n", n.into()),
            ("cfi-close", self.number(CFI_CLOSE)),
            ("rmsea-close", self.number(RMSEA_CLOSE)),
            ("srmr-close", self.number(SRMR_CLOSE)),
            ("cfi-poor", self.number(CFI_POOR)),
            ("rmsea-poor", self.number(RMSEA_POOR)),
        ];
        self.tell(FindingKind::Structure, key, &[], &arguments);
        let items = self.report.subjects.iter().filter(|subject| subject.kind == SubjectKind::Item).count() as i64;
        if n < ANSWERS_PER_ITEM * items {
            let arguments = [("n", n.into()), ("items", items.into()), ("each", ANSWERS_PER_ITEM.into())];
            self.tell(FindingKind::Structure, "findings-structure-few", &[], &arguments);
        }
        match (verdict, alike.is_empty()) {
            (_, false) => self.merge(&alike),
            (Verdict::Poor, true) => self.misplaced(),
            (_, true) => {
                let least = [("least", self.number(NOT_DISTINCT))];
                self.tell(FindingKind::Structure, "findings-structure-distinct", &[], &least);
            }
        }
        self.against_one(cfi, verdict != Verdict::Poor && !alike.is_empty());
        self.counted();
        self.total();
    }

    /// Whether one total score carries: by the model of second order with its interval, else by exploration.
    fn total(&mut self) {
        let confirmed = self.index.get("omega.hierarchical_confirmed", "all");
        let confirmed = confirmed.and_then(|number| Some((number.value?, number.low?, number.high?)));
        // A share by a model that does not fit is a share of nothing.
        let fits = self.fit("cfi", "model:second_order").is_some_and(|cfi| CFI_POOR <= cfi);
        let confirmed = confirmed.filter(|_| fits && !self.inadmissible("model:second_order"));
        let explored = self.index.value("omega.hierarchical", "all");
        let (low, high, omega) = match (confirmed, explored) {
            (Some((omega, low, high)), _) => {
                let [value, from, to] = [omega, low, high].map(|value| self.number(value));
                let arguments = [("value", value), ("low", from), ("high", to)];
                (low, high, self.words.say("findings-structure-omega", &arguments).into())
            }
            (None, Some(omega)) => (omega, omega, self.number(omega)),
            (None, None) => return,
        };
        let key = match () {
            () if TOTAL_CARRIES <= low => "findings-structure-total",
            () if high < TOTAL_CARRIES => "findings-structure-no-total",
            () => "findings-structure-total-unsure",
        };
        let arguments = [("omega", omega), ("least", self.number(TOTAL_CARRIES))];
        self.tell(FindingKind::Structure, key, &[], &arguments);
    }

    fn fit(&self, statistic: &str, model: &str) -> Option<f64> {
        self.index.value(&format!("structure.{statistic}"), model)
    }

    fn inadmissible(&self, model: &str) -> bool {
        self.fit("inadmissible", model).is_some_and(|count| 0.0 < count)
    }

    fn thousandths(&self, value: f64) -> Argument {
        self.words.number(value, 3).into()
    }

    /// The pairs of factors that are hardly two, closest first.
    fn alike(&self) -> Vec<Pair<'a>> {
        let pairs = self.report.numbers.iter().filter(|number| number.statistic == "structure.correlation");
        let known = pairs.filter_map(|number| Some((number, number.value?)));
        let mut alike: Vec<Pair<'a>> = known.filter(|(_, r)| NOT_DISTINCT < r.abs()).collect();
        alike.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        alike
    }

    /// Which factors customers hardly tell apart, and what to do about it.
    fn merge(&mut self, alike: &[Pair<'_>]) {
        let label = |number: &Number| {
            let (first, second) = number.of.strip_prefix("pair:")?.split_once('~')?;
            let label = |id: &str| self.report.label(&format!("dimension:{id}")).to_owned();
            let arguments = [("first", label(first).into()), ("second", label(second).into())];
            Some(self.words.say("findings-structure-pair", &arguments))
        };
        let labels: Vec<String> = alike.iter().filter_map(|(number, _)| label(number)).collect();
        let shown: Vec<&str> = labels.iter().take(PAIRS_SHOWN).map(String::as_str).collect();
        let Some((_, closest)) = alike.first() else { return };
        let arguments = [
            ("pairs", self.list(&shown).into()),
            ("count", (alike.len() as i64).into()),
            ("r", self.number(closest.abs())),
            ("least", self.number(NOT_DISTINCT)),
        ];
        let key = if PAIRS_SHOWN < alike.len() { "findings-structure-merge-many" } else { "findings-structure-merge" };
        self.tell(FindingKind::Structure, key, &[], &arguments);
    }

    /// A model that fits poorly although no two factors are one: some items stand where they do not belong.
    fn misplaced(&mut self) {
        let loading = |item: &'a Subject| Some((item, self.index.value("structure.loading", &item.of)?));
        let weakest = self.report.subjects.iter().filter_map(loading).min_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
        let least = ("least", self.number(NOT_DISTINCT));
        match weakest.filter(|(_, loading)| loading.abs() < LOADING_WEAK) {
            Some((item, loading)) => {
                let arguments = [least, ("item", item.label.as_str().into()), ("loading", self.number(loading))];
                self.tell(FindingKind::Structure, "findings-structure-misplaced", &[&item.of], &arguments);
            }
            None if weakest.is_some() => {
                self.tell(FindingKind::Structure, "findings-structure-entangled", &[], &[least]);
            }
            None => {}
        }
    }

    /// The model beside that of a single factor; `may_be_one` where nothing said before speaks against it.
    fn against_one(&mut self, cfi: f64, may_be_one: bool) {
        let Some(one) = self.fit("cfi", "model:one").filter(|_| !self.inadmissible("model:one")) else { return };
        let second = self.fit("cfi", "model:second_order").filter(|_| !self.inadmissible("model:second_order"));
        let arguments = [
            ("factors", Argument::from(self.report.dimensions().count() as i64)),
            ("one", self.thousandths(one)),
            ("above", if second.is_some() { "yes" } else { "no" }.into()),
            ("second", second.map_or_else(|| "—".into(), |second| self.thousandths(second))),
        ];
        let key =
            if may_be_one && cfi - one <= CFI_FALL { "findings-structure-one" } else { "findings-structure-compared" };
        self.tell(FindingKind::Structure, key, &[], &arguments);
    }

    /// How many components the answers themselves seem to have.
    fn counted(&mut self) {
        let count = |statistic| self.index.value(statistic, "all").map(|count| count as i64);
        let (Some(parallel), Some(map)) = (count("structure.factors_parallel"), count("structure.factors_map")) else {
            return;
        };
        let factors = self.report.dimensions().count() as i64;
        let arguments = [("parallel", parallel.into()), ("map", map.into()), ("factors", factors.into())];
        let key = match (parallel == map, parallel == factors) {
            (true, true) => "findings-structure-count-same",
            (true, false) => "findings-structure-count",
            (false, _) => "findings-structure-counts",
        };
        self.tell(FindingKind::Structure, key, &[], &arguments);
    }
}

#[cfg(test)]
mod tests {
    use language::Language;
    use serde_json::{Value, json};

    use super::super::tests::{number, report};
    use crate::findings::findings;
    use crate::value::{FindingKind, Number, Report};

    /// What a survey of `factors` dimensions with two items each shows.
    struct Shown {
        factors: usize,
        /// CFI, RMSEA and SRMR of the correlated factors.
        fit: [f64; 3],
        inadmissible: f64,
        one: f64,
        second: Option<f64>,
        r: f64,
        loading: f64,
    }

    const CLOSE: Shown = Shown {
        factors: 3,
        fit: [0.97, 0.04, 0.05],
        inadmissible: 0.0,
        one: 0.7,
        second: Some(0.96),
        r: 0.6,
        loading: 0.8,
    };

    impl Shown {
        fn report(&self) -> Report {
            let model = "model:correlated";
            let mut numbers = vec![
                number("structure.cfi", model, self.fit[0]),
                number("structure.rmsea", model, self.fit[1]),
                number("structure.srmr", model, self.fit[2]),
                number("structure.inadmissible", model, self.inadmissible),
                number("structure.cfi", "model:one", self.one),
                number("structure.correlation", "pair:d0~d1", self.r),
                number("structure.factors_parallel", "all", 1.0),
                number("structure.factors_map", "all", 1.0),
            ];
            numbers.extend(self.second.map(|second| number("structure.cfi", "model:second_order", second)));
            let mut report = report(&numbers);
            for d in 0..self.factors {
                let subject = |kind: &str, of: String, parent: String| -> Value {
                    json!({"of": of, "kind": kind, "factor": "empathy", "parent": parent, "label": of, "wording": ""})
                };
                let mut add = |value: Value| report.subjects.push(serde_json::from_value(value).expect("a subject"));
                add(subject("dimension", format!("dimension:d{d}"), String::new()));
                add(subject("item", format!("item:{d}"), format!("dimension:d{d}")));
                let loading = number("structure.loading", &format!("item:{d}"), self.loading);
                report.numbers.push(serde_json::from_value(loading).expect("a number"));
            }
            report
        }

        /// The names of the sentences, in order, without what they begin with.
        fn keys(&self) -> Vec<String> {
            let all = findings(&self.report(), Language::English.words());
            let of_structure = all.into_iter().filter(|finding| finding.kind == FindingKind::Structure);
            of_structure.map(|finding| finding.key.replace("findings-structure-", "")).collect()
        }

        fn texts(&self, language: Language) -> Vec<String> {
            let all = findings(&self.report(), language.words());
            all.into_iter()
                .filter(|finding| finding.kind == FindingKind::Structure)
                .map(|finding| finding.text)
                .collect()
        }
    }

    #[test]
    fn factors_that_fit_and_are_told_apart_hold() {
        assert_eq!(CLOSE.keys(), ["close", "distinct", "compared", "count"]);
        // Each of the three decides: none of them alone makes a fit close.
        for fit in [[0.949, 0.04, 0.05], [0.97, 0.061, 0.05], [0.97, 0.04, 0.081]] {
            assert_eq!(Shown { fit, ..CLOSE }.keys()[0], "middling", "{fit:?}");
        }
    }

    #[test]
    fn factors_that_are_hardly_two_are_not_called_distinct_however_well_they_fit() {
        for r in [0.9, -0.9] {
            assert_eq!(Shown { r, ..CLOSE }.keys(), ["close-alike", "merge", "compared", "count"]);
        }
        // One factor instead of them is only spoken of where their closeness was.
        assert_eq!(Shown { r: 0.9, one: 0.965, ..CLOSE }.keys()[2], "one");
        assert_eq!(Shown { one: 0.965, ..CLOSE }.keys()[2], "compared");
        assert_eq!(
            Shown { r: 0.9, fit: [0.6, 0.04, 0.05], one: 0.6, ..CLOSE }.keys()[..3],
            ["poor", "merge", "compared"]
        );
    }

    #[test]
    fn a_poor_fit_is_laid_to_an_item_only_where_one_is_weak() {
        let poor = Shown { fit: [0.89, 0.04, 0.05], ..CLOSE };
        assert_eq!(poor.keys()[..2], ["poor", "entangled"]);
        assert_eq!(Shown { loading: -0.4, ..poor }.keys()[..2], ["poor", "misplaced"]);
        assert_eq!(Shown { fit: [0.97, 0.11, 0.05], ..CLOSE }.keys()[0], "poor");
    }

    #[test]
    fn what_cannot_be_the_truth_is_told_and_nothing_read_off_it() {
        assert_eq!(Shown { inadmissible: 1.0, ..CLOSE }.keys(), ["inadmissible", "count"]);
    }

    #[test]
    fn few_complete_answers_are_said_to_be_few() {
        // Each number is of 207 respondents: enough for 41 items, not for 42.
        assert!(!Shown { factors: 41, ..CLOSE }.keys().contains(&"few".to_owned()));
        assert_eq!(Shown { factors: 42, ..CLOSE }.keys()[1], "few");
    }

    #[test]
    fn sentences_are_whole_in_every_language_also_for_two_factors_and_one_component() {
        let two = Shown { factors: 2, second: None, ..CLOSE };
        let [english, indonesian, spanish] = Language::ALL.map(|language| two.texts(language).join(" "));
        assert!(english.contains("CFI 0.700.") && english.contains("0.95, 0.06 and 0.08"), "{english}");
        assert!(indonesian.contains("CFI 0,700."), "{indonesian}");
        assert!(spanish.contains("CFI de 0,700") && spanish.contains("1 componente "), "{spanish}");
        for text in [english, indonesian, spanish] {
            assert!(!text.contains("findings-") && !text.contains("{"), "{text}");
        }
    }

    #[test]
    fn a_total_carries_only_where_its_whole_interval_does() {
        let of = |shown: Shown, interval: Option<(f64, f64)>, explored: f64| {
            let mut report = shown.report();
            let omega = |statistic: &str, value: f64| -> Number {
                serde_json::from_value(number(statistic, "all", value)).expect("a number")
            };
            report.numbers.push(omega("omega.hierarchical", explored));
            if let Some((low, high)) = interval {
                let confirmed = omega("omega.hierarchical_confirmed", (low + high) / 2.0);
                report.numbers.push(Number { low: Some(low), high: Some(high), ..confirmed });
            }
            let told = findings(&report, Language::English.words());
            let found = told.iter().find(|finding| finding.text.contains("omega hierarchical")).expect("it is said");
            found.key.trim_start_matches("findings-structure-").to_owned()
        };
        let key = |interval, explored| of(CLOSE, interval, explored);
        assert_eq!(key(Some((0.76, 0.86)), 0.60), "total", "what is confirmed goes before what is explored");
        assert_eq!(key(Some((0.70, 0.80)), 0.90), "total-unsure");
        assert_eq!(key(Some((0.60, 0.74)), 0.90), "no-total");
        // A model that fits poorly, or was not fitted, shares out nothing: what was explored decides.
        for second in [Some(0.85), None] {
            assert_eq!(of(Shown { second, ..CLOSE }, Some((0.76, 0.86)), 0.60), "no-total");
        }
        assert_eq!((key(None, 0.75), key(None, 0.74)), ("total".to_owned(), "no-total".to_owned()));
    }
}
