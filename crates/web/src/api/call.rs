//! What every operation of the API has around it: the limit of its token, the address and the body held against their
//! types, the key by which a request that is sent twice is done once, and the reply.
//!
//! Separate from the operations, which are plain functions on a transaction, so that none can forget any of it.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequestParts, Path, Query, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, on};
use language::Words;
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use store::idempotency::{self, Begun};
use store::limits::{self, Rate};
use store::tokens::{self, ApiToken, Area};
use store::{Id, Role, Scope, StoreError, Time, Transaction, audit};

use super::schema::{self, SchemaOf, Shape};
use super::types::Nothing;
use crate::App;
use crate::aside::to_its_end;
use crate::failure::Failure;
use crate::operation::{Access, JSON_MAX, Operation, Right};
use crate::visitor::Visitor;

/// How the API document describes an operation.
#[derive(Debug, Clone)]
pub struct Described {
    /// One line.
    pub summary: &'static str,
    /// What may stand after the `?` of the address.
    pub query: SchemaOf,
    /// The body, if there is one.
    pub body: Option<SchemaOf>,
    /// Whether the body is a file, in whichever format.
    pub file: bool,
    /// The reply.
    pub reply: Reply,
    /// Whether an `Idempotency-Key` may or must be given.
    pub key: Key,
}

/// What an operation replies when all is well.
#[derive(Debug, Clone, Copy)]
pub enum Reply {
    /// JSON with this status.
    Json(u16, SchemaOf),
    /// Nothing: 204.
    Nothing,
    /// A file of one of these kinds.
    File(&'static [&'static str]),
}

/// Whether an operation takes an `Idempotency-Key`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// It changes nothing, or the method says that it may be repeated.
    None,
    /// Doing it twice does no harm; a key may be given all the same.
    Optional,
    /// Doing it twice makes two things.
    Needed,
}

/// A request, understood.
pub struct Asked<Q = Nothing, B = Nothing> {
    /// Whose rows may be touched.
    pub scope: Scope,
    /// What varies in the address.
    path: BTreeMap<String, String>,
    /// What stands after the `?`.
    pub query: Q,
    /// The body.
    pub body: B,
    /// When it was asked.
    pub now: Time,
    /// The language to answer in.
    pub words: Words,
    /// How addresses of this server begin.
    pub base_url: String,
    /// Whether mails can be sent.
    pub mails: bool,
    /// Faults of the body that only the stored data show.
    faults: Mutex<Vec<(String, String)>>,
}

impl<Q, B> Asked<Q, B> {
    /// An id in the address.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is none, as for one that is not there.
    pub fn id(&self, name: &str) -> Result<Id, StoreError> {
        Id::parse(self.text(name)).ok_or(StoreError::NotFound)
    }

    /// A part of the address.
    pub fn text(&self, name: &str) -> &str {
        self.path.get(name).map_or("", String::as_str)
    }

    /// A number in the address.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is none.
    pub fn number(&self, name: &str) -> Result<i64, StoreError> {
        self.text(name).parse().map_err(|_| StoreError::NotFound)
    }

    /// Notes a fault of a field; [`Asked::sound`] refuses the body then.
    pub fn fault(&self, field: String, sentence: String) {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner).push((field, sentence));
    }

    /// Refuses the body when a fault was noted.
    ///
    /// # Errors
    /// [`StoreError::Refused`]; the faults are told instead.
    pub fn sound(&self) -> Result<(), StoreError> {
        let none = self.faults.lock().unwrap_or_else(PoisonError::into_inner).is_empty();
        if none { Ok(()) } else { Err(StoreError::Refused("api-faults", vec![])) }
    }

    fn failed(&self, error: StoreError) -> Failure {
        let faults = std::mem::take(&mut *self.faults.lock().unwrap_or_else(PoisonError::into_inner));
        if faults.is_empty() { error.into() } else { Failure::Fields(faults) }
    }
}

