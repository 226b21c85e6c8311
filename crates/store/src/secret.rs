//! Tokens: long random text that opens a door, of which only a digest is kept.
//!
//! Written `sq_<kind>_<32 characters>_<check>`: the kind can be read by programs that look for leaked secrets, and the check
//! tells a mistyped one without a query. 32 characters of 62 are 190 random bits.

use sha2::{Digest, Sha256};

const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const LENGTH: usize = 32;

/// Random bytes from the system's generator.
///
/// # Panics
/// When the system has no randomness, in which case nothing here is safe.
#[must_use]
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes
}

/// A token as its holder has it. It is never shown in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// What is kept of a token: the SHA-256 of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenHash(pub [u8; 32]);

impl Secret {
    /// A new token of a kind, such as `session`.
    #[must_use]
    pub fn new(kind: &str) -> Self {
        let mut text = String::with_capacity(LENGTH);
        while text.len() < LENGTH {
            // Bytes from 248 on are thrown away, so that every character is equally likely.
            let fresh = random_bytes::<48>().into_iter().filter(|byte| *byte < 248);
            text.extend(fresh.map(|byte| char::from(ALPHABET[usize::from(byte % 62)])).take(LENGTH - text.len()));
        }
        let body = format!("sq_{kind}_{text}");
        let check = check(&body);
        Self(format!("{body}_{check}"))
    }

    /// A token that somebody showed, when it has the form of one of this kind.
    #[must_use]
    pub fn parse(kind: &str, text: &str) -> Option<Self> {
        let (body, shown) = text.rsplit_once('_')?;
        let random = body.strip_prefix("sq_")?.strip_prefix(kind)?.strip_prefix('_')?;
        let well =
            random.len() == LENGTH && random.bytes().all(|byte| ALPHABET.contains(&byte)) && shown == check(body);
        well.then(|| Self(text.to_owned()))
    }

    /// What may be kept of it.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(self.0.as_bytes()).into())
    }

    /// The text, for the one who is to have it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

impl From<&TokenHash> for crate::engine::Value {
    fn from(hash: &TokenHash) -> Self {
        Self::Blob(hash.0.to_vec())
    }
}

/// Six characters that depend on all others.
fn check(body: &str) -> String {
    let digest = Sha256::digest(body.as_bytes());
    digest[..6].iter().map(|byte| char::from(ALPHABET[usize::from(byte % 62)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_back_and_a_mistyped_one_is_not() {
        let token = Secret::new("session");
        assert_eq!(Secret::parse("session", token.reveal()), Some(token.clone()));
        assert_eq!(Secret::parse("api", token.reveal()), None);
        let mistyped =
            token.reveal().replacen(&token.reveal()[12..13], if &token.reveal()[12..13] == "a" { "b" } else { "a" }, 1);
        assert_eq!(Secret::parse("session", &mistyped), None);
    }

    #[test]
    fn a_token_is_not_written_by_accident() {
        let token = Secret::new("api");
        assert!(!format!("{token:?}").contains(&token.reveal()[7..]));
    }
}
