//! The service's parts on a test's own database, asked as the gateway and other services ask.

use service_kit::idempotency::IdempotencySecret;
use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header, request},
};
use http_body_util::BodyExt as _;
use identity_service::{
    adapters::{
        http::{App, router},
        postgres::{
            MIGRATOR, PgAccounts, PgBrands, PgErasures, PgExports, PgLedger, PgVerificationMails, PgVisitors,
            RandomVisitors, pool,
        },
        tombstones::{ErasedByTombstones, of_subject},
    },
    application::{
        brands::ManageBrands,
        consents::Consents,
        emails::Emails,
        erasures::{CarryOn, Erase},
        exports::{Exports, OwnRecords},
        ports::{Accounts, Directory, Erased, ExportSource},
        prefixes::ProvePrefixes,
        principals::Principals,
        read_account::ReadAccount,
        read_brand::ReadBrand,
        verification_mails::{AskAgain, Mailer},
        visitor_rights::VisitorRights,
    },
    domain::account::Subject,
};
use jiff::{Timestamp, civil::date};
use serde_json::{Value, json};
use service_kit::{
    clock::{Clock, SystemClock},
    identity::{GATEWAY, Principal, Role, Signer, Verifier, generate, jwks},
    ids::{AccountId, BrandId, VisitorId},
    test_database::TestDatabase,
    tombstones::{Subject as Buried, Tombstones},
};
use sqlx::PgPool;
use tempfile::TempDir;
use tokio::sync::Notify;
use tower::ServiceExt as _;

use crate::{directory_double::DirectoryDouble, source_double::SourceDouble};

/// Who must confirm an erasure in tests.
const HOLDERS: &str = "passport-service,fridge-service";

/// One instance of the service.
pub(crate) struct Service {
    router: Router,
    signer: Signer,
    pub(crate) db: PgPool,
    pub(crate) directory: DirectoryDouble,
    pub(crate) brands: ManageBrands,
    pub(crate) prefixes: ProvePrefixes,
    pub(crate) erased: Arc<dyn Erased>,
    pub(crate) carry_on: CarryOn,
    pub(crate) mailer: Mailer,
    pub(crate) other: SourceDouble,
    pub(crate) tombstones: Tombstones,
    pub(crate) database: TestDatabase,
    _folder: TempDir,
}

/// Somebody who signed in.
#[derive(Debug, Clone)]
pub(crate) struct SignedIn {
    pub(crate) account: AccountId,
    pub(crate) visitor: VisitorId,
    pub(crate) subject: Subject,
}

impl SignedIn {
    /// As the gateway's token says it.
    pub(crate) fn principal(&self) -> Principal {
        let mut principal = Principal::anonymous(self.visitor);
        principal.account = Some(self.account);
        principal.roles.insert(Role::Consumer);
        principal.auth_time = Some(Timestamp::now());
        principal
    }

    pub(crate) fn for_brand(&self, brand: BrandId) -> Principal {
        let mut principal = self.principal();
        principal.brand = Some(brand);
        principal.roles.insert(Role::BrandUser);
        principal
    }
}

impl Service {
    /// An instance on a database of its own.
    pub(crate) async fn start() -> Self {
        let database = TestDatabase::new("identity", &MIGRATOR).await;
        let db = pool(database.as_service());
        let folder = TempDir::new().expect("a folder");
        let key = "00112233445566778899aabbccddeeff".parse().expect("a key");
        let tombstones = Tombstones::open(folder.path(), "identity-service", key).expect("tombstones");
        let erased: Arc<dyn Erased> = Arc::new(ErasedByTombstones::new(tombstones.clone()));
        let directory = DirectoryDouble::default();
        let people: Arc<dyn Directory> = Arc::new(directory.clone());
        let key = generate(GATEWAY).expect("a key");
        let signer = Signer::from_pem(GATEWAY, key.private_pem.as_bytes()).expect("a signer");
        let verifier = Verifier::from_jwks(&jwks(&[key.public_jwk]).to_string()).expect("a verifier");
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let brands = Arc::new(PgBrands::new(db.clone()));
        let other = SourceDouble::default();
        let carry_on = CarryOn {
            erasures: Arc::new(PgErasures::new(db.clone(), tombstones.clone())),
            directory: people.clone(),
            graves: Arc::new(ErasedByTombstones::new(tombstones.clone())),
            holders: Arc::new(HOLDERS.parse().expect("holders")),
            clock: clock.clone(),
        };
        let app = app(&db, &people, &brands, &erased, &carry_on, &other);
        let router = router(app, verifier);
        let mails = Arc::new(PgVerificationMails::new(db.clone()));
        let mailer = Mailer { mails, directory: people.clone(), clock: clock.clone() };
        let prefixes = ProvePrefixes::new(brands.clone(), clock.clone());
        let brands = ManageBrands::new(brands, people, clock);
        Self {
            router,
            signer,
            db,
            directory,
            brands,
            prefixes,
            erased,
            carry_on,
            mailer,
            other,
            tombstones,
            database,
            _folder: folder,
        }
    }

