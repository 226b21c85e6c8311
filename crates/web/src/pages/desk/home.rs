//! A survey's home: how it stands, the ways in, its waves, and what can be changed about it.

use std::collections::BTreeMap;

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use language::Words;
use serde::Deserialize;
use store::links::{Link, LinkKind};
use store::people::Team;
use store::surveys::{Pulse, Survey, SurveyChange};
use store::waves::{NewWave, Wave};
use store::{Id, Role, StoreError, Time};

use super::clock::Clock;
use super::list::{ended, present, state_of, until};
use super::{Choice, done_note, id_of, qr, refused, unprocessable};
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, seen, words_of};
use crate::visitor::{SignedIn, Visitor};

#[derive(Template)]
#[template(path = "desk/home.html")]
struct Home {
    page: Page,
    w: Words,
    tab: &'static str,
    id: String,
    survey: Survey,
    done: Option<String>,
    problem: Option<String>,
    state: &'static str,
    state_text: String,
    until: String,
    answers: String,
    set_aside: String,
    last_answer: String,
    instrument: String,
    anonymous_text: String,
    length_text: String,
    wave: Option<WaveView>,
    waves: Vec<WaveView>,
    can_open: bool,
    next_title: String,
    today: String,
    door: Option<LinkView>,
    picture: Option<qr::Picture>,
    links: Vec<LinkView>,
    kinds: Vec<Choice>,
    columns: Vec<String>,
    teams: Vec<Choice>,
    pulses: Vec<Choice>,
    languages: Vec<Choice>,
    origins: String,
    changes: bool,
}

/// A wave as a row of the table.
struct WaveView {
    id: String,
    title: String,
    state: &'static str,
    state_text: String,
    opened: String,
    until: String,
    answers: String,
    open: bool,
}

/// A link as it is handed on.
struct LinkView {
    id: String,
    label: String,
    kind_text: String,
    address: String,
    shown: String,
    hidden: String,
    snippet: Option<String>,
    poster: bool,
    /// Whether nobody but this computer can open it.
    only_here: bool,
}

/// What the page shows.
struct Found {
    survey: Survey,
    waves: Vec<Wave>,
    links: Vec<Link>,
    teams: Vec<Team>,
    instrument: String,
    columns: Vec<String>,
    languages: Vec<String>,
    items: usize,
}

/// What was done before the page is shown.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Done {
    done: String,
}

impl Done {
    /// From an address that says other things, too.
    pub fn named(done: &str) -> Self {
        Self { done: done.to_owned() }
    }

    /// Its note.
    pub fn note(&self, w: Words) -> Option<String> {
        done_note(&self.done, w)
    }
}

/// The page.
pub async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Failure> {
    let note = done.note(words_of(&session, &visitor));
    page(&app, &session, &visitor, id_of(&id)?, note, None).await
}

async fn page(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    id: Id,
    done: Option<String>,
    problem: Option<String>,
) -> Result<Response, Failure> {
    let scope = session.scope.clone();
    let found = app.store.read(move |tx| {
        let survey = store::surveys::get(tx, &scope, &id)?;
        let asked = store::instruments::questionnaire(tx, &scope, &survey.instrument, survey.instrument_version)?;
        let languages = asked.instrument.title.0.keys().cloned().collect();
        Ok(Found {
            waves: store::waves::list(tx, &scope, &id)?,
            links: store::links::list(tx, &scope, &id)?,
            teams: store::people::teams(tx, &scope)?,
            instrument: asked.instrument.title.get(&survey.language).to_owned(),
            columns: asked.segments().map(str::to_owned).collect(),
            items: asked.instrument.items.len(),
            languages,
            survey,
        })
    });
    let found = found.await?;
    html(&home(session, visitor, found, done, problem, Time::now()))
}

