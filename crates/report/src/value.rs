//! The report as a value: what JSON prints, and what text, HTML, CSV and spreadsheets are rendered from.
//!
//! Separate from assembling, so that a renderer needs nothing else and a page can be drawn from a stored report. Keys are
//! stable: adding is allowed, renaming is a new version of `rater.report`.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// The format of a report file.
pub const FORMAT: &str = "rater.report/1";

/// The whole report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// [`FORMAT`].
    pub format: String,
    /// The language of every text in it: `en`, `id`, `es`.
    pub language: String,
    /// The title: what was measured.
    pub title: String,
    /// The questionnaire.
    pub instrument: InstrumentCard,
    /// What was read, and what was refused.
    pub data: DataCare,
    /// The rules that were applied.
    pub settings: Settings,
    /// Dimensions, items and overall judgements, with their words.
    pub subjects: Vec<Subject>,
    /// Groups of respondents.
    pub segmentations: Vec<Segmentation>,
    /// Waves, in order; empty without waves.
    pub waves: Vec<WaveCard>,
    /// How respondents were weighted to known shares; absent when nobody asked for it.
    #[serde(default)]
    pub weighting: Option<Weighting>,
    /// The finding in words, most important first.
    pub findings: Vec<Finding>,
    /// Importance against performance, one entry per dimension.
    pub priorities: Vec<Priority>,
    /// Every number, one row each.
    pub numbers: Vec<Number>,
    /// The methods used, with formula, unit, source and page.
    pub methods: Vec<MethodCard>,
    /// A paragraph about the method, ready to quote.
    pub method_paragraph: String,
}

/// What the reader needs to know of the questionnaire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InstrumentCard {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title in the report's language.
    pub title: String,
    /// Where the questions come from.
    pub source: String,
    /// What expectation means (`ideal`, `should`, …); empty without expectations.
    pub expectation: String,
    /// The batteries found in the data: `expectation`, `perception`, `minimum`, `desired`.
    pub batteries: Vec<String>,
    /// The lowest answer.
    pub scale_min: u8,
    /// The highest answer.
    pub scale_max: u8,
    /// The outcome that drivers explain, in words; empty without one.
    pub outcome: String,
}

/// What was read and what was refused.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct DataCare {
    /// File names, without folders.
    pub files: Vec<String>,
    /// Records read, refused ones included.
    pub records: u64,
    /// Respondents counted.
    pub respondents: u64,
    /// Records without a single answer.
    pub blank: u64,
    /// Refused records.
    pub rows_refused: u64,
    /// Refused cells; each counts as a missing answer.
    pub cells_refused: u64,
    /// Missing answers to items, refused cells included.
    pub answers_missing: u64,
    /// Answers to items that said "not applicable".
    pub answers_not_applicable: u64,
    /// Answers to items that could have been given.
    pub answers_possible: u64,
    /// The first refusals, in file order.
    pub refused: Vec<ListedRefusal>,
    /// What to know about how the columns were found, in the report's language.
    #[serde(default)]
    pub column_notes: Vec<String>,
    /// Columns of the file that were not used.
    pub columns_unused: Vec<String>,
    /// Columns of the instrument that the file lacks.
    pub columns_absent: Vec<String>,
}

/// Known shares of groups in the population, and what became of them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Weighting {
    /// The file of the targets, without folder.
    pub file: String,
    /// The columns of the targets.
    pub columns: Vec<String>,
    /// Why there are no weights, in the report's language; empty when there are.
    pub refused: Vec<String>,
}

/// One refused cell or row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedRefusal {
    /// The file.
    pub file: String,
    /// The line or row, as a person counts.
    pub line: u64,
    /// The column; empty when the whole row was refused.
    pub column: String,
    /// What stood there.
    pub value: String,
    /// Why, in the report's language.
    pub reason: String,
}

/// The rules of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// Confidence of every interval, 0.95.
    pub level: f64,
    /// The smallest gap that matters, in points of the scale.
    pub minimum_gap: f64,
    /// Cells with fewer respondents are hidden.
    pub suppress_below: u64,
    /// Bootstrap replicates.
    pub replicates: usize,
    /// The seed of the bootstrap.
    pub seed: u64,
    /// How the models of the perceptions were fitted: `ml`, `mlr`, `fiml` or `wlsmv`.
    #[serde(default)]
    pub estimator: String,
}

