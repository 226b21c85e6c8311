//! Recovery cases, the problems behind them, and the playbooks they follow.
//!
//! Separate from the pages, which lead people; a program says what it does and is told which rule forbids it. It closes no case on
//! its own word either: the customer does, or the time that was stated to them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use service::playbook::{Playbook as Book, builtin};
use service::recovery::{self, CaseState, CaseWhat, Satisfied};
use store::cases::{self, Act, Kept, NewCase, Wanted};
use store::factors::Part;
use store::problems as kept_problems;
use store::tokens::Area;
use store::{Role, StoreError, Transaction};

use super::call::{Asked, Change, Named, changing, reading};
use super::cursor;
use super::types::{Factor, Moment, Nothing, Page, Paged, Uid, named, page_of, place};
use crate::operation::Operation;
use crate::pages::desk::clock::Clock;
use crate::pages::service::cases::letter::{self, Means};
use crate::pages::service::cases::{faults, legible};

/// The list that cursors belong to.
const LIST: &str = "cases";

pub fn operations() -> Vec<Operation> {
    let named = |id, path, role, summary| Named { id, path, area: Area::Service, role, summary };
    let agent = |id, path, summary| named(id, path, Role::Agent, summary);
    let manager = |id, path, summary| named(id, path, Role::Manager, summary);
    vec![
        reading(agent("api.cases.list", "/api/v1/cases", "Recovery cases, the newest first"), list),
        changing(agent("api.cases.open", "/api/v1/cases", "Opens a case by hand"), Change::making(), open),
        reading(agent("api.cases.show", "/api/v1/cases/{case}", "A case with everything that happened in it"), show),
        changing(
            agent(
                "api.cases.act",
                "/api/v1/cases/{case}/act",
                "Does something in a case. Only the customer's own answer closes it, or the time that was stated to them",
            ),
            Change { key: super::call::Key::Needed, once: &["url"], ..Change::doing() },
            act,
        ),
        reading(agent("api.problems.list", "/api/v1/problems", "Problems that several cases have in common"), problems),
        changing(
            agent("api.problems.create", "/api/v1/problems", "Writes down a problem"),
            Change::making(),
            create_problem,
        ),
        changing(
            manager(
                "api.problems.update",
                "/api/v1/problems/{problem}",
                "Writes cause and action, and whether it is solved",
            ),
            Change::altering(),
            update_problem,
        ),
        reading(agent("api.playbooks.list", "/api/v1/playbooks", "The playbooks that cases follow"), playbooks),
        reading(agent("api.playbooks.show", "/api/v1/playbooks/{playbook}", "A playbook as a text"), playbook),
        changing(
            manager("api.playbooks.save", "/api/v1/playbooks", "Saves a playbook of the organisation's own"),
            Change::doing(),
            save_playbook,
        ),
        changing(
            manager(
                "api.playbooks.drop",
                "/api/v1/playbooks/{playbook}",
                "Takes the organisation's own playbook away; one of the same id that comes with the program is back",
            ),
            Change::removing(),
            drop_playbook,
        ),
    ]
}

named! {
    /// How we speak with the customer.
    CaseChannel = recovery::Channel {
        /// Face to face.
        Person,
        /// By phone.
        Phone,
        /// In writing that only they read.
        Message,
        /// In writing that everybody reads.
        Public,
    }
}
named! {
    /// What opened the case.
    CaseOrigin = recovery::Origin {
        /// A bad answer in a survey.
        Answer,
        /// A broken promise.
        Promise,
        /// An encounter that disappointed.
        Moment,
        /// Somebody of ours, or a program.
        Hand,
    }
}
named! {
    /// Where a case stands.
    Standing = CaseState {
        /// It is ours to act.
        Open,
        /// The customer was asked and has not answered.
        Waiting,
        /// The customer said that it is good, or good enough.
        ClosedByCustomer,
        /// The customer did not say, in the time that was stated.
        ClosedByTimeout,
        /// The customer was erased before it was closed. Nothing more can happen to it.
        CustomerErased,
    }
}
named! {
    /// A step of making good.
    CaseStep = recovery::Step {
        /// Say that it happened, and that we are sorry.
        Acknowledge,
        /// Hear it to the end.
        Listen,
        /// See to what the person needs now.
        FixPerson,
        /// Put the thing itself right.
        FixProblem,
        /// Give something in proportion to the harm; done by the act `amends`.
        Amends,
        /// Do what was promised while making good.
        KeepPromise,
        /// Ask later whether it is good.
        FollowUp,
    }
}
named! {
    /// What the customer says.
    Content = Satisfied {
        /// It is good.
        Yes,
        /// Good enough.
        Partly,
        /// Not good.
        No,
    }
}

