//! A second factor: six digits that change every half minute, and recovery codes for the day the telephone is lost.
//!
//! Separate from sessions, which ask here. Every code counts once: the half minute it was made for must be later than the
//! last one that was shown. Recovery codes hold 80 random bits, so a plain digest is enough of them.

use sha2::{Digest, Sha256};

use crate::people::own;
use crate::{Id, Role, Scope, StoreError, Time, Transaction, audit, people, random_bytes, values};

/// How many recovery codes there are.
pub const RECOVERY_CODES: usize = 10;

/// Letters and digits that nobody mistakes for each other.
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Begins to set up a second factor for oneself. Gives the secret that the authenticator is to have; until it is confirmed,
/// nothing changes.
///
/// # Errors
/// [`StoreError::Forbidden`] for a scope that is nobody's; [`StoreError::Refused`] when one is set already.
pub fn begin(tx: &mut Transaction<'_>, scope: &Scope, now: Time) -> Result<[u8; 20], StoreError> {
    let user = own(scope)?;
    let secret = random_bytes::<20>();
    let sql = "UPDATE users SET totp = ?1, totp_last_step = 0 WHERE id = ?2 AND totp_confirmed = 0";
    if tx.execute(sql, &values![secret.as_slice(), user])? == 0 {
        return Err(StoreError::Refused("store-second-factor-set", vec![]));
    }
    audit::append(tx, scope, "second_factor.begin", user.as_str(), &[], now)?;
    Ok(secret)
}

/// Confirms it by a first code. Gives the recovery codes, which are never shown again. Pages use
/// [`crate::sessions::confirm_second_factor`], which makes a new session as well.
///
/// # Errors
/// [`StoreError::Refused`] when the code is wrong or there is nothing to confirm.
pub fn confirm(tx: &mut Transaction<'_>, scope: &Scope, code: &str, now: Time) -> Result<Vec<String>, StoreError> {
    let user = own(scope)?.clone();
    let stored = stored(tx, &user)?.filter(|stored| !stored.confirmed).ok_or_else(wrong)?;
    let step = stored.step_of(code, now).ok_or_else(wrong)?;
    let sql = "UPDATE users SET totp_confirmed = 1, totp_last_step = ?1 WHERE id = ?2";
    tx.execute(sql, &values![step, &user])?;
    let codes = new_recovery_codes(tx, &user)?;
    audit::append(tx, scope, "second_factor.confirm", user.as_str(), &[], now)?;
    Ok(codes)
}

/// Whether somebody has one.
///
/// # Errors
/// As the database says.
pub fn is_set(tx: &mut Transaction<'_>, user: &Id) -> Result<bool, StoreError> {
    Ok(stored(tx, user)?.is_some_and(|stored| stored.confirmed))
}

/// Checks a code and uses it up.
///
/// # Errors
/// [`StoreError::Refused`] when it is wrong, was used, or no second factor is set.
pub fn check(tx: &mut Transaction<'_>, user: &Id, code: &str, now: Time) -> Result<(), StoreError> {
    let stored = stored(tx, user)?.filter(|stored| stored.confirmed).ok_or_else(wrong)?;
    let step = stored.step_of(code, now).ok_or_else(wrong)?;
    let sql = "UPDATE users SET totp_last_step = ?1 WHERE id = ?2 AND totp_last_step < ?1";
    if tx.execute(sql, &values![step, user])? == 0 {
        return Err(wrong());
    }
    Ok(())
}

/// Checks a recovery code and uses it up.
///
/// # Errors
/// [`StoreError::Refused`] when it is wrong or was used.
pub fn recover(tx: &mut Transaction<'_>, user: &Id, code: &str, now: Time) -> Result<(), StoreError> {
    let sql = "UPDATE recovery_codes SET used_at = ?3 WHERE user_id = ?1 AND hash = ?2 AND used_at IS NULL";
    match tx.execute(sql, &values![user, kept(code), now])? {
        0 => Err(wrong()),
        _ => Ok(()),
    }
}

