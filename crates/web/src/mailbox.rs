//! Mailboxes that are read for comments: every few minutes, each that is due, a few at once.
//!
//! Separate from the page where they are connected, and from delivering, which sends. Whatever fails is written down for whoever looks
//! at the page, and tried again later; no message is marked, moved or deleted. How far a mailbox was read, the store keeps together with
//! what was read: stopped or killed, the next start goes on from there.

mod connection;
mod imap;
mod round;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use store::mailboxes::{self, Account, End, Turn};
use store::{Store, StoreError, Time};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

use crate::App;
use crate::aside::aside;
use crate::deliver::addresses::{self, Refusal};
use connection::{Connector, Patience};
use round::{Round, Stop};

/// Mailboxes that are read at once, each in a thread that mostly waits.
const PLACES: i64 = 4;
/// How long to wait before looking whether one is due.
const PAUSE: Duration = Duration::from_secs(1);
/// How long reading may take to finish when the server stops.
const DRAIN: Duration = Duration::from_secs(5);
/// How long a turn waits for a server.
const READING: Patience = Patience {
    connect: Duration::from_secs(10),
    silence: Duration::from_secs(30),
    // Within the lease, and long enough for the largest message over a slow line.
    whole: Duration::from_secs(8 * 60),
};
/// How long a trial waits, while somebody looks on.
const TRYING: Patience =
    Patience { connect: Duration::from_secs(8), silence: Duration::from_secs(10), whole: Duration::from_secs(20) };

/// Why a mailbox cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The name of the server is none.
    Spelling,
    /// It leads to this machine or its network.
    Inward,
    /// The name stands for nothing.
    Unknown,
    /// Nobody takes connections at this port.
    Refused,
    /// It took too long.
    Slow,
    /// The connection broke off.
    Connection,
    /// The certificate was not good.
    Certificate,
    /// The server does not protect the connection in this way.
    Tls,
    /// The server wants another way to sign in than by a password.
    Method,
    /// User or password were refused.
    Login,
    /// There is no such folder.
    Folder,
    /// The server says: not now.
    Unavailable,
    /// It lets somebody in, and gives no message.
    Withheld,
    /// The server says what no mail server says, or too much of it.
    Reply,
    /// This program is being stopped.
    Stopped,
    /// This program failed.
    Fault,
}

impl Trouble {
    /// As it is kept; the page has a sentence for each that is.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Spelling => "spelling",
            Self::Inward => "inward",
            Self::Unknown => "unknown",
            Self::Refused => "refused",
            Self::Slow => "slow",
            Self::Connection => "connection",
            Self::Certificate => "certificate",
            Self::Tls => "tls",
            Self::Method => "method",
            Self::Login => mailboxes::LOGIN,
            Self::Folder => "folder",
            Self::Unavailable => "unavailable",
            Self::Withheld => "withheld",
            Self::Reply => "reply",
            Self::Stopped => "stopped",
            Self::Fault => "fault",
        }
    }

    /// What a stream says, as somebody who connects a mailbox understands it.
    fn of(error: std::io::Error) -> Self {
        use std::io::ErrorKind;
        let kind = error.kind();
        if let Some(inner) = error.get_ref() {
            if let Some(trouble) = inner.downcast_ref::<Self>() {
                return *trouble;
            }
            match inner.downcast_ref::<rustls::Error>() {
                Some(rustls::Error::InvalidCertificate(_)) => return Self::Certificate,
                Some(_) => return Self::Tls,
                None => {}
            }
        }
        match kind {
            ErrorKind::TimedOut | ErrorKind::WouldBlock => Self::Slow,
            ErrorKind::ConnectionRefused => Self::Refused,
            _ => Self::Connection,
        }
    }
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for Trouble {}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Spelling => Self::Spelling,
            Refusal::Inward => Self::Inward,
            Refusal::Unknown => Self::Unknown,
        }
    }
}

/// Tries an account: whether somebody can sign in and look at the folder. Nothing is read.
///
/// # Errors
/// A [`Trouble`].
pub async fn try_out(app: &App, account: Account) -> Result<(), Trouble> {
    let connector = Connector::new(app.settings.webhooks_to_private, addresses::look_up, Arc::default());
    aside("mailbox-trial", move || try_with(&connector, &account, TRYING)).await.unwrap_or(Err(Trouble::Fault))
}

fn try_with(connector: &Connector, account: &Account, patience: Patience) -> Result<(), Trouble> {
    let mut session = connector.begin(account, patience)?;
    session.sign_in(&account.login, account.password.reveal())?;
    session.examine(&account.folder)?;
    session.end();
    Ok(())
}

