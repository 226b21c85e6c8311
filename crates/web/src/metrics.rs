//! Numbers about the server itself, in the text format of Prometheus.
//!
//! Separate, because these are for the operator: they hold routes, statuses and durations, never a person or a token.

use std::time::Duration;

use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

/// Names and values of what a number is about.
type Labels = Vec<(&'static str, String)>;

/// The numbers of one server.
pub struct Metrics {
    registry: Registry,
    requests: Family<Labels, Counter>,
    durations: Family<Labels, Histogram, fn() -> Histogram>,
    answers: Counter,
    outbox_waiting: Gauge,
    outbox_oldest: Gauge,
}

/// Upper ends of the classes of durations, in seconds.
const CLASSES: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

impl Metrics {
    /// Nothing counted yet.
    #[must_use]
    pub fn new() -> Self {
        let mut registry = Registry::with_prefix("rater");
        let (requests, answers) = (Family::default(), Counter::default());
        let (outbox_waiting, outbox_oldest) = (Gauge::default(), Gauge::default());
        let durations: Family<_, _, fn() -> Histogram> = Family::new_with_constructor(|| Histogram::new(CLASSES));
        registry.register("requests", "Requests by route and status", requests.clone());
        registry.register_with_unit("request", "Time to answer", Unit::Seconds, durations.clone());
        registry.register("answers", "Answers acknowledged", answers.clone());
        registry.register("outbox_waiting", "Webhooks and mails not yet delivered", outbox_waiting.clone());
        let oldest = "How long the oldest of them has waited";
        registry.register_with_unit("outbox_oldest", oldest, Unit::Seconds, outbox_oldest.clone());
        Self { registry, requests, durations, answers, outbox_waiting, outbox_oldest }
    }

    /// One request was answered.
    pub fn request(&self, method: &str, route: &str, status: u16, took: Duration) {
        let of = |labels: &[(&'static str, &str)]| -> Labels {
            labels.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
        };
        let status = status.to_string();
        self.requests.get_or_create(&of(&[("method", method), ("route", route), ("status", &status)])).inc();
        self.durations.get_or_create(&of(&[("route", route)])).observe(took.as_secs_f64());
    }

    /// One answer was acknowledged.
    pub fn answer(&self) {
        self.answers.inc();
    }

    /// What waits in the outbox.
    pub fn outbox(&self, waiting: i64, oldest_seconds: i64) {
        self.outbox_waiting.set(waiting);
        self.outbox_oldest.set(oldest_seconds);
    }

    /// All of it as text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing to memory does not fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}
