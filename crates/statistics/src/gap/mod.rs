//! How far perception falls short of expectation: its size, its certainty and its weight.
//!
//! Everything here works on differences of answers by the same respondent, which exist only where both were given. It
//! does not decide which respondents count or how a score is made from items: the plan of the sums has done that, and
//! hands over integers that are a known `scale` times the score.

pub mod effect_size;
pub mod mean;
pub mod minimum_effect;
pub mod servperf;
pub mod weighted;
pub mod wilcoxon;
pub mod zone;
