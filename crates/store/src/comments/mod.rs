//! Comments: what customers say unasked, from every channel, with their clauses and what each clause says.
//!
//! Separate from reading, which is `comments` and happens before: here what was read is kept. A comment that comes again is told and
//! counted, and kept once. Lists, counts, search and corrections have a file each. It refuses a comment without words, one that is too
//! long, and clauses that do not stand in it.

mod correct;
mod count;
mod cues;
mod layer;
mod list;
mod search;
mod text;
mod withdraw;

use std::sync::LazyLock;

use comments::label::{Expectation, Polarity};
use comments::reader::{Evidence, Mention};
use comments::said::{self, Said};
use serde::{Deserialize, Serialize};
use service::Factor;
use sha2::{Digest, Sha256};

pub use correct::{Agreed, Correction, checked, checked_as_in, confusion, correct, corrections, taught, taught_mark};
pub use count::{ClauseCounts, Counts, clause_counts, counts};
pub use cues::{CheckedClause, OwnCue, checked_clauses, decide, own_cues};
pub use layer::{
    Attempt, LabelledClause, LayerState, Material, ask_layer, keep_layer, layer, layer_state, layers_due, leaning_kept,
    material, set_layer,
};
pub use list::{Which, each, list};
pub(crate) use search::{fill as fill_index, forget_traces};
pub use text::{Text, texts};
pub(crate) use withdraw::{
    empty_again, may_erase, of_customer as empty_of_customer, of_email as empty_of_email, wholly as erase_wholly,
};
pub use withdraw::{hang, join};

use crate::commitments::short_text;
use crate::customers::resolve;
use crate::engine::{Kind, Row};
use crate::invitees::address;
use crate::people::{Organisation, organisation_in};
use crate::surveys::{from_json, json};
use crate::{Actor, Id, Role, Scope, StoreError, Time, Transaction, audit, outbox, touchpoints, values};

/// The longest comment, in characters.
pub const WORDS_MAX: usize = 20_000;
/// The longest name of an author, a site or a name in another system, in characters.
pub const NAME_MAX: usize = 200;
/// The most clauses of a comment that are kept.
pub const MENTIONS_MAX: usize = 2_000;
/// Comments that are listed at once at most.
pub const LIST_MAX: u32 = 200;

/// Where a comment came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// The public feedback page.
    Page,
    /// Somebody told us at the counter.
    Counter,
    /// Somebody told us on the phone.
    Phone,
    /// By mail.
    Mail,
    /// By chat or message.
    Chat,
    /// A public review: a map, a shop of apps.
    Review,
    /// In public, on a social network.
    Social,
    /// The open question of a survey.
    Survey,
    /// Any other way.
    Other,
}

impl Channel {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Page,
        Self::Counter,
        Self::Phone,
        Self::Mail,
        Self::Chat,
        Self::Review,
        Self::Social,
        Self::Survey,
        Self::Other,
    ];

    /// As it is stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Counter => "counter",
            Self::Phone => "phone",
            Self::Mail => "mail",
            Self::Chat => "chat",
            Self::Review => "review",
            Self::Social => "social",
            Self::Survey => "survey",
            Self::Other => "other",
        }
    }

    /// From how it is stored.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.name() == name)
    }
}

/// A comment to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewComment {
    /// Where it came from.
    pub channel: Channel,
    /// What another system calls it; by this it is known when it comes again.
    pub external: Option<String>,
    /// The branch or site, as the source has it; may be empty.
    pub site: String,
    /// Where it happened.
    pub touchpoint: Option<Id>,
    /// Whose it is.
    pub customer: Option<Id>,
    /// When it was written.
    pub at: Time,
    /// Whether the source says when; else `at` is when it came, and the same words of another day are the same comment.
    pub dated: bool,
    /// The comment, as [`fit`] gave it.
    pub words: String,
    /// Who wrote it, as the source has it; may be empty.
    pub author: String,
    /// The author's mail address; may be empty.
    pub email: String,
    /// The rating that came with it, in hundredths.
    pub rating: Option<i64>,
}

