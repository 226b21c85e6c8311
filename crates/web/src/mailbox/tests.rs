//! Mailboxes at a mail server of our own on this machine: read, stopped in the middle, numbered anew, slow, refusing, lying.

mod scripted;

use std::path::PathBuf;
use std::time::Instant;

use store::comments::{self, Channel, Comment, Which};
use store::mailboxes::{Mailbox, NewMailbox, Password, Security, Unread};
use store::people::NewOrganisation;
use store::{DatabaseUrl, Id, Options, Scope, Store};

use super::*;
use crate::Settings;
use scripted::{LOGIN, Letter, Manner, PASSWORD, Server, authority};

const SHORT: Patience =
    Patience { connect: Duration::from_secs(5), silence: Duration::from_secs(5), whole: Duration::from_secs(20) };
/// For servers that say nothing.
const SHORTEST: Patience = Patience { silence: Duration::from_millis(300), ..SHORT };
const DAY_SECONDS: i64 = 24 * 3600;

/// An organisation with a mailbox at a server.
struct House {
    store: Option<Store>,
    scope: Scope,
    folder: PathBuf,
    server: Server,
    mailbox: Id,
    patience: Patience,
}

impl Drop for House {
    fn drop(&mut self) {
        self.store = None;
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn account(port: u16, security: Security) -> Account {
    Account {
        host: "localhost".to_owned(),
        port,
        security,
        login: LOGIN.to_owned(),
        password: Password::new(PASSWORD.to_owned()),
        folder: "INBOX".to_owned(),
    }
}

/// The names of tests lead to this machine only.
fn here(_: &str, port: u16) -> std::io::Result<Vec<std::net::SocketAddr>> {
    Ok(vec![([127, 0, 0, 1], port).into()])
}

fn connector() -> Connector {
    Connector::trusting(authority(), true, here, Arc::default())
}

fn open(folder: &std::path::Path) -> Store {
    Store::open(&DatabaseUrl::Sqlite(folder.join("rater.db")), &Options::default()).expect("a store")
}

impl House {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("mailbox_{}", Id::random()));
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        let store = open(&folder);
        let new = NewOrganisation {
            name: "Klinik Melati".to_owned(),
            language: "en".to_owned(),
            zone: "Asia/Jakarta".to_owned(),
            sample: false,
        };
        let scope = store.write(move |tx| store::people::create_organisation(tx, &new, Time::now())).wait();
        let scope = scope.expect("made");
        let server = Server::new(Security::Plain);
        let (by, account) = (scope.clone(), account(server.port, Security::Plain));
        let site = "Cabang Utara".to_owned();
        let new = NewMailbox { account, channel: Channel::Mail, site, touchpoint: None, since: None };
        let mailbox = store.write(move |tx| mailboxes::connect(tx, &by, &new, Time::now())).wait().expect("connected");
        Self { store: Some(store), scope, folder, server, mailbox, patience: SHORT }
    }

    fn store(&self) -> &Store {
        self.store.as_ref().expect("it is open")
    }

    /// Ends the program and starts it again.
    fn restart(&mut self) {
        self.store = None;
        self.store = Some(open(&self.folder));
    }

    /// Takes the mailbox on lease as if a day had passed, so that it is due.
    fn turn(&self) -> Turn {
        let later = Time::now().plus_seconds(2 * DAY_SECONDS);
        let mut turns = self.store().write(move |tx| mailboxes::take_due(tx, later, 10)).wait().expect("a look");
        assert_eq!(turns.len(), 1);
        turns.remove(0)
    }

    /// Reads the mailbox once; how it stands then.
    fn read(&self) -> Mailbox {
        one_turn(self.store(), &connector(), self.patience, self.turn()).expect("the store is well");
        self.mailbox()
    }

    fn mailbox(&self) -> Mailbox {
        let scope = self.scope.clone();
        self.store().read(move |tx| mailboxes::list(tx, &scope)).wait().expect("a list").remove(0)
    }