/// A case.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Case {
    id: Uid,
    /// Its number, for people.
    number: i64,
    customer: Option<Uid>,
    promise: Option<Uid>,
    moment: Option<Uid>,
    /// The comment that it was opened for.
    comment: Option<Uid>,
    touchpoint: Option<Uid>,
    /// The playbook that guides it.
    playbook: String,
    /// The problem it hangs on.
    problem: Option<Uid>,
    /// Who sees to it.
    owner: Option<Uid>,
    /// What happened.
    words: String,
    /// Why it happened; empty until somebody wrote it.
    root_cause: String,
    /// What is done about it; empty until somebody wrote it.
    action: String,
    origin: CaseOrigin,
    factor: Option<Factor>,
    channel: CaseChannel,
    state: Standing,
    /// 0 is whoever serves the customer.
    level: i64,
    /// What to do now.
    step: Option<CaseStep>,
    /// By when.
    step_due_at: Option<Moment>,
    opened_at: Moment,
    closed_at: Option<Moment>,
    /// What the customer said last.
    satisfied: Option<Content>,
    /// Whether the customer came back to us, where that is known.
    came_back: Option<bool>,
}

impl From<Kept> for Case {
    fn from(found: Kept) -> Self {
        Self {
            id: found.id.into(),
            number: found.number,
            customer: found.customer.map(|(id, _)| id.into()),
            promise: found.promise.map(Uid::from),
            moment: found.moment.map(Uid::from),
            comment: found.comment.map(Uid::from),
            touchpoint: found.touchpoint.map(Uid::from),
            playbook: found.playbook,
            problem: found.problem.map(Uid::from),
            owner: found.owner.map(Uid::from),
            words: found.words,
            root_cause: found.root_cause,
            action: found.action,
            origin: found.origin.into(),
            factor: found.factor.map(Factor::from),
            channel: found.channel.into(),
            state: found.state.into(),
            level: found.level,
            step: found.step.map(CaseStep::from),
            step_due_at: found.step_due_at.map(Moment::from),
            opened_at: found.opened_at.into(),
            closed_at: found.closed_at.map(Moment::from),
            satisfied: found.satisfied.map(Content::from),
            came_back: found.came_back,
        }
    }
}

/// Which cases, and which part of the list.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Which {
    /// `next` of the page before.
    #[schemars(length(max = 500))]
    after: Option<String>,
    /// The most items to give; 50 when nothing is said.
    #[schemars(range(min = 1, max = 200))]
    limit: Option<u32>,
    /// Only those that are not closed yet.
    open: Option<bool>,
    state: Option<Standing>,
    customer: Option<Uid>,
    owner: Option<Uid>,
    problem: Option<Uid>,
    touchpoint: Option<Uid>,
    factor: Option<Factor>,
}

fn id_of(uid: Option<&Uid>) -> Result<Option<store::Id>, StoreError> {
    uid.map(Uid::id).transpose()
}

fn list(tx: &mut Transaction<'_>, asked: &Asked<Which>) -> Result<Page<Case>, StoreError> {
    let query = &asked.query;
    let wanted = Wanted {
        open: query.open == Some(true),
        closed: query.open == Some(false),
        state: query.state.map(CaseState::from),
        customer: id_of(query.customer.as_ref())?,
        owner: id_of(query.owner.as_ref())?,
        problem: id_of(query.problem.as_ref())?,
        part: id_of(query.touchpoint.as_ref())?.map_or(Part::Whole, Part::Touchpoint),
        factor: query.factor.map(service::Factor::from),
        opened: None,
    };
    let limit = query.limit.unwrap_or(50);
    let below = place(LIST, query.after.as_deref())?.and_then(|number| number.parse().ok());
    let mut found = cases::numbered(tx, &asked.scope, &wanted, below, limit + 1)?;
    let more = found.len() > limit as usize;
    found.truncate(limit as usize);
    let next = found.last().filter(|_| more).map(|last| cursor::after(LIST, &last.number.to_string()));
    Ok(Page { items: found.into_iter().map(Case::from).collect(), next })
}

/// A case to be opened.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseToOpen {
    /// What happened.
    #[schemars(length(min = 1, max = 2000), regex(pattern = r"\S"))]
    words: String,
    #[serde(default)]
    customer: Option<Uid>,
    /// The promise that was broken.
    #[serde(default)]
    promise: Option<Uid>,
    #[serde(default)]
    touchpoint: Option<Uid>,
    #[serde(default)]
    factor: Option<Factor>,
    /// How we speak with the customer.
    channel: CaseChannel,
    /// Whether the customer behaves badly; then the playbook is one for staying calm.
    #[serde(default)]
    behaves_badly: bool,
    /// Who sees to it.
    #[serde(default)]
    owner: Option<Uid>,
}

