//! Reading a comment: its language, its clauses, and what each says.
//!
//! Separate from the parts it puts together. Every label can be pointed at: a mention carries the words that brought it, cues
//! first, then whichever words weigh most in the model. What it does not know it says: no factor is an answer, and each mention
//! has a confidence.

use std::sync::OnceLock;

use miniz_oxide::inflate::decompress_to_vec;
use service::Factor;

use crate::clause::clauses;
use crate::cue::{Concept, Finder, Hits, builtin};
use crate::embedding::TOGETHER;
use crate::feature::{Features, OfWord};
use crate::hash;
use crate::label::{Expectation, Factors, Polarity};
use crate::language::Language;
use crate::layer::Layer;
use crate::model::{BadModel, Model, Models, OUTPUTS, Scores, probability};
use crate::words::Words;

/// Words that show a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The factor they show; none when they show the polarity.
    pub factor: Option<Factor>,
    /// Where they begin in the comment, in bytes.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// The cue that fired, as `topic.id`; none when the model alone chose the words.
    pub cue: Option<String>,
}

/// What one clause says.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Where it begins in the comment, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it is about.
    pub factors: Factors,
    /// Whether something fell short.
    pub polarity: Polarity,
    /// What it says of the expectation.
    pub expectation: Expectation,
    /// The probability of each factor, in the order of RATER.
    pub probabilities: [f32; 5],
    /// The lowest probability among the labels given.
    pub confidence: f32,
    /// The words that show it, factors first.
    pub evidence: Vec<Evidence>,
}

/// What a comment says.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The language it was read in.
    pub language: Language,
    /// Its clauses, in order.
    pub mentions: Vec<Mention>,
    /// Whether an organisation's own layer was applied: one of other models, or whose blocks cannot be had, is not.
    pub layered: bool,
}

/// A layer, and the block of a clause that it leans on.
type Own<'a> = (&'a Layer, &'a [f32]);

/// Room that is used again from comment to comment.
#[derive(Debug, Default)]
pub struct Scratch {
    words: Words,
    hits: Hits,
    features: Features,
}

/// Reads comments.
pub struct Reader {
    finders: Vec<Finder>,
    models: Models,
    fingerprint: OnceLock<u64>,
    top: Vec<bool>,
    fine: Option<u16>,
}

/// Concepts that say more than was expected was given.
const EXCEEDING: [&str; 4] =
    ["tone.praise-top", "tone.better-than-expected", "empathy.personal-extra", "responsiveness.effort"];

/// The most words shown per factor.
const SHOWN_MAX: usize = 3;

/// A word that adds less than this is no evidence.
const WEIGHT_MIN: f32 = 0.08;

/// All concepts of the program, in the order of their numbers.
#[must_use]
pub fn concepts() -> Vec<Concept> {
    let mut all: Vec<Concept> = Language::ALL.iter().flat_map(|l| builtin(l.code())).map(|cue| cue.concept).collect();
    all.sort();
    all.dedup();
    all
}

/// The finders of the program, in the order of the languages.
#[must_use]
pub fn finders(concepts: &[Concept]) -> Vec<Finder> {
    let of = |language: &Language| Finder::new(&builtin(language.code()), concepts, language.numbers());
    Language::ALL.iter().map(of).collect()
}

impl Reader {
    /// A reader with these models.
    ///
    /// # Errors
    ///
    /// If a model was made with other concepts than the program has.
    pub fn new(models: Models) -> Result<Self, BadModel> {
        let concepts = concepts();
        let names: Vec<String> = concepts.iter().map(Concept::name).collect();
        if models.0.iter().any(|model| names != model.concepts()) {
            return Err(BadModel);
        }
        let place = |name: &str| names.iter().position(|n| n == name).and_then(|p| u16::try_from(p).ok());
        let top = names.iter().map(|name| EXCEEDING.contains(&name.as_str())).collect();
        let fine = place("tone.fine");
        Ok(Self { finders: finders(&concepts), models, fingerprint: OnceLock::new(), top, fine })
    }