impl NewComment {
    /// Some words that came some way.
    #[must_use]
    pub fn of(words: String, channel: Channel, at: Time) -> Self {
        Self {
            channel,
            external: None,
            site: String::new(),
            touchpoint: None,
            customer: None,
            at,
            dated: true,
            words,
            author: String::new(),
            email: String::new(),
            rating: None,
        }
    }
}

/// Who gave a clause its labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// The machine.
    Machine,
    /// A person, of this clause or of one that is nearly the same.
    Person,
}

impl By {
    /// As it is stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Machine => "machine",
            Self::Person => "person",
        }
    }
}

/// Words that show a label, as they are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The factor they show; none when they show the polarity.
    pub factor: Option<Factor>,
    /// Where they begin in the comment, in bytes.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// The cue, when one fired.
    pub cue: Option<String>,
}

impl From<&Evidence> for Shown {
    fn from(evidence: &Evidence) -> Self {
        Self { factor: evidence.factor, start: evidence.start, end: evidence.end, cue: evidence.cue.clone() }
    }
}

/// A clause with its labels.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// Where it begins in the comment, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it says.
    pub said: Said,
    /// What the machine alone says.
    pub machine: Said,
    /// Who says so.
    pub by: By,
    /// How sure the machine is, in thousandths.
    pub confidence: i64,
    /// The words that show it.
    pub evidence: Vec<Shown>,
}

impl Clause {
    /// A clause as the machine read it, or as a person said of the same.
    #[must_use]
    pub fn of(mention: &Mention, person: Option<Said>) -> Self {
        let machine = Said::from(mention);
        #[allow(clippy::cast_possible_truncation)] // A probability is between 0 and 1.
        let confidence = (f64::from(mention.confidence.clamp(0.0, 1.0)) * 1000.0).round() as i64;
        Self {
            start: mention.start,
            end: mention.end,
            said: person.unwrap_or(machine),
            machine,
            by: if person.is_some() { By::Person } else { By::Machine },
            confidence,
            evidence: mention.evidence.iter().map(Shown::from).collect(),
        }
    }
}

/// How a comment was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Read {
    /// The code of the language.
    pub language: String,
    /// Its clauses, in order.
    pub clauses: Vec<Clause>,
    /// The version of the machine.
    pub reader: String,
}

/// A comment that is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Comment {
    /// The id.
    pub id: Id,
    /// Where it came from.
    pub channel: Channel,
    /// What another system calls it.
    pub external: Option<String>,
    /// The branch or site.
    pub site: String,
    /// Where it happened.
    pub touchpoint: Option<Id>,
    /// Whose it is.
    pub customer: Option<Id>,
    /// The team of whoever noted it.
    pub team: Option<Id>,
    /// When it was written.
    pub at: Time,
    /// When it came to us.
    pub received_at: Time,
    /// By whom it was brought, as a kind and an id.
    pub taken_by: String,
    /// The code of its language.
    pub language: String,
    /// The comment; empty once its customer was erased.
    pub words: String,
    /// Who wrote it.
    pub author: String,
    /// The author's mail address.
    pub email: String,
    /// The rating, in hundredths.
    pub rating: Option<i64>,
    /// How often it came again.
    pub again: i64,
    /// How often somebody looked at a clause of it and said what it says.
    pub corrections: i64,
    /// Its clauses.
    pub clauses: Vec<Clause>,
    /// The recovery case that was opened for it.
    pub case: Option<Id>,
}

/// What came of a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The comment.
    pub id: Id,
    /// Whether it is new; otherwise it was there, and it is counted that it came again.
    pub fresh: bool,
}

/// A comment as it is kept and read: without space around it and without characters that nobody sees.
///
/// # Errors
/// [`StoreError::Refused`] when nothing is left, or too much, or for a character that no database keeps.
pub fn fit(words: &str) -> Result<String, StoreError> {
    if words.contains('\0') {
        return Err(StoreError::text_unfit());
    }
    let plain = words.replace("\r\n", "\n").replace('\r', "\n");
    let plain: String = plain.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect();
    let plain = plain.trim();
    if !plain.chars().any(|c| !c.is_whitespace()) {
        return Err(StoreError::Refused("store-comment-empty", vec![]));
    }
    if WORDS_MAX < plain.chars().count() {
        return Err(StoreError::Refused("store-comment-long", vec![("most", WORDS_MAX.to_string())]));
    }
    Ok(plain.to_owned())
}

