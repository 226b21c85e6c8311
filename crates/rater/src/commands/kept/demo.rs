//! `rater demo`: a clinic that does not exist, with a finished wave and a running one, in a browser a moment later.
//!
//! Separate from `serve`, because its data are made up, stand in a file of their own, and are gone when it ends. It listens on
//! the network too, so that the running wave can be answered on a phone; it tells so, and holds nothing that is true.

use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, UdpSocket};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use clap::ArgMatches;
use language::Words;
use sample::clinic::{Visitor, visitors};
use store::answers::{self, ImportedAnswer};
use store::instruments::{self, Questionnaire};
use store::links::{self, LinkKind};
use store::people::{self, NewMember, NewOrganisation};
use store::surveys::{self, NewSurvey, Pulse};
use store::waves::{self, NewWave};
use store::{DatabaseUrl, Id, Options, Role, Scope, Secret, Store, StoreError, Time, Transaction};
use web::pages::demo::LINK;
use web::{App, Demo, Settings};

use super::serve::{asked_to_stop, log_to_standard_error};
use crate::failure::{Failure, problem};

/// The groups that the clinic asks about.
const SEGMENTS: &str = "
[[segments]]
column = \"branch\"
title = { en = \"Branch\", id = \"Cabang\", es = \"Sucursal\" }

[[segments]]
column = \"age\"
title = { en = \"Age\", id = \"Usia\", es = \"Edad\" }
";
/// How many have answered the running wave.
const SO_FAR: usize = 110;
const DAY: i64 = 24 * 3600;

/// Runs the command.
pub fn run(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    log_to_standard_error();
    let folder = Folder::new()?;
    let store = Store::open(&DatabaseUrl::Sqlite(folder.0.join("demo.db")), &Options::default())?;
    let owner = store.write(move |tx| make(tx, words, Time::now())).wait()?;
    let (here, phone) = (Secret::new(LINK), Secret::new(LINK));
    let port = free_port().map_err(|error| unlistened(0, &error))?;
    let network = address_on_network();
    let listen = SocketAddr::from((Ipv4Addr::UNSPECIFIED, port));
    let settings = Settings {
        // Whoever scans the code has another idea of `localhost`.
        base_url: Some(format!("http://{}:{port}", network.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)))),
        demo: Some(Demo { doors: vec![here.hash(), phone.hash()], owner }),
        ..Settings::new(listen)
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.map_err(|error| unlistened(port, &error))?;
    let sound = runtime.block_on(async {
        let running = web::serve(App::new(store, settings)).await.map_err(|error| unlistened(port, &error))?;
        let code = words.language().code();
        let local = format!("http://127.0.0.1:{port}/demo/{}?lang={code}", here.reveal());
        let away = network.map(|address| format!("http://{address}:{port}/demo/{}?lang={code}", phone.reveal()));
        greet(&local, away.as_deref(), words);
        if !matches.get_flag("no-browser") {
            open_browser(&local);
        }
        Ok::<_, Failure>(running.until(asked_to_stop()).await)
    })?;
    drop(folder);
    if !sound {
        problem(&words.text("store-not-synced"));
    }
    Ok(u8::from(!sound))
}

fn unlistened(port: u16, error: &std::io::Error) -> Failure {
    let arguments = vec![("address", format!("0.0.0.0:{port}").into()), ("reason", error.to_string().into())];
    Failure::message("housekeeping-cannot-listen", arguments)
}

/// A folder that is gone when the demonstration ends.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self, Failure> {
        let name = Id::random();
        let path = std::env::temp_dir().join(format!("rater-demo-{name}"));
        std::fs::create_dir(&path).map_err(|error| super::keep::unwritten(&path, &error))?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed is in the folder for temporary files, where others tidy up.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A port that nobody uses at this moment.
fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0))?.local_addr()?.port())
}

/// The address by which a phone in the same network reaches this computer. Nothing is sent to find it out.
pub fn address_on_network() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // An address for documentation: the system only looks up by which way it would go.
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_loopback() && !address.is_unspecified()).then_some(address)
}

fn greet(local: &str, away: Option<&str>, words: Words) {
    let mut out = std::io::stdout().lock();
    // Nobody reads: then nobody is told.
    let _ = writeln!(out, "{}", words.say("housekeeping-demo-here", &[("link", local.to_owned().into())]));
    if let Some(away) = away {
        let _ = writeln!(out, "{}", words.say("housekeeping-demo-phone", &[("link", away.to_owned().into())]));
    }
    let _ = writeln!(out, "{}", words.text("housekeeping-demo-stop"));
    let _ = out.flush();
}

/// Opens the browser where there is one; the link is printed all the same.
fn open_browser(link: &str) {
    let program: &[&str] = if cfg!(target_os = "macos") {
        &["open"]
    } else if cfg!(windows) {
        &["cmd", "/C", "start", ""]
    } else {
        &["xdg-open"]
    };
    let mut command = Command::new(program[0]);
    command.args(&program[1..]).arg(link).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Ok(mut opened) = command.spawn() {
        // Somebody has to wait for it, or it stays behind as a dead process.
        std::thread::spawn(move || opened.wait());
    }
}

