//! Fitting the own layers of organisations in the background, when enough was corrected or somebody asks.
//!
//! Separate from upkeep, whose alarms must not wait for it, and from pages and API, which only ask. At most so many clauses are looked at
//! (`comments::refit::LABELLED_MAX`), so that an attempt takes seconds; two servers that make the same one do no harm.

use std::time::Duration;

use comments::refit::LABELLED_MAX;
use store::{Scope, StoreError, Time};
use tokio::sync::watch;

use crate::{App, listen};

/// How often it is looked for what is due, when nobody asks.
const TURN: Duration = Duration::from_secs(60);

/// Fits what is due until the server stops.
pub async fn keep(app: App, mut stopping: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            done = due(&app) => if let Err(error) = done {
                tracing::error!(%error, "a layer could not be fitted and will be tried again");
            },
            // What is being fitted then is not waited for; it is fitted again when there is a server.
            _ = stopping.changed() => return,
        }
        tokio::select! {
            () = tokio::time::sleep(TURN) => {}
            () = app.refit_asked.notified() => {}
            // An error means that whoever would say "stop" is gone.
            _ = stopping.changed() => return,
        }
    }
}

/// Makes the attempts that are due, one after the other; gives how many there were. One that fails holds up no other.
///
/// # Errors
/// As the store says, the last time.
pub async fn due(app: &App) -> Result<usize, StoreError> {
    let all = app.store.read(|tx| store::comments::layers_due(tx, listen::model())).await?;
    let mut done = Ok(all.len());
    for scope in all {
        if let Err(error) = attempt(app, scope).await {
            done = Err(error);
        }
    }
    done
}

async fn attempt(app: &App, scope: Scope) -> Result<(), StoreError> {
    let reading = scope.clone();
    let material = app.store.read(move |tx| store::comments::material(tx, &reading, LABELLED_MAX)).await?;
    // Seconds of arithmetic: no work for who serves pages.
    let made = tokio::task::spawn_blocking(move || {
        let made = listen::learn(&material.clauses);
        (made.layer.to_bytes(), made.judged, material)
    });
    let (weights, judged, material) = made.await.map_err(|_| StoreError::Unavailable("fitting a layer".to_owned()))?;
    let keep = move |tx: &mut store::Transaction<'_>| {
        store::comments::keep_layer(tx, &scope, listen::model(), &material, &judged, &weights, Time::now())
    };
    app.store.write(keep).await
}
