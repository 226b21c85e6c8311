//! A recovery case as its history has it, and the rule for everything that may happen to it.
//!
//! Separate from what may happen (`event`), so that all the rules stand in one place and a page cannot have its own. Only the
//! customer's answer closes a case, or a time that was stated to them and has passed (an erased customer ends it); and nobody may ask before somebody said
//! sorry, saw to the person, found the cause and did something about it. It refuses every event that breaks a rule, and says which.

use jiff::{SignedDuration, Timestamp};

use super::{Authority, CaseEvent, CaseWhat, Channel, Opening, Origin, Satisfied, Step, stored};
use crate::Factor;

/// Levels above whoever serves the customer at most. More would be a way to put off, not to solve.
pub const LEVEL_MAX: u8 = 5;

/// What must be done before the customer may be asked.
const BEFORE_ASKING: [Step; 2] = [Step::Acknowledge, Step::FixPerson];

stored! {
    /// Where a case stands.
    CaseState {
        /// It is ours to act.
        Open = "open",
        /// The customer was asked and has not answered.
        Waiting = "waiting",
        /// The customer said that it is good, or good enough.
        ClosedByCustomer = "closed-by-customer",
        /// The customer did not say, in the time that was stated.
        ClosedByTimeout = "closed-by-timeout",
        /// The customer was erased before it was closed. Nothing more can happen to it.
        CustomerErased = "customer-erased",
    }
}

impl CaseState {
    /// Whether it is closed.
    #[must_use]
    pub fn closed(self) -> bool {
        matches!(self, Self::ClosedByCustomer | Self::ClosedByTimeout | Self::CustomerErased)
    }
}

/// Why something cannot happen to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// A history begins with the opening.
    NotOpened,
    /// A history has one opening only.
    OpenedTwice,
    /// The customer would have no day to answer.
    NoDaysToAnswer,
    /// It happened before what is written already.
    Backwards,
    /// It is closed; only the customer opens it again.
    Closed,
    /// It is not closed yet.
    NotClosed,
    /// The customer was asked, and it is theirs to answer.
    Waiting,
    /// The customer was not asked yet.
    NotAsked,
    /// The customer was asked already.
    AskedTwice,
    /// The step was done already.
    StepTwice {
        /// Which.
        step: Step,
    },
    /// The step must be done before the customer is asked.
    StepAbsent {
        /// Which.
        step: Step,
    },
    /// Nobody wrote down why it happened.
    RootCauseAbsent,
    /// Nobody wrote down what is done about it.
    ActionAbsent,
    /// Amends are noted with what was given, even when that is nothing.
    AmendsWithoutAmount,
    /// More than may be given without a manager.
    AboveAuthority {
        /// What may still be given, in hundredths of the currency.
        left: u64,
    },
    /// A case goes to a higher level only.
    LevelNotHigher {
        /// Where it is.
        level: u8,
    },
    /// There is no such level.
    LevelTooHigh {
        /// The highest.
        level_max: u8,
    },
    /// A problem without an id.
    ProblemUnnamed,
    /// It hangs on that problem already.
    ProblemTwice,
    /// The customer still has time to answer.
    TooEarly {
        /// Until when.
        until: Timestamp,
    },
    /// Who came back has come back.
    CameBackAlready,
}

impl Refused {
    /// The name of the sentence for a reader.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotOpened => "case-not-opened",
            Self::OpenedTwice => "case-opened-twice",
            Self::NoDaysToAnswer => "case-no-days-to-answer",
            Self::Backwards => "case-backwards",
            Self::Closed => "case-closed",
            Self::NotClosed => "case-not-closed",
            Self::Waiting => "case-waiting",
            Self::NotAsked => "case-not-asked",
            Self::AskedTwice => "case-asked-twice",
            Self::StepTwice { .. } => "case-step-twice",
            Self::StepAbsent { .. } => "case-step-absent",
            Self::RootCauseAbsent => "case-root-cause-absent",
            Self::ActionAbsent => "case-action-absent",
            Self::AmendsWithoutAmount => "case-amends-without-amount",
            Self::AboveAuthority { .. } => "case-above-authority",
            Self::LevelNotHigher { .. } => "case-level-not-higher",
            Self::LevelTooHigh { .. } => "case-level-too-high",
            Self::ProblemUnnamed => "case-problem-unnamed",
            Self::ProblemTwice => "case-problem-twice",
            Self::TooEarly { .. } => "case-too-early",
            Self::CameBackAlready => "case-came-back-already",
        }
    }
}

