//! Taking answers: each is counted once, or it is refused and nothing happened.
//!
//! Separate from drafts and from reading, because a promise is kept here: the row, the counters, the invitation that is used
//! up, the draft that is done with, the event and the sums change in one transaction. An answer is its own record: it leaves
//! no entry in the audit log, whose exact times would tell when somebody answered an anonymous survey.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};
use survey::Layout;

use crate::engine::Row;
use crate::instruments::{Questionnaire, questionnaire};
use crate::links::{Door, DoorKind};
use crate::listing::Way;
use crate::surveys::{from_json, json};
use crate::waves::Wave;
use crate::{Id, Role, Scope, StoreError, Time, TokenHash, Transaction, audit, live, outbox, pulses, values, waves};

/// So many answers are folded into the sums of their wave at a time.
pub(crate) const FOLD_EVERY: i64 = 1024;

/// Words of one group column; whoever writes another belongs to no group.
pub const SEGMENT_VALUES_MAX: usize = 500;
/// Words after which an address that anybody can write brings no new ones: links, invitations and files keep room.
pub const SEGMENT_VALUES_OF_STRANGERS_MAX: usize = 250;
/// Characters of a group's word.
pub const SEGMENT_VALUE_LENGTH_MAX: usize = 100;
/// Characters of a comment.
pub const COMMENT_LENGTH_MAX: usize = 10_000;
/// No group, in an answer's segments.
pub(crate) const NO_SEGMENT: u16 = u16::MAX;

const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// An answer as somebody sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Made when the page was made: the same for every try of the same answer.
    pub attempt: Id,
    /// One byte per column of the wave's layout, as [`sums::Batch`] holds them (turned round where the item is reversed).
    pub codes: Vec<u8>,
    /// The respondent's groups, by column, as far as the page asked for them.
    pub segments: BTreeMap<String, String>,
    /// What else the link said of the respondent; kept only where the survey is not anonymous.
    pub fields: BTreeMap<String, String>,
    /// What was said besides.
    pub comment: Option<String>,
    /// How long it took.
    pub seconds: Option<u32>,
    /// In which language it was asked.
    pub language: String,
    /// The invitation that it uses up.
    pub invitation: Option<TokenHash>,
    /// Why it is set aside; nothing is ever thrown away for it.
    pub suspicious: Option<&'static str>,
}

/// An answer that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submitted {
    /// What the respondent keeps.
    pub receipt: String,
    /// Whether it had been taken before.
    pub repeated: bool,
}

/// An answer from a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedAnswer {
    /// Its line in the file; with the file's digest it is the answer's name, so that importing twice counts once.
    pub line: u64,
    /// As in [`Submission`].
    pub codes: Vec<u8>,
    /// The respondent's groups, by column.
    pub segments: BTreeMap<String, String>,
    /// What was said besides.
    pub comment: Option<String>,
    /// How long it took.
    pub seconds: Option<u32>,
    /// In which language it was asked.
    pub language: String,
    /// What an export of ours says besides.
    pub origin: Origin,
}

/// How an answer came about before it was written to a file. Of other files nobody knows: their answers were imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// By which way it came.
    pub way: Way,
    /// Whether it had been set aside; then it is again.
    pub aside: bool,
    /// What else the link said; kept only where the survey is not anonymous.
    pub fields: BTreeMap<String, String>,
}

impl Default for Origin {
    fn default() -> Self {
        Self { way: Way::Imported, aside: false, fields: BTreeMap::new() }
    }
}

/// Why an imported answer is set aside: it was where it came from.
const ASIDE_BEFORE: &str = "set aside before";

/// What became of a file's answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ImportedAnswers {
    /// New ones.
    pub added: u64,
    /// Those that were there already.
    pub repeated: u64,
}

/// The receipt of an attempt: 16 characters in groups of four, always the same for the same attempt.
#[must_use]
pub fn receipt_of(attempt: &Id) -> String {
    let digest = Sha256::digest([b"receipt".as_slice(), &attempt.bytes()].concat());
    let number = digest[..10].iter().fold(0_u128, |number, byte| (number << 8) | u128::from(*byte));
    let mut receipt = String::with_capacity(19);
    for position in 0..16_u32 {
        if position != 0 && position % 4 == 0 {
            receipt.push('-');
        }
        receipt.push(char::from(CROCKFORD[(number >> (75 - 5 * position)) as usize & 31]));
    }
    receipt
}

