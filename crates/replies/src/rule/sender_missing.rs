//! No person's name at the end: only "The team", a department, or nothing.
//!
//! A line of the signature is a person's when it has a capital word that is no leave-taking, no department and no general noun.

use comments::words::fold;

use super::Hit;
use crate::coach::Case;
use crate::page::is_valediction;

const RULE: &str = "sender-missing";

pub(super) fn check(case: &Case<'_>) -> Vec<Hit> {
    let signature = case.page.part(case.page.signature, case.page.masked.len());
    let mut at = case.page.signature;
    for line in signature.split_inclusive('\n') {
        let mut from = at;
        at += line.len();
        if is_valediction(line) {
            continue;
        }
        for part in line.split_inclusive([',', '|', '–', '—', '/', '•', '·', '(', '\n', '-']) {
            let (start, end) = (from, from + part.len());
            from = end;
            if is_person(case, start, end) {
                return vec![];
            }
        }
    }
    if signs_in_line(case) { vec![] } else { vec![Hit::whole(case)] }
}

/// A chat answer is signed behind its last sentence: "… before five. Rina, support", or with its leave: "Cheers, Koldo".
fn signs_in_line(case: &Case<'_>) -> bool {
    let whole = case.page.part(0, case.page.masked.len());
    let text = whole.trim_end();
    let bare = text.strip_suffix('.').unwrap_or(text);
    let line = bare.rfind(['.', '!', '?', '\n']).map_or(bare.len(), |at| at + 1);
    let leave = bare[line..].find(',').map(|at| line + at).filter(|comma| is_valediction(&bare[line..*comma]));
    let start = match leave {
        Some(comma) => comma + 1,
        None if bare.len() < text.len() => return false,
        None => line,
    };
    let end = bare[start..].find([',', '(', '–', '-', '/']).map_or(bare.len(), |at| start + at);
    let named = case.page.tokens(start, end).first().is_some_and(|word| word.capital)
        && case.page.tokens(start, end).iter().filter(|word| !word.capital).count() <= 1;
    named && !bare[start..].contains(':') && is_person(case, start, end)
}

fn is_person(case: &Case<'_>, start: usize, end: usize) -> bool {
    let mut words = case.page.tokens(start, end);
    // "Tom from billing": what stands behind is where he works.
    if let Some(place) = words.iter().position(|word| case.near(RULE, "works_at", word.start, word.end))
        && 0 < place
        && words[..place].iter().all(|word| word.capital)
    {
        words.truncate(place);
    }
    if words.is_empty() || 5 < words.len() {
        return false;
    }
    let house = |at: usize| {
        case.near(RULE, "organisation", words[at].start, words[at].end) || looks_like_office(&words[at].folded)
    };
    let titled = (0..words.len()).any(|at| {
        case.near(RULE, "title", words[at].start, words[at].end) && words.get(at + 1).is_some_and(|next| next.capital)
    });
    let plain = |at: usize| {
        let word = &words[at];
        let leave = case.near(RULE, "leave", word.start, word.end);
        let letters = word.folded.chars().all(char::is_alphabetic) && 1 < word.folded.chars().count();
        letters && !leave && !case.near(RULE, "title", word.start, word.end) && (word.capital || words.len() == 1)
    };
    let any_house = (0..words.len()).any(house);
    titled && (0..words.len()).any(|at| plain(at) && !house(at)) || (!any_house && (0..words.len()).any(plain))
}

/// Departments are made with a few endings: Tracing, Management, Relations, Facturación.
fn looks_like_office(word: &str) -> bool {
    let folded = fold(word);
    [
        "ment", "tions", "tion", "cion", "ciones", "ations", "ices", "banking", "ling", "cking", "cing", "ping",
        "ning", "miento", "mientos",
    ]
    .iter()
    .any(|ending| folded.ends_with(ending) && ending.len() + 2 < folded.len())
}
