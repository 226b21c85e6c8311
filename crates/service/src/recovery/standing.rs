//! Where a customer stood when they answered a survey: to which of the four groups they belonged at that moment.
//!
//! Separate from the table (`groups`), which compares sums and knows no case. A case counts as it stood then: what happened at
//! that moment or later does not, or the case that a bad answer opens would put everybody who is dissatisfied among those with a
//! problem. It refuses a history that breaks a rule of cases, and never calls solved what the customer did not call good.

use jiff::{SignedDuration, Timestamp};

use super::{Case, CaseEvent, CaseState, CaseWhat, CustomerGroup, Origin, Refused, Satisfied};

/// Days for which a case counts after it was opened. Of a trouble that is longer past nobody knows whether it is still remembered.
pub const DAYS_REMEMBERED: i64 = 365;

/// A customer's case, as far as it tells where they stood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseHistory {
    /// Its history, in order.
    pub events: Vec<CaseEvent>,
    /// When the customer said elsewhere that the promise it is about was not kept, if they did.
    pub said_at: Option<Timestamp>,
}

/// Where a customer of these cases stood at a moment: in the worst group to which one of the cases put them. Not solved is worse
/// than silent, because they told us in vain; silent is worse than solved.
///
/// # Errors
/// The first rule that a history breaks.
pub fn standing(cases: &[CaseHistory], at: Timestamp) -> Result<CustomerGroup, Refused> {
    cases.iter().try_fold(CustomerGroup::NoProblem, |worst, case| Ok(worse(worst, standing_in(case, at)?)))
}

fn standing_in(case: &CaseHistory, at: Timestamp) -> Result<CustomerGroup, Refused> {
    let before: Vec<CaseEvent> = case.events.iter().take_while(|event| event.at < at).cloned().collect();
    let remembered = SignedDuration::from_hours(24 * DAYS_REMEMBERED);
    if before.first().is_none_or(|opened| opened.at.saturating_add(remembered).is_ok_and(|until| until < at)) {
        return Ok(CustomerGroup::NoProblem);
    }
    let folded = Case::folded(&before)?;
    let solved = folded.state == CaseState::ClosedByCustomer && folded.satisfied == Some(Satisfied::Yes);
    let spoke = matches!(folded.origin, Origin::Hand | Origin::Answer)
        || case.said_at.is_some_and(|said_at| said_at < at)
        || before.iter().any(by_customer);
    Ok(match (solved, spoke) {
        (true, _) => CustomerGroup::Resolved,
        (false, true) => CustomerGroup::Unresolved,
        (false, false) => CustomerGroup::Silent,
    })
}

/// Whether the customer came to us with it, or answered us.
fn by_customer(event: &CaseEvent) -> bool {
    matches!(event.what, CaseWhat::CustomerAnswered { .. } | CaseWhat::Reopened)
}

fn worse(one: CustomerGroup, other: CustomerGroup) -> CustomerGroup {
    let place = |group| match group {
        CustomerGroup::NoProblem => 0,
        CustomerGroup::Resolved => 1,
        CustomerGroup::Silent => 2,
        CustomerGroup::Unresolved => 3,
    };
    if place(one) < place(other) { other } else { one }
}

#[cfg(test)]
mod tests {
    use super::super::{Authority, Channel, Opening, Step};
    use super::*;

    const HOUR: i64 = 3600;
    const DAY: i64 = 24 * HOUR;