/// A function that reads.
pub type Reading<Q, R> = fn(&mut Transaction<'_>, &Asked<Q>) -> Result<R, StoreError>;
/// A function that changes something.
pub type Changing<B, R> = fn(&mut Transaction<'_>, &Asked<Nothing, B>) -> Result<R, StoreError>;

/// Who may do it, and what it is called.
#[derive(Debug, Clone, Copy)]
pub struct Named {
    /// The operation's name.
    pub id: &'static str,
    /// Its address.
    pub path: &'static str,
    /// Its part of what tokens are good for.
    pub area: Area,
    /// The least role.
    pub role: Role,
    /// One line.
    pub summary: &'static str,
}

/// An operation that reads and gives JSON.
pub fn reading<Q, R>(named: Named, job: Reading<Q, R>) -> Operation
where
    Q: DeserializeOwned + JsonSchema + Send + Sync + 'static,
    R: Serialize + JsonSchema + Send + 'static,
{
    let rules = Arc::new(Rules::new::<Q, Nothing>(None, Key::None));
    let handler = on(MethodFilter::GET, move |State(app): State<App>, request: Request| async move {
        let (asked, _) = begin::<Q, Nothing>(&app, &rules, request).await?;
        let reply = app.store.read(move |tx| job(tx, &asked)).await?;
        written(StatusCode::OK, &reply).map(IntoResponse::into_response)
    });
    operation(named, Method::GET, Right::Read, handler, read_as::<Q, R>(named))
}

/// How an operation is described that reads and gives JSON.
fn read_as<Q: JsonSchema, R: JsonSchema>(named: Named) -> Described {
    Described {
        summary: named.summary,
        query: schema::of::<Q>,
        body: None,
        file: false,
        reply: Reply::Json(200, schema::of::<R>),
        key: Key::None,
    }
}

/// An operation that shows single answers: that somebody looked stands in the audit log, in the same transaction, unless
/// there was nothing to see or it goes on with what was noted already.
pub fn viewing<Q, R>(named: Named, job: Reading<Q, R>, object: fn(&Asked<Q>, &R) -> Option<String>) -> Operation
where
    Q: DeserializeOwned + JsonSchema + Send + Sync + 'static,
    R: Serialize + JsonSchema + Send + 'static,
{
    let rules = Arc::new(Rules::new::<Q, Nothing>(None, Key::None));
    let handler = on(MethodFilter::GET, move |State(app): State<App>, request: Request| async move {
        let (asked, _) = begin::<Q, Nothing>(&app, &rules, request).await?;
        let noted = move |tx: &mut Transaction<'_>| {
            let reply = job(tx, &asked)?;
            if let Some(object) = object(&asked, &reply) {
                audit::append(tx, &asked.scope, "answers.view", &object, &[], asked.now)?;
            }
            Ok(reply)
        };
        let reply = app.store.write(noted).await?;
        written(StatusCode::OK, &reply).map(IntoResponse::into_response)
    });
    operation(named, Method::GET, Right::Read, handler, read_as::<Q, R>(named))
}

/// An operation that changes something.
#[derive(Debug, Clone)]
pub struct Change {
    /// Its method.
    pub method: Method,
    /// The status when it is done.
    pub status: StatusCode,
    /// Whether a key is needed.
    pub key: Key,
    /// Fields of the reply that are shown once: they are not kept with the key.
    pub once: &'static [&'static str],
    /// Whether what was taken away must leave the database's own logs, too, before it is said to be gone.
    pub traces: bool,
}

impl Change {
    /// Makes something that is not there yet.
    pub const fn making() -> Self {
        Self { method: Method::POST, status: StatusCode::CREATED, key: Key::Needed, once: &[], traces: false }
    }

    /// Does something that can be done again without harm.
    pub const fn doing() -> Self {
        Self { method: Method::POST, status: StatusCode::OK, key: Key::Optional, once: &[], traces: false }
    }

    /// Changes some fields.
    pub const fn altering() -> Self {
        Self { method: Method::PATCH, status: StatusCode::OK, key: Key::None, once: &[], traces: false }
    }

    /// Takes something away.
    pub const fn removing() -> Self {
        Self { method: Method::DELETE, status: StatusCode::NO_CONTENT, key: Key::None, once: &[], traces: false }
    }
}

