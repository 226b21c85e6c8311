//! Answering: by an open link, an invitation, on a stand at the door, or in another page's frame.
//!
//! Separate from all other pages, because whoever answers has no account and perhaps no script, and the page is the one that
//! most people ever see. A GET changes nothing. A POST keeps what was answered and shows the next step, or takes the whole;
//! the page's script sends the same fields and is answered in JSON. It refuses to lose an answer: a form that was sent twice
//! has the first receipt, and what comes late is kept where it was.

pub mod address;
mod door;
mod filled;
mod flow;
pub mod poster;
mod tongue;
pub mod view;
mod wording;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use language::{Language, Words};
use store::answers::{self, Submission, receipt_of};
use store::drafts::{self, Draft};
use store::instruments::Questionnaire;
use store::limits::{self, Rate};
use store::links::{Door, DoorKind};
use store::{Id, StoreError, Time, Transaction};

use self::address::Place;
use self::door::{Entrance, Key};
use self::filled::{Filled, Way};
use self::flow::Asked;
use self::tongue::Tongue;
use self::view::{Body, Frame, Given, Refresh, Sheet, StepView};
use crate::App;
use crate::assets::asset;
use crate::failure::Failure;
use crate::operation::{Access, Operation};
use crate::page::html;
use crate::security::POLICY;
use crate::visitor::Visitor;

/// The most bytes of a form: a comment of 10,000 characters takes up to 120,000 when it is sent.
const FORM_MAX: usize = 160 * 1024;
/// Answers that one address may send by one link.
const ANSWERS: Rate = Rate::new(30, 60).burst(60);
/// Answers that one address may begin by one link: more than are sent, because a hall full of people begins together.
const BEGINNINGS: Rate = Rate::new(120, 60).burst(300);
/// Receipt codes that one address may try.
const CODES: Rate = Rate::new(10, 60);
/// How many addresses' worth all may do together who cannot be told apart.
const SHARED_BY: u32 = 20;
/// Seconds until a stand at the door begins anew, without script.
const KIOSK_IDLE: u32 = 120;
/// Seconds for which a stand shows its thanks.
const KIOSK_THANKS: u32 = 10;
/// Nobody reads and answers more than so many questions in a second.
const ANSWERS_PER_SECOND_MAX: u32 = 4;

type Fields = Vec<(String, String)>;

struct Routes {
    kind: DoorKind,
    show: (&'static str, &'static str),
    answer: &'static str,
    thanks: (&'static str, &'static str),
    resume: (&'static str, &'static str),
}

const ROUTES: [Routes; 4] = [
    Routes {
        kind: DoorKind::Open,
        show: ("answer.open.show", "/s/{token}"),
        answer: "answer.open.send",
        thanks: ("answer.open.thanks", "/s/{token}/thanks"),
        resume: ("answer.open.resume", "/s/{token}/resume"),
    },
    Routes {
        kind: DoorKind::Invited,
        show: ("answer.invited.show", "/i/{token}"),
        answer: "answer.invited.send",
        thanks: ("answer.invited.thanks", "/i/{token}/thanks"),
        resume: ("answer.invited.resume", "/i/{token}/resume"),
    },
    Routes {
        kind: DoorKind::Kiosk,
        show: ("answer.kiosk.show", "/k/{token}"),
        answer: "answer.kiosk.send",
        thanks: ("answer.kiosk.thanks", "/k/{token}/thanks"),
        resume: ("answer.kiosk.resume", "/k/{token}/resume"),
    },
    Routes {
        kind: DoorKind::Embedded,
        show: ("answer.embedded.show", "/e/{token}"),
        answer: "answer.embedded.send",
        thanks: ("answer.embedded.thanks", "/e/{token}/thanks"),
        resume: ("answer.embedded.resume", "/e/{token}/resume"),
    },
];

