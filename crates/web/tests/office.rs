//! Who comes in, as what, and what is gone with the next request: over the real router, as a browser without script.

use std::collections::BTreeMap;
use std::path::PathBuf;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use store::password::Cost;
use store::people::{NewMember, NewOrganisation};
use store::{DatabaseUrl, Id, Options, Role, Scope, Store, Time};
use tower::ServiceExt;
use web::{App, Settings};

const PASSWORD: &str = "kereta api lewat pukul tujuh";
const OTHER_PASSWORD: &str = "ombak di pantai selatan malam";

struct House {
    app: App,
    router: Router,
    folder: PathBuf,
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

struct Reply {
    status: StatusCode,
    headers: header::HeaderMap,
    text: String,
}

impl Reply {
    fn place(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|place| place.to_str().ok()).unwrap_or_default()
    }

    /// What stands between two texts, the first time.
    fn between(&self, before: &str, after: &str) -> Option<String> {
        let rest = self.text.split_once(before)?.1;
        Some(rest.split_once(after)?.0.to_owned())
    }
}

impl House {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("office_{}", Id::random()));
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        let store = Store::open(&DatabaseUrl::Sqlite(folder.join("rater.db")), &Options::default()).expect("a store");
        let mut settings = Settings::new("127.0.0.1:0".parse().expect("an address"));
        settings.password_cost = Cost::FOR_TESTS;
        let app = App::new(store, settings);
        Self { router: web::operation::router(&app), app, folder }
    }

    /// An organisation with one owner, by the operator.
    async fn organisation(&self, name: &str, email: &str) -> Scope {
        let new = NewOrganisation {
            name: name.to_owned(),
            language: "en".to_owned(),
            zone: "Asia/Jakarta".to_owned(),
            sample: false,
        };
        let scope = self.app.store.write(move |tx| store::people::create_organisation(tx, &new, Time::now())).await;
        let scope = scope.expect("an organisation");
        self.member(&scope, email, Role::Owner).await;
        scope
    }

    async fn member(&self, scope: &Scope, email: &str, role: Role) -> Id {
        let member = NewMember {
            email: email.to_owned(),
            name: email.split('@').next().unwrap_or_default().to_owned(),
            language: "en".to_owned(),
            role,
            team: None,
            password_hash: store::password::hash_at(PASSWORD, Cost::FOR_TESTS).expect("a hash"),
        };
        let scope = scope.clone();
        self.app
            .store
            .write(move |tx| store::people::add_member(tx, &scope, &member, Time::now()))
            .await
            .expect("a member")
    }

    fn browser(&self) -> Browser<'_> {
        Browser { house: self, cookie: None, form: String::new() }
    }

    async fn signed_in(&self, email: &str) -> Browser<'_> {
        let mut browser = self.browser();
        let reply = browser.post("/signin", &[("email", email), ("password", PASSWORD)]).await;
        assert_eq!((reply.status, reply.place()), (StatusCode::SEE_OTHER, "/surveys"), "{}", reply.text);
        browser
    }

    /// Somebody whose password was given a while ago.
    async fn long_signed_in(&self, user: &Id) -> Browser<'_> {
        let user = user.clone();
        let earlier = Time::now().plus_seconds(-11 * 60);
        let session = self.app.store.write(move |tx| store::sessions::begin(tx, &user, None, earlier)).await;
        let mut browser = self.browser();
        browser.cookie = Some(session.expect("a session").reveal().to_owned());
        browser
    }
}

struct Browser<'a> {
    house: &'a House,
    cookie: Option<String>,
    /// The form token of the last page.
    form: String,
}

