//! Somebody who may only look tries to find out what single people answered: everything that a viewer can fetch, at every
//! moment while single answers come in, goes into a solver.
//!
//! Separate from the tests of the board, which ask for the hidden cells one by one. The attacker here is stronger than any
//! real one: it knows who answered when, in which group, and to which questions; only the answers are secret. What it was
//! shown are sums over sets of people. A secret is out when its own set is a linear combination of those sets (exactly, over
//! a prime field), and nearly out when the sums leave it less than a scale point (an interval from every two sets of which
//! one lies within the other, the scale's ends being known). Faults are planted to show that it would be found.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use report::{Number, Report};
use store::answers::{self, ImportedAnswer};
use store::people::{self, NewMember, NewOrganisation};
use store::surveys::{NewSurvey, Pulse};
use store::tokens::{self, TokenScope};
use store::waves::{self, NewWave, Wave};
use store::{DatabaseUrl, Id, Options, Role, Scope, Store, Time, instruments, sessions, surveys};
use tower::ServiceExt;
use web::{App, Settings};

/// Fewer people than this are never shown.
const FEWEST: usize = 10;
/// The scale of the pulse.
const SCALE: (i64, i64) = (1, 5);
const ITEMS: [&str; 5] = ["rel", "ass", "tan", "emp", "res"];

/// Somebody who answers.
#[derive(Debug, Clone)]
struct Person {
    wave: usize,
    /// Per column, the group; nothing for whoever names none.
    groups: Vec<Option<&'static str>>,
    /// Per item.
    answers: [Option<u8>; 5],
}

/// How a population is made.
#[derive(Debug, Clone, Copy)]
struct Plan {
    seed: u64,
    /// How many answer in each wave.
    waves: &'static [usize],
    /// The groups of each column with their weight.
    columns: &'static [(&'static str, &'static [(&'static str, u64)])],
    /// One answer in so many is left out; 0 for none.
    missing: u64,
    /// Whether each person is asked only one item.
    rotating: bool,
}

/// Numbers that look random and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

impl Plan {
    fn people(&self) -> Vec<Person> {
        let mut chance = Chance(self.seed);
        let mut people = Vec::new();
        for (wave, size) in self.waves.iter().enumerate() {
            for _ in 0..*size {
                let groups = self.columns.iter().map(|(_, groups)| {
                    let mut place = chance.below(groups.iter().map(|(_, weight)| weight).sum());
                    let found = groups.iter().find(|(_, weight)| {
                        let here = place < *weight;
                        place = place.saturating_sub(*weight);
                        here
                    });
                    found.map(|(name, _)| *name).filter(|name| !name.is_empty())
                });
                let groups = groups.collect();
                let only = chance.below(5);
                let answers = std::array::from_fn(|item| {
                    let value = 1 + chance.below(5) as u8;
                    let left_out = self.missing > 0 && chance.below(self.missing) == 0 && item != 0;
                    let asked = !self.rotating || item as u64 == only;
                    (asked && !left_out).then_some(value)
                });
                people.push(Person { wave, groups, answers });
            }
        }
        people
    }

    fn toml(&self) -> String {
        let mut toml = survey::builtin_source("rater-pulse").expect("the pulse comes with the program").to_owned();
        for (column, _) in self.columns {
            toml.push_str(&format!("\n[[segments]]\ncolumn = \"{column}\"\n"));
            ["en", "id", "es"].iter().for_each(|code| toml.push_str(&format!("title.{code} = \"{column}\"\n")));
        }
        toml
    }
}

/// A server with one survey, and two people who look at it.
struct Clinic {
    app: App,
    router: Router,
    scope: Scope,
    survey: Id,
    folder: PathBuf,
}