/// What a subject is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SubjectKind {
    /// A dimension.
    Dimension,
    /// An item.
    Item,
    /// An overall judgement.
    Outcome,
}

/// A dimension, an item or an overall judgement, with its words in the report's language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Subject {
    /// `dimension:reliability`, `item:05` or `outcome:overall`.
    pub of: String,
    /// Which kind.
    pub kind: SubjectKind,
    /// The RATER factor: `reliability`, `assurance`, `tangibles`, `empathy`, `responsiveness`; empty for an outcome.
    pub factor: String,
    /// The `of` of the dimension an item belongs to; empty for others.
    pub parent: String,
    /// A few words for tables and charts.
    pub label: String,
    /// The sentence the respondent read about perception (or a dimension's title).
    pub wording: String,
}

/// A column that cuts respondents into groups.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Segmentation {
    /// The column.
    pub column: String,
    /// What people read.
    pub title: String,
    /// Its groups.
    pub levels: Vec<SegmentLevel>,
    /// Respondents without a value in this column.
    pub without: u64,
}

/// One group of respondents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SegmentLevel {
    /// `column=value`, as in the `by` of numbers.
    pub by: String,
    /// The value, or its words.
    pub label: String,
    /// Respondents; `None` when hidden.
    pub n: Option<u64>,
    /// Whether its numbers are hidden because it is too small (or to protect one that is).
    pub suppressed: bool,
}

/// One wave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaveCard {
    /// Its name, as in the `wave` of numbers.
    pub name: String,
    /// Respondents.
    pub n: u64,
    /// Items asked in this wave.
    pub items: usize,
}

/// What a finding is about; the report begins with them in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// Where the service falls short most.
    Shortfall,
    /// What matters most.
    Driver,
    /// What to do first.
    First,
    /// How sure we are.
    Certainty,
    /// Is the gap the right measure here.
    Measure,
    /// Consistency of the dimensions.
    Consistency,
    /// Do the factors of the questionnaire hold here.
    Structure,
    /// Segments that differ.
    Segment,
    /// What changed since the last wave.
    Wave,
    /// Where inside the shortfall is made.
    Provider,
    /// What to know about the data.
    Data,
}

/// One plain sentence produced from the numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What it is about.
    pub kind: FindingKind,
    /// The message's name.
    pub key: String,
    /// The sentence in the report's language.
    pub text: String,
    /// The subjects it speaks of.
    pub of: Vec<String>,
}

/// A quadrant of importance against performance (Martilla and James).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quadrant {
    /// Important, performed poorly.
    ConcentrateHere,
    /// Important, performed well.
    KeepUp,
    /// Less important, performed well.
    PossibleOverkill,
    /// Less important, performed poorly.
    LowPriority,
}

/// Where a dimension stands in importance against performance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Priority {
    /// The dimension.
    pub of: String,
    /// Mean perception.
    pub performance: f64,
    /// Share of explained variance (LMG), 0..1; or stated share of points, by `basis`.
    pub importance: f64,
    /// `derived` or `stated`.
    pub basis: String,
    /// The cut of performance.
    pub performance_cut: f64,
    /// The cut of importance.
    pub importance_cut: f64,
    /// The quadrant.
    pub quadrant: Quadrant,
    /// Probability of each quadrant by the bootstrap: concentrate here, keep up, possible overkill, low priority; empty
    /// when it could not be computed.
    pub membership: Vec<f64>,
}

