//! Mailboxes whose messages become comments: connected, paused, disconnected, and how reading them goes.
//!
//! Separate from comments, which need not know of mailboxes. A password goes in and never comes out; whether it opens the mailbox is
//! seen at the next reading, which follows at once.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use store::mailboxes::{self, Account, NewMailbox, Password};
use store::tokens::Area;
use store::{Id, Role, StoreError, Time, Transaction};

use super::call::{Asked, Change, Named, changing, reading};
use super::comments::CommentChannel;
use super::types::{Moment, Nothing, Page, Paged, Uid, named, page_of};
use crate::operation::Operation;

const DAY: i64 = 86_400_000;

pub fn operations() -> Vec<Operation> {
    let named = |id, path, summary| Named { id, path, area: Area::Organisation, role: Role::Owner, summary };
    vec![
        reading(
            named(
                "api.mailboxes.list",
                "/api/v1/mailboxes",
                "The mailboxes that are read for comments, without passwords",
            ),
            list,
        ),
        changing(
            named(
                "api.mailboxes.connect",
                "/api/v1/mailboxes",
                "Connects a mailbox by IMAP; it is read at once and every few minutes from then on, and nothing in it is changed",
            ),
            Change::making(),
            connect,
        ),
        reading(
            named(
                "api.mailboxes.show",
                "/api/v1/mailboxes/{mailbox}",
                "One mailbox, with its newest messages that could not be taken",
            ),
            show,
        ),
        changing(
            named("api.mailboxes.password", "/api/v1/mailboxes/{mailbox}/password", "Gives a mailbox another password"),
            Change::doing(),
            renew,
        ),
        changing(
            named("api.mailboxes.pause", "/api/v1/mailboxes/{mailbox}/pause", "Stops reading a mailbox"),
            Change::doing(),
            pause,
        ),
        changing(
            named("api.mailboxes.resume", "/api/v1/mailboxes/{mailbox}/resume", "Goes on reading a mailbox"),
            Change::doing(),
            resume,
        ),
        changing(
            named(
                "api.mailboxes.disconnect",
                "/api/v1/mailboxes/{mailbox}",
                "Disconnects a mailbox and forgets its password; its comments stay",
            ),
            Change { traces: true, ..Change::removing() },
            disconnect,
        ),
    ]
}

named! {
    /// How the connection is protected.
    MailboxSecurity = mailboxes::Security {
        /// By TLS from the first byte.
        Tls,
        /// By TLS after a first greeting.
        StartTls,
        /// Not at all: only to the server's own machine, for tests.
        Plain,
    }
}

/// A mailbox, without its password.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Mailbox {
    id: Uid,
    host: String,
    port: u16,
    security: MailboxSecurity,
    login: String,
    folder: String,
    /// The channel of its comments.
    channel: CommentChannel,
    /// Their branch or site.
    site: String,
    /// Where they happened.
    touchpoint: Option<Uid>,
    /// Messages that came before this day are left out.
    since: Option<Moment>,
    made_at: Moment,
    /// Since when it is paused.
    paused_at: Option<Moment>,
    /// When it was last read to its end.
    read_at: Option<Moment>,
    /// When it will be looked into next.
    next_at: Moment,
    /// Why the last try failed: spelling, inward, unknown, refused, slow, connection, certificate, tls, method, login, folder,
    /// unavailable, withheld, reply, fault.
    failure: Option<String>,
    /// Since when every try fails.
    failing_since: Option<Moment>,
    /// New comments that came of it.
    added: i64,
    /// Messages that were known.
    again: i64,
    /// Messages that could not be taken.
    refused: i64,
}

impl From<mailboxes::Mailbox> for Mailbox {
    fn from(found: mailboxes::Mailbox) -> Self {
        Self {
            id: found.id.into(),
            host: found.host,
            port: found.port,
            security: found.security.into(),
            login: found.login,
            folder: found.folder,
            channel: found.channel.into(),
            site: found.site,
            touchpoint: found.touchpoint.map(Uid::from),
            since: found.since.map(|days| Time(days.saturating_mul(DAY)).into()),
            made_at: found.made_at.into(),
            paused_at: found.paused_at.map(Moment::from),
            read_at: found.read_at.map(Moment::from),
            next_at: found.next_at.into(),
            failure: found.failure,
            failing_since: found.failing_since.map(Moment::from),
            added: found.added,
            again: found.again,
            refused: found.refused,
        }
    }
}

/// A message that could not be taken.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Unread {
    /// Why: large, empty, long, unfit, server, refused.
    reason: String,
    /// When it came to the mail server.
    came_at: Option<Moment>,
    bytes: i64,
}

