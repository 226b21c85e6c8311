//! The answers behind a number, one row each, for those who run the survey.
//!
//! Separate from the exports, which hold all of them. Nothing is listed of a wave that is too small to be shown. Of an
//! anonymous survey no time is told, no group that the report hides, and the order is not that of arrival, on no page and over
//! all pages.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use language::Words;
use report::SUPPRESS_BELOW;
use serde::Deserialize;
use store::answers::BY_HAND;
use store::listing::{Response as Answer, ResponseState, Which};
use store::{Id, Scope, StoreError, Time, Transaction};

use super::frame::{Frame, id_of, open};
use super::sheet::Groups;
use crate::App;
use crate::failure::Failure;
use crate::handle;
use crate::live::Live;
use crate::page::{Page, html};
use crate::single;
use crate::visitor::{SignedIn, Visitor};

/// Answers on a page.
const PAGE: usize = 50;
/// Answers that are looked through at most for one page of a group.
const LOOKED_THROUGH: usize = 20_000;
/// Answers that are looked through at a time.
const BATCH: u32 = 200;

#[derive(Template)]
#[template(path = "board/answers.html")]
struct Answers {
    page: Page,
    frame: Frame,
    lead: String,
    /// The group that is listed; empty for everybody.
    group: String,
    heads: Vec<String>,
    items: Vec<String>,
    rows: Vec<Row>,
    /// That some are not listed yet.
    held: Option<String>,
    next: Option<String>,
    first: bool,
    /// Whether only answers that were set aside are listed.
    only_aside: bool,
    /// The way to them, when there are any.
    to_aside: Option<String>,
}

/// One respondent.
struct Row {
    about: Vec<String>,
    codes: Vec<String>,
    comment: String,
    /// Why it is set aside; nothing for one that counts.
    aside: Option<String>,
    /// By what it is named when it is judged.
    handle: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    by: String,
    after: Option<String>,
    /// `aside` for the answers that were set aside alone.
    only: String,
}

impl Asked {
    fn only_aside(&self) -> bool {
        self.only == "aside"
    }
}

/// A page of answers.
pub async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(wave): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let opened = open(&app, &session, &visitor, &wave).await?;
    let (live, w) = (opened.live.clone(), opened.words);
    let page = opened.page(&session, &visitor);
    let mut frame = opened.frame("answers");
    // What was set aside can be judged although too few are left: among all who answered nobody stands out.
    let answered = live.wave.answers + live.wave.set_aside;
    if asked.only_aside() && SUPPRESS_BELOW as i64 <= answered {
        frame.nothing = None;
    }
    let groups = Groups::of(&live);
    let of_hidden = !asked.by.is_empty() && groups.hides(&asked.by);
    let batch = if frame.nothing.is_some() || of_hidden {
        Batch { items: Vec::new(), next: None, held: 0 }
    } else {
        let (scope, live, by) = (session.scope.clone(), live.clone(), asked.by.clone());
        let state = asked.only_aside().then_some(ResponseState::SetAside);
        let after = asked.after.clone();
        app.store.read(move |tx| Listing::new(tx, &scope, &live, state)?.page(tx, &by, after)).await?
    };
    if !batch.items.is_empty() && asked.after.is_none() {
        crate::export::note_view(&app, &session.scope, &live.wave.id).await?;
    }
    let lead = if of_hidden {
        w.text("board-group-hidden")
    } else if live.survey.anonymous {
        w.text("board-lead-answers-anonymous")
    } else {
        w.text("board-lead-answers")
    };
    let (by, only) = (encoded(&asked.by), if asked.only_aside() { "&only=aside" } else { "" });
    let next = batch.next.as_ref().map(|after| format!("{}/answers?after={after}&by={by}{only}", frame.base));
    let to_aside = format!("{}/answers?only=aside", frame.base);
    let arguments = [("held", batch.held.into())];
    let held = (0 < batch.held).then(|| w.say("board-answers-held", &arguments));
    let shown = Shown { live: &live, groups, words: w };
    html(&Answers {
        lead,
        group: group_label(&live, &asked.by),
        heads: shown.heads(),
        items: live.asked.layout.columns.iter().map(|column| column.name.clone()).collect(),
        only_aside: asked.only_aside(),
        to_aside: (0 < live.wave.set_aside && SUPPRESS_BELOW as i64 <= answered && !asked.only_aside())
            .then_some(to_aside),
        rows: shown.rows(&batch.items),
        held,
        next,
        first: asked.after.is_none(),
        page,
        frame,
    })
}

