//! A comment cut into clauses: sentences, and inside them the sides of a contrast.
//!
//! Separate from reading, because a clause is what people label: the guide judges one by its own words only. Every clause is a
//! span of the comment; nothing is rewritten. A sentence ends at `.`, `!`, `?` or `…` before a capital, a digit or a sign, and at an
//! empty line; it is cut at a word of contrast, at `;` and at a dash when both sides have three words.

use crate::language::Language;
use crate::words::{Words, fold};

/// The least words on either side of a cut inside a sentence.
const SIDE_WORDS_MIN: usize = 3;

/// More words than this are cut, wherever that is.
const CLAUSE_WORDS_MAX: usize = 120;

/// What a full stop after them does not end.
const ABBREVIATIONS: [&str; 26] = [
    "dr", "mr", "mrs", "ms", "st", "no", "vs", "drh", "drg", "bpk", "ibu", "sdr", "prof", "sr", "sra", "srta", "dra",
    "ud", "uds", "av", "tlp", "hal", "approx", "dept", "tel", "nro",
];

fn contrasts(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &["but", "however", "although", "though", "whereas", "yet"],
        Language::Indonesian => &["tapi", "tetapi", "tp", "namun", "padahal", "sedangkan", "meskipun", "walaupun"],
        Language::Spanish => &["pero", "aunque", "mientras", "sino"],
    }
}

/// Where the clauses of a comment stand, in bytes, in order, without white space around them; none for a text without words. `words` are
/// those of the text.
#[must_use]
pub fn clauses(text: &str, words: &Words, language: Language) -> Vec<(usize, usize)> {
    let mut spans = vec![];
    let mut first = 0;
    for (start, end) in sentences(text) {
        let stands_before = |place: usize, end: usize| words.span(place).is_some_and(|(at, _)| at < end);
        while stands_before(first, start) {
            first += 1;
        }
        let mut last = first;
        while stands_before(last, end) {
            last += 1;
        }
        cut(text, (start, end), words, (first, last), language, &mut spans);
        first = last;
    }
    spans
}

fn trimmed(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let part = &text[start..end];
    let from = start + (part.len() - part.trim_start().len());
    let to = from + part.trim().len();
    text[from..to].chars().any(|c| c.is_alphanumeric() || 0x2600 <= u32::from(c)).then_some((from, to))
}

fn opens(next: char) -> bool {
    next.is_uppercase()
        || next.is_numeric()
        || matches!(next, '#' | '@' | '¿' | '¡' | '"' | '“' | '«' | '-' | '*' | '•')
}

/// Whether the word before a full stop is an abbreviation or one letter.
fn abbreviates(text: &str, stop: usize) -> bool {
    let before = &text[..stop];
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    word.chars().count() == 1 && word.chars().all(char::is_alphabetic) || ABBREVIATIONS.contains(&fold(word).as_str())
}

fn sentences(text: &str) -> Vec<(usize, usize)> {
    let mut spans = vec![];
    let mut start = 0;
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut at = 0;
    while at < letters.len() {
        let (place, letter) = letters[at];
        let mut next = at + 1;
        let mut ends = false;
        if matches!(letter, '.' | '!' | '?' | '…' | '。') {
            while next < letters.len()
                && matches!(letters[next].1, '.' | '!' | '?' | '…' | '"' | '”' | '»' | ')' | '\'')
            {
                next += 1;
            }
            let space = letters.get(next).is_none_or(|(_, c)| c.is_whitespace());
            let follows = letters[next..].iter().map(|(_, c)| *c).find(|c| !c.is_whitespace());
            let strong = letter != '.' || at + 1 < next;
            ends = follows.is_none_or(|c| space && (opens(c) || (strong && letter != '…' && next == at + 1)))
                && (letter != '.' || follows.is_none() || !abbreviates(text, place));
        } else if letter == '\n' {
            // The whole run of white space at once: a million empty lines are passed in one step.
            let mut more = false;
            while let Some((_, space)) = letters.get(next).filter(|(_, c)| c.is_whitespace()) {
                more |= *space == '\n';
                next += 1;
            }
            ends = more || letters.get(next).is_none_or(|(_, c)| opens(*c));
        }
        if ends {
            let end = letters.get(next).map_or(text.len(), |(place, _)| *place);
            spans.extend(trimmed(text, start, end));
            start = end;
        }
        at = next;
    }
    spans.extend(trimmed(text, start, text.len()));
    spans
}

