//! The service's parts on a test's own database, asked as the gateway asks.

use service_kit::idempotency::IdempotencySecret;
use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header, request},
};
use http_body_util::BodyExt as _;
use jiff::Timestamp;
use passport_service::{
    adapters::{
        agribalyse::table,
        brand_rows,
        http::{App, Shell, Workspace, router},
        postgres::{
            PgCatalog, PgLifeCycles, PgPersonalRecords, PgPictures, PgReports, PgScans, PgWorkspace, listen,
            pool,
        },
        symbols::Printer,
    },
    application::{
        arrivals::arrivals,
        changes::Changes,
        delete_scan::DeleteScan,
        export::Export,
        history::History,
        life_cycles::LifeCycles,
        lookups::Lookups,
        passports::Passports,
        pictures::Pictures,
        ports,
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
    domain::{eco::LcaRow, source_record::SourceRecord},
};
use serde_json::Value;
use service_kit::{
    clock::{Clock, SystemClock},
    identity::{GATEWAY, Principal, Signer, Verifier, generate, jwks},
    ids::VisitorId,
    tombstones::Tombstones,
};
use sqlx::{Connection as _, PgConnection, PgPool};
use tokio_util::sync::{CancellationToken, DropGuard};
use tower::ServiceExt as _;

use crate::{database::Database, source_double::SourceDouble};

pub(crate) const PHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604.1";
/// Where phones reach the resolver.
pub(crate) const STEM: &str = "https://id.packytrace.test";
const SHELL: &str = "<html lang=\"en\"><head><!--packytrace:head--></head><body><!--packytrace:facts--><div></div></body></html>";

/// One instance of the service.
pub(crate) struct Service {
    router: Router,
    signer: Signer,
    pub(crate) catalog: PgCatalog,
    pub(crate) db: PgPool,
    pub(crate) drain: CancellationToken,
    pub(crate) tombstones: Tombstones,
    pub(crate) database: Arc<Database>,
    _parts: DropGuard,
}

impl Service {
    /// An instance on a database of its own.
    pub(crate) async fn start(source: SourceDouble) -> Self {
        Self::on(Arc::new(Database::new().await), source).await
    }

    /// Another instance on the same database.
    pub(crate) async fn beside(&self, source: SourceDouble) -> Self {
        Self::on(self.database.clone(), source).await
    }

    async fn on(database: Arc<Database>, source: SourceDouble) -> Self {
        Self::with_sources(database, Sources { products: Arc::new(source), rows: Arc::new(NoRows) }).await
    }

    /// An instance that reads no brand's files.
    pub(crate) async fn without_imports(source: SourceDouble) -> Self {
        let sources = Sources { products: Arc::new(source), rows: Arc::new(NoRows) };
        Self::made(Arc::new(Database::new().await), sources, false).await
    }

    pub(crate) async fn with_sources(database: Arc<Database>, sources: Sources) -> Self {
        Self::made(database, sources, true).await
    }

    async fn made(database: Arc<Database>, sources: Sources, imports: bool) -> Self {
        let db = pool(database.as_service());
        let tombstones = database.tombstones();
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let (changes, stop) = (Changes::default(), CancellationToken::new());
        let catalog = PgCatalog::new(db.clone(), changes.clone());
        let stored = Arc::new(catalog.clone());
        let kept = Arc::new(PgLifeCycles::new(db.clone()));
        let life_cycles = LifeCycles::new(table::shipped(), kept, sources.rows, clock.clone());
        let lookups = Lookups::new(stored.clone(), sources.products, life_cycles, clock.clone());
        let passports = Passports::new(stored.clone(), lookups.clone(), changes.clone(), stored);
        let scans: Arc<dyn ports::Scans> = Arc::new(PgScans::new(db.clone(), tombstones.clone()));
        let reports = PgReports::new(db.clone(), tombstones.clone());
        let (arrivals, recorder) = arrivals(scans.clone());
        let drain = CancellationToken::new();
        let app = App {
            record_scan: RecordScan::new(scans.clone(), passports.clone(), clock.clone()),
            read_scan: ReadScan::new(scans.clone(), arrivals.clone(), passports.clone(), changes),
            delete_scan: DeleteScan::new(scans.clone(), arrivals.clone(), clock.clone()),
            history: History::new(scans),
            resolver: Resolver::new(passports.clone(), Arc::new(catalog.clone()), STEM),
            passports,
            export: Export::new(Arc::new(PgPersonalRecords::new(db.clone()))),
            report_product: ReportProduct::new(Arc::new(reports), clock.clone()),
            arrivals,
            workspace: workspace(&db, &catalog, &clock, imports.then_some(&stop)),
            pictures: Pictures::new(
                Arc::new(PgPictures::new(db.clone())),
                Arc::new(NoPictures),
                clock.clone(),
            ),
            idempotency: IdempotencySecret::new(*b"a secret of tests"),
            shell: Arc::new(Shell::parse(SHELL).expect("a shell")),
            clock,
            drain: drain.clone(),
        };
        tokio::spawn(listen(db.clone(), catalog.clone(), stop.clone()));
        tokio::spawn(recorder.run(stop.clone()));
        tokio::spawn(lookups.run(stop.clone()));
        let key = generate(GATEWAY).expect("a key");
        let signer = Signer::from_pem(GATEWAY, key.private_pem.as_bytes()).expect("a signer");
        let verifier = Verifier::from_jwks(&jwks(&[key.public_jwk]).to_string()).expect("a verifier");
        let router = router(app, verifier);
        Self { router, signer, catalog, db, drain, tombstones, database, _parts: stop.drop_guard() }
    }

    /// The catalog holds what the community states.
    pub(crate) async fn knows(&self, record: SourceRecord) {
        let source = record.source;
        self.catalog.store_batch(source, vec![record], Timestamp::now()).await.expect("stored");
    }

    pub(crate) fn get(&self, path: &str) -> Asking<'_> {
        self.ask(Method::GET, path)
    }

    pub(crate) fn ask(&self, method: Method, path: &str) -> Asking<'_> {
        let request = Request::builder().method(method).uri(path);
        Asking { service: self, request, principal: Principal::anonymous(visitor()), body: Body::empty() }
    }

    /// Scans a typed code as this visitor.
    pub(crate) async fn scan(&self, raw: &str, visitor: VisitorId) -> Answer {
        let body = serde_json::json!({ "raw": raw, "entry": "typed" });
        self.ask(Method::POST, "/api/v1/scans").by(visitor).json(&body).await
    }

    /// How many rows a query counts, whosever they are.
    pub(crate) async fn count_all(&self, query: &'static str) -> i64 {
        let mut operator =
            PgConnection::connect_with(&self.database.as_operator()).await.expect("a connection");
        sqlx::query_scalar(query).fetch_one(&mut operator).await.expect("a count")
    }

    /// How many rows a query counts.
    pub(crate) async fn count(&self, query: &'static str) -> i64 {
        sqlx::query_scalar(query).fetch_one(&self.db).await.expect("a count")
    }
}

