//! A person's rights: links, export, erasure.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use axum::http::{Method, StatusCode};
use contracts::{
    Envelope, EventData, SpecVersion, Topic,
    events::{ErasureRequested, VisitorLinked},
};
use jiff::Timestamp;
use messaging::{
    Event,
    inbox::{Outcome, deliver},
    rights,
};
use passport_service::adapters::{kafka, postgres::PgHolder};
use serde_json::{Value, json};
use service_kit::{
    clock::SystemClock,
    identity::Principal,
    ids::{AccountId, ErasureId, VisitorId},
    rights::conformance::{self, Holder, Planted},
};
use sqlx::PgPool;
use uuid::Uuid;

use crate::{
    service::{Answer, Service, visitor},
    source_double::{OATS, PASTA, SourceDouble, stated},
};

struct World {
    service: Service,
    operator: PgPool,
    versions: Versions,
}

/// Counts the versions of identity-service's streams, as its outbox would.
#[derive(Default)]
struct Versions(Mutex<HashMap<String, i64>>);

impl Versions {
    fn next(&self, stream: &str) -> i64 {
        let mut versions = self.0.lock().expect("versions");
        let version = versions.entry(stream.to_owned()).or_default();
        *version += 1;
        *version
    }
}

impl World {
    async fn new() -> Self {
        let service = Service::start(SourceDouble::default()).await;
        service.knows(stated(PASTA, "Fusilli")).await;
        service.knows(stated(OATS, "Oats")).await;
        let operator = PgPool::connect_lazy_with(service.database.as_operator());
        Self { service, operator, versions: Versions::default() }
    }

    fn event<T: EventData>(&self, id: Uuid, stream: &str, data: &T) -> Event {
        let envelope = Envelope {
            specversion: SpecVersion::V1,
            id,
            event_type: T::TYPE.into(),
            source: "identity-service".into(),
            time: Timestamp::now(),
            subject: stream.to_owned(),
            stream_version: self.versions.next(stream),
            data_schema: T::SCHEMA_ID.into(),
            data: serde_json::to_value(data).expect("data"),
        };
        Event { topic: Topic::Identity, envelope, traceparent: None }
    }

    async fn hear(&self, event: &Event) -> Outcome {
        let subscription = kafka::identity(self.service.tombstones.clone(), Arc::new(SystemClock));
        deliver(&self.service.db, &subscription, event).await.expect("an effect")
    }

    async fn link(&self, visitor: VisitorId, account: AccountId) {
        let linked = VisitorLinked {
            visitor_id: visitor.as_uuid(),
            account_id: account.as_uuid(),
            linked_at: Timestamp::now(),
        };
        self.hear(&self.event(Uuid::now_v7(), &account.to_string(), &linked)).await;
    }

    async fn scan(&self, principal: Principal, raw: &str) -> Answer {
        let body = json!({ "raw": raw, "entry": "typed" });
        let asking = self.service.ask(Method::POST, "/api/v1/scans").by_principal(principal);
        asking.header("idempotency-key", Uuid::new_v4().to_string()).json(&body).await
    }

    async fn report(&self, principal: Principal, comment: &str) -> Answer {
        let body = json!({ "reason": "wrong_facts", "comment": comment });
        let asking = self.service.ask(Method::POST, "/api/v1/products/8001505005707/reports");
        asking.by_principal(principal).header("idempotency-key", Uuid::new_v4().to_string()).json(&body).await
    }

    async fn act(&self, person: &Planted, comment: &str, note: &str) -> [Answer; 4] {
        let raw = format!("https://brand.example/01/08001505005707/10/L42?note={note}");
        let [before, since] = person.visitors;
        [
            self.scan(Principal::anonymous(before), &raw).await,
            self.report(Principal::anonymous(before), comment).await,
            self.scan(signed_in(since, person.account), OATS).await,
            self.report(signed_in(since, person.account), comment).await,
        ]
    }
}

