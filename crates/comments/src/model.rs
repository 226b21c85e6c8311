//! The linear model: eight outputs (five factors, three polarities) from the features of a clause.
//!
//! Formula: score_k = Σ_words idf·w_k / ‖idf‖ + Σ_letters idf·w_k / ‖idf‖ + Σ_cues w_k + Σ_signs w_k + bias_k;
//! probability = 1 / (1 + exp(−score)).
//! Separate from training, so that a program that only reads carries no trainer. A row of the hashed part is eight signed bytes
//! with one step per output: a megabyte in all, read with one load per feature.

use service::Factor;

use crate::feature::{BUCKETS, Features, SIGNS};
use crate::label::{Factors, Polarity};

/// Outputs: the factors in the order of RATER, then complaint, compliment, neutral.
pub const OUTPUTS: usize = 8;

/// One number per output.
pub type Scores = [f32; OUTPUTS];

/// What a probability has to reach. Fits are balanced, so half would be even odds; a little more keeps more of what is found right
/// (chosen once for all factors and languages, on trades and sources left out).
const THRESHOLD: f32 = 0.55;

/// Rarity is kept in bytes of this step.
pub const RARITY_STEP: f32 = 0.05;

const FORMAT: &[u8; 16] = b"rater.comments/1";

/// A model ready to read with.
#[derive(Clone)]
pub struct Model {
    rarity: Vec<u8>,
    /// Eight weights, each plus 128.
    rows: Vec<[u8; OUTPUTS]>,
    step: Scores,
    cues: Vec<Scores>,
    signs: [Scores; SIGNS],
    bias: Scores,
    /// What a factor's probability has to reach.
    pub thresholds: [f32; 5],
    concepts: Vec<String>,
}

/// The weights as they were fitted: per output over all columns.
pub struct Weights<'a> {
    /// Rarity of each bucket.
    pub rarity: &'a [f32],
    /// For each output a weight per column: buckets, then cues (twice the concepts), then signs, then the bias.
    pub columns: [Vec<f32>; OUTPUTS],
    /// What a cue or sign counts in a row.
    pub scale: f32,
    /// The names of the concepts, in the order of the columns.
    pub concepts: Vec<String>,
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rounded into the range before")]
fn byte(value: f32) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}

/// What a weight plus 128 is kept as.
fn shifted(value: f32) -> u8 {
    byte(value.round().clamp(-127.0, 127.0) + 128.0)
}

impl Model {
    /// Rounds fitted weights to what is kept.
    #[must_use]
    pub fn of(weights: &Weights<'_>) -> Self {
        let rarity: Vec<u8> = weights.rarity.iter().map(|idf| byte(idf / RARITY_STEP)).collect();
        let mut step = [1.0; OUTPUTS];
        for (step, columns) in step.iter_mut().zip(&weights.columns) {
            let largest = columns[..BUCKETS].iter().zip(weights.rarity).map(|(w, r)| (w * r).abs()).fold(0.0, f32::max);
            *step = (largest / 127.0).max(1e-9);
        }
        let row = |bucket: usize| {
            let mut row = [0; OUTPUTS];
            for output in 0..OUTPUTS {
                row[output] = shifted(weights.columns[output][bucket] * weights.rarity[bucket] / step[output]);
            }
            row
        };
        let column = |column: usize, scale: f32| {
            let mut scores = [0.0; OUTPUTS];
            for (score, columns) in scores.iter_mut().zip(&weights.columns) {
                *score = columns[column] * scale;
            }
            scores
        };
        let cues = 2 * weights.concepts.len();
        let mut signs = [[0.0; OUTPUTS]; SIGNS];
        for (sign, scores) in signs.iter_mut().enumerate() {
            *scores = column(BUCKETS + cues + sign, weights.scale);
        }
        Self {
            rarity,
            rows: (0..BUCKETS).map(row).collect(),
            step,
            cues: (0..cues).map(|cue| column(BUCKETS + cue, weights.scale)).collect(),
            signs,
            bias: column(BUCKETS + cues + SIGNS, 1.0),
            thresholds: [THRESHOLD; 5],
            concepts: weights.concepts.clone(),
        }
    }

    /// The names of the concepts it knows, in the order of their numbers.
    #[must_use]
    pub fn concepts(&self) -> &[String] {
        &self.concepts
    }

