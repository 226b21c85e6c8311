//! Fitting an organisation's own layer to the clauses its people labelled, and judging whether it is worth having.
//!
//! Formula: w = argmin ½‖w‖² + Σ Cᵢ log(1 + exp(−yᵢ (modelᵢ + w·xᵢ))), one question per output, so that without clauses w is nought.
//! Judged by cross-validation in 5 fixed folds by comment: mean F1 of the factors and of the polarities that people name, with the layer and
//! without it.
//! Unit: labelled clauses.
//! Needs: the clauses, which comment each is of, and what people say of it.
//! Undefined: nothing is judged below [`LABELLED_MIN`] clauses.
//! Separate from `train.rs`, which makes a model of nothing: a layer only leans on one that is there. A clause that people's memory answers
//! from the other folds is fitted and not judged: it would be right without any weight.
//! Method page: docs/method/comments.md

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use service::Factor;

use crate::embedding::Embedding;
use crate::fit::{Rows, balanced, fit_beside};
use crate::hash;
use crate::label::Polarity;
use crate::language::Language;
use crate::layer::Layer;
use crate::memory::Memory;
use crate::model::{OUTPUTS, Scores};
use crate::reader::{Reader, Scratch};
use crate::said::Said;
use crate::score::{Labels, Score};
use crate::train::{Settings, entries, width};

/// Below so many labelled clauses nothing is adopted: what fifty bring (0.01 to 0.02 of F1) is far less than what F1 of fifty varies by.
pub const LABELLED_MIN: usize = 100;
/// So many of them, the newest, are looked at.
pub const LABELLED_MAX: usize = 4000;
/// Parts that are left out in turn.
pub const FOLDS: usize = 5;

/// How far a layer may lean away from the model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lean {
    /// What a clause of the organisation's own counts beside one that the model learnt from.
    pub weight: f64,
    /// The cost of a wrong clause against weights that leave nought, for factors.
    pub strength: f64,
    /// The same for polarity.
    pub polarity_strength: f64,
}

impl Default for Lean {
    fn default() -> Self {
        Self { weight: 2.0, strength: 0.25, polarity_strength: 1.0 }
    }
}

/// So many corrections since the last attempt are worth another.
pub const FRESH_MIN: i64 = 20;

/// Whether an attempt is due by itself: of so many corrections in all, so many were there at the last attempt; `another` is whether what it
/// was fitted from or beside has changed. Before [`LABELLED_MIN`] it would be in vain.
#[must_use]
pub fn due(corrections: i64, before: i64, another: bool) -> bool {
    let enough = usize::try_from(corrections).is_ok_and(|all| LABELLED_MIN <= all);
    enough && (FRESH_MIN <= corrections - before || (another && 0 < before))
}

/// A clause that somebody of the organisation corrected or confirmed.
#[derive(Debug, Clone, Copy)]
pub struct Labelled<'a> {
    /// Its comment, by any name: clauses of one comment are never in two folds.
    pub comment: &'a str,
    /// Its words.
    pub clause: &'a str,
    /// Its language.
    pub language: Language,
    /// What it says.
    pub said: Said,
}

/// What became of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Neither mean falls.
    Adopted,
    /// Too few clauses are labelled.
    Few,
    /// The factors are read worse with it.
    FactorsFall,
    /// The polarity is.
    PolarityFalls,
    /// Both are.
    BothFall,
}

/// How well clauses are read that were left out, without the layer and with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    /// Labelled clauses.
    pub labelled: usize,
    /// Those that were judged: the others are remembered.
    pub judged: usize,
    /// Without the layer.
    pub before: Score,
    /// With it.
    pub after: Score,
    /// What follows.
    pub verdict: Verdict,
    /// Whether it leans on word vectors or an embedding service.
    #[serde(default)]
    pub vectors: bool,
}

/// A layer and what it is worth.
#[derive(Debug, Clone)]
pub struct Refit {
    /// It; fitted to all clauses.
    pub layer: Layer,
    /// What layers fitted without a fold do on that fold.
    pub judged: Judged,
    /// Whether a second one was not tried, because the blocks that it would lean on could not be had.
    pub missed: bool,
}

/// A clause as a row.
struct Row {
    entries: Vec<(u32, f32)>,
    known: Scores,
}

/// What a layer leans on: whatever makes blocks, and those of all clauses.
type Blocks<'a> = (&'a Arc<dyn Embedding>, &'a [Vec<f32>]);