impl Drop for Clinic {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// How somebody comes in: the cookie, and a token that is worth no more.
struct Eyes {
    cookie: String,
    token: String,
}

impl Clinic {
    async fn new(plan: &Plan) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("attack_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        let store = Store::open(&DatabaseUrl::Sqlite(folder.join("rater.db")), &Options::default()).expect("a store");
        let settings = Settings { api_per_minute: 1_000_000, ..Settings::new(([127, 0, 0, 1], 0).into()) };
        let app = App::new(store.clone(), settings);
        let toml = plan.toml();
        let made = store.write(move |tx| {
            let now = Time::now();
            let new =
                NewOrganisation { name: "Clinic".into(), language: "en".into(), zone: "UTC".into(), sample: false };
            let scope = people::create_organisation(tx, &new, now)?;
            let version = instruments::save(tx, &scope, &toml, now)?;
            let new = NewSurvey {
                title: "Visit".into(),
                instrument: version.id,
                instrument_version: version.version,
                language: "en".into(),
                team: None,
                anonymous: true,
                pulse: Pulse::Off,
                ask_comment: false,
                thanks: String::new(),
                embed_origins: vec![],
                sample: false,
            };
            let survey = surveys::create(tx, &scope, &new, now)?;
            Ok((scope, survey.id))
        });
        let (scope, survey) = made.await.expect("a clinic");
        Self { router: web::operation::router(&app), app, scope, survey, folder }
    }

    /// Somebody who made a token as an owner and has this role now.
    async fn eyes(&self, role: Role) -> Eyes {
        let scope = self.scope.clone();
        let made = self.app.store.write(move |tx| {
            let now = Time::now();
            let member = |name: &str| NewMember {
                email: format!("{name}@clinic.example"),
                name: name.to_owned(),
                language: "en".into(),
                role: Role::Owner,
                team: None,
                password_hash: "!".into(),
            };
            // Somebody has to stay an owner.
            let _ = people::add_member(tx, &scope, &member("keeper"), now);
            let user = people::add_member(tx, &scope, &member(role.name()), now)?;
            let first = sessions::begin(tx, &user, None, now)?;
            let own = sessions::find(tx, &first.hash(), now)?.ok_or(store::StoreError::NotFound)?.scope;
            let token = tokens::create(tx, &own, "looks", &TokenScope::all(), 1, now)?.1;
            people::set_role(tx, &scope, &user, role, None, now)?;
            let session = sessions::begin(tx, &user, None, now)?;
            Ok((session.reveal().to_owned(), token.reveal().to_owned()))
        });
        let (session, token) = made.await.expect("somebody looks");
        Eyes { cookie: format!("{}={session}", web::access::cookie_name(&self.app)), token }
    }

    async fn open(&self, position: usize) -> Wave {
        let (scope, survey) = (self.scope.clone(), self.survey.clone());
        let new = NewWave { title: format!("w{position}"), opens_at: Time::now(), closes_at: None };
        self.app.store.write(move |tx| waves::open(tx, &scope, &survey, &new, Time::now())).await.expect("a wave")
    }

    async fn close(&self, wave: &Wave) {
        let (scope, wave) = (self.scope.clone(), wave.id.clone());
        self.app.store.write(move |tx| waves::close(tx, &scope, &wave, Time::now())).await.expect("closed");
    }

    async fn answer(&self, plan: &Plan, wave: &Wave, line: usize, person: &Person) {
        let (scope, wave) = (self.scope.clone(), wave.id.clone());
        // Five items, and the overall judgement, which is not looked at.
        let codes = person.answers.iter().map(|answer| answer.unwrap_or(sums::MISSING)).chain([sums::MISSING]);
        let groups = plan.columns.iter().zip(&person.groups);
        let row = ImportedAnswer {
            line: line as u64,
            codes: codes.collect(),
            segments: groups
                .filter_map(|((name, _), group)| Some(((*name).to_owned(), group.as_ref()?.to_string())))
                .collect(),
            comment: None,
            seconds: None,
            language: "en".into(),
            origin: answers::Origin::default(),
        };
        let taken = self.app.store.write(move |tx| answers::import(tx, &scope, &wave, &[7; 32], &[row], Time::now()));
        assert_eq!(taken.await.expect("an answer").added, 1);
    }

    async fn fetch(&self, eyes: &Eyes, path: &str) -> (StatusCode, String) {
        let request = Request::get(path);
        let request = if path.starts_with("/api/") {
            request.header(header::AUTHORIZATION, format!("Bearer {}", eyes.token))
        } else {
            request.header(header::COOKIE, &eyes.cookie)
        };
        let request = request.body(Body::empty()).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("a response");
        let status = response.status();
        let body = to_bytes(response.into_body(), 64 << 20).await.expect("a body");
        (status, String::from_utf8_lossy(&body).into_owned())
    }