/// Cuts a sentence at the words of contrast; the word goes with what follows it. The sentence has the words from `first` to before `last`.
fn cut(
    text: &str,
    (start, end): (usize, usize),
    words: &Words,
    (first, last): (usize, usize),
    language: Language,
    spans: &mut Vec<(usize, usize)>,
) {
    let mut from_word = first;
    let mut from = start;
    for place in first + SIDE_WORDS_MIN..(last + 1).saturating_sub(SIDE_WORDS_MIN) {
        if place - from_word < SIDE_WORDS_MIN {
            continue;
        }
        let (Some((begin, _)), Some((_, before))) = (words.span(place), words.span(place - 1)) else { continue };
        let between = &text[before..begin];
        let dash = between.contains(';') || between.contains('–') || between.contains('—') || between.contains(" - ");
        let turns = contrasts(language).contains(&words.word(place));
        if dash || turns {
            let gap = if dash { before + between.find([';', '–', '—', '-']).unwrap_or(0) } else { begin };
            piece(text, from, gap, spans);
            from = if dash { begin } else { gap };
            from_word = place;
        }
    }
    piece(text, from, end, spans);
}

/// A clause; what is longer than anybody says in one breath in pieces, so that work on a clause is bounded.
fn piece(text: &str, start: usize, end: usize, spans: &mut Vec<(usize, usize)>) {
    let Some((start, end)) = trimmed(text, start, end) else { return };
    // A word has a letter at least and a space behind it.
    if end - start < 2 * CLAUSE_WORDS_MAX {
        spans.push((start, end));
        return;
    }
    let words = Words::of(&text[start..end]);
    let mut from = start;
    for place in (CLAUSE_WORDS_MAX..words.len()).step_by(CLAUSE_WORDS_MAX) {
        let Some((begin, _)) = words.span(place) else { continue };
        spans.extend(trimmed(text, from, start + begin));
        from = start + begin;
    }
    spans.extend(trimmed(text, from, end));
}

#[cfg(test)]
mod tests {
    use super::clauses as clauses_of;
    use crate::language::Language::{self, English, Indonesian, Spanish};
    use crate::words::Words;
    use proptest::prelude::*;

    fn clauses(text: &str, language: Language) -> Vec<(usize, usize)> {
        clauses_of(text, &Words::of(text), language)
    }

    #[track_caller]
    fn check(language: Language, text: &str, expected: &[&str]) {
        let found: Vec<&str> = clauses(text, language).into_iter().map(|(start, end)| &text[start..end]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_and_sides_of_a_contrast_are_clauses() {
        check(
            English,
            "The room was clean. Staff were kind, but we waited for two hours! Never again?",
            &["The room was clean.", "Staff were kind,", "but we waited for two hours!", "Never again?"],
        );
        check(
            Indonesian,
            "Petugas ramah sekali tapi antrenya sangat lama",
            &["Petugas ramah sekali", "tapi antrenya sangat lama"],
        );
        check(
            Spanish,
            "¡Muy mal! ¿Nadie contesta? Llamé dos veces.",
            &["¡Muy mal!", "¿Nadie contesta?", "Llamé dos veces."],
        );
    }

    #[test]
    fn a_short_side_stays_with_the_other() {
        check(English, "Good but slow.", &["Good but slow."]);
        check(English, "Nice place; terrible service at the desk", &["Nice place; terrible service at the desk"]);
        check(
            English,
            "The place is nice; terrible service at the desk",
            &["The place is nice", "terrible service at the desk"],
        );
    }

    #[test]
    fn abbreviations_amounts_and_masks_do_not_end_a_sentence() {
        check(
            English,
            "Dr. Smith charged {$50.00} on XX/XX/2015. He left.",
            &["Dr. Smith charged {$50.00} on XX/XX/2015.", "He left."],
        );
        check(Indonesian, "Terima kasih kpd Drh. Ratih ya", &["Terima kasih kpd Drh. Ratih ya"]);
    }

    #[test]
    fn lines_are_sentences_when_they_begin_like_one() {
        check(English, "Too slow\nRoom cold\n\nand dirty", &["Too slow", "Room cold", "and dirty"]);
        check(English, "it was a\nlong wait", &["it was a\nlong wait"]);
    }

    #[test]
    fn what_never_ends_is_cut_so_that_work_is_bounded() {
        let text = "wait ".repeat(1_000);
        let spans = clauses(&text, English);
        assert_eq!(spans.len(), 9);
        assert!(spans.iter().all(|(start, end)| Words::of(&text[*start..*end]).len() <= 120));
        // Empty lines and dots without an end take one pass; in a quadratic one this test would not come back.
        assert_eq!(clauses(&"\n".repeat(1 << 20), English), []);
        assert_eq!(clauses(&format!("a{}", " \n".repeat(1 << 19)), English).len(), 1);
    }

    #[test]
    fn nothing_has_no_clause() {
        check(English, " \n … !!", &[]);
        check(English, "👍", &["👍"]);
    }

    proptest! {
        #[test]
        fn clauses_are_in_order_and_every_word_is_in_one(text in "[a-zA-Z .,;!?\n–é¿]{0,120}") {
            let mut before = 0;
            let mut words = 0;
            for (start, end) in clauses(&text, English) {
                prop_assert!(before <= start && start < end && end <= text.len());
                words += Words::of(&text[start..end]).len();
                before = end;
            }
            prop_assert_eq!(words, Words::of(&text).len());
        }
    }
}
