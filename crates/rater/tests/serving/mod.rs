//! A server of ours in a process of its own, a survey to answer in it, and a client that remembers what was acknowledged.
//!
//! Separate from the tests of faults, which differ only in what they do to the server. Everything is on loopback.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part of this")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use store::engine::{Connection, SqliteConnection};
use store::links::LinkKind;
use store::people::NewOrganisation;
use store::surveys::{NewSurvey, Pulse};
use store::waves::NewWave;
use store::{DatabaseUrl, Id, Options, Scope, Store, StoreError, Time, Transaction};

/// Items of the pulse: the columns that an answer fills.
pub const ITEMS: usize = 5;

/// A survey that is open, and what the test needs to look at it.
pub struct Prepared {
    pub url: DatabaseUrl,
    pub organisation: Id,
    pub wave: Id,
    pub token: String,
}

/// A folder of this test, empty.
pub fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// Makes a database with a pulse that anybody may answer, and a webhook that hears of each answer.
pub fn prepare(folder: &Path) -> Prepared {
    let url = DatabaseUrl::Sqlite(folder.join("rater.db"));
    let store = Store::open(&url, &Options::default()).expect("a new store can be opened");
    let prepared = store.write(|tx| {
        let now = Time::now();
        let new = NewOrganisation { name: "Loopback".into(), language: "en".into(), zone: "UTC".into(), sample: false };
        let scope = store::people::create_organisation(tx, &new, now)?;
        let organisation = store::people::organisation(tx, &scope)?.id;
        store::webhooks::create(
            tx,
            &scope,
            "https://127.0.0.1:9/none",
            &[store::webhooks::Event::AnswerReceived],
            now,
        )?;
        let (wave, token) = pulse(tx, &scope, now)?;
        Ok((organisation, wave, token))
    });
    let (organisation, wave, token) = prepared.wait().expect("a survey can be made");
    Prepared { url, organisation, wave, token }
}

fn pulse(tx: &mut Transaction<'_>, scope: &Scope, now: Time) -> Result<(Id, String), StoreError> {
    let source = survey::builtin_source("rater-pulse").expect("the pulse comes with the program");
    let version = store::instruments::save(tx, scope, source, now)?;
    let new = NewSurvey {
        title: "Pulse".into(),
        instrument: version.id,
        instrument_version: version.version,
        language: "en".into(),
        team: None,
        anonymous: false,
        pulse: Pulse::All,
        ask_comment: false,
        thanks: String::new(),
        embed_origins: vec![],
        sample: false,
    };
    let made = store::surveys::create(tx, scope, &new, now)?;
    let wave = NewWave { title: "First".into(), opens_at: now, closes_at: None };
    let wave = store::waves::open(tx, scope, &made.id, &wave, now)?;
    let link = store::links::create(tx, scope, &made.id, LinkKind::Open, "door", &BTreeMap::new(), now)?;
    Ok((wave.id, link.token))
}

/// A server in its own process.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
}

impl Server {
    /// Starts it, and waits until it says where it listens.
    pub fn start(url: &DatabaseUrl) -> Self {
        let database = match url {
            DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
            DatabaseUrl::Postgres(url) => url.clone(),
        };
        let mut child = Command::new(env!("CARGO_BIN_EXE_rater"))
            .args(["serve", "--lang", "en", "--listen", "127.0.0.1:0", "--database", &database])
            .env("RATER_LOG", "error")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let mut said = BufReader::new(child.stdout.take().expect("it has an output"));
        let mut line = String::new();
        said.read_line(&mut line).expect("it says something");
        let address = line.trim().rsplit_once("http://").and_then(|(_, address)| address.parse().ok());
        let address = address.unwrap_or_else(|| panic!("no address in `{line}`"));
        // Whatever it says later is read, so that it never waits for us.
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        Self { child, address }
    }

    /// Ends it as a power cut of the process would.
    pub fn kill(mut self) {
        self.child.kill().expect("the server can be killed");
        self.child.wait().expect("it is gone");
    }

    /// Asks it to stop, and gives its exit code.
    pub fn stop(mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        Command::new("kill").args(["-TERM", &pid]).status().expect("a signal can be sent");
        self.child.wait().expect("it ends").code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Stopped or killed already, unless a test failed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Numbers that look random and are the same each time; the seed is printed by the test.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) % end
    }
}

