//! Answers, one by one: sent in by other programs, and listed.
//!
//! Separate from the answer page, though both end in the same function of the store. An answer is named by its attempt, which
//! whoever sends it makes; sending it again is harmless.

use std::collections::{BTreeMap, BTreeSet};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::Response as Answered;
use axum::routing::post;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::answers::{self, Submission};
use store::erase::PersonQuery;
use store::instruments::{Questionnaire, questionnaire};
use store::links::{Door, DoorKind};
use store::listing::{self, Response, ResponseState, Which};
use store::tokens::Area;
use store::{Id, Role, StoreError, Transaction, surveys, waves};
use sums::{MISSING, NOT_APPLICABLE};

use super::call::{Asked, Change, Described, Key, Named, Reply, Rules, begin, changing, operation, viewing, written};
use super::cursor;
use super::schema;
use super::surveys::Tongue;
use super::types::{Moment, Nothing, Page, PagedSince, Uid, place};
use crate::App;
use crate::failure::Failure;
use crate::handle;
use crate::operation::{FILE_MAX, Operation, Right};
use crate::pages::desk::answers_file::Stopped;
use crate::pages::desk::upload::{self, Into as Wave, Sent};

pub fn operations() -> Vec<Operation> {
    let named = |id, path, summary| Named { id, path, area: Area::Answers, role: Role::Manager, summary };
    vec![
        viewing(
            named(
                "api.answers.list",
                "/api/v1/waves/{wave}/answers",
                "The answers of a wave in the order they came; of an anonymous survey in no order",
            ),
            list,
            |asked, page| {
                (asked.query.after.is_none() && !page.items.is_empty()).then(|| asked.text("wave").to_owned())
            },
        ),
        changing(
            named(
                "api.answers.submit",
                "/api/v1/waves/{wave}/answers",
                "Takes an answer; the same again gives the same receipt",
            ),
            Change::doing(),
            submit,
        ),
        viewing(
            named(
                "api.answers.show",
                "/api/v1/waves/{wave}/answers/{answer}",
                "One answer; none of an anonymous survey",
            ),
            show,
            |asked, _| Some(asked.text("wave").to_owned()),
        ),
        import(named(
            "api.answers.import",
            "/api/v1/waves/{wave}/import",
            "Takes the answers of a survey file, such as CSV, XLSX, SPSS, JSON lines, Parquet; the same file again changes nothing",
        )),
        changing(
            named(
                "api.people.erase",
                "/api/v1/erasures",
                "Erases a person: the bytes are gone, and no older copy brings them back",
            ),
            Change { traces: true, ..Change::doing() },
            erase,
        ),
        changing(
            named(
                "api.answers.judge",
                "/api/v1/waves/{wave}/answers/{answer}",
                "Counts an answer, or sets it aside; nothing else is done to it",
            ),
            Change::altering(),
            judge,
        ),
    ]
}

/// Answers of an anonymous survey are listed from so many on.
const FEWEST: i64 = report::SUPPRESS_BELOW as i64;

/// What somebody answered to one question: a number on its scale, or that it does not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Answer {
    /// A number on the scale of the question.
    Number(#[schemars(range(min = 0, max = 120))] u8),
    /// It does not apply.
    NotApplicable(NotApplicable),
}

/// It does not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum NotApplicable {
    /// It does not apply.
    #[serde(rename = "not applicable")]
    NotApplicable,
}

/// One respondent's answer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RespondentAnswer {
    /// The attempt by which it was sent; left out in an anonymous survey, because the respondent's device knows it.
    id: Option<Uid>,
    /// By what it is counted or set aside: its id, or in an anonymous survey a name that only this server knows, good until it
    /// stops.
    handle: Uid,
    /// When it came; left out in an anonymous survey.
    received_at: Option<Moment>,
    /// Whether it counts.
    counted: bool,
    /// Why it does not: trap, hasty, by-hand.
    set_aside: Option<String>,
    /// By which way it came: open, invited, kiosk, embedded, api, imported.
    way: String,
    /// How long it took.
    seconds: Option<i64>,
    /// In which language it was asked.
    language: String,
    /// What was answered, by column of the questionnaire; what was not answered is left out.
    answers: BTreeMap<String, Answer>,
    /// The respondent's groups, by column of the questionnaire; left out in an anonymous survey, where only results and exports
    /// show groups, and only those of ten or more.
    segments: BTreeMap<String, String>,
    /// What was said besides.
    comment: Option<String>,
    /// What else the link said; never in an anonymous survey.
    fields: BTreeMap<String, String>,
    /// Who was invited; never in an anonymous survey.
    invitee: Option<Uid>,
}

