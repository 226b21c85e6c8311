//! How an organisation keeps its promises: its business hours, what an agent may give, and what everybody may read.
//!
//! Separate from the settings of the organisation, because calendars are for managers too. Hours are typed as people write
//! them; what they mean, and everything that is wrong with them, is said by `service::calendar`.

use std::collections::BTreeMap;

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::{get, post};
use language::Words;
use serde::Deserialize;
use service::calendar::{Calendar, CalendarDay, CalendarProblem, WrittenCalendar};
use store::calendars::{self, BusinessCalendar, ServiceSettings};
use store::{Role, StoreError, Time};

use super::cases::money::{cents_of, written};
use super::{Choice, id_of, id_or_none, refused, unprocessable};
use crate::App;
use crate::failure::Failure;
use crate::operation::{Access, Operation};
use crate::page::{Page, html, seen};
use crate::pages::setup::zones;
use crate::visitor::{SignedIn, Visitor};

/// The days of a week, as messages and fields name them.
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The operations of this file.
pub fn operations() -> Vec<Operation> {
    let manager = Access::SignedIn(Role::Manager);
    let owner = Access::SignedIn(Role::Owner);
    vec![
        Operation::new("rules.show", Method::GET, "/service/rules", manager, get(show)),
        Operation::new("rules.save", Method::POST, "/service/rules", owner, post(save)),
        Operation::new("calendar.new", Method::GET, "/service/calendars/new", manager, get(new)),
        Operation::new("calendar.make", Method::POST, "/service/calendars/new", manager, post(make)),
        Operation::new("calendar.show", Method::GET, "/service/calendars/{id}", manager, get(edit)),
        Operation::new("calendar.save", Method::POST, "/service/calendars/{id}", manager, post(change)),
        Operation::new("calendar.delete", Method::POST, "/service/calendars/{id}/delete", manager, post(delete)),
    ]
}

#[derive(Template)]
#[template(path = "service/rules.html")]
struct Rules {
    page: Page,
    w: Words,
    tab: &'static str,
    more: &'static str,
    done: bool,
    problem: Option<String>,
    calendars: Vec<Listed>,
    choices: Vec<Choice>,
    public: bool,
    address: String,
    amount: String,
    answer_days: String,
    level_max: String,
}

struct Listed {
    id: String,
    name: String,
    zone: String,
}

#[derive(Deserialize, Default)]
struct Done {
    #[serde(default)]
    done: String,
}

async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    page(&app, &session, &visitor, done.done == "saved", None).await
}

