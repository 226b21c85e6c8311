//! The sums of a wave while answers come in: kept up to some answer, and the few after it added when somebody looks.
//!
//! Separate from reports, which read the evidence and know nothing of rows, and from the plan, which is made further out and
//! handed in. Sums are exact, so what is kept plus what came after is `==` to adding all answers up anew; and whoever is
//! erased is taken back as if never seen.

use std::sync::Arc;

use sums::{Accumulator, Batch, Cube, Plan, Rows, Scan, stable_hash};

use crate::answers::NO_SEGMENT;
use crate::engine::Row;
use crate::listing::{segment_codes, words};
use crate::waves::Wave;
use crate::{Actor, Id, Role, Scope, Store, StoreError, Transaction, values, waves};

/// Answers that are folded in at once; more wait for the next time, so that nobody who answers waits for long.
pub const FOLD_MAX: i64 = 16_384;
/// Answers that are held in memory before they are added up.
const BATCH: usize = 4096;

/// What is known of a wave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The sums; facet 0 are the folds, then one facet per segment of the wave's questionnaire.
    pub cube: Cube,
    /// Per segment: the words of its cells. Empty text where a word was erased.
    pub keys: Vec<Vec<String>>,
    /// Answers that count.
    pub counted: i64,
    /// The sequence number of the last answer in it.
    pub through: i64,
    /// Answers that had to be looked at one by one; when they are many, [`keep`] spares the next reader that.
    pub looked_at: i64,
    revision: i64,
}

/// The evidence of a wave at this moment.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such wave; [`StoreError::Unavailable`] when the plan is not one of its
/// questionnaire.
pub fn evidence(tx: &mut Transaction<'_>, scope: &Scope, wave: &Id, plan: &Plan) -> Result<Evidence, StoreError> {
    evidence_of(tx, scope, wave, plan, i64::MAX)
}

/// The same, with no more than so many answers that are not in the sums that are kept.
fn evidence_of(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    wave: &Id,
    plan: &Plan,
    most: i64,
) -> Result<Evidence, StoreError> {
    let wave = waves::get(tx, scope, wave)?;
    let (kept_through, kept) = kept(tx, scope, &wave, plan)?;
    let through = last_sequence(tx, scope, &wave)?.min(kept_through.saturating_add(most));
    let mut cube = kept.unwrap_or_else(|| Cube::new(plan));
    cube.merge(&scan_rows(tx, scope, &wave, plan, kept_through, through)?);
    Ok(Evidence {
        cube,
        keys: words(tx, scope, &wave)?,
        counted: wave.answers,
        through,
        looked_at: through - kept_through,
        revision: wave.revision,
    })
}

/// The waves, of all organisations, with at least so many answers that are not in the sums that are kept.
///
/// # Errors
/// As the database says.
pub fn lagging(tx: &mut Transaction<'_>, least: i64) -> Result<Vec<(Scope, Id)>, StoreError> {
    let sql = "SELECT waves.organisation, waves.id FROM waves \
               LEFT JOIN wave_sums ON wave_sums.organisation = waves.organisation AND wave_sums.wave = waves.number \
               WHERE ?1 <= waves.last_sequence - COALESCE(wave_sums.through, 0)";
    tx.query(sql, &values![least], |row| {
        Ok((Scope::new(row.integer(0)?, Actor::Operator, Role::Owner, None), Id::stored(row.text(1)?)))
    })
}

/// The sums that are kept, and with them so many of the answers that came since: for [`keep`], so that reading, which takes
/// longer, holds up nobody who writes.
///
/// # Errors
/// As [`evidence`].
pub fn some_more(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    wave: &Id,
    plan: &Plan,
    most: i64,
) -> Result<Evidence, StoreError> {
    evidence_of(tx, scope, wave, plan, most)
}

/// Folds the answers that came since into the sums that are kept. Gives whether more wait.
///
/// # Errors
/// As [`evidence`].
pub fn fold(tx: &mut Transaction<'_>, scope: &Scope, wave: &Id, plan: &Plan) -> Result<bool, StoreError> {
    let wave = waves::get(tx, scope, wave)?;
    let last = last_sequence(tx, scope, &wave)?;
    let (from, kept) = kept(tx, scope, &wave, plan)?;
    if last <= from && kept.is_some() {
        return Ok(false);
    }
    let through = last.min(from + FOLD_MAX);
    let mut cube = kept.unwrap_or_else(|| Cube::new(plan));
    cube.merge(&scan_rows(tx, scope, &wave, plan, from, through)?);
    store_sums(tx, scope, &wave, through, &plan.to_bytes(), &cube)?;
    Ok(through < last)
}

