//! Reading what customers say, before it is kept: the reader of the program, and what people of an organisation taught.
//!
//! Separate from pages and API, which both bring comments. A comment is read outside of the writer, which only keeps what was read: nobody
//! waits for somebody else's long letter.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use ::comments::{Evidence, Language, Memory, Mention, Reader, Reading, Scratch};
use store::comments::{Clause, Read};
use store::{Id, Scope, StoreError, Transaction};

static READER: LazyLock<Reader> = LazyLock::new(Reader::builtin);
static VERSION: LazyLock<String> = LazyLock::new(::comments::said::reader_version);

/// A memory, and what it was made of.
type Kept = ([i64; 5], Arc<Memory>);

/// The memories of the organisations that were asked for last; ids of organisations are the same in no two databases.
static MEMORIES: LazyLock<Mutex<HashMap<Id, Kept>>> = LazyLock::new(Mutex::default);
const MEMORIES_MAX: usize = 16;

/// What the people of an organisation said of clauses. It is made anew only when somebody said more, or was erased: strangers who write on
/// the public page cost no more than their own words.
///
/// # Errors
/// As the database says.
pub fn memory(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Arc<Memory>, StoreError> {
    let (organisation, mark) = store::comments::taught_mark(tx, scope)?;
    let kept = MEMORIES.lock().unwrap_or_else(PoisonError::into_inner).get(&organisation).cloned();
    if let Some((_, memory)) = kept.filter(|(of, _)| *of == mark) {
        return Ok(memory);
    }
    let taught = store::comments::taught(tx, scope)?;
    let mut memory = Memory::of(taught.iter().map(|(clause, said)| (clause.as_str(), *said)));
    for cue in store::comments::own_cues(tx, scope)?.into_iter().filter(|cue| cue.accepted) {
        memory.accept(&cue.phrase, cue.factor);
    }
    let memory = Arc::new(memory);
    let mut all = MEMORIES.lock().unwrap_or_else(PoisonError::into_inner);
    if MEMORIES_MAX <= all.len() {
        all.clear();
    }
    all.insert(organisation, (mark, Arc::clone(&memory)));
    Ok(memory)
}

/// What the machine alone reads in some words: for what is no comment, and is not kept as one.
#[must_use]
pub fn reading(words: &str, expected: &str) -> Reading {
    let expected = Language::coded(expected).unwrap_or(Language::English);
    READER.read(words, expected, &mut Scratch::default())
}

/// Reads a comment, as `store::comments::fit` gave it. `expected` is the code of its language where nothing in it tells.
#[must_use]
pub fn read(words: &str, expected: &str, memory: &Memory) -> Read {
    let mut reading = reading(words, expected);
    reading.mentions.iter_mut().for_each(|mention| sign(mention, words, memory));
    let clause = |mention: &::comments::Mention| {
        let person = words.get(mention.start..mention.end).and_then(|clause| memory.recall(clause));
        Clause::of(mention, person.map(|found| found.said))
    };
    let clauses = reading.mentions.iter().take(store::comments::MENTIONS_MAX).map(clause).collect();
    Read { language: reading.language.code().to_owned(), clauses, reader: VERSION.clone() }
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
    use ::comments::{Memory, Said};
    use service::Factor;
    use store::comments::By;

    use super::read;

    #[test]
    fn what_a_person_said_of_a_clause_is_said_of_it_from_then_on() {
        let words = "Nobody answered the phone for two days.";
        let alone = read(words, "en", &Memory::default());
        assert_eq!((alone.language.as_str(), alone.clauses.len(), alone.clauses[0].by), ("en", 1, By::Machine));
        let said = Said {
            factors: std::iter::once(Factor::Tangibles).collect(),
            polarity: Polarity::Neutral,
            expectation: Expectation::None,
        };
        let taught = read(words, "en", &Memory::of([("nobody answered the phone for two days", said)]));
        assert_eq!((taught.clauses[0].by, taught.clauses[0].said), (By::Person, said));
        assert_eq!(taught.clauses[0].machine, alone.clauses[0].said);
    }

    #[test]
    fn accepted_words_bring_their_factor_and_are_shown() {
        let words = "We waited. The pager never buzzed!";
        let mut memory = Memory::default();
        memory.accept("never buzzed", Factor::Assurance);
        memory.accept("pager", Factor::Assurance);
        let read = read(words, "en", &memory);
        let clause = read.clauses.last().expect("a clause");
        assert!(clause.said.factors.has(Factor::Assurance) && clause.machine.factors.has(Factor::Assurance));
        let own = clause.evidence.iter().filter(|one| one.cue.as_deref() == Some("own"));
        let mut shown: Vec<&str> = own.map(|one| &words[one.start..one.end]).collect();
        shown.sort_unstable();
        assert_eq!(shown, ["never buzzed", "pager"]);
        assert!(!read.clauses[0].said.factors.has(Factor::Assurance));
    }
}
