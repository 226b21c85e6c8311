//! What customers say unasked: brought by programs, listed, corrected and erased.
//!
//! Separate from moments, which ours note. A comment that comes again is told as such and kept once. It is read before the writer has its
//! turn, and each label comes with the words that show it.

use std::sync::Arc;

use ::comments::label;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::comments::{self as kept, By, NewComment, Read, Which};
use store::erase::{self, PersonQuery};
use store::factors::Part;
use store::tokens::Area;
use store::{Id, Role, StoreError, Time, Transaction, people};

use super::call::{Asked, Change, Named, changing, changing_after, reading};
use super::cursor;
use super::types::{Factor, Moment, Nothing, Page, Uid, named, place};
use crate::listen::{self, Taught};
use crate::operation::Operation;

/// Comments on a page of a list when nothing else is said.
const LIMIT: u32 = 50;

pub fn operations() -> Vec<Operation> {
    let named = |id, path, role, summary| Named { id, path, area: Area::Service, role, summary };
    vec![
        reading(
            named(
                "api.comments.list",
                "/api/v1/comments",
                Role::Agent,
                "Comments of the token's team and of none, the latest first",
            ),
            list,
        ),
        changing_after(
            named(
                "api.comments.create",
                "/api/v1/comments",
                Role::Agent,
                "Keeps a comment and sorts it by factor; one that is there already is told and kept once",
            ),
            Change::making(),
            Some((read, |asked| Box::pin(read_far(asked)))),
            create,
        ),
        reading(
            named("api.comments.show", "/api/v1/comments/{comment}", Role::Agent, "One comment with its clauses"),
            show,
        ),
        changing(
            named(
                "api.comments.correct",
                "/api/v1/comments/{comment}/correct",
                Role::Agent,
                "Says what a clause says; it is remembered at once for the same and nearly the same clause",
            ),
            Change::doing(),
            correct,
        ),
        changing(
            named(
                "api.comments.erase",
                "/api/v1/comments/{comment}",
                Role::Manager,
                "Erases a comment for good; it is counted no more",
            ),
            Change { traces: true, ..Change::removing() },
            erase,
        ),
    ]
}

named! {
    /// Where a comment came from.
    CommentChannel = kept::Channel {
        /// The public feedback page.
        Page,
        /// Somebody told us at the counter.
        Counter,
        /// On the phone.
        Phone,
        /// By mail.
        Mail,
        /// By chat or message.
        Chat,
        /// A public review.
        Review,
        /// On a social network.
        Social,
        /// The open question of a survey.
        Survey,
        /// Any other way.
        Other,
    }
}

named! {
    /// Whether something fell short.
    CommentPolarity = label::Polarity {
        /// Something fell short.
        Complaint,
        /// Something was good.
        Compliment,
        /// Neither.
        Neutral,
    }
}

named! {
    /// What a clause says of the expectation.
    SaidExpectation = label::Expectation {
        /// Perceived below expected.
        Disappointed,
        /// As expected.
        Met,
        /// More than expected.
        Exceeded,
        /// No judgement.
        None,
    }
}

/// Words that show a label, by their place in the comment.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EvidenceShown {
    /// The factor they show; null when they show the polarity.
    factor: Option<Factor>,
    /// Where they begin, in bytes of UTF-8.
    start: u64,
    /// Where they end.
    end: u64,
}

/// A clause of a comment.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ClauseShown {
    /// Where it begins, in bytes of UTF-8.
    start: u64,
    /// Where it ends.
    end: u64,
    factors: Vec<Factor>,
    polarity: CommentPolarity,
    expectation: SaidExpectation,
    /// Whether a person said so, of this clause or of one that is nearly the same.
    by_person: bool,
    /// How sure the machine is, from 0 to 1.
    confidence: f64,
    evidence: Vec<EvidenceShown>,
}

impl From<&kept::Clause> for ClauseShown {
    fn from(clause: &kept::Clause) -> Self {
        let shown = |one: &kept::Shown| EvidenceShown {
            factor: one.factor.map(Factor::from),
            start: one.start as u64,
            end: one.end as u64,
        };
        #[allow(clippy::cast_precision_loss)] // Thousandths.
        let confidence = clause.confidence as f64 / 1000.0;
        Self {
            start: clause.start as u64,
            end: clause.end as u64,
            factors: clause.said.factors.iter().map(Factor::from).collect(),
            polarity: clause.said.polarity.into(),
            expectation: clause.said.expectation.into(),
            by_person: clause.by == By::Person,
            confidence,
            evidence: clause.evidence.iter().map(shown).collect(),
        }
    }
}

