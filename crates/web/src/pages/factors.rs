//! The five factors, with what was asked and what was done side by side: where the two disagree is the finding.
//!
//! Separate from the board of a survey and from the ledger, because it belongs to both. It reads the report of the newest wave, as
//! far as whoever looks may see it, and counts what was done in the same span; the rules of the comparison are `service::index`.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::get;
use language::Words;
use serde::Deserialize;
use service::Factor;
use service::index::{Asked, Done, Finding, Row, Verdict, makers};
use service::moment::Five;
use statistics::uncertainty::proportion::Share;
use store::promises::By;
use store::waves::WaveState;
use store::{Id, Role, Scope, StoreError, Time, Transaction, cases, moments, promises, touchpoints};

use super::service::factor_name;
use crate::App;
use crate::failure::Failure;
use crate::live::{self, Live};
use crate::operation::{Access, Operation};
use crate::page::{Page, html};
use crate::visitor::{SignedIn, Visitor};

/// The confidence of intervals.
const LEVEL: f64 = 0.95;
/// Spans to choose from, in days, and the usual one.
const SPANS: [i64; 3] = [30, 90, 365];
const SPAN: i64 = 90;
/// From how many on a share is shown.
const FEW: u64 = 5;

/// The operations of this file.
pub fn operations() -> Vec<Operation> {
    vec![Operation::new("factors.show", Method::GET, "/factors", Access::SignedIn(Role::Viewer), get(show))]
}

#[derive(Template)]
#[template(path = "service/factors.html")]
struct Factors {
    page: Page,
    w: Words,
    spans: [(i64, bool); 3],
    wave: Option<(String, String)>,
    rows: Vec<Shown>,
    first: Vec<String>,
}

/// A factor as the page shows it.
struct Shown {
    letter: char,
    name: String,
    help: String,
    asked: Cell,
    kept: Cell,
    moments: Cell,
    cases: u64,
    finding: String,
    mark: &'static str,
    makers: String,
}

/// A number of the page.
#[derive(Default)]
struct Cell {
    value: String,
    interval: String,
    n: String,
    short: bool,
}

#[derive(Deserialize, Default)]
struct Span {
    #[serde(default)]
    days: String,
}

/// What was done under each factor.
struct Counted {
    kept: BTreeMap<String, service::keep_rate::KeepRate>,
    moments: Five,
    by_touchpoint: Vec<(String, Five)>,
    cases: BTreeMap<Factor, u64>,
}

async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(span): Query<Span>,
) -> Result<Response, Failure> {
    let days = span.days.parse().ok().filter(|days| SPANS.contains(days)).unwrap_or(SPAN);
    let page = Page::of(&session, &visitor, "factors", String::new());
    let w = page.w;
    let (scope, now) = (session.scope.clone(), Time::now());
    let reading = scope.clone();
    let read = app.store.read(move |tx| {
        let counted = counted(tx, &reading, (now.plus_seconds(-days * 86_400), now), now)?;
        Ok((counted, newest(tx, &reading, now)?))
    });
    let (counted, wave) = read.await?;
    let live = match wave {
        Some(wave) => Some(live::report(&app, &scope, &wave, w).await?),
        None => None,
    };
    let rows: Vec<Row> = Factor::ALL.into_iter().map(|factor| row(factor, live.as_deref(), &counted)).collect();
    let mut order: Vec<&Row> = rows.iter().collect();
    order.sort_by_key(|row| row.finding().rank());
    let first = order.iter().filter(|row| matches!(row.finding().rank(), 0 | 1)).map(|row| sentence(row, &counted, w));
    html(&Factors {
        spans: SPANS.map(|span| (span, span == days)),
        wave: live
            .as_ref()
            .filter(|live| live.report.is_some())
            .map(|live| (live.wave.id.to_string(), format!("{} · {}", live.survey.title, live.wave.title))),
        first: first.collect(),
        rows: rows.iter().map(|row| shown(row, live.as_deref(), &counted, w)).collect(),
        page: Page { title: w.text("web-nav-factors"), ..page },
        w,
    })
}

