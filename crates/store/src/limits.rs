//! How often somebody may do something: a bucket of tokens that fills up again.
//!
//! Separate, because it must survive a restart and hold across two servers, so it stands in the database. The names of the
//! buckets (addresses, mailboxes, accounts) are kept as digests only. It counts in whole numbers: nothing is lost to rounding.
//!
//! Take in a job of its own: a take that shares a transaction with what it guards is undone together with it.

use sha2::{Digest, Sha256};

use crate::{StoreError, Time, Transaction, values};

/// So many in so many seconds, and at once no more than the burst.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many.
    pub count: u32,
    /// In how many seconds.
    pub seconds: u32,
    /// How many at once, after a while without any.
    pub burst: u32,
}

impl Rate {
    /// So many in so many seconds, and as many at once.
    #[must_use]
    pub const fn new(count: u32, seconds: u32) -> Self {
        Self { count, seconds, burst: count }
    }

    /// So many times as many.
    #[must_use]
    pub const fn times(self, times: u32) -> Self {
        Self { count: self.count * times, burst: self.burst * times, ..self }
    }

    /// With another burst.
    #[must_use]
    pub const fn burst(self, burst: u32) -> Self {
        Self { burst, ..self }
    }
}

/// Takes one token from the bucket of this name.
///
/// # Errors
/// [`StoreError::TooOften`] with the seconds until there will be one.
pub fn take(tx: &mut Transaction<'_>, name: &str, per: Rate, now: Time) -> Result<(), StoreError> {
    let name = kept(name);
    // A token is worth its milliseconds, and each millisecond brings `count`: whole numbers all along.
    let cost = i64::from(per.seconds) * 1000;
    let full = cost * i64::from(per.burst.max(1));
    let count = i64::from(per.count.max(1));
    let held = tx.first("SELECT tokens, filled_at FROM limits WHERE name = ?1", &values![&name], |row| {
        Ok((row.integer(0)?, row.integer(1)?))
    })?;
    let available = held.map_or(full, |(tokens, filled_at)| {
        let elapsed = now.0.saturating_sub(filled_at);
        // Dated further ahead than a bucket takes to fill: that clock was wrong, and nobody is to wait until it is right.
        if elapsed < -up(full, count) {
            return full;
        }
        tokens.saturating_add(elapsed.max(0).saturating_mul(count)).min(full)
    });
    if available < cost {
        let missing = up(cost - available, count * 1000);
        return Err(StoreError::TooOften(u32::try_from(missing).unwrap_or(u32::MAX).max(1)));
    }
    tx.execute(
        "INSERT INTO limits (name, tokens, filled_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (name) DO UPDATE SET tokens = excluded.tokens, filled_at = excluded.filled_at",
        &values![name, available - cost, now],
    )?;
    Ok(())
}

/// Forgets buckets that have not been touched for a week: whatever their rate, they are full.
///
/// # Errors
/// As the database says.
pub fn purge(tx: &mut Transaction<'_>, now: Time) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM limits WHERE filled_at < ?1", &values![now.plus_seconds(-7 * 24 * 3600)])
}

/// Divides and rounds up.
fn up(number: i64, by: i64) -> i64 {
    (number + by - 1) / by
}

fn kept(name: &str) -> String {
    let digest = Sha256::digest(name.as_bytes());
    digest[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}
