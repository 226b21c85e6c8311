//! `cargo xtask api`: the description of the API and the server held against each other by schemathesis.
//!
//! Separate from the tests in Rust, which ask what we thought of: this makes up requests from the document alone, right ones
//! and wrong ones, one by one and in sequences. Whatever the document does not say, and every failure of the server, fails
//! the run. Schemathesis comes from the package index into an environment of its own below `target/`.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use service::Factor;
use service::commitment::Kind;
use service::due::DueRule;
use service::moment::Judgement;
use service::recovery::Channel;
use store::customers::NewCustomer;
use store::links::LinkKind;
use store::mailboxes::{Account, NewMailbox, Password, Security};
use store::people::{NewMember, NewOrganisation};
use store::surveys::{NewSurvey, Pulse};
use store::tokens::TokenScope;
use store::waves::NewWave;
use store::webhooks::Event;
use store::{
    DatabaseUrl, Id, Options, Role, Scope, Store, StoreError, Time, Transaction, answers, cases, commitments,
    customers, instruments, invitees, links, moments, people, problems, promises, sessions, staff_invitations, surveys,
    tokens, touchpoints, waves, webhooks,
};

use crate::postgres::Cluster;
use crate::shell::{Failure, While, cargo, fresh_folder, root, run as start, target};

/// The version is written down, so that a run of today and one of next year ask the same.
const SCHEMATHESIS: &str = "schemathesis==4.32.5";
/// Requests per operation that are made up at random, for whoever may do everything; others get fewer.
const EXAMPLES: u32 = 40;
/// A reply may take so many seconds, on a development build and a busy machine.
const SECONDS_MAX: &str = "10";
/// Answers in the wave: enough for a report.
const ANSWERS: u64 = 40;

/// Who asks.
struct Caller {
    name: &'static str,
    token: Option<String>,
    /// Whether what varies in addresses is always there.
    known: bool,
    examples: u32,
}

/// A database with something of every kind, and who may come in.
struct Town {
    /// For everything.
    owner: String,
    /// Somebody who could make a token for everything and may only look now.
    viewer: String,
    /// What stands for each name in an address.
    things: BTreeMap<&'static str, String>,
}

/// All runs, as in CI.
pub fn check() -> Result<(), Failure> {
    run(EXAMPLES)
}

/// All runs: on a file as the owner and as nobody, on PostgreSQL as the owner who names what is there and as a viewer.
pub fn run(examples: u32) -> Result<(), Failure> {
    let python = environment()?;
    start(&mut cargo("build --package rater"))?;
    let few = (examples / 4).max(2);
    let folder = fresh_folder("api/sqlite")?;
    let url = DatabaseUrl::Sqlite(folder.join("rater.db"));
    let town = furnished(&url)?;
    let owner = Caller { name: "owner", token: Some(town.owner.clone()), known: false, examples };
    let nobody = Caller { name: "anonymous", token: None, known: true, examples: few };
    held_against(&python, &folder, &url, &town, &[nobody, owner])?;

    let cluster = Cluster::start("api-postgres")?;
    let folder = fresh_folder("api/postgres")?;
    let url = DatabaseUrl::Postgres(cluster.url().to_owned());
    let town = furnished(&url)?;
    let viewer = Caller { name: "viewer", token: Some(town.viewer.clone()), known: true, examples: few };
    let owner = Caller { name: "owner-known", token: Some(town.owner.clone()), known: true, examples };
    // The viewer first: the owner takes away what is there.
    held_against(&python, &folder, &url, &town, &[viewer, owner])
}

/// A Python of our own with schemathesis in it.
fn environment() -> Result<PathBuf, Failure> {
    let home = target().join("api/python");
    let python = home.join("bin").join("python");
    let ready = home.join("ready");
    if std::fs::read_to_string(&ready).ok().as_deref() != Some(SCHEMATHESIS) {
        start(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&home))?;
        start(Command::new(&python).args(["-m", "pip", "install", "--quiet", SCHEMATHESIS]))?;
        std::fs::write(ready, SCHEMATHESIS).doing("Cannot mark the environment as ready")?;
    }
    Ok(python)
}

