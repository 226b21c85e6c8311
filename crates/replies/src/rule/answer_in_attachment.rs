//! The whole answer is an attachment, which somebody on a phone has to open to learn anything.
//!
//! The patterns of the rule find the words; a body that says more than them is no fault.

use super::Hit;
use crate::coach::Case;

/// With more words than these beside it, the attachment is an addition.
const BESIDE_WORDS_MAX: usize = 22;

pub(super) fn check(case: &Case<'_>) -> Vec<Hit> {
    let spots: Vec<_> = case.cues("answer-in-attachment", "attached").filter(|spot| spot.sentence.is_some()).collect();
    let Some(first) = spots.first() else { return vec![] };
    // A document that was asked for is the answer.
    if case.received_cues("answer-in-attachment", "document").next().is_some() {
        return vec![];
    }
    let beside: usize = case
        .page
        .sentences
        .iter()
        .enumerate()
        .filter(|(place, _)| !spots.iter().any(|spot| spot.sentence == Some(*place)))
        .filter(|(_, sentence)| !case.near("no-thanks", "thanks", sentence.start, sentence.end))
        .map(|(_, sentence)| case.page.part(sentence.start, sentence.end).split_whitespace().count())
        .sum();
    let dated = case.promises.iter().any(|found| found.promise.due.is_some());
    if beside <= BESIDE_WORDS_MAX && !dated { vec![Hit::at(first.start, first.end)] } else { vec![] }
}