/// The names of the columns of a questionnaire, each once.
pub fn column_names(asked: &Questionnaire) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let names = asked.layout.columns.iter().map(|column| {
        let mut name = column.name.clone();
        // A questionnaire need not say which column holds what; then one item has one name in all batteries.
        if let survey::Role::Item { battery, .. } = &column.role
            && taken.contains(&name)
        {
            name = format!("{battery:?}.{name}").to_lowercase();
        }
        taken.insert(name.clone());
        name
    });
    names.collect()
}

/// A code as it was given: items that are turned round are turned back.
pub fn given(code: u8, column: &survey::AnswerColumn) -> Option<Answer> {
    match code {
        MISSING => None,
        NOT_APPLICABLE => Some(Answer::NotApplicable(NotApplicable::NotApplicable)),
        code if column.reversed => Some(Answer::Number((column.scale.min + column.scale.max).saturating_sub(code))),
        code => Some(Answer::Number(code)),
    }
}

pub fn shown(wave: &Id, found: Response, asked: &Questionnaire, names: &[String], anonymous: bool) -> RespondentAnswer {
    let groups = asked.segments().zip(found.segments).filter(|_| !anonymous);
    let columns = names.iter().zip(&asked.layout.columns).zip(&found.codes);
    RespondentAnswer {
        handle: if anonymous { handle::of(wave, &found.attempt).into() } else { (&found.attempt).into() },
        id: (!anonymous).then(|| found.attempt.into()),
        received_at: (!anonymous).then(|| found.received_at.into()),
        counted: found.state == ResponseState::Counted,
        set_aside: found.aside,
        way: found.way.name().to_owned(),
        seconds: found.seconds,
        language: found.language,
        answers: columns.filter_map(|((name, column), code)| Some((name.clone(), given(*code, column)?))).collect(),
        segments: groups.filter_map(|(name, word)| Some((name.to_owned(), word?))).collect(),
        comment: found.comment,
        fields: found.fields,
        invitee: found.invitee.map(Uid::from),
    }
}

fn of_wave<Q, B>(
    tx: &mut Transaction<'_>,
    asked: &Asked<Q, B>,
) -> Result<(waves::Wave, std::sync::Arc<Questionnaire>), StoreError> {
    let wave = waves::get(tx, &asked.scope, &asked.id("wave")?)?;
    let questions = questionnaire(tx, &asked.scope, &wave.instrument, wave.instrument_version)?;
    Ok((wave, questions))
}

fn list(tx: &mut Transaction<'_>, asked: &Asked<PagedSince>) -> Result<Page<RespondentAnswer>, StoreError> {
    let (wave, questions) = of_wave(tx, asked)?;
    let list = format!("answers/{}", wave.id);
    let survey = surveys::get(tx, &asked.scope, &wave.survey)?;
    let names = column_names(&questions);
    let (items, next) =
        if survey.anonymous { in_no_order(tx, asked, &wave, &list)? } else { in_order(tx, asked, &wave, &list)? };
    let shown = |found| shown(&wave.id, found, &questions, &names, survey.anonymous);
    Ok(Page { items: items.into_iter().map(shown).collect(), next })
}

/// Answers, and the cursor of those that follow.
type Some = (Vec<Response>, Option<String>);

fn in_order(
    tx: &mut Transaction<'_>,
    asked: &Asked<PagedSince>,
    wave: &waves::Wave,
    list: &str,
) -> Result<Some, StoreError> {
    let after = place(list, asked.query.after.as_deref())?.and_then(|place| place.parse().ok());
    let which = Which { since: asked.query.since.as_ref().map(Moment::time), ..Which::default() };
    let page = listing::some(tx, &asked.scope, &wave.id, which, after, asked.query.limit())?;
    Ok((page.items, page.next.map(|last| cursor::after(list, &last.to_string()))))
}