/// One number with everything needed to trust it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Number {
    /// A name of [`crate::names`].
    pub statistic: String,
    /// `all`, `dimension:<id>`, `item:<id>`, `model:<id>`; for two dimensions `pair:<id>~<id>`.
    pub of: String,
    /// Empty, or `column=value`; for a test over all groups `column`; for a pair `column=a~b`.
    pub by: String,
    /// Empty, or the wave.
    pub wave: String,
    /// The value; `None` when undefined or hidden.
    pub value: Option<f64>,
    /// Lower end of the interval.
    pub low: Option<f64>,
    /// Upper end of the interval.
    pub high: Option<f64>,
    /// Standard error.
    pub se: Option<f64>,
    /// Respondents behind it.
    pub n: Option<i64>,
    /// The method's id, the name of a page in `docs/method`, e.g. `gap`, `consistency`.
    pub method: String,
    /// Rule for missing answers: `pairs`, `half`, `listwise`, `available`, or empty.
    pub rule: String,
    /// The name of the reason why there is no value (`undefined-…`), or empty.
    pub undefined: String,
}

/// Where something lies that is outside its limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// Below the lower one.
    Below,
    /// Above the upper one.
    Above,
}

impl Number {
    /// On which side of its limits a wave of a control chart, or a group of a funnel, lies; none within.
    pub(crate) fn side(&self) -> Option<Side> {
        let (value, low, high) = (self.value?, self.low?, self.high?);
        // Where nothing varies, limits have no width; what equals the centre is never outside.
        let rounding = 1e-9 * (1.0 + value.abs());
        if value < low - rounding {
            Some(Side::Below)
        } else if high + rounding < value {
            Some(Side::Above)
        } else {
            None
        }
    }
}

/// A method used in the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodCard {
    /// Its id.
    pub id: String,
    /// What people read.
    pub title: String,
    /// The page in the project's documentation, e.g. `docs/method/gap.md`.
    pub page: String,
    /// Its formulas, as on that page.
    #[serde(default)]
    pub formulas: Vec<String>,
    /// The unit of its numbers, in words.
    #[serde(default)]
    pub unit: String,
    /// Who published it.
    #[serde(default)]
    pub source: String,
}

/// Numbers by name, for renderers.
pub struct Index<'a> {
    numbers: HashMap<(&'a str, &'a str, &'a str, &'a str), &'a Number>,
}

impl Report {
    /// Numbers by name.
    #[must_use]
    pub fn index(&self) -> Index<'_> {
        let key = |n| {
            let n: &Number = n;
            ((n.statistic.as_str(), n.of.as_str(), n.by.as_str(), n.wave.as_str()), n)
        };
        Index { numbers: self.numbers.iter().map(key).collect() }
    }

    /// The dimensions, in order.
    pub fn dimensions(&self) -> impl Iterator<Item = &Subject> {
        self.subjects.iter().filter(|subject| subject.kind == SubjectKind::Dimension)
    }

    /// The items of a dimension (its `of`), in order.
    pub fn items<'a>(&'a self, parent: &'a str) -> impl Iterator<Item = &'a Subject> {
        self.subjects.iter().filter(move |subject| subject.kind == SubjectKind::Item && subject.parent == parent)
    }

    /// The overall judgements, in order.
    pub fn outcomes(&self) -> impl Iterator<Item = &Subject> {
        self.subjects.iter().filter(|subject| subject.kind == SubjectKind::Outcome)
    }

    /// Whether the data hold a battery, e.g. `expectation`.
    #[must_use]
    pub fn has(&self, battery: &str) -> bool {
        self.instrument.batteries.iter().any(|found| found == battery)
    }

    /// The label of a subject, or its name.
    #[must_use]
    pub fn label<'a>(&'a self, of: &'a str) -> &'a str {
        self.subjects.iter().find(|subject| subject.of == of).map_or(of, |subject| subject.label.as_str())
    }
}

impl<'a> Index<'a> {
    /// A number of everybody: no segment, no wave.
    #[must_use]
    pub fn get(&self, statistic: &str, of: &str) -> Option<&'a Number> {
        self.at(statistic, of, "", "")
    }

    /// A number of a segment and wave; empty text for none.
    #[must_use]
    pub fn at(&self, statistic: &str, of: &str, by: &str, wave: &str) -> Option<&'a Number> {
        self.numbers.get(&(statistic, of, by, wave)).copied()
    }

    /// Only the value of a number of everybody.
    #[must_use]
    pub fn value(&self, statistic: &str, of: &str) -> Option<f64> {
        self.get(statistic, of).and_then(|number| number.value)
    }
}
