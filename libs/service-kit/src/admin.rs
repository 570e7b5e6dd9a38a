//! The admin port: metrics and health, never reachable through the gateway.

use axum::{
    Json, Router,
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
    routing::get,
};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::{health::Health, http, metrics::Metrics};

const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// `/metrics`, `/health/live`, `/health/ready`.
pub fn router(health: Health, metrics: Metrics) -> Router {
    Router::new()
        .route("/metrics", get(print).with_state(metrics))
        .route("/health/live", get(|| async { "alive" }))
        .route("/health/ready", get(ready).with_state(health))
}

/// Serves [`router`] until stopped.
///
/// # Errors
/// The listener fails.
pub async fn serve(
    listener: TcpListener,
    health: Health,
    metrics: Metrics,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    http::serve(listener, router(health, metrics), stop).await
}

async fn print(State(metrics): State<Metrics>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, OPEN_METRICS)], metrics.render())
}

async fn ready(State(health): State<Health>) -> impl IntoResponse {
    let readiness = health.readiness().await;
    let status = if readiness.is_ready() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(readiness))
}

#[cfg(test)]
mod tests {
    use axum::{body::Body, http::Request};
    use tower::ServiceExt;

    use super::*;

    async fn status(router: &Router, path: &str) -> StatusCode {
        let request = Request::get(path).body(Body::empty()).expect("request");
        router.clone().oneshot(request).await.expect("answer").status()
    }

    #[tokio::test]
    async fn draining_flips_readiness_but_not_liveness() {
        let health = Health::new();
        let router = router(health.clone(), Metrics::new());
        assert_eq!(status(&router, "/health/ready").await, StatusCode::SERVICE_UNAVAILABLE);
        health.started();
        assert_eq!(status(&router, "/health/ready").await, StatusCode::OK);
        health.draining();
        assert_eq!(status(&router, "/health/ready").await, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(status(&router, "/health/live").await, StatusCode::OK);
    }
}