/// A case as its history has it. A copy of it may be changed by whoever holds one; the history may not, and it is the history
/// that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Case {
    /// Where it stands.
    pub state: CaseState,
    /// By what it was opened.
    pub origin: Origin,
    /// How we speak with the customer.
    pub channel: Channel,
    /// The factor that disappointed, where it is known.
    pub factor: Option<Factor>,
    /// The limits that hold for it.
    pub authority: Authority,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// How often we have set about it: 1, and one more each time the customer says that it is not good.
    pub round: u32,
    /// When the present round began; deadlines count from here.
    pub round_at: Timestamp,
    /// Who deals with it: 0 is whoever serves the customer.
    pub level: u8,
    /// When each step was done in this round, in the order of [`Step::ALL`].
    pub done: [Option<Timestamp>; Step::ALL.len()],
    /// Whether it was written down why it happened.
    pub root_cause: bool,
    /// Whether it was written down, in this round, what is done about it.
    pub action: bool,
    /// What was given without a manager, in hundredths of the currency.
    pub agent_cents: u64,
    /// What was given with a manager's consent.
    pub manager_cents: u64,
    /// The problem on which it hangs with others.
    pub problem: Option<String>,
    /// When the customer was asked, in this round.
    pub asked_at: Option<Timestamp>,
    /// What the customer answered last.
    pub satisfied: Option<Satisfied>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// Whether the customer came back to us, where that is known.
    pub came_back: Option<bool>,
    /// When the last thing happened.
    pub last_at: Timestamp,
}

impl Case {
    /// A case opened now.
    ///
    /// # Errors
    /// When its limits are none.
    pub fn opened(at: Timestamp, opening: &Opening) -> Result<Self, Refused> {
        let authority = opening.authority;
        if authority.answer_days == 0 {
            return Err(Refused::NoDaysToAnswer);
        }
        if LEVEL_MAX < authority.level_max {
            return Err(Refused::LevelTooHigh { level_max: LEVEL_MAX });
        }
        Ok(Self {
            state: CaseState::Open,
            origin: opening.origin,
            channel: opening.channel,
            factor: opening.factor,
            authority,
            opened_at: at,
            round: 1,
            round_at: at,
            level: 0,
            done: [None; Step::ALL.len()],
            root_cause: false,
            action: false,
            agent_cents: 0,
            manager_cents: 0,
            problem: None,
            asked_at: None,
            satisfied: None,
            closed_at: None,
            came_back: None,
            last_at: at,
        })
    }

    /// A case from its whole history.
    ///
    /// # Errors
    /// The first rule that the history breaks.
    pub fn folded(history: &[CaseEvent]) -> Result<Self, Refused> {
        let (first, rest) = history.split_first().ok_or(Refused::NotOpened)?;
        let CaseWhat::Opened(opening) = &first.what else { return Err(Refused::NotOpened) };
        Self::opened(first.at, opening)?.continued(rest)
    }

    /// The case after more of its history.
    ///
    /// # Errors
    /// The first rule that it breaks.
    pub fn continued(self, history: &[CaseEvent]) -> Result<Self, Refused> {
        history.iter().try_fold(self, |case, event| apply(&case, event))
    }

    /// Whether a step was done in this round.
    #[must_use]
    pub fn is_done(&self, step: Step) -> bool {
        self.done[step.place()].is_some()
    }

    /// Everything that is absent before the customer may be asked.
    #[must_use]
    pub fn lacks(&self) -> Vec<Refused> {
        let steps = BEFORE_ASKING.into_iter().filter(|step| !self.is_done(*step));
        let mut lacks: Vec<Refused> = steps.map(|step| Refused::StepAbsent { step }).collect();
        lacks.extend((!self.root_cause).then_some(Refused::RootCauseAbsent));
        lacks.extend((!self.action).then_some(Refused::ActionAbsent));
        lacks
    }

    /// What may still be given without a manager, in hundredths of the currency. It counts over the whole case, or a large sum
    /// could be given in small pieces.
    #[must_use]
    pub fn agent_cents_left(&self) -> u64 {
        self.authority.agent_cents_max.saturating_sub(self.agent_cents)
    }

    /// Until when the customer may answer, if asked; from then on the case may be closed without an answer.
    #[must_use]
    pub fn answer_until(&self) -> Option<Timestamp> {
        let days = SignedDuration::from_hours(24 * i64::from(self.authority.answer_days));
        // Beyond the last time that can be written there is no time-out.
        self.asked_at.map(|asked_at| asked_at.checked_add(days).unwrap_or(Timestamp::MAX))
    }

    /// Another round, one level higher where there is one. What was done did not help, so the steps and the action are to be
    /// done anew; the cause stays until a better one is written down, and what was given stays given.
    fn again(self, at: Timestamp) -> Self {
        Self {
            state: CaseState::Open,
            round: self.round.saturating_add(1),
            round_at: at,
            level: self.level.saturating_add(1).min(self.authority.level_max).max(self.level),
            done: [None; Step::ALL.len()],
            action: false,
            asked_at: None,
            closed_at: None,
            ..self
        }
    }

    fn with_done(mut self, step: Step, at: Timestamp) -> Self {
        self.done[step.place()].get_or_insert(at);
        self
    }

    fn closed(self, state: CaseState, at: Timestamp) -> Self {
        Self { state, closed_at: Some(at), ..self }
    }
}

