//! A complaint is answered and nobody says sorry.
//!
//! Whether somebody complains is known by the words of trouble in what they wrote; without those, and for a mere question, it is silent.

use super::Hit;
use crate::coach::Case;

pub(super) fn check(case: &Case<'_>) -> Vec<Hit> {
    let missing = case.received().is_some() && case.complains() && !case.has("apology-missing", "sorry");
    if missing { vec![Hit::whole(case)] } else { vec![] }
}