fn signed_in(visitor: VisitorId, account: AccountId) -> Principal {
    Principal { account: Some(account), ..Principal::anonymous(visitor) }
}

fn account() -> AccountId {
    AccountId::from_uuid(Uuid::now_v7())
}

#[async_trait]
impl Holder for World {
    fn schema(&self) -> &'static str {
        "passport"
    }

    fn pool(&self) -> &PgPool {
        &self.operator
    }

    async fn plant(&self, person: &Planted) {
        for answer in self.act(person, &person.mark("comment"), &person.mark("code")).await {
            assert!(answer.status.is_success(), "{}", answer.text);
        }
        for visitor in person.visitors {
            person.expect(visitor.to_string());
            self.link(visitor, person.account).await;
        }
    }

    async fn export(&self, account: AccountId) -> Value {
        let path = format!("/internal/export/{account}");
        let answer = self.service.get(&path).by_principal(Principal::service()).send().await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer.body()
    }

    async fn request_erasure(&self, erasure: ErasureId, event: Uuid, person: &Planted) {
        let request = ErasureRequested {
            erasure_id: erasure.as_uuid(),
            account_id: Some(person.account.as_uuid()),
            visitor_ids: person.visitors.iter().map(VisitorId::as_uuid).collect(),
            requested_at: Timestamp::now(),
        };
        self.hear(&self.event(event, &person.account.to_string(), &request)).await;
    }

    async fn confirmations(&self, erasure: ErasureId) -> usize {
        let rows: Vec<Value> = sqlx::query_scalar("SELECT data FROM outbox WHERE stream = $1")
            .bind(erasure.to_string())
            .fetch_all(&self.service.db)
            .await
            .expect("rows");
        for row in &rows {
            assert_eq!(row["service"], "passport-service");
            assert_eq!((&row["removed"]["scans"], &row["removed"]["reports"]), (&json!(2), &json!(2)));
        }
        rows.len()
    }

    async fn act_again(&self, person: &Planted) {
        for answer in self.act(person, "again", "again").await {
            assert_eq!(answer.problem(), (410, "visitor-erased".to_owned()));
            assert_eq!(answer.header("session-ends"), "visitor");
        }
        let camera = self.service.get("/01/08001505005707").by(person.visitors[0]).navigating().send().await;
        assert_eq!(camera.header("location"), "/product/08001505005707", "{}", camera.text);
        self.link(person.visitors[0], person.account).await;
    }

    async fn start(&self) {
        rights::reapply(&self.service.db, &PgHolder, &self.service.tombstones).await.expect("re-applied");
    }
}

#[tokio::test]
async fn a_person_has_their_rights() {
    conformance::hold(&World::new().await).await;
}

