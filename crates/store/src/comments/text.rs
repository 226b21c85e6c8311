//! What was said in a span of time, as words and labels, without all that stands beside.
//!
//! Separate from the list, whose rows are whole comments: looking for what is new reads thousands of them at once.

use comments::Factors;
use comments::label::Polarity;

use super::{Channel, damaged, factors_of, polarity_of};
use crate::{Id, Role, Scope, StoreError, Time, Transaction, values};

/// The words of a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Which comment.
    pub id: Id,
    /// When it was written.
    pub at: Time,
    /// Where it came from.
    pub channel: Channel,
    /// The branch or site, if it says.
    pub site: String,
    /// Its words.
    pub words: String,
    /// Its clauses: where they begin and end, in bytes, and what they say.
    pub clauses: Vec<(usize, usize, Factors, Polarity)>,
}

/// The comments that may be seen from one time to before another, the latest first, at most so many.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent.
pub fn texts(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    (from, to): (Time, Time),
    most: u32,
) -> Result<Vec<Text>, StoreError> {
    scope.require(Role::Agent)?;
    let sql = "SELECT c.id, c.at, c.channel, c.site, c.words, m.start_at, m.end_at, m.factors, m.polarity FROM \
               (SELECT * FROM comments WHERE organisation = ?1 AND erased_at IS NULL AND ?3 <= at AND at < ?4 \
               AND (CAST(?2 AS TEXT) IS NULL OR team IS NULL OR team = CAST(?2 AS TEXT)) ORDER BY at DESC, id DESC LIMIT ?5) c \
               LEFT JOIN mentions m ON m.organisation = c.organisation AND m.comment = c.id ORDER BY c.at DESC, c.id DESC, m.ordinal";
    let mut found: Vec<Text> = vec![];
    tx.query_each(sql, &values![scope.key(), scope.team(), from, to, most], |row| {
        let id = Id::stored(row.text(0)?);
        if found.last().is_none_or(|last| last.id != id) {
            let channel = Channel::named(&row.text(2)?).ok_or_else(damaged)?;
            let (at, site, words) = (Time(row.integer(1)?), row.text(3)?, row.text(4)?);
            found.push(Text { id, at, channel, site, words, clauses: vec![] });
        }
        if let (Some(start), Some(text)) = (row.integer_or_none(5)?, found.last_mut()) {
            let place = |number: i64| usize::try_from(number).map_err(|_| damaged());
            let (start, end) = (place(start)?, place(row.integer(6)?)?);
            text.clauses.push((start, end, factors_of(row.integer(7)?)?, polarity_of(&row.text(8)?)?));
        }
        Ok(())
    })?;
    Ok(found)
}
