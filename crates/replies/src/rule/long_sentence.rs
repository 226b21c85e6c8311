//! A sentence of more than 40 words, which has to be read twice.

use super::Hit;
use crate::coach::Case;

/// More words than these are too many.
const WORDS_MAX: usize = 40;

pub(super) fn check(case: &Case<'_>) -> Vec<Hit> {
    let long = case.page.sentences.iter().filter(|sentence| {
        WORDS_MAX
            < case
                .page
                .part(sentence.start, sentence.end)
                .split_whitespace()
                .filter(|word| word.chars().any(char::is_alphanumeric))
                .count()
    });
    long.map(|sentence| Hit::at(sentence.start, sentence.end)).collect()
}