/// Fits a layer beside a reader's models, and judges it. With something that makes blocks a second one is fitted that leans on them, and
/// taken where it is adopted and reads one of factors and polarity better than the first and neither worse.
#[must_use]
pub fn refit(reader: &Reader, labelled: &[Labelled<'_>], lean: &Lean, embedding: Option<&Arc<dyn Embedding>>) -> Refit {
    let labelled = &labelled[labelled.len().saturating_sub(LABELLED_MAX)..];
    let rows = rows(reader, labelled);
    let all: Vec<usize> = (0..labelled.len()).collect();
    let made = |blocks: Option<Blocks<'_>>| {
        let fit = Fit { reader, labelled, rows: &rows, lean, blocks };
        Refit { layer: fit.layer(&all), judged: fit.judge(), missed: false }
    };
    let plain = made(None);
    let Some(embedding) = embedding.filter(|_| plain.judged.verdict != Verdict::Few) else { return plain };
    let Some(blocks) = blocks(embedding, labelled) else { return Refit { missed: true, ..plain } };
    let leaning = made(Some((embedding, &blocks)));
    if leaning.judged.beats(&plain.judged) { leaning } else { plain }
}

/// The blocks of all clauses, if they can be had and all have as many numbers.
fn blocks(embedding: &Arc<dyn Embedding>, labelled: &[Labelled<'_>]) -> Option<Vec<Vec<f32>>> {
    let clauses: Vec<&str> = labelled.iter().map(|one| one.clause).collect();
    let blocks = embedding.many(&clauses)?;
    let alike = blocks.len() == clauses.len() && blocks.windows(2).all(|two| two[0].len() == two[1].len());
    alike.then_some(blocks)
}

impl Judged {
    /// Whether it is adopted and, where the other is, too, better in one mean and worse in none.
    fn beats(&self, other: &Self) -> bool {
        let means = [Score::factors_named, Score::polarities_named].map(|mean| (mean(&self.after), mean(&other.after)));
        let better = means.iter().all(|(own, other)| other <= own) && means.iter().any(|(own, other)| other < own);
        self.verdict == Verdict::Adopted && (other.verdict != Verdict::Adopted || better)
    }
}

fn rows(reader: &Reader, labelled: &[Labelled<'_>]) -> Vec<Row> {
    let mut scratch = Scratch::default();
    let settings = Settings::default();
    let row = |one: &Labelled<'_>| {
        let (model, features) = reader.features(one.clause, one.language, &mut scratch);
        let rarity = |bucket: u32| f32::from(model.rarity(bucket)) * crate::model::RARITY_STEP;
        let entries = entries(features, rarity, model.concepts().len(), &settings);
        Row { entries, known: model.scores(features) }
    };
    labelled.iter().map(row).collect()
}

/// What a layer is fitted to.
struct Fit<'a> {
    reader: &'a Reader,
    labelled: &'a [Labelled<'a>],
    rows: &'a [Row],
    lean: &'a Lean,
    blocks: Option<Blocks<'a>>,
}

/// The fold of a comment, by its name alone: it stays where it is when others come.
#[must_use]
pub fn fold_of(comment: &str) -> usize {
    let hash = hash::of(comment.as_bytes(), hash::SEED);
    usize::try_from((hash ^ (hash >> 32)) % FOLDS as u64).unwrap_or(0)
}