/// The case after something happened.
///
/// # Errors
/// The rule that forbids it; the case is as before.
pub fn apply(case: &Case, event: &CaseEvent) -> Result<Case, Refused> {
    use CaseState::{Open, Waiting};
    if event.at < case.last_at {
        return Err(Refused::Backwards);
    }
    let at = event.at;
    let next = Case { last_at: at, ..case.clone() };
    match (&event.what, case.state) {
        (CaseWhat::Opened(_), _) => Err(Refused::OpenedTwice),
        (_, CaseState::CustomerErased) => Err(Refused::Closed),
        (CaseWhat::CameBack { back }, state) if state.closed() => came_back(next, *back),
        (CaseWhat::Reopened, state) if state.closed() => Ok(Case { satisfied: None, ..next }.again(at)),
        (_, state) if state.closed() => Err(Refused::Closed),
        (CaseWhat::CameBack { .. } | CaseWhat::Reopened, _) => Err(Refused::NotClosed),
        (CaseWhat::CustomerErased, _) => Ok(next.closed(CaseState::CustomerErased, at)),
        (CaseWhat::HandedOver, _) => Ok(next),
        (CaseWhat::HungOnProblem { problem }, _) => hung(next, problem),
        (CaseWhat::CustomerAnswered { satisfied }, Waiting) => Ok(answered(next, *satisfied, at)),
        (CaseWhat::TimedOut, Waiting) => timed_out(next, at),
        (CaseWhat::CustomerAnswered { .. } | CaseWhat::TimedOut, _) => Err(Refused::NotAsked),
        (CaseWhat::CustomerAsked, Open) => asked(next, at),
        (CaseWhat::CustomerAsked, _) => Err(Refused::AskedTwice),
        (_, Waiting) => Err(Refused::Waiting),
        (CaseWhat::StepDone { step, .. }, _) => step_done(next, *step, at),
        (CaseWhat::AmendsGiven { cents, approved_by_manager }, _) => amends(next, *cents, *approved_by_manager, at),
        (CaseWhat::RootCauseRecorded, _) => Ok(Case { root_cause: true, ..next }),
        (CaseWhat::ActionRecorded, _) => Ok(Case { action: true, ..next }),
        (CaseWhat::Escalated { level }, _) => escalated(next, *level),
    }
}

fn came_back(case: Case, back: bool) -> Result<Case, Refused> {
    match case.came_back {
        Some(true) => Err(Refused::CameBackAlready),
        _ => Ok(Case { came_back: Some(back), ..case }),
    }
}

fn hung(case: Case, problem: &str) -> Result<Case, Refused> {
    if problem.trim().is_empty() {
        return Err(Refused::ProblemUnnamed);
    }
    if case.problem.as_deref() == Some(problem) {
        return Err(Refused::ProblemTwice);
    }
    Ok(Case { problem: Some(problem.to_owned()), ..case })
}

fn answered(case: Case, satisfied: Satisfied, at: Timestamp) -> Case {
    let case = Case { satisfied: Some(satisfied), ..case };
    match satisfied {
        Satisfied::Yes | Satisfied::Partly => case.closed(CaseState::ClosedByCustomer, at),
        Satisfied::No => case.again(at),
    }
}

fn timed_out(case: Case, at: Timestamp) -> Result<Case, Refused> {
    match case.answer_until() {
        None => Err(Refused::NotAsked),
        Some(until) if at < until => Err(Refused::TooEarly { until }),
        Some(_) => Ok(case.closed(CaseState::ClosedByTimeout, at)),
    }
}

fn asked(case: Case, at: Timestamp) -> Result<Case, Refused> {
    match case.lacks().first() {
        Some(first) => Err(*first),
        // To ask is to follow up.
        None => Ok(Case { state: CaseState::Waiting, asked_at: Some(at), ..case }.with_done(Step::FollowUp, at)),
    }
}

fn step_done(case: Case, step: Step, at: Timestamp) -> Result<Case, Refused> {
    if step == Step::Amends {
        return Err(Refused::AmendsWithoutAmount);
    }
    if case.is_done(step) {
        return Err(Refused::StepTwice { step });
    }
    Ok(case.with_done(step, at))
}

fn amends(case: Case, cents: Option<u64>, approved: bool, at: Timestamp) -> Result<Case, Refused> {
    let (cents, left) = (cents.unwrap_or(0), case.agent_cents_left());
    if !approved && left < cents {
        return Err(Refused::AboveAuthority { left });
    }
    let (agent, manager) = if approved { (0, cents) } else { (cents, 0) };
    let agent_cents = case.agent_cents.saturating_add(agent);
    let manager_cents = case.manager_cents.saturating_add(manager);
    Ok(Case { agent_cents, manager_cents, ..case }.with_done(Step::Amends, at))
}

fn escalated(case: Case, level: u8) -> Result<Case, Refused> {
    let level_max = case.authority.level_max;
    if level <= case.level {
        return Err(Refused::LevelNotHigher { level: case.level });
    }
    if level_max < level {
        return Err(Refused::LevelTooHigh { level_max });
    }
    Ok(Case { level, ..case })
}
