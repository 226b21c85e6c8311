//! Finding cues in words: one pass, whatever the number of patterns.
//!
//! Each word is looked up once as a whole and once per beginning; what begins a pattern of several words is then followed.
//! Separate from the files, so that cues an organisation adds are found by the same code.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::pattern::{Fit, GAP_WORDS_MAX, Part, parse};
use super::{Concept, Cue};
use crate::hash::{self, SEED, add};
use crate::language::is_small_word;
use crate::words::{Words, fold};

/// A cue found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// Which concept, as `Finder::concept` counts.
    pub concept: u16,
    /// Its first word.
    pub from: u32,
    /// The word after its last.
    pub to: u32,
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
    /// The signs of the atoms of each word; one more before the first and after the last.
    signs: Vec<u64>,
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

const WHOLE: u64 = 0x9e37_79b9_7f4a_7c15;

/// The key of a beginning.
fn stem_key(text: &str) -> u64 {
    mix(hash::of(text.as_bytes(), SEED))
}

/// The key of a whole word.
fn word_key(text: &str) -> u64 {
    mix(hash::of(text.as_bytes(), SEED) ^ WHOLE)
}

/// The upper bits of a product are good, the lower are what a table uses.
fn mix(hash: u64) -> u64 {
    hash ^ (hash >> 29) ^ (hash >> 47)
}

/// A step of a pattern while it is learnt.
#[derive(Debug, Clone)]
enum Step {
    OneOf(Vec<u32>),
    Any,
    Gap,
}

impl Step {
    fn atoms(&self) -> Option<&[u32]> {
        match self {
            Self::OneOf(atoms) => Some(atoms),
            Self::Any | Self::Gap => None,
        }
    }
}

/// The sign of every word, also of those that stand before the first and after the last.
const ANY: u64 = 1 << 63;

/// The sign of an atom: one bit of many.
fn sign(atom: u32) -> u64 {
    1 << ((atom.wrapping_mul(0x9e37_79b9) >> 8) % 63)
}

/// The signs of the words that fit a step; where any fits, or none need stand there, the one that all have.
fn signs(step: Option<&Step>) -> u64 {
    step.and_then(Step::atoms).map_or(ANY, |atoms| atoms.iter().fold(0, |signs, atom| signs | sign(*atom)))
}

/// Where a pattern may begin to be looked for; most are turned down by the words beside it. Small, and in one place with those that
/// begin at the same atom: looking for cues is mostly waiting for memory.
#[derive(Debug, Clone, Copy)]
struct Start {
    /// The signs of the words that may stand before it, and after it.
    before: u64,
    after: u64,
    row: u32,
}

/// A step of a pattern that was learnt: of the words that may stand there, the signs and where their atoms are.
#[derive(Debug, Clone, Copy)]
enum Move {
    OneOf { signs: u64, from: u32, count: u32 },
    Any,
    Gap,
}

/// A pattern. What stands before the anchor, from there backwards, and then what follows it, are so many moves from `moves` on.
#[derive(Debug, Clone, Copy)]
struct Row {
    moves: u32,
    before: u16,
    after: u16,
    concept: u16,
    /// Whether it keeps its concept from firing.
    bars: bool,
}

/// The atom of numbers.
const NUMBER: u32 = 0;

/// Which keys may be among those that are looked up: a bit for each, in room that stays in the nearest cache. Of the beginnings of a
/// word nearly all are none, and are turned down here.
struct Sieve(Box<[u64; Sieve::PARTS]>);

impl Sieve {
    const PARTS: usize = 1024;

    fn place(key: u64) -> (usize, u64) {
        ((key >> 20) as usize % Self::PARTS, 1 << (key >> 58))
    }

    fn add(&mut self, key: u64) {
        let (part, bit) = Self::place(key);
        self.0[part] |= bit;
    }

    fn passes(&self, key: u64) -> bool {
        let (part, bit) = Self::place(key);
        self.0[part] & bit != 0
    }
}

