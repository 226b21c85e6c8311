//! How many comments say what of which factor.
//!
//! Separate from the list, whose rows it counts: in one index, whatever their number, and whichever team's, as the other boards do.

use comments::label::Polarity;
use service::Factor;

use super::{Channel, factors_of, polarity_of};
use crate::factors::Part;
use crate::{Role, Scope, StoreError, Time, Transaction, values};

/// How many comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// With a complaint, by factor.
    pub complaints: [u64; 5],
    /// With a compliment.
    pub compliments: [u64; 5],
    /// With a mention without judgement.
    pub neutral: [u64; 5],
    /// With a complaint or a compliment; one with both counts once.
    pub judging: [u64; 5],
    /// With a complaint, a compliment, or a mention of no factor.
    pub none: [u64; 3],
}

/// The counts from one time to before another, of a part, and of one channel or all.
///
/// # Errors
/// [`StoreError::Forbidden`] below a viewer.
pub fn counts(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    part: &Part,
    (from, to): (Time, Time),
    channel: Option<Channel>,
) -> Result<Counts, StoreError> {
    scope.require(Role::Viewer)?;
    let mut parameters = values![scope.key(), from, to].to_vec();
    let mut rule = part.rule("", &mut parameters);
    if let Some(channel) = channel {
        parameters.push(channel.name().into());
        rule.push_str(&format!(" AND channel = ?{}", parameters.len()));
    }
    let sql = format!(
        "SELECT factor, polarity, COUNT(*) FROM said WHERE organisation = ?1 AND ?2 <= at AND at < ?3{rule} \
         GROUP BY factor, polarity"
    );
    let mut found = Counts::default();
    tx.query_each(&sql, &parameters, |row| {
        let (factor, polarity) = (Factor::named(&row.text(0)?), polarity_of(&row.text(1)?)?);
        let count = row.integer(2)?.unsigned_abs();
        let cell = match (factor, polarity) {
            (Some(factor), Polarity::Complaint) => &mut found.complaints[factor.place()],
            (Some(factor), Polarity::Compliment) => &mut found.compliments[factor.place()],
            (Some(factor), Polarity::Neutral) => &mut found.neutral[factor.place()],
            (None, polarity) => &mut found.none[polarity as usize],
        };
        *cell += count;
        Ok(())
    })?;
    let sql = format!(
        "SELECT factor, COUNT(DISTINCT comment) FROM said WHERE organisation = ?1 AND ?2 <= at AND at < ?3 \
         AND factor <> '' AND polarity <> 'neutral'{rule} GROUP BY factor"
    );
    tx.query_each(&sql, &parameters, |row| {
        if let Some(factor) = Factor::named(&row.text(0)?) {
            found.judging[factor.place()] = row.integer(1)?.unsigned_abs();
        }
        Ok(())
    })?;
    Ok(found)
}

/// Clauses as the machine alone reads them, whatever people said since: what its known mistakes correct.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ClauseCounts {
    /// How many there are.
    pub all: usize,
    /// How many of them the machine puts under each factor.
    pub found: [usize; 5],
    /// Those of them that it reads as complaints.
    pub complaints: [usize; 5],
    /// As compliments.
    pub compliments: [usize; 5],
}

/// The clauses of the comments of a part from one time to before another.
///
/// # Errors
/// [`StoreError::Forbidden`] below a viewer.
pub fn clause_counts(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    part: &Part,
    (from, to): (Time, Time),
) -> Result<ClauseCounts, StoreError> {
    scope.require(Role::Viewer)?;
    let mut parameters = values![scope.key(), from, to].to_vec();
    let rule = part.rule("c.", &mut parameters);
    let sql = format!(
        "SELECT m.machine_factors, m.machine_polarity, COUNT(*) FROM comments c \
         JOIN mentions m ON m.organisation = c.organisation AND m.comment = c.id \
         WHERE c.organisation = ?1 AND ?2 <= c.at AND c.at < ?3{rule} GROUP BY m.machine_factors, m.machine_polarity"
    );
    let mut found = ClauseCounts::default();
    tx.query_each(&sql, &parameters, |row| {
        let (polarity, count) = (polarity_of(&row.text(1)?)?, usize::try_from(row.integer(2)?).unwrap_or(0));
        found.all += count;
        for factor in factors_of(row.integer(0)?)?.iter() {
            let place = factor.place();
            found.found[place] += count;
            match polarity {
                Polarity::Complaint => found.complaints[place] += count,
                Polarity::Compliment => found.compliments[place] += count,
                Polarity::Neutral => {}
            }
        }
        Ok(())
    })?;
    Ok(found)
}