/// The operations of this folder.
#[must_use]
pub fn operations() -> Vec<Operation> {
    let mut operations = Vec::new();
    for routes in ROUTES {
        let kind = routes.kind;
        let shown =
            get(move |State(app), visitor: Visitor, Path(token): Path<String>, Query(query), headers: HeaderMap| {
                show(app, visitor, kind, token, query, headers)
            });
        let taken =
            post(move |State(app), visitor: Visitor, Path(token): Path<String>, headers: HeaderMap, Form(fields)| {
                answer(app, visitor, kind, token, headers, fields)
            });
        let thanked =
            get(move |State(app), visitor: Visitor, Path(token): Path<String>, Query(query), headers: HeaderMap| {
                thanks(app, visitor, kind, token, query, headers)
            });
        let (id, path) = routes.show;
        operations.push(Operation::new(id, Method::GET, path, Access::Door, shown));
        operations.push(Operation::new(routes.answer, Method::POST, path, Access::Door, taken).with_body(FORM_MAX));
        let (id, path) = routes.thanks;
        operations.push(Operation::new(id, Method::GET, path, Access::Door, thanked));
        // A stand at the door is nobody's own device: nothing is continued there.
        if kind != DoorKind::Kiosk {
            let resumed = post(
                move |State(app), visitor: Visitor, Path(token): Path<String>, headers: HeaderMap, Form(fields)| {
                    resume(app, visitor, kind, token, headers, fields)
                },
            );
            let (id, path) = routes.resume;
            operations.push(Operation::new(id, Method::POST, path, Access::Door, resumed));
        }
    }
    operations.extend(poster::operations());
    operations
}

#[derive(Template)]
#[template(path = "answer/questions.html")]
struct Questions<'a> {
    frame: Frame,
    w: Words,
    at: usize,
    last: usize,
    progress: bool,
    base: &'a str,
    clean: Option<&'a str>,
    attempt: &'a Id,
    receipt: String,
    resumable: bool,
    languages: Vec<Tongue>,
    carried: Fields,
    script_words: Vec<(&'static str, String)>,
    steps: Vec<StepView>,
    problem: Option<String>,
    resume_problem: Option<String>,
    thanks: String,
}

#[derive(Template)]
#[template(path = "answer/thanks.html")]
struct Thanks {
    frame: Frame,
    w: Words,
    attempt: String,
    thanks: String,
    receipt: Option<String>,
}

#[derive(Template)]
#[template(path = "answer/notice.html")]
struct Notice {
    frame: Frame,
    title: String,
    text: String,
}

/// A visit: the door, the way in, and the language.
struct Visit {
    entrance: Entrance,
    door: Door,
    language: String,
    words: Words,
}

impl Visit {
    fn new(entrance: Entrance, door: Door, asked: Option<&str>) -> Self {
        let of_survey = door.survey.language.clone();
        let language = match &door.questionnaire {
            Some(questionnaire) => tongue::chosen(&questionnaire.instrument, asked, &of_survey),
            None => asked.map_or(of_survey.clone(), str::to_owned),
        };
        let spoken = Language::from_code(&language).or_else(|| Language::from_code(&of_survey)).unwrap_or_default();
        Self { entrance, door, language, words: spoken.words() }
    }

    fn kind(&self) -> DoorKind {
        self.door.kind
    }

    fn kiosk(&self) -> bool {
        self.kind() == DoorKind::Kiosk
    }

    fn base(&self) -> &str {
        &self.entrance.base
    }

    /// The address of a step. The language stands in it only when it is not the survey's own.
    fn address(&self, place: &Place) -> String {
        let language = (self.language != self.door.survey.language).then(|| self.language.clone());
        Place { language, ..place.clone() }.address(self.base())
    }

    fn frame(&self, refresh: Option<Refresh>) -> Frame {
        Frame {
            direction: tongue::direction(&self.language),
            language: self.language.clone(),
            way: door::name(self.kind()),
            title: self.door.survey.title.clone(),
            organisation: self.door.organisation.name.clone(),
            style: asset("answer.css"),
            script: asset("answer.js"),
            refresh,
        }
    }

    fn thanks(&self) -> String {
        let own = self.door.survey.thanks.trim();
        // On a stand thanks are said before it is known that the answers arrived: they may wait there for the network.
        let ours = if self.kiosk() { "answer-thanks-kiosk" } else { "answer-thanks" };
        if own.is_empty() { self.words.text(ours) } else { own.to_owned() }
    }