/// How many recovery codes somebody has left.
///
/// # Errors
/// As the database says.
pub fn recovery_codes_left(tx: &mut Transaction<'_>, user: &Id) -> Result<i64, StoreError> {
    let sql = "SELECT COUNT(*) FROM recovery_codes WHERE user_id = ?1 AND used_at IS NULL";
    tx.one(sql, &values![user], |row| row.integer(0))
}

/// New recovery codes for oneself; the old ones are dead.
///
/// # Errors
/// [`StoreError::Refused`] when no second factor is set.
pub fn renew_recovery_codes(tx: &mut Transaction<'_>, scope: &Scope, now: Time) -> Result<Vec<String>, StoreError> {
    let user = own(scope)?.clone();
    if !is_set(tx, &user)? {
        return Err(StoreError::Refused("store-second-factor-not-set", vec![]));
    }
    let codes = new_recovery_codes(tx, &user)?;
    audit::append(tx, scope, "second_factor.recovery_codes", user.as_str(), &[], now)?;
    Ok(codes)
}

/// Takes the second factor away: one's own, or, by the operator, that of a member who has lost it. All sessions end. An
/// owner may not do it for others: whose account works elsewhere too would be weaker there.
///
/// # Errors
/// [`StoreError::Forbidden`] for others; [`StoreError::NotFound`].
pub fn remove(tx: &mut Transaction<'_>, scope: &Scope, user: &Id, now: Time) -> Result<(), StoreError> {
    if own(scope) != Ok(user) {
        if *scope.actor() != crate::Actor::Operator {
            return Err(StoreError::Forbidden);
        }
        scope.require(Role::Owner)?;
        people::member(tx, scope, user)?;
    }
    let sql = "UPDATE users SET totp = NULL, totp_confirmed = 0, totp_last_step = 0 WHERE id = ?1";
    tx.execute(sql, &values![user])?;
    tx.execute("DELETE FROM recovery_codes WHERE user_id = ?1", &values![user])?;
    tx.execute("DELETE FROM sessions WHERE user_id = ?1", &values![user])?;
    audit::append(tx, scope, "second_factor.remove", user.as_str(), &[], now)
}

struct Stored {
    secret: [u8; 20],
    confirmed: bool,
    last_step: i64,
}

impl Stored {
    /// The half minute a code was made for, when it is close to now and later than the last one shown.
    fn step_of(&self, code: &str, now: Time) -> Option<i64> {
        let seconds = u64::try_from(now.0 / 1000).ok()?;
        let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let totp = totp_rs::Builder::new().with_secret(self.secret).build().ok()?;
        let step = i64::try_from(totp.check(&digits, seconds)?).ok()?;
        (self.last_step < step).then_some(step)
    }
}

fn stored(tx: &mut Transaction<'_>, user: &Id) -> Result<Option<Stored>, StoreError> {
    let sql = "SELECT totp, totp_confirmed, totp_last_step FROM users WHERE id = ?1 AND totp IS NOT NULL";
    tx.first(sql, &values![user], |row| {
        let secret = row.blob(0)?.try_into();
        let secret = secret.map_err(|_| StoreError::Damaged("a second factor of another length".to_owned()))?;
        Ok(Stored { secret, confirmed: row.flag(1)?, last_step: row.integer(2)? })
    })
}

fn new_recovery_codes(tx: &mut Transaction<'_>, user: &Id) -> Result<Vec<String>, StoreError> {
    tx.execute("DELETE FROM recovery_codes WHERE user_id = ?1", &values![user])?;
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code()).collect();
    for code in &codes {
        tx.execute("INSERT INTO recovery_codes (user_id, hash) VALUES (?1, ?2)", &values![user, kept(code)])?;
    }
    Ok(codes)
}

/// Sixteen characters in groups of four.
fn recovery_code() -> String {
    let characters = random_bytes::<16>().map(|byte| char::from(CROCKFORD[usize::from(byte % 32)]));
    let groups: Vec<String> = characters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

/// The digest of a code, however it was typed.
fn kept(code: &str) -> Vec<u8> {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    let plain = plain.replace('O', "0").replace(['I', 'L'], "1");
    Sha256::digest(format!("recovery code {plain}")).to_vec()
}

fn wrong() -> StoreError {
    StoreError::Refused("store-code-wrong", vec![])
}
