//! What became of many cases: were the customers satisfied, and did they come back?
//!
//! Separate from a single case, because these are counts, which merge and show nobody. It makes no share of them: of whom, and
//! whether there are enough, is for whoever shows them.

use std::collections::BTreeMap;

use super::{Case, CaseState, Satisfied};

/// How many cases came to what. Every case is in exactly one of the first six.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outcomes {
    /// Ours to act.
    pub open: u64,
    /// The customer's to answer.
    pub waiting: u64,
    /// Closed by a customer for whom it is good.
    pub satisfied: u64,
    /// Closed by a customer for whom it is good enough.
    pub partly: u64,
    /// Closed because the time passed.
    pub timed_out: u64,
    /// Ended because the customer was erased: neither good nor closed by anybody.
    pub erased: u64,
    /// It took more than one round.
    pub again: u64,
    /// The customer came back to us.
    pub came_back: u64,
    /// It is known that the customer did not.
    pub stayed_away: u64,
}

impl Outcomes {
    fn add(&mut self, case: &Case) {
        let counter = match (case.state, case.satisfied) {
            (CaseState::Open, _) => &mut self.open,
            (CaseState::Waiting, _) => &mut self.waiting,
            (CaseState::ClosedByCustomer, Some(Satisfied::Partly)) => &mut self.partly,
            (CaseState::ClosedByCustomer, _) => &mut self.satisfied,
            (CaseState::ClosedByTimeout, _) => &mut self.timed_out,
            (CaseState::CustomerErased, _) => &mut self.erased,
        };
        *counter += 1;
        self.again += u64::from(1 < case.round);
        self.came_back += u64::from(case.came_back == Some(true));
        self.stayed_away += u64::from(case.came_back == Some(false));
    }
}

/// What became of these cases.
#[must_use]
pub fn outcomes<'a>(cases: impl IntoIterator<Item = &'a Case>) -> Outcomes {
    let mut outcomes = Outcomes::default();
    cases.into_iter().for_each(|case| outcomes.add(case));
    outcomes
}

/// The same by the problem on which cases hang, by its id; cases that hang on none are left out.
#[must_use]
pub fn by_problem<'a>(cases: impl IntoIterator<Item = &'a Case>) -> BTreeMap<&'a str, Outcomes> {
    let mut problems: BTreeMap<&str, Outcomes> = BTreeMap::new();
    for case in cases {
        if let Some(problem) = &case.problem {
            problems.entry(problem).or_default().add(case);
        }
    }
    problems
}
