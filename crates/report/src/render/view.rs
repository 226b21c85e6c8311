//! A report as its reader sees it: numbers looked up and written in their language, verdicts in words.
//!
//! Separate because text and HTML say the same things in different clothes. It compares numbers that stand in the report
//! with each other to choose a word; it never computes one.

use std::collections::HashSet;

use language::{Argument, Language, Words};

use crate::{FindingKind, Index, Number, Quadrant, Report, Segmentation, Subject, SubjectKind, WaveCard};

/// The reason of hidden numbers.
const SUPPRESSED: &str = "undefined-suppressed";

/// The reason of numbers that the questionnaire cannot give; a table drops a column that has no other.
const NOT_ASKED: &str = "undefined-not-asked";

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// With so many decimals.
    Plain(usize),
    /// With so many decimals and always its sign.
    Signed(usize),
    /// A share as per cent.
    Percent,
    /// A p-value.
    P,
    /// A count.
    Count,
}

/// What a cell says instead of, or as, a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    /// The written number.
    Written(String),
    /// There is one, but it may not be shown.
    Hidden,
    /// It cannot be computed; the sentence says why.
    Undefined(String),
    /// The report has no such number.
    Absent,
}

/// Where the numbers of a page lead, when the page is not the whole report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Links {
    /// The address before a method's name.
    pub method: String,
    /// The address of the answers, to which a group may be added; none when they may not be read.
    pub rows: Option<String>,
}

