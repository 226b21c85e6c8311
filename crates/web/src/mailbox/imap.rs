//! The few words of IMAP that reading a mailbox takes: sign in, look at a folder, ask for new messages, their sizes, and the messages.
//!
//! Separate from the connection, which is any stream, and from what becomes of a message. It only reads: a folder is opened by `EXAMINE`
//! and a message asked for by `BODY.PEEK`, so nothing is marked, moved or deleted. What a server says is bounded: of a line, and of a
//! message, which is cut and never held twice. See `docs/decisions/0015-own-imap-reader.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::civil::Date;
use store::Time;

use super::Trouble;

/// The most of a line; a list of messages is one of two million at most.
const LINE_MAX: usize = 64 << 10;
const LIST_MAX: usize = 16 << 20;
/// The most of a message that is kept of what a server sends.
pub const MESSAGE_MAX: usize = exchange::Mail::BYTES_MAX;
/// The most that a server may send where it was asked for less: the rest is read and forgotten.
const LITERAL_MAX: usize = 64 << 20;
/// The most literals of one response.
const LITERALS_MAX: usize = 2;
/// The most that a server may say to one command, beside the messages that it was asked for.
const ANSWER_MAX: usize = 128 << 20;
/// The most messages that are known at a time; whatever comes after them is found the next time.
const FOUND_MAX: usize = 2_000_000;

/// A conversation with a mail server.
pub struct Session<S> {
    stream: S,
    /// What was received and not yet read.
    received: Vec<u8>,
    read: usize,
    /// The most bytes of an answer, beside messages, and how many may still come of the one under way.
    answer_max: usize,
    left: usize,
    tag: u32,
    capabilities: Vec<String>,
}

/// What a server says of a message before it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outline {
    /// Its number.
    pub uid: u32,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it came to the server.
    pub came_at: Option<Time>,
}

/// How a command ended.
struct Status {
    word: String,
    /// The code in brackets, if there is one.
    code: String,
}

impl Status {
    /// A refusal that says nothing of what was asked for: a while later it may be granted.
    fn passing(&self) -> bool {
        ["UNAVAILABLE", "INUSE", "LIMIT", "OVERQUOTA", "CONTACTADMIN"].contains(&self.code.as_str())
    }

    /// Nothing if it went well; else what a refusal means here.
    fn or(self, refused: Trouble) -> Result<(), Trouble> {
        match self.word.as_str() {
            "OK" => Ok(()),
            "NO" if self.passing() => Err(Trouble::Unavailable),
            "NO" => Err(refused),
            _ => Err(Trouble::Reply),
        }
    }

    /// The same where the server may refuse a message and give others: what did not come is seen by that.
    fn or_without(self) -> Result<(), Trouble> {
        match self.word.as_str() {
            "NO" | "BAD" if !self.passing() => Ok(()),
            _ => self.or(Trouble::Unavailable),
        }
    }
}

/// A piece of a response: text, or bytes that were announced by their number.
enum Piece {
    Text(Vec<u8>),
    Literal(Vec<u8>),
}

/// What a server says at a time.
enum Said {
    Untagged(Vec<Piece>),
    Tagged(Vec<u8>),
    GoOn,
}

impl<S: Read + Write> Session<S> {
    /// Begins a conversation: the server greets first.
    ///
    /// # Errors
    /// A [`Trouble`] when it says no, or something else.
    pub fn begin(stream: S) -> Result<Self, Trouble> {
        let mut session = Self::resume(stream);
        let greeting = session.line(LINE_MAX)?;
        match words(&greeting).as_slice() {
            [star, ok, ..] if star == "*" && ok == "OK" => Ok(session),
            [star, bye, ..] if star == "*" && bye == "BYE" => Err(Trouble::Unavailable),
            // One that lets everybody in before TLS, or speaks another language.
            _ => Err(Trouble::Reply),
        }
    }

    /// Asks for the connection to be protected, and gives it back for that.
    ///
    /// # Errors
    /// [`Trouble::Tls`] when the server cannot; [`Trouble::Reply`] when something was said before it is protected: it may be of
    /// somebody else.
    pub fn start_tls(mut self) -> Result<S, Trouble> {
        self.ask_capabilities()?;
        if !self.has("STARTTLS") {
            return Err(Trouble::Tls);
        }
        self.command(&[b"STARTTLS"], &mut |_| ())?.or(Trouble::Tls)?;
        if self.read < self.received.len() { Err(Trouble::Reply) } else { Ok(self.stream) }
    }

