//! What to do now in a case, and by when.
//!
//! Separate from the rules: those say what may happen, this what should. Times are minutes during which we are open, counted
//! from the beginning of the round; whoever has the calendar makes instants of them. It reads no clock and sends nothing.

use super::{Case, CaseState, Step};
use crate::playbook::Playbook;

/// By when a step is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// Which.
    pub step: Step,
    /// Minutes of open time after [`Case::round_at`].
    pub minutes_open: u32,
}

/// What to do now: the first step of the playbook that is not done, or nothing while the customer is to answer and after that.
#[must_use]
pub fn next_step(case: &Case, playbook: &Playbook) -> Option<Step> {
    deadlines(case, playbook).first().map(|deadline| deadline.step)
}

/// The steps that are still to be done and by when, in the order of the playbook.
#[must_use]
pub fn deadlines(case: &Case, playbook: &Playbook) -> Vec<Deadline> {
    if case.state != CaseState::Open {
        return vec![];
    }
    let left = playbook.steps.iter().filter(|guide| !case.is_done(guide.step));
    left.map(|guide| Deadline { step: guide.step, minutes_open: guide.minutes_open }).collect()
}

/// The level to which the case is to go after so many minutes of open time in its round, if it is not there yet.
#[must_use]
pub fn level_due(case: &Case, playbook: &Playbook, minutes_open: u32) -> Option<u8> {
    let passed = playbook.escalate_minutes_open.iter().filter(|minutes| **minutes <= minutes_open).count();
    let level = u8::try_from(passed).unwrap_or(u8::MAX).min(case.authority.level_max);
    (case.state == CaseState::Open && case.level < level).then_some(level)
}
