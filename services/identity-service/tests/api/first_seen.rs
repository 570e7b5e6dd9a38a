use contracts::{Envelope, EventData, Topic, events::ProductScanned};
use identity_service::adapters::kafka::subscriptions;
use jiff::Timestamp;
use messaging::Event;
use serde_json::json;
use service_kit::ids::{VisitorId, uuid_v7};

use crate::service::{Service, visitor};

fn scan(visitor: VisitorId, at: &str) -> Event {
    let at: Timestamp = at.parse().expect("an instant");
    let data = json!({ "scanId": uuid_v7(at), "visitorId": visitor, "gtin": "08001505005707", "entry": "typed",
        "newVisitor": true, "scannedAt": at });
    let envelope = json!({ "specversion": "1.0", "id": uuid_v7(at), "type": ProductScanned::TYPE,
        "source": "passport-service", "time": at, "subject": visitor.to_string(), "streamVersion": 1,
        "dataSchema": ProductScanned::SCHEMA_ID, "data": data });
    let envelope: Envelope = serde_json::from_value(envelope).expect("an envelope");
    Event { topic: Topic::Scans, envelope, traceparent: None }
}

async fn handle(service: &Service, event: &Event) {
    let subscriptions = subscriptions(&service.tombstones, &service.carry_on.clock);
    let handler =
        &subscriptions.iter().find(|one| one.topics.contains(&Topic::Scans)).expect("a consumer").handler;
    let mut conn = service.db.acquire().await.expect("a connection");
    handler.handle(&mut conn, event).await.expect("handled");
}

#[tokio::test]
async fn the_first_sighting_of_a_visitor_is_kept_whatever_the_order() {
    let service = Service::start().await;
    let one = visitor();
    for at in ["2026-11-22T10:00:00Z", "2026-11-22T09:00:00Z", "2026-11-22T11:00:00Z"] {
        handle(&service, &scan(one, at)).await;
    }
    let seen: Vec<String> = sqlx::query_scalar("SELECT first_seen::text FROM visitors")
        .fetch_all(&service.db)
        .await
        .expect("rows");
    assert_eq!(seen, ["2026-11-22 09:00:00+00"]);
}

#[tokio::test]
async fn an_erased_visitor_does_not_come_back_by_a_late_event() {
    let service = Service::start().await;
    let (subject, one) = (service.directory.knows("sara@example.org", true), visitor());
    service.bury(&subject, one).await;
    handle(&service, &scan(one, "2026-11-22T10:00:00Z")).await;
    assert_eq!(service.count("SELECT count(*) FROM visitors").await, 0);
}
