//! Reading a file of comments into the store, piece by piece: the next are read while those before are kept.
//!
//! Separate from the page, because the command line brings files in the same way. The same file again adds nothing twice, so that what
//! was interrupted is simply brought again; every row that was refused is told with its line and its reason.

use std::path::Path;
use std::sync::Arc;

use exchange::{Cell, ReadError, Records};
use jiff::tz::TimeZone;
use language::Words;
use store::comments::{self, Brought, Channel, NewComment, Ready};
use store::{DatabaseUrl, Pending, Scope, Store, StoreError, Time};

use super::rows::{Holds, Plan, guess, is_heading};
use crate::listen::{self, Taught};

/// Comments that are kept at a time: whoever else writes waits for no more.
const TOGETHER: usize = 1000;
/// The same where nobody else does, into a file: what stands on the same page of the database is written once.
const TOGETHER_ALONE: usize = 10_000;
/// Refused rows that are listed; all are counted.
const LISTED: usize = 100;

/// A reason, to be said in the reader's language.
#[derive(Debug, Clone)]
pub enum Why {
    /// A row will not do: a message, and what stood there.
    Row(&'static str, String),
    /// The database says so.
    Store(StoreError),
    /// The file cannot be read on.
    File(ReadError),
}

impl Why {
    /// The reason as a sentence.
    #[must_use]
    pub fn said(&self, w: Words) -> String {
        match self {
            Self::Row(message, found) => w.say(message, &[("found", found.as_str().into())]),
            Self::Store(error) => error.sentence(w),
            Self::File(error) => error.sentence(w),
        }
    }
}

/// How far a file has come.
#[derive(Debug, Clone, Default)]
pub struct Done {
    /// New comments.
    pub added: u64,
    /// Those that were there.
    pub again: u64,
    /// Rows that were refused.
    pub refused: u64,
    /// The first of them, each with its line.
    pub rows: Vec<(u64, Why)>,
    /// Comments that were read without the organisation's layer, because what it leans on gave nothing for them.
    pub without_layer: u64,
}

/// A file with what its columns were taken for, ready to be brought.
pub struct Opened {
    records: Box<dyn Records>,
    plan: Plan,
}

impl Opened {
    /// Opens a file of any size and guesses what its columns hold, but for the one of comments when its name is given; `channel`
    /// is that of rows which name none.
    ///
    /// # Errors
    /// When it cannot be read, has no column of that name, or no column of comments.
    pub fn new(path: &Path, text: Option<&str>, channel: Channel, zone: &str) -> Result<Self, ReadError> {
        let records = exchange::open_comments(path, &is_heading)?;
        let mut holds = guess(records.columns(), records.preview());
        let names = || records.columns().iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(", ");
        if let Some(name) = text {
            let unknown = || ReadError::new("exchange-column-unknown").with("column", name).with("columns", names());
            let place = exchange::column_named(records.columns(), name).ok_or_else(unknown)?;
            holds.iter_mut().filter(|holds| **holds == Holds::Words).for_each(|holds| *holds = Holds::Nothing);
            holds[place] = Holds::Words;
        }
        if !holds.contains(&Holds::Words) {
            return Err(ReadError::new("commands-listen-no-text").with("columns", names()));
        }
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        Ok(Self { records, plan: Plan { holds, channel, zone, now: Time::now() } })
    }

    /// Each column that is taken, with what for, in words.
    #[must_use]
    pub fn taken_for(&self, w: Words) -> Vec<(String, String)> {
        let taken = self.records.columns().iter().zip(&self.plan.holds).filter(|(_, holds)| **holds != Holds::Nothing);
        taken
            .map(|(column, holds)| (column.name.clone(), w.text(&format!("comments-holds-{}", holds.name()))))
            .collect()
    }

