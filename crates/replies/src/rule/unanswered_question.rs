//! The customer asks something and the reply does not touch its subject.
//!
//! Subject words of the question are looked for in the reply by their first letters. It speaks only when none of several is there.

use comments::words::fold;

use super::Hit;
use crate::coach::Case;
use crate::token::tokens;

/// Words are compared by so many letters.
const LETTERS: usize = 4;
/// A question with fewer subject words is not judged.
const SUBJECTS_MIN: usize = 3;

pub(super) fn check(case: &Case<'_>) -> Vec<Hit> {
    let Some(received) = case.received() else { return vec![] };
    let mut subjects: Vec<String> = vec![];
    let mut start = 0;
    for (place, letter) in received.char_indices() {
        if letter == '?' {
            let open = received[start..place].rfind('¿').map_or(start, |at| start + at);
            for word in tokens(received, open, place) {
                let common = case.received_cues("unanswered-question", "common").any(|spot| spot.start == word.start);
                if LETTERS < word.folded.chars().count() && !common {
                    subjects.push(word.folded.chars().take(LETTERS).collect());
                }
            }
        }
        if matches!(letter, '.' | '!' | '?' | '\n') {
            start = place + letter.len_utf8();
        }
    }
    subjects.sort();
    subjects.dedup();
    if subjects.len() < SUBJECTS_MIN {
        return vec![];
    }
    let reply = fold(case.page.part(0, case.page.signature));
    let touched = subjects
        .iter()
        .any(|subject| reply.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(subject.as_str())));
    let refused = [
        "policy-as-reason",
        "nothing-we-can-do",
        "not-my-department",
        "closing-door",
        "they-wont-allow",
        "sent-elsewhere",
    ]
    .iter()
    .any(|rule| case.has(rule, "patterns"));
    let acts = case.promises.iter().any(|found| found.promise.due.is_some())
        || case.cues("no-next-step", "done").any(|_| true);
    if touched || refused || acts { vec![] } else { vec![Hit::whole(case)] }
}
