//! What drives the overall judgement: regression, importance of correlated predictors, and whether the gap predicts it.
//!
//! Every statistic here takes `Sums` of a block whose last variable is the outcome, unless it says otherwise. Relevance
//! is association, not effect: nothing in this folder claims that raising a score would raise the outcome.

pub mod johnson;
pub mod lmg;
pub mod predictive_validity;
pub mod regression;
pub mod replicates;