    /// Reads it to its end and keeps its comments; `tell` hears how far it has come.
    ///
    /// # Errors
    /// Why it stopped before its end; what stood before is kept.
    pub fn bring(
        mut self,
        store: &Store,
        scope: &Scope,
        language: &str,
        tell: &mut dyn FnMut(&Done),
    ) -> Result<Done, Why> {
        // A server may use the same PostgreSQL meanwhile.
        let together = if matches!(store.url(), DatabaseUrl::Sqlite(_)) { TOGETHER_ALONE } else { TOGETHER };
        bring_by(together, store, scope, language, self.plan, &mut *self.records, tell)
    }
}

/// Reads comments to their end and keeps them.
pub(crate) fn bring(
    store: &Store,
    scope: &Scope,
    language: &str,
    plan: Plan,
    records: &mut dyn Records,
    tell: &mut dyn FnMut(&Done),
) -> Result<Done, Why> {
    bring_by(TOGETHER, store, scope, language, plan, records, tell)
}

/// The same, so many at a time.
fn bring_by(
    together: usize,
    store: &Store,
    scope: &Scope,
    language: &str,
    plan: Plan,
    records: &mut dyn Records,
    tell: &mut dyn FnMut(&Done),
) -> Result<Done, Why> {
    let (done, waiting, kept) = (Done::default(), vec![], None);
    Bringing { store, scope, language, plan, together, tell, done, waiting, kept }.all(records)
}

/// A file while it is brought.
struct Bringing<'a> {
    store: &'a Store,
    scope: &'a Scope,
    language: &'a str,
    plan: Plan,
    /// How many are kept at a time.
    together: usize,
    tell: &'a mut dyn FnMut(&Done),
    done: Done,
    waiting: Vec<(u64, NewComment)>,
    /// Those that are being kept while the next are read, by their lines.
    kept: Option<(Vec<u64>, Pending<Brought>)>,
}

impl Bringing<'_> {
    fn all(mut self, records: &mut dyn Records) -> Result<Done, Why> {
        let mut memory = self.memory().map_err(Why::Store)?;
        let mut failed = None;
        let read = records.for_each(&mut |line, cells: &[Cell<'_>]| {
            match self.plan.row(cells) {
                Ok(None) => {}
                Ok(Some(new)) => self.waiting.push((line, new)),
                Err((message, found)) => self.refuse(line, Why::Row(message, found)),
            }
            if self.together <= self.waiting.len() {
                // What was taught or erased meanwhile holds for the next of them.
                self.hand_over(&memory).and_then(|()| self.memory()).map(|taught| memory = taught).map_err(
                    |error| {
                        failed = Some(error);
                        ReadError::new("exchange-unreadable")
                    },
                )?;
            }
            Ok(())
        });
        if let Some(error) = failed {
            return Err(Why::Store(error));
        }
        // What stood before damage is kept, too: nothing that was read is lost.
        self.hand_over(&memory).and_then(|()| self.settle()).map_err(Why::Store)?;
        read.map(|()| self.done).map_err(Why::File)
    }

    fn memory(&self) -> Result<Arc<Taught>, StoreError> {
        let scope = self.scope.clone();
        self.store.read(move |tx| listen::memory(tx, &scope)).wait()
    }

    fn refuse(&mut self, line: u64, why: Why) {
        self.done.refused += 1;
        if self.done.rows.len() < LISTED {
            self.done.rows.push((line, why));
        }
    }

    /// Reads what waits and gives it to the writer, once it is done with what it was given before.
    fn hand_over(&mut self, taught: &Taught) -> Result<(), StoreError> {
        let (lines, some): (Vec<u64>, Vec<NewComment>) = std::mem::take(&mut self.waiting).into_iter().unzip();
        let words: Vec<&str> = some.iter().map(|new| new.words.as_str()).collect();
        let read = listen::read_several(&words, self.language, taught);
        self.done.without_layer += read.iter().filter(|read| taught.missed(read)).count() as u64;
        let some: Vec<Ready> = some.into_iter().zip(read).map(|(new, read)| Ready::of(new, read)).collect();
        self.settle()?;
        let scope = self.scope.clone();
        self.kept = Some((lines, self.store.write_much(move |tx| comments::bring(tx, &scope, &some, Time::now()))));
        Ok(())
    }

    /// Waits until what was handed over is kept, and counts it.
    fn settle(&mut self) -> Result<(), StoreError> {
        let Some((lines, pending)) = self.kept.take() else { return Ok(()) };
        let done = pending.wait()?;
        for (place, error) in done.refused {
            self.refuse(lines.get(place).copied().unwrap_or(0), Why::Store(error));
        }
        self.done.added += done.added;
        self.done.again += done.again;
        (self.tell)(&self.done);
        Ok(())
    }
}
