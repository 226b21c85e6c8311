//! What the organisation is held to: commitments, the standard of the trade, and what customers expect anyway.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use service::commitment;
use store::commitments::{self, NewCommitment, Which};
use store::tokens::Area;
use store::{Id, Role, StoreError, Transaction};

use super::call::{Asked, Change, Named, changing, reading};
use super::cursor;
use super::surveys::given;
use super::types::{Factor, Moment, Nothing, Page, Uid, place};
use crate::operation::Operation;

/// Commitments on a page of a list when nothing else is said.
const LIMIT: u32 = 50;

pub fn operations() -> Vec<Operation> {
    let named = |id, path, role, summary| Named { id, path, area: Area::Service, role, summary };
    vec![
        reading(
            named(
                "api.commitments.list",
                "/api/v1/commitments",
                Role::Viewer,
                "The commitments as they stand in the ledger",
            ),
            list,
        ),
        changing(
            named("api.commitments.create", "/api/v1/commitments", Role::Manager, "Writes a commitment down"),
            Change::making(),
            create,
        ),
        reading(
            named("api.commitments.show", "/api/v1/commitments/{commitment}", Role::Viewer, "One commitment"),
            show,
        ),
        changing(
            named(
                "api.commitments.update",
                "/api/v1/commitments/{commitment}",
                Role::Manager,
                "Changes what is given, of one that is not retired",
            ),
            Change::altering(),
            update,
        ),
        changing(
            named(
                "api.commitments.retire",
                "/api/v1/commitments/{commitment}/retire",
                Role::Manager,
                "Ends a commitment; promises that were made by it keep it",
            ),
            Change::doing(),
            retire,
        ),
    ]
}

/// Where a commitment comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum CommitmentKind {
    /// A guarantee.
    Guarantee,
    /// A contract.
    Contract,
    /// A published standard.
    Standard,
    /// Our own pages and papers.
    Web,
    /// Advertising, in whichever medium.
    Advertising,
    /// Never said outright.
    Implied,
    /// What the trade does, set by a competitor.
    Trade,
    /// What customers assume, even where a sign says otherwise.
    Common,
}

impl From<commitment::Kind> for CommitmentKind {
    fn from(kind: commitment::Kind) -> Self {
        match kind {
            commitment::Kind::Guarantee => Self::Guarantee,
            commitment::Kind::Contract => Self::Contract,
            commitment::Kind::Standard => Self::Standard,
            commitment::Kind::Web => Self::Web,
            commitment::Kind::Advertising => Self::Advertising,
            commitment::Kind::Implied => Self::Implied,
            commitment::Kind::Trade => Self::Trade,
            commitment::Kind::Common => Self::Common,
        }
    }
}

impl From<CommitmentKind> for commitment::Kind {
    fn from(kind: CommitmentKind) -> Self {
        match kind {
            CommitmentKind::Guarantee => Self::Guarantee,
            CommitmentKind::Contract => Self::Contract,
            CommitmentKind::Standard => Self::Standard,
            CommitmentKind::Web => Self::Web,
            CommitmentKind::Advertising => Self::Advertising,
            CommitmentKind::Implied => Self::Implied,
            CommitmentKind::Trade => Self::Trade,
            CommitmentKind::Common => Self::Common,
        }
    }
}

/// Something that is missing in an expectation.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MissingPart {
    /// The words themselves.
    Words,
    /// Who set the standard of the trade.
    Competitor,
    /// What we can do.
    CanDo,
    /// What we say.
    WeSay,
    /// Who says it.
    SaidBy,
}

impl From<commitment::Missing> for MissingPart {
    fn from(missing: commitment::Missing) -> Self {
        match missing {
            commitment::Missing::Words => Self::Words,
            commitment::Missing::Competitor => Self::Competitor,
            commitment::Missing::CanDo => Self::CanDo,
            commitment::Missing::WeSay => Self::WeSay,
            commitment::Missing::SaidBy => Self::SaidBy,
        }
    }
}

/// A commitment, or an expectation.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Commitment {
    id: Uid,
    kind: CommitmentKind,
    factor: Factor,
    words: String,
    /// Where it is written or said.
    source: String,
    /// The competitor who set it; for a standard of the trade.
    competitor: String,
    /// What we can do; for an expectation.
    can_do: String,
    /// What we say; for an expectation.
    we_say: String,
    /// Who says it; for an expectation.
    said_by: String,
    /// Open minutes within which it is kept.
    minutes: Option<u32>,
    /// Whether it may stand on the public page.
    published: bool,
    /// What is missing: an expectation with something missing is managed by nobody yet.
    missing: Vec<MissingPart>,
    made_at: Moment,
    retired_at: Option<Moment>,
}

impl From<commitments::Commitment> for Commitment {
    fn from(found: commitments::Commitment) -> Self {
        let missing = found.known.missing().into_iter().map(MissingPart::from).collect();
        let known = found.known;
        Self {
            id: found.id.into(),
            kind: known.kind.into(),
            factor: known.factor.into(),
            words: known.words,
            source: known.source,
            competitor: known.competitor,
            can_do: known.can_do,
            we_say: known.we_say,
            said_by: known.said_by,
            minutes: known.minutes,
            published: known.published,
            missing,
            made_at: found.made_at.into(),
            retired_at: found.retired_at.map(Moment::from),
        }
    }
}

/// Which commitments.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CommitmentsWanted {
    /// `next` of the page before.
    #[schemars(length(max = 500))]
    after: Option<String>,
    /// The most items to give; 50 when nothing is said.
    #[schemars(range(min = 1, max = 200))]
    limit: Option<u32>,
    /// Those of this kind.
    #[schemars(with = "CommitmentKind")]
    kind: Option<CommitmentKind>,
    /// Those about this factor.
    factor: Option<Factor>,
    /// Also those that are retired.
    retired: Option<bool>,
}

