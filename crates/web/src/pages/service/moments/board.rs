//! The board: at which touchpoint, and in which factor, customers are disappointed; and below it the chain.
//!
//! Separate from the figures, which are asked first: here they become words and marks. A viewer sees every number and opens none.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use language::Words;
use serde::Deserialize;
use service::Factor;
use service::moment::Trend;
use store::factors::Part;
use store::people::Colleague;
use store::touchpoints::Touchpoint;
use store::{Role, Time, people};

use super::figures::{self, Board, Cell, Chain, Measured, Row};
use super::span::{DAYS, Span};
use crate::App;
use crate::failure::Failure;
use crate::page::{Page, html, words_of};
use crate::pages::desk::clock::Clock;
use crate::pages::service::factor_name;
use crate::pages::service::sieve::Sieve;
use crate::visitor::{SignedIn, Visitor};

/// Touchpoints where chains break that are named.
const WEAKEST: usize = 5;

#[derive(Template)]
#[template(path = "service/moments_board.html")]
struct Shown {
    page: Page,
    tab: &'static str,
    spans: Vec<SpanLink>,
    factors: Vec<String>,
    rows: Vec<RowShown>,
    promised: Vec<Promised>,
    chain: ChainShown,
    nothing: bool,
}

struct SpanLink {
    days: u16,
    text: String,
    here: bool,
}

/// A share as it is read: words and numbers, and where the line beside them begins and ends.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) n: u64,
    pub(super) few: String,
    pub(super) share: String,
    pub(super) interval: String,
    pub(super) of: String,
    pub(super) low: String,
    pub(super) high: String,
    pub(super) dot: String,
}

struct RowShown {
    id: String,
    name: String,
    owner: String,
    review: String,
    due: bool,
    retired: bool,
    cells: Vec<CellShown>,
}

struct CellShown {
    factor: String,
    noted: Reading,
    pulses: Reading,
    trend: Option<TrendShown>,
    disappointed: String,
    rows: String,
}

struct TrendShown {
    name: &'static str,
    mark: &'static str,
    /// Beside the mark, where there is something to see at a glance.
    text: Option<String>,
    words: String,
}

struct Promised {
    name: String,
    kept: Reading,
    open: String,
    cases: u64,
    cases_text: String,
    cases_href: String,
    kept_href: String,
    by_factor: String,
}

struct ChainShown {
    customers: u64,
    unbroken: String,
    erased: String,
    weakest: Vec<(String, Reading)>,
    recovery: String,
    with: Reading,
    without: Reading,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    days: String,
}

pub(super) async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (w, now, zone) = (words_of(&session, &visitor), Time::now(), session.organisation.zone.clone());
    let span = Span::asked(&zone, &asked.days, now);
    let scope = session.scope.clone();
    let (board, staff) = app
        .store
        .read(move |tx| {
            let board = figures::read(tx, &scope, &span, now)?;
            // Who answers for what is for colleagues; the results are for everybody.
            let staff = if scope.role().at_least(Role::Agent) { people::colleagues(tx, &scope)? } else { vec![] };
            Ok((board, staff))
        })
        .await?;
    let clock = Clock::new(&zone, w);
    let opens = session.scope.role().at_least(Role::Agent);
    let shown = Show { w, clock, span, now, staff, opens };
    html(&Shown {
        page: Page::of(&session, &visitor, "service", w.text("moments-board-title")),
        tab: "moments",
        spans: DAYS.into_iter().map(|days| shown.span_link(days)).collect(),
        factors: Factor::ALL.into_iter().map(|factor| factor_name(w, factor)).collect(),
        nothing: board.rows.is_empty(),
        rows: shown.rows(&board),
        promised: shown.promised(&board),
        chain: shown.chain(&board),
    })
}

/// What turns figures into words.
struct Show {
    w: Words,
    clock: Clock,
    span: Span,
    now: Time,
    staff: Vec<Colleague>,
    /// Whether the numbers lead to their rows.
    opens: bool,
}

impl Show {
    fn span_link(&self, days: u16) -> SpanLink {
        let text = self.w.say("moments-days", &[("days", i64::from(days).into())]);
        SpanLink { days, text, here: days == self.span.days }
    }

    fn rows(&self, board: &Board) -> Vec<RowShown> {
        let all = (1 < board.rows.len()).then_some(&board.all);
        board.rows.iter().chain(all).map(|row| self.row(row)).collect()
    }

    fn row(&self, row: &Row) -> RowShown {
        let touchpoint = row.touchpoint.as_ref();
        let owner = touchpoint.and_then(|touchpoint| touchpoint.owner.as_ref());
        let owner = self.staff.iter().find(|one| Some(&one.user) == owner);
        let review = touchpoint.and_then(|touchpoint| touchpoint.review_at);
        let id = touchpoint.map_or(String::new(), |touchpoint| touchpoint.id.to_string());
        RowShown {
            name: self.name_of(touchpoint, "moments-all-touchpoints"),
            owner: owner.map_or(String::new(), |owner| owner.name.clone()),
            review: review.map_or(String::new(), |review| self.clock.day(review)),
            due: review.is_some_and(|review| review <= self.now),
            retired: touchpoint.is_some_and(|touchpoint| touchpoint.retired_at.is_some()),
            cells: row.cells.iter().map(|cell| self.cell(&id, cell)).collect(),
            id,
        }
    }

