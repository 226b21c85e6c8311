//! What is read for the five factors: the report of the newest wave that asked about this part, what pulses said, what was done.
//!
//! Separate from the page, because the API says the same. It decides only what belongs to a part: a survey belongs to the whole, or to
//! its team; a touchpoint is asked by pulses; a customer by the answer they gave under their name. What the numbers mean is
//! `service::index`.

use std::sync::Arc;

use ::comments::quantify::{Corrected, Uncorrected};
use language::Words;
use service::Factor;
use service::index::{Asked, Done, Gap, OwnRow, Row};
use service::keep_rate::KeepRate;
use service::moment::{Judgement, Tally};
use statistics::uncertainty::proportion::{Share, wilson};
use store::factors::{self, Evidence, OwnAnswer, Part};
use store::waves::WaveState;
use store::{Id, Scope, StoreError, Time, Transaction};

use crate::App;
use crate::failure::Failure;
use crate::live::{self, Live};
use crate::pages::service::moments::span::Span;

/// The confidence of intervals.
pub(crate) const LEVEL: f64 = 0.95;
/// From how many on a share is shown.
pub(crate) const FEW: u64 = 5;

/// The five factors in a part, or of one customer.
pub(crate) struct Reading {
    /// The part as it stands.
    pub(crate) part: Part,
    /// What it is called; the whole has no name.
    pub(crate) name: String,
    /// The days that were looked at.
    pub(crate) span: Span,
    /// What pulses said and what was done.
    pub(crate) evidence: Evidence,
    /// The wave that asked, while its report may be shown.
    pub(crate) live: Option<Arc<Live>>,
    /// The customer's own answer.
    pub(crate) own: Option<OwnAnswer>,
}

/// Reads it.
///
/// # Errors
/// As [`Part::named`].
pub(crate) async fn read(
    app: &App,
    scope: &Scope,
    part: Part,
    span: Span,
    now: Time,
    words: Words,
) -> Result<Reading, Failure> {
    let reading = scope.clone();
    let found = app.store.read(move |tx| {
        let (part, name) = part.named(tx, &reading)?;
        let days = (span.from, span.to);
        let evidence = factors::evidence(tx, &reading, &part, days, now)?;
        let own = match &part {
            Part::Customer(customer) => factors::own_answer(tx, &reading, customer, days)?,
            _ => None,
        };
        let wave = match &part {
            Part::Whole => newest(tx, &reading, None, now)?,
            Part::Team(team) => newest(tx, &reading, Some(team), now)?,
            Part::Touchpoint(_) | Part::Customer(_) => None,
        };
        Ok((part, name, evidence, own, wave))
    });
    let (part, name, evidence, own, wave) = found.await?;
    let live = match wave {
        Some(wave) => Some(live::report(app, scope, &wave, words).await?).filter(|live| live.report.is_some()),
        None => None,
    };
    Ok(Reading { part, name, span, evidence, live, own })
}

/// The newest wave that has answers, of the surveys of one team or of all: the one that runs, else the last that did.
fn newest(tx: &mut Transaction<'_>, scope: &Scope, team: Option<&Id>, now: Time) -> Result<Option<Id>, StoreError> {
    let mut best: Option<(bool, Time, Id)> = None;
    let surveys = store::surveys::list(tx, scope)?.into_iter().filter(|survey| survey.archived_at.is_none());
    for survey in surveys.filter(|survey| team.is_none_or(|team| survey.team.as_ref() == Some(team))) {
        for wave in store::waves::list(tx, scope, &survey.id)? {
            let enough = report::SUPPRESS_BELOW as i64 <= wave.answers;
            let begun = wave.state(now) != WaveState::Planned;
            let key = (wave.state(now) == WaveState::Open, wave.opens_at, wave.id);
            if enough && begun && best.as_ref().is_none_or(|best| *best < key) {
                best = Some(key);
            }
        }
    }
    Ok(best.map(|(_, _, id)| id))
}

impl Reading {
    /// How the promises of a factor stand.
    pub(crate) fn promises(&self, factor: Factor) -> &KeepRate {
        &self.evidence.promises[factor.place()]
    }

    /// Of the clauses that judge a factor the share that complains, corrected for how the machine errs; of one customer nothing is.
    pub(crate) fn complaining(&self, factor: Factor) -> Result<Corrected, Uncorrected> {
        let (clauses, place) = (&self.evidence.clauses, factor.place());
        self.evidence.checked.complaining(factor, (clauses.complaints[place], clauses.compliments[place]), clauses.all)
    }

    /// A row for each factor, of many customers.
    pub(crate) fn rows(&self) -> [Row; 5] {
        Factor::ALL.map(|factor| {
            let promises = self.promises(factor);
            let (noted, pulses) = (self.evidence.noted.of(factor), self.evidence.pulses.of(factor));
            Row {
                factor,
                asked: Asked { gap: self.gap(factor), disappointed: share(pulses.disappointed, pulses.n()) },
                done: Done {
                    broken: share(promises.broken, promises.ended()),
                    disappointed: share(noted.disappointed, noted.n()),
                },
            }
        })
    }

    /// A row for each factor, of one customer.
    pub(crate) fn own_rows(&self) -> [OwnRow; 5] {
        Factor::ALL.map(|factor| {
            let promises = self.promises(factor);
            OwnRow {
                factor,
                gap: self.own.as_ref().and_then(|own| own.gaps[factor.place()]),
                said: self.said(factor),
                broken: promises.broken,
                ended: promises.ended(),
                noted: self.evidence.noted.of(factor),
            }
        })
    }

    /// What the customer said: in pulses, or else in their last answer, which may have been one of these pulses.
    fn said(&self, factor: Factor) -> Tally {
        let mut said = self.evidence.pulses.of(factor);
        let judged = self.own.as_ref().map_or(Judgement::Nothing, |own| own.judgements[factor.place()]);
        let alone = self.own.as_ref().is_some_and(|own| own.gaps[factor.place()].is_none()) && said.n() == 0;
        if alone {
            said.count(judged, 1);
        }
        said
    }

    /// The gap of a factor in the wave's report, as far as it is shown.
    fn gap(&self, factor: Factor) -> Option<Gap> {
        let report = self.live.as_ref()?.report.as_ref()?;
        let of = format!("dimension:{}", factor.name());
        let number = report.numbers.iter().find(|number| {
            number.statistic == "gap.mean" && number.of == of && number.by.is_empty() && number.wave.is_empty()
        })?;
        let n = u64::try_from(number.n?).ok()?;
        Some(Gap { gap: number.value?, low: number.low?, high: number.high?, n })
    }
}

/// A share of failures, where there are enough to speak of one.
pub(crate) fn share(count: u64, of: u64) -> Option<Share> {
    wilson(count, of, LEVEL).ok().filter(|_| FEW <= of)
}