    /// The reader of the program.
    ///
    /// # Panics
    ///
    /// If the model of the program is not of this version; a test reads it.
    #[must_use]
    pub fn builtin() -> Self {
        let packed = include_bytes!(concat!(env!("OUT_DIR"), "/model"));
        let models = decompress_to_vec(packed).map_err(|_| BadModel);
        let models = models.and_then(|bytes| Models::from_bytes(&bytes));
        models.and_then(Self::new).expect("the model of the program is checked by a test")
    }

    fn model(&self, language: Language) -> &Model {
        &self.models.0[language as usize]
    }

    /// Of how many concepts its models know.
    #[must_use]
    pub fn concepts(&self) -> usize {
        self.models.0[0].concepts().len()
    }

    /// What tells its models from others: FNV-1a of their bytes, 64 bits.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        *self.fingerprint.get_or_init(|| hash::of(&self.models.to_bytes(), hash::SEED))
    }

    /// A layer, unless it is of other models.
    fn own<'a>(&self, layer: Option<&'a Layer>) -> Option<&'a Layer> {
        layer.filter(|layer| layer.fingerprint() == self.fingerprint())
    }

    /// Reads a comment. `expected` is its language where nothing in it tells.
    #[must_use]
    pub fn read(&self, text: &str, expected: Language, scratch: &mut Scratch) -> Reading {
        self.read_with(text, expected, None, scratch)
    }

    /// Reads a comment with an organisation's own layer; one of other models counts for nothing, and so does one that leans on blocks while
    /// these cannot be had. Those of all clauses are asked for at once.
    #[must_use]
    pub fn read_with(&self, text: &str, expected: Language, layer: Option<&Layer>, scratch: &mut Scratch) -> Reading {
        let own = self.own(layer);
        let blocks = |spans: &[(usize, usize)]| match own {
            Some(layer) if layer.leans() => layer.blocks(&texts(text, spans)),
            _ => Some(vec![]),
        };
        self.read_beside(text, expected, own, blocks, scratch)
    }

    /// Reads several comments as one, but that blocks are asked for together, of [`TOGETHER`] clauses at most and at least of one comment.
    #[must_use]
    pub fn read_several(
        &self,
        comments: &[&str],
        expected: Language,
        layer: Option<&Layer>,
        scratch: &mut Scratch,
    ) -> Vec<Reading> {
        let Some(layer) = self.own(layer).filter(|layer| layer.leans()) else {
            return comments.iter().map(|text| self.read_with(text, expected, layer, scratch)).collect();
        };
        let mut readings = Vec::with_capacity(comments.len());
        while readings.len() < comments.len() {
            let from = readings.len();
            let (mut to, mut clauses) = (from, vec![]);
            while let Some(text) = comments.get(to) {
                let more = texts(text, &self.cut(text, expected, scratch).1);
                if from < to && TOGETHER < clauses.len() + more.len() {
                    break;
                }
                clauses.extend(more);
                to += 1;
            }
            let mut blocks = layer.blocks(&clauses).map(Vec::into_iter);
            for text in &comments[from..to] {
                let own = |spans: &[(usize, usize)]| Some(blocks.as_mut()?.by_ref().take(spans.len()).collect());
                readings.push(self.read_beside(text, expected, Some(layer), own, scratch));
            }
        }
        readings
    }

    /// The language of a comment and its clauses. Its words are there afterwards.
    fn cut(&self, text: &str, expected: Language, scratch: &mut Scratch) -> (Language, Vec<(usize, usize)>) {
        scratch.words.read(text);
        let language = Language::of(text, &scratch.words, expected);
        (language, clauses(text, &scratch.words, language))
    }

    /// Reads a comment with a layer, unless there are no blocks of its clauses.
    fn read_beside(
        &self,
        text: &str,
        expected: Language,
        layer: Option<&Layer>,
        blocks: impl FnOnce(&[(usize, usize)]) -> Option<Vec<Vec<f32>>>,
        scratch: &mut Scratch,
    ) -> Reading {
        let (language, spans) = self.cut(text, expected, scratch);
        let own = layer.and_then(|layer| Some((layer, blocks(&spans)?)));
        // The words of a comment of one clause are there already.
        let whole = matches!(spans.as_slice(), [(0, end)] if *end == text.len());
        let mut clause = |(place, &(start, end)): (usize, &(usize, usize))| {
            if !whole {
                scratch.words.read(&text[start..end]);
            }
            let own = own.as_ref().map(|(layer, blocks)| (*layer, blocks.get(place).map_or(&[][..], Vec::as_slice)));
            self.clause(start, end, language, own, scratch)
        };
        let mentions = spans.iter().enumerate().map(&mut clause).collect();
        Reading { language, mentions, layered: own.is_some() }
    }

    /// The labels of a clause and how sure they are, without the words that show them.
    #[must_use]
    pub fn label(&self, text: &str, language: Language, scratch: &mut Scratch) -> (Factors, Polarity, Scores) {
        self.label_with(text, language, None, scratch)
    }

    /// The same with an organisation's own layer.
    #[must_use]
    pub fn label_with(
        &self,
        text: &str,
        language: Language,
        layer: Option<&Layer>,
        scratch: &mut Scratch,
    ) -> (Factors, Polarity, Scores) {
        let own = self.own(layer).and_then(|layer| Some((layer, layer.blocks(&[text])?.pop().unwrap_or_default())));
        self.label_of(text, language, own.as_ref().map(|(layer, block)| (*layer, block.as_slice())), scratch)
    }

    /// The same with the block of the clause, where the layer leans on one.
    pub(crate) fn label_of(
        &self,
        text: &str,
        language: Language,
        own: Option<Own<'_>>,
        scratch: &mut Scratch,
    ) -> (Factors, Polarity, Scores) {
        scratch.words.read(text);
        self.labels(language, own, scratch).0
    }

    /// What a clause shows, and the model that reads it.
    pub(crate) fn features<'a>(
        &self,
        text: &str,
        language: Language,
        scratch: &'a mut Scratch,
    ) -> (&Model, &'a Features) {
        scratch.words.read(text);
        self.seen(language, scratch)
    }

    /// What the clause shows whose words were read last.
    fn seen<'a>(&self, language: Language, scratch: &'a mut Scratch) -> (&Model, &'a Features) {
        self.finders[language as usize].find(&scratch.words, &mut scratch.hits);
        scratch.features.read(&scratch.words, &scratch.hits);
        (self.model(language), &scratch.features)
    }

    /// The labels of the clause whose words were read last, and the lengths that its features were brought down from.
    fn labels(
        &self,
        language: Language,
        own: Option<Own<'_>>,
        scratch: &mut Scratch,
    ) -> ((Factors, Polarity, Scores), [f32; 2]) {
        self.seen(language, scratch);
        let (model, features) = (self.model(language), &scratch.features);
        let (mut scores, lengths) = model.measured(features);
        if let Some((layer, block)) = own {
            layer.add(&mut scores, model, features, lengths, block);
        }
        (model.labels_of(scores), lengths)
    }

    fn clause(
        &self,
        start: usize,
        end: usize,
        language: Language,
        own: Option<Own<'_>>,
        scratch: &mut Scratch,
    ) -> Mention {
        let ((factors, polarity, scores), lengths) = self.labels(language, own, scratch);
        let layer = own.map(|(layer, _)| layer);
        let mut probabilities = [0.0; 5];
        for (slot, score) in probabilities.iter_mut().zip(scores) {
            *slot = probability(score);
        }
        let shares = Polarity::ALL.map(|p| scores[5 + p as usize].exp());
        let polarity_share = shares[polarity as usize] / shares.iter().sum::<f32>();
        let doubt = |factor: Factor| {
            let p = probabilities[factor.place()];
            if factors.has(factor) { p } else { 1.0 - p }
        };
        let confidence = Factor::ALL.into_iter().map(doubt).fold(polarity_share, f32::min);
        let mut evidence = self.evidence(factors, polarity, self.model(language), layer, lengths, scratch);
        for shown in &mut evidence {
            shown.start += start;
            shown.end += start;
        }
        let expectation = self.expectation(polarity, &scratch.hits);
        Mention { start, end, factors, polarity, expectation, probabilities, confidence, evidence }
    }

    fn expectation(&self, polarity: Polarity, hits: &Hits) -> Expectation {
        let fires =
            |wanted: &dyn Fn(u16) -> bool| hits.as_slice().iter().any(|hit| !hit.negated && wanted(hit.concept));
        match polarity {
            Polarity::Complaint => Expectation::Disappointed,
            Polarity::Compliment if fires(&|concept| self.top[usize::from(concept)]) => Expectation::Exceeded,
            Polarity::Compliment => Expectation::Met,
            Polarity::Neutral if fires(&|concept| Some(concept) == self.fine) => Expectation::Met,
            Polarity::Neutral => Expectation::None,
        }
    }

    fn evidence(
        &self,
        factors: Factors,
        polarity: Polarity,
        model: &Model,
        layer: Option<&Layer>,
        lengths: [f32; 2],
        scratch: &Scratch,
    ) -> Vec<Evidence> {
        if factors.is_empty() && polarity == Polarity::Neutral {
            return vec![];
        }
        let weights = word_weights(model, layer, lengths, scratch);
        let mut evidence = vec![];
        for factor in factors.iter() {
            show(model, layer, factor.place(), Some(factor), &weights, scratch, &mut evidence);
        }
        if polarity != Polarity::Neutral {
            show(model, layer, 5 + polarity as usize, None, &weights, scratch, &mut evidence);
        }
        evidence
    }
}

