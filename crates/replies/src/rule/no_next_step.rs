//! The reply does not say what happens next, who does it, or what the customer can do now.
//!
//! A promise, something already done, a request or an offer is a next step. Praise that needs none is left alone.

use super::Hit;
use crate::coach::Case;

const RULE: &str = "no-next-step";

pub(super) fn check(case: &Case<'_>) -> Vec<Hit> {
    let empty = |start: usize, end: usize| {
        ["no-reply", "closing-door", "asks-for-patience", "threat"]
            .iter()
            .any(|rule| case.near(rule, "patterns", start, end))
    };
    let step = case.promises.iter().any(|found| !empty(found.promise.start, found.promise.end))
        || case.cues(RULE, "step").any(|spot| spot.sentence.is_some() && !empty(spot.start, spot.end))
        || ["sent-elsewhere", "soon", "command", "weak-commitment"].iter().any(|rule| case.has(rule, "patterns"))
        || case.has("answer-in-attachment", "attached")
        || ["number", "mail", "date"].iter().any(|list| case.has("ask-again", list));
    let praise = case.received().is_some_and(|text| !case.complains() && !text.contains('?'))
        && !case.received_cues(RULE, "request").any(|_| true);
    if step || praise || case.page.sentences.is_empty() { vec![] } else { vec![Hit::whole(case)] }
}
