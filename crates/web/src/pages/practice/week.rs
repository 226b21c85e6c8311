//! The week: one challenge on one factor, why this one, and what one thinks of it afterwards.
//!
//! Separate from the other practice, because it looks at the five factors. A challenge that was taken up stays for its week, whatever the
//! numbers do in the meantime. What somebody answers is shown to them alone; what colleagues shared comes from the store already chosen.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::Response;
use jiff::tz::TimeZone;
use language::Words;
use practice::challenge::QUESTIONS;
use practice::{Because, Chosen, Known, Why};
use serde::Deserialize;
use service::Factor;
use store::factors::Part;
use store::practice::{self as kept, Answered, Shared, TakenUp};
use store::{StoreError, Time};

use super::thanks::ThanksShown;
use super::{LessonShown, lesson_shown, letter};
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, seen, words_of};
use crate::pages::desk::clock::Clock;
use crate::pages::factors::reading::{self, Reading};
use crate::pages::service::moments::span::Span;
use crate::pages::service::{factor_name, refused, unprocessable};
use crate::visitor::{SignedIn, Visitor};

/// Days that are looked at to find the weakest factor: enough to say something, few enough that it changes.
const DAYS: u16 = 90;
/// Lessons that are proposed.
const LESSONS: usize = 2;
/// One day, in milliseconds.
const DAY: i64 = 86_400_000;

#[derive(Template)]
#[template(path = "practice/week.html")]
struct WeekPage {
    page: Page,
    w: Words,
    tab: &'static str,
    done: String,
    problem: Option<String>,
    thanks: Vec<ThanksShown>,
    /// The moment up to which these thanks were read.
    thanks_up_to: String,
    /// Whether the challenge is that of an earlier week.
    earlier: bool,
    challenge: ChallengeShown,
    colleagues: Vec<Colleague>,
    lessons: Vec<LessonShown>,
    past: Vec<Past>,
    audience: String,
}

/// The challenge as the page shows it.
struct ChallengeShown {
    week: i64,
    when: String,
    letter: char,
    factor: String,
    help: String,
    why: String,
    id: &'static str,
    title: &'static str,
    what: &'static str,
    how: &'static [String],
    taken: bool,
    /// When it was done; empty before.
    done: String,
    answers: Vec<Answer>,
    /// The language of the questions.
    language: &'static str,
    /// Whether something was answered.
    answered: bool,
    shared: bool,
}

/// A question with what was answered.
struct Answer {
    question: String,
    words: String,
}

/// What a colleague shared.
struct Colleague {
    name: String,
    factor: String,
    title: &'static str,
    answers: Vec<Answer>,
}

/// An earlier week of one's own.
struct Past {
    week: i64,
    when: String,
    factor: String,
    title: &'static str,
    done: bool,
    shared: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    done: String,
    week: String,
}

pub(super) async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    page(&app, &session, &visitor, &asked, None).await
}

/// What a form held that was refused, and why.
struct Wrong {
    problem: String,
    answers: Reflection,
}

/// What is kept for the page.
struct Found {
    own: Vec<TakenUp>,
    shared: Vec<Shared>,
    read: Vec<String>,
    thanks: Vec<kept::Thanks>,
}

