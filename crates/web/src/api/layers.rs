//! The own layer of an organisation: how well clauses are read without it and with it, and whether comments are read with it.
//!
//! Separate from comments, of which it is made. Nothing is fitted here: what is asked for is made in the background.

use ::comments::refit;
use ::comments::score::Score;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::comments::{self as kept, Attempt, LayerState};
use store::tokens::Area;
use store::{Role, StoreError, Transaction};

use super::call::{Asked, Change, Named, changing, reading};
use super::comments::CommentPolarity;
use super::types::{Factor, Moment, Nothing, named};
use crate::listen;
use crate::operation::Operation;

/// Attempts that are given.
const ATTEMPTS: usize = 20;

pub fn operations() -> Vec<Operation> {
    let named = |id, role, summary| Named { id, path: "/api/v1/comments/layer", area: Area::Service, role, summary };
    vec![
        reading(
            named(
                "api.comments.layer",
                Role::Agent,
                "What the reader learnt from the organisation's corrections: attempt by attempt, without it and with it",
            ),
            show,
        ),
        changing(
            named(
                "api.comments.layer-set",
                Role::Manager,
                "Reads comments with the organisation's own layer or without it, or asks for it to be fitted soon",
            ),
            Change::doing(),
            set,
        ),
    ]
}

named! {
    /// What became of an attempt.
    LayerVerdict = refit::Verdict {
        /// On average neither the factors nor the polarity are read worse with it.
        Adopted,
        /// Too few clauses are labelled.
        Few,
        /// The factors would be read worse.
        FactorsFall,
        /// The polarity would.
        PolarityFalls,
        /// Both would.
        BothFall,
    }
}

/// How well a factor is read.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FactorReached {
    factor: Factor,
    /// F1 without the layer; null where neither people nor the machine name it.
    without: Option<f64>,
    /// F1 with it.
    with: Option<f64>,
}

/// How well a polarity is read.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PolarityReached {
    polarity: CommentPolarity,
    /// F1 without the layer; null where neither people nor the machine say it.
    without: Option<f64>,
    /// F1 with it.
    with: Option<f64>,
}

/// An attempt at a layer, judged by cross-validation.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LayerAttempt {
    /// Its number.
    number: i64,
    at: Moment,
    /// Clauses that people labelled.
    labelled: u64,
    /// Those on which it was judged.
    judged: u64,
    verdict: LayerVerdict,
    /// Whether it leans on the word vectors or the embedding service of the server.
    leans_on_vectors: bool,
    /// Mean F1 of the factors that people name, without the layer.
    factors_without: f64,
    /// And with it.
    factors_with: f64,
    /// Mean F1 of the polarities that people name, without the layer.
    polarity_without: f64,
    /// And with it.
    polarity_with: f64,
    factors: Vec<FactorReached>,
    polarities: Vec<PolarityReached>,
}

impl From<Attempt> for LayerAttempt {
    fn from(attempt: Attempt) -> Self {
        let judged = attempt.judged;
        let (before, after): (&Score, &Score) = (&judged.before, &judged.after);
        let factor = |factor: service::Factor| FactorReached {
            factor: factor.into(),
            without: before.factors[factor.place()].f1(),
            with: after.factors[factor.place()].f1(),
        };
        let polarity = |polarity: ::comments::Polarity| PolarityReached {
            polarity: polarity.into(),
            without: before.polarities[polarity as usize].f1(),
            with: after.polarities[polarity as usize].f1(),
        };
        Self {
            number: attempt.sequence,
            at: attempt.at.into(),
            labelled: judged.labelled as u64,
            judged: judged.judged as u64,
            verdict: judged.verdict.into(),
            leans_on_vectors: judged.vectors,
            factors_without: before.factors_named(),
            factors_with: after.factors_named(),
            polarity_without: before.polarities_named(),
            polarity_with: after.polarities_named(),
            factors: service::Factor::ALL.map(factor).into(),
            polarities: ::comments::Polarity::ALL.map(polarity).into(),
        }
    }
}

/// How it stands with the own layer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OwnLayer {
    /// Whether comments are read with it, when there is one.
    on: bool,
    /// Since when somebody waits for an attempt.
    asked_at: Option<Moment>,
    /// The number of the attempt that new comments are read with.
    applied: Option<i64>,
    /// Corrections and confirmations since the last attempt.
    fresh: i64,
    /// The newest first.
    attempts: Vec<LayerAttempt>,
}

impl From<LayerState> for OwnLayer {
    fn from(state: LayerState) -> Self {
        Self {
            on: state.on,
            asked_at: state.asked_at.map(Moment::from),
            applied: state.applied.map(|(sequence, _)| sequence),
            fresh: state.fresh,
            attempts: state.attempts.into_iter().take(ATTEMPTS).map(LayerAttempt::from).collect(),
        }
    }
}

fn show(tx: &mut Transaction<'_>, asked: &Asked<Nothing>) -> Result<OwnLayer, StoreError> {
    kept::layer_state(tx, &asked.scope, listen::model()).map(OwnLayer::from)
}

/// What is to be done with the layer.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LayerToSet {
    /// Whether comments are read with it from now on; as before when nothing is said.
    #[serde(default)]
    on: Option<bool>,
    /// Whether it is to be fitted soon: within a minute or two.
    #[serde(default)]
    fit: bool,
}

fn set(tx: &mut Transaction<'_>, asked: &Asked<Nothing, LayerToSet>) -> Result<OwnLayer, StoreError> {
    if let Some(on) = asked.body.on {
        kept::set_layer(tx, &asked.scope, on, asked.now)?;
    }
    if asked.body.fit {
        kept::ask_layer(tx, &asked.scope, asked.now)?;
    }
    kept::layer_state(tx, &asked.scope, listen::model()).map(OwnLayer::from)
}
