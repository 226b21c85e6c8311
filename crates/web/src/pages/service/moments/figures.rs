//! The numbers of the board: what was noted, answered, promised and opened at each touchpoint in some days.
//!
//! Separate from how they are shown, because the page and the API show the same. It counts nothing itself, and it keeps shares
//! of fewer than [`FEWEST`] to itself: of four people, one is a quarter and means nothing.

use std::collections::BTreeMap;

use service::Factor;
use service::chain::Odds;
use service::keep_rate::KeepRate;
use service::moment::{self, Five, Tally, Trend};
use statistics::uncertainty::proportion::{Share, wilson};
use store::moments::{Cells, Walked};
use store::promises::By;
use store::touchpoints::Touchpoint;
use store::{Id, Scope, StoreError, Time, Transaction, cases, moments, promises, touchpoints};

use super::span::Span;

/// The level of all intervals.
pub(crate) const LEVEL: f64 = 0.95;
/// How many it takes to say something.
pub(crate) const FEWEST: u64 = 5;

/// How many of how many, and the share where there are enough.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Measured {
    /// Of how many.
    pub(crate) n: u64,
    /// The share; nothing when there are too few to say.
    pub(crate) share: Option<Share>,
}

impl Measured {
    fn of(count: u64, n: u64) -> Self {
        let share = if n < FEWEST { None } else { wilson(count, n, LEVEL).ok() };
        Self { n, share }
    }

    fn odds(odds: Odds) -> Self {
        Self::of(odds.count, odds.of)
    }
}

/// What is known of a factor at a touchpoint.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cell {
    /// Which factor.
    pub(crate) factor: Factor,
    /// How many disappointed, of the moments that can be opened.
    pub(crate) noted: Measured,
    /// The same of anonymous pulses, of whole months.
    pub(crate) pulses: Measured,
    /// How the moments differ from those before; nothing when there are too few in one of the two.
    pub(crate) trend: Option<Trend>,
}

/// A touchpoint on the board.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    /// Which; nothing for what belongs to none.
    pub(crate) touchpoint: Option<Touchpoint>,
    /// The five factors, in the order of the word RATER.
    pub(crate) cells: Vec<Cell>,
    /// How many promises were kept, of those that came to an end.
    pub(crate) kept: Measured,
    /// Promises that are not due yet.
    pub(crate) open: u64,
    /// Cases that were opened, with the factors they are under.
    pub(crate) cases: Vec<(Option<Factor>, u64)>,
}

impl Row {
    /// All cases.
    pub(crate) fn cases_in_all(&self) -> u64 {
        self.cases.iter().map(|(_, count)| count).sum()
    }

    /// Whether anything happened there.
    fn is_empty(&self) -> bool {
        let silent = |cell: &Cell| cell.noted.n == 0 && cell.pulses.n == 0;
        self.cells.iter().all(silent) && self.kept.n == 0 && self.open == 0 && self.cases.is_empty()
    }
}

/// What the encounters show, looked along customer by customer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Chain {
    /// How many chains never broke, of all customers.
    pub(crate) unbroken: Measured,
    /// Good encounters that a bad one erased.
    pub(crate) erased: u64,
    /// Where good chains break, worst first.
    pub(crate) weakest: Vec<(Id, Measured)>,
    /// How many broken chains were mended after the customer closed a recovery case.
    pub(crate) with_recovery: Measured,
    /// How many without one.
    pub(crate) without_recovery: Measured,
    /// Which of both mends more: better is with recovery. Nothing when there are too few of one of them.
    pub(crate) recovery: Option<Trend>,
}

/// The whole board.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Board {
    /// The touchpoints in the order of the journey; one that is out of use stands here as long as it has numbers.
    pub(crate) rows: Vec<Row>,
    /// All of them together.
    pub(crate) all: Row,
    /// Promises and cases that belong to none.
    pub(crate) elsewhere: Row,
    /// The chain.
    pub(crate) chain: Chain,
}

/// What was found for a board.
struct Found {
    touchpoints: Vec<Touchpoint>,
    later: BTreeMap<Id, Cells>,
    earlier: BTreeMap<Id, Cells>,
    rates: BTreeMap<String, KeepRate>,
    cases: Vec<(String, Option<Factor>, u64)>,
    walked: Walked,
}

/// The board of some days.
pub(crate) fn read(tx: &mut Transaction<'_>, scope: &Scope, span: &Span, now: Time) -> Result<Board, StoreError> {
    let found = Found {
        touchpoints: touchpoints::list(tx, scope, true)?,
        later: moments::board(tx, scope, span.from, span.to)?,
        earlier: moments::board(tx, scope, span.before, span.from)?,
        rates: promises::keep_rates(tx, scope, By::Touchpoint, (span.from, span.to), now)?.into_iter().collect(),
        cases: cases::counts(tx, scope, (span.from, span.to))?,
        walked: moments::chains(tx, scope, span.from, span.to)?,
    };
    Ok(found.assembled())
}