async fn page(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    asked: &Asked,
    wrong: Option<Wrong>,
) -> Result<Response, Failure> {
    let (w, now, scope) = (words_of(session, visitor), Time::now(), session.scope.clone());
    let zone = &session.organisation.zone;
    let this = this_week(zone, now);
    let found = app.store.read(move |tx| {
        Ok(Found {
            own: kept::own(tx, &scope)?,
            shared: kept::shared(tx, &scope, this)?,
            read: kept::lessons_read(tx, &scope)?,
            thanks: kept::thanks_received(tx, &scope)?,
        })
    });
    let found = found.await?;
    let week = asked.week.parse().ok().filter(|week| found.own.iter().any(|one| one.week == *week)).unwrap_or(this);
    let code = w.language().code();
    let chosen = match found.own.iter().find(|one| one.week == week) {
        Some(taken) => taken_up(w, taken),
        None => None,
    };
    let (factor, shown) = match chosen {
        Some(chosen) => chosen,
        None => offered(app, session, w, week, &found.own).await?,
    };
    let clock = Clock::new(zone, w);
    let taken = found.own.iter().find(|one| one.week == week);
    let (mut challenge, reading) = (shown, |slug: &str| found.read.iter().any(|read| read == slug));
    challenge.when = w.say("practice-week-of", &[("day", monday(&clock, zone, week).into())]);
    challenge.done = taken.and_then(|taken| taken.done_at).map_or(String::new(), |at| clock.day(at));
    let problem = wrong.map(|wrong| {
        for (answer, words) in challenge.answers.iter_mut().zip(wrong.answers.words()) {
            answer.words = words;
        }
        challenge.shared = !wrong.answers.share.is_empty();
        wrong.problem
    });
    let lessons = practice::suiting(code, factor, week, reading, LESSONS).into_iter();
    let fresh: Vec<_> = found.thanks.iter().filter(|thanks| thanks.read_at.is_none()).collect();
    let refused = problem.is_some();
    let response = html(&WeekPage {
        page: Page::of(session, visitor, "practice", w.text("practice-title")),
        w,
        tab: "week",
        done: done_text(w, &asked.done),
        problem,
        thanks_up_to: fresh.iter().map(|thanks| thanks.at.0).max().unwrap_or(0).to_string(),
        thanks: fresh.into_iter().map(|thanks| super::thanks::shown(w, &clock, thanks)).collect(),
        earlier: week != this,
        colleagues: found.shared.iter().filter_map(|one| colleague(w, one)).collect(),
        lessons: lessons.map(|lesson| lesson_shown(w, lesson, reading(lesson.slug))).collect(),
        past: found.own.iter().filter(|one| one.week != week).filter_map(|one| past(w, &clock, zone, one)).collect(),
        audience: w.text(if session.scope.team().is_some() {
            "practice-share-team-help"
        } else {
            "practice-share-all-help"
        }),
        challenge,
    })?;
    Ok(if refused { unprocessable(response) } else { response })
}

fn done_text(w: Words, done: &str) -> String {
    match done {
        "taken" => w.text("practice-done-taken"),
        "done" => w.text("practice-done-done"),
        "kept" => w.text("practice-done-kept"),
        "shared" => w.text("practice-done-shared"),
        "thanks" => w.text("practice-done-thanks"),
        _ => String::new(),
    }
}

/// The Monday of the week of a moment, by the calendar of the organisation.
fn this_week(zone: &str, now: Time) -> i64 {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let date = now.stamp().to_zoned(zone).date();
    let midnight = date.to_zoned(TimeZone::UTC).map_or(now, |midnight| Time::from(midnight.timestamp()));
    practice::week_of(midnight.0.div_euclid(DAY))
}

/// A Monday as people write it.
fn monday(clock: &Clock, zone: &str, week: i64) -> String {
    // At noon no zone has another day than the one that is meant.
    let noon = Time(week.saturating_mul(DAY).saturating_add(DAY / 2));
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let there = noon.stamp().to_zoned(TimeZone::UTC).date().at(12, 0, 0, 0).to_zoned(zone);
    clock.day(there.map_or(noon, |there| Time::from(there.timestamp())))
}

/// A challenge that was taken up; nothing when the program has it no more.
fn taken_up(w: Words, taken: &TakenUp) -> Option<(Factor, ChallengeShown)> {
    let factor = Factor::named(&taken.factor)?;
    let challenge = practice::challenge(w.language().code(), &taken.challenge)?;
    let mut shown = challenge_shown(w, taken.week, factor, challenge);
    shown.taken = true;
    shown.shared = taken.shared;
    // What was answered stays under the question that was asked, whatever language the page is in now.
    for (answer, kept) in shown.answers.iter_mut().zip(&taken.answers) {
        *answer = Answer { question: kept.asked.clone(), words: kept.answer.clone() };
    }
    shown.answered = shown.answers.iter().any(|answer| !answer.words.is_empty());
    Some((factor, shown))
}

/// The challenge that is offered: on the factor that is weakest, with the reason.
async fn offered(
    app: &App,
    session: &SignedIn,
    w: Words,
    week: i64,
    own: &[TakenUp],
) -> Result<(Factor, ChallengeShown), Failure> {
    let now = Time::now();
    let span = Span::of(&session.organisation.zone, DAYS, now);
    let reading = reading::read(app, &session.scope, Part::Whole, span, now, w).await?;
    let Chosen { factor, why } = practice::weakest(&known(&reading), week);
    let done: Vec<String> = own.iter().filter(|one| one.done_at.is_some()).map(|one| one.challenge.clone()).collect();
    let challenge = practice::challenge_of(w.language().code(), week, factor, &done);
    let why = why_text(w, factor, &why);
    Ok((factor, ChallengeShown { why, ..challenge_shown(w, week, factor, challenge) }))
}

