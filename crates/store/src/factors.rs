//! What was asked, said and done of the five factors in a part of the organisation, or for one customer.
//!
//! Separate from promises, moments and cases, which each know one kind of it: here they are read for the same part and the same
//! span, to stand side by side. It compares nothing; that is `service::index`. Of one customer it reads the answers they gave
//! under their name, and only where their mail address is theirs alone.

use ::comments::quantify::{CHECKED_MIN, Checked};
use service::Factor;
use service::keep_rate::KeepRate;
use service::moment::{Five, Judgements};

use crate::comments::{ClauseCounts, Counts};
use crate::engine::Value;
use crate::instruments::questionnaire;
use crate::promises::By;
use crate::{
    Id, Scope, StoreError, Time, Transaction, cases, comments, customers, moments, people, promises, pulses,
    touchpoints, values,
};

/// A part of the organisation, or one customer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Part {
    /// All of it.
    #[default]
    Whole,
    /// What happens at one touchpoint.
    Touchpoint(Id),
    /// What one team does.
    Team(Id),
    /// What happens with one customer.
    Customer(Id),
}

impl Part {
    /// Whether whoever serves somebody is to see all of it, whichever team did it.
    pub(crate) fn names_a_customer(&self) -> bool {
        matches!(self, Self::Customer(_))
    }

    /// The column that names it in the tables of promises, moments and cases, and its id.
    pub(crate) fn column(&self) -> Option<(&'static str, &Id)> {
        match self {
            Self::Whole => None,
            Self::Touchpoint(id) => Some(("touchpoint", id)),
            Self::Team(id) => Some(("team", id)),
            Self::Customer(id) => Some(("customer", id)),
        }
    }

    /// The rule for its rows in SQL, to stand behind others; what it binds is appended to the parameters.
    pub(crate) fn rule(&self, table: &str, parameters: &mut Vec<Value>) -> String {
        match self.column() {
            None => String::new(),
            Some((column, id)) => {
                parameters.push(id.into());
                format!(" AND {table}{column} = ?{}", parameters.len())
            }
        }
    }

    /// Up to when promises must have been due to be looked at. With one customer what was admitted ahead of its time counts at once: nobody
    /// who serves them is to read that nothing was broken. In a rate of many it counts when its time has come.
    #[must_use]
    pub fn due_before(&self, to: Time) -> Time {
        match self {
            Self::Customer(_) => Time(i64::MAX),
            Self::Whole | Self::Touchpoint(_) | Self::Team(_) => to,
        }
    }

    /// The part as it stands, with its name; a customer's file that became another is that other. The whole has no name.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is none, or it is another team; [`StoreError::Forbidden`] for a customer, below an agent.
    pub fn named(&self, tx: &mut Transaction<'_>, scope: &Scope) -> Result<(Self, String), StoreError> {
        match self {
            Self::Whole => Ok((Self::Whole, String::new())),
            Self::Touchpoint(id) => {
                let touchpoint = touchpoints::get(tx, scope, id)?;
                Ok((Self::Touchpoint(touchpoint.id), touchpoint.name))
            }
            Self::Team(id) => {
                let team = people::teams(tx, scope)?.into_iter().find(|team| team.id == *id);
                let team = team.ok_or(StoreError::NotFound)?;
                Ok((Self::Team(team.id), team.name))
            }
            Self::Customer(id) => {
                let customer = customers::get(tx, scope, id)?;
                Ok((Self::Customer(customer.id), customer.known.name))
            }
        }
    }
}

/// What is known of the five factors.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// Promises that were due.
    pub promises: [KeepRate; 5],
    /// Moments that staff noted.
    pub noted: Five,
    /// What pulses said.
    pub pulses: Five,
    /// Moments and pulses of each touchpoint, in the order of the journey.
    pub by_touchpoint: Vec<(String, Five)>,
    /// Recovery cases that were opened.
    pub cases: [u64; 5],
    /// What was said unasked.
    pub said: Counts,
    /// Its clauses as the machine alone reads them; none of one customer, and none where too few were checked to correct anything.
    pub clauses: ClauseCounts,
    /// What the machine's mistakes are known by: clauses of the whole organisation that people checked.
    pub checked: Checked,
}

