//! A made-up clinic with answers in two waves, and somebody of each role who looks at its board.
//!
//! Separate from the tests, because `cargo run -p rater-web --example look_board` draws the same pages for the eye. The
//! answers are those of `examples/clinic-made-up.csv`.

#![allow(dead_code, unreachable_pub, reason = "each user of this file uses its own part of it")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use store::answers::{self, ImportedAnswer};
use store::instruments::{self, questionnaire};
use store::people::{self, NewMember, NewOrganisation};
use store::surveys::{self, NewSurvey, Pulse, Survey};
use store::waves::{self, NewWave, Wave};
use store::{DatabaseUrl, Options, Role, Scope, Store, Time, sessions};
use survey::Role as Meaning;
use tower::ServiceExt;
use web::{App, Settings};

/// The answers, as they are in the repository.
pub const CLINIC: &str = include_str!("../../../../examples/clinic-made-up.csv");

/// A server on an empty database, and one organisation in it.
pub struct Clinic {
    pub app: App,
    pub router: Router,
    pub scope: Scope,
    pub survey: Survey,
    /// The questionnaire.
    pub toml: String,
    folder: PathBuf,
}

impl Drop for Clinic {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

/// What came back.
pub struct Reply {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("text")
    }
}

/// SERVQUAL as it comes with the program, with groups and the seconds it took.
pub fn questionnaire_file() -> String {
    let groups = "\n[[segments]]\ncolumn = \"branch\"\ntitle.en = \"Branch\"\ntitle.id = \"Cabang\"\ntitle.es = \"Sucursal\"\n\
        labels.Utara.en = \"North\"\nlabels.Utara.id = \"Utara\"\nlabels.Utara.es = \"Norte\"\n\n\
        [[segments]]\ncolumn = \"age\"\ntitle.en = \"Age\"\ntitle.id = \"Usia\"\ntitle.es = \"Edad\"\n";
    let file = include_str!("../../../survey/instruments/servqual.toml");
    format!("{file}\nseconds = \"seconds\"\n{groups}")
}

impl Clinic {
    pub async fn new(anonymous: bool) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("board_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        let store = Store::open(&DatabaseUrl::Sqlite(folder.join("rater.db")), &Options::default()).expect("a store");
        let app = App::new(store.clone(), Settings::new("127.0.0.1:0".parse().expect("an address")));
        let toml = questionnaire_file();
        let file = toml.clone();
        let made = store.write(move |tx| {
            let now = Time::now();
            let new = NewOrganisation {
                name: "Klinik Melati".to_owned(),
                language: "en".to_owned(),
                zone: "Asia/Jakarta".to_owned(),
                sample: true,
            };
            let scope = people::create_organisation(tx, &new, now)?;
            let version = instruments::save(tx, &scope, &file, now)?;
            let new = NewSurvey {
                title: "Outpatient clinic".to_owned(),
                instrument: version.id,
                instrument_version: version.version,
                language: "en".to_owned(),
                team: None,
                anonymous,
                pulse: Pulse::Off,
                ask_comment: true,
                thanks: String::new(),
                embed_origins: vec![],
                sample: true,
            };
            let survey = surveys::create(tx, &scope, &new, now)?;
            Ok((scope, survey))
        });
        let (scope, survey) = made.await.expect("a clinic");
        Self { router: web::operation::router(&app), app, scope, survey, toml, folder }
    }

    /// Opens a wave.
    pub async fn wave(&self, title: &str) -> Wave {
        let (scope, survey) = (self.scope.clone(), self.survey.id.clone());
        let new = NewWave { title: title.to_owned(), opens_at: Time::now(), closes_at: None };
        self.app.store.write(move |tx| waves::open(tx, &scope, &survey, &new, Time::now())).await.expect("a wave")
    }

    pub async fn close(&self, wave: &Wave) {
        let (scope, wave) = (self.scope.clone(), wave.id.clone());
        self.app.store.write(move |tx| waves::close(tx, &scope, &wave, Time::now())).await.expect("closed");
    }

