//! The service's parts on a test's own database, asked as the gateway and other services ask.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header, request},
};
use fridge_service::{
    adapters::{
        http::{App, router},
        metrics::Meters,
        peers::{Peer, PeerPeople, PeerProducts, PeerScans},
        postgres::{
            MIGRATOR, PgCalendars, PgDigests, PgPersonalRecords, PgProducts, PgProjections, PgReminders,
            PgStreams, pool,
        },
        smtp::SmtpMailer,
    },
    application::{
        act_on_item::ActOnItem,
        add_item::AddItem,
        calendar::Calendar,
        digests::{Digester, Links, Outcome},
        export::Export,
        ports::{Projections, ReminderStore, Streams},
        products::Products,
        read_fridge::ReadFridge,
        read_history::ReadHistory,
        read_waste::ReadWaste,
        rebuild::Rebuild,
        reminders::Reminders,
    },
    domain::shelf_life::Guide,
};
use http_body_util::BodyExt as _;
use jiff::{SignedDuration, Timestamp, civil::date};
use serde_json::{Value, json};
use service_kit::{
    clock::{Clock, FixedClock, SystemClock},
    idempotency::IdempotencySecret,
    identity::{GATEWAY, Own, Principal, Role, Signer, Verifier, generate, jwks},
    ids::{AccountId, VisitorId},
    test_database::TestDatabase,
    tombstones::{Subject, Tombstones},
};
use sqlx::PgPool;
use std::sync::Mutex;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

use crate::{neighbours::Neighbours, post_office::PostOffice};

/// Somebody's yogurt.
pub(crate) const YOGURT: &str = "08001505005707";
/// Nobody knows it.
pub(crate) const NOTHING: &str = "09521234000006";
/// A Monday morning in Rome.
pub(crate) const NOW: &str = "2026-11-23T09:00:00Z";

/// One instance of the service.
pub(crate) struct Service {
    router: Router,
    signer: Signer,
    pub(crate) db: PgPool,
    pub(crate) neighbours: Neighbours,
    pub(crate) post_office: PostOffice,
    pub(crate) tombstones: Tombstones,
    pub(crate) database: Arc<TestDatabase>,
    pub(crate) clock: FixedClock,
    pub(crate) outcomes: Arc<Mutex<Vec<Outcome>>>,
    own: Own,
    _folder: TempDir,
}

/// A signed-in person in their browser.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Person {
    pub(crate) account: AccountId,
    pub(crate) visitor: VisitorId,
}

impl Person {
    pub(crate) fn new() -> Self {
        let visitor = VisitorId::from_uuid(uuid::Uuid::new_v4());
        Self { account: AccountId::from_uuid(uuid::Uuid::now_v7()), visitor }
    }

    /// As the gateway's token says it.
    pub(crate) fn principal(&self) -> Principal {
        let mut principal = Principal::anonymous(self.visitor);
        principal.account = Some(self.account);
        principal.roles.insert(Role::Consumer);
        principal
    }
}

impl Service {
    /// An instance on a database of its own.
    pub(crate) async fn start() -> Self {
        let database = Arc::new(TestDatabase::new("fridge", &MIGRATOR).await);
        let neighbours = Neighbours::start().await;
        let post_office = PostOffice::opens().await;
        let clock = FixedClock::at(NOW.parse().expect("an instant"));
        let db = pool(database.as_service());
        let folder = TempDir::new().expect("a folder");
        let key = "00112233445566778899aabbccddeeff".parse().expect("a key");
        let tombstones = Tombstones::open(folder.path(), "fridge-service", key).expect("tombstones");
        let key = generate(GATEWAY).expect("a key");
        let signer = Signer::from_pem(GATEWAY, key.private_pem.as_bytes()).expect("a signer");
        let verifier = Verifier::from_jwks(&jwks(&[key.public_jwk]).to_string()).expect("a verifier");
        let own = Own::new(signer.clone(), Arc::new(SystemClock));
        let app = app(&db, &tombstones, &neighbours, &own, Arc::new(clock.clone()));
        let outcomes = Arc::default();
        // Partitions of the test's own day.
        fridge_service::adapters::postgres::rotate(
            &PgPool::connect_lazy_with(database.as_operator()),
            clock.now(),
        )
        .await
        .expect("partitions");
        Self {
            router: router(app, verifier),
            signer,
            db,
            neighbours,
            post_office,
            tombstones,
            database,
            clock,
            outcomes,
            own,
            _folder: folder,
        }
    }