    /// Goes on with a conversation whose connection was protected meanwhile: nobody greets again.
    pub fn resume(stream: S) -> Self {
        Self {
            stream,
            received: vec![],
            read: 0,
            answer_max: ANSWER_MAX,
            left: ANSWER_MAX,
            tag: 0,
            capabilities: vec![],
        }
    }

    /// Signs in.
    ///
    /// # Errors
    /// [`Trouble::Login`] when it is refused.
    pub fn sign_in(&mut self, login: &str, password: &str) -> Result<(), Trouble> {
        self.ask_capabilities()?;
        let status = if self.has("AUTH=PLAIN") {
            let answer = STANDARD.encode(format!("\0{login}\0{password}"));
            self.command(&[b"AUTHENTICATE PLAIN\r\n", answer.as_bytes()], &mut |_| ())?
        } else if self.has("LOGINDISABLED") {
            return Err(Trouble::Method);
        } else {
            let parts = arguments("LOGIN", &[login, password]);
            let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
            self.command(&parts, &mut |_| ())?
        };
        match status.code.as_str() {
            "PRIVACYREQUIRED" => Err(Trouble::Tls),
            _ => status.or(Trouble::Login),
        }
    }

    /// Looks at a folder without changing anything in it; gives the server's numbering of its messages.
    ///
    /// # Errors
    /// [`Trouble::Folder`] when there is none of that name.
    pub fn examine(&mut self, folder: &str) -> Result<u32, Trouble> {
        let mut validity = None;
        let command = [b"EXAMINE ".to_vec(), quoted(&in_utf7(folder))].concat();
        let status = self.command(&[&command], &mut |pieces| {
            let text = words(first_text(&pieces));
            if let [star, ok, code, number, ..] = text.as_slice()
                && star == "*"
                && ok == "OK"
                && code == "[UIDVALIDITY"
            {
                validity = number.trim_end_matches(']').parse().ok();
            }
        })?;
        status.or(Trouble::Folder)?;
        validity.filter(|validity| *validity != 0).ok_or(Trouble::Reply)
    }

    /// The numbers of the messages after one, in order; of those that came on a day or later.
    ///
    /// # Errors
    /// A [`Trouble`].
    pub fn after(&mut self, uid: u32, since: Option<i64>) -> Result<Vec<u32>, Trouble> {
        let Some(first) = uid.checked_add(1) else { return Ok(vec![]) };
        let since = since.map(|since| format!(" SINCE {}", day(since))).unwrap_or_default();
        // `first:*` names the last message, too, where there is none after.
        let found = self.search(&format!("{first}:*{since}"), |uid| first <= uid)?;
        Ok(found.into_iter().collect())
    }

    /// Which of some messages are there at all.
    ///
    /// # Errors
    /// A [`Trouble`].
    pub fn still_there(&mut self, uids: &[u32]) -> Result<BTreeSet<u32>, Trouble> {
        self.search(&set(uids), |uid| uids.contains(&uid))
    }

    fn search(&mut self, which: &str, wanted: impl Fn(u32) -> bool) -> Result<BTreeSet<u32>, Trouble> {
        let command = format!("UID SEARCH UID {which}");
        let mut found = BTreeSet::new();
        let status = self.command(&[command.as_bytes()], &mut |pieces| {
            let line = String::from_utf8_lossy(first_text(&pieces));
            let mut words = line.split_ascii_whitespace();
            if words.next() == Some("*") && words.next().is_some_and(|word| word.eq_ignore_ascii_case("SEARCH")) {
                for uid in words.filter_map(|word| word.parse().ok()).filter(|uid| wanted(*uid)) {
                    found.insert(uid);
                    if FOUND_MAX < found.len() {
                        found.pop_last();
                    }
                }
            }
        })?;
        status.or(Trouble::Reply)?;
        Ok(found)
    }

