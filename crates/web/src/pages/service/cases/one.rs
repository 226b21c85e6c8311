//! A case: what happened, what to do now and in which words, why it happened, and asking the customer.
//!
//! Separate from what is done in it (`act`), which shows this page again when it is refused. It leads through the steps of the
//! playbook one by one, and says plainly that only the customer's own answer, or the time stated to them, closes a case.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use language::Words;
use serde::Deserialize;
use service::playbook::{Guide, Playbook, Severity};
use service::recovery::{Case, CaseState, CaseWhat, Channel, Origin, Satisfied, Step, deadlines, next_step};
use store::cases::{self, Happened, Kept, WORDS_MAX};
use store::customers::{self, Customer};
use store::people::{self, Colleague};
use store::problems::{self, Problem};
use store::{Id, Time, Transaction, calendars, touchpoints};

use super::super::{Choice, actor_name, colleagues, factor_name, factors, id_of, unprocessable};
use super::act::Fields;
use super::letter::{self, NoMail, Sent};
use super::{done_note, due_text, legible, money, standing, step_name};
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, words_of};
use crate::pages::desk::clock::Clock;
use crate::pages::desk::qr;
use crate::visitor::{SignedIn, Visitor};

#[derive(Template)]
#[template(path = "service/cases_one.html")]
struct One {
    page: Page,
    w: Words,
    tab: &'static str,
    done: Option<String>,
    /// Whether the note stands beside the step, where somebody just was.
    done_near: bool,
    problem: Option<String>,
    id: String,
    words: String,
    words_max: usize,
    customer: Option<(String, String)>,
    origin: String,
    origin_link: Option<String>,
    state: &'static str,
    state_text: String,
    facts: Vec<(String, String)>,
    steps: Vec<StepView>,
    copying: bool,
    amends: AmendsView,
    why: [WhyView; 2],
    ask: AskView,
    sent: Option<SentView>,
    closed: bool,
    /// Nothing more can be done in it.
    over: bool,
    ours: bool,
    came_back: Option<bool>,
    reopen_words: String,
    hangs_on: Option<(String, String)>,
    problems: Vec<Choice>,
    problem_title: String,
    factors: Vec<Choice>,
    owners: Vec<Choice>,
    hand_words: String,
    escalate_words: String,
    level: String,
    can_escalate: bool,
    history: Vec<HistoryRow>,
}

/// A step of the playbook.
struct StepView {
    name: &'static str,
    title: String,
    /// `done`, `now`, `later`, or `left` when the case is no longer ours to act.
    state: &'static str,
    /// When and by whom it was done, each time, with what was noted.
    done: Vec<Note>,
    due: String,
    late: bool,
    what: String,
    say: Vec<String>,
    say_language: String,
    avoid: Vec<(String, String)>,
    amends: bool,
    follow_up: bool,
    fix_problem: bool,
    note: String,
    told: bool,
}

struct Note {
    line: String,
    words: String,
    told: bool,
}

struct AmendsView {
    /// A severity, and what may be offered for it with its limit.
    offers: Vec<(String, Vec<(String, String)>)>,
    left: String,
    amount: String,
    approved: bool,
}

/// The cause, or what is done about it.
struct WhyView {
    name: &'static str,
    /// Whether it counts in this round.
    recorded: bool,
    kept: String,
    typed: String,
}

struct AskView {
    lacks: Vec<String>,
    waiting: bool,
    /// Whether the time that was stated has passed.
    over: bool,
    asked: String,
    days: String,
    mail: String,
}

struct SentView {
    link: String,
    picture: Option<qr::Picture>,
    text: String,
    language: &'static str,
    mailed: bool,
}

struct HistoryRow {
    at: String,
    actor: String,
    what: String,
    words: String,
    told: bool,
}

/// Everything that the page shows.
pub(super) struct Found {
    pub(super) kept: Kept,
    case: Case,
    history: Vec<Happened>,
    book: Playbook,
    dues: Vec<(Step, Option<Time>)>,
    customer: Option<Customer>,
    colleagues: Vec<Colleague>,
    problems: Vec<Problem>,
    touchpoint: Option<String>,
}

/// What the address says besides.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: String,
}