    fn name_of(&self, touchpoint: Option<&Touchpoint>, otherwise: &str) -> String {
        touchpoint.map_or_else(|| self.w.text(otherwise), |touchpoint| touchpoint.name.clone())
    }

    fn cell(&self, touchpoint: &str, cell: &Cell) -> CellShown {
        let rows =
            format!("/moments/list?touchpoint={touchpoint}&factor={}&days={}", cell.factor.name(), self.span.days);
        let href = |more: &str| if self.opens { format!("{rows}{more}") } else { String::new() };
        CellShown {
            factor: factor_name(self.w, cell.factor),
            noted: reading(self.w, &cell.noted),
            pulses: reading(self.w, &cell.pulses),
            trend: cell.trend.map(|trend| self.trend(trend)),
            disappointed: href("&judgement=disappointed"),
            rows: href(""),
        }
    }

    fn trend(&self, trend: Trend) -> TrendShown {
        let (name, mark) = match trend {
            Trend::Better => ("better", "↓"),
            Trend::Worse => ("worse", "↑"),
            Trend::Unshown => ("unshown", "≈"),
        };
        TrendShown {
            name,
            mark,
            text: (trend != Trend::Unshown).then(|| self.w.text(&format!("moments-trend-{name}"))),
            words: self.w.text(&format!("moments-trend-{name}-words")),
        }
    }

    /// Touchpoints with promises or cases, and what belongs to none.
    fn promised(&self, board: &Board) -> Vec<Promised> {
        let rows = board.rows.iter().chain([&board.elsewhere]);
        let some = rows.filter(|row| row.kept.n != 0 || row.open != 0 || !row.cases.is_empty());
        some.map(|row| self.promised_at(row)).collect()
    }

    fn promised_at(&self, row: &Row) -> Promised {
        let w = self.w;
        let by_factor = row.cases.iter().map(|(factor, count)| {
            let factor = factor.map_or_else(|| w.text("moments-no-factor"), |factor| factor_name(w, factor));
            w.say("moments-cases-factor", &[("factor", factor.into()), ("count", whole(*count).into())])
        });
        let place = row.touchpoint.as_ref().filter(|_| self.opens);
        let cases = row.cases_in_all();
        let rows = |list: &str| {
            let sieve = |touchpoint: &Touchpoint| Sieve {
                part: Part::Touchpoint(touchpoint.id.clone()),
                factor: None,
                span: Some(self.span),
            };
            place
                .map_or(String::new(), |touchpoint| format!("{list}{}", sieve(touchpoint).address()).replace("?&", "?"))
        };
        Promised {
            name: self.name_of(row.touchpoint.as_ref(), "moments-elsewhere"),
            kept: reading(w, &row.kept),
            open: if row.open == 0 {
                String::new()
            } else {
                w.say("moments-promises-open", &[("count", whole(row.open).into())])
            },
            cases,
            cases_text: w.say("moments-cases", &[("count", whole(cases).into())]),
            cases_href: rows("/cases?"),
            kept_href: rows("/promises?kept=yes"),
            by_factor: by_factor.collect::<Vec<_>>().join(" · "),
        }
    }

    fn chain(&self, board: &Board) -> ChainShown {
        let (w, chain) = (self.w, &board.chain);
        let unbroken = match &chain.unbroken.share {
            Some(_) => {
                let shown = reading(w, &chain.unbroken);
                let arguments = [
                    ("n", whole(chain.unbroken.n).into()),
                    ("share", shown.share.into()),
                    ("interval", shown.interval.into()),
                ];
                w.say("moments-chain-unbroken", &arguments)
            }
            None => w.say("moments-chain-few", &[("n", whole(chain.unbroken.n).into())]),
        };
        let weakest = chain.weakest.iter().take(WEAKEST).map(|(id, measured)| {
            let row = board.rows.iter().find(|row| row.touchpoint.as_ref().is_some_and(|one| one.id == *id));
            (row.map_or(String::new(), |row| self.name_of(row.touchpoint.as_ref(), "")), reading(w, measured))
        });
        ChainShown {
            customers: chain.unbroken.n,
            unbroken,
            erased: w.say("moments-chain-erased", &[("count", whole(chain.erased).into())]),
            weakest: weakest.collect(),
            recovery: w.text(recovery(chain)),
            with: reading(w, &chain.with_recovery),
            without: reading(w, &chain.without_recovery),
        }
    }
}

/// What can be said of recovery: whether it mends.
fn recovery(chain: &Chain) -> &'static str {
    match chain.recovery {
        None => "moments-chain-recovery-few",
        Some(Trend::Better) => "moments-chain-recovery-better",
        Some(Trend::Worse) => "moments-chain-recovery-worse",
        Some(Trend::Unshown) => "moments-chain-recovery-unshown",
    }
}

fn reading(w: Words, measured: &Measured) -> Reading {
    let n = measured.n;
    let few = w.say("moments-too-few", &[("n", whole(n).into())]);
    let Some(share) = &measured.share else { return Reading { n, few, ..Reading::default() } };
    let percent = |share: f64| w.percent(share, 0);
    let place = |share: f64| format!("{:.1}", 100.0 * share);
    Reading {
        n,
        few: String::new(),
        share: percent(share.share),
        interval: w.say(
            "moments-interval",
            &[("low", w.number(100.0 * share.low, 0).into()), ("high", percent(share.high).into())],
        ),
        of: w.say("moments-of", &[("n", whole(n).into())]),
        low: place(share.low),
        high: place(share.high),
        dot: place(share.share),
    }
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