/// Finds the cues of one language.
pub struct Finder {
    atoms: Map<u32>,
    /// The keys of the atoms.
    sieve: Sieve,
    /// The longest beginning that is looked up.
    stem_bytes_max: usize,
    /// How many atoms there are.
    count: u32,
    /// The patterns that are looked for from each atom on, one atom's behind the other's, and where each atom's begin.
    starts: Vec<Start>,
    begin: Vec<u32>,
    rows: Vec<Row>,
    moves: Vec<Move>,
    /// The atoms of all moves.
    one_of: Vec<u32>,
    concepts: Vec<Concept>,
    negation: Option<u16>,
    contrast: Option<u16>,
    numbers: Map<()>,
}

/// What a word that texts are full of counts more.
const COMMON: usize = 2;

/// Whether texts are full of it.
fn is_common(fit: &Fit) -> bool {
    match fit {
        Fit::Number => true,
        Fit::Stem(stem) => stem.len() < 4,
        Fit::Word(word) => word.len() < 4 || is_small_word(word),
    }
}

/// How many words before a cue a negation may stand.
const NEGATION_WORDS_MAX: u32 = 3;

impl Finder {
    /// A finder of these cues. `concepts` says which number each concept has; a cue of another concept is left out, and so
    /// is a pattern that does not parse.
    #[must_use]
    pub fn new(cues: &[Cue], concepts: &[Concept], number_words: &[&str]) -> Self {
        let place = |concept: &Concept| concepts.iter().position(|c| c == concept).and_then(|p| u16::try_from(p).ok());
        let tone = |id: &str| place(&Concept { topic: "tone".to_owned(), id: id.to_owned() });
        let mut finder = Self {
            atoms: Map::default(),
            sieve: Sieve(Box::new([0; Sieve::PARTS])),
            stem_bytes_max: 0,
            // That of numbers is there from the beginning.
            count: NUMBER + 1,
            starts: vec![],
            begin: vec![],
            rows: vec![],
            moves: vec![],
            one_of: vec![],
            concepts: concepts.to_vec(),
            negation: tone("negation"),
            contrast: tone("contrast"),
            numbers: number_words.iter().map(|word| (word_key(&fold(word)), ())).collect(),
        };
        let (mut learned, mut common) = (vec![], vec![]);
        for cue in cues {
            let Some(concept) = place(&cue.concept) else { continue };
            for (patterns, bars) in [(&cue.patterns, false), (&cue.except, true)] {
                for parts in patterns.iter().filter_map(|text| parse(text).ok()) {
                    learned.push((concept, bars, finder.steps(&parts, &mut common)));
                }
            }
        }
        // How many patterns each atom is in: what is in many is in many texts, too.
        let mut shares = vec![0_usize; finder.count as usize];
        for atoms in learned.iter().flat_map(|(_, _, steps)| steps.iter()).filter_map(Step::atoms) {
            atoms.iter().for_each(|atom| shares[*atom as usize] += 1);
        }
        common.into_iter().for_each(|atom| shares[atom as usize] += COMMON);
        let mut starts = vec![];
        for (concept, bars, steps) in learned {
            finder.learn(concept, bars, &steps, &shares, &mut starts);
        }
        // In the order in which they were learnt, as the sort is stable.
        starts.sort_by_key(|(atom, _)| *atom);
        finder.begin = (0..=finder.count).map(|atom| place_of(starts.partition_point(|(of, _)| *of < atom))).collect();
        finder.starts = starts.into_iter().map(|(_, start)| start).collect();
        finder
    }

    fn steps(&mut self, parts: &[Part], common: &mut Vec<u32>) -> Vec<Step> {
        let mut steps = vec![];
        for part in parts {
            steps.push(match part {
                Part::Gap => Step::Gap,
                Part::Any => Step::Any,
                Part::OneOf(fits) => {
                    let atoms: Vec<u32> = fits.iter().map(|fit| self.atom(fit)).collect();
                    common.extend(atoms.iter().zip(fits).filter(|(_, fit)| is_common(fit)).map(|(atom, _)| *atom));
                    Step::OneOf(atoms)
                }
            });
        }
        steps
    }

