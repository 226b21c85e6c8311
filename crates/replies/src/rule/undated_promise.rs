//! A promise without any time. A vague time is another fault (*soon*), and so is a weak will (*weak commitment*).

use super::Hit;
use crate::coach::Case;
use crate::when::Piece;

const RULE: &str = "undated-promise";
/// A time opens a sentence when it begins with one of so many words.
const OPENING_WORDS_MAX: usize = 3;

pub(super) fn check(case: &Case<'_>) -> Vec<Hit> {
    let mut hits = vec![];
    for found in case.promises {
        let promise = &found.promise;
        let sentence =
            case.page.sentences.iter().find(|sentence| sentence.start <= promise.start && promise.start < sentence.end);
        let (start, end) = sentence.map_or((promise.start, promise.end), |sentence| (sentence.start, sentence.end));
        let vague = found.reading.vague
            || case.near("soon", "patterns", promise.start, promise.end)
            || case.near("threat", "patterns", start, end)
            || case.near("closing-door", "patterns", promise.start, promise.end)
            || case.near("passive-evasion", "patterns", promise.start, promise.end)
            || case.near("weak-commitment", "patterns", promise.start, promise.end)
            || case.near("over-promise", "patterns", promise.start, promise.end);
        let timed = promise.due.is_some() || found.reading.said;
        let nothing = case.near(RULE, "none", promise.start, promise.end);
        // "I look on Monday at ten and write to you": the time of the first holds for the second, and so does one that opens the
        // sentence or is followed by "then".
        let shared = case.promises.iter().any(|other| {
            other.promise.due.is_some() && start <= other.promise.start && other.promise.end <= promise.start
        }) || case.near(RULE, "same_time", start, end)
            || opening_time(case, start, promise.start, case.near(RULE, "then", start, promise.end));
        let certain = case.draft.language != comments::Language::Indonesian
            || case.near(RULE, "will", promise.start, promise.end);
        if !shared && certain && !vague && !timed && !found.conditional && !nothing {
            hits.push(Hit::at(promise.start, promise.end));
        }
    }
    hits
}

/// Whether the sentence that begins there says a time before a place: in its first words, or anywhere where "then" follows.
fn opening_time(case: &Case<'_>, start: usize, until: usize, then: bool) -> bool {
    case.page.sentences.iter().zip(case.times).any(|(sentence, (words, pieces))| {
        let before = |piece: &&Piece| {
            (then || piece.from < OPENING_WORDS_MAX) && words.get(piece.to - 1).is_some_and(|word| word.end <= until)
        };
        let said: Vec<Piece> = pieces.iter().filter(before).copied().collect();
        let reading = case.present.read(&said);
        sentence.start == start && reading.due.is_some() && !reading.vague
    })
}
