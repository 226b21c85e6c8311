//! A mail server of our own on this machine, which does as a test says: well, or badly in one way.
//!
//! Separate from the tests, which ask what came of it. It keeps every line that was said to it, and knows no command that changes anything.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};
use store::mailboxes::Security;

const PEM: &[u8] = include_bytes!("tests.pem");
pub const LOGIN: &str = "us@example.org";
pub const PASSWORD: &str = "sandi-åplikasi \"7\" \\";

/// What the server does wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    Well,
    /// It accepts the connection and says nothing.
    Silent,
    /// It speaks another language.
    NotMail,
    /// It has no time.
    Bye,
    /// It stops answering at this command.
    HangsAt(&'static str),
    /// Once, it breaks off in the middle of this message.
    CutsAt(u32),
    /// It gives all but this message.
    Keeps(u32),
    /// It says that all is well, and gives all but this message: nothing of it, or, of one with an even number, nothing as its text.
    Omits(u32),
    /// This message is deleted while it is asked for.
    Loses(u32),
    /// It refuses all messages, with a code or without, or as if it did not understand.
    Refuses(&'static str),
    /// The same, once.
    RefusesOnce(&'static str),
    /// It gives messages up to this one, and refuses all after it and from then on.
    FailsAt(u32),
    /// What it tells of this message before is not to be understood.
    Mumbles(u32),
    /// It announces more of this message than there is room for anywhere.
    Swells(u32),
    /// It says something in clear before the connection is protected.
    SpeaksTooSoon,
}

/// A message as it lies in the mailbox.
#[derive(Debug, Clone)]
pub struct Letter {
    pub bytes: Vec<u8>,
    /// The size that is told, if it is not the real one.
    pub told: Option<u64>,
}

#[derive(Debug, Clone)]
pub struct Script {
    pub validity: u32,
    pub letters: BTreeMap<u32, Letter>,
    pub folder: String,
    pub manner: Manner,
    /// Whether it takes `AUTHENTICATE PLAIN`.
    pub plain: bool,
    pub said: Vec<String>,
}

pub struct Server {
    pub port: u16,
    script: Arc<Mutex<Script>>,
}

enum Next {
    End,
    Protect,
}

impl Server {
    pub fn new(security: Security) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("bound").port();
        let script = Script {
            validity: 7,
            letters: BTreeMap::new(),
            folder: "INBOX".to_owned(),
            manner: Manner::Well,
            plain: false,
            said: vec![],
        };
        let script = Arc::new(Mutex::new(script));
        let kept = Arc::clone(&script);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let script = Arc::clone(&kept);
                std::thread::spawn(move || serve(&script, stream, security));
            }
        });
        Self { port, script }
    }

    pub fn script(&self) -> MutexGuard<'_, Script> {
        self.script.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a message into the mailbox.
    pub fn put(&self, uid: u32, bytes: impl Into<Vec<u8>>) {
        self.script().letters.insert(uid, Letter { bytes: bytes.into(), told: None });
    }

    pub fn be(&self, manner: Manner) {
        self.script().manner = manner;
    }

    pub fn said(&self) -> Vec<String> {
        self.script().said.clone()
    }
}

/// The authority that signed the server's certificate.
pub fn authority() -> RootCertStore {
    let mut roots = RootCertStore::empty();
    let last = CertificateDer::pem_slice_iter(PEM).last().expect("a certificate").expect("a sound one");
    roots.add(last).expect("it is one of an authority");
    roots
}

fn protect(stream: TcpStream) -> StreamOwned<ServerConnection, TcpStream> {
    let key = PrivateKeyDer::from_pem_slice(PEM).expect("a key");
    let certificates = CertificateDer::pem_slice_iter(PEM).take(1).collect::<Result<Vec<_>, _>>().expect("one");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(certificates, key)
        .expect("they belong together");
    StreamOwned::new(ServerConnection::new(Arc::new(config)).expect("a connection"), stream)
}

fn serve(script: &Mutex<Script>, mut stream: TcpStream, security: Security) -> Option<()> {
    match security {
        Security::Plain => converse(script, &mut stream, true, false).map(drop),
        Security::Tls => converse(script, &mut protect(stream), true, false).map(drop),
        Security::StartTls => match converse(script, &mut stream, true, true)? {
            Next::End => Some(()),
            Next::Protect => converse(script, &mut protect(stream), false, false).map(drop),
        },
    }
}