/// What is known of the five factors in a part, from one time to before another.
///
/// # Errors
/// As [`Part::named`].
pub fn evidence(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    part: &Part,
    (from, to): (Time, Time),
    now: Time,
) -> Result<Evidence, StoreError> {
    let (part, _) = part.named(tx, scope)?;
    let mut found = Evidence::default();
    for (name, rate) in promises::keep_rates_of(tx, scope, &part, By::Factor, (from, part.due_before(to)), now)? {
        let factor = Factor::named(&name).ok_or_else(|| StoreError::Damaged("a promise's factor".to_owned()))?;
        found.promises[factor.place()] = rate;
    }
    let board = moments::board_of(tx, scope, &part, from, to)?;
    for touchpoint in touchpoints::list(tx, scope, true)? {
        if let Some(cells) = board.get(&touchpoint.id) {
            found.noted = found.noted.merge(cells.noted);
            found.pulses = found.pulses.merge(cells.named.merge(cells.pulses));
            found.by_touchpoint.push((touchpoint.name, cells.moments().merge(cells.pulses)));
        } else if part == Part::Whole {
            found.by_touchpoint.push((touchpoint.name, Five::default()));
        }
    }
    for (_, factor, count) in cases::counts_of(tx, scope, &part, (from, to))? {
        if let Some(factor) = factor {
            found.cases[factor.place()] += count;
        }
    }
    found.said = comments::counts(tx, scope, &part, (from, to), None)?;
    if !part.names_a_customer() {
        found.checked = comments::confusion(tx, scope, (from, to))?;
    }
    // Clauses are many; they are counted only where what is counted can be corrected.
    if CHECKED_MIN <= found.checked.n {
        found.clauses = comments::clause_counts(tx, scope, &part, (from, to))?;
    }
    Ok(found)
}

/// The last answer that a customer gave under their name.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnAnswer {
    /// What the survey is called.
    pub survey: String,
    /// What its wave is called.
    pub wave: String,
    /// When.
    pub at: Time,
    /// Their gaps.
    pub gaps: [Option<f64>; 5],
    /// What their perceptions say by themselves.
    pub judgements: Judgements,
}

/// The last answer that a customer gave under their name in a span: of the scope's team, never of an anonymous survey, and none
/// where several files have the same mail address, for then nobody knows whose it is.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`].
pub fn own_answer(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    customer: &Id,
    (from, to): (Time, Time),
) -> Result<Option<OwnAnswer>, StoreError> {
    let customer = customers::get(tx, scope, customer)?;
    if customer.known.email.is_empty() || !customers::sharing_address(tx, scope, &customer.id)?.is_empty() {
        return Ok(None);
    }
    let sql = "SELECT s.title, w.title, r.received_at, w.instrument, w.instrument_version, r.codes FROM invitees i \
         JOIN waves w ON w.organisation = i.organisation AND w.id = i.wave \
         JOIN surveys s ON s.organisation = w.organisation AND s.id = w.survey AND s.anonymous = 0 \
         JOIN responses r ON r.organisation = i.organisation AND r.invitee = i.id AND r.state = 0 \
         WHERE i.organisation = ?1 AND i.email = ?2 AND i.used = 1 AND ?4 <= r.received_at AND r.received_at < ?5 \
         AND (CAST(?3 AS TEXT) IS NULL OR s.team = CAST(?3 AS TEXT)) ORDER BY r.received_at DESC LIMIT 1";
    let parameters = values![scope.key(), &customer.known.email, scope.team(), from, to];
    let found = tx.first(sql, &parameters, |row| {
        let of = (row.text(3)?, row.integer(4)?, row.blob(5)?.to_vec());
        Ok((row.text(0)?, row.text(1)?, Time(row.integer(2)?), of))
    })?;
    let Some((survey, wave, at, (instrument, version, codes))) = found else { return Ok(None) };
    let asked = questionnaire(tx, scope, &instrument, version)?;
    let (gaps, judgements) = (pulses::gaps(&asked, &codes), pulses::judgements(&asked, &codes));
    Ok(Some(OwnAnswer { survey, wave, at, gaps, judgements }))
}
