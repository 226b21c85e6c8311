//! The questionnaire: dimensions, items, batteries, scale.
//!
//! Separate from parsing, so that everything after the border works with a value that is known to be whole. It holds no
//! answers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Localized;

/// One of the five RATER factors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Factor {
    /// Doing what was promised, dependably and accurately.
    Reliability,
    /// Knowledge, courtesy, and the trust they inspire.
    Assurance,
    /// What can be seen and touched.
    Tangibles,
    /// Caring, individual attention.
    Empathy,
    /// Willingness to help, promptly.
    Responsiveness,
}

/// A set of the same items asked in one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BatteryKind {
    /// What the customer should receive.
    Expectation,
    /// What the customer received.
    Perception,
    /// The least the customer would accept (zone of tolerance).
    Minimum,
    /// What the customer wishes for (zone of tolerance).
    Desired,
    /// How much the item matters.
    Importance,
}

/// What "expectation" means in this instrument; different meanings are never mixed in one trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ExpectationMeaning {
    /// An excellent provider of this kind of service.
    Ideal,
    /// What the provider should do.
    Should,
    /// What the customer thinks will happen.
    Predicted,
    /// Importance asked in place of expectation.
    Importance,
    /// What managers think that customers expect.
    Manager,
}

/// The answer scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scale {
    /// The lowest answer.
    pub min: u8,
    /// The highest answer; a file may say at most 100.
    pub max: u8,
    /// Words at some of the points, by value.
    pub labels: BTreeMap<u8, Localized>,
    /// Cells that mean "no answer", besides an empty one.
    pub missing: Vec<String>,
    /// Cells that mean "does not apply".
    pub not_applicable: Vec<String>,
}

/// One battery of the instrument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Battery {
    /// Which.
    pub kind: BatteryKind,
    /// What the respondent reads before the items.
    pub instruction: Localized,
}

/// A dimension: items that are scored together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dimension {
    /// Its name in files and results, e.g. `reliability`.
    pub id: String,
    /// What people read.
    pub title: Localized,
    /// The RATER factor it belongs to.
    pub factor: Factor,
}

/// An item, asked once per battery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its name in files and results, e.g. `05`.
    pub id: String,
    /// The dimension's id.
    pub dimension: String,
    /// True when a high answer is bad; answers are turned round before anything else.
    pub reversed: bool,
    /// Which of the original ten components it belongs to.
    pub component: Option<String>,
    /// A few words for tables and charts.
    pub short: Localized,
    /// The sentence the respondent reads, by battery.
    pub wording: BTreeMap<BatteryKind, Localized>,
    /// The column of a file that holds it, by battery.
    pub columns: BTreeMap<BatteryKind, String>,
}

/// Importance points of one dimension, 100 shared out over all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Points {
    /// The dimension's id.
    pub dimension: String,
    /// The column of a file that holds it.
    pub column: String,
}

/// An overall judgement to be explained by the dimensions. The first is the one drivers are computed for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Its name in files and results.
    pub id: String,
    /// The column of a file that holds it.
    pub column: String,
    /// What the respondent reads.
    pub title: Localized,
    /// What it is called within a sentence ("overall quality"); the title where nothing shorter is given.
    pub short: Localized,
    /// Its scale.
    pub scale: Scale,
}

/// A column that cuts respondents into groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// The column of a file that holds it.
    pub column: String,
    /// What people read.
    pub title: Localized,
    /// Words for codes, by code as it stands in the file.
    pub labels: BTreeMap<String, Localized>,
}

/// A questionnaire, whole and checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instrument {
    /// Its name, e.g. `servqual`.
    pub id: String,
    /// Its version; waves of different versions are marked.
    pub version: String,
    /// What people read.
    pub title: Localized,
    /// Where the questions come from.
    pub source: String,
    /// Under which licence the wording may be used.
    pub licence: String,
    /// What expectation means here; `None` without an expectation battery.
    pub expectation: Option<ExpectationMeaning>,
    /// The scale of every battery.
    pub scale: Scale,
    /// Which batteries are asked.
    pub batteries: Vec<Battery>,
    /// The dimensions, in the order of reports.
    pub dimensions: Vec<Dimension>,
    /// The items, in the order of presentation.
    pub items: Vec<Item>,
    /// Importance points, one per dimension, or none.
    pub points: Vec<Points>,
    /// Overall judgements.
    pub outcomes: Vec<Outcome>,
    /// Groups of respondents.
    pub segments: Vec<Segment>,
    /// The column with the respondent's id, if any.
    pub id_column: Option<String>,
    /// The column with the wave, if any.
    pub wave_column: Option<String>,
    /// The column with the seconds it took to answer, if any.
    pub seconds_column: Option<String>,
}

impl Instrument {
    /// Whether the battery is asked.
    #[must_use]
    pub fn has(&self, kind: BatteryKind) -> bool {
        self.batteries.iter().any(|battery| battery.kind == kind)
    }

    /// The items of a dimension, in order.
    pub fn items_of<'a>(&'a self, dimension: &'a str) -> impl Iterator<Item = &'a Item> {
        self.items.iter().filter(move |item| item.dimension == dimension)
    }
}
