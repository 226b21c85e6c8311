//! Answers one by one: for exports, for comments, and for the few statistics that need rows.
//!
//! Separate from the sums, which is what reports read. The order is that in which they came, or one that says nothing of it,
//! for anonymous surveys; whoever shows them to a person asks the report's rules for small groups.

use std::collections::BTreeMap;

use serde::Serialize;
use sums::Rows;

use crate::answers::{NO_SEGMENT, fields_of};
use crate::drafts::attempt_of;
use crate::engine::Row;
use crate::instruments::{Questionnaire, questionnaire};
use crate::waves::Wave;
use crate::{Id, Role, Scope, StoreError, Time, Transaction, values, waves};

/// Answers on a page at most.
pub const PAGE_MAX: u32 = 200;
/// Answers in no order that are given at once at most.
pub const SHUFFLED_MAX: u32 = 16_384;
/// Answers that are given as rows at most; beyond, statistics do with sums.
pub const ROWS_MAX: usize = 50_000;

/// Whether an answer counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResponseState {
    /// It does.
    Counted,
    /// It looked like no honest answer; nothing else was done to it.
    SetAside,
}

/// By which way an answer came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// By an open link.
    Open,
    /// By an invitation.
    Invited,
    /// At a counter.
    Kiosk,
    /// In a frame of another page.
    Embedded,
    /// From a program.
    Api,
    /// From a file.
    Imported,
}

impl Way {
    /// By the number under which each is stored.
    const ALL: [Self; 6] = [Self::Open, Self::Invited, Self::Kiosk, Self::Embedded, Self::Api, Self::Imported];

    /// The number under which it is stored.
    pub(crate) fn code(self) -> i64 {
        Self::ALL.iter().position(|way| *way == self).and_then(|at| i64::try_from(at).ok()).unwrap_or_default()
    }

    /// The way that exports write so.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.name() == name)
    }

    /// As exports write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Invited => "invited",
            Self::Kiosk => "kiosk",
            Self::Embedded => "embedded",
            Self::Api => "api",
            Self::Imported => "imported",
        }
    }
}

/// One respondent's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// Its place in the order in which answers came.
    pub sequence: i64,
    /// Its attempt.
    pub attempt: Id,
    /// When it came; in an anonymous survey, the hour.
    pub received_at: Time,
    /// Whether it counts.
    pub state: ResponseState,
    /// Why it does not.
    pub aside: Option<String>,
    /// By which way it came.
    pub way: Way,
    /// How long it took.
    pub seconds: Option<i64>,
    /// In which language it was asked.
    pub language: String,
    /// One byte per column of the wave's layout.
    pub codes: Vec<u8>,
    /// The respondent's group in each segment of the wave's questionnaire.
    pub segments: Vec<Option<String>>,
    /// What was said besides.
    pub comment: Option<String>,
    /// What else the link said.
    pub fields: BTreeMap<String, String>,
    /// Who was invited; never in an anonymous survey.
    pub invitee: Option<Id>,
}

/// Which answers of a wave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Which {
    /// Those that did not come before this moment.
    pub since: Option<Time>,
    /// Those of this state.
    pub state: Option<ResponseState>,
    /// Those up to this place in the order in which they came.
    pub until: Option<i64>,
}

/// Some of many, and where to go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page<T> {
    /// Those on this page.
    pub items: Vec<T>,
    /// What to pass on for the next page; nothing when this is the last.
    pub next: Option<i64>,
}

const SELECT: &str = "SELECT sequence, attempt, received_at, state, aside, way, seconds, language, codes, segments, comment, \
    fields, invitee FROM responses WHERE organisation = ?1 AND wave = ?2 AND ?3 < sequence";

/// The answers of a [`Which`].
const WHICH: &str = "AND ?4 <= received_at AND ?5 <= state AND state <= ?6 AND sequence <= ?7";

/// A page of a wave's answers, from the one after the cursor on.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such wave; [`StoreError::Forbidden`] to a viewer.
pub fn responses(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    wave: &Id,
    after: Option<i64>,
    limit: u32,
) -> Result<Page<Response>, StoreError> {
    some(tx, scope, wave, Which::default(), after, limit)
}

/// The same of some answers.
///
/// # Errors
/// As [`responses`].
pub fn some(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    wave: &Id,
    which: Which,
    after: Option<i64>,
    limit: u32,
) -> Result<Page<Response>, StoreError> {
    let wave = readable(tx, scope, wave)?;
    let words = words(tx, scope, &wave)?;
    let limit = limit.clamp(1, PAGE_MAX);
    let sql = format!("{SELECT} {WHICH} ORDER BY sequence LIMIT ?8");
    let (since, least, most, until) = which.ends();
    let parameters = values![scope.key(), wave.number, after.unwrap_or(0), since, least, most, until, limit + 1];
    let mut items = tx.query(&sql, &parameters, |row| response_of(row, &words))?;
    let more = limit as usize == items.len().saturating_sub(1);
    items.truncate(limit as usize);
    let next = items.last().filter(|_| more).map(|last| last.sequence);
    Ok(Page { items, next })
}