    /// A pattern is looked for from its rarest word on, so that `not` and `the` start nothing.
    fn learn(&mut self, concept: u16, bars: bool, steps: &[Step], shares: &[usize], starts: &mut Vec<(u32, Start)>) {
        let dear = |place: &usize| match steps[*place].atoms() {
            Some(atoms) => atoms.iter().map(|atom| shares[*atom as usize]).sum(),
            None => usize::MAX,
        };
        let Some(anchor) = (0..steps.len()).min_by_key(dear) else { return };
        let Some(atoms) = steps[anchor].atoms() else { return };
        let (before, after) = (&steps[..anchor], &steps[anchor + 1..]);
        let start = Start { before: signs(before.last()), after: signs(after.first()), row: place_of(self.rows.len()) };
        starts.extend(atoms.iter().map(|atom| (*atom, start)));
        let count = |steps: &[Step]| u16::try_from(steps.len()).expect("a pattern is a line");
        let moves = place_of(self.moves.len());
        self.rows.push(Row { moves, before: count(before), after: count(after), concept, bars });
        for step in before.iter().rev().chain(after) {
            let learnt = match step {
                Step::Gap => Move::Gap,
                Step::Any => Move::Any,
                Step::OneOf(atoms) => {
                    let from = place_of(self.one_of.len());
                    self.one_of.extend(atoms);
                    Move::OneOf { signs: signs(Some(step)), from, count: place_of(atoms.len()) }
                }
            };
            self.moves.push(learnt);
        }
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
        self.sieve.add(key);
        *self.atoms.entry(key).or_insert_with(|| {
            self.count += 1;
            self.count - 1
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
        for at_word in 0..words.len() {
            let (begin, end) = (hits.begin[at_word] as usize, hits.begin[at_word + 1] as usize);
            let (before, after) = (hits.signs[at_word], hits.signs[at_word + 2]);
            for at in begin..end {
                let atom = hits.atoms[at] as usize;
                for start in &self.starts[self.begin[atom] as usize..self.begin[atom + 1] as usize] {
                    if before & start.before == 0 || after & start.after == 0 {
                        continue;
                    }
                    let row = self.rows[start.row as usize];
                    let moves = &self.moves[row.moves as usize..][..usize::from(row.before + row.after)];
                    let (back, on) = moves.split_at(usize::from(row.before));
                    if let Some(to) = self.follow(on, hits, at_word + 1, words.len())
                        && let Some(from) = self.follow_back(back, hits, at_word)
                    {
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
        hits.signs.clear();
        hits.signs.push(ANY);
        for word in words.iter() {
            let from = hits.atoms.len();
            hits.begin.push(short(hits.atoms.len()));
            let mut hash = SEED;
            for (place, byte) in word.bytes().enumerate() {
                hash = add(hash, byte);
                if 2 <= place
                    && place < self.stem_bytes_max
                    && self.sieve.passes(mix(hash))
                    && let Some(&atom) = self.atoms.get(&mix(hash))
                {
                    hits.atoms.push(atom);
                }
            }
            let key = mix(hash ^ WHOLE);
            if self.sieve.passes(key) {
                hits.atoms.extend(self.atoms.get(&key));
            }
            if word.as_bytes()[0].is_ascii_digit() || self.numbers.contains_key(&key) {
                hits.atoms.push(NUMBER);
            }
            hits.signs.push(hits.atoms[from..].iter().fold(ANY, |signs, atom| signs | sign(*atom)));
        }
        hits.signs.push(ANY);
        hits.begin.push(short(hits.atoms.len()));
    }

    /// The same without an eye for contrast, to see what that eye brings: "not large but clean" is not clean then.
    #[must_use]
    pub fn without_contrast(mut self) -> Self {
        self.contrast = None;
        self
    }

    /// Where a pattern ends when its remaining moves begin at this word.
    fn follow(&self, moves: &[Move], hits: &Hits, at: usize, words: usize) -> Option<usize> {
        let Some((step, rest)) = moves.split_first() else { return Some(at) };
        match *step {
            Move::Gap => (at..=(at + GAP_WORDS_MAX).min(words)).find_map(|at| self.follow(rest, hits, at, words)),
            _ if words <= at => None,
            Move::Any => self.follow(rest, hits, at + 1, words),
            Move::OneOf { signs, from, count } => {
                self.fits(signs, from, count, hits, at).then(|| self.follow(rest, hits, at + 1, words))?
            }
        }
    }

    /// Where a pattern begins when its earlier moves end before this word.
    fn follow_back(&self, moves: &[Move], hits: &Hits, at: usize) -> Option<usize> {
        let Some((step, rest)) = moves.split_first() else { return Some(at) };
        match *step {
            Move::Gap => (at.saturating_sub(GAP_WORDS_MAX)..=at).rev().find_map(|at| self.follow_back(rest, hits, at)),
            _ if at == 0 => None,
            Move::Any => self.follow_back(rest, hits, at - 1),
            Move::OneOf { signs, from, count } => {
                self.fits(signs, from, count, hits, at - 1).then(|| self.follow_back(rest, hits, at - 1))?
            }
        }
    }

    /// Whether a word is one of these. Most are turned down by their signs, before an atom is compared.
    fn fits(&self, signs: u64, from: u32, count: u32, hits: &Hits, at: usize) -> bool {
        if signs & hits.signs[at + 1] == 0 {
            return false;
        }
        let one_of = &self.one_of[from as usize..][..count as usize];
        hits.atoms[hits.begin[at] as usize..hits.begin[at + 1] as usize].iter().any(|atom| one_of.contains(atom))
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

fn short(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// A place in a table of the finder.
fn place_of(place: usize) -> u32 {
    u32::try_from(place).expect("fewer than four thousand million patterns")
}

#[cfg(test)]
mod tests {
    use super::{Finder, Hits};
    use crate::cue::{Concept, Cue};
    use crate::words::Words;

    fn concept(topic: &str, id: &str) -> Concept {
        Concept { topic: topic.to_owned(), id: id.to_owned() }
    }

    fn found(text: &str) -> Vec<String> {
        found_by(text, |finder| finder)
    }

    /// What is found in a text: the concept, with `!` where it is negated, and the words that show it.
    fn found_by(text: &str, made: fn(Finder) -> Finder) -> Vec<String> {
        let owned = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
        let cue = |topic: &str, id: &str, patterns: &[&str], except: &[&str]| Cue {
            concept: concept(topic, id),
            patterns: owned(patterns),
            except: owned(except),
        };
        let cues = [
            cue("tone", "negation", &["not", "never"], &[]),
            cue("tone", "contrast", &["but"], &[]),
            cue("tangibles", "clean", &["clean*"], &["clean up on"]),
            cue("responsiveness", "waiting", &["waited ... hours", "# minutes|hours", "kept _ waiting"], &[]),
        ];
        let concepts: Vec<Concept> = cues.iter().map(|cue| cue.concept.clone()).collect();
        let finder = made(Finder::new(&cues, &concepts, &["two"]));
        let (words, mut hits) = (Words::of(text), Hits::default());
        finder.find(&words, &mut hits);
        let shown = |hit: &super::Hit| {
            let spoken: Vec<&str> = (hit.from..hit.to).map(|place| words.word(place as usize)).collect();
            let mark = if hit.negated { "!" } else { "" };
            format!("{mark}{}: {}", concepts[usize::from(hit.concept)].id, spoken.join(" "))
        };
        hits.as_slice()
            .iter()
            .map(shown)
            .filter(|shown| !shown.contains("negation") && !shown.contains("contrast"))
            .collect()
    }

    #[test]
    fn words_stems_numbers_gaps_and_any_word_are_found() {
        assert_eq!(found("Cleanest room"), ["clean: cleanest"]);
        assert_eq!(
            found("We waited for about two hours"),
            ["waiting: waited for about two hours", "waiting: two hours"]
        );
        assert_eq!(found("45 minutes"), ["waiting: 45 minutes"]);
        assert_eq!(found("They kept us waiting"), ["waiting: kept us waiting"]);
        // Four words between are too many, and a gap ends no text.
        assert!(
            found("waited a b c d hours").is_empty() && found("waited").is_empty() && found("kept waiting").is_empty()
        );
    }

    #[test]
    fn a_denied_cue_is_another_unless_a_contrast_stands_between() {
        assert_eq!(found("not clean"), ["!clean: clean"]);
        assert_eq!(found("never really very clean"), ["!clean: clean"]);
        assert_eq!(found("not large but clean"), ["clean: clean"]);
        assert_eq!(found("not one of the rooms was clean"), ["clean: clean"]);
        assert_eq!(found_by("not large but clean", Finder::without_contrast), ["!clean: clean"]);
    }

    #[test]
    fn an_exception_keeps_a_cue_from_firing_where_it_stands_over_it() {
        assert!(found("They clean up on us").is_empty());
        assert_eq!(found("They clean up on us. A clean room"), ["clean: clean"]);
    }
}