/// Whether an answer of this attempt was taken, in whichever wave of the door's survey.
///
/// # Errors
/// As the database says.
pub fn was_taken(tx: &mut Transaction<'_>, door: &Door, attempt: &Id) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM responses \
               JOIN waves ON waves.organisation = responses.organisation AND waves.number = responses.wave \
               WHERE responses.organisation = ?1 AND responses.attempt = ?2 AND waves.survey = ?3";
    let parameters = values![door.scope.key(), attempt.bytes().as_slice(), &door.survey.id];
    Ok(tx.first(sql, &parameters, |_| Ok(()))?.is_some())
}

/// Takes an answer, or gives the receipt of the one that was taken before by the same attempt.
///
/// # Errors
/// [`StoreError::Refused`]: `store-answer-differs` when the attempt was used for another answer, `store-wave-closed`,
/// `store-invitation-used`, `store-answer-empty` when no item was answered, `store-answer-malformed` when the codes are not
/// of this questionnaire. [`StoreError::NotFound`] for an invitation that is none.
pub fn submit(
    tx: &mut Transaction<'_>,
    door: &Door,
    submission: &Submission,
    now: Time,
) -> Result<Submitted, StoreError> {
    let scope = &door.scope;
    let receipt = receipt_of(&submission.attempt);
    let kept = Kept::of(door, submission);
    let before = before(tx, door, &submission.attempt)?;
    if let Some(stored) = before.stored {
        stored.must_equal(tx, door, &kept)?;
        return Ok(Submitted { receipt, repeated: true });
    }
    let closed = || StoreError::Refused("store-wave-closed", vec![]);
    let (Some(wave), Some(asked)) = (&door.wave, &door.questionnaire) else { return Err(closed()) };
    check_codes(&kept.codes, &asked.layout)?;
    let invitee = match (door.kind, &submission.invitation) {
        (DoorKind::Invited, Some(token)) => Some(claim(tx, scope, wave, token)?),
        (DoorKind::Invited, None) => return Err(StoreError::NotFound),
        _ => None,
    };
    let received_at = if door.survey.anonymous { now.hour() } else { now };
    let aside = submission.suspicious;
    let sequence = count_in(tx, scope, wave, aside.is_some(), received_at, now)?.ok_or_else(closed)?;
    let segments = use_segments(tx, scope, &door.survey.id, asked, (&kept.segments, &kept.strange))?;
    insert(
        tx,
        scope,
        &NewRow {
            wave: wave.number,
            sequence,
            attempt: &submission.attempt,
            received_at,
            way: way_of(door.kind),
            seconds: submission.seconds,
            language: &submission.language,
            codes: &kept.codes,
            segments: &segments,
            comment: kept.comment.as_deref(),
            fields: kept.fields.as_deref(),
            invitee: invitee.as_ref().filter(|_| !door.survey.anonymous),
            aside,
        },
    )?;
    if before.draft {
        tx.execute(
            "DELETE FROM drafts WHERE organisation = ?1 AND wave = ?2 AND attempt = ?3",
            &values![scope.key(), wave.number, submission.attempt.bytes().as_slice()],
        )?;
    }
    if aside.is_none() {
        let named =
            [&door.hidden, &submission.fields, &submission.segments].into_iter().find_map(|all| all.get(pulses::FIELD));
        pulses::hear(tx, door, asked, &kept.codes, named.map(String::as_str), invitee.as_ref(), now)?;
    }
    if before.heard {
        tell(tx, door, wave, &submission.attempt, received_at)?;
    }
    if let Some(plan) = door.plan.as_ref().filter(|_| sequence % FOLD_EVERY == 0) {
        live::fold(tx, scope, &wave.id, plan)?;
    }
    Ok(Submitted { receipt, repeated: false })
}