    pub(crate) fn get(&self, path: &str) -> Asking<'_> {
        self.ask(Method::GET, path)
    }

    pub(crate) fn post(&self, path: &str) -> Asking<'_> {
        self.ask(Method::POST, path)
    }

    pub(crate) fn put(&self, path: &str) -> Asking<'_> {
        self.ask(Method::PUT, path)
    }

    pub(crate) fn ask(&self, method: Method, path: &str) -> Asking<'_> {
        let request = Request::builder().method(method).uri(path);
        let principal = Principal::anonymous(VisitorId::from_uuid(uuid::Uuid::new_v4()));
        Asking { service: self, request, principal, body: Body::empty() }
    }

    /// What the gateway would sign for this person now.
    pub(crate) fn token(&self, person: &Person) -> String {
        self.signer.sign(&person.principal(), self.clock.now()).expect("a token")
    }

    /// Puts something in; the item.
    pub(crate) async fn adds(&self, person: &Person, body: &Value) -> Value {
        let answer = self.post("/api/v1/fridge/items").by(person).json(body).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
        answer.body()
    }

    /// Does something to an item.
    pub(crate) async fn acts(&self, person: &Person, item: &Value, body: &Value) -> Answer {
        let path = format!("/api/v1/fridge/items/{}/actions", item["itemId"].as_str().expect("an id"));
        self.post(&path).by(person).json(body).await
    }

    /// The same, and it is done.
    pub(crate) async fn does(&self, person: &Person, item: &Value, body: &Value) -> Value {
        let answer = self.acts(person, item, body).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer.body()
    }

    /// The list.
    pub(crate) async fn fridge(&self, person: &Person) -> Value {
        let answer = self.get("/api/v1/fridge").by(person).send().await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer.body()
    }

    /// The item as it is.
    pub(crate) async fn item(&self, person: &Person, item: &Value) -> Answer {
        self.get(&format!("/api/v1/fridge/items/{}", item["itemId"].as_str().expect("an id")))
            .by(person)
            .send()
            .await
    }

    /// Chooses when to be told.
    pub(crate) async fn chooses(&self, person: &Person, hour: u8, zone: &str) {
        let body = json!({ "leadDays": 2, "hour": hour, "timeZone": zone, "email": true });
        let version = self.get("/api/v1/fridge/reminders").by(person).send().await.header("etag").to_owned();
        let asking = self.put("/api/v1/fridge/reminders").by(person);
        let asking = if version == "\"0\"" { asking } else { asking.header("if-match", version) };
        let answer = asking.json(&body).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    }

    /// A worker of digests.
    pub(crate) fn digester(&self) -> Digester {
        let peer = Peer::new(self.neighbours.url.clone(), self.own.clone()).expect("a peer");
        let outcomes = self.outcomes.clone();
        let smtp = self.post_office.url.parse().expect("a URL");
        let from = "PackyTrace <reminders@packytrace.example>".parse().expect("a mailbox");
        Digester {
            digests: Arc::new(PgDigests::new(self.db.clone())),
            projections: Arc::new(PgProjections::new(self.db.clone())),
            people: Arc::new(PeerPeople::new(peer)),
            mailer: Arc::new(SmtpMailer::new(&smtp, from).expect("a mailer")),
            links: Links {
                fridge: "http://localhost:8080/fridge".to_owned(),
                stop: "http://localhost:8080/profile".to_owned(),
            },
            clock: Arc::new(self.clock.clone()),
            tell: Arc::new(move |outcome, _| outcomes.lock().expect("nobody panicked").push(outcome)),
        }
    }

    /// One look at everybody who is due: what became of each.
    pub(crate) async fn looks(&self) -> Vec<Outcome> {
        self.outcomes.lock().expect("nobody panicked").clear();
        self.digester().all_due(&CancellationToken::new()).await.expect("a look");
        self.outcomes.lock().expect("nobody panicked").clone()
    }

    pub(crate) fn streams(&self) -> Arc<dyn Streams> {
        Arc::new(PgStreams::new(self.db.clone(), self.tombstones.clone()))
    }

    /// Makes every projection anew.
    pub(crate) async fn rebuilds(&self) -> u64 {
        let rebuild = Rebuild::new(self.streams(), Arc::new(self.clock.clone()));
        rebuild.run(|_| ()).await.expect("a rebuild").events
    }

    /// Lets time pass.
    pub(crate) fn passes(&self, span: SignedDuration) {
        self.clock.advance(span);
    }

    /// Buries somebody as an erasure does.
    pub(crate) async fn bury(&self, subjects: &[Subject]) {
        self.tombstones.append(subjects, date(2026, 11, 23)).await.expect("written");
    }

    /// How many rows a query counts.
    pub(crate) async fn count(&self, query: &'static str) -> i64 {
        sqlx::query_scalar(query).fetch_one(&self.db).await.expect("a count")
    }

    /// What the outbox holds, in order: type, stream, version and data.
    pub(crate) async fn told(&self) -> Vec<(String, String, i64, Value)> {
        sqlx::query_as("SELECT event_type, stream, stream_version, data FROM outbox ORDER BY id")
            .fetch_all(&self.db)
            .await
            .expect("events")
    }

    /// Every kept item of everybody, as text.
    pub(crate) async fn projections(&self) -> Vec<String> {
        let query = "SELECT (i.account_id, i.item_id, i.present, i.gtin, i.added_at, i.state::text, i.added, i.used, i.thrown_away,
                i.given_away, i.remaining, i.unaccounted, CASE WHEN i.undo_until >= $1 THEN i.undo_action END)::text
            FROM items i ORDER BY account_id, item_id";
        sqlx::query_scalar(query)
            .bind(jiff_sqlx::Timestamp::from(self.clock.now()))
            .fetch_all(&self.db)
            .await
            .expect("rows")
    }
}