/// A comment.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Comment {
    id: Uid,
    channel: CommentChannel,
    /// What another system calls it.
    external: Option<String>,
    /// The branch or site.
    site: String,
    touchpoint: Option<Uid>,
    customer: Option<Uid>,
    /// When it was written.
    at: Moment,
    received_at: Moment,
    /// The code of its language.
    language: String,
    /// Its words; empty once its customer was erased.
    words: String,
    author: String,
    email: String,
    /// The rating that came with it.
    rating: Option<f64>,
    /// How often it came again.
    again: i64,
    clauses: Vec<ClauseShown>,
    /// The recovery case that was opened for it.
    case: Option<Uid>,
}

impl From<kept::Comment> for Comment {
    fn from(found: kept::Comment) -> Self {
        #[allow(clippy::cast_precision_loss)] // Ratings are small.
        let rating = found.rating.map(|hundredths| hundredths as f64 / 100.0);
        Self {
            clauses: found.clauses.iter().map(ClauseShown::from).collect(),
            id: found.id.into(),
            channel: found.channel.into(),
            external: found.external,
            site: found.site,
            touchpoint: found.touchpoint.map(Uid::from),
            customer: found.customer.map(Uid::from),
            at: found.at.into(),
            received_at: found.received_at.into(),
            language: found.language,
            words: found.words,
            author: found.author,
            email: found.email,
            rating,
            again: found.again,
            case: found.case.map(Uid::from),
        }
    }
}

/// Which comments.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CommentsWanted {
    /// `next` of the page before.
    #[schemars(length(max = 500))]
    after: Option<String>,
    /// The most items to give; 50 when nothing is said.
    #[schemars(range(min = 1, max = 200))]
    limit: Option<u32>,
    /// Those that say something of this factor.
    factor: Option<Factor>,
    /// Those that say it like this: of the factor, or of anything when none is given.
    polarity: Option<CommentPolarity>,
    channel: Option<CommentChannel>,
    /// Those of this touchpoint.
    touchpoint: Option<Uid>,
    /// Those of this customer, whichever team's.
    customer: Option<Uid>,
    /// Those that have all these words; the last may be half written.
    #[schemars(length(max = 200))]
    text: Option<String>,
    /// Those that were not written before this.
    from: Option<Moment>,
    /// Those that were written before this.
    to: Option<Moment>,
}

fn list(tx: &mut Transaction<'_>, asked: &Asked<CommentsWanted>) -> Result<Page<Comment>, StoreError> {
    let (query, limit) = (&asked.query, asked.query.limit.unwrap_or(LIMIT));
    let part = match (&query.touchpoint, &query.customer) {
        (None, None) => Part::Whole,
        (Some(id), None) => Part::Touchpoint(id.id()?),
        (None, Some(id)) => Part::Customer(id.id()?),
        (Some(_), Some(_)) => return Err(StoreError::Refused("api-factors-one-part", vec![])),
    };
    let (part, _) = part.named(tx, &asked.scope)?;
    let which = Which {
        from: query.from.as_ref().map(Moment::time),
        to: query.to.as_ref().map(Moment::time),
        factor: query.factor.map(|factor| Some(factor.into())),
        polarity: query.polarity.map(label::Polarity::from),
        channel: query.channel.map(kept::Channel::from),
        part,
        text: query.text.clone().unwrap_or_default(),
    };
    let before = place("comments", query.after.as_deref())?.map(|text| spot(&text)).transpose()?;
    let before = before.as_ref().map(|(at, id)| (*at, id));
    let mut found = kept::list(tx, &asked.scope, &which, before, limit + 1)?;
    let more = (limit as usize) < found.len();
    found.truncate(limit as usize);
    let last = found.last().filter(|_| more);
    let next = last.map(|last| cursor::after("comments", &format!("{} {}", last.at.0, last.id)));
    Ok(Page { items: found.into_iter().map(Comment::from).collect(), next })
}

/// The place of a cursor.
fn spot(text: &str) -> Result<(Time, Id), StoreError> {
    let found = text.split_once(' ').and_then(|(at, id)| Some((Time(at.parse().ok()?), Id::parse(id)?)));
    found.ok_or(StoreError::Refused("api-cursor", vec![]))
}

fn show(tx: &mut Transaction<'_>, asked: &Asked<Nothing>) -> Result<Comment, StoreError> {
    kept::get(tx, &asked.scope, &asked.id("comment")?).map(Comment::from)
}

