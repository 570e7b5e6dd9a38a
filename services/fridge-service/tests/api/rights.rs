//! A person's rights: export, erasure, backups.

use async_trait::async_trait;
use axum::http::{Method, StatusCode};
use contracts::events::ErasureRequested;
use fridge_service::adapters::postgres::PgHolder;
use jiff::Timestamp;
use messaging::rights;
use serde_json::{Value, json};
use service_kit::{
    identity::Principal,
    ids::{AccountId, ErasureId, VisitorId},
    rights::conformance::{self, Holder, Planted},
    tombstones::Subject,
};
use sqlx::PgPool;
use uuid::Uuid;

use crate::{
    service::{Person, YOGURT, yogurt},
    world::World,
};

/// A world, and the operator's way into its database.
struct Rights {
    world: World,
    operator: PgPool,
}

impl Rights {
    async fn new() -> Self {
        let world = World::new().await;
        world.service.neighbours.knows(YOGURT, 1, &yogurt());
        let operator = PgPool::connect_lazy_with(world.service.database.as_operator());
        Self { world, operator }
    }

    /// Everything that a person can do here; what was answered.
    async fn act(&self, person: &Planted, name: &str) -> [StatusCode; 5] {
        let service = &self.world.service;
        let [visitor, other] = person.visitors;
        let phone = Person { account: person.account, visitor };
        let laptop = Person { account: person.account, visitor: other };
        let key = || Uuid::new_v4().to_string();
        let add = service.post("/api/v1/fridge/items").by(&phone).header("idempotency-key", key());
        let added = add.json(&json!({ "name": name, "expiry": "2026-11-24" })).await;
        let pack = service.post("/api/v1/fridge/items").by(&laptop).json(&json!({ "gtin": YOGURT })).await;
        let acted = match added.status {
            StatusCode::CREATED => {
                service.acts(&laptop, &added.body(), &json!({ "action": "open" })).await.status
            }
            refused => refused,
        };
        let settings = json!({ "leadDays": 2, "hour": 10, "timeZone": "Europe/Rome", "email": true });
        let put = service.put("/api/v1/fridge/reminders").by(&phone).header("idempotency-key", key());
        let put = put.json(&settings).await.status;
        let calendar = service.post("/api/v1/fridge/calendar").by(&phone).send().await.status;
        [added.status, pack.status, acted, put, calendar]
    }
}

#[async_trait]
impl Holder for Rights {
    fn schema(&self) -> &'static str {
        "fridge"
    }

    fn pool(&self) -> &PgPool {
        &self.operator
    }

    async fn plant(&self, person: &Planted) {
        let service = &self.world.service;
        let done =
            [StatusCode::CREATED, StatusCode::CREATED, StatusCode::OK, StatusCode::OK, StatusCode::CREATED];
        assert_eq!(self.act(person, &person.mark("name")).await, done);
        service.neighbours.decides(person.account, true);
        service.neighbours.writes_to(person.account, "somebody@example.org");
        service.looks().await;
        self.world.catalog_changed(YOGURT, "Yogurt", 2, &json!(["recall"])).await;
        service.rebuilds().await;
    }

    async fn export(&self, account: AccountId) -> Value {
        let path = format!("/internal/export/{account}");
        let answer = self.world.service.get(&path).by_principal(Principal::service()).send().await;
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
        self.world.hear(&self.world.event(event, &person.account.to_string(), &request)).await;
    }

    async fn confirmations(&self, erasure: ErasureId) -> usize {
        let rows: Vec<Value> = sqlx::query_scalar("SELECT data FROM outbox WHERE stream = $1")
            .bind(erasure.to_string())
            .fetch_all(&self.world.service.db)
            .await
            .expect("rows");
        for row in &rows {
            assert_eq!(row["service"], "fridge-service");
            assert_eq!(row["removed"], json!({ "events": 3, "reminders": 1, "calendars": 1 }));
        }
        rows.len()
    }

    async fn act_again(&self, person: &Planted) {
        assert_eq!(self.act(person, "something else").await, [StatusCode::GONE; 5]);
        self.world.consent_changed(person.account, "reminders", true).await;
        self.world.service.looks().await;
        self.world.service.rebuilds().await;
    }

    async fn start(&self) {
        let service = &self.world.service;
        rights::reapply(&service.db, &PgHolder, &service.tombstones).await.expect("re-applied");
    }
}

#[tokio::test]
async fn a_person_has_their_rights() {
    conformance::hold(&Rights::new().await).await;
}

