//! A browser without script, as far as the answer page needs one, and surveys to answer.
//!
//! Separate from the tests. It reads forms as a browser would: what stands in a `template` is not there, and every field of the
//! form goes along with the button that was pressed.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part of this")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use store::links::{Link, LinkKind};
use store::people::NewOrganisation;
use store::surveys::{NewSurvey, Pulse, Survey};
use store::waves::{NewWave, Wave};
use store::{DatabaseUrl, Options, Scope, Store, Time, instruments, invitees, links, listing, people, surveys, waves};
use tower::ServiceExt;
use web::{App, Settings};

/// A server on an empty database, and one organisation in it.
pub struct House {
    pub app: App,
    pub router: Router,
    pub store: Store,
    pub scope: Scope,
    folder: PathBuf,
}

impl Drop for House {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

/// A survey with an open wave and a link of each kind.
pub struct Asked {
    pub survey: Survey,
    pub wave: Wave,
    pub open: Link,
    pub kiosk: Link,
    pub embedded: Link,
}

/// What makes a survey of a test.
pub struct Plan<'a> {
    pub toml: &'a str,
    pub title: &'a str,
    pub language: &'a str,
    pub pulse: Pulse,
    pub anonymous: bool,
}

impl House {
    pub async fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("answer_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        let store =
            Store::open(&DatabaseUrl::Sqlite(folder.join("rater.db")), &Options::default()).expect("an empty store");
        let address = "127.0.0.1:0".parse().expect("an address");
        let app = App::new(store.clone(), Settings::new(address));
        let new = NewOrganisation {
            name: "Klinik Melati".to_owned(),
            language: "en".to_owned(),
            zone: "Asia/Jakarta".to_owned(),
            sample: false,
        };
        let scope = store.write(move |tx| people::create_organisation(tx, &new, Time::now())).await.expect("made");
        Self { router: web::operation::router(&app), app, store, scope, folder }
    }

    pub async fn ask(&self, plan: Plan<'_>) -> Asked {
        let scope = self.scope.clone();
        let toml = plan.toml.to_owned();
        let new = NewSurvey {
            title: plan.title.to_owned(),
            instrument: String::new(),
            instrument_version: 1,
            language: plan.language.to_owned(),
            team: None,
            anonymous: plan.anonymous,
            pulse: plan.pulse,
            ask_comment: true,
            thanks: String::new(),
            embed_origins: vec!["https://help.example.org".to_owned(), "https://x.example;script-src *".to_owned()],
            sample: false,
        };
        let made = self.store.write(move |tx| {
            let now = Time::now();
            let version = instruments::save(tx, &scope, &toml, now)?;
            let new = NewSurvey { instrument: version.id.clone(), instrument_version: version.version, ..new };
            let survey = surveys::create(tx, &scope, &new, now)?;
            let wave = NewWave { title: "2026".to_owned(), opens_at: now, closes_at: None };
            let wave = waves::open(tx, &scope, &survey.id, &wave, now)?;
            let hidden = BTreeMap::new();
            let mut link = |kind, label| links::create(tx, &scope, &survey.id, kind, label, &hidden, now);
            let (open, kiosk) = (link(LinkKind::Open, "door")?, link(LinkKind::Kiosk, "desk")?);
            let embedded = link(LinkKind::Embedded, "help desk")?;
            Ok(Asked { survey, wave, open, kiosk, embedded })
        });
        made.await.expect("a survey can be made")
    }

    /// An invitation, as it stands in a mail.
    pub async fn invite(&self, asked: &Asked) -> String {
        let (scope, wave) = (self.scope.clone(), asked.wave.id.clone());
        let person = invitees::NewInvitee {
            email: "sari@example.org".to_owned(),
            name: "Sari".to_owned(),
            language: "id".to_owned(),
            segments: BTreeMap::new(),
        };
        let made = self.store.write(move |tx| {
            invitees::import(tx, &scope, &wave, vec![person], Time::now())?;
            let listed = invitees::list(tx, &scope, &wave, None, 10)?;
            let invitee = listed.first().ok_or(store::StoreError::NotFound)?;
            invitees::issue_token(tx, &scope, &invitee.id, Time::now())
        });
        made.await.expect("an invitation").reveal().to_owned()
    }

