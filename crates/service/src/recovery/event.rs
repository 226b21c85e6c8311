//! What may happen to a recovery case, each with its time.
//!
//! Separate from the rules, because this is what is stored, and what is stored must be readable for as long as the case is. It
//! holds facts without words: the apology, the cause and the customer's sentences are kept beside it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Channel, Origin, Satisfied, Step};
use crate::Factor;

/// Something that happened to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseEvent {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: CaseWhat,
}

/// What may happen to a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum CaseWhat {
    /// It was opened.
    Opened(Opening),
    /// A step was done.
    StepDone {
        /// Which; amends are given with an amount instead.
        step: Step,
        /// Whether something was written down with it.
        #[serde(default)]
        noted: bool,
    },
    /// Amends were made, or it was decided that an apology is enough.
    AmendsGiven {
        /// What it cost, in hundredths of the currency; absent for a gesture that costs nothing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cents: Option<u64>,
        /// Whether a manager agreed to it before it was given.
        #[serde(default)]
        approved_by_manager: bool,
    },
    /// It was written down why it happened.
    RootCauseRecorded,
    /// It was written down what is done so that it does not happen again.
    ActionRecorded,
    /// It is one of several cases with the same problem behind them.
    HungOnProblem {
        /// The problem's id.
        problem: String,
    },
    /// It went to somebody with more authority.
    Escalated {
        /// The level it is at now; 0 is whoever serves the customer.
        level: u8,
    },
    /// Somebody else looks after it.
    HandedOver,
    /// The customer was asked whether it is good now.
    CustomerAsked,
    /// The customer answered.
    CustomerAnswered {
        /// What.
        satisfied: Satisfied,
    },
    /// The customer did not answer in the time that was stated.
    TimedOut,
    /// The customer came again with the same matter.
    Reopened,
    /// The customer was erased: nobody is left for whom it could be made good.
    CustomerErased,
    /// It became known whether the customer came back to us.
    CameBack {
        /// Whether.
        back: bool,
    },
}

impl CaseWhat {
    /// As its kind is stored; serde writes the same.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Opened(_) => "opened",
            Self::StepDone { .. } => "step-done",
            Self::AmendsGiven { .. } => "amends-given",
            Self::RootCauseRecorded => "root-cause-recorded",
            Self::ActionRecorded => "action-recorded",
            Self::HungOnProblem { .. } => "hung-on-problem",
            Self::Escalated { .. } => "escalated",
            Self::HandedOver => "handed-over",
            Self::CustomerAsked => "customer-asked",
            Self::CustomerAnswered { .. } => "customer-answered",
            Self::TimedOut => "timed-out",
            Self::Reopened => "reopened",
            Self::CustomerErased => "customer-erased",
            Self::CameBack { .. } => "came-back",
        }
    }
}

/// What is known of a case when it is opened. Which playbook guides it is not part of its history: it may be another one as soon
/// as more is known, and no rule depends on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// By what.
    pub origin: Origin,
    /// How we speak with the customer.
    pub channel: Channel,
    /// The factor that disappointed, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<Factor>,
    /// The limits that hold for this case.
    pub authority: Authority,
}

/// The limits that hold for a case. They are part of its history, so that an old case is read by the rules of its time whatever
/// the settings say today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authority {
    /// What may be given in the whole case without asking a manager, in hundredths of the currency.
    pub agent_cents_max: u64,
    /// How many days of 24 hours the customer has to answer before the case may be closed without an answer.
    pub answer_days: u16,
    /// The highest level to which it can go, [`super::LEVEL_MAX`] at most.
    pub level_max: u8,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_read_back_and_carries_its_name() {
        let authority = Authority { agent_cents_max: 5_000, answer_days: 7, level_max: 3 };
        let opening = |factor| Opening { origin: Origin::Moment, channel: Channel::Message, factor, authority };
        let all = [
            CaseWhat::Opened(opening(Some(Factor::Empathy))),
            CaseWhat::Opened(opening(None)),
            CaseWhat::StepDone { step: Step::FixPerson, noted: true },
            CaseWhat::AmendsGiven { cents: Some(2_500), approved_by_manager: false },
            CaseWhat::AmendsGiven { cents: None, approved_by_manager: true },
            CaseWhat::RootCauseRecorded,
            CaseWhat::ActionRecorded,
            CaseWhat::HungOnProblem { problem: "queue".to_owned() },
            CaseWhat::Escalated { level: 2 },
            CaseWhat::HandedOver,
            CaseWhat::CustomerAsked,
            CaseWhat::CustomerAnswered { satisfied: Satisfied::Partly },
            CaseWhat::TimedOut,
            CaseWhat::Reopened,
            CaseWhat::CustomerErased,
            CaseWhat::CameBack { back: false },
        ];
        for what in all {
            let written = toml::to_string(&what).unwrap_or_else(|error| panic!("{what:?}: {error}"));
            assert!(written.contains(&format!("kind = \"{}\"", what.name())), "{written}");
            assert_eq!(toml::from_str(&written), Ok(what));
        }
    }
}