/// A mailbox, with its newest messages that could not be taken.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MailboxWithUnread {
    #[serde(flatten)]
    mailbox: Mailbox,
    /// The newest first, a hundred at most.
    unread: Vec<Unread>,
}

fn list(tx: &mut Transaction<'_>, asked: &Asked<Paged>) -> Result<Page<Mailbox>, StoreError> {
    let all = mailboxes::list(tx, &asked.scope)?;
    page_of(asked, "mailboxes", all, |mailbox| mailbox.id.to_string(), Mailbox::from)
}

fn one<Q, B>(tx: &mut Transaction<'_>, asked: &Asked<Q, B>, id: &Id) -> Result<Mailbox, StoreError> {
    let found = mailboxes::list(tx, &asked.scope)?.into_iter().find(|mailbox| mailbox.id == *id);
    found.map(Mailbox::from).ok_or(StoreError::NotFound)
}

fn show(tx: &mut Transaction<'_>, asked: &Asked<Nothing>) -> Result<MailboxWithUnread, StoreError> {
    let id = asked.id("mailbox")?;
    let mailbox = one(tx, asked, &id)?;
    let unread = mailboxes::refusals(tx, &asked.scope, &id)?.into_iter().map(|found| Unread {
        reason: found.reason,
        came_at: found.came_at.map(Moment::from),
        bytes: found.bytes,
    });
    Ok(MailboxWithUnread { mailbox, unread: unread.collect() })
}

/// A mailbox to be connected.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MailboxToConnect {
    /// The name of the mail server.
    #[schemars(length(min = 1, max = 255))]
    host: String,
    /// 993 when nothing is said; with STARTTLS 143.
    #[schemars(range(min = 1, max = 65535))]
    port: Option<u16>,
    /// TLS when nothing is said.
    security: Option<MailboxSecurity>,
    #[schemars(length(min = 1, max = 255))]
    login: String,
    /// Never shown again.
    #[schemars(length(min = 1, max = 1000))]
    password: String,
    /// `INBOX` when nothing is said.
    #[schemars(length(max = 255))]
    #[serde(default)]
    folder: String,
    /// The channel of its comments; mail when nothing is said.
    channel: Option<CommentChannel>,
    /// Their branch or site.
    #[schemars(length(max = 200))]
    #[serde(default)]
    site: String,
    /// Where they happened.
    touchpoint: Option<Uid>,
    /// Leaves out messages that came before the day of this moment, in UTC.
    since: Option<Moment>,
}

fn connect(tx: &mut Transaction<'_>, asked: &Asked<Nothing, MailboxToConnect>) -> Result<Mailbox, StoreError> {
    let body = &asked.body;
    let security = body.security.map_or(mailboxes::Security::Tls, mailboxes::Security::from);
    let new = NewMailbox {
        account: Account {
            host: body.host.clone(),
            port: body.port.unwrap_or_else(|| security.usual_port()),
            security,
            login: body.login.clone(),
            password: Password::new(body.password.clone()),
            folder: body.folder.clone(),
        },
        channel: body.channel.unwrap_or(CommentChannel::Mail).into(),
        site: body.site.clone(),
        touchpoint: body.touchpoint.as_ref().map(Uid::id).transpose()?,
        since: body.since.as_ref().map(|since| since.time().0.div_euclid(DAY)),
    };
    let id = mailboxes::connect(tx, &asked.scope, &new, asked.now)?;
    one(tx, asked, &id)
}

/// Another password.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MailboxPassword {
    /// Never shown again.
    #[schemars(length(min = 1, max = 1000))]
    password: String,
}

fn renew(tx: &mut Transaction<'_>, asked: &Asked<Nothing, MailboxPassword>) -> Result<Mailbox, StoreError> {
    let (id, password) = (asked.id("mailbox")?, Password::new(asked.body.password.clone()));
    mailboxes::renew(tx, &asked.scope, &id, password, asked.now)?;
    one(tx, asked, &id)
}

fn pause(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<Mailbox, StoreError> {
    let id = asked.id("mailbox")?;
    mailboxes::pause(tx, &asked.scope, &id, asked.now)?;
    one(tx, asked, &id)
}

fn resume(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<Mailbox, StoreError> {
    let id = asked.id("mailbox")?;
    mailboxes::resume(tx, &asked.scope, &id, asked.now)?;
    one(tx, asked, &id)
}

fn disconnect(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<Nothing, StoreError> {
    mailboxes::disconnect(tx, &asked.scope, &asked.id("mailbox")?, asked.now)?;
    Ok(Nothing {})
}
