//! What comes due by itself: waves whose time is over are closed, alarms ring, and what is over is deleted.
//!
//! Separate from delivering, which must not wait for it. Everything here may be done twice, or by two servers at once.

use std::time::Duration;

use store::{StoreError, Time, Transaction};
use tokio::sync::watch;

use crate::App;
use crate::pages::desk::upload::OnDisk;
use crate::remind::{self, Writing};

/// How often waves are looked at, whose closing is told to webhooks.
const TURN: Duration = Duration::from_secs(15);
/// Turns between two sweeps: one hour.
const TURNS_PER_SWEEP: u64 = 240;
/// How long an answer that was begun and never sent is kept: somebody may come back to it with the receipt code.
const DRAFT_DAYS: i64 = 90;
/// How long it is kept after its wave was closed.
const CLOSED_DRAFT_DAYS: i64 = 7;

/// How far back waves may have been answered whose invitations are written anew: two sweeps, and the hour that is not kept.
const UNLINK_SECONDS: i64 = 3 * 3600;

/// Keeps house until the server stops.
pub async fn keep(app: App, mut stopping: watch::Receiver<bool>) {
    for turn in 0.. {
        let now = Time::now();
        complain(app.store.write(move |tx| store::waves::close_due(tx, now).map(|_| ())).await);
        complain(ring(&app).await);
        app.imports.forget(now);
        if turn % TURNS_PER_SWEEP == 0 {
            // A folder of many files is no work for who serves pages.
            drop(tokio::task::spawn_blocking(OnDisk::forget_leftovers));
            complain(app.store.write(move |tx| sweep(tx, now)).await);
        }
        tokio::select! {
            () = tokio::time::sleep(TURN) => {}
            // An error means that whoever would say "stop" is gone.
            _ = stopping.changed() => return,
        }
    }
}

/// Lets all alarms ring that are due, a lot at a time, so that others get their turn in between.
async fn ring(app: &App) -> Result<(), StoreError> {
    let writing = app.settings.smtp.as_ref().map(|_| Writing { base_url: app.settings.base_url.clone() });
    loop {
        let (writing, now) = (writing.clone(), Time::now());
        if app.store.write(move |tx| remind::ring(tx, writing.as_ref(), now)).await? == 0 {
            return Ok(());
        }
    }
}

/// Deletes what is over.
fn sweep(tx: &mut Transaction<'_>, now: Time) -> Result<(), StoreError> {
    store::outbox::purge(tx, now)?;
    store::alarms::purge(tx, now)?;
    store::sessions::purge(tx, now)?;
    store::staff_invitations::purge(tx, now)?;
    store::limits::purge(tx, now)?;
    store::idempotency::purge(tx, now)?;
    store::drafts::purge_old(tx, now.plus_seconds(-DRAFT_DAYS * 86_400))?;
    store::invitees::unlink(tx, now.plus_seconds(-UNLINK_SECONDS))?;
    store::drafts::purge_closed(tx, now.plus_seconds(-CLOSED_DRAFT_DAYS * 86_400))?;
    Ok(())
}

fn complain(done: Result<(), StoreError>) {
    if let Err(error) = done {
        tracing::error!(%error, "upkeep failed and will be tried again");
    }
}
