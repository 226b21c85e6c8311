//! Made-up organisations with a zone, a calendar and promises, drawn close to the changes of their clocks.
//!
//! Separate from the calculators, which are to agree on them. The same seed and number give the same organisation; it computes
//! no due time itself.

use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::{Days, NaiveDate};
use chrono_tz::Tz;
use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use service::calendar::WrittenCalendar;

pub const MINUTE: i64 = 60;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;
/// Promises of one organisation.
pub const PROMISES: u64 = 10;

/// A name known to both libraries, with the clock changes 2000–2037 by the data of jiff.
pub struct Zone {
    pub name: &'static str,
    pub jiff: TimeZone,
    pub chrono: Tz,
    pub changes: Vec<Change>,
}

/// An instant, and by how many seconds clocks are ahead of UTC before and after it.
#[derive(Clone, Copy)]
pub struct Change {
    pub at: i64,
    pub before: i64,
    pub after: i64,
}

/// Shifts in minutes of the day, by weekday from Monday on and by date.
#[derive(Default)]
pub struct Pattern {
    pub week: [Vec<(u16, u16)>; 7],
    pub exceptions: BTreeMap<NaiveDate, Vec<(u16, u16)>>,
}

/// Local times are seconds since 1970 as if the clock showed UTC.
#[derive(Debug, Clone, Copy)]
pub enum Rule {
    At(i64),
    Within(i64),
    WithinOpen(i64),
    EndOfDay(i64),
}

/// Instants are seconds since 1970.
#[derive(Debug, Clone, Copy)]
pub struct Promise {
    pub made: i64,
    pub rule: Rule,
    pub paused: i64,
    pub resumed: i64,
    pub overdue_minutes: i64,
}

pub struct Organisation<'a> {
    pub number: u64,
    pub zone: &'a Zone,
    /// Where its due times are read again, as if the data of its zone had changed.
    pub elsewhere: &'a Zone,
    pub pattern: Pattern,
    pub promises: Vec<Promise>,
}

/// Numbers that look random and are the same each time (splitmix64).
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64, number: u64) -> Self {
        let mut chance = Self(seed);
        Self(chance.next() ^ number.wrapping_mul(0xD134_2543_DE82_EF95))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to one less than `end`. Not quite even, which does not matter here.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// Both ends included.
    fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below(high.abs_diff(low) + 1) as i64
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len() as u64) as usize]
    }
}

/// All names of the tz database that both libraries know.
pub fn zones() -> Vec<Zone> {
    let database = TimeZoneDatabase::bundled();
    let known =
        chrono_tz::TZ_VARIANTS.into_iter().filter_map(|chrono| Some((chrono, database.get(chrono.name()).ok()?)));
    known.map(|(chrono, jiff)| Zone { name: chrono.name(), changes: changes(&jiff), jiff, chrono }).collect()
}

fn changes(zone: &TimeZone) -> Vec<Change> {
    let (begin, end) = (second(946_684_800), second(2_145_916_800));
    let changes = zone.following(begin).take_while(|change| change.timestamp() < end);
    let offset = |at: i64| i64::from(zone.to_offset(second(at)).seconds());
    let ats = changes.map(|change| change.timestamp().as_second());
    ats.map(|at| Change { at, before: offset(at - 1), after: offset(at) }).filter(|c| c.before != c.after).collect()
}

pub fn second(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("an instant of these centuries")
}

/// The organisation of this number. Every change of every zone has its turn before any has a second one, and one organisation in
/// four is nowhere near a change.
pub fn organisation<'a>(seed: u64, number: u64, zones: &'a [Zone], changes: &[(usize, Change)]) -> Organisation<'a> {
    let mut chance = Chance::new(seed, number);
    let (zone, change) = if number % 4 == 3 {
        let zone = chance.below(zones.len() as u64) as usize;
        let at = chance.between(946_684_800 / MINUTE, 2_145_916_800 / MINUTE) * MINUTE;
        let offset = i64::from(zones[zone].jiff.to_offset(second(at)).seconds());
        (zone, Change { at, before: offset, after: offset })
    } else {
        changes[((number / 4 * 3 + number % 4) % changes.len() as u64) as usize]
    };
    let pattern = pattern(&mut chance, change);
    let promises = (0..PROMISES).map(|_| promise(&mut chance, change)).collect();
    let elsewhere = &zones[chance.below(zones.len() as u64) as usize];
    Organisation { number, zone: &zones[zone], elsewhere, pattern, promises }
}

