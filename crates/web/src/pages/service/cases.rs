//! Recovery cases, step by step, with the words of their playbook; problems; playbooks.
//!
//! Separate from the rules, which are `service::recovery`, and from what the customer reads (`track`): here our people are led by
//! the hand. No page closes a case: the customer does, or the time that was stated to them.

mod act;
pub mod letter;
mod list;
pub mod money;
mod new;
mod one;
mod outcomes;
mod playbooks;
mod problems;
mod recovered;

use axum::http::Method;
use axum::routing::{get, post};
use language::Words;
use service::recovery::{CaseState, Satisfied, Step};
use store::cases::Kept;
use store::{Role, StoreError, Time};

use super::factor_name;
use crate::operation::{Access, JSON_MAX, Operation};
use crate::pages::desk::clock::Clock;

pub use playbooks::faults;

/// The operations of this file.
pub fn operations() -> Vec<Operation> {
    let see = |id, path, handler| Operation::new(id, Method::GET, path, Access::SignedIn(Role::Agent), handler);
    let change = |id, path, handler| Operation::new(id, Method::POST, path, Access::SignedIn(Role::Agent), handler);
    let prepare = |id, path, handler| Operation::new(id, Method::GET, path, Access::SignedIn(Role::Manager), handler);
    let manage = |id, path, handler| Operation::new(id, Method::POST, path, Access::SignedIn(Role::Manager), handler);
    let look = |id, path, handler| Operation::new(id, Method::GET, path, Access::SignedIn(Role::Viewer), handler);
    vec![
        see("case.list", "/cases", get(list::show)),
        see("case.new", "/cases/new", get(new::show)),
        change("case.open", "/cases/new", post(new::open)),
        look("case.outcomes", "/cases/outcomes", get(outcomes::show)),
        see("case.show", "/cases/{case}", get(one::show)),
        change("case.act", "/cases/{case}/act", post(act::take)),
        see("problem.list", "/problems", get(problems::list)),
        change("problem.create", "/problems", post(problems::create)),
        see("problem.show", "/problems/{problem}", get(problems::show)),
        manage("problem.update", "/problems/{problem}", post(problems::update)),
        see("playbook.list", "/playbooks", get(playbooks::list)),
        see("playbook.show", "/playbooks/{playbook}", get(playbooks::show)),
        prepare("playbook.edit", "/playbooks/{playbook}/edit", get(playbooks::edit)),
        manage("playbook.save", "/playbooks/{playbook}/edit", post(playbooks::save)).with_body(JSON_MAX),
        manage("playbook.drop", "/playbooks/{playbook}/drop", post(playbooks::drop_own)),
    ]
}

/// What a page shows of a case in a list.
struct Row {
    id: String,
    number: String,
    customer: String,
    words: String,
    factor: Option<String>,
    state: &'static str,
    step: String,
    due: String,
    late: bool,
    level: Option<String>,
    owner: String,
    since: String,
}

fn row(kept: Kept, w: Words, clock: &Clock, now: Time) -> Row {
    let late = kept.step_due_at.is_some_and(|due| due < now);
    let due = kept.step_due_at.map(|due| due_text(w, clock, due, now));
    Row {
        id: kept.id.to_string(),
        number: w.say("cases-number", &[("number", kept.number.into())]),
        step: standing(w, kept.state, kept.satisfied, kept.step),
        words: first_line(&kept.words),
        factor: kept.factor.map(|factor| factor_name(w, factor)),
        state: if kept.state.closed() { "closed" } else { kept.state.name() },
        due: due.unwrap_or_default(),
        late,
        level: (0 < kept.level).then(|| w.say("case-level", &[("level", kept.level.into())])),
        owner: if kept.owner_name.is_empty() { w.text("cases-owner-none") } else { kept.owner_name },
        since: clock.moment(kept.closed_at.unwrap_or(kept.opened_at)),
        customer: kept.customer.map_or_else(|| w.text("cases-customer-unknown"), |(_, name)| name),
    }
}

/// By when something is to be done, or that it is late.
fn due_text(w: Words, clock: &Clock, due: Time, now: Time) -> String {
    let message = if due < now { "cases-due-late" } else { "cases-due" };
    w.say(message, &[("when", clock.moment(due).into())])
}

/// What is to be done now, or what became of it.
fn standing(w: Words, state: CaseState, satisfied: Option<Satisfied>, step: Option<Step>) -> String {
    match (state, satisfied, step) {
        (CaseState::Open, _, Some(step)) => step_name(w, step),
        (CaseState::Open, _, None) => w.text("cases-standing-ask"),
        (CaseState::Waiting, ..) => w.text("cases-standing-waiting"),
        (CaseState::ClosedByCustomer, Some(Satisfied::Partly), _) => w.text("cases-standing-partly"),
        (CaseState::ClosedByCustomer, ..) => w.text("cases-standing-good"),
        (CaseState::ClosedByTimeout, ..) => w.text("case-timeout"),
        (CaseState::CustomerErased, ..) => w.text("cases-standing-erased"),
    }
}

/// A step as people read it.
fn step_name(w: Words, step: Step) -> String {
    w.text(&format!("cases-step-{}", step.name()))
}

/// The beginning of what somebody wrote: one line that fits a phone.
fn first_line(words: &str) -> String {
    const MOST: usize = 120;
    let line = words.trim().lines().next().unwrap_or_default();
    let short: String = line.chars().take(MOST).collect();
    let whole = short.len() == words.trim().len();
    if whole { short } else { format!("{}…", short.trim_end()) }
}

/// A refusal with its arguments as people read them: money in units of the currency, times of the organisation's clock.
pub fn legible(error: StoreError, w: Words, clock: &Clock) -> StoreError {
    let StoreError::Refused(code, arguments) = error else { return error };
    let said = |(name, value): (&'static str, String)| {
        let value = match name {
            "left" => value.parse().map_or(value, |cents| money::written(w, cents)),
            "until" => value.parse().map_or(value, |until: jiff::Timestamp| clock.moment(Time::from(until))),
            _ => value,
        };
        (name, value)
    };
    StoreError::Refused(code, arguments.into_iter().map(said).collect())
}

/// The note about what was done, from the address of the page that is shown afterwards.
fn done_note(done: &str, w: Words) -> Option<String> {
    const KNOWN: [&str; 16] = [
        "opened", "step", "amends", "cause", "action", "problem", "hand", "escalate", "reopen", "back", "timeout",
        "made", "written", "solved", "saved", "dropped",
    ];
    KNOWN.contains(&done).then(|| w.text(&format!("cases-done-{done}")))
}

#[cfg(test)]
mod tests {
    use super::first_line;

    #[test]
    fn of_long_words_a_list_shows_one_line() {
        assert_eq!(first_line("  He waited.\nThen he left."), "He waited.…");
        assert_eq!(first_line("He waited. "), "He waited.");
        assert_eq!(first_line(&"é".repeat(200)).chars().count(), 121);
    }
}
