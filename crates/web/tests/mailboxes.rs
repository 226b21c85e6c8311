//! The page where a mailbox is connected, with a mail server of our own on this machine, and the server that reads it.

#[expect(dead_code, reason = "the tests of the reader need more of it")]
#[path = "../src/mailbox/scripted.rs"]
mod scripted;
mod serving;

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use scripted::{LOGIN, PASSWORD, Server};
use serving::{Desk, House, Page};
use store::comments::{self, Comment, Which};
use store::mailboxes::{self, Mailbox, Security};
use store::{DatabaseUrl, Role};

const HERE: &str = "/comments/mailboxes";

impl House {
    async fn mailboxes(&self) -> Vec<Mailbox> {
        self.does(mailboxes::list).await
    }

    async fn comments(&self) -> Vec<Comment> {
        self.does(|tx, scope| comments::list(tx, scope, &Which::default(), None, 200)).await
    }

    /// One whose server may reach this machine, for tests.
    async fn reaching_inward() -> Self {
        Self::with("en", |settings| settings.webhooks_to_private = true).await
    }
}

async fn connect(desk: &Desk<'_>, server: &Server, password: &str, folder: &str) -> Page {
    let port = server.port.to_string();
    let fields = [
        ("host", "localhost"),
        ("port", port.as_str()),
        ("security", "plain"),
        ("login", LOGIN),
        ("password", password),
        ("folder", folder),
        ("channel", "mail"),
        ("site", "North"),
        ("since", "2026-01-31"),
    ];
    desk.post(HERE, &fields).await
}