fn app(
    db: &PgPool,
    tombstones: &Tombstones,
    neighbours: &Neighbours,
    own: &Own,
    clock: Arc<dyn Clock>,
) -> App {
    let peer = || Peer::new(neighbours.url.clone(), own.clone()).expect("a peer");
    let streams: Arc<dyn Streams> = Arc::new(PgStreams::new(db.clone(), tombstones.clone()));
    let projections: Arc<dyn Projections> = Arc::new(PgProjections::new(db.clone()));
    let reminders: Arc<dyn ReminderStore> = Arc::new(PgReminders::new(db.clone(), tombstones.clone()));
    let read = ReadFridge::new(projections.clone(), reminders.clone(), clock.clone());
    let products = Products::new(
        Arc::new(PgProducts::new(db.clone())),
        Arc::new(PeerProducts::new(peer())),
        clock.clone(),
    );
    let calendars = Arc::new(PgCalendars::new(db.clone(), tombstones.clone()));
    let draw = || {
        Some(*uuid::Uuid::new_v4().as_bytes()).map(|half| [half, half].concat().try_into().expect("32 bytes"))
    };
    App {
        add_item: AddItem::new(
            streams.clone(),
            Arc::new(PeerScans::new(peer())),
            products,
            Arc::new(Guide::shipped().expect("the guide")),
            clock.clone(),
        ),
        act_on_item: ActOnItem::new(streams.clone(), clock.clone()),
        read_fridge: read,
        read_history: ReadHistory::new(streams),
        read_waste: ReadWaste::new(projections.clone(), reminders.clone(), clock.clone()),
        reminders: Reminders::new(reminders.clone(), clock.clone()),
        calendar: Calendar::new(calendars, projections, reminders.clone(), Arc::new(draw), clock.clone()),
        export: Export::new(reminders, Arc::new(PgPersonalRecords::new(db.clone()))),
        public_url: "http://localhost:8080".into(),
        idempotency: IdempotencySecret::new(*b"a secret of tests"),
        meters: Meters::default(),
        // Identity tokens are judged by the same clock.
        clock,
    }
}

/// A product that passport-service knows.
pub(crate) fn yogurt() -> Value {
    json!({ "name": "Yogurt", "brand": { "brandId": null, "name": "Somebody" }, "categories": ["en:dairies", "en:yogurts"],
        "quantity": "500 g", "imageUrl": "/images/products/08001505005707" })
}

/// A scan of it with these facts of the pack.
pub(crate) fn scan(expiry: Option<&str>, kind: Option<&str>) -> Value {
    json!({ "scanId": "x", "item": { "gtin": YOGURT, "lot": "L42", "serial": null, "expiry": expiry, "expiryKind": kind, "raw": "…" },
        "complete": true, "passport": { "gtin": YOGURT, "version": 3, "product": { "status": "loaded", "data": yogurt() } } })
}

/// A request being written.
pub(crate) struct Asking<'a> {
    service: &'a Service,
    request: request::Builder,
    principal: Principal,
    body: Body,
}

impl Asking<'_> {
    pub(crate) fn by(self, person: &Person) -> Self {
        self.by_principal(person.principal())
    }

    pub(crate) fn by_principal(mut self, principal: Principal) -> Self {
        self.principal = principal;
        self
    }

    pub(crate) fn header(mut self, name: &str, value: impl AsRef<str>) -> Self {
        self.request = self.request.header(name, value.as_ref());
        self
    }

    pub(crate) async fn json(mut self, body: &Value) -> Answer {
        self.body = Body::from(body.to_string());
        self.header("content-type", "application/json").send().await
    }

    pub(crate) async fn send(self) -> Answer {
        let token = self.service.signer.sign(&self.principal, self.service.clock.now()).expect("a token");
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
}

impl Answer {
    async fn of(router: &Router, request: Request<Body>) -> Self {
        let response = router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        let text = String::from_utf8_lossy(&body).into_owned();
        Self { status: parts.status, headers: parts.headers, text }
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

    /// The fields that are named as wrong.
    pub(crate) fn pointers(&self) -> Vec<String> {
        let faults = self.body()["errors"].as_array().cloned().unwrap_or_default();
        faults.iter().map(|fault| fault["pointer"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// The kind of problem with its fields.
    pub(crate) fn fault(&self) -> (u16, String, Vec<String>) {
        let (status, slug) = self.problem();
        (status, slug, self.pointers())
    }
}

/// So many hours, minutes or days.
pub(crate) fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

pub(crate) fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

/// An instant as text.
pub(crate) fn instant(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}