async fn page(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    done: bool,
    problem: Option<String>,
) -> Result<Response, Failure> {
    let scope = session.scope.clone();
    let found = app.store.read(move |tx| Ok((calendars::settings(tx, &scope)?, calendars::list(tx, &scope)?))).await?;
    let (set, all) = found;
    let page = Page::of(session, visitor, "service", String::new());
    let w = page.w;
    let choice = |one: &BusinessCalendar| Choice {
        value: one.id.to_string(),
        text: one.name.clone(),
        help: String::new(),
        chosen: set.calendar.as_ref() == Some(&one.id),
    };
    let refused = problem.is_some();
    let response = html(&Rules {
        tab: "more",
        more: "rules",
        done,
        problem,
        choices: all.iter().map(choice).collect(),
        calendars: all
            .into_iter()
            .map(|one| Listed { id: one.id.to_string(), name: one.name, zone: one.zone })
            .collect(),
        public: set.public,
        address: format!("{}/o/{}", visitor.base_url, session.organisation.id),
        amount: written(w, set.agent_cents.unsigned_abs()),
        answer_days: set.answer_days.to_string(),
        level_max: set.level_max.to_string(),
        page: Page { title: w.text("promises-rules"), ..page },
        w,
    })?;
    Ok(if refused { unprocessable(response) } else { response })
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Set {
    calendar: String,
    public: String,
    amount: String,
    answer_days: String,
    level_max: String,
}

async fn save(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(set): Form<Set>,
) -> Result<Response, Failure> {
    // What is no number is out of range, and the ledger says what the range is.
    let new = ServiceSettings {
        public: set.public == "yes",
        calendar: id_or_none(&set.calendar)?,
        agent_cents: cents_of(&set.amount).and_then(|cents| cents.try_into().ok()).unwrap_or(-1),
        answer_days: set.answer_days.trim().parse().unwrap_or(-1),
        level_max: set.level_max.trim().parse().unwrap_or(-1),
    };
    let scope = session.scope.clone();
    match app.store.write(move |tx| calendars::set_settings(tx, &scope, &new, Time::now())).await {
        Ok(()) => Ok(seen("/service/rules?done=saved")),
        Err(error) => {
            let problem = refused(error, crate::page::words_of(&session, &visitor))?;
            page(&app, &session, &visitor, false, Some(problem)).await
        }
    }
}

#[derive(Template)]
#[template(path = "service/calendar.html")]
struct Edit {
    page: Page,
    w: Words,
    tab: &'static str,
    more: &'static str,
    action: String,
    id: Option<String>,
    problems: Vec<String>,
    name: String,
    zone: String,
    zones: Vec<String>,
    days: Vec<(&'static str, String, String)>,
    exceptions: String,
}

/// A calendar as it is typed.
#[derive(Default)]
struct Typed {
    name: String,
    zone: String,
    days: [String; 7],
    exceptions: String,
}

impl Typed {
    fn of_form(fields: &[(String, String)]) -> Self {
        let field = |name: &str| {
            fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone()).unwrap_or_default()
        };
        Self { name: field("name"), zone: field("zone"), days: DAYS.map(field), exceptions: field("exceptions") }
    }

    fn of(calendar: &BusinessCalendar) -> Self {
        let hours = &calendar.hours;
        let week = [
            &hours.monday,
            &hours.tuesday,
            &hours.wednesday,
            &hours.thursday,
            &hours.friday,
            &hours.saturday,
            &hours.sunday,
        ];
        let line = |(date, shifts): (&String, &Vec<(String, String)>)| format!("{date} {}", hours_written(shifts));
        let lines: Vec<String> = hours.exceptions.iter().map(line).collect();
        Self {
            name: calendar.name.clone(),
            zone: calendar.zone.clone(),
            days: week.map(|shifts| hours_written(shifts)),
            exceptions: lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n"),
        }
    }

    fn hours(&self) -> WrittenCalendar {
        let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] =
            self.days.each_ref().map(|day| shifts(day));
        let dates = self.exceptions.lines().map(str::trim).filter(|line| !line.is_empty());
        let dates = dates.map(|line| line.split_once(char::is_whitespace).unwrap_or((line, "")));
        let exceptions: BTreeMap<_, _> = dates.map(|(date, rest)| (date.to_owned(), shifts(rest))).collect();
        WrittenCalendar { monday, tuesday, wednesday, thursday, friday, saturday, sunday, exceptions }
    }
}

/// `08:00-12:00, 13:00-17:00` as shifts; any dash will do. What is no shift stays, to be named.
fn shifts(text: &str) -> Vec<(String, String)> {
    let parts = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let ends = parts.map(|part| part.split_once(['-', '–', '—']).unwrap_or((part, "")));
    ends.map(|(begin, end)| (clock(begin), clock(end))).collect()
}

/// `8` and `8:00` and `8.00` as `08:00`.
fn clock(text: &str) -> String {
    let text = text.trim().replace('.', ":");
    let (hour, minute) = text.split_once(':').unwrap_or((&text, "00"));
    if hour.len() == 1 && hour.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("0{hour}:{minute}");
    }
    if text.contains(':') || text.is_empty() { text } else { format!("{hour}:{minute}") }
}

fn hours_written(shifts: &[(String, String)]) -> String {
    shifts.iter().map(|(begin, end)| format!("{begin}–{end}")).collect::<Vec<_>>().join(", ")
}

async fn new(session: SignedIn, visitor: Visitor) -> Result<Response, Failure> {
    let office = "08:00–12:00, 13:00–17:00".to_owned();
    let days = std::array::from_fn(|day| if day < 5 { office.clone() } else { String::new() });
    let typed = Typed { zone: session.organisation.zone.clone(), days, ..Typed::default() };
    form(&session, &visitor, None, typed, vec![])
}

async fn edit(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let (scope, named) = (session.scope.clone(), id_of(&id)?);
    let calendar = app.store.read(move |tx| calendars::get(tx, &scope, &named)).await?;
    form(&session, &visitor, Some(id), Typed::of(&calendar), vec![])
}