    fn comments(&self) -> Vec<Comment> {
        let scope = self.scope.clone();
        let read = self.store().read(move |tx| comments::list(tx, &scope, &Which::default(), None, 200));
        read.wait().expect("a list")
    }

    fn words(&self) -> Vec<String> {
        let mut all: Vec<String> = self.comments().into_iter().map(|comment| comment.words).collect();
        all.sort();
        all
    }

    fn unread(&self) -> Vec<Unread> {
        let (scope, id) = (self.scope.clone(), self.mailbox.clone());
        self.store().read(move |tx| mailboxes::refusals(tx, &scope, &id)).wait().expect("a list")
    }

    fn counts(&self) -> (i64, i64, i64) {
        let mailbox = self.mailbox();
        (mailbox.added, mailbox.again, mailbox.refused)
    }
}

/// A message of a customer.
fn letter(number: u32) -> Vec<u8> {
    format!(
        "Message-ID: <{number}@example.org>\r\nDate: Mon, 2 Mar 2026 09:00:00 +0700\r\nFrom: Ana <ana{number}@example.org>\r\n\
         Subject: Re: your letter\r\n\r\nNobody called me back, number {number}.\r\n\r\nOn Sun, 1 Mar 2026, Service wrote:\r\n> We will.\r\n"
    )
    .into_bytes()
}

fn expected(numbers: impl IntoIterator<Item = u32>) -> Vec<String> {
    let mut all: Vec<String> = numbers.into_iter().map(|n| format!("Nobody called me back, number {n}.")).collect();
    all.sort();
    all
}

/// Nothing in the mailbox may be changed by anybody who only reads.
fn only_reads(server: &Server) {
    for line in server.said() {
        let word = line.split(' ').next().unwrap_or_default();
        assert!(
            ["CAPABILITY", "LOGIN", "AUTHENTICATE", "EXAMINE", "UID", "LOGOUT", "STARTTLS"].contains(&word),
            "{line}"
        );
        let peeks = !line.contains("BODY") || line.contains("BODY.PEEK[]");
        assert!(peeks && !line.contains("STORE") && !line.contains("EXPUNGE") && !line.contains("COPY"), "{line}");
    }
}

#[test]
fn messages_become_comments_once_with_what_their_writer_wrote() {
    let house = House::new();
    for number in 1..=3 {
        house.server.put(number * 10, letter(number));
    }
    let mailbox = house.read();
    assert_eq!((mailbox.failure, mailbox.failing_since), (None, None));
    assert!(mailbox.read_at.is_some() && mailbox.read_at < Some(mailbox.next_at));
    assert_eq!(house.words(), expected(1..=3));
    let comment = house.comments().into_iter().find(|one| one.email == "ana2@example.org").expect("it is there");
    assert_eq!(
        (comment.channel, comment.site.as_str(), comment.author.as_str()),
        (Channel::Mail, "Cabang Utara", "Ana")
    );
    assert_eq!(comment.external.as_deref(), Some("2@example.org"));
    assert_eq!(comment.at, Time(1_772_416_800_000), "2 March 2026, 9 o'clock in Jakarta");
    assert!(!comment.clauses.is_empty(), "it was read");

    // Nothing new; then one more.
    house.read();
    house.server.put(31, letter(4));
    house.read();
    assert_eq!(house.words(), expected(1..=4));
    assert_eq!(house.counts(), (4, 0, 0));
    let searched: Vec<String> = house.server.said().into_iter().filter(|line| line.contains("SEARCH")).collect();
    assert_eq!(searched, ["UID SEARCH UID 1:*", "UID SEARCH UID 31:*", "UID SEARCH UID 31:*"]);
    let fetched = house.server.said().into_iter().filter(|line| line.contains("BODY.PEEK")).count();
    assert_eq!(fetched, 2, "a message is fetched once");
    only_reads(&house.server);
}

