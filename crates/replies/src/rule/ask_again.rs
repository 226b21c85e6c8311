//! Asks for what the customer has written already: an order number, a date, a name.
//!
//! It looks whether what was received holds something of the kind that is asked for.

use super::Hit;
use crate::coach::Case;

pub(super) fn check(case: &Case<'_>) -> Vec<Hit> {
    let Some(received) = case.received() else { return vec![] };
    let digits = received
        .split(|letter: char| !(letter.is_alphanumeric() || letter == '-'))
        .any(|word| 3 <= word.chars().filter(char::is_ascii_digit).count())
        || case.received_cues("ask-again", "number_given").next().is_some();
    let mail = received.contains('@');
    let date = case.received_cues("ask-again", "date_given").next().is_some();
    let mut hits = vec![];
    for (asked, given) in [("number", digits), ("mail", mail), ("date", date)] {
        if given {
            hits.extend(
                case.cues("ask-again", asked)
                    .filter(|spot| spot.sentence.is_some())
                    .map(|spot| Hit::at(spot.start, spot.end)),
            );
        }
    }
    // "If you give me another number" asks for something new.
    hits.retain(|hit| !case.near("ask-again", "other", hit.start.saturating_sub(40), hit.end + 12));
    hits
}
