//! Finding cues in words: one pass, whatever the number of patterns.
//!
//! Each word is looked up once as a whole and once per beginning; what begins a pattern of several words is then followed.
//! Separate from the files, so that cues an organisation adds are found by the same code.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::pattern::{Fit, GAP_WORDS_MAX, Part, parse};
use super::{Concept, Cue};
use crate::words::{Words, fold};

/// A cue found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// Which concept, as `Finder::concept` counts.
    pub concept: u16,
    /// Its first word.
    pub from: u16,
    /// The word after its last.
    pub to: u16,
    /// Whether a negation stands before it.
    pub negated: bool,
}

/// What was found, with the room to find more.
#[derive(Debug, Default)]
pub struct Hits {
    hits: Vec<Hit>,
    barred: Vec<Hit>,
    /// The atoms of each word, one after the other, and where each word's begin.
    atoms: Vec<u32>,
    begin: Vec<u32>,
}

impl Hits {
    /// What was found, by concept and place.
    #[must_use]
    pub fn as_slice(&self) -> &[Hit] {
        &self.hits
    }
}

/// Keys are hashes already.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

type Map<V> = HashMap<u64, V, BuildHasherDefault<Hashed>>;

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const WHOLE: u64 = 0x9e37_79b9_7f4a_7c15;

