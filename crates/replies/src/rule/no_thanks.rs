//! Nowhere a thank-you to the customer, who took the trouble to write.

use super::Hit;
use crate::coach::Case;

pub(super) fn check(case: &Case<'_>) -> Vec<Hit> {
    if case.has("no-thanks", "thanks") { vec![] } else { vec![Hit::whole(case)] }
}