/// A comment to be kept.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommentToKeep {
    #[schemars(length(min = 1, max = 20000), regex(pattern = r"\S"))]
    words: String,
    channel: CommentChannel,
    /// What your system calls it: by this it is known when it comes again.
    #[serde(default)]
    #[schemars(length(max = 200))]
    external: Option<String>,
    /// When it was written; now when nothing is said.
    #[serde(default)]
    at: Option<Moment>,
    #[serde(default)]
    touchpoint: Option<Uid>,
    #[serde(default)]
    customer: Option<Uid>,
    /// The branch or site.
    #[serde(default)]
    #[schemars(length(max = 200))]
    site: String,
    /// Who wrote it.
    #[serde(default)]
    #[schemars(length(max = 200))]
    author: String,
    #[serde(default)]
    #[schemars(length(max = 200))]
    email: String,
    /// The rating that came with it, as the source has it.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1000))]
    rating: Option<f64>,
    /// How it was read; no program says so.
    #[serde(skip)]
    read: Read,
    /// What is to be read with, and the organisation's language, where that may take seconds.
    #[serde(skip)]
    far: Option<(Arc<Taught>, String)>,
}

/// Reads the comment, before the writer has its turn, unless that may take seconds.
fn read(tx: &mut Transaction<'_>, asked: &mut Asked<Nothing, CommentToKeep>) -> Result<(), StoreError> {
    asked.body.words = kept::fit(&asked.body.words)?;
    let memory = listen::memory(tx, &asked.scope)?;
    let language = people::organisation(tx, &asked.scope)?.language;
    if memory.is_far() {
        asked.body.far = Some((memory, language));
    } else {
        asked.body.read = listen::read(&asked.body.words, &language, &memory);
    }
    Ok(())
}

/// Reads the comment where that may take seconds, while nobody waits for the database.
async fn read_far(mut asked: Asked<Nothing, CommentToKeep>) -> Result<Asked<Nothing, CommentToKeep>, StoreError> {
    if let Some((taught, language)) = asked.body.far.take() {
        asked.body.read = listen::read_in_turn(&asked.body.words, &language, &taught).await?;
    }
    Ok(asked)
}

/// What came of a comment.
#[derive(Debug, Serialize, JsonSchema)]
pub struct KeptComment {
    id: Uid,
    /// Whether it was there already.
    repeated: bool,
    clauses: Vec<ClauseShown>,
}

fn create(tx: &mut Transaction<'_>, asked: &Asked<Nothing, CommentToKeep>) -> Result<KeptComment, StoreError> {
    let body = &asked.body;
    #[allow(clippy::cast_possible_truncation)] // Up to a thousand.
    let rating = body.rating.map(|rating| (rating * 100.0).round() as i64);
    let new = NewComment {
        external: body.external.clone(),
        site: body.site.clone(),
        touchpoint: body.touchpoint.as_ref().map(Uid::id).transpose()?,
        customer: body.customer.as_ref().map(Uid::id).transpose()?,
        author: body.author.clone(),
        email: body.email.clone(),
        rating,
        ..NewComment::of(body.words.clone(), body.channel.into(), body.at.as_ref().map_or(asked.now, Moment::time))
    };
    let taken = kept::take(tx, &asked.scope, &new, &body.read, asked.now)?;
    // What is there may be of another team: that it is there is all that is told then.
    let clauses = match kept::get(tx, &asked.scope, &taken.id) {
        Ok(found) => found.clauses.iter().map(ClauseShown::from).collect(),
        Err(StoreError::NotFound) => vec![],
        Err(error) => return Err(error),
    };
    Ok(KeptComment { id: taken.id.into(), repeated: !taken.fresh, clauses })
}

/// What a clause says.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClauseToCorrect {
    /// Its place among the clauses, from 0.
    #[schemars(range(min = 0, max = 2000))]
    clause: u32,
    #[schemars(length(max = 5))]
    factors: Vec<Factor>,
    polarity: CommentPolarity,
    /// What it says of the expectation; the usual of its polarity when nothing is said.
    #[serde(default)]
    expectation: Option<SaidExpectation>,
}

fn correct(tx: &mut Transaction<'_>, asked: &Asked<Nothing, ClauseToCorrect>) -> Result<Comment, StoreError> {
    let (id, body) = (asked.id("comment")?, &asked.body);
    let polarity = label::Polarity::from(body.polarity);
    let usual = ::comments::said::fitting(polarity).first().copied().unwrap_or(label::Expectation::None);
    let said = ::comments::Said {
        factors: body.factors.iter().map(|factor| service::Factor::from(*factor)).collect(),
        polarity,
        expectation: body.expectation.map_or(usual, label::Expectation::from),
    };
    kept::correct(tx, &asked.scope, &id, i64::from(body.clause), said, asked.now)?;
    kept::get(tx, &asked.scope, &id).map(Comment::from)
}

fn erase(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<Nothing, StoreError> {
    let query = PersonQuery::Comment(asked.id("comment")?);
    erase::person(tx, &asked.scope, &query, asked.now)?;
    Ok(Nothing {})
}
