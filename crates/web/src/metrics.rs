//! Numbers about the server itself, in the text format of Prometheus.
//!
//! Separate, because these are for the operator: they hold routes, statuses and durations, never a person or a token.

use std::time::Duration;

use metrics::{Key, KeyName, Label, Metadata, Recorder, SharedString, Unit};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle, PrometheusRecorder};

/// The numbers of one server.
pub struct Metrics {
    recorder: PrometheusRecorder,
    handle: PrometheusHandle,
}

const META: Metadata<'static> = Metadata::new("web", metrics::Level::INFO, Some("web"));
/// Upper ends of the classes of durations, in seconds.
const CLASSES: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

impl Metrics {
    /// Nothing counted yet.
    #[must_use]
    pub fn new() -> Self {
        // Only an empty list of classes is refused.
        let builder = PrometheusBuilder::new();
        let recorder = builder.set_buckets(&CLASSES).unwrap_or_else(|_| PrometheusBuilder::new()).build_recorder();
        let name = |name: &'static str| KeyName::from_const_str(name);
        let text = |text: &'static str| SharedString::const_str(text);
        recorder.describe_counter(name("rater_requests_total"), None, text("Requests by route and status"));
        recorder.describe_histogram(name("rater_request_seconds"), Some(Unit::Seconds), text("Time to answer"));
        recorder.describe_counter(name("rater_answers_total"), None, text("Answers acknowledged"));
        let handle = recorder.handle();
        Self { recorder, handle }
    }

    /// One request was answered.
    pub fn request(&self, method: &str, route: &str, status: u16, took: Duration) {
        let labels = vec![
            Label::new("method", method.to_owned()),
            Label::new("route", route.to_owned()),
            Label::new("status", status.to_string()),
        ];
        self.recorder.register_counter(&Key::from_parts("rater_requests_total", labels), &META).increment(1);
        let labels = vec![Label::new("route", route.to_owned())];
        let key = Key::from_parts("rater_request_seconds", labels);
        self.recorder.register_histogram(&key, &META).record(took.as_secs_f64());
    }

    /// One answer was acknowledged.
    pub fn answer(&self) {
        self.recorder.register_counter(&Key::from_name("rater_answers_total"), &META).increment(1);
    }

    /// Counts what was noted into its classes: until then each single duration is held in memory.
    pub fn settle(&self) {
        self.handle.run_upkeep();
    }

    /// All of it as text.
    #[must_use]
    pub fn text(&self) -> String {
        self.settle();
        self.handle.render()
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}