fn promise(chance: &mut Chance, change: Change) -> Promise {
    let made = instant_near(chance, change.at);
    let rule = match chance.below(4) {
        0 => Rule::At(local_near(chance, change)),
        1 if chance.one_in(2) => Rule::Within((change.at - made).max(0) / MINUTE + chance.between(0, 180)),
        1 => Rule::Within(chance.between(0, 10 * DAY / MINUTE)),
        2 if chance.one_in(8) => Rule::WithinOpen(chance.between(0, 5_000)),
        2 if chance.one_in(2) => Rule::WithinOpen(chance.between(0, 40) * 30),
        2 => Rule::WithinOpen(chance.between(0, 1_500)),
        _ => Rule::EndOfDay(chance.between(0, 9) * chance.between(0, 1)),
    };
    let paused = made + chance.between(-HOUR, 3 * DAY);
    let resumed = paused + chance.between(-HOUR, 2 * DAY);
    Promise { made, rule, paused, resumed, overdue_minutes: chance.between(0, 600) }
}

fn instant_near(chance: &mut Chance, change: i64) -> i64 {
    match chance.below(8) {
        0 => change + chance.pick(&[0, 0, -1, 1]),
        1 => change - chance.between(1, 2 * HOUR),
        2 => change + chance.between(1, 2 * HOUR),
        3 => change + chance.between(-120, 120) * MINUTE,
        4 | 5 => change - chance.between(0, 4 * DAY / MINUTE) * MINUTE,
        6 => change - chance.between(0, 5 * DAY),
        _ => change + chance.between(-30 * DAY, 30 * DAY),
    }
}

/// Before, in and after the local times that are skipped or come twice, and exactly at their ends.
fn local_near(chance: &mut Chance, change: Change) -> i64 {
    let (low, high) = (change.at + change.before.min(change.after), change.at + change.before.max(change.after));
    match chance.below(8) {
        0 => low - chance.between(0, 120) * MINUTE,
        1 => high + chance.between(0, 120) * MINUTE,
        2 => low,
        3 => high,
        4 | 5 => low + chance.between(0, (high - low) / MINUTE) * MINUTE,
        6 => low + chance.between(0, high - low),
        _ => low + chance.between(-2 * DAY, 30 * DAY),
    }
}

fn pattern(chance: &mut Chance, change: Change) -> Pattern {
    let mut pattern = Pattern { week: week(chance, change), exceptions: BTreeMap::new() };
    let date = date_of(change.at + change.before);
    if chance.one_in(200) {
        // Open on some dates only, perhaps never again.
        pattern.week = Default::default();
        let first = before(date, chance.below(30));
        pattern.exceptions = (0..20).map(|n| (first + Days::new(n), vec![(480, 1020)])).collect();
    }
    if chance.one_in(3) {
        return pattern;
    }
    for day in 0..14 {
        let date = before(date, 3) + Days::new(day);
        let shifts = match chance.below(12) {
            0 => vec![],
            1 => vec![(480, 720)],
            2 => vec![(0, 1440)],
            3 => half_hours(chance, change),
            4 => shifts(chance, change),
            _ => continue,
        };
        pattern.exceptions.insert(date, shifts);
    }
    pattern
}

fn week(chance: &mut Chance, change: Change) -> [Vec<(u16, u16)>; 7] {
    let office = || vec![(480, 720), (780, 1020)];
    let every = |day: Vec<(u16, u16)>| std::array::from_fn(|_| day.clone());
    match chance.below(10) {
        0 => every(vec![(0, 1440)]),
        1 => std::array::from_fn(|at| if at < 5 { office() } else { vec![] }),
        2 => every(vec![(0, 360), (1320, 1440)]),
        3 => {
            let open = chance.below(7) as usize;
            std::array::from_fn(|at| if at == open { shifts(chance, change) } else { vec![] })
        }
        4 => every(half_hours(chance, change)),
        5 => every(shifts(chance, change)),
        _ => std::array::from_fn(|_| if chance.one_in(5) { vec![] } else { shifts(chance, change) }),
    }
}

/// One to four shifts; many begin or end where the clock changes, some touch each other.
fn shifts(chance: &mut Chance, change: Change) -> Vec<(u16, u16)> {
    let mut bounds: Vec<u16> = (0..2 * chance.between(1, 4)).map(|_| bound(chance, change)).collect();
    bounds.sort_unstable();
    let pairs = bounds.chunks(2).map(|pair| (pair[0], pair[1])).filter(|(begin, end)| begin < end);
    let shifts: Vec<_> = pairs.collect();
    if shifts.is_empty() { vec![(540, 570)] } else { shifts }
}