/// What becomes of an answer.
#[derive(Deserialize)]
pub struct Judgement {
    answer: String,
    /// `count`, or `set-aside`.
    verdict: String,
    /// Where to go on.
    #[serde(default)]
    only: String,
}

/// Counts an answer, or sets it aside.
pub async fn judge(
    State(app): State<App>,
    session: SignedIn,
    Path(wave): Path<String>,
    Form(asked): Form<Judgement>,
) -> Result<Response, Failure> {
    let (wave, answer) = (id_of(&wave)?, id_of(&asked.answer)?);
    let why = match asked.verdict.as_str() {
        "count" => None,
        "set-aside" => Some(BY_HAND),
        _ => return Err(StoreError::NotFound.into()),
    };
    let place = format!("/board/{wave}/answers{}", if asked.only == "aside" { "?only=aside" } else { "" });
    let (scope, attempt) = (session.scope.clone(), handle::attempt(&wave, &answer));
    let done = app.store.write(move |tx| store::answers::set_aside(tx, &scope, &wave, &attempt, why, Time::now()));
    done.await?;
    Ok(Redirect::to(&place).into_response())
}

/// Some answers.
struct Batch {
    items: Vec<Answer>,
    /// Where the next page begins.
    next: Option<String>,
    /// How many that count are not listed yet.
    held: i64,
}

/// What is listed of a wave.
struct Listing<'a> {
    scope: &'a Scope,
    live: &'a Live,
    which: Which,
    held: i64,
}

impl<'a> Listing<'a> {
    fn new(
        tx: &mut Transaction<'_>,
        scope: &'a Scope,
        live: &'a Live,
        state: Option<ResponseState>,
    ) -> Result<Self, StoreError> {
        let through = single::through(tx, scope, &live.survey, &live.wave, live.state)?;
        let held = live.wave.answers - single::listed(&live.survey, &live.wave, live.state);
        Ok(Self { scope, live, which: Which { state, through, ..Which::default() }, held })
    }

    /// The next answers of a group, from a place on.
    fn page(&self, tx: &mut Transaction<'_>, by: &str, after: Option<String>) -> Result<Batch, StoreError> {
        let (mut items, mut after, mut looked) = (Vec::new(), after, 0);
        loop {
            let some = self.some(tx, after.as_deref())?;
            let more = some.len() == BATCH as usize;
            looked += some.len();
            after = some.last().filter(|_| more).map(|last| self.place(last));
            for answer in some.into_iter().filter(|answer| by.is_empty() || self.is_of(answer, by)) {
                if items.len() == PAGE {
                    let next = items.last().map(|last| self.place(last));
                    return Ok(Batch { items, next, held: self.held });
                }
                items.push(answer);
            }
            if after.is_none() || LOOKED_THROUGH <= looked {
                return Ok(Batch { items, next: after, held: self.held });
            }
        }
    }

    fn is_of(&self, answer: &Answer, by: &str) -> bool {
        let segments = self.live.asked.instrument.segments.iter().zip(&answer.segments);
        segments
            .into_iter()
            .any(|(segment, value)| value.as_ref().is_some_and(|value| by == format!("{}={value}", segment.column)))
    }

