//! Writing a rule of the house: a form per language, tried on its own examples before it is kept.
//!
//! Separate from the list. What is wrong stands at the field that it is about, all of it at once, and nothing that was typed is lost. What
//! makes a rule a rule is said by `replies`.

use std::collections::BTreeMap;

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use language::Words;
use replies::{Coach, Example, Language, Problem, ProblemKind, Rule, Severity, Tongue};
use service::Factor;
use store::replies as kept;
use store::{StoreError, Time};

use super::shown;
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, seen, words_of};
use crate::pages::service::{Choice, factors, refused, unprocessable};
use crate::visitor::{SignedIn, Visitor};

/// The fields of a language, in their order: those with many lines, and those with one.
const FIELDS: [&str; 6] = ["patterns", "except", "why", "rewrite", "fails", "passes"];
const LINES: [&str; 4] = ["patterns", "except", "fails", "passes"];
/// Fields that must be filled in.
const NEEDED: [&str; 4] = ["patterns", "why", "fails", "passes"];

/// The fields of a form.
type Fields = BTreeMap<String, String>;

#[derive(Template)]
#[template(path = "service/coach/house.html")]
struct House {
    page: Page,
    w: Words,
    tab: &'static str,
    more: &'static str,
    /// Where the form is sent.
    address: String,
    /// The rule that is changed; empty for a new one.
    rule: String,
    problem: Option<String>,
    name: Field,
    factors: Vec<Choice>,
    severities: Vec<Choice>,
    opening: bool,
    tongues: Vec<TongueShown>,
    retire: bool,
}

/// A field with what was typed and what is wrong with it.
struct Field {
    id: String,
    label: String,
    help: String,
    text: String,
    problems: Vec<String>,
    lines: bool,
    needed: bool,
}

/// The part of a language.
struct TongueShown {
    name: &'static str,
    code: &'static str,
    open: bool,
    fields: Vec<Field>,
}

pub(super) async fn empty(session: SignedIn, visitor: Visitor) -> Result<Response, Failure> {
    let fields =
        Fields::from([("factor".to_owned(), "empathy".to_owned()), ("severity".to_owned(), "advice".to_owned())]);
    page(&session, &visitor, "", &fields, &[], (None, false))
}

pub(super) async fn filled(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    let found = one(&app, &session, &name).await?;
    let (fields, problems) = match Rule::parse(&found.toml) {
        Ok(rule) => (typed(&rule), vec![]),
        // One that this program no longer takes is written anew.
        Err(problems) => (Fields::from([("name".to_owned(), name.clone())]), problems),
    };
    page(&session, &visitor, &name, &fields, &problems, (None, found.retired_at.is_none()))
}

async fn one(app: &App, session: &SignedIn, name: &str) -> Result<kept::HouseRule, Failure> {
    let (scope, name) = (session.scope.clone(), name.to_owned());
    let all = app.store.read(move |tx| kept::rules(tx, &scope)).await?;
    all.into_iter().find(|one| one.name == name).ok_or(Failure::Store(StoreError::NotFound))
}

pub(super) async fn make(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    save(&app, &session, &visitor, "", fields).await
}

pub(super) async fn change(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(name): Path<String>,
    Form(mut fields): Form<Fields>,
) -> Result<Response, Failure> {
    one(&app, &session, &name).await?;
    fields.insert("name".to_owned(), name.clone());
    save(&app, &session, &visitor, &name, fields).await
}

async fn save(
    app: &App,
    session: &SignedIn,
    visitor: &Visitor,
    name: &str,
    fields: Fields,
) -> Result<Response, Failure> {
    let (scope, toml) = (session.scope.clone(), rule_of(&fields).file());
    let (house, all) =
        app.store.read(move |tx| Ok((crate::coach::house_rules(tx, &scope)?, kept::rules(tx, &scope)?))).await?;
    let problems = faults(&toml, house);
    let w = words_of(session, visitor);
    let new = text_of(&fields, "name").trim();
    let there = name.is_empty() && all.iter().any(|one| one.name == new && one.retired_at.is_none());
    let saved = if there {
        Err(StoreError::Refused("coach-problem-there", vec![]))
    } else if problems.is_empty() {
        let scope = session.scope.clone();
        app.store.write(move |tx| kept::save_rule(tx, &scope, &toml, Time::now())).await
    } else {
        Err(StoreError::Refused("store-reply-rule-invalid", vec![]))
    };
    match saved {
        Ok(_) => Ok(seen("/coach/rules?done=saved")),
        Err(error) => {
            let problem = refused(error, w)?;
            let retire = all.iter().any(|one| one.name == name && one.retired_at.is_none());
            page(session, visitor, name, &fields, &problems, (Some(problem), retire)).map(unprocessable)
        }
    }
}