/// Takes the answers of a file. The same line of the same file is taken once, however often it comes.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such wave; as [`submit`] for codes that are not of its questionnaire.
pub fn import(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    wave: &Id,
    file: &[u8; 32],
    rows: &[ImportedAnswer],
    now: Time,
) -> Result<ImportedAnswers, StoreError> {
    scope.require(Role::Manager)?;
    let wave = waves::get(tx, scope, wave)?;
    let survey = crate::surveys::get(tx, scope, &wave.survey)?;
    let asked = questionnaire(tx, scope, &wave.instrument, wave.instrument_version)?;
    let received_at = if survey.anonymous { now.hour() } else { now };
    let mut done = ImportedAnswers::default();
    let mut aside = 0_u64;
    let mut sequence = last_sequence(tx, scope, &wave)?;
    for row in rows {
        let attempt = attempt_of(&wave.id, file, row.line);
        if stored(tx, scope, &attempt)?.is_some() {
            done.repeated += 1;
            continue;
        }
        check_codes(&row.codes, &asked.layout)?;
        let segments = use_segments(tx, scope, &survey.id, &asked, (&row.segments, &BTreeSet::new()))?;
        let fields = Some(&row.origin.fields).filter(|fields| !survey.anonymous && !fields.is_empty()).map(json);
        sequence += 1;
        done.added += 1;
        aside += u64::from(row.origin.aside);
        insert(
            tx,
            scope,
            &NewRow {
                wave: wave.number,
                sequence,
                attempt: &attempt,
                received_at,
                way: row.origin.way.code(),
                seconds: row.seconds,
                language: &row.language,
                codes: &row.codes,
                segments: &segments,
                comment: comment_of(row.comment.as_deref()).as_deref(),
                fields: fields.as_deref(),
                invitee: None,
                aside: row.origin.aside.then_some(ASIDE_BEFORE),
            },
        )?;
    }
    if 0 < done.added {
        tx.execute(
            "UPDATE waves SET answers = answers + ?3, set_aside = set_aside + ?6, last_sequence = ?4, last_answer_at = ?5 \
             WHERE organisation = ?1 AND id = ?2",
            &values![scope.key(), &wave.id, count(done.added - aside), sequence, received_at, count(aside)],
        )?;
        audit::append(tx, scope, "answers.import", wave.id.as_str(), &["answers"], now)?;
    }
    Ok(done)
}

/// Why an answer is set aside when a person did it.
pub const BY_HAND: &str = "by-hand";

/// Sets an answer aside, and says why; or, without a reason, counts it again. Nothing else is done to it. One that stands as
/// it should stays as it is, with the reason it has.
///
/// # Errors
/// [`StoreError::NotFound`] when the wave has no such answer.
pub fn set_aside(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    wave: &Id,
    attempt: &Id,
    why: Option<&str>,
    now: Time,
) -> Result<(), StoreError> {
    scope.require(Role::Manager)?;
    let wave = waves::get(tx, scope, wave)?;
    let sql = "SELECT sequence, state, codes, segments FROM responses \
               WHERE organisation = ?1 AND attempt = ?2 AND wave = ?3";
    let bytes = attempt.bytes();
    let (sequence, aside, answer) = tx.one(sql, &values![scope.key(), bytes.as_slice(), wave.number], |row| {
        let (codes, segments) = (row.blob(2)?.to_vec(), row.blob(3)?.to_vec());
        Ok((row.integer(0)?, row.flag(1)?, live::Answer { attempt: bytes.to_vec(), codes, segments }))
    })?;
    if aside == why.is_some() {
        return Ok(());
    }
    tx.execute(
        "UPDATE responses SET state = ?4, aside = ?5 WHERE organisation = ?1 AND wave = ?2 AND sequence = ?3",
        &values![scope.key(), wave.number, sequence, why.is_some(), why],
    )?;
    live::amend(tx, scope, &wave, sequence, &answer, aside)?;
    let more = if aside { 1 } else { -1 };
    tx.execute(
        "UPDATE waves SET answers = answers + ?3, set_aside = set_aside - ?3 WHERE organisation = ?1 AND id = ?2",
        &values![scope.key(), &wave.id, i64::from(more)],
    )?;
    let action = if why.is_some() { "answer.set-aside" } else { "answer.count" };
    // The device that sent an anonymous answer knows its attempt, so the log names the wave only.
    let anonymous = crate::surveys::get(tx, scope, &wave.survey)?.anonymous;
    let object = if anonymous { &wave.id } else { attempt };
    audit::append(tx, scope, action, object.as_str(), &["state"], now)
}

fn way_of(kind: DoorKind) -> i64 {
    let way = match kind {
        DoorKind::Open => Way::Open,
        DoorKind::Invited => Way::Invited,
        DoorKind::Kiosk => Way::Kiosk,
        DoorKind::Embedded => Way::Embedded,
        DoorKind::Api => Way::Api,
    };
    way.code()
}

/// What of a submission is kept, in the form in which it is compared and stored.
struct Kept {
    codes: Vec<u8>,
    segments: BTreeMap<String, String>,
    /// The columns of groups whose words anybody could have written.
    strange: BTreeSet<String>,
    comment: Option<String>,
    fields: Option<String>,
}