    /// The numbers of everything that shows any. What shows the same report in another form is held against the first.
    async fn look(&self, eyes: &Eyes, wave: &Wave, everywhere: bool) -> (Vec<Number>, Vec<Number>) {
        let board = format!("/board/{}", wave.id);
        let numbers = |(status, text): (StatusCode, String)| match status {
            StatusCode::OK => serde_json::from_str::<Report>(&text).expect("a report").numbers,
            status => {
                assert!(status.is_client_error(), "{status} {text}");
                Vec::new()
            }
        };
        let own = numbers(self.fetch(eyes, &format!("{board}/report/report.json")).await);
        let compared = numbers(self.fetch(eyes, &format!("{board}/report/waves-report.json")).await);
        if everywhere {
            let api = format!("/api/v1/waves/{}", wave.id);
            let by_token = numbers(self.fetch(eyes, &format!("{api}/report")).await);
            assert_eq!(by_token, own, "a token shows what the board shows");
            let by_token = numbers(self.fetch(eyes, &format!("{api}/exports/report?format=json")).await);
            assert_eq!(by_token, own);
            for path in [
                format!("{board}/report/numbers.csv"),
                format!("{api}/report.csv"),
                format!("{api}/exports/report?format=csv"),
            ] {
                let (_, text) = self.fetch(eyes, &path).await;
                assert_tidy(&own, &text, &path);
            }
            for (path, numbers) in [
                (format!("{board}/report/report.html"), &own),
                (format!("{board}/report/print"), &own),
                (format!("{api}/exports/report?format=html"), &own),
                (format!("{board}/segments"), &own),
                (format!("{board}/items"), &own),
                (board.clone(), &own),
            ] {
                let (_, text) = self.fetch(eyes, &path).await;
                assert_hidden_rows_are_empty(numbers, &text, &path);
            }
            for path in [
                format!("{board}/answers"),
                format!("{board}/answers/answers.csv"),
                format!("{api}/answers"),
                format!("{api}/exports/answers?format=csv"),
            ] {
                assert_eq!(self.fetch(eyes, &path).await.0, StatusCode::FORBIDDEN, "{path}");
            }
        }
        (own, compared)
    }
}

/// A tidy table holds the numbers of the report and no other.
fn assert_tidy(numbers: &[Number], text: &str, path: &str) {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut rows = 0;
    for record in reader.records().filter_map(Result::ok).filter(|record| record.len() == 10) {
        let same = |number: &&Number| {
            [&number.statistic, &number.of, &number.by, &number.wave].iter().zip(record.iter()).all(|(a, b)| *a == b)
        };
        let found = numbers.iter().find(same).unwrap_or_else(|| panic!("{path}: {record:?} is not in the report"));
        let value = record.get(4).and_then(|value| value.parse::<f64>().ok());
        assert_eq!(
            (value.is_some(), record.get(8).and_then(|n| n.parse().ok())),
            (found.value.is_some(), found.n),
            "{path}"
        );
        rows += 1;
    }
    assert!(numbers.is_empty() || rows == numbers.len(), "{path}: {rows} rows of {}", numbers.len());
}

/// The row of a hidden group on a page has no figure but the least number that is shown.
fn assert_hidden_rows_are_empty(numbers: &[Number], page: &str, path: &str) {
    let known: BTreeSet<&str> = numbers
        .iter()
        .filter(|number| number.value.is_some())
        .filter_map(|number| number.by.split_once('='))
        .map(|(_, group)| group)
        .collect();
    for row in page.split("<tr").skip(1).filter_map(|row| row.split("</tr>").next()) {
        let row = row.split_once('>').map_or("", |(_, inside)| inside);
        // Raised figures lead to the reason below the table.
        let row: String = row
            .split("<sup>")
            .enumerate()
            .map(|(place, part)| if place == 0 { part } else { part.split_once("</sup>").map_or("", |(_, rest)| rest) })
            .collect();
        let mut text = String::new();
        let mut inside = true;
        for c in row.chars() {
            match c {
                '<' => inside = false,
                '>' => inside = true,
                c if inside => text.push(c),
                _ => {}
            }
        }
        let hidden = ["North", "South", "East", "West"].into_iter().find(|group| text.trim_start().starts_with(group));
        if hidden.is_some_and(|group| !known.contains(group)) {
            let figures: String = text.replace("10", "").chars().filter(char::is_ascii_digit).collect();
            assert!(figures.is_empty(), "{path}: a hidden group has figures: {text}");
        }
    }
}

/// People, by their place in the order of arrival.
type Set = BTreeSet<usize>;

/// What an attacker knows of the answers to one item: sums over sets of people.
#[derive(Debug, Clone, Default)]
struct Knowledge {
    sums: BTreeMap<Set, i64>,
}

/// What was found out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Leak {
    /// What these people answered together is known exactly.
    Exact(Set),
    /// What these people answered is known to less than a scale point in the mean.
    Near(Set),
}

