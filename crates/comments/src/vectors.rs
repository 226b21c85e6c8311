//! Word vectors that somebody has in a file: what words have in common, learnt elsewhere from much text. Beside an organisation's own
//! layer they carry what was corrected of one word over to its neighbours.
//!
//! Formula: block = Σ_words a/(a + p_rank)·e_word, brought to length one; e_word centred and of length one, a = 0.001, p_rank = 1/(rank·(ln N + 0.577)),
//! where the rank is a word's place among the N that are kept, for such files begin with the commonest (Zipf).
//! Unit: none; each number of a block lies between −1 and 1.
//! Needs: a text file, a word and its numbers to a line, as fastText and `GloVe` write them; of two spellings that are the same word to the
//! reader the first counts.
//! Undefined: a clause without any known word is nought.
//! Source: Arora, Liang and Ma (2017), A simple but tough-to-beat baseline for sentence embeddings (without its last step).
//! Separate from layers, which only hold weights: a table is the operator's, is read once, and is never fetched.
//! Method page: docs/method/comments.md

use std::collections::HashMap;
use std::io::{BufRead, Read};

use crate::embedding::Embedding;
use crate::hash;
use crate::words::Words;

/// Words that are kept, the first of the file; more are rare.
pub const WORDS_MAX: usize = 50_000;
/// The most numbers of a word: fifty thousand words of so many take two hundred megabytes.
const DIMENSIONS_MAX: usize = 1024;
/// No table has larger numbers; squares and sums of such are finite.
const NUMBER_MAX: f32 = 1e6;
/// No line is longer, in bytes.
const LINE_MAX: u64 = 1 << 16;
/// Which way blocks are made: a layer fitted beside others does not fit beside these.
const WAY: &[u8] = b"1";
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
    pub fn read(mut file: impl BufRead) -> Result<Self, BadVectors> {
        let fingerprint = hash::of(WAY, hash::SEED);
        let mut vectors = Self { dimensions: 0, fingerprint, place: HashMap::new(), numbers: vec![], counts: vec![] };
        let (mut bytes, mut number) = (vec![], 0);
        while vectors.counts.len() < WORDS_MAX {
            bytes.clear();
            let read = file.by_ref().take(LINE_MAX).read_until(b'\n', &mut bytes);
            if read.map_err(|error| BadVectors::Unreadable(error.to_string()))? == 0 {
                break;
            }
            number += 1;
            if bytes.len() as u64 == LINE_MAX {
                return Err(BadVectors::Line(number));
            }
            let line = String::from_utf8_lossy(&bytes);
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

    /// Takes a line; none where it will not do. What stands before the numbers may hold spaces, as in some files; it is no word then.
    fn take(&mut self, line: &str) -> Option<()> {
        if self.dimensions == 0 {
            self.dimensions = line.split(' ').count() - 1;
        }
        let parts: Vec<&str> = line.split(' ').collect();
        let (word, numbers) = parts.split_at_checked(parts.len().checked_sub(self.dimensions)?)?;
        if word.is_empty() || numbers.is_empty() || DIMENSIONS_MAX < self.dimensions {
            return None;
        }
        let from = self.numbers.len();
        for part in numbers {
            let number: f32 = part.parse().ok()?;
            self.numbers.push(Some(number).filter(|number| number.abs() <= NUMBER_MAX)?);
        }
        self.fingerprint = hash::of(line.as_bytes(), self.fingerprint);
        let words = Words::of(&word.join(" "));
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

impl Embedding for Vectors {
    fn dimensions(&self) -> Option<usize> {
        Some(self.dimensions)
    }

    fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    fn blocks(&self, clauses: &[&str]) -> Option<Vec<Vec<f32>>> {
        let mut words = Words::default();
        let mut block = |clause: &&str| {
            words.read(clause);
            self.block(&words)
        };
        Some(clauses.iter().map(&mut block).collect())
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
    use crate::embedding::Embedding;
    use crate::words::Words;

    fn read(text: &str) -> Result<Vectors, BadVectors> {
        Vectors::read(text.as_bytes())
    }

    #[test]
    fn neighbours_are_near_and_the_rare_word_counts_more() {
        let table = "6 2\r\nthe 0.1 -1\nslow 1 0.1\nSlow 9 9\nsluggish 1 0\nclean -1 0.9\n.. 1 2\ntwo words 1 2\n";
        let vectors = read(table).expect("a table");
        assert_eq!((vectors.len(), vectors.dimensions()), (4, Some(2)));
        let near = |a: &str, b: &str| -> f32 {
            vectors.block(&Words::of(a)).iter().zip(vectors.block(&Words::of(b))).map(|(a, b)| a * b).sum()
        };
        assert!(0.9 < near("slow", "SLUGGISH!") && near("slow", "clean") < -0.5, "{}", near("slow", "clean"));
        assert!((near("slow", "slow slow") - 1.0).abs() < 1e-5, "length one");
        // The centre is (0.275, 0), so "the" is (−0.17, −0.98) and "clean" (−0.82, 0.58), far apart. Both weigh what one and four are rare: the
        // first counts for 0.001 / (0.001 + 1/1.963) = 0.00196, the fourth for 0.00779, and the block is nearer to the latter.
        let [both, the, clean] = ["the clean", "the", "clean"].map(|text| vectors.block(&Words::of(text)));
        let along = |other: &[f32]| both.iter().zip(other).map(|(a, b)| a * b).sum::<f32>();
        assert!(0.95 < along(&clean) && along(&the) < 0.0, "{} {}", along(&clean), along(&the));
        assert!(vectors.block(&Words::of("unknown words")).iter().all(|number| number.abs() < f32::EPSILON));
    }

    #[test]
    fn what_all_words_have_in_common_tells_nothing_apart() {
        let vectors = read("slow 10 1\nclean 10 -1\n").expect("a table");
        let [slow, clean] = ["slow", "clean"].map(|word| vectors.block(&Words::of(word)));
        assert_eq!((slow, clean), (vec![0.0, 1.0], vec![0.0, -1.0]));
    }

    #[test]
    fn what_is_no_table_is_refused_with_its_line() {
        assert_eq!(read(""), Err(BadVectors::Empty));
        assert_eq!(read("3 2\n"), Err(BadVectors::Empty));
        assert_eq!(read("a 1 2\nb 1\n"), Err(BadVectors::Line(2)));
        assert_eq!(read("a 1 2\nb 1 NaN\n"), Err(BadVectors::Line(2)));
        assert_eq!(read("a 1 2\nb 1 x\n"), Err(BadVectors::Line(2)));
        assert_eq!(read("a 1 2\nb 1 1e30\n"), Err(BadVectors::Line(2)));
        assert_eq!(read("word\n"), Err(BadVectors::Line(1)));
        assert_eq!(read(&format!("a 1\n{}\n", "b ".repeat(70_000))), Err(BadVectors::Line(2)), "no line is so long");
    }

    #[test]
    fn another_table_has_another_fingerprint() {
        let fingerprint = |text: &str| read(text).expect("a table").fingerprint();
        assert_eq!(fingerprint("a 1 2\n"), fingerprint("1 2\na 1 2\n"));
        assert_ne!(fingerprint("a 1 2\n"), fingerprint("a 1 3\n"));
    }
}
