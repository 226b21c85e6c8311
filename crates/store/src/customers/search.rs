//! Finding a customer by what somebody at the counter knows: a part of the name, the end of the phone number, the mail address,
//! a number from another system.
//!
//! Separate from the files, because it must answer at once among a million. Every customer has a handful of terms in one index
//! that is read from where the text begins; a query reads a few hundred of its entries at most, whatever there is. It forgives
//! accents and capitals, and no misspelling.
//!
//! Terms are bytes with a kind in front: `n` the name from each of its words on, `p` the digits of the phone number from the
//! last to the first, `e` the mail address, `i` an identifier.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{CustomerKind, NewCustomer};
use crate::engine::{Row, Value};
use crate::{Id, Role, Scope, StoreError, Transaction, values};

/// The most that a search gives.
pub const HITS_MAX: u32 = 50;
/// Entries that are looked at when no name begins with the text as it was written.
const CANDIDATES: u32 = 2000;
/// The longest term, in bytes, and the most words of a name that a term begins at.
const TERM_MAX: usize = 64;
const WORDS_MAX: usize = 6;
/// Digits from the end by which numbers are compared: what stands before them is written in too many ways.
const DIGITS: usize = 9;
/// The fewest digits that are a search.
const DIGITS_MIN: usize = 3;

/// A customer as a search shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The id.
    pub id: Id,
    /// A person or an organisation.
    pub kind: CustomerKind,
    /// The name.
    pub name: String,
    /// The name of the organisation above.
    pub parent: Option<String>,
    /// The mail address.
    pub email: String,
    /// The phone number.
    pub phone: String,
}

