//! The service's parts on a test's own database, asked as the gateway asks.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode, header},
};
use brand_analytics_service::{
    adapters::{
        http::{App, router},
        metrics::Meters,
        postgres::{MIGRATOR, PgReleases, pool, rotate},
    },
    application::read_insights::ReadInsights,
};
use http_body_util::BodyExt as _;
use jiff::Timestamp;
use serde_json::Value;
use service_kit::{
    clock::{Clock as _, FixedClock},
    identity::{GATEWAY, Principal, Role, Signer, Verifier, generate, jwks},
    ids::{AccountId, BrandId, VisitorId},
    test_database::TestDatabase,
};
use sqlx::PgPool;
use tower::ServiceExt as _;
use uuid::Uuid;

/// The morning on which every test takes place.
const NOW: &str = "2026-11-23T08:00:00Z";

/// One instance of the service.
pub(crate) struct Service {
    router: Router,
    signer: Signer,
    clock: FixedClock,
    pub(crate) db: PgPool,
    pub(crate) database: TestDatabase,
}

impl Service {
    /// An instance on a database of its own.
    pub(crate) async fn start() -> Self {
        let database = TestDatabase::new("brand_analytics", &MIGRATOR).await;
        let db = pool(database.as_service());
        let clock = FixedClock::at(NOW.parse().expect("an instant"));
        rotate(&db, clock.now()).await.expect("partitions");
        let key = generate(GATEWAY).expect("a key");
        let signer = Signer::from_pem(GATEWAY, key.private_pem.as_bytes()).expect("a signer");
        let verifier = Verifier::from_jwks(&jwks(&[key.public_jwk]).to_string()).expect("a verifier");
        let releases = Arc::new(PgReleases::new(db.clone()));
        let app = App {
            read_insights: ReadInsights::new(releases, Arc::new(clock.clone())),
            meters: Meters::default(),
            clock: Arc::new(clock.clone()),
        };
        Self { router: router(app, verifier), signer, clock, db, database }
    }

    /// Asks as somebody.
    pub(crate) async fn ask(&self, path: &str, principal: &Principal) -> Answer {
        self.ask_with(path, principal, &[]).await
    }

    /// Asks as a user of the brand.
    pub(crate) async fn get(&self, path: &str, brand: BrandId) -> Answer {
        self.ask(path, &brand_user(brand)).await
    }

    /// The table that a user of the brand sees.
    pub(crate) async fn table(&self, path: &str, brand: BrandId) -> Value {
        let answer = self.get(path, brand).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        answer.body()
    }

    pub(crate) async fn ask_with(
        &self,
        path: &str,
        principal: &Principal,
        headers: &[(&str, &str)],
    ) -> Answer {
        let token = self.signer.sign(principal, self.clock.now()).expect("a token");
        let mut request = Request::get(path).header(header::AUTHORIZATION, format!("Bearer {token}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    pub(crate) async fn ask_as_nobody(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        let text = String::from_utf8(body.to_vec()).expect("text");
        Answer { status: parts.status, headers: parts.headers, text }
    }
}

/// A person without a brand.
pub(crate) fn consumer() -> Principal {
    let mut principal = Principal::anonymous(VisitorId::from_uuid(Uuid::new_v4()));
    principal.account = Some(AccountId::new_v7(Timestamp::now()));
    principal.roles.insert(Role::Consumer);
    principal
}

/// Somebody who acts for the brand.
pub(crate) fn brand_user(brand: BrandId) -> Principal {
    let mut principal = consumer();
    principal.brand = Some(brand);
    principal.roles.insert(Role::BrandUser);
    principal
}

/// What the service answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
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

    /// The parameter that is named as wrong.
    pub(crate) fn pointer(&self) -> String {
        self.body()["errors"][0]["pointer"].as_str().unwrap_or_default().to_owned()
    }
}