/// Keeps a comment that was read, unless it is there.
///
/// # Errors
/// [`StoreError::Forbidden`] below an agent; [`StoreError::NotFound`] when there is no such touchpoint or customer;
/// [`StoreError::Refused`] for what will not do.
pub fn take(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    new: &NewComment,
    read: &Read,
    now: Time,
) -> Result<Taken, StoreError> {
    scope.require(Role::Agent)?;
    let mut lot = Lot::default();
    let taken = put(tx, scope, &sound(new.clone(), read.clone())?, &mut lot, now)?;
    lot.index(tx, scope)?;
    if taken.fresh {
        audit::append(tx, scope, "comment.take", taken.id.as_str(), &[], now)?;
    }
    Ok(taken)
}

/// What became of several comments.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Brought {
    /// New ones.
    pub added: u64,
    /// Those that were there.
    pub again: u64,
    /// The places in the list, from 0, of those that were refused, and why.
    pub refused: Vec<(usize, StoreError)>,
}

/// Keeps several comments, as a file brings them. One that will not do is refused alone.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager.
pub fn bring(tx: &mut Transaction<'_>, scope: &Scope, all: &[Ready], now: Time) -> Result<Brought, StoreError> {
    scope.require(Role::Manager)?;
    let mut done = Brought::default();
    let mut lot = Lot::default();
    for (place, Ready(ready)) in all.iter().enumerate() {
        match ready.as_ref().map_err(Clone::clone).and_then(|sound| put(tx, scope, sound, &mut lot, now)) {
            Ok(Taken { fresh: true, .. }) => done.added += 1,
            Ok(_) => done.again += 1,
            Err(error @ (StoreError::Refused(..) | StoreError::NotFound)) => done.refused.push((place, error)),
            Err(error) => return Err(error),
        }
    }
    lot.index(tx, scope)?;
    if 0 < done.added {
        audit::append(tx, scope, "comments.import", "", &[], now)?;
    }
    Ok(done)
}

/// A comment that was read, with all that can be made of it without a database, so that whoever writes need not: one writes at a time,
/// many can read. What will not do is told when it is brought.
#[derive(Debug, Clone)]
pub struct Ready(Result<Sound, StoreError>);

impl Ready {
    /// Checks it and puts it into the form in which it is kept.
    #[must_use]
    pub fn of(new: NewComment, read: Read) -> Self {
        Self(sound(new, read))
    }
}

/// A comment in the form in which it is kept.
#[derive(Debug, Clone)]
struct Sound {
    new: NewComment,
    read: Read,
    /// What it is found by.
    terms: Vec<String>,
    /// Its words, its author and its site, by which it is known when it comes again: without capitals and space.
    plain: [String; 3],
    /// Of what the source says: a date that is still to come is another one tomorrow, once it is drawn back to now.
    day: i64,
}

/// Comments that are kept in one transaction.
#[derive(Default)]
struct Lot {
    /// The last number that was given, if any: only the first has to look for it.
    last: Option<i64>,
    /// What those that are new are found by. The index takes it at the end, all at once: SQLite writes out what it has gathered of an
    /// index of words before whatever else is written.
    terms: Vec<(i64, Vec<String>)>,
}

impl Lot {
    fn index(self, tx: &mut Transaction<'_>, scope: &Scope) -> Result<(), StoreError> {
        self.terms.iter().try_for_each(|(number, terms)| search::index(tx, scope, *number, terms))
    }
}

