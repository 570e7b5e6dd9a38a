//! What the measurement pipeline holds of somebody, and for how long.

use std::sync::Arc;

use contracts::events::ProductScanned;
use reqwest::StatusCode;
use serde_json::json;

use crate::{events::event, gtins::MOZZARELLA, visitor::within, world::World};

/// Facts of this instant, which no other scan has.
async fn facts(world: &World, at: &str) -> Vec<String> {
    sqlx::query_scalar("SELECT f::text FROM measurement.facts AS f WHERE at = $1::timestamptz")
        .bind(at)
        .fetch_all(&mut world.superuser("packytrace").await)
        .await
        .unwrap()
}

pub(crate) async fn a_scan_is_measured_under_a_pseudonym_until_its_visitor_objects(world: Arc<World>) {
    let visitor = world.visitor();
    let scan = visitor.scan(MOZZARELLA).await;
    let told = event::<ProductScanned>(&world, |data| data["scanId"] == scan["scanId"]).await;
    let at = told["data"]["scannedAt"].as_str().unwrap();
    let measured =
        within(30, "the scan is measured", || async { facts(&world, at).await.into_iter().next() }).await;
    for id in [&told["id"], &told["data"]["visitorId"], &told["data"]["scanId"]] {
        let id = id.as_str().unwrap();
        assert!(!measured.contains(id) && !measured.contains(&id.replace('-', "")), "{measured} names {id}");
    }

    let answer = visitor.put("/api/v1/visitor/measurement", &json!({ "allowed": false })).await;
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    within(30, "the fact is gone", || async { facts(&world, at).await.is_empty().then_some(()) }).await;
}
