//! An organisation's own layer: a few weights that are added to what the built-in model says.
//!
//! Formula: score_k = model_k + Σ_buckets rarity·v_k / ‖rarity‖ + Σ_cues v_k + Σ_signs v_k + v_k + block·d_k, the last where it
//! leans on blocks of numbers; rarity and lengths are the model's.
//! Separate from the model, which everybody has: a layer is one organisation's, holds no word, and belongs to the one model that it was
//! fitted beside. It refuses to be read beside another, and without the blocks that it leans on.

use std::sync::Arc;

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

use crate::embedding::{DIMENSIONS_MAX, Embedding};
use crate::feature::{BUCKETS, Features, SIGNS};
use crate::model::{Model, OUTPUTS, RARITY_STEP, Scores};

/// The most columns that have weights; with eight outputs each, some thirty thousand weights.
pub const COLUMNS_MAX: usize = 4096;

const FORMAT: &[u8; 16] = b"rater.own-layer1";
/// The same with weights of blocks before the columns.
const FORMAT_DENSE: &[u8; 16] = b"rater.own-layer2";
/// A column, and its weights.
const ENTRY: usize = 4 + 2 * OUTPUTS;
/// Format, fingerprint, concepts, steps.
const HEAD: usize = 16 + 8 + 4 + 4 * OUTPUTS;
/// The largest weight as it is kept.
const LARGEST: f32 = 32_767.0;

/// The weights of an organisation.
#[derive(Clone, PartialEq)]
pub struct Layer {
    /// Of the models beside which it was fitted.
    fingerprint: u64,
    concepts: u32,
    step: Scores,
    /// Columns that have weights, in order.
    rows: Vec<(u32, [i16; OUTPUTS])>,
    /// The place of each column's weights, from 1; nought where it has none.
    place: Vec<u16>,
    dense: Option<Dense>,
}

/// Weights of blocks.
#[derive(Clone)]
struct Dense {
    /// Of what made the blocks beside which they were fitted.
    fingerprint: u64,
    /// For each number of a clause's block.
    weights: Vec<Scores>,
    /// What makes blocks, where it is at hand.
    embedding: Option<Arc<dyn Embedding>>,
}

impl PartialEq for Dense {
    fn eq(&self, other: &Self) -> bool {
        (self.fingerprint, &self.weights) == (other.fingerprint, &other.weights)
    }
}

impl std::fmt::Debug for Layer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Layer of {} columns beside {:016x}", self.rows.len(), self.fingerprint)
    }
}

/// The bytes are no layer of this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadLayer;

impl Layer {
    /// Keeps of fitted weights what counts: per output a weight per column, as they are to be multiplied with a clause's features;
    /// of more than [`COLUMNS_MAX`] columns, those that weigh most.
    #[must_use]
    pub fn of(columns: &[Vec<f32>; OUTPUTS], scale: f32, concepts: usize, fingerprint: u64) -> Self {
        let bias = BUCKETS + 2 * concepts + SIGNS;
        let value = |output: usize, column: usize| {
            columns[output][column] * if (BUCKETS..bias).contains(&column) { scale } else { 1.0 }
        };
        let mut step = [0.0; OUTPUTS];
        for (output, step) in step.iter_mut().enumerate() {
            let largest = (0..=bias).map(|column| value(output, column).abs()).fold(0.0, f32::max);
            *step = if 0.0 < largest { largest / LARGEST } else { 1.0 };
        }
        #[allow(clippy::cast_possible_truncation, reason = "at most the largest, by the step")]
        let kept = |output: usize, column: usize| (value(output, column) / step[output]).round() as i16;
        let mut rows: Vec<(u32, [i16; OUTPUTS])> = (0..=bias)
            .filter(|column| columns.iter().any(|weights| weights[*column] != 0.0))
            .map(|column| {
                let row = std::array::from_fn(|output| kept(output, column));
                (u32::try_from(column).unwrap_or(u32::MAX), row)
            })
            .filter(|(_, row)| *row != [0; OUTPUTS])
            .collect();
        if COLUMNS_MAX < rows.len() {
            let weight =
                |row: &[i16; OUTPUTS]| row.iter().zip(step).map(|(w, s)| (f32::from(*w) * s).abs()).sum::<f32>();
            rows.sort_by(|a, b| weight(&b.1).total_cmp(&weight(&a.1)).then(a.0.cmp(&b.0)));
            rows.truncate(COLUMNS_MAX);
            rows.sort_unstable_by_key(|(column, _)| *column);
        }
        Self::placed(fingerprint, u32::try_from(concepts).unwrap_or(u32::MAX), step, rows)
    }

