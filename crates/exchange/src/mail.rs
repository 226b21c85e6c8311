//! Mail: one message, or a mailbox of many, as records of a comment each.
//!
//! Separate from tables, because a message has parts, encodings and a history that its writer only quotes. What is handed over is what the
//! writer wrote (`mail/own_words.rs`). A message that is damaged is handed over as far as it can be read; of one that is larger than
//! [`MESSAGE_BYTES`] only so much is looked at, and text stands before attachments. Memory is that of one message.

mod own_words;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use mail_parser::MessageParser;

use crate::caught::caught;
use crate::error::file_name;
use crate::limits::Counting;
use crate::{Cell, Column, Each, ReadError, Records};
use own_words::own_words;

/// So much of a message is looked at.
pub const MESSAGE_BYTES: usize = 8 << 20;
/// A line longer than this is read in pieces.
const LINE_BYTES: u64 = 1 << 20;
const PREVIEW: usize = 50;

/// A message, as far as it is a comment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mail {
    /// What its sender's program calls it.
    pub id: String,
    /// When it was sent, by RFC 3339.
    pub date: String,
    /// The name of its sender.
    pub author: String,
    /// Their address.
    pub email: String,
    /// Its subject, unless it answers another message.
    pub subject: String,
    /// What its writer wrote.
    pub text: String,
}

impl Mail {
    /// So much of a message is looked at.
    pub const BYTES_MAX: usize = MESSAGE_BYTES;
    /// What its cells hold, by names that are found again by whoever looks for a comment.
    pub const COLUMNS: [&str; 6] = ["id", "date", "author", "email", "subject", "text"];

    /// Reads a message. Nothing is refused: what has no headers is text, and so is what the parser of messages breaks on.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let bytes = bytes.get(..MESSAGE_BYTES).unwrap_or(bytes);
        caught(|| Self::parsed(bytes))
            .unwrap_or_else(|| Self { text: own_words(&String::from_utf8_lossy(bytes)), ..Self::default() })
    }

    fn parsed(bytes: &[u8]) -> Self {
        let Some(message) = MessageParser::default().parse(bytes) else {
            return Self { text: own_words(&String::from_utf8_lossy(bytes)), ..Self::default() };
        };
        let sender = message.from().or_else(|| message.sender()).and_then(|address| address.first());
        let plain = |text: Option<&str>| text.map(one_line).unwrap_or_default();
        let body = message.body_text(0).unwrap_or_default().replace('\u{a0}', " ");
        let nothing = body.trim().is_empty() && !message.parts.iter().any(mail_parser::MessagePart::is_binary);
        let body = if nothing { bare(bytes) } else { body };
        Self {
            id: plain(message.message_id()),
            date: message
                .date()
                .filter(|date| date.is_valid())
                .map(mail_parser::DateTime::to_rfc3339)
                .unwrap_or_default(),
            author: plain(sender.and_then(mail_parser::Addr::name)),
            email: plain(sender.and_then(mail_parser::Addr::address)),
            subject: message.subject().map(one_line).filter(|subject| !answers(subject)).unwrap_or_default(),
            text: own_words(&body),
        }
    }

    /// Its subject and its text: what a customer says stands in either.
    #[must_use]
    pub fn words(&self) -> String {
        if self.subject.is_empty() || self.text.starts_with(&self.subject) {
            return self.text.clone();
        }
        format!("{}\n{}", self.subject, self.text)
    }

    /// A record of it, as a mailbox in a file has them.
    #[must_use]
    pub fn cells(&self) -> [String; Self::COLUMNS.len()] {
        let plain = [&self.id, &self.date, &self.author, &self.email, &self.subject].map(String::clone);
        let [id, date, author, email, subject] = plain;
        [id, date, author, email, subject, self.words()]
    }
}

/// What stands below the headers, without the marks between parts: of a message whose parts cannot be told apart.
fn bare(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let marks = |line: &&str| !(line.starts_with("--") || line.to_ascii_lowercase().starts_with("content-"));
    let below = text.lines().skip_while(|line| !line.trim().is_empty()).filter(marks).collect::<Vec<_>>().join("\n");
    if below.trim().is_empty() { text.into_owned() } else { below }
}

/// Text of a header: one line, without what no reader shows.
fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a subject is that of a message before it.
fn answers(subject: &str) -> bool {
    let lower = subject.to_lowercase();
    ["re:", "rv:", "fw:", "fwd:", "bls:", "balas:", "aw:", "res:", "tr:"].iter().any(|mark| lower.starts_with(mark))
}

/// As a mailbox writes them, whatever language its owner speaks.
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Headers that messages have.
const HEADERS: [&str; 8] = ["from", "date", "subject", "to", "received", "message-id", "mime-version", "return-path"];

/// Whether a file begins as a mailbox does, or as a message does: with lines of headers, two of which every message has.
pub(crate) fn is_mail(head: &[u8]) -> bool {
    is_mailbox(head) || is_message(head)
}