/// The workspace of brands; their files are read until the test ends, if at all.
fn workspace(
    db: &PgPool,
    catalog: &PgCatalog,
    clock: &Arc<dyn Clock>,
    stop: Option<&CancellationToken>,
) -> Workspace {
    let stored = Arc::new(PgWorkspace::new(db.clone(), catalog.clone()));
    let (news, table) = (Arc::new(tokio::sync::Notify::new()), table::shipped());
    let files = ImportWorker::new(
        stored.clone(),
        stored.clone(),
        brand_rows::read,
        table,
        clock.clone(),
        news.clone(),
    );
    if let Some(stop) = stop {
        tokio::spawn(files.run(stop.clone()));
    }
    Workspace {
        products: BrandProducts::new(stored.clone(), stored.clone(), Arc::new(catalog.clone()), table),
        journeys: BrandJourneys::new(stored.clone()),
        links: BrandLinks::new(stored.clone()),
        changes: BrandChanges::new(stored.clone()),
        reports: BrandReports::new(stored.clone(), clock.clone()),
        imports: BrandImports::new(stored.clone(), news),
        codes: BrandCodes::new(stored.clone(), Arc::new(Printer), clock.clone(), "https://id.example"),
        attention: Attention::new(stored),
    }
}

/// Where facts come from.
pub(crate) struct Sources {
    pub(crate) products: Arc<dyn ports::ProductSource>,
    pub(crate) rows: Arc<dyn ports::LifeCycleSource>,
}

