//! Fitting the own layers of organisations in the background, when enough was corrected or somebody asks.
//!
//! Separate from upkeep, whose alarms must not wait for it, and from pages and API, which only ask. At most so many clauses are looked at
//! (`comments::refit::LABELLED_MAX`), so that an attempt takes seconds, and ten minutes at most where a service is asked; two servers that make the same one do no harm.

use std::collections::HashMap;
use std::sync::{MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use comments::refit::LABELLED_MAX;
use store::{Id, Scope, StoreError, Time};
use tokio::sync::watch;

use crate::aside::aside;
use crate::{App, listen};

/// How often it is looked for what is due, when nobody asks.
const TURN: Duration = Duration::from_secs(60);
/// For so long an organisation whose fit broke down rests: the same clauses would break it again.
const REST: Duration = Duration::from_secs(3600);
/// For so long one whose layer leans on a service that gives nothing: it may be back at any time.
const AWAY: Duration = Duration::from_secs(300);

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
    for (organisation, scope) in all {
        if let Err(error) = attempt(app, organisation, scope).await {
            done = Err(error);
        }
    }
    done
}

async fn attempt(app: &App, organisation: Id, scope: Scope) -> Result<(), StoreError> {
    if app.broke().get(&organisation).is_some_and(|until| Instant::now() < *until) {
        return Ok(());
    }
    let reading = scope.clone();
    let read = app.store.read(move |tx| {
        let material = store::comments::material(tx, &reading, LABELLED_MAX)?;
        Ok((material, store::comments::leaning_kept(tx, &reading, listen::model())?))
    });
    let (material, leaning) = read.await?;
    let made = aside("refit", move || {
        let made = listen::learn(&material.clauses);
        (made.layer.to_bytes(), made.judged, made.missed, material)
    });
    let Some((weights, judged, missed, material)) = made.await else {
        app.broke().insert(organisation, Instant::now() + REST);
        return Err(StoreError::Unavailable("fitting a layer".to_owned()));
    };
    if missed && leaning {
        // What leans on the service is better than what does not; it would be forgotten for a service that is away for a while.
        app.broke().insert(organisation, Instant::now() + AWAY);
        tracing::warn!(
            "an attempt at a layer is put off for five minutes: the embedding service gave nothing, and the layer in force leans on it"
        );
        return Ok(());
    }
    app.broke().remove(&organisation);
    let keep = move |tx: &mut store::Transaction<'_>| {
        store::comments::keep_layer(tx, &scope, listen::model(), &material, &judged, &weights, Time::now())
    };
    app.store.write(keep).await
}

impl App {
    fn broke(&self) -> MutexGuard<'_, HashMap<Id, Instant>> {
        self.refit_broke.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
