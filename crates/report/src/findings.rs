//! The finding in words: where the service falls short most, what matters most, what to do first, how sure we are.
//!
//! Separate from the numbers: it reads the finished numbers and says in plain sentences what they mean, and says "too few
//! to say" where they mean nothing. It computes no statistic.

mod invariance;
mod structure;

use language::{Argument, Words};
use statistics::consistency::variance_restriction::SQUEEZED_ABOVE;
use statistics::trend::confidence_sequence::RESPONDENTS_MIN;
use statistics::trend::series::PROVISIONAL_BELOW;
use statistics::weighting::design_effect::DEFF_WARNING;
use statistics::weighting::raking::ROUNDS_MAX;

use crate::running::ALWAYS_VALID;
use crate::value::{Finding, FindingKind, Index, Number, Quadrant, Report, Segmentation, Side, Subject, WaveCard};

/// Alpha below this is weak by common practice (Nunnally 1978).
const ALPHA_WEAK: f64 = 0.7;
/// Below this many respondents, an interval is too wide to decide anything.
const FEW: u64 = 30;
/// A share of missing answers above which it is said.
const MISSING_MUCH: f64 = 0.05;

/// Every finding, in the order of the report.
#[must_use]
pub fn findings(report: &Report, words: Words) -> Vec<Finding> {
    let mut teller = Teller { report, index: report.index(), words, findings: Vec::new() };
    teller.shortfall();
    teller.driver();
    teller.first();
    teller.certainty();
    teller.measure();
    teller.consistency();
    teller.structure();
    teller.segments();
    teller.waves();
    teller.provider();
    teller.data();
    teller.weighting();
    teller.findings.sort_by_key(|finding| finding.kind);
    teller.findings
}

struct Teller<'a> {
    report: &'a Report,
    index: Index<'a>,
    words: Words,
    findings: Vec<Finding>,
}

/// A dimension with the number by which dimensions are ranked.
type Ranked<'a> = Vec<(&'a Subject, &'a Number, f64)>;

impl<'a> Teller<'a> {
    fn tell(&mut self, kind: FindingKind, key: &str, of: &[&str], arguments: &[(&str, Argument)]) {
        self.findings.push(Finding {
            kind,
            key: key.to_owned(),
            text: self.words.say(key, arguments),
            of: of.iter().map(|of| (*of).to_owned()).collect(),
        });
    }