/// An answer that a client wants to be counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    pub attempt: Id,
    pub codes: [u8; ITEMS],
}

impl Wish {
    pub fn new(chance: &mut Chance) -> Self {
        Self { attempt: Id::random(), codes: std::array::from_fn(|_| 1 + chance.below(5) as u8) }
    }

    /// Sends it once; the receipt when it was acknowledged in full.
    pub fn send(&self, to: SocketAddr, token: &str) -> Option<String> {
        let codes: String = self.codes.iter().enumerate().map(|(at, code)| format!("&q{at}={code}")).collect();
        let reply = post(to, &format!("/s/{token}"), &format!("a={}&go=0:send{codes}", self.attempt))?;
        (reply.status == 200).then(|| {
            let value: serde_json::Value = serde_json::from_str(&reply.body).expect("a reply in JSON");
            assert_eq!(value["state"], "received", "{}", reply.body);
            value["receipt"].as_str().expect("a receipt").to_owned()
        })
    }
}

/// A whole reply.
pub struct Reply {
    pub status: u16,
    pub body: String,
}

/// Posts a form as the page's script does; nothing when the connection did not hold to the end of the reply.
pub fn post(to: SocketAddr, path: &str, form: &str) -> Option<Reply> {
    let mut stream = TcpStream::connect_timeout(&to, Duration::from_secs(5)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {to}\r\nAccept: application/json\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    );
    stream.write_all(request.as_bytes()).ok()?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    // Only a complete reply is an acknowledgement.
    let length = head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    (length == Some(body.len())).then(|| Reply { status, body: body.to_owned() })
}

/// What the store holds of the wave, however one looks at it.
pub struct Held {
    pub answers: BTreeMap<Id, Vec<u8>>,
    pub listed: usize,
    pub counted: i64,
    pub summed: u64,
    pub events: usize,
}

/// Looks at the store when no server runs.
pub fn look(prepared: &Prepared) -> Held {
    let store = Store::open(&prepared.url, &Options::default()).expect("the store opens after it all");
    let (organisation, wave) = (prepared.organisation.clone(), prepared.wave.clone());
    let held = store.read(move |tx| {
        let scope = store::people::operator_scope(tx, Some(&organisation))?;
        let (mut answers, mut listed) = (BTreeMap::new(), 0);
        store::listing::each(tx, &scope, &wave, |response| {
            listed += 1;
            answers.insert(response.attempt, response.codes);
            Ok(())
        })?;
        let counted = store::waves::get(tx, &scope, &wave)?.answers;
        let found = store::waves::get(tx, &scope, &wave)?;
        let asked = store::instruments::questionnaire(tx, &scope, &found.instrument, found.instrument_version)?;
        let plan = web::live::blueprint(&asked).plan;
        let summed = store::live::evidence(tx, &scope, &wave, &plan)?.cube.total(0).rows;
        Ok(Held { answers, listed, counted, summed, events: 0 })
    });
    let held = held.wait().expect("everything can be read");
    drop(store);
    Held { events: events(&prepared.url), ..held }
}

/// What is in the outbox, delivered or not.
fn events(url: &DatabaseUrl) -> usize {
    let DatabaseUrl::Sqlite(path) = url else { panic!("the tests of faults are on a file") };
    let mut connection = SqliteConnection::open_reading(path).expect("the file can be read");
    let mut found = 0;
    let counted = connection.query_each("SELECT COUNT(*) FROM outbox", &[], &mut |row| {
        found = row.integer(0)?;
        Ok(())
    });
    counted.expect("the outbox can be counted");
    usize::try_from(found).expect("a count")
}

/// Counted = listed = summed = told, and nothing twice.
pub fn assert_consistent(held: &Held) {
    assert_eq!(held.answers.len(), held.listed, "an attempt stands twice");
    assert_eq!(held.counted, held.listed as i64, "counted and listed differ");
    assert_eq!(held.summed, held.listed as u64, "summed and listed differ");
    assert_eq!(held.events, held.listed, "there is not one event for each answer");
}
