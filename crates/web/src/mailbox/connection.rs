//! A connection to a mail server: to a checked place, protected by TLS, and with an end to waiting.
//!
//! Separate from what is said over it. A name is looked up once, every number it stands for is checked as a webhook's is, and the
//! connection goes to one of these. It refuses a certificate that is not good, and an unprotected connection but to this machine in tests.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use store::mailboxes::{Account, Security};

use super::Trouble;
use super::imap::Session;
use crate::deliver::addresses::{LookUp, named_places};

/// Numbers of one name that are tried.
const PLACES_MAX: usize = 4;
/// How long a wait may last before somebody looks whether the server is to stop.
const SLICE: Duration = Duration::from_millis(250);

/// How long to wait.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For a connection to be taken.
    pub connect: Duration,
    /// For the other end to say anything.
    pub silence: Duration,
    /// For everything from the beginning.
    pub whole: Duration,
}

/// What connects.
#[derive(Clone)]
pub struct Connector {
    inward_too: bool,
    look_up: LookUp,
    tls: Arc<ClientConfig>,
    stopping: Arc<AtomicBool>,
}

impl Connector {
    /// A connector that trusts what browsers trust.
    pub fn new(inward_too: bool, look_up: LookUp, stopping: Arc<AtomicBool>) -> Self {
        let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        Self::trusting(roots, inward_too, look_up, stopping)
    }

    /// A connector that trusts these authorities.
    pub fn trusting(roots: RootCertStore, inward_too: bool, look_up: LookUp, stopping: Arc<AtomicBool>) -> Self {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("the provider has the versions that rustls has")
            .with_root_certificates(roots)
            .with_no_client_auth();
        Self { inward_too, look_up, tls: Arc::new(tls), stopping }
    }

    /// Begins a conversation with the server of an account.
    ///
    /// # Errors
    /// A [`Trouble`].
    pub fn begin(&self, account: &Account, patience: Patience) -> Result<Session<Wire>, Trouble> {
        let until = Instant::now() + patience.whole;
        let places = self.places(account, patience.connect.min(patience.whole))?;
        let plain = account.security == Security::Plain;
        if plain && !(self.inward_too && places.iter().all(|place| place.ip().is_loopback())) {
            return Err(Trouble::Inward);
        }
        let stream = reach(&places, patience.connect, until)?;
        let timed = Timed { stream, silence: patience.silence, until, stopping: Arc::clone(&self.stopping) };
        match account.security {
            Security::Plain => Session::begin(Wire::Plain(timed)),
            Security::Tls => Session::begin(self.protected(timed, &account.host)?),
            Security::StartTls => match Session::begin(Wire::Plain(timed))?.start_tls()? {
                Wire::Plain(timed) => Ok(Session::resume(self.protected(timed, &account.host)?)),
                Wire::Tls(_) => Err(Trouble::Tls),
            },
        }
    }

    fn places(&self, account: &Account, wait: Duration) -> Result<Vec<SocketAddr>, Trouble> {
        let (host, port, inward_too, look_up) = (account.host.clone(), account.port, self.inward_too, self.look_up);
        let (sender, receiver) = std::sync::mpsc::sync_channel(1);
        // The system's resolver knows no time limit; a thread that waits for it is left behind.
        let asking = std::thread::Builder::new().name("look-up".to_owned());
        asking.spawn(move || sender.send(named_places(&host, port, inward_too, look_up))).map_err(|_| Trouble::Slow)?;
        let found = receiver.recv_timeout(wait).map_err(|_| Trouble::Slow)?;
        found.map_err(Trouble::from)
    }

    fn protected(&self, timed: Timed, host: &str) -> Result<Wire, Trouble> {
        let name = ServerName::try_from(host.trim_end_matches('.').to_owned()).map_err(|_| Trouble::Spelling)?;
        let connection = ClientConnection::new(Arc::clone(&self.tls), name).map_err(|_| Trouble::Tls)?;
        let mut stream = StreamOwned::new(connection, timed);
        // Now, so that a certificate that is not good is told as what it is.
        while stream.conn.is_handshaking() {
            stream.conn.complete_io(&mut stream.sock).map_err(Trouble::of)?;
        }
        Ok(Wire::Tls(Box::new(stream)))
    }
}

/// A connection to the first place that takes it, before there is no more time.
fn reach(places: &[SocketAddr], wait: Duration, until: Instant) -> Result<TcpStream, Trouble> {
    let mut trouble = Trouble::Connection;
    for place in places.iter().take(PLACES_MAX) {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Trouble::Slow);
        }
        match TcpStream::connect_timeout(place, wait.min(left)) {
            Ok(stream) => {
                let _ = stream.set_nodelay(true);
                return Ok(stream);
            }
            Err(error) => trouble = Trouble::of(error),
        }
    }
    Err(trouble)
}

/// A stream, protected or not.
pub enum Wire {
    /// To this machine, or before TLS begins.
    Plain(Timed),
    /// Protected.
    Tls(Box<StreamOwned<ClientConnection, Timed>>),
}

impl Read for Wire {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.read(buffer),
            Self::Tls(stream) => stream.read(buffer),
        }
    }
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(stream) => stream.write(bytes),
            Self::Tls(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(stream) => stream.flush(),
            Self::Tls(stream) => stream.flush(),
        }
    }
}

/// A stream that does not wait for ever, and not at all once the server is to stop.
pub struct Timed {
    stream: TcpStream,
    silence: Duration,
    until: Instant,
    stopping: Arc<AtomicBool>,
}

impl Timed {
    /// Tries again and again, a little while each time, until there is something or no more time.
    fn patiently(&mut self, mut act: impl FnMut(&mut TcpStream, Duration) -> io::Result<usize>) -> io::Result<usize> {
        let end = self.until.min(Instant::now() + self.silence);
        loop {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(io::ErrorKind::TimedOut.into());
            }
            if self.stopping.load(Ordering::Relaxed) {
                return Err(io::Error::other(Trouble::Stopped));
            }
            let waited = act(&mut self.stream, left.min(SLICE).max(Duration::from_millis(1)));
            match waited {
                Err(error)
                    if matches!(
                        error.kind(),
                        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut | io::ErrorKind::Interrupted
                    ) => {}
                done => return done,
            }
        }
    }
}

impl Read for Timed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.patiently(|stream, wait| {
            stream.set_read_timeout(Some(wait))?;
            stream.read(buffer)
        })
    }
}

impl Write for Timed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.patiently(|stream, wait| {
            stream.set_write_timeout(Some(wait))?;
            stream.write(bytes)
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}