    /// How large some messages are, in order; of those that the server does not tell of, nothing.
    ///
    /// # Errors
    /// A [`Trouble`].
    pub fn outlines(&mut self, uids: &[u32]) -> Result<Vec<Outline>, Trouble> {
        let command = format!("UID FETCH {} (UID RFC822.SIZE INTERNALDATE)", set(uids));
        let mut found = BTreeMap::new();
        let status = self.command(&[command.as_bytes()], &mut |pieces| {
            if let Some(Fetched { uid: Some(uid), bytes: Some(bytes), came_at, .. }) = fetched(pieces)
                && uids.contains(&uid)
            {
                found.entry(uid).or_insert(Outline { uid, bytes, came_at });
            }
        })?;
        status.or_without()?;
        Ok(found.into_values().collect())
    }

    /// Asks for some messages, each handed over as it comes, once; gives which came. The server may leave some out, whatever it says at
    /// the end.
    ///
    /// # Errors
    /// A [`Trouble`].
    pub fn messages(&mut self, uids: &[u32], each: &mut dyn FnMut(u32, &[u8])) -> Result<BTreeSet<u32>, Trouble> {
        let command = format!("UID FETCH {} (UID BODY.PEEK[]<0.{MESSAGE_MAX}>)", set(uids));
        let mut came = BTreeSet::new();
        let status =
            self.command_for(uids.len().saturating_mul(MESSAGE_MAX), &[command.as_bytes()], &mut |pieces| {
                if let Some(Fetched { uid: Some(uid), body: Some(body), .. }) = fetched(pieces)
                    && uids.contains(&uid)
                    && came.insert(uid)
                {
                    each(uid, &body);
                }
            })?;
        status.or_without()?;
        Ok(came)
    }

    /// Says good-bye; whatever the server says to that, nothing depends on it.
    pub fn end(mut self) {
        let _ = self.command(&[b"LOGOUT"], &mut |_| ());
    }

    fn ask_capabilities(&mut self) -> Result<(), Trouble> {
        let mut found = vec![];
        let status = self.command(&[b"CAPABILITY"], &mut |pieces| {
            let text = words(first_text(&pieces));
            if text.get(1).is_some_and(|word| word == "CAPABILITY") {
                found = text;
            }
        })?;
        self.capabilities = found;
        status.or(Trouble::Reply)?;
        // Older ones do not know what is asked here, and later ones alone answer otherwise.
        if self.has("IMAP4REV1") { Ok(()) } else { Err(Trouble::Reply) }
    }

    fn has(&self, capability: &str) -> bool {
        self.capabilities.iter().any(|known| known == capability)
    }

    /// Says something, hears everything up to its end, and gives how it ended. Between parts, the server says that it is ready.
    fn command(&mut self, parts: &[&[u8]], hear: &mut dyn FnMut(Vec<Piece>)) -> Result<Status, Trouble> {
        self.command_for(0, parts, hear)
    }

    /// The same where so many bytes of messages are asked for.
    fn command_for(
        &mut self,
        messages: usize,
        parts: &[&[u8]],
        hear: &mut dyn FnMut(Vec<Piece>),
    ) -> Result<Status, Trouble> {
        self.left = self.answer_max.saturating_add(messages);
        self.tag += 1;
        let tag = format!("r{}", self.tag);
        let mut bytes = format!("{tag} ").into_bytes();
        let mut left = parts.iter();
        bytes.extend_from_slice(left.next().copied().unwrap_or_default());
        let mut goodbye = false;
        loop {
            if !bytes.is_empty() {
                if !bytes.ends_with(b"\r\n") {
                    bytes.extend_from_slice(b"\r\n");
                }
                self.stream.write_all(&bytes).and_then(|()| self.stream.flush()).map_err(Trouble::of)?;
                bytes.clear();
            }
            match self.said().map_err(|trouble| if goodbye { Trouble::Unavailable } else { trouble })? {
                Said::GoOn => match left.next() {
                    Some(next) => bytes.extend_from_slice(next),
                    None => return Err(Trouble::Reply),
                },
                Said::Tagged(line) => return status(&line, &tag),
                Said::Untagged(pieces) => {
                    goodbye |= words(first_text(&pieces)).get(1).is_some_and(|word| word == "BYE");
                    hear(pieces);
                }
            }
        }
    }