    /// The statistic by which the service is judged here.
    fn judged(&self) -> &'static str {
        if self.report.has("expectation") && self.report.has("perception") {
            "gap.mean"
        } else if self.report.has("minimum") {
            "zone.adequacy"
        } else {
            "perception.mean"
        }
    }

    /// Dimensions by a statistic, lowest first.
    fn ranked(&self, statistic: &str) -> Ranked<'a> {
        let mut ranked: Ranked<'a> = self
            .report
            .dimensions()
            .filter_map(|subject| {
                let number = self.index.get(statistic, &subject.of)?;
                Some((subject, number, number.value?))
            })
            .collect();
        ranked.sort_by(|a, b| a.2.total_cmp(&b.2));
        ranked
    }

    fn number(&self, value: f64) -> Argument {
        self.words.number(value, 2).into()
    }

    fn signed(&self, value: f64) -> Argument {
        self.words.signed(value, 2).into()
    }

    fn percent(&self, share: f64) -> Argument {
        self.words.percent(share, 0).into()
    }

    /// Labels as one text: "A, B and C".
    fn list(&self, labels: &[&str]) -> String {
        match labels {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [rest @ .., last] => {
                let key = if rest.len() > 1 { "findings-list" } else { "findings-list-two" };
                self.words.say(key, &[("rest", rest.join(", ").into()), ("last", (*last).into())])
            }
        }
    }

    fn interval(&self, number: &Number) -> [(&'static str, Argument); 3] {
        let end = |end: Option<f64>| end.map_or_else(|| Argument::from("—"), |end| self.number(end));
        [("low", end(number.low)), ("high", end(number.high)), ("n", number.n.unwrap_or(0).into())]
    }

    /// Whether answers still come; see [`crate::while_running`].
    fn running(&self) -> bool {
        self.report.numbers.iter().any(|number| number.method == ALWAYS_VALID)
    }

    /// Whether answers still come and are too few for any interval.
    fn running_few(&self) -> bool {
        self.running() && self.ranked(self.judged()).iter().all(|(_, number, _)| number.low.is_none())
    }

    fn shortfall(&mut self) {
        let statistic = self.judged();
        let ranked = self.ranked(statistic);
        let Some((worst, number, value)) = ranked.first().copied().filter(|_| !self.running_few()) else {
            self.tell(FindingKind::Shortfall, "findings-shortfall-unknown", &[], &[]);
            return;
        };
        let mut arguments = vec![("dimension", worst.label.as_str().into()), ("value", self.signed(value))];
        arguments.extend(self.interval(number));
        match statistic {
            "gap.mean" => {
                let of = |name| self.index.value(name, &worst.of).map_or_else(|| "—".into(), |v| self.number(v));
                arguments.push(("expectation", of("expectation.mean")));
                arguments.push(("perception", of("perception.mean")));
                // While answers still come there is no test, but an interval that holds at every look.
                let tested = |subject: &Subject| self.index.value("gap.p_holm", &subject.of).is_some_and(|p| p < 0.05);
                let always =
                    |number: &Number| number.method == ALWAYS_VALID && number.high.is_some_and(|high| high < 0.0);
                let sure = |subject: &Subject, number: &Number| tested(subject) || always(number);
                let short = ranked.iter().filter(|(subject, number, gap)| *gap < 0.0 && sure(subject, number)).count();
                let key = match (value < 0.0, short) {
                    (false, _) => "findings-shortfall-none",
                    (true, 0) => "findings-shortfall-unsure",
                    (true, _) => "findings-shortfall",
                };
                self.tell(FindingKind::Shortfall, key, &[&worst.of], &arguments);
                if short > 0 {
                    let counts = [("short", (short as i64).into()), ("dimensions", (ranked.len() as i64).into())];
                    let key = if short == ranked.len() { "findings-shortfall-all" } else { "findings-shortfall-some" };
                    self.tell(FindingKind::Shortfall, key, &[], &counts);
                }
            }
            "zone.adequacy" => {
                let below = self.index.value("zone.below", &worst.of);
                arguments.push(("below", below.map_or_else(|| "—".into(), |share| self.percent(share))));
                self.tell(FindingKind::Shortfall, "findings-shortfall-zone", &[&worst.of], &arguments);
            }
            _ => {
                arguments[1] = ("value", self.number(value));
                arguments.push(("min", i64::from(self.report.instrument.scale_min).into()));
                arguments.push(("max", i64::from(self.report.instrument.scale_max).into()));
                self.tell(FindingKind::Shortfall, "findings-shortfall-perception", &[&worst.of], &arguments);
            }
        }
        self.weakest_item(statistic, worst);
    }

    fn weakest_item(&mut self, statistic: &str, dimension: &Subject) {
        let mut items: Vec<(&Subject, f64)> = self
            .report
            .items(&dimension.of)
            .filter_map(|item| Some((item, self.index.value(statistic, &item.of)?)))
            .collect();
        items.sort_by(|a, b| a.1.total_cmp(&b.1));
        let differ = items.first().zip(items.last()).is_some_and(|(first, last)| first.1 < last.1);
        if let (Some((item, value)), true) = (items.first(), differ) {
            let written = if statistic == "perception.mean" { self.number(*value) } else { self.signed(*value) };
            let arguments = [
                ("dimension", dimension.label.as_str().into()),
                ("item", item.label.as_str().into()),
                ("value", written),
            ];
            let of = item.of.clone();
            self.tell(FindingKind::Shortfall, "findings-shortfall-item", &[&of], &arguments);
        }
    }

    fn driver(&mut self) {
        let mut ranked = self.ranked("driver.lmg_share");
        ranked.reverse();
        if let Some(p) = self.index.value("driver.p", "all").filter(|p| *p >= 0.05) {
            let outcome = self.report.instrument.outcome.as_str();
            let arguments = [("outcome", outcome.into()), ("p", self.words.p_stated(p).into())];
            self.tell(FindingKind::Driver, "findings-driver-noise", &[], &arguments);
            self.stated();
            return;
        }
        if let Some((top, number, share)) = ranked.first().copied() {
            let r2 = self.index.value("driver.r2", "all");
            let end = |end: Option<f64>| end.map_or_else(|| Argument::from("—"), |end| self.percent(end));
            let arguments = [
                ("dimension", top.label.as_str().into()),
                ("outcome", self.report.instrument.outcome.as_str().into()),
                ("share", self.percent(share)),
                ("low", end(number.low)),
                ("high", end(number.high)),
                ("r2", r2.map_or_else(|| "—".into(), |r2| self.percent(r2))),
                ("n", number.n.unwrap_or(0).into()),
            ];
            let known = number.low.is_some();
            let key = if known { "findings-driver" } else { "findings-driver-no-interval" };
            self.tell(FindingKind::Driver, key, &[&top.of], &arguments);
            // Others whose rank may be 1 are not told apart from it.
            let rivals: Vec<&str> = ranked[1..]
                .iter()
                .filter(|(subject, ..)| {
                    self.index.get("driver.rank", &subject.of).and_then(|rank| rank.low).is_some_and(|low| low < 1.5)
                })
                .map(|(subject, ..)| subject.label.as_str())
                .collect();
            if known && !rivals.is_empty() {
                let arguments = [("dimension", top.label.as_str().into()), ("rivals", self.list(&rivals).into())];
                self.tell(FindingKind::Driver, "findings-driver-rivals", &[&top.of], &arguments);
            }
        } else if self.report.instrument.outcome.is_empty() {
            self.tell(FindingKind::Driver, "findings-driver-not-asked", &[], &[]);
        } else {
            self.tell(FindingKind::Driver, "findings-driver-unknown", &[], &[]);
        }
        self.stated();
    }

    /// What customers say that matters, where one dimension stands out.
    fn stated(&mut self) {
        let points = self.ranked("importance.points");
        let [.., second, (top, _, value)] = points.as_slice() else { return };
        if second.2.round() < value.round() {
            let value = *value;
            let arguments = [("dimension", top.label.as_str().into()), ("points", self.words.number(value, 0).into())];
            self.tell(FindingKind::Driver, "findings-driver-stated", &[&top.of], &arguments);
        }
    }

    fn first(&mut self) {
        if self.running_few() {
            self.tell(FindingKind::First, "findings-first-running-few", &[], &[("least", RESPONDENTS_MIN.into())]);
            return;
        }
        let derived: Vec<_> = self.report.priorities.iter().filter(|p| p.basis == "derived").collect();
        let concentrate = derived
            .iter()
            .filter(|p| p.quadrant == Quadrant::ConcentrateHere)
            .max_by(|a, b| a.importance.total_cmp(&b.importance));
        if let Some(priority) = concentrate {
            let mut arguments = vec![("dimension", Argument::from(self.report.label(&priority.of)))];
            let key = match priority.membership.first() {
                Some(probability) => {
                    arguments.push(("probability", self.percent(*probability)));
                    if *probability >= 0.8 { "findings-first" } else { "findings-first-unsure" }
                }
                None => "findings-first-no-probability",
            };
            self.tell(FindingKind::First, key, &[&priority.of], &arguments);
            return;
        }
        let statistic = self.judged();
        let Some((worst, number, value)) = self.ranked(statistic).first().copied() else { return };
        let smallest = if statistic == "gap.mean" { -self.report.settings.minimum_gap } else { 0.0 };
        let short = statistic == "perception.mean" || number.high.is_some_and(|high| high < smallest);
        let arguments = [("dimension", worst.label.as_str().into()), ("value", self.signed(value))];
        let key = match (derived.is_empty(), short) {
            (true, true) => "findings-first-by-shortfall",
            (false, true) if statistic == "gap.mean" => "findings-first-shortfall-elsewhere",
            (false, _) => "findings-first-none",
            (true, false) => "findings-first-nothing",
        };
        self.tell(FindingKind::First, key, &[&worst.of], &arguments);
    }

    fn certainty(&mut self) {
        let n = self.report.data.respondents;
        let respondents = ("n", Argument::from(n as i64));
        if self.running() {
            let few = self.running_few();
            let arguments = [respondents.clone(), ("least", RESPONDENTS_MIN.into())];
            let key = if few { "findings-certainty-running-few" } else { "findings-certainty-running" };
            self.tell(FindingKind::Certainty, key, &[], &arguments);
            if few {
                return;
            }
        }
        if n < FEW {
            let key = if n < self.report.settings.suppress_below {
                "findings-certainty-very-few"
            } else {
                "findings-certainty-few"
            };
            self.tell(FindingKind::Certainty, key, &[], &[respondents]);
            return;
        }
        let ranked = self.ranked(self.judged());
        let widths = ranked.iter().filter_map(|(_, number, _)| Some((number.high? - number.low?) / 2.0));
        let widest = widths.fold(0.0_f64, f64::max);
        if let [(first, worst, _), (second, next, _), ..] = ranked.as_slice() {
            let clear = worst.high.zip(next.low).is_some_and(|(high, low)| high < low);
            let key = if clear { "findings-certainty-clear" } else { "findings-certainty-close" };
            let arguments = [
                respondents.clone(),
                ("half", self.number(widest)),
                ("first", first.label.as_str().into()),
                ("second", second.label.as_str().into()),
            ];
            self.tell(FindingKind::Certainty, key, &[], &arguments);
        }
        self.tell(FindingKind::Certainty, "findings-certainty-sample", &[], &[]);
    }

    fn measure(&mut self) {
        let p = self.index.value("constraint.p", "all");
        let fit = |of| self.index.value("fit.r2_adjusted", of);
        if let (Some(p), Some(gap), Some(perception)) = (p, fit("model:gap"), fit("model:perception")) {
            let part = |name, decimals| {
                let value = self.index.value(name, "all");
                Argument::from(value.map_or_else(|| "—".to_owned(), |value| self.words.number(value, decimals)))
            };
            let arguments = [
                ("f", part("constraint.f", 2)),
                ("df1", part("constraint.df1", 0)),
                ("df2", part("constraint.df2", 0)),
                ("p", self.words.p_stated(p).into()),
                ("gap", self.percent(gap)),
                ("perception", self.percent(perception)),
                ("outcome", self.report.instrument.outcome.as_str().into()),
            ];
            let key = if p < 0.05 { "findings-measure-rejected" } else { "findings-measure-kept" };
            self.tell(FindingKind::Measure, key, &[], &arguments);
        }
        let full = self.labels_where("expectation.top_share", |share| share > SQUEEZED_ABOVE);
        if !full.is_empty() {
            let arguments = [("dimensions", self.list(&full).into()), ("share", self.percent(SQUEEZED_ABOVE))];
            self.tell(FindingKind::Measure, "findings-measure-restricted", &[], &arguments);
        }
        let noisy = self.labels_where("difference.reliability", |value| value < ALPHA_WEAK);
        if !noisy.is_empty() {
            let arguments = [("dimensions", self.list(&noisy).into()), ("least", self.number(ALPHA_WEAK))];
            self.tell(FindingKind::Measure, "findings-measure-noisy", &[], &arguments);
        }
    }

    fn labels_where(&self, statistic: &str, holds: impl Fn(f64) -> bool) -> Vec<&'a str> {
        let fits = |subject: &&Subject| self.index.value(statistic, &subject.of).is_some_and(&holds);
        self.report.dimensions().filter(fits).map(|subject| subject.label.as_str()).collect()
    }

    fn consistency(&mut self) {
        self.weakest_alpha();
        for battery in ["perception", "expectation", "gap"] {
            self.left_out(battery);
        }
    }

    /// The items that alpha is computed without, by name.
    fn left_out(&mut self, battery: &str) {
        let statistic = format!("alpha.left_out.{battery}");
        let items = self.report.subjects.iter().filter(|item| self.index.get(&statistic, &item.of).is_some());
        let quoted = |label: &str| self.words.say("findings-quoted", &[("words", label.into())]);
        let (labels, of): (Vec<String>, Vec<&str>) = items.map(|item| (quoted(&item.label), item.of.as_str())).unzip();
        if !labels.is_empty() {
            let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
            let key = format!("findings-consistency-constant-{battery}");
            self.tell(FindingKind::Consistency, &key, &of, &[("items", self.list(&labels).into())]);
        }
    }

    fn weakest_alpha(&mut self) {
        let alphas = self.ranked("alpha.perception");
        let Some((_, _, lowest)) = alphas.first().copied() else { return };
        let weak = self.labels_where("alpha.perception", |alpha| alpha < ALPHA_WEAK);
        let arguments = [
            ("dimensions", Argument::from(self.list(&weak))),
            ("least", self.number(ALPHA_WEAK)),
            ("lowest", self.number(lowest)),
            ("highest", self.number(alphas.last().map_or(lowest, |last| last.2))),
        ];
        let key = if weak.is_empty() { "findings-consistency-sound" } else { "findings-consistency-weak" };
        self.tell(FindingKind::Consistency, key, &[], &arguments);
    }

    fn segments(&mut self) {
        if self.running() {
            if !self.report.segmentations.is_empty() {
                self.tell(FindingKind::Segment, "findings-segments-running", &[], &[]);
            }
            return;
        }
        // What was compared between groups is the gap, or perception where expectation was not asked.
        let gaps = self.report.has("expectation") && self.report.has("perception");
        let statistic = if gaps { "gap.mean" } else { "perception.mean" };
        for segmentation in &self.report.segmentations {
            let column = segmentation.title.as_str();
            let tested = |subject: &&Subject| {
                let p = self.index.at("segment.p_bh", &subject.of, &segmentation.column, "");
                p.and_then(|number| number.value).is_some_and(|p| p < 0.05)
            };
            let differing: Vec<&Subject> = self.report.dimensions().filter(tested).collect();
            let labels: Vec<&str> = differing.iter().map(|subject| subject.label.as_str()).collect();
            // The groups are compared on the dimension where they lie furthest apart.
            let spread = differing
                .iter()
                .filter_map(|subject| {
                    let mut groups: Vec<(&str, f64)> = segmentation
                        .levels
                        .iter()
                        .filter_map(|level| {
                            let number = self.index.at(statistic, &subject.of, &level.by, "")?;
                            Some((level.label.as_str(), number.value?))
                        })
                        .collect();
                    groups.sort_by(|a, b| a.1.total_cmp(&b.1));
                    let (worst, best) = (groups.first()?, groups.last()?);
                    Some((*subject, *worst, *best))
                })
                .max_by(|a, b| (a.2.1 - a.1.1).total_cmp(&(b.2.1 - b.1.1)));
            if let Some((subject, worst, best)) = spread {
                let arguments = [
                    ("column", column.into()),
                    ("dimensions", self.list(&labels).into()),
                    ("dimension", subject.label.as_str().into()),
                    ("worst", worst.0.into()),
                    ("low", self.number(worst.1)),
                    ("best", best.0.into()),
                    ("high", self.number(best.1)),
                ];
                self.tell(FindingKind::Segment, "findings-segment", &[&subject.of], &arguments);
            } else if differing.is_empty() && segmentation.levels.iter().filter(|level| !level.suppressed).count() > 1 {
                self.tell(FindingKind::Segment, "findings-segment-none", &[], &[("column", column.into())]);
            }
            self.funnel(segmentation);
            let shown = segmentation.levels.iter().filter(|level| !level.suppressed).count();
            self.invariance(FindingKind::Segment, &segmentation.column, column, shown, !differing.is_empty());
        }
    }

    /// Which groups stand out from the rest, where there are enough for a funnel.
    fn funnel(&mut self, segmentation: &Segmentation) {
        let at = |statistic: &str, by: &str| self.index.at(statistic, "all", by, "");
        let known: Vec<_> = segmentation
            .levels
            .iter()
            .filter_map(|level| {
                Some((level.label.as_str(), at("funnel.limit", &level.by)?, at("funnel.warning", &level.by)?))
            })
            .collect();
        if known.is_empty() {
            return;
        }
        let outside: Vec<_> = known.iter().filter(|(_, limit, _)| limit.side().is_some()).collect();
        let named = |side: Side| -> Vec<&str> {
            outside.iter().filter(|(_, limit, _)| limit.side() == Some(side)).map(|(label, ..)| *label).collect()
        };
        let look: Vec<&str> = known
            .iter()
            .filter(|(_, limit, warning)| warning.side().is_some() && limit.side().is_none())
            .map(|(label, ..)| *label)
            .collect();
        let (low, high) = (named(Side::Below), named(Side::Above));
        let arguments = [
            ("column", Argument::from(segmentation.title.as_str())),
            ("groups", (known.len() as i64).into()),
            ("count", (outside.len() as i64).into()),
            ("below", self.list(&low).into()),
            ("above", self.list(&high).into()),
        ];
        let key = match (low.is_empty(), high.is_empty()) {
            (true, true) => "findings-funnel-none",
            // Where most stand out, chance is not what the groups differ by.
            _ if known.len() < 2 * outside.len() => "findings-funnel-most",
            (false, true) => "findings-funnel-below",
            (true, false) => "findings-funnel-above",
            (false, false) => "findings-funnel-both",
        };
        let most = key == "findings-funnel-most";
        self.tell(FindingKind::Segment, key, &[], &arguments);
        if most {
            return;
        }
        if !look.is_empty() {
            let look = [("look", self.list(&look).into())];
            self.tell(FindingKind::Segment, "findings-funnel-look", &[], &look);
        }
        if !outside.is_empty() {
            self.tell(FindingKind::Segment, "findings-funnel-rest", &[], &[]);
        }
    }

    fn waves(&mut self) {
        if self.running() {
            if 1 < self.report.waves.len() {
                self.tell(FindingKind::Wave, "findings-waves-running", &[], &[]);
            }
            return;
        }
        self.last_change();
        self.control();
        self.trends();
        let waves = self.words.text("findings-invariance-waves");
        self.invariance(FindingKind::Wave, "", &waves, self.report.waves.len(), true);
    }

    fn last_change(&mut self) {
        let [.., before, last] = self.report.waves.as_slice() else { return };
        let moved = self.report.dimensions().filter_map(|subject| {
            let change = self.index.at("wave.change", &subject.of, "", &last.name)?;
            let p = self.index.at("wave.change_p_holm", &subject.of, "", &last.name)?.value?;
            Some((subject, change, change.value?, p))
        });
        // Each p is corrected over the waves of its dimension; here the strongest of all dimensions is chosen.
        let chances = self.report.dimensions().count() as f64;
        let strongest = moved.filter(|(.., p)| *p * chances < 0.05).max_by(|a, b| a.2.abs().total_cmp(&b.2.abs()));
        let names = [("before", Argument::from(before.name.as_str())), ("last", last.name.as_str().into())];
        let Some((subject, number, change, _)) = strongest else {
            self.tell(FindingKind::Wave, "findings-wave-none", &[], &names);
            return;
        };
        let part = |name| self.index.at(name, &subject.of, "", &last.name).and_then(|number| number.value);
        let mut arguments = names.to_vec();
        arguments.push(("dimension", subject.label.as_str().into()));
        arguments.push(("change", self.signed(change)));
        arguments.extend(self.interval(number));
        let key = match (part("wave.perception_part"), part("wave.expectation_part")) {
            (Some(perception), Some(expectation)) => {
                arguments.push(("perception", self.signed(perception)));
                arguments.push(("expectation", self.signed(expectation)));
                if change > 0.0 { "findings-wave-better" } else { "findings-wave-worse" }
            }
            _ if change > 0.0 => "findings-wave-perception-better",
            _ => "findings-wave-perception-worse",
        };
        self.tell(FindingKind::Wave, key, &[&subject.of], &arguments);
    }

    /// What a dimension says of a wave.
    fn of_wave(&self, statistic: &str, of: &str, wave: &WaveCard) -> Option<&'a Number> {
        self.index.at(statistic, of, "", &wave.name)
    }

    /// Which waves are out of the ordinary, since when other items are asked, and how far to trust the limits.
    fn control(&mut self) {
        let waves = &self.report.waves;
        let (Some(first), Some(last)) = (waves.first(), waves.last()) else { return };
        for wave in waves {
            let changed = |subject: &&Subject| self.of_wave("control.break", &subject.of, wave).is_some();
            let labels: Vec<&str> =
                self.report.dimensions().filter(changed).map(|subject| subject.label.as_str()).collect();
            if !labels.is_empty() {
                let arguments = [("wave", wave.name.as_str().into()), ("dimensions", self.list(&labels).into())];
                self.tell(FindingKind::Wave, "findings-control-break", &[], &arguments);
            }
        }
        // How many waves stand behind each mean that has limits.
        let behind = self.report.dimensions().flat_map(|subject| {
            let centres = waves.iter().filter_map(|wave| self.of_wave("control.centre", &subject.of, wave));
            centres.filter(|number| number.value.is_some()).filter_map(|number| number.n)
        });
        let behind: Vec<i64> = behind.collect();
        let (Some(fewest), Some(most)) = (behind.iter().min(), behind.iter().max()) else { return };
        let outside = |subject: &&Subject| {
            let out = waves.iter().filter(|wave| {
                self.of_wave("control.score", &subject.of, wave).is_some_and(|number| number.side().is_some())
            });
            let names: Vec<&str> = out.map(|wave| wave.name.as_str()).collect();
            (!names.is_empty()).then(|| format!("{} ({})", subject.label, names.join(", ")))
        };
        let outside: Vec<String> = self.report.dimensions().filter_map(|subject| outside(&subject)).collect();
        let outside: Vec<&str> = outside.iter().map(String::as_str).collect();
        let arguments = [
            ("waves", Argument::from(waves.len() as i64)),
            ("first", first.name.as_str().into()),
            ("last", last.name.as_str().into()),
            ("outside", self.list(&outside).into()),
        ];
        let key = if outside.is_empty() { "findings-control-none" } else { "findings-control-outside" };
        self.tell(FindingKind::Wave, key, &[], &arguments);
        self.shares_outside();
        let least = PROVISIONAL_BELOW as i64;
        if *fewest < least {
            let arguments = [("waves", (*fewest).into()), ("most", (*most).into()), ("least", least.into())];
            let same = fewest == most;
            let key = if same { "findings-control-provisional" } else { "findings-control-provisional-between" };
            self.tell(FindingKind::Wave, key, &[], &arguments);
        }
    }

    /// The share that is charted, where a wave of it is out of the ordinary.
    fn shares_outside(&mut self) {
        for subject in self.report.dimensions().chain(self.report.outcomes()) {
            let out = |wave: &&WaveCard| {
                self.of_wave("control.share", &subject.of, wave).is_some_and(|number| number.side().is_some())
            };
            let names: Vec<&str> = self.report.waves.iter().filter(out).map(|wave| wave.name.as_str()).collect();
            if !names.is_empty() {
                let top = subject.of.starts_with("outcome:");
                let key = if top { "findings-control-share-top" } else { "findings-control-share-below" };
                let arguments = [("subject", subject.label.as_str().into()), ("waves", self.list(&names).into())];
                self.tell(FindingKind::Wave, key, &[&subject.of], &arguments);
            }
        }
    }

    /// Where it goes: the latest trend of each dimension, tested together.
    fn trends(&mut self) {
        let latest = |subject: &'a Subject| {
            let charted = |wave: &&WaveCard| self.of_wave("control.centre", &subject.of, wave).is_some();
            // A trend that ended with other items is in the table; it says nothing of today.
            let wave = self.report.waves.iter().rfind(charted)?;
            let slope = self.of_wave("trend.slope", &subject.of, wave)?;
            Some((subject, wave, slope, slope.value?, self.of_wave("trend.p_holm", &subject.of, wave)?.value?))
        };
        let trends: Vec<_> = self.report.dimensions().filter_map(latest).collect();
        let clear: Vec<_> = trends.iter().filter(|(.., p)| *p < 0.05).collect();
        if clear.is_empty() {
            if !trends.is_empty() {
                self.tell(FindingKind::Wave, "findings-trend-none", &[], &[]);
            }
            return;
        }
        for (key, sign) in [("findings-trend-falls", -1.0), ("findings-trend-rises", 1.0)] {
            let mut moving: Vec<_> = clear.iter().filter(|(.., slope, _)| 0.0 < sign * slope).collect();
            moving.sort_by(|a, b| (sign * b.3).total_cmp(&(sign * a.3)));
            let Some((steepest, wave, number, slope, _)) = moving.first().copied() else { continue };
            let labels: Vec<&str> = moving.iter().map(|(subject, ..)| subject.label.as_str()).collect();
            let end =
                |end: Option<f64>| Argument::from(end.map_or_else(|| "—".into(), |end| self.words.number(end, 3)));
            let arguments = [
                ("dimensions", self.list(&labels).into()),
                ("dimension", steepest.label.as_str().into()),
                ("count", (labels.len() as i64).into()),
                ("slope", self.words.signed(*slope, 3).into()),
                ("low", end(number.low)),
                ("high", end(number.high)),
                ("waves", number.n.unwrap_or(0).into()),
            ];
            self.tell(FindingKind::Wave, key, &[&steepest.of], &arguments);
            let lack = self.of_wave("trend.lack_p", &steepest.of, wave).and_then(|number| number.value);
            if lack.is_some_and(|p| p < 0.05) {
                let arguments = [("dimension", steepest.label.as_str().into())];
                self.tell(FindingKind::Wave, "findings-trend-jumps", &[&steepest.of], &arguments);
            }
        }
    }

    fn data(&mut self) {
        let data = &self.report.data;
        if data.rows_refused + data.cells_refused > 0 {
            let arguments =
                [("rows", (data.rows_refused as i64).into()), ("cells", (data.cells_refused as i64).into())];
            self.tell(FindingKind::Data, "findings-data-refused", &[], &arguments);
        }
        let share = |count: u64| count as f64 / data.answers_possible.max(1) as f64;
        if share(data.answers_missing) > MISSING_MUCH {
            let arguments = [("share", self.percent(share(data.answers_missing)))];
            self.tell(FindingKind::Data, "findings-data-missing", &[], &arguments);
        }
        if data.answers_not_applicable > 0 {
            let arguments = [("share", self.words.percent(share(data.answers_not_applicable), 1).into())];
            self.tell(FindingKind::Data, "findings-data-not-applicable", &[], &arguments);
        }
        let unused = self.index.get("importance.points_unused", "all");
        if let Some(count) = unused.and_then(|number| number.value).filter(|count| *count > 0.0) {
            let arguments = [("count", (count as i64).into()), ("n", (data.respondents as i64).into())];
            self.tell(FindingKind::Data, "findings-data-points", &[], &arguments);
        }
        if let Some(flagged) = self.index.value("careless.flagged", "all").filter(|flagged| *flagged > 0.0) {
            let arguments = [("count", (flagged as i64).into()), ("n", (data.respondents as i64).into())];
            let few = flagged < self.report.settings.suppress_below as f64;
            let key = match (self.running(), few) {
                (true, _) => "findings-data-careless-running",
                (false, true) => "findings-data-careless-few",
                (false, false) => "findings-data-careless",
            };
            self.tell(FindingKind::Data, key, &[], &arguments);
        }
        self.percentiles();
        let small = self.report.segmentations.iter().flat_map(|s| &s.levels).filter(|level| level.suppressed).count();
        if small > 0 {
            let arguments =
                [("groups", (small as i64).into()), ("least", (self.report.settings.suppress_below as i64).into())];
            self.tell(FindingKind::Data, "findings-data-hidden", &[], &arguments);
        }
    }
}

