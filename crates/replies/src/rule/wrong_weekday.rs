//! A weekday and a date that do not fit each other: one of them is wrong, and the customer has to guess which.

use super::Hit;
use crate::coach::Case;
use crate::when::Said;

pub(super) fn check(case: &Case<'_>) -> Vec<Hit> {
    let mut hits = vec![];
    for (words, pieces) in case.times {
        for pair in pieces.windows(2) {
            let weekday = matches!(pair[0].said, Said::Weekday(..)) && matches!(pair[1].said, Said::Date { .. });
            let day =
                matches!(pair[0].said, Said::Day(_)) && matches!(pair[1].said, Said::Date { .. } | Said::Weekday(..));
            if !(weekday || day) || pair[0].to + 1 < pair[1].from {
                continue;
            }
            let reading = case.present.read(pair);
            let (Some(first), Some(last)) = (words.get(pair[0].from), words.get(pair[1].to - 1)) else { continue };
            if reading.mismatch {
                hits.push(Hit::at(first.start, last.end));
            }
        }
    }
    hits
}