#[tokio::test]
async fn an_account_sees_and_deletes_what_its_browsers_scanned_before() {
    let world = World::new().await;
    let (before, account) = (visitor(), account());
    let scan = world.scan(Principal::anonymous(before), PASTA).await.header("location").to_owned();
    let elsewhere = || signed_in(visitor(), account);
    let get = |path: &str, who: Principal| world.service.get(path).by_principal(who).send();
    assert_eq!(get(&scan, elsewhere()).await.status, StatusCode::NOT_FOUND);
    assert_eq!(get("/api/v1/scans", elsewhere()).await.body()["items"], json!([]));

    world.link(before, account).await;
    assert_eq!(get(&scan, elsewhere()).await.status, StatusCode::OK);
    let seen = get("/api/v1/scans", elsewhere()).await.body();
    assert_eq!(seen["items"][0]["item"]["gtin"], PASTA);
    assert_eq!(seen["items"].as_array().map(Vec::len), Some(1), "once, though two ways lead to it");
    let stranger = signed_in(visitor(), AccountId::from_uuid(Uuid::now_v7()));
    assert_eq!(get(&scan, stranger).await.status, StatusCode::NOT_FOUND);

    let deleted = world.service.ask(Method::DELETE, &scan).by_principal(elsewhere()).send().await;
    assert_eq!(deleted.status, StatusCode::NO_CONTENT);
    assert_eq!(get(&scan, Principal::anonymous(before)).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_visitor_stays_with_the_account_that_had_it_first() {
    let world = World::new().await;
    let (who, first, second) = (visitor(), account(), account());
    world.scan(Principal::anonymous(who), PASTA).await;
    world.link(who, first).await;
    world.link(who, second).await;
    assert_eq!(world.export(first).await["scans"].as_array().map(Vec::len), Some(1));
    assert_eq!(world.export(second).await["scans"], json!([]));
}

#[tokio::test]
async fn only_services_may_ask_for_an_export() {
    let world = World::new().await;
    let path = format!("/internal/export/{}", account());
    let person = world.service.get(&path).by(visitor()).send().await;
    assert_eq!(person.problem(), (403, "forbidden".to_owned()));
    assert_eq!(world.service.get(&path).send_as_nobody().await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_second_request_for_the_same_erasure_is_confirmed_anew() {
    let world = World::new().await;
    let person = visitor();
    let erasure = ErasureId::from_uuid(Uuid::now_v7());
    let request = ErasureRequested {
        erasure_id: erasure.as_uuid(),
        account_id: None,
        visitor_ids: vec![person.as_uuid()],
        requested_at: Timestamp::now(),
    };
    for _ in 0..2 {
        world.hear(&world.event(Uuid::now_v7(), &person.to_string(), &request)).await;
    }
    let sent =
        world.service.count("SELECT count(*) FROM outbox WHERE topic = 'packytrace.erasures.v1'").await;
    assert_eq!(sent, 2, "who asks again has not heard the first answer");
}

#[tokio::test]
async fn a_scan_that_is_being_stored_is_erased_too() {
    let world = World::new().await;
    let person = visitor();
    let mut storing = world.service.db.begin().await.expect("a transaction");
    sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended('passport/' || $1, 0))")
        .bind(person.to_string())
        .execute(&mut *storing)
        .await
        .expect("the stream's lock");
    sqlx::query("INSERT INTO visitors (visitor_id, first_seen) VALUES ($1, now())")
        .bind(person.as_uuid())
        .execute(&mut *storing)
        .await
        .expect("a row");
    let request = ErasureRequested {
        erasure_id: Uuid::now_v7(),
        account_id: None,
        visitor_ids: vec![person.as_uuid()],
        requested_at: Timestamp::now(),
    };
    let event = world.event(Uuid::now_v7(), &person.to_string(), &request);
    let erasing = world.hear(&event);
    let commit = async {
        crate::service::eventually("the erasure waits", async || {
            world
                .service
                .count("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                .await
                > 0
        })
        .await;
        storing.commit().await.expect("committed");
    };
    tokio::join!(erasing, commit);
    assert_eq!(world.service.count("SELECT count(*) FROM visitors").await, 0);
}

#[tokio::test]
async fn a_browser_that_objects_to_measurement_says_so_in_its_events() {
    let world = World::new().await;
    let who = visitor();
    let body = json!({ "raw": PASTA, "entry": "typed" });
    let scan = |gpc: &'static str| {
        let asking = world.service.ask(Method::POST, "/api/v1/scans").by(who).header("sec-gpc", gpc);
        asking.json(&body)
    };
    scan("1").await;
    scan("0").await;
    let report = world.service.ask(Method::POST, "/api/v1/products/8001505005707/reports").by(who);
    report.header("sec-gpc", "1").json(&json!({ "reason": "other" })).await;

    let said: Vec<Option<String>> = sqlx::query_scalar(
        "SELECT data ->> 'measurement' FROM outbox WHERE stream = $1 ORDER BY stream_version",
    )
    .bind(who.to_string())
    .fetch_all(&world.service.db)
    .await
    .expect("rows");
    assert_eq!(said, [Some("objected".to_owned()), None, Some("objected".to_owned())]);
}
