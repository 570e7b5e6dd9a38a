//! The gateway's numbers: SLO-1 first, then what an operator asks next.

use std::{
    fmt::Write,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use http::StatusCode;
use prometheus_client::{
    collector::Collector,
    encoding::{
        DescriptorEncoder, EncodeLabelSet, EncodeLabelValue, EncodeMetric, LabelValueEncoder, MetricEncoder,
    },
    metrics::{counter::Counter, family::Family, gauge::ConstGauge, histogram::Histogram},
    registry::Registry,
};

use super::{clock::unix_micros, server::Tally, upstream};
use crate::domain::scan_end::{Entry, Outcome, ScanEnd};

/// SLO-1 is decided at 3 s; the edges around it are close.
const SCAN_EDGES: [f64; 13] = [0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 8.0, 10.0];
/// From a cached answer to a long poll.
const REQUEST_EDGES: [f64; 10] = [0.001, 0.005, 0.01, 0.025, 0.1, 0.25, 0.5, 1.0, 3.0, 10.0];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ScanLabels {
    entry: Entry,
    cached: &'static str,
    outcome: Outcome,
}

impl EncodeLabelValue for Entry {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> Result<(), std::fmt::Error> {
        encoder.write_str(match self {
            Self::CameraApp => "camera_app",
            Self::InAppScanner => "in_app_scanner",
            Self::Typed => "typed",
            Self::Image => "image",
        })
    }
}

impl EncodeLabelValue for Outcome {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> Result<(), std::fmt::Error> {
        encoder.write_str(match self {
            Self::Complete => "complete",
            Self::Degraded => "degraded",
            Self::Failed => "failed",
        })
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabels {
    route: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct AnswerLabels {
    route: String,
    status: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ReasonLabels {
    reason: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct SignInLabels {
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct UpstreamLabels {
    upstream: String,
}

/// Why a request went no further.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turned {
    /// Malformed.
    Unclean,
    /// Over its limit.
    Limited,
    /// No room upstream.
    Shed,
    /// The upstream's circuit is open.
    Resting,
    /// The upstream gave no answer.
    Unanswered,
    /// A cookie's request from elsewhere.
    Foreign,
    /// A bearer credential that nobody accepts.
    Unauthorized,
}

const REASONS: [(Turned, &str); 7] = [
    (Turned::Unclean, "unclean"),
    (Turned::Limited, "limited"),
    (Turned::Shed, "shed"),
    (Turned::Resting, "resting"),
    (Turned::Unanswered, "unanswered"),
    (Turned::Foreign, "foreign"),
    (Turned::Unauthorized, "unauthorized"),
];

/// One route's numbers, looked up once.
#[derive(Debug)]
pub struct RouteMeter {
    answers: [Counter; 5],
    seconds: Histogram,
}

impl RouteMeter {
    /// An answer's last byte is handed over.
    pub fn observe(&self, status: StatusCode, took: Duration) {
        let class = usize::from(status.as_u16() / 100).clamp(1, 5) - 1;
        self.answers[class].inc();
        self.seconds.observe(took.as_secs_f64());
    }
}

/// All of them.
#[derive(Debug)]
pub struct GatewayMetrics {
    scans: Family<ScanLabels, Histogram>,
    answers: Family<AnswerLabels, Counter>,
    seconds: Family<RouteLabels, Histogram>,
    turned: [Counter; REASONS.len()],
    sign_ins: Family<SignInLabels, Counter>,
}

impl GatewayMetrics {
    /// Registers everything.
    pub fn register(
        registry: &mut Registry,
        connections: Arc<AtomicUsize>,
        upstreams: Vec<Arc<upstream::Shared>>,
    ) -> Self {
        let scans = Family::new_with_constructor((|| Histogram::new(SCAN_EDGES)) as fn() -> Histogram);
        let seconds = Family::new_with_constructor((|| Histogram::new(REQUEST_EDGES)) as fn() -> Histogram);
        let (answers, turned) =
            (Family::<AnswerLabels, Counter>::default(), Family::<ReasonLabels, Counter>::default());
        registry.register(
            "scan_result_duration_seconds",
            "From the first byte of the request that made a scan to the last byte of the answer that completed it",
            scans.clone(),
        );
        registry.register("gateway_answers", "Answers by route and status class", answers.clone());
        registry.register(
            "gateway_request_duration_seconds",
            "From a complete request head to the last byte of its answer",
            seconds.clone(),
        );
        let sign_ins = Family::<SignInLabels, Counter>::default();
        registry.register(
            "gateway_sign_ins",
            "Sign-ins that came back from the realm, by outcome",
            sign_ins.clone(),
        );
        registry.register("gateway_refused", "Requests that reached no service, by reason", turned.clone());
        registry.register_collector(Box::new(Now { connections, upstreams }));
        let turned = REASONS.map(|(_, reason)| turned.get_or_create(&ReasonLabels { reason }).clone());
        Self { scans, answers, seconds, turned, sign_ins }
    }

    /// The numbers of one route.
    #[must_use]
    pub fn route(&self, name: &str) -> Arc<RouteMeter> {
        let answers = ["1xx", "2xx", "3xx", "4xx", "5xx"].map(|status| {
            self.answers.get_or_create(&AnswerLabels { route: name.to_owned(), status }).clone()
        });
        let seconds = self.seconds.get_or_create(&RouteLabels { route: name.to_owned() }).clone();
        Arc::new(RouteMeter { answers, seconds })
    }

    /// Somebody came back from the realm: `done`, or a fault's code.
    pub fn signed_in(&self, outcome: &'static str) {
        self.sign_ins.get_or_create(&SignInLabels { outcome }).inc();
    }

    /// A request went no further.
    pub fn turned(&self, why: Turned) {
        for ((reason, _), counter) in REASONS.iter().zip(&self.turned) {
            if *reason == why {
                counter.inc();
            }
        }
    }
}

impl Tally for GatewayMetrics {
    fn told(&self, end: ScanEnd) {
        let result = end.observe(unix_micros());
        let cached = if result.cached { "true" } else { "false" };
        let labels = ScanLabels { entry: result.entry, cached, outcome: result.outcome };
        self.scans.get_or_create(&labels).observe(result.took.as_secs_f64());
    }
}

/// What is so at this moment.
#[derive(Debug)]
struct Now {
    connections: Arc<AtomicUsize>,
    upstreams: Vec<Arc<upstream::Shared>>,
}

impl Collector for Now {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), std::fmt::Error> {
        let open = i64::try_from(self.connections.load(Ordering::Relaxed)).unwrap_or(i64::MAX);
        let gauge = ConstGauge::new(open);
        let metric = encoder.encode_descriptor(
            "gateway_connections",
            "Open client connections",
            None,
            prometheus_client::metrics::MetricType::Gauge,
        )?;
        gauge.encode(metric)?;
        let breakers: Family<UpstreamLabels, prometheus_client::metrics::gauge::Gauge> = Family::default();
        for upstream in &self.upstreams {
            let labels = UpstreamLabels { upstream: upstream.name.to_string() };
            breakers.get_or_create(&labels).set(i64::from(upstream.breaker.is_open()));
        }
        let metric: MetricEncoder<'_> = encoder.encode_descriptor(
            "gateway_circuit_open",
            "Whether an upstream's circuit is open",
            None,
            prometheus_client::metrics::MetricType::Gauge,
        )?;
        breakers.encode(metric)
    }
}