fn add(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// The key of a beginning.
fn stem_key(text: &str) -> u64 {
    mix(text.bytes().fold(SEED, add))
}

/// The key of a whole word.
fn word_key(text: &str) -> u64 {
    mix(text.bytes().fold(SEED, add) ^ WHOLE)
}

/// The upper bits of a product are good, the lower are what a table uses.
fn mix(hash: u64) -> u64 {
    hash ^ (hash >> 29) ^ (hash >> 47)
}

#[derive(Debug, Clone)]
enum Step {
    OneOf(Vec<u32>),
    Any,
    Gap,
}

#[derive(Debug)]
struct Row {
    concept: u16,
    /// Whether it keeps its concept from firing.
    bars: bool,
    /// What follows the first word.
    rest: Vec<Step>,
}

/// The atom of numbers.
const NUMBER: u32 = 0;

/// Finds the cues of one language.
pub struct Finder {
    atoms: Map<u32>,
    /// The longest beginning that is looked up.
    stem_bytes_max: usize,
    /// The patterns that begin with each atom.
    starts: Vec<Vec<u32>>,
    rows: Vec<Row>,
    concepts: Vec<Concept>,
    negation: Option<u16>,
    contrast: Option<u16>,
    numbers: Map<()>,
}

/// How many words before a cue a negation may stand.
const NEGATION_WORDS_MAX: u16 = 3;

impl Finder {
    /// A finder of these cues. `concepts` says which number each concept has; a cue of another concept is left out, and so
    /// is a pattern that does not parse.
    #[must_use]
    pub fn new(cues: &[Cue], concepts: &[Concept], number_words: &[&str]) -> Self {
        let place = |concept: &Concept| concepts.iter().position(|c| c == concept).and_then(|p| u16::try_from(p).ok());
        let tone = |id: &str| place(&Concept { topic: "tone".to_owned(), id: id.to_owned() });
        let mut finder = Self {
            atoms: Map::default(),
            stem_bytes_max: 0,
            starts: vec![vec![]],
            rows: vec![],
            concepts: concepts.to_vec(),
            negation: tone("negation"),
            contrast: tone("contrast"),
            numbers: number_words.iter().map(|word| (word_key(&fold(word)), ())).collect(),
        };
        for cue in cues {
            let Some(concept) = place(&cue.concept) else { continue };
            for (patterns, bars) in [(&cue.patterns, false), (&cue.except, true)] {
                for parts in patterns.iter().filter_map(|text| parse(text).ok()) {
                    finder.learn(concept, bars, &parts);
                }
            }
        }
        finder
    }

    fn learn(&mut self, concept: u16, bars: bool, parts: &[Part]) {
        let mut steps = vec![];
        for part in parts {
            steps.push(match part {
                Part::Gap => Step::Gap,
                Part::Any => Step::Any,
                Part::OneOf(fits) => Step::OneOf(fits.iter().map(|fit| self.atom(fit)).collect()),
            });
        }
        let Some((Step::OneOf(first), rest)) = steps.split_first() else { return };
        let row = u32::try_from(self.rows.len()).expect("fewer than four thousand million patterns");
        for &atom in first {
            self.starts[atom as usize].push(row);
        }
        self.rows.push(Row { concept, bars, rest: rest.to_vec() });
    }

    fn atom(&mut self, fit: &Fit) -> u32 {
        let key = match fit {
            Fit::Number => return NUMBER,
            Fit::Word(word) => word_key(word),
            Fit::Stem(stem) => {
                self.stem_bytes_max = self.stem_bytes_max.max(stem.len());
                stem_key(stem)
            }
        };
        let next = u32::try_from(self.starts.len()).expect("fewer than four thousand million words");
        *self.atoms.entry(key).or_insert_with(|| {
            self.starts.push(vec![]);
            next
        })
    }

    /// The concepts, in the order of their numbers.
    #[must_use]
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// Finds every cue of a text.
    pub fn find(&self, words: &Words, hits: &mut Hits) {
        hits.hits.clear();
        hits.barred.clear();
        self.atomise(words, hits);
        for from in 0..words.len() {
            let (begin, end) = (hits.begin[from] as usize, hits.begin[from + 1] as usize);
            for at in begin..end {
                for &row in &self.starts[hits.atoms[at] as usize] {
                    let row = &self.rows[row as usize];
                    if let Some(to) = follow(&row.rest, hits, from + 1, words.len()) {
                        let (from, to) = (short(from), short(to));
                        let hit = Hit { concept: row.concept, from, to, negated: false };
                        if row.bars { hits.barred.push(hit) } else { hits.hits.push(hit) }
                    }
                }
            }
        }
        if !hits.barred.is_empty() {
            let barred = &hits.barred;
            let over = |hit: &Hit, bar: &Hit| bar.concept == hit.concept && bar.from < hit.to && hit.from < bar.to;
            hits.hits.retain(|hit| !barred.iter().any(|bar| over(hit, bar)));
        }
        hits.hits.sort_unstable();
        hits.hits.dedup();
        self.negate(&mut hits.hits);
    }

    /// Which atoms each word is.
    fn atomise(&self, words: &Words, hits: &mut Hits) {
        hits.atoms.clear();
        hits.begin.clear();
        for word in words.iter() {
            hits.begin.push(u32::try_from(hits.atoms.len()).unwrap_or(u32::MAX));
            let mut hash = SEED;
            for (place, byte) in word.bytes().enumerate() {
                hash = add(hash, byte);
                if 2 <= place
                    && place < self.stem_bytes_max
                    && let Some(&atom) = self.atoms.get(&mix(hash))
                {
                    hits.atoms.push(atom);
                }
            }
            let key = mix(hash ^ WHOLE);
            hits.atoms.extend(self.atoms.get(&key));
            if word.as_bytes()[0].is_ascii_digit() || self.numbers.contains_key(&key) {
                hits.atoms.push(NUMBER);
            }
        }
        hits.begin.push(u32::try_from(hits.atoms.len()).unwrap_or(u32::MAX));
    }

    /// A cue is negated when a negation stands shortly before it and no contrast between; not by its own words.
    fn negate(&self, hits: &mut [Hit]) {
        let Some(negation) = self.negation else { return };
        for place in 0..hits.len() {
            let hit = hits[place];
            if hit.concept == negation {
                continue;
            }
            let before = |other: &&Hit| {
                other.concept == negation && other.to <= hit.from && hit.from - other.to < NEGATION_WORDS_MAX
            };
            let Some(no) = hits.iter().filter(before).max_by_key(|other| other.to) else { continue };
            let cut = |other: &Hit| Some(other.concept) == self.contrast && no.to <= other.from && other.to <= hit.from;
            hits[place].negated = !hits.iter().any(cut);
        }
    }
}

fn short(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}

/// Where a pattern ends when its remaining steps begin at this word.
fn follow(steps: &[Step], hits: &Hits, at: usize, words: usize) -> Option<usize> {
    let Some((step, rest)) = steps.split_first() else { return Some(at) };
    match step {
        Step::Gap => (at..=(at + GAP_WORDS_MAX).min(words)).find_map(|at| follow(rest, hits, at, words)),
        _ if words <= at => None,
        Step::Any => follow(rest, hits, at + 1, words),
        Step::OneOf(atoms) => {
            let of = &hits.atoms[hits.begin[at] as usize..hits.begin[at + 1] as usize];
            if of.iter().any(|atom| atoms.contains(atom)) { follow(rest, hits, at + 1, words) } else { None }
        }
    }
}