/// Clauses as they stand in a comment.
fn texts<'a>(comment: &'a str, spans: &[(usize, usize)]) -> Vec<&'a str> {
    spans.iter().map(|(start, end)| &comment[*start..*end]).collect()
}

/// The words that add most to one output: cues as they stand, then single words.
fn show(
    model: &Model,
    layer: Option<&Layer>,
    output: usize,
    factor: Option<Factor>,
    weights: &[Scores],
    scratch: &Scratch,
    evidence: &mut Vec<Evidence>,
) {
    let mut shown: Vec<(f32, usize, usize, Option<u16>)> = vec![];
    for hit in scratch.hits.as_slice() {
        let cue = 2 * u32::from(hit.concept) + u32::from(hit.negated);
        let (from, to) = (hit.from as usize, hit.to as usize);
        let own: f32 = weights[from..to].iter().map(|w| w[output]).sum();
        let taught = layer.map_or(0.0, |layer| layer.cue(cue)[output]);
        shown.push((model.cue(cue)[output] + taught + own, from, to, Some(hit.concept)));
    }
    shown.extend((0..weights.len()).map(|place| (weights[place][output], place, place + 1, None)));
    shown.retain(|(weight, ..)| WEIGHT_MIN <= *weight);
    shown.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut taken: Vec<(usize, usize)> = vec![];
    for (_, from, to, concept) in shown {
        if taken.len() == SHOWN_MAX {
            break;
        }
        if taken.iter().any(|(a, b)| *a < to && from < *b) {
            continue;
        }
        let (Some((start, _)), Some((_, end))) = (scratch.words.span(from), scratch.words.span(to - 1)) else {
            continue;
        };
        let cue = concept.map(|concept| model.concepts()[usize::from(concept)].clone());
        evidence.push(Evidence { factor, start, end, cue });
        taken.push((from, to));
    }
}

