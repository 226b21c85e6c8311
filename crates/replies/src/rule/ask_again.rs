//! Asks for what the customer has written already: an order number, a date, an address, how many they are.
//!
//! It looks whether what was received holds something of the kind that is asked for.

use super::Hit;
use crate::coach::Case;

const RULE: &str = "ask-again";
/// With so many words a message has told what happened.
const TALE_WORDS_MIN: usize = 12;

pub(super) fn check(case: &Case<'_>) -> Vec<Hit> {
    let Some(received) = case.received() else { return vec![] };
    let digits = received
        .split(|letter: char| !(letter.is_alphanumeric() || letter == '-'))
        .any(|word| 3 <= word.chars().filter(char::is_ascii_digit).count())
        || case.received_cues(RULE, "number_given").next().is_some();
    let mail = received.contains('@');
    let told = |list: &str| case.received_cues(RULE, list).next().is_some();
    let sum = ["€", "$", "£", "Rp", "euro", "peso"].iter().any(|sign| received.contains(sign));
    let tale = TALE_WORDS_MIN <= received.split_whitespace().count();
    let mut hits = vec![];
    let kinds = [
        ("number", digits),
        ("mail", mail),
        ("date", told("date_given")),
        ("place", told("place_given")),
        ("address", told("address_given")),
        ("photo", told("photo_given")),
        ("sum", sum),
        ("people", told("people_given")),
        ("size", told("size_given")),
        ("colour", told("colour_given")),
        ("tale", tale),
    ];
    for (asked, given) in kinds {
        if given {
            hits.extend(
                case.cues(RULE, asked).filter(|spot| spot.sentence.is_some()).map(|spot| Hit::at(spot.start, spot.end)),
            );
        }
    }
    // "If you give me another number" asks for something new.
    hits.retain(|hit| !case.near(RULE, "other", hit.start.saturating_sub(40), hit.end + 12));
    hits
}
