//! How satisfied customers are who had a problem, beside those who had none: the table of four groups, as somebody may see it.
//!
//! Separate from the counts of cases, because here answers to surveys are shown. No group of fewer than ten is, nor one that would give
//! it away; and for those who may not read single answers numbers move as those of groups on the board do. It computes nothing.

use language::Words;
use report::{Arrivals, SUPPRESS_BELOW, hidden, shown_of};
use service::recovery::{
    CustomerGroup, GroupAnswers, GroupRow, LEAST_RESPONDENTS, ShownRow, ShownTable, Verdict, answers_of, groups,
};
use statistics::Undefined;
use store::recovered::Recovered;
use store::{Role, Scope, Time};

use super::outcomes::{LEVEL, written};
use crate::pages::desk::clock::Clock;

/// The section of the page.
pub(super) struct Section {
    pub lead: String,
    /// Nothing to show, and why.
    pub none: Option<String>,
    pub question: String,
    pub rows: Vec<Line>,
    pub verdict: String,
    /// What else there is to know: who was left out, and when numbers move.
    pub notes: Vec<String>,
}

/// One group.
pub(super) struct Line {
    pub name: String,
    pub who: String,
    /// Why it is hidden.
    pub hidden: Option<String>,
    pub n: String,
    pub mean: Figure,
    pub difference: Figure,
    pub g: String,
}

/// A number with its interval, or the reason why there is none; empty where there can be none.
#[derive(Default)]
pub(super) struct Figure {
    pub value: String,
    pub interval: String,
    pub reason: String,
}

impl Figure {
    /// Whether there is nothing to say at all, not even why.
    pub fn is_absent(&self) -> bool {
        self.value.is_empty() && self.reason.is_empty()
    }
}

/// From when on answers are looked at: from the first day of the month a year before. Then hardly anybody leaves the numbers alone.
pub(super) fn since(clock: &Clock, now: Time) -> Time {
    let year_before = now.plus_seconds(-365 * 24 * 3600);
    let month = clock.field(year_before).get(..8).map(|month| format!("{month}01"));
    month.and_then(|first| clock.begin_of(&first)).unwrap_or(year_before)
}

/// Whether somebody may read answers one by one, and so see numbers move with each.
fn reads_single(scope: &Scope) -> bool {
    scope.role().at_least(Role::Manager)
}

/// The section for somebody.
pub(super) fn section(w: Words, scope: &Scope, since: &str, found: Option<&Recovered>) -> Section {
    let all = found.map_or(&[][..], |found| &found.respondents);
    let shown = if reads_single(scope) { all } else { &all[..moved(all)] };
    let table = shown_table(&answers_of(shown.iter().copied()));
    let empty = match (all.is_empty(), shown.is_empty()) {
        (true, _) => Some("cases-groups-none"),
        (false, true) => Some("cases-groups-held"),
        (false, false) => None,
    };
    let mut notes = vec![];
    if let Some(unmatched) = found.map(|found| found.unmatched).filter(|unmatched| *unmatched != 0) {
        notes.push(w.say("cases-groups-unmatched", &[("count", written(unmatched).into())]));
    }
    if !reads_single(scope) {
        notes.push(w.text("cases-groups-steps"));
    }
    Section {
        lead: w.say("cases-groups-lead", &[("since", since.into())]),
        none: empty.map(|name| w.text(name)),
        question: found.map(|found| question(w, found)).unwrap_or_default(),
        rows: table.rows.iter().map(|row| line(w, row)).collect(),
        verdict: verdict(w, table.verdict),
        notes: if empty.is_some() { vec![] } else { notes },
    }
}

/// How many of the answers are in the numbers of those who may not read them one by one.
fn moved(all: &[(CustomerGroup, u8)]) -> usize {
    let group = all.iter().map(|(group, _)| *group as u32).collect();
    let answered = vec![true; all.len()];
    let step = usize::try_from(SUPPRESS_BELOW).unwrap_or(usize::MAX);
    let arrivals =
        Arrivals { n: all.len(), closed: false, groups: &[group], answered: &[&answered], waited_for: &[true] };
    shown_of(arrivals, step).groups
}

/// The table without what would give somebody away.
fn shown_table(answers: &[GroupAnswers; CustomerGroup::ALL.len()]) -> ShownTable {
    let sizes = answers.each_ref().map(|answers| answers.n().unsigned_abs());
    let hides = hidden(&sizes, 0, SUPPRESS_BELOW);
    let hides = CustomerGroup::ALL.map(|group| hides.get(group as usize).copied().unwrap_or(true));
    groups(answers, LEVEL).without(hides, least())
}

fn least() -> i64 {
    written(SUPPRESS_BELOW)
}

fn question(w: Words, found: &Recovered) -> String {
    let (min, max) = found.scale;
    let surveys: Vec<&str> = found.surveys.iter().map(|(_, title)| title.as_str()).collect();
    let said = [
        ("question", found.question.get(w.language().code()).into()),
        ("min", min.to_string().into()),
        ("max", max.to_string().into()),
        ("surveys", surveys.join(", ").into()),
    ];
    w.say("cases-groups-question", &said)
}