fn half_hours(chance: &mut Chance, change: Change) -> Vec<(u16, u16)> {
    let mut begins: Vec<u16> = (0..chance.between(1, 4)).map(|_| bound(chance, change).min(1410) / 30 * 30).collect();
    begins.sort_unstable();
    begins.dedup();
    begins.into_iter().map(|begin| (begin, begin + 30)).collect()
}

fn bound(chance: &mut Chance, change: Change) -> u16 {
    let (low, high) = (change.at + change.before.min(change.after), change.at + change.before.max(change.after));
    let minute = match chance.below(8) {
        0 => low / MINUTE,
        1 => high / MINUTE,
        2 => low / MINUTE + chance.between(0, (high - low) / MINUTE),
        3 => low / MINUTE + chance.between(-90, 90),
        4 => chance.pick(&[0, 1440]),
        5 => chance.between(0, 1440),
        _ => chance.between(0, 48) * 30,
    };
    if minute == 1440 { 1440 } else { minute.rem_euclid(1440) as u16 }
}

pub fn date_of(local: i64) -> NaiveDate {
    chrono::DateTime::from_timestamp(local, 0).expect("a date of these centuries").date_naive()
}

fn before(date: NaiveDate, days: u64) -> NaiveDate {
    date - Days::new(days)
}

impl Pattern {
    pub fn on(&self, date: NaiveDate) -> &[(u16, u16)] {
        let weekday = chrono::Datelike::weekday(&date).num_days_from_monday() as usize;
        self.exceptions.get(&date).unwrap_or(&self.week[weekday])
    }

    /// As the crate takes it.
    pub fn written(&self) -> WrittenCalendar {
        let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        let day = |shifts: &Vec<(u16, u16)>| shifts.iter().map(|(begin, end)| (clock(*begin), clock(*end))).collect();
        let exceptions = self.exceptions.iter().map(|(date, shifts)| (format!("{date:?}"), day(shifts))).collect();
        let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = self.week.each_ref().map(day);
        WrittenCalendar { monday, tuesday, wednesday, thursday, friday, saturday, sunday, exceptions }
    }

    fn json(&self) -> String {
        let day = |shifts: &Vec<(u16, u16)>| {
            let shifts: Vec<_> = shifts.iter().map(|(begin, end)| format!("[{begin},{end}]")).collect();
            format!("[{}]", shifts.join(","))
        };
        let week: Vec<_> = self.week.iter().map(day).collect();
        let exceptions: Vec<_> = self.exceptions.iter().map(|(date, s)| format!("\"{date:?}\":{}", day(s))).collect();
        format!("{{\"week\":[{}],\"exceptions\":{{{}}}}}", week.join(","), exceptions.join(","))
    }
}

impl Organisation<'_> {
    /// One line for the calculator in Python: the organisation, its promises, and what we computed for each.
    pub fn json(&self, outcomes: &[[Option<i64>; 10]]) -> String {
        let (number, zone, elsewhere) = (self.number, self.zone.name, self.elsewhere.name);
        let mut line = format!("{{\"organisation\":{number},\"zone\":\"{zone}\",\"elsewhere\":\"{elsewhere}\",");
        let _ = write!(line, "\"calendar\":{},\"promises\":[", self.pattern.json());
        for (at, (promise, outcome)) in self.promises.iter().zip(outcomes).enumerate() {
            let Promise { made, rule, paused, resumed, overdue_minutes } = promise;
            let (kind, value) = match rule {
                Rule::At(local) => ("at", local),
                Rule::Within(minutes) => ("within", minutes),
                Rule::WithinOpen(minutes) => ("within_open", minutes),
                Rule::EndOfDay(days) => ("end_of_day", days),
            };
            let outcome: Vec<_> = outcome.iter().map(|v| v.map_or("null".to_owned(), |v| v.to_string())).collect();
            let comma = if at == 0 { "" } else { "," };
            let head = format!("{made},\"{kind}\",{value},{paused},{resumed},{overdue_minutes}");
            let _ = write!(line, "{comma}[{head},[{}]]", outcome.join(","));
        }
        line.push_str("]}\n");
        line
    }
}
