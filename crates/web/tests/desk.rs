//! The desk over the real router: a survey is made by the form, its words are changed, people are invited, a file is brought;
//! and whoever may only look changes nothing.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use store::invitees::InviteeCounts;
use store::links::LinkKind;
use store::people::{NewMember, NewOrganisation};
use store::surveys::Pulse;
use store::waves::WaveState;
use store::{DatabaseUrl, Id, Options, Role, Scope, Secret, Store, Time, people};
use tower::ServiceExt;
use web::{App, Settings, Smtp};

/// A server with one organisation.
struct House {
    router: Router,
    store: Store,
    scope: Scope,
    folder: PathBuf,
}

impl Drop for House {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

/// Somebody who signed in.
struct Desk<'a> {
    house: &'a House,
    cookie: String,
    form: String,
}

struct Page {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Page {
    fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|place| place.to_str().ok()).unwrap_or_default()
    }

    fn has(&self, text: &str) -> &Self {
        assert!(self.text.contains(text), "{text} is missing in:\n{}", self.text);
        self
    }

    fn lacks(&self, text: &str) -> &Self {
        assert!(!self.text.contains(text), "{text} stands in:\n{}", self.text);
        self
    }
}

impl House {
    async fn new() -> Self {
        Self::with_mail(false).await
    }

    async fn with_mail(mail: bool) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("desk_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        let store =
            Store::open(&DatabaseUrl::Sqlite(folder.join("rater.db")), &Options::default()).expect("an empty store");
        let mut settings = Settings::new("127.0.0.1:0".parse().expect("an address"));
        settings.smtp = mail.then(|| Smtp {
            host: "127.0.0.1".to_owned(),
            port: 1,
            credentials: None,
            from: "survey@klinik.example".to_owned(),
            plain: true,
        });
        let app = App::new(store.clone(), settings);
        let scope = organisation(&store, "Klinik Melati").await;
        Self { router: web::operation::router(&app), store, scope, folder }
    }

    async fn desk(&self, role: Role, language: &str) -> Desk<'_> {
        self.desk_in(&self.scope, role, language).await
    }

    async fn desk_in(&self, scope: &Scope, role: Role, language: &str) -> Desk<'_> {
        let secret = signed_in(&self.store, scope, role, language).await;
        let hash = secret.hash();
        let session = self.store.read(move |tx| store::sessions::find(tx, &hash, Time::now())).await;
        let session = session.expect("it can be read").expect("it was begun");
        Desk { house: self, cookie: format!("rater={}", secret.reveal()), form: session.form_token }
    }

    async fn surveys(&self) -> Vec<store::surveys::Survey> {
        let scope = self.scope.clone();
        self.store.read(move |tx| store::surveys::list(tx, &scope)).await.expect("they can be read")
    }
}

async fn organisation(store: &Store, name: &str) -> Scope {
    let new = NewOrganisation {
        name: name.to_owned(),
        language: "id".to_owned(),
        zone: "Asia/Jakarta".to_owned(),
        sample: false,
    };
    store.write(move |tx| people::create_organisation(tx, &new, Time::now())).await.expect("it is made")
}

async fn signed_in(store: &Store, scope: &Scope, role: Role, language: &str) -> Secret {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let (scope, language) = (scope.clone(), language.to_owned());
    let signed = store.write(move |tx| {
        let new = NewMember {
            email: format!("{}{number}@klinik.example", role.name()),
            name: "Rina Kusuma".to_owned(),
            language,
            role,
            team: None,
            password_hash: store::password::hash_at("a long enough sentence", store::password::Cost::FOR_TESTS)?,
        };
        let user = people::add_member(tx, &scope, &new, Time::now())?;
        store::sessions::begin(tx, &user, None, Time::now())
    });
    signed.await.expect("somebody signs in")
}