fn open(tx: &mut Transaction<'_>, asked: &Asked<Nothing, CaseToOpen>) -> Result<Case, StoreError> {
    let body = &asked.body;
    let new = NewCase {
        customer: id_of(body.customer.as_ref())?,
        promise: id_of(body.promise.as_ref())?,
        origin: if body.promise.is_some() { recovery::Origin::Promise } else { recovery::Origin::Hand },
        touchpoint: id_of(body.touchpoint.as_ref())?,
        factor: body.factor.map(service::Factor::from),
        behaves_badly: body.behaves_badly,
        owner: id_of(body.owner.as_ref())?,
        ..NewCase::by_hand(body.words.clone(), body.channel.into())
    };
    let id = cases::open(tx, &asked.scope, &new, asked.now)?;
    cases::get(tx, &asked.scope, &id).map(Case::from)
}

/// A case with everything that happened in it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CaseWithHistory {
    case: Case,
    /// What is absent before the customer may be asked: the names of the rules.
    lacks: Vec<String>,
    /// What an agent may still give without a manager, in hundredths of the currency.
    cents_left: u64,
    history: Vec<Happened>,
}

/// Something that happened.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Happened {
    at: Moment,
    /// By whom: a kind and an id, as in the audit log.
    actor: String,
    /// What: `opened`, `step-done`, `amends-given`, `root-cause-recorded`, `action-recorded`, `hung-on-problem`, `escalated`,
    /// `handed-over`, `customer-asked`, `customer-answered`, `timed-out`, `reopened`, `customer-erased`, `came-back`.
    what: String,
    step: Option<CaseStep>,
    /// What was given, in hundredths of the currency.
    cents: Option<u64>,
    level: Option<u8>,
    satisfied: Option<Content>,
    words: String,
    /// Whether the customer may read the words.
    told: bool,
}

impl From<cases::Happened> for Happened {
    fn from(found: cases::Happened) -> Self {
        let (mut step, mut cents, mut level, mut satisfied) = (None, None, None, None);
        match &found.what {
            CaseWhat::StepDone { step: done, .. } => step = Some((*done).into()),
            CaseWhat::AmendsGiven { cents: given, .. } => cents = *given,
            CaseWhat::Escalated { level: now } => level = Some(*now),
            CaseWhat::CustomerAnswered { satisfied: said } => satisfied = Some((*said).into()),
            _ => {}
        }
        let (what, at) = (found.what.name().to_owned(), found.at.into());
        Self { at, actor: found.actor, what, step, cents, level, satisfied, words: found.words, told: found.told }
    }
}

fn show(tx: &mut Transaction<'_>, asked: &Asked<Nothing>) -> Result<CaseWithHistory, StoreError> {
    let id = asked.id("case")?;
    let case = cases::folded(tx, &asked.scope, &id)?;
    Ok(CaseWithHistory {
        case: cases::get(tx, &asked.scope, &id)?.into(),
        lacks: case.lacks().into_iter().map(|rule| rule.code().to_owned()).collect(),
        cents_left: case.agent_cents_left(),
        history: cases::history(tx, &asked.scope, &id)?.into_iter().map(Happened::from).collect(),
    })
}

/// What can be done in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    /// Takes the step `step`.
    Step,
    /// Gives something worth `cents`; `approved` needs a manager.
    Amends,
    /// `words` say why it happened.
    RootCause,
    /// `words` say what is done so that it does not happen again.
    Action,
    /// Hangs it on `problem`.
    Hang,
    /// Takes it one level higher.
    Escalate,
    /// Gives it to the member `owner`.
    HandTo,
    /// Asks the customer whether it is good now. A mail goes, too, where one can.
    Ask,
    /// Makes another link for a customer who was asked.
    Link,
    /// Closes it because the stated time passed without an answer.
    TimeOut,
    /// Opens it again; `words` say why.
    Reopen,
    /// Says by `back` whether the customer came back to us.
    CameBack,
}

/// Which field each act needs, where it needs one.
fn each_with_its_own() -> serde_json::Value {
    let needs = [("step", "step"), ("hang", "problem"), ("hand-to", "owner"), ("came-back", "back")];
    let rule = |(act, field): (&str, &str)| {
        json!({
            "if": { "properties": { "act": { "const": act } }, "required": ["act"] },
            "then": { "required": [field], "properties": { field: { "not": { "type": "null" } } } },
        })
    };
    needs.into_iter().map(rule).collect()
}

