//! Where a list goes on: text that says nothing to its holder and fits no other list.
//!
//! Separate from the lists. A cursor is bound to its list by a digest, so that one of another list is refused and never
//! leads astray. Places that are personal (a mail address) are covered by a key that lives as long as the process.

use std::sync::OnceLock;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// Bytes of the digest in front.
const CHECK: usize = 8;

/// A cursor of a list, at a place in it.
pub fn after(list: &str, place: &str) -> String {
    let mut bytes = check(list, place);
    bytes.extend(covered(&bytes.clone(), list.as_bytes(), place.as_bytes()));
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The place of a cursor; nothing when it is none of this list.
pub fn place(list: &str, cursor: &str) -> Option<String> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    let (shown, rest) = bytes.split_at_checked(CHECK)?;
    let place = String::from_utf8(covered(shown, list.as_bytes(), rest)).ok()?;
    (check(list, &place) == shown).then_some(place)
}

/// The same for a place that nobody may read from the cursor. It is good until the server stops.
pub fn sealed_after(list: &str, place: &str) -> String {
    after(&sealed(list), place)
}

/// The place of a sealed cursor.
pub fn sealed_place(list: &str, cursor: &str) -> Option<String> {
    place(&sealed(list), cursor)
}

/// A list's name that only this process knows.
fn sealed(list: &str) -> String {
    static KEY: OnceLock<[u8; 32]> = OnceLock::new();
    let key = KEY.get_or_init(store::random_bytes);
    URL_SAFE_NO_PAD.encode(Sha256::new().chain_update(key).chain_update(list).finalize())
}

fn check(list: &str, place: &str) -> Vec<u8> {
    let length = (list.len() as u64).to_be_bytes();
    let digest =
        Sha256::new().chain_update(b"cursor").chain_update(length).chain_update(list).chain_update(place).finalize();
    digest[..CHECK].to_vec()
}

/// Text with a stream of bytes over it that depends on the list and the check; doing it twice gives the text back.
fn covered(check: &[u8], list: &[u8], text: &[u8]) -> Vec<u8> {
    let block = |number: usize| {
        let number = (number as u64).to_be_bytes();
        Sha256::new().chain_update(b"cover").chain_update(check).chain_update(number).chain_update(list).finalize()
    };
    text.chunks(32)
        .enumerate()
        .flat_map(|(number, part)| {
            let stream = block(number);
            part.iter().zip(stream).map(|(byte, cover)| byte ^ cover).collect::<Vec<_>>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{after, place, sealed_after, sealed_place};

    #[test]
    fn a_cursor_leads_back_to_its_place_and_fits_no_other_list() {
        let cursor = after("answers/1", "207");
        assert_eq!(place("answers/1", &cursor).as_deref(), Some("207"));
        assert_eq!(place("answers/2", &cursor), None);
        assert_eq!(sealed_place("answers/1", &cursor), None);
        assert!(!cursor.contains("207"));
        for wrong in ["", "x", "207", "AAAAAAAAAAAAAAAA", "%", &cursor[1..], &format!("{cursor}AA")] {
            assert_eq!(place("answers/1", wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_sealed_cursor_shows_nothing_of_a_long_place() {
        let email = "somebody.with.a.long.name.indeed@example.org";
        let cursor = sealed_after("invitees/1", email);
        assert_eq!(sealed_place("invitees/1", &cursor).as_deref(), Some(email));
        assert_eq!(place("invitees/1", &cursor), None, "without the process's key it cannot be read");
    }
}