/// What the page says besides.
#[derive(Default)]
pub(super) struct Told {
    pub(super) done: String,
    pub(super) problem: Option<String>,
    pub(super) fields: Fields,
    pub(super) sent: Option<Sent>,
}

pub(super) async fn find(app: &App, session: &SignedIn, id: &Id) -> Result<Found, Failure> {
    let (scope, id) = (session.scope.clone(), id.clone());
    Ok(app.store.read(move |tx| found(tx, &scope, &id)).await?)
}

fn found(tx: &mut Transaction<'_>, scope: &store::Scope, id: &Id) -> Result<Found, store::StoreError> {
    let (kept, case) = (cases::get(tx, scope, id)?, cases::folded(tx, scope, id)?);
    let book = cases::playbook_of(tx, scope, &kept.playbook)?;
    let hours = calendars::hours(tx, scope)?;
    let due = |minutes| hours.calendar.add_open_time(case.round_at, &hours.zone, minutes).map(Time::from);
    let dues = deadlines(&case, &book).into_iter().map(|next| (next.step, due(next.minutes_open))).collect();
    let touchpoint = kept.touchpoint.as_ref().map(|id| touchpoints::get(tx, scope, id)).transpose()?;
    Ok(Found {
        history: cases::history(tx, scope, id)?,
        customer: kept.customer.as_ref().map(|(id, _)| customers::get(tx, scope, id)).transpose()?,
        colleagues: people::colleagues(tx, scope)?,
        problems: problems::list(tx, scope)?,
        touchpoint: touchpoint.map(|touchpoint| touchpoint.name),
        book,
        dues,
        case,
        kept,
    })
}

/// The page.
pub(super) async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let found = find(&app, &session, &id_of(&id)?).await?;
    page(&app, &session, &visitor, found, Told { done: asked.done, ..Told::default() })
}

pub(super) fn page(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    found: Found,
    told: Told,
) -> Result<Response, Failure> {
    let w = words_of(session, visitor);
    let view = View {
        w,
        clock: Clock::new(&session.organisation.zone, w),
        now: Time::now(),
        found: &found,
        fields: &told.fields,
    };
    let (kept, case) = (&found.kept, &found.case);
    let steps = view.steps();
    let near = ["step", "amends"].contains(&told.done.as_str()) && steps.iter().any(|step| step.state == "now");
    let wrong = told.problem.is_some();
    let number = w.say("cases-number", &[("number", kept.number.into())]);
    let response = html(&One {
        page: Page::of(session, visitor, "service", number),
        w,
        tab: "cases",
        done: done_note(&told.done, w),
        done_near: near,
        problem: told.problem,
        id: kept.id.to_string(),
        words: kept.words.clone(),
        words_max: WORDS_MAX,
        customer: kept.customer.as_ref().map(|(id, name)| (id.to_string(), name.clone())),
        origin: match kept.comment {
            Some(_) => w.text("cases-origin-comment"),
            None => w.text(&format!("cases-origin-{}", kept.origin.name())),
        },
        origin_link: origin_link(kept),
        state: if case.state.closed() { "closed" } else { case.state.name() },
        state_text: view.state_text(),
        facts: view.facts(),
        copying: matches!(kept.channel, Channel::Message | Channel::Public),
        amends: view.amends(),
        why: [view.why("cause"), view.why("action")],
        ask: view.ask(app.settings.smtp.is_some()),
        sent: told.sent.map(|sent| SentView {
            language: sent.language.code(),
            picture: qr::picture(&sent.link),
            link: sent.link,
            text: sent.text,
            mailed: sent.mailed,
        }),
        closed: case.state.closed(),
        over: case.state == CaseState::CustomerErased,
        ours: case.state == CaseState::Open,
        came_back: case.came_back,
        reopen_words: told.fields.words_of("reopen").to_owned(),
        hangs_on: view.hangs_on(),
        problems: view.problems_to_choose(),
        problem_title: told.fields.title.clone(),
        factors: factors(w, service::Factor::named(&told.fields.factor).or(kept.factor)),
        owners: colleagues(&found.colleagues, kept.owner.as_ref()),
        hand_words: told.fields.words_of("hand").to_owned(),
        escalate_words: told.fields.words_of("escalate").to_owned(),
        level: view.level(),
        can_escalate: case.state == CaseState::Open && case.level < case.authority.level_max,
        history: view.history(),
        steps,
    })?;
    Ok(if wrong { unprocessable(response) } else { response })
}

