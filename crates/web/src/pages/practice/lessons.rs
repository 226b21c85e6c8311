//! Lessons to read: all of them, and one.
//!
//! Separate from the week, which proposes two. That somebody read a lesson is a mark for themselves and told to nobody.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use language::Words;
use practice::Lesson;
use serde::Deserialize;
use service::Factor;
use store::{StoreError, Time, practice as kept};

use super::{LessonShown, lesson_shown, minutes};
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, seen, words_of};
use crate::pages::service::{Choice, factor_name, factors};
use crate::visitor::{SignedIn, Visitor};

#[derive(Template)]
#[template(path = "practice/lessons.html")]
struct List {
    page: Page,
    w: Words,
    tab: &'static str,
    count: String,
    all: bool,
    factors: Vec<Choice>,
    lessons: Vec<LessonShown>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    factor: String,
    done: String,
}

pub(super) async fn list(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let (w, scope) = (words_of(&session, &visitor), session.scope.clone());
    let read = app.store.read(move |tx| kept::lessons_read(tx, &scope)).await?;
    let factor = Factor::named(&wanted.factor);
    let all = practice::lessons(w.language().code());
    let suits = |lesson: &&Lesson| factor.is_none_or(|factor| lesson.factors.contains(&factor));
    let has_read = |lesson: &Lesson| read.iter().any(|slug| slug == lesson.slug);
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX).into();
    let count = [("read", number(all.iter().filter(|one| has_read(one)).count())), ("all", number(all.len()))];
    html(&List {
        page: Page::of(&session, &visitor, "practice", w.text("practice-lessons-title")),
        w,
        tab: "lessons",
        count: w.say("practice-lessons-count", &count),
        all: factor.is_none(),
        factors: factors(w, factor),
        lessons: all.iter().filter(suits).map(|lesson| lesson_shown(w, lesson, has_read(lesson))).collect(),
    })
}

#[derive(Template)]
#[template(path = "practice/lesson.html")]
struct One {
    page: Page,
    w: Words,
    tab: &'static str,
    done: bool,
    lesson: &'static Lesson,
    minutes: String,
    factors: Vec<String>,
    read: bool,
    next: Option<LessonShown>,
}

pub(super) async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(slug): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let (w, scope) = (words_of(&session, &visitor), session.scope.clone());
    let code = w.language().code();
    let lesson = practice::lesson(code, &slug).ok_or(StoreError::NotFound)?;
    let read = app.store.read(move |tx| kept::lessons_read(tx, &scope)).await?;
    let has_read = |lesson: &Lesson| read.iter().any(|slug| slug == lesson.slug);
    // The next one that was not read, in the order of the list, round its end.
    let all = practice::lessons(code);
    let at = all.iter().position(|one| one.slug == lesson.slug).unwrap_or(0);
    let next = all.iter().cycle().skip(at + 1).take(all.len() - 1).find(|one| !has_read(one));
    html(&One {
        page: Page::of(&session, &visitor, "practice", lesson.title.clone()),
        w,
        tab: "lessons",
        done: wanted.done == "read",
        minutes: minutes(w, lesson),
        factors: lesson.factors.iter().map(|factor| factor_name(w, *factor)).collect(),
        read: has_read(lesson),
        next: next.map(|next| lesson_shown(w, next, false)),
        lesson,
    })
}

/// Marks a lesson as read.
pub(super) async fn read(
    State(app): State<App>,
    session: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let lesson = practice::lesson("en", &slug).ok_or(StoreError::NotFound)?;
    let scope = session.scope.clone();
    app.store.write(move |tx| kept::read_lesson(tx, &scope, lesson.slug, Time::now())).await?;
    Ok(seen(&format!("/practice/lessons/{}?done=read", lesson.slug)))
}