fn home(
    session: &SignedIn,
    visitor: &Visitor,
    found: Found,
    done: Option<String>,
    problem: Option<String>,
    now: Time,
) -> Home {
    let page = Page::of(session, visitor, "surveys", found.survey.title.clone());
    let w = page.w;
    let clock = Clock::new(&session.organisation.zone, w);
    let survey = found.survey;
    let archived = survey.archived_at.is_some();
    let wave = present(&found.waves, now);
    let state = if archived { "archived" } else { state_of(wave, now) };
    let views: Vec<LinkView> = found
        .links
        .iter()
        .filter(|link| link.closed_at.is_none())
        .map(|link| link_view(link, &survey, &visitor.base_url, &found.columns, w))
        .collect();
    // The first open link is the one that hangs on the wall; the list is the newest first.
    let door = found.links.iter().rev().find(|link| link.closed_at.is_none() && link.kind == LinkKind::Open);
    let door = door.filter(|_| !archived).map(|link| link_view(link, &survey, &visitor.base_url, &found.columns, w));
    let picture = door.as_ref().and_then(|door| qr::picture(&door.address));
    let count = |message: &str, count: i64| w.say(message, &[("count", count.into())]);
    let changes = session.scope.role().at_least(Role::Manager) && !archived;
    Home {
        id: survey.id.to_string(),
        tab: "home",
        done,
        problem,
        state,
        state_text: w.text(&format!("desk-state-{state}")),
        until: wave.filter(|_| !archived).map_or(String::new(), |wave| until(wave, &clock, w, now)),
        answers: w.count(wave.map_or(0, |wave| wave.answers)),
        set_aside: wave.filter(|wave| 0 < wave.set_aside).map_or(String::new(), |wave| w.count(wave.set_aside)),
        last_answer: wave.and_then(|wave| wave.last_answer_at).map_or(String::new(), |time| clock.moment(time)),
        instrument: found.instrument,
        anonymous_text: w.text(if survey.anonymous { "desk-is-anonymous" } else { "desk-is-named" }),
        length_text: count("desk-items-count", i64::try_from(found.items).unwrap_or(i64::MAX)),
        wave: wave.map(|wave| wave_view(wave, &clock, w, now)),
        waves: found.waves.iter().map(|wave| wave_view(wave, &clock, w, now)).collect(),
        can_open: changes && !matches!(state, "open" | "planned"),
        next_title: next_title(&found.waves, &clock, now),
        today: clock.field(now),
        links: views,
        door,
        picture,
        kinds: kinds(w),
        columns: found.columns,
        teams: teams(&found.teams, &survey, w),
        pulses: pulses(&survey, w),
        languages: languages(&found.languages, &survey),
        origins: survey.embed_origins.join("\n"),
        changes,
        survey,
        w,
        page,
    }
}

/// The month, and a number when a wave has that name already: two of one name could not be told apart on the board.
fn next_title(waves: &[Wave], clock: &Clock, now: Time) -> String {
    let month = clock.month(now);
    let taken = |title: &String| waves.iter().any(|wave| wave.title == *title);
    let numbered = (2..=waves.len() + 1).map(|number| format!("{month} ({number})"));
    std::iter::once(month.clone()).chain(numbered).find(|title| !taken(title)).unwrap_or(month)
}

fn wave_view(wave: &Wave, clock: &Clock, w: Words, now: Time) -> WaveView {
    let state = state_of(Some(wave), now);
    WaveView {
        id: wave.id.to_string(),
        title: wave.title.clone(),
        state,
        state_text: w.text(&format!("desk-state-{state}")),
        opened: clock.day(wave.opens_at),
        until: ended(wave, now).map_or_else(|| until(wave, clock, w, now), |when| clock.end(when)),
        answers: w.count(wave.answers),
        open: state != "closed",
    }
}

fn kind_name(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Open => "open",
        LinkKind::Kiosk => "kiosk",
        LinkKind::Embedded => "embedded",
    }
}