/// Of an anonymous survey: from so many on, in an order that says nothing.
fn in_no_order(
    tx: &mut Transaction<'_>,
    asked: &Asked<PagedSince>,
    wave: &waves::Wave,
    list: &str,
) -> Result<Some, StoreError> {
    let after = match asked.query.after.as_deref() {
        None => None,
        Some(cursor) => {
            let handle = cursor::sealed_place(list, cursor).and_then(|place| Id::parse(&place));
            Some(handle::attempt(&wave.id, &handle.ok_or(StoreError::Refused("api-cursor", vec![]))?))
        }
    };
    // Of fewer, somebody who knows who has answered knows what.
    if wave.answers < FEWEST {
        return Err(StoreError::Refused("api-report-too-few", vec![]));
    }
    if asked.query.since.is_some() {
        return Err(StoreError::Refused("api-since-anonymous", vec![]));
    }
    let limit = asked.query.limit();
    let mut items = listing::shuffled(tx, &asked.scope, &wave.id, Which::default(), after.as_ref(), limit + 1)?;
    let more = limit as usize + 1 == items.len();
    items.truncate(limit as usize);
    let last = items.last().filter(|_| more).map(|last| handle::of(&wave.id, &last.attempt));
    Ok((items, last.map(|last| cursor::sealed_after(list, last.as_str()))))
}

fn show(tx: &mut Transaction<'_>, asked: &Asked<Nothing>) -> Result<RespondentAnswer, StoreError> {
    let (wave, questions) = of_wave(tx, asked)?;
    if surveys::get(tx, &asked.scope, &wave.survey)?.anonymous {
        return Err(StoreError::NotFound);
    }
    let found = listing::get(tx, &asked.scope, &wave.id, &asked.id("answer")?)?;
    Ok(shown(&wave.id, found, &questions, &column_names(&questions), false))
}

/// Whether an answer counts.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// Whether it is to count.
    counted: bool,
}

fn judge(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Judgement>) -> Result<Judged, StoreError> {
    let (wave, handle) = (waves::get(tx, &asked.scope, &asked.id("wave")?)?, asked.id("answer")?);
    let anonymous = surveys::get(tx, &asked.scope, &wave.survey)?.anonymous;
    let attempt = if anonymous { handle::attempt(&wave.id, &handle) } else { handle };
    let why = (!asked.body.counted).then_some(answers::BY_HAND);
    answers::set_aside(tx, &asked.scope, &wave.id, &attempt, why, asked.now)?;
    Ok(Judged { counted: asked.body.counted })
}

/// How an answer stands.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Judged {
    /// Whether it counts.
    counted: bool,
}

/// An answer to be taken.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerToTake {
    /// Made by whoever sends it, at random, once for each respondent: an answer that is sent again counts once.
    attempt: Uid,
    /// What was answered, by column of the questionnaire; leave out what was not answered.
    #[schemars(extend("minProperties" = 1, "maxProperties" = 1000))]
    answers: BTreeMap<String, Answer>,
    /// The respondent's groups, by column of the questionnaire.
    #[serde(default)]
    #[schemars(extend("maxProperties" = 20))]
    segments: BTreeMap<String, Word>,
    /// What else is known of the respondent; not kept in an anonymous survey.
    #[serde(default)]
    #[schemars(extend("maxProperties" = 20))]
    fields: BTreeMap<String, Word>,
    /// What was said besides.
    #[serde(default)]
    #[schemars(length(max = 10_000))]
    comment: Option<String>,
    /// How long it took.
    #[serde(default)]
    #[schemars(range(min = 0, max = 1_000_000))]
    seconds: Option<u32>,
    /// In which language it was asked; the survey's when nothing is said.
    #[serde(default)]
    language: Option<Tongue>,
}

/// A short text.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Word(#[schemars(length(max = 100))] String);

