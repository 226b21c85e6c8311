//! Mailboxes that are read for comments: where each is, what opens it, and up to where it was read.
//!
//! Separate from whoever speaks with the mail server. How far a mailbox was read is written in the transaction that keeps what was
//! read, and only from where it stood: whatever dies in between, no message is lost and none is taken twice. A mailbox is read on
//! lease, so that two servers do not read it at once. Its password is handed to the reader alone, and is gone when it is disconnected.

use crate::comments::{self, Brought, Channel, NAME_MAX, NewComment, Read, Ready};
use crate::commitments::short_text;
use crate::engine::Row;
use crate::invitees::address;
use crate::{Actor, Id, Role, Scope, StoreError, Time, Transaction, audit, touchpoints, values};

/// How many an organisation may have.
pub const MAILBOXES_MAX: i64 = 10;
/// How long a reader may keep a mailbox without writing down how far it has come.
pub const LEASE_SECONDS: i64 = 10 * 60;
/// How many of an organisation are read at once: others wait for their turn, too.
pub const AT_ONCE_MAX: i64 = 2;
/// How often a mailbox is looked into.
pub const EVERY_SECONDS: i64 = 5 * 60;
/// The longest wait after failures in a row.
const AGAIN_SECONDS_MAX: i64 = 3600;
/// The wait after a password was refused, and the longest one: servers lock an account that is knocked at too often.
const LOGIN_SECONDS: i64 = 3600;
const LOGIN_SECONDS_MAX: i64 = 24 * 3600;
/// Refused messages that are kept for the list; all are counted.
pub const REFUSALS_KEPT: i64 = 100;
/// The longest name of a host, a login or a folder, in characters.
const TEXT_MAX: usize = 255;
/// The longest password, in bytes.
const PASSWORD_MAX: usize = 1000;

/// How the connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Security {
    /// By TLS from the first byte.
    Tls,
    /// By TLS after a first greeting.
    StartTls,
    /// Not at all: only to this machine, for trying out; whoever reads refuses that by default.
    Plain,
}

impl Security {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Tls, Self::StartTls, Self::Plain];

    /// As it is stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Tls => "tls",
            Self::StartTls => "starttls",
            Self::Plain => "plain",
        }
    }

    /// From how it is stored.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|security| security.name() == name)
    }

    /// The port that servers have for it.
    #[must_use]
    pub fn usual_port(self) -> u16 {
        match self {
            Self::Tls => 993,
            Self::StartTls | Self::Plain => 143,
        }
    }
}

/// A password as the mail server wants it. It is never shown in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// A password as it was typed.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text, for the mail server alone.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

/// What it takes to open a mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The name of the mail server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// As whom.
    pub login: String,
    /// With which password.
    pub password: Password,
    /// Which folder.
    pub folder: String,
}

impl Account {
    /// An account as it is kept.
    ///
    /// # Errors
    /// [`StoreError::Refused`] for what no mail server could be asked with.
    pub fn checked(self) -> Result<Self, StoreError> {
        let odd = |text: &str| text.is_empty() || text.contains(char::is_control);
        let host = short_text(&self.host, TEXT_MAX)?.to_lowercase();
        if odd(&host) || host.contains(|c: char| c.is_whitespace() || "/@\\%".contains(c)) || self.port == 0 {
            return Err(StoreError::Refused("store-mailbox-host", vec![]));
        }
        if self.security == Security::Plain && !["localhost", "127.0.0.1", "::1"].contains(&host.as_str()) {
            return Err(StoreError::Refused("store-mailbox-plain", vec![]));
        }
        let (login, folder) = (short_text(&self.login, TEXT_MAX)?, short_text(&self.folder, TEXT_MAX)?);
        let folder = if folder.is_empty() { "INBOX".to_owned() } else { folder };
        let password = self.password.checked()?;
        if odd(&login) || odd(&folder) {
            return Err(StoreError::Refused("store-mailbox-login", vec![]));
        }
        Ok(Self { host, login, folder, password, ..self })
    }
}

impl Password {
    fn checked(self) -> Result<Self, StoreError> {
        let odd = self.0.is_empty() || PASSWORD_MAX < self.0.len() || self.0.contains(char::is_control);
        if odd { Err(StoreError::Refused("store-mailbox-password", vec![])) } else { Ok(self) }
    }
}

/// A mailbox to be connected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMailbox {
    /// What it takes to open it.
    pub account: Account,
    /// The channel of its comments.
    pub channel: Channel,
    /// Their branch or site; may be empty.
    pub site: String,
    /// Where they happened.
    pub touchpoint: Option<Id>,
    /// Only messages that came on this day or later, in days since 1970; all when none.
    pub since: Option<i64>,
}

