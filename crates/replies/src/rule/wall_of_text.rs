//! A paragraph of more than 120 words, which nobody reads to its end.

use super::Hit;
use crate::coach::Case;

/// More words than these are a wall.
const WORDS_MAX: usize = 120;

pub(super) fn check(case: &Case<'_>) -> Vec<Hit> {
    let long = case
        .page
        .paragraphs
        .iter()
        .filter(|paragraph| WORDS_MAX < case.page.part(paragraph.start, paragraph.end).split_whitespace().count());
    long.map(|paragraph| Hit::at(paragraph.start, paragraph.end)).collect()
}