/// An answer that was taken.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Taken {
    /// The attempt.
    id: Uid,
    /// What the respondent keeps.
    receipt: String,
    /// Whether it had been taken before.
    repeated: bool,
}

fn submit(tx: &mut Transaction<'_>, asked: &Asked<Nothing, AnswerToTake>) -> Result<Taken, StoreError> {
    let (wave, questions) = of_wave(tx, asked)?;
    let survey = surveys::get(tx, &asked.scope, &wave.survey)?;
    let body = &asked.body;
    let codes = codes(asked, &questions);
    asked.sound()?;
    let attempt: Id = body.attempt.id()?;
    let open = wave.state(asked.now) == waves::WaveState::Open && survey.archived_at.is_none();
    let submission = Submission {
        attempt: attempt.clone(),
        codes,
        segments: words(&body.segments),
        fields: words(&body.fields),
        comment: body.comment.clone(),
        seconds: body.seconds,
        language: body.language.map_or_else(|| survey.language.clone(), |language| language.code().to_owned()),
        invitation: None,
        suspicious: None,
    };
    let door = Door {
        scope: asked.scope.clone(),
        organisation: store::people::organisation(tx, &asked.scope)?,
        survey,
        wave: open.then_some(wave),
        questionnaire: open.then_some(questions),
        kind: DoorKind::Api,
        hidden: BTreeMap::new(),
        used: false,
        invited_segments: BTreeMap::new(),
        invitee: None,
        plan: None,
    };
    let done = answers::submit(tx, &door, &submission, asked.now)?;
    Ok(Taken { id: attempt.into(), receipt: done.receipt, repeated: done.repeated })
}

fn words(given: &BTreeMap<String, Word>) -> BTreeMap<String, String> {
    given.iter().map(|(name, Word(word))| (name.clone(), word.clone())).collect()
}

/// The codes of an answer, in the order of the layout; faults of single columns are noted.
fn codes(asked: &Asked<Nothing, AnswerToTake>, questions: &Questionnaire) -> Vec<u8> {
    let names = column_names(questions);
    let mut codes = vec![MISSING; names.len()];
    for (name, answer) in &asked.body.answers {
        let Some(position) = names.iter().position(|known| known == name) else {
            asked.fault(format!("answers.{name}"), asked.words.text("api-answer-unknown"));
            continue;
        };
        let column = &questions.layout.columns[position];
        let (min, max) = (column.scale.min, column.scale.max);
        codes[position] = match *answer {
            Answer::NotApplicable(_) => NOT_APPLICABLE,
            Answer::Number(number) if (min..=max).contains(&number) => {
                if column.reversed {
                    min + max - number
                } else {
                    number
                }
            }
            Answer::Number(_) => {
                let ends = [("min", i64::from(min).into()), ("max", i64::from(max).into())];
                asked.fault(format!("answers.{name}"), asked.words.say("api-answer-outside", &ends));
                MISSING
            }
        };
    }
    codes
}

/// What a file of answers is sent as; which of the formats it is, is found out.
pub const UPLOAD_KIND: &str = "application/octet-stream";

/// What became of a file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BroughtAnswers {
    /// New answers.
    added: u64,
    /// Answers that were there already.
    repeated: u64,
    /// Rows without an answer to any item.
    blank: u64,
    /// Rows that were refused.
    refused_rows: u64,
    /// Cells that were refused; the rest of their row counts.
    refused_cells: u64,
    /// The first refusals, in words.
    refusals: Vec<String>,
    /// Columns that were not used.
    unused: Vec<String>,
}

fn import(named: Named) -> Operation {
    let described = Described {
        summary: named.summary,
        query: schema::of::<Nothing>,
        body: None,
        file: true,
        reply: Reply::Json(200, schema::of::<BroughtAnswers>),
        key: Key::None,
    };
    let rules = std::sync::Arc::new(Rules::new::<Nothing, Nothing>(None, Key::None));
    let handler =
        post(move |State(app): State<App>, request: Request| async move { take(&app, &rules, request).await });
    operation(named, Method::POST, Right::Write, handler, described).with_body(FILE_MAX)
}

