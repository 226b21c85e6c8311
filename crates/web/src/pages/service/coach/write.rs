//! The page on which a reply is written, for browsers with script and without.
//!
//! Separate from what a script asks for (`live`). Whoever has no script sends the draft, and gets it back underlined with the list of
//! what was found; each button of the list sends the draft again with what is to be done. The draft goes back to the browser and nowhere
//! else.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::Response;
use language::Words;
use replies::{Finding, Language};
use serde::Deserialize;
use store::promises::NewPromise;
use store::{Id, Scope, StoreError, Time, Transaction, replies as kept};

use super::context::{self, Answered, From, Known};
use super::shown::{self, Piece, Promised, Shown};
use crate::App;
use crate::coach::{Checked, Checker, DRAFT_MAX};
use crate::failure::Failure;
use crate::page::{Page, html, words_of};
use crate::pages::service::{Choice, id_or_none, refused, unprocessable};
use crate::visitor::{SignedIn, Visitor};

/// Findings that are remembered from one check to the next, in the form.
const KEYS_MAX: usize = 100;

#[derive(Template)]
#[template(path = "service/coach/write.html")]
struct Write {
    page: Page,
    w: Words,
    tab: &'static str,
    more: &'static str,
    problem: Option<String>,
    done: Option<String>,
    known: Option<Known>,
    back: Option<(String, String)>,
    fields: Fields,
    languages: Vec<Choice>,
    /// Whether there was a draft to check.
    checked: bool,
    count: String,
    read_as: String,
    pieces: Vec<Piece>,
    findings: Vec<Shown>,
    safe: bool,
    promises: Vec<Promised>,
    empty: Shown,
    empty_promise: Promised,
}

/// What the form holds, and what its address may bring along.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Fields {
    draft: String,
    received: String,
    language: String,
    customer: String,
    comment: String,
    case: String,
    /// One for each time the page is opened: by it a promise that is pressed twice is made once.
    attempt: String,
    /// The findings that somebody let stand.
    passed: String,
    /// The findings that were shown last.
    seen: String,
    /// What is to be done, and with what.
    #[serde(rename = "do")]
    act: String,
}

impl Fields {
    fn from(&self) -> Result<From, Failure> {
        Ok(From {
            customer: id_or_none(&self.customer)?,
            comment: id_or_none(&self.comment)?,
            case: id_or_none(&self.case)?,
        })
    }

    fn passed(&self, key: &str) -> bool {
        passed(&self.passed, key)
    }
}

/// Whether a finding is among those that somebody let stand.
pub(super) fn passed(all: &str, key: &str) -> bool {
    all.split(' ').any(|one| one == key)
}

/// What the address brings along.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    customer: String,
    comment: String,
    case: String,
}

pub(super) async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let mut fields = Fields {
        customer: asked.customer,
        comment: asked.comment,
        case: asked.case,
        attempt: Id::random().to_string(),
        ..Fields::default()
    };
    let (scope, from, now) = (session.scope.clone(), fields.from()?, Time::now());
    let found = app.store.read(move |tx| {
        let answered = context::answered(tx, &scope, &from)?;
        let checker = Checker::of(tx, &scope, answered.customer.as_ref().map(|(id, _)| id), now)?;
        Ok((answered, checker))
    });
    let (answered, checker) = found.await?;
    fields.customer = answered.customer.as_ref().map(|(id, _)| id.to_string()).unwrap_or_default();
    fields.received.clone_from(&answered.received);
    page(&session, &visitor, fields, Seen { answered, checker, checked: None, promises: vec![] }, (None, None))
}

/// What a check came to.
struct Seen {
    answered: Answered,
    checker: Checker,
    checked: Option<Checked>,
    promises: Vec<Promised>,
}