    pub(crate) fn get(&self, path: &str) -> Asking<'_> {
        self.ask(Method::GET, path)
    }

    pub(crate) fn put(&self, path: &str) -> Asking<'_> {
        self.ask(Method::PUT, path)
    }

    pub(crate) fn ask(&self, method: Method, path: &str) -> Asking<'_> {
        let request = Request::builder().method(method).uri(path);
        Asking { service: self, request, principal: Principal::anonymous(visitor()), body: Body::empty() }
    }

    /// The gateway tells of a sign-in.
    pub(crate) async fn tell(&self, body: &Value) -> Answer {
        self.ask(Method::POST, "/internal/principals").by(Principal::service()).json(body).await
    }

    /// Somebody signs in just now, in this browser.
    pub(crate) async fn sign_in(&self, subject: &Subject, visitor: VisitorId) -> SignedIn {
        let body = json!({ "sub": subject.as_str(), "visitor": visitor, "authTime": Timestamp::now() });
        let answer = self.tell(&body).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        signed_in(&answer, subject)
    }

    /// Somebody new, signed in.
    pub(crate) async fn somebody(&self) -> SignedIn {
        let subject = self.directory.knows(&format!("{}@example.org", uuid::Uuid::new_v4()), true);
        self.sign_in(&subject, visitor()).await
    }

    /// Buries somebody as an erasure does.
    pub(crate) async fn bury(&self, subject: &Subject, visitor: VisitorId) {
        let who = [of_subject(subject), Buried::Visitor(visitor)];
        self.tombstones.append(&who, date(2026, 11, 22)).await.expect("written");
    }

    /// How many rows a query counts.
    pub(crate) async fn count(&self, query: &'static str) -> i64 {
        sqlx::query_scalar(query).fetch_one(&self.db).await.expect("a count")
    }

    /// What was told of this type, in order: stream and data.
    pub(crate) async fn told(&self, event: &str) -> Vec<(String, Value)> {
        sqlx::query_as("SELECT stream, data FROM outbox WHERE event_type = $1 ORDER BY id")
            .bind(format!("packytrace.{event}.v1"))
            .fetch_all(&self.db)
            .await
            .expect("events")
    }
}

fn app(
    db: &PgPool,
    people: &Arc<dyn Directory>,
    brands: &Arc<PgBrands>,
    erased: &Arc<dyn Erased>,
    carry_on: &CarryOn,
    other: &SourceDouble,
) -> App {
    let clock = &carry_on.clock;
    let requests = Arc::new(PgExports::new(db.clone()));
    let own = OwnRecords::new(
        Arc::new(PgAccounts::new(db.clone())),
        Arc::new(PgLedger::new(db.clone())),
        requests.clone(),
    );
    let sources: Vec<Arc<dyn ExportSource>> = vec![Arc::new(other.clone())];
    let accounts: Arc<dyn Accounts> = Arc::new(PgAccounts::new(db.clone()));
    App {
        principals: Principals::new(
            accounts.clone(),
            erased.clone(),
            Arc::new(RandomVisitors),
            clock.clone(),
        ),
        read_account: ReadAccount::new(accounts.clone(), people.clone()),
        ask_again: AskAgain::new(Arc::new(PgVerificationMails::new(db.clone())), clock.clone()),
        emails: Emails::new(accounts, people.clone()),
        consents: Consents::new(Arc::new(PgLedger::new(db.clone())), clock.clone()),
        visitor_rights: VisitorRights::new(
            Arc::new(PgVisitors::new(db.clone())),
            erased.clone(),
            clock.clone(),
        ),
        erase: Erase::new(
            carry_on.erasures.clone(),
            carry_on.holders.clone(),
            clock.clone(),
            Arc::new(Notify::new()),
        ),
        exports: Exports::new(requests, own, people.clone(), sources, clock.clone()),
        read_brand: ReadBrand::new(brands.clone(), people.clone()),
        brands: ManageBrands::new(brands.clone(), people.clone(), clock.clone()),
        prefixes: ProvePrefixes::new(brands.clone(), clock.clone()),
        idempotency: IdempotencySecret::new(*b"a secret of tests"),
        clock: clock.clone(),
    }
}

/// Who the gateway was told that it is.
pub(crate) fn signed_in(answer: &Answer, subject: &Subject) -> SignedIn {
    let body = answer.body();
    let text = |name: &str| body[name].as_str().unwrap_or_else(|| panic!("no {name}: {body}")).to_owned();
    SignedIn {
        account: text("accountId").parse().expect("an account"),
        visitor: text("visitorId").parse().expect("a visitor"),
        subject: subject.clone(),
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
    pub(crate) fn by(mut self, principal: Principal) -> Self {
        self.principal = principal;
        self
    }

    pub(crate) fn by_visitor(self, visitor: VisitorId) -> Self {
        self.by(Principal::anonymous(visitor))
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
        let token = self.service.signer.sign(&self.principal, Timestamp::now()).expect("a token");
        let request = self.request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        Answer::of(&self.service.router, request.body(self.body).expect("a request")).await
    }

    /// The whole answer; `None` when it breaks off.
    pub(crate) async fn send_whole(self) -> Option<Answer> {
        let token = self.service.signer.sign(&self.principal, Timestamp::now()).expect("a token");
        let request = self.request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        let request = request.body(self.body).expect("a request");
        let (parts, body) =
            self.service.router.clone().oneshot(request).await.expect("an answer").into_parts();
        let body = body.collect().await.ok()?.to_bytes();
        let text = String::from_utf8_lossy(&body).into_owned();
        Some(Answer { status: parts.status, headers: parts.headers, text })
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

    /// The field that is named as wrong.
    pub(crate) fn pointer(&self) -> String {
        self.body()["errors"][0]["pointer"].as_str().unwrap_or_default().to_owned()
    }
}
