//! `serve`: wires the parts together, top to bottom.

use std::sync::Arc;

use anyhow::Context as _;
use brand_analytics_service::{
    adapters::{
        http::{self, App},
        kafka,
        metrics::Meters,
        postgres::{self, PgReleases},
    },
    application::read_insights::ReadInsights,
};
use messaging::Consumer;
use service_kit::{
    admin,
    clock::{Clock, SystemClock},
    health::Health,
    identity::Verifier,
    lifecycle::Lifecycle,
    metrics::Metrics,
    telemetry,
};
use tokio::net::TcpListener;
use tracing::info;

use crate::config::ServeArgs;

/// Serves until told to stop, then drains.
pub(crate) async fn run(args: ServeArgs) -> anyhow::Result<()> {
    let _telemetry = telemetry::init(&args.telemetry, "brand-analytics-service")?;
    info!(version = env!("CARGO_PKG_VERSION"), "starting");
    let verifier =
        Verifier::from_jwks_file(&args.identity.identity_jwks).context("reading the identity keys")?;
    let metrics = Metrics::new();
    let health = Health::new();
    let pool = postgres::pool(args.database.database_url.options());
    let checked = pool.clone();
    health.register("postgres", move || {
        let pool = checked.clone();
        async move { postgres::is_ready(&pool).await }
    });
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let meters = Meters::default();
    metrics.register(|registry| meters.register(registry));
    let consumers = metrics.register(|registry| {
        let consumer = |subscription| Consumer::new(pool.clone(), &args.kafka, subscription, registry);
        kafka::subscriptions(&meters).into_iter().map(consumer).collect::<Vec<_>>()
    });
    let releases = Arc::new(PgReleases::new(pool.clone()));
    let app = App { read_insights: ReadInsights::new(releases, clock.clone()), meters, clock: clock.clone() };

    let listener = bind(args.listen).await?;
    let admin_listener = bind(args.admin_listen).await?;
    let mut service = Lifecycle::new(health.clone());
    service.spawn("admin", |stop| admin::serve(admin_listener, health, metrics, stop));
    service.spawn("maintenance", |stop| postgres::maintain(pool, clock, stop));
    for consumer in consumers {
        service.spawn("consumer", |stop| consumer.run(stop));
    }
    service.spawn("api", move |stop| service_kit::http::serve(listener, http::router(app, verifier), stop));
    service.run().await
}

async fn bind(address: std::net::SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("listening on {address}"))
}
