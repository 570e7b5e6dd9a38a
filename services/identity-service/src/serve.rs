//! `serve`: wires the parts together, top to bottom.

use std::sync::Arc;

use anyhow::Context as _;
use identity_service::{
    adapters::{
        http::{self, App},
        kafka,
        keycloak::Keycloak,
        postgres::{self, PgAccounts, PgBrands, PgLedger, PgVisitors, RandomVisitors},
        tombstones::ErasedByTombstones,
    },
    application::{
        consents::Consents,
        emails::Emails,
        ports::{Accounts, Directory, Erased},
        principals::Principals,
        read_account::ReadAccount,
        read_brand::ReadBrand,
        visitor_rights::VisitorRights,
    },
};
use messaging::{Consumer, Relay};
use service_kit::{
    admin,
    clock::{Clock, SystemClock},
    config::TombstoneArgs,
    health::Health,
    identity::Verifier,
    lifecycle::Lifecycle,
    metrics::Metrics,
    telemetry,
    tombstones::Tombstones,
};
use sqlx::PgPool;
use tokio::net::TcpListener;
use tracing::info;

use crate::config::ServeArgs;

const NAME: &str = "identity-service";

/// Serves until told to stop, then drains.
pub(crate) async fn run(args: ServeArgs) -> anyhow::Result<()> {
    let _telemetry = telemetry::init(&args.telemetry, NAME)?;
    info!(version = env!("CARGO_PKG_VERSION"), "starting");
    let verifier =
        Verifier::from_jwks_file(&args.identity.identity_jwks).context("reading the identity keys")?;
    let metrics = Metrics::new();
    let health = Health::new();
    let pool = postgres::pool(args.database.database_url.0.clone());
    let checked = pool.clone();
    health.register("postgres", move || {
        let pool = checked.clone();
        async move { postgres::is_ready(&pool).await }
    });
    let relay = metrics.register(|registry| Relay::new(pool.clone(), &args.kafka, NAME, registry));
    let erased = erased(&args.tombstones)?;
    let consumers = metrics.register(|registry| {
        let consumer = |subscription| Consumer::new(pool.clone(), &args.kafka, subscription, registry);
        kafka::subscriptions(&erased).into_iter().map(consumer).collect::<Vec<_>>()
    });
    let app = app(&args, &pool, erased)?;

    let listener = bind(args.listen).await?;
    let admin_listener = bind(args.admin_listen).await?;
    let mut service = Lifecycle::new(health.clone());
    service.spawn("admin", |stop| admin::serve(admin_listener, health, metrics, stop));
    service.spawn("outbox relay", |stop| relay.run(stop));
    service.spawn("maintenance", |stop| postgres::maintain(pool, Arc::new(SystemClock), stop));
    for consumer in consumers {
        service.spawn("consumer", |stop| consumer.run(stop));
    }
    service.spawn("api", move |stop| service_kit::http::serve(listener, http::router(app, verifier), stop));
    service.run().await
}

fn app(args: &ServeArgs, pool: &PgPool, erased: Arc<dyn Erased>) -> anyhow::Result<App> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let accounts: Arc<dyn Accounts> = Arc::new(PgAccounts::new(pool.clone()));
    let directory: Arc<dyn Directory> = Arc::new(Keycloak::new(&args.keycloak.settings())?);
    Ok(App {
        principals: Principals::new(
            accounts.clone(),
            erased.clone(),
            Arc::new(RandomVisitors),
            clock.clone(),
        ),
        read_account: ReadAccount::new(accounts.clone(), directory.clone()),
        emails: Emails::new(accounts, directory.clone()),
        consents: Consents::new(Arc::new(PgLedger::new(pool.clone())), clock.clone()),
        visitor_rights: VisitorRights::new(Arc::new(PgVisitors::new(pool.clone())), erased, clock.clone()),
        read_brand: ReadBrand::new(Arc::new(PgBrands::new(pool.clone())), directory),
        idempotency: args.idempotency_secret.clone(),
        clock,
    })
}

/// Whom this service erased.
pub(crate) fn erased(args: &TombstoneArgs) -> anyhow::Result<Arc<dyn Erased>> {
    let tombstones = Tombstones::open(&args.tombstones, NAME, args.tombstone_key.clone());
    Ok(Arc::new(ErasedByTombstones::new(tombstones.context("opening the tombstones")?)))
}

async fn bind(address: std::net::SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("listening on {address}"))
}
