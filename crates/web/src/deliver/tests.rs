//! Deliveries to receivers of our own on this machine: down, slow, refusing, cutting their replies.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use store::outbox::{DeliveryState, Listed, Mail};
use store::people::NewOrganisation;
use store::webhooks::{Event, Webhook};
use store::{DatabaseUrl, Options, Scope, Store};

use super::mail::tests::{Manner, sink};
use super::*;
use crate::Settings;

/// A request as it came in.
#[derive(Debug, Clone)]
struct Request {
    path: String,
    headers: BTreeMap<String, String>,
    body: String,
}

/// Reads one request to its end.
pub fn read_request(stream: &mut TcpStream) -> Option<()> {
    request(stream).map(|_| ())
}

fn request(stream: &mut TcpStream) -> Option<Request> {
    let mut bytes = vec![];
    let mut buffer = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let lines = head.lines().skip(1).filter_map(|line| line.split_once(": "));
            let headers: BTreeMap<String, String> =
                lines.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
            let length: usize = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
            if length <= body.len() {
                let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
                return Some(Request { path, headers, body: body.to_owned() });
            }
        }
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return None,
            Ok(count) => bytes.extend_from_slice(&buffer[..count]),
        }
    }
}

/// A receiver whose paths say how it behaves, and what it received.
struct Receivers {
    port: u16,
    seen: Arc<Mutex<Vec<Request>>>,
}

impl Receivers {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("bound").port();
        let seen: Arc<Mutex<Vec<Request>>> = Arc::default();
        let keep = Arc::clone(&seen);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { return };
                let keep = Arc::clone(&keep);
                std::thread::spawn(move || {
                    let Some(request) = request(&mut stream) else { return };
                    let mut seen = keep.lock().unwrap_or_else(PoisonError::into_inner);
                    let id = request.headers.get("webhook-id").cloned();
                    let before = seen.iter().filter(|old| old.headers.get("webhook-id") == id.as_ref()).count();
                    let path = request.path.clone();
                    seen.push(request);
                    drop(seen);
                    reply(&mut stream, &path, before);
                });
            }
        });
        Self { port, seen }
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn seen(&self) -> Vec<Request> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Replies as the path says: the first time badly, from then on well, unless it is one that never learns.
fn reply(stream: &mut TcpStream, path: &str, before: usize) {
    let first = before == 0;
    let well: &[u8] = b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";
    let said: &[u8] = match path {
        "/hangs" => {
            // Until the caller has had enough.
            let _ = stream.read(&mut [0; 1]);
            return;
        }
        "/gone" => b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n",
        "/500" if first => b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n",
        "/429" if first => b"HTTP/1.1 429 Later\r\nContent-Length: 0\r\n\r\n",
        "/301" if first => b"HTTP/1.1 301 There\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n",
        "/307" if first => b"HTTP/1.1 307 There\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n",
        "/cut" if first => b"HTTP/1.1 20",
        "/nonsense" if first => b"\0\0\0\0\r\n\r\n",
        "/silent" if first => b"",
        "/cut-body" => b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf",
        "/endless" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
            while stream.write_all(&[b'x'; 1024]).is_ok() {}
            return;
        }
        _ => well,
    };
    let _ = stream.write_all(said);
}

