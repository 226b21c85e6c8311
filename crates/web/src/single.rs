//! Which answers may be seen one by one, and what of each: the same for pages, files and programs.
//!
//! Separate from all three, so that none shows what another holds back. Only anonymous surveys hold anything back: while more
//! may come, answers are shown so many at a time as their numbers move, because whoever looked again after somebody answered
//! would see whose each is.

use store::surveys::Survey;
use store::waves::{Wave, WaveState};
use store::{Scope, StoreError, Transaction};

use crate::live::steps_of;

/// How many of a wave's counted answers are seen one by one.
#[must_use]
pub fn listed(survey: &Survey, wave: &Wave, state: WaveState) -> i64 {
    if survey.anonymous && state != WaveState::Closed { steps_of(wave.answers) } else { wave.answers }
}

/// The place of the last answer that is seen, counted or set aside; nothing when all are.
///
/// # Errors
/// As the store says.
pub fn through(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    survey: &Survey,
    wave: &Wave,
    state: WaveState,
) -> Result<Option<i64>, StoreError> {
    if !survey.anonymous || state == WaveState::Closed {
        return Ok(None);
    }
    store::listing::place_of_counted(tx, scope, &wave.id, listed(survey, wave, state)).map(Some)
}
