//! `serve`: wires the parts together, top to bottom.

use std::{sync::Arc, time::Duration};

use anyhow::Context as _;
use measurement_pipeline::{
    adapters::{
        kafka,
        keys::KeyFolder,
        postgres::{self, PgBooks, PgHolder},
    },
    application::{
        close_days::CloseDays,
        ports::{DayKeys, Roots},
    },
};
use messaging::{Consumer, Relay, rights::Reapplied};
use service_kit::{
    admin,
    clock::{Clock, SystemClock},
    health::Health,
    lifecycle::Lifecycle,
    metrics::Metrics,
    telemetry,
    tombstones::Tombstones,
};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use crate::config::{SecretArgs, ServeArgs};

pub(crate) const NAME: &str = "measurement-pipeline";

/// Days are looked at so often; they close at midnight.
const LOOK: Duration = Duration::from_secs(30);

/// What no database may see.
pub(crate) struct Secrets {
    pub(crate) keys: Arc<dyn DayKeys>,
    pub(crate) roots: Roots,
    pub(crate) tombstones: Tombstones,
}

impl Secrets {
    pub(crate) fn open(args: &SecretArgs) -> anyhow::Result<Self> {
        let tombstones = args.tombstones.open(NAME).context("opening the tombstones")?;
        let folder = KeyFolder::open(&args.keys).context("opening the folder of keys")?;
        let history = folder.history().context("reading the key behind all marks")?;
        let roots = Roots::new(history, tombstones.clone());
        Ok(Self { keys: Arc::new(folder), roots, tombstones })
    }
}

/// Serves until told to stop, then drains.
pub(crate) async fn run(args: ServeArgs) -> anyhow::Result<()> {
    let _telemetry = telemetry::init(&args.telemetry, NAME)?;
    info!(version = env!("CARGO_PKG_VERSION"), "starting");
    let metrics = Metrics::new();
    let health = Health::new();
    let pool = postgres::pool(args.database.database_url.clone().options());
    let checked = pool.clone();
    health.register("postgres", move || {
        let pool = checked.clone();
        async move { postgres::is_ready(&pool).await }
    });
    let Secrets { keys, roots, tombstones } = Secrets::open(&args.secrets)?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let relay = metrics.register(|registry| Relay::new(pool.clone(), &args.kafka, NAME, registry));
    let subscription = kafka::subscription(&keys, &roots, &tombstones, &clock);
    let consumer =
        metrics.register(|registry| Consumer::new(pool.clone(), &args.kafka, subscription, registry));
    let closer = CloseDays {
        books: Arc::new(PgBooks::new(pool.clone())),
        keys: keys.clone(),
        policy: args.policy.policy(),
        clock: clock.clone(),
    };
    let reapplied = Reapplied::default();
    reapplied.register(&health);

    let admin_listener = TcpListener::bind(args.admin_listen)
        .await
        .with_context(|| format!("listening on {}", args.admin_listen))?;
    let mut service = Lifecycle::new(health.clone());
    service.spawn("admin", |stop| admin::serve(admin_listener, health, metrics, stop));
    service.spawn("outbox relay", |stop| relay.run(stop));
    let pool_of_maintenance = pool.clone();
    service.spawn("maintenance", |stop| postgres::maintain(pool_of_maintenance, clock, stop));
    service.spawn("measuring", move |stop| async move {
        reapplied.run(&pool, &PgHolder::new(keys, roots), &tombstones, &stop).await;
        tokio::try_join!(consumer.run(stop.clone()), close(closer, stop.clone())).map(drop)
    });
    service.run().await
}

/// Closes days as they end. What fails is tried again; nothing is said of what a day held.
async fn close(closer: CloseDays, stop: CancellationToken) -> anyhow::Result<()> {
    while !stop.is_cancelled() {
        match closer.run().await {
            Ok(days) => days.iter().for_each(|day| info!(%day, "a day has closed")),
            Err(error) => {
                warn!(error = &error as &dyn std::error::Error, "a day that is over could not be closed");
            }
        }
        let _ = tokio::time::timeout(LOOK, stop.cancelled()).await;
    }
    Ok(())
}
