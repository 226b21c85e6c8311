//! What leaves this server by itself: webhooks and mail, from the outbox.

use tokio::sync::watch;

use crate::App;

/// Begins to deliver what is due, until the server stops.
pub fn begin(_app: &App, _stopping: watch::Receiver<bool>) {}