fn put(tx: &mut Transaction<'_>, scope: &Scope, sound: &Sound, lot: &mut Lot, now: Time) -> Result<Taken, StoreError> {
    let Sound { new, read, terms, day, .. } = sound;
    let touchpoint =
        new.touchpoint.as_ref().map(|id| touchpoints::get(tx, scope, id).map(|found| found.id)).transpose()?;
    let customer = new.customer.as_ref().map(|id| resolve(tx, scope, id)).transpose()?;
    // A clock that is ahead, or a year that was typed wrong, is not to stand above everything for ever.
    let at = new.at.min(now);
    let digest = digest_of(scope, sound, touchpoint.as_ref(), customer.as_ref());
    if let Some(there) = known(tx, scope, new, &digest, *day)? {
        // What had no name gets the one it comes with, so that another name is another comment.
        let again = "UPDATE comments SET again = again + 1, external = COALESCE(external, CAST(?3 AS TEXT)) \
                     WHERE organisation = ?1 AND id = ?2";
        tx.execute(again, &values![scope.key(), &there, new.external.as_ref()])?;
        return Ok(Taken { id: there, fresh: false });
    }
    let id = Id::new(now);
    let most = "SELECT COALESCE(MAX(number), 0) FROM comments WHERE organisation = ?1";
    let number = 1 + match lot.last {
        Some(last) => last,
        None => tx.one(most, &values![scope.key()], |row| row.integer(0))?,
    };
    tx.execute(
        "INSERT INTO comments (organisation, id, number, channel, external, site, touchpoint, customer, team, at, \
         received_at, taken_by, language, words, author, email, rating, digest, day, reader) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
        &values![
            scope.key(),
            &id,
            number,
            new.channel.name(),
            new.external.as_ref(),
            &new.site,
            touchpoint.as_ref(),
            customer.as_ref(),
            scope.team(),
            at,
            now,
            scope.actor().text(),
            &read.language,
            &new.words,
            &new.author,
            &new.email,
            new.rating,
            digest,
            *day,
            &read.reader
        ],
    )?;
    lot.last = Some(number);
    lot.terms.push((number, terms.clone()));
    write_clauses(tx, scope, &id, &read.clauses)?;
    let cells = cells_of(read.clauses.iter().map(|clause| (clause.said.factors, clause.said.polarity)));
    let beside =
        Beside { at, channel: new.channel.name().to_owned(), touchpoint, customer, team: scope.team().cloned() };
    write_cells(tx, scope, &id, &beside, &cells)?;
    outbox::emit(
        tx,
        scope,
        "comment.received",
        serde_json::json!({ "comment": id, "channel": new.channel.name() }),
        now,
    )?;
    Ok(Taken { id, fresh: true })
}

fn sound(new: NewComment, read: Read) -> Result<Sound, StoreError> {
    let words = fit(&new.words)?;
    let inside = |clause: &Clause| clause.start < clause.end && words.get(clause.start..clause.end).is_some();
    let shown = |clause: &Clause| clause.evidence.iter().all(|one| words.get(one.start..one.end).is_some());
    if words != new.words
        || MENTIONS_MAX < read.clauses.len()
        || !read.clauses.iter().all(|clause| inside(clause) && shown(clause) && clause.said.fits())
    {
        return Err(StoreError::Refused("store-comment-clauses", vec![]));
    }
    let email = match new.email.trim() {
        "" => String::new(),
        some => address(some).ok_or(StoreError::Refused("store-email-invalid", vec![]))?,
    };
    let external = new.external.as_deref().map(str::trim).filter(|external| !external.is_empty());
    let external = external.map(one_line).transpose()?;
    let (site, author) = (one_line(&new.site)?, one_line(&new.author)?);
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    Ok(Sound {
        terms: search::terms(&words, &author),
        plain: [plain(&words), plain(&author), plain(&site)],
        day: day_of(new.at),
        new: NewComment { external, site, words, author, email, ..new },
        read,
    })
}

fn one_line(text: &str) -> Result<String, StoreError> {
    let plain: String = text.chars().filter(|c| !c.is_control()).collect();
    short_text(&plain, NAME_MAX)
}

