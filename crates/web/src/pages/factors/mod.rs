//! The five factors, with what was asked, said and done side by side: where the two disagree is the finding.
//!
//! Separate from the board of a survey and from the ledger, because it belongs to both; it is looked at for the whole organisation, a
//! touchpoint, a team or one customer. Here numbers become words and links; the rules of the comparison are `service::index`.

pub(crate) mod reading;

use ::comments::quantify::CHECKED_MIN;
use askama::Template;
use axum::extract::{Query, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::get;
use language::Words;
use serde::Deserialize;
use service::Factor;
use service::index::{Asked, Done, Finding, OwnRow, Row, TOLERATED, Verdict, makers};
use service::keep_rate::KeepRate;
use statistics::uncertainty::proportion::Share;
use store::factors::Part;
use store::{Role, Time, people, touchpoints};

use self::reading::{FEW, LEVEL, Reading};
use super::service::factor_name;
use super::service::moments::span::{DAYS, Span};
use super::service::sieve::{Sieve, part_of, part_text};
use crate::App;
use crate::failure::Failure;
use crate::operation::{Access, Operation};
use crate::page::{Page, html};
use crate::pages::desk::clock::Clock;
use crate::visitor::{SignedIn, Visitor};

/// The operations of this file.
pub fn operations() -> Vec<Operation> {
    vec![Operation::new("factors.show", Method::GET, "/factors", Access::SignedIn(Role::Viewer), get(show))]
}

#[derive(Template)]
#[template(path = "service/factors.html")]
struct Factors {
    page: Page,
    w: Words,
    spans: Vec<(String, String, bool)>,
    days: u16,
    /// What can be chosen, kind by kind.
    parts: Vec<(String, Vec<PartChoice>)>,
    /// A customer who is looked at, with their name.
    customer: Option<(String, String)>,
    name: String,
    source: Option<Source>,
    rows: Vec<Shown>,
    first: Vec<String>,
    rule: String,
    /// Whether what was said is corrected.
    said_how: String,
}

/// A part to choose: as addresses name it, its name, and whether it is chosen.
type PartChoice = (String, String, bool);

/// What asked.
struct Source {
    text: String,
    href: String,
}

/// A factor as the page shows it.
struct Shown {
    letter: char,
    name: String,
    help: String,
    cells: Vec<Cell>,
    finding: String,
    mark: &'static str,
    makers: String,
}

/// A number of the page.
#[derive(Default)]
struct Cell {
    title: String,
    value: String,
    interval: String,
    n: String,
    short: bool,
    /// Whether it is no number, but why there is none.
    none: bool,
    /// Where its rows are; empty for whoever may not open them.
    href: String,
    /// More of its rows: what they are, and where.
    more: Option<(String, String)>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Wanted {
    days: String,
    part: String,
}

async fn show(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let (now, zone, scope) = (Time::now(), &session.organisation.zone, session.scope.clone());
    let span = Span::asked(zone, &wanted.days, now);
    let page = Page::of(&session, &visitor, "factors", String::new());
    let w = page.w;
    let reading = reading::read(&app, &scope, part_of(&wanted.part)?, span, now, w).await?;
    let listing = scope.clone();
    let listed = app.store.read(move |tx| {
        let teams = people::teams(tx, &listing)?.into_iter().map(|team| (Part::Team(team.id), team.name));
        let places = touchpoints::list(tx, &listing, false)?.into_iter();
        let places = places.map(|place| (Part::Touchpoint(place.id), place.name));
        Ok((places.collect::<Vec<_>>(), teams.collect::<Vec<_>>()))
    });
    let (places, teams) = listed.await?;
    let choices = |all: Vec<(Part, String)>| {
        all.into_iter().map(|(part, name)| (part_text(&part), name, part == reading.part)).collect::<Vec<PartChoice>>()
    };
    let parts = [("index-touchpoints", choices(places)), ("index-teams", choices(teams))];
    let show = Show { w, opens: scope.role().at_least(Role::Agent), clock: Clock::new(zone, w), reading: &reading };
    let (rows, first) = match reading.part {
        Part::Customer(_) => show.own(),
        _ => show.many(),
    };
    let address = |days: u16| {
        let part = part_text(&reading.part);
        let part = if part.is_empty() { part } else { format!("&part={part}") };
        format!("/factors?days={days}{part}")
    };
    let days = |days: u16| w.say("promises-days", &[("count", i64::from(days).into())]);
    html(&Factors {
        spans: DAYS.map(|one| (address(one), days(one), one == span.days)).into(),
        days: span.days,
        parts: parts.into_iter().filter(|(_, all)| !all.is_empty()).map(|(kind, all)| (w.text(kind), all)).collect(),
        customer: match &reading.part {
            Part::Customer(id) => Some((id.to_string(), reading.name.clone())),
            _ => None,
        },
        source: show.source(),
        said_how: show.said_how(),
        rule: w.text(if matches!(reading.part, Part::Customer(_)) { "index-own-rule" } else { "index-rule" }),
        rows,
        first,
        name: reading.name.clone(),
        page: Page { title: w.text("web-nav-factors"), ..page },
        w,
    })
}

/// What turns numbers into words.
struct Show<'a> {
    w: Words,
    opens: bool,
    clock: Clock,
    reading: &'a Reading,
}

impl Show<'_> {
    fn many(&self) -> (Vec<Shown>, Vec<String>) {
        let rows = self.reading.rows();
        let cells = |row: &Row| {
            let gap = (self.reading.part == Part::Whole || self.reading.live.is_some()).then(|| self.gap(row));
            let cells = [
                gap,
                self.pulses(row),
                Some(self.unasked(row.factor)),
                Some(self.kept(row)),
                Some(self.noted(row)),
                Some(self.cases(row.factor)),
            ];
            cells.into_iter().flatten().collect()
        };
        let shown = rows.iter().map(|row| {
            let made_by = self.made_by(row.factor);
            self.shown(row.factor, cells(row), row.finding(), self.w.text(row.finding().code()), made_by)
        });
        let mut order: Vec<&Row> = rows.iter().filter(|row| row.finding().rank() < 2).collect();
        order.sort_by_key(|row| row.finding().rank());
        (shown.collect(), order.into_iter().map(|row| self.sentence(row)).collect())
    }

    fn own(&self) -> (Vec<Shown>, Vec<String>) {
        let rows = self.reading.own_rows();
        let code = |row: &OwnRow| self.w.text(row.finding().code_of_one());
        let shown = rows
            .iter()
            .map(|row| self.shown(row.factor, self.own_cells(row), row.finding(), code(row), String::new()))
            .collect();
        let mut order: Vec<&OwnRow> = rows.iter().filter(|row| row.finding().rank() < 2).collect();
        order.sort_by_key(|row| row.finding().rank());
        let first =
            order.into_iter().map(|row| format!("{}: {}", factor_name(self.w, row.factor), code(row))).collect();
        (shown, first)
    }

    fn shown(&self, factor: Factor, cells: Vec<Cell>, finding: Finding, said: String, makers: String) -> Shown {
        Shown {
            letter: factor.name().chars().next().map_or('R', |first| first.to_ascii_uppercase()),
            name: factor_name(self.w, factor),
            help: self.w.text(&format!("service-factor-{}-help", factor.name())),
            cells,
            finding: said,
            mark: mark(finding),
            makers,
        }
    }

    fn source(&self) -> Option<Source> {
        if let Some(live) = &self.reading.live {
            let text = format!("{} · {}", live.survey.title, live.wave.title);
            return Some(Source { text, href: format!("/board/{}", live.wave.id) });
        }
        let own = self.reading.own.as_ref()?;
        let text = format!("{} · {} · {}", own.survey, own.wave, self.clock.day(own.at));
        Some(Source { text, href: String::new() })
    }

    /// The address of the rows of a factor in a list, for whoever may open them.
    fn rows_in(&self, list: &str, factor: Factor) -> String {
        let sieve = Sieve { part: self.reading.part.clone(), factor: Some(factor), span: Some(self.reading.span) };
        if self.opens { format!("{list}{}", sieve.address()).replace("?&", "?") } else { String::new() }
    }

    /// The address of the moments of a factor that staff noted.
    fn moments_in(&self, factor: Factor, disappointed: bool) -> String {
        let of = match &self.reading.part {
            Part::Whole => String::new(),
            Part::Touchpoint(id) => format!("&touchpoint={id}"),
            Part::Team(id) => format!("&team={id}"),
            // The file shows them, with all that happened between.
            Part::Customer(_) => return String::new(),
        };
        let judgement = if disappointed { "&judgement=disappointed" } else { "" };
        let days = self.reading.span.days;
        let list = format!("/moments/list?source=staff&factor={}&days={days}{of}{judgement}", factor.name());
        if self.opens { list } else { String::new() }
    }

    fn gap(&self, row: &Row) -> Cell {
        let (w, title) = (self.w, self.w.text("index-asked"));
        let Some(gap) = row.asked.gap else {
            let none = if self.reading.live.is_some() { "index-no-gap" } else { "index-no-survey" };
            return Cell { title, value: w.text(none), none: true, ..Cell::default() };
        };
        Cell {
            title,
            value: w.signed(gap.gap, 2),
            interval: w
                .say("index-interval", &[("low", w.signed(gap.low, 2).into()), ("high", w.signed(gap.high, 2).into())]),
            n: w.say("index-answers", &[("count", whole(gap.n).into())]),
            short: gap.verdict() == Verdict::Short,
            href: self.source().map_or(String::new(), |source| source.href),
            ..Cell::default()
        }
    }

    /// Pulses; left out where there are none and a survey asked.
    fn pulses(&self, row: &Row) -> Option<Cell> {
        let n = self.reading.evidence.pulses.of(row.factor).n();
        let Asked { gap, disappointed } = &row.asked;
        (n != 0 || gap.is_none() && self.reading.live.is_none() && self.reading.part != Part::Whole).then(|| {
            let n = self.w.say("index-pulse-count", &[("count", whole(n).into())]);
            Cell { title: self.w.text("index-pulses"), n, ..self.failures(disappointed.as_ref()) }
        })
    }

    /// What was said unasked: the share that complains among the comments that judge the factor. Of one customer it is a count.
    fn unasked(&self, factor: Factor) -> Cell {
        let (w, said) = (self.w, &self.reading.evidence.said);
        let (bad, good) = (said.complaints[factor.place()], said.compliments[factor.place()]);
        // A comment may complain of a factor and praise it: it is among those that judge once, and complains.
        let judging = said.judging[factor.place()];
        let one = matches!(self.reading.part, Part::Customer(_));
        let share = reading::share(bad, judging).filter(|_| !one);
        // What is corrected stands before what was counted; with too few comments neither is shown.
        let corrected = share.as_ref().and_then(|_| self.reading.complaining(factor).ok());
        let count = w.say("index-of", &[("count", whole(bad).into()), ("of", whole(judging).into())]);
        let rows = |polarity: &str| self.rows_in(&format!("/comments?polarity={polarity}"), factor);
        let compliments = rows("compliment");
        Cell {
            title: w.text("index-said"),
            value: match (&corrected, &share) {
                (Some(corrected), _) => w.percent(corrected.share, 0),
                (None, Some(share)) => w.percent(share.share, 0),
                (None, None) if one && judging == 0 => w.text("index-own-nothing"),
                (None, None) if one => count,
                (None, None) => w.text("promises-too-few"),
            },
            interval: match (&corrected, &share) {
                (Some(corrected), _) => self.between(corrected.low, corrected.high),
                (None, Some(share)) => self.interval(share),
                (None, None) => String::new(),
            },
            n: match (&corrected, &share) {
                _ if one => String::new(),
                (Some(_), Some(share)) => {
                    let counted = w.percent(share.share, 0);
                    w.say("index-said-corrected-n", &[("count", whole(judging).into()), ("counted", counted.into())])
                }
                _ => w.say("index-said-n", &[("count", whole(judging).into())]),
            },
            none: if one { judging == 0 } else { share.is_none() },
            href: if 0 < bad { rows("complaint") } else { String::new() },
            more: (0 < good && !compliments.is_empty())
                .then(|| (w.say("index-said-compliments", &[("count", whole(good).into())]), compliments)),
            ..Cell::default()
        }
    }

    fn kept(&self, row: &Row) -> Cell {
        let (w, kept) = (self.w, self.reading.promises(row.factor));
        let share = kept.rate(LEVEL).ok().filter(|_| FEW <= kept.ended());
        let ended = 0 < kept.ended();
        let broken = self.rows_in("/promises?kept=no", row.factor);
        Cell {
            title: w.text("index-kept"),
            value: share.as_ref().map_or_else(|| w.text("promises-too-few"), |share| w.percent(share.share, 0)),
            interval: share.as_ref().map_or(String::new(), |share| self.interval(share)),
            n: w.say("index-promises", &[("count", whole(kept.ended()).into())]),
            none: share.is_none(),
            short: share.is_some_and(|share| share.high < 1.0 - TOLERATED),
            href: if ended { self.rows_in("/promises?kept=yes", row.factor) } else { String::new() },
            more: (0 < kept.broken && !broken.is_empty())
                .then(|| (w.say("index-broken", &[("count", whole(kept.broken).into())]), broken)),
        }
    }

    fn noted(&self, row: &Row) -> Cell {
        let Done { disappointed, .. } = &row.done;
        let noted = self.reading.evidence.noted.of(row.factor);
        let all = self.moments_in(row.factor, false);
        let n = self.w.say("index-moments", &[("count", whole(noted.n()).into())]);
        let bad = noted.disappointed != 0;
        Cell {
            title: self.w.text("index-disappointed"),
            href: if bad { self.moments_in(row.factor, true) } else { String::new() },
            more: (noted.n() != 0 && !all.is_empty()).then(|| (n.clone(), all.clone())),
            n: if noted.n() != 0 && !all.is_empty() { String::new() } else { n },
            ..self.failures(disappointed.as_ref())
        }
    }

    fn cases(&self, factor: Factor) -> Cell {
        let count = self.reading.evidence.cases[factor.place()];
        let href = if count == 0 { String::new() } else { self.rows_in("/cases?", factor) };
        Cell { title: self.w.text("index-cases"), value: self.w.count(whole(count)), href, ..Cell::default() }
    }

    /// A share of failures.
    fn failures(&self, share: Option<&Share>) -> Cell {
        Cell {
            value: share.map_or_else(|| self.w.text("promises-too-few"), |share| self.w.percent(share.share, 0)),
            interval: share.map_or(String::new(), |share| self.interval(share)),
            short: share.is_some_and(|share| TOLERATED < share.low),
            none: share.is_none(),
            ..Cell::default()
        }
    }

    /// The cells of one customer: counts, for of one there are no shares.
    fn own_cells(&self, row: &OwnRow) -> Vec<Cell> {
        let w = self.w;
        let of = |count: u64, of: u64| match of {
            0 => w.text("index-own-nothing"),
            _ => w.say("index-of", &[("count", whole(count).into()), ("of", whole(of).into())]),
        };
        let gap = row.gap.map(|gap| Cell {
            title: w.text("index-own-gap"),
            value: w.signed(gap, 1),
            short: gap <= -service::index::STEP,
            ..Cell::default()
        });
        let said = (row.gap.is_none() || row.said.n() != 0).then(|| Cell {
            title: w.text("index-own-said"),
            value: of(row.said.disappointed, row.said.n()),
            none: row.said.n() == 0,
            short: row.said.disappointed != 0,
            ..Cell::default()
        });
        let kept = Cell {
            title: w.text("index-kept"),
            value: of(row.ended - row.broken, row.ended),
            none: row.ended == 0,
            short: row.broken != 0,
            href: if row.ended < row.broken + 1 {
                String::new()
            } else {
                self.rows_in("/promises?kept=yes", row.factor)
            },
            more: (row.broken != 0).then(|| {
                let broken = w.say("index-broken", &[("count", whole(row.broken).into())]);
                (broken, self.rows_in("/promises?kept=no", row.factor))
            }),
            ..Cell::default()
        };
        let noted = Cell {
            title: w.text("index-disappointed"),
            value: of(row.noted.disappointed, row.noted.n()),
            none: row.noted.n() == 0,
            short: row.noted.disappointed != 0,
            ..Cell::default()
        };
        let unasked = self.unasked(row.factor);
        [gap, said, Some(unasked), Some(kept), Some(noted), Some(self.cases(row.factor))]
            .into_iter()
            .flatten()
            .collect()
    }

    /// Whether what was said is corrected for how the machine errs, and by what; of one customer it never is.
    fn said_how(&self) -> String {
        let (w, checked) = (self.w, self.reading.evidence.checked.n);
        let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        match self.reading.part {
            Part::Customer(_) => String::new(),
            _ if checked < CHECKED_MIN => w.say(
                "index-said-how-uncorrected",
                &[("checked", whole(checked).into()), ("least", whole(CHECKED_MIN).into())],
            ),
            _ => w.say("index-said-how-corrected", &[("checked", whole(checked).into())]),
        }
    }

    fn interval(&self, share: &Share) -> String {
        self.between(share.low, share.high)
    }

    fn between(&self, low: f64, high: f64) -> String {
        let percent = |value: f64| self.w.percent(value, 0).into();
        self.w.say("promises-interval", &[("low", percent(low)), ("high", percent(high))])
    }

    /// Where most of the disappointments come from, when a few places make them.
    fn made_by(&self, factor: Factor) -> String {
        let places = &self.reading.evidence.by_touchpoint;
        let failed =
            |(place, (_, five)): (usize, &(String, service::moment::Five))| (place, five.of(factor).disappointed);
        let failures: Vec<(usize, u64)> = places.iter().enumerate().map(failed).collect();
        let total: u64 = failures.iter().map(|(_, count)| count).sum();
        let found = makers(&failures);
        if found.is_empty() || total < FEW || matches!(self.reading.part, Part::Touchpoint(_)) {
            return String::new();
        }
        let names: Vec<&str> = found.iter().map(|(place, _)| places[*place].0.as_str()).collect();
        self.w.say(
            "index-makers",
            &[("count", found.len().try_into().unwrap_or(0_i64).into()), ("names", names.join(", ").into())],
        )
    }

    /// What a row says, in whole words: what they rate, what we keep, and where.
    fn sentence(&self, row: &Row) -> String {
        let w = self.w;
        let percent = |share: f64| w.percent(share, 0).into();
        let mut parts = vec![format!("{}:", factor_name(w, row.factor))];
        if let Some(gap) = row.asked.gap {
            parts.push(w.say("index-say-asked", &[("gap", w.signed(gap.gap, 1).into())]));
        }
        if let Some(share) = &row.asked.disappointed {
            parts.push(w.say("index-say-pulses", &[("share", percent(share.share))]));
        }
        let kept = self.reading.promises(row.factor);
        if let Some(kept) = KeepRate::rate(kept, LEVEL).ok().filter(|kept| FEW <= kept.n) {
            parts.push(w.say("index-say-kept", &[("share", percent(kept.share))]));
        }
        if let Some(share) = &row.done.disappointed {
            parts.push(w.say("index-say-moments", &[("share", percent(share.share))]));
        }
        parts.push(self.made_by(row.factor));
        parts.push(w.text(row.finding().code()));
        parts.retain(|part| !part.is_empty());
        parts.join(" ")
    }
}

fn mark(finding: Finding) -> &'static str {
    match finding {
        Finding::Both | Finding::One(Verdict::Short) => "short",
        Finding::AskedOnly | Finding::DoneOnly => "apart",
        Finding::Neither | Finding::One(Verdict::Well) => "well",
        Finding::One(Verdict::Unclear) | Finding::Unclear => "unclear",
    }
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
