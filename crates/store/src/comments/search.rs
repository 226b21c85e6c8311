//! Finding comments by their words.
//!
//! Separate from the list, which asks: every comment has its words in one index that is read from where a word begins, as customers
//! are found. It forgives accents and capitals, and no misspelling; the last word may be half typed.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::engine::Value;
use crate::{Scope, StoreError, Transaction, values};

/// The longest word that is compared, in bytes, the most words of a comment, and of a search.
const TERM_MAX: usize = 32;
const TERMS_MAX: usize = 4_000;
const ASKED_MAX: usize = 8;
/// Rows that are written at once.
const TOGETHER: usize = 300;

/// What a comment is found by, in order.
pub(super) fn terms(words: &str, author: &str) -> Vec<Vec<u8>> {
    let all: BTreeSet<Vec<u8>> = fold(words).into_iter().chain(fold(author)).map(|word| term(&word)).collect();
    all.into_iter().take(TERMS_MAX).collect()
}

/// Puts a comment's words into the index.
pub(super) fn index(tx: &mut Transaction<'_>, scope: &Scope, number: i64, terms: &[Vec<u8>]) -> Result<(), StoreError> {
    for some in terms.chunks(TOGETHER) {
        let mut parameters = values![scope.key(), number].to_vec();
        let mut rows = Vec::with_capacity(some.len());
        for term in some {
            parameters.push(term.as_slice().into());
            rows.push(format!("(?1, ?{}, ?2)", parameters.len()));
        }
        let sql = format!("INSERT INTO comment_terms (organisation, term, comment) VALUES {}", rows.join(", "));
        tx.execute(&sql, &parameters)?;
    }
    Ok(())
}

/// The rule that a comment `c` has all words of a text, in SQL, to stand behind others; what it binds is appended. A text without
/// words rules nothing out.
pub(super) fn rule(text: &str, parameters: &mut Vec<Value>) -> String {
    let mut words = fold(text);
    words.truncate(ASKED_MAX);
    let mut rule = String::new();
    for word in words {
        let from = term(&word);
        let to: Vec<u8> = from.iter().copied().chain([255]).collect();
        parameters.extend(values![from, to]);
        let place = parameters.len();
        rule.push_str(&format!(
            " AND c.number IN (SELECT comment FROM comment_terms WHERE organisation = ?1 AND ?{} <= term AND term < ?{place})",
            place - 1
        ));
    }
    rule
}

/// The words of a text: small letters without accents.
fn fold(text: &str) -> Vec<String> {
    let plain: String = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A word, not longer than fits: what was typed beyond that is not compared.
fn term(word: &str) -> Vec<u8> {
    word.bytes().take(TERM_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::{fold, terms};

    #[test]
    fn words_are_told_apart_without_accents_capitals_and_stops() {
        assert_eq!(fold("La Enfermera, MUY amable… ¡sí!"), ["la", "enfermera", "muy", "amable", "si"]);
        assert_eq!(terms("good good Good", "Ana"), [b"ana".to_vec(), b"good".to_vec()]);
        assert!(terms("🙂 …", "").is_empty());
    }
}