fn link_view(link: &Link, survey: &Survey, base: &str, columns: &[String], w: Words) -> LinkView {
    let kind = kind_name(link.kind);
    let way = match link.kind {
        LinkKind::Open => "s",
        LinkKind::Kiosk => "k",
        LinkKind::Embedded => "e",
    };
    let address = format!("{base}/{way}/{}", link.token);
    let snippet = (link.kind == LinkKind::Embedded).then(|| snippet(&address, &survey.title, &link.hidden, columns));
    LinkView {
        id: link.id.to_string(),
        label: link.label.clone(),
        kind_text: w.text(&format!("desk-link-{kind}")),
        only_here: only_here(&address),
        shown: address.split_once("://").map_or(address.clone(), |(_, rest)| rest.to_owned()),
        address,
        hidden: link.hidden.iter().map(|(name, value)| format!("{name} = {value}")).collect::<Vec<_>>().join(", "),
        snippet,
        poster: link.kind == LinkKind::Open,
    }
}

/// What another page puts in to show the survey, with a place for each thing that it may know.
/// Whether an address is that of the computer it is opened on: a phone would look for the server in itself.
fn only_here(address: &str) -> bool {
    let host = address.split_once("://").map_or(address, |(_, rest)| rest);
    ["127.", "localhost:", "localhost/", "[::1]"].iter().any(|start| host.starts_with(start))
}

fn snippet(address: &str, title: &str, hidden: &BTreeMap<String, String>, columns: &[String]) -> String {
    const USUAL: [&str; 3] = ["agent", "touchpoint", "ticket"];
    let known = columns.iter().map(String::as_str).chain(USUAL).filter(|name| !hidden.contains_key(*name));
    let query: Vec<String> = known.map(|name| format!("{name}={{{{{name}}}}}")).collect();
    let title = title.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    format!(
        "<iframe src=\"{address}?{}\" title=\"{title}\" width=\"100%\" height=\"720\" loading=\"lazy\"></iframe>",
        query.join("&amp;")
    )
}

fn kinds(w: Words) -> Vec<Choice> {
    let kind = |name: &'static str| Choice {
        name: name.to_owned(),
        text: w.text(&format!("desk-link-{name}")),
        help: w.text(&format!("desk-link-{name}-help")),
        chosen: name == "open",
    };
    ["open", "kiosk", "embedded"].into_iter().map(kind).collect()
}

fn choice(name: &str, text: String, chosen: bool) -> Choice {
    Choice { name: name.to_owned(), text, help: String::new(), chosen }
}

fn teams(teams: &[Team], survey: &Survey, w: Words) -> Vec<Choice> {
    let none = choice("", w.text("desk-team-all"), survey.team.is_none());
    let team = |team: &Team| choice(team.id.as_str(), team.name.clone(), survey.team.as_ref() == Some(&team.id));
    std::iter::once(none).chain(teams.iter().map(team)).collect()
}

fn pulses(survey: &Survey, w: Words) -> Vec<Choice> {
    let pulse =
        |pulse: Pulse| choice(pulse.name(), w.text(&format!("desk-pulse-{}", pulse.name())), survey.pulse == pulse);
    [Pulse::Off, Pulse::All, Pulse::Rotating].into_iter().map(pulse).collect()
}

fn languages(codes: &[String], survey: &Survey) -> Vec<Choice> {
    codes.iter().map(|code| choice(code, language_name(code).to_owned(), *code == survey.language)).collect()
}

/// A language's own name; its code where we do not speak it.
pub fn language_name(code: &str) -> &str {
    match code {
        "en" => "English",
        "id" => "Bahasa Indonesia",
        "es" => "Español",
        other => other,
    }
}

/// What the settings hold.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Settings {
    title: String,
    language: String,
    thanks: String,
    team: String,
    comment: String,
    pulse: String,
    origins: String,
}

