//! What somebody does in a case: one form, one job of the store, and back to the page.
//!
//! Separate from showing it. Whether something may be done is for the rules to say; here it is only understood what is meant, and
//! a refusal shows the page again with what was typed.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use service::Factor;
use service::recovery::Step;
use store::cases::{self, Act};
use store::{Id, Scope, StoreError, Time, Transaction, problems};

use super::super::{id_of, refused};
use super::letter::{self, Means, Sent};
use super::one::{self, Told};
use super::{legible, money};
use crate::App;
use crate::failure::Failure;
use crate::page::{seen, words_of};
use crate::pages::desk::clock::Clock;
use crate::visitor::{SignedIn, Visitor};

/// What a form of the page holds.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    /// What is done.
    pub(super) act: String,
    /// Which step.
    pub(super) step: String,
    /// The words that go with it.
    pub(super) words: String,
    /// Whether the customer may read them.
    pub(super) told: String,
    /// What was given, as people write amounts.
    pub(super) amount: String,
    /// Whether a manager approves.
    pub(super) approved: String,
    /// The problem it hangs on.
    pub(super) problem: String,
    /// What a new problem is called.
    pub(super) title: String,
    /// The factor of a new problem.
    pub(super) factor: String,
    to: String,
    back: String,
}

impl Fields {
    /// The words that were typed for this act.
    pub(super) fn words_of(&self, act: &str) -> &str {
        if self.act == act { &self.words } else { "" }
    }
}

/// What a form means.
enum Doing {
    /// One act.
    Act(Act),
    /// Hanging it on a problem that is written down only now.
    NewProblem(String, Factor),
    /// Asking the customer; or another link, when they were asked before.
    Ask(bool),
}

/// Understands a form; a text that cannot be understood is told like a rule that was broken.
fn doing(fields: &Fields) -> Result<Doing, StoreError> {
    let unclear = |message| StoreError::Refused(message, vec![]);
    let act = match fields.act.as_str() {
        "step" => Act::Step(Step::named(&fields.step).ok_or(StoreError::NotFound)?),
        "amends" => {
            let amount = fields.amount.trim();
            let cents = if amount.is_empty() { None } else { Some(money::cents_of(amount)) };
            let cents = cents.map(|cents| cents.ok_or_else(|| unclear("cases-amount-unclear"))).transpose()?;
            Act::Amends { cents, approved: fields.approved == "yes" }
        }
        "cause" => Act::RootCause,
        "action" => Act::Action,
        "problem" if !fields.problem.is_empty() => Act::Hang(named(&fields.problem)?),
        "problem" => {
            let factor = Factor::named(&fields.factor).ok_or_else(|| unclear("cases-factor-missing"))?;
            return Ok(Doing::NewProblem(fields.title.clone(), factor));
        }
        "escalate" => Act::Escalate,
        "hand" => Act::HandTo(named(&fields.to)?),
        "ask" => return Ok(Doing::Ask(false)),
        "link" => return Ok(Doing::Ask(true)),
        "timeout" => Act::TimeOut,
        "reopen" => Act::Reopen,
        "back" => Act::CameBack(fields.back == "yes"),
        _ => return Err(StoreError::NotFound),
    };
    Ok(Doing::Act(act))
}

fn named(text: &str) -> Result<Id, StoreError> {
    Id::parse(text).ok_or(StoreError::NotFound)
}

/// Does it, and shows the page.
pub(super) async fn take(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let (id, w) = (id_of(&id)?, words_of(&session, &visitor));
    let clock = Clock::new(&session.organisation.zone, w);
    let done = match doing(&fields) {
        Err(error) => Err(error),
        Ok(doing) => {
            let (scope, fields, case) = (session.scope.clone(), fields.clone(), id.clone());
            let (base_url, mails) = (visitor.base_url.clone(), app.settings.smtp.is_some());
            let job = move |tx: &mut Transaction<'_>| {
                let means = Means { base_url: &base_url, mails, otherwise: w.language() };
                carry_out(tx, (&scope, &case), &doing, &fields, &means)
            };
            app.store.write(job).await
        }
    };
    let (sent, problem) = match done {
        Ok(None) => {
            let place = if ["step", "amends"].contains(&fields.act.as_str()) { "#now" } else { "" };
            return Ok(seen(&format!("/cases/{id}?done={}{place}", fields.act)));
        }
        Ok(Some(sent)) => (Some(sent), None),
        Err(error) => (None, Some(refused(legible(error, w, &clock), w)?)),
    };
    let found = one::find(&app, &session, &id).await?;
    let fields = if problem.is_some() { fields } else { Fields::default() };
    one::page(&app, &session, &visitor, found, Told { problem, sent, fields, ..Told::default() })
}

/// One job; gives the link when the customer was asked.
fn carry_out(
    tx: &mut Transaction<'_>,
    (scope, case): (&Scope, &Id),
    doing: &Doing,
    fields: &Fields,
    means: &Means<'_>,
) -> Result<Option<Sent>, StoreError> {
    let now = Time::now();
    let words = (fields.words.as_str(), fields.told == "yes");
    match doing {
        Doing::Act(act) => cases::act(tx, scope, case, act, words, now)?,
        Doing::NewProblem(title, factor) => {
            let problem = problems::create(tx, scope, title, *factor, now)?;
            cases::act(tx, scope, case, &Act::Hang(problem), words, now)?
        }
        Doing::Ask(again) => return letter::ask(tx, scope, case, *again, means, now).map(Some),
    };
    Ok(None)
}
