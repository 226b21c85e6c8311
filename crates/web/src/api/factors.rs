//! The five factors side by side, as the page shows them: what was asked, said and done, and what asked and done say together.
//!
//! Separate from results and promises, because it belongs to both. A token that may not read results gets no gap of a survey, and one
//! that may not read answers none of a customer.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::response::IntoResponse;
use axum::routing::get;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use service::index;
use service::moment::Tally;
use store::factors::Part;
use store::tokens::{ApiToken, Area, TokenScope};
use store::{Role, StoreError};

use super::call::{Asked, Described, Key, Named, Reply, Rules, begin, operation, written};
use super::schema;
use super::types::{Factor, Moment, Nothing, Uid, named};
use crate::App;
use crate::operation::{Operation, Right};
use crate::pages::factors::reading::{self, Reading};
use crate::pages::service::moments::span::Span;

/// The days that are looked at when nothing else is said.
const DAYS: u16 = 90;

pub fn operations() -> Vec<Operation> {
    let named = Named {
        id: "api.factors.show",
        path: "/api/v1/factors",
        area: Area::Service,
        role: Role::Viewer,
        summary: "The five factors side by side, in the organisation, at a touchpoint, of a team or of a customer",
    };
    let described = Described {
        summary: named.summary,
        query: schema::of::<Wanted>,
        body: None,
        file: false,
        reply: Reply::Json(200, schema::of::<Factors>),
        key: Key::None,
    };
    let rules = Arc::new(Rules::new::<Wanted, Nothing>(None, Key::None));
    let handler = get(move |State(app): State<App>, request: Request| async move {
        let token = request.extensions().get::<ApiToken>().cloned();
        let reads = |area| token.as_ref().is_some_and(|token| token.allows(TokenScope { area, write: false }));
        let (results, answers) = (reads(Area::Results), reads(Area::Answers));
        let (asked, _) = begin::<Wanted, Nothing>(&app, &rules, request).await?;
        let part = part(&asked)?;
        let span = Span::of("UTC", asked.query.days.unwrap_or(DAYS), asked.now);
        let mut reading = reading::read(&app, &asked.scope, part, span, asked.now, asked.words).await?;
        reading.live = reading.live.filter(|_| results);
        reading.own = reading.own.filter(|_| answers);
        written(StatusCode::OK, &Factors::from(&reading)).map(IntoResponse::into_response)
    });
    vec![operation(named, Method::GET, Right::Read, handler, described)]
}

/// Of what: at most one of the three; the whole organisation when none is named.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Wanted {
    /// What happened in the last so many days, today in UTC included; 90 when nothing is said.
    #[schemars(range(min = 1, max = 3660))]
    days: Option<u16>,
    /// What happens at a touchpoint.
    touchpoint: Option<Uid>,
    /// What a team does.
    team: Option<Uid>,
    /// What happens with a customer; for agents.
    customer: Option<Uid>,
}

fn part(asked: &Asked<Wanted>) -> Result<Part, StoreError> {
    let Wanted { touchpoint, team, customer, .. } = &asked.query;
    match (touchpoint, team, customer) {
        (None, None, None) => Ok(Part::Whole),
        (Some(id), None, None) => id.id().map(Part::Touchpoint),
        (None, Some(id), None) => id.id().map(Part::Team),
        (None, None, Some(id)) => id.id().map(Part::Customer),
        _ => Err(StoreError::Refused("api-factors-one-part", vec![])),
    }
}

named! {
    /// What one kind of evidence says.
    Verdict = index::Verdict {
        /// It falls short.
        Short,
        /// It does not.
        Well,
        /// Too few to say.
        Unclear,
    }
}

/// Encounters and what they were.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Counted {
    met: u64,
    exceeded: u64,
    disappointed: u64,
}

impl From<Tally> for Counted {
    fn from(tally: Tally) -> Self {
        Self { met: tally.met, exceeded: tally.exceeded, disappointed: tally.disappointed }
    }
}