/// Something to be done in a case.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("allOf" = each_with_its_own()))]
pub struct CaseAct {
    act: Deed,
    #[serde(default)]
    step: Option<CaseStep>,
    /// The words that go with it.
    #[serde(default)]
    #[schemars(length(max = 2000))]
    words: String,
    /// Whether the customer may read the words.
    #[serde(default)]
    told: bool,
    /// In hundredths of the currency; absent for a gesture that costs nothing.
    #[serde(default)]
    #[schemars(range(min = 0, max = 100_000_000_000_000_i64))]
    cents: Option<i64>,
    #[serde(default)]
    approved: bool,
    #[serde(default)]
    problem: Option<Uid>,
    #[serde(default)]
    owner: Option<Uid>,
    #[serde(default)]
    back: Option<bool>,
}

/// A case after something was done in it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ActedOn {
    case: Case,
    /// By which the customer answers, for `ask` and `link`. It is shown once; when the request is repeated, it is null.
    url: Option<String>,
    /// Whether a mail is on its way to the customer.
    mailed: bool,
}

fn act(tx: &mut Transaction<'_>, asked: &Asked<Nothing, CaseAct>) -> Result<ActedOn, StoreError> {
    let zone = store::people::organisation(tx, &asked.scope)?.zone;
    let said = |error| legible(error, asked.words, &Clock::new(&zone, asked.words));
    done(tx, asked).map_err(said)
}

fn done(tx: &mut Transaction<'_>, asked: &Asked<Nothing, CaseAct>) -> Result<ActedOn, StoreError> {
    let (id, body) = (asked.id("case")?, &asked.body);
    // What is not there is not there, whatever else is wrong.
    cases::get(tx, &asked.scope, &id)?;
    if matches!(body.act, Deed::Ask | Deed::Link) {
        let means = Means { base_url: &asked.base_url, mails: asked.mails, otherwise: asked.words.language() };
        let sent = letter::ask(tx, &asked.scope, &id, body.act == Deed::Link, &means, asked.now)?;
        return Ok(ActedOn { case: sent.case.into(), url: Some(sent.link), mailed: sent.mailed });
    }
    let act = meant(asked)?;
    let case = cases::act(tx, &asked.scope, &id, &act, (&body.words, body.told), asked.now)?;
    Ok(ActedOn { case: case.into(), url: None, mailed: false })
}

fn meant(asked: &Asked<Nothing, CaseAct>) -> Result<Act, StoreError> {
    let body = &asked.body;
    Ok(match body.act {
        Deed::Step => Act::Step(needed(asked, "step", body.step)?.into()),
        Deed::Amends => Act::Amends { cents: body.cents.map(i64::unsigned_abs), approved: body.approved },
        Deed::RootCause => Act::RootCause,
        Deed::Action => Act::Action,
        Deed::Hang => Act::Hang(needed(asked, "problem", body.problem.as_ref())?.id()?),
        Deed::Escalate => Act::Escalate,
        Deed::HandTo => Act::HandTo(needed(asked, "owner", body.owner.as_ref())?.id()?),
        Deed::TimeOut => Act::TimeOut,
        Deed::Reopen => Act::Reopen,
        Deed::CameBack => Act::CameBack(needed(asked, "back", body.back)?),
        Deed::Ask | Deed::Link => return Err(StoreError::NotFound),
    })
}

/// What an act cannot do without.
fn needed<T>(asked: &Asked<Nothing, CaseAct>, field: &str, value: Option<T>) -> Result<T, StoreError> {
    if value.is_none() {
        asked.fault(field.to_owned(), asked.words.text("api-field-missing"));
    }
    value.ok_or(StoreError::Refused("api-faults", vec![]))
}

/// A problem that several cases have in common.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SharedProblem {
    id: Uid,
    title: String,
    factor: Factor,
    /// Why it happens; empty while nobody knows.
    root_cause: String,
    /// What was done; empty while nothing was.
    action: String,
    made_at: Moment,
    solved_at: Option<Moment>,
    /// How many cases hang on it.
    cases: i64,
}

impl From<kept_problems::Problem> for SharedProblem {
    fn from(found: kept_problems::Problem) -> Self {
        Self {
            id: found.id.into(),
            title: found.title,
            factor: found.factor.into(),
            root_cause: found.root_cause,
            action: found.action,
            made_at: found.made_at.into(),
            solved_at: found.solved_at.map(Moment::from),
            cases: found.cases,
        }
    }
}

