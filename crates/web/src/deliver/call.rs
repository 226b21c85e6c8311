//! One webhook, called once: signed by the Standard Webhooks specification, to a checked place, within limits.
//!
//! Separate from when and how often. It follows no redirect, uses no proxy of the environment, waits fifteen seconds at most
//! and reads no more of the reply than 64 KiB. It refuses to know why a receiver said no: a status is enough.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{Connector, NextTimeout, RustlsConnector, TcpConnector};
use ureq::{Agent, Error};

use super::addresses::{LookUp, Refusal, targets};

/// How long a call may take in all.
const CALL: Duration = Duration::from_secs(15);
/// How long the reply's body may take once its status is there: what counts has arrived by then.
const BODY: Duration = Duration::from_secs(2);
/// The most that is read of a reply's body.
const BODY_MAX: u64 = 64 * 1024;
/// The most that is read of a reply's head.
const HEAD_MAX: usize = 16 * 1024;
/// Numbers of one name that are tried.
const PLACES_MAX: usize = 16;

/// How a call ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The receiver has it.
    Arrived,
    /// The receiver wants nothing any more.
    Gone,
    /// It did not work, for a reason in one word or a status.
    Failed(Reason),
}

/// Why a call failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The receiver said so.
    Status(u16),
    /// It took too long.
    Slow,
    /// Nobody took the connection, or it broke off.
    Connection,
    /// The certificate was not good.
    Certificate,
    /// The reply was none.
    Reply,
    /// The name stands for nothing.
    Unknown,
    /// The address leads inward.
    Inward,
    /// The address is none.
    Address,
}

impl Reason {
    /// As it is kept; the page that lists deliveries has a sentence for each.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Status(status) => format!("status:{status}"),
            Self::Slow => "slow".to_owned(),
            Self::Connection => "connection".to_owned(),
            Self::Certificate => "certificate".to_owned(),
            Self::Reply => "reply".to_owned(),
            Self::Unknown => "unknown".to_owned(),
            Self::Inward => "inward".to_owned(),
            Self::Address => "address".to_owned(),
        }
    }
}

/// What is sent.
pub struct Message<'a> {
    /// The id, the same at every try.
    pub id: &'a str,
    /// Where to.
    pub url: &'a str,
    /// The keys: one, or two while they are exchanged.
    pub secrets: &'a [Vec<u8>],
    /// The body, the same at every try.
    pub body: &'a str,
    /// Now, in seconds since 1970.
    pub timestamp: i64,
}

/// What calls.
#[derive(Clone)]
pub struct Caller {
    agent: Agent,
    inward_too: bool,
}

impl Caller {
    /// A caller that looks names up as said.
    #[must_use]
    pub fn new(inward_too: bool, look_up: LookUp) -> Self {
        let config = Config::builder()
            .http_status_as_error(false)
            .https_only(!inward_too)
            .proxy(None)
            .max_redirects(0)
            .user_agent("Rater")
            .max_response_header_size(HEAD_MAX)
            // A connection that was kept may be dead already, and that would count as a failure of the receiver.
            .max_idle_connections(0)
            .max_idle_connections_per_host(0)
            .timeout_global(Some(CALL))
            .timeout_recv_body(Some(BODY))
            .build();
        let connector = ().chain(TcpConnector::default()).chain(RustlsConnector::default());
        Self { agent: Agent::with_parts(config, connector, Checked { inward_too, look_up }), inward_too }
    }

    /// Calls. Takes up to [`CALL`], so not within an async task.
    #[must_use]
    pub fn call(&self, message: &Message<'_>) -> Outcome {
        let Ok(uri) = message.url.parse::<Uri>() else { return Outcome::Failed(Reason::Address) };
        if let Err(refusal) = super::addresses::host_and_port(&uri, self.inward_too) {
            return Outcome::Failed(refusal.into());
        }
        let sent = self
            .agent
            .post(uri)
            .header("content-type", "application/json")
            .header("webhook-id", message.id)
            .header("webhook-timestamp", message.timestamp.to_string())
            .header("webhook-signature", signatures(message))
            .send(message.body);
        match sent {
            Ok(mut reply) => {
                let status = reply.status().as_u16();
                // Read for politeness, so that the receiver can finish writing; what it says is not used.
                let mut body = reply.body_mut().with_config().limit(BODY_MAX).reader();
                let _ = std::io::copy(&mut body, &mut std::io::sink());
                outcome(status)
            }
            Err(error) => Outcome::Failed(reason(&error)),
        }
    }

    /// Breaks off the calls that are under way.
    pub fn hang_up(self) {
        self.agent.shutdown();
    }
}

fn outcome(status: u16) -> Outcome {
    match status {
        200..=299 => Outcome::Arrived,
        410 => Outcome::Gone,
        _ => Outcome::Failed(Reason::Status(status)),
    }
}

/// Why a call failed that brought no status.
pub(crate) fn reason(error: &Error) -> Reason {
    match error {
        Error::Timeout(_) => Reason::Slow,
        Error::Other(inner) => inner.downcast_ref::<Refused>().map_or(Reason::Connection, |refused| refused.0.into()),
        Error::HostNotFound => Reason::Unknown,
        Error::Tls(_) | Error::Rustls(_) => Reason::Certificate,
        Error::Protocol(_) | Error::LargeResponseHeader(..) => Reason::Reply,
        Error::BadUri(_) | Error::Http(_) | Error::RequireHttpsOnly(_) => Reason::Address,
        Error::Io(inner) if inner.kind() == std::io::ErrorKind::TimedOut => Reason::Slow,
        Error::Io(inner) if inner.kind() == std::io::ErrorKind::InvalidData => Reason::Certificate,
        _ => Reason::Connection,
    }
}

impl From<Refusal> for Reason {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Spelling => Self::Address,
            Refusal::Inward => Self::Inward,
            Refusal::Unknown => Self::Unknown,
        }
    }
}

/// `v1,` and the HMAC-SHA256 of id, time and body; one per key, with a blank between.
fn signatures(message: &Message<'_>) -> String {
    let signed = format!("{}.{}.{}", message.id, message.timestamp, message.body);
    let each = message.secrets.iter().filter_map(|secret| {
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(secret).ok()?;
        mac.update(signed.as_bytes());
        Some(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
    });
    each.collect::<Vec<_>>().join(" ")
}

/// The key of a webhook as its receiver enters it.
#[must_use]
pub fn written_secret(secret: &[u8]) -> String {
    format!("whsec_{}", STANDARD.encode(secret))
}

/// Looks names up once, and gives only places that were checked.
#[derive(Debug)]
struct Checked {
    inward_too: bool,
    look_up: LookUp,
}

#[derive(Debug)]
struct Refused(Refusal);

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

impl std::error::Error for Refused {}

impl Resolver for Checked {
    fn resolve(&self, uri: &Uri, _: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let (uri, inward_too, look_up) = (uri.clone(), self.inward_too, self.look_up);
        let (sender, receiver) = std::sync::mpsc::sync_channel(1);
        // The system's resolver knows no time limit; a thread that waits for it is left behind.
        std::thread::spawn(move || sender.send(targets(&uri, inward_too, look_up)));
        let found = receiver.recv_timeout(CALL.min(*timeout.after)).map_err(|_| Error::Timeout(timeout.reason))?;
        let places = found.map_err(|refusal| Error::Other(Box::new(Refused(refusal))))?;
        let mut checked = self.empty();
        for place in places.into_iter().take(PLACES_MAX) {
            checked.push(place);
        }
        Ok(checked)
    }
}