/// `From somebody@example.org Mon Mar  2 09:00:00 2026`: what stands before each message of a mailbox.
fn is_mailbox(head: &[u8]) -> bool {
    let line = String::from_utf8_lossy(head.split(|byte| *byte == b'\n').next().unwrap_or_default());
    let clock = |word: &str| {
        let parts: Vec<&str> = word.split(':').collect();
        2 <= parts.len() && parts.iter().all(|part| part.len() == 2 && part.bytes().all(|digit| digit.is_ascii_digit()))
    };
    let words: Vec<&str> = line.split_whitespace().skip(2).collect();
    line.starts_with("From ")
        && words.iter().any(|word| WEEKDAYS.contains(word))
        && words.iter().any(|word| clock(word))
}

fn is_message(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head));
    let headers = head.lines().take_while(|line| !line.is_empty());
    let mut known = std::collections::BTreeSet::new();
    for line in headers.filter(|line| !line.starts_with([' ', '\t'])) {
        let Some((name, _)) = line.split_once(':') else { return false };
        if !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return false;
        }
        let name = name.to_ascii_lowercase();
        known.extend(HEADERS.into_iter().find(|known| *known == name));
    }
    2 <= known.len()
}

/// Opens a mailbox (mbox) or a single message.
///
/// # Errors
/// When it cannot be read, or there is no message in it.
pub(crate) fn open(path: &Path, most: Option<u64>) -> Result<Box<dyn Records>, ReadError> {
    let columns = Mail::COLUMNS.map(|name| Column { name: name.to_owned(), ..Column::default() });
    let mut file =
        MailFile { path: path.to_owned(), file: file_name(path), most, columns: columns.into(), preview: vec![] };
    let mut first = vec![];
    file.each(&mut |_, mail| {
        first.push(mail.cells().to_vec());
        Ok(first.len() < PREVIEW)
    })?;
    if first.is_empty() {
        return Err(ReadError::new("exchange-empty").with("file", file.file));
    }
    file.preview = first;
    Ok(Box::new(file))
}

struct MailFile {
    path: PathBuf,
    file: String,
    most: Option<u64>,
    columns: Vec<Column>,
    preview: Vec<Vec<String>>,
}

impl MailFile {
    /// Calls with the line and the message until it says stop.
    fn each(&self, take: &mut dyn FnMut(u64, &Mail) -> Result<bool, ReadError>) -> Result<(), ReadError> {
        let failed = |error: io::Error| match error.kind() {
            io::ErrorKind::FileTooLarge => crate::Limits::too_large(&self.file),
            _ => ReadError::unreadable(&self.file, &error),
        };
        let file = File::open(&self.path).map_err(failed)?;
        let mut stream = BufReader::new(Counting::new(file, self.most));
        let mailbox = is_mailbox(stream.fill_buf().map_err(failed)?);
        let mut message: Vec<u8> = vec![];
        let (mut number, mut begun, mut blank) = (0_u64, 1_u64, true);
        let mut line = vec![];
        loop {
            line.clear();
            let read = Read::take(&mut stream, LINE_BYTES).read_until(b'\n', &mut line).map_err(failed)?;
            if read == 0 {
                break;
            }
            number += 1;
            if mailbox && blank && is_mailbox(&line) {
                if !message.is_empty() && !take(begun, &Mail::of(&message))? {
                    return Ok(());
                }
                message.clear();
                begun = number;
                continue;
            }
            blank = line.trim_ascii().is_empty();
            add(&mut message, unescaped(&line, mailbox));
        }
        if !message.is_empty() {
            take(begun, &Mail::of(&message))?;
        }
        Ok(())
    }
}

/// Adds a line to a message, as far as there is room.
fn add(message: &mut Vec<u8>, line: &[u8]) {
    let room = MESSAGE_BYTES.saturating_sub(message.len());
    message.extend_from_slice(line.get(..room).unwrap_or(line));
}

/// A line that a mailbox keeps as `>From ` was `From `.
fn unescaped(line: &[u8], mailbox: bool) -> &[u8] {
    let marks = line.iter().take_while(|byte| **byte == b'>').count();
    match line.get(1..) {
        Some(rest) if mailbox && 0 < marks && line[marks..].starts_with(b"From ") => rest,
        _ => line,
    }
}

fn cell(text: &str) -> Cell<'_> {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

impl Records for MailFile {
    fn columns(&self) -> &[Column] {
        &self.columns
    }

    fn preview(&self) -> &[Vec<String>] {
        &self.preview
    }

