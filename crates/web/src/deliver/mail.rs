//! One mail, sent once, over a connection that is encrypted.
//!
//! Separate from when and how often. Headers are made by typed builders from texts that hold no control character, so nobody's
//! name or subject adds a header or a recipient. The id of a mail is that of its place in the outbox, the same at every try.

use std::net::IpAddr;
use std::time::Duration;

use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::{Error, SmtpTransport};
use lettre::{Address, Message, Transport};
use store::outbox::Mail;

use crate::Smtp;

/// How long each step of the conversation may take.
const STEP: Duration = Duration::from_secs(15);
/// The port where the conversation is encrypted from its first byte.
const ENCRYPTED_PORT: u16 = 465;
/// The longest subject, in characters.
const SUBJECT_MAX: usize = 200;

/// How a mail ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The server has it.
    Arrived,
    /// Another try may do better.
    Again(String),
    /// No other try will.
    Refused(String),
}

/// What sends.
#[derive(Clone)]
pub struct Postman {
    transport: SmtpTransport,
    from: Mailbox,
}

impl Postman {
    /// A sender for a server; nothing when its settings will not do.
    #[must_use]
    pub fn new(smtp: &Smtp) -> Option<Self> {
        let from: Mailbox = smtp.from.parse().ok()?;
        let tls = if smtp.plain {
            on_this_machine(&smtp.host).then_some(Tls::None)?
        } else {
            let parameters = TlsParameters::new(smtp.host.clone()).ok()?;
            if smtp.port == ENCRYPTED_PORT { Tls::Wrapper(parameters) } else { Tls::Required(parameters) }
        };
        let mut builder =
            SmtpTransport::builder_dangerous(smtp.host.as_str()).port(smtp.port).tls(tls).timeout(Some(STEP));
        if let Some((user, password)) = &smtp.credentials {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        Some(Self { transport: builder.build(), from })
    }

    /// Sends. Takes its time, so not within an async task.
    #[must_use]
    pub fn send(&self, id: &str, mail: &Mail) -> Outcome {
        let Some(message) = self.message(id, mail) else { return Outcome::Refused("address".to_owned()) };
        match self.transport.send(&message) {
            Ok(_) => Outcome::Arrived,
            Err(error) if error.is_permanent() => Outcome::Refused(code(&error)),
            Err(error) => Outcome::Again(code(&error)),
        }
    }

    /// The mail with its headers; nothing when the address is none.
    fn message(&self, id: &str, mail: &Mail) -> Option<Message> {
        let to: Address = mail.to.parse().ok()?;
        let generated = HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(one_line(&mail.subject))
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())))
            // Machines that answer mails leave these alone, so two of them do not write to each other for ever.
            .raw_header(generated)
            .singlepart(SinglePart::plain(mail.text.clone()))
            .ok()
    }
}

/// A text as a header may hold it: no control characters, nothing that turns the direction of reading, not too long.
fn one_line(text: &str) -> String {
    let odd = |c: char| {
        c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let plain = text.chars().map(|c| if odd(c) { ' ' } else { c }).take(SUBJECT_MAX).collect::<String>();
    // What looks like an encoded word would be decoded by the reader, with whatever is hidden in it.
    plain.replace("=?", "= ?")
}

fn on_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|number| number.is_loopback())
}

fn code(error: &Error) -> String {
    match error.status() {
        Some(status) => format!("status:{status}"),
        None if error.is_timeout() => "slow".to_owned(),
        None if error.is_tls() => "certificate".to_owned(),
        None => "connection".to_owned(),
    }
}

#[cfg(test)]
#[path = "mail_tests.rs"]
pub mod tests;
