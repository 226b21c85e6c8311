//! Fills a new database with a survey and so many answers, for benchmarks of the server:
//! `cargo run --release -p rater --example filled_store -- sqlite:rater.db rater-pulse 1000000`, and with `count` in place of
//! the questionnaire and the number, tells how many answers a database holds.
//!
//! Separate from the import, which looks at every line: here rows are made by the database itself, ten million of them
//! within a minute or two. What a benchmark needs is printed, a name and a value to a line. The answers are made up.

#![allow(clippy::print_stdout, reason = "an example tells what it made")]

use std::collections::BTreeMap;
use std::error::Error;
use std::time::Instant;

use sample::random::Random;
use store::engine::{Connection, Kind, PostgresConnection, SqliteConnection};
use store::instruments::questionnaire;
use store::links::LinkKind;
use store::people::{NewMember, NewOrganisation};
use store::surveys::{NewSurvey, Pulse};
use store::waves::NewWave;
use store::{DatabaseUrl, Id, Options, Role, Scope, Store, StoreError, Time, Transaction, values};
use survey::{AnswerColumn, Layout};

/// Different answers; rows repeat them.
const PATTERNS: i64 = 4096;
/// Rows that share a transaction.
const CHUNK: i64 = 250_000;
/// Forms that are printed for whoever sends more.
const FORMS: usize = 64;
/// Groups.
const BRANCHES: i64 = 12;
const SEED: u64 = 8_321;

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [url, "count"] => count(&DatabaseUrl::parse(url)?),
        [url, instrument, answers] => fill(&DatabaseUrl::parse(url)?, instrument, answers.parse()?),
        _ => Err("filled_store DATABASE QUESTIONNAIRE ANSWERS, or filled_store DATABASE count".into()),
    }
}

fn count(url: &DatabaseUrl) -> Result<(), Box<dyn Error>> {
    for (name, sql) in [
        ("rows", "SELECT COUNT(*) FROM responses"),
        ("counted", "SELECT CAST(COALESCE(SUM(answers), 0) AS BIGINT) FROM waves"),
    ] {
        let mut found = 0;
        connect(url)?.query_each(sql, &[], &mut |row| {
            found = row.integer(0)?;
            Ok(())
        })?;
        println!("{name}\t{found}");
    }
    Ok(())
}

fn connect(url: &DatabaseUrl) -> Result<Box<dyn Connection>, StoreError> {
    Ok(match url {
        DatabaseUrl::Sqlite(path) => Box::new(SqliteConnection::open_writing(path)?),
        DatabaseUrl::Postgres(url) => Box::new(PostgresConnection::open(url)?),
    })
}

/// A survey that is open, and somebody who looks at it.
struct Made {
    organisation: Id,
    wave: Id,
    survey: Id,
    token: String,
    session: String,
}

fn fill(url: &DatabaseUrl, instrument: &str, answers: i64) -> Result<(), Box<dyn Error>> {
    let source = source_of(instrument)?;
    let layout = Layout::of(&survey::builtin(instrument).ok_or("no such questionnaire comes with the program")?);
    let store = Store::open(url, &Options::default())?;
    let pulse = if layout.columns.len() < 10 { Pulse::All } else { Pulse::Off };
    let made = store.write(move |tx| prepare(tx, &source, pulse, Time::now())).wait()?;
    drop(store);
    let mut random = Random::new(SEED);
    let patterns: Vec<Vec<u8>> = (0..PATTERNS).map(|n| pattern(&mut random, &layout.columns, n)).collect();
    if 0 < answers {
        insert(&mut *connect(url)?, &made, &patterns, answers)?;
        add_up(url, &made)?;
    }
    println!("wave\t{}\ntoken\t{}\nsession\t{}", made.wave, made.token, made.session);
    for (n, codes) in (0..).zip(&patterns[..FORMS]) {
        println!("form\t{}&g0=B{}", form(codes, &layout.columns), n % BRANCHES);
    }
    Ok(())
}