/// A report with its index and words.
pub(crate) struct View<'a> {
    /// Where numbers lead; within the page when none.
    pub(crate) links: Option<Links>,
    pub(crate) report: &'a Report,
    pub(crate) index: Index<'a>,
    pub(crate) words: Words,
    /// The rules for missing answers and their words, which stand at every number of a page.
    rules: [(&'static str, String); 4],
    /// Statistics of everybody that have a value or a reason worth a column.
    shown: HashSet<&'a str>,
}

impl<'a> View<'a> {
    pub(crate) fn new(report: &'a Report) -> Self {
        let counts = |number: &&Number| {
            number.by.is_empty() && number.wave.is_empty() && (number.value.is_some() || number.undefined != NOT_ASKED)
        };
        let words = Language::from_code(&report.language).unwrap_or_default().words();
        Self {
            links: None,
            report,
            index: report.index(),
            words,
            rules: ["pairs", "half", "listwise", "available"]
                .map(|rule| (rule, words.text(&format!("report-rule-{rule}")))),
            shown: report.numbers.iter().filter(counts).map(|number| number.statistic.as_str()).collect(),
        }
    }

    /// A message without arguments.
    pub(crate) fn text(&self, name: &str) -> String {
        self.words.text(name)
    }

    /// A message with arguments.
    pub(crate) fn say(&self, name: &str, arguments: &[(&str, Argument)]) -> String {
        self.words.say(name, arguments)
    }

    /// Whether any number of everybody has this name.
    pub(crate) fn shows(&self, statistic: &str) -> bool {
        self.shown.contains(statistic)
    }

    /// Whether any of these names occurs.
    pub(crate) fn shows_any(&self, statistics: &[&str]) -> bool {
        statistics.iter().any(|statistic| self.shows(statistic))
    }

    /// The score that segments and waves are compared on: the gap, or perception where nothing was expected.
    pub(crate) fn score(&self) -> &'static str {
        let gap = |number: &Number| number.statistic == "gap.mean";
        if self.report.numbers.iter().any(gap) { "gap.mean" } else { "perception.mean" }
    }

    /// How that score is written.
    pub(crate) fn score_style(&self) -> Style {
        if self.score() == "gap.mean" { Style::Signed(2) } else { Style::Plain(2) }
    }

    /// The overall score that belongs to [`View::score`].
    pub(crate) fn overall(&self) -> &'static str {
        if self.score() == "gap.mean" { "servqual.unweighted" } else { "servperf.unweighted" }
    }

    /// A written value.
    pub(crate) fn write(&self, value: f64, style: Style) -> String {
        match style {
            Style::Plain(decimals) => self.words.number(value, decimals),
            Style::Signed(decimals) => self.words.signed(value, decimals),
            Style::Percent => self.words.percent(value, 0),
            Style::P => self.words.p_value(value),
            #[allow(clippy::cast_possible_truncation)] // Counts are far below 2^63.
            Style::Count => self.words.count(value as i64),
        }
    }

    /// A number's value, or what is said instead.
    pub(crate) fn cell(&self, number: Option<&Number>, style: Style) -> Cell {
        let Some(number) = number else {
            return Cell::Absent;
        };
        match number.value {
            Some(value) if value.is_finite() => Cell::Written(self.write(value, style)),
            _ if number.undefined == SUPPRESSED => Cell::Hidden,
            _ => Cell::Undefined(self.reason(&number.undefined)),
        }
    }

    /// A number's interval, or nothing where it has none: the value's own cell says why.
    pub(crate) fn interval(&self, number: Option<&Number>, style: Style) -> Cell {
        let Some(number) = number else {
            return Cell::Absent;
        };
        let (Some(_), Some(low), Some(high)) = (number.value, number.low, number.high) else {
            return Cell::Absent;
        };
        // A decimal comma needs a semicolon between two numbers.
        let between = if self.words.language() == Language::English { ", " } else { "; " };
        let style = match style {
            Style::Signed(decimals) => Style::Plain(decimals),
            other => other,
        };
        Cell::Written(format!("[{}{between}{}]", self.write(low, style), self.write(high, style)))
    }

    /// A number's standard error, or nothing where it has none: the value's own cell says why.
    pub(crate) fn error(&self, number: Option<&Number>, style: Style) -> Cell {
        let error = number.filter(|number| number.value.is_some()).and_then(|number| number.se);
        error.map_or(Cell::Absent, |error| Cell::Written(self.write(error, style)))
    }

    /// How many respondents are behind a number.
    pub(crate) fn n(&self, number: Option<&Number>) -> Cell {
        match number {
            Some(Number { n: Some(n), value: Some(_), .. }) => Cell::Written(self.words.count(*n)),
            _ => Cell::Absent,
        }
    }

    /// The sentence for a reason; a reason this version does not know gets a general one.
    pub(crate) fn reason(&self, name: &str) -> String {
        let sentence = self.text(name);
        if name.is_empty() || sentence == name { self.text("undefined-other") } else { sentence }
    }

    /// What stands in the place of a hidden number, in full.
    pub(crate) fn hidden(&self) -> String {
        let least = i64::try_from(self.report.settings.suppress_below).unwrap_or(i64::MAX);
        self.say("report-hidden-why", &[("least", least.into())])
    }

    /// "95% interval", at the report's confidence.
    pub(crate) fn interval_name(&self) -> String {
        let level = self.words.percent(self.report.settings.level, 0);
        self.say("report-interval", &[("level", level.into())])
    }

    /// The rules for missing answers that these numbers followed, in words.
    pub(crate) fn rules(&self, numbers: &[&Number]) -> String {
        let followed = |rule: &str| numbers.iter().any(|number| number.rule == rule);
        let worded: Vec<&str> =
            self.rules.iter().filter(|(rule, _)| followed(rule)).map(|(_, words)| words.as_str()).collect();
        worded.join("; ")
    }

    /// The findings of a kind, in order.
    pub(crate) fn findings(&self, kind: FindingKind) -> impl Iterator<Item = &'a str> {
        self.report.findings.iter().filter(move |finding| finding.kind == kind).map(|finding| finding.text.as_str())
    }

    /// Whether a dimension's gap is a shortfall, in words: the interval against 0 and against the smallest gap that matters.
    pub(crate) fn gap_verdict(&self, of: &str) -> Verdict {
        let number = self.index.get("gap.mean", of);
        let smallest = self.report.settings.minimum_gap;
        let Some((low, high)) = number.and_then(|n| n.low.zip(n.high)) else {
            return Verdict::Unknown;
        };
        if high < -smallest {
            Verdict::Short
        } else if high < 0.0 {
            Verdict::SlightlyShort
        } else if 0.0 < low {
            Verdict::Above
        } else if -smallest < low && high < smallest {
            Verdict::Meets
        } else {
            Verdict::Unclear
        }
    }

    /// Where perception stands against the zone of tolerance, judged by both intervals.
    pub(crate) fn zone_verdict(&self, of: &str) -> Verdict {
        let ends = |statistic| self.index.get(statistic, of).and_then(|n| n.low.zip(n.high));
        let (Some(adequacy), Some(superiority)) = (ends("zone.adequacy"), ends("zone.superiority")) else {
            return Verdict::Unknown;
        };
        if adequacy.1 < 0.0 {
            Verdict::BelowZone
        } else if 0.0 < superiority.0 {
            Verdict::AboveZone
        } else if 0.0 <= adequacy.0 && superiority.1 <= 0.0 {
            Verdict::InZone
        } else {
            Verdict::Unclear
        }
    }

    /// The waves of a subject that share control limits, in order; `statistic` is the chart's centre.
    pub(crate) fn stretches(&self, statistic: &str, of: &str) -> Vec<Vec<&'a WaveCard>> {
        let mut stretches: Vec<Vec<&WaveCard>> = Vec::new();
        let mut begun = false;
        for wave in &self.report.waves {
            begun |= self.index.at("control.break", of, "", &wave.name).is_some();
            if self.index.at(statistic, of, "", &wave.name).is_none() {
                continue;
            }
            match stretches.last_mut().filter(|_| !begun) {
                Some(stretch) => stretch.push(wave),
                None => stretches.push(vec![wave]),
            }
            begun = false;
        }
        stretches
    }

    /// Whether an item's correlation exceeds the critical one of its dimension; `None` where either is unknown.
    pub(crate) fn valid(&self, item: &Subject, battery: &str) -> Option<bool> {
        let r = self.index.value(&format!("item_total.{battery}"), &item.of)?;
        let critical = self.index.value("validity.critical_r", &item.parent)?;
        Some(critical < r)
    }

    /// The batteries that consistency was computed for.
    pub(crate) fn consistency_batteries(&self) -> Vec<&'static str> {
        ["perception", "expectation", "gap"]
            .into_iter()
            .filter(|battery| self.shows(&format!("alpha.{battery}")))
            .collect()
    }

    /// The words of a pair `column=a~b`: the labels of its two groups.
    pub(crate) fn pair<'b>(&self, segmentation: &'b Segmentation, by: &'b str) -> Option<(&'b str, &'b str)> {
        let value_of = |by: &'b str| by.strip_prefix(segmentation.column.as_str())?.strip_prefix('=');
        let pair = value_of(by)?;
        // A group's own name may hold the mark between the two, so both are looked for among the groups.
        segmentation.levels.iter().find_map(|first| {
            let rest = pair.strip_prefix(value_of(&first.by)?)?.strip_prefix('~')?;
            let second = segmentation.levels.iter().find(|level| value_of(&level.by) == Some(rest))?;
            Some((first.label.as_str(), second.label.as_str()))
        })
    }

    /// A subject's words for a row; an item also carries its number, where it has one. A judgement's words are those of
    /// the middle of a sentence, and begin a row with a capital.
    pub(crate) fn row_label(&self, subject: &Subject) -> String {
        if subject.kind == SubjectKind::Outcome {
            let mut letters = subject.label.chars();
            return letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect());
        }
        match subject.of.strip_prefix("item:") {
            Some(id) if subject.label.is_empty() => id.to_owned(),
            Some(id) if id.bytes().all(|b| b.is_ascii_digit()) => format!("{id} {}", subject.label),
            Some(_) => subject.label.clone(),
            None if subject.label.is_empty() => subject.of.clone(),
            None => subject.label.clone(),
        }
    }
}