/// What is read before the writer's turn.
pub type Preparing<B> = fn(&mut Transaction<'_>, &mut Asked<Nothing, B>) -> Result<(), StoreError>;
/// What is done before the writer's turn and outside of the database.
pub type Working<B> = fn(Asked<Nothing, B>) -> Worked<B>;
/// A request that was worked on.
pub type Worked<B> = Pin<Box<dyn Future<Output = Result<Asked<Nothing, B>, StoreError>> + Send>>;

/// What is done before the writer's turn: what only reads the database, then what takes long, without one of its readers: pages wait for those.
pub type Before<B> = (Preparing<B>, Working<B>);

/// An operation that changes something, in one transaction with the note that it was done.
pub fn changing<B, R>(named: Named, change: Change, job: Changing<B, R>) -> Operation
where
    B: DeserializeOwned + JsonSchema + Send + Sync + 'static,
    R: Serialize + JsonSchema + Send + 'static,
{
    changing_after(named, change, None, job)
}

/// The same, with something to be done before.
pub fn changing_after<B, R>(named: Named, change: Change, before: Option<Before<B>>, job: Changing<B, R>) -> Operation
where
    B: DeserializeOwned + JsonSchema + Send + Sync + 'static,
    R: Serialize + JsonSchema + Send + 'static,
{
    let reply: SchemaOf = schema::of::<R>;
    let empty = change.status == StatusCode::NO_CONTENT;
    let described = Described {
        summary: named.summary,
        query: schema::of::<Nothing>,
        body: (!is_nothing::<B>()).then_some(schema::of::<B> as SchemaOf),
        file: false,
        reply: if empty { Reply::Nothing } else { Reply::Json(change.status.as_u16(), reply) },
        key: change.key,
    };
    let rules = Arc::new(Rules::new::<Nothing, B>(Some(reply), change.key));
    let (method, traces) = (change.method.clone(), change.traces);
    let filter = MethodFilter::try_from(method.clone()).unwrap_or(MethodFilter::POST);
    let change = Arc::new(change);
    let handler = on(filter, move |State(app): State<App>, request: Request| async move {
        let (mut asked, request) = begin::<Nothing, B>(&app, &rules, request).await?;
        let digest = request.digest(named.id);
        if let Some((prepare, _)) = before {
            asked = app.store.read(move |tx| prepare(tx, &mut asked).map(|()| asked)).await?;
        }
        let (store, kept) = (app.store.clone(), Arc::clone(&change));
        let done = to_its_end(async move {
            if let Some((_, work)) = before {
                asked = work(asked).await?;
            }
            let asked = Arc::new(asked);
            let inside = Arc::clone(&asked);
            let done = store.write(move |tx| once(tx, &inside, request.key.as_deref(), &digest, &kept, job)).await;
            Ok(done.map_err(|error| asked.failed(error)))
        });
        let done = done.await??;
        if traces {
            app.store.erase_traces().await?;
        }
        done.response()
    });
    operation(named, method, Right::Write, handler, described)
}

fn is_nothing<B: JsonSchema>() -> bool {
    B::schema_id() == Nothing::schema_id()
}

/// An operation with a handler of its own, which calls [`begin`] first.
pub fn operation(
    named: Named,
    method: Method,
    right: Right,
    handler: MethodRouter<App>,
    described: Described,
) -> Operation {
    let access = Access::Api(named.area, right, named.role);
    let mut operation = Operation::new(named.id, method, named.path, access, handler).with_body(JSON_MAX);
    operation.described = Some(described);
    operation
}

/// What a request is held against.
pub struct Rules {
    query: Shape,
    body: Option<Shape>,
    key: Key,
}

impl Rules {
    /// The rules of an operation with this query and this body.
    pub fn new<Q: JsonSchema, B: JsonSchema>(reply: Option<SchemaOf>, key: Key) -> Self {
        let body = (!is_nothing::<B>()).then(|| Shape::new(schema::of::<B>, reply));
        Self { query: Shape::new(schema::of::<Q>, None), body, key }
    }
}

/// What makes two requests the same, and the key under which one is known.
pub struct Sent {
    key: Option<String>,
    path: BTreeMap<String, String>,
    body: Value,
}

impl Sent {
    fn digest(&self, operation: &str) -> [u8; 32] {
        let text = serde_json::json!([operation, self.path, self.body]).to_string();
        Sha256::digest(text.as_bytes()).into()
    }
}

/// Takes one from the token's rate, and understands the request.
///
/// # Errors
/// When the rate is used up, or the request is not what it should be: every fault of it.
pub async fn begin<Q: DeserializeOwned, B: DeserializeOwned>(
    app: &App,
    rules: &Rules,
    request: Request,
) -> Result<(Asked<Q, B>, Sent), Failure> {
    let (asked, key) = held(app, rules, request).await?;
    let sent = Sent { key, path: asked.path.clone(), body: asked.body.clone() };
    Ok((asked.typed()?, sent))
}

/// A request that fits its rules, and its key.
type Held = (Asked<Value, Value>, Option<String>);

/// [`begin`] without types: once for all operations.
async fn held(app: &App, rules: &Rules, request: Request) -> Result<Held, Failure> {
    let (mut parts, body) = request.into_parts();
    let token = parts.extensions.get::<ApiToken>().cloned().ok_or(StoreError::Forbidden)?;
    let now = Time::now();
    admit(app, &token, now).await?;
    let visitor = Visitor::from_request_parts(&mut parts, app).await?;
    let path = match Path::<BTreeMap<String, String>>::from_request_parts(&mut parts, app).await {
        Ok(Path(path)) => path,
        Err(PathRejection::MissingPathParams(_)) => BTreeMap::new(),
        Err(_) => return Err(StoreError::NotFound.into()),
    };
    // The guard has read the whole body already, within its limit.
    let bytes = axum::body::to_bytes(body, usize::MAX).await.map_err(|_| malformed("web-request-unreadable"))?;
    let key = key_of(&parts.headers, rules.key)?;
    let (query, mut faults) = query_of(rules, &parts, visitor.words);
    let body = match &rules.body {
        Some(shape) => {
            let body = body_of(&parts.headers, &bytes)?;
            faults.extend(shape.faults(&body).into_iter().map(|fault| fault.said(visitor.words)));
            body
        }
        None if bytes.is_empty() => Value::Object(Map::new()),
        None => return Err(malformed("api-body-unwanted")),
    };
    if !faults.is_empty() {
        return Err(Failure::Fields(faults));
    }
    let asked = Asked {
        scope: token.scope,
        path,
        query,
        body,
        now,
        words: visitor.words,
        base_url: visitor.base_url,
        mails: app.settings.smtp.is_some(),
        faults: Mutex::default(),
    };
    Ok((asked, key))
}

impl Asked<Value, Value> {
    fn typed<Q: DeserializeOwned, B: DeserializeOwned>(self) -> Result<Asked<Q, B>, Failure> {
        let unfit = |error: serde_json::Error| {
            // The types say more than their schema: a mistake of ours, told without harm.
            tracing::warn!(%error, "a body fitted its schema but not its type");
            malformed("api-json-malformed")
        };
        Ok(Asked {
            scope: self.scope,
            path: self.path,
            query: serde_json::from_value(self.query).map_err(unfit)?,
            body: serde_json::from_value(self.body).map_err(unfit)?,
            now: self.now,
            words: self.words,
            base_url: self.base_url,
            mails: self.mails,
            faults: self.faults,
        })
    }
}

fn malformed(message: &'static str) -> Failure {
    Failure::Request(StatusCode::BAD_REQUEST, message)
}

/// One request of a token's rate, in a job of its own: it counts whatever becomes of the request.
async fn admit(app: &App, token: &ApiToken, now: Time) -> Result<(), Failure> {
    let rate = Rate::new(app.settings.api_per_minute, 60);
    let token = token.clone();
    app.store
        .write(move |tx| {
            if token.used_at.is_none_or(|used| used.plus_seconds(60) < now) {
                tokens::touch(tx, &token, now)?;
            }
            limits::take(tx, &format!("api:{}", token.id), rate, now)
        })
        .await?;
    Ok(())
}

fn key_of(headers: &HeaderMap, wanted: Key) -> Result<Option<String>, Failure> {
    let mut shown = headers.get_all("idempotency-key").iter();
    let key = match (wanted, shown.next(), shown.next()) {
        (Key::None, ..) | (Key::Optional, None, _) => return Ok(None),
        (Key::Needed, None, _) => return Err(malformed("api-key-missing")),
        (_, Some(key), None) => key.to_str().unwrap_or_default(),
        (_, Some(_), Some(_)) => "",
    };
    let sound = !key.is_empty() && key.len() <= 255 && key.bytes().all(|byte| byte.is_ascii_graphic());
    if sound { Ok(Some(key.to_owned())) } else { Err(malformed("api-key-malformed")) }
}

fn body_of(headers: &HeaderMap, bytes: &Bytes) -> Result<Value, Failure> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(Failure::Request(StatusCode::UNSUPPORTED_MEDIA_TYPE, "api-body-kind"));
    }
    super::json::read(bytes).map_err(malformed)
}

