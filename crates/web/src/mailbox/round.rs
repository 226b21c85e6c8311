//! One reading of a mailbox: what is new in it becomes comments, a few messages at a time.
//!
//! Separate from the conversation with the server and from the clock. A message is taken as a file of mail is imported: what its writer
//! wrote, without what they quote, and once, however often it comes. One that is too large is not fetched; it is counted and told.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use exchange::{Cell, Column, Mail};
use jiff::tz::TimeZone;
use store::comments::NewComment;
use store::mailboxes::{self, End, Letter, Position, Turn, Unread};
use store::{Store, StoreError, Time};

use super::Trouble;
use super::connection::{Connector, Patience, Wire};
use super::imap::{Outline, Session};
use crate::listen;
use crate::operation::FILE_MAX;
use crate::pages::service::comments::rows::{Holds, Plan, guess};

/// Messages whose comments are kept at a time.
const TOGETHER: usize = 50;
/// The most of their bytes, unless one is larger: over a slow line, too, a reading is to come further than the one before.
const BYTES_TOGETHER: u64 = 4 << 20;
/// After it has given nothing so many times in a row, a message that the server refuses is passed by, though it gives no other, either.
const FAILURES_MAX: i64 = 6;
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
    /// The smallest message that the server gave.
    given: Option<Outline>,
    /// Whether a message was passed by that shows nothing but that the server gives none.
    passed: bool,
}

/// What a few messages became.
#[derive(Default)]
struct Lot {
    all: Vec<NewComment>,
    unread: Vec<Unread>,
}

impl<'a> Round<'a> {
    /// A reading of the mailbox whose turn it is.
    pub fn new(store: &'a Store, connector: &'a Connector, patience: Patience, turn: &'a Turn) -> Self {
        Self { store, connector, patience, turn, position: turn.position, given: None, passed: false }
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
        // Where nothing was given for long, one message is tried at a time, so that no more than one is passed by.
        let together = if self.for_long() { 1 } else { TOGETHER };
        let mut left = new.as_slice();
        while !left.is_empty() {
            if LONG < begun.elapsed() {
                session.end();
                return Ok(End::More);
            }
            let (lot, done) = self.lot(&mut session, &left[..left.len().min(together)])?;
            let uid = left[done - 1];
            left = &left[done..];
            self.move_to(Position { validity, uid }, lot)?;
        }
        session.end();
        Ok(End::Read)
    }

    /// Keeps what was read and up to where, in one transaction.
    fn move_to(&mut self, to: Position, Lot { all, unread }: Lot) -> Result<(), Stop> {
        let (turn, from) = (self.turn.clone(), self.position);
        let all = self.heard(all)?;
        let kept = self.store.write_much(move |tx| mailboxes::keep(tx, &turn, (from, to), &all, &unread, Time::now()));
        kept.wait()?;
        self.position = to;
        Ok(())
    }

    /// Reads what was written, once the server has given all of it: that may take seconds.
    fn heard(&self, all: Vec<NewComment>) -> Result<Vec<Letter>, StoreError> {
        if all.is_empty() {
            return Ok(vec![]);
        }
        let scope = self.turn.scope.clone();
        let taught = self.store.read(move |tx| listen::memory(tx, &scope)).wait()?;
        let words: Vec<&str> = all.iter().map(|new| new.words.as_str()).collect();
        let read = listen::read_several(&words, &self.turn.language, &taught);
        Ok(all.into_iter().zip(read).map(|(new, read)| Letter::of(new, read)).collect())
    }

    /// Whether the server has long given no message at all.
    fn for_long(&self) -> bool {
        self.turn.failure.as_deref() == Some(Trouble::Withheld.code()) && FAILURES_MAX <= self.turn.failures
    }

