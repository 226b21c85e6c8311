//! A word that was typed twice: "the the", "de de".
//!
//! What a language doubles on purpose stays: "had had", Indonesian reduplication, "sí, sí"; so do words around a quotation.

use super::Hit;
use crate::coach::Case;
use crate::token::gap;

const RULE: &str = "doubled-word";

pub(super) fn check(case: &Case<'_>) -> Vec<Hit> {
    let mut hits = vec![];
    for (words, _) in case.times {
        let mut at = 0;
        while at + 1 < words.len() {
            let (first, second) = (&words[at], &words[at + 1]);
            let between = gap(case.draft.text, words, at);
            let letters = first.folded.chars().all(char::is_alphabetic);
            let doubled = letters
                && first.raw == second.raw
                && between.chars().all(|letter| letter == ' ')
                && !between.is_empty();
            let meant = case.near(RULE, "meant", first.start, second.end);
            if doubled && !meant && !first.capital | !second.capital {
                let mut last = second;
                while at + 2 < words.len()
                    && words[at + 2].raw == first.raw
                    && gap(case.draft.text, words, at + 1).trim().is_empty()
                {
                    at += 1;
                    last = &words[at + 1];
                }
                let once = case.draft.text.get(first.start..first.end).map(str::to_owned);
                hits.push(Hit { replacement: once, ..Hit::at(first.start, last.end) });
            }
            at += 1;
        }
    }
    hits
}
