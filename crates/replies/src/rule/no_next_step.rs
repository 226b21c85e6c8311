//! The reply does not say what happens next, who does it, or what the customer can do now.
//!
//! A promise, something already done, a day or an hour to come, a request, a question or an offer is a next step. Praise that needs none
//! is left alone. What shuts a conversation ("we will not reply again") is no step, whatever its form.

use super::Hit;
use crate::coach::Case;
use crate::when::Reading;

const RULE: &str = "no-next-step";

/// Words of these rules are no step.
const FAULTS: [&str; 18] = [
    "no-reply",
    "closing-door",
    "asks-for-patience",
    "threat",
    "nothing-we-can-do",
    "over-promise",
    "stock-phrase",
    "conditional-apology",
    "empty-apology",
    "playing-down",
    "policy-as-reason",
    "blaming-customer",
    "doubting-customer",
    "as-already-said",
    "they-wont-allow",
    "nobody-else",
    "own-firm-as-they",
    "jargon",
];

pub(super) fn check(case: &Case<'_>) -> Vec<Hit> {
    // Words that are a fault themselves ("we cannot refund", "as we have told you") lead nowhere.
    let faulty = |start: usize, end: usize| FAULTS.iter().any(|rule| case.near(rule, "patterns", start, end));
    let empty = |start: usize, end: usize| faulty(start, end) || case.near(RULE, "none", start, end);
    let ahead = || {
        case.page.sentences.iter().zip(case.times).any(|(sentence, (_, pieces))| {
            !pieces.is_empty()
                && !empty(sentence.start, sentence.end)
                && !case.near("past-date", "told", sentence.start, sentence.end)
                && is_ahead(&case.present.read(pieces), case)
        })
    };
    let asks = || {
        case.page.sentences.iter().any(|sentence| {
            case.page.part(sentence.start, sentence.end).ends_with('?') && !empty(sentence.start, sentence.end)
        })
    };
    let step = case.promises.iter().any(|found| !empty(found.promise.start, found.promise.end))
        || case.cues(RULE, "step").any(|spot| spot.sentence.is_some() && !empty(spot.start, spot.end))
        || ["sent-elsewhere", "soon", "command"].iter().any(|rule| case.has(rule, "patterns"))
        || case.cues("answer-in-attachment", "attached").any(|spot| spot.sentence.is_some())
        || ["number", "mail", "date"].iter().any(|list| case.has("ask-again", list))
        || ahead()
        || asks();
    // Who only asked, and is answered, waits for nothing more.
    let answered = || !case.complains() && super::unanswered_question::answers(case);
    let praise = case.received().is_some_and(|text| !case.complains() && !text.contains('?'))
        && !case.received_cues(RULE, "request").any(|_| true)
        && !case.has("apology-missing", "sorry");
    if step || praise || answered() || case.page.sentences.is_empty() { vec![] } else { vec![Hit::whole(case)] }
}

/// A day to come, or a stretch of time from now; an hour alone may be one of the past.
fn is_ahead(reading: &Reading, case: &Case<'_>) -> bool {
    (reading.day || !reading.hour) && reading.due.is_some_and(|due| case.draft.now < due)
}
