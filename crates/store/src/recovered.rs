//! How satisfied customers are who had a problem, and those who had none: what they answered under their name, and where each
//! stood at that moment.
//!
//! Separate from cases and from answers, because it is the only place where the two meet. An anonymous survey is never asked, and
//! no name, no mail address and no customer's id is handed out. Which group somebody belongs to is `service::recovery`'s to say.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use service::recovery::{CaseEvent, CaseHistory, CustomerGroup, DAYS_REMEMBERED, standing};
use sums::{MISSING, NOT_APPLICABLE};
use survey::{Localized, Outcome};

use crate::instruments::{Questionnaire, questionnaire};
use crate::surveys::from_json;
use crate::{Id, Role, Scope, StoreError, Time, Transaction, values};

/// What customers answered to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    /// The question, as the latest wave asks it.
    pub question: Localized,
    /// The lowest and the highest answer there is.
    pub scale: (u8, u8),
    /// The surveys that asked it, by title.
    pub surveys: Vec<(Id, String)>,
    /// Each customer's group and latest answer, in the order in which these came.
    pub respondents: Vec<(CustomerGroup, u8)>,
    /// People who answered and cannot be told apart: their mail address is in no customer's file, or in several.
    pub unmatched: u64,
}

/// What makes two questions the same: its id in the questionnaire, and its scale.
type Question = (String, u8, u8);

/// A wave whose answers carry a name.
struct Wave {
    asked: Arc<Questionnaire>,
    /// Where its overall judgement stands in the codes of an answer.
    place: usize,
    survey: (Id, String),
}

impl Wave {
    /// The first overall judgement, as in reports.
    fn outcome(&self) -> Option<&Outcome> {
        self.asked.instrument.outcomes.first()
    }

    fn question(&self) -> Option<Question> {
        self.outcome().map(|outcome| (outcome.id.clone(), outcome.scale.min, outcome.scale.max))
    }
}

/// The latest answer of whoever has a mail address.
struct Latest {
    wave: i64,
    sequence: i64,
    at: Time,
    answer: u8,
    /// Whose file it is; nobody's when the address is in none, or in several.
    customer: Option<Id>,
}

/// What customers answered in a span to the overall question that most of them answered last; nothing when nobody of them answered
/// any. Whoever belongs to a team sees the surveys of the team.
///
/// # Errors
/// [`StoreError::Forbidden`] to whoever may not even look; [`StoreError::Damaged`] for a history that breaks a rule.
pub fn recovered(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    (from, to): (Time, Time),
) -> Result<Option<Recovered>, StoreError> {
    scope.require(Role::Viewer)?;
    let waves = waves(tx, scope, from)?;
    let mut asked: BTreeMap<Question, Vec<Latest>> = BTreeMap::new();
    for one in latest(tx, scope, &waves, (from, to))? {
        if let Some(question) = waves.get(&one.wave).and_then(Wave::question) {
            asked.entry(question).or_default().push(one);
        }
    }
    // The first of several that were answered equally often, so that it is always the same.
    let known = |all: &[Latest]| all.iter().filter(|one| one.customer.is_some()).count();
    let most = asked.into_iter().rev().max_by_key(|(_, all)| known(all));
    let Some(((_, min, max), mut all)) = most.filter(|(_, all)| 0 < known(all)) else { return Ok(None) };
    all.sort_by_key(|one| (one.at, one.wave, one.sequence));
    let cases = cases(tx, scope, (from, to))?;
    let mut respondents = Vec::with_capacity(all.len());
    for one in &all {
        let Some(customer) = &one.customer else { continue };
        let theirs = cases.get(customer).map_or(&[][..], Vec::as_slice);
        let group = standing(theirs, one.at.stamp())
            .map_err(|rule| StoreError::Damaged(format!("a case's history: {}", rule.code())))?;
        respondents.push((group, one.answer));
    }
    let unmatched = (all.len() - respondents.len()) as u64;
    let answered: BTreeSet<i64> = all.iter().map(|one| one.wave).collect();
    let of_wave = |number: &i64| waves.get(number);
    let question = answered.last().and_then(of_wave).and_then(Wave::outcome).map(|outcome| outcome.title.clone());
    let surveys: BTreeSet<(String, Id)> =
        answered.iter().filter_map(of_wave).map(|wave| (wave.survey.1.clone(), wave.survey.0.clone())).collect();
    Ok(Some(Recovered {
        question: question.unwrap_or_default(),
        scale: (min, max),
        surveys: surveys.into_iter().map(|(title, id)| (id, title)).collect(),
        respondents,
        unmatched,
    }))
}

