//! Passwords: which ones are refused, and what is kept of the others.
//!
//! Separate from who has them. Argon2id, as a PHC string that says how it was made, so that the cost can rise and older ones
//! are made anew at the next signing in. Nothing is trimmed or cut off, and no mixture of characters is demanded.

use std::collections::BTreeSet;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::{StoreError, random_bytes};

/// The shortest password, in characters.
pub const LENGTH_MIN: usize = 12;
/// The longest password, in bytes: enough for any sentence, too little to keep a server busy.
pub const LENGTH_MAX: usize = 512;

/// What hashing a password costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// How many times over it.
    pub passes: u32,
}

impl Cost {
    /// What every real password costs: 64 MiB, three times.
    pub const STANDARD: Self = Self { memory_kib: 64 * 1024, passes: 3 };
    /// For tests, which sign in a thousand times. Never for a person's password.
    pub const FOR_TESTS: Self = Self { memory_kib: 64, passes: 1 };

    fn argon2(self) -> Result<Argon2<'static>, StoreError> {
        let params = Params::new(self.memory_kib, self.passes, 1, Some(32)).map_err(failed)?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }
}

/// Why a password is refused, as the name of a message; nothing when it will do.
#[must_use]
pub fn problem(password: &str, email: &str, organisation: &str) -> Option<&'static str> {
    if password.chars().count() < LENGTH_MIN {
        return Some("store-password-short");
    }
    if LENGTH_MAX < password.len() {
        return Some("store-password-long");
    }
    let lower = password.to_lowercase();
    if guessable(&lower) {
        return Some("store-password-common");
    }
    if left_without(&lower, email, organisation) < LENGTH_MIN / 2 {
        return Some("store-password-personal");
    }
    None
}

/// Words that the lists of stolen passwords are full of, in the languages of the pages; only what is long enough to matter.
const COMMON: &[&str] = &[
    "password",
    "passw0rd",
    "p@ssword",
    "p@ssw0rd",
    "motdepasse",
    "contraseña",
    "contrasena",
    "katasandi",
    "sandi",
    "rahasia",
    "clave",
    "secreto",
    "secret",
    "letmein",
    "welcome",
    "bienvenido",
    "bienvenida",
    "selamatdatang",
    "admin",
    "administrator",
    "administrador",
    "changeme",
    "default",
    "iloveyou",
    "teamo",
    "tequiero",
    "akucintakamu",
    "sayang",
    "sayangku",
    "bismillah",
    "indonesia",
    "jakarta",
    "garuda",
    "merdeka",
    "football",
    "baseball",
    "basketball",
    "barcelona",
    "realmadrid",
    "liverpool",
    "manchester",
    "chelsea",
    "arsenal",
    "superman",
    "batman",
    "spiderman",
    "pokemon",
    "naruto",
    "starwars",
    "sunshine",
    "princess",
    "princesa",
    "dragon",
    "monkey",
    "shadow",
    "master",
    "michael",
    "jennifer",
    "jessica",
    "jordan",
    "computer",
    "internet",
    "qwerty",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qazwsx",
    "qazwsxedc",
    "1q2w3e4r",
    "1q2w3e4r5t",
    "1qaz2wsx",
    "q1w2e3r4",
    "zaq12wsx",
    "abc",
    "abcd",
    "abc123",
    "test",
    "testing",
    "guest",
    "user",
    "login",
    "root",
    "temp",
    "hello",
    "hola",
    "halo",
    "trustno1",
    "whatever",
    "freedom",
    "summer",
    "winter",
    "spring",
    "autumn",
    "monday",
    "friday",
    "january",
    "december",
    "rater",
    "survey",
    "encuesta",
    "survei",
];

/// Rows of keys and of the alphabet; a password that runs along them is no secret.
const RUNS: &[&str] =
    &["01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qazwsxedcrfvtgbyhnujmikolp"];

fn guessable(lower: &str) -> bool {
    let different: BTreeSet<char> = lower.chars().collect();
    // Long ones are let be: a sentence may hold any of these words.
    let core = unrepeated(lower);
    different.len() < 5 || core.len() < LENGTH_MIN / 2 || rest_after_known(core) < 4
}