fn of(script: &Mutex<Script>) -> Script {
    script.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

fn line(stream: &mut impl Read) -> Option<String> {
    let mut bytes = vec![];
    let mut byte = [0];
    loop {
        stream.read_exact(&mut byte).ok()?;
        if byte[0] == b'\n' {
            return Some(String::from_utf8_lossy(&bytes).trim_end_matches('\r').to_owned());
        }
        bytes.push(byte[0]);
    }
}

/// A command with its arguments, those that are announced by their length in line with the others.
fn command(stream: &mut (impl Read + Write)) -> Option<String> {
    let mut whole = line(stream)?;
    while let Some(start) = whole.rfind('{').filter(|_| whole.ends_with('}')) {
        let length: usize = whole[start + 1..whole.len() - 1].parse().ok()?;
        say(stream, "+ go on")?;
        let mut bytes = vec![0; length];
        stream.read_exact(&mut bytes).ok()?;
        let literal = String::from_utf8(bytes).ok()?.replace('\\', "\\\\").replace('"', "\\\"");
        whole = format!("{}\"{literal}\"{}", &whole[..start], line(stream)?);
    }
    Some(whole)
}

fn say(stream: &mut impl Write, text: &str) -> Option<()> {
    stream.write_all(format!("{text}\r\n").as_bytes()).and_then(|()| stream.flush()).ok()
}

/// Until the other end has had enough.
fn hang(stream: &mut impl Read) -> Option<Next> {
    let _ = stream.read(&mut [0; 1]);
    Some(Next::End)
}

/// The texts between quotation marks.
fn texts(line: &str) -> Vec<String> {
    let (mut found, mut inside, mut escaped) = (vec![], None::<String>, false);
    for letter in line.chars() {
        match &mut inside {
            Some(text) if escaped || (letter != '\\' && letter != '"') => {
                text.push(letter);
                escaped = false;
            }
            Some(_) if letter == '\\' => escaped = true,
            Some(_) => found.extend(inside.take()),
            None if letter == '"' => inside = Some(String::new()),
            None => {}
        }
    }
    found
}

fn converse(script: &Mutex<Script>, stream: &mut (impl Read + Write), greets: bool, clear: bool) -> Option<Next> {
    match of(script).manner {
        Manner::Silent => return hang(stream),
        Manner::NotMail => return say(stream, "SSH-2.0-OpenSSH_9.9").map(|()| Next::End),
        Manner::Bye => return say(stream, "* BYE too many of you").map(|()| Next::End),
        _ if greets => say(stream, "* OK at your service {5}")?,
        _ => {}
    }
    let (mut signed_in, mut examined) = (false, false);
    loop {
        let whole = command(stream)?;
        let (tag, rest) = whole.split_once(' ')?;
        {
            let mut script = script.lock().unwrap_or_else(PoisonError::into_inner);
            script.said.push(rest.to_owned());
        }
        let now = of(script);
        if matches!(now.manner, Manner::HangsAt(word) if rest.starts_with(word)) {
            return hang(stream);
        }
        let word = rest.split(' ').next()?;
        match word {
            "CAPABILITY" => {
                let more = [(clear, " STARTTLS LOGINDISABLED"), (now.plain && !clear, " AUTH=PLAIN")];
                let more: String = more.iter().filter(|(has, _)| *has).map(|(_, name)| *name).collect();
                say(stream, &format!("* CAPABILITY IMAP4rev1{more}"))?;
                say(stream, &format!("{tag} OK done"))?;
            }
            "STARTTLS" if clear => {
                let slipped =
                    if now.manner == Manner::SpeaksTooSoon { "\r\n* OK [UIDVALIDITY 666] slipped in" } else { "" };
                say(stream, &format!("{tag} OK begin now{slipped}"))?;
                return Some(Next::Protect);
            }
            "LOGIN" if !clear => {
                signed_in = texts(rest) == [LOGIN, PASSWORD];
                say(stream, &refused(tag, signed_in, "AUTHENTICATIONFAILED"))?;
            }
            "AUTHENTICATE" if now.plain => {
                say(stream, "+ ")?;
                let answer = STANDARD.decode(line(stream)?).unwrap_or_default();
                signed_in = answer == format!("\0{LOGIN}\0{PASSWORD}").into_bytes();
                say(stream, &refused(tag, signed_in, "AUTHENTICATIONFAILED"))?;
            }
            "EXAMINE" if signed_in => {
                examined = texts(rest) == [now.folder.as_str()];
                if examined {
                    say(stream, "* FLAGS (\\Answered \\Seen)")?;
                    say(stream, &format!("* {} EXISTS", now.letters.len()))?;
                    say(stream, &format!("* OK [UIDVALIDITY {}] UIDs valid", now.validity))?;
                }
                say(stream, &refused(tag, examined, "NONEXISTENT"))?;
            }
            "UID" if examined => uid(script, &now, stream, tag, rest)?,
            "LOGOUT" => {
                say(stream, "* BYE")?;
                say(stream, &format!("{tag} OK"))?;
                return Some(Next::End);
            }
            _ => say(stream, &format!("{tag} BAD what?"))?,
        }
    }
}

fn refused(tag: &str, good: bool, code: &str) -> String {
    if good { format!("{tag} OK done") } else { format!("{tag} NO [{code}] no") }
}

fn uid(script: &Mutex<Script>, now: &Script, stream: &mut impl Write, tag: &str, rest: &str) -> Option<()> {
    if let Some(rest) = rest.strip_prefix("UID SEARCH UID ") {
        let first: u32 = rest.split([':', ',']).next()?.parse().ok()?;
        if !rest.contains(":*") {
            let wanted: Vec<u32> = rest.split(',').filter_map(|uid| uid.parse().ok()).collect();
            let found = now.letters.keys().filter(|uid| wanted.contains(uid)).map(ToString::to_string);
            say(stream, &format!("* SEARCH {}", found.collect::<Vec<_>>().join(" ")))?;
            return say(stream, &format!("{tag} OK done"));
        }
        let mut found: Vec<String> = now.letters.range(first..).map(|(uid, _)| uid.to_string()).collect();
        if found.is_empty() {
            // What `*` means where there is nothing after.
            found.extend(now.letters.keys().next_back().map(ToString::to_string));
        }
        say(stream, &format!("* SEARCH {}", found.join(" ")))?;
        return say(stream, &format!("{tag} OK done"));
    }
    let rest = rest.strip_prefix("UID FETCH ")?;
    let (set, items) = rest.split_once(' ')?;
    let wanted: Vec<u32> = set.split(',').filter_map(|uid| uid.parse().ok()).collect();
    let mut good = true;
    if let Manner::Refuses(how) | Manner::RefusesOnce(how) = now.manner
        && items.contains("BODY")
    {
        if matches!(now.manner, Manner::RefusesOnce(_)) {
            script.lock().unwrap_or_else(PoisonError::into_inner).manner = Manner::Well;
        }
        return say(stream, &format!("{tag} {how} an internal error"));
    }
    for (place, (uid, letter)) in now.letters.iter().enumerate().filter(|(_, (uid, _))| wanted.contains(uid)) {
        let place = place + 1;
        if items.contains("RFC822.SIZE") {
            if now.manner == Manner::Mumbles(*uid) {
                say(stream, &format!("* {place} FETCH (UID {uid} RFC822.SIZE lots)"))?;
                continue;
            }
            let size = letter.told.unwrap_or(letter.bytes.len() as u64);
            // In another order for every other one, and with what nobody asked for.
            let date = "INTERNALDATE \" 2-Mar-2026 09:00:00 +0700\"";
            let told = match uid % 2 {
                0 => format!("UID {uid} RFC822.SIZE {size} {date}"),
                _ => format!("FLAGS (\\Seen $Note) {date} RFC822.SIZE {size} UID {uid}"),
            };
            say(stream, &format!("* {place} FETCH ({told})"))?;
            continue;
        }
        match now.manner {
            Manner::Keeps(kept) if kept == *uid => {
                good = false;
                continue;
            }
            Manner::FailsAt(first) if first <= *uid => {
                script.lock().unwrap_or_else(PoisonError::into_inner).manner = Manner::Refuses("NO [SERVERBUG]");
                good = false;
                break;
            }
            Manner::Loses(one) if one == *uid => {
                script.lock().unwrap_or_else(PoisonError::into_inner).letters.remove(uid);
                continue;
            }
            Manner::Omits(one) if one == *uid => {
                if uid % 2 == 0 {
                    say(stream, &format!("* {place} FETCH (UID {uid} BODY[] NIL)"))?;
                }
                continue;
            }
            Manner::Swells(one) if one == *uid => {
                say(stream, &format!("* {place} FETCH (UID {uid} BODY[]<0> {{9999999999}}"))?;
                continue;
            }
            _ => {}
        }
        let most: usize = items.split("<0.").nth(1)?.split('>').next()?.parse().ok()?;
        let bytes = &letter.bytes[..letter.bytes.len().min(most)];
        stream.write_all(format!("* {place} FETCH (UID {uid} BODY[]<0> {{{}}}\r\n", bytes.len()).as_bytes()).ok()?;
        if now.manner == Manner::CutsAt(*uid) {
            script.lock().unwrap_or_else(PoisonError::into_inner).manner = Manner::Well;
            let _ = stream.write_all(&bytes[..bytes.len() / 2]).and_then(|()| stream.flush());
            return None;
        }
        stream.write_all(bytes).ok()?;
        say(stream, ")")?;
        // Something that happens meanwhile.
        say(stream, &format!("* {place} FETCH (FLAGS (\\Seen))"))?;
    }
    say(stream, &refused(tag, good, "SERVERBUG"))
}
