//! Trace context (W3C): read from the gateway, carried by spans, handed on to Kafka headers.

use std::convert::Infallible;

use axum::{
    extract::{FromRequestParts, MatchedPath, Request},
    http::{HeaderMap, HeaderName, request::Parts},
};
use opentelemetry::{global, propagation::Extractor};
use tower_http::{
    classify::{ServerErrorsAsFailures, SharedClassifier},
    trace::{MakeSpan, TraceLayer},
};
use tracing::{Span, info_span};
use tracing_opentelemetry::OpenTelemetrySpanExt;

/// The header's name.
pub const TRACE_PARENT: &str = "traceparent";

/// The caller's `traceparent`, when it is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceParent(pub Option<String>);

impl<S: Sync> FromRequestParts<S> for TraceParent {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let value = parts.headers.get(TRACE_PARENT).and_then(|value| value.to_str().ok());
        Ok(Self(value.filter(|value| is_trace_parent(value)).map(str::to_owned)))
    }
}

/// `00-<32 hex>-<16 hex>-<2 hex>`.
fn is_trace_parent(value: &str) -> bool {
    let lengths = [2, 32, 16, 2];
    let parts: Vec<_> = value.split('-').collect();
    parts.len() == lengths.len()
        && parts.iter().zip(lengths).all(|(part, length)| {
            part.len() == length && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        })
}

/// One span a request, named by its route: paths hold GTINs and ids, routes hold none.
#[must_use]
pub fn spans() -> TraceLayer<SharedClassifier<ServerErrorsAsFailures>, RouteSpan> {
    TraceLayer::new_for_http().make_span_with(RouteSpan)
}

/// Makes the span of a request.
#[derive(Debug, Clone, Copy)]
pub struct RouteSpan;

impl<B> MakeSpan<B> for RouteSpan {
    fn make_span(&mut self, request: &Request<B>) -> Span {
        let route = request.extensions().get::<MatchedPath>().map_or("unmatched", MatchedPath::as_str);
        let id = request.headers().get("x-request-id").and_then(|value| value.to_str().ok());
        let span = info_span!("request", method = %request.method(), route, request_id = id);
        let context = global::get_text_map_propagator(|reader| reader.extract(&Headers(request.headers())));
        // Without an exporter there is no layer to take the parent: nothing is lost.
        let _ = span.set_parent(context);
        span
    }
}

struct Headers<'a>(&'a HeaderMap);

impl Extractor for Headers<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).and_then(|value| value.to_str().ok())
    }

    fn keys(&self) -> Vec<&str> {
        self.0.keys().map(HeaderName::as_str).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::is_trace_parent;

    #[test]
    fn only_a_trace_parent_is_passed_on() {
        assert!(is_trace_parent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        for bad in
            ["", "00-0-0-0", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x", "sara@example.org"]
        {
            assert!(!is_trace_parent(bad), "{bad}");
        }
    }
}