/// The questionnaire as it comes with the program, and a question for the branch.
fn source_of(instrument: &str) -> Result<String, Box<dyn Error>> {
    let source = survey::builtin_source(instrument).ok_or("no such questionnaire comes with the program")?;
    let mut source = format!("{source}\n[[segments]]\ncolumn = \"branch\"\n");
    for (key, word) in [("en", "Branch"), ("id", "Cabang"), ("es", "Sucursal")] {
        source.push_str(&format!("title.{key} = \"{word}\"\n"));
        (0..BRANCHES).for_each(|n| source.push_str(&format!("labels.B{n}.{key} = \"{word} {n}\"\n")));
    }
    Ok(source)
}

fn prepare(tx: &mut Transaction<'_>, source: &str, pulse: Pulse, now: Time) -> Result<Made, StoreError> {
    let new = NewOrganisation { name: "Loopback".into(), language: "en".into(), zone: "UTC".into(), sample: true };
    let scope = store::people::create_organisation(tx, &new, now)?;
    let version = store::instruments::save(tx, &scope, source, now)?;
    let new = NewSurvey {
        title: "Speed".into(),
        instrument: version.id,
        instrument_version: version.version,
        language: "en".into(),
        team: None,
        anonymous: true,
        pulse,
        ask_comment: false,
        thanks: String::new(),
        embed_origins: vec![],
        sample: true,
    };
    let survey = store::surveys::create(tx, &scope, &new, now)?.id;
    let wave = NewWave { title: "First".into(), opens_at: now, closes_at: None };
    let wave = store::waves::open(tx, &scope, &survey, &wave, now)?.id;
    let link = store::links::create(tx, &scope, &survey, LinkKind::Open, "door", &BTreeMap::new(), now)?;
    let organisation = store::people::organisation(tx, &scope)?.id;
    let session = sign_in(tx, &scope, &organisation, now)?;
    Ok(Made { organisation, wave, survey, token: link.token, session })
}

/// A session of an owner whose password nobody knows.
fn sign_in(tx: &mut Transaction<'_>, scope: &Scope, organisation: &Id, now: Time) -> Result<String, StoreError> {
    let operator = store::people::operator_scope(tx, Some(organisation))?;
    let owner = NewMember {
        email: "owner@loopback.example".into(),
        name: "Owner".into(),
        language: "en".into(),
        role: Role::Owner,
        team: None,
        password_hash: String::new(),
    };
    debug_assert_eq!(scope.role(), Role::Owner);
    let user = store::people::add_member(tx, &operator, &owner, now)?;
    Ok(store::sessions::begin(tx, &user, Some(organisation), now)?.reveal().to_owned())
}

/// Somebody's codes: a general opinion, and some of chance in each answer.
fn pattern(random: &mut Random, columns: &[AnswerColumn], n: i64) -> Vec<u8> {
    const SHARES: [u8; 5] = [30, 25, 20, 15, 10];
    let opinion = random.below(1000);
    let mut points = usize::try_from(n).unwrap_or_default();
    let codes = columns.iter().map(|column| {
        if matches!(column.role, survey::Role::Points { .. }) {
            points += 1;
            return SHARES[points % SHARES.len()];
        }
        let steps = u64::from(column.scale.max - column.scale.min) + 1;
        let place = (opinion + random.below(1000)) * steps / 2000;
        column.scale.min + u8::try_from(place.min(steps - 1)).unwrap_or_default()
    });
    codes.collect()
}

/// The same as a page sends it.
fn form(codes: &[u8], columns: &[AnswerColumn]) -> String {
    let fields = codes.iter().zip(columns).enumerate().map(|(at, (code, column))| {
        let value = if column.reversed { (column.scale.max - code) + column.scale.min } else { *code };
        format!("&q{at}={value}")
    });
    fields.collect()
}