/// The five factors as they are known.
fn known(reading: &Reading) -> [Known; 5] {
    let said = &reading.evidence.said;
    reading.rows().map(|row| {
        let place = row.factor.place();
        Known { said: reading::share(said.complaints[place], said.judging[place]), row }
    })
}

fn challenge_shown(w: Words, week: i64, factor: Factor, challenge: &'static practice::Challenge) -> ChallengeShown {
    let questions = practice::questions(w.language().code(), factor).iter();
    ChallengeShown {
        week,
        when: String::new(),
        letter: letter(factor),
        factor: factor_name(w, factor),
        help: w.text(&format!("service-factor-{}-help", factor.name())),
        why: String::new(),
        id: &challenge.id,
        title: &challenge.title,
        what: &challenge.what,
        how: &challenge.how,
        taken: false,
        done: String::new(),
        answers: questions.map(|question| Answer { question: question.clone(), words: String::new() }).collect(),
        language: w.language().code(),
        answered: false,
        shared: false,
    }
}

/// Why this factor, in one sentence.
fn why_text(w: Words, factor: Factor, why: &Why) -> String {
    let factor = factor_name(w, factor);
    match why {
        Why::Short(all) => {
            let parts: Vec<String> = all.iter().map(|because| because_text(w, *because)).collect();
            let reason = match parts.as_slice() {
                [one] => one.clone(),
                [one, two] => w.say("practice-why-two", &[("one", one.as_str().into()), ("two", two.as_str().into())]),
                [one, two, three, ..] => {
                    let all =
                        [("one", one.as_str().into()), ("two", two.as_str().into()), ("three", three.as_str().into())];
                    w.say("practice-why-three", &all)
                }
                [] => String::new(),
            };
            w.say("practice-why-short", &[("factor", factor.into()), ("reason", reason.into())])
        }
        Why::Nearest(because) => {
            let reason = because_text(w, *because);
            w.say("practice-why-nearest", &[("factor", factor.into()), ("reason", reason.into())])
        }
        Why::Turn => w.say("practice-why-turn", &[("factor", factor.into())]),
    }
}

fn because_text(w: Words, because: Because) -> String {
    let share = |name: &str, share: f64| w.say(name, &[("share", w.percent(share, 0).into())]);
    match because {
        Because::Gap(gap) => w.say("practice-because-gap", &[("gap", w.number(-gap, 1).into())]),
        Because::Pulses(one) => share("practice-because-pulses", one),
        Because::Said(one) => share("practice-because-said", one),
        Because::Broken(one) => share("practice-because-broken", one),
        Because::Encounters(one) => share("practice-because-encounters", one),
    }
}

/// What a colleague shared; what was left empty is left out.
fn colleague(w: Words, shared: &Shared) -> Option<Colleague> {
    let (code, factor) = (w.language().code(), Factor::named(&shared.factor)?);
    let answers = shared.answers.iter().filter(|one| !one.answer.is_empty());
    Some(Colleague {
        name: shared.name.clone(),
        factor: factor_name(w, factor),
        title: &practice::challenge(code, &shared.challenge)?.title,
        answers: answers.map(|one| Answer { question: one.asked.clone(), words: one.answer.clone() }).collect(),
    })
}

fn past(w: Words, clock: &Clock, zone: &str, taken: &TakenUp) -> Option<Past> {
    Some(Past {
        week: taken.week,
        when: monday(clock, zone, taken.week),
        factor: factor_name(w, Factor::named(&taken.factor)?),
        title: &practice::challenge(w.language().code(), &taken.challenge)?.title,
        done: taken.done_at.is_some(),
        shared: taken.shared,
    })
}

/// What the form of the challenge sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Take {
    challenge: String,
}