/// The waves that were answered since and whose answers carry a name, by number.
fn waves(tx: &mut Transaction<'_>, scope: &Scope, from: Time) -> Result<HashMap<i64, Wave>, StoreError> {
    let sql = "SELECT w.number, w.instrument, w.instrument_version, s.id, s.title FROM waves w \
               JOIN surveys s ON s.organisation = w.organisation AND s.id = w.survey AND s.anonymous = 0 \
               WHERE w.organisation = ?1 AND ?2 <= w.last_answer_at \
               AND (CAST(?3 AS TEXT) IS NULL OR s.team = CAST(?3 AS TEXT))";
    let found = tx.query(sql, &values![scope.key(), from, scope.team()], |row| {
        Ok((row.integer(0)?, row.text(1)?, row.integer(2)?, (Id::stored(row.text(3)?), row.text(4)?)))
    })?;
    let mut waves = HashMap::new();
    for (number, instrument, version, survey) in found {
        let asked = questionnaire(tx, scope, &instrument, version)?;
        if let Some(place) = asked.layout.outcome(0) {
            waves.insert(number, Wave { asked, place, survey });
        }
    }
    Ok(waves)
}

/// The latest answer at each mail address; one that passed the overall question over is no answer to it.
fn latest(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    waves: &HashMap<i64, Wave>,
    (from, to): (Time, Time),
) -> Result<Vec<Latest>, StoreError> {
    let file = |which: &str| {
        format!(
            "(SELECT {which}(c.id) FROM customers c WHERE c.organisation = i.organisation AND c.email = i.email AND c.email <> '')"
        )
    };
    let sql = format!(
        "SELECT i.email, r.wave, r.sequence, r.received_at, r.codes, {}, {} FROM responses r \
         JOIN invitees i ON i.organisation = r.organisation AND i.id = r.invitee \
         JOIN waves w ON w.organisation = r.organisation AND w.number = r.wave \
         JOIN surveys s ON s.organisation = w.organisation AND s.id = w.survey AND s.anonymous = 0 \
         WHERE r.organisation = ?1 AND r.state = 0 AND ?2 <= r.received_at AND r.received_at < ?3 \
         AND (CAST(?4 AS TEXT) IS NULL OR s.team = CAST(?4 AS TEXT)) \
         ORDER BY i.email, r.received_at DESC, r.wave DESC, r.sequence DESC",
        file("MIN"),
        file("MAX")
    );
    let (mut all, mut heard) = (Vec::new(), String::new());
    tx.query_each(&sql, &values![scope.key(), from, to, scope.team()], |row| {
        let (email, number) = (row.text(0)?, row.integer(1)?);
        let answer = waves.get(&number).and_then(|wave| row.blob(4).ok()?.get(wave.place).copied());
        let Some(answer) = answer.filter(|answer| ![MISSING, NOT_APPLICABLE].contains(answer) && email != heard) else {
            return Ok(());
        };
        let (first, last) = (row.text_or_none(5)?, row.text_or_none(6)?);
        let customer = first.filter(|first| last.as_ref() == Some(first)).map(Id::stored);
        all.push(Latest { wave: number, sequence: row.integer(2)?, at: Time(row.integer(3)?), answer, customer });
        heard = email;
        Ok(())
    })?;
    Ok(all)
}

/// The cases that may count for answers of a span, by customer. A file that was merged into another has none of its own.
fn cases(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    (from, to): (Time, Time),
) -> Result<HashMap<Id, Vec<CaseHistory>>, StoreError> {
    let sql = "SELECT k.customer, e.sequence, e.at, e.detail, (SELECT MIN(p.at) FROM promise_events p \
               WHERE p.organisation = k.organisation AND p.promise = k.promise AND p.kind = 'customer-not-kept') \
               FROM cases k JOIN case_events e ON e.organisation = k.organisation AND e.kase = k.id \
               WHERE k.organisation = ?1 AND k.customer IS NOT NULL AND ?2 <= k.opened_at AND k.opened_at < ?3 \
               ORDER BY k.customer, k.id, e.sequence";
    let remembered = from.plus_seconds(-DAYS_REMEMBERED * 24 * 3600);
    let mut cases: HashMap<Id, Vec<CaseHistory>> = HashMap::new();
    tx.query_each(sql, &values![scope.key(), remembered, to], |row| {
        let theirs = cases.entry(Id::stored(row.text(0)?)).or_default();
        if row.integer(1)? == 1 {
            let said_at = row.integer_or_none(4)?.map(|at| Time(at).stamp());
            theirs.push(CaseHistory { events: vec![], said_at });
        }
        let event = CaseEvent { at: Time(row.integer(2)?).stamp(), what: from_json(&row.text(3)?)? };
        if let Some(case) = theirs.last_mut() {
            case.events.push(event);
        }
        Ok(())
    })?;
    Ok(cases)
}