/// Lets everybody ask a server on this database, one after the other.
fn held_against(
    python: &Path,
    folder: &Path,
    url: &DatabaseUrl,
    town: &Town,
    callers: &[Caller],
) -> Result<(), Failure> {
    let server = Server::start(url, &folder.join("server.log"))?;
    for caller in callers {
        let asked = asked_by(python, folder, &server.base, town, caller);
        let log = std::fs::read_to_string(folder.join("server.log")).unwrap_or_default();
        asked.map_err(|failure| Failure::new(format!("{failure}\nAs {}. The server said:\n{log}", caller.name)))?;
        // A panic ends one request with a 500, which is told above; this is for one that nobody waited for.
        if log.contains("panicked") {
            return Err(Failure::new(format!("the server panicked:\n{log}")));
        }
    }
    Ok(())
}

fn asked_by(python: &Path, folder: &Path, base: &str, town: &Town, caller: &Caller) -> Result<(), Failure> {
    println!("── api as {} ──", caller.name);
    let config = folder.join(format!("{}.toml", caller.name));
    std::fs::write(&config, configuration(town, caller)).doing("Cannot write the configuration")?;
    let mut command = Command::new(python);
    command.args(["-m", "schemathesis.cli", "--config-file"]).arg(&config).arg("run");
    command.arg(format!("{base}/api/v1/openapi.json"));
    command.args(["--phases", "examples,coverage,fuzzing,stateful", "--checks", "all", "--mode", "all"]);
    command.args(["--max-examples", &caller.examples.to_string(), "--seed", "1", "--generation-database", "none"]);
    command.args(["--max-response-time", SECONDS_MAX, "--continue-on-failure", "--no-color", "--warnings", "off"]);
    // Its own token is not among what it may take back: whoever did that would ask on as nobody.
    command.args(["--exclude-path", "/api/v1/tokens/{token}", "--report", "ndjson", "--report-dir"]).arg(folder);
    if let Some(token) = &caller.token {
        command.arg("--header").arg(format!("Authorization: Bearer {token}"));
    }
    command.env("RATER_API_WORDS", root().join("locales/en/api.ftl")).env("PYTHONDONTWRITEBYTECODE", "1");
    command.env("NO_PROXY", "127.0.0.1").current_dir(folder);
    start(&mut command)
}

/// What schemathesis is told in a file: our own check, and ids that are there.
fn configuration(town: &Town, caller: &Caller) -> String {
    let hooks = root().join("xtask/src/api_check.py");
    let mut text = format!("hooks = {:?}\n\n[checks.positive_data_acceptance]\n", hooks.display().to_string());
    // A schema cannot say that a name is taken, that a text is a questionnaire, or that a cursor is ours. What it can say is
    // held against these replies by the hooks.
    text.push_str("expected-statuses = [\"2xx\", \"3xx\", 400, 401, 403, 404, 409, 422]\n");
    if caller.known {
        text.push_str("\n[parameters]\n");
        for (name, thing) in &town.things {
            let quoted = if *name == "version" { thing.clone() } else { format!("{thing:?}") };
            text.push_str(&format!("\"path.{name}\" = {quoted}\n"));
        }
    }
    text
}

/// A server of ours in a process of its own, on a database that was furnished before.
pub struct Server {
    child: Child,
    /// `http://127.0.0.1:port`.
    pub base: String,
}