    /// A page with the headers that this way in needs.
    fn dressed(&self, mut response: Response) -> Response {
        let headers = response.headers_mut();
        if let Some(cookie) = &self.entrance.cookie {
            headers.append(header::SET_COOKIE, cookie.clone());
        }
        if self.kind() == DoorKind::Embedded
            && let Ok(policy) = HeaderValue::from_str(&policy_for(&self.door.survey.embed_origins))
        {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
            headers.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
        }
        response
    }

    fn notice(&self, title: &str, text: &str) -> Result<Response, Failure> {
        let (title, text) = (self.words.text(title), self.words.text(text));
        Ok(self.dressed(html(&Notice { frame: self.frame(None), title, text })?))
    }
}

/// The policy of a page that only these sites may show in a frame.
fn policy_for(origins: &[String]) -> String {
    let sound = |origin: &&String| {
        let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
        host.is_some_and(|host| {
            !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]*".contains(c))
        })
    };
    let sound: Vec<&str> = origins.iter().filter(sound).map(String::as_str).collect();
    let ancestors = if sound.is_empty() { "'none'".to_owned() } else { sound.join(" ") };
    POLICY.replace("frame-ancestors 'none'", &format!("frame-ancestors {ancestors}"))
}

fn value<'a>(pairs: &'a Fields, name: &str) -> Option<&'a str> {
    pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// What the address of a page says.
fn place_of(kind: DoorKind, query: &Fields) -> Place {
    Place {
        attempt: value(query, "a").and_then(Id::parse),
        at: value(query, "at").and_then(|at| at.parse().ok()).unwrap_or(0),
        language: value(query, "lang").map(str::to_owned),
        rating: value(query, "r").and_then(|rating| rating.parse().ok()),
        hidden: if kind == DoorKind::Embedded { filled::hidden_of(query) } else { BTreeMap::new() },
    }
}

fn entrance(app: &App, kind: DoorKind, token: &str, headers: &HeaderMap) -> Result<Entrance, Failure> {
    door::entrance(app, kind, token, headers).ok_or(Failure::Store(StoreError::NotFound))
}

async fn show(
    app: App,
    visitor: Visitor,
    kind: DoorKind,
    token: String,
    query: Fields,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    if kind == DoorKind::Invited && door::is_handle(&token) && door::entrance(&app, kind, &token, &headers).is_none() {
        return cookie_lost(&visitor);
    }
    let entrance = entrance(&app, kind, &token, &headers)?;
    let place = place_of(kind, &query);
    if entrance.could_be_clean {
        return Ok(Redirect::to(&place.address(&entrance.base)).into_response());
    }
    let (key, attempt) = (entrance.key.clone(), place.attempt.clone());
    let found = app.store.read(move |tx| {
        let door = key.open(tx, Time::now())?;
        let taken = match &attempt {
            Some(attempt) => answers::was_taken(tx, &door, attempt)?,
            None => false,
        };
        let draft = match &attempt {
            Some(attempt) => drafts::get(tx, &door, attempt)?,
            None => None,
        };
        Ok((door, taken, draft))
    });
    let (door, taken, draft) = found.await?;
    let visit = Visit::new(entrance, door, place.language.as_deref());
    if taken {
        return Ok(Redirect::to(&thanks_address(&visit, place.attempt.as_ref())).into_response());
    }
    if visit.door.used {
        return visit.notice("answer-used-title", "answer-used-text");
    }
    let attempt = place.attempt.clone().unwrap_or_else(Id::random);
    page(&visit, &attempt, &place, draft.as_ref(), &Problems::default())
}

/// Where thanks are said. On a stand nothing of the answer stays in the address.
fn thanks_address(visit: &Visit, attempt: Option<&Id>) -> String {
    let attempt = if visit.kiosk() { None } else { attempt.cloned() };
    let language = (visit.language != visit.door.survey.language).then(|| visit.language.clone());
    Place { attempt, language, ..Place::default() }.address(&format!("{}/thanks", visit.base()))
}

