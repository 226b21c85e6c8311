//! Reading what customers say, before it is kept: the reader of the program, and what people of an organisation taught.
//!
//! Separate from pages and API, which both bring comments. A comment is read outside of the writer, which only keeps what was read: nobody
//! waits for somebody else's long letter.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use ::comments::embedding::Embedding;
use ::comments::refit::{Labelled, Lean, Refit, refit};
use ::comments::{Evidence, Language, Layer, Memory, Mention, Reader, Reading, Scratch};
use store::comments::{Clause, LabelledClause, Read};
use store::{Id, Scope, StoreError, Transaction};

static READER: LazyLock<Reader> = LazyLock::new(Reader::builtin);
static VERSION: LazyLock<String> = LazyLock::new(::comments::said::reader_version);

/// Word vectors or an embedding service that layers may lean on, where whoever runs the program gave one.
static EMBEDDING: OnceLock<Arc<dyn Embedding>> = OnceLock::new();
/// What comments are read with, and beside what; a layer belongs to these.
static MODEL: LazyLock<String> = LazyLock::new(|| {
    let beside = EMBEDDING.get().map_or(String::new(), |embedding| format!("+{:016x}", embedding.fingerprint()));
    format!("{:016x}{beside}", READER.fingerprint())
});

/// Lets layers lean on word vectors or a service, from the start of the program on: what was read before, or given later, has no effect.
pub fn lean_on(embedding: impl Embedding + 'static) {
    let _ = EMBEDDING.set(Arc::new(embedding));
}

/// What the people of an organisation taught: of clauses and words at once, and what was fitted from all of it.
#[derive(Debug, Default)]
pub struct Taught {
    memory: Memory,
    /// The layer and its number.
    layer: Option<(i64, Layer)>,
}

impl Taught {
    /// Whether reading with it may take seconds, because its layer leans on what is elsewhere.
    #[must_use]
    pub fn is_far(&self) -> bool {
        self.layer.as_ref().is_some_and(|(_, layer)| layer.leans_far())
    }

    /// Whether something was read without its layer though it has one.
    pub(crate) fn missed(&self, read: &Read) -> bool {
        self.layer.is_some() && !read.reader.contains('+')
    }
}

impl From<Memory> for Taught {
    fn from(memory: Memory) -> Self {
        Self { memory, layer: None }
    }
}

/// What was taught, and what it was made of.
type Kept = ([i64; 6], Arc<Taught>);

/// That of the organisations that were asked for last; ids of organisations are the same in no two databases.
static TAUGHT: LazyLock<Mutex<HashMap<Id, Kept>>> = LazyLock::new(Mutex::default);
const TAUGHT_MAX: usize = 16;

/// What the people of an organisation taught. It is made anew only when somebody said more, or was erased: strangers who write on
/// the public page cost no more than their own words.
///
/// # Errors
/// As the database says.
pub fn memory(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Arc<Taught>, StoreError> {
    let (organisation, mark) = store::comments::taught_mark(tx, scope)?;
    let kept = TAUGHT.lock().unwrap_or_else(PoisonError::into_inner).get(&organisation).cloned();
    if let Some((_, taught)) = kept.filter(|(of, _)| *of == mark) {
        return Ok(taught);
    }
    let said = store::comments::taught(tx, scope)?;
    let mut memory = Memory::of(said.iter().map(|(clause, said)| (clause.as_str(), *said)));
    for cue in store::comments::own_cues(tx, scope)?.into_iter().filter(|cue| cue.accepted) {
        memory.accept(&cue.phrase, cue.factor);
    }
    let layer = store::comments::layer(tx, scope, model())?;
    let layer = layer
        .and_then(|(sequence, weights)| Some((sequence, Layer::from_bytes(&weights).ok()?.beside(EMBEDDING.get())?)));
    let taught = Arc::new(Taught { memory, layer });
    let mut all = TAUGHT.lock().unwrap_or_else(PoisonError::into_inner);
    if TAUGHT_MAX <= all.len() {
        all.clear();
    }
    all.insert(organisation, (mark, Arc::clone(&taught)));
    Ok(taught)
}

/// The built-in model and what stands beside it, by their fingerprints.
#[must_use]
pub fn model() -> &'static str {
    &MODEL
}

/// Fits a layer to what people said of clauses, and judges it.
#[must_use]
pub fn learn(clauses: &[LabelledClause]) -> Refit {
    let labelled: Vec<Labelled<'_>> = clauses
        .iter()
        .map(|one| Labelled { comment: &one.comment, clause: &one.words, language: one.language, said: one.said })
        .collect();
    refit(&READER, &labelled, &Lean::default(), EMBEDDING.get())
}

/// What the machine alone reads in some words: for what is no comment, and is not kept as one.
#[must_use]
pub fn reading(words: &str, expected: &str) -> Reading {
    reading_with(words, expected, None)
}

fn reading_with(words: &str, expected: &str, layer: Option<&Layer>) -> Reading {
    let expected = Language::coded(expected).unwrap_or(Language::English);
    READER.read_with(words, expected, layer, &mut Scratch::default())
}

/// Reads a comment where nobody may wait: by itself at once, and in another thread where that may take seconds.
///
/// # Errors
/// [`StoreError::Unavailable`] where the other thread broke down.
pub async fn read_in_turn(words: &str, expected: &str, taught: &Arc<Taught>) -> Result<Read, StoreError> {
    if !taught.is_far() {
        return Ok(read(words, expected, taught));
    }
    let (words, expected, taught) = (words.to_owned(), expected.to_owned(), Arc::clone(taught));
    let work = tokio::task::spawn_blocking(move || read(&words, &expected, &taught));
    work.await.map_err(|_| StoreError::Unavailable("reading a comment".to_owned()))
}