    /// The sums of a block and the length it is brought down from.
    ///
    /// A row is one number of eight bytes, each a weight plus 128; two halves of four lanes are added up apart, so that a lane
    /// holds 257 rows before it is emptied.
    fn block(&self, buckets: &[u32]) -> ([i32; OUTPUTS], f32) {
        const EVEN: u64 = 0x00ff_00ff_00ff_00ff;
        let mut sums = [0_i32; OUTPUTS];
        let mut square = 0_u64;
        for part in buckets.chunks(256) {
            let (mut even, mut odd) = (0_u64, 0_u64);
            for &bucket in part {
                let row = u64::from_le_bytes(self.rows[bucket as usize]);
                even += row & EVEN;
                odd += (row >> 8) & EVEN;
                let rarity = u64::from(self.rarity[bucket as usize]);
                square += rarity * rarity;
            }
            let shift = 128 * i32::try_from(part.len()).unwrap_or(0);
            for lane in 0..OUTPUTS / 2 {
                let of = |lanes: u64| i32::from((lanes >> (16 * lane)) as u16);
                sums[2 * lane] += of(even) - shift;
                sums[2 * lane + 1] += of(odd) - shift;
            }
        }
        #[allow(clippy::cast_precision_loss, reason = "an integer far below 2^53")]
        let length = (square as f32).sqrt() * RARITY_STEP;
        (sums, if 0.0 < length { length } else { 1.0 })
    }

    /// The scores of a clause.
    #[must_use]
    pub fn scores(&self, features: &Features) -> Scores {
        self.measured(features).0
    }

    /// The scores of a clause, and the lengths that its blocks were brought down from.
    #[must_use]
    pub fn measured(&self, features: &Features) -> (Scores, [f32; 2]) {
        let mut scores = self.bias;
        let mut lengths = [1.0; 2];
        for (buckets, slot) in [&features.words, &features.letters].into_iter().zip(&mut lengths) {
            let (sums, length) = self.block(buckets);
            *slot = length;
            for output in 0..OUTPUTS {
                #[allow(clippy::cast_precision_loss, reason = "sums of bytes")]
                let sum = sums[output] as f32;
                scores[output] += sum * self.step[output] / length;
            }
        }
        for row in features
            .cues
            .iter()
            .map(|&cue| &self.cues[cue as usize])
            .chain(features.signs.iter().map(|&s| &self.signs[s as usize]))
        {
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += weight;
            }
        }
        (scores, lengths)
    }

    /// The factors whose probability is reached, the likeliest polarity, and the scores they come from.
    #[must_use]
    pub fn labels(&self, features: &Features) -> (Factors, Polarity, Scores) {
        self.labels_of(self.scores(features))
    }

    /// The same, from scores that may hold more than the model's own.
    #[must_use]
    pub fn labels_of(&self, scores: Scores) -> (Factors, Polarity, Scores) {
        let reaches = |factor: &Factor| self.thresholds[factor.place()] <= probability(scores[factor.place()]);
        let factors = Factor::ALL.into_iter().filter(reaches).collect();
        let best = (1..3).fold(0, |best, next| if scores[5 + best] < scores[5 + next] { next } else { best });
        (factors, Polarity::ALL[best], scores)
    }

    /// How rare a bucket is, in steps of [`RARITY_STEP`].
    #[must_use]
    pub fn rarity(&self, bucket: u32) -> u8 {
        self.rarity[bucket as usize]
    }

    /// What a cue adds to the scores.
    #[must_use]
    pub fn cue(&self, cue: u32) -> Scores {
        self.cues.get(cue as usize).copied().unwrap_or_default()
    }

    /// What buckets add to the scores together, before their block is brought to its length.
    #[must_use]
    pub fn buckets(&self, buckets: &[u32]) -> Scores {
        let (sums, _) = self.block(buckets);
        #[allow(clippy::cast_precision_loss, reason = "sums of bytes")]
        std::array::from_fn(|output| sums[output] as f32 * self.step[output])
    }

    /// The bytes of the file of a model.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = FORMAT.to_vec();
        let names = self.concepts.join("\n");
        bytes.extend(u32::try_from(names.len()).unwrap_or(0).to_le_bytes());
        bytes.extend(names.as_bytes());
        let floats = self.step.iter().chain(&self.bias).chain(&self.thresholds);
        let floats = floats.chain(self.signs.iter().flatten()).chain(self.cues.iter().flatten());
        floats.for_each(|float| bytes.extend(float.to_le_bytes()));
        bytes.extend(&self.rarity);
        bytes.extend(self.rows.iter().flatten());
        bytes
    }

    /// A model from the bytes of its file.
    ///
    /// # Errors
    ///
    /// If the bytes are not a whole model of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadModel> {
        let mut rest = bytes.strip_prefix(FORMAT).ok_or(BadModel)?;
        let mut take = |count: usize| -> Result<&[u8], BadModel> {
            let (taken, after) = rest.split_at_checked(count).ok_or(BadModel)?;
            rest = after;
            Ok(taken)
        };
        let length = u32::from_le_bytes(take(4)?.try_into().map_err(|_| BadModel)?);
        let names = std::str::from_utf8(take(length as usize)?).map_err(|_| BadModel)?;
        let concepts: Vec<String> = names.lines().map(str::to_owned).collect();
        let mut float =
            || -> Result<f32, BadModel> { Ok(f32::from_le_bytes(take(4)?.try_into().map_err(|_| BadModel)?)) };
        let mut model = Self {
            rarity: vec![],
            rows: vec![],
            step: [0.0; OUTPUTS],
            cues: vec![[0.0; OUTPUTS]; 2 * concepts.len()],
            signs: [[0.0; OUTPUTS]; SIGNS],
            bias: [0.0; OUTPUTS],
            thresholds: [0.0; 5],
            concepts,
        };
        let floats = model.step.iter_mut().chain(&mut model.bias).chain(&mut model.thresholds);
        for slot in floats.chain(model.signs.iter_mut().flatten()).chain(model.cues.iter_mut().flatten()) {
            *slot = float()?;
        }
        model.rarity = take(BUCKETS)?.to_vec();
        model.rows = take(BUCKETS * OUTPUTS)?.as_chunks::<OUTPUTS>().0.to_vec();
        if rest.is_empty() { Ok(model) } else { Err(BadModel) }
    }
}

