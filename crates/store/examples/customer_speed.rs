//! How long it takes to find a customer among so many, and to open the file:
//! `cargo run --release -p rater-store --example customer_speed -- 1000000 [sqlite:PATH or postgres://…]`.
//!
//! The customers are made up: names are put together from lists, so that some are as common as in a directory. Without an address a
//! file is made and removed; an address must be of an empty database. The rows are those that the import would write, with the same
//! terms, but many at a time: by the import it would take an hour. How fast that is, a few thousand more show. Separate from the
//! tests, which say nothing of speed.

#![allow(clippy::print_stdout, reason = "an example tells what it measured")]

use std::collections::BTreeMap;
use std::error::Error;
use std::time::Instant;

use service::Factor;
use service::due::DueRule;
use store::cases::{self, Wanted as WantedCases};
use store::customers::{self, ImportRow, NewCustomer, NewFact};
use store::engine::{Connection, PostgresConnection, SqliteConnection, Value};
use store::people::{self, NewMember, NewOrganisation};
use store::promises::{self, Act, NewPromise, Wanted};
use store::{DatabaseUrl, Id, Options, Role, Scope, Store, StoreError, Time, Transaction};

type Anything<T> = Result<T, Box<dyn Error>>;

const BATCH: u32 = 1000;
/// Rows of the fill that share a commit.
const TOGETHER: u32 = 20_000;
const SEARCHES: usize = 2000;
/// Customers with something in their file.
const KNOWN: usize = 3000;

const GIVEN: [&str; 72] = [
    "Siti", "Budi", "Dewi", "Agus", "Sri", "Andi", "Nur", "Eko", "Rina", "Joko", "Ayu", "Hendra", "Fitri", "Rudi",
    "Wati", "Bambang", "Indah", "Yusuf", "Ratna", "Dian", "Tono", "Lestari", "Putri", "Wahyu", "María", "José",
    "Carmen", "Luis", "Ana", "Juan", "Lucía", "Carlos", "Sofía", "Miguel", "Elena", "Pedro", "Isabel", "Javier",
    "Rosa", "Diego", "Pilar", "Andrés", "Teresa", "Raúl", "Inés", "Óscar", "Nuria", "Íñigo", "Mary", "John", "Emma",
    "James", "Olivia", "William", "Sarah", "Thomas", "Grace", "George", "Alice", "Henry", "Laura", "Peter", "Jane",
    "Paul", "Ruth", "Simon", "Helen", "Mark", "Kate", "Adam", "Zoe", "Hugh",
];

const FAMILY: [&str; 80] = [
    "Santoso",
    "Wijaya",
    "Saputra",
    "Hidayat",
    "Kusuma",
    "Pratama",
    "Nugroho",
    "Setiawan",
    "Rahayu",
    "Susanto",
    "Gunawan",
    "Siregar",
    "Nasution",
    "Harahap",
    "Hartono",
    "Suryadi",
    "Utami",
    "Permata",
    "Wibowo",
    "Halim",
    "Tanjung",
    "Simanjuntak",
    "Kurniawan",
    "Maulana",
    "García",
    "Fernández",
    "González",
    "Rodríguez",
    "López",
    "Martínez",
    "Sánchez",
    "Pérez",
    "Gómez",
    "Martín",
    "Jiménez",
    "Ruiz",
    "Hernández",
    "Díaz",
    "Moreno",
    "Muñoz",
    "Álvarez",
    "Romero",
    "Alonso",
    "Gutiérrez",
    "Navarro",
    "Torres",
    "Domínguez",
    "Vázquez",
    "Ramos",
    "Gil",
    "Ramírez",
    "Serrano",
    "Blanco",
    "Molina",
    "Núñez",
    "Ibáñez",
    "Smith",
    "Jones",
    "Taylor",
    "Brown",
    "Wilson",
    "Evans",
    "Johnson",
    "Roberts",
    "Walker",
    "Wright",
    "Robinson",
    "Thompson",
    "White",
    "Hughes",
    "Edwards",
    "Green",
    "Hall",
    "Wood",
    "Harris",
    "Lewis",
    "Clarke",
    "Patel",
    "Baker",
    "Cooper",
];

