//! What people said of clauses, remembered at once for the same clause and for one that is nearly the same.
//!
//! Separate from the model, which learns slowly and from many: whoever corrects a clause is not to correct it again tomorrow.
//! Nearly the same means a cosine of their character n-grams (3 to 5 letters, counted) of at least [`LIKE`]. It refuses to take a
//! sentence for one that denies it: "the room was not clean" has nearly all letters of "the room was clean".

use std::collections::HashMap;

use service::Factor;

use crate::said::Said;
use crate::words::Words;

/// From which likeness on a clause is nearly the same.
pub const LIKE: f32 = 0.9;
/// The shortest and the longest n-gram, in letters.
const GRAMS: std::ops::RangeInclusive<usize> = 3..=5;

/// Small words that turn a sentence into its opposite, in three languages.
const DENIALS: [&str; 42] = [
    "not", "no", "never", "nobody", "nothing", "none", "without", "hardly", "barely", "cannot", "nor", "neither",
    "tidak", "tdk", "tak", "gak", "ga", "nggak", "ngga", "enggak", "gk", "bukan", "belum", "blm", "kurang", "tanpa",
    "jangan", "nunca", "nada", "nadie", "sin", "ni", "jamás", "jamas", "tampoco", "ningún", "ningun", "ninguna",
    "ninguno", "apenas", "too", "terlalu",
];

/// Clauses, and what was said of each.
#[derive(Debug, Default)]
pub struct Memory {
    known: Vec<Known>,
    exact: HashMap<String, usize>,
    /// Which clauses have an n-gram, and how often.
    having: HashMap<u64, Vec<(usize, f32)>>,
    /// Words that people accepted as signs, by their first.
    signs: HashMap<String, Vec<(Vec<String>, Factor)>>,
}

/// Words of a clause that people accepted as a sign of a factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sign {
    /// Of which.
    pub factor: Factor,
    /// Where they begin, in bytes of the clause.
    pub start: usize,
    /// Where they end.
    pub end: usize,
}

#[derive(Debug)]
struct Known {
    said: Said,
    length: f32,
    denials: Vec<String>,
}

/// What is remembered of a clause.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recalled {
    /// What a person said.
    pub said: Said,
    /// How alike the two clauses are; 1 for the same.
    pub likeness: f32,
}

impl Memory {
    /// A memory of clauses, the oldest first: of the same clause the last word counts.
    #[must_use]
    pub fn of<'a>(clauses: impl IntoIterator<Item = (&'a str, Said)>) -> Self {
        let mut memory = Self::default();
        clauses.into_iter().for_each(|(clause, said)| memory.learn(clause, said));
        memory
    }

    /// How many clauses it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Remembers what was said of a clause.
    pub fn learn(&mut self, clause: &str, said: Said) {
        let folded = fold(clause);
        if folded.is_empty() {
            return;
        }
        if let Some(place) = self.exact.get(&folded) {
            self.known[*place].said = said;
            return;
        }
        let (place, counts) = (self.known.len(), grams(&folded));
        self.known.push(Known { said, length: length(&counts), denials: denials(&folded) });
        for (gram, count) in counts {
            self.having.entry(gram).or_default().push((place, count));
        }
        self.exact.insert(folded, place);
    }

    /// Takes words as a sign of a factor, from now on; they are folded as in a suggestion.
    pub fn accept(&mut self, phrase: &str, factor: Factor) {
        let words: Vec<String> = Words::of(phrase).iter().map(str::to_owned).collect();
        if let Some(first) = words.first() {
            self.signs.entry(first.clone()).or_default().push((words, factor));
        }
    }

    /// The accepted words that stand in a clause.
    #[must_use]
    pub fn signs(&self, clause: &str) -> Vec<Sign> {
        if self.signs.is_empty() {
            return vec![];
        }
        let words = Words::of(clause);
        let all: Vec<&str> = words.iter().collect();
        let mut found = vec![];
        for place in 0..all.len() {
            for (phrase, factor) in self.signs.get(all[place]).into_iter().flatten() {
                let last = place + phrase.len() - 1;
                if all.get(place..=last).is_some_and(|some| some == phrase.as_slice())
                    && let (Some((start, _)), Some((_, end))) = (words.span(place), words.span(last))
                {
                    found.push(Sign { factor: *factor, start, end });
                }
            }
        }
        found
    }

    /// What a person said of this clause, or of the one that is most like it.
    #[must_use]
    pub fn recall(&self, clause: &str) -> Option<Recalled> {
        if self.is_empty() {
            return None;
        }
        let folded = fold(clause);
        if let Some(place) = self.exact.get(&folded) {
            return Some(Recalled { said: self.known[*place].said, likeness: 1.0 });
        }
        let counts = grams(&folded);
        let mut products: HashMap<usize, f32> = HashMap::new();
        for (gram, count) in &counts {
            for (place, other) in self.having.get(gram).into_iter().flatten() {
                *products.entry(*place).or_default() += count * other;
            }
        }
        let (own, denied) = (length(&counts), denials(&folded));
        let alike = |(place, product): (usize, f32)| (product / (own * self.known[place].length), place);
        // Of two that are equally alike the later one counts, so that the order of a table does not matter.
        let found = products.into_iter().map(alike).filter(|(likeness, _)| LIKE <= *likeness);
        let found = found.filter(|(_, place)| self.known[*place].denials == denied);
        let (likeness, place) = found.max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))?;
        Some(Recalled { said: self.known[place].said, likeness: likeness.min(1.0) })
    }
}

/// Small letters and digits, words with one space between; a space at both ends, so that words begin and end in n-grams.
fn fold(text: &str) -> String {
    let lower = text.to_lowercase().replace('’', "'");
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty()).collect();
    if words.is_empty() { String::new() } else { format!(" {} ", words.join(" ")) }
}

