//! An embedding service that whoever runs the program names: Ollama, llama.cpp, vLLM, a firm's own, by the interface of OpenAI.
//!
//! Separate from layers, which weigh what comes back, and from webhooks, whose addresses strangers enter. Clauses are what customers wrote:
//! they go to this one address and nowhere else, by no proxy and after no redirect, and over a network only encrypted; no log holds a word
//! of them. It refuses to be waited for: after a failure no comment asks for a minute, and comments are read without it. That it will not take
//! one text is no failure: others are not to be read without it for that.

use std::fmt;
use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use ::comments::embedding::{DIMENSIONS_MAX, Embedding, TOGETHER};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use ureq::Agent;
use ureq::config::Config;
use ureq::http::{HeaderValue, Uri};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{Connector, NextTimeout, RustlsConnector, TcpConnector};

use crate::deliver::{Reason, addresses, reason};

/// A comment of more clauses is read without their blocks: nobody waits so long.
const CLAUSES_MAX: usize = 64;
/// The most that is sent of a clause, in bytes: a longer one would be refused by some models, and few clauses are longer.
const CLAUSE_MAX: usize = 500;
/// How long a block is brought to. Words and letters of a clause are of length one each; a sentence model has hundreds of numbers, each of
/// which would weigh little. Of 1, 2 and 4 this read best: docs/method/comments.md.
const LENGTH: f64 = 2.0;
/// The most that is read of a reply's body: [`TOGETHER`] blocks of the most numbers, as long as numbers are written.
const BODY_MAX: u64 = 4 << 20;
/// The most that is read of a reply's head.
const HEAD_MAX: usize = 16 * 1024;
/// So many comments are asked for at a time; others are read without their blocks meanwhile: a slow service is not to take all threads.
const AT_ONCE_MAX: usize = 8;
/// Which way clauses are sent and blocks are made of the reply: a layer fitted beside others does not fit beside these.
const WAY: &str = "1";

/// How long is waited for what.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Until there is a connection.
    pub connect: Duration,
    /// For the clauses of a comment, in all.
    pub comment: Duration,
    /// For [`TOGETHER`] clauses of many, in all.
    pub lot: Duration,
    /// For all of many.
    pub many: Duration,
    /// For so long nobody asks after a failure.
    pub rest: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(2),
            comment: Duration::from_secs(5),
            lot: Duration::from_secs(60),
            many: Duration::from_secs(600),
            rest: Duration::from_secs(60),
        }
    }
}

/// Why an address, a name or a key will not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadService {
    /// The address is not written as one must be.
    Spelling,
    /// It leads to another machine, without encryption.
    Plain,
    /// The key holds what no header may.
    Key,
}

/// An embedding service.
pub struct Service {
    agent: Agent,
    place: Uri,
    model: String,
    authorization: Option<HeaderValue>,
    fingerprint: u64,
    patience: Patience,
    /// How many numbers its first answer had, or the last from which something was fitted; nought before.
    dimensions: AtomicUsize,
    /// The last failure: when it was noted, and until when nobody asks.
    rests: Mutex<Option<(Instant, Instant)>>,
    /// How many comments are being asked for.
    asking: AtomicUsize,
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the model {} at {}", self.model, self.place)
    }
}