async fn take(app: &App, rules: &Rules, request: Request) -> Result<Answered, Failure> {
    let (parts, body) = request.into_parts();
    let kind = parts.headers.get(header::CONTENT_TYPE).cloned();
    let (asked, _) = begin::<Nothing, Nothing>(app, rules, Request::from_parts(parts, Body::empty())).await?;
    let into = Wave::of(app, &asked.scope, None, asked.id("wave")?).await?;
    if kind.is_none_or(|kind| kind != UPLOAD_KIND) {
        return Err(Failure::Request(StatusCode::UNSUPPORTED_MEDIA_TYPE, "api-file-kind"));
    }
    let unreadable = |_| Failure::Request(StatusCode::BAD_REQUEST, "web-request-unreadable");
    // The guard has read the whole body already, within its limit.
    let bytes = axum::body::to_bytes(body, usize::MAX).await.map_err(unreadable)?.to_vec();
    let (file, done) = match upload::bring(app, &asked.scope, into, Sent { name: String::new(), bytes }).await? {
        Ok(brought) => brought,
        Err(Stopped::File(error)) => {
            return Err(Failure::Fields(vec![("file".to_owned(), error.sentence(asked.words))]));
        }
        Err(Stopped::Store(error)) => return Err(error.into()),
    };
    let reply = BroughtAnswers {
        added: done.added,
        repeated: done.repeated,
        blank: file.blank,
        refused_rows: file.refused_rows,
        refused_cells: file.refused_cells,
        refusals: file.refusals.iter().map(|refusal| refusal.sentence(asked.words)).collect(),
        unused: file.unused,
    };
    written(StatusCode::OK, &reply)
}

/// Who is to be erased, by one of these.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "lowercase")]
pub enum PersonToErase {
    /// Whoever was invited at this address, with the answers that are known to be theirs.
    Email(#[schemars(length(min = 3, max = 254))] String),
    /// Whoever sent the answer of this id.
    Answer(Uid),
    /// The customer of this id, and whatever is known by their mail address. Refused when other files have the same address,
    /// as in a family: they are named.
    Customer(Uid),
    /// The customer of this id with all other files that have the same mail address.
    #[serde(rename = "same_address")]
    SameAddress(Uid),
    /// Whoever holds this receipt.
    Receipt(#[schemars(length(min = 16, max = 40))] String),
}

/// What was erased.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ErasedPerson {
    answers: u64,
    /// Answers under way.
    drafts: u64,
    /// Places on lists of invited people.
    invitees: u64,
    /// Mails that waited, or were noted as sent.
    mails: u64,
    /// Customers' files.
    customers: u64,
    /// Comments.
    comments: u64,
}

/// A customer whom nobody is erased with: everything at a mail address goes together, and a program that names one person does not
/// know of the others.
fn alone(tx: &mut Transaction<'_>, asked: &Asked<Nothing, PersonToErase>, id: Id) -> Result<Id, StoreError> {
    for other in store::customers::sharing_address(tx, &asked.scope, &id)? {
        let said = [("id", other.to_string().into())];
        asked.fault("customer".to_owned(), asked.words.say("api-erasure-shared", &said));
    }
    asked.sound().map(|()| id)
}

fn erase(tx: &mut Transaction<'_>, asked: &Asked<Nothing, PersonToErase>) -> Result<ErasedPerson, StoreError> {
    let query = match &asked.body {
        PersonToErase::Email(email) => PersonQuery::Email(email.clone()),
        PersonToErase::Answer(id) => PersonQuery::Attempt(id.id()?),
        PersonToErase::Customer(id) => PersonQuery::Customer(alone(tx, asked, id.id()?)?),
        PersonToErase::SameAddress(id) => PersonQuery::Customer(id.id()?),
        PersonToErase::Receipt(receipt) => PersonQuery::Receipt(receipt.clone()),
    };
    let done = store::erase::person(tx, &asked.scope, &query, asked.now)?;
    Ok(ErasedPerson {
        answers: done.responses,
        drafts: done.drafts,
        invitees: done.invitees,
        mails: done.mails,
        customers: done.customers,
        comments: done.comments,
    })
}