impl Found {
    fn assembled(&self) -> Board {
        let rows = self.touchpoints.iter().map(|touchpoint| self.row(touchpoint));
        let merged = |cells: &BTreeMap<Id, Cells>| {
            cells.values().fold(Cells::default(), |all, cells| Cells {
                noted: all.noted.merge(cells.noted),
                named: all.named.merge(cells.named),
                pulses: all.pulses.merge(cells.pulses),
            })
        };
        let all = Row {
            touchpoint: None,
            cells: cells(&merged(&self.later), &merged(&self.earlier)),
            ..self.promised(|_| true)
        };
        Board {
            rows: rows.filter(|row| in_use(row) || !row.is_empty()).collect(),
            all,
            elsewhere: self.promised(str::is_empty),
            chain: self.chain(),
        }
    }

    fn row(&self, touchpoint: &Touchpoint) -> Row {
        let of = |all: &BTreeMap<Id, Cells>| all.get(&touchpoint.id).copied().unwrap_or_default();
        Row {
            touchpoint: Some(touchpoint.clone()),
            cells: cells(&of(&self.later), &of(&self.earlier)),
            ..self.promised(|id| id == touchpoint.id.as_str())
        }
    }

    /// The promises and cases of some touchpoints.
    fn promised(&self, at: impl Fn(&str) -> bool) -> Row {
        let rates = self.rates.iter().filter(|(id, _)| at(id));
        let rate = rates.fold(KeepRate::default(), |all, (_, rate)| all.merge(*rate));
        let mut cases = BTreeMap::<Option<Factor>, u64>::new();
        for (_, factor, count) in self.cases.iter().filter(|(id, ..)| at(id)) {
            *cases.entry(*factor).or_default() += count;
        }
        Row {
            touchpoint: None,
            cells: vec![],
            kept: Measured::of(rate.kept, rate.ended()),
            open: rate.open,
            cases: cases.into_iter().collect(),
        }
    }

    fn chain(&self) -> Chain {
        let chains = &self.walked.chains;
        let weakest = chains.weakest(LEVEL).into_iter().filter_map(|(place, share)| {
            Some((self.walked.touchpoints.get(place)?.clone(), Measured::of(share.count, share.n)))
        });
        let (with, without) = (chains.mended_with_recovery, chains.mended_without_recovery);
        Chain {
            unbroken: Measured::of(chains.unbroken, chains.customers),
            erased: chains.erased,
            weakest: weakest.collect(),
            with_recovery: Measured::odds(with),
            without_recovery: Measured::odds(without),
            recovery: trend(&unmended(with), &unmended(without)),
        }
    }
}

fn in_use(row: &Row) -> bool {
    row.touchpoint.as_ref().is_some_and(|touchpoint| touchpoint.retired_at.is_none())
}

fn cells(later: &Cells, earlier: &Cells) -> Vec<Cell> {
    let disappointed = |five: &Five, factor| {
        let tally = five.of(factor);
        Measured::of(tally.disappointed, tally.n())
    };
    let cell = |factor| Cell {
        factor,
        noted: disappointed(&later.moments(), factor),
        pulses: disappointed(&later.pulses, factor),
        trend: trend(&later.moments().of(factor), &earlier.moments().of(factor)),
    };
    Factor::ALL.into_iter().map(cell).collect()
}

fn trend(later: &Tally, earlier: &Tally) -> Option<Trend> {
    if later.n() < FEWEST || earlier.n() < FEWEST {
        return None;
    }
    moment::difference(later, earlier, LEVEL).ok().map(|difference| difference.trend())
}

/// Chains that stayed broken, as disappointments: fewer of them are better.
fn unmended(odds: Odds) -> Tally {
    Tally { met: odds.count, exceeded: 0, disappointed: odds.of - odds.count }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_four_nothing_is_said_and_of_five_a_share() {
        assert_eq!(Measured::of(1, 4), Measured { n: 4, share: None });
        assert_eq!(Measured::of(0, 0), Measured::default());
        let five = Measured::of(1, 5).share.expect("five are enough");
        assert!((five.share - 0.2).abs() < 1e-12);
    }

    #[test]
    fn a_trend_needs_enough_in_both_periods() {
        let tally = |met, disappointed| Tally { met, exceeded: 0, disappointed };
        assert_eq!(trend(&tally(1, 9), &tally(0, 4)), None);
        assert_eq!(trend(&tally(1, 9), &tally(7, 3)), Some(Trend::Worse));
        assert_eq!(trend(&tally(7, 3), &tally(6, 4)), Some(Trend::Unshown));
    }

    #[test]
    fn a_recovery_is_better_when_fewer_chains_stay_broken_with_it() {
        let odds = |count, of| Odds { count, of };
        assert_eq!(trend(&unmended(odds(9, 10)), &unmended(odds(2, 10))), Some(Trend::Better));
    }
}
