//! A date that is to come is already over at the time of writing.

use super::Hit;
use crate::coach::Case;
use crate::when::Said;

pub(super) fn check(case: &Case<'_>) -> Vec<Hit> {
    let mut hits = vec![];
    for (sentence, (words, pieces)) in case.page.sentences.iter().zip(case.times) {
        for piece in pieces {
            let Said::Date { month: Some(_), .. } = piece.said else { continue };
            let from = pieces
                .iter()
                .filter(|other| other.to + 1 >= piece.from && other.from < piece.from)
                .map(|other| other.from)
                .min()
                .unwrap_or(piece.from);
            let reading = case.present.read(std::slice::from_ref(piece));
            let (Some(first), Some(last)) = (words.get(from), words.get(piece.to - 1)) else { continue };
            let ahead = case.near("past-date", "ahead", sentence.start, sentence.end)
                || case
                    .promises
                    .iter()
                    .any(|found| found.promise.start <= first.start && first.start < found.promise.end);
            let told = case.near("past-date", "told", sentence.start, last.end);
            if reading.past && ahead && !told {
                hits.push(Hit::at(first.start, last.end));
            }
        }
    }
    hits
}