#[test]
fn a_mailbox_that_is_broken_off_goes_on_after_a_restart_where_it_stood() {
    let mut house = House::new();
    for number in 1..=120 {
        house.server.put(number, letter(number));
    }
    house.server.be(Manner::CutsAt(77));
    let mailbox = house.read();
    assert_eq!(mailbox.failure.as_deref(), Some("connection"));
    // The messages before stand with the place up to where they were read; of those under way, nothing.
    assert_eq!(house.counts(), (50, 0, 0));
    assert_eq!(house.comments().len(), 50);
    house.restart();
    let mailbox = house.read();
    assert_eq!((mailbox.failure, mailbox.added, mailbox.again), (None, 120, 0));
    assert_eq!(house.words(), expected(1..=120));
    assert!(house.server.said().contains(&"UID SEARCH UID 51:*".to_owned()));
    only_reads(&house.server);
}

#[test]
fn a_mailbox_that_is_numbered_anew_is_read_anew_and_nothing_is_taken_twice() {
    let house = House::new();
    house.server.put(500, letter(1));
    house.server.put(501, letter(2));
    house.read();
    {
        let mut script = house.server.script();
        let letters = std::mem::take(&mut script.letters).into_values();
        script.letters = (1..).zip(letters).collect();
        script.validity = 8;
    }
    house.server.put(3, letter(3));
    house.read();
    assert_eq!(house.words(), expected(1..=3));
    assert_eq!(house.counts(), (3, 2, 0));
    let searched: Vec<String> = house.server.said().into_iter().filter(|line| line.contains("SEARCH")).collect();
    assert_eq!(searched, ["UID SEARCH UID 1:*", "UID SEARCH UID 1:*"]);
}

#[test]
fn what_was_imported_from_a_file_is_known_when_it_comes_from_the_mailbox() {
    let house = House::new();
    let path = house.folder.join("in.mbox");
    let text = String::from_utf8(letter(1)).expect("text").replace("\r\n", "\n");
    std::fs::write(&path, format!("From a@example.org Mon Mar  2 09:00:00 2026\n{text}")).expect("a file");
    let opened = crate::comments_file::Opened::new(&path, None, Channel::Mail, "UTC").expect("a mailbox");
    let done = opened.bring(house.store(), &house.scope, "en", &mut |_| ()).expect("it is read");
    assert_eq!(done.added, 1);
    house.server.put(1, letter(1));
    house.server.put(2, letter(2));
    house.read();
    assert_eq!((house.words(), house.counts()), (expected(1..=2), (1, 1, 0)));
}

#[test]
fn a_message_that_is_too_large_is_not_fetched_and_is_told() {
    let house = House::new();
    house.server.put(1, letter(1));
    house.server.script().letters.insert(2, Letter { bytes: letter(2), told: Some(50 << 20) });
    house.server.put(3, letter(3));
    let mailbox = house.read();
    assert_eq!((mailbox.failure, house.words()), (None, expected([1, 3])));
    assert_eq!(house.counts(), (2, 0, 1));
    let unread = house.unread();
    assert_eq!((unread[0].reason.as_str(), unread[0].bytes), ("large", 50 << 20));
    assert_eq!(unread[0].came_at, Some(Time(1_772_416_800_000)), "2 March 2026, 9 o'clock in Jakarta");
    let bodies: Vec<String> = house.server.said().into_iter().filter(|line| line.contains("BODY")).collect();
    assert!(bodies.iter().all(|line| line.starts_with("UID FETCH 1,3 ")), "{bodies:?}");
    // It is passed by, not tried again each time.
    house.read();
    assert_eq!(house.counts(), (2, 0, 1));
}

