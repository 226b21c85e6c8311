//! Setting up a second factor, with a picture for the authenticator and codes for the day it is lost.
//!
//! Separate from the rest of the account, because what it shows is shown once: the secret until it is confirmed, the codes
//! right after.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use axum::routing::post;
use serde::Deserialize;
use store::{Role, StoreError, Time};

use super::{account, refusal, require_proof, unprocessable};
use crate::App;
use crate::failure::Failure;
use crate::operation::{Access, Operation};
use crate::page::{Page, html, seen, words_of};
use crate::pages::desk::qr::{Picture, picture};
use crate::pages::signin::{PER_ADDRESS, give_session, shown_session, take, with_cookie};
use crate::visitor::{SignedIn, Visitor};

/// The operations of this file.
pub fn operations() -> Vec<Operation> {
    let change = |id, path, handler| Operation::new(id, Method::POST, path, Access::SignedIn(Role::Viewer), handler);
    vec![
        change("account.factor.begin", "/account/second-factor", post(begin)),
        change("account.factor.confirm", "/account/second-factor/confirm", post(confirm)),
        change("account.factor.codes", "/account/second-factor/codes", post(renew_codes)),
        change("account.factor.remove", "/account/second-factor/remove", post(remove)),
    ]
}

#[derive(Template)]
#[template(path = "office/second_factor.html")]
struct SetUp {
    page: Page,
    problem: Option<String>,
    secret: String,
    spaced: String,
    address: String,
    picture: Option<Picture>,
}

#[derive(Template)]
#[template(path = "office/recovery_codes.html")]
struct RecoveryCodes {
    page: Page,
    codes: Vec<String>,
}

async fn begin(State(app): State<App>, session: SignedIn, visitor: Visitor) -> Result<Response, Failure> {
    require_proof(&session, "/account")?;
    let scope = session.scope.clone();
    match app.store.write(move |tx| store::second_factor::begin(tx, &scope, Time::now())).await {
        Ok(secret) => set_up(&session, &visitor, base32(&secret), None),
        Err(error) => {
            let problem = refusal(Err(error), &session, &visitor)?;
            account::page(&app, &session, &visitor, problem).await
        }
    }
}

fn set_up(session: &SignedIn, visitor: &Visitor, secret: String, problem: Option<String>) -> Result<Response, Failure> {
    let w = words_of(session, visitor);
    let (issuer, email) = (encoded(&session.organisation.name), encoded(&session.email));
    let address = format!("otpauth://totp/{issuer}:{email}?secret={secret}&issuer={issuer}");
    let groups: Vec<&str> = secret.as_bytes().chunks(4).filter_map(|group| std::str::from_utf8(group).ok()).collect();
    html(&SetUp {
        page: Page::of(session, visitor, "account", w.text("office-factor-title")),
        problem,
        spaced: groups.join(" "),
        picture: picture(&address),
        address,
        secret,
    })
}

#[derive(Deserialize)]
struct Shown {
    code: String,
    /// The secret as the page showed it, only to be shown again: the store compares with its own.
    #[serde(default)]
    secret: String,
}

async fn confirm(
    State(app): State<App>,
    session: SignedIn,
    visitor: Visitor,
    headers: HeaderMap,
    Form(shown): Form<Shown>,
) -> Result<Response, Failure> {
    require_proof(&session, "/account")?;
    take(&app, format!("factor:{}", session.user), PER_ADDRESS).await?;
    let (hash, code) = (shown_session(&app, &headers)?, shown.code);
    let confirmed = app.store.write(move |tx| {
        let now = Time::now();
        let (secret, codes) = store::sessions::confirm_second_factor(tx, &hash, &code, now)?;
        let session = store::sessions::find(tx, &secret.hash(), now)?.ok_or(StoreError::NotFound)?;
        Ok((secret, codes, session))
    });
    match confirmed.await {
        // The page belongs to the new session already, whose forms have another token.
        Ok((secret, codes, new)) => Ok(give_session(&app, &secret, codes_page(&SignedIn(new), &visitor, codes)?)),
        Err(error) => {
            let problem = refusal(Err(error), &session, &visitor)?;
            let known = |c: char| c.is_ascii_uppercase() || ('2'..='7').contains(&c);
            let secret =
                if shown.secret.chars().all(known) && shown.secret.len() == 32 { shown.secret } else { String::new() };
            Ok(unprocessable(set_up(&session, &visitor, secret, problem)?))
        }
    }
}

fn codes_page(session: &SignedIn, visitor: &Visitor, codes: Vec<String>) -> Result<Response, Failure> {
    let title = words_of(session, visitor).text("office-codes-title");
    html(&RecoveryCodes { page: Page::of(session, visitor, "account", title), codes })
}

async fn renew_codes(State(app): State<App>, session: SignedIn, visitor: Visitor) -> Result<Response, Failure> {
    require_proof(&session, "/account")?;
    let scope = session.scope.clone();
    match app.store.write(move |tx| store::second_factor::renew_recovery_codes(tx, &scope, Time::now())).await {
        Ok(codes) => codes_page(&session, &visitor, codes),
        Err(StoreError::Refused(..)) => Ok(seen("/account")),
        Err(error) => Err(error.into()),
    }
}

async fn remove(State(app): State<App>, session: SignedIn) -> Result<Response, Failure> {
    require_proof(&session, "/account")?;
    let (scope, user, organisation) = (session.scope.clone(), session.user.clone(), session.organisation.id.clone());
    let removed = app.store.write(move |tx| {
        let now = Time::now();
        store::second_factor::remove(tx, &scope, &user, now)?;
        store::sessions::begin(tx, &user, Some(&organisation), now)
    });
    Ok(with_cookie(&app, &removed.await?, "/account"))
}

/// Bytes as authenticators take them: RFC 4648, without padding, of which twenty bytes need none.
fn base32(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let digit = |group: &[u8], place: usize| {
        let bits = group.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte)) << (8 * (5 - group.len()));
        char::from(ALPHABET[(bits >> (35 - 5 * place)) as usize & 31])
    };
    let digits = |group: &[u8]| (group.len() * 8).div_ceil(5);
    bytes.chunks(5).flat_map(|group| (0..digits(group)).map(move |place| digit(group, place))).collect()
}

/// A text as a part of an address holds it.
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::{base32, encoded};

    #[test]
    fn base32_is_that_of_the_standard() {
        // RFC 4648, section 10, without the padding.
        for (bytes, text) in
            [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("foobar", "MZXW6YTBOI")]
        {
            assert_eq!(base32(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn a_name_cannot_leave_its_place_in_the_address() {
        assert_eq!(encoded("Klinik & Co?secret=A"), "Klinik%20%26%20Co%3Fsecret%3DA");
        assert_eq!(encoded("Señor"), "Se%C3%B1or");
    }
}