fn cookie_lost(visitor: &Visitor) -> Result<Response, Failure> {
    let words = visitor.words;
    let frame = Frame {
        language: words.language().code().to_owned(),
        direction: "ltr",
        way: "invited",
        title: words.text("answer-cookie-title"),
        organisation: String::new(),
        style: asset("answer.css"),
        script: asset("answer.js"),
        refresh: None,
    };
    let notice = Notice { frame, title: words.text("answer-cookie-title"), text: words.text("answer-cookie-text") };
    Ok((StatusCode::NOT_FOUND, html(&notice)?).into_response())
}

/// What went wrong with a form that is shown again.
#[derive(Default)]
struct Problems {
    form: Option<String>,
    resume: Option<String>,
}

impl Problems {
    fn of_form(sentence: String) -> Self {
        Self { form: Some(sentence), resume: None }
    }

    fn any(&self) -> bool {
        self.form.is_some() || self.resume.is_some()
    }
}

/// The questions, with one step on the screen and the others ready for the script.
fn page(
    visit: &Visit,
    attempt: &Id,
    place: &Place,
    draft: Option<&Draft>,
    problems: &Problems,
) -> Result<Response, Failure> {
    let Some(asked) = visit.door.questionnaire.clone() else {
        return visit.notice("answer-closed-title", "answer-closed-text");
    };
    let known = view::known(&visit.door, &place.hidden);
    let sheet = sheet(visit, &asked, &known, attempt);
    let steps = sheet.views(&given(draft, place.rating));
    let last = steps.len() - 1;
    let at = place.at.min(last);
    let start_again = Refresh { seconds: KIOSK_IDLE, address: visit.base().to_owned() };
    let questions = Questions {
        frame: visit.frame((visit.kiosk() && 0 < at).then_some(start_again)),
        w: visit.words,
        at,
        last,
        progress: 0 < last,
        base: visit.base(),
        clean: visit.entrance.clean.as_deref(),
        attempt,
        receipt: sheet.receipt(),
        // What fits on one screen is answered sooner than a code is written down.
        resumable: !visit.kiosk() && 0 < last,
        languages: sheet.languages(),
        carried: carried(place),
        script_words: sheet.script_words(last),
        steps,
        problem: problems.form.clone(),
        resume_problem: problems.resume.clone(),
        thanks: visit.thanks(),
    };
    let status = if problems.any() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(visit.dressed((status, html(&questions)?).into_response()))
}

fn sheet<'a>(
    visit: &'a Visit,
    asked: &'a Questionnaire,
    known: &'a std::collections::BTreeSet<String>,
    attempt: &'a Id,
) -> Sheet<'a> {
    Sheet {
        asked,
        survey: &visit.door.survey,
        organisation: &visit.door.organisation.name,
        kind: visit.kind(),
        known,
        attempt,
        language: &visit.language,
        words: visit.words,
    }
}

fn given(draft: Option<&Draft>, rating: Option<u8>) -> Given {
    let mut given = Given { rating, ..Given::default() };
    if let Some(draft) = draft {
        given.codes.clone_from(&draft.codes);
        given.segments.clone_from(&draft.segments);
        given.comment = draft.comment.clone().unwrap_or_default();
    }
    given
}

/// What a form takes along from the address.
fn carried(place: &Place) -> Fields {
    let mut carried: Fields = place.hidden.iter().map(|(name, value)| (format!("h.{name}"), value.clone())).collect();
    if let Some(rating) = place.rating {
        carried.push(("r".to_owned(), rating.to_string()));
    }
    carried
}

/// Whether the page's script asks, which wants a word rather than a page.
fn by_script(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).is_some_and(|accept| accept.as_bytes().starts_with(b"application/json"))
}

