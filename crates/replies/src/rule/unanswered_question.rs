//! The customer asks something and the reply does not touch its subject.
//!
//! Each question is judged for itself, so that the second of two is not lost. Its subject words are looked for in the reply by their
//! first letters; a yes or no, a sum or a time where one was asked for, a promise or a refusal answer as well. A question that only
//! accuses ("what are you doing about it?") is left alone.

use comments::words::fold;

use super::Hit;
use crate::coach::Case;
use crate::token::tokens;

const RULE: &str = "unanswered-question";
/// Words are compared by so many letters.
const LETTERS: usize = 4;
/// A question with fewer subject words than these needs a word that asks for something that can be known.
const SUBJECTS_MIN: usize = 3;

/// Rules whose words say no, or send elsewhere.
const REFUSALS: [&str; 6] =
    ["policy-as-reason", "nothing-we-can-do", "not-my-department", "closing-door", "they-wont-allow", "sent-elsewhere"];

pub(super) fn check(case: &Case<'_>) -> Vec<Hit> {
    if refuses(case) || !met(case).contains(&false) { vec![] } else { vec![Hit::whole(case)] }
}

/// Whether the customer asked something and the reply touches it and leaves nothing open, without a refusal.
pub(super) fn answers(case: &Case<'_>) -> bool {
    let met = met(case);
    !refuses(case) && met.contains(&true) && !met.contains(&false)
}

/// Whether the reply says no, or where else the answer is: that is a fault of its own.
fn refuses(case: &Case<'_>) -> bool {
    let attached = || case.cues("answer-in-attachment", "attached").any(|spot| spot.sentence.is_some());
    REFUSALS.iter().any(|rule| case.has(rule, "patterns")) || attached()
}

/// Of each question that can be judged, whether the reply touches it.
fn met(case: &Case<'_>) -> Vec<bool> {
    let Some(received) = case.received() else { return vec![] };
    let body = case.page.part(0, case.page.signature);
    let reply = fold(body);
    let words: Vec<&str> = reply.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let complains = case.complains();
    let soon = case.has("soon", "patterns") || case.has("weak-commitment", "patterns");
    let sum = ["€", "$", "£", "%", "Rp"].iter().any(|sign| body.contains(sign)) || case.has(RULE, "sum");
    let met = |(place, (start, end)): (usize, (usize, usize))| {
        let asks = |list: &str| case.received_cues(RULE, list).any(|spot| start <= spot.start && spot.start < end);
        if asks("accuses") {
            return None;
        }
        let subjects = subjects(case, received, start, end);
        let worded = !received[start..end].contains('?');
        let knowable = worded || asks("knowable");
        if subjects.len() < SUBJECTS_MIN && (subjects.len() < 1 + usize::from(complains) || !knowable) {
            return None;
        }
        let touched = subjects.iter().any(|subject| words.iter().any(|word| word.starts_with(subject.as_str())))
            || (place == 0
                && (case.has(RULE, "yes_or_no")
                    || body.contains("Sí")
                    || body.contains("sí,")
                    || body.contains(", sí")));
        let timed = asks("when") && (soon || case.times.iter().any(|(_, pieces)| !pieces.is_empty()));
        let summed = asks("how_much") && sum;
        let acts = asks("act")
            && (case.promises.iter().any(|found| found.promise.due.is_some()) || case.has("no-next-step", "done"));
        Some(touched || timed || summed || acts)
    };
    case.asked().into_iter().enumerate().filter_map(met).collect()
}

/// "MOT", "PIN": short words that say what it is about.
fn is_abbreviation(word: &str) -> bool {
    (2..LETTERS).contains(&word.chars().count()) && word.chars().all(char::is_uppercase)
}

/// The beginnings of the words that say what a question is about.
fn subjects(case: &Case<'_>, received: &str, start: usize, end: usize) -> Vec<String> {
    let mut subjects: Vec<String> = tokens(received, start, end)
        .into_iter()
        .filter(|word| {
            let short = received.get(word.start..word.end).is_some_and(is_abbreviation);
            (short || LETTERS <= word.folded.chars().count())
                && word.folded.chars().all(char::is_alphanumeric)
                && !case.received_cues(RULE, "common").any(|spot| spot.start <= word.start && word.end <= spot.end)
        })
        .map(|word| word.folded.chars().take(LETTERS).collect())
        .collect();
    subjects.sort();
    subjects.dedup();
    subjects
}
