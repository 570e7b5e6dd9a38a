//! `serve`: wires the parts together, top to bottom.

use std::{fs, sync::Arc};

use anyhow::Context as _;
use identity_service::{
    adapters::{
        http::{self, App},
        kafka,
        keycloak::Keycloak,
        overdue::Watch,
        postgres::{
            self, PgAccounts, PgBrands, PgErasures, PgExports, PgHolder, PgLedger, PgVerificationMails,
            PgVisitors, RandomVisitors,
        },
        tombstones::ErasedByTombstones,
    },
    application::{
        brands::ManageBrands,
        consents::Consents,
        emails::Emails,
        erasures::{CarryOn, Erase},
        exports::{Exports, OwnRecords},
        ports::{Accounts, Directory, Erasures, ExportSource},
        prefixes::ProvePrefixes,
        principals::Principals,
        read_account::ReadAccount,
        read_brand::ReadBrand,
        verification_mails::{AskAgain, Mailer},
        visitor_rights::VisitorRights,
    },
    domain::erasure::Holders,
};
use jiff::SignedDuration;
use messaging::{Consumer, Relay, rights::Reapplied};
use prometheus_client::registry::Registry;
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
use tokio::{net::TcpListener, sync::Notify};
use tracing::info;

use crate::config::{RightsArgs, ServeArgs};

pub(crate) const NAME: &str = "identity-service";

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
    let parts = Parts::build(&args, &pool, &tombstones, &clock)?;
    let watch = metrics.register(|registry| parts.watch(&args.rights, registry));
    let reapplied = Reapplied::default();
    reapplied.register(&health);

    let listener = bind(args.listen).await?;
    let admin_listener = bind(args.admin_listen).await?;
    let mut service = Lifecycle::new(health.clone());
    service.spawn("admin", |stop| admin::serve(admin_listener, health, metrics, stop));
    service.spawn("outbox relay", |stop| relay.run(stop));
    let pool_of_maintenance = pool.clone();
    service.spawn("maintenance", |stop| postgres::maintain(pool_of_maintenance, clock, stop));
    service.spawn("erasures overdue", |stop| watch.run(stop));
    let Parts { app, carry_on, mailer, wake, .. } = parts;
    service.spawn("verification mails", |stop| mailer.run(stop));
    service.spawn("erasures", move |stop| async move {
        reapplied.run(&pool, &PgHolder, &tombstones, &stop).await;
        carry_on.run(wake, stop).await
    });
    for consumer in consumers {
        service.spawn("consumer", |stop| consumer.run(stop));
    }
    service.spawn("api", move |stop| service_kit::http::serve(listener, http::router(app, verifier), stop));
    service.run().await
}

/// What answers, and what goes on beside it.
struct Parts {
    app: App,
    erasures: Arc<dyn Erasures>,
    holders: Arc<Holders>,
    clock: Arc<dyn Clock>,
    carry_on: CarryOn,
    mailer: Mailer,
    wake: Arc<Notify>,
}

impl Parts {
    fn build(
        args: &ServeArgs,
        pool: &PgPool,
        tombstones: &Tombstones,
        clock: &Arc<dyn Clock>,
    ) -> anyhow::Result<Self> {
        let accounts: Arc<dyn Accounts> = Arc::new(PgAccounts::new(pool.clone()));
        let directory: Arc<dyn Directory> = Arc::new(Keycloak::new(&args.keycloak.settings())?);
        let graves = Arc::new(ErasedByTombstones::new(tombstones.clone()));
        let erasures: Arc<dyn Erasures> = Arc::new(PgErasures::new(pool.clone(), tombstones.clone()));
        let (holders, wake) = (Arc::new(args.rights.erasure_holders.clone()), Arc::new(Notify::new()));
        let ledger = Arc::new(PgLedger::new(pool.clone()));
        let requests = Arc::new(PgExports::new(pool.clone()));
        let own = OwnRecords::new(accounts.clone(), ledger.clone(), requests.clone());
        let sources = sources(&args.rights, clock)?;
        let mails = Arc::new(PgVerificationMails::new(pool.clone()));
        let brands = Arc::new(PgBrands::new(pool.clone()));
        let app = App {
            principals: Principals::new(
                accounts.clone(),
                graves.clone(),
                Arc::new(RandomVisitors),
                clock.clone(),
            ),
            read_account: ReadAccount::new(accounts.clone(), directory.clone()),
            ask_again: AskAgain::new(mails.clone(), clock.clone()),
            emails: Emails::new(accounts, directory.clone()),
            consents: Consents::new(ledger, clock.clone()),
            visitor_rights: VisitorRights::new(
                Arc::new(PgVisitors::new(pool.clone())),
                graves.clone(),
                clock.clone(),
            ),
            erase: Erase::new(erasures.clone(), holders.clone(), clock.clone(), wake.clone()),
            exports: Exports::new(requests, own, directory.clone(), sources, clock.clone()),
            read_brand: ReadBrand::new(brands.clone(), directory.clone()),
            brands: ManageBrands::new(brands.clone(), directory.clone(), clock.clone()),
            prefixes: ProvePrefixes::new(brands, clock.clone()),
            idempotency: args.idempotency_secret.clone(),
            clock: clock.clone(),
        };
        let mailer = Mailer { mails, directory: directory.clone(), clock: clock.clone() };
        let carry_on = CarryOn {
            erasures: erasures.clone(),
            directory,
            graves,
            holders: holders.clone(),
            clock: clock.clone(),
        };
        Ok(Self { app, erasures, holders, clock: clock.clone(), carry_on, mailer, wake })
    }

    fn watch(&self, args: &RightsArgs, registry: &mut Registry) -> Watch {
        let overdue = SignedDuration::from_mins(args.erasure_overdue_minutes.into());
        Watch::new(self.erasures.clone(), self.holders.clone(), self.clock.clone(), overdue, registry)
    }
}

fn sources(args: &RightsArgs, clock: &Arc<dyn Clock>) -> anyhow::Result<Vec<Arc<dyn ExportSource>>> {
    let pem = fs::read(&args.signing_key).context("reading our own signing key")?;
    let signer = Signer::from_pem(NAME, &pem).context("reading our own signing key")?;
    args.export_sources.sources(&Own::new(signer, clock.clone()))
}

async fn bind(address: std::net::SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("listening on {address}"))
}