async fn answer(
    app: App,
    visitor: Visitor,
    kind: DoorKind,
    token: String,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, Failure> {
    let scripted = by_script(&headers);
    match take(&app, &visitor, kind, &token, &headers, &fields, scripted).await {
        Err(failure) if scripted => Ok(failure.problem(visitor.words)),
        done => done,
    }
}

async fn take(
    app: &App,
    visitor: &Visitor,
    kind: DoorKind,
    token: &str,
    headers: &HeaderMap,
    fields: &Fields,
    scripted: bool,
) -> Result<Response, Failure> {
    let entrance = entrance(app, kind, token, headers)?;
    let unreadable = || Failure::Request(StatusCode::UNPROCESSABLE_ENTITY, "answer-unreadable");
    let attempt = filled::attempt(fields).ok_or_else(unreadable)?;
    let key = entrance.key.clone();
    let found = app.store.read(move |tx| {
        let door = key.open(tx, Time::now())?;
        // What the script sends again is told so by its receipt.
        let taken = !scripted && answers::was_taken(tx, &door, &attempt)?;
        let draft = drafts::get(tx, &door, &attempt)?;
        Ok((door, taken, draft))
    });
    let (door, taken, draft) = found.await?;
    let visit = Visit::new(entrance, door, value(fields, "lang"));
    let Some(asked) = visit.door.questionnaire.clone() else {
        return closed(&visit, scripted);
    };
    let filled = filled::read(fields, &asked).map_err(|_| unreadable())?;
    if taken {
        // Sent twice, or gone back to: what counts is there, and there is nothing more to do.
        return Ok(Redirect::to(&thanks_address(&visit, Some(&filled.attempt))).into_response());
    }
    let request = Request { app, visitor, visit: &visit, asked: &asked, draft, filled };
    match (request.filled.way, scripted) {
        (Way::Send, true) => request.send_by_script().await,
        (Way::Send, false) => request.send().await,
        (_, true) => request.keep_by_script().await,
        (_, false) => request.keep().await,
    }
}

fn closed(visit: &Visit, scripted: bool) -> Result<Response, Failure> {
    if scripted {
        return Err(StoreError::Refused("store-wave-closed", vec![]).into());
    }
    visit.notice("answer-closed-title", "answer-closed-text")
}

/// A form that was read, with all that is needed to do what it asks for.
struct Request<'a> {
    app: &'a App,
    visitor: &'a Visitor,
    visit: &'a Visit,
    asked: &'a Questionnaire,
    /// What was kept before.
    draft: Option<Draft>,
    filled: Filled,
}