#[tokio::test]
async fn an_export_tells_every_event_the_settings_the_mails_and_the_calendar() {
    let rights = Rights::new().await;
    let (service, sara) = (&rights.world.service, Person::new());
    service.neighbours.decides(sara.account, true);
    service.neighbours.writes_to(sara.account, "sara@example.org");
    let soup = service.adds(&sara, &json!({ "name": "Soup", "expiry": "2026-11-24" })).await;
    service.does(&sara, &soup, &json!({ "action": "open" })).await;
    service.chooses(&sara, 10, "Europe/Rome").await;
    service.looks().await;
    service.post("/api/v1/fridge/calendar").by(&sara).send().await;
    let export = rights.export(sara.account).await;
    assert_eq!(
        (&export["service"], &export["events"][0]["data"]["name"]),
        (&json!("fridge-service"), &json!("Soup"))
    );
    assert_eq!(export["events"][1]["type"], "packytrace.item_opened.v1");
    assert_eq!(
        (&export["reminders"]["timeZone"], &export["reminders"]["language"]),
        (&json!("Europe/Rome"), &json!("en"))
    );
    assert_eq!(
        (&export["digests"][0]["day"], &export["digests"][0]["state"]),
        (&json!("2026-11-23"), &json!("sent"))
    );
    assert!(export["calendar"]["since"].is_string());
    let nobody = rights.export(AccountId::from_uuid(Uuid::now_v7())).await;
    assert_eq!(
        (&nobody["events"], &nobody["reminders"], &nobody["calendar"]),
        (&json!([]), &Value::Null, &Value::Null)
    );
}

#[tokio::test]
async fn an_export_of_many_events_is_whole() {
    let rights = Rights::new().await;
    let (service, sara) = (&rights.world.service, Person::new());
    service.adds(&sara, &json!({ "name": "Rice" })).await;
    let more = "INSERT INTO fridge_events SELECT account_id, version + n, gen_random_uuid(), item_id, event_type, recorded_at, data
        FROM fridge_events, generate_series(1, 1999) AS n";
    sqlx::query(more).execute(&service.db).await.expect("events");
    assert_eq!(rights.export(sara.account).await["events"].as_array().expect("events").len(), 2_000);
}

#[tokio::test]
async fn only_services_may_ask_for_an_export() {
    let rights = Rights::new().await;
    let (service, sara) = (&rights.world.service, Person::new());
    let path = format!("/internal/export/{}", sara.account);
    assert_eq!(service.get(&path).by(&sara).send().await.problem(), (403, "forbidden".to_owned()));
    assert_eq!(service.get(&path).send_as_nobody().await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_browser_that_is_erased_is_forgotten_while_its_person_keeps_their_fridge() {
    let rights = Rights::new().await;
    let (service, sara) = (&rights.world.service, Person::new());
    service.adds(&sara, &json!({ "name": "Soup" })).await;
    let request = ErasureRequested {
        erasure_id: Uuid::now_v7(),
        account_id: None,
        visitor_ids: vec![sara.visitor.as_uuid()],
        requested_at: Timestamp::now(),
    };
    rights.world.hear(&rights.world.event(Uuid::now_v7(), &sara.visitor.to_string(), &request)).await;
    let named = format!("SELECT count(*) FROM fridge_events WHERE data::text LIKE '%{}%'", sara.visitor);
    let named: i64 =
        sqlx::query_scalar(sqlx::AssertSqlSafe(named)).fetch_one(&service.db).await.expect("a count");
    assert_eq!(named, 0);
    let elsewhere = Person { visitor: Person::new().visitor, ..sara };
    assert_eq!(service.rebuilds().await, 1, "what is left can be read");
    assert_eq!(service.fridge(&elsewhere).await["items"][0]["name"], "Soup");
}

#[tokio::test]
async fn an_erased_browser_is_told_so() {
    let rights = Rights::new().await;
    let (service, sara) = (&rights.world.service, Person::new());
    service.bury(&[Subject::Visitor(sara.visitor)]).await;
    let answer = service.post("/api/v1/fridge/items").by(&sara).json(&json!({ "name": "Soup" })).await;
    assert_eq!(
        (answer.problem(), answer.header("session-ends")),
        ((410, "visitor-erased".to_owned()), "visitor")
    );
    let revoked = service.ask(Method::DELETE, "/api/v1/fridge/calendar").by(&sara).send().await;
    assert_eq!(revoked.problem().1, "visitor-erased");
}

#[test]
fn outbox_inbox_and_rights_stand_in_the_migrations_as_messaging_made_them() {
    for sql in [messaging::schema::OUTBOX, messaging::schema::INBOX, messaging::schema::RIGHTS] {
        messaging::schema::migrations_contain(std::path::Path::new("migrations"), sql).expect("copied");
    }
}