/// The part that a text is a repetition of; the text itself when it is none.
fn unrepeated(text: &str) -> &str {
    let lengths = (1..=text.len() / 2).filter(|length| text.is_char_boundary(*length));
    let mut parts = lengths.map(|length| &text[..length]);
    parts.find(|part| text.trim_start_matches(part).is_empty() || repeats(text, part)).unwrap_or(text)
}

/// Whether a text is one part again and again, perhaps cut short at the end.
fn repeats(text: &str, part: &str) -> bool {
    part.len() * 2 <= text.len() && text.chars().zip(part.chars().cycle()).all(|(a, b)| a == b)
}

/// How many characters are left when common words, runs of keys, digits and signs are taken away.
fn rest_after_known(lower: &str) -> usize {
    let mut words: Vec<&str> = COMMON.to_vec();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let mut rest = words.iter().fold(lower.to_owned(), |rest, word| rest.replace(word, " "));
    // Keys that are struck twice run along all the same.
    rest = {
        let mut characters: Vec<char> = rest.chars().collect();
        characters.dedup();
        characters.into_iter().collect()
    };
    for run in RUNS {
        let backwards: String = run.chars().rev().collect();
        for run in [*run, &backwards] {
            for length in (3..=run.len()).rev() {
                for start in 0..=run.len() - length {
                    rest = rest.replace(&run[start..start + length], " ");
                }
            }
        }
    }
    // Digits count once something else is there to count: a random number of twelve digits is not a common password.
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    let letters = rest.chars().filter(|c| c.is_alphabetic()).count();
    if lower.chars().all(|c| c.is_ascii_digit()) { digits } else { letters }
}

/// How many characters are left without one's own address and the name of the organisation.
fn left_without(lower: &str, email: &str, organisation: &str) -> usize {
    let (email, organisation) = (email.to_lowercase(), organisation.to_lowercase());
    let words = email.split(|c: char| !c.is_alphanumeric()).chain(organisation.split(|c: char| !c.is_alphanumeric()));
    let mut words: Vec<&str> = words.filter(|word| 4 <= word.chars().count()).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.iter().fold(lower.to_owned(), |rest, word| rest.replace(word, "")).chars().count()
}

/// What is kept of a password. It takes a fifth of a second and 64 MiB: let no more than two run at once.
///
/// # Errors
/// When there is no memory for it.
pub fn hash(password: &str) -> Result<String, StoreError> {
    hash_at(password, Cost::STANDARD)
}

/// What is kept of a password, at another cost.
///
/// # Errors
/// When there is no memory for it.
pub fn hash_at(password: &str, cost: Cost) -> Result<String, StoreError> {
    let salt = random_bytes::<16>();
    let hash = cost.argon2()?.hash_password_with_salt(password.as_bytes(), &salt).map_err(failed)?;
    Ok(hash.to_string())
}

/// Whether a password is the one that was kept.
#[must_use]
pub fn verify(stored: &str, given: &str) -> bool {
    if LENGTH_MAX < given.len() {
        return false;
    }
    let Ok(hash) = PasswordHash::new(stored) else { return false };
    Argon2::default().verify_password(given.as_bytes(), &hash).is_ok()
}

/// As [`verify`], for somebody who may have no account: without one it takes as long, and says no.
#[must_use]
pub fn verify_or_pretend(stored: Option<&str>, given: &str) -> bool {
    match stored {
        Some(stored) => verify(stored, given),
        None => {
            let _ = hash(&given[..given.floor_char_boundary(LENGTH_MAX)]);
            false
        }
    }
}

/// Whether what was kept cost less than it would today, so that it should be made anew while the password is at hand.
#[must_use]
pub fn needs_rehash(stored: &str) -> bool {
    let Ok(hash) = PasswordHash::new(stored) else { return true };
    let Ok(params) = Params::try_from(&hash) else { return true };
    let kind_is_old = hash.algorithm.as_str() != "argon2id" || hash.version != Some(0x13);
    kind_is_old || params.m_cost() < Cost::STANDARD.memory_kib || params.t_cost() < Cost::STANDARD.passes
}