impl Browser<'_> {
    async fn send(&mut self, method: Method, path: &str, body: Option<String>) -> Reply {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "rater.test");
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, format!("rater={cookie}"));
        }
        if body.is_some() {
            request = request
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header("sec-fetch-site", "same-origin");
        }
        let request = request.body(Body::from(body.unwrap_or_default())).expect("a request");
        let response = self.house.router.clone().oneshot(request).await.expect("a response");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 10_000_000).await.expect("a body");
        let reply = Reply {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8(bytes.to_vec()).expect("text"),
        };
        for cookie in reply.headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().expect("plain");
            assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
            let value = cookie.strip_prefix("rater=").and_then(|rest| rest.split(';').next()).unwrap_or_default();
            self.cookie = (!value.is_empty()).then(|| value.to_owned());
        }
        if let Some(form) = reply.between("name=\"form\" value=\"", "\"") {
            self.form = form;
        }
        reply
    }

    async fn get(&mut self, path: &str) -> Reply {
        self.send(Method::GET, path, None).await
    }

    async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let form = self.form.clone();
        let all = [("form", form.as_str())].into_iter().chain(fields.iter().copied());
        let encoded: Vec<String> = all.map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        self.send(Method::POST, path, Some(encoded.join("&"))).await
    }
}

fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// The six digits that an authenticator shows that has this secret.
fn digits(secret: &str, at: Time) -> String {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits: String =
        secret.chars().filter_map(|letter| alphabet.find(letter)).map(|value| format!("{value:05b}")).collect();
    let bytes = bits.as_bytes().chunks_exact(8).map(|byte| byte.iter().fold(0, |sum, bit| sum << 1 | (bit - b'0')));
    let secret: [u8; 20] = bytes.collect::<Vec<u8>>().try_into().expect("twenty bytes");
    let totp = totp_rs::Builder::new().with_secret(secret).build().expect("a secret");
    totp.generate(u64::try_from(at.0 / 1000).expect("after 1970")).to_string()
}

#[tokio::test]
async fn the_first_minute_ends_with_an_owner_and_the_link_is_dead() {
    let house = House::new();
    let link = house.app.store.write(|tx| store::people::make_setup_link(tx, Time::now())).await.expect("a link");
    let path = format!("/setup/{}", link.reveal());
    let mut browser = house.browser();
    assert_eq!(browser.get("/").await.status, StatusCode::OK);
    for _ in 0..3 {
        assert_eq!(browser.get(&path).await.status, StatusCode::OK, "opening the link changes nothing");
    }
    let fields = [
        ("organisation", "Klinik Melati"),
        ("zone", "Asia/Jakarta"),
        ("language", "id"),
        ("name", "Sari"),
        ("email", "sari@example.org"),
    ];
    let with = |password: &'static str| [&fields[..], &[("password", password)]].concat();
    let short = browser.post(&path, &with("short")).await;
    assert_eq!(short.status, StatusCode::OK);
    assert!(short.text.contains("value=\"Klinik Melati\"") && !short.text.contains("value=\"short\""));
    let done = browser.post(&path, &with(PASSWORD)).await;
    assert_eq!((done.status, done.place()), (StatusCode::SEE_OTHER, "/surveys"));
    assert_eq!(browser.get("/account").await.status, StatusCode::OK);
    assert_eq!(house.browser().get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.browser().post(&path, &with(PASSWORD)).await.status, StatusCode::NOT_FOUND);
    // Out, and in again.
    let cookie = browser.cookie.clone();
    assert_eq!(browser.post("/signout", &[]).await.place(), "/signin");
    browser.cookie = cookie;
    assert_eq!(
        browser.get("/account").await.place(),
        "/signin?next=/account",
        "the session is over, not only its cookie"
    );
    browser.cookie = None;
    let again =
        browser.post("/signin", &[("email", " Sari@Example.org"), ("password", PASSWORD), ("next", "/account")]).await;
    assert_eq!(again.place(), "/account");
}