impl Request<'_> {
    /// The draft as the form would have it.
    fn kept(&self) -> Draft {
        let (filled, now) = (&self.filled, Time::now());
        Draft {
            attempt: filled.attempt.clone(),
            codes: filled.codes.clone(),
            segments: filled.segments.clone(),
            comment: filled.comment.clone(),
            language: self.visit.language.clone(),
            cleared: filled.cleared.clone(),
            begun_at: now,
            saved_at: now,
        }
    }

    async fn save(&self) -> Result<Draft, Failure> {
        let (door, draft) = (self.visit.door.clone(), self.kept());
        let job = move |tx: &mut Transaction<'_>| drafts::save(tx, &door, &draft, Time::now());
        // What goes on takes nothing: it was let in already.
        let rate = self.draft.is_none().then_some(("begin", BEGINNINGS));
        self.within(rate, job).await
    }

    /// Does a job, within a rate of the visitor's address and link.
    async fn within<T: Send + 'static>(
        &self,
        rate: Option<(&str, Rate)>,
        job: impl FnOnce(&mut Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Failure> {
        let store = &self.app.store;
        let rate = rate.and_then(|(name, rate)| Some((name, rate_for(self.visitor, rate)?)));
        let Some((name, rate)) = rate else { return Ok(store.write(job).await?) };
        let bucket = format!("{name}:{}:{}", self.visitor.block(), self.visit.entrance.key.bucket());
        // Two jobs, so that what was taken stays taken when the other is refused; handed over one behind the other, so that
        // they share a commit. The second looks whether the first was done.
        let allowed = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&allowed);
        let taken = store.write(move |tx| {
            limits::take(tx, &bucket, rate, Time::now())?;
            allowed.store(true, Ordering::Release);
            Ok(())
        });
        let done = store.write(move |tx| if seen.load(Ordering::Acquire) { job(tx) } else { Err(StoreError::Busy) });
        taken.await?;
        Ok(done.await?)
    }

    async fn keep_by_script(&self) -> Result<Response, Failure> {
        self.save().await?;
        Ok(reply("saved", &receipt_of(&self.filled.attempt)))
    }

    /// Keeps a step, and shows the one that was asked for.
    async fn keep(mut self) -> Result<Response, Failure> {
        let flow = self.flow();
        let at = self.filled.at.min(flow.len() - 1);
        if flow[at] == Asked::Points && self.filled.way == Way::Next {
            match shared_out(&self.filled.codes, self.asked) {
                Shares::Wrong(sum) => return self.points_again(at, sum),
                Shares::Whole(codes) => self.filled.codes = codes,
                Shares::None => {}
            }
        }
        self.save().await?;
        let next = match self.filled.way {
            Way::Next => at + 1,
            Way::Back => at.saturating_sub(1),
            Way::To(step) => step,
            Way::Stay | Way::Send => at,
        };
        let asked = self.filled.switch.as_deref().or(self.filled.language.as_deref());
        let visit = Visit::new(self.visit.entrance.clone(), self.visit.door.clone(), asked);
        let place = self.place(next.min(flow.len() - 1));
        Ok(visit.dressed(Redirect::to(&visit.address(&place)).into_response()))
    }

    fn flow(&self) -> Vec<Asked> {
        let known = view::known(&self.visit.door, &self.filled.hidden);
        sheet(self.visit, self.asked, &known, &self.filled.attempt).flow()
    }

    fn place(&self, at: usize) -> Place {
        Place {
            attempt: Some(self.filled.attempt.clone()),
            at,
            language: None,
            rating: self.filled.rating,
            hidden: self.hidden(),
        }
    }

    /// What the address said of the respondent; only a frame's address may.
    fn hidden(&self) -> BTreeMap<String, String> {
        if self.visit.kind() == DoorKind::Embedded { self.filled.hidden.clone() } else { BTreeMap::new() }
    }

    /// The step of points once more, with what was written there, and what is wrong with it.
    fn points_again(&self, at: usize, sum: u32) -> Result<Response, Failure> {
        let sentence = self.visit.words.say("answer-points-problem", &[("sum", i64::from(sum).to_string().into())]);
        let mut shown = self.kept();
        if let Some(before) = &self.draft {
            for (column, code) in before.codes.iter().enumerate() {
                let is_points = matches!(self.asked.layout.columns[column].role, survey::Role::Points { .. });
                if !is_points && let Some(place) = shown.codes.get_mut(column) {
                    *place = *code;
                }
            }
        }
        page(self.visit, &self.filled.attempt, &self.place(at), Some(&shown), &Problems::of_form(sentence))
    }

    /// Takes the answers that came step by step: the draft, and what the last step adds to it.
    async fn send(mut self) -> Result<Response, Failure> {
        let kept = self.save().await?;
        let flow = self.flow();
        if let Shares::Wrong(sum) = shared_out(&kept.codes, self.asked) {
            let at = flow.iter().position(|step| *step == Asked::Points).unwrap_or_default();
            self.filled.codes.clone_from(&kept.codes);
            return self.points_again(at, sum);
        }
        let submission = self.submission(&kept);
        match self.submit(submission).await {
            Err(Failure::Store(StoreError::Refused("store-answer-empty", _))) => {
                let sentence = self.visit.words.text("answer-empty");
                let place = self.place(flow.len() - 1);
                page(self.visit, &self.filled.attempt, &place, Some(&kept), &Problems::of_form(sentence))
            }
            // Two clicks at once: the other one was quicker, and its answer is this one.
            Err(Failure::Store(StoreError::Refused("store-answer-differs", _))) | Ok(_) => {
                let address = thanks_address(self.visit, Some(&self.filled.attempt));
                Ok(self.visit.dressed(Redirect::to(&address).into_response()))
            }
            Err(Failure::Store(StoreError::Refused("store-wave-closed", _))) => closed(self.visit, false),
            Err(Failure::Store(StoreError::Refused("store-invitation-used", _))) => {
                self.visit.notice("answer-used-title", "answer-used-text")
            }
            Err(failure) => Err(failure),
        }
    }

    /// Takes the answers that the script sends whole. Nothing is added to them, so that the same is sent each time.
    async fn send_by_script(self) -> Result<Response, Failure> {
        if let Shares::Wrong(sum) = shared_out(&self.filled.codes, self.asked) {
            let sentence = self.visit.words.say("answer-points-problem", &[("sum", i64::from(sum).to_string().into())]);
            return Err(Failure::Fields(vec![("points".to_owned(), sentence)]));
        }
        let submission = self.submission(&self.kept());
        let receipt = self.submit(submission).await?;
        Ok(reply("received", &receipt))
    }

    async fn submit(&self, submission: Submission) -> Result<String, Failure> {
        let door = self.visit.door.clone();
        let job = move |tx: &mut Transaction<'_>| answers::submit(tx, &door, &submission, Time::now());
        let done = self.within(Some(("answer", ANSWERS)), job).await?;
        if !done.repeated {
            self.app.metrics.answer();
        }
        Ok(done.receipt)
    }

    /// How long it took: as the script counted, or since the answers were begun. Whoever goes on elsewhere has a script that
    /// began to count there.
    fn seconds(&self) -> Option<u32> {
        let since = |draft: &Draft| u32::try_from((Time::now().0 - draft.begun_at.0) / 1000).ok();
        self.filled.seconds.max(self.draft.as_ref().and_then(since))
    }

    fn submission(&self, kept: &Draft) -> Submission {
        let seconds = self.seconds();
        let codes = match shared_out(&kept.codes, self.asked) {
            Shares::Whole(codes) => codes,
            _ => kept.codes.clone(),
        };
        let hidden = self.hidden();
        let mut segments = kept.segments.clone();
        segments.retain(|_, value| !value.is_empty());
        for column in self.asked.segments() {
            if let Some(value) = hidden.get(column) {
                segments.insert(column.to_owned(), value.clone());
            }
        }
        let mut fields = hidden;
        fields.extend(self.visit.door.hidden.clone());
        Submission {
            attempt: self.filled.attempt.clone(),
            suspicious: self.suspicious(&codes, seconds),
            codes,
            segments,
            fields,
            comment: kept.comment.clone(),
            seconds,
            language: self.visit.language.clone(),
            invitation: self.visit.entrance.key.invitation(),
        }
    }

    /// Why an answer is set aside. Not refused, so that whoever sends it learns nothing, and nothing is lost by an error.
    fn suspicious(&self, codes: &[u8], seconds: Option<u32>) -> Option<&'static str> {
        if self.filled.trapped {
            return Some("trap");
        }
        let answered = codes.iter().filter(|code| **code != sums::MISSING).count();
        let possible = seconds.map(|seconds| seconds.saturating_add(1).saturating_mul(ANSWERS_PER_SECOND_MAX));
        possible.is_some_and(|possible| (possible as usize) < answered).then_some("hasty")
    }
}