pub(super) async fn check(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(mut fields): Form<Fields>,
) -> Result<Response, Failure> {
    let (scope, w, from, now) = (session.scope.clone(), words_of(&session, &visitor), fields.from()?, Time::now());
    // A browser sends the end of a line as two characters; a draft has one, as its script counts them.
    fields.draft = fields.draft.replace("\r\n", "\n");
    fields.received = fields.received.replace("\r\n", "\n");
    let attempt = Id::parse(&fields.attempt).unwrap_or_else(Id::random);
    fields.attempt = attempt.to_string();
    let gathered = app.store.read(move |tx| {
        let answered = context::answered(tx, &scope, &from)?;
        let checker = Checker::of(tx, &scope, answered.customer.as_ref().map(|(id, _)| id), now)?;
        Ok((answered, checker))
    });
    let (answered, checker) = gathered.await?;
    if too_long(&fields.draft) || too_long(&fields.received) {
        let problem = Some(w.say("coach-too-long", &[("most", (DRAFT_MAX as i64).into())]));
        let seen = Seen { answered, checker, checked: None, promises: vec![] };
        return page(&session, &visitor, fields, seen, (problem, None)).map(unprocessable);
    }
    let work = tokio::task::spawn_blocking(move || {
        let done = act(&checker, &mut fields, now);
        let checked = checker.check(&fields.draft, &fields.received, Language::coded(&fields.language), now);
        (checker, fields, done, checked)
    });
    let (checker, mut fields, done, checked) =
        work.await.map_err(|error| StoreError::Damaged(format!("a draft was not checked: {error}")))?;
    let outcomes = outcomes(&fields, &checked, &done);
    fields.act = String::new();
    let customer = answered.customer.as_ref().map(|(id, _)| id.clone());
    let log = done.log.map(|(words, due)| shown::to_log(&words, due, customer.as_ref()));
    let (scope, text, log) = (session.scope.clone(), fields.draft.clone(), log.flatten());
    let nothing = outcomes.is_empty() && log.is_none();
    let job = move |tx: &mut Transaction<'_>| {
        let said = noted(tx, &scope, (&outcomes, &attempt, log.as_ref()), now)?;
        let parts = (text.as_str(), &checker, &checked);
        let promises = shown::promises(tx, (&scope, w), parts, (Some(&attempt), customer.as_ref()), now)?;
        Ok((said, promises, checker, checked))
    };
    // A check alone changes nothing, and does not wait for the writer.
    let (said, promises, checker, checked) =
        if nothing { app.store.read(job).await? } else { app.store.write(job).await? };
    let problem = said.map(|error| refused(error, w)).transpose()?;
    let note = done.note.filter(|_| problem.is_none()).map(|note| w.text(note));
    let seen = Seen { answered, checker, checked: Some(checked), promises };
    page(&session, &visitor, fields, seen, (problem, note))
}

