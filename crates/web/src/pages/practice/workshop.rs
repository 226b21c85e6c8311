//! The workshop: a team writes what it calls great service, and sees which of the five factors it speaks of and with which words.
//!
//! Separate from standards, which bind. What it covers is said anew at each look by the reader of comments; only the words are kept, each
//! version of them.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::Response;
use language::Words;
use practice::Coverage;
use serde::Deserialize;
use service::Factor;
use store::people::{self, Team};
use store::practice::{self as kept, DEFINITION_MAX, Definition};
use store::{Id, Role, Time};

use super::letter;
use crate::App;
use crate::failure::Failure;
use crate::listen;
use crate::page::{Page, html, seen, words_of};
use crate::pages::desk::clock::Clock;
use crate::pages::service::{Choice, factor_name, id_or_none, refused, unprocessable};
use crate::visitor::{SignedIn, Visitor};

/// How an address names the organisation itself.
const WHOLE: &str = "all";

#[derive(Template)]
#[template(path = "practice/workshop.html")]
struct Workshop {
    page: Page,
    w: Words,
    tab: &'static str,
    done: bool,
    problem: Option<String>,
    /// The organisation and its teams; one alone is no choice.
    teams: Vec<Choice>,
    team: String,
    whose: String,
    /// What is looked at.
    shown: Option<DefinitionShown>,
    /// Whether there is a later version.
    old: bool,
    covered: String,
    factors: Vec<FactorShown>,
    versions: Vec<Version>,
    writes: bool,
    words: String,
    most: usize,
}

/// A definition with the words that speak of a factor.
struct DefinitionShown {
    pieces: Vec<Piece>,
    by: String,
}

/// A stretch of words.
struct Piece {
    text: String,
    /// The factor that it speaks of; empty for none.
    factor: &'static str,
    title: String,
}

/// A factor, and what the definition says of it.
struct FactorShown {
    letter: char,
    name: String,
    class: &'static str,
    /// The words that speak of it; none when it is missing.
    words: Vec<String>,
    /// What to ask oneself about it.
    ask: String,
}

/// An earlier or later version.
struct Version {
    id: String,
    when: String,
    by: String,
    current: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    team: String,
    version: String,
    done: String,
}

pub(super) async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    page(&app, &session, &visitor, asked, None).await
}

async fn page(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    asked: Asked,
    wrong: Option<(String, String)>,
) -> Result<Response, Failure> {
    let (w, scope) = (words_of(session, visitor), session.scope.clone());
    let team = match asked.team.as_str() {
        // Whoever belongs to a team begins with it.
        "" => session.scope.team().cloned(),
        team => team_of(team)?,
    };
    let whose = team.clone();
    let found = app.store.read(move |tx| {
        let teams = people::teams(tx, &scope)?;
        Ok((teams, kept::definitions(tx, &scope, whose.as_ref())?))
    });
    let (teams, versions) = found.await?;
    let clock = Clock::new(&session.organisation.zone, w);
    let at = versions.iter().position(|one| one.id.as_str() == asked.version).unwrap_or(0);
    let current = versions.get(at);
    let coverage = current.map(|one| covered(w, &one.words)).unwrap_or_default();
    let (problem, draft) = wrong.unzip();
    let refused = problem.is_some();
    let own = session.scope.team();
    let response = html(&Workshop {
        page: Page::of(session, visitor, "practice", w.text("practice-workshop-title")),
        w,
        tab: "workshop",
        done: asked.done == "kept",
        problem,
        whose: whose_name(w, session, &teams, team.as_ref()),
        teams: choices(session, &teams, team.as_ref()),
        team: team.as_ref().map_or(WHOLE.to_owned(), ToString::to_string),
        shown: current.map(|one| DefinitionShown { pieces: pieces(w, &one.words, &coverage), by: by(w, &clock, one) }),
        old: 0 < at,
        covered: w.say(
            "practice-workshop-covers",
            &[("count", i64::try_from(Factor::ALL.len() - coverage.missing().len()).unwrap_or(0).into())],
        ),
        factors: current
            .map_or(vec![], |one| Factor::ALL.map(|factor| factor_shown(w, factor, &one.words, &coverage)).into()),
        versions: versions.iter().enumerate().map(|(place, one)| version(w, &clock, one, place == at)).collect(),
        writes: session.scope.role().at_least(Role::Agent) && own.is_none_or(|own| team.as_ref() == Some(own)),
        words: draft.unwrap_or_else(|| versions.first().map_or(String::new(), |one| one.words.clone())),
        most: DEFINITION_MAX,
    })?;
    Ok(if refused { unprocessable(response) } else { response })
}