/// A mailbox as the list shows it, without its password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// The id.
    pub id: Id,
    /// The name of the mail server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// As whom it is opened.
    pub login: String,
    /// The folder.
    pub folder: String,
    /// The channel of its comments.
    pub channel: Channel,
    /// Their branch or site.
    pub site: String,
    /// Where they happened.
    pub touchpoint: Option<Id>,
    /// The day of the first message that is taken, in days since 1970.
    pub since: Option<i64>,
    /// Since when it is connected.
    pub made_at: Time,
    /// Since when it is paused.
    pub paused_at: Option<Time>,
    /// When it was last read to its end.
    pub read_at: Option<Time>,
    /// When it will be looked into next.
    pub next_at: Time,
    /// Why the last try failed, as a word.
    pub failure: Option<String>,
    /// Since when every try fails.
    pub failing_since: Option<Time>,
    /// New comments that came of it.
    pub added: i64,
    /// Messages that were known.
    pub again: i64,
    /// Messages that could not be taken.
    pub refused: i64,
}

/// A message that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Why, as a word.
    pub reason: String,
    /// When it came to the server, if that is known.
    pub came_at: Option<Time>,
    /// How large it is.
    pub bytes: i64,
}

/// A message that was read, ready to be kept: all that needs no database is done.
#[derive(Debug, Clone)]
pub struct Letter {
    ready: Ready,
    came_at: Time,
    bytes: i64,
}

impl Letter {
    /// What a message says, and what was read in it.
    #[must_use]
    pub fn of(new: NewComment, read: Read) -> Self {
        let (came_at, bytes) = (new.at, i64::try_from(new.words.len()).unwrap_or(i64::MAX));
        Self { ready: Ready::of(new, read), came_at, bytes }
    }
}

/// Up to where a mailbox was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Position {
    /// By which numbering of the server; 0 before the first reading.
    pub validity: u32,
    /// The last message that was read.
    pub uid: u32,
}

/// A mailbox that somebody has taken to read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The organisation whose it is, by the program's own scope.
    pub scope: Scope,
    /// The language that its comments are expected in.
    pub language: String,
    /// The mailbox.
    pub id: Id,
    /// What shows that it is this reader's turn.
    lease: Id,
    /// What it takes to open it.
    pub account: Account,
    /// The channel of its comments.
    pub channel: Channel,
    /// Their branch or site.
    pub site: String,
    /// Where they happened.
    pub touchpoint: Option<Id>,
    /// The day of the first message that is taken, in days since 1970.
    pub since: Option<i64>,
    /// Up to where it was read.
    pub position: Position,
    /// Why the last turn failed, as a word.
    pub failure: Option<String>,
    /// How many turns in a row have failed for that.
    pub failures: i64,
}

/// How a turn ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// It was read to its end.
    Read,
    /// There is more, and others are to have their turn first.
    More,
    /// It could not be read, for a reason in one word.
    Failed(&'static str),
    /// The reader was told to stop: that shows nothing of the mailbox.
    Stopped,
}

/// The reason after which the next try waits longest.
pub const LOGIN: &str = "login";

/// Connects a mailbox; gives its id.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::Refused`] for what will not do, one that is connected already, or
/// when there are too many.
pub fn connect(tx: &mut Transaction<'_>, scope: &Scope, new: &NewMailbox, now: Time) -> Result<Id, StoreError> {
    scope.require(Role::Owner)?;
    let account = new.account.clone().checked()?;
    let count = "SELECT COUNT(*) FROM mailboxes WHERE organisation = ?1";
    if MAILBOXES_MAX <= tx.one(count, &values![scope.key()], |row| row.integer(0))? {
        return Err(StoreError::Refused("store-mailboxes-many", vec![("most", MAILBOXES_MAX.to_string())]));
    }
    let site = short_text(&new.site.replace(char::is_control, " "), NAME_MAX)?;
    let touchpoint = new.touchpoint.as_ref().map(|id| touchpoints::get(tx, scope, id).map(|found| found.id));
    let id = Id::new(now);
    let made = tx.execute(
        "INSERT INTO mailboxes (organisation, id, host, port, security, login, password, folder, channel, site, touchpoint, since, \
         made_at, next_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?13) \
         ON CONFLICT (organisation, host, login, folder) DO NOTHING",
        &values![
            scope.key(),
            &id,
            &account.host,
            i64::from(account.port),
            account.security.name(),
            &account.login,
            account.password.0.as_bytes(),
            &account.folder,
            new.channel.name(),
            &site,
            touchpoint.transpose()?.as_ref(),
            new.since,
            now
        ],
    )?;
    if made == 0 {
        return Err(StoreError::Refused("store-mailbox-there", vec![]));
    }
    audit::append(tx, scope, "mailbox.connect", id.as_str(), &["host", "login", "folder", "password"], now)?;
    Ok(id)
}