impl Teller<'_> {
    /// Where inside the shortfall is made, the dimension with the largest gap of the customers first.
    fn provider(&mut self) {
        let largest = |subject: &&Subject| self.index.get("provider.largest", &subject.of).is_some();
        let mut dimensions: Vec<&Subject> = self.report.dimensions().filter(largest).collect();
        let own = |subject: &Subject| self.index.value("gap.mean", &subject.of).unwrap_or(f64::MAX);
        dimensions.sort_by(|a, b| own(a).total_cmp(&own(b)));
        let (mut none, mut unknown) = (Vec::new(), Vec::new());
        for subject in dimensions {
            match self.index.value("provider.largest", &subject.of) {
                None => unknown.push(subject.label.as_str()),
                Some(gap) if gap < 1.0 => none.push(subject.label.as_str()),
                Some(gap) => self.made(subject, gap),
            }
        }
        for (key, labels) in [("findings-provider-none", none), ("findings-provider-unknown", unknown)] {
            if !labels.is_empty() {
                let arguments = [("dimensions", self.list(&labels).into())];
                self.tell(FindingKind::Provider, key, &[], &arguments);
            }
        }
    }

    /// The sentence about the gap (1 to 4) at which a dimension's shortfall is made.
    fn made(&mut self, subject: &Subject, gap: f64) {
        let at = |statistic: &str, gap: f64| self.index.at(statistic, &subject.of, &format!("gap={gap:.0}"), "");
        let Some(number) = at("provider.difference", gap) else { return };
        let known =
            [1.0, 2.0, 3.0, 4.0].iter().all(|gap| at("provider.difference", *gap).is_some_and(|n| n.value.is_some()));
        let p = at("provider.p_holm", gap).and_then(|number| number.value);
        let sure = match self.index.value("provider.clear", &subject.of) {
            _ if p.is_none_or(|p| p >= 0.05) => "chance",
            Some(clear) if clear > 0.0 => "yes",
            _ if known => "close",
            _ => "unknown",
        };
        let count = |statistic| at(statistic, gap).and_then(|number| number.n).unwrap_or(0);
        let least = i64::try_from(self.report.settings.suppress_below).unwrap_or(i64::MAX);
        let small = number.n.is_some_and(|n| n < least);
        let number_of_gap = format!("{gap:.0}");
        let mut arguments = vec![
            ("dimension", Argument::from(subject.label.as_str())),
            ("what", self.words.text(&format!("findings-provider-gap-{number_of_gap}")).into()),
            ("gap", number_of_gap.into()),
            ("value", self.signed(number.value.unwrap_or_default())),
            ("later", count("provider.n_later").into()),
            ("earlier", count("provider.n_earlier").into()),
            ("sure", sure.into()),
            ("small", if small { "yes" } else { "no" }.into()),
            ("least", least.into()),
        ];
        let ends = self.interval(number);
        arguments.extend(ends.into_iter().filter(|(name, _)| *name != "n"));
        self.tell(FindingKind::Provider, "findings-provider-made", &[&subject.of], &arguments);
    }

    /// What weighting costs, or why there is none.
    fn weighting(&mut self) {
        let Some(weighting) = self.report.weighting.as_ref() else { return };
        if !weighting.refused.is_empty() {
            let arguments = [("file", weighting.file.as_str().into()), ("reasons", weighting.refused.join(" ").into())];
            self.tell(FindingKind::Data, "findings-weighting-refused", &[], &arguments);
            return;
        }
        let of_all = |statistic| self.index.value(statistic, "all");
        let (Some(cost), Some(effective)) = (of_all("weight.design_effect"), of_all("weight.n_effective")) else {
            return;
        };
        let (converged, miss) = (of_all("weight.converged"), of_all("weight.largest_miss"));
        let columns: Vec<&str> = weighting.columns.iter().map(String::as_str).collect();
        let n = self.index.get("weight.design_effect", "all").and_then(|number| number.n).unwrap_or(0);
        let arguments = [
            ("columns", self.list(&columns).into()),
            ("cost", self.number(cost)),
            ("effective", self.words.number(effective, 0).into()),
            ("n", n.into()),
        ];
        self.tell(FindingKind::Data, "findings-weighting", &[], &arguments);
        if converged.is_some_and(|converged| converged < 1.0) {
            let miss = miss.unwrap_or_default();
            let rounds = i64::try_from(ROUNDS_MAX).unwrap_or(i64::MAX);
            let arguments = [("miss", self.words.percent(miss, 1).into()), ("rounds", rounds.into())];
            self.tell(FindingKind::Data, "findings-weighting-apart", &[], &arguments);
        }
        if cost > DEFF_WARNING {
            self.tell(
                FindingKind::Data,
                "findings-weighting-dear",
                &[],
                &[("most", self.words.number(DEFF_WARNING, 0).into())],
            );
        }
    }

    /// Where a bootstrap interval fell back to plain percentiles.
    fn percentiles(&mut self) {
        let gaps = self.labels_where("gap.percentile", |count| count > 0.0);
        if !gaps.is_empty() {
            let arguments = [("dimensions", self.list(&gaps).into())];
            self.tell(FindingKind::Data, "findings-data-percentile-gap", &[], &arguments);
        }
        let drivers = self.labels_where("driver.percentile", |count| count > 0.0);
        if !drivers.is_empty() {
            let arguments = [("dimensions", self.list(&drivers).into())];
            self.tell(FindingKind::Data, "findings-data-percentile-driver", &[], &arguments);
        }
        if self.index.value("driver.percentile", "all").is_some() {
            self.tell(FindingKind::Data, "findings-data-percentile-explained", &[], &[]);
        }
    }
}