impl Kept {
    fn of(door: &Door, submission: &Submission) -> Self {
        let mut segments = submission.segments.clone();
        let mut strange = BTreeSet::new();
        if door.kind == DoorKind::Embedded {
            segments.retain(|column, word| is_offered(door, column, word));
            strange = segments.keys().filter(|column| !door.hidden.contains_key(*column)).cloned().collect();
        }
        // What the link and the invitation know outweighs what a form says.
        segments.extend(door.hidden.clone());
        segments.extend(door.invited_segments.clone());
        let fields = (!door.survey.anonymous && !submission.fields.is_empty()).then(|| json(&submission.fields));
        let comment = comment_of(submission.comment.as_deref());
        Self { codes: submission.codes.clone(), segments, strange, comment, fields }
    }
}

/// Whether a word is one of those that the questionnaire names for its column, where it names any.
fn is_offered(door: &Door, column: &str, word: &str) -> bool {
    let segments = door.questionnaire.iter().flat_map(|asked| &asked.instrument.segments);
    let labels = segments.filter(|segment| segment.column == column).map(|segment| &segment.labels);
    labels.into_iter().all(|labels| labels.is_empty() || labels.contains_key(word.trim()))
}

/// A comment without space around it, and nothing where there is none.
fn comment_of(comment: Option<&str>) -> Option<String> {
    let comment = comment?.trim();
    let end = comment.char_indices().nth(COMMENT_LENGTH_MAX).map_or(comment.len(), |(at, _)| at);
    (!comment.is_empty()).then(|| comment[..end].to_owned())
}

/// An answer that is there already.
struct Stored {
    wave: i64,
    codes: Vec<u8>,
    segments: Vec<u8>,
    comment: Option<String>,
    fields: Option<String>,
}

/// What is there when an answer comes, found in one way to the database: under load these ways are what takes long.
struct Before {
    /// The answer of the same attempt.
    stored: Option<Stored>,
    /// Whether it was begun step by step.
    draft: bool,
    /// Whether a webhook may want to hear of it.
    heard: bool,
}

fn before(tx: &mut Transaction<'_>, door: &Door, attempt: &Id) -> Result<Before, StoreError> {
    let sql = "SELECT responses.wave, responses.codes, responses.segments, responses.comment, responses.fields, \
               EXISTS (SELECT 1 FROM drafts WHERE organisation = ?1 AND wave = ?3 AND attempt = ?2), \
               EXISTS (SELECT 1 FROM webhooks WHERE organisation = ?1 AND disabled_at IS NULL) \
               FROM organisations \
               LEFT JOIN responses ON responses.organisation = organisations.key AND responses.attempt = ?2 \
               WHERE organisations.key = ?1";
    let wave = door.wave.as_ref().map(|wave| wave.number);
    tx.one(sql, &values![door.scope.key(), attempt.bytes().as_slice(), wave], |row| {
        let stored = if row.integer_or_none(0)?.is_some() { Some(stored_of(row)?) } else { None };
        Ok(Before { stored, draft: row.flag(5)?, heard: row.flag(6)? })
    })
}

fn stored(tx: &mut Transaction<'_>, scope: &Scope, attempt: &Id) -> Result<Option<Stored>, StoreError> {
    let sql = "SELECT wave, codes, segments, comment, fields FROM responses WHERE organisation = ?1 AND attempt = ?2";
    tx.first(sql, &values![scope.key(), attempt.bytes().as_slice()], stored_of)
}

fn stored_of(row: &Row) -> Result<Stored, StoreError> {
    Ok(Stored {
        wave: row.integer(0)?,
        codes: row.blob(1)?.to_vec(),
        segments: row.blob(2)?.to_vec(),
        comment: row.text_or_none(3)?,
        fields: row.text_or_none(4)?,
    })
}

impl Stored {
    /// Refuses what is not the answer that was taken.
    fn must_equal(&self, tx: &mut Transaction<'_>, door: &Door, kept: &Kept) -> Result<(), StoreError> {
        let differs = || StoreError::Refused("store-answer-differs", vec![]);
        let sql = "SELECT id FROM waves WHERE organisation = ?1 AND number = ?2 AND survey = ?3";
        let parameters = values![door.scope.key(), self.wave, &door.survey.id];
        let wave = tx.first(sql, &parameters, |row| Ok(Id::stored(row.text(0)?)))?.ok_or_else(differs)?;
        let wave = waves::get(tx, &door.scope, &wave)?;
        let asked = questionnaire(tx, &door.scope, &wave.instrument, wave.instrument_version)?;
        let segments = find_segments(tx, &door.scope, &door.survey.id, &asked, &kept.segments)?;
        let same = self.codes == kept.codes
            && self.segments == segments
            && self.comment == kept.comment
            && self.fields == kept.fields;
        if same { Ok(()) } else { Err(differs()) }
    }
}

