//! What leaves this server by itself: webhooks and mail, from the outbox.
//!
//! Separate from the pages and from what causes a message: a worker takes messages on lease, tries each, and notes how it
//! went. Each receiver has a lane of its own, and those that have not shown that they do well share fewer places than there are, so
//! none holds up the others. It never decides that a message is lost: the store's schedule does, and a person may replay it.

pub(crate) mod addresses;
mod call;
mod mail;

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;
use std::time::{Duration, Instant};

use store::outbox::{self, Delivery, Target};
use store::{Id, StoreError, Time, Transaction};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

use crate::App;
use call::{Caller, Message};
use mail::Postman;

pub use call::written_secret;
pub(crate) use call::{Reason, reason};

/// Messages under way at once, each in a thread that mostly waits.
const PLACES: usize = 24;
/// How many of these the receivers may take together that failed or were slow lately, or were never tried; each has one.
const PLACES_OF_OTHERS: usize = 16;
/// Messages under way at once to one receiver that does well.
const LANE_WIDTH: usize = 4;
/// Whoever takes longer than this is slow.
const SLOW: Duration = Duration::from_secs(2);
/// How long to wait before looking into the outbox again.
const PAUSE: Duration = Duration::from_millis(200);
/// How long messages under way may take to finish when the server stops.
const DRAIN: Duration = Duration::from_secs(5);

/// Begins to deliver what is due, until the server stops. What it gives ends when everything on lease was tried or given back.
pub fn begin(app: &App, stopping: watch::Receiver<bool>) -> JoinHandle<()> {
    tokio::spawn(Worker::new(app, addresses::look_up).work(stopping))
}

/// A receiver: a webhook, or the mail server.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Receiver {
    Webhook(Id),
    Mail,
}

impl Receiver {
    fn of(delivery: &Delivery) -> Self {
        match &delivery.target {
            Target::Webhook { id, .. } => Self::Webhook(id.clone()),
            Target::Mail(_) => Self::Mail,
        }
    }
}

/// What waits for one receiver and what is under way to it.
#[derive(Default)]
struct Lane {
    waiting: VecDeque<Delivery>,
    under_way: usize,
    started: Option<Instant>,
}

/// How a try ended.
enum Outcome {
    Arrived,
    Gone,
    Again(String),
    Refused(String),
}

/// A try that ended.
struct Tried {
    delivery: Delivery,
    outcome: Outcome,
    took: Duration,
}

/// What every try uses.
struct Means {
    caller: Caller,
    postman: Option<Postman>,
}

struct Worker {
    app: App,
    means: Arc<Means>,
    lanes: HashMap<Receiver, Lane>,
    proven: HashSet<Receiver>,
}

impl Worker {
    fn new(app: &App, look_up: addresses::LookUp) -> Self {
        let settings = &app.settings;
        let postman = settings.smtp.as_ref().and_then(Postman::new);
        if settings.smtp.is_some() && postman.is_none() {
            tracing::error!("the mail server's settings will not do: no mail is sent");
        }
        let means = Means { caller: Caller::new(settings.webhooks_to_private, look_up), postman };
        Self { app: app.clone(), means: Arc::new(means), lanes: HashMap::new(), proven: HashSet::new() }
    }

    async fn work(mut self, mut stopping: watch::Receiver<bool>) {
        let (sender, mut ended) = mpsc::unbounded_channel();
        while !*stopping.borrow() {
            self.take_more().await;
            self.start(&sender);
            tokio::select! {
                Some(tried) = ended.recv() => self.note_all(tried, &mut ended).await,
                () = tokio::time::sleep(PAUSE) => {}
                _ = stopping.changed() => {}
            }
        }
        self.stop(&mut ended).await;
    }

    /// Takes on lease what is due, as far as there are places.
    async fn take_more(&mut self) {
        let waiting: usize = self.lanes.values().map(|lane| lane.waiting.len()).sum();
        let Some(room) = (4 * PLACES).checked_sub(waiting + self.under_way()).filter(|room| 0 < *room) else { return };
        let leased = async {
            // Looking costs nothing; taking is a write, even of nothing.
            if self.app.store.read(|tx| outbox::waiting(tx, Time::now())).await?.0 == 0 {
                return Ok(vec![]);
            }
            self.app.store.write(move |tx| outbox::lease_due(tx, Time::now(), room as i64)).await
        };
        match leased.await {
            Ok(leased) => {
                for delivery in leased {
                    self.lanes.entry(Receiver::of(&delivery)).or_default().waiting.push_back(delivery);
                }
            }
            Err(error) => complain(&error),
        }
    }

    fn under_way(&self) -> usize {
        self.lanes.values().map(|lane| lane.under_way).sum()
    }

    /// Starts what may start now.
    fn start(&mut self, ended: &mpsc::UnboundedSender<Tried>) {
        let mut free = PLACES.saturating_sub(self.under_way());
        let others = self.lanes.iter().filter(|(receiver, _)| !self.proven.contains(*receiver));
        let taken: usize = others.map(|(_, lane)| lane.under_way).sum();
        let mut free_for_others = PLACES_OF_OTHERS.saturating_sub(taken);
        let mut lanes: Vec<(&Receiver, &mut Lane)> = self.lanes.iter_mut().collect();
        // Whoever has waited longest comes first.
        lanes.sort_by_key(|(_, lane)| lane.started);
        for (receiver, lane) in lanes {
            let proven = self.proven.contains(receiver);
            let width = if proven { LANE_WIDTH } else { 1 };
            while lane.under_way < width && 0 < free && (proven || 0 < free_for_others) {
                let Some(delivery) = lane.waiting.pop_front() else { break };
                lane.under_way += 1;
                lane.started = Some(Instant::now());
                free -= 1;
                free_for_others -= usize::from(!proven);
                spawn(Arc::clone(&self.means), delivery, ended.clone());
            }
        }
    }