impl Server {
    /// Starts it, and waits until it says where it listens. What it complains of goes to the log.
    pub fn start(url: &DatabaseUrl, log: &Path) -> Result<Self, Failure> {
        let database = match url {
            DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
            DatabaseUrl::Postgres(url) => url.clone(),
        };
        let log = std::fs::File::create(log).doing("Cannot write the server's log")?;
        let mut child = Command::new(target().join("debug/rater"))
            .args(["serve", "--lang", "en", "--listen", "127.0.0.1:0", "--token-rate", "1000000"])
            .args(["--database", &database])
            .env("RATER_LOG", "error")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .doing("Cannot start the server")?;
        let mut said = BufReader::new(child.stdout.take().ok_or_else(|| Failure::new("the server has no output"))?);
        let mut line = String::new();
        said.read_line(&mut line).doing("The server says nothing")?;
        let mut server = Self { child, base: String::new() };
        let Some(address) = line.trim().rsplit_once("http://").map(|(_, address)| address.to_owned()) else {
            let _ = server.child.kill();
            return Err(Failure::new(format!("no address in `{line}`")));
        };
        server.base = format!("http://{address}");
        // Whatever it says later is read, so that it never waits for us.
        std::thread::spawn(move || said.read_to_end(&mut Vec::new()));
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An organisation with something of every kind, in a new database.
fn furnished(url: &DatabaseUrl) -> Result<Town, Failure> {
    let store = Store::open(url, &Options::default()).doing("Cannot make a database")?;
    store.write(furnish).wait().doing("Cannot furnish a database")
}

fn furnish(tx: &mut Transaction<'_>) -> Result<Town, StoreError> {
    let now = Time::now();
    let new = NewOrganisation { name: "Town".into(), language: "en".into(), zone: "UTC".into(), sample: false };
    let scope = people::create_organisation(tx, &new, now)?;
    // The operator's word never ends; a person's could be taken away by the person's own token.
    let organisation = people::organisation(tx, &scope)?.id;
    let operator = people::operator_scope(tx, Some(&organisation))?;
    let all = TokenScope::all();
    let owner = tokens::create(tx, &operator, "owner", &all, 30, now)?.1;
    let member = |tx: &mut Transaction<'_>, name: &str| {
        let new = NewMember {
            email: format!("{name}@town.example"),
            name: name.to_owned(),
            language: "en".to_owned(),
            role: Role::Owner,
            team: None,
            password_hash: "!".to_owned(),
        };
        people::add_member(tx, &scope, &new, now)
    };
    member(tx, "keeper")?;
    let looker = member(tx, "looker")?;
    let own = scope_of(tx, &looker, now)?;
    let viewer = tokens::create(tx, &own, "viewer", &all, 30, now)?.1;
    people::set_role(tx, &scope, &looker, Role::Viewer, None, now)?;
    let colleague = member(tx, "colleague")?;
    let things = things(tx, &scope, &colleague, now)?;
    Ok(Town { owner: owner.reveal().to_owned(), viewer: viewer.reveal().to_owned(), things })
}

/// The scope of somebody, as signing in gives it.
fn scope_of(tx: &mut Transaction<'_>, user: &Id, now: Time) -> Result<Scope, StoreError> {
    let secret = sessions::begin(tx, user, None, now)?;
    let found = sessions::find(tx, &secret.hash(), now)?.ok_or(StoreError::NotFound)?;
    sessions::end(tx, &secret.hash(), now)?;
    Ok(found.scope)
}

fn things(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    colleague: &Id,
    now: Time,
) -> Result<BTreeMap<&'static str, String>, StoreError> {
    let source = survey::builtin_source("rater-pulse").unwrap_or_default();
    let asked = instruments::save(tx, scope, source, now)?;
    let team = people::create_team(tx, scope, "Front desk", now)?;
    let new = NewSurvey {
        title: "Your visit".into(),
        instrument: asked.id.clone(),
        instrument_version: asked.version,
        language: "en".into(),
        team: None,
        anonymous: false,
        pulse: Pulse::Off,
        ask_comment: true,
        thanks: String::new(),
        embed_origins: vec![],
        sample: false,
    };
    let survey = surveys::create(tx, scope, &new, now)?;
    let wave = NewWave { title: "First".into(), opens_at: now, closes_at: None };
    let wave = waves::open(tx, scope, &survey.id, &wave, now)?;
    let link = links::create(tx, scope, &survey.id, LinkKind::Open, "Door", &BTreeMap::new(), now)?;
    let person = invitees::NewInvitee {
        email: "somebody@town.example".into(),
        language: "en".into(),
        ..invitees::NewInvitee::default()
    };
    invitees::import(tx, scope, &wave.id, vec![person], now)?;
    let invitee = invitees::list(tx, scope, &wave.id, None, 1)?.remove(0);
    let (webhook, _) = webhooks::create(tx, scope, "https://hook.example/", &Event::ALL, now)?;
    let mailbox = store::mailboxes::connect(
        tx,
        scope,
        &NewMailbox {
            account: Account {
                host: "imap.town.example".into(),
                port: 993,
                security: Security::Tls,
                login: "us@town.example".into(),
                password: Password::new("nothing".into()),
                folder: String::new(),
            },
            channel: store::comments::Channel::Mail,
            site: String::new(),
            touchpoint: None,
            since: None,
        },
        now,
    )?;
    staff_invitations::invite(tx, scope, "new@town.example", Role::Viewer, None, now)?;
    let invitation = staff_invitations::list(tx, scope, now)?.remove(0);
    let questions = instruments::questionnaire(tx, scope, &survey.instrument, survey.instrument_version)?;
    let row = |line: u64| answers::ImportedAnswer {
        line,
        codes: questions
            .layout
            .columns
            .iter()
            .zip(0_u64..)
            .map(|(_, place)| 1 + ((line * 7 + place * 3) % 5) as u8)
            .collect(),
        segments: BTreeMap::new(),
        comment: line.is_multiple_of(5).then(|| "Thank you".to_owned()),
        seconds: Some(40),
        language: "en".into(),
        origin: answers::Origin::default(),
    };
    let rows: Vec<_> = (1..=ANSWERS).map(row).collect();
    answers::import(tx, scope, &wave.id, &[7; 32], &rows, now)?;
    let answer = store::listing::responses(tx, scope, &wave.id, None, 1)?.items.remove(0);
    let mut all = served(tx, scope, colleague, now)?;
    all.extend(BTreeMap::from([
        ("answer", answer.attempt.to_string()),
        ("instrument", asked.id),
        ("invitation", invitation.id.to_string()),
        ("invitee", invitee.id.to_string()),
        ("link", link.id.to_string()),
        ("member", colleague.to_string()),
        ("survey", survey.id.to_string()),
        ("team", team.to_string()),
        ("template", "servqual".to_owned()),
        ("version", asked.version.to_string()),
        ("wave", wave.id.to_string()),
        ("webhook", webhook.to_string()),
        ("mailbox", mailbox.to_string()),
    ]));
    Ok(all)
}

