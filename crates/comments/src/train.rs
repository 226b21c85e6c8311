//! From labelled clauses to a model.
//!
//! Separate from `fit.rs`, which knows only rows and answers. It decides nothing by chance: the same clauses, cues and settings
//! give the same model. Where the clauses come from is the caller's affair.

use service::Factor;

use crate::cue::{Concept, Finder, Hits};
use crate::feature::{BUCKETS, Features, SIGNS};
use crate::fit::{Rows, balanced, fit};
use crate::label::{Factors, Polarity};
use crate::language::Language;
use crate::model::{Model, OUTPUTS, Weights};
use crate::words::Words;

/// A clause that somebody labelled.
#[derive(Debug, Clone)]
pub struct Example {
    /// Its words.
    pub text: String,
    /// Its language.
    pub language: Language,
    /// The factors it is about.
    pub factors: Factors,
    /// Its polarity.
    pub polarity: Polarity,
    /// What it counts.
    pub weight: f64,
}

/// What a model is fitted with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// The cost of a wrong clause against large weights, for factors.
    pub strength: f64,
    /// The same for polarity.
    pub polarity_strength: f64,
    /// What a cue or sign counts, where a block of words counts one.
    pub scale: f32,
    /// Whether words and pairs are seen.
    pub words: bool,
    /// Whether letter n-grams are seen.
    pub letters: bool,
    /// Whether cues are seen.
    pub cues: bool,
    /// Whether a negated cue is another than a plain one.
    pub negation: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            strength: 2.0,
            polarity_strength: 4.0,
            scale: 0.3,
            words: true,
            letters: true,
            cues: true,
            negation: true,
        }
    }
}

/// What a clause shows, by these cues.
pub fn features(finders: &[Finder], examples: &[Example]) -> Vec<Features> {
    let mut words = Words::default();
    let mut hits = Hits::default();
    let each = |example: &Example| {
        words.read(&example.text);
        finders[example.language as usize].find(&words, &mut hits);
        let mut features = Features::default();
        features.read(&words, &hits);
        features
    };
    examples.iter().map(each).collect()
}

fn rarity(features: &[&Features]) -> Vec<f32> {
    let mut counts = vec![0_u32; BUCKETS];
    for features in features {
        let mut there: Vec<u32> = features.words.iter().chain(&features.letters).copied().collect();
        there.sort_unstable();
        there.dedup();
        there.into_iter().for_each(|bucket| counts[bucket as usize] += 1);
    }
    #[allow(clippy::cast_precision_loss, reason = "counts of clauses")]
    let idf = |count: u32| ((1.0 + features.len() as f32) / (1.0 + count as f32)).ln() + 1.0;
    counts.into_iter().map(idf).collect()
}

/// The columns of all features, for so many concepts: buckets, cues (twice the concepts), signs, and one that every clause has.
#[must_use]
pub fn width(concepts: usize) -> usize {
    BUCKETS + 2 * concepts + SIGNS + 1
}

/// What a clause has in which column, where a bucket is as rare as `rarity` says.
#[must_use]
pub fn entries(
    features: &Features,
    rarity: impl Fn(u32) -> f32,
    concepts: usize,
    settings: &Settings,
) -> Vec<(u32, f32)> {
    let column = |place: usize| u32::try_from(place).expect("fewer columns than u32 holds");
    let mut entries: Vec<(u32, f32)> = vec![];
    for (buckets, seen) in [(&features.words, settings.words), (&features.letters, settings.letters)] {
        if seen {
            let length = buckets.iter().map(|b| rarity(*b).powi(2)).sum::<f32>().sqrt();
            let mut often = buckets.clone();
            often.sort_unstable();
            // What occurs twice is one column of twice the value.
            for same in often.chunk_by(|a, b| a == b) {
                #[allow(clippy::cast_precision_loss, reason = "words of a clause")]
                let times = same.len() as f32;
                entries.push((same[0], times * rarity(same[0]) / length));
            }
        }
    }
    if settings.cues {
        let plain = |cue: u32| if settings.negation { cue } else { cue & !1 };
        let mut cues: Vec<u32> = features.cues.iter().map(|cue| plain(*cue)).collect();
        cues.dedup();
        entries.extend(cues.into_iter().map(|cue| (column(BUCKETS) + cue, settings.scale)));
    }
    entries.extend(features.signs.iter().map(|s| (column(BUCKETS + 2 * concepts) + s, settings.scale)));
    entries.push((column(BUCKETS + 2 * concepts + SIGNS), 1.0));
    entries
}

fn rows(features: &[&Features], rarity: &[f32], concepts: usize, settings: &Settings) -> Rows {
    let mut rows = Rows::new();
    let of = |bucket: u32| rarity[bucket as usize];
    features.iter().for_each(|one| rows.push(entries(one, of, concepts, settings)));
    rows
}

/// Fits a model to the examples, whose features are given beside them.
#[must_use]
pub fn train(examples: &[&Example], features: &[&Features], concepts: &[Concept], settings: &Settings) -> Model {
    let rarity = rarity(features);
    let rows = rows(features, &rarity, concepts.len(), settings);
    let width = width(concepts.len());
    let weight: Vec<f64> = examples.iter().map(|example| example.weight).collect();
    let question = |output: usize| -> Vec<f32> {
        let (yes, strength): (Vec<bool>, f64) = match Factor::ALL.get(output) {
            Some(factor) => (examples.iter().map(|e| e.factors.has(*factor)).collect(), settings.strength),
            None => {
                let polarity = Polarity::ALL[output - Factor::ALL.len()];
                (examples.iter().map(|e| e.polarity == polarity).collect(), settings.polarity_strength)
            }
        };
        fit(&rows, &yes, &balanced(&yes, &weight, strength), width)
    };
    let columns = std::thread::scope(|scope| {
        let question = &question;
        let second = scope.spawn(move || [4, 5, 6, 7].map(question));
        let [a, b, c, d] = [0, 1, 2, 3].map(question);
        let [e, f, g, h] = second.join().expect("a fit does not panic");
        [a, b, c, d, e, f, g, h]
    });
    const { assert!(OUTPUTS == 8) };
    let concepts = concepts.iter().map(Concept::name).collect();
    Model::of(&Weights { rarity: &rarity, columns, scale: settings.scale, concepts })
}