/// All mailboxes, in the order in which they were connected.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners.
pub fn list(tx: &mut Transaction<'_>, scope: &Scope) -> Result<Vec<Mailbox>, StoreError> {
    scope.require(Role::Owner)?;
    let sql = "SELECT id, host, port, security, login, folder, channel, site, touchpoint, since, made_at, paused_at, read_at, next_at, \
               failure, failing_since, added, again, refused FROM mailboxes WHERE organisation = ?1 ORDER BY made_at, id";
    tx.query(sql, &values![scope.key()], |row| {
        let (port, security) = protected(row, 2)?;
        Ok(Mailbox {
            id: Id::stored(row.text(0)?),
            host: row.text(1)?,
            port,
            security,
            login: row.text(4)?,
            folder: row.text(5)?,
            channel: channel(row, 6)?,
            site: row.text(7)?,
            touchpoint: row.text_or_none(8)?.map(Id::stored),
            since: row.integer_or_none(9)?,
            made_at: Time(row.integer(10)?),
            paused_at: row.integer_or_none(11)?.map(Time),
            read_at: row.integer_or_none(12)?.map(Time),
            next_at: Time(row.integer(13)?),
            failure: row.text_or_none(14)?,
            failing_since: row.integer_or_none(15)?.map(Time),
            added: row.integer(16)?,
            again: row.integer(17)?,
            refused: row.integer(18)?,
        })
    })
}