    /// Asks for the first of some messages and takes them; gives also how many they are, at least one.
    fn lot(&mut self, session: &mut Session<Wire>, uids: &[u32]) -> Result<(Lot, usize), Stop> {
        let by_uid = |outlines: Vec<Outline>| outlines.into_iter().map(|one| (one.uid, one));
        let mut told: BTreeMap<u32, Outline> = by_uid(session.outlines(uids)?).collect();
        // Whatever did not come is asked for by itself, here and below: others are not to wait for it, nor it to be lost by what became
        // of others.
        for uid in uids {
            if !told.contains_key(uid) {
                told.extend(by_uid(session.outlines(&[*uid])?));
            }
        }
        let uids = &uids[..fitting(uids, &told)];
        let (large, asked): (Vec<Outline>, Vec<Outline>) =
            uids.iter().filter_map(|uid| told.get(uid)).copied().partition(is_large);
        let mut lot = Lot { unread: large.iter().map(|one| unread(one, "large")).collect(), ..Lot::default() };
        let mut settled: BTreeSet<u32> = large.into_iter().map(|one| one.uid).collect();
        if !asked.is_empty() {
            settled.extend(self.fetch(session, &asked, &mut lot)?);
        }
        for one in asked {
            if !settled.contains(&one.uid) {
                settled.extend(self.fetch(session, &[one], &mut lot)?);
            }
        }
        let missing: Vec<u32> = uids.iter().copied().filter(|uid| !settled.contains(uid)).collect();
        if !missing.is_empty() {
            // What is not named any more was deleted meanwhile.
            let refused = session.still_there(&missing)?;
            if !refused.is_empty() {
                self.pass_by(session)?;
            }
            let outline = |uid: u32| told.get(&uid).copied().unwrap_or(Outline { uid, bytes: 0, came_at: None });
            lot.unread.extend(refused.into_iter().map(|uid| unread(&outline(uid), "server")));
        }
        Ok((lot, uids.len()))
    }

    /// Asks for messages and takes those that come; gives which.
    fn fetch(&mut self, session: &mut Session<Wire>, asked: &[Outline], lot: &mut Lot) -> Result<BTreeSet<u32>, Stop> {
        let uids: Vec<u32> = asked.iter().map(|one| one.uid).collect();
        let came = session.messages(&uids, &mut |uid, bytes| {
            if let Some(outline) = asked.iter().find(|one| one.uid == uid) {
                self.take(outline, bytes, lot);
            }
        })?;
        let smallest =
            asked.iter().filter(|one| came.contains(&one.uid)).chain(&self.given).min_by_key(|one| one.bytes);
        self.given = smallest.copied();
        Ok(came)
    }

    /// Whether messages that the server refuses are passed by. It says the same when it has a fault that passes; then it gives no
    /// other message, either, not even one that it gave before, and they are asked for again later.
    fn pass_by(&mut self, session: &mut Session<Wire>) -> Result<(), Stop> {
        let passes = match self.given {
            Some(given) => !session.messages(&[given.uid], &mut |_, _| ())?.is_empty(),
            None => self.for_long() && !std::mem::replace(&mut self.passed, true),
        };
        if passes { Ok(()) } else { Err(Trouble::Withheld.into()) }
    }

    /// Takes a message as a row of an imported mailbox.
    fn take(&self, outline: &Outline, bytes: &[u8], lot: &mut Lot) {
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
        let mut row = plan.row(&cells);
        if matches!(row, Err(("comments-row-date", _))) {
            // A day that is in no calendar: then it counts when it came.
            let at = |place: &usize| plan.holds.get(*place) == Some(&Holds::At);
            let cells: Vec<Cell<'_>> = (0..cells.len()).map(|n| if at(&n) { Cell::Empty } else { cells[n] }).collect();
            row = plan.row(&cells);
        }
        match row {
            Ok(Some(mut new)) => {
                mailboxes::fit_headers(&mut new);
                new.site = self.turn.site.clone();
                new.touchpoint = self.turn.touchpoint.clone();
                lot.all.push(new);
            }
            Ok(None) | Err(("comments-row-empty", _)) => lot.unread.push(unread(outline, "empty")),
            Err(("comments-row-long", _)) => lot.unread.push(unread(outline, "long")),
            Err(_) => lot.unread.push(unread(outline, "unfit")),
        }
    }
}

fn unread(outline: &Outline, reason: &str) -> Unread {
    let bytes = i64::try_from(outline.bytes).unwrap_or(i64::MAX);
    Unread { reason: reason.to_owned(), came_at: outline.came_at, bytes }
}

fn is_large(outline: &Outline) -> bool {
    BYTES_MAX < outline.bytes
}

/// How many of the first messages are asked for at a time, by their sizes: at least one.
fn fitting(uids: &[u32], told: &BTreeMap<u32, Outline>) -> usize {
    let mut bytes = 0_u64;
    let more = uids.iter().position(|uid| {
        let before = bytes;
        bytes += told.get(uid).filter(|one| !is_large(one)).map_or(0, |one| one.bytes);
        0 < before && BYTES_TOGETHER < bytes
    });
    more.unwrap_or(uids.len())
}
