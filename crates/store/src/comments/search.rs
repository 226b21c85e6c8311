//! Finding comments by their words.
//!
//! Separate from the list, which asks: every comment has its words in one index that is read from where a word begins, as customers
//! are found. It forgives accents and capitals, and no misspelling; the last word may be half typed.
//!
//! SQLite has the words in an FTS5 table, PostgreSQL in a table of terms; what is found is the same.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::engine::{Connection, Kind, Value};
use crate::{Scope, StoreError, Transaction, values};

/// The longest word that is compared, in bytes, the most words of a comment, and of a search.
const TERM_MAX: usize = 32;
const TERMS_MAX: usize = 4_000;
const ASKED_MAX: usize = 8;
/// Rows that are written at once.
const TOGETHER: usize = 300;
/// An entry of SQLite's index is an organisation's key and, in so many bits below it, the comment's number.
const NUMBER_BITS: u32 = 40;

/// What a comment is found by, in order.
pub(super) fn terms(words: &str, author: &str) -> Vec<String> {
    let all: BTreeSet<String> = fold(words).into_iter().chain(fold(author)).map(|word| term(&word)).collect();
    all.into_iter().take(TERMS_MAX).collect()
}

/// Puts a comment's words into the index.
pub(super) fn index(tx: &mut Transaction<'_>, scope: &Scope, number: i64, terms: &[String]) -> Result<(), StoreError> {
    if terms.is_empty() {
        return Ok(());
    }
    if tx.kind() == Kind::Sqlite {
        return tx.execute(ENTER, &values![entry(scope.key(), number), terms.join(" ")]).map(drop);
    }
    for some in terms.chunks(TOGETHER) {
        let mut parameters = values![scope.key(), number].to_vec();
        let mut rows = Vec::with_capacity(some.len());
        for term in some {
            parameters.push(term.as_bytes().into());
            rows.push(format!("(?1, ?{}, ?2)", parameters.len()));
        }
        let sql = format!("INSERT INTO comment_terms (organisation, term, comment) VALUES {}", rows.join(", "));
        tx.execute(&sql, &parameters)?;
    }
    Ok(())
}

/// Takes them out again.
pub(super) fn forget(tx: &mut Transaction<'_>, scope: &Scope, number: i64) -> Result<(), StoreError> {
    match tx.kind() {
        Kind::Sqlite => tx.execute("DELETE FROM comment_words WHERE rowid = ?1", &values![entry(scope.key(), number)]),
        Kind::Postgres => {
            let sql = "DELETE FROM comment_terms WHERE organisation = ?1 AND comment = ?2";
            tx.execute(sql, &values![scope.key(), number])
        }
    }
    .map(drop)
}

/// Makes SQLite's index anew where it still holds a word of which no comment is left. What FTS5 deletes securely is gone from its
/// pages, but not from the table that leads to them: it keeps the beginnings of words, up to whole ones, until they are merged. The index is
/// that of all organisations, and making it anew holds up whoever writes: some seconds for a hundred thousand comments.
pub(crate) fn forget_traces(tx: &mut Transaction<'_>) -> Result<(), StoreError> {
    // The first byte of a key says which index it belongs to.
    let left = "SELECT EXISTS (SELECT 1 FROM comment_words_idx AS i WHERE 1 < length(i.term) AND NOT EXISTS \
                (SELECT 1 FROM comment_words WHERE comment_words MATCH '\"' || CAST(substr(i.term, 2) AS TEXT) || '\"*'))";
    if tx.one(left, &[], |row| row.flag(0))? {
        tx.batch("INSERT INTO comment_words (comment_words) VALUES ('rebuild')")?;
    }
    Ok(())
}

const ENTER: &str = "INSERT INTO comment_words (rowid, terms) VALUES (?1, ?2)";

/// Fills SQLite's index from the comments that are there: the step of the schema that made it cannot fold words.
pub(crate) fn fill(connection: &mut dyn Connection) -> Result<(), StoreError> {
    let mut last = 0;
    loop {
        let mut some: Vec<(i64, i64, Vec<String>)> = Vec::new();
        let sql = "SELECT rowid, organisation, number, words, author FROM comments WHERE ?1 < rowid AND words <> '' \
                   ORDER BY rowid LIMIT 1000";
        connection.query_each(sql, &values![last], &mut |row| {
            let entry = entry(row.integer(1)?, row.integer(2)?);
            some.push((row.integer(0)?, entry, terms(&row.text(3)?, &row.text(4)?)));
            Ok(())
        })?;
        let Some((end, ..)) = some.last() else { return Ok(()) };
        last = *end;
        for (_, entry, terms) in some.iter().filter(|(.., terms)| !terms.is_empty()) {
            connection.execute(ENTER, &values![*entry, terms.join(" ")])?;
        }
    }
}

/// The rule that a comment `c` of this organisation has all words of a text, in SQL, to stand behind others; what it binds is appended.
/// A text without words rules nothing out.
pub(super) fn rule(kind: Kind, scope: &Scope, text: &str, parameters: &mut Vec<Value>) -> String {
    let mut words: Vec<String> = fold(text).iter().map(|word| term(word)).collect();
    words.truncate(ASKED_MAX);
    if words.is_empty() {
        return String::new();
    }
    if kind == Kind::Sqlite {
        let asked: Vec<String> = words.iter().map(|word| format!("\"{word}\"*")).collect();
        parameters.extend(values![asked.join(" "), entry(scope.key(), 0), entry(scope.key() + 1, 0)]);
        let place = parameters.len();
        return format!(
            " AND c.number IN (SELECT rowid - ?{1} FROM comment_words WHERE comment_words MATCH ?{0} \
             AND ?{1} <= rowid AND rowid < ?{place})",
            place - 2,
            place - 1
        );
    }
    let mut rule = String::new();
    for word in words {
        let from = word.into_bytes();
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

fn entry(organisation: i64, number: i64) -> i64 {
    (organisation << NUMBER_BITS) + number
}

/// The words of a text: small letters without accents.
fn fold(text: &str) -> Vec<String> {
    let plain: String = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A word, not longer than fits: what was typed beyond that is not compared.
fn term(word: &str) -> String {
    word[..word.floor_char_boundary(TERM_MAX)].to_owned()
}

#[cfg(test)]
mod tests {
    use super::{fold, terms};

    #[test]
    fn words_are_told_apart_without_accents_capitals_and_stops() {
        assert_eq!(fold("La Enfermera, MUY amable… ¡sí!"), ["la", "enfermera", "muy", "amable", "si"]);
        assert_eq!(terms("good good Good", "Ana"), ["ana", "good"]);
        assert!(terms("🙂 …", "").is_empty());
    }
}
