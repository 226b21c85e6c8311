//! The report in parts, for pages that have a frame of their own and are looked at while answers come.
//!
//! Separate from the page that is the whole report; tables, charts and words are the same. Numbers lead to pages of methods
//! and to the answers behind them. Everything it gives is escaped, and holds neither styles nor scripts.

use super::super::text::OPENING;
use super::super::view::{Cell, Links, Style, Verdict, View};
use super::markup::method_address;
use super::pictures;
use crate::chart::factor;
use crate::{FindingKind, Number, Report, Subject};

/// A part of a report that can stand on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The dimensions: gaps drawn and in a table.
    Dimensions,
    /// The overall scores.
    Overall,
    /// The overall judgements.
    Outcomes,
    /// The items.
    Items,
    /// Importance against performance.
    Priorities,
    /// What moves the overall judgement.
    Drivers,
    /// The zone of tolerance.
    Zone,
    /// Groups of respondents.
    Segments,
    /// Waves.
    Waves,
    /// Consistency of the dimensions.
    Consistency,
    /// Whether the factors hold here.
    Structure,
    /// Whether the gap is the right measure here.
    Measure,
    /// Careless answers.
    Careful,
    /// What was read, refused and missing.
    Data,
    /// A paragraph on the method, to quote.
    Quote,
}

impl Part {
    fn title(self) -> &'static str {
        match self {
            Self::Dimensions => "report-section-dimensions",
            Self::Overall => "report-section-overall",
            Self::Outcomes => "report-section-outcomes",
            Self::Items => "report-section-items",
            Self::Priorities => "report-section-priorities",
            Self::Drivers => "report-section-drivers",
            Self::Zone => "report-section-zone",
            Self::Segments => "report-section-segments",
            Self::Waves => "report-section-waves",
            Self::Consistency => "report-section-consistency",
            Self::Structure => "report-section-structure",
            Self::Measure => "report-section-measure",
            Self::Careful => "report-section-careful",
            Self::Data => "report-section-data",
            Self::Quote => "report-section-quote",
        }
    }
}

/// A question of the board, and what the numbers answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// What it is about.
    pub kind: FindingKind,
    /// The question.
    pub question: String,
    /// The answers, most important first.
    pub answers: Vec<String>,
}

/// One factor in one row. Pictures are SVG; everything else is plain text, to be escaped by whoever shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactorRow {
    /// The dimension, `dimension:reliability`.
    pub of: String,
    /// What it is called.
    pub label: String,
    /// The gap, or what perception is where nothing was expected; a dash where there is none.
    pub value: String,
    /// Its interval.
    pub interval: Option<String>,
    /// Respondents behind it.
    pub n: Option<String>,
    /// The verdict in words.
    pub verdict: String,
    /// A class for the verdict: `short`, `above` or nothing.
    pub class: &'static str,
    /// Why there is no value.
    pub why: Option<String>,
    /// Where the value's method is explained.
    pub method: String,
    /// Expectation, perception and interval as a picture.
    pub strip: String,
    /// The weight for the overall judgement, as a share.
    pub weight: Option<String>,
    /// The weight as a picture.
    pub weight_bar: String,
    /// Where the weight's method is explained.
    pub weight_method: String,
    /// The way over the waves as a picture; empty with fewer than two.
    pub spark: String,
    /// The change since the wave before.
    pub change: Option<String>,
    /// Expectation and perception in words, for those who cannot see the picture.
    pub told: String,
}

/// A report, ready to be shown in parts.
pub struct Board<'a> {
    view: View<'a>,
}

impl<'a> Board<'a> {
    /// The board of a report whose numbers lead where `links` says.
    #[must_use]
    pub fn new(report: &'a Report, links: Links) -> Self {
        let mut view = View::new(report);
        view.links = Some(links);
        Self { view }
    }

    /// The first words: where we fall short most, what matters most, what to do first, how sure we are.
    #[must_use]
    pub fn opening(&self) -> Vec<Opening> {
        let opening = |(kind, question): (FindingKind, &str)| {
            let answers: Vec<String> = self.view.findings(kind).map(str::to_owned).collect();
            (!answers.is_empty()).then(|| Opening { kind, question: self.view.text(question), answers })
        };
        OPENING.into_iter().filter_map(opening).collect()
    }

