//! The server is killed under load, again and again: what was acknowledged is there, once, and nothing is half there.
//!
//! Separate, because it needs a process that can be killed. `RATER_KILLS` sets how often (200 when nothing is said); the
//! seed is printed, and the same seed sends the same answers.

#![allow(clippy::print_stdout, reason = "the seed and the counts of a run belong into its log")]

mod serving;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, RwLock};
use std::time::Duration;

use serving::{Chance, ITEMS, Server, Wish, assert_consistent, folder, look, prepare};
use store::Id;

const CLIENTS: u64 = 6;

/// What the clients know: receipts they were given, and the answers behind them.
#[derive(Default)]
struct Ledger {
    acknowledged: BTreeMap<Id, ([u8; ITEMS], String)>,
    tries: u64,
}

#[test]
fn no_acknowledged_answer_is_lost_when_the_server_is_killed() {
    let kills: u64 = std::env::var("RATER_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(200);
    let seed = std::env::var("RATER_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_122);
    println!("kills {kills}, seed {seed}");
    let folder = folder("crash");
    let prepared = Arc::new(prepare(&folder));
    let mut server = Server::start(&prepared.url);
    let place = Arc::new(RwLock::new(server.address));
    let ledger = Arc::new(Mutex::new(Ledger::default()));
    let done = Arc::new(AtomicBool::new(false));
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let (place, ledger, done) = (Arc::clone(&place), Arc::clone(&ledger), Arc::clone(&done));
            let token = prepared.token.clone();
            std::thread::spawn(move || answer_until(&done, &place, &ledger, &token, Chance::new(seed + client)))
        })
        .collect();
    let mut chance = Chance::new(seed);
    for _ in 0..kills {
        // Not a wait for something: the moment of the fault.
        std::thread::sleep(Duration::from_millis(20 + chance.below(130)));
        server.kill();
        server = Server::start(&prepared.url);
        *place.write().expect("no client panicked") = server.address;
    }
    done.store(true, Ordering::Release);
    for client in clients {
        client.join().expect("no client panicked");
    }
    assert_eq!(server.stop(), Some(0), "a server that is asked to stop ends well");

    let (ledger, held) = (ledger.lock().expect("no client panicked"), look(&prepared));
    println!("{} answers acknowledged in {} tries", ledger.acknowledged.len(), ledger.tries);
    assert!(kills as usize <= ledger.acknowledged.len(), "there was load");
    assert_consistent(&held);
    let lost: Vec<&Id> = ledger.acknowledged.keys().filter(|attempt| !held.answers.contains_key(*attempt)).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    for (attempt, codes) in &held.answers {
        let (sent, _) =
            ledger.acknowledged.get(attempt).unwrap_or_else(|| panic!("{attempt} was never sent to its end"));
        assert_eq!(&codes[..ITEMS], sent, "{attempt} is not as it was sent");
    }
    let _ = std::fs::remove_dir_all(&folder);
}

/// Sends answers; each one again and again until it is acknowledged, and some once more after that.
fn answer_until(
    done: &AtomicBool,
    place: &RwLock<SocketAddr>,
    ledger: &Mutex<Ledger>,
    token: &str,
    mut chance: Chance,
) {
    while !done.load(Ordering::Acquire) {
        let wish = Wish::new(&mut chance);
        let receipt = loop {
            let to = *place.read().expect("nobody panicked");
            let receipt = wish.send(to, token);
            ledger.lock().expect("nobody panicked").tries += 1;
            match receipt {
                Some(receipt) => break receipt,
                // The server is away; it will be back.
                None => std::thread::sleep(Duration::from_millis(5)),
            }
        };
        if chance.below(4) == 0 {
            let to = *place.read().expect("nobody panicked");
            if let Some(again) = wish.send(to, token) {
                assert_eq!(again, receipt, "the first receipt comes again");
            }
        }
        let mut ledger = ledger.lock().expect("nobody panicked");
        ledger.acknowledged.insert(wish.attempt, (wish.codes, receipt));
    }
}
