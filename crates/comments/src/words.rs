//! A text as words: lower case, without accents, each with its place in the text.
//!
//! Separate from clauses and cues, because both count in words. It keeps every offset, so that whatever is said of a word can
//! be pointed at; it guesses nothing about meaning, and it does not correct spelling.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// One word, or one emoji.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    from: usize,
    to: usize,
}

/// The words of a text, folded: lower case, accents and apostrophes away.
#[derive(Debug, Clone, Default)]
pub struct Words {
    folded: String,
    words: Vec<Word>,
    /// How many `?` there are.
    pub questions: usize,
    /// How many `!` there are.
    pub exclamations: usize,
}

/// What a face made of punctuation becomes.
const FACES: [(&str, char); 9] = [
    (":)", '🙂'),
    (":-)", '🙂'),
    (";)", '🙂'),
    (":D", '🙂'),
    ("<3", '❤'),
    (":(", '🙁'),
    (":-(", '🙁'),
    (":/", '🙁'),
    (":'(", '🙁'),
];

fn is_picture(letter: char) -> bool {
    matches!(u32::from(letter), 0x2600..=0x27BF | 0x2B50 | 0x1F300..=0x1FAFF)
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | '`' | 'ʼ')
}

/// Adds a letter as words are compared: lower case, without marks.
fn fold_into(folded: &mut String, letter: char) {
    if letter.is_ascii() {
        folded.push(letter.to_ascii_lowercase());
        return;
    }
    for lower in letter.to_lowercase() {
        decompose_canonical(lower, |part| {
            if !is_combining_mark(part) {
                folded.push(part);
            }
        });
    }
}

/// A text as words are compared: lower case, without accents.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|letter| fold_into(&mut folded, letter));
    folded
}

impl Words {
    /// The words of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut words = Self::default();
        words.read(text);
        words
    }

    /// Takes in another text in place of the last; the room is used again.
    pub fn read(&mut self, text: &str) {
        self.folded.clear();
        self.words.clear();
        self.questions = 0;
        self.exclamations = 0;
        let mut open: Option<(usize, usize)> = None;
        let mut last = 0;
        let mut taken = 0;
        let mut letters = text.char_indices().peekable();
        while let Some((place, letter)) = letters.next() {
            if place < taken {
                continue;
            }
            if letter.is_alphanumeric() || (open.is_some() && is_combining_mark(letter)) {
                if open.is_none() {
                    open = Some((place, self.folded.len()));
                }
                fold_into(&mut self.folded, letter);
                last = place + letter.len_utf8();
                continue;
            }
            let joins = is_apostrophe(letter) && letters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
            if open.is_some() && joins {
                continue;
            }
            self.close(&mut open, last);
            match letter {
                '?' => self.questions += 1,
                '!' => self.exclamations += 1,
                _ => {}
            }
            taken = self.picture(text, place, letter);
        }
        self.close(&mut open, last);
    }

    fn close(&mut self, open: &mut Option<(usize, usize)>, end: usize) {
        if let Some((start, from)) = open.take()
            && from < self.folded.len()
        {
            self.words.push(Word { start, end, from, to: self.folded.len() });
        }
    }

    /// An emoji, or a face made of punctuation, is a word. Returns where it ends.
    fn picture(&mut self, text: &str, place: usize, letter: char) -> usize {
        let (sign, length) = if is_picture(letter) {
            (letter, letter.len_utf8())
        } else {
            if !matches!(letter, ':' | ';' | '<') {
                return place;
            }
            match FACES.iter().find(|(face, _)| text[place..].starts_with(face)) {
                Some((face, sign)) => (*sign, face.len()),
                None => return place,
            }
        };
        let from = self.folded.len();
        self.folded.push(sign);
        self.words.push(Word { start: place, end: place + length, from, to: self.folded.len() });
        place + length
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The word at this place, folded; empty beyond the end.
    #[must_use]
    pub fn word(&self, place: usize) -> &str {
        self.words.get(place).map_or("", |word| &self.folded[word.from..word.to])
    }

    /// Where the word at this place stands in the text.
    #[must_use]
    pub fn span(&self, place: usize) -> Option<(usize, usize)> {
        self.words.get(place).map(|word| (word.start, word.end))
    }

    /// All words, folded, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| &self.folded[word.from..word.to])
    }
}

#[cfg(test)]
mod tests {
    use super::Words;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(Words::of(text).iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn words_are_lower_case_without_accents_and_apostrophes() {
        check("They DON'T answer – 3 weeks!", &["they", "dont", "answer", "3", "weeks"]);
        check("¡El señor Núñez atendió rápido!", &["el", "senor", "nunez", "atendio", "rapido"]);
        check("hari-hari, pak", &["hari", "hari", "pak"]);
        check("Jum’at 'kami'", &["jumat", "kami"]);
    }

    #[test]
    fn masks_names_and_pictures_survive() {
        check("ORG12 charged XXXX/2015 @help 😡 :(", &["org12", "charged", "xxxx", "2015", "help", "😡", "🙁"]);
    }

    #[test]
    fn a_combining_accent_is_the_same_as_a_letter_with_it() {
        check("ate\u{301}ncion", &["atencion"]);
    }

    #[test]
    fn nothing_is_no_word() {
        check("", &[]);
        check("… !!! --", &[]);
    }

    proptest! {
        #[test]
        fn every_word_stands_where_it_says(text in ".{0,80}") {
            let words = Words::of(&text);
            let mut before = 0;
            for place in 0..words.len() {
                let (start, end) = words.span(place).unwrap();
                prop_assert!(before <= start && start < end && end <= text.len());
                prop_assert!(text.get(start..end).is_some());
                prop_assert!(!words.word(place).is_empty());
                before = end;
            }
        }
    }
}
