//! What the model sees of a clause: hashed words, word pairs and letter n-grams, and the cues that fired.
//!
//! Separate from the model, so that training and reading cannot see different things. Four blocks: words and pairs, letter
//! n-grams (three to five letters inside a word), cues (plain or negated), and signs (`?`, `!`, length). The two hashed blocks are
//! weighted by rarity and brought to length one each; cues and signs count as they are.

use crate::cue::Hits;
use crate::hash;
use crate::words::Words;

/// The hashed features share this many rows.
pub const BUCKETS: usize = 1 << 16;

const LETTERS_MIN: usize = 3;
const LETTERS_MAX: usize = 5;

/// How many features there are besides hashed ones and cues: question, exclamation, and five lengths.
pub const SIGNS: usize = 7;

/// The features of one clause, with the room for the next.
#[derive(Debug, Default, Clone)]
pub struct Features {
    /// Buckets of words and pairs, as often as they occur.
    pub words: Vec<u32>,
    /// Buckets of letter n-grams, as often as they occur.
    pub letters: Vec<u32>,
    /// For each word where its letter n-grams end.
    pub letter_ends: Vec<usize>,
    /// Cues: twice the concept, plus one when negated; each once.
    pub cues: Vec<u32>,
    /// Signs, each once.
    pub signs: Vec<u32>,
}

const PAIR: u64 = 0x9e37_79b9_7f4a_7c15;
const WORD: u64 = 0xc2b2_ae3d_27d4_eb4f;
const LETTER: u64 = 0x1656_67b1_9e37_79f9;

fn bucket(hash: u64) -> u32 {
    let mixed = (hash ^ (hash >> 32)).wrapping_mul(PAIR);
    u32::try_from(mixed >> (64 - BUCKETS.trailing_zeros())).unwrap_or(0)
}

/// Numbers are one word: which hour or amount it was says nothing about the factor.
fn shape(word: &str) -> &[u8] {
    if word.bytes().all(|b| b.is_ascii_digit()) { b"0" } else { word.as_bytes() }
}

/// Bucket of a word.
#[must_use]
pub fn word_bucket(word: &str) -> u32 {
    bucket(hash::of(shape(word), WORD))
}

/// Bucket of two words in a row.
#[must_use]
pub fn pair_bucket(first: &str, second: &str) -> u32 {
    bucket(hash::of(shape(second), hash::of(shape(first), WORD).wrapping_mul(PAIR)))
}

/// Calls with the bucket of each letter n-gram of a word, its ends marked.
pub fn letter_buckets(word: &str, mut take: impl FnMut(u32)) {
    let bytes = shape(word);
    let length = bytes.len() + 2;
    let at = |place: usize| if place == 0 || place == length - 1 { b' ' } else { bytes[place - 1] };
    for start in 0..length {
        let mut running = LETTER;
        for place in start..(start + LETTERS_MAX).min(length) {
            running = hash::add(running, at(place));
            if LETTERS_MIN <= place + 1 - start {
                take(bucket(running));
            }
        }
    }
}

fn once(list: &mut Vec<u32>) {
    list.sort_unstable();
    list.dedup();
}

impl Features {
    /// The features of a clause.
    pub fn read(&mut self, words: &Words, hits: &Hits) {
        self.words.clear();
        self.letters.clear();
        self.letter_ends.clear();
        self.cues.clear();
        self.signs.clear();
        let mut before = "";
        for word in words.iter() {
            self.words.push(word_bucket(word));
            self.words.push(pair_bucket(before, word));
            letter_buckets(word, |bucket| self.letters.push(bucket));
            self.letter_ends.push(self.letters.len());
            before = word;
        }
        if !words.is_empty() {
            self.words.push(pair_bucket(before, ""));
        }
        self.cues.extend(hits.as_slice().iter().map(|hit| 2 * u32::from(hit.concept) + u32::from(hit.negated)));
        once(&mut self.cues);
        if 0 < words.questions {
            self.signs.push(0);
        }
        if 0 < words.exclamations {
            self.signs.push(1);
        }
        self.signs.push(match words.len() {
            0..=2 => 2,
            3..=5 => 3,
            6..=10 => 4,
            11..=18 => 5,
            _ => 6,
        });
    }
}

/// The buckets of one word of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfWord<'a> {
    /// Its own.
    pub word: u32,
    /// That of the pair with the word before it, or with the beginning, and that of the pair with the word after it, or with the end.
    pub pairs: [u32; 2],
    /// Those of its letters.
    pub letters: &'a [u32],
}

impl Features {
    /// The buckets of each word, in order.
    pub fn of_words(&self) -> impl Iterator<Item = OfWord<'_>> {
        (0..self.letter_ends.len()).map(|place| {
            let from = if place == 0 { 0 } else { self.letter_ends[place - 1] };
            // A word, then its pair with the one before it; behind the last word its pair with the end.
            let after = if place + 1 < self.letter_ends.len() { 2 * place + 3 } else { 2 * place + 2 };
            OfWord {
                word: self.words[2 * place],
                pairs: [self.words[2 * place + 1], self.words[after]],
                letters: &self.letters[from..self.letter_ends[place]],
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Features, letter_buckets, pair_bucket, word_bucket};
    use crate::cue::Hits;
    use crate::words::Words;

    fn features(text: &str) -> Features {
        let mut features = Features::default();
        features.read(&Words::of(text), &Hits::default());
        features
    }

    #[test]
    fn numbers_are_one_word_and_the_order_of_words_counts() {
        assert_eq!(word_bucket("45"), word_bucket("7"));
        assert_ne!(pair_bucket("not", "good"), pair_bucket("good", "not"));
    }

    #[test]
    fn each_word_has_its_own_its_pairs_and_its_letters() {
        let of_clause = features("slow slow bus");
        let of = of_clause.of_words().collect::<Vec<_>>();
        let pairs = of.iter().map(|word| word.pairs).collect::<Vec<_>>();
        let expected = [("", "slow"), ("slow", "slow"), ("slow", "bus"), ("bus", "")].map(|(a, b)| pair_bucket(a, b));
        assert_eq!(pairs, [[expected[0], expected[1]], [expected[1], expected[2]], [expected[2], expected[3]]]);
        assert_eq!(of.iter().map(|word| word.word).collect::<Vec<_>>(), ["slow", "slow", "bus"].map(word_bucket));
        for (word, name) in of.iter().zip(["slow", "slow", "bus"]) {
            let mut letters = vec![];
            letter_buckets(name, |bucket| letters.push(bucket));
            assert_eq!(word.letters, letters);
        }
        assert_eq!(features("").of_words().count(), 0);
    }

    #[test]
    fn letters_of_a_word_with_its_ends() {
        let mut count = 0;
        letter_buckets("slow", |_| count += 1);
        // " slow " has six letters: four of three, three of four, two of five.
        assert_eq!(count, 9);
        assert!(features("").words.is_empty());
    }
}