fn counted(tx: &mut Transaction<'_>, scope: &Scope, span: (Time, Time), now: Time) -> Result<Counted, StoreError> {
    let kept = promises::keep_rates(tx, scope, By::Factor, span, now)?.into_iter().collect();
    let board = moments::board(tx, scope, span.0, span.1)?;
    let places = touchpoints::list(tx, scope, true)?;
    let both = |id: &Id| board.get(id).map_or_else(Five::default, |cells| cells.moments.merge(cells.pulses));
    let by_touchpoint: Vec<_> = places.into_iter().map(|place| (place.name, both(&place.id))).collect();
    let mut cases_of = BTreeMap::new();
    for (_, factor, count) in cases::counts(tx, scope, span)? {
        if let Some(factor) = factor {
            *cases_of.entry(factor).or_default() += count;
        }
    }
    let moments = by_touchpoint.iter().fold(Five::default(), |sum, (_, five)| sum.merge(*five));
    Ok(Counted { kept, moments, by_touchpoint, cases: cases_of })
}

/// The newest wave that has answers: the one that runs, else the last that did.
fn newest(tx: &mut Transaction<'_>, scope: &Scope, now: Time) -> Result<Option<Id>, StoreError> {
    let mut best: Option<(bool, Time, Id)> = None;
    for survey in store::surveys::list(tx, scope)?.into_iter().filter(|survey| survey.archived_at.is_none()) {
        for wave in store::waves::list(tx, scope, &survey.id)? {
            let enough = report::SUPPRESS_BELOW as i64 <= wave.answers;
            let begun = wave.state(now) != WaveState::Planned;
            let key = (wave.state(now) == WaveState::Open, wave.opens_at, wave.id);
            if enough && begun && best.as_ref().is_none_or(|best| *best < key) {
                best = Some(key);
            }
        }
    }
    Ok(best.map(|(_, _, id)| id))
}

/// The gap of a factor in a report, as far as it is shown.
fn asked(factor: Factor, live: Option<&Live>) -> Option<Asked> {
    let report = live?.report.as_ref()?;
    let of = format!("dimension:{}", factor.name());
    let number = report.numbers.iter().find(|number| {
        number.statistic == "gap.mean" && number.of == of && number.by.is_empty() && number.wave.is_empty()
    })?;
    let n = u64::try_from(number.n?).ok()?;
    Some(Asked { gap: number.value?, low: number.low?, high: number.high?, n })
}

fn row(factor: Factor, live: Option<&Live>, counted: &Counted) -> Row {
    let kept = counted.kept.get(factor.name());
    let broken = kept.and_then(|kept| share(kept.broken, kept.ended()));
    let tally = counted.moments.of(factor);
    let disappointed = share(tally.disappointed, tally.n());
    Row { factor, asked: asked(factor, live), done: Done { broken, disappointed } }
}

/// A share of failures, where there are enough to speak of one.
fn share(count: u64, of: u64) -> Option<Share> {
    statistics::uncertainty::proportion::wilson(count, of, LEVEL).ok().filter(|_| FEW <= of)
}

fn shown(row: &Row, live: Option<&Live>, counted: &Counted, w: Words) -> Shown {
    let finding = row.finding();
    let factor = row.factor;
    Shown {
        letter: factor.name().chars().next().map_or('R', |first| first.to_ascii_uppercase()),
        name: factor_name(w, factor),
        help: w.text(&format!("service-factor-{}-help", factor.name())),
        asked: asked_cell(row, live, w),
        kept: kept_cell(counted.kept.get(factor.name()), w),
        moments: moments_cell(&row.done, counted.moments.of(factor).n(), w),
        cases: counted.cases.get(&factor).copied().unwrap_or(0),
        finding: w.text(finding.code()),
        mark: match finding {
            Finding::Both | Finding::One(Verdict::Short) => "short",
            Finding::AskedOnly | Finding::DoneOnly => "apart",
            Finding::Neither | Finding::One(Verdict::Well) => "well",
            Finding::One(Verdict::Unclear) | Finding::Unclear => "unclear",
        },
        makers: made_by(factor, counted, w),
    }
}

