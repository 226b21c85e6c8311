//! What a mail server of our own receives.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};

use proptest::prelude::*;

use super::*;

/// One conversation: what was said before the data, and the data.
pub struct Received {
    pub recipients: Vec<String>,
    pub data: String,
}

/// How a server of ours ends a mail.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// With a receipt.
    Kind,
    /// By going away after the data of the first mail, so that the sender cannot know.
    CutOnce,
    /// By refusing every recipient for good.
    Refusing,
}

/// A mail server on this machine, for as many mails as are sent.
pub fn sink(manner: Manner) -> (Smtp, Receiver<Received>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("bound").port();
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut cut = manner == Manner::CutOnce;
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let mut lines = BufReader::new(stream.try_clone().expect("a second handle"));
            let mut say = |text: &str| stream.write_all(text.as_bytes()).is_ok();
            say("220 sink ESMTP\r\n");
            let mut recipients = vec![];
            loop {
                let mut line = String::new();
                if lines.read_line(&mut line).unwrap_or(0) == 0 {
                    break;
                }
                let verb = line.split([' ', '\r']).next().unwrap_or_default().to_ascii_uppercase();
                match verb.as_str() {
                    "EHLO" | "HELO" => say("250-sink\r\n250 8BITMIME\r\n"),
                    "RCPT" if manner == Manner::Refusing => say("550 no such box\r\n"),
                    "RCPT" => {
                        recipients.push(line.trim().to_owned());
                        say("250 ok\r\n")
                    }
                    "DATA" => {
                        say("354 go on\r\n");
                        let mut data = String::new();
                        loop {
                            let mut line = String::new();
                            if lines.read_line(&mut line).unwrap_or(0) == 0 || line == ".\r\n" {
                                break;
                            }
                            data.push_str(line.strip_prefix('.').unwrap_or(&line));
                        }
                        let gone = sender.send(Received { recipients: std::mem::take(&mut recipients), data }).is_err();
                        if gone || std::mem::take(&mut cut) {
                            break;
                        }
                        say("250 kept\r\n")
                    }
                    "QUIT" => {
                        say("221 bye\r\n");
                        break;
                    }
                    _ => say("250 ok\r\n"),
                };
            }
        }
    });
    let host = "127.0.0.1".to_owned();
    (Smtp { host, port, credentials: None, from: "Rater <rater@example.org>".to_owned(), plain: true }, receiver)
}

/// The names of the headers of a mail, unfolded, in order of the alphabet.
fn header_names(data: &str) -> Vec<String> {
    let head = data.split("\r\n\r\n").next().unwrap_or_default();
    assert!(!head.replace("\r\n", "").contains(['\r', '\n', '\0']), "{head:?}");
    let lines = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
    let mut names: Vec<String> = lines.map(|line| line.split(':').next().unwrap_or_default().to_owned()).collect();
    names.sort();
    names
}

const HEADERS: [&str; 8] = [
    "Auto-Submitted",
    "Content-Transfer-Encoding",
    "Content-Type",
    "Date",
    "From",
    "MIME-Version",
    "Message-ID",
    "Subject",
];

fn expected_headers() -> Vec<String> {
    let mut names: Vec<String> = HEADERS.iter().map(|name| (*name).to_owned()).collect();
    names.push("To".to_owned());
    names.sort();
    names
}

fn mail(to: &str, subject: &str, text: &str) -> Mail {
    Mail { to: to.to_owned(), subject: subject.to_owned(), text: text.to_owned() }
}

const SUBJECTS: &[&str] = &[
    "Sari\r\nBcc: thief@example.org invites you",
    "Sari\nBcc: thief@example.org",
    "Sari\rBcc: thief@example.org",
    "Sari\r\n\r\nA body of mine",
    "Sari\0\r\nX: y",
    "=?utf-8?q?Sari=0D=0ABcc:_thief@example.org?=",
    "=?utf-8?b?U2FyaQ0KQmNjOiB0aGllZkBleGFtcGxlLm9yZw==?=",
    "Sari\u{2028}Bcc: thief@example.org",
    "Sari\u{85}Bcc: thief@example.org",
    "\u{202e}gro.elpmaxe@feiht",
    "Señora Sari mengundang Anda",
    "",
];

#[test]
fn a_subject_adds_no_header_and_no_recipient() {
    let (smtp, received) = sink(Manner::Kind);
    let postman = Postman::new(&smtp).expect("good settings");
    let long = "Sari ".repeat(2000);
    for subject in SUBJECTS.iter().copied().chain([long.as_str()]) {
        assert_eq!(postman.send("0190-1", &mail("budi@example.org", subject, "Halo")), Outcome::Arrived, "{subject:?}");
        let got = received.recv().expect("a mail");
        assert_eq!(header_names(&got.data), expected_headers(), "{subject:?}\n{}", got.data);
        assert_eq!(got.recipients, ["RCPT TO:<budi@example.org>"]);
        // An encoded word of the subject's own does not stay one: a reader would decode it.
        let lower = got.data.to_lowercase();
        assert!(!lower.contains("=?utf-8?q?sari=0d") && !lower.contains("=?utf-8?b?u2fyaq0k"), "{}", got.data);
    }
}