/// The customers that a text finds, best first.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent.
pub fn search(tx: &mut Transaction<'_>, scope: &Scope, text: &str, limit: u32) -> Result<Vec<Hit>, StoreError> {
    scope.require(Role::Agent)?;
    let limit = limit.clamp(1, HITS_MAX) as usize;
    let mut numbers: Vec<i64> = Vec::new();
    for probe in probes(text) {
        if limit <= numbers.len() {
            break;
        }
        for number in entries(tx, scope, &probe, limit)? {
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
    }
    if numbers.len() < limit {
        for number in by_words(tx, scope, text, limit)? {
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
    }
    numbers.truncate(limit);
    of_numbers(tx, scope, &numbers)
}

/// The customers of these numbers, in their order.
fn of_numbers(tx: &mut Transaction<'_>, scope: &Scope, numbers: &[i64]) -> Result<Vec<Hit>, StoreError> {
    if numbers.is_empty() {
        return Ok(vec![]);
    }
    let places: Vec<String> = (2..numbers.len() + 2).map(|place| format!("?{place}")).collect();
    let mut parameters = values![scope.key()].to_vec();
    parameters.extend(numbers.iter().map(|number| Value::from(*number)));
    let sql = format!("{HIT} AND c.number IN ({})", places.join(", "));
    let mut hits = tx.query(&sql, &parameters, |row| Ok((row.integer(6)?, hit_of(row)?)))?;
    hits.sort_by_key(|(number, _)| numbers.iter().position(|one| one == number));
    Ok(hits.into_iter().map(|(_, hit)| hit).collect())
}

const HIT: &str = "SELECT c.id, c.kind, c.name, above.name, c.email, c.phone, c.number FROM customers c \
    LEFT JOIN customers above ON above.organisation = c.organisation AND above.id = c.parent \
    WHERE c.organisation = ?1 AND c.merged_into IS NULL";

pub(super) fn below(tx: &mut Transaction<'_>, scope: &Scope, organisation: &Id) -> Result<Vec<Hit>, StoreError> {
    let sql = format!("{HIT} AND c.parent = ?2 ORDER BY c.name, c.id LIMIT {HITS_MAX}");
    tx.query(&sql, &values![scope.key(), organisation], hit_of)
}

pub(super) fn newest(tx: &mut Transaction<'_>, scope: &Scope, limit: u32) -> Result<Vec<Hit>, StoreError> {
    let sql = format!("{HIT} ORDER BY c.number DESC LIMIT ?2");
    tx.query(&sql, &values![scope.key(), limit.clamp(1, HITS_MAX)], hit_of)
}

fn hit_of(row: &Row) -> Result<Hit, StoreError> {
    let kind = CustomerKind::named(&row.text(1)?).ok_or_else(|| StoreError::Damaged("a customer's kind".to_owned()))?;
    Ok(Hit {
        id: Id::stored(row.text(0)?),
        kind,
        name: row.text(2)?,
        parent: row.text_or_none(3)?,
        email: row.text(4)?,
        phone: row.text(5)?,
    })
}

/// Whose terms begin with this one, in order.
fn entries(tx: &mut Transaction<'_>, scope: &Scope, from: &[u8], limit: usize) -> Result<Vec<i64>, StoreError> {
    // A customer may have several terms that begin alike.
    let sql = "SELECT customer FROM customer_terms WHERE organisation = ?1 AND ?2 <= term AND term < ?3 \
               ORDER BY term, customer LIMIT ?4";
    tx.query(sql, &values![scope.key(), from, end(from), (limit * 4) as i64], |row| row.integer(0))
}

/// Whoever has all words somewhere in the name: looked for among those that have the rarest of them.
fn by_words(tx: &mut Transaction<'_>, scope: &Scope, text: &str, limit: usize) -> Result<Vec<i64>, StoreError> {
    let folded = fold(text);
    let mut words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.dedup();
    if words.len() < 2 || WORDS_MAX < words.len() {
        return Ok(vec![]);
    }
    let mut counted = Vec::new();
    for word in words {
        let from = term(b'n', word);
        let sql = "SELECT COUNT(*) FROM (SELECT 1 FROM customer_terms WHERE organisation = ?1 AND ?2 <= term AND term < ?3 \
                   LIMIT ?4) a";
        let count =
            tx.one(sql, &values![scope.key(), from.as_slice(), end(&from), CANDIDATES], |row| row.integer(0))?;
        counted.push((count, word));
    }
    counted.sort_by_key(|(count, word)| (*count, std::cmp::Reverse(word.len())));
    let Some(((_, rarest), others)) = counted.split_first() else { return Ok(vec![]) };
    let first = term(b'n', rarest);
    // In the order of the index, and no further than there is room; whoever has two such words comes twice.
    let most = (limit * 4) as i64;
    let mut parameters = values![scope.key(), first.as_slice(), end(&first), CANDIDATES, most].to_vec();
    let mut also = String::new();
    // Counted and not asked for with EXISTS: of that PostgreSQL makes a list of everybody who has the other word.
    for (_, word) in others {
        let from = term(b'n', word);
        let place = parameters.len() + 1;
        also.push_str(&format!(
            " AND (SELECT COUNT(*) FROM (SELECT 1 FROM customer_terms t WHERE t.organisation = ?1 AND t.customer = a.customer \
             AND ?{place} <= t.term AND t.term < ?{} LIMIT 1) b) = 1",
            place + 1
        ));
        parameters.extend(values![from.as_slice(), end(&from)]);
    }
    let sql = format!(
        "SELECT a.customer FROM (SELECT customer FROM customer_terms WHERE organisation = ?1 AND ?2 <= term AND term < ?3 \
         ORDER BY term, customer LIMIT ?4) a WHERE 1 = 1{also} LIMIT ?5"
    );
    tx.query(&sql, &parameters, |row| row.integer(0))
}

/// Where to begin reading, for what a text may be.
fn probes(text: &str) -> Vec<Vec<u8>> {
    let digits = digits(text);
    let only_number = text.chars().all(|c| c.is_ascii_digit() || " +-()./".contains(c));
    let folded = fold(text);
    if only_number && DIGITS_MIN <= digits.len() {
        return vec![phone_term(&digits), term(b'i', &folded), term(b'n', &folded)];
    }
    match () {
        () if folded.is_empty() || only_number => vec![],
        () if text.contains('@') => vec![term(b'e', &folded)],
        () => {
            let mut probes = vec![term(b'n', &folded)];
            // The other way round, as lists have it: a name of two words is then found by where it begins.
            if let Some((one, other)) = folded.split_once(' ').filter(|(_, other)| !other.contains(' ')) {
                probes.push(term(b'n', &format!("{other} {one}")));
            }
            probes.extend([term(b'i', &folded), term(b'e', &folded)]);
            probes
        }
    }
}

/// Puts a customer's terms into the index.
pub(super) fn index(tx: &mut Transaction<'_>, scope: &Scope, number: i64, terms: &[Vec<u8>]) -> Result<(), StoreError> {
    let mut parameters = values![scope.key(), number].to_vec();
    let mut rows = Vec::with_capacity(terms.len());
    for term in terms {
        parameters.push(term.as_slice().into());
        rows.push(format!("(?1, ?{}, ?2)", parameters.len()));
    }
    if rows.is_empty() {
        return Ok(());
    }
    let sql = format!("INSERT INTO customer_terms (organisation, term, customer) VALUES {}", rows.join(", "));
    tx.execute(&sql, &parameters).map(drop)
}

/// Takes a customer out of the index.
pub(super) fn forget(tx: &mut Transaction<'_>, scope: &Scope, number: i64) -> Result<(), StoreError> {
    let sql = "DELETE FROM customer_terms WHERE organisation = ?1 AND customer = ?2";
    tx.execute(sql, &values![scope.key(), number]).map(drop)
}

/// What a customer is found by, in order.
#[must_use]
pub fn terms(known: &NewCustomer) -> Vec<Vec<u8>> {
    all_terms(known, known.identifiers.values().map(String::as_str))
}

/// [`terms`], with every identifier, also a second one in the same system.
pub(super) fn all_terms<'a>(known: &NewCustomer, identifiers: impl Iterator<Item = &'a str>) -> Vec<Vec<u8>> {
    let name = fold(&known.name);
    let words: Vec<&str> = name.split(' ').filter(|word| !word.is_empty()).collect();
    let mut terms: Vec<Vec<u8>> =
        (0..words.len().min(WORDS_MAX)).map(|from| term(b'n', &words[from..].join(" "))).collect();
    let digits = digits(&known.phone);
    if DIGITS_MIN <= digits.len() {
        terms.push(phone_term(&digits));
    }
    if !known.email.is_empty() {
        terms.push(term(b'e', &fold(&known.email)));
    }
    terms.extend(identifiers.map(|value| term(b'i', &fold(value))));
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// Small letters without accents, words with one space between. A letter is what is left when its marks are taken away.
fn fold(text: &str) -> String {
    let plain: String = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let parts: Vec<&str> =
        plain.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).collect();
    parts.join(" ")
}

fn digits(text: &str) -> Vec<u8> {
    text.bytes().filter(u8::is_ascii_digit).collect()
}

/// The last digits, from the end: `0812 3456` and `+62 812 3456` are found by each other, and both by `3456`.
fn phone_term(digits: &[u8]) -> Vec<u8> {
    let mut significant: Vec<u8> = digits.iter().copied().skip_while(|digit| *digit == b'0').collect();
    // Of a number like 0001 nothing would be left to compare.
    if significant.len() < DIGITS_MIN {
        significant = digits.to_vec();
    }
    std::iter::once(b'p').chain(significant.into_iter().rev().take(DIGITS)).collect()
}

/// A term, not longer than fits: what was typed beyond that is not compared.
fn term(kind: u8, text: &str) -> Vec<u8> {
    std::iter::once(kind).chain(text.bytes().take(TERM_MAX)).collect()
}

/// Behind everything that begins with these bytes: no text holds the byte 255.
fn end(from: &[u8]) -> Vec<u8> {
    from.iter().copied().chain([255]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_capitals_and_spaces_do_not_matter() {
        assert_eq!(fold("  José   ÁLVAREZ, Ñuño "), "jose alvarez nuno");
        assert_eq!(fold("ﬁre Ⅷ"), "fire viii");
    }

    #[test]
    fn a_number_is_found_by_its_end_however_its_beginning_is_written() {
        let stored = phone_term(&digits("+62 812-3456-7890"));
        for written in ["0812 3456 7890", "+6281234567890", "7890", "67890"] {
            assert!(stored.starts_with(&phone_term(&digits(written))), "{written}");
        }
        assert!(!stored.starts_with(&phone_term(&digits("7891"))));
    }

    #[test]
    fn a_name_is_found_from_each_of_its_words_on() {
        let known = NewCustomer { name: "Siti Nur Haliza".to_owned(), ..NewCustomer::default() };
        let terms = terms(&known);
        for text in ["siti nur", "NUR hal", "haliza"] {
            let probe = &probes(text)[0];
            assert!(terms.iter().any(|term| term.starts_with(probe)), "{text}");
        }
        assert!(!terms.iter().any(|term| term.starts_with(&probes("ita")[0])));
    }

    #[test]
    fn a_text_that_is_no_search_looks_nowhere() {
        assert!(probes("").is_empty());
        assert!(probes("   ").is_empty());
        assert!(probes("12").is_empty());
        assert_eq!(probes("123").len(), 3);
        assert_eq!(probes("a@b")[0], b"ea@b");
        assert_ne!(probes("0000")[0], b"p", "not every phone number");
    }
}
