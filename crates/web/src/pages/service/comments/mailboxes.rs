//! Connecting a mailbox whose messages become comments, and how reading it goes.
//!
//! Separate from bringing a file, which is done once: a mailbox is looked into every few minutes from then on. Who connects one gives the
//! password again before, and the mail server is asked at once whether it lets us in. The password of the mailbox is never shown.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use language::Words;
use serde::Deserialize;
use store::comments::Channel;
use store::limits::Rate;
use store::mailboxes::{self, Account, Mailbox, NewMailbox, Password, Security, Unread};
use store::{Id, Scope, StoreError, Time, Transaction, limits, touchpoints};

use super::{channel_name, channels};
use crate::App;
use crate::failure::Failure;
use crate::mailbox::{Trouble, try_out};
use crate::page::{Page, html, seen, words_of};
use crate::pages::desk::clock::Clock;
use crate::pages::office::{is_proved, require_proof};
use crate::pages::service::{Choice, id_of, id_or_none, refused, unprocessable};
use crate::visitor::{SignedIn, Visitor};

/// Where the list stands.
const HERE: &str = "/comments/mailboxes";
/// How often the people of an organisation may have a mail server asked.
const TRIALS: Rate = Rate { count: 60, seconds: 3600, burst: 10 };
/// Refused messages that are shown.
const LISTED: usize = 10;

#[derive(Template)]
#[template(path = "service/comments/mailboxes.html")]
struct Mailboxes {
    page: Page,
    w: Words,
    tab: &'static str,
    more: &'static str,
    problem: Option<String>,
    notice: Option<String>,
    proved: bool,
    mailboxes: Vec<Row>,
    fields: Fields,
    securities: Vec<Choice>,
    channels: Vec<Choice>,
    touchpoints: Vec<Choice>,
}

struct Row {
    id: String,
    name: String,
    place: String,
    goes_to: String,
    paused: bool,
    failing: bool,
    state: String,
    counts: Vec<(String, String)>,
    unread: Vec<String>,
    ask: String,
}

/// What the form holds.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Fields {
    host: String,
    port: String,
    security: String,
    login: String,
    password: String,
    folder: String,
    channel: String,
    site: String,
    touchpoint: String,
    since: String,
}

/// What is said above the list.
#[derive(Default)]
struct Said {
    problem: Option<String>,
    notice: Option<String>,
    fields: Fields,
}

impl Said {
    fn problem(problem: String) -> Self {
        Self { problem: Some(problem), ..Self::default() }
    }

    fn notice(notice: String) -> Self {
        Self { notice: Some(notice), ..Self::default() }
    }
}

pub(super) async fn show(State(app): State<App>, session: SignedIn, visitor: Visitor) -> Result<Response, Failure> {
    page(&app, &session, &visitor, Said::default()).await
}

async fn page(app: &App, session: &SignedIn, visitor: &Visitor, said: Said) -> Result<Response, Failure> {
    let (w, scope) = (words_of(session, visitor), session.scope.clone());
    let found = app.store.read(move |tx| {
        let all = mailboxes::list(tx, &scope)?;
        let with = |mailbox: Mailbox| mailboxes::refusals(tx, &scope, &mailbox.id).map(|unread| (mailbox, unread));
        let all = all.into_iter().map(with).collect::<Result<Vec<_>, _>>()?;
        Ok((all, touchpoints::list(tx, &scope, true)?))
    });
    let (all, places) = found.await?;
    let clock = Clock::new(&session.organisation.zone, w);
    let fields = Fields { password: String::new(), ..said.fields };
    let place = |one: &touchpoints::Touchpoint| Choice {
        value: one.id.to_string(),
        text: one.name.clone(),
        help: String::new(),
        chosen: one.id.as_str() == fields.touchpoint,
    };
    let wrong = said.problem.is_some();
    let response = html(&Mailboxes {
        page: Page::of(session, visitor, "service", w.text("comments-mailboxes-title")),
        w,
        tab: "comments",
        more: "mailboxes",
        problem: said.problem,
        notice: said.notice,
        proved: is_proved(session),
        mailboxes: all.into_iter().map(|(mailbox, unread)| row(w, &clock, mailbox, &unread, &places)).collect(),
        securities: securities(app, w, &fields.security),
        channels: channels(w, &Channel::ALL, Some(Channel::named(&fields.channel).unwrap_or(Channel::Mail))),
        touchpoints: places.iter().filter(|one| one.retired_at.is_none()).map(place).collect(),
        fields,
    })?;
    Ok(if wrong { unprocessable(response) } else { response })
}

/// The ways to protect the connection; without any only where the server may reach this machine, for tests.
fn securities(app: &App, w: Words, chosen: &str) -> Vec<Choice> {
    let offered = |security: &Security| *security != Security::Plain || app.settings.webhooks_to_private;
    let choice = |security: Security| Choice {
        value: security.name().to_owned(),
        text: w.text(&format!("comments-mailbox-security-{}", security.name())),
        help: String::new(),
        chosen: Security::named(chosen).unwrap_or(Security::Tls) == security,
    };
    Security::ALL.into_iter().filter(offered).map(choice).collect()
}

