//! What to know before saying hello, in whole words.
//!
//! Separate from the rule, which is `service::card::before_hello`: it says what comes first, and here each of it becomes a sentence.
//! It leaves out nothing that the rule chose and adds nothing.

use language::Words;
use service::Factor;
use service::card::{self, Freshness, Hello, Promised};
use service::moment::{Encounter, Judgement};
use store::Time;
use store::moments::Moment;

use super::super::factor_name;
use super::beginning;
use super::file::Found;
use crate::pages::desk::clock::Clock;

/// The longest words of a case that stand here, in characters.
const WORDS: usize = 160;

/// One of the two or three things.
pub struct Line {
    /// What kind of thing it is: `wrong`, `due` or `known`.
    pub kind: &'static str,
    /// Its name.
    pub label: String,
    /// The sentence.
    pub text: String,
    /// What else there is to it.
    pub detail: String,
    /// That it is old, and asks to be confirmed.
    pub stale: bool,
    /// Where more of it stands.
    pub link: String,
}

/// The lines, in their order.
pub fn lines(found: &Found, clock: &Clock, w: Words, now: Time) -> Vec<Line> {
    let facts: Vec<card::Fact> = found.facts.iter().map(|fact| fact.ruled()).collect();
    let promises: Vec<Promised> = found
        .promises
        .iter()
        .map(|one| Promised { state: one.promise.state, due: one.promise.due, done: one.promise.done_at.is_some() })
        .collect();
    let open: Vec<_> = found.cases.iter().filter(|case| !case.state.closed()).collect();
    let last = found.moments.iter().find(|moment| moment.encounter() != Encounter::Silent);
    let disappointed = last.filter(|moment| moment.encounter() == Encounter::Bad);
    let file =
        card::File { facts: &facts, promises: &promises, open_cases: open.len(), disappointed: disappointed.is_some() };
    let line = |hello: Hello| match hello {
        Hello::Case(at) => open.get(at).map(|case| Line {
            kind: "wrong",
            label: w.text("customers-hello-case"),
            text: w.say(
                "customers-hello-case-text",
                &[("number", case.number.to_string().into()), ("day", clock.day(case.opened_at).into())],
            ),
            detail: beginning(&case.words, WORDS),
            stale: false,
            link: format!("/cases/{}", case.id),
        }),
        Hello::Broken(at) => found.promises.get(at).map(|one| Line {
            kind: "wrong",
            label: w.text("customers-hello-broken"),
            text: w.say(
                "customers-hello-broken-text",
                &[("told", quoted(&one.told).into()), ("when", clock.moment(Time::from(one.promise.due)).into())],
            ),
            detail: String::new(),
            stale: false,
            link: format!("/promises/{}", one.id),
        }),
        Hello::Disappointed => disappointed.map(|moment| Line {
            kind: "wrong",
            label: w.text("customers-hello-disappointed"),
            text: w.say(
                "customers-hello-disappointed-text",
                &[
                    ("day", clock.day(moment.at).into()),
                    ("where", found.touchpoint(&moment.touchpoint).into()),
                    ("what", disappointing(moment, w).into()),
                ],
            ),
            detail: beginning(&moment.words, WORDS),
            stale: false,
            link: format!("/moments/{}", moment.id),
        }),
        Hello::Due(at) => found.promises.get(at).map(|one| Line {
            kind: "due",
            label: w.text("customers-hello-due"),
            text: w.say(
                "customers-hello-due-text",
                &[("told", quoted(&one.told).into()), ("when", clock.moment(Time::from(one.promise.due)).into())],
            ),
            detail: String::new(),
            stale: false,
            link: format!("/promises/{}", one.id),
        }),
        Hello::Fact(at) => found.facts.get(at).map(|fact| Line {
            kind: "known",
            label: factor_name(w, fact.noted.factor),
            text: fact.noted.words.clone(),
            detail: String::new(),
            stale: fact.ruled().freshness(now.stamp()) == Freshness::Stale,
            link: format!("#{}", fact.noted.factor.name()),
        }),
    };
    card::before_hello(&file, found.end_of_day.stamp(), now.stamp()).into_iter().filter_map(line).collect()
}

/// What somebody was told, as it stands within a sentence.
fn quoted(told: &str) -> String {
    let whole = told.trim();
    whole.strip_suffix('.').filter(|rest| !rest.ends_with('.')).unwrap_or(whole).to_owned()
}

/// The factors that disappointed, one after another.
fn disappointing(moment: &Moment, w: Words) -> String {
    let pairs = Factor::ALL.into_iter().zip(moment.judgements);
    let names = pairs.filter(|(_, judgement)| *judgement == Judgement::Disappointed);
    names.map(|(factor, _)| factor_name(w, factor)).collect::<Vec<_>>().join(", ")
}
