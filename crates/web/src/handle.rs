//! Names of single answers for those who judge them: an anonymous answer cannot be named by its attempt, which the device
//! that sent it knows, nor by its place, which tells when it came.
//!
//! Separate from pages and the API, which both hand them out. A name is the attempt under a key that lives as long as the
//! process, so that nothing is stored and nobody can go back from it; it fits one wave only. It opens nothing by itself.

use std::sync::OnceLock;

use sha2::{Digest, Sha256};
use store::Id;

/// Rounds of mixing; four make a permutation that cannot be told from chance.
const ROUNDS: u8 = 4;

/// The name of an answer. It is good until the server stops.
#[must_use]
pub fn of(wave: &Id, attempt: &Id) -> Id {
    let (mut left, mut right) = halves(attempt);
    for round in 0..ROUNDS {
        (left, right) = (right, mixed(wave, round, left, right));
    }
    whole(left, right)
}

/// The attempt that a name was made of; of any other id, one that nobody has.
#[must_use]
pub fn attempt(wave: &Id, handle: &Id) -> Id {
    let (mut left, mut right) = halves(handle);
    for round in (0..ROUNDS).rev() {
        (left, right) = (mixed(wave, round, right, left), left);
    }
    whole(left, right)
}

fn halves(id: &Id) -> (u64, u64) {
    let whole = u128::from_be_bytes(id.bytes());
    ((whole >> 64) as u64, whole as u64)
}

fn whole(left: u64, right: u64) -> Id {
    Id::from_bytes((u128::from(left) << 64 | u128::from(right)).to_be_bytes())
}

/// One half with a digest of the other over it.
fn mixed(wave: &Id, round: u8, half: u64, other: u64) -> u64 {
    static KEY: OnceLock<[u8; 32]> = OnceLock::new();
    let key = KEY.get_or_init(store::random_bytes);
    let digest = Sha256::new()
        .chain_update(key)
        .chain_update(wave.bytes())
        .chain_update([round])
        .chain_update(other.to_be_bytes())
        .finalize();
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&digest[..8]);
    half ^ u64::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use store::Id;

    use super::{attempt, of};

    #[test]
    fn a_name_leads_back_to_its_answer_in_its_wave_only() {
        let (wave, other, sent) = (Id::random(), Id::random(), Id::random());
        let name = of(&wave, &sent);
        assert_ne!(name, sent);
        assert_eq!(attempt(&wave, &name), sent);
        assert_ne!(attempt(&other, &name), sent);
        assert_ne!(of(&other, &sent), name);
    }
}