#[test]
fn of_a_message_with_a_large_attachment_the_text_is_read() {
    let house = House::new();
    let mut bytes =
        b"From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\
        Content-Type: text/plain\r\n\r\nThe queue was long.\r\n--b\r\nContent-Type: image/png\r\n\
        Content-Transfer-Encoding: base64\r\n\r\n"
            .to_vec();
    bytes.resize(12 << 20, b'A');
    house.server.put(1, bytes);
    house.read();
    assert_eq!((house.words(), house.counts()), (vec!["The queue was long.".to_owned()], (1, 0, 0)));
}

#[test]
fn a_message_that_the_server_does_not_give_holds_up_no_other() {
    let house = House::new();
    (1..=4).for_each(|number| house.server.put(number, letter(number)));
    house.server.be(Manner::Keeps(2));
    let mailbox = house.read();
    assert_eq!((mailbox.failure, house.words()), (None, expected([1, 3, 4])));
    assert_eq!((house.counts(), house.unread()[0].reason.as_str()), ((3, 0, 1), "server"));
}

#[test]
fn a_fault_of_the_server_that_passes_loses_no_message() {
    for how in ["NO [SERVERBUG]", "NO", "BAD"] {
        let house = House::new();
        (1..=3).for_each(|number| house.server.put(number, letter(number)));
        house.server.be(Manner::Refuses(how));
        assert_eq!(house.read().failure.as_deref(), Some("withheld"), "{how}");
        assert_eq!(house.counts(), (0, 0, 0));
        house.server.be(Manner::RefusesOnce(how));
        assert_eq!((house.read().failure, house.words()), (None, expected(1..=3)), "{how}");
        assert_eq!(house.counts(), (3, 0, 0));
        // One that begins after the first messages were given.
        (4..=9).for_each(|number| house.server.put(number, letter(number)));
        house.server.be(Manner::FailsAt(7));
        assert_eq!(house.read().failure.as_deref(), Some("withheld"), "{how}");
        house.server.be(Manner::Well);
        assert_eq!((house.read().failure, house.words(), house.counts().2), (None, expected(1..=9), 0), "{how}");
    }
}

#[test]
fn a_message_that_is_never_given_is_passed_by_in_the_end_though_it_comes_alone() {
    let house = House::new();
    (1..=2).for_each(|number| house.server.put(number, letter(number)));
    house.server.be(Manner::Refuses("NO [SERVERBUG]"));
    for _ in 0..6 {
        assert_eq!(house.read().failure.as_deref(), Some("withheld"));
        assert_eq!(house.counts(), (0, 0, 0));
    }
    // One, and not all that is there.
    assert_eq!(house.read().failure.as_deref(), Some("withheld"));
    assert_eq!((house.counts(), house.unread()[0].reason.as_str()), ((0, 0, 1), "server"));
    house.server.be(Manner::Well);
    assert_eq!((house.read().failure, house.words(), house.counts()), (None, expected([2]), (1, 0, 1)));
}

#[test]
fn a_server_that_stops_giving_messages_loses_none_however_often_it_failed_before() {
    let house = House::new();
    (1..=9).for_each(|number| house.server.put(number, letter(number)));
    // It gives nothing for long; then some, and stops: what it gave shows that the rest is no worse.
    house.server.be(Manner::Refuses("NO [SERVERBUG]"));
    (0..6).for_each(|_| assert_eq!(house.read().failure.as_deref(), Some("withheld")));
    house.server.be(Manner::FailsAt(4));
    assert_eq!(house.read().failure.as_deref(), Some("withheld"));
    house.server.be(Manner::Well);
    assert_eq!((house.read().failure, house.words(), house.counts()), (None, expected(1..=9), (9, 0, 0)));
    // No connection all night, and a fault that passes in the morning.
    (10..=12).for_each(|number| house.server.put(number, letter(number)));
    house.server.be(Manner::Bye);
    (0..7).for_each(|_| assert_eq!(house.read().failure.as_deref(), Some("unavailable")));
    house.server.be(Manner::Refuses("NO"));
    assert_eq!((house.read().failure.as_deref(), house.counts()), (Some("withheld"), (9, 0, 0)));
    house.server.be(Manner::Well);
    assert_eq!((house.read().failure, house.words(), house.counts()), (None, expected(1..=12), (12, 0, 0)));
}

