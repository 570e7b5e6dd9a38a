//! What the catalog tells of products that somebody holds.

use serde_json::{Value, json};

use crate::{
    service::{Person, YOGURT, minutes, yogurt},
    world::World,
};

fn kinds(fridge: &Value) -> Vec<&str> {
    fridge["alerts"]
        .as_array()
        .expect("alerts")
        .iter()
        .map(|alert| alert["kind"].as_str().expect("a kind"))
        .collect()
}

#[tokio::test]
async fn a_product_is_called_as_the_catalog_calls_it_now() {
    let (world, sara) = (World::new().await, Person::new());
    world.service.neighbours.knows(YOGURT, 3, &yogurt());
    let pack = world.service.adds(&sara, &json!({ "gtin": YOGURT })).await;
    world.catalog_changed(YOGURT, "Yogurt, mild", 4, &json!(["name"])).await;
    assert_eq!(world.service.item(&sara, &pack).await.body()["name"], "Yogurt, mild");
    assert_eq!(world.service.fridge(&sara).await["items"][0]["imageUrl"], "/images/products/08001505005707");
    world.catalog_changed(YOGURT, "An older name", 2, &json!(["name"])).await;
    assert_eq!(
        world.service.item(&sara, &pack).await.body()["name"],
        "Yogurt, mild",
        "what is older changes nothing"
    );
}

#[tokio::test]
async fn a_recall_and_other_allergens_are_told_to_who_has_such_a_pack() {
    let (world, sara, marco) = (World::new().await, Person::new(), Person::new());
    let service = &world.service;
    service.neighbours.knows(YOGURT, 1, &yogurt());
    let pack = service.adds(&sara, &json!({ "gtin": YOGURT, "expiry": "2026-11-25" })).await;
    let eaten = service.adds(&sara, &json!({ "gtin": YOGURT })).await;
    service.does(&sara, &eaten, &json!({ "action": "use" })).await;
    service.passes(minutes(1));
    world.catalog_changed(YOGURT, "Yogurt", 2, &json!(["label"])).await;
    assert_eq!(kinds(&service.fridge(&sara).await), ["use_soon"], "other words alone are no news");
    world.catalog_changed(YOGURT, "Yogurt", 3, &json!(["label", "allergens"])).await;
    world.catalog_changed(YOGURT, "Yogurt", 4, &json!(["recall"])).await;
    let fridge = service.fridge(&sara).await;
    assert_eq!(kinds(&fridge), ["label_changed", "recalled", "use_soon"]);
    assert!(
        fridge["alerts"].as_array().expect("alerts").iter().all(|alert| alert["itemId"] == pack["itemId"])
    );
    service.passes(minutes(1));
    service.adds(&marco, &json!({ "gtin": YOGURT })).await;
    assert!(kinds(&service.fridge(&marco).await).is_empty(), "it came in afterwards");
    service.does(&sara, &pack, &json!({ "action": "throw_away" })).await;
    assert!(kinds(&service.fridge(&sara).await).is_empty());
    assert_eq!(service.rebuilds().await, 5);
    service.does(&sara, &pack, &json!({ "action": "undo" })).await;
    assert_eq!(kinds(&service.fridge(&sara).await).len(), 3, "what is back is told of again");
}