    /// The heading of a part.
    #[must_use]
    pub fn title(&self, part: Part) -> String {
        self.view.text(part.title())
    }

    /// A part as HTML; empty when the report has nothing of it.
    #[must_use]
    pub fn part(&self, part: Part) -> String {
        let view = &self.view;
        match part {
            Part::Dimensions => super::dimensions(view),
            Part::Overall => super::overall(view),
            Part::Outcomes => super::outcomes(view),
            Part::Items => super::items(view),
            Part::Priorities => super::priorities(view),
            Part::Drivers => super::drivers(view),
            Part::Zone => super::zone(view),
            Part::Segments => super::segments(view),
            Part::Waves => super::waves(view),
            Part::Consistency => super::consistency(view),
            Part::Structure => super::structure(view),
            Part::Measure => super::measure(view),
            Part::Careful => super::careful(view),
            Part::Data => super::data(view),
            Part::Quote => super::quote(view),
        }
    }

    /// The zone of tolerance, or the gaps, as one figure without its table.
    #[must_use]
    pub fn picture(&self) -> String {
        if self.view.shows("zone.adequacy") {
            pictures::zone(&self.view)
        } else {
            pictures::gap_of_dimensions(&self.view)
        }
    }

    /// The factors, one row each; `waves` is a report on several waves, for their way over time.
    #[must_use]
    pub fn factors(&self, waves: Option<&Report>) -> Vec<FactorRow> {
        let over_time = waves.filter(|report| report.waves.len() > 1).map(View::new);
        let dimensions: Vec<&Subject> = self.view.report.dimensions().collect();
        let sides = Sides::of(&self.view, over_time.as_ref(), &dimensions);
        dimensions.into_iter().map(|subject| self.factor(subject, over_time.as_ref(), &sides)).collect()
    }

    fn factor(&self, subject: &Subject, over_time: Option<&View<'_>>, sides: &Sides) -> FactorRow {
        let (view, of) = (&self.view, subject.of.as_str());
        let (score, style) = (judged(view), style(view));
        let number = view.index.get(score, of);
        let (value, why) = match view.cell(number, style) {
            Cell::Written(text) => (text, None),
            Cell::Undefined(why) => ("—".to_owned(), Some(why)),
            Cell::Hidden => ("—".to_owned(), Some(view.hidden())),
            Cell::Absent => ("—".to_owned(), None),
        };
        let verdict = match score {
            "zone.adequacy" => view.zone_verdict(of),
            "gap.mean" => view.gap_verdict(of),
            // Nothing was expected, so that there is nothing to judge by.
            _ => Verdict::Unclear,
        };
        let words = if score == "perception.mean" { String::new() } else { view.text(verdict.name()) };
        let weight = view.index.get("driver.lmg_share", of);
        let share = weight.and_then(|number| number.value);
        let written = |cell: Cell| match cell {
            Cell::Written(text) => Some(text),
            _ => None,
        };
        let method =
            |number: Option<&Number>| number.map_or_else(String::new, |number| method_address(view, &number.method));
        FactorRow {
            of: of.to_owned(),
            label: view.row_label(subject),
            value,
            interval: written(view.interval(number, style)),
            n: written(view.n(number)),
            verdict: words,
            class: pictures::class(verdict),
            why,
            method: method(number),
            strip: self.strip(of, sides.scale),
            weight: share.map(|share| view.write(share, Style::Percent)),
            weight_bar: share.map_or_else(String::new, |share| {
                factor::weight(share, weight.and_then(|n| n.low.zip(n.high)), sides.weight)
            }),
            weight_method: method(weight),
            spark: over_time.map_or_else(String::new, |view| spark(view, of, sides.waves)),
            change: over_time.and_then(|view| change(view, of)),
            told: self.told(of),
        }
    }

    fn strip(&self, of: &str, scale: (f64, f64)) -> String {
        let view = &self.view;
        let Some(perception) = view.index.value("perception.mean", of) else {
            return String::new();
        };
        let gap = view.index.get("gap.mean", of);
        let own = view.index.get("perception.mean", of).and_then(|n| n.low.zip(n.high));
        let around = |number: &Number| {
            let value = number.value?;
            number.low.zip(number.high).map(|(low, high)| (perception + low - value, perception + high - value))
        };
        let expectation = view.index.value("expectation.mean", of);
        factor::strip(&factor::Strip { expectation, perception, interval: gap.map_or(own, around) }, scale)
    }

