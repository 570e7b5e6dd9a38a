//! `serve`: wires the parts together, top to bottom.

use std::sync::Arc;

use anyhow::Context as _;
use messaging::{Consumer, Relay, rights::Reapplied};
use passport_service::{
    adapters::{
        agribalyse::{live, table},
        brand_rows,
        http::{self, App, Shell, Workspace},
        kafka,
        metrics::{Meters, observe},
        open_food_facts::{client::OpenFoodFacts, live::LiveSource, pictures::OffPictures},
        postgres::{
            self, PgCatalog, PgHolder, PgLifeCycles, PgPersonalRecords, PgPictures, PgReports, PgScans,
            PgWorkspace, ReadBudget,
        },
        symbols::Printer,
    },
    application::{
        arrivals::{Recorder, arrivals},
        changes::Changes,
        delete_scan::DeleteScan,
        export::Export,
        history::History,
        life_cycles::LifeCycles,
        lookups::Lookups,
        passports::Passports,
        pictures::Pictures,
        ports::Scans,
        read_scan::ReadScan,
        record_scan::RecordScan,
        report_product::ReportProduct,
        resolver::Resolver,
        workspace::{
            attention::Attention,
            changes::BrandChanges,
            codes::BrandCodes,
            imports::{BrandImports, ImportWorker},
            journeys::BrandJourneys,
            links::BrandLinks,
            products::BrandProducts,
            reports::BrandReports,
        },
    },
};
use service_kit::{
    admin,
    clock::{Clock, SystemClock},
    health::Health,
    identity::Verifier,
    lifecycle::Lifecycle,
    metrics::Metrics,
    telemetry,
    tombstones::Tombstones,
};
use sqlx::PgPool;
use tokio::{net::TcpListener, sync::Notify};
use tokio_util::sync::CancellationToken;
use tracing::info;

use crate::config::ServeArgs;

pub(crate) const NAME: &str = "passport-service";

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
    let followed = kafka::identity(tombstones.clone(), Arc::new(SystemClock));
    let consumer = metrics.register(|registry| Consumer::new(pool.clone(), &args.kafka, followed, registry));
    let reapplied = Reapplied::default();
    reapplied.register(&health);
    let meters = metrics.register(|registry| Meters::registered(registry, pool.clone()));
    let parts = Parts::build(&args, &pool, &tombstones, &meters)?;
    metrics.register(|registry| meters.watch(registry, &parts.app.arrivals));

    let listener = bind(args.listen).await?;
    let admin_listener = bind(args.admin_listen).await?;
    let (pool_of_listener, pool_of_maintenance) = (pool.clone(), pool.clone());
    let (pool_of_erasures, pool_of_figures) = (pool.clone(), pool);
    let mut service = Lifecycle::new(health.clone());
    service.spawn("admin", |stop| admin::serve(admin_listener, health, metrics, stop));
    service.spawn("outbox relay", |stop| relay.run(stop));
    service.spawn("erasures", move |stop| async move {
        reapplied.run(&pool_of_erasures, &PgHolder, &tombstones, &stop).await;
        consumer.run(stop).await
    });
    service.spawn("maintenance", |stop| postgres::maintain(pool_of_maintenance, Arc::new(SystemClock), stop));
    service.spawn("figures", |stop| observe(meters, pool_of_figures, stop));
    service.spawn("changes", |stop| postgres::listen(pool_of_listener, parts.catalog, stop));
    service.spawn("lookups", |stop| parts.lookups.run(stop));
    service.spawn("scan recorder", |stop| parts.recorder.run(stop));
    service.spawn("imports", |stop| parts.imports.run(stop));
    service.spawn("api", move |stop| {
        let app = App { drain: stop.clone(), ..parts.app };
        service_kit::http::serve(listener, http::router(app, verifier), stop)
    });
    service.run().await
}

/// What runs beside the API, and what it runs on.
struct Parts {
    app: App,
    catalog: PgCatalog,
    lookups: Lookups,
    recorder: Recorder,
    imports: ImportWorker,
}