fn line(w: Words, row: &ShownRow) -> Line {
    let (group, hidden) = match row {
        ShownRow::Whole(row) => (row.group, None),
        ShownRow::Few(group) => (*group, Some(w.say("cases-group-few", &[("least", least().into())]))),
        ShownRow::Hidden(group) => (*group, Some(w.text("cases-group-hidden"))),
    };
    let empty = Line {
        name: w.text(&format!("cases-group-{}", group.name())),
        who: w.text(&format!("cases-group-{}-who", group.name())),
        hidden,
        n: String::new(),
        mean: Figure::default(),
        difference: Figure::default(),
        g: String::new(),
    };
    match row {
        ShownRow::Whole(row) => whole(w, row, empty),
        _ => empty,
    }
}

fn whole(w: Words, row: &GroupRow, line: Line) -> Line {
    let interval = |low: f64, high: f64, number: &dyn Fn(f64) -> String| {
        w.say("cases-group-interval", &[("low", number(low).into()), ("high", number(high).into())])
    };
    let plain = |value: f64| w.number(value, 2);
    let signed = |value: f64| w.signed(value, 2);
    let absent = |reason: &Undefined| Figure { reason: w.text(reason.key()), ..Figure::default() };
    let mean = match &row.mean {
        Ok(mean) => {
            Figure { value: plain(mean.mean), interval: interval(mean.low, mean.high, &plain), reason: String::new() }
        }
        Err(reason) => absent(reason),
    };
    let (difference, g) = match &row.contrast {
        None => (Figure::default(), String::new()),
        Some(Err(reason)) => (absent(reason), String::new()),
        Some(Ok(contrast)) => {
            let of = &contrast.difference;
            let interval = interval(of.low, of.high, &signed);
            let figure = Figure { value: signed(of.difference), interval, reason: String::new() };
            (figure, format!("{} / {}", signed(contrast.hedges_g), signed(contrast.cliffs_delta)))
        }
    };
    Line { n: w.count(row.n), mean, difference, g, ..line }
}

fn verdict(w: Words, verdict: Option<Verdict>) -> String {
    let Some(verdict) = verdict else { return w.text("case-paradox-hidden") };
    let number = |value: f64| w.number(value, 2);
    let mut said = vec![("least", LEAST_RESPONDENTS.into())];
    if let Verdict::Paradox { difference, low, high } = verdict {
        said.push(("difference", number(difference).into()));
        said.push(("low", number(low).into()));
        said.push(("high", number(high).into()));
    }
    w.say(verdict.code(), &said)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many in each group, all of whom answered 4 or 5 in turn.
    fn people(sizes: [usize; 4]) -> Vec<(CustomerGroup, u8)> {
        let of = |(group, size): (CustomerGroup, usize)| (0..size).map(move |place| (group, 4 + (place % 2) as u8));
        CustomerGroup::ALL.into_iter().zip(sizes).flat_map(of).collect()
    }

    #[test]
    fn what_is_hidden_together_is_nobody_or_ten_and_never_one_group_alone() {
        // All combinations around the limit, and two that are far from it.
        let sizes = [0, 1, 5, 9, 10, 11, 29, 40];
        for a in sizes {
            for b in sizes {
                for c in sizes {
                    for d in sizes {
                        let all = [a, b, c, d];
                        let table = shown_table(&answers_of(people(all)));
                        let mut left = 0;
                        let mut alone = 0;
                        for (row, n) in table.rows.iter().zip(all) {
                            match row {
                                ShownRow::Whole(row) => assert!(10 <= n && row.n == written(n as u64), "{all:?}"),
                                ShownRow::Few(_) | ShownRow::Hidden(_) => {
                                    left += n;
                                    alone += usize::from(0 < n);
                                }
                            }
                        }
                        let anything = table.rows.iter().any(|row| matches!(row, ShownRow::Whole(_)));
                        assert!(!anything || left == 0 || (10 <= left && 1 < alone), "{all:?}");
                        // No difference is told from a group that is not.
                        let from = matches!(table.rows[0], ShownRow::Whole(_));
                        let told = |row: &ShownRow| matches!(row, ShownRow::Whole(row) if row.contrast.is_some());
                        assert!(from || !table.rows.iter().any(told), "{all:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn for_whoever_reads_no_single_answers_numbers_move_by_nobody_or_by_ten() {
        // Customers come from every group in turn, more of them without a problem.
        let order = [0, 2, 0, 1, 0, 3, 2, 0];
        let all: Vec<(CustomerGroup, u8)> =
            (0..400).map(|place| (CustomerGroup::ALL[order[place % order.len()]], 1 + (place % 5) as u8)).collect();
        let sizes = |n: usize| answers_of(all[..n].iter().copied()).map(|sums| sums.n());
        let mut before = 0;
        for n in 0..=all.len() {
            let now = moved(&all[..n]);
            assert!(before <= now && now <= n, "{before} {now} {n}");
            for (then, now) in sizes(before).into_iter().zip(sizes(now)) {
                assert!(then == now || then < 10 || 10 <= now - then, "{n}: from {then} to {now}");
            }
            before = now;
        }
        assert!(300 < before, "they do move: {before}");
    }

    #[test]
    fn a_year_begins_with_its_first_month() {
        let clock = Clock::new("Asia/Jakarta", language::Language::English.words());
        let now = clock.begin_of("2026-11-22").expect("a day");
        assert_eq!(clock.moment(since(&clock, now)), "1 November 2025, 00:00");
    }
}
