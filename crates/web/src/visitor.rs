//! Who is at the other end: language, address, and the session if there is one.
//!
//! Separate, because each is found out once, before any handler runs, and in one way.

use std::net::{IpAddr, SocketAddr};
use std::sync::Once;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header;
use axum::http::request::Parts;
use language::{Language, Words};
use store::sessions::Session;

use crate::App;
use crate::failure::Failure;

/// The address of a connection, put there by the server.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);

/// What is known of a visitor without asking the database.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The words of the language to answer in.
    pub words: Words,
    /// The language that the address asks for by `?lang=`.
    pub asked: Option<Language>,
    /// Where the visitor comes from.
    pub address: IpAddr,
    /// Whether a proxy on this machine brings the visitor that was not declared: then all who come share one address.
    pub shared: bool,
    /// The path that was asked for, without the query.
    pub path: String,
    /// `https://host` or `http://host`, as links to this server begin.
    pub base_url: String,
}

impl Visitor {
    /// The block of addresses that counts as one visitor in limits: an IPv4 address, or 64 bits of IPv6.
    #[must_use]
    pub fn block(&self) -> String {
        match self.address.to_canonical() {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
            }
        }
    }

    /// Finds out about a visitor.
    #[must_use]
    pub fn of(app: &App, parts: &Parts) -> Self {
        let host = parts.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
        // A host of a strange form is not repeated in pages.
        let plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
        let host = if host.chars().all(plain) { host } else { "localhost" };
        let address = address_of(app.settings.trusted_hops, parts);
        Self {
            words: language_of(parts).words(),
            asked: asked(parts),
            address,
            shared: is_shared(app.settings.trusted_hops, address, parts),
            path: parts.uri.path().to_owned(),
            base_url: app.settings.base_url.clone().unwrap_or_else(|| format!("http://{host}")),
        }
    }
}

/// The language that the address asks for.
fn asked(parts: &Parts) -> Option<Language> {
    let query = parts.uri.query().unwrap_or_default();
    query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(Language::from_code)
}

/// The language asked for by `?lang=`, by the cookie, or by the browser; English otherwise.
fn language_of(parts: &Parts) -> Language {
    let kept = cookie(&parts.headers, "lang");
    asked(parts)
        .or_else(|| kept.and_then(Language::from_code))
        .or_else(|| accepted(parts.headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?))
        .unwrap_or_default()
}

/// The first language of a list such as `id-ID,id;q=0.9,en;q=0.8` that we speak.
fn accepted(header: &str) -> Option<Language> {
    let mut wanted: Vec<(f32, &str)> = header
        .split(',')
        .map(|part| {
            let (code, quality) = part.split_once(";q=").unwrap_or((part, "1"));
            (quality.trim().parse().unwrap_or(0.0), code.trim())
        })
        .collect();
    wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
    wanted.into_iter().find_map(|(_, code)| Language::from_code(code))
}

/// The address of the connection, or what the trusted proxies say. A chain that is shorter than it must be is a forgery:
/// then all who send such share one address.
fn address_of(hops: usize, parts: &Parts) -> IpAddr {
    let peer = parts.extensions.get::<Peer>().map_or(IpAddr::from([0, 0, 0, 0]), |peer| peer.0.ip());
    if hops == 0 {
        return peer;
    }
    let chain = parts.headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let chain: Vec<&str> = chain.flat_map(|value| value.split(',')).map(str::trim).collect();
    let Some(position) = chain.len().checked_sub(hops) else { return peer };
    chain[position].parse().unwrap_or(peer)
}

/// Whether somebody comes by a proxy on this machine that was not declared. Said once in the log: nobody can be told apart.
fn is_shared(hops: usize, address: IpAddr, parts: &Parts) -> bool {
    static SAID: Once = Once::new();
    let forwarded = parts.headers.contains_key("x-forwarded-for") || parts.headers.contains_key("forwarded");
    let shared = hops == 0 && address.to_canonical().is_loopback() && forwarded;
    if shared {
        SAID.call_once(|| tracing::warn!("visitors come through a proxy and share one limit: set --trusted-hops"));
    }
    shared
}

/// The value of a cookie.
#[must_use]
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(';')).find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        Ok(match parts.extensions.get::<Self>() {
            Some(visitor) => visitor.clone(),
            None => Self::of(app, parts),
        })
    }
}

/// The session that the access layer found. Only in operations for those who signed in.
#[derive(Debug, Clone)]
pub struct SignedIn(pub Session);

impl std::ops::Deref for SignedIn {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.0
    }
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Failure> {
        // An operation that forgot its rule of access gets nobody's session, and the request ends here.
        parts.extensions.get::<Session>().cloned().map(Self).ok_or(Failure::Store(store::StoreError::Forbidden))
    }
}

#[cfg(test)]
mod tests {
    use super::accepted;
    use language::Language;

    #[test]
    fn the_browser_s_first_language_that_we_speak_is_taken() {
        assert_eq!(accepted("fr, id-ID;q=0.8, en;q=0.9"), Some(Language::English));
        assert_eq!(accepted("id-ID,id;q=0.9,en;q=0.8"), Some(Language::Indonesian));
        assert_eq!(accepted("fr"), None);
    }
}