struct House {
    app: App,
    scope: Scope,
    folder: PathBuf,
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl House {
    async fn new(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = std::env::temp_dir().join(format!("deliver_{}", Id::random()));
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        let store = Store::open(&DatabaseUrl::Sqlite(folder.join("rater.db")), &Options::default()).expect("a store");
        let new = NewOrganisation {
            name: "Klinik Melati".to_owned(),
            language: "id".to_owned(),
            zone: "Asia/Jakarta".to_owned(),
            sample: false,
        };
        let scope =
            store.write(move |tx| store::people::create_organisation(tx, &new, Time::now())).await.expect("made");
        let mut settings = Settings::new("127.0.0.1:0".parse().expect("an address"));
        settings.webhooks_to_private = true;
        change(&mut settings);
        Self { app: App::new(store, settings), scope, folder }
    }

    async fn webhook(&self, url: String) -> (Id, [u8; 32]) {
        let scope = self.scope.clone();
        let made = self
            .app
            .store
            .write(move |tx| store::webhooks::create(tx, &scope, &url, &[Event::WaveClosed], Time::now()));
        made.await.expect("a webhook")
    }

    async fn emit(&self, count: usize) {
        let scope = self.scope.clone();
        let emitted = self.app.store.write(move |tx| {
            (0..count).try_for_each(|number| {
                outbox::emit(tx, &scope, "wave.closed", serde_json::json!({ "number": number }), Time::now())
            })
        });
        emitted.await.expect("told");
    }

    async fn listed(&self) -> Vec<Listed> {
        let scope = self.scope.clone();
        let read = self.app.store.read(move |tx| {
            let mut all = outbox::list(tx, &scope, None, 200)?;
            while let Some(last) = all.last().map(|last| last.id.clone()) {
                let more = outbox::list(tx, &scope, Some(&last), 200)?;
                if more.is_empty() {
                    break;
                }
                all.extend(more);
            }
            Ok(all)
        });
        read.await.expect("a list")
    }

    async fn webhooks(&self) -> Vec<Webhook> {
        let scope = self.scope.clone();
        self.app.store.read(move |tx| store::webhooks::list(tx, &scope)).await.expect("a list")
    }

    /// Makes what waits for a webhook due now, so that a test need not wait for the schedule.
    async fn hurry(&self, webhook: &Id) {
        let (scope, webhook) = (self.scope.clone(), webhook.clone());
        self.app
            .store
            .write(move |tx| store::webhooks::enable(tx, &scope, &webhook, Time::now()))
            .await
            .expect("there");
    }

    /// Looks again and again until it is so.
    async fn until(&self, what: &str, so: impl AsyncFn(&[Listed]) -> bool) {
        let begun = Instant::now();
        loop {
            let listed = self.listed().await;
            if so(&listed).await {
                return;
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "{what}: {listed:#?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

fn count(listed: &[Listed], webhook: &Id, state: DeliveryState) -> usize {
    listed.iter().filter(|one| one.webhook.as_ref() == Some(webhook) && one.state == state).count()
}

/// HMAC as RFC 2104 defines it, from the hash alone.
fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
    let mut block = [0_u8; 64];
    block[..key.len()].copy_from_slice(key);
    let inner = Sha256::digest([&block.map(|byte| byte ^ 0x36)[..], message].concat());
    Sha256::digest([&block.map(|byte| byte ^ 0x5c)[..], &inner[..]].concat()).to_vec()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_event_arrives_at_every_receiver_that_fails_first_with_the_same_id_and_body() {
    const EVENTS: usize = 5;
    let receivers = Receivers::new();
    let house = House::new(|_| {}).await;
    let paths = ["/well", "/500", "/429", "/301", "/307", "/cut", "/nonsense", "/silent", "/cut-body", "/endless"];
    let mut webhooks = vec![];
    for path in paths {
        webhooks.push(house.webhook(receivers.url(path)).await.0);
    }
    let (gone, _) = house.webhook(receivers.url("/gone")).await;
    house.emit(EVENTS).await;
    let (stop, stopping) = watch::channel(false);
    let worker = begin(&house.app, stopping);
    house
        .until("all arrive", async |listed| {
            for webhook in &webhooks {
                if count(listed, webhook, DeliveryState::Delivered) < EVENTS {
                    house.hurry(webhook).await;
                }
            }
            webhooks.iter().all(|webhook| count(listed, webhook, DeliveryState::Delivered) == EVENTS)
        })
        .await;
    let _ = stop.send(true);
    worker.await.expect("the worker ends");

    let seen = receivers.seen();
    assert!(seen.iter().all(|request| request.path != "/elsewhere"), "a redirect was followed");
    for path in paths {
        let mut by_id: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for request in seen.iter().filter(|request| request.path == path) {
            by_id.entry(&request.headers["webhook-id"]).or_default().insert(&request.body);
        }
        assert_eq!(by_id.len(), EVENTS, "{path}: a receiver that forgets second copies has each event once");
        assert!(by_id.values().all(|bodies| bodies.len() == 1), "{path}: the words of an event changed: {by_id:?}");
    }
    let webhook = house.webhooks().await.into_iter().find(|webhook| webhook.id == gone).expect("it is still listed");
    assert_eq!(webhook.disabled_why.as_deref(), Some("gone"));
    let tries = seen.iter().filter(|request| request.path == "/gone").count();
    assert!(tries <= LANE_WIDTH, "{tries} tries at one that is gone");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_was_down_gets_its_events_when_it_is_up() {
    let house = House::new(|_| {}).await;
    let place = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = place.local_addr().expect("bound").port();
    drop(place);
    let (webhook, _) = house.webhook(format!("http://127.0.0.1:{port}/")).await;
    house.emit(1).await;
    let (stop, stopping) = watch::channel(false);
    let worker = begin(&house.app, stopping);
    house
        .until("it fails", async |listed| listed.iter().any(|one| one.last_error.as_deref() == Some("connection")))
        .await;
    let up = TcpListener::bind(("127.0.0.1", port)).expect("the port is still free");
    let receiver = std::thread::spawn(move || {
        let (mut stream, _) = up.accept().expect("a call");
        let request = request(&mut stream);
        reply(&mut stream, "/well", 0);
        request
    });
    house.hurry(&webhook).await;
    house.until("it arrives", async |listed| count(listed, &webhook, DeliveryState::Delivered) == 1).await;
    let request = receiver.join().expect("no panic").expect("a request");
    assert_eq!(request.headers["webhook-id"], house.listed().await[0].id.as_str());
    let _ = stop.send(true);
    worker.await.expect("the worker ends");
}

#[tokio::test(flavor = "multi_thread")]
async fn signatures_are_those_of_the_specification_and_two_while_keys_are_exchanged() {
    let receivers = Receivers::new();
    let house = House::new(|_| {}).await;
    let (webhook, old) = house.webhook(receivers.url("/well")).await;
    let (scope, id) = (house.scope.clone(), webhook.clone());
    let rotated = house.app.store.write(move |tx| store::webhooks::rotate(tx, &scope, &id, Time::now()));
    let new = rotated.await.expect("a new key");
    house.emit(1).await;
    let (stop, stopping) = watch::channel(false);
    let worker = begin(&house.app, stopping);
    house.until("it arrives", async |listed| count(listed, &webhook, DeliveryState::Delivered) == 1).await;
    let _ = stop.send(true);
    worker.await.expect("the worker ends");

    let request = receivers.seen().remove(0);
    let (id, timestamp) = (&request.headers["webhook-id"], &request.headers["webhook-timestamp"]);
    let age = Time::now().0 / 1000 - timestamp.parse::<i64>().expect("seconds");
    assert!((0..60).contains(&age), "{age} seconds old");
    let signed = format!("{id}.{timestamp}.{}", request.body);
    let expected = [new, old].map(|key| format!("v1,{}", STANDARD.encode(hmac(&key, signed.as_bytes())))).join(" ");
    assert_eq!(request.headers["webhook-signature"], expected);
    assert_eq!(request.headers["content-type"], "application/json");
}

/// RFC 4231, test case 1, so that the computation above is no twin of the one it checks.
#[test]
fn the_independent_computation_is_right() {
    let expected = "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7";
    let hex: String = hmac(&[0x0b; 20], b"Hi There").iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_receivers_that_hang_do_not_hold_up_the_eleventh() {
    const EVENTS: usize = 40;
    let receivers = Receivers::new();
    let house = House::new(|_| {}).await;
    for _ in 0..10 {
        house.webhook(receivers.url("/hangs")).await;
    }
    let (well, _) = house.webhook(receivers.url("/well")).await;
    let begun = Instant::now();
    let (stop, stopping) = watch::channel(false);
    let worker = begin(&house.app, stopping);
    house.emit(EVENTS).await;
    house
        .until("the healthy one has all", async |listed| count(listed, &well, DeliveryState::Delivered) == EVENTS)
        .await;
    // A call hangs for fifteen seconds; behind even one of them this would take longer.
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(10), "{took:?}");
    let _ = stop.send(true);
    worker.await.expect("the worker ends");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_stops_gives_back_what_was_not_tried() {
    let receivers = Receivers::new();
    let house = House::new(|_| {}).await;
    house.webhook(receivers.url("/hangs")).await;
    house.emit(6).await;
    let (stop, stopping) = watch::channel(false);
    let worker = begin(&house.app, stopping);
    while receivers.seen().is_empty() {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let _ = stop.send(true);
    worker.await.expect("the worker ends");
    let again = house.app.store.write(|tx| outbox::lease_due(tx, Time::now(), 100)).await.expect("leases");
    // One was under way and keeps its lease until it runs out; the five others are free, as if never taken.
    assert_eq!(again.len(), 5);
    assert!(again.iter().all(|delivery| delivery.attempt == 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn inward_addresses_are_refused_without_the_setting_for_tests() {
    let receivers = Receivers::new();
    let house = House::new(|settings| settings.webhooks_to_private = false).await;
    for url in [receivers.url("/well"), format!("https://127.0.0.1:{}/", receivers.port)] {
        house.webhook(url).await;
    }
    house.emit(1).await;
    let (stop, stopping) = watch::channel(false);
    let worker = begin(&house.app, stopping);
    house.until("both fail", async |listed| listed.iter().all(|one| one.last_error.is_some())).await;
    let mut errors: Vec<String> = house.listed().await.into_iter().filter_map(|one| one.last_error).collect();
    errors.sort();
    // Without TLS it is not even an address.
    assert_eq!(errors, ["address", "inward"]);
    assert!(receivers.seen().is_empty());
    let _ = stop.send(true);
    worker.await.expect("the worker ends");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_arrives_once_and_its_words_are_gone_from_the_outbox() {
    let (smtp, received) = sink(Manner::Kind);
    let house = House::new(|settings| settings.smtp = Some(smtp)).await;
    let scope = house.scope.clone();
    let mail = Mail { to: "budi@example.org".to_owned(), subject: "Halo".to_owned(), text: "Tautan Anda".to_owned() };
    let id = house.app.store.write(move |tx| outbox::mail(tx, &scope, &mail, Time::now())).await.expect("kept");
    let (stop, stopping) = watch::channel(false);
    let worker = begin(&house.app, stopping);
    house.until("it arrives", async |listed| listed.iter().all(|one| one.state == DeliveryState::Delivered)).await;
    let _ = stop.send(true);
    worker.await.expect("the worker ends");
    let got = received.recv().expect("a mail");
    assert!(got.data.contains(&format!("Message-ID: <{id}@example.org>")), "{}", got.data);
    assert!(got.data.trim_end().ends_with("\r\n\r\nTautan Anda"), "{}", got.data);
    assert!(received.try_recv().is_err(), "one mail and no second");
    let scope = house.scope.clone();
    let replayed = house.app.store.write(move |tx| outbox::replay(tx, &scope, &id, Time::now())).await;
    assert_eq!(replayed, Err(StoreError::NotFound), "there is nothing left to send");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_without_a_mail_server_is_given_up_and_says_why() {
    let house = House::new(|_| {}).await;
    let scope = house.scope.clone();
    let mail = Mail { to: "budi@example.org".to_owned(), subject: "Halo".to_owned(), text: "Halo".to_owned() };
    house.app.store.write(move |tx| outbox::mail(tx, &scope, &mail, Time::now())).await.expect("kept");
    let (stop, stopping) = watch::channel(false);
    let worker = begin(&house.app, stopping);
    house.until("it is given up", async |listed| listed.iter().all(|one| one.state == DeliveryState::GivenUp)).await;
    assert_eq!(house.listed().await[0].last_error.as_deref(), Some("no-server"));
    let _ = stop.send(true);
    worker.await.expect("the worker ends");
}