/// What is wrong with a rule: with its file, or as its own examples say when it stands among the rules of the house.
fn faults(toml: &str, house: Vec<Rule>) -> Vec<Problem> {
    match Rule::parse(toml) {
        Err(problems) => problems,
        Ok(rule) => {
            let others = house.into_iter().filter(|one| one.name != rule.name);
            let coach = Coach::and_house_rules(others.chain([rule.clone()]).collect());
            coach.against_own_examples(&rule)
        }
    }
}

pub(super) async fn retire(
    State(app): State<App>,
    session: SignedIn,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    let scope = session.scope.clone();
    app.store.write(move |tx| kept::retire_rule(tx, &scope, &name, Time::now())).await?;
    Ok(seen("/coach/rules?done=retired"))
}

fn text_of<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.get(name).map_or("", String::as_str)
}

/// The lines of a field that say something.
fn lines_of(fields: &Fields, code: &str, name: &str) -> Vec<String> {
    let text = text_of(fields, &format!("{code}-{name}"));
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// What was typed, as a rule that may have problems. A language in which nothing stands is left out.
fn rule_of(fields: &Fields) -> Rule {
    let mut tongues = BTreeMap::new();
    for code in Language::ALL.map(Language::code) {
        let examples = |name: &str| lines_of(fields, code, name).into_iter().map(Example::Reply).collect();
        let line = |name: &str| text_of(fields, &format!("{code}-{name}")).trim().to_owned();
        let tongue = Tongue {
            patterns: lines_of(fields, code, "patterns"),
            except: lines_of(fields, code, "except"),
            why: line("why"),
            rewrite: line("rewrite"),
            fails: examples("fails"),
            passes: examples("passes"),
            ..Tongue::default()
        };
        if tongue != Tongue::default() {
            tongues.insert(code, tongue);
        }
    }
    Rule {
        name: text_of(fields, "name").trim().to_owned(),
        factor: Factor::named(text_of(fields, "factor")).unwrap_or(Factor::Empathy),
        severity: if text_of(fields, "severity") == "fault" { Severity::Fault } else { Severity::Advice },
        opening: text_of(fields, "opening") == "yes",
        tongues,
    }
}

/// A rule as it would be typed.
fn typed(rule: &Rule) -> Fields {
    let mut fields = Fields::from([
        ("name".to_owned(), rule.name.clone()),
        ("factor".to_owned(), rule.factor.name().to_owned()),
        ("severity".to_owned(), shown::severity_key(rule.severity).to_owned()),
        ("opening".to_owned(), if rule.opening { "yes" } else { "" }.to_owned()),
    ]);
    for (code, tongue) in &rule.tongues {
        let examples =
            |all: &[Example]| all.iter().map(|one| one.reply().replace('\n', " ")).collect::<Vec<_>>().join("\n");
        let texts = [
            tongue.patterns.join("\n"),
            tongue.except.join("\n"),
            tongue.why.clone(),
            tongue.rewrite.clone(),
            examples(&tongue.fails),
            examples(&tongue.passes),
        ];
        fields.extend(FIELDS.iter().zip(texts).map(|(name, text)| (format!("{code}-{name}"), text)));
    }
    fields
}

/// What is wrong, for the person at the field.
fn sentence(w: Words, problem: &Problem) -> String {
    let quoted = [("quoted", problem.quoted.as_str().into())];
    match (problem.kind, problem.field) {
        (ProblemKind::Value, "name") => w.text("coach-problem-name"),
        (ProblemKind::Value, _) => w.text("coach-problem-unreadable"),
        (ProblemKind::Pattern, _) => w.say("coach-problem-pattern", &quoted),
        (ProblemKind::Empty, "patterns") => w.text("coach-problem-patterns"),
        (ProblemKind::Empty, "why") => w.text("coach-problem-why"),
        (ProblemKind::Empty, "fails" | "passes") => w.text("coach-problem-example"),
        (ProblemKind::Empty, _) => w.text("coach-problem-language"),
        (ProblemKind::Missed, _) => w.say("coach-problem-missed", &quoted),
        (ProblemKind::Caught, _) => w.say("coach-problem-caught", &quoted),
    }
}

fn page(
    session: &SignedIn,
    visitor: &Visitor,
    rule: &str,
    fields: &Fields,
    problems: &[Problem],
    (problem, retire): (Option<String>, bool),
) -> Result<Response, Failure> {
    let w = words_of(session, visitor);
    let own = w.language().code();
    let at = |code: Option<&str>, field: &str| -> Vec<String> {
        let here = problems.iter().filter(|problem| problem.language == code && problem.field == field);
        here.map(|problem| sentence(w, problem)).collect()
    };
    let field = |code: &'static str, name: &'static str| Field {
        id: format!("{code}-{name}"),
        label: w.text(&format!("coach-house-{name}")),
        help: w.text(&format!("coach-house-{name}-help")),
        text: text_of(fields, &format!("{code}-{name}")).to_owned(),
        problems: at(Some(code), name),
        lines: LINES.contains(&name),
        needed: NEEDED.contains(&name),
    };
    let tongue = |language: Language| {
        let code = language.code();
        let all: Vec<Field> = FIELDS.into_iter().map(|name| field(code, name)).collect();
        TongueShown {
            name: shown::own_name(language),
            code,
            open: code == own || all.iter().any(|one| !one.text.is_empty()),
            fields: all,
        }
    };
    let severity = |one: Severity| Choice {
        value: shown::severity_key(one).to_owned(),
        text: shown::severity_name(w, one),
        help: w.text(&format!("coach-severity-{}-help", shown::severity_key(one))),
        chosen: text_of(fields, "severity") == shown::severity_key(one),
    };
    let mut unplaced = at(None, "");
    unplaced.extend(problem);
    let title = if rule.is_empty() { w.text("coach-house-new") } else { shown::title(w, rule) };
    html(&House {
        tab: "coach",
        more: "rules",
        address: if rule.is_empty() { "/coach/rules/new".to_owned() } else { format!("/coach/rules/{rule}/edit") },
        rule: rule.to_owned(),
        problem: (!unplaced.is_empty()).then(|| unplaced.join(" ")),
        name: Field {
            id: "name".to_owned(),
            label: w.text("coach-house-name"),
            help: w.text("coach-house-name-help"),
            text: text_of(fields, "name").to_owned(),
            problems: at(None, "name"),
            lines: false,
            needed: true,
        },
        factors: factors(w, Factor::named(text_of(fields, "factor"))),
        severities: [Severity::Fault, Severity::Advice].map(severity).into(),
        opening: text_of(fields, "opening") == "yes",
        tongues: Language::ALL.map(tongue).into(),
        retire: retire && !rule.is_empty(),
        page: Page::of(session, visitor, "service", title),
        w,
    })
}

#[cfg(test)]
mod tests {
    use super::{Fields, Rule, faults, rule_of, typed};

    fn fields(all: &[(&str, &str)]) -> Fields {
        all.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn what_is_typed_becomes_a_rule_and_is_typed_again_the_same() {
        let sent = fields(&[
            ("name", "no-worries"),
            ("factor", "empathy"),
            ("severity", "fault"),
            ("opening", ""),
            ("es-patterns", "no pasa nada\r\nsin problema\r\n\r\n"),
            ("es-why", "Le quita peso."),
            ("es-rewrite", "Diga lo que hará."),
            ("es-fails", "No pasa nada, lo arreglamos."),
            ("es-passes", "Lo arreglamos hoy."),
        ]);
        let rule = Rule::parse(&rule_of(&sent).file()).expect("a rule");
        assert!(faults(&rule.file(), vec![]).is_empty());
        assert_eq!(rule.tongues.keys().collect::<Vec<_>>(), [&"es"]);
        assert_eq!(rule_of(&typed(&rule)), rule);
    }

    #[test]
    fn an_example_that_does_not_do_what_it_should_is_told() {
        let sent = fields(&[
            ("name", "own"),
            ("en-patterns", "no worries"),
            ("en-why", "a"),
            ("en-fails", "All is well."),
            ("en-passes", "No worries."),
        ]);
        let found = faults(&rule_of(&sent).file(), vec![]);
        let said: Vec<_> = found.iter().map(|one| (one.field, one.language, one.quoted.as_str())).collect();
        assert_eq!(said, [("fails", Some("en"), "All is well."), ("passes", Some("en"), "No worries.")]);
    }
}