    /// So many seconds after the case was opened.
    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_772_442_000 + seconds).expect("a moment of this century")
    }

    fn event(seconds: i64, what: CaseWhat) -> CaseEvent {
        CaseEvent { at: at(seconds), what }
    }

    fn opened(origin: Origin) -> Vec<CaseEvent> {
        let authority = Authority { agent_cents_max: 0, answer_days: 7, level_max: 2 };
        vec![event(0, CaseWhat::Opened(Opening { origin, channel: Channel::Phone, factor: None, authority }))]
    }

    /// Opened, and the customer was asked after an hour.
    fn asked(origin: Origin) -> Vec<CaseEvent> {
        let steps = [
            CaseWhat::StepDone { step: Step::Acknowledge, noted: false },
            CaseWhat::StepDone { step: Step::FixPerson, noted: false },
            CaseWhat::RootCauseRecorded,
            CaseWhat::ActionRecorded,
            CaseWhat::CustomerAsked,
        ];
        [opened(origin), steps.map(|what| event(HOUR, what)).to_vec()].concat()
    }

    /// The customer answered after two hours.
    fn answered(origin: Origin, satisfied: Satisfied) -> Vec<CaseEvent> {
        [asked(origin), vec![event(2 * HOUR, CaseWhat::CustomerAnswered { satisfied })]].concat()
    }

    fn check(events: Vec<CaseEvent>, seconds: i64, expected: CustomerGroup) {
        let case = CaseHistory { events, said_at: None };
        assert_eq!(standing(std::slice::from_ref(&case), at(seconds)), Ok(expected), "{case:?} after {seconds}");
    }

    #[test]
    fn whoever_never_had_a_case_had_no_problem() {
        assert_eq!(standing(&[], at(0)), Ok(CustomerGroup::NoProblem));
    }

    #[test]
    fn whoever_complained_is_unresolved_until_they_say_that_it_is_good() {
        for origin in [Origin::Hand, Origin::Answer] {
            check(opened(origin), 1, CustomerGroup::Unresolved);
            check(asked(origin), DAY, CustomerGroup::Unresolved);
            check(answered(origin, Satisfied::No), DAY, CustomerGroup::Unresolved);
            check(answered(origin, Satisfied::Partly), DAY, CustomerGroup::Unresolved);
            check(answered(origin, Satisfied::Yes), DAY, CustomerGroup::Resolved);
            let timed_out = [asked(origin), vec![event(8 * DAY, CaseWhat::TimedOut)]].concat();
            check(timed_out, 9 * DAY, CustomerGroup::Unresolved);
        }
    }

    #[test]
    fn whoever_never_said_anything_about_what_we_saw_ourselves_is_silent() {
        for origin in [Origin::Promise, Origin::Moment] {
            check(opened(origin), 1, CustomerGroup::Silent);
            let timed_out = [asked(origin), vec![event(8 * DAY, CaseWhat::TimedOut)]].concat();
            check(timed_out.clone(), 9 * DAY, CustomerGroup::Silent);
            check(answered(origin, Satisfied::Yes), DAY, CustomerGroup::Resolved);
            check(answered(origin, Satisfied::No), DAY, CustomerGroup::Unresolved);
            // Came again with the same matter.
            let again = [timed_out, vec![event(10 * DAY, CaseWhat::Reopened)]].concat();
            check(again, 11 * DAY, CustomerGroup::Unresolved);
        }
    }

    #[test]
    fn whoever_said_that_the_promise_was_not_kept_is_not_silent() {
        let case = CaseHistory { events: opened(Origin::Promise), said_at: Some(at(DAY)) };
        assert_eq!(standing(std::slice::from_ref(&case), at(DAY)), Ok(CustomerGroup::Silent));
        assert_eq!(standing(&[case], at(DAY + 1)), Ok(CustomerGroup::Unresolved));
    }

    #[test]
    fn what_happened_at_the_moment_of_the_answer_or_after_it_does_not_count() {
        check(opened(Origin::Answer), 0, CustomerGroup::NoProblem);
        check(opened(Origin::Hand), -DAY, CustomerGroup::NoProblem);
        // They said that it is good after two hours: at that moment it was not yet.
        check(answered(Origin::Hand, Satisfied::Yes), 2 * HOUR, CustomerGroup::Unresolved);
        check(answered(Origin::Moment, Satisfied::Yes), 2 * HOUR, CustomerGroup::Silent);
        check(answered(Origin::Hand, Satisfied::Yes), 2 * HOUR + 1, CustomerGroup::Resolved);
    }

    #[test]
    fn a_case_counts_for_a_year() {
        check(opened(Origin::Hand), 365 * DAY, CustomerGroup::Unresolved);
        check(opened(Origin::Hand), 365 * DAY + 1, CustomerGroup::NoProblem);
    }

    #[test]
    fn a_solved_case_that_is_opened_again_is_not_solved() {
        let again = [answered(Origin::Hand, Satisfied::Yes), vec![event(DAY, CaseWhat::Reopened)]].concat();
        check(again.clone(), DAY, CustomerGroup::Resolved);
        check(again, 2 * DAY, CustomerGroup::Unresolved);
    }

    #[test]
    fn of_several_cases_the_worst_counts_in_any_order() {
        let case = |events| CaseHistory { events, said_at: None };
        let silent = case(opened(Origin::Moment));
        let solved = case(answered(Origin::Hand, Satisfied::Yes));
        let open = case(opened(Origin::Hand));
        for (cases, expected) in [
            (vec![silent.clone(), solved.clone(), open.clone()], CustomerGroup::Unresolved),
            (vec![silent, solved.clone()], CustomerGroup::Silent),
            (vec![solved], CustomerGroup::Resolved),
        ] {
            let turned: Vec<_> = cases.iter().rev().cloned().collect();
            assert_eq!((standing(&cases, at(DAY)), standing(&turned, at(DAY))), (Ok(expected), Ok(expected)));
        }
    }

    #[test]
    fn a_history_that_breaks_a_rule_is_refused() {
        let case = CaseHistory { events: vec![event(0, CaseWhat::CustomerAsked)], said_at: None };
        assert_eq!(standing(&[case], at(1)), Err(Refused::NotOpened));
    }
}