/// Refuses codes that are not of this layout, and answers in which no item was answered.
fn check_codes(codes: &[u8], layout: &Layout) -> Result<(), StoreError> {
    let fits = |(code, column): (&u8, &survey::AnswerColumn)| {
        (column.scale.min..=column.scale.max).contains(code) || sums::NOT_APPLICABLE <= *code
    };
    if codes.len() != layout.columns.len() || !codes.iter().zip(&layout.columns).all(fits) {
        return Err(StoreError::Refused("store-answer-malformed", vec![]));
    }
    // Whoever judges an item or the whole is a respondent; points alone are nothing.
    let judged = |(code, column): (&u8, &survey::AnswerColumn)| {
        *code != sums::MISSING && !matches!(column.role, survey::Role::Points { .. })
    };
    if !codes.iter().zip(&layout.columns).any(judged) {
        return Err(StoreError::Refused("store-answer-empty", vec![]));
    }
    Ok(())
}

/// Uses an invitation up; gives the invited person.
fn claim(tx: &mut Transaction<'_>, scope: &Scope, wave: &Wave, token: &TokenHash) -> Result<Id, StoreError> {
    let sql = "SELECT invitees.id FROM invitee_tokens \
               JOIN invitees ON invitees.organisation = invitee_tokens.organisation AND invitees.id = invitee_tokens.invitee \
               WHERE invitee_tokens.organisation = ?1 AND invitee_tokens.hash = ?2 AND invitees.wave = ?3";
    let invitee = tx.one(sql, &values![scope.key(), token, &wave.id], |row| Ok(Id::stored(row.text(0)?)))?;
    let used = tx.execute(
        "UPDATE invitees SET used = 1 WHERE organisation = ?1 AND id = ?2 AND used = 0",
        &values![scope.key(), &invitee],
    )?;
    if used == 1 { Ok(invitee) } else { Err(StoreError::Refused("store-invitation-used", vec![])) }
}

/// Counts an answer in its wave and gives its sequence number; nothing when the wave takes none now.
fn count_in(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    wave: &Wave,
    aside: bool,
    received_at: Time,
    now: Time,
) -> Result<Option<i64>, StoreError> {
    let sql = "UPDATE waves SET answers = answers + ?3, set_aside = set_aside + ?4, last_sequence = last_sequence + 1, \
               last_answer_at = ?5 WHERE organisation = ?1 AND id = ?2 AND closed_at IS NULL AND opens_at <= ?6 \
               AND (closes_at IS NULL OR ?6 < closes_at) RETURNING last_sequence";
    let parameters = values![scope.key(), &wave.id, i64::from(!aside), i64::from(aside), received_at, now];
    tx.first(sql, &parameters, |row| row.integer(0))
}

fn last_sequence(tx: &mut Transaction<'_>, scope: &Scope, wave: &Wave) -> Result<i64, StoreError> {
    let sql = "SELECT last_sequence FROM waves WHERE organisation = ?1 AND id = ?2";
    tx.one(sql, &values![scope.key(), &wave.id], |row| row.integer(0))
}

/// The respondent's groups as an answer holds them; a word that was never used before is written down, as long as there is
/// room, of which strangers have less.
fn use_segments(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    survey: &Id,
    asked: &Questionnaire,
    (given, strange): (&BTreeMap<String, String>, &BTreeSet<String>),
) -> Result<Vec<u8>, StoreError> {
    let mut codes = Vec::with_capacity(2 * asked.segments().len());
    for segment in asked.segments() {
        let room = if strange.contains(segment) { SEGMENT_VALUES_OF_STRANGERS_MAX } else { SEGMENT_VALUES_MAX };
        let code = match word_of(given, segment) {
            Some(word) => use_word(tx, scope, (survey, segment), word, room)?,
            None => NO_SEGMENT,
        };
        codes.extend(code.to_le_bytes());
    }
    Ok(codes)
}