/// The models of all languages, in the order of `Language::ALL`.
#[derive(Clone)]
pub struct Models(pub [Model; 3]);

impl Models {
    /// The bytes of their file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![];
        for model in &self.0 {
            let own = model.to_bytes();
            bytes.extend(u32::try_from(own.len()).unwrap_or(0).to_le_bytes());
            bytes.extend(own);
        }
        bytes
    }

    /// Models from the bytes of their file.
    ///
    /// # Errors
    ///
    /// If the bytes are not three whole models of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadModel> {
        let mut rest = bytes;
        let mut next = || -> Result<Model, BadModel> {
            let (length, after) = rest.split_at_checked(4).ok_or(BadModel)?;
            let length = u32::from_le_bytes(length.try_into().map_err(|_| BadModel)?);
            let (own, after) = after.split_at_checked(length as usize).ok_or(BadModel)?;
            rest = after;
            Model::from_bytes(own)
        };
        let models = [next()?, next()?, next()?];
        if rest.is_empty() { Ok(Self(models)) } else { Err(BadModel) }
    }
}

/// The bytes are no model of this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadModel;

impl std::fmt::Display for BadModel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("The model file is not one of this version of Rater; make it again with `cargo xtask train`.")
    }
}

impl std::error::Error for BadModel {}

/// From a score to a probability.
#[must_use]
pub fn probability(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

#[cfg(test)]
mod tests {
    use super::{BadModel, Model, Models, OUTPUTS, Weights};
    use crate::feature::{BUCKETS, Features, SIGNS};

    /// Two concepts; bucket 7 weighs 0.5 for reliability and −0.25 for neutral, its rarity is 2; the first cue weighs 1 for assurance.
    fn model() -> Model {
        let width = BUCKETS + 4 + SIGNS + 1;
        let mut columns: [Vec<f32>; OUTPUTS] = std::array::from_fn(|_| vec![0.0; width]);
        (columns[0][7], columns[7][7]) = (0.5, -0.25);
        columns[1][BUCKETS] = 1.0;
        columns[2][width - 1] = -3.0;
        let mut rarity = vec![1.0; BUCKETS];
        rarity[7] = 2.0;
        let concepts = vec!["a.b".to_owned(), "c.d".to_owned()];
        Model::of(&Weights { rarity: &rarity, columns, scale: 0.3, concepts })
    }

    #[test]
    fn scores_are_those_of_the_formula() {
        let features =
            Features { words: vec![7, 8], letters: vec![], cues: vec![0], signs: vec![], ..Features::default() };
        let scores = model().scores(&features);
        // Words: 2 · 0.5 / √(2² + 1²) = 0.447; cue: 0.3 · 1; bias −3; neutral: 2 · −0.25 / √5 = −0.224.
        for (output, expected) in [(0, 0.447), (1, 0.3), (2, -3.0), (7, -0.224), (3, 0.0)] {
            assert!((scores[output] - expected).abs() < 0.005, "{output}: {}", scores[output]);
        }
    }

    #[test]
    fn many_features_are_added_up_as_few_are() {
        // 600 times the same: three lots of at most 256; the score is 600 · 1 / √(600 · 4).
        let features = Features { words: vec![7; 600], ..Features::default() };
        assert!((model().scores(&features)[0] - 600.0 / 2400.0_f32.sqrt()).abs() < 0.1);
        // A word of twenty thousand letters: the sum of squares is beyond 32 bits.
        let features = Features { letters: vec![7; 4_000_000], ..Features::default() };
        assert!(model().scores(&features)[0].is_finite());
    }

    #[test]
    fn a_model_is_read_as_it_was_written_and_half_a_one_is_refused() {
        let one = model();
        let bytes = Models([one.clone(), one.clone(), one.clone()]).to_bytes();
        let back = Models::from_bytes(&bytes).expect("it is whole");
        assert_eq!(back.to_bytes(), bytes);
        let features = Features { words: vec![7], cues: vec![0], ..Features::default() };
        assert_eq!(back.0[2].scores(&features), one.scores(&features));
        for length in [0, 15, 100, bytes.len() / 2, bytes.len() - 1] {
            assert_eq!(Models::from_bytes(&bytes[..length]).err(), Some(BadModel), "{length}");
        }
        assert_eq!(Models::from_bytes(&[&bytes[..], b"x"].concat()).err(), Some(BadModel));
    }
}
