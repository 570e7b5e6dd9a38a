//! The service's parts on a test's own database, asked as the gateway and other services ask.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header, request},
};
use http_body_util::BodyExt as _;
use jiff::{SignedDuration, Timestamp, civil::date};
use personalization_service::{
    adapters::{
        http::{App, router},
        metrics::Meters,
        peers::{Peer, PeerConsents, PeerLabels},
        postgres::{MIGRATOR, PgLabels, PgPersonalRecords, PgProfiles, PgVerdicts, pool},
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
        ports::{HealthProfiles, Purpose, StoredVerdict, Verdicts},
        put_profile::PutProfile,
        read_profile::ReadProfile,
    },
    domain::{knowledge::Knowledge, policy::Policies, verdict::Evaluation},
};
use prometheus_client::registry::Registry;
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
use tempfile::TempDir;
use tower::ServiceExt as _;

use crate::neighbours::Neighbours;

/// Somebody's milk.
pub(crate) const MILK: &str = "08001505005707";
/// Somebody's pasta.
pub(crate) const PASTA: &str = "08076800195057";
/// Nobody knows it.
pub(crate) const NOTHING: &str = "09521234000006";

pub(crate) const OLD_KEY: &str = "0101010101010101010101010101010101010101010101010101010101010101";
pub(crate) const NEW_KEY: &str = "0202020202020202020202020202020202020202020202020202020202020202";

/// One instance of the service.
pub(crate) struct Service {
    router: Router,
    signer: Signer,
    pub(crate) db: PgPool,
    pub(crate) neighbours: Neighbours,
    pub(crate) consents: PeerConsents,
    pub(crate) tombstones: Tombstones,
    pub(crate) database: Arc<TestDatabase>,
    pub(crate) clock: FixedClock,
    pub(crate) registry: Registry,
    folder: Arc<TempDir>,
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
        let (database, neighbours) =
            (Arc::new(TestDatabase::new("personalization", &MIGRATOR).await), Neighbours::start().await);
        let folder = Arc::new(TempDir::new().expect("a folder"));
        Self::on(database, neighbours, folder, OLD_KEY, FixedClock::at(Timestamp::now()))
    }

    /// The same after a restart with these keys.
    pub(crate) fn again_with(&self, keys: &str) -> Self {
        let (database, neighbours) = (self.database.clone(), self.neighbours.clone());
        Self::on(database, neighbours, self.folder.clone(), keys, self.clock.clone())
    }

    fn on(
        database: Arc<TestDatabase>,
        neighbours: Neighbours,
        folder: Arc<TempDir>,
        keys: &str,
        clock: FixedClock,
    ) -> Self {
        let db = pool(database.as_service());
        let key = "00112233445566778899aabbccddeeff".parse().expect("a key");
        let tombstones = Tombstones::open(folder.path(), "personalization-service", key).expect("tombstones");
        let key = generate(GATEWAY).expect("a key");
        let signer = Signer::from_pem(GATEWAY, key.private_pem.as_bytes()).expect("a signer");
        let verifier = Verifier::from_jwks(&jwks(&[key.public_jwk]).to_string()).expect("a verifier");
        let own = Own::new(signer.clone(), Arc::new(SystemClock));
        let peer = || Peer::new(neighbours.url.clone(), own.clone()).expect("a peer");
        let consents = PeerConsents::new(peer());
        let labels = PeerLabels::new(peer());
        let ring = keys.parse().expect("keys");
        let meters = Meters::default();
        let mut registry = Registry::default();
        meters.register(&mut registry);
        let app = app(&db, ring, &tombstones, (consents.clone(), labels), Arc::new(clock.clone()), meters);
        let router = router(app, verifier);
        Self { router, signer, db, neighbours, consents, tombstones, database, clock, registry, folder }
    }

    pub(crate) fn get(&self, path: &str) -> Asking<'_> {
        self.ask(Method::GET, path)
    }

    pub(crate) fn put(&self, path: &str) -> Asking<'_> {
        self.ask(Method::PUT, path)
    }

    pub(crate) fn ask(&self, method: Method, path: &str) -> Asking<'_> {
        let request = Request::builder().method(method).uri(path);
        let principal = Principal::anonymous(VisitorId::from_uuid(uuid::Uuid::new_v4()));
        Asking { service: self, request, principal, body: Body::empty() }
    }

    /// Somebody who has agreed.
    pub(crate) fn somebody(&self) -> Person {
        let person = Person::new();
        self.neighbours.grants(person.account);
        person
    }

    /// Somebody who has agreed, with this profile.
    pub(crate) async fn somebody_with(&self, profile: &Value) -> Person {
        let person = self.somebody();
        let answer = self.put("/api/v1/health-profile").by(&person).json(profile).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        person
    }

    /// The verdict on a product.
    pub(crate) async fn verdict(&self, person: &Person, gtin: &str) -> Answer {
        self.get(&format!("/api/v1/products/{gtin}/verdict")).by(person).send().await
    }

    /// What is stored of the person's last verdict on a product.
    pub(crate) async fn evaluation(&self, person: &Person, gtin: &str) -> Evaluation {
        let verdicts =
            PgVerdicts::new(self.db.clone(), OLD_KEY.parse().expect("keys"), self.tombstones.clone());
        let all = verdicts.list(person.account, None, 100, Purpose::ShowVerdicts, self.clock.now()).await;
        let all = all.expect("verdicts").into_iter();
        let of_product = |verdict: &StoredVerdict| verdict.head.gtin.as_str() == gtin;
        all.filter(of_product).map(|verdict| verdict.content.evaluation).next().expect("a verdict")
    }

    /// Lets time pass.
    pub(crate) fn passes(&self, seconds: i64) {
        self.clock.advance(SignedDuration::from_secs(seconds));
    }

    pub(crate) fn clock_now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Buries somebody as an erasure does.
    pub(crate) async fn bury(&self, person: &Person) {
        let who = [Subject::Account(person.account), Subject::Visitor(person.visitor)];
        self.tombstones.append(&who, date(2026, 11, 22)).await.expect("written");
    }

    /// How many rows a query counts.
    pub(crate) async fn count(&self, query: &'static str) -> i64 {
        sqlx::query_scalar(query).fetch_one(&self.db).await.expect("a count")
    }

    /// What the outbox holds, in order: stream and data.
    pub(crate) async fn told(&self) -> Vec<(String, Value)> {
        sqlx::query_as("SELECT stream, data FROM outbox ORDER BY id")
            .fetch_all(&self.db)
            .await
            .expect("events")
    }
}