/// Keeps evidence that a reader has gathered, unless something was taken back meanwhile, or more is kept already. Gives
/// whether it was kept.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such wave.
pub fn keep(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    wave: &Id,
    plan: &Plan,
    evidence: &Evidence,
) -> Result<bool, StoreError> {
    let wave = waves::get(tx, scope, wave)?;
    let plan = plan.to_bytes();
    let sql = "SELECT through FROM wave_sums WHERE organisation = ?1 AND wave = ?2 AND plan = ?3";
    let there = tx.first(sql, &values![scope.key(), wave.number, plan.as_slice()], |row| row.integer(0))?;
    if wave.revision != evidence.revision || there.is_some_and(|there| evidence.through <= there) {
        return Ok(false);
    }
    store_sums(tx, scope, &wave, evidence.through, &plan, &evidence.cube)?;
    Ok(true)
}

/// A wave's rows as an engine that carries out plans: nothing that is kept is used.
#[derive(Clone)]
pub struct StoreScan {
    /// Where the rows are.
    pub store: Store,
    /// Who asks.
    pub scope: Scope,
    /// Of which wave.
    pub wave: Id,
}

impl Scan for StoreScan {
    type Error = StoreError;

    fn scan(&mut self, plan: &Plan) -> Result<Cube, StoreError> {
        let (scope, wave, plan) = (self.scope.clone(), self.wave.clone(), Arc::new(plan.clone()));
        let job = move |tx: &mut Transaction<'_>| {
            let wave = waves::get(tx, &scope, &wave)?;
            scan_rows(tx, &scope, &wave, &plan, 0, i64::MAX)
        };
        self.store.read(job).wait()
    }
}

/// The counted answers of a wave as rows.
pub(crate) fn rows(tx: &mut Transaction<'_>, scope: &Scope, wave: &Wave, plan: &Plan) -> Result<Rows, StoreError> {
    let mut gathered = Gathered::new(tx, scope, wave, plan)?;
    let mut rows = Rows {
        columns: vec![vec![]; plan.column_max.len()],
        cells: vec![vec![]; plan.facets.len()],
        ..Rows::default()
    };
    let mut lines = Vec::new();
    counted(tx, scope, wave, 0, i64::MAX, |row| {
        gathered.take(&Answer::of(row)?)?;
        lines.push(u64::try_from(row.integer(0)?).unwrap_or_default());
        Ok(())
    })?;
    rows.append(&gathered.batch, &lines);
    Ok(rows)
}

/// Takes an answer back out of the sums that are kept, or puts one in that counts again.
pub(crate) fn amend(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    wave: &Wave,
    sequence: i64,
    answer: &Answer,
    counts: bool,
) -> Result<(), StoreError> {
    let revise = "UPDATE waves SET revision = revision + 1 WHERE organisation = ?1 AND number = ?2";
    tx.execute(revise, &values![scope.key(), wave.number])?;
    let sql = "SELECT through, plan, cube FROM wave_sums WHERE organisation = ?1 AND wave = ?2";
    let found = tx.first(sql, &values![scope.key(), wave.number], |row| {
        let plan = Plan::from_bytes(row.blob(1)?);
        let cube = plan.as_ref().map(|plan| Cube::from_bytes(plan, row.blob(2).unwrap_or_default()));
        Ok((row.integer(0)?, plan.zip(cube.flatten())))
    })?;
    let Some((through, sums)) = found else { return Ok(()) };
    let Some((plan, mut cube)) = sums else {
        // Sums that cannot be read are made anew from the rows.
        let forget = "DELETE FROM wave_sums WHERE organisation = ?1 AND wave = ?2";
        return tx.execute(forget, &values![scope.key(), wave.number]).map(drop);
    };
    if through < sequence {
        return Ok(());
    }
    let mut one = Gathered::new(tx, scope, wave, &plan)?;
    one.take(answer)?;
    let one = one.finish();
    if counts {
        cube.merge(&one);
    } else {
        cube.unmerge(&one);
    }
    store_sums(tx, scope, wave, through, &plan.to_bytes(), &cube)
}

/// What of an answer is added up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub attempt: Vec<u8>,
    pub codes: Vec<u8>,
    pub segments: Vec<u8>,
}

impl Answer {
    /// From the columns of [`counted`].
    fn of(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { attempt: row.blob(1)?.to_vec(), codes: row.blob(2)?.to_vec(), segments: row.blob(3)?.to_vec() })
    }
}

/// Answers being added up by a plan.
struct Gathered {
    plan: Plan,
    sums: Accumulator,
    batch: Batch,
}