#[tokio::test]
async fn a_second_factor_is_asked_for_from_then_on_and_each_code_counts_once() {
    let house = House::new();
    house.organisation("Klinik Melati", "sari@example.org").await;
    let mut browser = house.signed_in("sari@example.org").await;
    let mut elsewhere = house.signed_in("sari@example.org").await;
    browser.get("/account").await;
    let set_up = browser.post("/account/second-factor", &[]).await;
    let secret = set_up.between("name=\"secret\" value=\"", "\"").expect("a secret");
    assert!(set_up.text.contains("<svg viewBox") && secret.len() == 32);
    let wrong = browser.post("/account/second-factor/confirm", &[("code", "000000"), ("secret", &secret)]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains(&secret), "the picture is shown again");
    let code = digits(&secret, Time::now());
    let confirmed = browser.post("/account/second-factor/confirm", &[("code", &code), ("secret", &secret)]).await;
    assert_eq!(confirmed.status, StatusCode::OK, "{}", confirmed.text);
    let recovery = confirmed.between("<li><code>", "</code>").expect("a recovery code");
    assert_eq!(confirmed.text.matches("<li><code>").count(), 10);
    assert_eq!(browser.get("/account").await.status, StatusCode::OK, "whoever set it up goes on");
    assert_eq!(elsewhere.get("/account").await.place(), "/signin?next=/account", "other sessions end");
    assert!(!browser.get("/account").await.text.contains(&recovery), "codes are shown once");

    let mut next = house.signed_in("sari@example.org").await;
    assert_eq!(next.get("/people").await.place(), "/second-factor", "half signed in opens nothing");
    next.get("/second-factor").await;
    let used = next.post("/second-factor", &[("code", &code)]).await;
    assert_eq!(used.status, StatusCode::UNPROCESSABLE_ENTITY, "the code was used to set it up");
    let half = next.cookie.clone();
    let in_again = next.post("/second-factor", &[("code", &recovery.to_lowercase())]).await;
    assert_eq!((in_again.status, in_again.place()), (StatusCode::SEE_OTHER, "/surveys"));
    assert_ne!(next.cookie, half, "the session has a new name");
    assert_eq!(next.get("/people").await.status, StatusCode::OK);
    let mut third = house.signed_in("sari@example.org").await;
    third.get("/second-factor").await;
    let twice = third.post("/second-factor", &[("code", &recovery)]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "a recovery code counts once");
}

#[tokio::test]
async fn a_wrong_password_and_nobody_of_that_name_are_told_with_the_same_bytes() {
    let house = House::new();
    let scope = house.organisation("Klinik Melati", "sari@example.org").await;
    let suspended = house.member(&scope, "budi@example.org", Role::Viewer).await;
    house
        .app
        .store
        .write(move |tx| store::people::suspend(tx, &scope, &suspended, Time::now()))
        .await
        .expect("suspended");
    let mut told = BTreeMap::new();
    for (email, password) in [
        ("sari@example.org", "this is not the password"),
        ("nemo@example.org", "this is not the password"),
        // The password is right, but there is nowhere to go.
        ("budi@example.org", PASSWORD),
    ] {
        let reply = house.browser().post("/signin", &[("email", email), ("password", password)]).await;
        let mut headers = reply.headers.clone();
        headers.remove("x-request-id");
        told.insert(email, (reply.status, format!("{headers:?}"), reply.text.replace(email, "(address)")));
    }
    let first = &told["sari@example.org"];
    assert_eq!(first.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.values().all(|one| one == first), "{told:#?}");
}

#[tokio::test]
async fn whoever_tries_too_often_has_to_wait() {
    let house = House::new();
    house.organisation("Klinik Melati", "sari@example.org").await;
    let mut statuses = vec![];
    for _ in 0..7 {
        let reply =
            house.browser().post("/signin", &[("email", "sari@example.org"), ("password", "wrong wrong wrong")]).await;
        if reply.status == StatusCode::TOO_MANY_REQUESTS {
            let wait: u32 = reply.headers[header::RETRY_AFTER].to_str().expect("plain").parse().expect("seconds");
            assert!((1..=20).contains(&wait), "{wait}");
        }
        statuses.push(reply.status.as_u16());
    }
    // Five at once; then one every twenty seconds.
    assert_eq!(statuses, [422, 422, 422, 422, 422, 429, 429]);
    let right = house.browser().post("/signin", &[("email", "sari@example.org"), ("password", PASSWORD)]).await;
    assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS, "also with the right password");
}

