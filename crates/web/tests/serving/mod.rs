//! A server with one organisation and somebody of each role, over the real router: for the tests of the service.
//!
//! Separate from the tests, which several files of pages have. Requests come from loopback, as the first user's do.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part of this")]

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use store::people::{NewMember, NewOrganisation};
use store::{DatabaseUrl, Id, Options, Role, Scope, Store, StoreError, Time, Transaction, people, sessions};
use tower::ServiceExt;
use web::visitor::Peer;
use web::{App, Settings};

/// A server with one organisation.
pub struct House {
    pub router: Router,
    pub store: Store,
    pub scope: Scope,
    pub people: BTreeMap<&'static str, Id>,
    folder: PathBuf,
}

impl Drop for House {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

/// Somebody at a browser: who signed in, or nobody in particular.
pub struct Counter<'a> {
    house: &'a House,
    cookie: String,
    form: String,
}

/// What came back.
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Page {
    pub fn is(&self, status: StatusCode) {
        assert_eq!(self.status, status, "{}", self.text);
    }

    pub fn has(&self, text: &str) -> &Self {
        assert!(self.text.contains(text), "{text} is missing in:\n{}", self.text);
        self
    }

    pub fn lacks(&self, text: &str) -> &Self {
        assert!(!self.text.contains(text), "{text} stands in:\n{}", self.text);
        self
    }

    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|place| place.to_str().ok()).unwrap_or_default()
    }

    /// The text between two others.
    pub fn between(&self, open: &str, close: &str) -> &str {
        let inside = self.text.split_once(open).and_then(|(_, rest)| rest.split_once(close));
        inside.unwrap_or_else(|| panic!("{open} is missing in:\n{}", self.text)).0
    }
}

impl House {
    /// An organisation that speaks a language, with an owner, a manager, an agent and a viewer.
    pub async fn new(language: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let folder = std::env::temp_dir().join(format!(
            "serving_{}_{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        ));
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        let store =
            Store::open(&DatabaseUrl::Sqlite(folder.join("rater.db")), &Options::default()).expect("an empty store");
        let language = language.to_owned();
        let made = store.write(move |tx| {
            let new = NewOrganisation {
                name: "Melati".to_owned(),
                language: language.clone(),
                zone: "Asia/Jakarta".to_owned(),
                sample: false,
            };
            let scope = people::create_organisation(tx, &new, Time::now())?;
            let mut all = BTreeMap::new();
            for role in Role::ALL {
                let member = NewMember {
                    email: format!("{}@melati.example", role.name()),
                    name: format!("The {}", role.name()),
                    language: language.clone(),
                    role,
                    team: None,
                    password_hash: "!".to_owned(),
                };
                all.insert(role.name(), people::add_member(tx, &scope, &member, Time::now())?);
            }
            Ok((scope, all))
        });
        let (scope, people) = made.await.expect("an organisation");
        let settings = Settings {
            base_url: Some("http://melati.example".to_owned()),
            ..Settings::new(SocketAddr::from(([127, 0, 0, 1], 0)))
        };
        let router = web::operation::router(&App::new(store.clone(), settings));
        Self { router, store, scope, people, folder }
    }

    /// Somebody of a role, signed in.
    pub async fn counter(&self, role: Role) -> Counter<'_> {
        let user = self.people[role.name()].clone();
        let (cookie, form) = self
            .write(move |tx| {
                let secret = sessions::begin(tx, &user, None, Time::now())?;
                let found = sessions::find(tx, &secret.hash(), Time::now())?.ok_or(StoreError::NotFound)?;
                Ok((format!("rater={}", secret.reveal()), found.form_token))
            })
            .await;
        Counter { house: self, cookie, form }
    }

    /// Somebody who never signed in.
    pub fn stranger(&self) -> Counter<'_> {
        Counter { house: self, cookie: String::new(), form: String::new() }
    }

    /// The scope of somebody of a role.
    pub async fn scope_of(&self, role: Role) -> Scope {
        let user = self.people[role.name()].clone();
        self.write(move |tx| {
            let secret = sessions::begin(tx, &user, None, Time::now())?;
            Ok(sessions::find(tx, &secret.hash(), Time::now())?.ok_or(StoreError::NotFound)?.scope)
        })
        .await
    }

    /// The organisation's id.
    pub async fn organisation(&self) -> Id {
        let scope = self.scope.clone();
        self.write(move |tx| Ok(people::organisation(tx, &scope)?.id)).await
    }

    /// Does a job that must succeed.
    pub async fn write<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        self.store.write(job).await.expect("the job succeeds")
    }
}

impl Counter<'_> {
    pub async fn get(&self, address: &str) -> Page {
        self.ask(Method::GET, address, &[]).await
    }

    /// Sends a form.
    pub async fn post(&self, address: &str, fields: &[(&str, &str)]) -> Page {
        self.ask(Method::POST, address, fields).await
    }

    async fn ask(&self, method: Method, address: &str, fields: &[(&str, &str)]) -> Page {
        let mut request = Request::builder().method(method.clone()).uri(address).header(header::HOST, "melati.example");
        if !self.cookie.is_empty() {
            request = request.header(header::COOKIE, &self.cookie);
        }
        let mut body = Body::empty();
        if method == Method::POST {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let all = std::iter::once(("form", self.form.as_str())).chain(fields.iter().copied());
            let pairs: Vec<String> = all.map(|(name, value)| format!("{name}={}", escaped(value))).collect();
            body = Body::from(pairs.join("&"));
        }
        let mut request = request.body(body).expect("a request");
        request.extensions_mut().insert(Peer(SocketAddr::from(([127, 0, 0, 1], 4000))));
        let response = self.house.router.clone().oneshot(request).await.expect("a router always answers");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body that ends");
        Page { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
    }
}

/// A value of a form.
fn escaped(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}
