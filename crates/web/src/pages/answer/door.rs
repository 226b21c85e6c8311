//! From an address to the door it opens: a link's token, an invitation, or the clean address an invitation was exchanged for.
//!
//! Separate from the pages, because all of them begin here. Opening changes nothing. An invitation's token is put into a
//! cookie when it is first seen; from then on the address holds only a part of its digest, which opens nothing by itself.

use std::sync::OnceLock;

use axum::http::{HeaderMap, HeaderValue};
use store::links::{self, Door, DoorKind};
use store::{Secret, StoreError, Time, TokenHash, Transaction};

use crate::App;
use crate::visitor::cookie;

/// How long the cookie of an invitation lasts: as long as people take to come back to a mail.
const COOKIE_SECONDS: u32 = 30 * 24 * 3600;

/// A key that somebody showed, before it is known whether it opens anything.
#[derive(Debug, Clone)]
pub enum Key {
    /// Of a link.
    Link(DoorKind, String),
    /// Of an invitation.
    Invitation(Secret),
}

/// Where a survey is answered from, and with what key.
#[derive(Debug, Clone)]
pub struct Entrance {
    /// The key.
    pub key: Key,
    /// The address that pages and forms have.
    pub base: String,
    /// The address that is free of the token, once the cookie is there.
    pub clean: Option<String>,
    /// Whether the address in use is a token although a clean one would do.
    pub could_be_clean: bool,
    /// The cookie to be set.
    pub cookie: Option<HeaderValue>,
}

/// The letter that begins the addresses of a way.
#[must_use]
pub fn letter(kind: DoorKind) -> &'static str {
    match kind {
        // No page is opened for a program.
        DoorKind::Open | DoorKind::Api => "s",
        DoorKind::Kiosk => "k",
        DoorKind::Embedded => "e",
        DoorKind::Invited => "i",
    }
}

/// The name of a way in the style sheet and the script.
#[must_use]
pub fn name(kind: DoorKind) -> &'static str {
    match kind {
        DoorKind::Open | DoorKind::Api => "open",
        DoorKind::Kiosk => "kiosk",
        DoorKind::Embedded => "embedded",
        DoorKind::Invited => "invited",
    }
}

/// Reads what stands in the address. Nothing for what is no key; `None` for a clean address whose cookie is missing.
#[must_use]
pub fn entrance(app: &App, kind: DoorKind, shown: &str, headers: &HeaderMap) -> Option<Entrance> {
    if kind != DoorKind::Invited {
        return Some(Entrance {
            key: Key::Link(kind, shown.to_owned()),
            base: format!("/{}/{shown}", letter(kind)),
            clean: None,
            could_be_clean: false,
            cookie: None,
        });
    }
    match Secret::parse("inv", shown) {
        Some(secret) => Some(by_token(app, &secret, headers)),
        None => by_cookie(app, shown, headers),
    }
}

fn by_token(app: &App, secret: &Secret, headers: &HeaderMap) -> Entrance {
    let handle = handle(secret);
    let there = cookie(headers, &cookie_name(app, &handle)) == Some(secret.reveal());
    let clean = format!("/i/{handle}");
    Entrance {
        key: Key::Invitation(secret.clone()),
        base: if there { clean.clone() } else { format!("/i/{}", secret.reveal()) },
        clean: Some(clean),
        could_be_clean: there,
        cookie: if there { None } else { cookie_of(app, &handle, secret) },
    }
}

fn by_cookie(app: &App, shown: &str, headers: &HeaderMap) -> Option<Entrance> {
    let secret = Secret::parse("inv", cookie(headers, &cookie_name(app, shown))?)?;
    let base = format!("/i/{}", handle(&secret));
    (handle(&secret) == shown).then_some(Entrance {
        key: Key::Invitation(secret),
        base,
        clean: None,
        could_be_clean: false,
        cookie: None,
    })
}

/// Whether this has the form of a clean address, so that its cookie must have been lost.
#[must_use]
pub fn is_handle(shown: &str) -> bool {
    shown.len() == 16 && shown.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A part of the token's digest: 64 of 256 bits name the cookie and tell nothing of the token.
fn handle(secret: &Secret) -> String {
    secret.hash().0[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

fn cookie_name(app: &App, handle: &str) -> String {
    let prefix = if app.settings.secure() { "__Secure-" } else { "" };
    format!("{prefix}rater-i-{handle}")
}

fn cookie_of(app: &App, handle: &str, secret: &Secret) -> Option<HeaderValue> {
    let secure = if app.settings.secure() { "; Secure" } else { "" };
    let text = format!(
        "{}={}; Path=/i; Max-Age={COOKIE_SECONDS}; HttpOnly; SameSite=Lax{secure}",
        cookie_name(app, handle),
        secret.reveal()
    );
    HeaderValue::from_str(&text).ok()
}

impl Key {
    /// The invitation that an answer uses up.
    #[must_use]
    pub fn invitation(&self) -> Option<TokenHash> {
        match self {
            Self::Invitation(secret) => Some(secret.hash()),
            Self::Link(..) => None,
        }
    }

    /// The bucket of limits that this way in has. When it was last taken from stands in the database to the millisecond:
    /// under a name that is made of nothing but tokens and addresses, whoever reads it could try all of them, and would
    /// know when somebody answered an anonymous survey. So the name is covered by a key that only this process has.
    #[must_use]
    pub fn bucket(&self) -> String {
        static KEY: OnceLock<[u8; 32]> = OnceLock::new();
        let key: String = KEY.get_or_init(store::random_bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        match self {
            Self::Link(_, token) => format!("{key} {token}"),
            Self::Invitation(secret) => format!("{key} {}", handle(secret)),
        }
    }

    /// What it opens.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it opens nothing, or by another way than this.
    pub fn open(&self, tx: &mut Transaction<'_>, now: Time) -> Result<Door, StoreError> {
        match self {
            Self::Invitation(secret) => links::resolve_invitation(tx, &secret.hash(), now)?,
            Self::Link(kind, token) => links::resolve(tx, token, now)?.filter(|door| door.kind == *kind),
        }
        .ok_or(StoreError::NotFound)
    }
}
