//! Word vectors that somebody has in a file: what words have in common, learnt elsewhere from much text. Beside an organisation's own
//! layer they carry what was corrected of one word over to its neighbours.
//!
//! Formula: block = Σ_words a/(a + p_rank)·e_word, brought to length one; e_word centred and of length one, a = 0.001, p_rank = 1/(rank·(ln N + 0.577)),
//! where the rank is a word's place in the file, for such files begin with the commonest (Zipf).
//! Unit: none; each number of a block lies between −1 and 1.
//! Needs: a text file, a word and its numbers to a line, as fastText and `GloVe` write them; of two spellings that are the same word to the
//! reader the first counts.
//! Undefined: a clause without any known word is nought.
//! Source: Arora, Liang and Ma (2017), A simple but tough-to-beat baseline for sentence embeddings (without its last step).
//! Separate from layers, which only hold weights: a table is the operator's, is read once, and is never fetched.
//! Method page: docs/method/comments.md

use std::collections::HashMap;
use std::io::BufRead;

use crate::hash;
use crate::words::Words;

/// Words that are kept, the first of the file; more are rare.
pub const WORDS_MAX: usize = 50_000;
/// The most numbers of a word.
pub const DIMENSIONS_MAX: usize = 1024;
const COMMON: f32 = 0.001;
const EULER: f32 = 0.577;

/// A table of word vectors.
#[derive(Debug, Clone, PartialEq)]
pub struct Vectors {
    dimensions: usize,
    fingerprint: u64,
    /// By the hash of a word, the place of its numbers.
    place: HashMap<u64, u32>,
    /// The numbers of all words, one word after the other, with what the word counts.
    numbers: Vec<f32>,
    counts: Vec<f32>,
}

/// Why a file is no table of word vectors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadVectors {
    /// It cannot be read: what the system says.
    Unreadable(String),
    /// A line is not a word and as many numbers as the first has: which.
    Line(usize),
    /// It holds no word.
    Empty,
}

impl Vectors {
    /// Reads a table: its first [`WORDS_MAX`] words. A first line of two whole numbers, as `word2vec` writes it, is passed over.
    ///
    /// # Errors
    ///
    /// The first line that will not do, or that nothing is there.
    pub fn read(file: impl BufRead) -> Result<Self, BadVectors> {
        let mut vectors =
            Self { dimensions: 0, fingerprint: hash::SEED, place: HashMap::new(), numbers: vec![], counts: vec![] };
        let mut lines = file.split(b'\n');
        let mut number = 0;
        while vectors.counts.len() < WORDS_MAX {
            let Some(line) = lines.next() else { break };
            let line = line.map_err(|error| BadVectors::Unreadable(error.to_string()))?;
            number += 1;
            let line = String::from_utf8_lossy(&line);
            let line = line.trim_end();
            let is_head = |line: &str| line.split(' ').filter(|part| part.parse::<u32>().is_ok()).count() == 2;
            if line.is_empty() || (number == 1 && line.split(' ').count() == 2 && is_head(line)) {
                continue;
            }
            vectors.take(line).ok_or(BadVectors::Line(number))?;
        }
        if vectors.counts.is_empty() {
            return Err(BadVectors::Empty);
        }
        vectors.settle();
        Ok(vectors)
    }

    /// Takes a line; none where it will not do.
    fn take(&mut self, line: &str) -> Option<()> {
        let (word, numbers) = line.split_once(' ')?;
        let from = self.numbers.len();
        for part in numbers.split(' ') {
            let number: f32 = part.parse().ok()?;
            self.numbers.push(Some(number).filter(|number| number.is_finite())?);
        }
        let dimensions = self.numbers.len() - from;
        if self.dimensions == 0 {
            self.dimensions = dimensions;
        }
        if dimensions != self.dimensions || DIMENSIONS_MAX < dimensions {
            return None;
        }
        self.fingerprint = hash::of(line.as_bytes(), self.fingerprint);
        let words = Words::of(word);
        let place = u32::try_from(self.counts.len()).ok()?;
        let known = words.len() == 1 && !self.place.contains_key(&key(words.word(0)));
        if known {
            self.place.insert(key(words.word(0)), place);
            self.counts.push(1.0);
        } else {
            self.numbers.truncate(from);
        }
        Some(())
    }

