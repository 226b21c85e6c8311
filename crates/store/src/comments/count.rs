//! How many comments say what of which factor.
//!
//! Separate from the list, whose rows it counts: in one index, whatever their number, and whichever team's, as the other boards do.

use comments::label::Polarity;
use service::Factor;

use super::{Channel, Which, polarity_of};
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
    /// With a complaint, a compliment, or a mention of no factor.
    pub none: [u64; 3],
}

impl Counts {
    /// How many judge a factor.
    #[must_use]
    pub fn judged(&self, factor: Factor) -> u64 {
        self.complaints[factor.place()] + self.compliments[factor.place()]
    }
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
    Ok(found)
}

/// What was said in a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    /// The week, counted from 1970, each from Thursday 0:00 in UTC.
    pub week: i64,
    /// Of which factor; none for clauses without one.
    pub factor: Option<Factor>,
    /// How.
    pub polarity: Polarity,
    /// Which way.
    pub channel: Channel,
    /// How many comments.
    pub count: u64,
}

const WEEK: i64 = 7 * 86_400_000;

/// The counts week by week, by factor, polarity and channel, of what an address asks for; words are not looked for.
///
/// # Errors
/// [`StoreError::Forbidden`] below a viewer.
pub fn weeks(tx: &mut Transaction<'_>, scope: &Scope, which: &Which) -> Result<Vec<Week>, StoreError> {
    scope.require(Role::Viewer)?;
    let (from, to) = (which.from.unwrap_or(Time(0)), which.to.unwrap_or(Time(i64::MAX)));
    let mut parameters = values![scope.key(), from, to].to_vec();
    let rule = which.part.rule("", &mut parameters);
    let sql = format!(
        "SELECT at / {WEEK}, factor, polarity, channel, COUNT(*) FROM said \
         WHERE organisation = ?1 AND ?2 <= at AND at < ?3{rule} GROUP BY at / {WEEK}, factor, polarity, channel \
         ORDER BY 1, 2, 3, 4"
    );
    tx.query(&sql, &parameters, |row| {
        Ok(Week {
            week: row.integer(0)?,
            factor: Factor::named(&row.text(1)?),
            polarity: polarity_of(&row.text(2)?)?,
            channel: Channel::named(&row.text(3)?).ok_or_else(super::damaged)?,
            count: row.integer(4)?.unsigned_abs(),
        })
    })
}
