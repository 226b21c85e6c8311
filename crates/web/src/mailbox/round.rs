//! One reading of a mailbox: what is new in it becomes comments, a few messages at a time.
//!
//! Separate from the conversation with the server and from the clock. A message is taken as a file of mail is imported: what its writer
//! wrote, without what they quote, and once, however often it comes. One that is too large is not fetched; it is counted and told.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use exchange::{Cell, Column, Mail};
use jiff::tz::TimeZone;
use store::comments::{NewComment, Read};
use store::mailboxes::{self, End, Position, Turn, Unread};
use store::{Store, StoreError, Time};

use super::Trouble;
use super::connection::{Connector, Patience, Wire};
use super::imap::{Outline, Session};
use crate::listen;
use crate::operation::FILE_MAX;
use crate::pages::service::comments::rows::{Plan, guess};

/// Messages whose comments are kept at a time.
const TOGETHER: usize = 50;
/// The most of their bytes that are asked for at a time, unless one is larger.
const BYTES_TOGETHER: u64 = 4 << 20;
/// A message larger than a file that is imported over the web is not fetched.
const BYTES_MAX: u64 = FILE_MAX as u64;
/// After so long, other mailboxes have their turn.
const LONG: Duration = Duration::from_secs(120);

/// Why a reading stopped.
pub enum Stop {
    /// The server.
    Trouble(Trouble),
    /// The database, or somebody who paused the mailbox.
    Store(StoreError),
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// A reading.
pub struct Round<'a> {
    store: &'a Store,
    connector: &'a Connector,
    patience: Patience,
    turn: &'a Turn,
    position: Position,
}

/// What a few messages became.
#[derive(Default)]
struct Lot {
    all: Vec<(NewComment, Read)>,
    unread: Vec<Unread>,
}

impl<'a> Round<'a> {
    /// A reading of the mailbox whose turn it is.
    pub fn new(store: &'a Store, connector: &'a Connector, patience: Patience, turn: &'a Turn) -> Self {
        Self { store, connector, patience, turn, position: turn.position }
    }

    /// Reads what is new.
    ///
    /// # Errors
    /// Why it stopped; what was read before is kept.
    pub fn read(mut self) -> Result<End, Stop> {
        let begun = Instant::now();
        let account = &self.turn.account;
        let mut session = self.connector.begin(account, self.patience)?;
        session.sign_in(&account.login, account.password.reveal())?;
        let validity = session.examine(&account.folder)?;
        if validity != self.position.validity {
            // Numbered anew: nothing is known by its number any more, and everything is by its name.
            self.move_to(Position { validity, uid: 0 }, Lot::default())?;
        }
        let new = session.after(self.position.uid, self.turn.since)?;
        for some in new.chunks(TOGETHER) {
            if self.connector.is_stopping() || LONG < begun.elapsed() {
                session.end();
                return Ok(End::More);
            }
            let lot = self.lot(&mut session, some)?;
            let uid = some.last().copied().unwrap_or(self.position.uid);
            self.move_to(Position { validity, uid }, lot)?;
        }
        session.end();
        Ok(End::Read)
    }

    /// Keeps what was read and up to where, in one transaction.
    fn move_to(&mut self, to: Position, lot: Lot) -> Result<(), Stop> {
        let (turn, from) = (self.turn.clone(), self.position);
        let kept =
            self.store.write_much(move |tx| mailboxes::keep(tx, &turn, (from, to), &lot.all, &lot.unread, Time::now()));
        kept.wait()?;
        self.position = to;
        Ok(())
    }

    /// Asks for some messages and reads them.
    fn lot(&self, session: &mut Session<Wire>, uids: &[u32]) -> Result<Lot, Stop> {
        let scope = self.turn.scope.clone();
        let taught = self.store.read(move |tx| listen::memory(tx, &scope)).wait()?;
        let outlines = session.outlines(uids)?;
        let mut lot = Lot::default();
        for group in grouped(outlines.iter().filter(|outline| outline.bytes <= BYTES_MAX)) {
            let uids: Vec<u32> = group.iter().map(|outline| outline.uid).collect();
            let mut seen = BTreeSet::new();
            let mut take = |uid: u32, bytes: &[u8]| {
                let Some(outline) = outlines.iter().find(|outline| outline.uid == uid) else { return };
                if seen.insert(uid) {
                    self.take(outline, bytes, &taught, &mut lot);
                }
            };
            if session.messages(&uids, &mut take)? {
                continue;
            }
            // One of them cannot be given: the others are not to wait for it.
            let left: Vec<u32> = uids.into_iter().filter(|uid| !seen.contains(uid)).collect();
            for uid in left {
                let mut came = false;
                let given = session.messages(&[uid], &mut |uid, bytes| {
                    let Some(outline) = outlines.iter().find(|outline| outline.uid == uid) else { return };
                    if !std::mem::replace(&mut came, true) {
                        self.take(outline, bytes, &taught, &mut lot);
                    }
                })?;
                if !given && !came {
                    lot.unread
                        .extend(outlines.iter().find(|outline| outline.uid == uid).map(|one| told(one, "server")));
                }
            }
        }
        lot.unread.extend(outlines.iter().filter(|outline| BYTES_MAX < outline.bytes).map(|one| told(one, "large")));
        Ok(lot)
    }

    /// Reads a message as a row of an imported mailbox.
    fn take(&self, outline: &Outline, bytes: &[u8], taught: &listen::Taught, lot: &mut Lot) {
        let cells = Mail::of(bytes).cells();
        let columns = Mail::COLUMNS.map(|name| Column { name: name.to_owned(), ..Column::default() });
        let plan = Plan {
            holds: guess(&columns, &[]),
            channel: self.turn.channel,
            zone: TimeZone::UTC,
            // Of a message that does not say when it was written, it is known when it came.
            now: outline.came_at.unwrap_or_else(Time::now),
        };
        let cells = cells.each_ref().map(|text| if text.is_empty() { Cell::Empty } else { Cell::Text(text) });
        match plan.row(&cells) {
            Ok(Some(mut new)) => {
                mailboxes::fit_headers(&mut new);
                new.site = self.turn.site.clone();
                new.touchpoint = self.turn.touchpoint.clone();
                let read = listen::read(&new.words, &self.turn.language, taught);
                lot.all.push((new, read));
            }
            Ok(None) | Err(("comments-row-empty", _)) => lot.unread.push(told(outline, "empty")),
            Err(("comments-row-long", _)) => lot.unread.push(told(outline, "long")),
            Err(_) => lot.unread.push(told(outline, "unfit")),
        }
    }
}

fn told(outline: &Outline, reason: &str) -> Unread {
    let bytes = i64::try_from(outline.bytes).unwrap_or(i64::MAX);
    Unread { reason: reason.to_owned(), came_at: outline.came_at, bytes }
}

/// Messages in lots of a bounded size, in order.
fn grouped<'o>(all: impl Iterator<Item = &'o Outline>) -> Vec<Vec<&'o Outline>> {
    let mut groups: Vec<Vec<&Outline>> = vec![];
    let mut bytes = 0_u64;
    for outline in all {
        bytes = bytes.saturating_add(outline.bytes);
        match groups.last_mut() {
            Some(group) if bytes <= BYTES_TOGETHER => group.push(outline),
            _ => {
                bytes = outline.bytes;
                groups.push(vec![outline]);
            }
        }
    }
    groups
}