    /// Notes a try that ended, and all that ended meanwhile, in one commit.
    async fn note_all(&mut self, first: Tried, ended: &mut mpsc::UnboundedReceiver<Tried>) {
        let mut all = vec![first];
        while let Ok(next) = ended.try_recv() {
            all.push(next);
        }
        let mut given_back = vec![];
        for tried in &all {
            given_back.extend(self.learn(tried));
        }
        let now = Time::now();
        let noted = self.app.store.write(move |tx| {
            // First back into the outbox, so that a failure can keep them there until the next try.
            outbox::release(tx, &given_back)?;
            all.iter().try_for_each(|tried| note(tx, tried, now))
        });
        if let Err(error) = noted.await {
            // Not noted: the leases run out, and everything is tried again with the same ids.
            complain(&error);
        }
    }

    /// What a try says about its receiver. After a failure, what waits for it goes back into the outbox.
    fn learn(&mut self, tried: &Tried) -> Vec<Delivery> {
        let receiver = Receiver::of(&tried.delivery);
        if matches!(tried.outcome, Outcome::Arrived) && tried.took < SLOW {
            self.proven.insert(receiver.clone());
        } else {
            self.proven.remove(&receiver);
        }
        let Some(lane) = self.lanes.get_mut(&receiver) else { return vec![] };
        lane.under_way = lane.under_way.saturating_sub(1);
        // One mail that is refused says nothing about the next.
        let back = match (&receiver, &tried.outcome) {
            (_, Outcome::Arrived) | (Receiver::Mail, Outcome::Refused(_)) => vec![],
            _ => lane.waiting.drain(..).collect(),
        };
        if lane.under_way == 0 && lane.waiting.is_empty() {
            self.lanes.remove(&receiver);
        }
        back
    }

    /// Gives back what was not tried, lets what is under way finish, and breaks off the rest.
    async fn stop(mut self, ended: &mut mpsc::UnboundedReceiver<Tried>) {
        let untried: Vec<Delivery> = self.lanes.values_mut().flat_map(|lane| lane.waiting.drain(..)).collect();
        let released = self.app.store.write(move |tx| outbox::release(tx, &untried)).await;
        if let Err(error) = released {
            complain(&error);
        }
        let until = tokio::time::Instant::now() + DRAIN;
        while 0 < self.under_way() {
            match tokio::time::timeout_at(until, ended.recv()).await {
                Ok(Some(tried)) => self.note_all(tried, ended).await,
                _ => break,
            }
        }
        // A call that is broken off counts as one that failed; its lease runs out, and the next start tries it again.
        self.means.caller.clone().hang_up();
    }
}

fn complain(error: &StoreError) {
    if !matches!(error, StoreError::Closed) {
        tracing::error!(%error, "the outbox could not be used");
    }
}

/// Tries a delivery in a thread of its own: waiting for a receiver must not block others, nor the end of the program.
fn spawn(means: Arc<Means>, delivery: Delivery, ended: mpsc::UnboundedSender<Tried>) {
    let name = "deliver".to_owned();
    let lost = delivery.clone();
    let again = ended.clone();
    let thread = std::thread::Builder::new().name(name).spawn(move || {
        let begun = Instant::now();
        let outcome = try_once(&means, &delivery);
        let _ = ended.send(Tried { delivery, outcome, took: begun.elapsed() });
    });
    if thread.is_err() {
        let outcome = Outcome::Again("threads".to_owned());
        let _ = again.send(Tried { delivery: lost, outcome, took: Duration::ZERO });
    }
}

fn try_once(means: &Means, delivery: &Delivery) -> Outcome {
    match &delivery.target {
        Target::Webhook { url, secrets, body, .. } => {
            let timestamp = Time::now().0 / 1000;
            let message = Message { id: delivery.id.as_str(), url, secrets, body, timestamp };
            match means.caller.call(&message) {
                call::Outcome::Arrived => Outcome::Arrived,
                call::Outcome::Gone => Outcome::Gone,
                call::Outcome::Failed(reason) => Outcome::Again(reason.code()),
            }
        }
        Target::Mail(mail) => match &means.postman {
            None => Outcome::Refused("no-server".to_owned()),
            Some(postman) => match postman.send(delivery.id.as_str(), mail) {
                mail::Outcome::Arrived => Outcome::Arrived,
                mail::Outcome::Again(code) => Outcome::Again(code),
                mail::Outcome::Refused(code) => Outcome::Refused(code),
            },
        },
    }
}

fn note(tx: &mut Transaction<'_>, tried: &Tried, now: Time) -> Result<(), StoreError> {
    let delivery = &tried.delivery;
    let noted = match &tried.outcome {
        Outcome::Arrived => outbox::delivered(tx, delivery, now),
        Outcome::Gone => outbox::gone(tx, delivery, now),
        Outcome::Refused(code) => outbox::give_up(tx, delivery, code, now),
        Outcome::Again(code) => outbox::failed(tx, delivery, code, jitter(), now).map(|_| ()),
    };
    match noted {
        // The lease had run out: whoever has it now notes how it went.
        Err(StoreError::NotFound) => Ok(()),
        noted => noted,
    }
}

/// A number between 0 and 1.
fn jitter() -> f64 {
    f64::from(u32::from_be_bytes(store::random_bytes())) / f64::from(u32::MAX)
}

#[cfg(test)]
#[path = "deliver/tests.rs"]
mod tests;