/// Numbers modulo a prime that is far larger than any count of sets.
const PRIME: u64 = (1 << 61) - 1;

fn times(a: u64, b: u64) -> u64 {
    (u128::from(a) * u128::from(b) % u128::from(PRIME)) as u64
}

fn inverse(a: u64) -> u64 {
    let (mut base, mut power, mut result) = (a, PRIME - 2, 1);
    while power > 0 {
        if power & 1 == 1 {
            result = times(result, base);
        }
        base = times(base, base);
        power >>= 1;
    }
    result
}

/// The span of sets, in echelon form.
struct Span {
    people: usize,
    rows: Vec<(usize, Vec<u64>)>,
}

impl Span {
    fn of<'a>(people: usize, sets: impl Iterator<Item = &'a Set>) -> Self {
        let mut span = Self { people, rows: Vec::new() };
        for set in sets {
            let left = span.reduced(set);
            if let Some(lead) = left.iter().position(|value| *value != 0) {
                let scale = inverse(left[lead]);
                span.rows.push((lead, left.iter().map(|value| times(*value, scale)).collect()));
            }
        }
        span
    }

    fn reduced(&self, set: &Set) -> Vec<u64> {
        let mut left: Vec<u64> = (0..self.people).map(|person| u64::from(set.contains(&person))).collect();
        for (lead, row) in &self.rows {
            let factor = left[*lead];
            if factor != 0 {
                left.iter_mut()
                    .zip(row)
                    .for_each(|(value, known)| *value = (*value + PRIME - times(factor, *known)) % PRIME);
            }
        }
        left
    }

    fn holds(&self, set: &Set) -> bool {
        self.reduced(set).iter().all(|value| *value == 0)
    }
}

impl Knowledge {
    /// The ends between which the sum of a set must lie: by its own size, by sets that it lies in, and by sets in it.
    fn bounds(&self, target: &Set) -> (i64, i64) {
        let size = |set: &Set| set.len() as i64;
        let mut bounds = (SCALE.0 * size(target), SCALE.1 * size(target));
        for (set, sum) in &self.sums {
            if target.is_subset(set) {
                let others = size(set) - size(target);
                bounds = (bounds.0.max(sum - SCALE.1 * others), bounds.1.min(sum - SCALE.0 * others));
            }
        }
        bounds
    }

    /// Adds what follows by taking one set from another that holds it, until nothing small is new.
    fn differences(&self) -> Self {
        let mut all = self.clone();
        for (large, sum) in &self.sums {
            for (small, part) in &self.sums {
                if small.len() < large.len() && small.is_subset(large) {
                    all.sums.insert(large.difference(small).copied().collect(), sum - part);
                }
            }
        }
        all
    }

    /// Everything that came out about these sets.
    fn leaks(&self, people: usize, secrets: &BTreeSet<Set>) -> BTreeSet<Leak> {
        let span = Span::of(people, self.sums.keys());
        let more = self.differences();
        let mut leaks = BTreeSet::new();
        for secret in secrets.iter().chain(more.sums.keys()).filter(|set| !set.is_empty() && set.len() < FEWEST) {
            let (low, high) = more.bounds(secret);
            if span.holds(secret) {
                leaks.insert(Leak::Exact(secret.clone()));
            } else if high - low < secret.len() as i64 {
                leaks.insert(Leak::Near(secret.clone()));
            }
        }
        leaks
    }
}