impl Gathered {
    /// Of nobody; refuses a plan that is not of the wave's questionnaire.
    fn new(tx: &mut Transaction<'_>, scope: &Scope, wave: &Wave, plan: &Plan) -> Result<Self, StoreError> {
        let asked = crate::instruments::questionnaire(tx, scope, &wave.instrument, wave.instrument_version)?;
        let sums = Accumulator::new(plan).map_err(|problems| {
            StoreError::Unavailable(problems.first().map_or_else(String::new, ToString::to_string))
        })?;
        if plan.column_max.len() != asked.layout.columns.len() || plan.facets.len() != 1 + asked.segments().len() {
            return Err(StoreError::Unavailable("the plan is of another questionnaire".to_owned()));
        }
        let batch = Batch { columns: vec![vec![]; plan.column_max.len()], cells: vec![vec![]; plan.facets.len()] };
        Ok(Self { plan: plan.clone(), sums, batch })
    }

    fn take(&mut self, answer: &Answer) -> Result<(), StoreError> {
        let fits = |(code, max): (&u8, &u8)| code <= max || sums::NOT_APPLICABLE <= *code;
        if answer.codes.len() != self.plan.column_max.len() || !answer.codes.iter().zip(&self.plan.column_max).all(fits)
        {
            return Err(StoreError::Damaged("an answer's codes".to_owned()));
        }
        self.batch.columns.iter_mut().zip(&answer.codes).for_each(|(column, code)| column.push(*code));
        let mut facets = self.batch.cells.iter_mut().zip(&self.plan.facets);
        if let Some((cells, facet)) = facets.next() {
            // A remainder is below the number of cells, which fits 32 bits.
            cells.push((stable_hash(&answer.attempt) % facet.cells as u64) as u32);
        }
        let mut codes = segment_codes(&answer.segments);
        for (cells, facet) in facets {
            let code = codes.next().unwrap_or(NO_SEGMENT);
            cells.push(if usize::from(code) < facet.cells { code.into() } else { u32::MAX });
        }
        Ok(())
    }

    fn add_up(&mut self) {
        self.sums.observe(&self.batch);
        self.batch.columns.iter_mut().for_each(Vec::clear);
        self.batch.cells.iter_mut().for_each(Vec::clear);
    }

    fn finish(mut self) -> Cube {
        self.add_up();
        self.sums.finish()
    }
}

/// The counted answers of a wave after one sequence number and up to another.
fn counted(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    wave: &Wave,
    after: i64,
    through: i64,
    each: impl FnMut(&Row) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let sql = "SELECT sequence, attempt, codes, segments FROM responses WHERE organisation = ?1 AND wave = ?2 \
               AND ?3 < sequence AND sequence <= ?4 AND state = 0 ORDER BY sequence";
    tx.query_each(sql, &values![scope.key(), wave.number, after, through], each)
}

fn scan_rows(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    wave: &Wave,
    plan: &Plan,
    after: i64,
    through: i64,
) -> Result<Cube, StoreError> {
    let mut gathered = Gathered::new(tx, scope, wave, plan)?;
    counted(tx, scope, wave, after, through, |row| {
        gathered.take(&Answer::of(row)?)?;
        if gathered.batch.n() == BATCH {
            gathered.add_up();
        }
        Ok(())
    })?;
    Ok(gathered.finish())
}

/// The sums that are kept for a plan, and up to which answer; those of another plan, or unreadable ones, are none.
fn kept(tx: &mut Transaction<'_>, scope: &Scope, wave: &Wave, plan: &Plan) -> Result<(i64, Option<Cube>), StoreError> {
    let sql = "SELECT through, cube FROM wave_sums WHERE organisation = ?1 AND wave = ?2 AND plan = ?3";
    let found = tx.first(sql, &values![scope.key(), wave.number, plan.to_bytes()], |row| {
        Ok((row.integer(0)?, Cube::from_bytes(plan, row.blob(1)?)))
    })?;
    Ok(match found {
        Some((through, Some(cube))) => (through, Some(cube)),
        _ => (0, None),
    })
}

fn store_sums(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    wave: &Wave,
    through: i64,
    plan: &[u8],
    cube: &Cube,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO wave_sums (organisation, wave, through, plan, cube) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT (organisation, wave) DO UPDATE SET through = excluded.through, plan = excluded.plan, \
         cube = excluded.cube",
        &values![scope.key(), wave.number, through, plan, cube.to_bytes()],
    )?;
    Ok(())
}

fn last_sequence(tx: &mut Transaction<'_>, scope: &Scope, wave: &Wave) -> Result<i64, StoreError> {
    let sql = "SELECT last_sequence FROM waves WHERE organisation = ?1 AND id = ?2";
    tx.one(sql, &values![scope.key(), &wave.id], |row| row.integer(0))
}
