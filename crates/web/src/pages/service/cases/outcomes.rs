//! How cases ended: what customers said, what nobody said, and who came back.
//!
//! Separate from the list, because here nobody is shown: these are counts of many cases. It gives no share of fewer than five,
//! and none without its interval. Below stands what customers say in surveys, by what they went through (`recovered`).

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use language::Words;
use serde::Deserialize;
use service::Factor;
use service::recovery::{Case, Outcomes, by_problem, outcomes};
use statistics::uncertainty::proportion::wilson;
use store::recovered::{Recovered, recovered};
use store::{Time, cases, problems};

use super::super::factor_name;
use super::recovered::{Section, section, since};
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, words_of};
use crate::pages::desk::clock::Clock;
use crate::visitor::{SignedIn, Visitor};

/// The spans to choose from, in days; the second is shown when none is named.
const SPANS: [i64; 3] = [30, 90, 365];
/// Cases below which no share is given.
const LEAST: u64 = 5;
/// How sure intervals are.
pub(super) const LEVEL: f64 = 0.95;

/// Which span.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    days: String,
}

#[derive(Template)]
#[template(path = "service/cases_outcomes.html")]
struct View {
    page: Page,
    w: Words,
    tab: &'static str,
    spans: Vec<(i64, String, bool)>,
    all: Group,
    factors: Vec<Group>,
    problems: Vec<Group>,
    groups: Section,
}

/// Counts of some cases.
struct Group {
    title: String,
    link: Option<String>,
    cases: String,
    none: bool,
    /// Class, name, count, and where its piece of the bar begins and how long it is, in thousandths.
    parts: Vec<Part>,
    /// None where all would be of too few.
    shares: Vec<(String, String)>,
}

struct Part {
    name: &'static str,
    text: String,
    count: String,
    begin: u64,
    length: u64,
}

/// The page.
pub(super) async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let days = SPANS.into_iter().find(|days| days.to_string() == asked.days).unwrap_or(SPANS[1]);
    let (scope, now, w) = (session.scope.clone(), Time::now(), words_of(&session, &visitor));
    let clock = Clock::new(&session.organisation.zone, w);
    let answered_since = since(&clock, now);
    let found = app.store.read(move |tx| {
        let (mut all, span) = (Vec::new(), (now.plus_seconds(-days * 24 * 3600), now.plus_seconds(1)));
        cases::each_folded(tx, &scope, span, &mut |case| all.push(case))?;
        Ok((all, problems::titles(tx, &scope)?, recovered(tx, &scope, (answered_since, span.1))?))
    });
    let (all, titles, answered): (Vec<Case>, BTreeMap<String, String>, Option<Recovered>) = found.await?;
    let span = |span: i64| (span, w.say("cases-outcomes-days", &[("days", span.into())]), span == days);
    let of_factor = |factor: Factor| {
        let counted = outcomes(all.iter().filter(|case| case.factor == Some(factor)));
        group(w, factor_name(w, factor), None, &counted)
    };
    let of_problem = |(id, counted): (&str, Outcomes)| {
        let title = titles.get(id).cloned().unwrap_or_else(|| w.text("cases-problem"));
        (counted, group(w, title, Some(format!("/problems/{id}")), &counted))
    };
    let mut problems: Vec<_> = by_problem(&all).into_iter().map(of_problem).collect();
    problems.sort_by_key(|(counted, _)| std::cmp::Reverse(total(counted)));
    html(&View {
        page: Page::of(&session, &visitor, "service", w.text("cases-outcomes-title")),
        w,
        tab: "cases",
        spans: SPANS.into_iter().map(span).collect(),
        all: group(w, w.text("cases-outcomes-all"), None, &outcomes(&all)),
        factors: Factor::ALL.into_iter().map(of_factor).filter(|group| !group.none).collect(),
        problems: problems.into_iter().map(|(_, group)| group).collect(),
        groups: section(w, &session.scope, &clock.day(answered_since), answered.as_ref()),
    })
}

fn total(counted: &Outcomes) -> u64 {
    counted.satisfied + counted.partly + counted.timed_out + counted.waiting + counted.open + counted.erased
}

fn group(w: Words, title: String, link: Option<String>, counted: &Outcomes) -> Group {
    let all = total(counted);
    let mut begin = 0;
    let kinds = [
        ("good", counted.satisfied),
        ("partly", counted.partly),
        ("silent", counted.timed_out),
        ("waiting", counted.waiting),
        ("open", counted.open),
        ("erased", counted.erased),
    ];
    let parts = kinds.into_iter().filter(|(_, count)| *count != 0).map(|(name, count)| {
        let end = begin + count;
        let part = Part {
            name,
            text: w.text(&format!("cases-outcome-{name}")),
            count: w.count(written(count)),
            begin: 1000 * begin / all,
            length: 1000 * end / all - 1000 * begin / all,
        };
        begin = end;
        part
    });
    let parts = parts.collect();
    // Of those whose customer was erased nobody could say whether it is good.
    let closed = counted.satisfied + counted.partly + counted.timed_out;
    let known = counted.came_back + counted.stayed_away;
    let share = |name: &str, count, of| (w.text(name), share_text(w, count, of));
    let shares = vec![
        share("cases-share-customer", counted.satisfied + counted.partly, closed),
        share("cases-share-again", counted.again, all),
        share("cases-share-back", counted.came_back, known),
    ];
    Group {
        title,
        link,
        cases: w.say("problems-cases", &[("count", written(all).into())]),
        none: all == 0,
        parts,
        shares: if all < LEAST { vec![] } else { shares },
    }
}

pub(super) fn written(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A share with its interval, or that there are too few.
fn share_text(w: Words, count: u64, of: u64) -> String {
    let said = [("count", written(count).into()), ("of", written(of).into())];
    match wilson(count, of, LEVEL) {
        Ok(share) if LEAST <= of => {
            let percent = |share: f64| w.number(100.0 * share, 0);
            let [one, two] = said;
            let shares = [
                ("share", percent(share.share).into()),
                ("low", percent(share.low).into()),
                ("high", percent(share.high).into()),
            ];
            w.say("cases-share", &[vec![one, two], shares.to_vec()].concat())
        }
        _ => w.say("cases-share-few", &said),
    }
}

#[cfg(test)]
mod tests {
    use language::Language;

    use super::*;

    #[test]
    fn pieces_of_a_bar_fill_it_and_do_not_overlap() {
        let counted = Outcomes { satisfied: 1, partly: 1, timed_out: 1, ..Outcomes::default() };
        let group = group(Language::English.words(), String::new(), None, &counted);
        let pieces: Vec<_> = group.parts.iter().map(|part| (part.begin, part.length)).collect();
        assert_eq!(pieces, [(0, 333), (333, 333), (666, 334)]);
    }

    #[test]
    fn of_fewer_than_five_no_share_is_given() {
        let w = Language::English.words();
        assert!(share_text(w, 4, 4).contains("too few"), "{}", share_text(w, 4, 4));
        // Wilson's interval of 4 in 5 at 95 %: 37.6 to 96.4 (Newcombe 1998, method 3).
        let said = share_text(w, 4, 5);
        assert!(said.contains("80") && said.contains("38") && said.contains("96"), "{said}");
        assert!(share_text(w, 0, 0).contains("too few"));
    }
}