impl Fit<'_> {
    /// The block of a clause; empty where nothing is leant on.
    fn block(&self, place: usize) -> &[f32] {
        self.blocks.map_or(&[], |(_, blocks)| &blocks[place])
    }

    /// Fits a layer to some of the clauses.
    fn layer(&self, some: &[usize]) -> Layer {
        let concepts = self.reader.concepts();
        let columns = width(concepts);
        let dimensions = some.first().map_or(0, |place| self.block(*place).len());
        let mut sparse = Rows::new();
        for place in some {
            let entries = self.rows[*place].entries.iter().copied();
            let dense = (columns..).zip(self.block(*place));
            let dense = dense.map(|(column, number)| (u32::try_from(column).unwrap_or(u32::MAX), *number));
            sparse.push(entries.chain(dense));
        }
        let weight = vec![self.lean.weight; some.len()];
        let said = |place: &usize| self.labelled[*place].said;
        let mut weights: [Vec<f32>; OUTPUTS] = std::array::from_fn(|output| {
            let (yes, strength): (Vec<bool>, f64) = match Factor::ALL.get(output) {
                Some(factor) => {
                    (some.iter().map(|place| said(place).factors.has(*factor)).collect(), self.lean.strength)
                }
                None => {
                    let polarity = Polarity::ALL[output - Factor::ALL.len()];
                    let yes = some.iter().map(|place| said(place).polarity == polarity).collect();
                    (yes, self.lean.polarity_strength)
                }
            };
            let known: Vec<f64> = some.iter().map(|place| f64::from(self.rows[*place].known[output])).collect();
            fit_beside(&sparse, &yes, &balanced(&yes, &weight, strength), &known, columns + dimensions)
        });
        let dense: Vec<Scores> = (columns..columns + dimensions)
            .map(|column| std::array::from_fn(|output| weights[output][column]))
            .collect();
        weights.iter_mut().for_each(|weights| weights.truncate(columns));
        let layer = Layer::of(&weights, Settings::default().scale, concepts, self.reader.fingerprint());
        match self.blocks {
            Some((embedding, _)) => layer.leaning(embedding, dense),
            None => layer,
        }
    }

    fn judge(&self) -> Judged {
        let (mut before, mut after) = (Vec::<(Labels, Labels)>::new(), vec![]);
        let mut scratch = Scratch::default();
        let labelled = self.labelled;
        for fold in 0..FOLDS {
            let (out, some): (Vec<usize>, Vec<usize>) =
                (0..labelled.len()).partition(|place| fold_of(labelled[*place].comment) == fold);
            if out.is_empty() || labelled.len() < LABELLED_MIN {
                continue;
            }
            let memory = Memory::of(some.iter().map(|place| (labelled[*place].clause, labelled[*place].said)));
            let own = self.layer(&some);
            for place in out.into_iter().filter(|place| memory.recall(labelled[*place].clause).is_none()) {
                let one = &labelled[place];
                let truth = (one.said.factors, one.said.polarity);
                let mut found = |own| {
                    let (factors, polarity, _) = self.reader.label_of(one.clause, one.language, own, &mut scratch);
                    (factors, polarity)
                };
                before.push((truth, found(None)));
                after.push((truth, found(Some((&own, self.block(place))))));
            }
        }
        let (before, after) = (Score::of(&before), Score::of(&after));
        let verdict = verdict(labelled.len(), &before, &after);
        let vectors = self.blocks.is_some();
        Judged { labelled: labelled.len(), judged: before.n, before, after, verdict, vectors }
    }
}