/// Steele, Lea, Flood (2014): the same customers on every machine.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() >> 33) as usize % end
    }

    /// The first of a list are the most common.
    fn name(&mut self, of: &[&'static str]) -> &'static str {
        let place = self.below(of.len()).min(self.below(of.len()));
        of[place]
    }
}

/// A syllable or three, for the names that few have.
fn rare(random: &mut SplitMix) -> String {
    const SYLLABLES: [&str; 24] = [
        "ka", "ri", "mo", "sa", "te", "lu", "na", "vi", "do", "pe", "zu", "ha", "be", "ju", "co", "ni", "fa", "go",
        "wi", "ra", "le", "ti", "yo", "mi",
    ];
    let name: String = (0..3).map(|_| SYLLABLES[random.below(SYLLABLES.len())]).collect();
    format!("{}{}", name[..1].to_uppercase(), &name[1..])
}

fn customer(n: u32) -> NewCustomer {
    let mut random = SplitMix(u64::from(n) * 7919);
    let mut words = vec![if random.below(5) == 0 { rare(&mut random) } else { random.name(&GIVEN).to_owned() }];
    if random.below(3) == 0 {
        words.push(random.name(&GIVEN).to_owned());
    }
    words.push(if random.below(6) == 0 { rare(&mut random) } else { random.name(&FAMILY).to_owned() });
    NewCustomer {
        name: words.join(" "),
        phone: format!("+62 8{:02}-{:04}-{:04}", 11 + random.below(20), random.below(10_000), random.below(10_000)),
        email: format!("person{n}@{}.example", ["mail", "post", "home"][random.below(3)]),
        language: ["id", "es", "en"][random.below(3)].to_owned(),
        identifiers: BTreeMap::from([("crm".to_owned(), format!("C-{n:07}"))]),
        ..NewCustomer::default()
    }
}

fn main() -> Anything<()> {
    let count: u32 = std::env::args().nth(1).map_or(Ok(1_000_000), |text| text.parse())?;
    let folder = std::env::temp_dir().join(format!("rater_customers_{}", std::process::id()));
    let url = match std::env::args().nth(2) {
        Some(address) => DatabaseUrl::parse(&address)?,
        None => {
            std::fs::create_dir_all(&folder)?;
            DatabaseUrl::Sqlite(folder.join("rater.db"))
        }
    };
    let store = Store::open(&url, &Options::default())?;
    let (scope, keeper) = house(&store)?;
    let begun = Instant::now();
    let mut past: Box<dyn Connection> = match &url {
        DatabaseUrl::Sqlite(path) => Box::new(SqliteConnection::open_writing(path)?),
        DatabaseUrl::Postgres(address) => Box::new(PostgresConnection::open(address)?),
    };
    if let DatabaseUrl::Sqlite(_) = url {
        // For the fill alone: what is lost when the machine stops is made anew.
        past.batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; PRAGMA wal_autocheckpoint = 100000")?;
    }
    many_at_a_time(&mut *past, count)?;
    if let DatabaseUrl::Postgres(_) = url {
        // As the server does by itself some time after such a list.
        for table in ["customers", "customer_identifiers", "customer_terms"] {
            past.batch(&format!("VACUUM ANALYZE {table}"))?;
        }
    }
    drop(past);
    println!("{count} customers in {:.0} s", begun.elapsed().as_secs_f64());
    by_import(&store, &scope, count)?;
    let files = known(&store, &scope, &keeper, count)?;
    println!("{:<22} {:>9} {:>9} {:>9} {:>7}", "search", "p50 ms", "p99 ms", "most ms", "found");
    for (name, make) in SEARCHED {
        measure_search(&store, &scope, name, make, count)?;
    }
    measure_files(&store, &scope, &files)?;
    drop(store);
    if std::env::args().nth(2).is_none() {
        std::fs::remove_dir_all(&folder)?;
    }
    Ok(())
}

fn house(store: &Store) -> Anything<(Scope, Id)> {
    let now = Time::now();
    let made = store.write(move |tx| {
        let new =
            NewOrganisation { name: "House".into(), language: "en".into(), zone: "Asia/Jakarta".into(), sample: true };
        let scope = people::create_organisation(tx, &new, now)?;
        let keeper = NewMember {
            email: "keeper@house.example".into(),
            name: "Keeper".into(),
            language: "en".into(),
            role: Role::Owner,
            team: None,
            password_hash: "$argon2id$none".into(),
        };
        let keeper = people::add_member(tx, &scope, &keeper, now)?;
        Ok((scope, keeper))
    });
    Ok(made.wait()?)
}

/// A list of new customers, and the same list again.
fn by_import(store: &Store, scope: &Scope, count: u32) -> Anything<()> {
    let (now, list) = (Time::now(), 3 * BATCH);
    for what in ["taken", "looked at again"] {
        let begun = Instant::now();
        for from in (count..count + list).step_by(BATCH as usize) {
            let scope = scope.clone();
            let rows = (from..from + BATCH).map(|n| ImportRow { known: customer(n), parent: String::new() });
            let rows: Vec<ImportRow> = rows.collect();
            store.write(move |tx| customers::import(tx, &scope, &rows, now)).wait()?;
        }
        println!(
            "{:.0} µs each for {list} rows of a list, {what}",
            begun.elapsed().as_secs_f64() * 1e6 / f64::from(list)
        );
    }
    Ok(())
}

/// The rows that the import would write, with the same terms.
fn many_at_a_time(past: &mut dyn Connection, count: u32) -> Anything<()> {
    let now = Time::now();
    for from in (0..count).step_by(TOGETHER as usize) {
        let mut rows = [Rows::new(), Rows::new(), Rows::new()];
        for n in from..count.min(from + TOGETHER) {
            let (known, id) = (customer(n), Id::new(now));
            let values: [Value; 8] = [
                (&id).into(),
                i64::from(n + 1).into(),
                (&known.name).into(),
                (&known.email).into(),
                (&known.phone).into(),
                (&known.language).into(),
                now.into(),
                "person".into(),
            ];
            rows[0].push(values);
            rows[1].push([(&known.identifiers["crm"]).into(), (&id).into()]);
            for term in customers::terms(&known) {
                rows[2].push([term.into(), i64::from(n + 1).into()]);
            }
        }
        let into = [
            (
                "INSERT INTO customers (organisation, id, number, name, email, phone, language, made_at, changed_at, kind, consent, \
              consent_source) VALUES ",
                "(1, #1, #2, #3, #4, #5, #6, #7, #7, #8, 'unknown', '')",
            ),
            ("INSERT INTO customer_identifiers (organisation, system, value, customer) VALUES ", "(1, 'crm', #1, #2)"),
            ("INSERT INTO customer_terms (organisation, term, customer) VALUES ", "(1, #1, #2)"),
        ];
        past.batch("BEGIN")?;
        for (rows, (sql, row)) in rows.iter().zip(into) {
            rows.write(past, sql, row)?;
        }
        past.batch("COMMIT")?;
    }
    Ok(())
}

/// Rows of one table.
struct Rows(Vec<Vec<Value>>);

impl Rows {
    fn new() -> Self {
        Self(vec![])
    }

    fn push(&mut self, row: impl Into<Vec<Value>>) {
        self.0.push(row.into());
    }

    /// Five hundred to a statement, so that the same few statements serve all.
    fn write(&self, past: &mut dyn Connection, sql: &str, row: &str) -> Result<(), StoreError> {
        for some in self.0.chunks(500) {
            let width = some[0].len();
            let texts: Vec<String> = (0..some.len())
                .map(|place| {
                    (1..=width).fold(row.to_owned(), |text, n| {
                        text.replace(&format!("#{n}"), &format!("?{}", place * width + n))
                    })
                })
                .collect();
            past.execute(&format!("{sql}{}", texts.join(", ")), &some.concat())?;
        }
        Ok(())
    }
}

/// Some files get facts, promises and cases. Gives their ids.
fn known(store: &Store, scope: &Scope, keeper: &Id, count: u32) -> Anything<Vec<Id>> {
    let now = Time::now();
    let begun = Instant::now();
    let mut random = SplitMix(3);
    let mut files = vec![];
    while files.len() < KNOWN {
        let some: Vec<String> = (0..100).map(|_| format!("C-{:07}", random.below(count as usize))).collect();
        let (scope, keeper) = (scope.clone(), keeper.clone());
        let ids = store.write(move |tx| {
            some.iter().map(|called| file(tx, &scope, &keeper, called, now)).collect::<Result<Vec<_>, _>>()
        });
        files.extend(ids.wait()?);
    }
    println!("{KNOWN} files filled in {:.0} s", begun.elapsed().as_secs_f64());
    Ok(files)
}

fn file(tx: &mut Transaction<'_>, scope: &Scope, keeper: &Id, called: &str, now: Time) -> Result<Id, StoreError> {
    let id = customers::search(tx, scope, called, 1)?.pop().ok_or(StoreError::NotFound)?.id;
    for factor in [Factor::Empathy, Factor::Responsiveness] {
        let fact = NewFact {
            factor,
            words: "Wishes to be called in the evening.".into(),
            source: "said so".into(),
            first: false,
            confirm_days: 365,
            expires_at: None,
        };
        if customers::facts(tx, scope, &id)?.len() < 50 {
            customers::note_fact(tx, scope, &id, &fact, now)?;
        }
    }
    for n in 1..=3 {
        let new = NewPromise {
            customer: Some(id.clone()),
            commitment: None,
            touchpoint: None,
            factor: Factor::Reliability,
            told: "The card will be ready.".into(),
            words: String::new(),
            owner: Some(keeper.clone()),
            due: DueRule::Within { minutes: n * 5000 },
        };
        let promise = promises::make(tx, scope, &new, now)?;
        if n == 1 {
            promises::act(tx, scope, &promise, &Act::Admit, ("It will not be ready.", true), now)?;
        }
    }
    Ok(id)
}

type Make = fn(&mut SplitMix, &NewCustomer) -> String;

const SEARCHED: [(&str, Make); 9] = [
    ("first name, 3 letters", |_, known| known.name.chars().take(3).collect()),
    ("first name", |_, known| word(known, 0)),
    ("two words", |_, known| format!("{} {}", word(known, 0), known.name.rsplit(' ').next().unwrap_or_default())),
    ("two words, reversed", |_, known| {
        format!("{} {}", known.name.rsplit(' ').next().unwrap_or_default(), word(known, 0))
    }),
    ("two beginnings", |_, known| {
        let last: String = known.name.rsplit(' ').next().unwrap_or_default().chars().take(3).collect();
        format!("{last} {}", known.name.chars().take(2).collect::<String>())
    }),
    ("phone, last 4 to 9", |random, known| {
        let digits: Vec<char> = known.phone.chars().filter(char::is_ascii_digit).collect();
        digits[digits.len() - 4 - random.below(6)..].iter().collect()
    }),
    ("identifier", |_, known| known.identifiers["crm"].clone()),
    ("mail address", |_, known| known.email.clone()),
    ("nothing there", |random, _| format!("xq{} zzyx", random.below(1000))),
];

fn word(known: &NewCustomer, place: usize) -> String {
    known.name.split(' ').nth(place).unwrap_or_default().to_owned()
}

fn measure_search(store: &Store, scope: &Scope, name: &str, make: Make, count: u32) -> Anything<()> {
    let mut random = SplitMix(11);
    let (mut times, mut found) = (vec![], 0);
    for _ in 0..SEARCHES / SEARCHED.len() {
        let known = customer(random.below(count as usize) as u32);
        let (text, scope) = (make(&mut random, &known), scope.clone());
        let begun = Instant::now();
        found += store.read(move |tx| customers::search(tx, &scope, &text, 20)).wait()?.len();
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    row(name, times, found as f64 / (SEARCHES / SEARCHED.len()) as f64);
    Ok(())
}

fn measure_files(store: &Store, scope: &Scope, files: &[Id]) -> Anything<()> {
    let (mut times, mut found) = (vec![], 0);
    for id in files.iter().take(SEARCHES / 4) {
        let (id, scope, now) = (id.clone(), scope.clone(), Time::now());
        let begun = Instant::now();
        let lines = store.read(move |tx| {
            customers::get(tx, &scope, &id)?;
            let facts = customers::facts(tx, &scope, &id)?.len();
            let of = Wanted { customer: Some(id.clone()), ..Wanted::default() };
            let promised = promises::list(tx, &scope, &of, 100, now)?.len();
            let of = WantedCases { customer: Some(id.clone()), ..WantedCases::default() };
            Ok(facts + promised + cases::list(tx, &scope, &of, 100)?.len())
        });
        found += lines.wait()?;
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    let of = times.len() as f64;
    row("open the file", times, found as f64 / of);
    Ok(())
}

fn row(name: &str, mut times: Vec<f64>, found: f64) {
    times.sort_by(f64::total_cmp);
    let at =
        |share: f64| times.get((times.len() as f64 * share) as usize).or(times.last()).copied().unwrap_or_default();
    println!("{name:<22} {:>9.2} {:>9.2} {:>9.2} {found:>7.1}", at(0.5), at(0.99), at(1.0));
}
