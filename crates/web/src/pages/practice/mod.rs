//! Practice: the challenge of a week, lessons, what a team calls great service, and thanks.
//!
//! Separate from the service, because here nobody is served: it is for those who serve, and what they write in it is theirs. A handler
//! reads, calls one function, and shows a page; every page works without script. Which factor is practised and what a lesson says is
//! `practice`.

mod lessons;
mod thanks;
mod week;
mod workshop;

use axum::http::Method;
use axum::routing::{get, post};
use language::Words;
use service::Factor;
use store::Role;

use super::service::factor_name;
use crate::operation::{Access, Operation};

/// The operations of this folder.
#[must_use]
pub fn operations() -> Vec<Operation> {
    let see = |id, path, handler| Operation::new(id, Method::GET, path, Access::SignedIn(Role::Viewer), handler);
    let change = |id, path, handler| Operation::new(id, Method::POST, path, Access::SignedIn(Role::Viewer), handler);
    let write = |id, path, handler| Operation::new(id, Method::POST, path, Access::SignedIn(Role::Agent), handler);
    vec![
        see("practice.show", "/practice", get(week::show)),
        change("practice.take", "/practice/take", post(week::take)),
        change("practice.finish", "/practice/done", post(week::finish)),
        // Five answers in letters of four bytes, each written as three characters in a form.
        change("practice.reflect", "/practice/answers", post(week::reflect)).with_body(256 * 1024),
        see("practice.lessons", "/practice/lessons", get(lessons::list)),
        see("practice.lesson", "/practice/lessons/{lesson}", get(lessons::show)),
        change("practice.read", "/practice/lessons/{lesson}", post(lessons::read)),
        see("practice.workshop", "/practice/workshop", get(workshop::show)),
        write("practice.define", "/practice/workshop", post(workshop::define)),
        see("practice.thanks", "/practice/thanks", get(thanks::show)),
        change("practice.thank", "/practice/thanks", post(thanks::thank)),
        change("practice.thanks-read", "/practice/thanks/read", post(thanks::read)),
    ]
}

/// A lesson as a list shows it.
struct LessonShown {
    slug: &'static str,
    title: &'static str,
    gist: &'static str,
    minutes: String,
    factors: Vec<String>,
    read: bool,
}

fn lesson_shown(w: Words, lesson: &'static practice::Lesson, read: bool) -> LessonShown {
    LessonShown {
        slug: lesson.slug,
        title: &lesson.title,
        gist: &lesson.gist,
        minutes: minutes(w, lesson),
        factors: lesson.factors.iter().map(|factor| factor_name(w, *factor)).collect(),
        read,
    }
}

fn minutes(w: Words, lesson: &practice::Lesson) -> String {
    w.say("practice-minutes", &[("count", i64::try_from(lesson.minutes()).unwrap_or(i64::MAX).into())])
}

/// The first letter of a factor, as it stands in the word RATER.
fn letter(factor: Factor) -> char {
    factor.name().chars().next().map_or('R', |first| first.to_ascii_uppercase())
}