/// A team as an address names it; none for the organisation.
fn team_of(text: &str) -> Result<Option<Id>, Failure> {
    if text == WHOLE { Ok(None) } else { id_or_none(text) }
}

/// What a definition covers.
fn covered(w: Words, words: &str) -> Coverage {
    practice::coverage(words, &listen::reading(words, w.language().code()))
}

fn whose_name(w: Words, session: &SignedIn, teams: &[Team], team: Option<&Id>) -> String {
    match team {
        None => session.organisation.name.clone(),
        Some(id) => teams.iter().find(|team| team.id == *id).map_or(w.text("index-teams"), |team| team.name.clone()),
    }
}

/// The organisation and the teams that one sees.
fn choices(session: &SignedIn, teams: &[Team], chosen: Option<&Id>) -> Vec<Choice> {
    let choice =
        |value: String, text: &str, chosen: bool| Choice { value, text: text.to_owned(), help: String::new(), chosen };
    let whole = choice(WHOLE.to_owned(), &session.organisation.name, chosen.is_none());
    let teams = teams.iter().map(|team| choice(team.id.to_string(), &team.name, chosen == Some(&team.id)));
    std::iter::once(whole).chain(teams).collect()
}

fn by(w: Words, clock: &Clock, one: &Definition) -> String {
    let who = one.made_by.clone().unwrap_or_else(|| w.text("service-actor-former"));
    w.say("practice-workshop-by", &[("who", who.into()), ("day", clock.day(one.made_at).into())])
}

fn version(w: Words, clock: &Clock, one: &Definition, current: bool) -> Version {
    Version {
        id: one.id.to_string(),
        when: clock.moment(one.made_at),
        by: one.made_by.clone().unwrap_or_else(|| w.text("service-actor-former")),
        current,
    }
}

/// The words with those marked that speak of a factor; of words that speak of two, the first in the word RATER.
fn pieces(w: Words, words: &str, coverage: &Coverage) -> Vec<Piece> {
    let plain = |text: &str| Piece { text: text.to_owned(), factor: "", title: String::new() };
    let (mut all, mut at) = (Vec::new(), 0);
    for one in &coverage.shown {
        if one.start < at || words.get(one.start..one.end).is_none() {
            continue;
        }
        all.extend((at < one.start).then(|| plain(&words[at..one.start])));
        all.push(Piece {
            text: words[one.start..one.end].to_owned(),
            factor: one.factor.name(),
            title: factor_name(w, one.factor),
        });
        at = one.end;
    }
    all.extend((at < words.len()).then(|| plain(&words[at..])));
    all
}

fn factor_shown(w: Words, factor: Factor, words: &str, coverage: &Coverage) -> FactorShown {
    let shown = coverage.of(factor).filter_map(|one| words.get(one.start..one.end));
    let mut said: Vec<String> = shown.map(|one| one.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    said.dedup();
    FactorShown {
        letter: letter(factor),
        name: factor_name(w, factor),
        class: factor.name(),
        words: said,
        ask: w.text(&format!("practice-workshop-ask-{}", factor.name())),
    }
}

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Written {
    team: String,
    words: String,
}

/// Writes a definition anew.
pub(super) async fn define(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(form): Form<Written>,
) -> Result<Response, Failure> {
    let (team, scope, words) = (team_of(&form.team)?, session.scope.clone(), form.words.clone());
    match app.store.write(move |tx| kept::define(tx, &scope, team.as_ref(), &words, Time::now())).await {
        Ok(_) => Ok(seen(&format!("/practice/workshop?team={}&done=kept", form.team))),
        Err(error) => {
            let problem = refused(error, words_of(&session, &visitor))?;
            let asked = Asked { team: form.team, ..Asked::default() };
            page(&app, &session, &visitor, asked, Some((problem, form.words))).await
        }
    }
}

#[cfg(test)]
mod tests {
    use practice::coverage::Shown;

    use super::*;

    #[test]
    fn nothing_of_a_definition_is_lost_and_words_are_marked_once() {
        let words = "Käse, sauber und pünktlich";
        let shown = |start, end, factor| Shown { start, end, factor };
        let all = vec![
            shown(0, 5, Factor::Empathy),
            shown(7, 13, Factor::Tangibles),
            shown(7, 17, Factor::Reliability),
            shown(90, 95, Factor::Reliability),
        ];
        let w = language::Language::English.words();
        let pieces = pieces(w, words, &Coverage { shown: all });
        assert_eq!(pieces.iter().map(|piece| piece.text.as_str()).collect::<String>(), words);
        let marked: Vec<&str> = pieces.iter().map(|piece| piece.factor).filter(|name| !name.is_empty()).collect();
        assert_eq!(marked, ["empathy", "tangibles"]);
    }
}
