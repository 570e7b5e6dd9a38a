//! `serve`: wires the parts together, top to bottom.

use std::{fs, sync::Arc};

use anyhow::{Context as _, ensure};
use messaging::{Consumer, Relay, rights::Reapplied};
use personalization_service::{
    adapters::{
        http::{self, App},
        kafka,
        metrics::Meters,
        peers::{Peer, PeerConsents, PeerLabels},
        postgres::{self, PgHolder, PgLabels, PgPersonalRecords, PgProfiles, PgVerdicts},
        vault::KeyRing,
    },
    application::{
        compare::Compare,
        delete_profile::DeleteProfile,
        export::Export,
        judge::Judge,
        judging::{Judging, Rules},
        labels::Labels,
        past_verdicts::PastVerdicts,
        permission::Permission,
        ports::{HealthProfiles, Verdicts},
        put_profile::PutProfile,
        read_profile::ReadProfile,
    },
    domain::{knowledge::Knowledge, policy::Policies},
};
use service_kit::{
    admin,
    clock::{Clock, SystemClock},
    health::Health,
    identity::{Own, Signer, Verifier},
    lifecycle::Lifecycle,
    metrics::Metrics,
    telemetry,
    tombstones::Tombstones,
};
use sqlx::PgPool;
use tokio::net::TcpListener;
use tracing::{error, info};

use crate::config::{PeerArgs, ServeArgs};

pub(crate) const NAME: &str = "personalization-service";

/// Serves until told to stop, then drains.
pub(crate) async fn run(args: ServeArgs) -> anyhow::Result<()> {
    let _telemetry = telemetry::init(&args.telemetry, NAME)?;
    info!(version = env!("CARGO_PKG_VERSION"), "starting");
    let verifier =
        Verifier::from_jwks_file(&args.identity.identity_jwks).context("reading the identity keys")?;
    let metrics = Metrics::new();
    let health = Health::new();
    let pool = postgres::pool(args.database.database_url.clone().options());
    let checked = pool.clone();
    health.register("postgres", move || {
        let pool = checked.clone();
        async move { postgres::is_ready(&pool).await }
    });
    let relay = metrics.register(|registry| Relay::new(pool.clone(), &args.kafka, NAME, registry));
    let tombstones = args.tombstones.open(NAME).context("opening the tombstones")?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let peers = Peers::build(&args.peers, &clock)?;
    let consumers = metrics.register(|registry| {
        let consumer = |subscription| Consumer::new(pool.clone(), &args.kafka, subscription, registry);
        let subscriptions = kafka::subscriptions(&tombstones, &clock, Some(peers.consents.clone()));
        subscriptions.into_iter().map(consumer).collect::<Vec<_>>()
    });
    let app = app(&args, &pool, &tombstones, peers, &clock)?;
    metrics.register(|registry| app.meters.register(registry));
    let reapplied = Reapplied::default();
    reapplied.register(&health);

    let listener = bind(args.listen).await?;
    let admin_listener = bind(args.admin_listen).await?;
    let (ring, pool_of_keys) = (args.keys.profile_keys.clone(), pool.clone());
    let mut service = Lifecycle::new(health.clone());
    service.spawn("admin", |stop| admin::serve(admin_listener, health, metrics, stop));
    service.spawn("outbox relay", |stop| relay.run(stop));
    let pool_of_maintenance = pool.clone();
    service.spawn("maintenance", |stop| postgres::maintain(pool_of_maintenance, clock, stop));
    service.spawn("erasures", move |stop| async move {
        reapplied.run(&pool, &PgHolder, &tombstones, &stop).await;
        tell_of_lost_keys(&pool_of_keys, &ring).await;
        let consumers = consumers.into_iter().map(|consumer| consumer.run(stop.clone()));
        futures_util::future::try_join_all(consumers).await.map(drop)
    });
    service.spawn("api", move |stop| service_kit::http::serve(listener, http::router(app, verifier), stop));
    service.run().await
}

/// The services that are asked.
struct Peers {
    consents: PeerConsents,
    labels: PeerLabels,
}

impl Peers {
    fn build(args: &PeerArgs, clock: &Arc<dyn Clock>) -> anyhow::Result<Self> {
        let pem = fs::read(&args.signing_key).context("reading our own signing key")?;
        let signer = Signer::from_pem(NAME, &pem).context("reading our own signing key")?;
        let own = Own::new(signer, clock.clone());
        for url in [&args.identity_url, &args.passport_url] {
            ensure!(
                url.has_host() && matches!(url.scheme(), "http" | "https"),
                "{url} is no http(s) address"
            );
        }
        let consents = PeerConsents::new(Peer::new(args.identity_url.clone(), own.clone())?);
        Ok(Self { consents, labels: PeerLabels::new(Peer::new(args.passport_url.clone(), own)?) })
    }
}

fn app(
    args: &ServeArgs,
    pool: &PgPool,
    tombstones: &Tombstones,
    peers: Peers,
    clock: &Arc<dyn Clock>,
) -> anyhow::Result<App> {
    let ring = &args.keys.profile_keys;
    let policies = Arc::new(Policies::published().context("reading the published policies")?);
    let rules = Rules { policies: policies.clone(), knowledge: Arc::new(Knowledge::shipped()) };
    let permission = Permission::new(Arc::new(peers.consents));
    let profiles: Arc<dyn HealthProfiles> =
        Arc::new(PgProfiles::new(pool.clone(), ring.clone(), tombstones.clone()));
    let verdicts: Arc<dyn Verdicts> =
        Arc::new(PgVerdicts::new(pool.clone(), ring.clone(), tombstones.clone()));
    let labels = Labels::new(Arc::new(peers.labels), Arc::new(PgLabels::new(pool.clone())), clock.clone());
    let judging = Judging {
        permission: permission.clone(),
        profiles: profiles.clone(),
        labels,
        rules: rules.clone(),
        clock: clock.clone(),
    };
    Ok(App {
        read_profile: ReadProfile::new(permission.clone(), profiles.clone(), clock.clone()),
        put_profile: PutProfile::new(permission.clone(), profiles.clone(), clock.clone()),
        delete_profile: DeleteProfile::new(profiles.clone(), clock.clone()),
        judge: Judge::new(judging.clone(), verdicts.clone()),
        compare: Compare::new(judging, verdicts.clone()),
        past_verdicts: PastVerdicts::new(permission, verdicts.clone(), rules, clock.clone()),
        export: Export::new(
            profiles,
            verdicts,
            Arc::new(PgPersonalRecords::new(pool.clone())),
            clock.clone(),
        ),
        policies,
        idempotency: args.idempotency_secret.clone(),
        meters: Meters::default(),
        clock: clock.clone(),
    })
}

/// A key that was taken from the configuration too early costs the profiles that it wraps: said aloud, once.
async fn tell_of_lost_keys(pool: &PgPool, ring: &KeyRing) {
    match postgres::unknown_wrapping_keys(pool, ring).await {
        Ok(unknown) if unknown.is_empty() => {}
        Ok(unknown) => error!(?unknown, "profiles are wrapped by keys that are not configured"),
        Err(failure) => error!(error = &failure as &dyn std::error::Error, "the keys could not be compared"),
    }
}

async fn bind(address: std::net::SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("listening on {address}"))
}