#[test]
fn a_message_that_is_left_out_without_a_word_is_told_and_one_that_was_deleted_is_not() {
    for manner in [Manner::Omits(2), Manner::Omits(3), Manner::Mumbles(2), Manner::Mumbles(3)] {
        let house = House::new();
        (1..=4).for_each(|number| house.server.put(number, letter(number)));
        house.server.be(manner);
        let (Manner::Omits(missing) | Manner::Mumbles(missing)) = manner else { unreachable!() };
        assert_eq!(house.read().failure, None, "{manner:?}");
        let others = (1..=4).filter(|number| *number != missing);
        assert_eq!((house.words(), house.counts()), (expected(others), (3, 0, 1)), "{manner:?}");
        assert_eq!(house.unread()[0].reason, "server");
        only_reads(&house.server);
    }
    let house = House::new();
    (1..=4).for_each(|number| house.server.put(number, letter(number)));
    house.server.be(Manner::Loses(2));
    assert_eq!(house.read().failure, None);
    assert_eq!((house.words(), house.counts()), (expected([1, 3, 4]), (3, 0, 0)));
}

#[test]
fn over_a_slow_line_a_reading_comes_further_than_the_one_before() {
    let mut house = House::new();
    for number in 1..=4 {
        let mut bytes = letter(number);
        bytes.extend(b"> quoted quoted quoted quoted quoted\r\n".repeat(80_000));
        house.server.put(number, bytes);
    }
    // About three megabytes each: one is kept at a time, though a lot of fifty was not full.
    house.server.be(Manner::HangsAt("UID FETCH 3 (UID BODY"));
    house.patience = Patience { silence: Duration::from_secs(1), ..SHORT };
    assert_eq!(house.read().failure.as_deref(), Some("slow"));
    assert_eq!(house.counts(), (2, 0, 0));
    house.server.be(Manner::Well);
    house.patience = SHORT;
    assert_eq!((house.read().failure, house.counts()), (None, (4, 0, 0)));
}

#[test]
fn a_message_with_an_impossible_date_counts_as_of_when_it_came() {
    let house = House::new();
    let text = "Message-ID: <1@x>\r\nDate: Mon, 30 Feb 2026 09:00:00 +0700\r\nFrom: a@example.org\r\n\r\nIt leaks.\r\n";
    house.server.put(1, text);
    house.read();
    assert_eq!((house.words(), house.counts()), (vec!["It leaks.".to_owned()], (1, 0, 0)));
    assert_eq!(house.comments()[0].at, Time(1_772_416_800_000), "2 March 2026, 9 o'clock in Jakarta");
}

#[test]
fn a_server_that_announces_more_than_there_is_room_for_is_left() {
    let house = House::new();
    house.server.put(1, letter(1));
    house.server.be(Manner::Swells(1));
    assert_eq!(house.read().failure.as_deref(), Some("reply"));
    assert_eq!(house.counts(), (0, 0, 0));
}