/// A factor.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FactorShown {
    factor: Factor,
    /// Perception less expectation: the mean of the newest wave that asked this part, or the customer's own; null when nobody was
    /// asked, too few answered, or the token may not read it.
    gap: Option<f64>,
    /// Lower end of its interval, 95 %; null for a customer.
    gap_low: Option<f64>,
    /// Upper end.
    gap_high: Option<f64>,
    /// Of how many; null for a customer.
    gap_n: Option<u64>,
    /// What customers said in pulses; a customer who answered a survey of perceptions only is counted here once.
    pulses: Counted,
    /// Promises that were due and kept.
    kept: u64,
    /// Promises that were due and broken, also those of which the customer says so.
    broken: u64,
    /// What staff noted of moments of truth.
    moments: Counted,
    /// Recovery cases that were opened.
    cases: u64,
    /// Comments that complain of it.
    complaints: u64,
    /// Comments that praise it; one can do both.
    compliments: u64,
    /// Of the clauses that judge it the share that complains, corrected for how the machine errs; null where people checked too few
    /// clauses to know that, where too few judge it, and for a customer. Complaints and compliments are as counted, uncorrected.
    complaint_share: Option<f64>,
    /// Lower end of its interval, 95 %.
    complaint_share_low: Option<f64>,
    /// Upper end.
    complaint_share_high: Option<f64>,
    /// What was asked says this.
    asked: Verdict,
    /// What was done says this.
    done: Verdict,
}

/// The five factors.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Factors {
    /// From when on it was looked.
    from: Moment,
    /// Until when.
    to: Moment,
    /// The wave that asked.
    wave: Option<Uid>,
    /// When the customer answered under their name.
    answered_at: Option<Moment>,
    /// In the order of the word RATER.
    items: Vec<FactorShown>,
}

impl From<&Reading> for Factors {
    fn from(reading: &Reading) -> Self {
        let shown = |factor: service::Factor| {
            let promises = reading.promises(factor);
            let enough = reading::FEW <= reading.evidence.said.judging[factor.place()];
            let corrected = reading.complaining(factor).ok().filter(|_| enough);
            FactorShown {
                factor: factor.into(),
                gap: None,
                gap_low: None,
                gap_high: None,
                gap_n: None,
                pulses: reading.evidence.pulses.of(factor).into(),
                kept: promises.kept,
                broken: promises.broken,
                moments: reading.evidence.noted.of(factor).into(),
                cases: reading.evidence.cases[factor.place()],
                complaints: reading.evidence.said.complaints[factor.place()],
                compliments: reading.evidence.said.compliments[factor.place()],
                complaint_share: corrected.map(|corrected| corrected.share),
                complaint_share_low: corrected.map(|corrected| corrected.low),
                complaint_share_high: corrected.map(|corrected| corrected.high),
                asked: Verdict::Unclear,
                done: Verdict::Unclear,
            }
        };
        let own = reading.own_rows().map(|row| FactorShown {
            gap: row.gap,
            pulses: row.said.into(),
            asked: row.asked().into(),
            done: row.done().into(),
            ..shown(row.factor)
        });
        let many = reading.rows().map(|row| FactorShown {
            gap: row.asked.gap.map(|gap| gap.gap),
            gap_low: row.asked.gap.map(|gap| gap.low),
            gap_high: row.asked.gap.map(|gap| gap.high),
            gap_n: row.asked.gap.map(|gap| gap.n),
            asked: row.asked.verdict().into(),
            done: row.done.verdict().into(),
            ..shown(row.factor)
        });
        let items = if matches!(reading.part, Part::Customer(_)) { own } else { many };
        Self {
            from: reading.span.from.into(),
            to: reading.span.to.into(),
            wave: reading.live.as_ref().map(|live| live.wave.id.clone().into()),
            answered_at: reading.own.as_ref().map(|own| own.at.into()),
            items: items.into(),
        }
    }
}
