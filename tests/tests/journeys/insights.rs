//! Released numbers reach the screen of the brand whose they are, and nobody else's.

use std::{sync::Arc, time::Duration};

use contracts::{
    EventData, Topic,
    events::{InsightReleased, WindowClosed},
};
use jiff::Timestamp;
use messaging::KafkaArgs;
use rdkafka::{
    ClientConfig,
    message::{Header, OwnedHeaders},
    producer::{FutureProducer, FutureRecord},
};
use reqwest::{StatusCode, header};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::{
    brands::brand_user,
    gtins::MOZZARELLA,
    visitor::{Visitor, eventually},
    world::World,
};

const DAY: &str = "2026-11-18";
const NOTHING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// A day with one product in one region, as the pipeline releases it.
async fn release(world: &World, brand: &str, gtin: &str, visitors: i64) {
    let rows = ["IT-25", "all"].map(|region| {
        json!({
            "brandId": brand, "gtin": gtin, "region": region, "day": DAY, "metric": "scanning_visitors",
            "visitors": visitors, "policy": "threshold", "k": 5,
        })
    });
    let line = |region| format!("row:{gtin},{region},scanning_visitors,{visitors},threshold,5\n");
    let hashed = format!(
        "packytrace-release:1\nbrandId:{brand}\nday:{DAY}\nrows:2\n{}{}previousHash:{NOTHING}\n",
        line("IT-25"),
        line("all")
    );
    let hash: String = Sha256::digest(hashed).iter().map(|byte| format!("{byte:02x}")).collect();
    let end = json!({ "brandId": brand, "day": DAY, "rows": 2, "previousHash": NOTHING, "hash": hash });
    let [one, all] = rows;
    let events = [
        (InsightReleased::TYPE, InsightReleased::SCHEMA_ID, one),
        (InsightReleased::TYPE, InsightReleased::SCHEMA_ID, all),
        (WindowClosed::TYPE, WindowClosed::SCHEMA_ID, end),
    ];
    let pipeline = KafkaArgs::at(&world.fleet.kafka_as("measurement-pipeline").unwrap(), "");
    let config: ClientConfig = pipeline.client_settings().into_iter().collect();
    let producer: FutureProducer = config.create().unwrap();
    for (version, (kind, schema, data)) in (1..).zip(events) {
        put(&producer, brand, version, &json!({ "type": kind, "dataSchema": schema, "data": data })).await;
    }
}

async fn put(producer: &FutureProducer, brand: &str, version: i64, told: &Value) {
    let envelope = json!({
        "specversion": "1.0", "id": Uuid::now_v7(), "source": "measurement-pipeline", "time": Timestamp::now(),
        "subject": brand, "streamVersion": version,
        "type": told["type"], "dataSchema": told["dataSchema"], "data": told["data"],
    })
    .to_string();
    let version = version.to_string();
    let headers = OwnedHeaders::new().insert(Header { key: "ce_streamversion", value: Some(&version) });
    let record = FutureRecord::to(Topic::Insights.name()).key(brand).payload(&envelope).headers(headers);
    producer.send(record, Duration::from_secs(20)).await.unwrap();
}

async fn table(user: &Visitor, view: &str) -> Value {
    user.json(&format!("/api/v1/brand/insights/{view}?from={DAY}&to={DAY}")).await
}

pub(crate) async fn released_numbers_are_seen_by_their_own_brand_alone(world: Arc<World>) {
    let (one, _, brand) = brand_user(&world, "Caseificio Uno", "9526111").await;
    let (two, _, other) = brand_user(&world, "Caseificio Due", "9526112").await;
    release(&world, &brand, MOZZARELLA, 4_321).await;
    release(&world, &other, "09526112000014", 8_765).await;
    for (user, own, foreign) in [(&one, "4321", "8765"), (&two, "8765", "4321")] {
        eventually("the day is shown", || async {
            (table(user, "summary").await["releasedThrough"] == DAY).then_some(())
        })
        .await;
        for view in ["summary", "products", "regions", "series"] {
            let told = table(user, view).await.to_string();
            assert!(told.contains(own) && !told.contains(foreign), "{view}: {told}");
        }
        let csv = user.get("/api/v1/brand/insights.csv?view=products").await.text().await.unwrap();
        assert!(csv.contains(own) && !csv.contains(foreign), "{csv}");
    }
    let answer = two.get(&format!("/api/v1/brand/insights/products?gtin={MOZZARELLA}")).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND, "another brand's product is nobody's");

    let answer = one.get("/api/v1/brand/insights/products").await;
    assert_eq!(answer.headers()[header::CACHE_CONTROL], "private, no-cache");
    let tag = answer.headers()[header::ETAG].to_str().unwrap().to_owned();
    let again = one.request(reqwest::Method::GET, "/api/v1/brand/insights/products");
    let again = one.send(again.header(header::IF_NONE_MATCH, tag)).await;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
}