/// A comment of the same channel and this name; or of the same words, author, place and team, and of the same day where that is known.
fn known(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    new: &NewComment,
    digest: &[u8],
    day: i64,
) -> Result<Option<Id>, StoreError> {
    if let Some(external) = &new.external {
        let sql = "SELECT id FROM comments WHERE organisation = ?1 AND channel = ?2 AND external = ?3";
        let there =
            tx.first(sql, &values![scope.key(), new.channel.name(), external], |row| Ok(Id::stored(row.text(0)?)))?;
        if there.is_some() {
            return Ok(there);
        }
    }
    // Two that another system tells apart are two, also when both say "good".
    let named = if new.external.is_some() { " AND external IS NULL" } else { "" };
    let mut parameters = values![scope.key(), new.channel.name(), digest].to_vec();
    let mut same_day = "";
    if new.dated {
        parameters.push(day.into());
        same_day = " AND day = ?4";
    }
    // Asked for in an order, a database would walk all comments in it to find the one.
    let sql = format!(
        "SELECT id FROM comments WHERE organisation = ?1 AND channel = ?2 AND digest = ?3{same_day}{named} LIMIT 1"
    );
    tx.first(&sql, &parameters, |row| Ok(Id::stored(row.text(0)?)))
}

/// By what a comment is known when it comes again: its words without capitals and space, who wrote it, where it was and which team took
/// it. What two teams heard are two comments, of which neither need see the other's.
fn digest_of(scope: &Scope, sound: &Sound, touchpoint: Option<&Id>, customer: Option<&Id>) -> Vec<u8> {
    let [words, author, site] = &sound.plain;
    let [touchpoint, customer, team] = [touchpoint, customer, scope.team()].map(|id| id.map_or("", Id::as_str));
    let parts = [words, author, sound.new.email.as_str(), customer, site, touchpoint, team];
    Sha256::digest(parts.join("\u{1f}").as_bytes())[..16].to_vec()
}

/// The number of a day in UTC.
fn day_of(at: Time) -> i64 {
    at.0.div_euclid(86_400_000)
}

/// Rows that PostgreSQL takes at once, which spares it a way there and back for each. SQLite has no such way, and would keep a copy of
/// every page that a statement of several rows changes, in case it has to take it back half done: it takes them one at a time.
const TOGETHER: usize = 50;

fn together(tx: &Transaction<'_>) -> usize {
    if tx.kind() == Kind::Sqlite { 1 } else { TOGETHER }
}

/// A statement that inserts so many rows, of each `own` values behind the `shared` ones that all rows begin with.
fn insert(into: &str, rows: usize, shared: usize, own: usize) -> String {
    let place = |place: usize| format!("?{place}");
    let first: Vec<String> = (1..=shared).map(place).collect();
    let row = |row: usize| {
        let own = (shared + row * own + 1..=shared + (row + 1) * own).map(place);
        format!("({})", first.iter().cloned().chain(own).collect::<Vec<_>>().join(", "))
    };
    format!("INSERT INTO {into} VALUES {}", (0..rows).map(row).collect::<Vec<_>>().join(", "))
}

const MENTIONS: &str = "mentions (organisation, comment, ordinal, start_at, end_at, factors, polarity, expectation, confidence, \
                        by_whom, machine_factors, machine_polarity, evidence)";

fn write_clauses(tx: &mut Transaction<'_>, scope: &Scope, id: &Id, clauses: &[Clause]) -> Result<(), StoreError> {
    static ONE: LazyLock<String> = LazyLock::new(|| insert(MENTIONS, 1, 2, 11));
    let place = |at: usize| i64::try_from(at).unwrap_or(i64::MAX);
    let together = together(tx);
    for (lot, some) in clauses.chunks(together).enumerate() {
        let mut parameters = values![scope.key(), id].to_vec();
        for (ordinal, clause) in some.iter().enumerate() {
            parameters.extend(values![
                place(lot * together + ordinal),
                place(clause.start),
                place(clause.end),
                i64::from(said::number(clause.said.factors)),
                clause.said.polarity.name(),
                clause.said.expectation.name(),
                clause.confidence,
                clause.by.name(),
                i64::from(said::number(clause.machine.factors)),
                clause.machine.polarity.name(),
                json(&clause.evidence)
            ]);
        }
        match some.len() {
            1 => tx.execute(&ONE, &parameters)?,
            rows => tx.execute(&insert(MENTIONS, rows, 2, 11), &parameters)?,
        };
    }
    Ok(())
}