fn row(w: Words, clock: &Clock, mailbox: Mailbox, unread: &[Unread], places: &[touchpoints::Touchpoint]) -> Row {
    let at = |message: &str, time: Time| w.say(message, &[("time", clock.moment(time).into())]);
    let state = match (mailbox.paused_at, mailbox.failure.as_deref(), mailbox.read_at) {
        (Some(time), ..) => at("comments-mailbox-paused", time),
        (None, Some(failure), _) => {
            let since = mailbox.failing_since.unwrap_or(mailbox.made_at);
            let said = [
                ("time", clock.moment(since).into()),
                ("reason", sentence(w, failure).into()),
                ("next", clock.moment(mailbox.next_at).into()),
            ];
            w.say("comments-mailbox-failing", &said)
        }
        (None, None, Some(time)) => at("comments-mailbox-read", time),
        (None, None, None) => w.text("comments-mailbox-soon"),
    };
    let touchpoint = places.iter().find(|one| mailbox.touchpoint.as_ref() == Some(&one.id));
    let parts = [channel_name(w, mailbox.channel), mailbox.site.clone()];
    let parts = parts.into_iter().chain(touchpoint.map(|one| one.name.clone())).filter(|part| !part.is_empty());
    let count = |message: &str, count: i64| (w.text(message), w.count(count));
    Row {
        id: mailbox.id.to_string(),
        name: mailbox.login.clone(),
        place: format!("{}:{} · {}", mailbox.host, mailbox.port, mailbox.folder),
        goes_to: parts.collect::<Vec<_>>().join(" · "),
        paused: mailbox.paused_at.is_some(),
        failing: mailbox.failure.is_some(),
        state,
        counts: vec![
            count("comments-mailbox-added", mailbox.added),
            count("comments-mailbox-again", mailbox.again),
            count("comments-mailbox-refused", mailbox.refused),
        ],
        unread: unread.iter().take(LISTED).map(|one| line(w, clock, one)).collect(),
        ask: w.say("comments-mailbox-disconnect-ask", &[("login", mailbox.login.as_str().into())]),
    }
}

/// A message that was not taken, and why.
fn line(w: Words, clock: &Clock, unread: &Unread) -> String {
    let reason = match unread.reason.as_str() {
        "large" => "comments-mailbox-unread-large",
        "empty" => "comments-mailbox-unread-empty",
        "long" => "comments-mailbox-unread-long",
        "unfit" => "comments-mailbox-unread-unfit",
        "server" => "comments-mailbox-unread-server",
        _ => "comments-mailbox-unread-refused",
    };
    // Whole megabytes: it is about more than twenty of them.
    let megabytes = unread.bytes / (1 << 20);
    let when = unread.came_at.map_or_else(|| "–".to_owned(), |time| clock.moment(time));
    let reason = w.say(reason, &[("megabytes", megabytes.into())]);
    w.say("comments-mailbox-unread", &[("time", when.into()), ("reason", reason.into())])
}

/// Why a mailbox cannot be read, in a sentence.
fn sentence(w: Words, code: &str) -> String {
    w.text(match code {
        "spelling" => "comments-mailbox-trouble-spelling",
        "inward" => "comments-mailbox-trouble-inward",
        "unknown" => "comments-mailbox-trouble-unknown",
        "refused" => "comments-mailbox-trouble-refused",
        "slow" => "comments-mailbox-trouble-slow",
        "certificate" => "comments-mailbox-trouble-certificate",
        "tls" => "comments-mailbox-trouble-tls",
        "method" => "comments-mailbox-trouble-method",
        mailboxes::LOGIN => "comments-mailbox-trouble-login",
        "folder" => "comments-mailbox-trouble-folder",
        "unavailable" => "comments-mailbox-trouble-unavailable",
        "withheld" => "comments-mailbox-trouble-withheld",
        "reply" => "comments-mailbox-trouble-reply",
        "fault" => "comments-mailbox-trouble-fault",
        _ => "comments-mailbox-trouble-connection",
    })
}

impl Fields {
    /// The day of the first message that is taken, in days since 1970; none for all. What is no day is refused: it is not "all".
    fn first_day(&self) -> Result<Option<i64>, StoreError> {
        let text = self.since.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let days = |day: Date| Date::constant(1970, 1, 1).until(day).map(|span| i64::from(span.get_days()));
        let days = text.parse().and_then(days);
        days.map(Some).map_err(|_| StoreError::Refused("comments-mailbox-since-unfit", vec![]))
    }