/// What somebody has seen of all items.
struct Seen<'a> {
    plan: &'a Plan,
    people: &'a [Person],
    items: [Knowledge; 5],
}

impl<'a> Seen<'a> {
    fn new(plan: &'a Plan, people: &'a [Person]) -> Self {
        Self { plan, people, items: std::array::from_fn(|_| Knowledge::default()) }
    }

    /// Those of a wave who answered an item, among the first so many, in a group.
    fn set(&self, item: usize, wave: Option<usize>, first: usize, by: &str) -> Set {
        let in_group =
            |person: &Person| {
                by.is_empty()
                    || self.plan.columns.iter().zip(&person.groups).any(|((column, _), group)| {
                        group.is_some_and(|group| by.split_once('=') == Some((column, group)))
                    })
            };
        let mut arrived = vec![0; self.plan.waves.len()];
        let mut set = Set::new();
        for (place, person) in self.people.iter().enumerate() {
            arrived[person.wave] += 1;
            let early = arrived[person.wave] <= first;
            let here = wave.is_none_or(|wave| wave == person.wave);
            if early && here && in_group(person) && person.answers[item].is_some() {
                set.insert(place);
            }
        }
        set
    }

    /// Takes in the means of a report on a wave. Whoever knows when everybody came finds the moment from the count.
    fn take(&mut self, numbers: &[Number], wave: usize, arrived: usize) {
        for number in numbers.iter().filter(|number| number.statistic == "perception.mean" && number.wave.is_empty()) {
            self.take_mean(number, Some(wave), arrived);
        }
    }

    /// Takes in the means of a report that compares waves up to one of which so many have arrived.
    fn take_compared(&mut self, numbers: &[Number], arrived: usize) {
        for number in numbers.iter().filter(|number| number.statistic == "perception.mean" && number.by.is_empty()) {
            let wave = number.wave.strip_prefix('w').and_then(|wave| wave.parse().ok());
            if wave.is_some() {
                self.take_mean(number, wave, arrived.max(self.plan.waves.iter().copied().max().unwrap_or_default()));
            }
        }
    }

    fn take_mean(&mut self, number: &Number, wave: Option<usize>, arrived: usize) {
        let (Some(value), Some(n)) = (number.value, number.n) else { return };
        let Some(item) = ITEMS.iter().position(|item| number.of == format!("item:{item}")) else { return };
        let sum = value * n as f64;
        assert!((sum - sum.round()).abs() < 1e-6, "a mean of whole answers: {number:?}");
        let sum = sum.round() as i64;
        let moments = (0..=arrived).rev().map(|first| self.set(item, wave, first, &number.by));
        let mut of_size = moments.filter(|set| set.len() as i64 == n);
        let set = of_size.next().unwrap_or_else(|| panic!("nobody answered like this: {number:?}"));
        // The attack is only as good as its idea of who is in a number.
        assert_eq!(self.truth(item, &set), sum, "{number:?}");
        self.items[item].sums.insert(set, sum);
    }

    fn truth(&self, item: usize, set: &Set) -> i64 {
        set.iter().filter_map(|place| self.people[*place].answers[item]).map(i64::from).sum()
    }

    /// Every single person, and every small cell of a column and of two columns at the end of each wave.
    fn secrets(&self, item: usize) -> BTreeSet<Set> {
        let mut secrets = BTreeSet::new();
        for (place, person) in self.people.iter().enumerate().filter(|(_, person)| person.answers[item].is_some()) {
            secrets.insert(Set::from([place]));
            let alike = |like: &dyn Fn(&Person) -> bool| -> Set {
                let others = self.people.iter().enumerate();
                let others = others.filter(|(_, other)| other.answers[item].is_some() && other.wave == person.wave);
                others.filter(|(_, other)| like(other)).map(|(place, _)| place).collect()
            };
            for column in 0..self.plan.columns.len() {
                secrets.insert(alike(&|other| other.groups[column] == person.groups[column]));
            }
            secrets.insert(alike(&|other| other.groups == person.groups));
        }
        secrets.into_iter().filter(|set| set.len() < FEWEST).collect()
    }