/// Adopted where neither mean falls over what people name: what they do not name could leave one mean and not the other.
fn verdict(labelled: usize, before: &Score, after: &Score) -> Verdict {
    if labelled < LABELLED_MIN || before.n < LABELLED_MIN / 2 {
        return Verdict::Few;
    }
    let factors = after.factors_named() < before.factors_named();
    match (factors, after.polarities_named() < before.polarities_named()) {
        (false, false) => Verdict::Adopted,
        (true, false) => Verdict::FactorsFall,
        (false, true) => Verdict::PolarityFalls,
        (true, true) => Verdict::BothFall,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, LazyLock, Mutex};

    use service::Factor;

    use super::{FOLDS, FRESH_MIN, Judged, LABELLED_MIN, Labelled, Lean, Refit, Verdict, due, fold_of, refit, verdict};
    use crate::embedding::Embedding;
    use crate::label::{Factors, Polarity};
    use crate::language::Language;
    use crate::layer::Layer;
    use crate::model::probability;
    use crate::reader::{Reader, Scratch};
    use crate::said::{Said, fitting};
    use crate::score::{Counts, Score};
    use crate::vectors::Vectors;

    static READER: LazyLock<Reader> = LazyLock::new(Reader::builtin);

    fn said(factors: Factors, polarity: Polarity) -> Said {
        Said { factors, polarity, expectation: fitting(polarity)[0] }
    }

    /// A comment, a clause of it, and what a person says.
    type Own = (String, String, Said);

    fn fitted(own: &[Own]) -> Refit {
        let labelled: Vec<Labelled<'_>> = own
            .iter()
            .map(|(comment, clause, said)| Labelled { comment, clause, language: Language::English, said: *said })
            .collect();
        refit(&READER, &labelled, &Lean::default(), None)
    }

    /// The probability of a factor, and the polarity.
    fn read(clause: &str, factor: Factor, layer: Option<&Layer>) -> f32 {
        let (_, _, scores) = READER.label_with(clause, Language::English, layer, &mut Scratch::default());
        probability(scores[factor.place()])
    }

    const PLACES: [&str; 12] = [
        "kiosk",
        "annex",
        "terrace",
        "ticket hall",
        "ward",
        "pool",
        "library",
        "garage",
        "canteen",
        "office",
        "lobby",
        "market",
    ];

    /// A number that looks like chance and is the same every time.
    fn dice(n: usize) -> usize {
        let mixed = (n as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        usize::try_from((mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 40).unwrap_or(0)
    }

    fn place(n: usize) -> &'static str {
        PLACES[dice(n) % PLACES.len()]
    }

    /// A word of a house that nobody else has, which its people always call a thing one touches; and clauses read as they are.
    fn house(count: usize) -> Vec<Own> {
        let mut own = vec![];
        for n in 0..count {
            let (one, other, third) = (place(5 * n), place(5 * n + 1), place(5 * n + 2));
            let (clause, said) = match n % 3 {
                0 => (format!("The gribbler near {one}, {other} or {third}"), Some(Factor::Tangibles)),
                1 => (format!("Talked {one} and {other} with my {third} uncle"), None),
                _ => (format!("I sold {one} bicycles to {other} and {third}"), None),
            };
            let factors: Factors = said.into_iter().collect();
            own.push((format!("comment-{n}"), clause, said_of(factors)));
        }
        own
    }

    fn said_of(factors: Factors) -> Said {
        said(factors, if factors.is_empty() { Polarity::Neutral } else { Polarity::Complaint })
    }

    #[test]
    fn corrections_that_all_say_the_same_move_a_clause_like_them_and_not_an_unrelated_one() {
        let made = fitted(&house(120));
        let like = "The gribbler again";
        let (before, after) = (read(like, Factor::Tangibles, None), read(like, Factor::Tangibles, Some(&made.layer)));
        assert!(before < 0.55 && 0.55 < after && before + 0.2 < after, "{before} {after}");
        for unrelated in ["We waited two hours in the queue.", "The receptionist was polite and friendly."] {
            for factor in Factor::ALL {
                let (before, after) = (read(unrelated, factor, None), read(unrelated, factor, Some(&made.layer)));
                assert_eq!(before < 0.55, after < 0.55, "{unrelated}: {factor:?} {before} {after}");
                let taught = factor == Factor::Tangibles;
                assert!(!taught || after < before + 0.05, "{unrelated}: {before} {after}");
            }
        }
        let judged = &made.judged;
        assert_eq!((judged.verdict, judged.labelled), (Verdict::Adopted, 120), "{judged:?}");
        assert!(judged.before.factors_named() < judged.after.factors_named(), "{judged:?}");
    }

    #[test]
    fn the_words_that_show_a_label_are_those_that_the_layer_weighs() {
        let made = fitted(&house(120));
        let text = "The gribbler again";
        let found = READER.read_with(text, Language::English, Some(&made.layer), &mut Scratch::default());
        let [mention] = found.mentions.as_slice() else { panic!("{found:?}") };
        assert!(mention.factors.has(Factor::Tangibles), "{mention:?}");
        let first = mention.evidence.iter().find(|shown| shown.factor == Some(Factor::Tangibles)).expect("it is shown");
        assert_eq!(&text[first.start..first.end], "gribbler", "{mention:?}");
        let alone = READER.read(text, Language::English, &mut Scratch::default());
        assert!(!alone.mentions[0].factors.has(Factor::Tangibles), "{alone:?}");
    }

    #[test]
    fn the_same_corrections_make_the_same_layer_and_none_make_none() {
        let own = house(110);
        let (one, other) = (fitted(&own), fitted(&own));
        assert_eq!(one.layer.to_bytes(), other.layer.to_bytes());
        assert_eq!(one.judged, other.judged);
        let none = fitted(&[]);
        assert!(none.layer.is_empty());
        assert_eq!(none.judged.verdict, Verdict::Few);
    }

    #[test]
    fn a_layer_belongs_to_the_models_beside_which_it_was_fitted() {
        let made = fitted(&house(110)).layer;
        assert_eq!(made.fingerprint(), READER.fingerprint());
        let mut bytes = miniz_oxide::inflate::decompress_to_vec(&made.to_bytes()).expect("it was packed");
        bytes[16] ^= 1;
        let foreign = Layer::from_bytes(&miniz_oxide::deflate::compress_to_vec(&bytes, 6)).expect("it is whole");
        assert_eq!(foreign.len(), made.len());
        let like = "The gribbler again";
        let alone = read(like, Factor::Tangibles, None);
        assert!((read(like, Factor::Tangibles, Some(&foreign)) - alone).abs() < f32::EPSILON);
        assert!(alone + 0.2 < read(like, Factor::Tangibles, Some(&made)));
        let reading = |layer| READER.read_with(like, Language::English, layer, &mut Scratch::default());
        assert_eq!(reading(Some(&foreign)), reading(None));
    }

    #[test]
    fn a_layer_that_reads_worse_what_it_has_not_seen_is_refused() {
        // What the machine reads rightly, but for every fourth somebody says something else, whatever its words: nothing is to be learnt.
        let clauses = [
            "We waited two hours in the queue at the",
            "The receptionist was rude in the",
            "The chairs were dirty in the",
            "Nobody explained anything to me in the",
            "They billed me twice at the",
        ];
        let clause = |n: usize| {
            let words = clauses[n % 5];
            let clause = format!("{words} {} on visit {n}, {}", place(11 * n + 1), place(11 * n + 2));
            let (mut factors, mut polarity, _) = READER.label(&clause, Language::English, &mut Scratch::default());
            if dice(11 * n + 3).is_multiple_of(4) {
                factors = std::iter::once(Factor::ALL[dice(11 * n + 4) % 5]).collect();
                polarity = Polarity::ALL[dice(11 * n + 5) % 3];
            }
            (format!("comment-{n}"), clause, said(factors, polarity))
        };
        let judged = fitted(&(0..150).map(clause).collect::<Vec<_>>()).judged;
        let falls = judged.after.factors_named() < judged.before.factors_named();
        assert!(falls, "{} {}", judged.before.factors_named(), judged.after.factors_named());
        assert_ne!(judged.verdict, Verdict::Adopted);
    }

    #[test]
    fn neither_score_may_fall() {
        let bad = Polarity::Complaint;
        let pair = |right: bool, polarity: bool| {
            let truth: Factors = std::iter::once(Factor::Empathy).collect();
            let found = if right { truth } else { Factors::NONE };
            ((truth, bad), (found, if polarity { bad } else { Polarity::Compliment }))
        };
        // Of 120 clauses so many have the right factor, and so many the right polarity.
        let score = |right: usize, polarity: usize| {
            Score::of(&(0..120).map(|n| pair(n < right, n < polarity)).collect::<Vec<_>>())
        };
        let before = score(80, 80);
        assert_eq!(verdict(120, &before, &score(80, 80)), Verdict::Adopted);
        assert_eq!(verdict(120, &before, &score(81, 80)), Verdict::Adopted);
        assert_eq!(verdict(120, &before, &score(79, 90)), Verdict::FactorsFall);
        assert_eq!(verdict(120, &before, &score(90, 79)), Verdict::PolarityFalls);
        assert_eq!(verdict(120, &before, &score(79, 79)), Verdict::BothFall);
        assert_eq!(verdict(LABELLED_MIN - 1, &before, &score(90, 90)), Verdict::Few);
    }

    #[test]
    fn a_factor_that_nobody_names_lifts_no_mean_by_disappearing() {
        let score = |both: usize, extra: usize| {
            let mut score = Score::of(&[]);
            score.n = 120;
            score.factors = [Counts { both, missed: 20 - both, extra: 20 - both, neither: 80 }; 5];
            score.factors[Factor::Empathy.place()] = Counts { extra, neither: 120 - extra, ..Counts::default() };
            score.polarities = [Counts { both: 20, missed: 20, extra: 20, neither: 60 }; 3];
            score
        };
        // F1 0.6 falls to 0.5 for four factors, while one false Empathy is no longer said.
        let (before, after) = (score(12, 1), score(10, 0));
        assert!(before.macro_f1() < after.macro_f1());
        assert_eq!(verdict(120, &before, &after), Verdict::FactorsFall);
    }

    #[test]
    fn of_two_layers_that_are_adopted_the_second_must_gain_in_one_mean_and_lose_in_none() {
        let score = |factors: usize, polarities: usize| {
            let mut score = Score::of(&[]);
            let counts = |both| Counts { both, missed: 20 - both, extra: 20 - both, neither: 80 };
            (score.factors, score.polarities) = ([counts(factors); 5], [counts(polarities); 3]);
            score
        };
        let judged = |verdict, factors, polarities| Judged {
            labelled: 120,
            judged: 120,
            before: score(10, 10),
            after: score(factors, polarities),
            verdict,
            vectors: false,
        };
        let first = judged(Verdict::Adopted, 12, 12);
        for (factors, polarities, expected) in
            [(12, 12, false), (13, 12, true), (12, 13, true), (13, 11, false), (11, 13, false)]
        {
            assert_eq!(judged(Verdict::Adopted, factors, polarities).beats(&first), expected, "{factors} {polarities}");
        }
        assert!(!judged(Verdict::PolarityFalls, 15, 9).beats(&judged(Verdict::FactorsFall, 9, 12)));
        assert!(judged(Verdict::Adopted, 10, 10).beats(&judged(Verdict::FactorsFall, 9, 12)), "alone it is adopted");
    }

    /// Words that nobody knows, each in one clause only: half of them mean one thing and half another, and only a table says which.
    fn strange(n: usize) -> String {
        let letter = |at: usize| char::from(b"bcdfghjklmnpqrstvwxz"[dice(90 * n + at) % 20]);
        (0..9).map(letter).collect()
    }

    #[test]
    fn a_layer_leans_on_word_vectors_only_where_they_help() {
        let own: Vec<Own> = (0..160)
            .map(|n| {
                let factors: Factors = (n % 2 == 0).then_some(Factor::Tangibles).into_iter().collect();
                (format!("comment-{n}"), format!("{} {}", strange(n), place(7 * n + 1)), said_of(factors))
            })
            .collect();
        let labelled: Vec<Labelled<'_>> = own
            .iter()
            .map(|(comment, clause, said)| Labelled { comment, clause, language: Language::English, said: *said })
            .collect();
        let table = |group: fn(usize) -> f64| -> Arc<dyn Embedding> {
            let line = |n: usize| format!("{} {} 0.1 0.{}\n", strange(n), group(n), n % 7);
            Arc::new(Vectors::read((0..200).map(line).collect::<String>().as_bytes()).expect("a table"))
        };
        let telling = table(|n| if n % 2 == 0 { 1.0 } else { -1.0 });
        let with = refit(&READER, &labelled, &Lean::default(), Some(&telling));
        let without = refit(&READER, &labelled, &Lean::default(), None);
        assert!(with.layer.leans() && with.judged.vectors && !without.layer.leans() && !without.judged.vectors);
        let f1 = |made: &Refit| made.judged.after.factors[Factor::Tangibles.place()].f1().unwrap_or(0.0);
        assert!(f1(&without) + 0.2 < f1(&with), "{} {}", f1(&without), f1(&with));
        // Words that stood in no clause are read as their neighbours are.
        let (even, odd) = (
            read(&strange(180), Factor::Tangibles, Some(&with.layer)),
            read(&strange(181), Factor::Tangibles, Some(&with.layer)),
        );
        assert!(odd < 0.45 && 0.55 < even, "{odd} {even}");
        // A table that says nothing of what is asked is not leant on.
        let idle = refit(
            &READER,
            &labelled,
            &Lean::default(),
            Some(&table(|n| if dice(n).is_multiple_of(2) { 1.0 } else { -1.0 })),
        );
        assert!(f1(&idle) + 0.1 < f1(&with), "{}", f1(&idle));
        let unknown = Vectors::read("gribbler 1 0 2\nkazoo 0 1 1\n".as_bytes()).expect("a table");
        let unknown: Arc<dyn Embedding> = Arc::new(unknown);
        let same = refit(&READER, &labelled, &Lean::default(), Some(&unknown));
        assert!(!same.layer.leans() && same.judged == without.judged, "it knows no word of these");
    }

    /// Gives a block of so many numbers for each clause but the last, for which `last` says how many; notes what it was asked for.
    #[derive(Debug)]
    struct Odd {
        last: Option<usize>,
        asked: Mutex<Vec<usize>>,
    }

    impl Embedding for Odd {
        fn dimensions(&self) -> Option<usize> {
            None
        }

        fn fingerprint(&self) -> u64 {
            1
        }

        fn blocks(&self, _: &[&str]) -> Option<Vec<Vec<f32>>> {
            panic!("clauses to fit a layer from are asked for as many");
        }

        fn many(&self, clauses: &[&str]) -> Option<Vec<Vec<f32>>> {
            self.asked.lock().expect("nobody else").push(clauses.len());
            let mut blocks = vec![vec![0.6, 0.8]; clauses.len()];
            blocks.pop();
            blocks.push(vec![0.6; self.last?]);
            Some(blocks)
        }
    }

    #[test]
    fn without_all_blocks_the_first_layer_is_fitted_and_that_the_second_was_missed_is_told() {
        let own = house(120);
        let tried = |own: &[Own], last| {
            let labelled: Vec<Labelled<'_>> = own
                .iter()
                .map(|(comment, clause, said)| Labelled { comment, clause, language: Language::English, said: *said })
                .collect();
            let odd = Arc::new(Odd { last, asked: Mutex::default() });
            let embedding: Arc<dyn Embedding> = Arc::clone(&odd) as _;
            let made = refit(&READER, &labelled, &Lean::default(), Some(&embedding));
            let asked = odd.asked.lock().expect("nobody else").clone();
            (made, asked)
        };
        let plain = fitted(&own);
        assert!(!plain.missed, "it was not to be tried");
        for (last, missed) in [(None, true), (Some(3), true), (Some(2), false)] {
            let (made, asked) = tried(&own, last);
            assert_eq!((made.missed, asked), (missed, vec![120]), "{last:?}");
            if missed {
                assert_eq!((made.layer.to_bytes(), &made.judged), (plain.layer.to_bytes(), &plain.judged), "{last:?}");
            }
        }
        let (few, asked) = tried(&house(LABELLED_MIN - 1), None);
        assert!(asked.is_empty() && !few.missed, "nothing is adopted of so few, and nobody is asked");
    }

    #[test]
    fn clauses_of_one_comment_are_in_one_fold_and_every_fold_has_some() {
        // Of each comment a word of its own tells the factor, and nothing else does: whoever saw another clause of it knows.
        let own = |comment: fn(usize) -> usize| -> Vec<Own> {
            (0..160)
                .map(|n| {
                    let word = n / 4;
                    let factors: Factors = (word % 2 == 0).then_some(Factor::Tangibles).into_iter().collect();
                    let letter = |at: usize| char::from(b"bcdfghjklmnpqrstvwxzaeiou"[dice(50 * word + at) % 25]);
                    let mark: String = (0..8).map(letter).collect();
                    let clause = format!("{mark} {mark} {} {}", place(7 * n + 1), place(7 * n + 2));
                    (format!("comment-{}", comment(n)), clause, said_of(factors))
                })
                .collect()
        };
        let f1 = |own: &[Own]| fitted(own).judged.after.factors[Factor::Tangibles.place()].f1().unwrap_or(0.0);
        let (together, apart) = (f1(&own(|n| n / 4)), f1(&own(|n| n)));
        assert!(together + 0.15 < apart, "{together} {apart}");
        let mut counts = [0; FOLDS];
        (0..1000).for_each(|n| counts[fold_of(&format!("comment-{n}"))] += 1);
        assert!(counts.iter().all(|count| 100 < *count), "{counts:?}");
    }

    #[test]
    fn what_is_remembered_from_another_fold_is_not_judged() {
        let same = |n: usize| ("The gribbler hummed at the kiosk".to_owned(), n);
        let own: Vec<Own> = (0..120)
            .map(same)
            .map(|(clause, n)| (format!("comment-{n}"), clause, said_of(std::iter::once(Factor::Tangibles).collect())))
            .collect();
        let judged = fitted(&own).judged;
        assert_eq!((judged.labelled, judged.judged, judged.verdict), (120, 0, Verdict::Few));
    }

    #[test]
    fn an_attempt_is_due_after_enough_corrections_and_not_before_there_can_be_a_layer() {
        let least = i64::try_from(LABELLED_MIN).expect("it is small");
        assert!(due(least, 0, true) && due(least, 0, false));
        assert!(!due(least - 1, 0, true) && !due(least - 1, 20, true));
        assert!(due(least + FRESH_MIN, least, false) && !due(least + FRESH_MIN - 1, least, false));
        assert!(due(least, least, true), "somebody was erased, or the model is another");
    }
}