fn form(
    session: &SignedIn,
    visitor: &Visitor,
    id: Option<String>,
    typed: Typed,
    problems: Vec<String>,
) -> Result<Response, Failure> {
    let page = Page::of(session, visitor, "service", String::new());
    let w = page.w;
    let refused = !problems.is_empty();
    let days = DAYS.into_iter().zip(typed.days);
    let response = html(&Edit {
        tab: "more",
        more: "rules",
        action: id
            .as_ref()
            .map_or_else(|| "/service/calendars/new".to_owned(), |id| format!("/service/calendars/{id}")),
        id,
        problems,
        name: typed.name,
        zone: typed.zone,
        zones: zones(),
        days: days.map(|(day, text)| (day, w.text(&format!("promises-day-{day}")), text)).collect(),
        exceptions: typed.exceptions,
        page: Page { title: w.text("promises-calendar"), ..page },
        w,
    })?;
    Ok(if refused { unprocessable(response) } else { response })
}

async fn make(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    keep(&app, &session, &visitor, None, &fields).await
}

async fn change(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    id_of(&id)?;
    keep(&app, &session, &visitor, Some(id), &fields).await
}

async fn keep(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    id: Option<String>,
    fields: &[(String, String)],
) -> Result<Response, Failure> {
    let w = crate::page::words_of(session, visitor);
    let typed = Typed::of_form(fields);
    let hours = typed.hours();
    if let Err(problems) = Calendar::checked(&hours) {
        let problems = problems.0.iter().map(|problem| said(problem, w)).collect();
        return form(session, visitor, id, typed, problems);
    }
    let (scope, named) = (session.scope.clone(), id.as_deref().map(id_of).transpose()?);
    let (name, zone) = (typed.name.clone(), typed.zone.clone());
    let kept =
        app.store.write(move |tx| calendars::save(tx, &scope, named.as_ref(), (&name, &zone, &hours), Time::now()));
    match kept.await {
        Ok(_) => Ok(seen("/service/rules?done=saved")),
        Err(error) => {
            let problem = refused(error, w)?;
            form(session, visitor, id, typed, vec![problem])
        }
    }
}

/// A fault of a calendar in a sentence.
fn said(problem: &CalendarProblem, w: Words) -> String {
    let day = |day: &CalendarDay| match day {
        CalendarDay::Weekday(weekday) => {
            w.text(&format!("promises-day-{}", DAYS[weekday.to_monday_zero_offset() as usize]))
        }
        CalendarDay::Date(date) => date.to_string(),
    };
    match problem {
        CalendarProblem::BadDate { text } => w.say("promises-calendar-bad-date", &[("text", text.as_str().into())]),
        CalendarProblem::BadTime { day: at, text } => {
            w.say("promises-calendar-bad-time", &[("day", day(at).into()), ("text", text.as_str().into())])
        }
        CalendarProblem::EndNotAfterBegin { day: at, begin, end } => w.say(
            "promises-calendar-end",
            &[("day", day(at).into()), ("begin", begin.as_str().into()), ("end", end.as_str().into())],
        ),
        CalendarProblem::Overlap { day: at, .. } => w.say("promises-calendar-overlap", &[("day", day(at).into())]),
        CalendarProblem::NeverOpen => w.text("promises-calendar-never"),
    }
}

async fn delete(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let (scope, named) = (session.scope.clone(), id_of(&id)?);
    match app.store.write(move |tx| calendars::delete(tx, &scope, &named, Time::now())).await {
        Ok(()) => Ok(seen("/service/rules?done=saved")),
        Err(error @ StoreError::Refused(..)) => {
            let problem = refused(error, crate::page::words_of(&session, &visitor))?;
            page(&app, &session, &visitor, false, Some(problem)).await
        }
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_write_them() {
        let of = |begin: &str, end: &str| (begin.to_owned(), end.to_owned());
        assert_eq!(shifts("08:00-12:00, 13:00–17:00"), [of("08:00", "12:00"), of("13:00", "17:00")]);
        assert_eq!(shifts("8-12; 13.30 — 24"), [of("08:00", "12:00"), of("13:30", "24:00")]);
        assert_eq!(shifts(""), []);
        // What is no shift stays, so that it can be named.
        assert_eq!(shifts("mornings"), [of("mornings:00", "")]);
    }

    #[test]
    fn a_calendar_is_typed_as_it_is_shown() {
        let text = "2026-12-24 08:00–12:00\n2026-12-25";
        let typed = Typed {
            exceptions: text.to_owned(),
            days: std::array::from_fn(|_| "08:00–24:00".into()),
            ..Typed::default()
        };
        let hours = typed.hours();
        assert!(Calendar::checked(&hours).is_ok());
        let kept = BusinessCalendar { id: store::Id::random(), name: String::new(), zone: "UTC".into(), hours };
        let again = Typed::of(&kept);
        assert_eq!((again.exceptions.as_str(), again.days), (text, typed.days));
    }
}