/// Notes what became of findings, and logs a promise; gives why it could not be logged.
fn noted(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    (outcomes, attempt, log): (&[(String, bool)], &Id, Option<&NewPromise>),
    now: Time,
) -> Result<Option<StoreError>, StoreError> {
    for (rule, dismissed) in outcomes {
        match kept::note_finding(tx, scope, rule, *dismissed, now) {
            // A rule that is gone since is no trouble of whoever writes.
            Ok(_) | Err(StoreError::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    match log.map(|new| kept::log_promise(tx, scope, attempt, new, now)) {
        None | Some(Ok(_)) => Ok(None),
        Some(Err(error @ (StoreError::Refused(..) | StoreError::Conflict(_)))) => Ok(Some(error)),
        Some(Err(error)) => Err(error),
    }
}

pub(super) fn too_long(text: &str) -> bool {
    DRAFT_MAX < text.chars().count()
}

/// What was done with the draft before it was checked again.
#[derive(Default)]
struct Done {
    /// Rules that were followed by a button.
    followed: Vec<String>,
    /// A rule whose finding was let stand.
    dismissed: Option<String>,
    /// A promise to be logged: its words and its time.
    log: Option<(String, Option<jiff::civil::DateTime>)>,
    note: Option<&'static str>,
}

/// Does what a button of the list says.
fn act(checker: &Checker, fields: &mut Fields, now: Time) -> Done {
    let mut done = Done::default();
    let wanted = fields.act.clone();
    let (act, key) = wanted.split_once(' ').unwrap_or((&wanted, ""));
    if !["apply", "dismiss", "fix", "log"].contains(&act) {
        return done;
    }
    let checked = checker.check(&fields.draft, &fields.received, Language::coded(&fields.language), now);
    let text = fields.draft.clone();
    let standing: Vec<&Finding> =
        checked.review.findings.iter().filter(|finding| !fields.passed(&shown::finding_key(&text, finding))).collect();
    let found = standing.iter().find(|finding| shown::finding_key(&text, finding) == key);
    match (act, found) {
        ("apply", Some(finding)) => {
            if let Some(to) = &finding.replacement {
                fields.draft.replace_range(finding.start..finding.end, to);
                done.followed.push(finding.rule.clone());
                done.note = Some("coach-did-apply");
            }
        }
        ("dismiss", Some(finding)) => {
            done.dismissed = Some(finding.rule.clone());
            done.note = Some("coach-did-dismiss");
            fields.passed = format!("{} {key}", fields.passed).trim().to_owned();
        }
        ("fix", _) => {
            let all: Vec<Finding> = standing.into_iter().cloned().collect();
            fields.draft = replies::fix(&text, &all);
            done.followed.extend(all.into_iter().filter(|finding| finding.safe).map(|finding| finding.rule));
            done.note = Some("coach-did-fix");
        }
        ("log", _) => {
            let words =
                |promise: &replies::Promise| text.get(promise.start..promise.end).unwrap_or_default().to_owned();
            let promise = checked.review.promises.iter().find(|one| shown::promise_key(&words(one), one) == key);
            done.log = promise.map(|promise| (words(promise), promise.due));
            done.note = promise.map(|_| "coach-did-log");
        }
        _ => {}
    }
    done
}

/// What became of findings: rules that were followed or whose finding is gone since it was shown, and the one that was let stand.
fn outcomes(fields: &Fields, checked: &Checked, done: &Done) -> Vec<(String, bool)> {
    let mut outcomes: Vec<(String, bool)> = done.followed.iter().map(|rule| (rule.clone(), false)).collect();
    outcomes.extend(done.dismissed.iter().map(|rule| (rule.clone(), true)));
    let here: Vec<String> =
        checked.review.findings.iter().map(|finding| shown::finding_key(&fields.draft, finding)).collect();
    // Whoever empties the page followed nothing; what a button did is counted above.
    if !fields.draft.trim().is_empty() && done.followed.is_empty() {
        let gone = fields.seen.split(' ').take(KEYS_MAX).filter(|key| !key.is_empty());
        let gone = gone.filter(|key| !here.iter().any(|one| one == key) && !fields.passed(key));
        outcomes.extend(gone.filter_map(|key| Some((key.split_once(':')?.0.to_owned(), false))));
    }
    outcomes
}

fn page(
    session: &SignedIn,
    visitor: &Visitor,
    mut fields: Fields,
    seen: Seen,
    (problem, done): (Option<String>, Option<String>),
) -> Result<Response, Failure> {
    let w = words_of(session, visitor);
    let (checker, checked) = (&seen.checker, seen.checked.as_ref());
    let mut findings = checked.map_or(vec![], |checked| shown::findings(w, &fields.draft, checker, checked));
    findings.retain(|finding| !fields.passed(&finding.key));
    let keys: Vec<&str> = findings.iter().take(KEYS_MAX).map(|finding| finding.key.as_str()).collect();
    fields.seen = keys.join(" ");
    let written = !fields.draft.trim().is_empty();
    let language = |code: &str, text: String| Choice {
        value: code.to_owned(),
        text,
        help: String::new(),
        chosen: fields.language == code,
    };
    let back = match (&fields.comment, &fields.case) {
        (comment, _) if !comment.is_empty() => Some((format!("/comments/{comment}"), w.text("coach-back-comment"))),
        (_, case) if !case.is_empty() => Some((format!("/cases/{case}"), w.text("coach-back-case"))),
        _ => None,
    };
    html(&Write {
        tab: "coach",
        more: "write",
        problem,
        done,
        known: seen.answered.customer.as_ref().map(|customer| context::known(customer, checker, w)),
        back,
        languages: std::iter::once(language("", w.text("coach-language-automatic")))
            .chain(Language::ALL.map(|one| language(one.code(), shown::own_name(one).to_owned())))
            .collect(),
        checked: checked.is_some() && written,
        count: shown::count(w, findings.len(), seen.promises.len()),
        read_as: checked.map_or(String::new(), |checked| read_as(w, checked.language)),
        pieces: shown::pieces(&fields.draft, &findings),
        safe: findings.iter().any(|finding| finding.replacement.is_some()),
        findings,
        promises: seen.promises,
        fields,
        empty: Shown::default(),
        empty_promise: Promised::default(),
        page: Page::of(session, visitor, "service", w.text("coach-title")),
        w,
    })
}

/// In which language the draft was read.
pub(super) fn read_as(w: Words, language: Language) -> String {
    w.text(match language {
        Language::English => "coach-read-as-en",
        Language::Indonesian => "coach-read-as-id",
        Language::Spanish => "coach-read-as-es",
    })
}
