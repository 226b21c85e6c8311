//! A greeting without the customer's name, or no greeting at all.
//!
//! What is no word of greeting, no title and no general noun ("customer", "guest") and begins with a capital is taken for a name.

use super::Hit;
use crate::coach::Case;
use crate::token::{Token, gap};

const RULE: &str = "name-missing";
/// The longest greeting.
const WORDS_MAX: usize = 8;

pub(super) fn check(case: &Case<'_>) -> Vec<Hit> {
    let opening = case.page.sentences.iter().find(|sentence| {
        let part = case.page.part(sentence.start, sentence.end);
        part.chars().any(char::is_alphabetic)
    });
    let Some(opening) = opening else { return vec![] };
    let mut opening = *opening;
    // "Shipment 4471-9: Hello!": the greeting comes behind the number.
    let first = case.page.tokens(opening.start, opening.end);
    let numbered =
        first.len() <= 4 && first.iter().any(|word| word.folded.starts_with(|letter: char| letter.is_ascii_digit()));
    if numbered && let Some(next) = case.page.sentences.iter().find(|sentence| opening.end <= sentence.start) {
        let greets = case
            .page
            .tokens(next.start, next.end)
            .first()
            .is_some_and(|word| case.near(RULE, "greeting", word.start, word.end));
        if greets {
            opening = *next;
        }
    }
    let words = case.page.tokens(opening.start, opening.end);
    let is = |word: &Token, list: &str| case.near(RULE, list, word.start, word.end);
    let opens = words.first().is_some_and(|word| is(word, "greeting") || is(word, "title") || is(word, "general"));
    let end = greeting_end(case, &words);
    let greeting = &words[..end];
    let number = greeting.iter().any(|word| word.folded.starts_with(|letter: char| letter.is_ascii_digit()));
    let alone = opening.end <= greeting.last().map_or(0, |word| word.end) + 2;
    let name = |word: &Token| {
        let general = is(word, "greeting") || is(word, "title") || is(word, "general");
        let letters = word.folded.chars().all(char::is_alphabetic);
        letters && !general && (word.capital || known(case, word)) && 1 < word.folded.chars().count()
    };
    let gap_left = case
        .page
        .part(opening.start, greeting.last().map_or(opening.start, |word| word.end + 2).min(opening.end))
        .contains(['{', '[']);
    if opens {
        let first_is_name_alone = greeting.iter().any(name) && !gap_left;
        if first_is_name_alone {
            return vec![];
        }
        if vocative(case, &words, end) && !gap_left {
            return vec![];
        }
        let last = greeting.last().map_or(opening.end, |word| word.end);
        return vec![Hit::at(opening.start, last)];
    }
    // "Uriel:", "Bima Aditya,": a name alone on its line, or before a comma.
    let short =
        greeting.len() <= 4 && greeting.iter().all(|word| word.capital || is(word, "general") || is(word, "title"));
    if short && !number && greeting.iter().any(name) && (alone || ends_as_address(case, &words, end)) {
        return vec![];
    }
    if vocative(case, &words, 0) || words.iter().take(14).any(|word| word.capital && known(case, word)) {
        return vec![];
    }
    // The name may stand in the next sentence: "Congratulations! Ana, …".
    vec![Hit::whole(case)]
}

/// How many words the greeting has: to the first comma, colon or end, and over a comma right behind "Hola".
fn greeting_end(case: &Case<'_>, words: &[Token]) -> usize {
    let mut end = 0;
    while end < words.len() && end < WORDS_MAX {
        let between = gap(&case.page.masked, words, end);
        end += 1;
        if between.contains([',', ':', '!', '.', '?', '—', '–', ';', '\n']) {
            let only_greeting = words[..end].iter().all(|word| case.near(RULE, "greeting", word.start, word.end));
            let next_is_address =
                words.get(end).is_some_and(|word| word.capital) && between.starts_with([',', '!']) && {
                    let after = gap(&case.page.masked, words, end);
                    let after_next = if end + 1 < words.len() { gap(&case.page.masked, words, end + 1) } else { "." };
                    [after, after_next].iter().any(|gap| gap.contains([',', ':', '!', '.', '\n']))
                        || end + 3 >= words.len()
                };
            if only_greeting && next_is_address {
                continue;
            }
            break;
        }
    }
    end
}

fn ends_as_address(case: &Case<'_>, words: &[Token], end: usize) -> bool {
    0 < end && gap(&case.page.masked, words, end - 1).starts_with([',', ':', '!', '-', '—', '–', '.', '\n'])
}

/// A title and a name, or a name between commas, further on in the first sentence.
fn vocative(case: &Case<'_>, words: &[Token], from: usize) -> bool {
    (from..words.len().min(from + 14)).any(|at| {
        let title = case.near(RULE, "title", words[at].start, words[at].end);
        let named = words.get(at + 1).is_some_and(|next| {
            next.capital
                && !case.near(RULE, "general", next.start, next.end)
                && !case.near(RULE, "title", next.start, next.end)
        });
        (title && named && gap(&case.page.masked, words, at).chars().all(|letter| letter == ' ' || letter == '.'))
            || (words[at].capital && known(case, &words[at]))
    })
}

/// Whether the customer's own message has this word with a capital, not at the start of a sentence only.
fn known(case: &Case<'_>, word: &Token) -> bool {
    let Some(received) = case.received() else { return false };
    let Some(written) = case.draft.text.get(word.start..word.end) else { return false };
    let mut letters = written.chars();
    let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let tail: String = received.chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
    3 <= capital.chars().count() && tail.split(|letter: char| !letter.is_alphanumeric()).any(|found| found == capital)
}