    pub async fn close(&self, asked: &Asked) {
        let (scope, wave) = (self.scope.clone(), asked.wave.id.clone());
        self.store.write(move |tx| waves::close(tx, &scope, &wave, Time::now())).await.expect("closed");
    }

    pub async fn responses(&self, asked: &Asked) -> Vec<listing::Response> {
        let (scope, wave) = (self.scope.clone(), asked.wave.id.clone());
        let read = self.store.read(move |tx| listing::responses(tx, &scope, &wave, None, 100));
        read.await.expect("a list").items
    }

    /// As if the answers under way had been begun so much earlier.
    pub fn age_drafts(&self, seconds: i64) {
        use store::engine::{Connection, SqliteConnection, Value};
        let mut past = SqliteConnection::open_writing(&self.folder.join("rater.db")).expect("the file");
        let earlier = "UPDATE drafts SET begun_at = begun_at - ?1";
        past.execute(earlier, &[Value::from(seconds * 1000)]).expect("drafts are older");
    }

    /// Every row of every table that a visitor could change, as one text.
    pub fn rows(&self) -> String {
        use store::engine::{Connection, SqliteConnection};
        let mut past = SqliteConnection::open_reading(&self.folder.join("rater.db")).expect("the file");
        let mut all = String::new();
        for table in
            ["responses", "drafts", "invitees", "waves", "segment_values", "limits", "outbox", "audit", "links"]
        {
            past.query_each(&format!("SELECT * FROM {table}"), &[], &mut |row| {
                all.push_str(&format!("{table} {row:?}\n"));
                Ok(())
            })
            .expect("a table");
        }
        all
    }
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Reply {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub fn location(&self) -> String {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text);
        self.header("location").to_owned()
    }

    /// The page without what a browser without script does not see.
    pub fn seen(&self) -> String {
        let mut seen = String::new();
        let mut rest = self.text.as_str();
        while let Some((before, after)) = rest.split_once("<template") {
            seen.push_str(before);
            rest = after.split_once("</template>").map_or("", |(_, after)| after);
        }
        seen + rest
    }
}

/// A browser without script.
pub struct Browser<'a> {
    pub house: &'a House,
    pub cookies: BTreeMap<String, String>,
    pub at: String,
    pub page: Reply,
    /// From where it connects.
    pub peer: Option<std::net::SocketAddr>,
    /// For whom a proxy says that it asks.
    pub forwarded: Option<&'static str>,
}