/// What became of the hundred points.
enum Shares {
    /// Nobody was given any.
    None,
    /// They add up; who was left out has none. The codes with that written down.
    Whole(Vec<u8>),
    /// They add up to something else.
    Wrong(u32),
}

fn shared_out(codes: &[u8], asked: &Questionnaire) -> Shares {
    let count = asked.instrument.dimensions.len();
    let columns: Vec<usize> = (0..count).filter_map(|dimension| asked.layout.points(dimension)).collect();
    let given = |column: &&usize| codes[**column] < sums::NOT_APPLICABLE;
    if !columns.iter().any(|column| given(&column)) {
        return Shares::None;
    }
    let sum = columns.iter().filter(given).map(|column| u32::from(codes[*column])).sum();
    if sum != 100 {
        return Shares::Wrong(sum);
    }
    let mut whole = codes.to_vec();
    for column in columns {
        if whole[column] == sums::MISSING {
            whole[column] = 0;
        }
    }
    Shares::Whole(whole)
}

fn reply(state: &str, receipt: &str) -> Response {
    axum::Json(serde_json::json!({ "state": state, "receipt": receipt })).into_response()
}

/// The limit that holds for somebody. Who comes from this machine is not limited; all whom a proxy on it brings that was not
/// declared share one, which is wide.
fn rate_for(visitor: &Visitor, rate: Rate) -> Option<Rate> {
    match (visitor.address.to_canonical().is_loopback(), visitor.shared) {
        (true, true) => Some(rate.times(SHARED_BY)),
        (true, false) => None,
        (false, _) => Some(rate),
    }
}

