//! A promise without any time. A vague time is another fault (*soon*), and so is a weak will (*weak commitment*).

use super::Hit;
use crate::coach::Case;
use crate::when::Piece;

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
        let nothing = case.near("undated-promise", "none", promise.start, promise.end);
        // "I look on Monday at ten and write to you": a time said before holds for the rest of the sentence.
        let shared = case.page.sentences.iter().zip(case.times).any(|(sentence, (words, pieces))| {
            let before = |piece: &&Piece| words.get(piece.to - 1).is_some_and(|word| word.end <= promise.start);
            sentence.start == start
                && case.present.read(&pieces.iter().filter(before).copied().collect::<Vec<_>>()).due.is_some()
        }) || case.near("undated-promise", "same_time", start, end);
        let certain = case.draft.language != comments::Language::Indonesian
            || case.near("undated-promise", "will", promise.start, promise.end);
        if !shared && certain && !vague && !timed && !found.conditional && !nothing {
            hits.push(Hit::at(promise.start, promise.end));
        }
    }
    hits
}
