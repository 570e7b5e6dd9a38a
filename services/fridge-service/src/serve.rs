//! `serve`: wires the parts together, top to bottom.

use std::{fs, sync::Arc};

use anyhow::{Context as _, ensure};
use fridge_service::{
    adapters::{
        http::{self, App},
        kafka,
        metrics::Meters,
        peers::{Peer, PeerPeople, PeerProducts, PeerScans},
        postgres::{
            self, PgCalendars, PgDigests, PgHolder, PgPersonalRecords, PgProducts, PgProjections,
            PgReminders, PgStreams,
        },
        smtp::SmtpMailer,
    },
    application::{
        act_on_item::ActOnItem,
        add_item::AddItem,
        calendar::Calendar,
        digests::{Digester, Links},
        export::Export,
        ports::{Projections, ReminderStore, Streams},
        products::Products,
        read_fridge::ReadFridge,
        read_history::ReadHistory,
        read_waste::ReadWaste,
        reminders::Reminders,
    },
    domain::shelf_life::Guide,
};
use messaging::{Consumer, Relay, rights::Reapplied};
use reqwest::Url;
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
use tracing::info;

use crate::config::{PeerArgs, ServeArgs};

pub(crate) const NAME: &str = "fridge-service";

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
    let consumers = metrics.register(|registry| {
        let consumer = |subscription| Consumer::new(pool.clone(), &args.kafka, subscription, registry);
        kafka::subscriptions(&tombstones, &clock).into_iter().map(consumer).collect::<Vec<_>>()
    });
    let meters = Meters::default();
    metrics.register(|registry| meters.register(registry));
    let stores = Stores::of(&pool, &tombstones);
    let digester = digester(&args, &stores, &clock, &meters)?;
    let app = app(&args, stores, &clock, meters)?;
    let reapplied = Reapplied::default();
    reapplied.register(&health);

    let listener = bind(args.listen).await?;
    let admin_listener = bind(args.admin_listen).await?;
    let mut service = Lifecycle::new(health.clone());
    service.spawn("admin", |stop| admin::serve(admin_listener, health, metrics, stop));
    service.spawn("outbox relay", |stop| relay.run(stop));
    let pool_of_maintenance = pool.clone();
    service.spawn("maintenance", |stop| postgres::maintain(pool_of_maintenance, clock, stop));
    service.spawn("erasures", move |stop| async move {
        reapplied.run(&pool, &PgHolder, &tombstones, &stop).await;
        let consumers = consumers.into_iter().map(|consumer| consumer.run(stop.clone()));
        let digests = digester.run(stop.clone());
        futures_util::future::try_join(futures_util::future::try_join_all(consumers), digests).await.map(drop)
    });
    service.spawn("api", move |stop| service_kit::http::serve(listener, http::router(app, verifier), stop));
    service.run().await
}

/// The ports that several use cases share.
struct Stores {
    pool: PgPool,
    tombstones: Tombstones,
    streams: Arc<dyn Streams>,
    projections: Arc<dyn Projections>,
    reminders: Arc<dyn ReminderStore>,
}

impl Stores {
    fn of(pool: &PgPool, tombstones: &Tombstones) -> Self {
        Self {
            pool: pool.clone(),
            tombstones: tombstones.clone(),
            streams: Arc::new(PgStreams::new(pool.clone(), tombstones.clone())),
            projections: Arc::new(PgProjections::new(pool.clone())),
            reminders: Arc::new(PgReminders::new(pool.clone(), tombstones.clone())),
        }
    }
}

/// Another service, asked in our own name.
fn peer(args: &PeerArgs, url: &Url, clock: &Arc<dyn Clock>) -> anyhow::Result<Peer> {
    let pem = fs::read(&args.signing_key).context("reading our own signing key")?;
    let signer = Signer::from_pem(NAME, &pem).context("reading our own signing key")?;
    ensure!(url.has_host() && matches!(url.scheme(), "http" | "https"), "{url} is no http(s) address");
    Peer::new(url.clone(), Own::new(signer, clock.clone()))
}

fn digester(
    args: &ServeArgs,
    stores: &Stores,
    clock: &Arc<dyn Clock>,
    meters: &Meters,
) -> anyhow::Result<Digester> {
    let (site, meters) = (site(&args.public_url), meters.clone());
    Ok(Digester {
        digests: Arc::new(PgDigests::new(stores.pool.clone())),
        projections: stores.projections.clone(),
        people: Arc::new(PeerPeople::new(peer(&args.peers, &args.peers.identity_url, clock)?)),
        mailer: Arc::new(SmtpMailer::new(&args.mail.smtp_url, args.mail.mail_from.clone())?),
        links: Links { fridge: format!("{site}/fridge"), stop: format!("{site}/profile") },
        clock: clock.clone(),
        tell: Arc::new(move |outcome, late| meters.digest(outcome, late)),
    })
}

fn app(args: &ServeArgs, stores: Stores, clock: &Arc<dyn Clock>, meters: Meters) -> anyhow::Result<App> {
    let Stores { pool, tombstones, streams, projections, reminders } = stores;
    let passport = || peer(&args.peers, &args.peers.passport_url, clock);
    let products = Products::new(
        Arc::new(PgProducts::new(pool.clone())),
        Arc::new(PeerProducts::new(passport()?)),
        clock.clone(),
    );
    let scans = Arc::new(PeerScans::new(passport()?));
    let guide = Arc::new(Guide::shipped().context("reading how long food keeps")?);
    let read = ReadFridge::new(projections.clone(), reminders.clone(), clock.clone());
    let calendars = Arc::new(PgCalendars::new(pool.clone(), tombstones));
    Ok(App {
        add_item: AddItem::new(streams.clone(), scans, products, guide, clock.clone()),
        act_on_item: ActOnItem::new(streams.clone(), clock.clone()),
        read_fridge: read,
        read_history: ReadHistory::new(streams),
        read_waste: ReadWaste::new(projections.clone(), reminders.clone(), clock.clone()),
        reminders: Reminders::new(reminders.clone(), clock.clone()),
        calendar: Calendar::new(calendars, projections, reminders.clone(), Arc::new(random), clock.clone()),
        export: Export::new(reminders, Arc::new(PgPersonalRecords::new(pool))),
        public_url: site(&args.public_url).into(),
        idempotency: args.idempotency_secret.clone(),
        meters,
        clock: clock.clone(),
    })
}

/// The site's address, without a slash at the end.
fn site(url: &Url) -> String {
    url.as_str().trim_end_matches('/').to_owned()
}

fn random() -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).ok().map(|()| bytes)
}

async fn bind(address: std::net::SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("listening on {address}"))
}