#[test]
fn mail_in_other_alphabets_and_of_html_is_read_and_damage_loses_no_words() {
    let house = House::new();
    house.server.put(1, &b"Message-ID: <1@x>\r\nFrom: a@example.org\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nEsper\xe9 dos horas.\r\n"[..]);
    house.server.put(2, "Message-ID: <2@x>\r\nFrom: b@example.org\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<style>p{}</style><p>Nobody&nbsp;came 😡</p>\r\n");
    house.server.put(3, &b"Message-ID: <3@x>\r\nFrom: no address at all\r\n\r\n\xff\xfe It leaks. \xc3\r\n"[..]);
    house.server.put(4, "Message-ID: <4@x>\r\nFrom: d@example.org\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n");
    // A name that no column holds: it is shortened, and known when it comes again.
    house
        .server
        .put(5, format!("Message-ID: <{0}@x>\r\nFrom: \"{0}\" <e@example.org>\r\n\r\nToo cold.\r\n", "n".repeat(400)));
    house.server.put(6, "");
    house.read();
    let words = house.words();
    assert_eq!(words.len(), 4, "{words:?}");
    for text in ["Esperé dos horas.", "Nobody came 😡", "It leaks.", "Too cold."] {
        assert!(words.iter().any(|found| found.contains(text)), "{text}: {words:?}");
    }
    let reasons: Vec<String> = house.unread().into_iter().map(|one| one.reason).collect();
    assert_eq!(reasons, ["empty", "empty"]);
    house.server.script().validity += 1;
    house.read();
    assert_eq!(house.counts(), (4, 4, 4));
}

#[test]
fn every_trouble_has_its_own_name_and_nothing_is_kept() {
    let mut house = House::new();
    house.server.put(1, letter(1));
    house.patience = SHORTEST;
    for (manner, expected) in [
        (Manner::Silent, "slow"),
        (Manner::HangsAt("LOGIN"), "slow"),
        (Manner::HangsAt("UID SEARCH"), "slow"),
        (Manner::HangsAt("UID FETCH"), "slow"),
        (Manner::NotMail, "reply"),
        (Manner::Bye, "unavailable"),
    ] {
        house.server.be(manner);
        assert_eq!(house.read().failure.as_deref(), Some(expected), "{manner:?}");
    }
    house.server.be(Manner::Well);
    house.server.script().folder = "Elsewhere".to_owned();
    assert_eq!(house.read().failure.as_deref(), Some("folder"));
    assert!(house.comments().is_empty());
    house.server.script().folder = "INBOX".to_owned();
    let mailbox = house.read();
    assert_eq!((mailbox.failure, mailbox.failing_since, house.words()), (None, None, expected([1])));
}

#[test]
fn a_trial_says_what_is_wrong() {
    let server = Server::new(Security::Plain);
    let tried = |change: &dyn Fn(&mut Account)| {
        let mut account = account(server.port, Security::Plain);
        change(&mut account);
        try_with(&connector(), &account, SHORTEST)
    };
    assert_eq!(tried(&|_| {}), Ok(()));
    assert_eq!(tried(&|one| one.password = Password::new("another".to_owned())), Err(Trouble::Login));
    assert_eq!(tried(&|one| one.login = "them@example.org".to_owned()), Err(Trouble::Login));
    assert_eq!(tried(&|one| one.folder = "Reseñas".to_owned()), Err(Trouble::Folder));
    server.script().folder = "Rese&APE-as".to_owned();
    assert_eq!(tried(&|one| one.folder = "Reseñas".to_owned()), Ok(()));
    assert_eq!(tried(&|one| one.host = "a b".to_owned()), Err(Trouble::Spelling));
    // A port at which nobody listens any more.
    let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|one| one.local_addr()).expect("a port").port();
    assert_eq!(tried(&|one| one.port = free), Err(Trouble::Refused));
    // A server that speaks at once does not speak TLS.
    assert_eq!(tried(&|one| one.security = Security::Tls), Err(Trouble::Tls));
    assert_eq!(tried(&|one| one.security = Security::StartTls), Err(Trouble::Tls));
    let unknown = Connector::new(true, |_, _| Err(std::io::ErrorKind::NotFound.into()), Arc::default());
    assert_eq!(try_with(&unknown, &account(server.port, Security::Plain), SHORTEST), Err(Trouble::Unknown));
    assert!(
        !server.said().iter().any(|line| line.contains("SELECT") || line.contains("FETCH")),
        "a trial reads nothing"
    );
}