fn use_word(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    (survey, segment): (&Id, &str),
    word: &str,
    room: usize,
) -> Result<u16, StoreError> {
    let again = "UPDATE segment_values SET uses = uses + 1 \
                 WHERE organisation = ?1 AND survey = ?2 AND segment = ?3 AND value = ?4 RETURNING code";
    if let Some(code) = tx.first(again, &values![scope.key(), survey, segment, word], |row| row.integer(0))? {
        return Ok(u16::try_from(code).unwrap_or(NO_SEGMENT));
    }
    let sql = "SELECT code FROM segment_values WHERE organisation = ?1 AND survey = ?2 AND segment = ?3 ORDER BY code";
    let taken = tx.query(sql, &values![scope.key(), survey, segment], |row| row.integer(0))?;
    if room <= taken.len() {
        return Ok(NO_SEGMENT);
    }
    // The code of an erased word is free: no answer holds it any more, and its sums were taken back with the last one.
    let code = (0..).zip(&taken).find_map(|(free, taken)| (free != *taken).then_some(free));
    let code = code.unwrap_or(count(taken.len() as u64));
    tx.execute(
        "INSERT INTO segment_values (organisation, survey, segment, code, value, uses) VALUES (?1, ?2, ?3, ?4, ?5, 1)",
        &values![scope.key(), survey, segment, code, word],
    )?;
    Ok(u16::try_from(code).unwrap_or(NO_SEGMENT))
}

/// The same without writing anything down.
fn find_segments(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    survey: &Id,
    asked: &Questionnaire,
    given: &BTreeMap<String, String>,
) -> Result<Vec<u8>, StoreError> {
    let sql = "SELECT code FROM segment_values WHERE organisation = ?1 AND survey = ?2 AND segment = ?3 AND value = ?4";
    let mut codes = Vec::new();
    for segment in asked.segments() {
        let code = match word_of(given, segment) {
            Some(word) => tx.first(sql, &values![scope.key(), survey, segment, word], |row| row.integer(0))?,
            None => None,
        };
        codes.extend(code.and_then(|code| u16::try_from(code).ok()).unwrap_or(NO_SEGMENT).to_le_bytes());
    }
    Ok(codes)
}

fn word_of<'a>(given: &'a BTreeMap<String, String>, segment: &str) -> Option<&'a str> {
    let word = given.get(segment)?.trim();
    (!word.is_empty() && word.chars().count() <= SEGMENT_VALUE_LENGTH_MAX).then_some(word)
}

/// A row of the answers.
struct NewRow<'a> {
    wave: i64,
    sequence: i64,
    attempt: &'a Id,
    received_at: Time,
    way: i64,
    seconds: Option<u32>,
    language: &'a str,
    codes: &'a [u8],
    segments: &'a [u8],
    comment: Option<&'a str>,
    fields: Option<&'a str>,
    invitee: Option<&'a Id>,
    aside: Option<&'a str>,
}

fn insert(tx: &mut Transaction<'_>, scope: &Scope, row: &NewRow<'_>) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO responses (organisation, wave, sequence, attempt, received_at, state, way, seconds, language, codes, \
         segments, comment, fields, invitee, aside) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        &values![
            scope.key(),
            row.wave,
            row.sequence,
            row.attempt.bytes().as_slice(),
            row.received_at,
            row.aside.is_some(),
            row.way,
            row.seconds,
            row.language,
            row.codes,
            row.segments,
            row.comment,
            row.fields,
            row.invitee,
            row.aside,
        ],
    )?;
    Ok(())
}

/// Tells of an answer, by ids only; of an anonymous one, only that there is one, and in which hour.
fn tell(tx: &mut Transaction<'_>, door: &Door, wave: &Wave, attempt: &Id, at: Time) -> Result<(), StoreError> {
    let mut payload = serde_json::json!({ "survey": door.survey.id, "wave": wave.id });
    if !door.survey.anonymous {
        payload["answer"] = attempt.as_str().into();
    }
    outbox::emit(tx, &door.scope, "answer.received", payload, at)
}

/// The attempt of an imported line. Of the wave, too, so that one file may stand in two waves.
fn attempt_of(wave: &Id, file: &[u8; 32], line: u64) -> Id {
    let digest = Sha256::digest([b"import".as_slice(), &wave.bytes(), file, &line.to_be_bytes()].concat());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    Id::from_bytes(uuid::Builder::from_random_bytes(bytes).into_uuid().into_bytes())
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// What else the link said, from how it is stored.
pub(crate) fn fields_of(text: Option<String>) -> Result<BTreeMap<String, String>, StoreError> {
    text.map_or_else(|| Ok(BTreeMap::new()), |text| from_json(&text))
}