fn app(
    db: &PgPool,
    ring: KeyRing,
    tombstones: &Tombstones,
    (consents, labels): (PeerConsents, PeerLabels),
    clock: Arc<dyn Clock>,
    meters: Meters,
) -> App {
    let policies = Arc::new(Policies::published().expect("policies"));
    let rules = Rules { policies: policies.clone(), knowledge: Arc::new(Knowledge::shipped()) };
    let permission = Permission::new(Arc::new(consents));
    let profiles: Arc<dyn HealthProfiles> =
        Arc::new(PgProfiles::new(db.clone(), ring.clone(), tombstones.clone()));
    let verdicts: Arc<dyn Verdicts> = Arc::new(PgVerdicts::new(db.clone(), ring, tombstones.clone()));
    let labels = Labels::new(Arc::new(labels), Arc::new(PgLabels::new(db.clone())), clock.clone());
    let judging = Judging {
        permission: permission.clone(),
        profiles: profiles.clone(),
        labels,
        rules: rules.clone(),
        clock: clock.clone(),
    };
    App {
        read_profile: ReadProfile::new(permission.clone(), profiles.clone(), clock.clone()),
        put_profile: PutProfile::new(permission.clone(), profiles.clone(), clock.clone()),
        delete_profile: DeleteProfile::new(profiles.clone(), clock.clone()),
        judge: Judge::new(judging.clone(), verdicts.clone()),
        compare: Compare::new(judging, verdicts.clone()),
        past_verdicts: PastVerdicts::new(permission, verdicts.clone(), rules, clock.clone()),
        export: Export::new(profiles, verdicts, Arc::new(PgPersonalRecords::new(db.clone())), clock.clone()),
        policies,
        idempotency: IdempotencySecret::new(*b"a secret of tests"),
        meters,
        // Identity tokens are judged by the same clock.
        clock,
    }
}

/// A profile with milk allergy.
pub(crate) fn allergic_to_milk() -> Value {
    json!({ "allergies": [{ "allergen": "milk", "traces": "avoid" }], "intolerances": [], "diets": [], "avoidIngredients": [], "goals": [] })
}

/// A label that states these allergens, and some nutrition.
pub(crate) fn label(contains: &[&str]) -> Value {
    json!({
        "ingredients": { "status": "known", "language": "en", "text": "semolina", "items": [{ "name": "semolina", "allergens": ["gluten"] }] },
        "allergens": { "status": "known", "contains": contains, "mayContain": [], "freeFrom": [] },
        "nutrition": { "status": "known", "per": "100g", "energyKj": 1500, "protein": 12.0, "sugars": 3.1 },
        "diets": { "vegan": "unknown", "vegetarian": "unknown" },
        "warnings": []
    })
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

    pub(crate) async fn json_owned(self, body: Value) -> Answer {
        self.json(&body).await
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
}