/// Reads a comment, as `store::comments::fit` gave it. `expected` is the code of its language where nothing in it tells. With a layer that
/// leans on a service it may take seconds.
#[must_use]
pub fn read(words: &str, expected: &str, taught: &Taught) -> Read {
    said(words, reading_with(words, expected, taught.layer.as_ref().map(|(_, layer)| layer)), taught)
}

/// Reads comments of a file or a mailbox, each as [`read`] does, but that a service is asked for the clauses of several at once.
#[must_use]
pub fn read_several(words: &[&str], expected: &str, taught: &Taught) -> Vec<Read> {
    let layer = taught.layer.as_ref().map(|(_, layer)| layer);
    let expected = Language::coded(expected).unwrap_or(Language::English);
    let readings = READER.read_several(words, expected, layer, &mut Scratch::default());
    words.iter().zip(readings).map(|(words, reading)| said(words, reading, taught)).collect()
}

/// What was read in a comment, with what people said of its clauses and of words.
fn said(words: &str, mut reading: Reading, taught: &Taught) -> Read {
    let memory = &taught.memory;
    reading.mentions.iter_mut().for_each(|mention| sign(mention, words, memory));
    let clause = |mention: &::comments::Mention| {
        let person = words.get(mention.start..mention.end).and_then(|clause| memory.recall(clause));
        Clause::of(mention, person.map(|found| found.said))
    };
    let clauses = reading.mentions.iter().take(store::comments::MENTIONS_MAX).map(clause).collect();
    // Which reader it was stands beside what it read, with the layer that it had.
    let layer = taught.layer.as_ref().filter(|_| reading.layered);
    let own = layer.map_or(String::new(), |(sequence, _)| format!("+{sequence}"));
    Read { language: reading.language.code().to_owned(), clauses, reader: format!("{}{own}", *VERSION) }
}

/// Adds to a clause the factors whose signs people accepted, each with its words.
fn sign(mention: &mut Mention, words: &str, memory: &Memory) {
    let Some(clause) = words.get(mention.start..mention.end) else { return };
    for sign in memory.signs(clause) {
        mention.factors = mention.factors.with(sign.factor);
        let (start, end) = (mention.start + sign.start, mention.start + sign.end);
        // What people say stands before what the machine found.
        mention.evidence.insert(0, Evidence { factor: Some(sign.factor), start, end, cue: Some("own".to_owned()) });
    }
}

#[cfg(test)]
mod tests {
    use ::comments::label::{Expectation, Polarity};
    use ::comments::{Language, Memory, Said};
    use service::Factor;
    use store::comments::{By, LabelledClause};

    use super::{Taught, learn, model, read};

    #[test]
    fn what_a_person_said_of_a_clause_is_said_of_it_from_then_on() {
        let words = "Nobody answered the phone for two days.";
        let alone = read(words, "en", &Taught::default());
        assert_eq!((alone.language.as_str(), alone.clauses.len(), alone.clauses[0].by), ("en", 1, By::Machine));
        let said = Said {
            factors: std::iter::once(Factor::Tangibles).collect(),
            polarity: Polarity::Neutral,
            expectation: Expectation::None,
        };
        let taught = read(words, "en", &Memory::of([("nobody answered the phone for two days", said)]).into());
        assert_eq!((taught.clauses[0].by, taught.clauses[0].said), (By::Person, said));
        assert_eq!(taught.clauses[0].machine, alone.clauses[0].said);
    }

    #[test]
    fn with_a_layer_a_clause_is_read_otherwise_and_which_layer_it_was_is_noted() {
        let said = |factors: ::comments::Factors| Said {
            factors,
            polarity: Polarity::Neutral,
            expectation: Expectation::None,
        };
        let clause = |n: usize| {
            let factors = (n.is_multiple_of(2)).then_some(Factor::Tangibles).into_iter().collect();
            let words =
                if n.is_multiple_of(2) { format!("The gribbler number {n}") } else { format!("A song number {n}") };
            LabelledClause { comment: format!("{n}"), words, language: Language::English, said: said(factors) }
        };
        let made = learn(&(0..120).map(clause).collect::<Vec<_>>());
        assert_eq!(format!("{:016x}", made.layer.fingerprint()), model());
        let alone = read("The gribbler again", "en", &Taught::default());
        let taught = Taught { layer: Some((7, made.layer)), ..Taught::default() };
        let read = read("The gribbler again", "en", &taught);
        assert_eq!((read.clauses[0].by, read.reader), (By::Machine, format!("{}+7", alone.reader)));
        assert!(!alone.clauses[0].said.factors.has(Factor::Tangibles), "{alone:?}");
        assert!(read.clauses[0].said.factors.has(Factor::Tangibles), "{:?}", read.clauses);
    }

    #[test]
    fn accepted_words_bring_their_factor_and_are_shown() {
        let words = "We waited. The pager never buzzed!";
        let mut memory = Memory::default();
        memory.accept("never buzzed", Factor::Assurance);
        memory.accept("pager", Factor::Assurance);
        let read = read(words, "en", &memory.into());
        let clause = read.clauses.last().expect("a clause");
        assert!(clause.said.factors.has(Factor::Assurance) && clause.machine.factors.has(Factor::Assurance));
        let own = clause.evidence.iter().filter(|one| one.cue.as_deref() == Some("own"));
        let mut shown: Vec<&str> = own.map(|one| &words[one.start..one.end]).collect();
        shown.sort_unstable();
        assert_eq!(shown, ["never buzzed", "pager"]);
        assert!(!read.clauses[0].said.factors.has(Factor::Assurance));
    }
}
