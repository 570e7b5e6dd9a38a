//! Products that the catalog does not know.

use std::sync::Arc;

use futures_util::future::join_all;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::{
    gtins::{fresh, long},
    source::Behaviour,
    visitor::eventually,
    world::{World, document},
};

pub(crate) async fn a_product_nobody_knows_is_told_and_can_be_reported(world: Arc<World>) {
    let (visitor, gtin) = (world.visitor(), fresh());
    let page = visitor.navigate(&format!("/01/{}", long(&gtin))).await;
    assert_eq!(page.status(), StatusCode::NOT_FOUND);
    assert!(page.text().await.unwrap().contains("unknown_product"));
    let answer = visitor.get(&format!("/api/v1/products/{}", long(&gtin))).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    let problem: Value = answer.json().await.unwrap();
    assert!(problem["type"].as_str().unwrap().ends_with("/unknown-product"), "{problem}");
    let report = visitor
        .post(&format!("/api/v1/products/{}/reports", long(&gtin)), &json!({ "reason": "unknown_product" }))
        .await;
    assert_eq!(report.status(), StatusCode::ACCEPTED);
    eventually("the scan is kept all the same", || async {
        (visitor.history().await.len() == 1).then_some(())
    })
    .await;
}

pub(crate) async fn a_product_that_only_the_source_knows_is_fetched_once_for_all(world: Arc<World>) {
    let gtin = fresh();
    world.source_does(&gtin, Behaviour::json(200, document(&gtin, "Hazelnut muesli")));
    let scans = join_all((0..6).map(|_| async {
        let visitor = world.visitor();
        let scan = visitor.scan(&gtin).await;
        visitor.complete(scan).await
    }))
    .await;
    for scan in &scans {
        let product = &scan["passport"]["product"]["data"];
        assert_eq!(product["name"], "Hazelnut muesli", "{scan}");
        assert_eq!(product["label"]["allergens"]["contains"], json!(["gluten", "milk", "nuts"]));
        assert_eq!(product["label"]["allergens"]["mayContain"], json!(["sesame"]));
        assert_eq!(scan["passport"]["eco"]["status"], "loaded");
    }
    assert_eq!(world.asked_about(&gtin), 1, "whoever waits, the source is asked once");
}