#[test]
fn passwords_go_by_either_way_that_servers_know() {
    let server = Server::new(Security::Plain);
    for plain in [false, true] {
        server.script().plain = plain;
        assert_eq!(try_with(&connector(), &account(server.port, Security::Plain), SHORT), Ok(()));
        let word = if plain { "AUTHENTICATE PLAIN" } else { "LOGIN" };
        assert!(server.said().iter().any(|line| line.starts_with(word)), "{word}");
    }
}

#[test]
fn tls_protects_from_the_start_or_after_a_greeting_and_only_with_a_good_certificate() {
    for security in [Security::Tls, Security::StartTls] {
        let server = Server::new(security);
        let account = account(server.port, security);
        assert_eq!(try_with(&connector(), &account, SHORT), Ok(()), "{security:?}");
        // One that nobody of ours vouches for, and one for another name.
        let strict = Connector::new(true, here, Arc::default());
        assert_eq!(try_with(&strict, &account, SHORT), Err(Trouble::Certificate), "{security:?}");
        let other = Account { host: "imap.example.org".to_owned(), ..account.clone() };
        assert_eq!(try_with(&connector(), &other, SHORT), Err(Trouble::Certificate), "{security:?}");
        let signed_in = server.said().iter().filter(|line| line.starts_with("LOGIN")).count();
        assert_eq!(signed_in, 1, "no password goes to a server that is not who it says it is");
    }
}

#[test]
fn what_is_said_before_the_connection_is_protected_is_not_believed() {
    let server = Server::new(Security::StartTls);
    server.be(Manner::SpeaksTooSoon);
    assert_eq!(try_with(&connector(), &account(server.port, Security::StartTls), SHORTEST), Err(Trouble::Reply));
    assert!(!server.said().iter().any(|line| line.starts_with("LOGIN")));
}

#[test]
fn no_packet_goes_inward_without_the_setting_for_tests() {
    let server = Server::new(Security::Plain);
    let connector = Connector::trusting(authority(), false, addresses::look_up, Arc::default());
    for security in Security::ALL {
        for host in
            ["127.0.0.1", "localhost", "::1", "0.0.0.0", "::ffff:127.0.0.1", "10.0.0.1", "169.254.169.254", "fd00::1"]
        {
            let account = Account { host: host.to_owned(), ..account(server.port, security) };
            assert_eq!(try_with(&connector, &account, SHORTEST), Err(Trouble::Inward), "{host}");
        }
        for host in ["0x7f.1", "2130706433", "127.1", "0177.0.0.1", "a/b", "user@example.org"] {
            let account = Account { host: host.to_owned(), ..account(server.port, security) };
            assert_eq!(try_with(&connector, &account, SHORTEST), Err(Trouble::Spelling), "{host}");
        }
    }
    assert!(server.said().is_empty());
    // Without protection it goes to this machine only, whatever is allowed.
    let outward = |_: &str, port| Ok(vec![([192, 0, 2, 1], port).into()]);
    let allowed = Connector::trusting(authority(), true, outward, Arc::default());
    assert_eq!(try_with(&allowed, &account(server.port, Security::Plain), SHORTEST), Err(Trouble::Inward));
}

#[test]
fn a_mailbox_that_is_paused_while_it_is_read_keeps_nothing_more() {
    let house = House::new();
    (1..=3).for_each(|number| house.server.put(number, letter(number)));
    let turn = house.turn();
    let (scope, id) = (house.scope.clone(), house.mailbox.clone());
    house.store().write(move |tx| mailboxes::pause(tx, &scope, &id, Time::now())).wait().expect("paused");
    one_turn(house.store(), &connector(), SHORT, turn).expect("nothing to complain about");
    assert_eq!((house.counts(), house.comments().len()), ((0, 0, 0), 0));
    let (scope, id) = (house.scope.clone(), house.mailbox.clone());
    house.store().write(move |tx| mailboxes::resume(tx, &scope, &id, Time::now())).wait().expect("on again");
    house.read();
    assert_eq!(house.counts(), (3, 0, 0));
}

