//! What every handler sees: the store, the settings, and what is shared between requests.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use store::{Id, Store};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

use crate::Settings;
use crate::failure::Failure;

/// Files of answers that are made or read at once.
const FILES_AT_ONCE: usize = 2;
/// After how many seconds to come again when all turns are taken.
const FILES_WAIT: u32 = 20;

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
    /// Files of answers are made and read by a few at once; see [`App::file_turn`].
    files: Arc<Semaphore>,
    /// Files of comments that were sent and are read.
    pub(crate) imports: crate::pages::service::comments::import::Imports,
    /// That somebody asked for a layer to be fitted now.
    pub(crate) refit_asked: Notify,
    /// The organisations whose layer broke down while it was fitted, and when: see `refit`.
    pub(crate) refit_broke: Mutex<HashMap<Id, Instant>>,
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
            files: Arc::new(Semaphore::new(FILES_AT_ONCE)),
            imports: crate::pages::service::comments::import::Imports::default(),
            refit_asked: Notify::new(),
            refit_broke: Mutex::default(),
            reports: crate::live::Reports::default(),
            metrics: crate::metrics::Metrics::new(),
        }))
    }

    /// A turn to make or to read a file of answers. Whoever comes when all are taken is told to come again: waiting would hold
    /// a connection, and the readers of the database are for pages.
    ///
    /// # Errors
    /// [`Failure::Later`].
    pub fn file_turn(&self) -> Result<OwnedSemaphorePermit, Failure> {
        Arc::clone(&self.0.files).try_acquire_owned().map_err(|_| Failure::Later("web-files-busy", FILES_WAIT))
    }
}

impl std::ops::Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