/// Takes from a bucket.
async fn limit(app: &App, visitor: &Visitor, name: &str, rate: Rate) -> Result<(), Failure> {
    let Some(rate) = rate_for(visitor, rate) else { return Ok(()) };
    let name = name.to_owned();
    Ok(app.store.write(move |tx| limits::take(tx, &name, rate, Time::now())).await?)
}

async fn thanks(
    app: App,
    visitor: Visitor,
    kind: DoorKind,
    token: String,
    query: Fields,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    if kind == DoorKind::Invited && door::is_handle(&token) && door::entrance(&app, kind, &token, &headers).is_none() {
        return cookie_lost(&visitor);
    }
    let entrance = entrance(&app, kind, &token, &headers)?;
    let place = place_of(kind, &query);
    if entrance.could_be_clean {
        return Ok(Redirect::to(&place.address(&format!("{}/thanks", entrance.base))).into_response());
    }
    let (key, attempt) = (entrance.key.clone(), place.attempt.clone());
    let found = app.store.read(move |tx| {
        let door = key.open(tx, Time::now())?;
        let taken = match &attempt {
            Some(attempt) => answers::was_taken(tx, &door, attempt)?,
            None => false,
        };
        Ok((door, taken))
    });
    let (door, taken) = found.await?;
    let visit = Visit::new(entrance, door, place.language.as_deref());
    if !taken && !visit.kiosk() {
        // Thanks are not said for what was not received.
        return Ok(Redirect::to(&visit.address(&place)).into_response());
    }
    let restart = Refresh { seconds: KIOSK_THANKS, address: visit.base().to_owned() };
    let receipt = place.attempt.as_ref().filter(|_| !visit.kiosk()).map(receipt_of);
    let thanks = Thanks {
        frame: visit.frame(visit.kiosk().then_some(restart)),
        w: visit.words,
        attempt: place.attempt.as_ref().map(Id::to_string).unwrap_or_default(),
        thanks: visit.thanks(),
        receipt,
    };
    Ok(visit.dressed(html(&thanks)?))
}

async fn resume(
    app: App,
    visitor: Visitor,
    kind: DoorKind,
    token: String,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, Failure> {
    let entrance = entrance(&app, kind, &token, &headers)?;
    limit(&app, &visitor, &format!("code:{}", visitor.block()), CODES).await?;
    let key: Key = entrance.key.clone();
    let receipt = value(&fields, "receipt").unwrap_or_default().to_owned();
    let found = app.store.read(move |tx| {
        let door = key.open(tx, Time::now())?;
        let draft = drafts::resume(tx, &door, &receipt)?;
        Ok((door, draft))
    });
    let (door, draft) = found.await?;
    let visit = Visit::new(entrance, door, value(&fields, "lang"));
    let hidden: Fields =
        fields.iter().filter_map(|(name, value)| Some((name.strip_prefix("h.")?.to_owned(), value.clone()))).collect();
    let mut place = place_of(kind, &hidden);
    place.rating = value(&fields, "r").and_then(|rating| rating.parse().ok());
    let Some(draft) = draft else {
        let problem = visit.words.text("answer-code-unknown");
        return page(&visit, &Id::random(), &place, None, &Problems { form: None, resume: Some(problem) });
    };
    place.at = first_blank(&visit, &draft, &place).max(1);
    place.attempt = Some(draft.attempt.clone());
    let visit = Visit::new(visit.entrance.clone(), visit.door.clone(), Some(&draft.language));
    Ok(visit.dressed(Redirect::to(&visit.address(&place)).into_response()))
}

/// The first step that nothing was said on.
fn first_blank(visit: &Visit, draft: &Draft, place: &Place) -> usize {
    let Some(asked) = &visit.door.questionnaire else { return 0 };
    let known = view::known(&visit.door, &place.hidden);
    let sheet = sheet(visit, asked, &known, &draft.attempt);
    sheet.first_blank(&given(Some(draft), None))
}