#[test]
fn a_server_that_is_to_stop_does_not_wait_for_a_mail_server() {
    let house = House::new();
    house.server.put(1, letter(1));
    // It has failed before: that is not forgotten by being stopped.
    house.server.be(Manner::Bye);
    assert_eq!(house.read().failure.as_deref(), Some("unavailable"));
    house.server.be(Manner::HangsAt("UID FETCH"));
    let stop = Arc::new(AtomicBool::new(false));
    let connector = Connector::trusting(authority(), true, here, Arc::clone(&stop));
    let (store, turn) = (house.store().clone(), house.turn());
    let patience = Patience { silence: Duration::from_secs(600), whole: Duration::from_secs(600), ..SHORT };
    let reading = std::thread::spawn(move || one_turn(&store, &connector, patience, turn));
    while !house.server.said().iter().any(|line| line.starts_with("UID FETCH")) {
        std::thread::sleep(Duration::from_millis(5));
    }
    let begun = Instant::now();
    stop.store(true, Ordering::Relaxed);
    reading.join().expect("no panic").expect("it gives the mailbox back");
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    // It is no failure and no success: what failed before stands.
    let mailbox = house.mailbox();
    assert_eq!((mailbox.failure.as_deref(), mailbox.failing_since.is_some()), (Some("unavailable"), true));
}

#[test]
fn a_fault_of_ours_is_told_on_the_page_and_the_mailbox_is_tried_again() {
    let house = House::new();
    house.server.put(1, letter(1));
    let turn = house.turn();
    assert_eq!(noted(house.store(), &turn, || panic!("a fault that the test made")), Ok(()));
    let failed = house.mailbox();
    assert_eq!((failed.failure.as_deref(), failed.failing_since.is_some()), (Some("fault"), true));
    let damaged = || StoreError::Damaged("made by the test".to_owned());
    let turn = house.turn();
    assert_eq!(noted(house.store(), &turn, || Err(Stop::Store(damaged()))), Err(damaged()));
    assert_eq!(house.mailbox().failure.as_deref(), Some("fault"));
    let mailbox = house.read();
    assert_eq!((mailbox.failure, mailbox.failing_since, house.counts()), (None, None, (1, 0, 0)));
}

#[test]
fn a_trial_ends_in_time_however_slow_the_server_is() {
    let server = Server::new(Security::Plain);
    server.be(Manner::Silent);
    let patience = Patience { whole: Duration::from_millis(300), ..SHORT };
    let begun = Instant::now();
    assert_eq!(try_with(&connector(), &account(server.port, Security::Plain), patience), Err(Trouble::Slow));
    // A look-up that never comes back, within the same time.
    let slow = |_: &str, _| {
        std::thread::sleep(Duration::from_secs(60));
        Ok(vec![])
    };
    let connector = Connector::new(true, slow, Arc::default());
    assert_eq!(try_with(&connector, &account(server.port, Security::Plain), patience), Err(Trouble::Slow));
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[test]
fn the_server_reads_what_is_due_by_itself_and_ends_when_it_is_to_stop() {
    let house = House::new();
    (1..=3).for_each(|number| house.server.put(number, letter(number)));
    let mut settings = Settings::new("127.0.0.1:0".parse().expect("an address"));
    settings.webhooks_to_private = true;
    let app = App::new(house.store().clone(), settings);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("one");
    let (stop, stopping) = watch::channel(false);
    let worker = {
        let _inside = runtime.enter();
        begin(&app, stopping)
    };
    let begun = Instant::now();
    while house.mailbox().read_at.is_none() {
        assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", house.mailbox());
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(house.counts(), (3, 0, 0));
    let _ = stop.send(true);
    runtime.block_on(worker).expect("the worker ends");
}