impl Desk<'_> {
    async fn send(&self, request: Request<Body>) -> Page {
        let response = self.house.router.clone().oneshot(request).await.expect("the router answers");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 32 << 20).await.expect("a body");
        Page { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
    }

    async fn get(&self, path: &str) -> Page {
        let request = Request::get(path).header(header::HOST, "rater.example").header(header::COOKIE, &self.cookie);
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut body = format!("form={}", self.form);
        for (name, value) in fields {
            body.push_str(&format!("&{}={}", encoded(name), encoded(value)));
        }
        self.body(path, "application/x-www-form-urlencoded", body.into_bytes()).await
    }

    async fn upload(&self, path: &str, fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Page {
        let mut body = Vec::new();
        for (name, value) in [("form", self.form.as_str())].iter().chain(fields) {
            body.extend(
                format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes(),
            );
        }
        if let Some((name, bytes)) = file {
            let head = format!("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
            body.extend(head.into_bytes());
            body.extend(bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--x--\r\n");
        self.body(path, "multipart/form-data; boundary=x", body).await
    }

    async fn body(&self, path: &str, kind: &str, body: Vec<u8>) -> Page {
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::HOST, "rater.example")
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, kind);
        self.send(request.body(Body::from(body)).expect("a request")).await
    }

    /// Makes a survey by the form; gives its id.
    async fn make(&self, length: &str, anonymous: &str) -> Id {
        let fields = [
            ("title", "Kunjungan Anda ke klinik kami"),
            ("trade", "health"),
            ("language", "id"),
            ("length", length),
            ("anonymous", anonymous),
            ("comment", "yes"),
            ("closes", ""),
        ];
        let made = self.post("/surveys/new", &fields).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
        let id = made.location().trim_start_matches("/surveys/").split('?').next().unwrap_or_default().to_owned();
        Id::parse(&id).expect("the address names the survey")
    }
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[tokio::test]
async fn a_survey_is_made_with_its_questionnaire_its_wave_and_its_link_at_once() {
    let house = House::new().await;
    let desk = house.desk(Role::Manager, "en").await;
    desk.get("/surveys").await.has("Your first survey is five minutes away").has("href=\"/surveys/new\"");
    desk.get("/surveys/new").await.has("Clinic or hospital").has("name=\"anonymous\" value=\"yes\" checked");
    let id = desk.make("full", "yes").await;
    let scope = house.scope.clone();
    let survey = id.clone();
    let (survey, waves, links, asked) = house
        .store
        .read(move |tx| {
            let found = store::surveys::get(tx, &scope, &survey)?;
            let asked = store::instruments::questionnaire(tx, &scope, &found.instrument, found.instrument_version)?;
            Ok((found, store::waves::list(tx, &scope, &survey)?, store::links::list(tx, &scope, &survey)?, asked))
        })
        .await
        .expect("all of it is there");
    assert_eq!((survey.anonymous, survey.pulse, survey.language.as_str()), (true, Pulse::Off, "id"));
    assert_eq!((waves.len(), waves[0].state(Time::now())), (1, WaveState::Open));
    assert_eq!((links.len(), links[0].kind), (1, LinkKind::Open));
    assert_eq!(asked.segments().collect::<Vec<_>>(), ["unit", "visit", "branch"]);
    let home = desk.get(&format!("/surveys/{id}?done=made")).await;
    home.has("Your survey is open.").has(&format!("http://rater.example/s/{}", links[0].token)).has("class=\"qr\"");
    home.has("Close the wave");
    for (file, kind) in [("poster.pdf", "application/pdf"), ("code.svg", "image/svg+xml")] {
        let path = format!("/links/{}/{file}", links[0].id);
        home.has(&format!("href=\"{path}\""));
        let there = desk.get(&path).await;
        let told = there.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        assert_eq!((there.status, told), (StatusCode::OK, Some(kind)), "{file}");
    }
    // The link leads to the questions.
    let asked = desk.get(&format!("/s/{}", links[0].token)).await;
    assert_eq!(asked.status, StatusCode::OK);
    asked.has("Kunjungan Anda ke klinik kami");
    desk.get("/surveys").await.has("0 answers").has(&format!("href=\"/surveys/{id}/board\""));
}

#[tokio::test]
async fn what_is_wrong_in_the_form_is_said_and_what_was_entered_stays() {
    let house = House::new().await;
    let desk = house.desk(Role::Manager, "en").await;
    let fields = |title, closes| {
        [
            ("title", title),
            ("trade", "bank"),
            ("language", "es"),
            ("length", "pulse"),
            ("anonymous", "no"),
            ("closes", closes),
        ]
    };
    let past = desk.post("/surveys/new", &fields("Su visita", "2020-01-01")).await;
    assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY);
    past.has("The last day is over already").has("value=\"Su visita\"").has("value=\"bank\" selected");
    let nameless = desk.post("/surveys/new", &fields("  ", "")).await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    let strange = desk.post("/surveys/new", &[("title", "A"), ("trade", "moon")]).await;
    assert_eq!(strange.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(house.surveys().await.len(), 0);
}

async fn asked_by(house: &House, survey: &store::surveys::Survey) -> std::sync::Arc<store::instruments::Questionnaire> {
    let (scope, name, version) = (house.scope.clone(), survey.instrument.clone(), survey.instrument_version);
    let asked = house.store.read(move |tx| store::instruments::questionnaire(tx, &scope, &name, version));
    asked.await.expect("it is there")
}

#[tokio::test]
async fn the_ten_components_can_be_asked() {
    let house = House::new().await;
    let desk = house.desk(Role::Manager, "en").await;
    desk.get("/surveys/new").await.has("The ten original components").lacks("One of your own");
    desk.make("ten", "yes").await;
    let survey = house.surveys().await.remove(0);
    assert_eq!((survey.instrument.as_str(), survey.pulse), ("servqual-ten-health", Pulse::Off));
    assert_eq!(asked_by(&house, &survey).await.instrument.items.len(), 30);
}

/// A questionnaire of the house: a pulse with an id and words of its own.
fn own_file() -> String {
    let source = survey::builtin_source("rater-pulse").unwrap_or_default();
    source.replacen("id = \"rater-pulse\"", "id = \"melati-kiosk\"", 1).replacen(
        "title.id = \"",
        "title.id = \"Melati: ",
        1,
    )
}

const NEW: [(&str, &str); 5] =
    [("title", "Kunjungan Anda"), ("trade", "health"), ("language", "id"), ("anonymous", "yes"), ("closes", "")];

#[tokio::test]
async fn a_file_of_one_s_own_is_asked_and_can_be_chosen_again_after_it_was_edited() {
    let house = House::new().await;
    let desk = house.desk(Role::Manager, "id").await;
    let fields: Vec<_> = NEW.into_iter().chain([("length", "file")]).collect();
    let made = desk.upload("/surveys/new", &fields, Some(("melati.toml", own_file().as_bytes()))).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
    let survey = house.surveys().await.remove(0);
    let bound = (survey.instrument.as_str(), survey.instrument_version, survey.pulse);
    assert_eq!(bound, ("melati-kiosk", 1, Pulse::All));
    // It is edited like any other, here by a file in its place.
    let path = format!("/surveys/{}/instrument", survey.id);
    let next = own_file().replacen("Melati: ", "Melati baru: ", 1);
    let edit = [("version", "1"), ("language", "id"), ("how", "toml"), ("go", "save"), ("toml", "what stood there")];
    let shown = desk.upload(&format!("{path}/preview"), &edit, Some(("next.toml", next.as_bytes()))).await;
    assert_eq!(shown.status, StatusCode::OK);
    shown.lacks("problem");
    let saved = desk.upload(&path, &edit, Some(("next.toml", next.as_bytes()))).await;
    assert_eq!(saved.location(), format!("{path}?language=id&done=saved"), "{}", saved.text);
    // The next survey asks the newest version; the wave of the first keeps what it saw.
    desk.get("/surveys/new").await.has("Melati baru: ").has("(melati-kiosk, versi 2)");
    let fields: Vec<_> = NEW.into_iter().chain([("length", "own"), ("own", "melati-kiosk")]).collect();
    assert_eq!(desk.post("/surveys/new", &fields).await.status, StatusCode::SEE_OTHER);
    let surveys = house.surveys().await;
    let second = surveys.iter().find(|other| other.id != survey.id).expect("the second");
    assert_eq!((second.instrument.as_str(), second.instrument_version), ("melati-kiosk", 2));
    let scope = house.scope.clone();
    let waves = house.store.read(move |tx| store::waves::list(tx, &scope, &survey.id)).await.expect("its waves");
    assert_eq!(waves[0].instrument_version, 1);
}

#[tokio::test]
async fn every_problem_of_an_uploaded_file_and_of_the_form_is_shown_at_once_and_nothing_is_made() {
    let house = House::new().await;
    let desk = house.desk(Role::Manager, "en").await;
    let broken = own_file().replace("min = 1\nmax = 5\nmissing", "min = 5\nmax = 1\nmissing").replacen(
        "short.es = \"Confianza\"\n",
        "",
        1,
    );
    let scale = 1 + broken.lines().position(|line| line == "[scale]").unwrap_or_default();
    let short = 1 + broken.lines().position(|line| line.starts_with("short.en = \"Trust\"")).unwrap_or_default();
    let fields =
        [("title", "Visit"), ("trade", "health"), ("language", "en"), ("length", "file"), ("closes", "2020-01-01")];
    let refused = desk.upload("/surveys/new", &fields, Some(("own.toml", broken.as_bytes()))).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.has(&format!("Line {scale}")).has(&format!("Line {short}")).has("The last day is over already");
    refused.has("value=\"Visit\"").has("value=\"file\" checked");
    for (file, sentence) in [(None, "No file was chosen"), (Some(("x.toml", &b"\xff"[..])), "no text in UTF-8")] {
        let refused = desk.upload("/surveys/new", &fields[..4], file).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.has(sentence);
    }
    assert_eq!(house.surveys().await.len(), 0);
}

#[tokio::test]
async fn a_questionnaire_of_others_cannot_be_chosen_and_one_in_another_language_begins_in_its_own() {
    let house = House::new().await;
    let desk = house.desk(Role::Manager, "en").await;
    let fields: Vec<_> = NEW.into_iter().chain([("length", "file")]).collect();
    let spanish = concat!(
        "format = \"rater.instrument/1\"\nid = \"una\"\nversion = \"1\"\nlanguages = [\"es\"]\ntitle = \"Una\"\n",
        "source = \"Propia.\"\nlicence = \"MIT\"\n[scale]\nmin = 1\nmax = 5\n",
        "[[batteries]]\nkind = \"perception\"\ninstruction = \"Responda.\"\ncolumns = \"P{id}\"\n",
    );
    let mut spanish = spanish.to_owned();
    for factor in ["reliability", "assurance", "tangibles", "empathy", "responsiveness"] {
        spanish.push_str(&format!("[[dimensions]]\nid = \"{factor}\"\nfactor = \"{factor}\"\ntitle = \"{factor}\"\n"));
    }
    for factor in ["reliability", "assurance", "tangibles", "empathy", "responsiveness"] {
        let item = format!("id = \"{factor}\"\ndimension = \"{factor}\"\nshort = \"{factor} c\"\n");
        spanish.push_str(&format!("[[items]]\n{item}perception = \"{factor} bien.\"\n"));
    }
    let made = desk.upload("/surveys/new", &fields, Some(("una.toml", spanish.as_bytes()))).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
    assert_eq!(house.surveys().await[0].language, "es");
    let neighbours = organisation(&house.store, "Klinik Mawar").await;
    let theirs = house.desk_in(&neighbours, Role::Owner, "en").await;
    theirs.get("/surveys/new").await.lacks("One of your own");
    let fields: Vec<_> = NEW.into_iter().chain([("length", "own"), ("own", "una")]).collect();
    theirs.post("/surveys/new", &fields).await.has("One of the choices is not known");
}

#[tokio::test]
async fn changed_words_are_a_new_version_and_the_open_wave_keeps_its_own() {
    let house = House::new().await;
    let desk = house.desk(Role::Manager, "en").await;
    let id = desk.make("perception", "yes").await;
    let path = format!("/surveys/{id}/instrument");
    let before = desk.get(&format!("{path}?language=id")).await;
    before.has("name=\"items/0/perception\"").has("answers already given stay with the version they saw");
    assert!(before.headers["content-security-policy"].to_str().unwrap_or_default().contains("frame-src 'self'"));
    let fields = [
        ("version", "1"),
        ("language", "id"),
        ("how", "words"),
        ("go", "save"),
        ("items/0/perception", "Alat di poliklinik kami tampak \"baru\"."),
        ("new-title", "Lantai berapa?"),
        ("new-answers", "Satu\r\nDua\r\n"),
        ("new-column", "lantai"),
        // Not a place of the form: must change nothing.
        ("id", "evil"),
    ];
    let saved = desk.post(&path, &fields).await;
    assert_eq!(saved.location(), format!("{path}?language=id&done=saved"), "{}", saved.text);
    let after = desk.get(saved.location()).await;
    after
        .has("Alat di poliklinik kami tampak &#34;baru&#34;.")
        .has("Saved.")
        .has("goes on with version 1")
        .has("lantai");
    let scope = house.scope.clone();
    let (survey, wave, asked) = house
        .store
        .read(move |tx| {
            let survey = store::surveys::get(tx, &scope, &id)?;
            let wave = store::waves::current(tx, &scope, &id, Time::now())?;
            let asked = store::instruments::questionnaire(tx, &scope, &survey.instrument, survey.instrument_version)?;
            Ok((survey, wave, asked))
        })
        .await
        .expect("all of it is there");
    assert_eq!((survey.instrument.as_str(), survey.instrument_version), ("servperf-health", 2));
    assert_eq!(wave.map(|wave| wave.instrument_version), Some(1));
    assert_eq!(asked.segments().last(), Some("lantai"));
    // Whoever still has the old page open does not overwrite it.
    let late = desk.post(&path, &fields).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    late.has("Somebody else saved a version meanwhile");
}

#[tokio::test]
async fn every_problem_of_the_file_is_listed_with_its_line_and_nothing_is_saved() {
    let house = House::new().await;
    let desk = house.desk(Role::Manager, "en").await;
    let id = desk.make("pulse", "yes").await;
    let path = format!("/surveys/{id}/instrument");
    let toml = survey::builtin_source("rater-pulse").unwrap_or_default().replace("rater-pulse", "rater-pulse-health");
    let broken = toml.replace("min = 1\nmax = 5\nmissing", "min = 5\nmax = 1\nmissing").replacen(
        "short.es = \"Confianza\"\n",
        "",
        1,
    );
    let fields = |toml| [("version", "1"), ("language", "en"), ("how", "toml"), ("go", "save"), ("toml", toml)];
    let refused = desk.post(&path, &fields(&broken)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let line = 1 + broken.lines().position(|line| line.starts_with("short.en = \"Trust\"")).unwrap_or_default();
    let scale = 1 + broken.lines().position(|line| line == "[scale]").unwrap_or_default();
    refused.has(&format!("Line {line}")).has(&format!("Line {scale}"));
    let other = desk.post(&path, &fields(survey::builtin_source("rater-pulse").unwrap_or_default())).await;
    other.has("Keep the id, so that waves can be compared");
    assert_eq!(house.surveys().await[0].instrument_version, 1);
    let shown = desk.post(&format!("{path}/preview"), &fields(&broken)).await;
    shown.has(&format!("Line {line}"));
}

#[tokio::test]
async fn the_preview_shows_the_words_of_the_form_and_keeps_nothing() {
    let house = House::new().await;
    let desk = house.desk(Role::Manager, "en").await;
    let id = desk.make("full", "yes").await;
    let path = format!("/surveys/{id}/instrument/preview");
    let saved = desk.get(&format!("{path}?language=es")).await;
    saved.has("institución de salud").has("<html lang=\"es\"");
    let fields = [
        ("language", "es"),
        ("how", "words"),
        ("items/0/expectation", "Una clínica excelente tiene <equipos> nuevos."),
    ];
    let shown = desk.post(&path, &fields).await;
    assert_eq!(shown.status, StatusCode::OK);
    shown.lacks("<equipos>").lacks("<script");
    assert!(shown.text.contains("&#60;equipos&#62;"), "{}", shown.text);
    assert!(shown.headers["content-security-policy"].to_str().unwrap_or_default().contains("frame-ancestors 'self'"));
    assert_eq!(house.surveys().await[0].instrument_version, 1);
}

#[tokio::test]
async fn a_character_that_no_database_keeps_is_refused_wherever_it_comes_in() {
    let house = House::new().await;
    let desk = house.desk(Role::Manager, "en").await;
    let id = desk.make("pulse", "no").await;
    for address in [format!("/surveys/{id}%00"), format!("/surveys/{id}?done=%00"), "/s/%00".to_owned()] {
        let page = desk.get(&address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
    }
    let sent = desk.post(&format!("/surveys/{id}"), &[("title", "Vis\0ita")]).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    sent.has("cannot be kept");
    let fields: Vec<_> = NEW.into_iter().chain([("length", "file")]).collect();
    let unseen = own_file().replacen("title.id = \"", "title.id = \"\\u0000", 1);
    let refused = desk.upload("/surveys/new", &fields, Some(("own.toml", unseen.as_bytes()))).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.has("a character that cannot be seen");
    let sent = desk.upload("/surveys/new", &[("title", "Vis\0ita"), ("length", "pulse")], None).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    sent.has("cannot be kept");
    assert_eq!(house.surveys().await.len(), 1);
}

async fn counts(house: &House) -> InviteeCounts {
    let survey = house.surveys().await[0].id.clone();
    let scope = house.scope.clone();
    let counted = house.store.read(move |tx| {
        let wave = store::waves::list(tx, &scope, &survey)?.remove(0);
        store::invitees::counts(tx, &scope, &wave.id)
    });
    counted.await.expect("they can be counted")
}

const PEOPLE: &str = "email,name,language,unit,phone\n\
    siti@mail.example,Siti Rahayu,id,1,0812\n\
    ana@mail.example,Ana García,es,2,\n\
    not-an-address,Budi,id,,\n\
    siti@mail.example,Siti again,id,,\n";

#[tokio::test]
async fn people_are_invited_and_a_bad_line_is_named() {
    let house = House::with_mail(true).await;
    let desk = house.desk(Role::Manager, "en").await;
    let id = desk.make("full", "yes").await;
    let path = format!("/surveys/{id}/invitations");
    desk.get(&path).await.has("email,name,language,unit,visit,branch");
    let added = desk.upload(&path, &[("pasted", "")], Some(("people.csv", PEOPLE.as_bytes()))).await;
    assert_eq!(added.status, StatusCode::OK);
    added.has("2 people were added.").has("1 was on the list already.").has("1 line was refused.");
    added.has("Line 4: “not-an-address” is not a mail address").has("Columns that were not used: phone");
    // Both languages are shown before anything is sent.
    added.has("Yth. Ana,").has("Hola, Ana:").has("Send 2 invitations");
    let sent = desk.post(&format!("{path}/send"), &[("round", "first")]).await;
    sent.has("2 invitations are on their way.");
    assert_eq!((counts(&house).await.all, counts(&house).await.invited), (2, 2));
    // Again: nobody is left to be invited, and nobody is reminded within a day.
    desk.post(&format!("{path}/send"), &[("round", "first")]).await.has("0 invitations");
    desk.post(&format!("{path}/send"), &[("round", "reminder")]).await.has("0 reminders");
    let due = house.store.write(|tx| store::outbox::lease_due(tx, Time::now(), 100)).await.expect("the outbox is read");
    let mut mails: Vec<_> = due
        .into_iter()
        .filter_map(|delivery| match delivery.target {
            store::outbox::Target::Mail(mail) => Some(mail),
            store::outbox::Target::Webhook { .. } => None,
        })
        .collect();
    mails.sort_by(|a, b| a.to.cmp(&b.to));
    assert_eq!(mails.len(), 2);
    assert!(mails[0].text.starts_with("Hola, Ana García:"), "{}", mails[0].text);
    assert!(mails[1].subject.contains("bolehkah kami meminta pendapat Anda"), "{}", mails[1].subject);
    // The link in the mail opens the questions.
    let link = mails[1].text.lines().find(|line| line.contains("/i/")).expect("a link");
    let opened = desk.get(link.trim_start_matches("http://rater.example")).await;
    assert_eq!(opened.status, StatusCode::OK, "{}", opened.text);
}

#[tokio::test]
async fn without_a_mail_server_the_links_can_be_downloaded_once() {
    let house = House::new().await;
    let desk = house.desk(Role::Manager, "en").await;
    let id = desk.make("pulse", "no").await;
    let path = format!("/surveys/{id}/invitations");
    let added = desk.upload(&path, &[("pasted", "ana@mail.example,=Ana\nbo@mail.example,Bo\n")], None).await;
    added.has("2 people were added.").has("No mail server is set up here").has("Download 2 new links");
    assert_eq!(
        desk.post(&format!("{path}/send"), &[("round", "first")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(counts(&house).await.invited, 0);
    let table = desk.post(&format!("{path}/links.csv"), &[("round", "first")]).await;
    let lines: Vec<&str> = table.text.lines().collect();
    assert_eq!(lines.len(), 3, "{}", table.text);
    assert!(lines[1].starts_with("ana@mail.example,'=Ana,id,http://rater.example/i/sq_inv_"), "{}", lines[1]);
    let again = desk.post(&format!("{path}/links.csv"), &[("round", "first")]).await;
    assert_eq!(again.text.lines().count(), 1);
}

#[tokio::test]
async fn a_file_of_answers_is_brought_once_however_often_it_comes() {
    let house = House::new().await;
    let desk = house.desk(Role::Manager, "en").await;
    let id = desk.make("pulse", "yes").await;
    let scope = house.scope.clone();
    let survey = id.clone();
    let waves = house.store.read(move |tx| store::waves::list(tx, &scope, &survey)).await.expect("its waves");
    let wave = waves[0].id.to_string();
    let path = format!("/surveys/{id}/import");
    desk.get(&path).await.has("P_rel");
    let file = "P_rel,P_ass,P_tan,P_emp,P_res,overall,unit\n5,4,3,2,1,4,1\n5,5,9,5,5,5,2\n,,,,,3,1\n1,1,1,1,1,1,\n";
    let taken = desk.upload(&path, &[("wave", &wave)], Some(("answers.csv", file.as_bytes()))).await;
    assert_eq!(taken.status, StatusCode::OK, "{}", taken.text);
    taken.has("3 answers were added.").has("1 line has no answer to any item.").has("1 cell was refused");
    let again = desk.upload(&path, &[("wave", &wave)], Some(("answers.csv", file.as_bytes()))).await;
    again.has("0 answers were added.").has("3 were there already.");
    desk.get(&format!("/surveys/{id}")).await.has("<strong>3</strong>");
    let wrong = desk.upload(&path, &[("wave", &wave)], Some(("answers.csv", b"a,b\n1,2\n"))).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Codes may have been set either way round, and what is brought in stays.
    let coded = "P_rel,P_ass,P_tan,P_emp,P_res,overall\nA1,A2,A3,A4,A5,A1\n";
    let coded = desk.upload(&path, &[("wave", &wave)], Some(("coded.csv", coded.as_bytes()))).await;
    assert_eq!(coded.status, StatusCode::UNPROCESSABLE_ENTITY);
    coded.has("The file holds codes such as A1 or AO01").has("Export it once more with numbers");
    desk.get(&format!("/surveys/{id}")).await.has("<strong>3</strong>");
    // A wave of another survey is none of this one's.
    let other = desk.make("pulse", "yes").await;
    let strange =
        desk.upload(&format!("/surveys/{other}/import"), &[("wave", &wave)], Some(("a.csv", file.as_bytes()))).await;
    assert_eq!(strange.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn waves_follow_one_another_and_links_are_made_and_closed() {
    let house = House::new().await;
    let desk = house.desk(Role::Manager, "en").await;
    let id = desk.make("perception", "no").await;
    let home = format!("/surveys/{id}");
    let overlapping = desk.post(&format!("{home}/waves"), &[("title", "Second")]).await;
    assert_eq!(overlapping.status, StatusCode::UNPROCESSABLE_ENTITY);
    let scope = house.scope.clone();
    let survey = id.clone();
    let waves = house.store.read(move |tx| store::waves::list(tx, &scope, &survey)).await.expect("its waves");
    let closed = desk.post(&format!("{home}/waves/{}/close", waves[0].id), &[]).await;
    assert_eq!(closed.location(), format!("{home}?done=closed"));
    // The next wave of the same month has a name of its own; the end of the last one is a moment, not "since" one.
    let between = desk.get(&home).await;
    between.has(&format!("value=\"{} (2)\"", waves[0].title)).lacks("<td>since");
    desk.post(&format!("{home}/waves"), &[("title", "Second"), ("closes", "2999-12-31")]).await;
    desk.get(&home)
        .await
        .has("Second")
        .has("closes 31 December 2999")
        .has("Compare with the last wave")
        .has("/waves\">Compare");
    let wrong = desk.post(&format!("{home}/links"), &[("kind", "kiosk"), ("hidden", "branch North")]).await;
    wrong.has("“branch North” is not understood");
    desk.post(&format!("{home}/links"), &[("kind", "embedded"), ("label", "Portal"), ("hidden", "branch = North")])
        .await;
    let shown = desk.get(&home).await;
    shown.has("Portal").has("branch = North").has("/e/").has("ticket={{ticket}}").has("First allow your web site");
    let settings =
        [("title", "Klinik kita"), ("origins", "https://help.example.org"), ("pulse", "off"), ("thanks", "Salam")];
    assert_eq!(desk.post(&home, &settings).await.location(), format!("{home}?done=saved"));
    desk.get(&home).await.has("<h1>Klinik kita</h1>").lacks("First allow your web site");
    let evil = [("title", "x"), ("origins", "https://a.example; script-src *")];
    assert_eq!(desk.post(&home, &evil).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    desk.post(&format!("{home}/archive"), &[]).await;
    desk.get(&home).await.has("put away").lacks("action=\"/surveys");
}

/// Everything that a page of the desk can send.
fn changes(id: &Id) -> Vec<(String, bool)> {
    let form = [
        "",
        "/archive",
        "/waves",
        "/links",
        "/instrument",
        "/instrument/preview",
        "/invitations/send",
        "/invitations/links.csv",
    ];
    let own = form.iter().map(|rest| (format!("/surveys/{id}{rest}"), false));
    let parts = ["waves", "links"].map(|part| (format!("/surveys/{id}/{part}/{id}/close"), false));
    let files = ["invitations", "import"].map(|part| (format!("/surveys/{id}/{part}"), true));
    own.chain(parts).chain(files).chain([("/surveys/new".to_owned(), false)]).collect()
}

#[tokio::test]
async fn a_viewer_sees_and_changes_nothing() {
    let house = House::new().await;
    let manager = house.desk(Role::Manager, "en").await;
    let id = manager.make("full", "yes").await;
    for role in [Role::Viewer, Role::Agent] {
        let desk = house.desk(role, "en").await;
        for path in ["/surveys".to_owned(), format!("/surveys/{id}"), format!("/surveys/{id}/instrument")] {
            let page = desk.get(&path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            page.lacks("name=\"go\" value=\"save\"")
                .lacks(&format!("action=\"/surveys/{id}/waves"))
                .lacks("/surveys/new");
        }
        for path in [format!("/surveys/{id}/invitations"), format!("/surveys/{id}/import"), "/surveys/new".to_owned()] {
            assert_eq!(desk.get(&path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        for (path, file) in changes(&id) {
            let fields =
                [("title", "Changed"), ("round", "first"), ("trade", "health"), ("language", "en"), ("length", "full")];
            let page = if file { desk.upload(&path, &[], None).await } else { desk.post(&path, &fields).await };
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        }
    }
    let surveys = house.surveys().await;
    assert_eq!(
        (surveys.len(), surveys[0].title.as_str(), surveys[0].archived_at),
        (1, "Kunjungan Anda ke klinik kami", None)
    );
}

#[tokio::test]
async fn what_belongs_to_others_is_told_with_the_same_bytes_as_what_does_not_exist() {
    let house = House::new().await;
    let manager = house.desk(Role::Manager, "en").await;
    let id = manager.make("full", "yes").await;
    let neighbours = organisation(&house.store, "Klinik Mawar").await;
    let desk = house.desk_in(&neighbours, Role::Owner, "en").await;
    let nowhere = Id::random();
    for rest in ["", "/instrument", "/instrument/preview", "/invitations", "/import"] {
        let theirs = desk.get(&format!("/surveys/{id}{rest}")).await;
        let nobodys = desk.get(&format!("/surveys/{nowhere}{rest}")).await;
        assert_eq!(theirs.status, StatusCode::NOT_FOUND, "{rest}");
        assert_eq!(theirs.text, nobodys.text, "{rest}");
    }
    for (path, file) in changes(&id).into_iter().filter(|(path, _)| path != "/surveys/new") {
        let fields = [("title", "Taken"), ("round", "first"), ("language", "en")];
        let wave = Id::random().to_string();
        let page = if file {
            desk.upload(&path, &[("wave", &wave)], Some(("a.csv", b"email\na@x.example\n"))).await
        } else {
            desk.post(&path, &fields).await
        };
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(house.surveys().await[0].title, "Kunjungan Anda ke klinik kami");
}

#[tokio::test]
async fn every_page_is_in_the_reader_s_language_and_escapes_what_people_wrote() {
    let house = House::new().await;
    let expected = [("en", "Hang it up"), ("id", "Tempelkan"), ("es", "Cuélguela")];
    for (language, words) in expected {
        let desk = house.desk(Role::Manager, language).await;
        let fields = [
            ("title", "<script>alert(1)</script>"),
            ("trade", "shop"),
            ("language", language),
            ("length", "zone"),
            ("anonymous", "yes"),
        ];
        let made = desk.post("/surveys/new", &fields).await;
        let id = made.location().split('?').next().unwrap_or_default().to_owned();
        desk.get(&id).await.has(words);
        for rest in ["", "/instrument", "/instrument/preview", "/invitations", "/import"] {
            let page = desk.get(&format!("{id}{rest}")).await;
            assert_eq!(page.status, StatusCode::OK, "{rest}: {}", page.text);
            page.lacks("<script>alert").lacks("style=\"").lacks("onclick");
            // A message that is missing shows its name.
            let named = page.text.split(['>', '"']).find(|part| part.starts_with("desk-") && !part.contains('.'));
            assert_eq!(named, None, "{rest}");
        }
    }
}