/// Changes what a survey is called and says.
pub async fn change(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(given): Form<Settings>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let w = words_of(&session, &visitor);
    let embed_origins = match origins(&given.origins) {
        Ok(origins) => origins,
        Err(wrong) => {
            let problem = w.say("desk-origin-wrong", &[("found", wrong.into())]);
            return page(&app, &session, &visitor, id, None, Some(problem)).await.map(unprocessable);
        }
    };
    let change = SurveyChange {
        title: Some(given.title.chars().take(200).collect()),
        language: (!given.language.is_empty()).then_some(given.language),
        team: Some(Id::parse(&given.team)),
        pulse: Pulse::named(&given.pulse),
        ask_comment: Some(given.comment == "yes"),
        thanks: Some(given.thanks.trim().chars().take(1000).collect()),
        embed_origins: Some(embed_origins),
        instrument_version: None,
    };
    let (scope, survey) = (session.scope.clone(), id.clone());
    let changed = app.store.write(move |tx| {
        // A code that the questionnaire does not speak is not kept.
        let before = store::surveys::get(tx, &scope, &survey)?;
        let asked = store::instruments::questionnaire(tx, &scope, &before.instrument, before.instrument_version)?;
        let spoken = |code: &String| asked.instrument.title.0.contains_key(code);
        let change = SurveyChange { language: change.language.filter(spoken), ..change };
        store::surveys::update(tx, &scope, &survey, &change, Time::now()).map(drop)
    });
    after(&app, &session, &visitor, id, changed.await, "saved").await
}

/// The page again: after a change with a note of it, or with the reason why there was none.
async fn after(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    id: Id,
    outcome: Result<(), StoreError>,
    done: &str,
) -> Result<Response, Failure> {
    match outcome {
        Ok(()) => Ok(seen(&format!("/surveys/{id}?done={done}"))),
        Err(error) => {
            let problem = refused(error, words_of(session, visitor))?;
            page(app, session, visitor, id, None, Some(problem)).await.map(unprocessable)
        }
    }
}

/// Web sites, one per line: a scheme and a name, nothing after it.
fn origins(text: &str) -> Result<Vec<String>, String> {
    let lines = text.split_whitespace().map(|line| line.trim_end_matches('/'));
    let sound = |origin: &str| {
        let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://localhost"));
        host.is_some_and(|host| host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:".contains(c)))
            && origin != "https://"
            && origin.len() <= 200
    };
    lines.map(|line| if sound(line) { Ok(line.to_owned()) } else { Err(line.chars().take(80).collect()) }).collect()
}

/// Puts a survey away.
pub async fn archive(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let (scope, survey) = (session.scope.clone(), id.clone());
    let done = app.store.write(move |tx| store::surveys::archive(tx, &scope, &survey, Time::now())).await;
    after(&app, &session, &visitor, id, done, "archived").await
}

/// What a new wave needs.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct WaveForm {
    title: String,
    opens: String,
    closes: String,
}

/// Opens the next wave.
pub async fn open_wave(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(given): Form<WaveForm>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let w = words_of(&session, &visitor);
    let clock = Clock::new(&session.organisation.zone, w);
    let now = Time::now();
    let day = |text: &str, read: &dyn Fn(&str) -> Option<Time>| match text.trim() {
        "" => Ok(None),
        text => read(text).map(Some).ok_or(StoreError::Refused("desk-day-unreadable", vec![])),
    };
    let days = day(&given.opens, &|text| clock.begin_of(text))
        .and_then(|opens| Ok((opens, day(&given.closes, &|text| clock.end_of(text))?)));
    let (opens, closes_at) = match days {
        Ok(days) => days,
        Err(error) => return after(&app, &session, &visitor, id, Err(error), "").await,
    };
    let title = if given.title.trim().is_empty() { clock.month(now) } else { given.title.chars().take(120).collect() };
    // A day that has begun already means now.
    let new = NewWave { title, opens_at: opens.unwrap_or(now).max(now), closes_at };
    let (scope, survey) = (session.scope.clone(), id.clone());
    let done = app.store.write(move |tx| store::waves::open(tx, &scope, &survey, &new, now).map(drop)).await;
    after(&app, &session, &visitor, id, done, "opened").await
}

/// Closes a wave.
pub async fn close_wave(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path((id, wave)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (id, wave) = (id_of(&id)?, id_of(&wave)?);
    let (scope, survey) = (session.scope.clone(), id.clone());
    let done = app.store.write(move |tx| {
        if store::waves::get(tx, &scope, &wave)?.survey != survey {
            return Err(StoreError::NotFound);
        }
        store::waves::close(tx, &scope, &wave, Time::now()).map(drop)
    });
    after(&app, &session, &visitor, id, done.await, "closed").await
}

/// What a new link needs.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct LinkForm {
    kind: String,
    label: String,
    hidden: String,
}

