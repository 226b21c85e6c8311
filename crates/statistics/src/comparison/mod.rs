//! Are groups of respondents different, and does the difference survive that many were compared?
//!
//! Segments and waves with other people in each are independent groups. Everything takes the groups' own n, mean and
//! standard deviation (or their histograms), so that it merges and needs no rows. It never names a group: small groups are
//! hidden before anything leaves the house, not here.

pub mod anova;
pub mod funnel;
pub mod games_howell;
pub mod kruskal;
pub mod mix;
pub mod multiplicity;
pub mod rank_interval;
pub mod shrinkage;
pub mod welch;

use crate::Undefined;
use crate::gap::mean::MeanSummary;

/// What a comparison needs to know of a group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    /// Respondents.
    pub n: i64,
    /// Their mean.
    pub mean: f64,
    /// Their standard deviation, divisor n − 1.
    pub sd: f64,
}

impl From<&MeanSummary> for Group {
    fn from(summary: &MeanSummary) -> Self {
        Self { n: summary.n, mean: summary.mean, sd: summary.sd }
    }
}

impl Group {
    fn variance(&self) -> f64 {
        self.sd * self.sd
    }

    /// Squared standard error of the mean.
    fn error(&self) -> f64 {
        self.variance() / self.n as f64
    }
}

/// At least two groups of at least two respondents each.
fn enough(groups: &[Group]) -> Result<(), Undefined> {
    if groups.len() < 2 {
        return Err(Undefined::TooFewGroups { groups: groups.len() });
    }
    match groups.iter().map(|group| group.n).min() {
        Some(n) if n < 2 => Err(Undefined::TooFewRespondents { n, needed: 2 }),
        _ => Ok(()),
    }
}
