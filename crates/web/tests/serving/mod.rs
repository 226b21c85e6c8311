//! A server with one organisation, and somebody at a browser, over the real router: for the tests of the service.
//!
//! Separate from the tests, which ask; each of them adds what only it needs. Requests come from loopback, as the first user's do.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part of this")]

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

/// The host that requests are for.
const HOST: &str = "rater.example";

/// A server with one organisation.
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

/// Somebody at a browser: who signed in, or nobody in particular.
pub struct Desk<'a> {
    pub house: &'a House,
    pub user: Id,
    pub scope: Scope,
    pub cookie: String,
    pub form: String,
}

/// What came back.
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Page {
    pub fn is(&self, status: StatusCode) -> &Self {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }

    pub fn has(&self, text: &str) -> &Self {
        assert!(self.text.contains(text), "{text} is missing in:\n{}", self.text);
        self
    }

    pub fn lacks(&self, text: &str) -> &Self {
        assert!(!self.text.contains(text), "{text} stands in:\n{}", self.text);
        self
    }

    /// Whether these texts stand there, each after the one before.
    pub fn in_order(&self, texts: &[&str]) -> &Self {
        let mut at = 0;
        for text in texts {
            let found = self.text[at..].find(text);
            at += found.unwrap_or_else(|| panic!("{text} does not come after the others in:\n{}", self.text));
        }
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

    /// What stands in a hidden field.
    pub fn field(&self, name: &str) -> String {
        let after = self.text.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_default();
        after.split('"').next().unwrap_or_default().to_owned()
    }
}

impl House {
    /// An organisation in Jakarta that speaks Indonesian.
    pub async fn new() -> Self {
        Self::speaking("id").await
    }

    /// One that speaks another language.
    pub async fn speaking(language: &str) -> Self {
        Self::with(language, |_| {}).await
    }

    /// One that is run in another way.
    pub async fn with(language: &str, change: impl FnOnce(&mut Settings)) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("serving_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        let url = DatabaseUrl::Sqlite(folder.join("rater.db"));
        let store = Store::open(&url, &Options::default()).expect("an empty store");
        let new = NewOrganisation {
            name: "Klinik Melati".to_owned(),
            language: language.to_owned(),
            zone: "Asia/Jakarta".to_owned(),
            sample: false,
        };
        let scope = store.write(move |tx| people::create_organisation(tx, &new, Time::now())).await;
        let mut settings = Settings::new(SocketAddr::from(([127, 0, 0, 1], 0)));
        change(&mut settings);
        let app = App::new(store.clone(), settings);
        Self { router: web::operation::router(&app), app, store, scope: scope.expect("it is made"), folder }
    }

    /// Somebody of a role who works here from now on, and signed in.
    pub async fn desk(&self, role: Role, language: &str) -> Desk<'_> {
        self.desk_since(role, language, Time::now()).await
    }

    /// Somebody who signed in then.
    pub async fn desk_since(&self, role: Role, language: &str, since: Time) -> Desk<'_> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let new = NewMember {
            email: format!("{}{}@klinik.example", role.name(), COUNT.fetch_add(1, Ordering::Relaxed)),
            name: format!("{} Test", role.name()),
            language: language.to_owned(),
            role,
            team: None,
            password_hash: "!".to_owned(),
        };
        let (secret, session) = self
            .does(move |tx, scope| {
                let user = people::add_member(tx, scope, &new, since)?;
                let secret = sessions::begin(tx, &user, None, since)?;
                Ok((secret.clone(), sessions::find(tx, &secret.hash(), Time::now())?.ok_or(StoreError::NotFound)?))
            })
            .await;
        Desk {
            house: self,
            user: session.user,
            scope: session.scope,
            cookie: format!("rater={}", secret.reveal()),
            form: session.form_token,
        }
    }

    /// Somebody who never signed in.
    pub fn stranger(&self) -> Desk<'_> {
        let (cookie, form) = (String::new(), String::new());
        Desk { house: self, user: Id::random(), scope: self.scope.clone(), cookie, form }
    }

    /// The bytes of every file of the database.
    pub fn files(&self) -> Vec<Vec<u8>> {
        let files = std::fs::read_dir(&self.folder).expect("the folder").flatten();
        files.filter_map(|file| std::fs::read(file.path()).ok()).collect()
    }

    /// Does something as the organisation.
    pub async fn does<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Transaction<'_>, &Scope) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        self.by(&self.scope, job).await
    }

    /// Does something as somebody.
    pub async fn by<T: Send + 'static>(
        &self,
        scope: &Scope,
        job: impl FnOnce(&mut Transaction<'_>, &Scope) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        let scope = scope.clone();
        self.store.write(move |tx| job(tx, &scope)).await.expect("the job succeeds")
    }
}

impl Desk<'_> {
    pub async fn get(&self, path: &str) -> Page {
        // An address as it stands in a page, without what only a browser keeps.
        let path = path.replace("&#38;", "&");
        self.ask(Method::GET, path.split('#').next().unwrap_or_default(), None).await
    }

    /// Sends a form.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        // The guard compares the token as it stands: it holds nothing that a browser would encode.
        let mut body = format!("form={}", self.form);
        for (name, value) in fields {
            body.push_str(&format!("&{}={}", encoded(name), encoded(value)));
        }
        self.ask(Method::POST, path, Some(("application/x-www-form-urlencoded", body.into_bytes()))).await
    }

    /// Sends a form with a file.
    pub async fn upload(&self, path: &str, fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Page {
        let mut body = Vec::new();
        for (name, value) in [("form", self.form.as_str())].iter().chain(fields) {
            let head = format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(head.into_bytes());
        }
        if let Some((name, bytes)) = file {
            let head = format!("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
            body.extend(head.into_bytes());
            body.extend(bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--x--\r\n");
        self.ask(Method::POST, path, Some(("multipart/form-data; boundary=x", body))).await
    }

    async fn ask(&self, method: Method, path: &str, body: Option<(&str, Vec<u8>)>) -> Page {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, HOST);
        if !self.cookie.is_empty() {
            request = request.header(header::COOKIE, &self.cookie);
        }
        let request = match body {
            Some((kind, body)) => request.header(header::CONTENT_TYPE, kind).body(Body::from(body)),
            None => request.body(Body::empty()),
        };
        self.send(request.expect("a request")).await
    }

    pub async fn send(&self, mut request: Request<Body>) -> Page {
        request.extensions_mut().insert(Peer(SocketAddr::from(([127, 0, 0, 1], 4000))));
        let response = self.house.router.clone().oneshot(request).await.expect("a router always answers");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body that ends");
        Page { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
    }
}

/// A text as a form or an address holds it.
pub fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