    /// All that came out, by item.
    fn leaks(&self) -> Vec<(&'static str, Leak)> {
        let mut leaks = Vec::new();
        for (item, knowledge) in self.items.iter().enumerate() {
            let found = knowledge.leaks(self.people.len(), &self.secrets(item));
            leaks.extend(found.into_iter().map(|leak| (ITEMS[item], leak)));
        }
        leaks
    }

    fn shown(&self) -> usize {
        self.items.iter().map(|item| item.sums.len()).sum()
    }
}

/// When somebody looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    /// After each answer, but not when the wave is closed.
    Running,
    /// When the wave is closed.
    Closed,
    /// Always.
    Always,
}

/// Lets a population answer one by one while somebody looks; everything that was seen.
async fn watched<'a>(plan: &'a Plan, people: &'a [Person], role: Role, when: When) -> Seen<'a> {
    let clinic = Clinic::new(plan).await;
    let eyes = clinic.eyes(role).await;
    let mut seen = Seen::new(plan, people);
    for (position, size) in plan.waves.iter().enumerate() {
        let wave = clinic.open(position).await;
        let of_wave = people.iter().filter(|person| person.wave == position).enumerate();
        for (arrived, person) in of_wave {
            clinic.answer(plan, &wave, position * 1000 + arrived, person).await;
            if when == When::Closed {
                continue;
            }
            let everywhere = role == Role::Viewer && (arrived + 1) % 25 == 0;
            let (own, compared) = clinic.look(&eyes, &wave, everywhere).await;
            seen.take(&own, position, arrived + 1);
            seen.take_compared(&compared, arrived + 1);
        }
        clinic.close(&wave).await;
        if when == When::Running {
            continue;
        }
        let (own, compared) = clinic.look(&eyes, &wave, role == Role::Viewer).await;
        seen.take(&own, position, *size);
        seen.take_compared(&compared, *size);
    }
    seen
}

const NO_GROUPS: &[(&str, &[(&str, u64)])] = &[];
const BRANCHES: &[(&str, &[(&str, u64)])] = &[("branch", &[("North", 10), ("South", 6), ("East", 2), ("", 1)])];
const FEW_BRANCHES: &[(&str, &[(&str, u64)])] = &[("branch", &[("North", 12), ("South", 1)])];
const MANY_BRANCHES: &[(&str, &[(&str, u64)])] = &[("branch", &[("North", 3), ("South", 3), ("East", 3), ("West", 2)])];

/// Small populations: two waves, groups that are large and small, answers left out, one item each.
fn plans() -> Vec<Plan> {
    let plain = Plan { seed: 0, waves: &[37], columns: BRANCHES, missing: 0, rotating: false };
    vec![
        Plan { seed: 1, waves: &[51], columns: NO_GROUPS, ..plain },
        Plan { seed: 9, waves: &[40, 30], columns: NO_GROUPS, ..plain },
        Plan { seed: 2, waves: &[63], ..plain },
        Plan { seed: 3, waves: &[71], columns: FEW_BRANCHES, ..plain },
        Plan { seed: 4, waves: &[82], columns: MANY_BRANCHES, ..plain },
        Plan { seed: 5, waves: &[44, 31], missing: 9, ..plain },
        Plan { seed: 6, waves: &[121], columns: MANY_BRANCHES, missing: 4, ..plain },
        Plan { seed: 7, waves: &[151], columns: NO_GROUPS, rotating: true, ..plain },
        Plan { seed: 8, waves: &[29, 33], columns: FEW_BRANCHES, missing: 15, ..plain },
    ]
}