/// The same in an order that says nothing of when they came; goes on after an answer by its attempt. Attempts are random,
/// and programs that make them from the time have what is random at their end.
///
/// # Errors
/// As [`responses`].
pub fn shuffled(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    wave: &Id,
    which: Which,
    after: Option<&Id>,
    limit: u32,
) -> Result<Vec<Response>, StoreError> {
    let wave = readable(tx, scope, wave)?;
    let words = words(tx, scope, &wave)?;
    let sql = format!(
        "{SELECT} {WHICH} AND (?8 < substr(attempt, 9) OR (?8 = substr(attempt, 9) AND ?9 < attempt)) \
         ORDER BY substr(attempt, 9), attempt LIMIT ?10"
    );
    let (since, least, most, until) = which.ends();
    let place = after.map_or(Vec::new(), |attempt| attempt.bytes().to_vec());
    let end = place.get(8..).unwrap_or_default();
    let limit = limit.clamp(1, SHUFFLED_MAX);
    let parameters = values![scope.key(), wave.number, 0_i64, since, least, most, until, end, place.as_slice(), limit];
    tx.query(&sql, &parameters, |row| response_of(row, &words))
}

/// A respondent's groups, one per segment of the questionnaire.
pub type Combination = Vec<Option<String>>;

/// The combinations of groups among the counted answers, each with how many share it.
///
/// # Errors
/// As [`responses`].
pub fn combinations(tx: &mut Transaction<'_>, scope: &Scope, wave: &Id) -> Result<Vec<(Combination, i64)>, StoreError> {
    let wave = readable(tx, scope, wave)?;
    let words = words(tx, scope, &wave)?;
    let sql = "SELECT segments, COUNT(*) FROM responses WHERE organisation = ?1 AND wave = ?2 AND state = 0 \
               GROUP BY segments";
    let parameters = values![scope.key(), wave.number];
    tx.query(sql, &parameters, |row| Ok((groups_of(row.blob(0)?, &words), row.integer(1)?)))
}

impl Which {
    /// Since when, of which states, and up to which place.
    fn ends(self) -> (Time, i64, i64, i64) {
        let (least, most) = match self.state {
            None => (0, 1),
            Some(ResponseState::Counted) => (0, 0),
            Some(ResponseState::SetAside) => (1, 1),
        };
        (self.since.unwrap_or(Time(i64::MIN)), least, most, self.until.unwrap_or(i64::MAX))
    }
}

/// All answers of a wave, one after another, without holding them all.
///
/// # Errors
/// As [`responses`], or as `each` says, which ends the listing.
pub fn each(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    wave: &Id,
    mut each: impl FnMut(Response) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let wave = readable(tx, scope, wave)?;
    let words = words(tx, scope, &wave)?;
    let sql = format!("{SELECT} ORDER BY sequence");
    tx.query_each(&sql, &values![scope.key(), wave.number, 0_i64], |row| each(response_of(row, &words)?))
}

/// In which order answers are given piece by piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As they came.
    Came,
    /// In no order, as [`shuffled`] gives them.
    Shuffled,
}

/// The number of a wave's last answer: with it, pieces that are read one after another end where they would have ended.
///
/// # Errors
/// As [`responses`].
pub fn last(tx: &mut Transaction<'_>, scope: &Scope, wave: &Id) -> Result<i64, StoreError> {
    let wave = readable(tx, scope, wave)?;
    let sql = "SELECT last_sequence FROM waves WHERE organisation = ?1 AND id = ?2";
    tx.one(sql, &values![scope.key(), &wave.id], |row| row.integer(0))
}

/// The answers of a wave after one of them, up to a number, at most so many: whoever reads all of them piece by piece leaves
/// the readers to others in between.
///
/// # Errors
/// As [`responses`].
pub fn piece(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    wave: &Id,
    order: Order,
    until: i64,
    after: Option<&Response>,
    most: u32,
) -> Result<Vec<Response>, StoreError> {
    if order == Order::Shuffled {
        let which = Which { until: Some(until), ..Which::default() };
        return shuffled(tx, scope, wave, which, after.map(|after| &after.attempt), most);
    }
    let wave = readable(tx, scope, wave)?;
    let words = words(tx, scope, &wave)?;
    let after = after.map_or(0, |after| after.sequence);
    let sql = format!("{SELECT} AND sequence <= ?4 ORDER BY sequence LIMIT ?5");
    tx.query(&sql, &values![scope.key(), wave.number, after, until, most], |row| response_of(row, &words))
}