/// How often each n-gram occurs. Not a word is too short: what has fewer letters is one n-gram by itself.
fn grams(folded: &str) -> Vec<(u64, f32)> {
    let letters: Vec<char> = folded.chars().collect();
    let mut counts: HashMap<u64, f32> = HashMap::new();
    for size in GRAMS {
        for gram in letters.windows(size) {
            *counts.entry(hash(gram)).or_default() += 1.0;
        }
    }
    if counts.is_empty() && !letters.is_empty() {
        counts.insert(hash(&letters), 1.0);
    }
    let mut counts: Vec<(u64, f32)> = counts.into_iter().collect();
    counts.sort_unstable_by_key(|(gram, _)| *gram);
    counts
}

fn length(counts: &[(u64, f32)]) -> f32 {
    counts.iter().map(|(_, count)| count * count).sum::<f32>().sqrt()
}

/// FNV-1a, 64 bits.
fn hash(letters: &[char]) -> u64 {
    letters.iter().fold(0xcbf2_9ce4_8422_2325, |hash, letter| {
        (hash ^ u64::from(u32::from(*letter))).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The denials of a clause, in order of the alphabet.
fn denials(folded: &str) -> Vec<String> {
    let denies = |word: &&str| DENIALS.contains(word) || word.ends_with("n't");
    let mut found: Vec<String> = folded.split(' ').filter(denies).map(str::to_owned).collect();
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use service::Factor;

    use super::Memory;
    use crate::label::{Expectation, Factors, Polarity};
    use crate::said::Said;

    const GOOD: Polarity = Polarity::Compliment;
    const BAD: Polarity = Polarity::Complaint;

    fn said(factor: Factor, polarity: Polarity) -> Said {
        let expectation = if polarity == BAD { Expectation::Disappointed } else { Expectation::Met };
        Said { factors: Factors::NONE.with(factor), polarity, expectation }
    }

    fn memory(clauses: &[(&str, Said)]) -> Memory {
        Memory::of(clauses.iter().copied())
    }

    #[test]
    fn accepted_words_are_signs_however_they_are_written() {
        let mut memory = Memory::default();
        memory.accept("never buzzed", Factor::Responsiveness);
        let clause = "The pager NEVER buzzed.";
        let found = memory.signs(clause);
        assert_eq!(found.len(), 1);
        assert_eq!((&clause[found[0].start..found[0].end], found[0].factor), ("NEVER buzzed", Factor::Responsiveness));
        assert!(memory.signs("It buzzed, never mind.").is_empty());
        assert!(Memory::default().signs(clause).is_empty());
    }

    #[test]
    fn the_same_clause_is_remembered_whatever_its_capitals_and_stops() {
        let lift = said(Factor::Tangibles, BAD);
        let memory = memory(&[("The lift was out again.", lift)]);
        for clause in ["The lift was out again.", "the lift was out again", "  The  LIFT was out, again!!"] {
            let found = memory.recall(clause).expect("it is the same");
            assert_eq!((found.said, found.likeness), (lift, 1.0), "{clause}");
        }
    }

    #[test]
    fn a_clause_that_is_nearly_the_same_is_remembered_and_another_is_not() {
        let wait = said(Factor::Responsiveness, BAD);
        let memory = memory(&[("We waited almost two hours in the hall for the doctor to come", wait)]);
        let near =
            memory.recall("We waited almost two hours in the hall for the doctors to come").expect("a letter more");
        assert_eq!(near.said, wait);
        assert!(0.9 <= near.likeness && near.likeness < 1.0, "{}", near.likeness);
        assert_eq!(memory.recall("We waited for the bus in the rain"), None);
        assert_eq!(memory.recall(""), None);
    }

    #[test]
    fn what_denies_a_clause_is_never_taken_for_it() {
        let kind = said(Factor::Empathy, GOOD);
        let long = [
            (
                "The nurse on the third floor was kind to my mother all the time",
                "The nurse on the third floor was not kind to my mother all the time",
            ),
            (
                "Perawat di lantai tiga sangat ramah kepada ibu saya sepanjang hari",
                "Perawat di lantai tiga tidak sangat ramah kepada ibu saya sepanjang hari",
            ),
            (
                "La enfermera del tercer piso fue amable con mi madre todo el día",
                "La enfermera del tercer piso no fue amable con mi madre todo el día",
            ),
            (
                "They did tell us on the phone that the clinic had moved to the next street",
                "They didn't tell us on the phone that the clinic had moved to the next street",
            ),
        ];
        for (clause, denied) in long {
            let memory = memory(&[(clause, kind)]);
            assert!(memory.recall(clause).is_some());
            assert_eq!(memory.recall(denied), None, "{denied}");
        }
    }

    #[test]
    fn the_last_word_on_a_clause_counts() {
        let (first, last) = (said(Factor::Empathy, BAD), said(Factor::Assurance, BAD));
        let memory = memory(&[("Nobody greeted us.", first), ("nobody greeted us", last)]);
        assert_eq!(memory.len(), 1);
        assert_eq!(memory.recall("Nobody greeted us").map(|found| found.said), Some(last));
    }

    #[test]
    fn a_clause_of_two_letters_and_one_without_letters_do_no_harm() {
        let memory = memory(&[
            ("ok", said(Factor::Empathy, GOOD)),
            ("!!", said(Factor::Empathy, BAD)),
            ("🙂", said(Factor::Empathy, BAD)),
        ]);
        assert_eq!(memory.len(), 1);
        assert!(memory.recall("OK!").is_some());
        assert_eq!(memory.recall("🙂"), None);
        assert_eq!(memory.recall("no"), None);
    }
}