/// What a comment says of which factor, once each: a factor, empty for none, and a polarity.
type Cells = std::collections::BTreeSet<(&'static str, &'static str)>;

fn cells_of(labels: impl Iterator<Item = (comments::Factors, Polarity)>) -> Cells {
    let mut cells = Cells::new();
    for (factors, polarity) in labels {
        cells.extend(factors.iter().map(|factor| (factor.name(), polarity.name())));
        if factors.is_empty() {
            cells.insert(("", polarity.name()));
        }
    }
    cells
}

/// What stands beside every cell of a comment, so that cells are counted without it.
struct Beside {
    at: Time,
    channel: String,
    touchpoint: Option<Id>,
    customer: Option<Id>,
    team: Option<Id>,
}

const SAID: &str = "said (organisation, comment, at, channel, touchpoint, customer, team, factor, polarity)";

fn write_cells(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    id: &Id,
    beside: &Beside,
    cells: &Cells,
) -> Result<(), StoreError> {
    static ONE: LazyLock<String> = LazyLock::new(|| insert(SAID, 1, 7, 2));
    let shared = values![
        scope.key(),
        id,
        beside.at,
        beside.channel.as_str(),
        beside.touchpoint.as_ref(),
        beside.customer.as_ref(),
        beside.team.as_ref()
    ];
    let cells: Vec<_> = cells.iter().collect();
    for some in cells.chunks(together(tx)) {
        let mut parameters = shared.to_vec();
        some.iter().for_each(|(factor, polarity)| parameters.extend(values![*factor, *polarity]));
        match some.len() {
            1 => tx.execute(&ONE, &parameters)?,
            rows => tx.execute(&insert(SAID, rows, 7, 2), &parameters)?,
        };
    }
    Ok(())
}

