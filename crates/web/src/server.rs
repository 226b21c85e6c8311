//! The listening socket: connections within limits, slow ones cut off, and an end that loses nothing.
//!
//! Separate from the router. The usual accept loop sets no time for the first header and no bound on connections; both are
//! how a server on a laptop is brought to its knees.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tower::ServiceExt;

use crate::patient::Patient;
use crate::visitor::Peer;
use crate::{App, operation};

/// Connections at once.
const CONNECTIONS_MAX: usize = 1024;
/// Connections at once from one address that is not this machine.
const PER_ADDRESS_MAX: usize = 64;
/// How long the head of a request may take, from the moment the connection is there.
const HEAD: Duration = Duration::from_secs(10);
/// How long the other end may take none of the bytes that it asked for.
const STALL: Duration = Duration::from_secs(30);
/// How long requests under way may take to finish when the server stops.
const DRAIN: Duration = Duration::from_secs(10);

/// A server that runs.
pub struct Running {
    /// Where it listens; the port is the real one when any free port was asked for.
    pub address: SocketAddr,
    stop: watch::Sender<bool>,
    done: tokio::task::JoinHandle<()>,
    delivering: tokio::task::JoinHandle<()>,
    reading_mail: tokio::task::JoinHandle<()>,
    adding_up: tokio::task::JoinHandle<()>,
    upkeep: tokio::task::JoinHandle<()>,
    refitting: tokio::task::JoinHandle<()>,
    app: App,
}

impl Running {
    /// The application that is served.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Takes no more connections, lets requests and deliveries under way finish, and ends.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        let _ = self.done.await;
        let _ = self.delivering.await;
        let _ = self.reading_mail.await;
        let _ = self.adding_up.await;
        let _ = self.upkeep.await;
        let _ = self.refitting.await;
    }

    /// Runs until it is stopped from elsewhere or the store can no longer be trusted; says whether it can.
    pub async fn until(self, asked: impl Future<Output = ()>) -> bool {
        let app = self.app.clone();
        let broken = async {
            while !app.store.broken() {
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        };
        tokio::select! { () = asked => {}, () = broken => {} }
        let sound = !app.store.broken();
        self.stop().await;
        sound
    }
}

/// Begins to serve.
///
/// # Errors
/// When the address cannot be listened at.
pub async fn serve(app: App) -> std::io::Result<Running> {
    let listener = TcpListener::bind(app.settings.listen).await?;
    let address = listener.local_addr()?;
    let router = operation::router(&app);
    let (stop, stopping) = watch::channel(false);
    let done = tokio::spawn(accept(listener, router, stopping.clone()));
    let delivering = crate::deliver::begin(&app, stopping.clone());
    let reading_mail = crate::mailbox::begin(&app, stopping.clone());
    let adding_up = tokio::spawn(crate::live::keep_up(app.clone(), stopping.clone()));
    let upkeep = tokio::spawn(crate::upkeep::keep(app.clone(), stopping.clone()));
    let refitting = tokio::spawn(crate::refit::keep(app.clone(), stopping));
    Ok(Running { address, stop, done, delivering, reading_mail, adding_up, upkeep, refitting, app })
}

/// How many connections each address has.
#[derive(Default, Clone)]
struct Counts(Arc<Mutex<HashMap<IpAddr, usize>>>);

impl Counts {
    /// One more, unless there are too many.
    fn admit(&self, address: IpAddr) -> Option<Admitted> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = counts.values().sum();
        let count = counts.entry(address).or_default();
        if CONNECTIONS_MAX <= all || (PER_ADDRESS_MAX <= *count && !address.is_loopback()) {
            return None;
        }
        *count += 1;
        Some(Admitted { counts: self.clone(), address })
    }
}

/// A place among the connections, given back at the end.
struct Admitted {
    counts: Counts,
    address: IpAddr,
}

impl Drop for Admitted {
    fn drop(&mut self) {
        let mut counts = self.counts.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.address);
            }
        }
    }
}

async fn accept(listener: TcpListener, router: Router, mut stopping: watch::Receiver<bool>) {
    let counts = Counts::default();
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stopping.changed() => break,
        };
        // Out of descriptors or a connection that is gone already: the next one may do better.
        let Ok((stream, peer)) = accepted else {
            tokio::time::sleep(Duration::from_millis(10)).await;
            continue;
        };
        // Too many: the connection is closed, and whoever is connected is served well.
        if let Some(place) = counts.admit(peer.ip().to_canonical()) {
            let _ = stream.set_nodelay(true);
            connections.spawn(converse(stream, peer, router.clone(), stopping.clone(), place));
        }
        while connections.try_join_next().is_some() {}
    }
    drop(listener);
    let _ = tokio::time::timeout(DRAIN, async { while connections.join_next().await.is_some() {} }).await;
}

async fn converse(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    mut stopping: watch::Receiver<bool>,
    _place: Admitted,
) {
    let service = router.map_request(move |mut request: axum::http::Request<hyper::body::Incoming>| {
        request.extensions_mut().insert(Peer(peer));
        request.map(axum::body::Body::new)
    });
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(32 * 1024).max_headers(64);
    let connection =
        http.serve_connection(TokioIo::new(Patient::new(stream, STALL)), TowerToHyperService::new(service));
    let mut connection = std::pin::pin!(connection);
    let mut asked = false;
    loop {
        tokio::select! {
            // Faults of a connection are the business of whoever is at its other end.
            _ = connection.as_mut() => break,
            _ = stopping.changed(), if !asked => {
                asked = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}