    fn placed(fingerprint: u64, concepts: u32, step: Scores, rows: Vec<(u32, [i16; OUTPUTS])>) -> Self {
        let mut place = vec![0; BUCKETS + 2 * concepts as usize + SIGNS + 1];
        for (at, (column, _)) in (1..).zip(&rows) {
            place[*column as usize] = at;
        }
        Self { fingerprint, concepts, step, rows, place, dense: None }
    }

    /// The same layer leaning on what makes blocks, with a weight for each number of a block.
    #[must_use]
    pub fn leaning(mut self, embedding: &Arc<dyn Embedding>, weights: Vec<Scores>) -> Self {
        let fingerprint = embedding.fingerprint();
        self.dense = Some(Dense { fingerprint, weights, embedding: Some(Arc::clone(embedding)) });
        self
    }

    /// The layer with what it leans on, where it leans on something; none where that is something else or not at hand.
    #[must_use]
    pub fn beside(mut self, embedding: Option<&Arc<dyn Embedding>>) -> Option<Self> {
        let Some(dense) = &mut self.dense else { return Some(self) };
        let fits = |embedding: &&Arc<dyn Embedding>| embedding.fingerprint() == dense.fingerprint;
        dense.embedding = Some(Arc::clone(embedding.filter(fits)?));
        Some(self)
    }

    /// Whether it leans on what makes blocks.
    #[must_use]
    pub fn leans(&self) -> bool {
        self.dense.is_some()
    }

    /// Whether it leans on what is elsewhere, so that whoever reads with it may have to wait for seconds.
    #[must_use]
    pub fn leans_far(&self) -> bool {
        let embedding = self.dense.as_ref().and_then(|dense| dense.embedding.as_ref());
        embedding.is_some_and(|embedding| embedding.is_far())
    }

    /// The blocks of some clauses, if it leans on any; an empty one for each where it does not. None where they cannot be had now or do
    /// not fit: it would read wrongly then, and is not to be applied.
    #[must_use]
    pub fn blocks(&self, clauses: &[&str]) -> Option<Vec<Vec<f32>>> {
        let Some(Dense { weights, embedding, .. }) = &self.dense else { return Some(vec![vec![]; clauses.len()]) };
        let embedding = embedding.as_ref()?;
        if embedding.dimensions().is_some_and(|known| known != weights.len()) {
            return None;
        }
        let blocks = embedding.blocks(clauses)?;
        let fit = blocks.len() == clauses.len() && blocks.iter().all(|block| block.len() == weights.len());
        fit.then_some(blocks)
    }