/// The part after the `?` as an object, and what is wrong with it.
fn query_of(rules: &Rules, parts: &Parts, words: Words) -> (Value, Vec<(String, String)>) {
    let pairs = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri).map(|Query(pairs)| pairs).unwrap_or_default();
    let (mut object, mut faults) = (Map::new(), Vec::new());
    for (name, text) in pairs {
        let value = match rules.query.kind_of(&name) {
            Some("integer") => text.parse::<i64>().map_or(Value::String(text), Value::from),
            Some("boolean") => text.parse::<bool>().map_or(Value::String(text), Value::from),
            _ => Value::String(text),
        };
        if object.insert(name.clone(), value).is_some() {
            faults.push((name, words.text("api-field-twice")));
        }
    }
    let object = Value::Object(object);
    faults.extend(rules.query.faults(&object).into_iter().map(|fault| fault.said(words)));
    (object, faults)
}

/// What was done, now or before.
struct Done {
    status: StatusCode,
    reply: String,
    before: bool,
}

/// Does a job once for each key.
fn once<B, R: Serialize>(
    tx: &mut Transaction<'_>,
    asked: &Asked<Nothing, B>,
    key: Option<&str>,
    digest: &[u8; 32],
    change: &Change,
    job: Changing<B, R>,
) -> Result<Done, StoreError> {
    if let Some(key) = key {
        match idempotency::begin(tx, &asked.scope, key, digest, asked.now)? {
            Begun::Fresh => {}
            Begun::Same { status, reply } => {
                let status = StatusCode::from_u16(status).unwrap_or(change.status);
                return Ok(Done { status, reply, before: true });
            }
            Begun::Other => return Err(StoreError::Refused("api-key-other", vec![])),
            Begun::InFlight => return Err(StoreError::Conflict("the same request is under way".to_owned())),
        }
    }
    let reply = job(tx, asked)?;
    let value = serde_json::to_value(&reply).map_err(|error| StoreError::Damaged(error.to_string()))?;
    if let Some(key) = key {
        idempotency::finish(tx, &asked.scope, key, change.status.as_u16(), &without(value.clone(), change.once))?;
    }
    Ok(Done { status: change.status, reply: value.to_string(), before: false })
}

fn without(mut value: Value, fields: &[&str]) -> String {
    if let Some(object) = value.as_object_mut() {
        for field in fields {
            object.insert((*field).to_owned(), Value::Null);
        }
    }
    value.to_string()
}

impl Done {
    fn response(self) -> Result<Response, Failure> {
        let mut response = if self.status == StatusCode::NO_CONTENT {
            self.status.into_response()
        } else {
            (self.status, JSON, self.reply).into_response()
        };
        if self.before {
            let name = HeaderName::from_static("idempotent-replayed");
            response.headers_mut().insert(name, HeaderValue::from_static("true"));
        }
        Ok(response)
    }
}

const JSON: [(HeaderName, &str); 1] = [(header::CONTENT_TYPE, "application/json")];

/// A value as a reply.
///
/// # Errors
/// When it cannot be written, which is our mistake.
pub fn written(status: StatusCode, value: &impl Serialize) -> Result<Response, Failure> {
    let text = serde_json::to_string(value).map_err(|error| StoreError::Damaged(error.to_string()))?;
    Ok((status, JSON, text).into_response())
}