    fn some(&self, tx: &mut Transaction<'_>, after: Option<&str>) -> Result<Vec<Answer>, StoreError> {
        let wave = &self.live.wave.id;
        if self.live.survey.anonymous {
            let after = after.and_then(Id::parse).map(|handle| handle::attempt(wave, &handle));
            return store::listing::shuffled(tx, self.scope, wave, self.which, after.as_ref(), BATCH);
        }
        let after = after.and_then(|place| place.parse().ok());
        Ok(store::listing::some(tx, self.scope, wave, self.which, after, BATCH)?.items)
    }

    /// What stands in the address of the page after an answer: its number tells when it came, so an anonymous one has none.
    fn place(&self, answer: &Answer) -> String {
        if self.live.survey.anonymous {
            handle::of(&self.live.wave.id, &answer.attempt).to_string()
        } else {
            answer.sequence.to_string()
        }
    }
}

/// How answers are written on a page.
struct Shown<'a> {
    live: &'a Live,
    groups: Groups,
    words: Words,
}

impl Shown<'_> {
    fn heads(&self) -> Vec<String> {
        let language = self.words.language().code();
        let mut heads = Vec::new();
        if !self.live.survey.anonymous {
            heads.push(self.words.text("board-column-received"));
        }
        heads.push(self.words.text("board-column-way"));
        let segments = self.live.asked.instrument.segments.iter();
        heads.extend(segments.map(|segment| {
            let title = segment.title.get(language);
            if title.is_empty() { segment.column.clone() } else { title.to_owned() }
        }));
        heads
    }

    fn rows(&self, answers: &[Answer]) -> Vec<Row> {
        answers.iter().map(|answer| self.row(answer)).collect()
    }

    fn row(&self, answer: &Answer) -> Row {
        let instrument = &self.live.asked.instrument;
        let language = self.words.language().code();
        let mut about = Vec::new();
        if !self.live.survey.anonymous {
            about.push(moment(answer.received_at));
        }
        about.push(self.words.text(&format!("board-way-{}", answer.way.name())));
        for (segment, value) in instrument.segments.iter().zip(&answer.segments) {
            let value = value.as_deref().unwrap_or_default();
            let by = format!("{}={value}", segment.column);
            let label = segment.labels.get(value).map_or(value, |label| label.get(language));
            let hides = !value.is_empty() && self.groups.hides(&by);
            about.push(if hides { self.words.text("report-hidden") } else { label.to_owned() });
        }
        let columns = self.live.asked.layout.columns.iter();
        let code = |(column, code): (&survey::AnswerColumn, &u8)| match *code {
            sums::MISSING => String::new(),
            sums::NOT_APPLICABLE => "·".to_owned(),
            code if column.reversed => (column.scale.max - code.min(column.scale.max) + column.scale.min).to_string(),
            code => code.to_string(),
        };
        Row {
            about,
            codes: columns.zip(&answer.codes).map(code).collect(),
            comment: answer.comment.clone().unwrap_or_default(),
            aside: (answer.state == ResponseState::SetAside).then(|| self.why(answer)),
            handle: handle::of(&self.live.wave.id, &answer.attempt).to_string(),
        }
    }

    /// Why an answer was set aside.
    fn why(&self, answer: &Answer) -> String {
        let known = ["trap", "hasty", BY_HAND].into_iter().find(|why| answer.aside.as_deref() == Some(why));
        self.words.text(&format!("board-aside-{}", known.unwrap_or(BY_HAND)))
    }
}

/// The words of a group `column=value`.
fn group_label(live: &Live, by: &str) -> String {
    let levels =
        live.report.iter().flat_map(|report| &report.segmentations).flat_map(|s| s.levels.iter().map(move |l| (s, l)));
    let mut found = levels.filter(|(_, level)| level.by == by);
    found.next().map_or_else(String::new, |(segmentation, level)| format!("{}: {}", segmentation.title, level.label))
}

/// A moment as exports write it: `2026-03-01 09:30`, in UTC.
pub(super) fn moment(time: Time) -> String {
    jiff::Timestamp::from_millisecond(time.0)
        .map_or_else(|_| String::new(), |moment| moment.strftime("%Y-%m-%d %H:%M").to_string())
}

fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