/// What each word adds to the scores by itself, its letters and half of its pairs.
fn word_weights(model: &Model, layer: Option<&Layer>, [words, letters]: [f32; 2], scratch: &Scratch) -> Vec<Scores> {
    let of_word = |of: OfWord<'_>| {
        let mut weights = [0.0; OUTPUTS];
        let parts = [(&[of.word][..], 1.0 / words), (&of.pairs[..], 0.5 / words), (of.letters, 1.0 / letters)];
        for (buckets, share) in parts {
            let mut add = |scores: Scores| {
                weights.iter_mut().zip(scores).for_each(|(weight, part)| *weight += part * share);
            };
            add(model.buckets(buckets));
            if let Some(layer) = layer {
                buckets.iter().for_each(|bucket| add(layer.bucket(*bucket, model)));
            }
        }
        weights
    };
    scratch.features.of_words().map(of_word).collect()
}

#[cfg(test)]
mod tests {
    use super::{Reader, Reading, Scratch};
    use crate::embedding::{Embedding, TOGETHER};
    use crate::label::{Expectation, Polarity};
    use crate::language::Language;
    use crate::layer::Layer;
    use crate::model::OUTPUTS;
    use proptest::prelude::*;
    use service::Factor;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, LazyLock, Mutex};

    static READER: LazyLock<Reader> = LazyLock::new(Reader::builtin);

    #[track_caller]
    fn check(text: &str, factors: &[Factor], polarity: Polarity, expectation: Expectation) {
        let reading = READER.read(text, Language::English, &mut Scratch::default());
        let [mention] = reading.mentions.as_slice() else { panic!("{text}: {reading:?}") };
        assert_eq!(mention.factors.iter().collect::<Vec<_>>(), factors, "{text}");
        assert_eq!((mention.polarity, mention.expectation), (polarity, expectation), "{text}");
    }

    #[test]
    fn plain_sentences_in_three_languages_are_read_as_the_guide_reads_them() {
        use Expectation::{Disappointed, Exceeded, Met};
        use Polarity::{Complaint, Compliment};
        check("We waited two hours in the queue.", &[Factor::Responsiveness], Complaint, Disappointed);
        check("The receptionist was polite and friendly.", &[Factor::Assurance], Compliment, Met);
        check("The food was outstanding.", &[Factor::Tangibles], Compliment, Exceeded);
        check("Kamarnya kotor dan bau.", &[Factor::Tangibles], Complaint, Disappointed);
        check("Petugasnya ramah dan sopan.", &[Factor::Assurance], Compliment, Met);
        check("Me cobraron dos veces la misma factura.", &[Factor::Reliability], Complaint, Disappointed);
        check("Nadie me explicó nada.", &[Factor::Empathy], Complaint, Disappointed);
    }

    #[test]
    fn every_factor_is_shown_by_words_of_its_clause() {
        let text = "Nice. The nurse was kind, but we waited for two hours!";
        let reading = READER.read(text, Language::English, &mut Scratch::default());
        assert_eq!(reading.mentions.len(), 3);
        for mention in &reading.mentions {
            for factor in mention.factors.iter() {
                let own = mention.evidence.iter().filter(|shown| shown.factor == Some(factor));
                assert!(own.clone().count() > 0, "{mention:?}");
                assert!(own.clone().all(|shown| mention.start <= shown.start && shown.end <= mention.end));
            }
        }
        let waiting = &reading.mentions[2];
        assert!(waiting.evidence.iter().any(|shown| text[shown.start..shown.end].contains("waited")), "{waiting:?}");
    }

    /// Knows waiting from anything else; gives nothing while it is away, and notes what it was asked for.
    #[derive(Debug, Default)]
    struct Fake {
        away: AtomicBool,
        asked: Mutex<Vec<Vec<String>>>,
    }

    impl Embedding for Fake {
        fn dimensions(&self) -> Option<usize> {
            Some(2)
        }

        fn fingerprint(&self) -> u64 {
            1
        }

        fn blocks(&self, clauses: &[&str]) -> Option<Vec<Vec<f32>>> {
            self.asked.lock().expect("nobody else").push(clauses.iter().map(|clause| (*clause).to_owned()).collect());
            let block = |clause: &&str| if clause.contains("waited") { vec![1.0, 0.0] } else { vec![0.0, 1.0] };
            (!self.away.load(Ordering::Relaxed)).then(|| clauses.iter().map(block).collect())
        }
    }

    /// Whatever else is said, waiting is about empathy.
    fn layer(fake: &Arc<Fake>) -> Layer {
        let embedding: Arc<dyn Embedding> = Arc::clone(fake) as _;
        let mut weights = vec![[0.0; OUTPUTS]; 2];
        weights[0][Factor::Empathy.place()] = 20.0;
        let columns = std::array::from_fn(|_| vec![0.0; crate::train::width(READER.concepts())]);
        Layer::of(&columns, 1.0, READER.concepts(), READER.fingerprint()).leaning(&embedding, weights)
    }

    #[test]
    fn each_clause_is_read_with_its_own_block_and_all_are_asked_for_at_once() {
        let fake = Arc::new(Fake::default());
        let layer = layer(&fake);
        let text = "The rooms were clean. We waited for two hours!";
        let read = |layer| READER.read_with(text, Language::English, layer, &mut Scratch::default());
        let [alone, with] = [read(None), read(Some(&layer))];
        let asked = std::mem::take(&mut *fake.asked.lock().expect("nobody else"));
        assert_eq!(asked, [with.mentions.iter().map(|m| text[m.start..m.end].to_owned()).collect::<Vec<_>>()]);
        let empathy = |reading: &Reading| {
            reading.mentions.iter().map(|mention| mention.factors.has(Factor::Empathy)).collect::<Vec<_>>()
        };
        assert_eq!((empathy(&alone), alone.layered), (vec![false, false], false));
        assert_eq!((empathy(&with), with.layered), (vec![false, true], true));
        // One without its block would be read wrongly: the whole comment is read as without the layer.
        fake.away.store(true, Ordering::Relaxed);
        assert_eq!(read(Some(&layer)), alone);
        let label = |layer| READER.label_with(text, Language::English, layer, &mut Scratch::default());
        assert_eq!(label(Some(&layer)), label(None));
        fake.away.store(false, Ordering::Relaxed);
        assert_ne!(label(Some(&layer)), label(None));
    }

    #[test]
    fn several_comments_are_read_as_one_by_one_and_asked_for_together() {
        let fake = Arc::new(Fake::default());
        let layer = layer(&fake);
        let asked = || std::mem::take(&mut *fake.asked.lock().expect("nobody else"));
        let letter = "We waited. It was fine. ".repeat(20);
        let comments =
            ["We waited.", "The food was good. We waited for two hours!", &letter, "", "Never again. We waited."];
        let comments: Vec<&str> = comments.iter().copied().chain((0..70).map(|_| "We waited.")).collect();
        let mut scratch = Scratch::default();
        let one_by_one: Vec<Reading> =
            comments.iter().map(|text| READER.read_with(text, Language::English, Some(&layer), &mut scratch)).collect();
        let each: Vec<Vec<String>> = asked();
        let together = READER.read_several(&comments, Language::English, Some(&layer), &mut scratch);
        assert_eq!(together, one_by_one);
        assert!(together.iter().all(|reading| reading.layered));
        let lots = asked();
        assert_eq!(lots.concat(), each.concat());
        // The letter by itself is more than is asked for together; the others fill their lots.
        assert_eq!(lots.iter().map(Vec::len).collect::<Vec<_>>(), [3, 40, TOGETHER, TOGETHER, 8]);
        let plain: Vec<Reading> =
            comments.iter().map(|text| READER.read(text, Language::English, &mut scratch)).collect();
        fake.away.store(true, Ordering::Relaxed);
        assert_eq!(READER.read_several(&comments, Language::English, Some(&layer), &mut scratch), plain);
        asked();
        assert_eq!(READER.read_several(&comments, Language::English, None, &mut scratch), plain);
        assert!(asked().is_empty());
    }

    proptest! {
        #[test]
        fn whatever_is_read_every_span_stands_in_it(text in "[a-zA-Z0-9 .,;!?'\\n–é漢🙂]{0,200}") {
            let reading = READER.read(&text, Language::Spanish, &mut Scratch::default());
            for mention in &reading.mentions {
                prop_assert!(text.get(mention.start..mention.end).is_some());
                prop_assert!((0.0..=1.0).contains(&mention.confidence));
                for shown in &mention.evidence {
                    prop_assert!(mention.start <= shown.start && shown.start < shown.end && shown.end <= mention.end);
                    prop_assert!(text.get(shown.start..shown.end).is_some());
                }
            }
        }
    }
}
