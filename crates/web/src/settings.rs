//! How this server is run. Every value has a default that is safe; weakening one prints a warning at each start.

use std::net::SocketAddr;
use std::path::PathBuf;

/// Settings of a server.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where to listen.
    pub listen: SocketAddr,
    /// How the outside reaches this server, such as `https://survey.example.org`, for links in mails and on posters. Without
    /// it, what the browser says.
    pub base_url: Option<String>,
    /// Proxies in front whose `X-Forwarded-For` is believed. 0: the address of the connection counts.
    pub trusted_hops: usize,
    /// Mail, if it is to be sent.
    pub smtp: Option<Smtp>,
    /// Whether this is a demonstration with made-up data, and who may come in.
    pub demo: Option<Demo>,
    /// Webhooks may go to addresses of this machine and its network. For tests.
    pub webhooks_to_private: bool,
    /// Cost of hashing passwords; lower only in tests.
    pub password_cost: store::password::Cost,
    /// Who may read `/metrics`: whoever has this token, or loopback alone when there is none.
    pub metrics_token: Option<String>,
    /// How many requests a token may make in a minute.
    pub api_per_minute: u32,
    /// Where backups were last written, for `/healthz`.
    pub backup_folder: Option<PathBuf>,
}

/// A demonstration.
#[derive(Debug, Clone)]
pub struct Demo {
    /// The digests of the links by which somebody comes in, once each.
    pub doors: Vec<store::TokenHash>,
    /// As whom.
    pub owner: store::Id,
}

/// A mail server.
#[derive(Clone)]
pub struct Smtp {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// User and password, if it asks for them.
    pub credentials: Option<(String, String)>,
    /// The address that mails come from.
    pub from: String,
    /// Encryption is required unless this is a server on this machine, for tests.
    pub plain: bool,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Smtp").field("host", &self.host).field("port", &self.port).finish_non_exhaustive()
    }
}

impl Settings {
    /// The defaults, listening at an address.
    #[must_use]
    pub fn new(listen: SocketAddr) -> Self {
        Self {
            listen,
            base_url: None,
            trusted_hops: 0,
            smtp: None,
            demo: None,
            webhooks_to_private: false,
            password_cost: store::password::Cost::STANDARD,
            metrics_token: None,
            api_per_minute: 100,
            backup_folder: None,
        }
    }

    /// Whether the outside speaks to us over TLS.
    #[must_use]
    pub fn secure(&self) -> bool {
        self.base_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }
}