/// A judgement in a word or two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Below expectation by more than the smallest gap that matters, the whole interval.
    Short,
    /// Below expectation, perhaps by less than matters.
    SlightlyShort,
    /// At expectation: the interval lies within the smallest gap that matters.
    Meets,
    /// Above expectation.
    Above,
    /// Below the minimum.
    BelowZone,
    /// Between minimum and desired.
    InZone,
    /// Above the desired.
    AboveZone,
    /// The interval does not decide.
    Unclear,
    /// There is no interval.
    Unknown,
}

impl Verdict {
    /// The message that words it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Short => "report-verdict-short",
            Self::SlightlyShort => "report-verdict-slightly-short",
            Self::Meets => "report-verdict-meets",
            Self::Above => "report-verdict-above",
            Self::BelowZone => "report-verdict-below-zone",
            Self::InZone => "report-verdict-in-zone",
            Self::AboveZone => "report-verdict-above-zone",
            Self::Unclear => "report-verdict-unclear",
            Self::Unknown => "report-verdict-unknown",
        }
    }
}

impl Quadrant {
    /// The quadrants in the order of [`crate::Priority::membership`].
    pub(crate) const ORDER: [Self; 4] =
        [Self::ConcentrateHere, Self::KeepUp, Self::PossibleOverkill, Self::LowPriority];

    /// The message that words it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::ConcentrateHere => "report-quadrant-concentrate",
            Self::KeepUp => "report-quadrant-keep-up",
            Self::PossibleOverkill => "report-quadrant-overkill",
            Self::LowPriority => "report-quadrant-low",
        }
    }
}
