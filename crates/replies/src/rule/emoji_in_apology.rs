//! An emoji in an answer to a complaint: what is a smile to one is a shrug to the other.

use super::Hit;
use crate::coach::Case;

fn is_picture(letter: char) -> bool {
    matches!(u32::from(letter), 0x2600..=0x27BF | 0x2B50 | 0x1F300..=0x1FAFF)
}

pub(super) fn check(case: &Case<'_>) -> Vec<Hit> {
    let sorry = case.has("apology-missing", "sorry");
    if !case.complains() && !sorry {
        return vec![];
    }
    let pictures = case.page.masked.char_indices().filter(|(_, letter)| is_picture(*letter));
    pictures.map(|(place, letter)| Hit::at(place, place + letter.len_utf8())).collect()
}