/// Somebody looks at these populations; nothing comes out.
async fn nothing_comes_out(plans: Vec<Plan>, role: Role, when: When) {
    let mut shown = 0;
    let mut failed = Vec::new();
    for plan in plans {
        let people = plan.people();
        let seen = watched(&plan, &people, role, when).await;
        shown += seen.shown();
        let leaks = seen.leaks();
        if let Some(first) = leaks.first() {
            failed.push(format!("seed {} as {role:?}: {} leaks, such as {first:?}", plan.seed, leaks.len()));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(shown > 50, "an attack on {shown} numbers is none");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_viewer_who_looks_after_every_answer_finds_out_nobodys() {
    nothing_comes_out(plans(), Role::Viewer, When::Running).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_viewer_who_comes_when_waves_are_closed_finds_out_nobodys() {
    nothing_comes_out(plans(), Role::Viewer, When::Closed).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_viewer_who_watches_until_waves_are_closed_finds_out_nobodys() {
    // Fifty of fifty-one were once shown, then all; groups moved by the few who came last; and of ten people who are asked
    // one question each, about two answered the same.
    nothing_comes_out(plans(), Role::Viewer, When::Always).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_who_watches_finds_out_nobodys() {
    // An agent may not read answers one by one, so numbers move for agents as they do for viewers. They once moved with each.
    let plan = Plan { seed: 2, waves: &[25], columns: BRANCHES, missing: 0, rotating: false };
    let people = plan.people();
    let leaks = watched(&plan, &people, Role::Agent, When::Running).await.leaks();
    assert!(leaks.is_empty(), "{leaks:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_sees_numbers_move_with_every_answer_reads_every_answer() {
    // A manager may read the answers, so nothing is held back: the attack must find them all.
    let plan = Plan { seed: 2, waves: &[25], columns: BRANCHES, missing: 0, rotating: false };
    let people = plan.people();
    let seen = watched(&plan, &people, Role::Manager, When::Running).await;
    let leaks = seen.leaks();
    for place in FEWEST..people.len() {
        let single = Leak::Exact(Set::from([place]));
        assert!(ITEMS.iter().all(|item| leaks.contains(&(*item, single.clone()))), "{place} was not found");
    }
}

/// A server without rules shows these groups of a closed wave.
fn published<'a>(plan: &'a Plan, people: &'a [Person], shown: impl Fn(usize) -> bool) -> Seen<'a> {
    let mut seen = Seen::new(plan, people);
    for item in 0..ITEMS.len() {
        let mut groups = vec![String::new()];
        for (column, names) in plan.columns {
            groups
                .extend(names.iter().filter(|(name, _)| !name.is_empty()).map(|(name, _)| format!("{column}={name}")));
        }
        for by in groups {
            let set = seen.set(item, Some(0), usize::MAX, &by);
            if by.is_empty() || shown(set.len()) {
                let sum = seen.truth(item, &set);
                seen.items[item].sums.insert(set, sum);
            }
        }
    }
    seen
}

#[test]
fn without_suppression_every_small_group_is_found() {
    for seed in 0..20 {
        let plan = Plan { seed, waves: &[63], columns: BRANCHES, missing: 0, rotating: false };
        let people = plan.people();
        let seen = published(&plan, &people, |_| true);
        let east = seen.set(0, Some(0), usize::MAX, "branch=East");
        let small = (1..FEWEST).contains(&east.len());
        assert_eq!(seen.leaks().contains(&("rel", Leak::Exact(east))), small, "seed {seed}");
    }
}

#[test]
fn hiding_only_the_small_group_is_found_by_subtraction() {
    let plan = Plan { seed: 3, waves: &[71], columns: FEW_BRANCHES, missing: 0, rotating: false };
    let people = plan.people();
    let seen = published(&plan, &people, |n| FEWEST <= n);
    let south = seen.set(0, Some(0), usize::MAX, "branch=South");
    assert!((1..FEWEST).contains(&south.len()), "the population has a small group");
    assert!(seen.leaks().contains(&("rel", Leak::Exact(south))));
}

#[test]
fn a_group_between_narrow_ends_is_found_though_no_equation_holds_it() {
    // Eleven of twelve gave at most six points more than the least: the twelfth is known to less than a point.
    let all: Set = (0..12).collect();
    let knowledge = Knowledge { sums: BTreeMap::from([(all, 12)]) };
    let secret = Set::from([3]);
    assert_eq!(knowledge.bounds(&secret), (1, 1));
    let leaks = knowledge.leaks(12, &BTreeSet::from([secret.clone()]));
    assert_eq!(leaks, BTreeSet::from([Leak::Near(secret)]));
}
