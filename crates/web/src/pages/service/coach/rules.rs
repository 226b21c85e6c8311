//! All rules by which a draft is checked: why each is one, how much it matters, whether it speaks, and why not.
//!
//! Separate from writing a rule (`house`). Whoever finds that a rule that was switched off is right after all switches it on here.

use std::collections::BTreeMap;

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::Response;
use language::Words;
use replies::{Coach, Dismissals, Language, Rule, Status};
use serde::Deserialize;
use service::Factor;
use store::replies::{self as kept, HouseRule};
use store::{Time, people};

use super::shown::{self, severity_key, severity_name};
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, seen};
use crate::pages::service::{actor_name, factor_name};
use crate::visitor::{SignedIn, Visitor};

#[derive(Template)]
#[template(path = "service/coach/rules.html")]
struct Rules {
    page: Page,
    w: Words,
    tab: &'static str,
    more: &'static str,
    done: Option<String>,
    count: String,
    off: Vec<Listed>,
    house: Vec<Own>,
    parts: Vec<(&'static str, String, Vec<Listed>)>,
}

/// A rule in the list.
#[derive(Clone)]
struct Listed {
    name: String,
    title: String,
    why: String,
    severity: &'static str,
    severity_name: String,
    /// Why it is off; empty when it speaks.
    off: String,
    house: bool,
}

/// A rule of the house.
struct Own {
    name: String,
    title: String,
    by: String,
    retired: bool,
    /// Whether this program still takes it.
    sound: bool,
}

/// What the address says besides.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    done: String,
}

pub(super) async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let scope = session.scope.clone();
    let found = app.store.read(move |tx| {
        let coach = crate::coach::coach(tx, &scope)?;
        Ok((coach, kept::dismissals(tx, &scope)?, kept::rules(tx, &scope)?, people::colleagues(tx, &scope)?))
    });
    let (coach, dismissals, house, staff) = found.await?;
    let page = Page::of(&session, &visitor, "service", String::new());
    let w = page.w;
    let mut parts: BTreeMap<Factor, Vec<Listed>> = BTreeMap::new();
    for rule in coach.rules() {
        parts.entry(rule.factor).or_default().push(listed(rule, &dismissals, w));
    }
    for list in parts.values_mut() {
        list.sort_by(|a, b| a.title.cmp(&b.title));
    }
    let own = |one: &HouseRule| Own {
        title: shown::title(w, &one.name),
        by: actor_name(w, &staff, &one.made_by),
        retired: one.retired_at.is_some(),
        sound: Rule::parse(&one.toml).is_ok(),
        name: one.name.clone(),
    };
    const KNOWN: [&str; 3] = ["saved", "retired", "on"];
    html(&Rules {
        tab: "coach",
        more: "rules",
        done: KNOWN.contains(&asked.done.as_str()).then(|| w.text(&format!("coach-rules-did-{}", asked.done))),
        count: count(&coach, w),
        off: parts.values().flatten().filter(|one| !one.off.is_empty()).cloned().collect(),
        house: house.iter().map(own).collect(),
        parts: Factor::ALL
            .into_iter()
            .filter_map(|factor| Some((factor.name(), factor_name(w, factor), parts.remove(&factor)?)))
            .collect(),
        page: Page { title: w.text("coach-rules-title"), ..page },
        w,
    })
}

fn count(coach: &Coach, w: Words) -> String {
    let count = i64::try_from(coach.rules().len()).unwrap_or(i64::MAX);
    w.say("coach-rules-count", &[("count", count.into())])
}

fn listed(rule: &Rule, dismissals: &Dismissals, w: Words) -> Listed {
    let own = Language::coded(w.language().code()).and_then(|own| rule.tongue(own));
    let why = own.or_else(|| rule.tongues.values().next()).map_or(String::new(), |tongue| tongue.why.clone());
    Listed {
        title: shown::title(w, &rule.name),
        why,
        severity: severity_key(rule.severity),
        severity_name: severity_name(w, rule.severity),
        off: match dismissals.status(&rule.name) {
            Status::On => String::new(),
            Status::Off { dismissed } => {
                let dismissed = i64::try_from(dismissed).unwrap_or(i64::MAX);
                w.say(
                    "coach-rules-off-why",
                    &[("dismissed", dismissed.into()), ("of", (replies::WINDOW as i64).into())],
                )
            }
        },
        house: !Rule::comes_with_the_program(&rule.name),
        name: rule.name.clone(),
    }
}

/// Which rule.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Which {
    rule: String,
}

pub(super) async fn switch_on(
    State(app): State<App>,
    session: SignedIn,
    Form(which): Form<Which>,
) -> Result<Response, Failure> {
    let scope = session.scope.clone();
    app.store.write(move |tx| kept::switch_on(tx, &scope, &which.rule, Time::now())).await?;
    Ok(seen("/coach/rules?done=on"))
}