/// Rows in the order of their sequence; the index of attempts, whose order is random, is made afterwards.
fn insert(database: &mut dyn Connection, made: &Made, patterns: &[Vec<u8>], answers: i64) -> Result<(), StoreError> {
    let begun = Instant::now();
    let postgres = database.kind() == Kind::Postgres;
    let (whole, bytes) = if postgres { ("BIGINT", "BYTEA") } else { ("INTEGER", "BLOB") };
    database.batch(&format!(
        "CREATE TEMP TABLE patterns (n {whole} PRIMARY KEY, codes {bytes}, segments {bytes}); BEGIN"
    ))?;
    for (n, codes) in (0_i64..).zip(patterns) {
        // One segment: two bytes, the lower one first.
        let branch = [u8::try_from(n % BRANCHES).unwrap_or_default(), 0];
        let sql = "INSERT INTO patterns (n, codes, segments) VALUES (?1, ?2, ?3)";
        database.execute(sql, &values![n, codes.as_slice(), branch.as_slice()])?;
    }
    database.batch("COMMIT; DROP INDEX responses_by_attempt")?;
    let (numbers, attempt) = if postgres {
        ("SELECT generate_series(CAST(?1 AS BIGINT), CAST(?2 AS BIGINT)) AS n", "uuid_send(gen_random_uuid())")
    } else {
        ("SELECT ?1 AS n UNION ALL SELECT n + 1 FROM numbers WHERE n < ?2", "randomblob(16)")
    };
    let sql = format!(
        "WITH RECURSIVE numbers AS ({numbers}) \
         INSERT INTO responses (organisation, wave, sequence, attempt, received_at, state, way, seconds, language, codes, segments) \
         SELECT waves.organisation, waves.number, numbers.n, {attempt}, waves.opens_at, 0, 0, 40 + numbers.n % 60, 'en', \
         patterns.codes, patterns.segments FROM numbers JOIN patterns ON patterns.n = numbers.n % {PATTERNS} \
         JOIN waves ON waves.id = ?3"
    );
    for from in (1..=answers).step_by(usize::try_from(CHUNK).unwrap_or(usize::MAX)) {
        database.execute(&sql, &values![from, answers.min(from + CHUNK - 1), &made.wave])?;
    }
    database.batch("CREATE UNIQUE INDEX responses_by_attempt ON responses (organisation, attempt)")?;
    for code in 0..BRANCHES {
        // How many answers hold a word matters only to erasing, which nobody does here.
        let sql = "INSERT INTO segment_values (organisation, survey, segment, code, value, uses) \
                   SELECT organisation, ?1, 'branch', ?2, ?3, ?4 FROM waves WHERE id = ?5";
        database.execute(sql, &values![&made.survey, code, format!("B{code}"), answers, &made.wave])?;
    }
    let sql = "UPDATE waves SET answers = ?1, last_sequence = ?1, last_answer_at = opens_at WHERE id = ?2";
    database.execute(sql, &values![answers, &made.wave])?;
    if postgres {
        database.batch("ANALYZE")?;
    }
    println!("filled in\t{:.1}", begun.elapsed().as_secs_f64());
    Ok(())
}

/// The sums, as the server makes them.
fn add_up(url: &DatabaseUrl, made: &Made) -> Result<(), StoreError> {
    let store = Store::open(url, &Options::default())?;
    let begun = Instant::now();
    loop {
        let (organisation, wave) = (made.organisation.clone(), made.wave.clone());
        let folded = store.write(move |tx| {
            let scope = store::people::operator_scope(tx, Some(&organisation))?;
            let found = store::waves::get(tx, &scope, &wave)?;
            let asked = questionnaire(tx, &scope, &found.instrument, found.instrument_version)?;
            store::live::fold(tx, &scope, &wave, &web::live::blueprint(&asked).plan)
        });
        if !folded.wait()? {
            break;
        }
    }
    println!("added up in\t{:.1}", begun.elapsed().as_secs_f64());
    Ok(())
}
