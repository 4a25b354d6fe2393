//! Numbers for whoever watches the server, in the text that Prometheus reads.
//!
//! No label tells of a person, a team or a session: addresses are counted by their template, and what else is counted
//! has a few words of its own. Everything here is of this process.

mod now;

use std::{fmt, time::Duration};

use polar::{ApiError, Endpoint};
use prometheus_client::{
    encoding::{EncodeLabelSet, text},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::{Registry, Unit},
};

pub(crate) use now::Now;

/// What every name begins with.
const PREFIX: &str = "touchline";

/// How long answers take, in seconds: most take some milliseconds, and 30 s is the longest that one is worked on.
const DURATIONS_S: [f64; 12] =
    [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0];

/// What is counted while the server runs. Clones share everything.
#[derive(Clone, Debug)]
pub struct Metrics {
    requests: Family<Request, Counter>,
    durations: Family<Route, Histogram, fn() -> Histogram>,
    polar: Family<PolarRequest, Counter>,
    event_streams: Gauge,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    method: &'static str,
    route: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct PolarRequest {
    endpoint: &'static str,
    outcome: &'static str,
}

impl Default for Metrics {
    fn default() -> Self {
        let histogram: fn() -> Histogram = || Histogram::new(DURATIONS_S);
        Self {
            requests: Family::default(),
            durations: Family::new_with_constructor(histogram),
            polar: Family::default(),
            event_streams: Gauge::default(),
        }
    }
}

impl Metrics {
    /// Counts a request that was answered. `method` is one of a few words and `route` a template, never a path.
    pub(crate) fn answered(&self, method: &'static str, route: &str, status: u16, took: Duration) {
        let route = route.to_owned();
        self.durations
            .get_or_create(&Route { method, route: route.clone() })
            .observe(took.as_secs_f64());
        self.requests.get_or_create(&Request { method, route, status }).inc();
    }

    /// Counts an event stream until what this gives is dropped.
    pub(crate) fn event_stream(&self) -> EventStream {
        self.event_streams.inc();
        EventStream(self.event_streams.clone())
    }

    /// Everything as text, with what only the moment tells.
    pub(crate) fn text(&self, now: &Now) -> Result<String, fmt::Error> {
        let mut registry = Registry::with_prefix(PREFIX);
        registry.register("requests", "Requests that were answered", self.requests.clone());
        registry.register_with_unit(
            "request_duration",
            "How long it took until an answer began",
            Unit::Seconds,
            self.durations.clone(),
        );
        registry.register(
            "polar_requests",
            "Requests to Polar's API by what came of them",
            self.polar.clone(),
        );
        registry.register(
            "event_streams",
            "Event streams that are open",
            self.event_streams.clone(),
        );
        now.register(&mut registry);
        let mut text = String::new();
        text::encode(&mut text, &registry)?;
        Ok(text)
    }
}

impl polar::Observer for Metrics {
    fn ended(&self, endpoint: Endpoint, outcome: Result<(), &ApiError>) {
        let outcome = outcome.map_or_else(ApiError::kind, |()| "ok");
        self.polar.get_or_create(&PolarRequest { endpoint: endpoint.template(), outcome }).inc();
    }
}

/// An event stream that is open.
#[derive(Debug)]
pub(crate) struct EventStream(Gauge);

impl Drop for EventStream {
    fn drop(&mut self) {
        self.0.dec();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_counted_is_told_by_template() {
        let metrics = Metrics::default();
        metrics.answered("GET", "/teams/{team_id}", 200, Duration::from_millis(20));
        metrics.answered("GET", "/teams/{team_id}", 404, Duration::from_millis(200));
        let text = metrics.text(&Now::default()).unwrap();
        for line in [
            r#"touchline_requests_total{method="GET",route="/teams/{team_id}",status="200"} 1"#,
            r#"touchline_requests_total{method="GET",route="/teams/{team_id}",status="404"} 1"#,
            r#"touchline_request_duration_seconds_bucket{le="0.025",method="GET",route="/teams/{team_id}"} 1"#,
            r#"touchline_request_duration_seconds_count{method="GET",route="/teams/{team_id}"} 2"#,
            "# EOF",
        ] {
            assert!(text.lines().any(|is| is == line), "{line} is missing in\n{text}");
        }
    }

    #[test]
    fn a_stream_counts_while_it_is_open() {
        let metrics = Metrics::default();
        let open = |metrics: &Metrics| {
            let text = metrics.text(&Now::default()).unwrap();
            let line = text.lines().find_map(|line| line.strip_prefix("touchline_event_streams "));
            line.unwrap().to_owned()
        };
        let (one, two) = (metrics.event_stream(), metrics.event_stream());
        assert_eq!(open(&metrics), "2");
        drop((one, two));
        assert_eq!(open(&metrics), "0");
    }
}