impl Parts {
    fn build(
        args: &ServeArgs,
        pool: &PgPool,
        tombstones: &Tombstones,
        meters: &Meters,
    ) -> anyhow::Result<Self> {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let changes = Changes::default();
        let catalog = PgCatalog::new(pool.clone(), changes.clone()).metered(meters.catalog.clone());
        let stored = Arc::new(catalog.clone());
        let (source, life_cycles) = (source(args, pool, meters)?, life_cycles(args, pool, meters)?);
        let lookups = Lookups::new(stored.clone(), Arc::new(source), life_cycles, clock.clone());
        let (workspace, imports) = workspace(args, pool, &catalog, &clock);
        let passports = Passports::new(stored.clone(), lookups.clone(), changes.clone(), stored);
        let scans = PgScans::new(pool.clone(), tombstones.clone()).metered(meters.scans.clone());
        let scans: Arc<dyn Scans> = Arc::new(scans);
        let reports = PgReports::new(pool.clone(), tombstones.clone());
        let (arrivals, recorder) = arrivals(scans.clone());
        let kept = Arc::new(PgPictures::new(pool.clone()));
        let found = OffPictures::new(args.sources.off_url.clone(), &args.sources.contact)?
            .metered(meters.sources.of("open_food_facts_pictures"));
        let app = App {
            record_scan: RecordScan::new(scans.clone(), passports.clone(), clock.clone()),
            read_scan: ReadScan::new(scans.clone(), arrivals.clone(), passports.clone(), changes),
            delete_scan: DeleteScan::new(scans.clone(), arrivals.clone(), clock.clone()),
            history: History::new(scans),
            resolver: Resolver::new(passports.clone(), Arc::new(catalog.clone()), args.link_stem.as_str()),
            passports,
            export: Export::new(Arc::new(PgPersonalRecords::new(pool.clone()))),
            report_product: ReportProduct::new(Arc::new(reports), clock.clone()),
            arrivals,
            workspace,
            pictures: Pictures::new(kept, Arc::new(found), clock.clone()),
            idempotency: args.idempotency_secret.clone(),
            shell: Arc::new(Shell::read(&args.shell)?),
            clock,
            drain: CancellationToken::new(),
        };
        Ok(Self { app, catalog, lookups, recorder, imports })
    }
}

/// The workspace of brands, and who reads their files.
fn workspace(
    args: &ServeArgs,
    pool: &PgPool,
    catalog: &PgCatalog,
    clock: &Arc<dyn Clock>,
) -> (Workspace, ImportWorker) {
    let stored = Arc::new(PgWorkspace::new(pool.clone(), catalog.clone()));
    let (news, table) = (Arc::new(Notify::new()), table::shipped());
    let imports = ImportWorker::new(
        stored.clone(),
        stored.clone(),
        brand_rows::read,
        table,
        clock.clone(),
        news.clone(),
    );
    let workspace = Workspace {
        products: BrandProducts::new(stored.clone(), stored.clone(), Arc::new(catalog.clone()), table),
        journeys: BrandJourneys::new(stored.clone()),
        links: BrandLinks::new(stored.clone()),
        changes: BrandChanges::new(stored.clone()),
        reports: BrandReports::new(stored.clone(), clock.clone()),
        imports: BrandImports::new(stored.clone(), news),
        codes: BrandCodes::new(stored.clone(), Arc::new(Printer), clock.clone(), args.link_stem.as_str()),
        attention: Attention::new(stored),
    };
    (workspace, imports)
}

fn source(args: &ServeArgs, pool: &PgPool, meters: &Meters) -> anyhow::Result<LiveSource> {
    let sources = &args.sources;
    let client = OpenFoodFacts::new(sources.off_url.clone(), &sources.contact)?
        .metered(meters.sources.of("open_food_facts"));
    let budget = ReadBudget::new(pool.clone(), "open_food_facts", sources.off_reads_per_minute);
    Ok(LiveSource::new(client, budget, Arc::new(SystemClock)))
}

fn life_cycles(args: &ServeArgs, pool: &PgPool, meters: &Meters) -> anyhow::Result<LifeCycles> {
    let sources = &args.sources;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let budget = ReadBudget::new(pool.clone(), "agribalyse", live::READS_A_MINUTE);
    let url = sources.agribalyse_url.clone();
    let source = live::LiveAgribalyse::new(url, &sources.contact, budget, clock.clone())?
        .metered(meters.sources.of("agribalyse"));
    let kept = Arc::new(PgLifeCycles::new(pool.clone()));
    Ok(LifeCycles::new(table::shipped(), kept, Arc::new(source), clock))
}

async fn bind(address: std::net::SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("listening on {address}"))
}