    fn told(&self, of: &str) -> String {
        let part = |name: &str, head: &str| {
            let value = self.view.index.value(name, of)?;
            Some(format!("{} {}", self.view.text(head), self.view.write(value, Style::Plain(2))))
        };
        let parts =
            [part("expectation.mean", "report-head-expectation"), part("perception.mean", "report-head-perception")];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// A finding of other kinds, in order.
    #[must_use]
    pub fn findings(&self, kind: FindingKind) -> Vec<String> {
        self.view.findings(kind).map(str::to_owned).collect()
    }
}

/// The statistic by which a factor is judged.
fn judged(view: &View<'_>) -> &'static str {
    if view.shows("gap.mean") {
        "gap.mean"
    } else if view.shows("zone.adequacy") {
        "zone.adequacy"
    } else {
        "perception.mean"
    }
}

fn style(view: &View<'_>) -> Style {
    if judged(view) == "perception.mean" { Style::Plain(2) } else { Style::Signed(2) }
}

/// The axes that all rows share.
struct Sides {
    scale: (f64, f64),
    waves: (f64, f64),
    weight: f64,
}

impl Sides {
    fn of(view: &View<'_>, over_time: Option<&View<'_>>, dimensions: &[&Subject]) -> Self {
        let card = &view.report.instrument;
        let (least, most) = (f64::from(card.scale_min), f64::from(card.scale_max));
        let drawn = dimensions.iter().flat_map(|subject| {
            let value = |name| view.index.value(name, &subject.of);
            let gap = view.index.get("gap.mean", &subject.of).and_then(|n| Some(n.high? - n.low?)).unwrap_or(0.0);
            let around = value("perception.mean").map_or([None; 2], |p| [Some(p - gap / 2.0), Some(p + gap / 2.0)]);
            [value("expectation.mean"), around[0], around[1]]
        });
        let (low, high) = drawn.flatten().fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(v), h.max(v)));
        let scale = if low <= high {
            let from = low.floor().max(least);
            (from, high.ceil().min(most).max(from + 1.0))
        } else {
            (least, most)
        };
        let weights = dimensions.iter().filter_map(|subject| {
            let number = view.index.get("driver.lmg_share", &subject.of)?;
            Some(number.high.unwrap_or(0.0).max(number.value?))
        });
        Self {
            scale,
            waves: over_time.map_or((0.0, 1.0), |view| reach(view, dimensions)),
            weight: weights.fold(0.0, f64::max),
        }
    }
}

/// The ends of all intervals over the waves, with a little room.
fn reach(view: &View<'_>, dimensions: &[&Subject]) -> (f64, f64) {
    let ends =
        dimensions.iter().flat_map(|subject| points(view, &subject.of)).flatten().flat_map(|(value, interval)| {
            let (low, high) = interval.unwrap_or((value, value));
            [low, high]
        });
    let (low, high) = ends.fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(v), h.max(v)));
    if high < low {
        return (0.0, 1.0);
    }
    let room = ((high - low) * 0.08).max(0.02);
    (low - room, high + room)
}

fn points(view: &View<'_>, of: &str) -> Vec<Option<factor::Point>> {
    let at = |wave: &crate::WaveCard| {
        let number = view.index.at(view.score(), of, "", &wave.name)?;
        Some((number.value?, number.low.zip(number.high)))
    };
    view.report.waves.iter().map(at).collect()
}

fn spark(view: &View<'_>, of: &str, ends: (f64, f64)) -> String {
    let points = points(view, of);
    if points.iter().flatten().count() < 2 { String::new() } else { factor::spark(&points, ends) }
}

/// The change since the wave before, written with its sign.
fn change(view: &View<'_>, of: &str) -> Option<String> {
    let last = view.report.waves.last()?;
    let value = view.index.at("wave.change", of, "", &last.name)?.value?;
    Some(view.write(value, Style::Signed(2)))
}
