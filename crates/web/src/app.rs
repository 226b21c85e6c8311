//! What every handler sees: the store, the settings, and what is shared between requests.

use std::sync::Arc;

use store::Store;
use tokio::sync::Semaphore;

use crate::Settings;

/// The application. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// The parts of an [`App`].
pub struct Parts {
    /// Everything that is kept.
    pub store: Store,
    /// How this server is run.
    pub settings: Settings,
    /// Passwords are hashed by at most two at once: it is meant to be slow, and must not take all processors.
    pub hashing: Semaphore,
    /// Reports that were made, by what went into them.
    pub reports: crate::live::Reports,
    /// Numbers about the server itself.
    pub metrics: crate::metrics::Metrics,
}

impl App {
    /// An application on a store.
    #[must_use]
    pub fn new(store: Store, settings: Settings) -> Self {
        Self(Arc::new(Parts {
            store,
            settings,
            hashing: Semaphore::new(2),
            reports: crate::live::Reports::default(),
            metrics: crate::metrics::Metrics::new(),
        }))
    }
}

impl std::ops::Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