    /// Centres all words and brings them to length one, and weighs them by how common they are.
    fn settle(&mut self) {
        #[allow(clippy::cast_precision_loss, reason = "some ten thousand words")]
        let all = self.counts.len() as f32;
        let mut mean = vec![0.0; self.dimensions];
        for word in self.numbers.chunks_exact(self.dimensions) {
            mean.iter_mut().zip(word).for_each(|(sum, number)| *sum += number / all);
        }
        for word in self.numbers.chunks_exact_mut(self.dimensions) {
            word.iter_mut().zip(&mean).for_each(|(number, mean)| *number -= mean);
            unit(word);
        }
        for (rank, count) in (1_u16..=u16::MAX).map(f32::from).zip(&mut self.counts) {
            let share = 1.0 / (rank * (all.ln() + EULER));
            *count = COMMON / (COMMON + share);
        }
    }

    /// How many numbers a word has.
    #[must_use]
    pub fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether there is none; what was read has one.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// What tells this table from others.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// The numbers of a clause.
    #[must_use]
    pub fn block(&self, words: &Words) -> Vec<f32> {
        let mut sum = vec![0.0; self.dimensions];
        for word in words.iter() {
            let Some(place) = self.place.get(&key(word)).map(|place| *place as usize) else { continue };
            let numbers = &self.numbers[place * self.dimensions..][..self.dimensions];
            sum.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += self.counts[place] * number);
        }
        unit(&mut sum);
        sum
    }
}

fn key(word: &str) -> u64 {
    hash::of(word.as_bytes(), hash::SEED)
}

/// Brings some numbers to length one; nought stays.
fn unit(numbers: &mut [f32]) {
    let length = numbers.iter().map(|number| number * number).sum::<f32>().sqrt();
    if 0.0 < length {
        numbers.iter_mut().for_each(|number| *number /= length);
    }
}

#[cfg(test)]
mod tests {
    use super::{BadVectors, Vectors};
    use crate::words::Words;

    fn read(text: &str) -> Result<Vectors, BadVectors> {
        Vectors::read(text.as_bytes())
    }

    #[test]
    fn neighbours_are_near_and_the_rare_word_counts_more() {
        let vectors = read("6 2\nthe 0 0\nslow 1 0.1\nSlow 9 9\nsluggish 1 0\nclean -1 0.1\ntwo words 1 2\n");
        assert_eq!(vectors, Err(BadVectors::Line(7)), "more numbers than the others");
        let vectors =
            read("6 2\nthe 0.1 0\nslow 1 0.1\nSlow 9 9\nsluggish 1 0\nclean -1 0.2\n.. 1 2\n").expect("a table");
        assert_eq!((vectors.len(), vectors.dimensions()), (4, 2));
        let near = |a: &str, b: &str| -> f32 {
            vectors.block(&Words::of(a)).iter().zip(vectors.block(&Words::of(b))).map(|(a, b)| a * b).sum()
        };
        assert!(0.9 < near("slow", "SLUGGISH!") && near("slow", "clean") < -0.5, "{}", near("slow", "clean"));
        assert!((near("slow", "slow slow") - 1.0).abs() < 1e-5, "length one");
        // The centre is (0.275, 0.075); "the" stands first and counts for 1/(1·(ln 4 + 0.577)), "clean" for a fourth of that.
        let both = vectors.block(&Words::of("the clean"));
        let alone = vectors.block(&Words::of("clean"));
        assert!(0.9 < both.iter().zip(alone).map(|(a, b)| a * b).sum::<f32>(), "{both:?}");
        assert!(vectors.block(&Words::of("unknown words")).iter().all(|number| number.abs() < f32::EPSILON));
    }

    #[test]
    fn what_is_no_table_is_refused_with_its_line() {
        assert_eq!(read(""), Err(BadVectors::Empty));
        assert_eq!(read("3 2\n"), Err(BadVectors::Empty));
        assert_eq!(read("a 1 2\nb 1\n"), Err(BadVectors::Line(2)));
        assert_eq!(read("a 1 2\nb 1 NaN\n"), Err(BadVectors::Line(2)));
        assert_eq!(read("a 1 2\nb 1 x\n"), Err(BadVectors::Line(2)));
        assert_eq!(read("word\n"), Err(BadVectors::Line(1)));
    }

    #[test]
    fn another_table_has_another_fingerprint() {
        let fingerprint = |text: &str| read(text).expect("a table").fingerprint();
        assert_eq!(fingerprint("a 1 2\n"), fingerprint("1 2\na 1 2\n"));
        assert_ne!(fingerprint("a 1 2\n"), fingerprint("a 1 3\n"));
    }
}