/// The newest messages of a mailbox that could not be taken, the newest first.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners.
pub fn refusals(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Vec<Unread>, StoreError> {
    scope.require(Role::Owner)?;
    let sql = "SELECT reason, came_at, bytes FROM mailbox_refusals WHERE organisation = ?1 AND mailbox = ?2 ORDER BY number DESC";
    tx.query(sql, &values![scope.key(), id], |row| {
        Ok(Unread { reason: row.text(0)?, came_at: row.integer_or_none(1)?.map(Time), bytes: row.integer(2)? })
    })
}

/// What it takes to open a mailbox, to try it.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::NotFound`].
pub fn account(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Account, StoreError> {
    scope.require(Role::Owner)?;
    let sql = "SELECT host, port, security, login, password, folder FROM mailboxes WHERE organisation = ?1 AND id = ?2";
    tx.first(sql, &values![scope.key(), id], |row| account_in(row, 0))?.ok_or(StoreError::NotFound)
}

/// Gives a mailbox another password, and has it looked into soon.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::NotFound`]; [`StoreError::Refused`] for what is no password.
pub fn renew(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    password: Password,
    now: Time,
) -> Result<(), StoreError> {
    scope.require(Role::Owner)?;
    let password = password.checked()?;
    let sql = "UPDATE mailboxes SET password = ?3, failures = 0, next_at = ?4, lease = NULL, leased_until = NULL \
               WHERE organisation = ?1 AND id = ?2";
    found(tx.execute(sql, &values![scope.key(), id, password.0.as_bytes(), now])?)?;
    audit::append(tx, scope, "mailbox.password", id.as_str(), &["password"], now)
}

/// Stops reading a mailbox; whoever reads it now keeps nothing more.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::NotFound`].
pub fn pause(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<(), StoreError> {
    scope.require(Role::Owner)?;
    let sql = "UPDATE mailboxes SET paused_at = COALESCE(paused_at, ?3), lease = NULL, leased_until = NULL \
               WHERE organisation = ?1 AND id = ?2";
    found(tx.execute(sql, &values![scope.key(), id, now])?)?;
    audit::append(tx, scope, "mailbox.pause", id.as_str(), &[], now)
}

/// Goes on with a mailbox that was paused, and has it looked into soon.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::NotFound`].
pub fn resume(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<(), StoreError> {
    scope.require(Role::Owner)?;
    let sql = "UPDATE mailboxes SET paused_at = NULL, failures = 0, next_at = ?3 WHERE organisation = ?1 AND id = ?2";
    found(tx.execute(sql, &values![scope.key(), id, now])?)?;
    audit::append(tx, scope, "mailbox.resume", id.as_str(), &[], now)
}

/// Disconnects a mailbox and forgets its password; its comments stay.
///
/// # Errors
/// [`StoreError::Forbidden`] for all but owners; [`StoreError::NotFound`].
pub fn disconnect(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, now: Time) -> Result<(), StoreError> {
    scope.require(Role::Owner)?;
    let listed = "DELETE FROM mailbox_refusals WHERE organisation = ?1 AND mailbox = ?2";
    tx.execute(listed, &values![scope.key(), id])?;
    found(tx.execute("DELETE FROM mailboxes WHERE organisation = ?1 AND id = ?2", &values![scope.key(), id])?)?;
    audit::append(tx, scope, "mailbox.disconnect", id.as_str(), &[], now)
}

/// How many mailboxes wait to be looked into.
///
/// # Errors
/// As the database says.
pub fn waiting(tx: &mut Transaction<'_>, now: Time) -> Result<i64, StoreError> {
    let sql = format!("SELECT COUNT(*) FROM {}", fair());
    tx.one(&sql, &values![now, AT_ONCE_MAX], |row| row.integer(0))
}

const DUE: &str = "paused_at IS NULL AND next_at <= ?1 AND (leased_until IS NULL OR leased_until <= ?1)";

/// What is due, as far as its organisation has not as many under way as it may have: those before it in `place`, those that are read
/// in `busy`.
fn fair() -> String {
    format!(
        "(SELECT organisation, id, next_at FROM (SELECT organisation, id, next_at, \
         ROW_NUMBER() OVER (PARTITION BY organisation ORDER BY next_at, id) AS place, (SELECT COUNT(*) FROM mailboxes AS other \
         WHERE other.organisation = mailboxes.organisation AND ?1 < other.leased_until) AS busy \
         FROM mailboxes WHERE {DUE}) AS due WHERE place + busy <= ?2) AS fair"
    )
}

/// Takes mailboxes on lease that are due, whichever has waited longest first; of one organisation a few at once.
///
/// # Errors
/// As the database says.
pub fn take_due(tx: &mut Transaction<'_>, now: Time, most: i64) -> Result<Vec<Turn>, StoreError> {
    let sql = format!("SELECT organisation, id FROM {} ORDER BY next_at, id LIMIT ?3", fair());
    let due = tx.query(&sql, &values![now, AT_ONCE_MAX, most], |row| Ok((row.integer(0)?, row.text(1)?)))?;
    let mut taken = vec![];
    for (organisation, id) in due {
        let lease = Id::random();
        // Another server may have been quicker.
        let sql = format!(
            "UPDATE mailboxes SET lease = ?4, leased_until = ?5 WHERE organisation = ?2 AND id = ?3 AND {DUE} \
             RETURNING host, port, security, login, password, folder, channel, site, touchpoint, since, uid_validity, last_uid, \
             (SELECT language FROM organisations WHERE key = organisation), failure, failures"
        );
        let own = values![now, organisation, &id, &lease, now.plus_seconds(LEASE_SECONDS)];
        taken.extend(tx.first(&sql, &own, |row| {
            Ok(Turn {
                scope: Scope::new(organisation, Actor::Operator, Role::Owner, None),
                language: row.text(12)?,
                id: Id::stored(id.clone()),
                lease: lease.clone(),
                account: account_in(row, 0)?,
                channel: channel(row, 6)?,
                site: row.text(7)?,
                touchpoint: row.text_or_none(8)?.map(Id::stored),
                since: row.integer_or_none(9)?,
                position: Position { validity: number(row, 10)?, uid: number(row, 11)? },
                failure: row.text_or_none(13)?,
                failures: row.integer(14)?,
            })
        })?);
    }
    Ok(taken)
}

/// Keeps what was read of a mailbox and up to where it was read, both or neither. `from` is up to where it was read before.
///
/// # Errors
/// [`StoreError::NotFound`] when it is no longer this reader's turn: it was paused or disconnected, or another reads on from there.
pub fn keep(
    tx: &mut Transaction<'_>,
    turn: &Turn,
    (from, to): (Position, Position),
    all: &[Letter],
    unread: &[Unread],
    now: Time,
) -> Result<Brought, StoreError> {
    let moved = "UPDATE mailboxes SET uid_validity = ?6, last_uid = ?7, leased_until = ?8 \
                 WHERE organisation = ?1 AND id = ?2 AND lease = ?3 AND uid_validity = ?4 AND last_uid = ?5";
    let positions = [from.validity, from.uid, to.validity, to.uid].map(i64::from);
    let mut parameters = values![turn.scope.key(), &turn.id, &turn.lease].to_vec();
    parameters.extend(positions.map(crate::engine::Value::from));
    parameters.push(now.plus_seconds(LEASE_SECONDS).into());
    found(tx.execute(moved, &parameters)?)?;
    let ready: Vec<Ready> = all.iter().map(|letter| letter.ready.clone()).collect();
    let done = if ready.is_empty() { Brought::default() } else { comments::bring(tx, &turn.scope, &ready, now)? };
    let mut unread = unread.to_vec();
    unread.extend(done.refused.iter().map(|(place, error)| Unread {
        reason: word(error).to_owned(),
        came_at: all.get(*place).map(|letter| letter.came_at),
        bytes: all.get(*place).map_or(0, |letter| letter.bytes),
    }));
    refuse(tx, turn, &unread)?;
    let count = "UPDATE mailboxes SET added = added + ?3, again = again + ?4 WHERE organisation = ?1 AND id = ?2";
    let [added, again] = [done.added, done.again].map(|count| i64::try_from(count).unwrap_or(i64::MAX));
    tx.execute(count, &values![turn.scope.key(), &turn.id, added, again])?;
    Ok(done)
}

/// Counts messages that were not taken, and lists the newest.
fn refuse(tx: &mut Transaction<'_>, turn: &Turn, unread: &[Unread]) -> Result<(), StoreError> {
    for one in unread {
        let count = "UPDATE mailboxes SET refused = refused + 1 WHERE organisation = ?1 AND id = ?2 RETURNING refused";
        let number = tx.one(count, &values![turn.scope.key(), &turn.id], |row| row.integer(0))?;
        tx.execute(
            "INSERT INTO mailbox_refusals (organisation, mailbox, number, reason, came_at, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            &values![turn.scope.key(), &turn.id, number, &one.reason, one.came_at, one.bytes],
        )?;
        let old = "DELETE FROM mailbox_refusals WHERE organisation = ?1 AND mailbox = ?2 AND number <= ?3";
        tx.execute(old, &values![turn.scope.key(), &turn.id, number - REFUSALS_KEPT])?;
    }
    Ok(())
}

/// Gives a mailbox back and says when it is looked into again.
///
/// # Errors
/// [`StoreError::NotFound`] when it is no longer this reader's turn.
pub fn ended(tx: &mut Transaction<'_>, turn: &Turn, end: &End, now: Time) -> Result<(), StoreError> {
    let own = values![turn.scope.key(), &turn.id, &turn.lease];
    let sql = "SELECT failure, failures FROM mailboxes WHERE organisation = ?1 AND id = ?2 AND lease = ?3";
    let failed = tx.first(sql, &own, |row| Ok((row.text_or_none(0)?, row.integer(1)?)))?.ok_or(StoreError::NotFound)?;
    let [key, id, lease] = own;
    match end {
        End::Stopped => {
            // It was due, and is so still; a failure before, and how long it lasts, are as they were.
            let sql = "UPDATE mailboxes SET lease = NULL, leased_until = NULL WHERE organisation = ?1 AND id = ?2 AND lease = ?3";
            tx.execute(sql, &[key, id, lease])?;
        }
        End::Failed(reason) => {
            // A night without a connection says nothing of a password that is refused in the morning.
            let before = if failed.0.as_deref() == Some(*reason) { failed.1 } else { 0 };
            let sql = "UPDATE mailboxes SET failure = ?4, failures = ?7, failing_since = COALESCE(failing_since, ?5), \
                       next_at = ?6, lease = NULL, leased_until = NULL WHERE organisation = ?1 AND id = ?2 AND lease = ?3";
            let next = now.plus_seconds(wait(reason, before));
            tx.execute(sql, &[key, id, lease, (*reason).into(), now.into(), next.into(), (before + 1).into()])?;
        }
        End::Read | End::More => {
            let to_its_end = *end == End::Read;
            let sql = "UPDATE mailboxes SET failure = NULL, failures = 0, failing_since = NULL, read_at = COALESCE(?4, read_at), \
                       next_at = ?5, lease = NULL, leased_until = NULL WHERE organisation = ?1 AND id = ?2 AND lease = ?3";
            let next = if to_its_end { now.plus_seconds(EVERY_SECONDS) } else { now };
            tx.execute(sql, &[key, id, lease, to_its_end.then_some(now).into(), next.into()])?;
        }
    }
    Ok(())
}

/// Seconds until the next try, after so many failures in a row for the same reason before this one.
fn wait(reason: &str, failures: i64) -> i64 {
    let (first, most) =
        if reason == LOGIN { (LOGIN_SECONDS, LOGIN_SECONDS_MAX) } else { (EVERY_SECONDS, AGAIN_SECONDS_MAX) };
    (first << failures.clamp(0, 10)).min(most)
}

/// Makes a comment fit whose headers do not: what a sender's program wrote there must not lose what the sender wrote.
pub fn fit_headers(new: &mut NewComment) {
    new.author = new.author.chars().filter(|c| !c.is_control()).take(NAME_MAX).collect();
    if address(&new.email).is_none() {
        new.email.clear();
    }
    if let Some(external) = new.external.take() {
        let long = NAME_MAX < external.chars().count();
        // Two long names may begin alike; their digests do not.
        new.external = Some(if long { digest(&external) } else { external });
    }
}

fn digest(text: &str) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A refusal of the store in one word.
fn word(error: &StoreError) -> &'static str {
    match error {
        StoreError::Refused("store-comment-empty", _) => "empty",
        StoreError::Refused("store-comment-long", _) => "long",
        StoreError::Refused("store-text-unfit", _) => "unfit",
        _ => "refused",
    }
}

fn found(changed: u64) -> Result<(), StoreError> {
    if changed == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

fn damaged(what: &str) -> StoreError {
    StoreError::Damaged(format!("a mailbox's {what}"))
}

fn protected(row: &Row, first: usize) -> Result<(u16, Security), StoreError> {
    let port = u16::try_from(row.integer(first)?).map_err(|_| damaged("port"))?;
    Ok((port, Security::named(&row.text(first + 1)?).ok_or_else(|| damaged("security"))?))
}

fn channel(row: &Row, place: usize) -> Result<Channel, StoreError> {
    Channel::named(&row.text(place)?).ok_or_else(|| damaged("channel"))
}

fn number(row: &Row, place: usize) -> Result<u32, StoreError> {
    u32::try_from(row.integer(place)?).map_err(|_| damaged("position"))
}

fn account_in(row: &Row, first: usize) -> Result<Account, StoreError> {
    let (port, security) = protected(row, first + 1)?;
    let password = String::from_utf8(row.blob(first + 4)?.to_vec()).map_err(|_| damaged("password"))?;
    Ok(Account {
        host: row.text(first)?,
        port,
        security,
        login: row.text(first + 3)?,
        password: Password(password),
        folder: row.text(first + 5)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_that_was_refused_is_not_tried_again_soon() {
        assert_eq!([0, 1, 2, 3, 9].map(|failures| wait("slow", failures) / 60), [5, 10, 20, 40, 60]);
        assert_eq!([0, 1, 4, 5, 99].map(|failures| wait(LOGIN, failures) / 3600), [1, 2, 16, 24, 24]);
    }

    #[test]
    fn an_account_is_one_that_a_server_can_be_asked_with() {
        let account = |host: &str, security, login: &str, password: &str, folder: &str| {
            let (host, login, folder) = (host.to_owned(), login.to_owned(), folder.to_owned());
            Account { host, port: 993, security, login, password: Password::new(password.to_owned()), folder }.checked()
        };
        let good = account(" Mail.Example.org ", Security::Tls, "us@example.org", "app pass", "").expect("it will do");
        assert_eq!((good.host.as_str(), good.folder.as_str()), ("mail.example.org", "INBOX"));
        assert_eq!(format!("{good:?}").matches("app pass").count(), 0);
        for (host, security, login, password, folder) in [
            ("", Security::Tls, "a", "b", ""),
            ("https://mail.example.org", Security::Tls, "a", "b", ""),
            ("a@mail.example.org", Security::Tls, "a", "b", ""),
            ("mail.example.org", Security::Tls, "", "b", ""),
            ("mail.example.org", Security::Tls, "a\r\nb", "b", ""),
            ("mail.example.org", Security::Tls, "a", "", ""),
            ("mail.example.org", Security::Tls, "a", "b\nc", ""),
            ("mail.example.org", Security::Tls, "a", "b", "INBOX\r\na SELECT x"),
            ("mail.example.org", Security::Plain, "a", "b", ""),
        ] {
            assert!(account(host, security, login, password, folder).is_err(), "{host} {login:?} {folder:?}");
        }
        assert!(account("localhost", Security::Plain, "a", "b", "").is_ok());
    }
}
