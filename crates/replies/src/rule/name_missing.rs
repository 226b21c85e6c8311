//! A greeting without the customer's name, or no greeting at all.
//!
//! What is no word of greeting, no title and no general noun ("customer", "guest") and begins with a capital is taken for a name.

use super::Hit;
use crate::coach::Case;
use crate::token::{Token, gap};

const RULE: &str = "name-missing";
/// The longest greeting.
const WORDS_MAX: usize = 8;
/// The most words of a name with its title: "Ms van der Berg".
const NAME_WORDS_MAX: usize = 4;

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
    // A sign before the greeting ("👋 Dear Ana,") is none of its words.
    let sign = |word: &Token| !word.folded.contains(char::is_alphanumeric);
    let words: Vec<Token> = words.into_iter().skip_while(sign).collect();
    let is = |word: &Token, list: &str| case.near(RULE, list, word.start, word.end);
    let opens = words.first().is_some_and(|word| is(word, "greeting") || is(word, "title") || is(word, "general"));
    let end = greeting_end(case, &words);
    let greeting = &words[..end];
    let number = greeting.iter().any(|word| word.folded.starts_with(|letter: char| letter.is_ascii_digit()));
    let alone = opening.end <= greeting.last().map_or(0, |word| word.end) + 2;
    let general = |word: &Token| is(word, "greeting") || is(word, "title") || is(word, "general");
    // "hi sam," is written without any capital, and so is the name behind a title in chats: "Halo Kak rere,".
    let small = |at: usize| {
        ends_as_address(case, greeting, at + 1)
            && 0 < at
            && (is(&greeting[at - 1], "title") || (at < 3 && !greeting[0].capital && is(&greeting[at - 1], "greeting")))
    };
    let name_at = |at: usize| {
        let word = &greeting[at];
        let letters = word.folded.chars().all(char::is_alphabetic);
        letters && !general(word) && 1 < word.folded.chars().count() && (word.capital || known(case, word) || small(at))
    };
    let named = (0..greeting.len()).any(name_at);
    // "Dear resident of Mill Lane," names a street; "Dear Gold member," a card.
    let role = greeting.iter().any(|word| is(word, "role"))
        && !greeting.iter().any(|word| is(word, "title") || known(case, word));
    let gap_left = case
        .page
        .part(opening.start, greeting.last().map_or(opening.start, |word| word.end + 2).min(opening.end))
        .contains(['{', '[']);
    if opens {
        if named && !role && !gap_left {
            return vec![];
        }
        if vocative(case, &words, end.min(2)) && !role && !gap_left {
            return vec![];
        }
        let last = greeting.last().map_or(opening.end, |word| word.end);
        return vec![Hit::at(opening.start, last)];
    }
    // "Uriel:", "Bima Aditya,": a name alone on its line, or before a comma.
    let short =
        greeting.len() <= 4 && greeting.iter().all(|word| word.capital || is(word, "general") || is(word, "title"));
    if short && !number && named && (alone || ends_as_address(case, &words, end)) {
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
        let titled = between.starts_with('.') && case.near(RULE, "title", words[end - 1].start, words[end - 1].end);
        if between.contains([',', ':', '!', '.', '?', '—', '–', ';', '\n']) && !titled {
            let only_greeting = words[..end].iter().all(|word| case.near(RULE, "greeting", word.start, word.end));
            let next_is_address = words.get(end).is_some_and(|word| word.capital)
                && between.starts_with([',', '!'])
                && ((end..words.len().min(end + NAME_WORDS_MAX))
                    .any(|at| gap(&case.page.masked, words, at).contains([',', ':', '!', '.', '\n']))
                    || end + 3 >= words.len());
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
        let general = ["greeting", "title", "general", "role"]
            .iter()
            .any(|list| case.near(RULE, list, words[at].start, words[at].end));
        // "Thanks for the photo, Lena!"
        let set_off = words[at].capital
            && !general
            && 0 < at
            && gap(&case.page.masked, words, at - 1).starts_with(',')
            && words[at].folded.chars().all(char::is_alphabetic)
            && (at + 1 == words.len() || ends_as_address(case, words, at + 1));
        (title && named && gap(&case.page.masked, words, at).chars().all(|letter| letter == ' ' || letter == '.'))
            || (words[at].capital && known(case, &words[at]))
            || set_off
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