impl Service {
    /// The service at an address such as `http://127.0.0.1:11434/v1`, with or without a stroke at its end. Nothing is asked yet.
    ///
    /// # Errors
    /// What will not do.
    pub fn new(url: &str, model: &str, key: Option<&str>, patience: Patience) -> Result<Self, BadService> {
        let url = url.trim_end_matches('/');
        let place: Uri = format!("{url}/embeddings").parse().map_err(|_| BadService::Spelling)?;
        let (host, _) = addresses::host_and_port(&place, true).map_err(|_| BadService::Spelling)?;
        // What stands behind a question mark or a hash would swallow the end of the path.
        if url.contains(['?', '#']) {
            return Err(BadService::Spelling);
        }
        if place.scheme_str() != Some("https") && !is_this_machine(&host) {
            return Err(BadService::Plain);
        }
        let authorization = key.map(|key| HeaderValue::from_str(&format!("Bearer {key}"))).transpose();
        let config = Config::builder()
            .http_status_as_error(false)
            .proxy(None)
            .max_redirects(0)
            .user_agent("Rater")
            .max_response_header_size(HEAD_MAX)
            // A connection that was kept may be dead already, and that would count as a failure of the service.
            .max_idle_connections(0)
            .max_idle_connections_per_host(0)
            .timeout_connect(Some(patience.connect));
        let places = Places { here_alone: place.scheme_str() != Some("https"), system: DefaultResolver::default() };
        // Nothing that knows proxies.
        let connector = ().chain(TcpConnector::default()).chain(RustlsConnector::default());
        let digest = Sha256::digest(format!("{WAY}\n{url}\n{model}"));
        Ok(Self {
            agent: Agent::with_parts(config.build(), connector, places),
            place,
            model: model.to_owned(),
            authorization: authorization.map_err(|_| BadService::Key)?,
            fingerprint: digest.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes)),
            patience,
            dimensions: AtomicUsize::new(0),
            rests: Mutex::default(),
            asking: AtomicUsize::new(0),
        })
    }

    /// Where clauses are sent to: the host, and the port where one is named.
    #[must_use]
    pub fn host(&self) -> &str {
        self.place.authority().map_or("", |authority| authority.as_str())
    }

    /// Asks for the blocks of some clauses.
    fn ask(&self, clauses: &[&str], within: Duration) -> Result<Vec<Vec<f32>>, Trouble> {
        let input: Vec<&str> = clauses.iter().map(|clause| &clause[..clause.floor_char_boundary(CLAUSE_MAX)]).collect();
        let body = serde_json::json!({ "model": self.model, "input": input }).to_string();
        let mut request = self.agent.post(self.place.clone()).header("content-type", "application/json");
        if let Some(authorization) = &self.authorization {
            request = request.header("authorization", authorization);
        }
        let request = request.config().timeout_global(Some(within)).build();
        let mut reply = request.send(body)?;
        if !reply.status().is_success() {
            return Err(Trouble::Call(Reason::Status(reply.status().as_u16())));
        }
        let body = reply.body_mut().with_config().limit(BODY_MAX).read_to_vec()?;
        let reply: Reply = serde_json::from_slice(&body).map_err(|_| Trouble::Odd("it is no list of embeddings"))?;
        in_order(reply, clauses.len())
    }

    /// Holds the blocks of a comment against those before.
    fn as_before(&self, blocks: Vec<Vec<f32>>) -> Result<Vec<Vec<f32>>, Trouble> {
        let dimensions = blocks.first().map_or(0, Vec::len);
        match self.dimensions.compare_exchange(0, dimensions, Ordering::Relaxed, Ordering::Relaxed) {
            Err(before) if before != dimensions => {
                Err(Trouble::Odd("it has not as many numbers as before: is the model another?"))
            }
            _ => Ok(blocks),
        }
    }

    /// Asks for the blocks of a comment's clauses, [`TOGETHER`] at a time, within what is left of `within`.
    fn lots(&self, clauses: &[&str], within: Duration) -> Option<Vec<Vec<f32>>> {
        let begun = Instant::now();
        let mut blocks = Vec::with_capacity(clauses.len());
        for lot in clauses.chunks(TOGETHER) {
            let asked = Instant::now();
            let done = self.ask(lot, within.saturating_sub(begun.elapsed())).and_then(|blocks| self.as_before(blocks));
            // A long letter may take longer than there is time; that says nothing of the service.
            let late =
                !blocks.is_empty() && done.as_ref().is_err_and(|trouble| *trouble == Trouble::Call(Reason::Slow));
            if late {
                return None;
            }
            blocks.extend(self.noted(done, asked)?);
        }
        Some(blocks)
    }

    /// Asks for the blocks of many clauses. A text that is refused by itself is nought: nothing is said of it.
    fn parts(&self, clauses: &[&str], until: Instant) -> Option<Vec<Vec<f32>>> {
        let asked = Instant::now();
        let done = self.ask(clauses, self.patience.lot.min(until.saturating_duration_since(asked)));
        match done {
            Err(trouble) if trouble.is_refusal() && 1 < clauses.len() => {
                let (one, other) = clauses.split_at(clauses.len() / 2);
                let mut blocks = self.parts(one, until)?;
                blocks.extend(self.parts(other, until)?);
                Some(blocks)
            }
            Err(trouble) if trouble.is_refusal() => Some(vec![vec![]]),
            done => self.noted(done, asked),
        }
    }

    /// Whether nobody asks now. After a failure, one asks again when the time is over, and others wait until it knows.
    fn rests(&self) -> bool {
        let (mut rests, now) = (self.failed(), Instant::now());
        match &mut *rests {
            Some((_, until)) if now < *until => true,
            Some((_, until)) => {
                *until = now + self.patience.rest;
                false
            }
            None => false,
        }
    }

    /// Notes how a question ended that was asked then, and gives what came. An answer to an older question says nothing of a failure since.
    fn noted<T>(&self, done: Result<T, Trouble>, asked: Instant) -> Option<T> {
        let mut rests = self.failed();
        match &done {
            Ok(_) if rests.is_none_or(|(failed, _)| failed <= asked) => *rests = None,
            Err(trouble) if !trouble.is_refusal() => {
                *rests = Some((Instant::now(), Instant::now() + self.patience.rest))
            }
            _ => {}
        }
        drop(rests);
        let told = |trouble: &Trouble| {
            tracing::warn!(host = self.host(), %trouble, "the embedding service gave nothing; comments are read without it");
        };
        done.inspect_err(told).ok()
    }

    fn failed(&self) -> std::sync::MutexGuard<'_, Option<(Instant, Instant)>> {
        self.rests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Embedding for Service {
    fn dimensions(&self) -> Option<usize> {
        Some(self.dimensions.load(Ordering::Relaxed)).filter(|dimensions| 0 < *dimensions)
    }

    /// By address and name. How many numbers a block has is not known before the first answer, and is held against the layer then.
    fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    fn blocks(&self, clauses: &[&str]) -> Option<Vec<Vec<f32>>> {
        if clauses.is_empty() {
            return Some(vec![]);
        }
        if CLAUSES_MAX < clauses.len() || self.rests() {
            return None;
        }
        let others = self.asking.fetch_add(1, Ordering::Relaxed);
        let blocks = if others < AT_ONCE_MAX { self.lots(clauses, self.patience.comment) } else { None };
        self.asking.fetch_sub(1, Ordering::Relaxed);
        blocks
    }

    /// Asks whether or not the service failed a moment ago: what is fitted comes seldom. It may be another model by now.
    fn many(&self, clauses: &[&str]) -> Option<Vec<Vec<f32>>> {
        let until = Instant::now() + self.patience.many;
        let mut blocks = Vec::with_capacity(clauses.len());
        for lot in clauses.chunks(TOGETHER) {
            blocks.extend(self.parts(lot, until)?);
            // It takes none of them: that is not for what they say, and others would be asked for in vain.
            if blocks.iter().all(Vec::is_empty) {
                return None;
            }
        }
        let dimensions = blocks.iter().map(Vec::len).max().filter(|dimensions| 0 < *dimensions)?;
        blocks.iter_mut().filter(|block| block.is_empty()).for_each(|block| block.resize(dimensions, 0.0));
        if blocks.iter().all(|block| block.len() == dimensions) {
            self.dimensions.store(dimensions, Ordering::Relaxed);
        }
        Some(blocks)
    }

    fn is_far(&self) -> bool {
        true
    }
}