/// Something of every kind of service.
fn served(
    tx: &mut Transaction<'_>,
    scope: &Scope,
    colleague: &Id,
    now: Time,
) -> Result<BTreeMap<&'static str, String>, StoreError> {
    let touchpoint = touchpoints::create(tx, scope, "Counter", now)?;
    let known = NewCustomer { name: "Somebody".into(), ..NewCustomer::default() };
    let customer = customers::create(tx, scope, &known, now)?;
    let fact = customers::NewFact {
        factor: Factor::Empathy,
        words: "Speaks softly".into(),
        source: String::new(),
        first: true,
        confirm_days: 365,
        expires_at: None,
    };
    let fact = customers::note_fact(tx, scope, &customer, &fact, now)?;
    let moment = moments::NewMoment {
        touchpoint: touchpoint.clone(),
        customer: Some(customer.clone()),
        at: now,
        judgements: [Judgement::Met; 5],
        words: String::new(),
    };
    let moment = moments::note(tx, scope, &moment, now)?.id;
    let commitment = commitments::NewCommitment {
        kind: Kind::Guarantee,
        factor: Factor::Reliability,
        words: "Ready in a day".into(),
        source: String::new(),
        competitor: String::new(),
        can_do: String::new(),
        we_say: String::new(),
        said_by: String::new(),
        minutes: Some(60),
        published: true,
    };
    let commitment = commitments::create(tx, scope, &commitment, now)?;
    let promise = promises::NewPromise {
        customer: Some(customer.clone()),
        commitment: Some(commitment.clone()),
        touchpoint: Some(touchpoint.clone()),
        factor: Factor::Reliability,
        told: "Ready tomorrow".into(),
        words: String::new(),
        owner: Some(colleague.clone()),
        due: DueRule::Within { minutes: 600 },
    };
    let promise = promises::make(tx, scope, &promise, now)?;
    let mut case = cases::NewCase::by_hand("The bill was wrong".into(), Channel::Message);
    case.customer = Some(customer.clone());
    let case = cases::open(tx, scope, &case, now)?;
    let problem = problems::create(tx, scope, "Bills", Factor::Reliability, now)?;
    Ok(BTreeMap::from([
        ("case", case.to_string()),
        ("commitment", commitment.to_string()),
        ("customer", customer.to_string()),
        ("fact", fact.to_string()),
        ("moment", moment.to_string()),
        ("playbook", "general".to_owned()),
        ("problem", problem.to_string()),
        ("promise", promise.to_string()),
        ("touchpoint", touchpoint.to_string()),
    ]))
}