/// One answer by its attempt.
///
/// # Errors
/// As [`responses`].
pub fn get(tx: &mut Transaction<'_>, scope: &Scope, wave: &Id, attempt: &Id) -> Result<Response, StoreError> {
    let wave = readable(tx, scope, wave)?;
    let words = words(tx, scope, &wave)?;
    let sql = format!("{SELECT} AND attempt = ?4");
    let parameters = values![scope.key(), wave.number, 0_i64, attempt.bytes().as_slice()];
    tx.one(&sql, &parameters, |row| response_of(row, &words))
}

/// The counted answers of a wave as rows, with the cells of each segment; nothing when there are more than [`ROWS_MAX`].
/// Facets: folds, then one per segment, as [`crate::live`] has them.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such wave.
pub fn rows(tx: &mut Transaction<'_>, scope: &Scope, wave: &Id, plan: &sums::Plan) -> Result<Option<Rows>, StoreError> {
    let wave = waves::get(tx, scope, wave)?;
    if usize::try_from(wave.answers).is_ok_and(|answers| ROWS_MAX < answers) {
        return Ok(None);
    }
    crate::live::rows(tx, scope, &wave, plan).map(Some)
}

/// How many seconds the counted answers took, in the order of [`rows`]; not a number where that is unknown. It tells nothing
/// of a person, so whoever sees results may have it.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such wave.
pub fn seconds(tx: &mut Transaction<'_>, scope: &Scope, wave: &Id) -> Result<Vec<f64>, StoreError> {
    let wave = waves::get(tx, scope, wave)?;
    let sql = "SELECT seconds FROM responses WHERE organisation = ?1 AND wave = ?2 AND state = 0 ORDER BY sequence";
    #[allow(clippy::cast_precision_loss)] // Seconds of a sitting are far below 2^53.
    tx.query(sql, &values![scope.key(), wave.number], |row| Ok(row.integer_or_none(0)?.map_or(f64::NAN, |s| s as f64)))
}

/// A wave whose answers the scope may read one by one.
fn readable(tx: &mut Transaction<'_>, scope: &Scope, wave: &Id) -> Result<Wave, StoreError> {
    scope.require(Role::Agent)?;
    waves::get(tx, scope, wave)
}

/// The words of each segment of a wave's questionnaire, by code.
pub(crate) fn words(tx: &mut Transaction<'_>, scope: &Scope, wave: &Wave) -> Result<Vec<Vec<String>>, StoreError> {
    let asked = questionnaire(tx, scope, &wave.instrument, wave.instrument_version)?;
    words_of(tx, scope, &wave.survey, &asked)
}

fn words_of(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    survey: &Id,
    asked: &Questionnaire,
) -> Result<Vec<Vec<String>>, StoreError> {
    let sql =
        "SELECT code, value FROM segment_values WHERE organisation = ?1 AND survey = ?2 AND segment = ?3 ORDER BY code";
    asked
        .segments()
        .map(|segment| {
            let mut words = Vec::new();
            tx.query_each(sql, &values![scope.key(), survey, segment], |row| {
                let code = usize::from(u16::try_from(row.integer(0)?).unwrap_or(NO_SEGMENT));
                // Where a word was erased there is a hole.
                words.resize(words.len().max(code), String::new());
                words.push(row.text(1)?);
                Ok(())
            })?;
            Ok(words)
        })
        .collect()
}

/// The codes of an answer's segments.
pub(crate) fn segment_codes(bytes: &[u8]) -> impl Iterator<Item = u16> + '_ {
    bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
}

/// The words of an answer's groups.
fn groups_of(segments: &[u8], words: &[Vec<String>]) -> Vec<Option<String>> {
    let pairs = segment_codes(segments).zip(words);
    pairs.map(|(code, words)| words.get(usize::from(code)).filter(|word| !word.is_empty()).cloned()).collect()
}

fn response_of(row: &Row, words: &[Vec<String>]) -> Result<Response, StoreError> {
    let way = usize::try_from(row.integer(5)?).ok().and_then(|way| Way::ALL.get(way).copied());
    let segments = groups_of(row.blob(9)?, words);
    Ok(Response {
        sequence: row.integer(0)?,
        attempt: attempt_of(row.blob(1)?)?,
        received_at: Time(row.integer(2)?),
        state: if row.flag(3)? { ResponseState::SetAside } else { ResponseState::Counted },
        aside: row.text_or_none(4)?,
        way: way.ok_or_else(|| StoreError::Damaged("an answer's way".to_owned()))?,
        seconds: row.integer_or_none(6)?,
        language: row.text(7)?,
        codes: row.blob(8)?.to_vec(),
        segments,
        comment: row.text_or_none(10)?,
        fields: fields_of(row.text_or_none(11)?)?,
        invitee: row.text_or_none(12)?.map(Id::stored),
    })
}
