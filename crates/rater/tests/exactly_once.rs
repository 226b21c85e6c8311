//! Each answer is sent one to eight times through a proxy that drops requests and replies: it is counted exactly once.
//!
//! Separate, because it needs a network that fails. `RATER_ANSWERS` sets how many answers (20,000 when nothing is said).

#![allow(clippy::print_stdout, reason = "the seed and the counts of a run belong into its log")]

mod serving;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use serving::{Chance, ITEMS, Server, Wish, assert_consistent, folder, look, prepare};

const CLIENTS: u64 = 16;

#[test]
fn an_answer_that_is_sent_again_and_again_is_counted_once() {
    let wanted: u64 = std::env::var("RATER_ANSWERS").ok().and_then(|n| n.parse().ok()).unwrap_or(20_000);
    let seed: u64 = std::env::var("RATER_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_122);
    println!("answers {wanted}, seed {seed}");
    let folder = folder("exactly-once");
    let prepared = prepare(&folder);
    let server = Server::start(&prepared.url);
    let faults = Arc::new(AtomicU64::new(0));
    let proxy = proxy(server.address, seed, Arc::clone(&faults));
    let sent = Arc::new(Mutex::new(Vec::new()));
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| {
            let (token, sent) = (prepared.token.clone(), Arc::clone(&sent));
            let share = wanted / CLIENTS + u64::from(client < wanted % CLIENTS);
            std::thread::spawn(move || send_all(share, proxy, &token, Chance::new(seed + client), &sent))
        })
        .collect();
    for client in clients {
        client.join().expect("no client panicked");
    }
    assert_eq!(server.stop(), Some(0), "a server that is asked to stop ends well");
    let (sent, held) = (sent.lock().expect("no client panicked"), look(&prepared));
    println!("{} faults of the proxy", faults.load(Ordering::Relaxed));
    assert!(wanted < 10 * faults.load(Ordering::Relaxed), "the proxy did its worst");
    assert_consistent(&held);
    assert_eq!(held.listed as u64, wanted);
    for wish in sent.iter() {
        assert_eq!(&held.answers[&wish.attempt][..ITEMS], wish.codes, "{} is not as it was sent", wish.attempt);
    }
    let _ = std::fs::remove_dir_all(&folder);
}

/// Sends each answer one to eight times, whatever came of it, and goes on until one was acknowledged.
fn send_all(share: u64, to: SocketAddr, token: &str, mut chance: Chance, sent: &Mutex<Vec<Wish>>) {
    for _ in 0..share {
        let wish = Wish::new(&mut chance);
        let mut receipts = Vec::new();
        for _ in 0..=chance.below(8) {
            receipts.extend(wish.send(to, token));
        }
        while receipts.is_empty() {
            receipts.extend(wish.send(to, token));
        }
        receipts.dedup();
        assert_eq!(receipts.len(), 1, "every try has the first receipt");
        sent.lock().expect("nobody panicked").push(wish);
    }
}

/// Passes connections on; of ten, one loses its request, one its reply, and one is cut within the reply.
fn proxy(to: SocketAddr, seed: u64, faults: Arc<AtomicU64>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it has an address");
    std::thread::spawn(move || {
        let mut chance = Chance::new(seed ^ 0xFA17);
        for client in listener.incoming().flatten() {
            let fate = chance.below(10);
            faults.fetch_add(u64::from(fate < 3), Ordering::Relaxed);
            // Whoever is cut off here is the client's business.
            std::thread::spawn(move || pass_on(client, to, fate));
        }
    });
    address
}

fn pass_on(mut client: TcpStream, to: SocketAddr, fate: u64) -> Option<()> {
    let request = whole_request(&mut client)?;
    if fate == 0 {
        return None;
    }
    let mut server = TcpStream::connect(to).ok()?;
    server.write_all(&request).ok()?;
    if fate == 1 {
        // The server has it, and nobody hears the reply.
        return None;
    }
    let mut reply = Vec::new();
    server.read_to_end(&mut reply).ok()?;
    let end = if fate == 2 { reply.len() / 2 } else { reply.len() };
    client.write_all(&reply[..end]).ok()
}

fn whole_request(client: &mut TcpStream) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    loop {
        let read = client.read(&mut part).ok()?;
        bytes.extend_from_slice(&part[..read]);
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length =
                head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
            if length.unwrap_or(0) <= body.len() {
                return Some(bytes);
            }
        }
        if read == 0 {
            return None;
        }
    }
}