    /// Of which models it is.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// How many columns have weights.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && !self.leans()
    }

    fn row(&self, column: usize) -> Option<&[i16; OUTPUTS]> {
        let place = usize::from(*self.place.get(column)?);
        Some(&self.rows.get(place.checked_sub(1)?)?.1)
    }

    fn values(&self, column: usize) -> Scores {
        let Some(row) = self.row(column) else { return [0.0; OUTPUTS] };
        std::array::from_fn(|output| f32::from(row[output]) * self.step[output])
    }

    fn first_sign(&self) -> usize {
        BUCKETS + 2 * self.concepts as usize
    }

    /// Adds its weights to what the model says of a clause with this block; `lengths` are the model's.
    pub fn add(&self, scores: &mut Scores, model: &Model, features: &Features, lengths: [f32; 2], block: &[f32]) {
        for (buckets, length) in [&features.words, &features.letters].into_iter().zip(lengths) {
            // Whole numbers, so that the order of words does not matter.
            let mut sums = [0_i64; OUTPUTS];
            for &bucket in buckets {
                if let Some(row) = self.row(bucket as usize) {
                    let rarity = i64::from(model.rarity(bucket));
                    sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += rarity * i64::from(*weight));
                }
            }
            for output in 0..OUTPUTS {
                #[allow(clippy::cast_precision_loss, reason = "a sum that is rounded once")]
                let sum = sums[output] as f32;
                scores[output] += sum * RARITY_STEP * self.step[output] / length;
            }
        }
        let cues = features.cues.iter().map(|cue| BUCKETS + *cue as usize);
        let signs = features.signs.iter().map(|sign| self.first_sign() + *sign as usize);
        for column in cues.chain(signs).chain([self.first_sign() + SIGNS]) {
            scores.iter_mut().zip(self.values(column)).for_each(|(score, weight)| *score += weight);
        }
        if let Some(Dense { weights, .. }) = &self.dense {
            for (number, weights) in block.iter().zip(weights) {
                scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += number * weight);
            }
        }
    }

    /// What a cue adds to the scores.
    #[must_use]
    pub fn cue(&self, cue: u32) -> Scores {
        self.values(BUCKETS + cue as usize)
    }

    /// What a bucket adds to the scores, before the block is brought to its length.
    #[must_use]
    pub fn bucket(&self, bucket: u32, model: &Model) -> Scores {
        let rarity = f32::from(model.rarity(bucket)) * RARITY_STEP;
        self.values(bucket as usize).map(|weight| weight * rarity)
    }

    /// The bytes it is kept as.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = if self.leans() { FORMAT_DENSE } else { FORMAT }.to_vec();
        bytes.extend(self.fingerprint.to_le_bytes());
        bytes.extend(self.concepts.to_le_bytes());
        self.step.iter().for_each(|step| bytes.extend(step.to_le_bytes()));
        if let Some(dense) = &self.dense {
            bytes.extend(dense.fingerprint.to_le_bytes());
            bytes.extend(u32::try_from(dense.weights.len()).unwrap_or(u32::MAX).to_le_bytes());
            dense.weights.iter().flatten().for_each(|weight| bytes.extend(weight.to_le_bytes()));
        }
        for (column, row) in &self.rows {
            bytes.extend(column.to_le_bytes());
            row.iter().for_each(|weight| bytes.extend(weight.to_le_bytes()));
        }
        compress_to_vec(&bytes, 6)
    }

    /// A layer from its bytes.
    ///
    /// # Errors
    ///
    /// If they are not a whole layer of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadLayer> {
        let dense_max = 12 + 4 * OUTPUTS * DIMENSIONS_MAX;
        let all = decompress_to_vec_with_limit(bytes, HEAD + dense_max + COLUMNS_MAX * ENTRY).map_err(|_| BadLayer)?;
        let (head, mut body) = all.split_at_checked(HEAD).ok_or(BadLayer)?;
        let dense = if head.starts_with(FORMAT_DENSE) { Some(dense(&mut body)?) } else { None };
        let rest = head.strip_prefix(if dense.is_some() { FORMAT_DENSE } else { FORMAT }).ok_or(BadLayer)?;
        let (fingerprint, rest) = rest.split_first_chunk().ok_or(BadLayer)?;
        let (concepts, steps) = rest.split_first_chunk().ok_or(BadLayer)?;
        let concepts = u32::from_le_bytes(*concepts);
        let mut step = [0.0; OUTPUTS];
        step.iter_mut().zip(steps.as_chunks().0).for_each(|(slot, bytes)| *slot = f32::from_le_bytes(*bytes));
        let (entries, rest) = body.as_chunks::<ENTRY>();
        if COLUMNS_MAX < entries.len() {
            return Err(BadLayer);
        }
        let whole = rest.is_empty() && concepts <= u32::from(u16::MAX) && step.iter().all(|step| step.is_finite());
        let rows: Vec<(u32, [i16; OUTPUTS])> = entries.iter().map(entry).collect();
        let last = u32::try_from(BUCKETS + SIGNS).map_err(|_| BadLayer)? + 2 * concepts;
        let ordered = rows.is_sorted_by(|a, b| a.0 < b.0) && rows.last().is_none_or(|(column, _)| *column <= last);
        if whole && ordered {
            Ok(Self { dense, ..Self::placed(u64::from_le_bytes(*fingerprint), concepts, step, rows) })
        } else {
            Err(BadLayer)
        }
    }
}