#[test]
fn an_address_that_is_none_reaches_no_server() {
    let (smtp, received) = sink(Manner::Kind);
    let postman = Postman::new(&smtp).expect("good settings");
    for to in [
        "budi@example.org\r\nBcc: thief@example.org",
        "budi@example.org>\r\nRCPT TO:<thief@example.org",
        "Budi <budi@example.org>",
        "budi@example.org, thief@example.org",
        "budi@example.org\0",
        "budi",
        "",
        "@example.org",
        "budi@exa mple.org",
    ] {
        assert_eq!(postman.send("0190-1", &mail(to, "Halo", "Halo")), Outcome::Refused("address".to_owned()), "{to:?}");
    }
    assert!(received.try_recv().is_err());
}

#[test]
fn a_line_with_a_dot_alone_does_not_end_the_mail() {
    let (smtp, received) = sink(Manner::Kind);
    let postman = Postman::new(&smtp).expect("good settings");
    let text = "First\r\n.\r\nMAIL FROM:<thief@example.org>\r\n..\r\nLast";
    assert_eq!(postman.send("0190-1", &mail("budi@example.org", "Dots", text)), Outcome::Arrived);
    let got = received.recv().expect("a mail");
    let body = got.data.split_once("\r\n\r\n").expect("head and body").1;
    assert!(body.starts_with("First\r\n.\r\nMAIL FROM:<thief@example.org>\r\n..\r\nLast"), "{body:?}");
    assert!(received.try_recv().is_err(), "one mail and no second");
}

#[test]
fn a_mail_that_was_cut_off_goes_again_under_the_same_id() {
    let (smtp, received) = sink(Manner::CutOnce);
    let postman = Postman::new(&smtp).expect("good settings");
    let sent = mail("budi@example.org", "Halo", "Halo");
    assert!(matches!(postman.send("0190-7", &sent), Outcome::Again(_)));
    assert_eq!(postman.send("0190-7", &sent), Outcome::Arrived);
    for _ in 0..2 {
        assert!(received.recv().expect("a mail").data.contains("Message-ID: <0190-7@example.org>\r\n"));
    }
}

#[test]
fn a_mail_that_is_refused_for_good_is_not_tried_again() {
    let (smtp, _received) = sink(Manner::Refusing);
    let postman = Postman::new(&smtp).expect("good settings");
    assert_eq!(
        postman.send("0190-1", &mail("nobody@example.org", "Halo", "")),
        Outcome::Refused("status:550".to_owned())
    );
}

#[test]
fn mail_goes_unencrypted_to_this_machine_only() {
    let smtp = |host: &str, plain| Smtp {
        host: host.to_owned(),
        port: 587,
        credentials: None,
        from: "rater@example.org".to_owned(),
        plain,
    };
    for host in ["mail.example.org", "10.0.0.1", "localhost.example.org"] {
        assert!(Postman::new(&smtp(host, true)).is_none(), "{host}");
    }
    assert!(Postman::new(&smtp("localhost", true)).is_some());
    assert!(Postman::new(&smtp("mail.example.org", false)).is_some());
}

#[test]
fn a_server_that_does_not_encrypt_gets_no_mail() {
    let (smtp, received) = sink(Manner::Kind);
    let postman = Postman::new(&Smtp { plain: false, ..smtp }).expect("good settings");
    assert!(!matches!(postman.send("0190-1", &mail("budi@example.org", "Halo", "")), Outcome::Arrived));
    assert!(received.try_recv().is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    /// The bytes of a mail have the headers we gave it, whatever is in its subject and text.
    #[test]
    fn whatever_the_subject_the_headers_are_ours(subject in "\\PC{0,40}[\r\n\0\u{85}\u{2028}:=?]{0,4}\\PC{0,300}", text in "(\\PC|[\r\n.]){0,200}") {
        let (to, from) = ("budi@example.org", "Rater <rater@example.org>".to_owned());
        let smtp = Smtp { host: "localhost".to_owned(), port: 25, credentials: None, from, plain: true };
        let message = Postman::new(&smtp).and_then(|postman| postman.message("0190-1", &mail(to, &subject, &text)));
        let message = message.expect("a mail");
        let data = String::from_utf8(message.formatted()).expect("ASCII");
        prop_assert_eq!(header_names(&data), expected_headers());
        prop_assert_eq!(message.envelope().to().len(), 1);
    }
}