fn server() -> Server {
    let server = Server::new(Security::Plain);
    server.put(1, "Message-ID: <1@x>\r\nFrom: Ana <ana@example.org>\r\n\r\nNobody called me back.\r\n");
    server
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_connects_a_mailbox_and_its_messages_become_comments() {
    let house = House::reaching_inward().await;
    let owner = house.desk(Role::Owner, "en").await;
    let server = server();
    owner.get("/comments").await.has("href=\"/comments/mailboxes\"");
    owner.get(HERE).await.is(StatusCode::OK).has("Connect a mailbox").has("type=\"password\"");
    connect(&owner, &server, PASSWORD, "").await.is(StatusCode::SEE_OTHER);
    owner.get(HERE).await.has(LOGIN).has("It will be read for the first time in a moment.").lacks("sandi-");
    // The day is the thirtieth after the first of that year, which is the 20 454th after that of 1970.
    assert_eq!(house.mailboxes().await[0].since, Some(20_454 + 30));
    assert!(server.said().iter().all(|line| !line.contains("SEARCH")), "connecting reads nothing");

    let running = web::serve(house.app.clone()).await.expect("a free port");
    let begun = Instant::now();
    while house.mailboxes().await[0].read_at.is_none() {
        assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", house.mailboxes().await);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    running.stop().await;
    let all = house.comments().await;
    assert_eq!((all.len(), all[0].words.as_str(), all[0].site.as_str()), (1, "Nobody called me back.", "North"));
    owner.get(HERE).await.in_order(&["Last read", "New comments</dt><dd>1", "Were here already</dt><dd>0"]);
    assert!(server.said().iter().any(|line| line == "UID SEARCH UID 1:* SINCE 31-Jan-2026"), "{:?}", server.said());
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_wrong_is_said_in_one_sentence_and_the_form_keeps_what_was_typed_but_the_password() {
    let house = House::reaching_inward().await;
    let server = server();
    for (language, sentence) in [
        ("en", "The mail server refuses user name or password."),
        ("id", "Server surel menolak nama pengguna atau kata sandi."),
        ("es", "El servidor de correo rechaza el usuario o la contraseña."),
    ] {
        let owner = house.desk(Role::Owner, language).await;
        let page = connect(&owner, &server, "canary-wrong", "").await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).has(sentence).has("value=\"localhost\"").lacks("canary-wrong");
    }
    let owner = house.desk(Role::Owner, "en").await;
    connect(&owner, &server, PASSWORD, "Elsewhere").await.has("There is no such folder in this mailbox.");
    connect(&owner, &server, "", "").await.is(StatusCode::UNPROCESSABLE_ENTITY).has("Give the password");
    let hosts = [("host", "https://imap.example.org"), ("login", "a"), ("password", "b")];
    owner.post(HERE, &hosts).await.is(StatusCode::UNPROCESSABLE_ENTITY).has("Give the name of the mail server");
    let inward = [("host", "mail.example.org"), ("security", "plain"), ("login", "a"), ("password", "b")];
    owner.post(HERE, &inward).await.is(StatusCode::UNPROCESSABLE_ENTITY).has("Without protection only");
    owner.post(HERE, &[]).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    for day in ["2026-02-30", "31.01.2026", "yesterday"] {
        let fields = [("host", "localhost"), ("login", LOGIN), ("password", PASSWORD), ("since", day)];
        let page = owner.post(HERE, &fields).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY).has("Give the day of the first message").has(day);
    }
    assert!(house.mailboxes().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailbox_is_tried_paused_given_another_password_and_disconnected() {
    let house = House::reaching_inward().await;
    let owner = house.desk(Role::Owner, "en").await;
    let server = server();
    connect(&owner, &server, PASSWORD, "").await.is(StatusCode::SEE_OTHER);
    connect(&owner, &server, PASSWORD, "INBOX").await.has("is connected already");
    let one = format!("{HERE}/{}", house.mailboxes().await[0].id);
    owner.post(&format!("{one}/test"), &[]).await.is(StatusCode::OK).has("The connection works");
    server.script().folder = "Moved".to_owned();
    let gone = owner.post(&format!("{one}/test"), &[]).await;
    gone.is(StatusCode::UNPROCESSABLE_ENTITY).has("There is no such folder");
    server.script().folder = "INBOX".to_owned();
    owner.post(&format!("{one}/pause"), &[]).await.is(StatusCode::SEE_OTHER);
    owner.get(HERE).await.has("Paused since").has("Go on");
    owner.post(&format!("{one}/resume"), &[]).await.is(StatusCode::SEE_OTHER);
    owner.get(HERE).await.lacks("Paused since");
    // Another password is kept once it opens the mailbox.
    let wrong = owner.post(&format!("{one}/password"), &[("password", "wrong")]).await;
    wrong.is(StatusCode::UNPROCESSABLE_ENTITY).has("refuses user name or password");
    owner.post(&format!("{one}/test"), &[]).await.has("The connection works");
    owner.post(&format!("{one}/password"), &[("password", PASSWORD)]).await.is(StatusCode::SEE_OTHER);

    owner.post(&format!("{one}/disconnect"), &[]).await.is(StatusCode::SEE_OTHER);
    assert!(house.mailboxes().await.is_empty());
    let DatabaseUrl::Sqlite(path) = house.store.url().clone() else { panic!("a file") };
    for file in [path.clone(), path.with_extension("db-wal")] {
        let bytes = std::fs::read(file).unwrap_or_default();
        assert!(!bytes.windows(PASSWORD.len()).any(|some| some == PASSWORD.as_bytes()), "it is forgotten");
    }
    let log: Vec<String> = house
        .does(|tx, scope| store::audit::list(tx, scope, None, 100))
        .await
        .into_iter()
        .map(|entry| entry.action)
        .filter(|action| action.starts_with("mailbox."))
        .collect();
    let expected = ["disconnect", "password", "resume", "pause", "connect"].map(|act| format!("mailbox.{act}"));
    assert_eq!(log, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_stays_behind_when_everything_is_taken_along() {
    let house = House::reaching_inward().await;
    let owner = house.desk(Role::Owner, "en").await;
    connect(&owner, &server(), PASSWORD, "").await.is(StatusCode::SEE_OTHER);
    let files = house
        .does(|tx, scope| {
            let mut files = std::collections::BTreeMap::new();
            let mut put = |name: &str, bytes: Vec<u8>| {
                files.insert(name.to_owned(), String::from_utf8_lossy(&bytes).into_owned());
                Ok(())
            };
            web::api::everything(tx, scope, "https://rater.example", store::Time::now(), &mut put)?;
            Ok(files)
        })
        .await;
    assert!(files["mailboxes.json"].contains(LOGIN));
    assert!(files.values().all(|text| !text.contains("sandi-")), "no file holds it");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_an_owner_who_gave_the_password_lately_connects_one_and_it_does_not_lead_inward() {
    let house = House::speaking("en").await;
    let server = server();
    let manager = house.desk(Role::Manager, "en").await;
    manager.get(HERE).await.is(StatusCode::FORBIDDEN);
    connect(&manager, &server, PASSWORD, "").await.is(StatusCode::FORBIDDEN);
    manager.get("/comments").await.lacks("href=\"/comments/mailboxes\"");
    let since = store::Time::now().plus_seconds(-11 * 60);
    let long_ago = house.desk_since(Role::Owner, "en", since).await;
    long_ago.get(HERE).await.has("/account/prove?next=/comments/mailboxes").lacks("type=\"password\"");
    let sent = connect(&long_ago, &server, PASSWORD, "").await;
    assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, "/account/prove?next=/comments/mailboxes"));
    let owner = house.desk(Role::Owner, "en").await;
    owner.get(HERE).await.lacks("value=\"plain\"");
    let page = connect(&owner, &server, PASSWORD, "").await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).has("leads to this computer or its network");
    assert!(server.said().is_empty() && house.mailboxes().await.is_empty());
}