/// The weights of blocks, which stand before the columns.
fn dense(body: &mut &[u8]) -> Result<Dense, BadLayer> {
    let (fingerprint, rest) = body.split_first_chunk().ok_or(BadLayer)?;
    let (dimensions, rest) = rest.split_first_chunk().ok_or(BadLayer)?;
    let dimensions = u32::from_le_bytes(*dimensions) as usize;
    if DIMENSIONS_MAX < dimensions {
        return Err(BadLayer);
    }
    let (numbers, rest) = rest.split_at_checked(4 * OUTPUTS * dimensions).ok_or(BadLayer)?;
    *body = rest;
    let numbers: Vec<f32> = numbers.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
    if !numbers.iter().all(|number| number.is_finite()) {
        return Err(BadLayer);
    }
    let weights = numbers.as_chunks().0.to_vec();
    Ok(Dense { fingerprint: u64::from_le_bytes(*fingerprint), weights, embedding: None })
}

fn entry(bytes: &[u8; ENTRY]) -> (u32, [i16; OUTPUTS]) {
    let (column, weights) = bytes.split_at(4);
    let column = column.iter().rev().fold(0, |column, byte| column << 8 | u32::from(*byte));
    let mut row = [0; OUTPUTS];
    row.iter_mut().zip(weights.as_chunks().0).for_each(|(slot, bytes)| *slot = i16::from_le_bytes(*bytes));
    (column, row)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{BadLayer, COLUMNS_MAX, Layer};
    use crate::embedding::{DIMENSIONS_MAX, Embedding};
    use crate::feature::{BUCKETS, Features, SIGNS};
    use crate::model::{Model, OUTPUTS, Weights};
    use crate::vectors::Vectors;

    const CONCEPTS: usize = 2;
    const WIDTH: usize = BUCKETS + 2 * CONCEPTS + SIGNS + 1;

    /// Says nothing by itself; bucket 7 is twice as rare as the others.
    fn model() -> Model {
        let mut rarity = vec![1.0; BUCKETS];
        rarity[7] = 2.0;
        let columns: [Vec<f32>; OUTPUTS] = std::array::from_fn(|_| vec![0.0; WIDTH]);
        let concepts = vec!["a.b".to_owned(), "c.d".to_owned()];
        Model::of(&Weights { rarity: &rarity, columns, scale: 0.3, concepts })
    }

    fn columns() -> [Vec<f32>; OUTPUTS] {
        let mut columns: [Vec<f32>; OUTPUTS] = std::array::from_fn(|_| vec![0.0; WIDTH]);
        (columns[0][7], columns[0][8], columns[7][7]) = (0.5, -0.1, -0.25);
        columns[1][BUCKETS + 3] = 1.0;
        columns[2][BUCKETS + 2 * CONCEPTS + 1] = 2.0;
        columns[3][WIDTH - 1] = -3.0;
        columns
    }

    #[test]
    fn scores_are_those_of_the_formula() {
        let (model, layer) = (model(), Layer::of(&columns(), 0.3, CONCEPTS, 1));
        let features =
            Features { words: vec![7, 8], letters: vec![7, 7], cues: vec![3], signs: vec![1], ..Features::default() };
        let (mut scores, lengths) = model.measured(&features);
        layer.add(&mut scores, &model, &features, lengths, &[]);
        // Words: (2·0.5 − 1·0.1) / √(2² + 1²) = 0.4025; letters: 2·(2·0.5) / √(2² + 2²) = 0.7071. Neutral: −0.5/√5 − 1/√8 = −0.5772.
        // Cue: 0.3·1; sign: 0.3·2; each clause −3.
        for (output, expected) in [(0, 1.1096), (1, 0.3), (2, 0.6), (3, -3.0), (4, 0.0), (7, -0.5772)] {
            assert!((scores[output] - expected).abs() < 0.001, "{output}: {}", scores[output]);
        }
        assert!((layer.cue(3)[1] - 0.3).abs() < 1e-4 && layer.cue(2)[1].abs() < 1e-9);
        assert!((layer.bucket(7, &model)[0] - 1.0).abs() < 1e-3, "rarity times weight");
    }

    #[test]
    fn a_layer_is_read_as_it_was_written_and_half_a_one_is_refused() {
        let layer = Layer::of(&columns(), 0.3, CONCEPTS, 0x0123_4567_89ab_cdef);
        let bytes = layer.to_bytes();
        assert_eq!(Layer::from_bytes(&bytes), Ok(layer));
        for length in [0, 10, bytes.len() / 2, bytes.len() - 1] {
            assert_eq!(Layer::from_bytes(&bytes[..length]), Err(BadLayer), "{length}");
        }
        let packed = |bytes: &[u8]| miniz_oxide::deflate::compress_to_vec(bytes, 6);
        let plain = miniz_oxide::inflate::decompress_to_vec(&bytes).expect("it was packed");
        assert_eq!(Layer::from_bytes(&packed(&plain[..plain.len() - 1])), Err(BadLayer));
        // A column beyond the last, and one that is there twice.
        let last = plain.len() - super::ENTRY;
        let beyond = [&plain[..last], &[0xff; 4], &plain[last + 4..]].concat();
        assert_eq!(Layer::from_bytes(&packed(&beyond)), Err(BadLayer));
        let twice = [&plain[..], &plain[last..]].concat();
        assert_eq!(Layer::from_bytes(&packed(&twice)), Err(BadLayer));
    }

    #[test]
    fn what_leans_on_word_vectors_is_read_beside_them_alone() {
        let table = |text: &str| -> Arc<dyn Embedding> { Arc::new(Vectors::read(text.as_bytes()).expect("a table")) };
        let vectors = table("slow 1 0\nfast -1 0\n");
        let weights = vec![[2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -1.0], [0.0; OUTPUTS]];
        let layer = Layer::of(&columns(), 0.3, CONCEPTS, 1).leaning(&vectors, weights);
        let bytes = layer.to_bytes();
        let read = Layer::from_bytes(&bytes).expect("a layer");
        assert!(read == layer && read.leans());
        assert_eq!(read.clone().beside(None), None);
        assert_eq!(read.clone().beside(Some(&table("slow 1 1\n"))), None);
        let read = read.beside(Some(&vectors)).expect("its table");
        let (model, features) = (model(), Features::default());
        let score = |block: &Vec<f32>| {
            let mut scores = [0.0; OUTPUTS];
            read.add(&mut scores, &model, &features, [1.0; 2], block);
            [scores[0], scores[7]]
        };
        // The block of "slow" is (1, 0), that of a word that is not in the table nought.
        let blocks = read.blocks(&["slow", "fast", "other"]).expect("a table has them");
        assert_eq!(blocks.iter().map(score).collect::<Vec<_>>(), [[2.0, -1.0], [-2.0, 1.0], [0.0, 0.0]]);
        let plain = miniz_oxide::inflate::decompress_to_vec(&bytes).expect("it was packed");
        let packed = |bytes: &[u8]| miniz_oxide::deflate::compress_to_vec(bytes, 6);
        let mut many = plain.clone();
        many[super::HEAD + 8..super::HEAD + 12].fill(0xff);
        assert_eq!(Layer::from_bytes(&packed(&many)), Err(BadLayer), "more numbers than any table has");
        many[super::HEAD + 8..super::HEAD + 12].copy_from_slice(&200_u32.to_le_bytes());
        assert_eq!(Layer::from_bytes(&packed(&many)), Err(BadLayer), "more numbers than there are");
        let mut odd = plain.clone();
        odd[super::HEAD + 12..super::HEAD + 16].copy_from_slice(&f32::NAN.to_le_bytes());
        assert_eq!(Layer::from_bytes(&packed(&odd)), Err(BadLayer), "no number");
        assert_eq!(Layer::from_bytes(&packed(&plain[..super::HEAD + 20])), Err(BadLayer));
        let plain = Layer::of(&columns(), 0.3, CONCEPTS, 1).beside(None).expect("others need none");
        assert_eq!(plain.blocks(&["slow", "fast"]), Some(vec![vec![]; 2]));
    }

    /// Gives whatever it was made with, and says how many numbers that has.
    #[derive(Debug)]
    struct Given(Option<usize>, Option<Vec<Vec<f32>>>);

    impl Embedding for Given {
        fn dimensions(&self) -> Option<usize> {
            self.0
        }

        fn fingerprint(&self) -> u64 {
            7
        }

        fn blocks(&self, _: &[&str]) -> Option<Vec<Vec<f32>>> {
            self.1.clone()
        }
    }

    #[test]
    fn a_layer_whose_blocks_cannot_be_had_or_do_not_fit_has_none() {
        let given = |known, blocks| -> Arc<dyn Embedding> { Arc::new(Given(known, blocks)) };
        let one = vec![vec![1.0, 0.0]];
        let layer = Layer::of(&columns(), 0.3, CONCEPTS, 1).leaning(&given(None, None), vec![[1.0; OUTPUTS]; 2]);
        let read = Layer::from_bytes(&layer.to_bytes()).expect("a layer");
        assert_eq!(read.blocks(&["slow"]), None, "nothing to lean on is at hand");
        for (known, blocks, fits) in [
            (None, Some(one.clone()), true),
            (Some(2), Some(one.clone()), true),
            (Some(2), None, false),
            // Of another model that goes by the same name.
            (Some(3), Some(one.clone()), false),
            (None, Some(vec![vec![1.0, 0.0, 0.0]]), false),
            (None, Some(vec![vec![1.0, 0.0]; 2]), false),
        ] {
            let said = format!("{known:?} {blocks:?}");
            let beside = read.clone().beside(Some(&given(known, blocks))).expect("it is the one it was fitted beside");
            assert_eq!(beside.blocks(&["slow"]), fits.then(|| one.clone()), "{said}");
        }
    }

    #[test]
    fn a_layer_that_leans_on_the_longest_blocks_is_read_as_it_was_written() {
        #[allow(clippy::cast_precision_loss, reason = "a few thousand")]
        let weights: Vec<_> = (0..DIMENSIONS_MAX).map(|n| [(n as f32).sin(); OUTPUTS]).collect();
        let given: Arc<dyn Embedding> = Arc::new(Given(None, None));
        let layer = Layer::of(&columns(), 0.3, CONCEPTS, 1).leaning(&given, weights);
        assert_eq!(Layer::from_bytes(&layer.to_bytes()), Ok(layer));
    }

    #[test]
    fn only_what_weighs_something_is_kept_and_of_too_much_the_heaviest() {
        assert_eq!(Layer::of(&columns(), 0.3, CONCEPTS, 1).len(), 5);
        let mut many = columns();
        #[allow(clippy::cast_precision_loss, reason = "a bucket's number")]
        many[4].iter_mut().take(10_000).enumerate().for_each(|(bucket, weight)| *weight = bucket as f32 / 10_000.0);
        let layer = Layer::of(&many, 0.3, CONCEPTS, 1);
        assert_eq!(layer.len(), COLUMNS_MAX);
        let model = model();
        assert!(layer.bucket(9_999, &model)[4] > 0.9 && layer.bucket(5_000, &model)[4].abs() < 1e-9);
        assert!(layer.bucket(7, &model)[0] > 0.9, "it weighs more than most");
        assert!(layer.to_bytes().len() < 100_000);
    }
}