/// Makes a link.
pub async fn make_link(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(given): Form<LinkForm>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let w = words_of(&session, &visitor);
    let kind = LinkKind::named(&given.kind).unwrap_or(LinkKind::Open);
    let hidden = match hidden(&given.hidden) {
        Ok(hidden) => hidden,
        Err(line) => {
            let problem = w.say("desk-hidden-wrong", &[("found", line.into())]);
            return page(&app, &session, &visitor, id, None, Some(problem)).await.map(unprocessable);
        }
    };
    let label: String = given.label.trim().chars().take(120).collect();
    let label = if label.is_empty() { w.text(&format!("desk-link-{}", kind_name(kind))) } else { label };
    let (scope, survey) = (session.scope.clone(), id.clone());
    let done = app
        .store
        .write(move |tx| store::links::create(tx, &scope, &survey, kind, &label, &hidden, Time::now()).map(drop));
    after(&app, &session, &visitor, id, done.await, "linked").await
}

/// Lines such as `branch = North`.
fn hidden(text: &str) -> Result<BTreeMap<String, String>, String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let wrong = || line.chars().take(80).collect::<String>();
            let (name, value) = line.split_once(['=', ':']).ok_or_else(wrong)?;
            let (name, value) = (name.trim(), value.trim());
            let plain =
                !name.is_empty() && name.len() <= 60 && name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
            let short = !value.is_empty() && value.chars().count() <= 100;
            if plain && short { Ok((name.to_owned(), value.to_owned())) } else { Err(wrong()) }
        })
        .collect()
}

/// Closes a link for good.
pub async fn close_link(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path((id, link)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (id, link) = (id_of(&id)?, id_of(&link)?);
    let (scope, survey) = (session.scope.clone(), id.clone());
    let done = app.store.write(move |tx| {
        if store::links::get(tx, &scope, &link)?.survey != survey {
            return Err(StoreError::NotFound);
        }
        store::links::close(tx, &scope, &link, Time::now())
    });
    after(&app, &session, &visitor, id, done.await, "unlinked").await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_scheme_and_a_name_are_a_web_site() {
        assert_eq!(
            origins("https://help.example.org/\nhttp://localhost:3000"),
            Ok(vec!["https://help.example.org".to_owned(), "http://localhost:3000".to_owned(),])
        );
        for wrong in ["http://help.example.org", "https://x.example/path", "https://x; script-src *", "*", "https://"] {
            assert!(origins(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_a_link_knows_is_written_line_by_line() {
        let expected: BTreeMap<_, _> = [("branch".to_owned(), "North Gate".to_owned())].into();
        assert_eq!(hidden("branch = North Gate\n\n"), Ok(expected));
        assert_eq!(hidden("branch North"), Err("branch North".to_owned()));
        assert!(hidden("a b = c").is_err());
    }

    #[test]
    fn an_address_of_this_computer_alone_is_told_from_others() {
        for address in ["http://127.0.0.1:8321/s/t", "http://localhost:8321/s/t", "http://[::1]:8321/s/t"] {
            assert!(only_here(address), "{address}");
        }
        for address in ["http://192.168.1.7:8321/s/t", "https://survey.example.org/s/t", "http://localhost.example/s/t"]
        {
            assert!(!only_here(address), "{address}");
        }
    }

    #[test]
    fn a_snippet_has_a_place_for_what_the_other_page_knows_but_not_for_what_the_link_says() {
        let known = [("branch".to_owned(), "North".to_owned())].into();
        let text =
            snippet("https://x.example/s/t", "A \"good\" <day>", &known, &["branch".to_owned(), "unit".to_owned()]);
        assert!(
            text.contains("?unit={{unit}}&amp;agent={{agent}}&amp;touchpoint={{touchpoint}}&amp;ticket={{ticket}}\"")
        );
        assert!(text.contains("title=\"A &quot;good&quot; &lt;day>\""));
    }
}