/// The organisation with its owner and its survey; gives the owner.
fn make(tx: &mut Transaction<'_>, words: Words, now: Time) -> Result<Id, StoreError> {
    let language = words.language().code().to_owned();
    let organisation = NewOrganisation {
        name: words.text("housekeeping-demo-organisation"),
        language: language.clone(),
        zone: "UTC".to_owned(),
        sample: true,
    };
    let begun = now.plus_seconds(-120 * DAY);
    let scope = people::create_organisation(tx, &organisation, begun)?;
    let owner = NewMember {
        email: "owner@example.org".to_owned(),
        name: words.text("housekeeping-demo-owner"),
        language: language.clone(),
        role: Role::Owner,
        team: None,
        // No password has this hash: there is no way in but the links.
        password_hash: "!".to_owned(),
    };
    let owner = people::add_member(tx, &scope, &owner, begun)?;
    survey(tx, &scope, words, language, now)?;
    super::week::make(tx, &scope, &owner, words, now)?;
    super::said::make(tx, &scope, words.language().code(), now)?;
    super::practised::make(tx, &scope, &owner, words, now)?;
    Ok(owner)
}

fn survey(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    words: Words,
    language: String,
    now: Time,
) -> Result<(), StoreError> {
    let day = |days: i64| now.plus_seconds(days * DAY);
    let source = survey::builtin_source("servqual").unwrap_or_default();
    let asked = instruments::save(tx, scope, &format!("{source}{SEGMENTS}"), day(-120))?;
    let new = NewSurvey {
        title: words.text("housekeeping-demo-survey"),
        instrument: asked.id,
        instrument_version: asked.version,
        language: language.clone(),
        team: None,
        anonymous: true,
        pulse: Pulse::Off,
        ask_comment: true,
        thanks: String::new(),
        embed_origins: vec![],
        sample: true,
    };
    let made = surveys::create(tx, scope, &new, day(-120))?;
    let questions = instruments::questionnaire(tx, scope, &made.instrument, made.instrument_version)?;
    let (first, second): (Vec<_>, Vec<_>) = visitors().into_iter().partition(|visitor| !visitor.second);

    let title = words.text("housekeeping-demo-wave-finished");
    let finished =
        waves::open(tx, scope, &made.id, &NewWave { title, opens_at: day(-100), closes_at: None }, day(-100))?;
    answers::import(tx, scope, &finished.id, &[1; 32], &rows(&first, &questions, &language), day(-75))?;
    waves::close(tx, scope, &finished.id, day(-70))?;

    let title = words.text("housekeeping-demo-wave-running");
    let running = waves::open(tx, scope, &made.id, &NewWave { title, opens_at: day(-9), closes_at: None }, day(-9))?;
    let so_far = &second[..second.len().min(SO_FAR)];
    answers::import(tx, scope, &running.id, &[2; 32], &rows(so_far, &questions, &language), now)?;
    let label = words.text("housekeeping-demo-link");
    links::create(tx, scope, &made.id, LinkKind::Open, &label, &std::collections::BTreeMap::new(), now)?;
    Ok(())
}

/// Made-up visitors as answers to the questionnaire.
fn rows(visitors: &[Visitor], questions: &Questionnaire, language: &str) -> Vec<ImportedAnswer> {
    let row = |visitor: &Visitor| ImportedAnswer {
        line: visitor.id as u64,
        codes: questions
            .layout
            .columns
            .iter()
            .map(|column| visitor.answer(&column.name).unwrap_or(sums::MISSING))
            .collect(),
        segments: [("branch", visitor.branch), ("age", visitor.age)]
            .map(|(name, word)| (name.to_owned(), word.to_owned()))
            .into(),
        comment: None,
        seconds: Some(visitor.seconds),
        language: language.to_owned(),
        origin: answers::Origin::default(),
    };
    visitors.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use language::Language;
    use store::waves::WaveState;

    #[test]
    fn the_demonstration_has_a_finished_wave_and_a_running_one_in_every_language() {
        for language in Language::ALL {
            let folder = Folder::new().expect("there is room for temporary files");
            let url = DatabaseUrl::Sqlite(folder.0.join("demo.db"));
            let store = Store::open(&url, &Options { readers: 1, ..Options::default() }).expect("a new database opens");
            let now = Time::now();
            let made = store.write(move |tx| {
                make(tx, language.words(), now)?;
                let scope = people::operator_scope(tx, None)?;
                let organisation = people::organisation(tx, &scope)?;
                let survey = surveys::list(tx, &scope)?.remove(0);
                let waves = waves::list(tx, &scope, &survey.id)?;
                let links = links::list(tx, &scope, &survey.id)?;
                let said = store::comments::list(tx, &scope, &store::comments::Which::default(), None, 200)?;
                let checked = store::comments::checked(tx, &scope)?;
                Ok((organisation, survey, waves, links, (said, checked)))
            });
            let (organisation, survey, waves, links, (said, checked)) = made.wait().expect("the demonstration is made");
            assert!(organisation.sample && survey.sample, "made-up data are marked");
            let states: Vec<_> = waves.iter().map(|wave| (wave.state(now), wave.answers)).collect();
            assert_eq!(states, [(WaveState::Open, SO_FAR as i64), (WaveState::Closed, 150)]);
            assert_eq!(links.len(), 1);
            assert!(120 < said.len() && 30 <= checked.len(), "{} comments, {} checked", said.len(), checked.len());
        }
    }

    #[test]
    fn every_visitor_has_an_answer_where_the_questionnaire_asks() {
        let source = survey::builtin_source("servqual").expect("it is built in");
        let instrument = survey::parse(&format!("{source}{SEGMENTS}")).expect("the groups fit the questionnaire");
        assert_eq!(instrument.segments.len(), 2);
        let layout = survey::Layout::of(&instrument);
        let all = visitors();
        for column in &layout.columns {
            assert!(all.iter().any(|visitor| visitor.answer(&column.name).is_some()), "{}", column.name);
        }
    }
}
