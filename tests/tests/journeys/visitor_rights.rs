//! What a browser may choose without any account.

use std::sync::Arc;

use contracts::events::{ConsentChanged, ProductScanned};
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::{
    erasure::{completed, erasure_id},
    events::{assert_valid, event},
    gtins::{MOZZARELLA, lot},
    traces::Traces,
    visitor::Visitor,
    world::World,
};

async fn choices(visitor: &Visitor) -> serde_json::Value {
    visitor.json("/api/v1/visitor").await
}

pub(crate) async fn measurement_is_switched_off_by_one_tap(world: Arc<World>) {
    use contracts::EventData;

    let visitor = world.visitor();
    let scan = visitor.scan(MOZZARELLA).await;
    let id = world.visitor_of(scan["scanId"].as_str().unwrap()).await;
    assert_eq!(choices(&visitor).await["measurement"], json!({ "allowed": true, "browserSignal": false }));
    for allowed in [false, true] {
        let answer = visitor.put("/api/v1/visitor/measurement", &json!({ "allowed": allowed })).await;
        assert_eq!(answer.status(), StatusCode::NO_CONTENT);
        assert_eq!(choices(&visitor).await["measurement"]["allowed"], allowed);
        let told = event::<ConsentChanged>(&world, |data| {
            data["visitorIds"] == json!([id]) && data["granted"] == allowed
        })
        .await;
        assert_valid(ConsentChanged::SCHEMA, &told["data"]);
        assert_eq!(told["data"]["purpose"], "measurement");
        assert!(told["data"]["accountId"].is_null(), "{told}");
    }
}

pub(crate) async fn a_browser_that_objects_is_heard_in_every_scan(world: Arc<World>) {
    let visitor = world.visitor();
    let request = visitor.command(Method::POST, "/api/v1/scans").header("sec-gpc", "1");
    let answer = visitor.send(request.json(&json!({ "raw": MOZZARELLA, "entry": "typed" }))).await;
    let scan: serde_json::Value = answer.json().await.unwrap();
    let told = event::<ProductScanned>(&world, |data| data["scanId"] == scan["scanId"]).await;
    assert_eq!(told["data"]["measurement"], "objected", "{told}");
    let asked = visitor.request(Method::GET, "/api/v1/visitor").header("sec-gpc", "1");
    let seen: serde_json::Value = visitor.send(asked).await.json().await.unwrap();
    assert_eq!(seen["measurement"]["browserSignal"], true, "{seen}");
}

pub(crate) async fn a_region_is_told_and_taken_back(world: Arc<World>) {
    let visitor = world.visitor();
    visitor.scan(MOZZARELLA).await;
    assert!(choices(&visitor).await["region"].is_null());
    let tell =
        async |region| visitor.put("/api/v1/visitor/region", &json!({ "region": region })).await.status();
    assert_eq!(tell(Some("IT-25")).await, StatusCode::NO_CONTENT);
    assert_eq!(choices(&visitor).await["region"], "IT-25");
    let scan = visitor.scan(MOZZARELLA).await;
    let told = event::<ProductScanned>(&world, |data| data["scanId"] == scan["scanId"]).await;
    assert_eq!(told["data"]["region"], "IT-25", "scans carry it from now on: {told}");

    for wrong in ["it-25", "Lombardia", "XX-1", "IT-", "IT-25-01", "<script>"] {
        assert_eq!(tell(Some(wrong)).await, StatusCode::BAD_REQUEST, "{wrong}");
    }
    assert_eq!(choices(&visitor).await["region"], "IT-25");
    assert_eq!(tell(None).await, StatusCode::NO_CONTENT);
    assert!(choices(&visitor).await["region"].is_null());
    let scan = visitor.scan(MOZZARELLA).await;
    let told = event::<ProductScanned>(&world, |data| data["scanId"] == scan["scanId"]).await;
    assert!(told["data"]["region"].is_null(), "{told}");
}

pub(crate) async fn a_visitor_without_an_account_is_erased_for_good(world: Arc<World>) {
    let (visitor, neighbour) = (world.visitor(), world.visitor());
    let (pack, theirs) = (lot(), lot());
    let scan = visitor.scan(&pack.raw).await;
    neighbour.scan(&theirs.raw).await;
    visitor.put("/api/v1/visitor/region", &json!({ "region": "IT-25" })).await;
    visitor.put("/api/v1/visitor/measurement", &json!({ "allowed": false })).await;
    let id = world.visitor_of(scan["scanId"].as_str().unwrap()).await;
    let traces = Traces::default().id(&id).word(&pack.name).id(scan["scanId"].as_str().unwrap());
    assert!(!traces.in_databases(&world).await.is_empty(), "there is something to find");

    let before = visitor.cookie().expect("a cookie");
    let answer = visitor.delete("/api/v1/visitor").await;
    let erasure = erasure_id(answer).await;
    assert_ne!(visitor.cookie(), Some(before.clone()), "the browser is somebody else now");
    completed(&visitor, &erasure).await;
    traces.gone(&world).await;
    assert!(visitor.lots().await.is_empty());
    assert_eq!(neighbour.lots().await, [theirs.name]);

    // A copy of the old cookie, as a restored browser has it, is refused once and then is somebody new.
    let restored = world.visitor();
    restored.set_cookie(&before);
    let again = json!({ "raw": MOZZARELLA, "entry": "typed" });
    let refused = restored.post("/api/v1/scans", &again).await;
    assert_eq!(refused.status(), StatusCode::GONE);
    let problem: serde_json::Value = refused.json().await.unwrap();
    assert!(problem["type"].as_str().unwrap().ends_with("/visitor-erased"), "{problem}");
    assert_eq!(restored.post("/api/v1/scans", &again).await.status(), StatusCode::CREATED);
    traces.gone(&world).await;
}