    fn for_each<'e>(&mut self, each: &'e mut Each<'e>) -> Result<(), ReadError> {
        self.each(&mut |line, mail| {
            let cells = mail.cells();
            each(line, &cells.each_ref().map(|text| cell(text)))?;
            Ok(true)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Mail, is_mail};
    use crate::scratch::File;
    use crate::{Cell, open, open_within};

    fn texts(path: &std::path::Path) -> Vec<(u64, String)> {
        let mut found = vec![];
        let mut records = open(path).expect("it is read");
        records
            .for_each(&mut |line, cells| {
                if let Some(Cell::Text(text)) = cells.last() {
                    found.push((line, (*text).to_owned()));
                }
                Ok(())
            })
            .expect("to its end");
        found
    }

    #[test]
    fn a_message_says_who_when_and_what() {
        let mail = Mail::of(
            b"Return-Path: <ana@example.org>\r\nMessage-ID: <1@example.org>\r\nDate: Mon, 2 Mar 2026 09:00:00 +0700\r\n\
From: =?UTF-8?Q?Ana_P=C3=A9rez?= <ana@example.org>\r\nSubject: =?ISO-8859-1?Q?Se_cay=F3_el_sistema?=\r\n\
Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nEsper=E9 dos horas=\r\n y nadie sali=F3.\r\n",
        );
        assert_eq!(mail.id, "1@example.org");
        assert_eq!(mail.date, "2026-03-02T09:00:00+07:00");
        assert_eq!((mail.author.as_str(), mail.email.as_str()), ("Ana Pérez", "ana@example.org"));
        assert_eq!(mail.subject, "Se cayó el sistema");
        assert_eq!(mail.text, "Esperé dos horas y nadie salió.");
    }

    #[test]
    fn of_html_the_words_are_left() {
        let html = "<html><head><style>p {color: red}</style><script>alert(1)</script></head><body><p>Nobody&nbsp;came 😡</p>\
<p>שלום — two days.</p></body></html>";
        let mail = Mail::of(
            format!(
                "From: a@example.org\r\nSubject: Re: hello\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}"
            )
            .as_bytes(),
        );
        assert!(mail.text.contains("Nobody came 😡") && mail.text.contains("שלום — two days."), "{}", mail.text);
        assert!(!mail.text.contains("color") && !mail.text.contains("alert"), "{}", mail.text);
        assert_eq!(mail.subject, "", "it answers another");
    }

    #[test]
    fn text_goes_before_html_and_attachments() {
        let mail = Mail::of(
            b"From: a@example.org\nDate: bad\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/alternative; boundary=c\n\n\
--c\nContent-Type: text/plain\n\nThe bill was wrong.\n--c\nContent-Type: text/html\n\n<b>The bill was wrong.</b>\n--c--\n\
--b\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n--b--\n",
        );
        assert_eq!((mail.text.as_str(), mail.date.as_str()), ("The bill was wrong.", ""));
    }

    #[test]
    fn a_mailbox_is_cut_at_its_messages_and_nowhere_else() {
        let file = File::new(
            "in.mbox",
            b"From a@example.org Mon Mar  2 09:00:00 2026\nFrom: a@example.org\nSubject: One\n\nIt was late.\n\n>From here on it was fine.\nFrom me, a line of text: no: message.\n\n\
From b@example.org Mon Mar  2 10:00:00 2026\nFrom: b@example.org\nSubject: Two\n\nThank you.\n",
        );
        let found = texts(file.path());
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[0].1, "One\nIt was late.\n\nFrom here on it was fine.\nFrom me, a line of text: no: message.");
        assert_eq!(found[1], (10, "Two\nThank you.".to_owned()));
    }

    #[test]
    fn damage_loses_no_words() {
        for (name, bytes, expected) in [
            ("no end", &b"From: a@example.org\nTo: b@example.org\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nIt leaks.\n"[..], "It leaks."),
            ("bad base64", b"From: a@example.org\nTo: b@example.org\nContent-Transfer-Encoding: base64\n\n%%% no base64 %%%\n", "no base64"),
            ("unknown charset", b"From: a@example.org\nTo: b@example.org\nContent-Type: text/plain; charset=x-none\n\nIt leaks.\n", "It leaks."),
            ("no headers at all", b"It leaks, and nobody came.", "It leaks, and nobody came."),
        ] {
            let text = Mail::of(bytes).text;
            assert!(text.contains(expected), "{name}: {text:?}");
        }
    }

    #[test]
    fn a_mailbox_without_a_message_is_told() {
        let file = File::new("empty.mbox", b"From a@example.org Mon Mar  2 09:00:00 2026\n");
        assert_eq!(open(file.path()).err().map(|error| error.key), Some("exchange-empty"));
    }

    #[test]
    fn what_is_mail_is_told_by_its_headers() {
        assert!(is_mail(b"From: a@example.org\nSubject: x\n\ntext"));
        assert!(is_mail(b"From a@example.org Mon Mar  2 09:00:00 2026\n"));
        for other in [
            &b"From: a, to: b\nsurvey;text\n"[..],
            b"name: x\n",
            b"From my point of view: good: yes, we said on Mon\nno",
            b"id,text\n",
            b"subject\ndate\n",
        ] {
            assert!(!is_mail(other), "{}", String::from_utf8_lossy(other));
        }
    }

    #[test]
    fn fifty_megabytes_are_read_to_their_text_or_refused() {
        let mut bytes = b"From: a@example.org\nTo: b@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nThe queue was long.\n--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n".to_vec();
        bytes.resize(50 << 20, b'A');
        let file = File::new("large.eml", &bytes);
        assert_eq!(texts(file.path()), [(1, "The queue was long.".to_owned())]);
        let refused = open_within(file.path(), crate::Limits { bytes: 1 << 20, records: 10 });
        assert_eq!(refused.err().map(|error| error.key), Some("exchange-unpacks-too-large"));
    }
}
