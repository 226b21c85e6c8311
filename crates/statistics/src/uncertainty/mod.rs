//! How sure we are: resampling, the jackknife over folds, and intervals for shares.
//!
//! Separate from the statistics whose uncertainty it states; none of them is named here. The t interval of a mean stands
//! with the gaps, the F interval of alpha with consistency.

pub mod bootstrap;
pub mod fold_bootstrap;
pub mod jackknife;
pub mod mean_replicates;
pub mod net_promoter;
pub mod proportion;
pub mod splitmix;
pub(crate) mod totals;