/// Takes up a challenge for this week.
pub(super) async fn take(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(form): Form<Take>,
) -> Result<Response, Failure> {
    let code = words_of(&session, &visitor).language().code();
    let challenge = practice::challenge(code, &form.challenge).ok_or(StoreError::NotFound)?;
    let (scope, now) = (session.scope.clone(), Time::now());
    let week = this_week(&session.organisation.zone, now);
    let what = (challenge.factor.name(), challenge.id.as_str());
    app.store.write(move |tx| kept::take_up(tx, &scope, week, what, now)).await?;
    Ok(seen("/practice?done=taken"))
}

/// Which week a form is about.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct OfWeek {
    week: String,
}

/// Marks it as done.
pub(super) async fn finish(
    State(app): State<App>,
    session: SignedIn,
    Form(form): Form<OfWeek>,
) -> Result<Response, Failure> {
    let (week, scope) = (number(&form.week)?, session.scope.clone());
    app.store.write(move |tx| kept::finish(tx, &scope, week, Time::now())).await?;
    Ok(seen(&format!("/practice?week={week}&done=done#answers")))
}

fn number(week: &str) -> Result<i64, Failure> {
    week.parse().map_err(|_| StoreError::NotFound.into())
}

/// What one answers, and whether the team may read it.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Reflection {
    week: String,
    language: String,
    one: String,
    two: String,
    three: String,
    four: String,
    five: String,
    share: String,
}

impl Reflection {
    fn words(&self) -> [String; QUESTIONS] {
        [&self.one, &self.two, &self.three, &self.four, &self.five].map(Clone::clone)
    }

    /// The answers, each with its question: as it was asked before, else as the form had it.
    fn answered(&self, taken: &TakenUp) -> Vec<Answered> {
        let asked = match Factor::named(&taken.factor) {
            Some(factor) if taken.answers.is_empty() => practice::questions(&self.language, factor).to_vec(),
            _ => taken.answers.iter().map(|one| one.asked.clone()).collect(),
        };
        asked.into_iter().zip(self.words()).map(|(asked, answer)| Answered { asked, answer }).collect()
    }
}

/// Keeps what one answers.
pub(super) async fn reflect(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(form): Form<Reflection>,
) -> Result<Response, Failure> {
    let (week, scope, share) = (number(&form.week)?, session.scope.clone(), !form.share.is_empty());
    let sent = form.clone();
    let done = app.store.write(move |tx| {
        let taken = kept::own(tx, &scope)?.into_iter().find(|one| one.week == week).ok_or(StoreError::NotFound)?;
        kept::reflect(tx, &scope, week, &sent.answered(&taken), share)
    });
    match done.await {
        Ok(()) => Ok(seen(&format!("/practice?week={week}&done={}", if share { "shared" } else { "kept" }))),
        Err(error) => {
            let problem = refused(error, words_of(&session, &visitor))?;
            let asked = Asked { week: form.week.clone(), ..Asked::default() };
            page(&app, &session, &visitor, &asked, Some(Wrong { problem, answers: form })).await
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_begins_on_the_monday_of_the_organisation() {
        // Sunday 29 November 2026, 18:00 UTC: in Jakarta Monday has begun, in Bogotá it is still the week before.
        let now = Time::from("2026-11-29T18:00:00Z".parse::<jiff::Timestamp>().expect("a moment"));
        assert_eq!([this_week("Asia/Jakarta", now), this_week("America/Bogota", now)], [20_787, 20_780]);
        let w = language::Language::English.words();
        for zone in ["Asia/Jakarta", "America/Bogota", "Pacific/Kiritimati", "UTC"] {
            assert_eq!(monday(&Clock::new(zone, w), zone, 20_787), "30 November 2026", "{zone}");
        }
    }

    #[test]
    fn the_reason_is_one_sentence_whatever_was_found() {
        use Because::{Broken, Gap, Said};
        let w = language::Language::English.words();
        let why = |why: &Why| why_text(w, Factor::Reliability, why);
        let all = why(&Why::Short(vec![Gap(-0.84), Said(0.63), Broken(0.3)]));
        for part in ["0.8", "63", "30"] {
            assert!(all.contains(part), "{all}");
        }
        for text in [all, why(&Why::Short(vec![Broken(0.3)])), why(&Why::Nearest(Gap(-0.2))), why(&Why::Turn)] {
            assert!(text.ends_with('.') && text.matches(". ").count() == 0, "{text}");
        }
    }
}