/// Where what opened the case can be read.
fn origin_link(kept: &Kept) -> Option<String> {
    match (&kept.promise, &kept.moment, &kept.comment) {
        (Some(promise), ..) => Some(format!("/promises/{promise}")),
        (None, Some(moment), _) => Some(format!("/moments/{moment}")),
        (None, None, Some(comment)) => Some(format!("/comments/{comment}")),
        (None, None, None) => None,
    }
}

/// Makes the parts of the page.
struct View<'a> {
    w: Words,
    clock: Clock,
    now: Time,
    found: &'a Found,
    fields: &'a Fields,
}

impl View<'_> {
    fn moment(&self, stamp: jiff::Timestamp) -> String {
        self.clock.moment(Time::from(stamp))
    }

    fn facts(&self) -> Vec<(String, String)> {
        let (w, kept, case) = (self.w, &self.found.kept, &self.found.case);
        let fact = |name: &str, value: String| (w.text(name), value);
        let owner = if kept.owner_name.is_empty() { w.text("cases-owner-none") } else { kept.owner_name.clone() };
        let mut facts = vec![fact("cases-owner", owner), fact("cases-opened-at", self.clock.moment(kept.opened_at))];
        facts.extend(kept.factor.map(|factor| fact("cases-factor", factor_name(w, factor))));
        facts.extend(self.found.touchpoint.clone().map(|name| fact("cases-touchpoint", name)));
        facts.push(fact("cases-channel-name", w.text(&format!("cases-channel-{}", kept.channel.name()))));
        if 0 < case.level {
            facts.push(fact("cases-level-name", self.level()));
        }
        facts.push(fact("cases-playbook", self.found.book.title.get(w.language().code()).to_owned()));
        facts
    }

    fn level(&self) -> String {
        let case = &self.found.case;
        let (level, most) = (i64::from(case.level), i64::from(case.authority.level_max));
        self.w.say("cases-level-of", &[("level", level.into()), ("most", most.into())])
    }

    fn state_text(&self) -> String {
        let (w, kept, case) = (self.w, &self.found.kept, &self.found.case);
        match case.state {
            CaseState::Open if 1 < case.round => {
                let round = i64::from(case.round);
                w.say("cases-state-again", &[("round", round.into())])
            }
            CaseState::Open => w.text("cases-state-open"),
            CaseState::Waiting => {
                let until = case.answer_until().map_or(String::new(), |until| self.moment(until));
                w.say("cases-state-waiting", &[("until", until.into())])
            }
            state => standing(w, state, kept.satisfied, None),
        }
    }

    /// The language in which to speak with the customer.
    fn spoken(&self) -> &'static str {
        letter::language_of(self.found.customer.as_ref()).unwrap_or(self.w.language()).code()
    }

    fn steps(&self) -> Vec<StepView> {
        let next = next_step(&self.found.case, &self.found.book);
        self.found.book.steps.iter().map(|guide| self.step(guide, next)).collect()
    }

    fn step(&self, guide: &Guide, next: Option<Step>) -> StepView {
        let (case, step) = (&self.found.case, guide.step);
        let (own, spoken) = (self.w.language().code(), self.spoken());
        let state = match () {
            () if case.is_done(step) => "done",
            () if case.state != CaseState::Open => "left",
            () if next == Some(step) => "now",
            () => "later",
        };
        let due = self.found.dues.iter().find(|(of, _)| *of == step).and_then(|(_, due)| *due);
        let typed = self.fields.step == step.name() || step == Step::Amends && self.fields.act == "amends";
        StepView {
            name: step.name(),
            title: step_name(self.w, step),
            state,
            done: self.notes_of(step),
            due: due.map_or(String::new(), |due| due_text(self.w, &self.clock, due, self.now)),
            late: due.is_some_and(|due| due < self.now),
            what: guide.what.get(own).to_owned(),
            say: guide.say.get(spoken).to_vec(),
            say_language: spoken_in(guide, spoken),
            avoid: guide
                .avoid
                .iter()
                .map(|avoid| (avoid.words.get(spoken).to_owned(), avoid.why.get(own).to_owned()))
                .collect(),
            amends: step == Step::Amends,
            follow_up: step == Step::FollowUp,
            fix_problem: step == Step::FixProblem,
            note: if typed { self.fields.words.clone() } else { String::new() },
            told: typed && self.fields.told == "yes",
        }
    }

    /// What happened in the present round.
    fn round(&self) -> impl Iterator<Item = &Happened> {
        let begins = |what: &CaseWhat| {
            matches!(what, CaseWhat::Reopened | CaseWhat::CustomerAnswered { satisfied: Satisfied::No })
        };
        let all = &self.found.history;
        let start = all.iter().rposition(|one| begins(&one.what)).map_or(0, |position| position + 1);
        all.iter().skip(start)
    }

    fn notes_of(&self, step: Step) -> Vec<Note> {
        let of_step = |what: &CaseWhat| match what {
            CaseWhat::StepDone { step: done, .. } => *done == step,
            CaseWhat::AmendsGiven { .. } => step == Step::Amends,
            CaseWhat::CustomerAsked => step == Step::FollowUp,
            _ => false,
        };
        let note = |one: &Happened| {
            let who = actor_name(self.w, &self.found.colleagues, &one.actor);
            let line =
                self.w.say("cases-step-done-line", &[("when", self.clock.moment(one.at).into()), ("who", who.into())]);
            let given = matches!(one.what, CaseWhat::AmendsGiven { .. });
            Note {
                line: if given { format!("{} · {line}", self.happened(&one.what)) } else { line },
                words: one.words.clone(),
                told: one.told,
            }
        };
        self.round().filter(|one| of_step(&one.what)).map(note).collect()
    }

    fn amends(&self) -> AmendsView {
        let (w, own) = (self.w, self.w.language().code());
        let limit = |percent: u8| match percent {
            0 => w.text("cases-amends-free"),
            percent => w.say("cases-amends-percent", &[("percent", i64::from(percent).into())]),
        };
        let offers = |severity: Severity| {
            let offers = self.found.book.offers(severity);
            let offers = offers.map(|one| (one.offer.get(own).to_owned(), limit(one.limit_percent))).collect();
            (w.text(&format!("cases-severity-{}", severity.name())), offers)
        };
        let left = match self.found.case.agent_cents_left() {
            0 => w.text("cases-amends-left-none"),
            left => w.say("cases-amends-left", &[("left", money::written(w, left).into())]),
        };
        AmendsView {
            offers: Severity::ALL.into_iter().map(offers).collect(),
            left,
            amount: self.fields.amount.clone(),
            approved: self.fields.approved == "yes",
        }
    }

    fn why(&self, name: &'static str) -> WhyView {
        let (kept, case) = (&self.found.kept, &self.found.case);
        let (recorded, words) = match name {
            "cause" => (case.root_cause, &kept.root_cause),
            _ => (case.action, &kept.action),
        };
        let typed = self.fields.words_of(name);
        WhyView {
            name,
            recorded,
            kept: words.clone(),
            typed: if typed.is_empty() && recorded { words.clone() } else { typed.to_owned() },
        }
    }

    fn ask(&self, mails: bool) -> AskView {
        let (w, case) = (self.w, &self.found.case);
        let lacks = case.lacks().into_iter().map(|rule| {
            let error = store::StoreError::Refused(rule.code(), cases::arguments(rule));
            legible(error, w, &self.clock).sentence(w)
        });
        let mail = match letter::address(self.found.customer.as_ref(), mails) {
            Ok(address) => w.say("cases-ask-mail", &[("address", address.into())]),
            Err(NoMail::NotSetUp) => w.text("cases-ask-mail-none"),
            Err(NoMail::NoAddress) => w.text("cases-ask-mail-address"),
            Err(NoMail::Withdrawn) => w.text("cases-ask-mail-withdrawn"),
        };
        let over = case.answer_until().is_some_and(|until| until <= self.now.stamp());
        AskView {
            lacks: lacks.collect(),
            waiting: case.state == CaseState::Waiting,
            over,
            asked: case.asked_at.map_or(String::new(), |at| self.moment(at)),
            days: w.say("cases-ask-days", &[("days", i64::from(case.authority.answer_days).into())]),
            mail,
        }
    }

    fn hangs_on(&self) -> Option<(String, String)> {
        let problem = self.found.kept.problem.as_ref()?;
        let title = self.found.problems.iter().find(|one| one.id == *problem).map(|one| one.title.clone());
        Some((problem.to_string(), title.unwrap_or_else(|| self.w.text("cases-problem"))))
    }

    fn problems_to_choose(&self) -> Vec<Choice> {
        let hangs_on = self.found.kept.problem.as_ref();
        let open = self.found.problems.iter().filter(|one| one.solved_at.is_none() && Some(&one.id) != hangs_on);
        let choice = |one: &Problem| Choice {
            value: one.id.to_string(),
            text: one.title.clone(),
            help: String::new(),
            chosen: self.fields.problem == one.id.as_str(),
        };
        open.map(choice).collect()
    }

    fn history(&self) -> Vec<HistoryRow> {
        let row = |one: &Happened| HistoryRow {
            at: self.clock.moment(one.at),
            actor: actor_name(self.w, &self.found.colleagues, &one.actor),
            what: self.happened(&one.what),
            words: one.words.clone(),
            told: one.told,
        };
        self.found.history.iter().map(row).collect()
    }

    fn happened(&self, what: &CaseWhat) -> String {
        let w = self.w;
        match what {
            CaseWhat::Opened(opening) => w.text(match opening.origin {
                Origin::Answer => "cases-what-opened-answer",
                Origin::Promise => "cases-what-opened-promise",
                Origin::Moment => "cases-what-opened-moment",
                Origin::Hand => "cases-what-opened-hand",
            }),
            CaseWhat::StepDone { step, .. } => w.say("cases-what-step", &[("step", step_name(w, *step).into())]),
            CaseWhat::AmendsGiven { cents, approved_by_manager } => amends_text(w, *cents, *approved_by_manager),
            CaseWhat::RootCauseRecorded => w.text("cases-what-cause"),
            CaseWhat::ActionRecorded => w.text("cases-what-action"),
            CaseWhat::HungOnProblem { problem } => {
                let known = self.found.problems.iter().find(|one| one.id.as_str() == problem);
                let title = known.map_or_else(|| w.text("cases-problem"), |one| one.title.clone());
                w.say("cases-what-problem", &[("problem", title.into())])
            }
            CaseWhat::Escalated { level } => w.say("cases-what-escalated", &[("level", i64::from(*level).into())]),
            CaseWhat::HandedOver => w.text("cases-what-handed"),
            CaseWhat::CustomerAsked => w.text("cases-what-asked"),
            CaseWhat::CustomerAnswered { satisfied } => w.text(&format!("cases-what-answered-{}", satisfied.name())),
            CaseWhat::TimedOut => w.text("cases-what-timeout"),
            CaseWhat::Reopened => w.text("cases-what-reopened"),
            CaseWhat::CustomerErased => w.text("cases-what-erased"),
            CaseWhat::CameBack { back: true } => w.text("cases-what-back"),
            CaseWhat::CameBack { back: false } => w.text("cases-what-away"),
        }
    }
}

/// The language in which words to use are there, if not in the customer's own.
fn spoken_in(guide: &Guide, wanted: &str) -> String {
    let all: Vec<&str> = guide.say.languages().collect();
    let known = [wanted, "en"].into_iter().find(|code| all.contains(code));
    known.or_else(|| all.first().copied()).unwrap_or(wanted).to_owned()
}

fn amends_text(w: Words, cents: Option<u64>, approved: bool) -> String {
    match cents.filter(|cents| *cents != 0) {
        None => w.text("cases-what-amends-free"),
        Some(cents) => {
            let message = if approved { "cases-what-amends-approved" } else { "cases-what-amends" };
            w.say(message, &[("amount", money::written(w, cents).into())])
        }
    }
}