fn list(tx: &mut Transaction<'_>, asked: &Asked<CommitmentsWanted>) -> Result<Page<Commitment>, StoreError> {
    let query = &asked.query;
    let which = Which {
        layer: None,
        kind: query.kind.map(commitment::Kind::from),
        factor: query.factor.map(service::Factor::from),
        retired: query.retired.unwrap_or(false),
    };
    let all = commitments::list(tx, &asked.scope, which)?;
    let start = match place("commitments", query.after.as_deref())? {
        None => 0,
        Some(last) => {
            let found = all.iter().position(|one| one.id.as_str() == last);
            found.ok_or(StoreError::Refused("api-cursor", vec![]))? + 1
        }
    };
    let limit = query.limit.unwrap_or(LIMIT) as usize;
    let more = start + limit < all.len();
    let items: Vec<_> = all.into_iter().skip(start).take(limit).collect();
    let next = items.last().filter(|_| more).map(|last| cursor::after("commitments", last.id.as_str()));
    Ok(Page { items: items.into_iter().map(Commitment::from).collect(), next })
}

fn one<Q, B>(tx: &mut Transaction<'_>, asked: &Asked<Q, B>, id: &Id) -> Result<Commitment, StoreError> {
    commitments::get(tx, &asked.scope, id).map(Commitment::from)
}

fn show(tx: &mut Transaction<'_>, asked: &Asked<Nothing>) -> Result<Commitment, StoreError> {
    one(tx, asked, &asked.id("commitment")?)
}

/// A commitment to be written down.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommitmentToWrite {
    kind: CommitmentKind,
    factor: Factor,
    #[schemars(length(min = 1, max = 1000), regex(pattern = r"\S"))]
    words: String,
    /// Where it is written or said.
    #[serde(default)]
    #[schemars(length(max = 500))]
    source: String,
    /// The competitor who set it; needed for a standard of the trade.
    #[serde(default)]
    #[schemars(length(max = 500))]
    competitor: String,
    /// What we can do; for an expectation.
    #[serde(default)]
    #[schemars(length(max = 500))]
    can_do: String,
    /// What we say; for an expectation.
    #[serde(default)]
    #[schemars(length(max = 500))]
    we_say: String,
    /// Who says it; for an expectation.
    #[serde(default)]
    #[schemars(length(max = 500))]
    said_by: String,
    /// Open minutes within which it is kept.
    #[serde(default)]
    #[schemars(range(min = 1, max = 527_040))]
    minutes: Option<u32>,
    /// Whether it may stand on the public page.
    #[serde(default)]
    published: bool,
}

fn create(tx: &mut Transaction<'_>, asked: &Asked<Nothing, CommitmentToWrite>) -> Result<Commitment, StoreError> {
    let body = &asked.body;
    let new = NewCommitment {
        kind: body.kind.into(),
        factor: body.factor.into(),
        words: body.words.clone(),
        source: body.source.clone(),
        competitor: body.competitor.clone(),
        can_do: body.can_do.clone(),
        we_say: body.we_say.clone(),
        said_by: body.said_by.clone(),
        minutes: body.minutes,
        published: body.published,
    };
    let id = commitments::create(tx, &asked.scope, &new, asked.now)?;
    one(tx, asked, &id)
}

/// What to change of a commitment; what is not given stays.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CommitmentToChange {
    kind: Option<CommitmentKind>,
    factor: Option<Factor>,
    #[schemars(length(min = 1, max = 1000), regex(pattern = r"\S"))]
    words: Option<String>,
    #[schemars(length(max = 500))]
    source: Option<String>,
    #[schemars(length(max = 500))]
    competitor: Option<String>,
    #[schemars(length(max = 500))]
    can_do: Option<String>,
    #[schemars(length(max = 500))]
    we_say: Option<String>,
    #[schemars(length(max = 500))]
    said_by: Option<String>,
    /// Open minutes within which it is kept; null where no time is said.
    #[serde(deserialize_with = "given")]
    #[schemars(with = "Option<u32>", range(min = 1, max = 527_040))]
    minutes: Option<Option<u32>>,
    published: Option<bool>,
}

fn update(tx: &mut Transaction<'_>, asked: &Asked<Nothing, CommitmentToChange>) -> Result<Commitment, StoreError> {
    let (id, body) = (asked.id("commitment")?, &asked.body);
    let before = commitments::get(tx, &asked.scope, &id)?.known;
    let text = |given: &Option<String>, before: String| given.clone().unwrap_or(before);
    let new = NewCommitment {
        kind: body.kind.map_or(before.kind, commitment::Kind::from),
        factor: body.factor.map_or(before.factor, service::Factor::from),
        words: text(&body.words, before.words),
        source: text(&body.source, before.source),
        competitor: text(&body.competitor, before.competitor),
        can_do: text(&body.can_do, before.can_do),
        we_say: text(&body.we_say, before.we_say),
        said_by: text(&body.said_by, before.said_by),
        minutes: body.minutes.unwrap_or(before.minutes),
        published: body.published.unwrap_or(before.published),
    };
    commitments::update(tx, &asked.scope, &id, &new, asked.now)?;
    one(tx, asked, &id)
}

fn retire(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<Commitment, StoreError> {
    let id = asked.id("commitment")?;
    commitments::retire(tx, &asked.scope, &id, asked.now)?;
    one(tx, asked, &id)
}