#[tokio::test]
async fn the_last_owner_stays_and_stays_owner() {
    let house = House::new();
    let scope = house.organisation("Klinik Melati", "sari@example.org").await;
    house.member(&scope, "budi@example.org", Role::Manager).await;
    let mut browser = house.signed_in("sari@example.org").await;
    let page = browser.get("/people").await;
    // Members stand in the order of their names.
    let owner = page
        .text
        .split("action=\"/people/")
        .filter_map(|rest| rest.split_once("/role"))
        .last()
        .expect("a member")
        .0
        .to_owned();
    for (change, fields) in [("role", &[("role", "manager")][..]), ("suspend", &[]), ("remove", &[])] {
        let refused = browser.post(&format!("/people/{owner}/{change}"), fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{change}");
        assert!(refused.text.contains("This is the last owner who can sign in."), "{change}: {}", refused.text);
        assert_eq!(browser.get("/people").await.status, StatusCode::OK, "{change}");
    }
}

#[tokio::test]
async fn a_right_that_was_taken_away_is_gone_with_the_next_request() {
    let house = House::new();
    let scope = house.organisation("Klinik Melati", "sari@example.org").await;
    let mut owner = house.signed_in("sari@example.org").await;
    for (change, fields) in [("role", &[("role", "viewer")][..]), ("suspend", &[]), ("remove", &[]), ("signout", &[])] {
        let email = format!("{change}@example.org");
        let user = house.member(&scope, &email, Role::Owner).await;
        let mut member = house.long_signed_in(&user).await;
        assert_eq!(member.get("/people").await.status, StatusCode::OK);
        owner.get("/people").await;
        let changed = owner.post(&format!("/people/{user}/{change}"), fields).await;
        assert_eq!((changed.status, changed.place()), (StatusCode::SEE_OTHER, "/people"), "{change}: {}", changed.text);
        assert_eq!(member.get("/people").await.place(), "/signin?next=/people", "{change}");
        let tried = member.post("/people/teams", &[("name", "Mine")]).await;
        assert_eq!(tried.status, StatusCode::UNAUTHORIZED, "{change}");
    }
    let mut viewer = house.browser();
    viewer.post("/signin", &[("email", "role@example.org"), ("password", PASSWORD)]).await;
    assert_eq!(viewer.get("/people").await.status, StatusCode::FORBIDDEN, "a viewer is no owner any more");
}

#[tokio::test]
async fn an_invitation_is_shown_once_opens_once_and_makes_a_member() {
    let house = House::new();
    house.organisation("Klinik Melati", "sari@example.org").await;
    let mut owner = house.signed_in("sari@example.org").await;
    owner.get("/people").await;
    let invited = owner.post("/people/invite", &[("email", "Budi@example.org"), ("role", "manager")]).await;
    assert_eq!(invited.status, StatusCode::OK);
    let link = invited.between("http://rater.test", "</code>").expect("a link");
    assert!(link.starts_with("/join/sq_join_"));
    let listed = owner.get("/people").await.text;
    assert!(listed.contains("budi@example.org") && !listed.contains(&link), "the link is shown once");

    let mut browser = house.browser();
    for _ in 0..3 {
        let page = browser.get(&link).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("Klinik Melati"));
    }
    let fields = |password| [("name", "Budi"), ("language", "id"), ("password", password)];
    let weak = browser.post(&link, &fields("password1234")).await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    let joined = browser.post(&link, &fields(OTHER_PASSWORD)).await;
    assert_eq!((joined.status, joined.place()), (StatusCode::SEE_OTHER, "/surveys"));
    assert_eq!(browser.get("/people").await.status, StatusCode::FORBIDDEN, "a manager, as invited");
    assert_eq!(house.browser().get(&link).await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.browser().post(&link, &fields(OTHER_PASSWORD)).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_invitation_never_sets_the_password_of_an_account_that_is_there() {
    let house = House::new();
    house.organisation("Klinik Melati", "sari@example.org").await;
    house.organisation("Klinik Mawar", "budi@example.org").await;
    let mut owner = house.signed_in("sari@example.org").await;
    owner.get("/people").await;
    let invited = owner.post("/people/invite", &[("email", "budi@example.org"), ("role", "viewer")]).await;
    let link = invited.between("http://rater.test", "</code>").expect("a link");
    let mut thief = house.browser();
    assert!(!thief.get(&link).await.text.contains("type=\"password\""));
    let fields = [("name", "Thief"), ("language", "en"), ("password", OTHER_PASSWORD)];
    assert_eq!(thief.post(&link, &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let claimed = owner.post(&format!("{link}/account"), &[]).await;
    assert_eq!(claimed.status, StatusCode::UNPROCESSABLE_ENTITY, "signed in as somebody else");
    let mut budi = house.signed_in("budi@example.org").await;
    assert!(budi.get(&format!("{link}/account")).await.text.contains("budi@example.org"));
    let joined = budi.post(&format!("{link}/account"), &[]).await;
    assert_eq!((joined.status, joined.place()), (StatusCode::SEE_OTHER, "/surveys"), "{}", joined.text);
    let account = budi.get("/account").await.text;
    assert!(account.contains("Klinik Melati") && account.contains("Klinik Mawar"), "both organisations are there");
    assert_eq!(budi.get("/people").await.status, StatusCode::FORBIDDEN, "a viewer here, an owner there");
}

#[tokio::test]
async fn what_belongs_to_others_and_what_does_not_exist_are_told_with_the_same_bytes() {
    let house = House::new();
    let own = house.organisation("Klinik Melati", "sari@example.org").await;
    house.member(&own, "second@example.org", Role::Owner).await;
    let theirs = house.organisation("Klinik Mawar", "budi@example.org").await;
    let member = house.member(&theirs, "dewi@example.org", Role::Viewer).await;
    let made = house.app.store.write(move |tx| {
        let now = Time::now();
        let team = store::people::create_team(tx, &theirs, "Front desk", now)?;
        let (token, _) = store::tokens::create(tx, &theirs, "theirs", &store::tokens::TokenScope::all(), 30, now)?;
        let event = [store::webhooks::Event::WaveClosed];
        let (webhook, _) = store::webhooks::create(tx, &theirs, "https://hooks.example.org/", &event, now)?;
        store::outbox::emit(tx, &theirs, "wave.closed", serde_json::json!({}), now)?;
        let delivery = store::outbox::list(tx, &theirs, None, 1)?.remove(0).id;
        store::staff_invitations::invite(tx, &theirs, "new@example.org", Role::Viewer, None, now)?;
        let invitation = store::staff_invitations::list(tx, &theirs, now)?.remove(0).id;
        Ok((team, token, webhook, delivery, invitation))
    });
    let (team, token, webhook, delivery, invitation) = made.await.expect("all of it");
    let mut browser = house.signed_in("sari@example.org").await;
    browser.get("/people").await;
    let role = [("role", "viewer")];
    let name = [("name", "Taken over")];
    /// An address with a place for an id, another organisation's id, and the form.
    type Probe<'a> = (String, &'a Id, &'a [(&'a str, &'a str)]);
    let probes: Vec<Probe<'_>> = vec![
        ("/people/{}/role".to_owned(), &member, &role),
        ("/people/{}/suspend".to_owned(), &member, &[]),
        ("/people/{}/resume".to_owned(), &member, &[]),
        ("/people/{}/signout".to_owned(), &member, &[]),
        ("/people/{}/remove".to_owned(), &member, &[]),
        ("/people/invitations/{}/withdraw".to_owned(), &invitation, &[]),
        ("/people/teams/{}/rename".to_owned(), &team, &name),
        ("/people/teams/{}/delete".to_owned(), &team, &[]),
        ("/settings/tokens/{}/revoke".to_owned(), &token, &[]),
        ("/settings/webhooks/{}/rotate".to_owned(), &webhook, &[]),
        ("/settings/webhooks/{}/disable".to_owned(), &webhook, &[]),
        ("/settings/webhooks/{}/enable".to_owned(), &webhook, &[]),
        ("/settings/webhooks/{}/delete".to_owned(), &webhook, &[]),
        ("/settings/deliveries/{}/replay".to_owned(), &delivery, &[]),
    ];
    for (path, id, fields) in probes {
        let theirs = browser.post(&path.replace("{}", id.as_str()), fields).await;
        let nobodys = browser.post(&path.replace("{}", Id::random().as_str()), fields).await;
        assert_eq!(theirs.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!((theirs.status, theirs.text), (nobodys.status, nobodys.text), "{path}");
    }
    // A team of another organisation in a field beside a member of one's own.
    let foreign = [("email", "x@example.org"), ("role", "viewer"), ("team", team.as_str())];
    assert_eq!(browser.post("/people/invite", &foreign).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_opens_a_door_is_made_with_the_password_and_shown_once() {
    let house = House::new();
    let scope = house.organisation("Klinik Melati", "sari@example.org").await;
    let user = house.member(&scope, "budi@example.org", Role::Owner).await;
    let mut browser = house.long_signed_in(&user).await;
    let token = [("name", "Data warehouse"), ("scope", "surveys:read"), ("scope", "results:read"), ("days", "30")];
    let webhook = [("url", "https://hooks.example.org/in"), ("event", "wave.closed")];
    for (page, fields) in [("/settings/tokens", &token[..]), ("/settings/webhooks", &webhook)] {
        let shown = browser.get(page).await;
        assert!(shown.text.contains(&format!("/account/prove?next={page}")), "{page}");
        let unproved = browser.post(page, fields).await;
        assert_eq!(
            (unproved.status, unproved.place().to_owned()),
            (StatusCode::SEE_OTHER, format!("/account/prove?next={page}"))
        );
    }
    for path in ["/account/password", "/account/second-factor", "/account/second-factor/remove"] {
        let unproved = browser.post(path, &[("password", OTHER_PASSWORD)]).await;
        assert_eq!(unproved.place(), "/account/prove?next=/account", "{path}");
    }
    browser.get("/account/prove?next=/settings/tokens").await;
    let wrong =
        browser.post("/account/prove", &[("password", "wrong wrong wrong"), ("next", "/settings/tokens")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let outside = browser.post("/account/prove", &[("password", PASSWORD), ("next", "//evil.example")]).await;
    assert_eq!(outside.place(), "/surveys");
    let made = browser.post("/settings/tokens", &token).await;
    let secret = made.between("<code>sq_api_", "</code>").expect("a token");
    let listed = browser.get("/settings/tokens").await.text;
    assert!(
        listed.contains("Data warehouse") && listed.contains("surveys:read, results:read") && !listed.contains(&secret)
    );
    let empty = browser.post("/settings/tokens", &[("name", "Nothing"), ("days", "30")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let made = browser.post("/settings/webhooks", &webhook).await;
    let key = made.between("<code>whsec_", "</code>").expect("a key");
    let listed = browser.get("/settings/webhooks").await.text;
    assert!(listed.contains("https://hooks.example.org/in") && !listed.contains(&key));
    let inward =
        browser.post("/settings/webhooks", &[("url", "https://me:word@10.0.0.1/"), ("event", "wave.closed")]).await;
    assert_eq!(inward.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_new_password_ends_all_other_sessions() {
    let house = House::new();
    house.organisation("Klinik Melati", "sari@example.org").await;
    let mut here = house.signed_in("sari@example.org").await;
    let mut there = house.signed_in("sari@example.org").await;
    here.get("/account").await;
    let weak = here.post("/account/password", &[("password", "qwertyqwerty")]).await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    let before = here.cookie.clone();
    assert_eq!(here.post("/account/password", &[("password", OTHER_PASSWORD)]).await.place(), "/account");
    assert_ne!(here.cookie, before);
    assert_eq!(here.get("/account").await.status, StatusCode::OK);
    assert_eq!(there.get("/account").await.place(), "/signin?next=/account");
    let old = house.browser().post("/signin", &[("email", "sari@example.org"), ("password", PASSWORD)]).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_audit_log_names_who_did_what_and_says_that_its_chain_is_whole() {
    let house = House::new();
    house.organisation("Klinik Melati", "sari@example.org").await;
    let mut browser = house.signed_in("sari@example.org").await;
    browser.get("/settings").await;
    let changed = [("name", "Klinik <b>Melati</b>"), ("zone", "Asia/Makassar"), ("language", "id")];
    assert_eq!(browser.post("/settings", &changed).await.place(), "/settings");
    let unknown = browser.post("/settings", &[("name", "K"), ("zone", "Moon/Base"), ("language", "id")]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    let log = browser.get("/settings/audit").await;
    // The whole chain is read when somebody asks for it, not for every look at the last entries.
    assert!(log.text.contains("Check the whole log") && !log.text.contains("The chain is whole"));
    let checked = browser.get("/settings/audit?check=yes").await;
    assert!(checked.text.contains("The chain is whole"));
    assert!(log.text.contains(">sari</td>") && log.text.contains("organisation.update"));
    assert!(!log.text.contains("<b>Melati</b>"), "a name is text, not a page");
    assert_eq!(browser.get("/settings/audit?before=2").await.status, StatusCode::OK);
    assert_eq!(browser.get("/settings/audit?before=x").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_change_without_the_form_s_token_is_not_made() {
    let house = House::new();
    house.organisation("Klinik Melati", "sari@example.org").await;
    let mut browser = house.signed_in("sari@example.org").await;
    browser.get("/people").await;
    browser.form = "sq_form_00000000000000000000000000000000_000000".to_owned();
    assert_eq!(browser.post("/people/teams", &[("name", "Front desk")]).await.status, StatusCode::FORBIDDEN);
    assert!(!browser.get("/people").await.text.contains("Front desk"));
}

#[tokio::test]
async fn signing_in_leads_nowhere_but_within_this_server() {
    for (next, place) in [
        ("/people", "/people"),
        ("//evil.example", "/surveys"),
        ("/\\evil.example", "/surveys"),
        // Browsers drop tabs and line ends from an address.
        ("/\t/evil.example", "/surveys"),
        ("/\n/evil.example", "/surveys"),
        ("https://evil.example", "/surveys"),
    ] {
        let house = House::new();
        house.organisation("Klinik Melati", "sari@example.org").await;
        let form = [("email", "sari@example.org"), ("password", PASSWORD), ("next", next)];
        let reply = house.browser().post("/signin", &form).await;
        assert_eq!((reply.status, reply.place()), (StatusCode::SEE_OTHER, place), "{next:?}");
    }
}

#[tokio::test]
async fn an_account_that_is_called_like_an_address_has_a_limit_of_its_own() {
    let house = House::new();
    // All requests of these tests come from nowhere, which is written like this.
    for _ in 0..5 {
        let form = [("email", "0.0.0.0"), ("password", "wrong wrong wrong")];
        assert_eq!(house.browser().post("/signin", &form).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn a_form_of_ours_is_taken_over_plain_http_and_one_of_another_site_is_not() {
    let house = House::new();
    house.organisation("Klinik Melati", "sari@example.org").await;
    // Over plain HTTP a browser says only by `Origin` where a form comes from, and under the policy `no-referrer` not even
    // that: then it would be `null`.
    let page = house.browser().get("/signin").await;
    assert_eq!(page.headers[header::REFERRER_POLICY], "same-origin");
    for (origin, status) in [
        ("http://rater.test", StatusCode::SEE_OTHER),
        ("null", StatusCode::FORBIDDEN),
        ("http://evil.test", StatusCode::FORBIDDEN),
    ] {
        let form = format!("email=sari%40example.org&password={}", encoded(PASSWORD));
        let request = Request::builder()
            .method(Method::POST)
            .uri("/signin")
            .header(header::HOST, "rater.test")
            .header(header::ORIGIN, origin)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form))
            .expect("a request");
        let response = house.router.clone().oneshot(request).await.expect("a response");
        assert_eq!(response.status(), status, "{origin}");
    }
}

#[tokio::test]
async fn whoever_makes_up_methods_makes_up_no_numbers() {
    let house = House::new();
    for method in ["FIRST", "SECOND", "GET"] {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        house.browser().send(method, "/signin", None).await;
    }
    let numbers = house.app.metrics.text();
    assert!(numbers.contains("method=\"GET\"") && numbers.contains("method=\"other\""), "{numbers}");
    assert!(!numbers.contains("FIRST") && !numbers.contains("SECOND"), "{numbers}");
}