impl<'a> Browser<'a> {
    pub async fn open(house: &'a House, address: &str) -> Browser<'a> {
        let empty = Reply { status: StatusCode::OK, headers: HeaderMap::new(), text: String::new() };
        let mut browser =
            Browser { house, cookies: BTreeMap::new(), at: String::new(), page: empty, peer: None, forwarded: None };
        browser.go(address).await;
        browser
    }

    /// Opens an address and follows where it leads.
    pub async fn go(&mut self, address: &str) {
        let mut address = address.to_owned();
        for _ in 0..5 {
            let reply = self.send(Method::GET, &address, None).await;
            self.at.clone_from(&address);
            if reply.status != StatusCode::SEE_OTHER {
                self.page = reply;
                return;
            }
            address = reply.location();
        }
        panic!("redirected for ever at {address}");
    }

    pub async fn send(&mut self, method: Method, address: &str, body: Option<String>) -> Reply {
        self.send_as(method, address, body, "text/html").await
    }

    pub async fn send_as(&mut self, method: Method, address: &str, body: Option<String>, accept: &str) -> Reply {
        let mut request = Request::builder().method(method).uri(address).header(header::HOST, "localhost");
        request = request.header(header::ACCEPT, accept);
        if !self.cookies.is_empty() {
            let all: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, all.join("; "));
        }
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            request = request.header("sec-fetch-site", "same-origin");
        }
        if let Some(client) = self.forwarded {
            request = request.header("x-forwarded-for", client);
        }
        if let Some(peer) = self.peer {
            request = request.extension(web::visitor::Peer(peer));
        }
        let request = request.body(Body::from(body.unwrap_or_default())).expect("a request");
        let response = self.house.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let text = String::from_utf8_lossy(&to_bytes(body, 1 << 24).await.expect("a body")).into_owned();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().expect("text").split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').expect("a pair");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        Reply { status: parts.status, headers: parts.headers, text }
    }

    /// Fills fields, presses a button, and follows where it leads.
    pub async fn press(&mut self, button: &str, fields: &[(&str, &str)]) {
        let (action, body) = self.form(button, fields);
        let reply = self.send(Method::POST, &action, Some(body)).await;
        if reply.status == StatusCode::SEE_OTHER {
            let place = reply.location();
            self.go(&place).await;
        } else {
            self.page = reply;
        }
    }

    /// Where the form goes, and what it says when a button is pressed.
    pub fn form(&self, button: &str, fields: &[(&str, &str)]) -> (String, String) {
        let seen = self.page.seen();
        let form = between(&seen, "<form id=\"answer\"", "</form>").first().copied().expect("a form to answer");
        let mut pairs: Vec<(String, String)> = Vec::new();
        for input in between(form, "<input", ">") {
            let name = attribute(input, "name").unwrap_or_default();
            let value = attribute(input, "value").unwrap_or_default();
            let chosen = input.contains(" checked");
            let filled = fields.iter().find(|(field, _)| *field == name);
            let kind = attribute(input, "type").unwrap_or_default();
            match (kind.as_str(), filled) {
                ("radio", Some((_, wanted))) => {
                    if value == *wanted {
                        pairs.push((name, value));
                    }
                }
                ("radio", None) => {
                    if chosen {
                        pairs.push((name, value));
                    }
                }
                (_, Some((_, wanted))) => pairs.push((name, (*wanted).to_owned())),
                _ => pairs.push((name, value)),
            }
        }
        for area in between(form, "<textarea", "</textarea>") {
            let name = attribute(area, "name").unwrap_or_default();
            let filled = fields.iter().find(|(field, _)| *field == name).map(|(_, value)| (*value).to_owned());
            pairs.push((name, filled.unwrap_or_else(|| area.split_once('>').map_or("", |(_, text)| text).to_owned())));
        }
        let (name, value) = self.button(&seen, button);
        pairs.push((name, value));
        for (field, _) in fields {
            assert!(pairs.iter().any(|(name, _)| name == field), "no field {field} on {}", self.at);
        }
        let action = attribute(form, "action").expect("an action");
        let body: Vec<String> =
            pairs.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        (action, body.join("&"))
    }

    fn button(&self, seen: &str, wanted: &str) -> (String, String) {
        let buttons = between(seen, "<button", ">");
        let named = buttons.iter().filter_map(|button| Some((attribute(button, "name")?, attribute(button, "value")?)));
        let found = named.into_iter().find(|(name, value)| name == wanted || value.ends_with(&format!(":{wanted}")));
        found.unwrap_or_else(|| panic!("no button {wanted} on {}", self.at))
    }

    /// The fields that ask something on the step that is seen, each once.
    pub fn asked(&self) -> Vec<String> {
        let seen = self.page.seen();
        let mut names: Vec<String> = Vec::new();
        for input in between(&seen, "<input", ">") {
            let name = attribute(input, "name").unwrap_or_default();
            let number = name.strip_prefix(['q', 'g']).is_some_and(|rest| rest.parse::<u32>().is_ok());
            if number && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

pub fn between<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    text.split(open).skip(1).filter_map(|rest| rest.split_once(close).map(|(part, _)| part)).collect()
}

pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(rest.split_once('"')?.0.replace("&#38;", "&"))
}

pub fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric();
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