    /// What was typed as a mailbox.
    fn parsed(&self, since: Option<i64>) -> Result<NewMailbox, Failure> {
        let security = Security::named(&self.security).unwrap_or(Security::Tls);
        let port = match self.port.trim() {
            "" => security.usual_port(),
            // What is no port is refused with the name of the server.
            text => text.parse().unwrap_or(0),
        };
        Ok(NewMailbox {
            account: Account {
                host: self.host.clone(),
                port,
                security,
                login: self.login.clone(),
                password: Password::new(self.password.clone()),
                folder: self.folder.clone(),
            },
            channel: Channel::named(&self.channel).unwrap_or(Channel::Mail),
            site: self.site.clone(),
            touchpoint: id_or_none(&self.touchpoint)?,
            since,
        })
    }
}

/// Asks the mail server whether it lets us in; it is not asked too often.
async fn tried(app: &App, session: &SignedIn, account: Account) -> Result<Result<(), Trouble>, Failure> {
    let bucket = format!("mailbox:{}", session.organisation.id);
    app.store.write(move |tx| limits::take(tx, &bucket, TRIALS, Time::now())).await?;
    Ok(try_out(app, account).await)
}

/// Connects a mailbox once its server has let us in.
pub(super) async fn connect(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    require_proof(&session, HERE)?;
    let w = words_of(&session, &visitor);
    let again = |problem: String| Said { problem: Some(problem), fields: fields.clone(), ..Said::default() };
    let since = match fields.first_day() {
        Ok(since) => since,
        Err(error) => return page(&app, &session, &visitor, again(refused(error, w)?)).await,
    };
    let mut new = fields.parsed(since)?;
    match new.account.checked() {
        Ok(account) => new.account = account,
        Err(error) => return page(&app, &session, &visitor, again(refused(error, w)?)).await,
    }
    if let Err(trouble) = tried(&app, &session, new.account.clone()).await? {
        return page(&app, &session, &visitor, again(sentence(w, trouble.code()))).await;
    }
    let scope = session.scope.clone();
    match app.store.write(move |tx| mailboxes::connect(tx, &scope, &new, Time::now())).await {
        Ok(_) => Ok(seen(HERE)),
        Err(error) => {
            let problem = refused(error, w)?;
            page(&app, &session, &visitor, again(problem)).await
        }
    }
}

/// Tries a mailbox that is connected.
pub(super) async fn test(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(named): Path<String>,
) -> Result<Response, Failure> {
    let (w, scope, id) = (words_of(&session, &visitor), session.scope.clone(), id_of(&named)?);
    let account = app.store.read(move |tx| mailboxes::account(tx, &scope, &id)).await?;
    let said = match tried(&app, &session, account).await? {
        Ok(()) => Said::notice(w.text("comments-mailbox-tried")),
        Err(trouble) => Said::problem(sentence(w, trouble.code())),
    };
    page(&app, &session, &visitor, said).await
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Renewed {
    password: String,
}

/// Gives a mailbox another password once its server has let us in with it.
pub(super) async fn renew(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    Path(named): Path<String>,
    Form(renewed): Form<Renewed>,
) -> Result<Response, Failure> {
    require_proof(&session, HERE)?;
    let (w, scope, id) = (words_of(&session, &visitor), session.scope.clone(), id_of(&named)?);
    let (by, mailbox) = (scope.clone(), id.clone());
    let mut account = app.store.read(move |tx| mailboxes::account(tx, &by, &mailbox)).await?;
    account.password = Password::new(renewed.password);
    let account = match account.checked() {
        Ok(account) => account,
        Err(error) => return page(&app, &session, &visitor, Said::problem(refused(error, w)?)).await,
    };
    let password = account.password.clone();
    if let Err(trouble) = tried(&app, &session, account).await? {
        return page(&app, &session, &visitor, Said::problem(sentence(w, trouble.code()))).await;
    }
    app.store.write(move |tx| mailboxes::renew(tx, &scope, &id, password, Time::now())).await?;
    Ok(seen(HERE))
}

async fn act(
    app: &App,
    session: &SignedIn,
    named: &str,
    job: impl FnOnce(&mut Transaction<'_>, &Scope, &Id, Time) -> Result<(), StoreError> + Send + 'static,
) -> Result<Response, Failure> {
    let (id, scope) = (id_of(named)?, session.scope.clone());
    app.store.write(move |tx| job(tx, &scope, &id, Time::now())).await?;
    Ok(seen(HERE))
}

pub(super) async fn pause(
    State(app): State<App>,
    session: SignedIn,
    Path(named): Path<String>,
) -> Result<Response, Failure> {
    act(&app, &session, &named, mailboxes::pause).await
}

pub(super) async fn resume(
    State(app): State<App>,
    session: SignedIn,
    Path(named): Path<String>,
) -> Result<Response, Failure> {
    act(&app, &session, &named, mailboxes::resume).await
}

pub(super) async fn disconnect(
    State(app): State<App>,
    session: SignedIn,
    Path(named): Path<String>,
) -> Result<Response, Failure> {
    let gone = act(&app, &session, &named, mailboxes::disconnect).await?;
    // The password leaves the database's own log, too. Somebody who reads may hold that up; then it leaves with the next one.
    if let Err(error) = app.store.erase_traces().await {
        tracing::warn!(%error, "the traces of a mailbox are still there");
    }
    Ok(gone)
}