    /// What the server says next.
    fn said(&mut self) -> Result<Said, Trouble> {
        let mut line = self.line(LIST_MAX)?;
        if line.starts_with(b"+") {
            return Ok(Said::GoOn);
        }
        if !line.starts_with(b"* ") {
            return Ok(Said::Tagged(line));
        }
        // Only where messages are told does a line end in a number of bytes: elsewhere it may be a sentence that looks like it.
        let told = words(&line[..line.len().min(40)]).get(2).is_some_and(|word| word == "FETCH");
        if told && LINE_MAX < line.len() {
            // Its parts would take many times its room.
            return Err(Trouble::Reply);
        }
        let mut pieces = vec![];
        while let Some(length) = announced(&line).filter(|_| told) {
            if LITERALS_MAX <= pieces.len() / 2 {
                return Err(Trouble::Reply);
            }
            pieces.push(Piece::Text(line));
            pieces.push(Piece::Literal(self.literal(length)?));
            line = self.line(LINE_MAX)?;
        }
        pieces.push(Piece::Text(line));
        Ok(Said::Untagged(pieces))
    }

    /// A line without its end.
    fn line(&mut self, most: usize) -> Result<Vec<u8>, Trouble> {
        let mut searched = self.read;
        loop {
            if let Some(end) = self.received[searched..].iter().position(|byte| *byte == b'\n') {
                let line = &self.received[self.read..searched + end];
                let line = line.strip_suffix(b"\r").unwrap_or(line).to_vec();
                self.read = searched + end + 1;
                return Ok(line);
            }
            let pending = self.received.len() - self.read;
            if most < pending {
                return Err(Trouble::Reply);
            }
            // What was read before is forgotten, so that what is pending stands at the beginning.
            self.more()?;
            searched = pending;
        }
    }

    /// So many bytes; no more of them are kept than of a message.
    fn literal(&mut self, length: usize) -> Result<Vec<u8>, Trouble> {
        if LITERAL_MAX < length {
            return Err(Trouble::Reply);
        }
        let mut kept = vec![];
        let mut left = length;
        while 0 < left {
            if self.read == self.received.len() {
                self.more()?;
            }
            let some = left.min(self.received.len() - self.read);
            let bytes = &self.received[self.read..self.read + some];
            kept.extend_from_slice(&bytes[..some.min(MESSAGE_MAX - kept.len())]);
            self.read += some;
            left -= some;
        }
        Ok(kept)
    }

    /// Receives what comes next, after what was read is forgotten.
    fn more(&mut self) -> Result<(), Trouble> {
        self.received.drain(..self.read);
        self.read = 0;
        let mut buffer = [0; 16 << 10];
        match self.stream.read(&mut buffer).map_err(Trouble::of)? {
            0 => Err(Trouble::Connection),
            count if self.left < count => Err(Trouble::Reply),
            count => {
                self.left -= count;
                self.received.extend_from_slice(&buffer[..count]);
                Ok(())
            }
        }
    }
}

/// What is told of one message.
#[derive(Default)]
struct Fetched {
    uid: Option<u32>,
    bytes: Option<u64>,
    came_at: Option<Time>,
    body: Option<Vec<u8>>,
}

/// A part of what is told of a message.
enum Token {
    Open,
    Close,
    Word(Vec<u8>),
    Text(Vec<u8>),
}

/// `* 12 FETCH (UID 5 RFC822.SIZE 100 …)`: names, each with what it stands for, in any order, and others between.
fn fetched(pieces: Vec<Piece>) -> Option<Fetched> {
    let line = words(first_text(&pieces));
    line.get(2).filter(|word| *word == "FETCH")?;
    let mut tokens = tokens(pieces).into_iter().skip(3);
    matches!(tokens.next()?, Token::Open).then_some(())?;
    let mut found = Fetched::default();
    while let Some(Token::Word(name)) = tokens.next() {
        let value = tokens.next()?;
        let name = String::from_utf8_lossy(&name).to_ascii_uppercase();
        match value {
            Token::Open => {
                // A list of something that nobody asked for.
                let mut depth = 1;
                while 0 < depth {
                    match tokens.next()? {
                        Token::Open => depth += 1,
                        Token::Close => depth -= 1,
                        _ => {}
                    }
                }
            }
            Token::Close => return None,
            Token::Word(value) if name == "UID" => found.uid = number(&value),
            Token::Word(value) if name == "RFC822.SIZE" => found.bytes = number(&value),
            Token::Text(value) if name == "INTERNALDATE" => found.came_at = moment(&value),
            // A word here is NIL: there is nothing.
            Token::Text(value) if name.starts_with("BODY[]") => found.body = Some(value),
            Token::Word(_) | Token::Text(_) => {}
        }
    }
    Some(found)
}

