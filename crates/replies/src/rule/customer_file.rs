//! A draft against what is known of its customer: another date than was promised, a way of being reached that is unwanted.
//!
//! Both need the customer's file; without one they are silent.

use comments::words::fold;

use super::Hit;
use crate::coach::Case;

/// Words are compared by so many letters.
const LETTERS: usize = 5;

pub(super) fn against_open_promise(case: &Case<'_>) -> Vec<Hit> {
    let Some(file) = case.draft.customer else { return vec![] };
    let mut hits = vec![];
    for found in case.promises {
        let Some(due) = found.promise.due else { continue };
        let words = case.page.part(found.promise.start, found.promise.end);
        let other = file.open_promises.iter().find(|open| same(&open.what, words) && open.due.date() != due.date());
        if let Some(open) = other {
            let rewrite = Some(format!("{} → {}", open.what, open.due.strftime("%Y-%m-%d %H:%M")));
            hits.push(Hit { rewrite, ..Hit::at(found.promise.start, found.promise.end) });
        }
    }
    hits
}

/// Whether two promises are about the same, by their longer words.
fn same(promised: &str, draft: &str) -> bool {
    let stems = |text: &str| -> Vec<String> {
        let folded = fold(text);
        let words = folded
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| LETTERS <= word.chars().count() && !word.starts_with(|c: char| c.is_ascii_digit()));
        words.map(|word| word.chars().take(LETTERS).collect()).collect()
    };
    let known = stems(promised);
    stems(draft).iter().any(|stem| known.contains(stem))
}

pub(super) fn unwanted_channel(case: &Case<'_>) -> Vec<Hit> {
    let Some(file) = case.draft.customer else { return vec![] };
    let spots = file.unwanted.iter().flat_map(|channel| case.cues("unwanted-channel", channel.key()));
    spots.filter(|spot| spot.sentence.is_some()).map(|spot| Hit::at(spot.start, spot.end)).collect()
}