fn asked_cell(row: &Row, live: Option<&Live>, w: Words) -> Cell {
    if let Some(asked) = row.asked {
        return Cell {
            value: w.signed(asked.gap, 2),
            interval: w.say(
                "index-interval",
                &[("low", w.signed(asked.low, 2).into()), ("high", w.signed(asked.high, 2).into())],
            ),
            n: w.say("index-answers", &[("count", i64::try_from(asked.n).unwrap_or(i64::MAX).into())]),
            short: asked.verdict() == Verdict::Short,
        };
    }
    let none = if live.is_some_and(|live| live.report.is_some()) { "index-no-gap" } else { "index-no-survey" };
    Cell { value: w.text(none), ..Cell::default() }
}

fn kept_cell(kept: Option<&service::keep_rate::KeepRate>, w: Words) -> Cell {
    let ended = kept.map_or(0, service::keep_rate::KeepRate::ended);
    let n = w.say("index-promises", &[("count", i64::try_from(ended).unwrap_or(i64::MAX).into())]);
    match kept.and_then(|kept| kept.rate(LEVEL).ok()).filter(|_| FEW <= ended) {
        Some(share) => Cell {
            value: w.percent(share.share, 0),
            interval: interval(&share, w),
            n,
            short: share.high < 1.0 - service::index::TOLERATED,
        },
        None => Cell { value: w.text("promises-too-few"), n, ..Cell::default() },
    }
}

fn moments_cell(done: &Done, n: u64, w: Words) -> Cell {
    let count = w.say("index-moments", &[("count", i64::try_from(n).unwrap_or(i64::MAX).into())]);
    match &done.disappointed {
        Some(share) => Cell {
            value: w.percent(share.share, 0),
            interval: interval(share, w),
            n: count,
            short: service::index::TOLERATED < share.low,
        },
        None => Cell { value: w.text("promises-too-few"), n: count, ..Cell::default() },
    }
}

fn interval(share: &Share, w: Words) -> String {
    w.say("promises-interval", &[("low", w.percent(share.low, 0).into()), ("high", w.percent(share.high, 0).into())])
}

/// Where most of the disappointments come from, when a few places make them.
fn made_by(factor: Factor, counted: &Counted, w: Words) -> String {
    let failures: Vec<(usize, u64)> = counted
        .by_touchpoint
        .iter()
        .enumerate()
        .map(|(place, (_, five))| (place, five.of(factor).disappointed))
        .collect();
    let total: u64 = failures.iter().map(|(_, count)| count).sum();
    let found = makers(&failures);
    if found.is_empty() || total < FEW {
        return String::new();
    }
    let names: Vec<&str> = found.iter().map(|(place, _)| counted.by_touchpoint[*place].0.as_str()).collect();
    w.say(
        "index-makers",
        &[("count", found.len().try_into().unwrap_or(0_i64).into()), ("names", names.join(", ").into())],
    )
}

/// What a row says, in whole words: what they rate, what we keep, and where.
fn sentence(row: &Row, counted: &Counted, w: Words) -> String {
    let mut parts = vec![format!("{}:", factor_name(w, row.factor))];
    if let Some(asked) = row.asked {
        parts.push(w.say("index-say-asked", &[("gap", w.signed(asked.gap, 1).into())]));
    }
    if let Some(kept) =
        counted.kept.get(row.factor.name()).and_then(|kept| kept.rate(LEVEL).ok()).filter(|kept| FEW <= kept.n)
    {
        parts.push(w.say("index-say-kept", &[("share", w.percent(kept.share, 0).into())]));
    }
    if let Some(share) = &row.done.disappointed {
        parts.push(w.say("index-say-moments", &[("share", w.percent(share.share, 0).into())]));
    }
    parts.push(made_by(row.factor, counted, w));
    parts.push(w.text(row.finding().code()));
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}