/// A table's keeper that has no rows.
pub(crate) struct NoRows;

#[async_trait::async_trait]
impl ports::LifeCycleSource for NoRows {
    async fn rows(&self, _: &[&str], _: ports::Urgency) -> Result<Vec<LcaRow>, ports::SourceFailure> {
        Ok(Vec::new())
    }
}

struct NoPictures;

#[async_trait::async_trait]
impl ports::PictureSource for NoPictures {
    async fn picture(&self, _: &str) -> Result<Option<ports::Picture>, ports::NoPicture> {
        Ok(None)
    }
}

/// Someone nobody has seen before.
pub(crate) fn visitor() -> VisitorId {
    VisitorId::from_uuid(uuid::Uuid::new_v4())
}

/// A request being written.
pub(crate) struct Asking<'a> {
    service: &'a Service,
    request: request::Builder,
    principal: Principal,
    body: Body,
}

impl Asking<'_> {
    pub(crate) fn by(mut self, visitor: VisitorId) -> Self {
        self.principal = Principal::anonymous(visitor);
        self
    }

    pub(crate) fn by_principal(mut self, principal: Principal) -> Self {
        self.principal = principal;
        self
    }

    pub(crate) fn header(mut self, name: &str, value: impl AsRef<str>) -> Self {
        self.request = self.request.header(name, value.as_ref());
        self
    }

    /// As a phone's browser does when a person opens a link.
    pub(crate) fn navigating(self) -> Self {
        self.header("user-agent", PHONE).header("sec-fetch-mode", "navigate").header("accept", "text/html")
    }

    pub(crate) async fn json(mut self, body: &Value) -> Answer {
        self.body = Body::from(body.to_string());
        self.header("content-type", "application/json").send().await
    }

    /// As it stands, under a media type of its own.
    pub(crate) async fn content(mut self, kind: &str, body: impl Into<Body>) -> Answer {
        self.body = body.into();
        self.header("content-type", kind).send().await
    }

    pub(crate) async fn send(self) -> Answer {
        let token = self.service.signer.sign(&self.principal, Timestamp::now()).expect("a token");
        let request = self.request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        Answer::of(&self.service.router, request.body(self.body).expect("a request")).await
    }

    /// Past the gateway, without an identity.
    pub(crate) async fn send_as_nobody(self) -> Answer {
        Answer::of(&self.service.router, self.request.body(self.body).expect("a request")).await
    }
}

/// What the service answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    async fn of(router: &Router, request: Request<Body>) -> Self {
        let response = router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        Self {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8_lossy(&body).into_owned(),
            bytes: body.to_vec(),
        }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("text"))
    }

    pub(crate) fn body(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    /// The status, and what kind of problem it is.
    pub(crate) fn problem(&self) -> (u16, String) {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.text);
        let kind = self.body()["type"].as_str().unwrap_or_default().to_owned();
        (self.status.as_u16(), kind.rsplit('/').next().unwrap_or_default().to_owned())
    }
}

/// Waits until a condition holds, at most five seconds.
pub(crate) async fn eventually(what: &str, holds: impl AsyncFn() -> bool) {
    let deadline = tokio::time::Instant::now() + std::time::Duration::from_secs(5);
    while !holds().await {
        assert!(tokio::time::Instant::now() < deadline, "not in time: {what}");
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}