/// Begins to read what is due, until the server stops. What it gives ends when nothing is read any more.
pub fn begin(app: &App, stopping: watch::Receiver<bool>) -> JoinHandle<()> {
    let stop = Arc::new(AtomicBool::new(false));
    let connector = Connector::new(app.settings.webhooks_to_private, addresses::look_up, Arc::clone(&stop));
    tokio::spawn(work(app.clone(), connector, READING, stop, stopping))
}

async fn work(
    app: App,
    connector: Connector,
    patience: Patience,
    stop: Arc<AtomicBool>,
    mut stopping: watch::Receiver<bool>,
) {
    let (sender, mut ended) = mpsc::unbounded_channel();
    let mut under_way = 0;
    while !*stopping.borrow() {
        match take(&app, PLACES - under_way).await {
            Ok(turns) => {
                for turn in turns {
                    under_way += 1;
                    spawn(&app, &connector, patience, turn, sender.clone());
                }
            }
            Err(error) => complain(&error),
        }
        tokio::select! {
            Some(()) = ended.recv() => under_way -= 1,
            () = tokio::time::sleep(PAUSE) => {}
            // An error means that whoever would say "stop" is gone.
            changed = stopping.changed() => if changed.is_err() { break },
        }
    }
    stop.store(true, Ordering::Relaxed);
    let until = tokio::time::Instant::now() + DRAIN;
    while 0 < under_way && matches!(tokio::time::timeout_at(until, ended.recv()).await, Ok(Some(()))) {
        under_way -= 1;
    }
}

/// Takes on lease what is due, as far as there are places.
async fn take(app: &App, places: i64) -> Result<Vec<Turn>, StoreError> {
    // Looking costs nothing; taking is a write, even of nothing.
    if places < 1 || app.store.read(|tx| mailboxes::waiting(tx, Time::now())).await? == 0 {
        return Ok(vec![]);
    }
    app.store.write(move |tx| mailboxes::take_due(tx, Time::now(), places)).await
}

/// Reads a mailbox in a thread of its own: waiting for its server must not block others, nor the end of the program.
fn spawn(app: &App, connector: &Connector, patience: Patience, turn: Turn, ended: mpsc::UnboundedSender<()>) {
    let (store, connector) = (app.store.clone(), connector.clone());
    let ended = Ended(ended);
    // Without a thread, its lease runs out, and it is taken again.
    let _ = std::thread::Builder::new().name("mailbox".to_owned()).spawn(move || {
        if let Err(error) = one_turn(&store, &connector, patience, turn) {
            complain(&error);
        }
        drop(ended);
    });
}

/// Tells that a reading has ended when it is let go of, however that came: its place is for others then.
struct Ended(mpsc::UnboundedSender<()>);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.send(());
    }
}

/// Reads a mailbox whose turn it is, and notes how that went.
fn one_turn(store: &Store, connector: &Connector, patience: Patience, turn: Turn) -> Result<(), StoreError> {
    noted(store, &turn, || Round::new(store, connector, patience, &turn).read())
}

/// Notes how a reading went, even one that fails by a fault of ours.
fn noted(store: &Store, turn: &Turn, read: impl FnOnce() -> Result<End, Stop>) -> Result<(), StoreError> {
    // Nothing of the reading is used after it: what it kept, it kept in whole transactions.
    let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(read));
    let (end, error) = match read {
        Ok(Ok(end)) => (end, None),
        // What it had read is kept; whoever starts next goes on.
        Ok(Err(Stop::Trouble(Trouble::Stopped))) => (End::Stopped, None),
        Ok(Err(Stop::Trouble(trouble))) => (End::Failed(trouble.code()), None),
        // Paused or disconnected meanwhile: there is nothing to note.
        Ok(Err(Stop::Store(StoreError::NotFound))) => return Ok(()),
        Ok(Err(Stop::Store(error))) => (End::Failed(Trouble::Fault.code()), Some(error)),
        // The panic has told the log what it was.
        Err(_) => (End::Failed(Trouble::Fault.code()), None),
    };
    let turn = turn.clone();
    let noted = match store.write(move |tx| mailboxes::ended(tx, &turn, &end, Time::now())).wait() {
        Err(StoreError::NotFound) => Ok(()),
        noted => noted,
    };
    error.map_or(noted, Err)
}

fn complain(error: &StoreError) {
    if !matches!(error, StoreError::Closed) {
        tracing::error!(%error, "mailboxes could not be read");
    }
}

#[cfg(test)]
#[path = "mailbox/tests.rs"]
mod tests;