fn problems(tx: &mut Transaction<'_>, asked: &Asked<Paged>) -> Result<Page<SharedProblem>, StoreError> {
    let all = kept_problems::list(tx, &asked.scope)?;
    page_of(asked, "problems", all, |problem| problem.id.to_string(), SharedProblem::from)
}

/// A problem to be written down.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewProblem {
    #[schemars(length(min = 1, max = 200), regex(pattern = r"\S"))]
    title: String,
    factor: Factor,
}

fn create_problem(tx: &mut Transaction<'_>, asked: &Asked<Nothing, NewProblem>) -> Result<SharedProblem, StoreError> {
    let body = &asked.body;
    let id = kept_problems::create(tx, &asked.scope, &body.title, body.factor.into(), asked.now)?;
    kept_problems::get(tx, &asked.scope, &id).map(SharedProblem::from)
}

/// What to change of a problem; what is not given stays.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ProblemToChange {
    #[schemars(length(max = 2000))]
    root_cause: Option<String>,
    #[schemars(length(max = 2000))]
    action: Option<String>,
    /// Whether it is solved; that needs a cause and an action.
    solved: Option<bool>,
}

fn update_problem(
    tx: &mut Transaction<'_>,
    asked: &Asked<Nothing, ProblemToChange>,
) -> Result<SharedProblem, StoreError> {
    let (id, body) = (asked.id("problem")?, &asked.body);
    let before = kept_problems::get(tx, &asked.scope, &id)?;
    let cause = body.root_cause.as_deref().unwrap_or(&before.root_cause);
    let action = body.action.as_deref().unwrap_or(&before.action);
    let solved = body.solved.unwrap_or(before.solved_at.is_some());
    kept_problems::update(tx, &asked.scope, &id, (cause, action, solved), asked.now)?;
    kept_problems::get(tx, &asked.scope, &id).map(SharedProblem::from)
}

/// A playbook in the list.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PlaybookListed {
    id: String,
    /// What it is called, in the language of the request.
    title: String,
    /// Whether the organisation wrote it itself.
    own: bool,
    /// Whether it can be followed; one with faults is not.
    sound: bool,
}

fn playbooks(tx: &mut Transaction<'_>, asked: &Asked<Paged>) -> Result<Page<PlaybookListed>, StoreError> {
    let code = asked.words.language().code();
    let own = cases::own_playbooks(tx, &asked.scope)?;
    let listed = |book: &Book, own| PlaybookListed {
        id: book.id.clone(),
        title: book.title.get(code).to_owned(),
        own,
        sound: true,
    };
    let others =
        builtin().iter().filter(|book| own.iter().all(|(id, _)| *id != book.id)).map(|book| listed(book, false));
    let all = own.iter().map(|(id, toml)| match Book::parse(toml) {
        Ok(book) => listed(&book, true),
        Err(_) => PlaybookListed { id: id.clone(), title: id.clone(), own: true, sound: false },
    });
    page_of(asked, "playbooks", all.chain(others).collect(), |book: &PlaybookListed| book.id.clone(), |book| book)
}

/// A playbook as a text.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Playbook {
    id: String,
    /// Whether the organisation wrote it itself.
    own: bool,
    toml: String,
}

fn playbook(tx: &mut Transaction<'_>, asked: &Asked<Nothing>) -> Result<Playbook, StoreError> {
    let id = asked.text("playbook").to_owned();
    let (toml, own) = cases::playbook_source(tx, &asked.scope, &id)?;
    Ok(Playbook { id, own, toml })
}

/// A playbook to be saved, under the id that its text gives.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaybookToSave {
    #[schemars(length(min = 1, max = 200_000))]
    toml: String,
}

fn save_playbook(tx: &mut Transaction<'_>, asked: &Asked<Nothing, PlaybookToSave>) -> Result<Playbook, StoreError> {
    let toml = &asked.body.toml;
    for fault in faults(asked.words, toml) {
        asked.fault("toml".to_owned(), fault);
    }
    asked.sound()?;
    let id = cases::save_playbook(tx, &asked.scope, toml, asked.now)?;
    Ok(Playbook { id, own: true, toml: toml.clone() })
}

fn drop_playbook(tx: &mut Transaction<'_>, asked: &Asked<Nothing, Nothing>) -> Result<Nothing, StoreError> {
    cases::drop_playbook(tx, &asked.scope, asked.text("playbook"), asked.now)?;
    Ok(Nothing {})
}