/// Writes anew what a comment says of which factor, from its clauses.
fn recount(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<(), StoreError> {
    tx.execute("DELETE FROM said WHERE organisation = ?1 AND comment = ?2", &values![scope.key(), id])?;
    let sql = "SELECT factors, polarity FROM mentions WHERE organisation = ?1 AND comment = ?2";
    let labels = tx
        .query(sql, &values![scope.key(), id], |row| Ok((factors_of(row.integer(0)?)?, polarity_of(&row.text(1)?)?)))?;
    let sql = "SELECT at, channel, touchpoint, customer, team FROM comments WHERE organisation = ?1 AND id = ?2";
    let beside = tx.one(sql, &values![scope.key(), id], |row| {
        Ok(Beside {
            at: Time(row.integer(0)?),
            channel: row.text(1)?,
            touchpoint: row.text_or_none(2)?.map(Id::stored),
            customer: row.text_or_none(3)?.map(Id::stored),
            team: row.text_or_none(4)?.map(Id::stored),
        })
    })?;
    write_cells(tx, scope, id, &beside, &cells_of(labels.into_iter()))
}

/// The columns of a comment.
const COLUMNS: &str = "c.id, c.channel, c.external, c.site, c.touchpoint, c.customer, c.team, c.at, c.received_at, c.taken_by, \
    c.language, c.words, c.author, c.email, c.rating, c.again, c.corrections";

/// Comments that the scope may see one by one; its team is parameter 2. A comment of no team is everybody's.
fn select(rest: &str) -> String {
    format!(
        "SELECT {COLUMNS} FROM comments c WHERE c.organisation = ?1 AND c.erased_at IS NULL \
         AND (CAST(?2 AS TEXT) IS NULL OR c.team IS NULL OR c.team = CAST(?2 AS TEXT)) {rest}"
    )
}

/// One comment.
///
/// # Errors
/// [`StoreError::NotFound`], also for one of another team; [`StoreError::Forbidden`] below an agent.
pub fn get(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Comment, StoreError> {
    scope.require(Role::Agent)?;
    let found = tx.one(&select("AND c.id = ?3"), &values![scope.key(), scope.team(), id], comment_of)?;
    complete(tx, scope, found)
}

/// The comments of a customer, the latest first; of one that was merged into another, of that other. Whoever serves somebody sees all,
/// whichever team it was.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such customer; [`StoreError::Forbidden`] below an agent.
pub fn of_customer(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    customer: &Id,
    limit: u32,
) -> Result<Vec<Comment>, StoreError> {
    scope.require(Role::Agent)?;
    let customer = resolve(tx, scope, customer)?;
    let sql = select("AND c.customer = ?3 ORDER BY c.at DESC, c.id DESC LIMIT ?4");
    let found = tx.query(&sql, &values![scope.key(), None::<i64>, &customer, limit.clamp(1, LIST_MAX)], comment_of)?;
    found.into_iter().map(|one| complete(tx, scope, one)).collect()
}

/// A comment with its clauses and its case.
fn complete(tx: &mut Transaction<'_>, scope: &Scope, found: Comment) -> Result<Comment, StoreError> {
    let case = crate::cases::existing(tx, scope, "comment", &found.id)?;
    Ok(Comment { clauses: clauses(tx, scope, &found.id)?, case, ..found })
}

fn clauses(tx: &mut Transaction<'_>, scope: &Scope, id: &Id) -> Result<Vec<Clause>, StoreError> {
    let sql = "SELECT start_at, end_at, factors, polarity, expectation, confidence, by_whom, machine_factors, machine_polarity, \
               evidence FROM mentions WHERE organisation = ?1 AND comment = ?2 ORDER BY ordinal";
    tx.query(sql, &values![scope.key(), id], |row| {
        let place = |column| Ok::<_, StoreError>(usize::try_from(row.integer(column)?).unwrap_or(0));
        let said = Said {
            factors: factors_of(row.integer(2)?)?,
            polarity: polarity_of(&row.text(3)?)?,
            expectation: Expectation::named(&row.text(4)?).ok_or_else(damaged)?,
        };
        let polarity = polarity_of(&row.text(8)?)?;
        let expectation = if polarity == said.polarity { said.expectation } else { said::fitting(polarity)[0] };
        Ok(Clause {
            start: place(0)?,
            end: place(1)?,
            said,
            machine: Said { factors: factors_of(row.integer(7)?)?, polarity, expectation },
            by: if row.text(6)? == By::Person.name() { By::Person } else { By::Machine },
            confidence: row.integer(5)?,
            evidence: from_json(&row.text(9)?)?,
        })
    })
}

fn comment_of(row: &Row) -> Result<Comment, StoreError> {
    Ok(Comment {
        id: Id::stored(row.text(0)?),
        channel: Channel::named(&row.text(1)?).ok_or_else(damaged)?,
        external: row.text_or_none(2)?,
        site: row.text(3)?,
        touchpoint: row.text_or_none(4)?.map(Id::stored),
        customer: row.text_or_none(5)?.map(Id::stored),
        team: row.text_or_none(6)?.map(Id::stored),
        at: Time(row.integer(7)?),
        received_at: Time(row.integer(8)?),
        taken_by: row.text(9)?,
        language: row.text(10)?,
        words: row.text(11)?,
        author: row.text(12)?,
        email: row.text(13)?,
        rating: row.integer_or_none(14)?,
        again: row.integer(15)?,
        corrections: row.integer(16)?,
        clauses: vec![],
        case: None,
    })
}

fn factors_of(number: i64) -> Result<comments::Factors, StoreError> {
    said::numbered(number).ok_or_else(damaged)
}

fn polarity_of(name: &str) -> Result<Polarity, StoreError> {
    Polarity::named(name).ok_or_else(damaged)
}

fn damaged() -> StoreError {
    StoreError::Damaged("a comment".to_owned())
}

/// The public feedback page of an organisation.
#[derive(Debug, Clone)]
pub struct Door {
    /// Whose.
    pub organisation: Organisation,
    /// What whoever came by it may do: leave a comment.
    pub scope: Scope,
}

/// What the address of a feedback page opens; nothing where it was closed, as where there is no such organisation.
///
/// # Errors
/// As the database says.
pub fn door(tx: &mut Transaction<'_>, organisation: &Id) -> Result<Option<Door>, StoreError> {
    let sql = "SELECT o.key, o.id, o.name, o.language, o.zone, o.sample FROM organisations o \
               LEFT JOIN service_settings s ON s.organisation = o.key WHERE o.id = ?1 AND COALESCE(s.feedback_closed, 0) = 0";
    tx.first(sql, &values![organisation], |row| {
        let scope = Scope::new(row.integer(0)?, Actor::Link, Role::Viewer, None);
        Ok(Door { organisation: organisation_in(row, 1)?, scope })
    })
}

/// Keeps what somebody wrote on the public page. It belongs to no customer: anybody can write any name. By its attempt it is known when it
/// is sent again, so that two strangers who write the same are two.
///
/// # Errors
/// [`StoreError::Refused`] for what will not do.
pub fn leave(
    tx: &mut Transaction<'_>,
    door: &Door,
    new: &NewComment,
    attempt: Option<&Id>,
    read: &Read,
    now: Time,
) -> Result<Taken, StoreError> {
    let external = attempt.map(ToString::to_string);
    let new = NewComment { channel: Channel::Page, customer: None, external, ..new.clone() };
    let mut lot = Lot::default();
    let taken = put(tx, &door.scope, &sound(new, read.clone())?, &mut lot, now)?;
    lot.index(tx, &door.scope)?;
    if taken.fresh {
        audit::append(tx, &door.scope, "comment.take", taken.id.as_str(), &[], now)?;
    }
    Ok(taken)
}

/// Whether the feedback page takes comments.
///
/// # Errors
/// As the database says.
pub fn feedback_open(tx: &mut Transaction<'_>, scope: &Scope) -> Result<bool, StoreError> {
    let sql = "SELECT feedback_closed FROM service_settings WHERE organisation = ?1";
    Ok(!tx.first(sql, &values![scope.key()], |row| row.flag(0))?.unwrap_or(false))
}

/// Opens or closes the feedback page.
///
/// # Errors
/// [`StoreError::Forbidden`] below a manager.
pub fn set_feedback(tx: &mut Transaction<'_>, scope: &Scope, open: bool, now: Time) -> Result<(), StoreError> {
    scope.require(Role::Manager)?;
    tx.execute(
        "INSERT INTO service_settings (organisation, feedback_closed) VALUES (?1, ?2) \
         ON CONFLICT (organisation) DO UPDATE SET feedback_closed = excluded.feedback_closed",
        &values![scope.key(), !open],
    )?;
    audit::append(tx, scope, "service.settings", "", &["feedback_closed"], now)
}

#[cfg(test)]
mod tests {
    use super::{Channel, NewComment, Read, digest_of, sound};
    use crate::{Actor, Id, Role, Scope, Time};

    #[test]
    fn a_comment_is_known_by_what_it_was_always_known_by() {
        let new = NewComment {
            author: "Ana  B.".to_owned(),
            email: "a@x.example".to_owned(),
            site: "North Hall".to_owned(),
            ..NewComment::of("Cold tea.\n COLD chairs.".to_owned(), Channel::Mail, Time(0))
        };
        let read = Read { language: "en".to_owned(), clauses: vec![], reader: "test".to_owned() };
        let [customer, touchpoint, team] =
            ["customer", "touchpoint", "team"].map(|what| Id::stored(format!("the-{what}")));
        let scope = Scope::new(1, Actor::Operator, Role::Owner, Some(team));
        let sound = sound(new, read).expect("it will do");
        let digest = digest_of(&scope, &sound, Some(&touchpoint), Some(&customer));
        // SHA-256, its first half, of "cold tea. cold chairs.", "ana b.", "a@x.example", customer, "north hall", touchpoint and team,
        // parted by unit separators. Another would add a file again that was brought before.
        let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "0514cdefbc843884236ed0f760bca31d");
    }
}
