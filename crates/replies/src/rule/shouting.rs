//! Capitals and signs that shout: three capital words in a row, a common word in capitals ("ONLY", "PLEASE NOTE"), "!!" or "??".
//!
//! Abbreviations and names are no common words and stay.

use super::Hit;
use crate::coach::Case;

/// So many capital words in a row shout.
const WORDS_MIN: usize = 3;

pub(super) fn check(case: &Case<'_>) -> Vec<Hit> {
    let mut hits = signs(case);
    for (words, _) in case.times {
        let loud = |at: usize| {
            let written = words.get(at).and_then(|word| case.page.masked.get(word.start..word.end)).unwrap_or_default();
            2 <= written.chars().count()
                && written.chars().all(char::is_uppercase)
                && written.chars().any(char::is_alphabetic)
        };
        let mut at = 0;
        while at < words.len() {
            let mut end = at;
            while loud(end) {
                end += 1;
            }
            let common = || case.near("shouting", "loud", words[at].start, words[end - 1].end);
            if WORDS_MIN <= end - at || (at < end && common()) {
                hits.push(Hit::at(words[at].start, words[end - 1].end));
            }
            at = end.max(at + 1);
        }
    }
    hits
}

/// "!!" and "??", which a single sign says as well.
fn signs(case: &Case<'_>) -> Vec<Hit> {
    let text = &case.page.masked;
    let mut hits = vec![];
    let mut run: Option<(usize, char)> = None;
    for (place, letter) in text.char_indices().chain([(text.len(), '\0')]) {
        let loud = matches!(letter, '!' | '?' | '¡' | '¿');
        match run {
            None if loud => run = Some((place, letter)),
            Some((start, first)) if !loud => {
                let run_text = &text[start..place];
                if 1 < run_text.chars().count() && run_text.chars().all(|sign| sign == first) {
                    let calm = if matches!(first, '!' | '?' | '¡' | '¿') { first } else { '.' };
                    hits.push(Hit { replacement: Some(calm.to_string()), ..Hit::at(start, place) });
                }
                run = None;
            }
            _ => {}
        }
    }
    hits
}
