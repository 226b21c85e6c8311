//! Many who answer at once, each on a connection of its own, and how long each waited.
//!
//! Separate from what is measured. Two kinds: everybody sends the next answer as soon as the last is acknowledged, which
//! finds the most there is; or answers come at their own pace, and waiting behind another one counts.

use std::net::SocketAddr;
use std::sync::Barrier;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::client::Connection;
use super::waits::Waits;
use crate::shell::Failure;

/// What is sent to whom.
#[derive(Clone, Copy)]
pub struct Target<'a> {
    pub address: SocketAddr,
    pub token: &'a str,
    pub forms: &'a [String],
}

/// How answers come.
#[derive(Clone, Copy)]
pub enum Pace {
    /// As fast as they are taken.
    Closed,
    /// So many in a second.
    Open(f64),
}

/// A load that was carried.
pub struct Carried {
    /// Of those that were measured.
    pub waits: Waits,
    /// Acknowledged in a second.
    pub per_second: f64,
    /// Acknowledged in all, those of the warming up included.
    pub acknowledged: u64,
}

/// Sends answers by so many connections for so long, after a second of warming up.
pub fn carry(target: Target<'_>, connections: usize, pace: Pace, seconds: f64) -> Result<Carried, Failure> {
    let ready = Barrier::new(connections + 1);
    let seconds = Duration::from_secs_f64(seconds);
    let outcomes: Vec<Result<Sender, Failure>> = std::thread::scope(|scope| {
        let ready = &ready;
        let sender = |number: usize| {
            // Everybody comes to the barrier, or nobody passes it.
            move || {
                let connection = Connection::open(target.address);
                ready.wait();
                let begun = Instant::now() + Duration::from_secs(1);
                let mut sender = Sender { connection: connection?, waits: vec![], acknowledged: 0 };
                sender.send(target, number, connections, pace, begun, begun + seconds)?;
                Ok(sender)
            }
        };
        let threads: Vec<_> = (0..connections)
            .map(|number| std::thread::Builder::new().stack_size(256 * 1024).spawn_scoped(scope, sender(number)))
            .collect();
        ready.wait();
        threads
            .into_iter()
            .map(|thread| match thread.map(std::thread::ScopedJoinHandle::join) {
                Ok(Ok(outcome)) => outcome,
                _ => Err(Failure::new("A thread of the load ended early.")),
            })
            .collect()
    });
    let mut waits = vec![];
    let mut acknowledged = 0;
    for outcome in outcomes {
        let sender = outcome?;
        acknowledged += sender.acknowledged;
        waits.extend(sender.waits);
    }
    let per_second = waits.len() as f64 / seconds.as_secs_f64();
    Ok(Carried { waits: Waits::new(waits), per_second, acknowledged })
}

struct Sender {
    connection: Connection,
    waits: Vec<f64>,
    acknowledged: u64,
}

impl Sender {
    fn send(
        &mut self,
        target: Target<'_>,
        number: usize,
        connections: usize,
        pace: Pace,
        begun: Instant,
        end: Instant,
    ) -> Result<(), Failure> {
        // The clock of a pace begins with the warming up.
        let start = begun.checked_sub(Duration::from_secs(1)).unwrap_or(begun);
        for turn in 0_usize.. {
            let due = match pace {
                Pace::Closed => Instant::now(),
                Pace::Open(rate) => start + Duration::from_secs_f64((turn * connections + number) as f64 / rate),
            };
            if let Some(early) = due.checked_duration_since(Instant::now()) {
                std::thread::sleep(early);
            }
            if end <= due {
                break;
            }
            let form = &target.forms[(turn + number) % target.forms.len()];
            self.connection.send_answer(target.token, &attempt(), form)?;
            self.acknowledged += 1;
            if begun <= due {
                self.waits.push(due.elapsed().as_secs_f64());
            }
        }
        Ok(())
    }
}

/// A UUID that no other answer has, of version 4 in form.
pub fn attempt() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let mixed = mix(since.as_nanos() as u64 ^ u64::from(std::process::id()).rotate_left(40));
    let number = mix(mixed ^ NEXT.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let (high, low) = (mixed, number);
    format!(
        "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        low >> 52,
        low & 0xffff_ffff_ffff
    )
}

/// The finalizer of SplitMix64.
fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_attempts_are_the_same_and_each_looks_like_a_uuid() {
        let attempts: BTreeSet<String> = (0..1000).map(|_| attempt()).collect();
        assert_eq!(attempts.len(), 1000);
        for attempt in attempts {
            let lengths: Vec<usize> = attempt.split('-').map(str::len).collect();
            assert_eq!(lengths, [8, 4, 4, 4, 12], "{attempt}");
        }
    }
}
