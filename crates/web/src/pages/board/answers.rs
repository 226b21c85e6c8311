//! The answers behind a number, one row each, for those who run the survey.
//!
//! Separate from the exports, which hold all of them. Nothing is listed of a wave that is too small to be shown. Of an
//! anonymous survey no time is told, no group that the report hides, and the order is not that of arrival, on no page and over
//! all pages.

use std::sync::Arc;

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
use crate::App;
use crate::failure::Failure;
use crate::handle;
use crate::live::Live;
use crate::page::{Page, html};
use crate::single::{Group, Groups};
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

/// What the address asks for.
#[derive(Debug, Clone, Deserialize, Default)]
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
    let enough = SUPPRESS_BELOW as i64 <= live.wave.answers + live.wave.set_aside;
    if asked.only_aside() && enough {
        frame.nothing = None;
    }
    let (scope, of_live, wanted) = (session.scope.clone(), Arc::clone(&live), asked.clone());
    let nothing = frame.nothing.is_some();
    let found = app.store.read(move |tx| {
        let listing = Listing::new(tx, &scope, &of_live, &wanted)?;
        let batch = if nothing { Batch::default() } else { listing.page(tx)? };
        Ok((batch, listing.groups))
    });
    let (batch, groups) = found.await?;
    if !batch.items.is_empty() && asked.after.is_none() {
        crate::export::note_view(&app, &session.scope, &live.wave.id).await?;
    }
    let lead = if !asked.by.is_empty() && groups.hides(&asked.by) {
        "board-group-hidden"
    } else if live.survey.anonymous {
        "board-lead-answers-anonymous"
    } else {
        "board-lead-answers"
    };
    let (by, only) = (encoded(&asked.by), if asked.only_aside() { "&only=aside" } else { "" });
    let next = batch.next.as_ref().map(|after| format!("{}/answers?after={after}&by={by}{only}", frame.base));
    let to_aside = format!("{}/answers?only=aside", frame.base);
    let may_judge = 0 < live.wave.set_aside && enough;
    let shown = Shown { live: &live, groups, words: w };
    html(&Answers {
        lead: w.text(lead),
        group: group_label(&live, &asked.by),
        heads: shown.heads(),
        items: live.asked.layout.columns.iter().map(|column| column.name.clone()).collect(),
        only_aside: asked.only_aside(),
        to_aside: (may_judge && !asked.only_aside()).then_some(to_aside),
        rows: batch.items.iter().map(|answer| shown.row(answer)).collect(),
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
#[derive(Default)]
struct Batch {
    items: Vec<Answer>,
    /// Where the next page begins.
    next: Option<String>,
}

/// What is listed of a wave.
struct Listing<'a> {
    scope: &'a Scope,
    live: &'a Live,
    asked: &'a Asked,
    which: Which,
    groups: Groups,
}

impl<'a> Listing<'a> {
    fn new(tx: &mut Transaction<'_>, scope: &'a Scope, live: &'a Live, asked: &'a Asked) -> Result<Self, StoreError> {
        let groups = Groups::of(tx, scope, live)?;
        let state = asked.only_aside().then_some(ResponseState::SetAside);
        Ok(Self { scope, live, asked, which: Which { state, ..Which::default() }, groups })
    }

    /// The answers asked for, from the place asked for on.
    fn page(&self, tx: &mut Transaction<'_>) -> Result<Batch, StoreError> {
        let (mut items, mut next, mut looked) = (Vec::new(), self.asked.after.clone(), 0);
        loop {
            let some = self.some(tx, next.as_deref())?;
            let more = some.len() == BATCH as usize;
            looked += some.len();
            next = some.last().filter(|_| more).map(|last| self.place(last));
            for answer in some.into_iter().filter(|answer| self.is_wanted(answer)) {
                if items.len() == PAGE {
                    let next = items.last().map(|last| self.place(last));
                    return Ok(Batch { items, next });
                }
                items.push(answer);
            }
            if next.is_none() || LOOKED_THROUGH <= looked {
                return Ok(Batch { items, next });
            }
        }
    }

    /// Whether an answer is of the group asked for, and that may be seen.
    fn is_wanted(&self, answer: &Answer) -> bool {
        let by = &self.asked.by;
        let columns = self.live.asked.instrument.segments.iter().map(|segment| &segment.column);
        let mut groups = columns.zip(self.groups.seen(&answer.segments));
        by.is_empty()
            || groups.any(|(column, group)| matches!(group, Group::Word(word) if *by == format!("{column}={word}")))
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

    fn row(&self, answer: &Answer) -> Row {
        let instrument = &self.live.asked.instrument;
        let language = self.words.language().code();
        let mut about = Vec::new();
        if !self.live.survey.anonymous {
            about.push(moment(answer.received_at));
        }
        about.push(self.words.text(&format!("board-way-{}", answer.way.name())));
        for (segment, group) in instrument.segments.iter().zip(self.groups.seen(&answer.segments)) {
            about.push(match group {
                Group::Unknown => String::new(),
                Group::Hidden => self.words.text("report-hidden"),
                Group::Word(word) => segment.labels.get(word).map_or(word, |label| label.get(language)).to_owned(),
            });
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