    /// Adds the lines of the clinic's file for which `keep` holds, by their number and cells.
    pub async fn answer(&self, wave: &Wave, keep: impl Fn(usize, &BTreeMap<&str, &str>) -> bool) -> usize {
        let rows = self.rows(wave, keep).await;
        let (scope, wave, count) = (self.scope.clone(), wave.id.clone(), rows.len());
        let added = self.app.store.write(move |tx| answers::import(tx, &scope, &wave, &[7; 32], &rows, Time::now()));
        let added = added.await.expect("answers");
        assert_eq!(added.added + added.repeated, count as u64);
        count
    }

    async fn rows(&self, wave: &Wave, keep: impl Fn(usize, &BTreeMap<&str, &str>) -> bool) -> Vec<ImportedAnswer> {
        let (scope, id, version) = (self.scope.clone(), wave.instrument.clone(), wave.instrument_version);
        let asked =
            self.app.store.read(move |tx| questionnaire(tx, &scope, &id, version)).await.expect("a questionnaire");
        let mut lines = CLINIC.lines();
        let names: Vec<&str> = lines.next().expect("a header").split(',').collect();
        let mut rows = Vec::new();
        for (number, line) in lines.enumerate() {
            let cells: BTreeMap<&str, &str> = names.iter().copied().zip(line.split(',')).collect();
            if !keep(number, &cells) {
                continue;
            }
            let code = |column: &survey::AnswerColumn| {
                let cell = cells.get(column.name.as_str()).copied().unwrap_or_default();
                let read: Option<u8> = cell.parse().ok();
                let least = if matches!(column.role, Meaning::Points { .. }) { 0 } else { column.scale.min };
                read.filter(|value| (least..=column.scale.max).contains(value)).unwrap_or(sums::MISSING)
            };
            let groups = ["branch", "age"].into_iter().map(|name| (name.to_owned(), cells[name].to_owned()));
            rows.push(ImportedAnswer {
                line: number as u64 + 2,
                codes: asked.layout.columns.iter().map(code).collect(),
                segments: groups.filter(|(_, value)| !value.is_empty()).collect(),
                comment: (number % 40 == 3)
                    .then(|| format!("=HYPERLINK(\"http://x\") <script>alert({number})</script>")),
                seconds: cells["seconds"].parse().ok(),
                language: "en".to_owned(),
                origin: answers::Origin::default(),
            });
        }
        rows
    }

    /// A session of somebody with this role, as the browser sends it.
    pub async fn sign_in(&self, role: Role) -> String {
        self.sign_in_reading(role, "en").await
    }

    /// The same, for somebody who reads another language.
    pub async fn sign_in_reading(&self, role: Role, language: &str) -> String {
        let scope = self.scope.clone();
        let new = NewMember {
            email: format!("{}-{language}@example.org", role.name()),
            name: "Sari Wulandari".to_owned(),
            language: language.to_owned(),
            role,
            team: None,
            password_hash: String::new(),
        };
        let secret = self.app.store.write(move |tx| {
            let operator = people::operator_scope(tx, None).unwrap_or(scope);
            let user = people::add_member(tx, &operator, &new, Time::now())?;
            sessions::begin(tx, &user, None, Time::now())
        });
        let secret = secret.await.expect("a session");
        format!("{}={}", web::access::cookie_name(&self.app), secret.reveal())
    }

    /// A page, for whoever has this session.
    pub async fn get(&self, session: &str, path: &str) -> Reply {
        let request = Request::get(path).header(header::COOKIE, session).body(Body::empty()).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("a response");
        let (status, headers) = (response.status(), response.headers().clone());
        let body = to_bytes(response.into_body(), 64 << 20).await.expect("a body").to_vec();
        Reply { status, headers, body }
    }

    /// Sends a form of a page as its browser would, with what is added to it.
    pub async fn press(&self, session: &str, page: &str, action: &str, fields: &str) -> StatusCode {
        let page = self.page(session, page).await;
        let form = page.split("name=\"form\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let request = Request::post(action)
            .header(header::COOKIE, session)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(format!("form={}&{fields}", form.expect("a form"))))
            .expect("a request");
        self.router.clone().oneshot(request).await.expect("a response").status()
    }

    /// The same, which must be there.
    pub async fn page(&self, session: &str, path: &str) -> String {
        let reply = self.get(session, path).await;
        assert_eq!(reply.status, StatusCode::OK, "{path}: {}", reply.text());
        reply.text().to_owned()
    }
}