fn number<T: std::str::FromStr>(text: &[u8]) -> Option<T> {
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// `17-Jul-2026 02:44:25 -0700`, the day with a blank before it where it has one digit.
fn moment(text: &[u8]) -> Option<Time> {
    let text = std::str::from_utf8(text).ok()?.trim();
    let parsed = jiff::fmt::strtime::parse("%d-%b-%Y %H:%M:%S %z", text).ok()?;
    parsed.to_timestamp().ok().map(Time::from)
}

fn tokens(pieces: Vec<Piece>) -> Vec<Token> {
    let mut found = vec![];
    for piece in pieces {
        match piece {
            Piece::Literal(bytes) => found.push(Token::Text(bytes)),
            Piece::Text(mut line) => {
                if let Some(start) = line.iter().rposition(|byte| *byte == b'{').filter(|_| announced(&line).is_some())
                {
                    line.truncate(start);
                }
                tokens_of(&line, &mut found);
            }
        }
    }
    found
}

fn tokens_of(line: &[u8], found: &mut Vec<Token>) {
    let mut at = 0;
    while let Some(byte) = line.get(at) {
        match byte {
            b' ' => at += 1,
            b'(' | b')' => {
                found.push(if *byte == b'(' { Token::Open } else { Token::Close });
                at += 1;
            }
            b'"' => {
                let mut text = vec![];
                at += 1;
                while let Some(byte) = line.get(at).filter(|byte| **byte != b'"') {
                    at += usize::from(*byte == b'\\');
                    text.extend(line.get(at));
                    at += 1;
                }
                at += 1;
                found.push(Token::Text(text));
            }
            _ => {
                let (start, mut within) = (at, 0_usize);
                while let Some(byte) = line.get(at) {
                    match byte {
                        b'[' => within += 1,
                        b']' => within = within.saturating_sub(1),
                        b' ' | b'(' | b')' | b'"' if within == 0 => break,
                        _ => {}
                    }
                    at += 1;
                }
                found.push(Token::Word(line[start..at].to_vec()));
            }
        }
    }
}

/// The number of bytes that a line announces at its end: `{123}`.
fn announced(line: &[u8]) -> Option<usize> {
    let inner = line.strip_suffix(b"}")?;
    let start = inner.iter().rposition(|byte| *byte == b'{')?;
    let digits = &inner[start + 1..];
    // Digits alone: `parse` would take a sign, too.
    digits.iter().all(u8::is_ascii_digit).then(|| number(digits)).flatten()
}

fn status(line: &[u8], tag: &str) -> Result<Status, Trouble> {
    let text = String::from_utf8_lossy(line);
    let rest = text.strip_prefix(tag).and_then(|rest| rest.strip_prefix(' ')).ok_or(Trouble::Reply)?;
    let (word, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let code = rest.trim_start().strip_prefix('[').and_then(|rest| rest.split([' ', ']']).next()).unwrap_or_default();
    Ok(Status { word: word.to_ascii_uppercase(), code: code.to_ascii_uppercase() })
}

fn first_text(pieces: &[Piece]) -> &[u8] {
    match pieces.first() {
        Some(Piece::Text(text)) => text,
        _ => &[],
    }
}

/// The first words of a line, in capitals.
fn words(line: &[u8]) -> Vec<String> {
    let line = String::from_utf8_lossy(&line[..line.len().min(4096)]).to_ascii_uppercase();
    line.split_ascii_whitespace().map(str::to_owned).collect()
}

/// Numbers of messages as a server is asked for them.
fn set(uids: &[u32]) -> String {
    uids.iter().map(u32::to_string).collect::<Vec<_>>().join(",")
}

/// A day as servers know it, with a year of four digits: before 1970 nothing came, and after the last one nothing will.
fn day(days: i64) -> String {
    let span = jiff::Span::new().try_days(days.max(0));
    let day = span.and_then(|span| Date::constant(1970, 1, 1).checked_add(span)).unwrap_or(Date::MAX);
    day.strftime("%-d-%b-%Y").to_string()
}

/// A text between quotation marks.
fn quoted(text: &str) -> Vec<u8> {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")).into_bytes()
}

/// A command with its arguments: between quotation marks, or announced by their length where they have letters that quotation marks do
/// not take. After each announcement a new part begins, for which the server says first that it is ready.
fn arguments(command: &str, texts: &[&str]) -> Vec<Vec<u8>> {
    let mut parts = vec![command.as_bytes().to_vec()];
    for text in texts {
        let announced = (!text.is_ascii()).then(|| format!(" {{{}}}\r\n", text.len()));
        let begun = announced.clone().map_or_else(|| [b" ".to_vec(), quoted(text)].concat(), String::into_bytes);
        if let Some(part) = parts.last_mut() {
            part.extend(begun);
        }
        if announced.is_some() {
            parts.push(text.as_bytes().to_vec());
        }
    }
    parts
}

/// The name of a folder as it goes over the wire: letters that are not of ASCII in a base64 of their own, after `&` (RFC 3501, 5.1.3).
fn in_utf7(name: &str) -> String {
    let mut written = String::new();
    let mut foreign: Vec<u8> = vec![];
    let flush = |foreign: &mut Vec<u8>, written: &mut String| {
        if !foreign.is_empty() {
            let text = STANDARD.encode(&*foreign).trim_end_matches('=').replace('/', ",");
            written.push_str(&format!("&{text}-"));
            foreign.clear();
        }
    };
    for letter in name.chars() {
        if letter.is_ascii() {
            flush(&mut foreign, &mut written);
            written.push(letter);
            if letter == '&' {
                written.push('-');
            }
        } else {
            foreign.extend(letter.encode_utf16(&mut [0; 2]).iter().flat_map(|unit| unit.to_be_bytes()));
        }
    }
    flush(&mut foreign, &mut written);
    written
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A server that has said everything it will ever say, and what it heard.
    struct Tape {
        says: std::io::Cursor<Vec<u8>>,
        heard: Vec<u8>,
    }

    impl Read for Tape {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            // A few bytes at a time, as networks do.
            let some = buffer.len().min(7);
            self.says.read(&mut buffer[..some])
        }
    }

    impl Write for Tape {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.heard.extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    fn session(says: &[u8]) -> Session<Tape> {
        Session::resume(Tape { says: std::io::Cursor::new(says.to_vec()), heard: vec![] })
    }

    /// What one response tells of a message.
    fn told(response: &[u8]) -> Option<Fetched> {
        match session(response).said().ok()? {
            Said::Untagged(pieces) => fetched(pieces),
            Said::Tagged(_) | Said::GoOn => None,
        }
    }

    /// The examples of RFC 3501, 5.1.3, and names that people have.
    #[test]
    fn names_of_folders_go_over_the_wire_as_the_standard_says() {
        for (name, expected) in [
            ("INBOX", "INBOX"),
            ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"),
            ("Reseñas", "Rese&APE-as"),
            ("Q&A", "Q&-A"),
            ("😡", "&2D3eIQ-"),
        ] {
            assert_eq!(in_utf7(name), expected);
        }
    }

    #[test]
    fn what_is_told_of_a_message_is_found_in_any_order_and_form() {
        let one =
            told(b"* 12 FETCH (FLAGS (\\Seen (x)) BODY[]<0> {5}\r\nab)\r\n UID 7 RFC822.SIZE 5)\r\n").expect("told");
        assert_eq!((one.uid, one.bytes, one.body.as_deref()), (Some(7), Some(5), Some(&b"ab)\r\n"[..])));
        let one =
            told(b"* 1 fetch (uid 7 Body[] \"a\\\"b\" X \"{3}\" INTERNALDATE \"17-Jul-1996 02:44:25 -0700\")\r\n");
        let one = one.expect("told");
        assert_eq!((one.uid, one.body.as_deref()), (Some(7), Some(&b"a\"b"[..])));
        // 09:44:25 of that day in UTC.
        assert_eq!(one.came_at, Some(Time(837_596_665_000)));
        let one = told(b"* 1 FETCH (UID 7 BODY[] NIL)\r\n").expect("told");
        assert_eq!((one.uid, one.body), (Some(7), None));
        for other in [
            &b"* 1 EXISTS\r\n"[..],
            b"* 1 FETCH\r\n",
            b"* 1 FETCH (UID\r\n",
            b"* OK a sentence that ends in {5}\r\n",
            b"* 1 FETCH (UID 7 BODY[] {-5}\r\n",
        ] {
            assert!(told(other).is_none_or(|one| one.body.is_none()), "{}", String::from_utf8_lossy(other));
        }
    }

    #[test]
    fn words_that_a_server_does_not_take_between_quotation_marks_are_announced() {
        let said = |login: &str, password: &str| {
            let parts = arguments("LOGIN", &[login, password]);
            parts.iter().map(|part| String::from_utf8_lossy(part).into_owned()).collect::<Vec<_>>()
        };
        assert_eq!(said("a\"b", "c\\"), [r#"LOGIN "a\"b" "c\\""#]);
        assert_eq!(said("a", "é"), ["LOGIN \"a\" {2}\r\n", "é"]);
        assert_eq!(said("é", "b"), ["LOGIN {2}\r\n", "é \"b\""]);
        assert_eq!(said("é", "ü"), ["LOGIN {2}\r\n", "é {2}\r\n", "ü"]);
    }

    #[test]
    fn only_messages_after_the_last_are_asked_for() {
        let mut session = session(b"* SEARCH 9 7\r\n* SEARCH 8 5 9 x\r\nr1 OK\r\n");
        assert_eq!(session.after(6, Some(20_514)), Ok(vec![7, 8, 9]));
        // 20 514 days after the first of January 1970.
        assert_eq!(session.stream.heard, b"r1 UID SEARCH UID 7:* SINCE 2-Mar-2026\r\n");
        assert_eq!(session.after(u32::MAX, None), Ok(vec![]));
    }

    #[test]
    fn a_day_that_no_calendar_has_is_still_a_limit() {
        assert_eq!(day(20_514), "2-Mar-2026");
        assert_eq!([i64::MIN, -1, 0].map(day), ["1-Jan-1970"; 3]);
        assert_eq!([2_932_896, 2_932_897, i64::MAX].map(day), ["31-Dec-9999"; 3]);
    }

    #[test]
    fn a_server_of_another_protocol_is_left() {
        let other = b"* CAPABILITY IMAP2 AUTH=PLAIN\r\nr1 OK\r\n";
        assert_eq!(session(other).sign_in("a", "b"), Err(Trouble::Reply));
    }

    #[test]
    fn a_line_without_an_end_is_left() {
        let mut endless = session(&vec![b'x'; LIST_MAX + LINE_MAX]);
        assert_eq!(endless.after(0, None), Err(Trouble::Reply));
    }

    #[test]
    fn of_a_message_no_more_is_kept_than_is_looked_at() {
        let mut says = format!("* 1 FETCH (UID 1 BODY[] {{{}}}\r\n", MESSAGE_MAX + 1000).into_bytes();
        says.resize(says.len() + MESSAGE_MAX + 1000, b'a');
        says.extend_from_slice(b")\r\nr1 OK\r\n");
        let mut lengths = vec![];
        let given = session(&says).messages(&[1], &mut |_, bytes| lengths.push(bytes.len()));
        assert_eq!((given, lengths), (Ok(BTreeSet::from([1])), vec![MESSAGE_MAX]));
    }

    /// Says the same line for ever.
    struct Endless {
        line: &'static [u8],
        at: usize,
        /// How many bytes it has said.
        said: usize,
    }

    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            for byte in buffer.iter_mut() {
                *byte = self.line[self.at];
                self.at = (self.at + 1) % self.line.len();
            }
            self.said += buffer.len();
            Ok(buffer.len())
        }
    }

    impl Write for Endless {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_server_that_never_comes_to_an_end_is_left() {
        // A small one, so that the test is quick.
        let most = 1 << 20;
        let endless =
            |line: &'static [u8]| Session { answer_max: most, ..Session::resume(Endless { line, at: 0, said: 0 }) };
        let mut searching = endless(b"* SEARCH 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1\r\n");
        assert_eq!(searching.after(0, None), Err(Trouble::Reply));
        assert!(searching.stream.said <= most + LINE_MAX, "{}", searching.stream.said);
        let mut telling = endless(b"* 1 FETCH (UID 1 RFC822.SIZE 5 INTERNALDATE \"17-Jul-1996 02:44:25 -0700\")\r\n");
        assert_eq!(telling.outlines(&[1]), Err(Trouble::Reply));
        let mut giving = endless(b"* 1 FETCH (UID 1 BODY[] {5}\r\nabcde)\r\n");
        let mut times = 0;
        assert_eq!(giving.messages(&[1], &mut |_, _| times += 1), Err(Trouble::Reply));
        assert!(giving.stream.said <= most + MESSAGE_MAX + LINE_MAX, "{}", giving.stream.said);
        assert_eq!(times, 1, "a message is handed over once");
    }

    #[test]
    fn what_is_told_of_a_message_is_no_longer_than_a_line() {
        let mut long = b"* 1 FETCH (UID 1 RFC822.SIZE 5 X (".to_vec();
        long.resize(long.len() + LINE_MAX, b'(');
        long.extend_from_slice(b"\r\nr1 OK\r\n");
        assert_eq!(session(&long).outlines(&[1]), Err(Trouble::Reply));
        let literals = b"* 1 FETCH (UID 1 A {1}\r\na B {1}\r\nb BODY[] {1}\r\nc)\r\nr1 OK\r\n";
        assert_eq!(session(literals).messages(&[1], &mut |_, _| ()), Err(Trouble::Reply));
    }

    #[test]
    fn a_message_that_is_refused_is_seen_by_its_absence_and_one_outline_is_enough_of_each() {
        for end in ["r1 OK\r\n", "r1 NO no\r\n", "r1 NO [SERVERBUG] no\r\n", "r1 BAD no\r\n"] {
            let says = format!("* 2 FETCH (UID 2 BODY[] NIL)\r\n* 1 FETCH (UID 1 BODY[] {{1}}\r\na)\r\n{end}");
            let mut given = vec![];
            let came = session(says.as_bytes()).messages(&[1, 2], &mut |uid, _| given.push(uid));
            assert_eq!((came, given), (Ok(BTreeSet::from([1])), vec![1]));
        }
        let later = b"r1 NO [UNAVAILABLE] later\r\n";
        assert_eq!(session(later).messages(&[1], &mut |_, _| ()), Err(Trouble::Unavailable));
        let says = b"* 1 FETCH (UID 1 RFC822.SIZE 5)\r\n* 1 FETCH (UID 1 RFC822.SIZE 6)\r\n* 9 FETCH (UID 9 RFC822.SIZE 5)\r\n\
            r1 OK\r\n";
        assert_eq!(session(says).outlines(&[1]), Ok(vec![Outline { uid: 1, bytes: 5, came_at: None }]));
    }

    proptest! {
        /// Whatever a server says, there is an end, and no more is kept than there may be.
        #[test]
        fn nonsense_ends_in_trouble(
            parts in prop::collection::vec(
                prop_oneof![
                    prop::collection::vec(any::<u8>(), 0..40),
                    prop::sample::select(vec![
                        &b"* 1 FETCH (UID 1 BODY[] "[..], b"{5}\r\n", b"{99999999999999999999}\r\n", b"\r\n", b"(", b")", b"\"", b"[",
                        b"* SEARCH ", b"r1 OK [", b"r1 NO\r\n", b"r2 ", b"+ \r\n", b"* OK [UIDVALIDITY 0]\r\n", b"* BYE\r\n",
                    ]).prop_map(<[u8]>::to_vec),
                ],
                0..12,
            )
        ) {
            let says = parts.concat();
            let _ = Session::begin(Tape { says: std::io::Cursor::new(says.clone()), heard: vec![] });
            let _ = session(&says).sign_in("a", "é");
            let _ = session(&says).examine("INBOX");
            let _ = session(&says).after(0, None);
            let _ = session(&says).outlines(&[1]);
            let _ = session(&says).messages(&[1], &mut |_, bytes| assert!(bytes.len() <= says.len()));
            let _ = session(&says).start_tls();
        }
    }
}