fn failed(error: impl std::fmt::Display) -> StoreError {
    StoreError::Unavailable(format!("hashing failed: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(password: &str) -> Option<&'static str> {
        problem(password, "sari.dewi@klinik-melati.example", "Klinik Melati")
    }

    #[test]
    fn a_password_is_kept_at_the_standard_cost_and_known_again() {
        let begun = std::time::Instant::now();
        let stored = hash("correct horse battery").expect("there is memory for it");
        // A hash that is made in no time is guessed in no time.
        assert!(20 <= begun.elapsed().as_millis(), "{:?}", begun.elapsed());
        assert!(stored.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"), "{stored}");
        assert!(verify(&stored, "correct horse battery"));
        for other in ["correct horse batter", "correct horse battery ", "Correct horse battery", "", &stored] {
            assert!(!verify(&stored, other), "{other}");
        }
        assert!(!needs_rehash(&stored));
    }

    #[test]
    fn the_same_password_is_kept_differently_each_time() {
        let hash = || hash_at("correct horse battery", Cost::FOR_TESTS).expect("there is memory for it");
        assert_ne!(hash(), hash());
        assert!(verify(&hash(), "correct horse battery"));
    }

    #[test]
    fn a_cheaper_or_unknown_hash_is_to_be_made_anew() {
        for cost in [Cost::FOR_TESTS, Cost { passes: 2, ..Cost::STANDARD }] {
            assert!(needs_rehash(&hash_at("correct horse battery", cost).expect("there is memory for it")));
        }
        let standard =
            "$argon2id$v=19$m=65536,t=3,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        assert!(!needs_rehash(standard));
        assert!(needs_rehash(&standard.replace("argon2id", "argon2i")));
        assert!(needs_rehash("x") && !verify("x", "x"));
    }

    #[test]
    fn whoever_has_no_account_waits_as_long() {
        assert!(!verify_or_pretend(None, "correct horse battery"));
        let begun = std::time::Instant::now();
        assert!(!verify_or_pretend(None, &"ã".repeat(600)));
        assert!(20 <= begun.elapsed().as_millis(), "{:?}", begun.elapsed());
    }

    #[test]
    fn passwords_that_anybody_would_try_are_refused() {
        for common in [
            "123456789012",
            "aaaaaaaaaaaaaa",
            "abcabcabcabcabc",
            "qwertyuiop123",
            "Password1234",
            "P@ssw0rd2024!",
            "iloveyou12345",
            "administrator1",
            "qwertyqwerty",
            "katasandi1234",
            "contraseña2024",
            "112233445566",
            "1q2w3e4r5t6y",
            "letmeinletmein",
            "0987654321098",
            "abcdefghijkl",
            "Welcome123456!",
        ] {
            assert_eq!(check(common), Some("store-password-common"), "{common}");
        }
    }

    #[test]
    fn passwords_of_ones_own_address_or_organisation_are_refused() {
        for own in ["sari.dewi1234", "KlinikMelati1", "melatimelati12!", "klinik-sari-99"] {
            let why = check(own);
            assert!(matches!(why, Some("store-password-personal" | "store-password-common")), "{own}: {why:?}");
        }
        assert_eq!(check("KlinikMelati1"), Some("store-password-personal"));
    }

    #[test]
    fn any_sentence_of_enough_length_will_do() {
        for good in [
            "correct horse battery",
            "kucing tidur di atas genteng",
            "la lluvia en sevilla es rara",
            "xK9#vQ2$mL7@",
            "ねこはやねのうえでねている",
            "my password is a sentence",
            "admin of the little green door",
            "     spaces     count    x",
            "483920175629",
        ] {
            assert_eq!(check(good), None, "{good}");
        }
    }

    #[test]
    fn length_is_counted_in_characters_below_and_in_bytes_above() {
        assert_eq!(check("xK9#vQ2$mL7"), Some("store-password-short"));
        assert_eq!(check("ねこはやねのうえでねてい"), None);
        let long: String = "xK9#vQ2$mL7@".chars().cycle().take(513).collect();
        assert_eq!(check(&long), Some("store-password-long"));
        assert!(!verify(&hash_at(&long, Cost::FOR_TESTS).expect("there is memory for it"), &long), "never cut off");
    }
}