#[cfg(test)]
mod tests {
    use language::Language;
    use serde_json::{Value, json};

    use super::findings;
    use crate::value::Report;

    pub(super) fn number(statistic: &str, of: &str, value: f64) -> Value {
        let known = json!({"statistic": statistic, "of": of, "value": value, "n": 207});
        let empty = json!({"by": "", "wave": "", "low": null, "high": null, "se": null});
        let method = json!({"method": "difference-score", "rule": "listwise", "undefined": ""});
        [known, empty, method]
            .iter()
            .flat_map(Value::as_object)
            .flatten()
            .map(|(k, v)| (k.clone(), v.clone()))
            .collect()
    }

    /// A report of these numbers and of nothing else.
    pub(super) fn report(numbers: &[Value]) -> Report {
        let card = json!({
            "id": "servqual", "version": "1", "title": "SERVQUAL", "source": "", "expectation": "should",
            "batteries": ["expectation", "perception"], "scale_min": 1, "scale_max": 7, "outcome": "satisfaction",
        });
        let settings = json!({"level": 0.95, "minimum_gap": 0.3, "suppress_below": 10, "replicates": 2000, "seed": 1});
        let data = json!({
            "files": [], "records": 207, "respondents": 207, "blank": 0, "rows_refused": 0, "cells_refused": 0,
            "answers_missing": 0, "answers_not_applicable": 0, "answers_possible": 207, "refused": [],
            "columns_unused": [], "columns_absent": [],
        });
        let report = json!({
            "format": "rater.report/1", "language": "en", "title": "", "instrument": card, "data": data,
            "settings": settings, "subjects": [], "segmentations": [], "waves": [], "findings": [], "priorities": [],
            "numbers": numbers, "methods": [], "method_paragraph": "",
        });
        serde_json::from_value(report).expect("a report")
    }

    /// What is said of the gap as a measure, when its constraint has this p.
    fn told(p: f64, language: Language) -> String {
        let of_all = [("f", 3.1), ("df1", 5.0), ("df2", 196.0), ("p", p)];
        let mut numbers: Vec<Value> =
            of_all.iter().map(|(name, value)| number(&format!("constraint.{name}"), "all", *value)).collect();
        numbers.push(number("fit.r2_adjusted", "model:gap", 0.2));
        numbers.push(number("fit.r2_adjusted", "model:perception", 0.31));
        let found = findings(&report(&numbers), language.words());
        found.into_iter().find(|finding| finding.key.starts_with("findings-measure-")).expect("a finding").text
    }

    #[test]
    fn a_p_is_written_with_its_sign() {
        assert!(told(0.0123, Language::English).contains("(F(5, 196) = 3.10, p = 0.012)"));
        assert!(told(0.0123, Language::Indonesian).contains("(F(5; 196) = 3,10, p = 0,012)"));
        assert!(told(0.0123, Language::Spanish).contains("(F(5; 196) = 3,10, p = 0,012)"));
        assert!(told(1e-6, Language::English).contains("p < 0.001)"));
        assert!(told(0.4, Language::English).contains("p = 0.400)"));
    }
}