/// Looks names up; where nothing is encrypted, only this machine will do, whatever a name stands for.
#[derive(Debug)]
struct Places {
    here_alone: bool,
    system: DefaultResolver,
}

impl Resolver for Places {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.system.resolve(uri, config, timeout)?;
        let mut places = self.empty();
        for place in found.iter().filter(|place| !self.here_alone || place.ip().is_loopback()) {
            places.push(*place);
        }
        if places.is_empty() { Err(ureq::Error::HostNotFound) } else { Ok(places) }
    }
}

/// Why there are no blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    /// The call failed.
    Call(Reason),
    /// The reply will not do.
    Odd(&'static str),
}

impl Trouble {
    /// Whether the service answered that it will not take these texts: too long, or too many.
    fn is_refusal(self) -> bool {
        matches!(self, Self::Call(Reason::Status(400 | 413 | 422)))
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(reason) => f.write_str(&reason.code()),
            Self::Odd(what) => write!(f, "the reply will not do: {what}"),
        }
    }
}

impl From<ureq::Error> for Trouble {
    fn from(error: ureq::Error) -> Self {
        match error {
            ureq::Error::BodyExceedsLimit(_) => Self::Odd("it is too long"),
            error => Self::Call(reason(&error)),
        }
    }
}

/// A reply, as far as it is read.
#[derive(Deserialize)]
struct Reply {
    data: Vec<One>,
}

#[derive(Deserialize)]
struct One {
    /// Of which clause.
    index: usize,
    embedding: Vec<f64>,
}

/// The blocks of so many clauses, each brought to its length. One that is nought stays so: the model knows no word of the clause.
fn in_order(reply: Reply, clauses: usize) -> Result<Vec<Vec<f32>>, Trouble> {
    let mut blocks: Vec<Option<Vec<f32>>> = vec![None; clauses];
    let dimensions = reply.data.first().map_or(0, |one| one.embedding.len());
    if !(1..=DIMENSIONS_MAX).contains(&dimensions) {
        return Err(Trouble::Odd("an embedding has no numbers, or more than 4096"));
    }
    for One { index, embedding } in reply.data {
        if embedding.len() != dimensions {
            return Err(Trouble::Odd("its embeddings have not all as many numbers"));
        }
        let slot = blocks.get_mut(index).filter(|slot| slot.is_none());
        let slot = slot.ok_or(Trouble::Odd("it has an embedding of what was not sent, or two of one text"))?;
        *slot = Some(block(&embedding)?);
    }
    blocks.into_iter().collect::<Option<_>>().ok_or(Trouble::Odd("it has fewer embeddings than texts were sent"))
}

#[allow(clippy::cast_possible_truncation, reason = "no larger than the length")]
fn block(numbers: &[f64]) -> Result<Vec<f32>, Trouble> {
    if !numbers.iter().all(|number| number.abs() <= f64::from(f32::MAX)) {
        return Err(Trouble::Odd("it holds what is no number"));
    }
    let length = numbers.iter().map(|number| number * number).sum::<f64>().sqrt();
    let length = if 0.0 < length { length } else { 1.0 };
    Ok(numbers.iter().map(|number| (LENGTH * number / length) as f32).collect())
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse().is_ok_and(|number: IpAddr| number.is_loopback())
}

#[cfg(test)]
#[path = "embeddings_tests.rs"]
mod tests;
