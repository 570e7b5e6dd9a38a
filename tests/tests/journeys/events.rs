//! What happened arrives on Kafka as the contracts say.

use std::{sync::Arc, time::Duration};

use contracts::{
    EventData,
    events::{ProductReported, ProductScanned},
};
use fleet::KAFKA_OPERATOR;
use messaging::KafkaArgs;
use rdkafka::{
    ClientConfig, Message,
    consumer::{Consumer, StreamConsumer},
};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::{gtins::MOZZARELLA, world::World};

/// The first event of this type whose payload fits, from the start of its topic.
pub(crate) async fn event<T: EventData>(world: &World, fits: impl Fn(&Value) -> bool) -> Value {
    let kafka = KafkaArgs::at(&world.fleet.kafka_as(KAFKA_OPERATOR).unwrap(), "");
    let consumer: StreamConsumer = kafka
        .client_settings()
        .into_iter()
        .collect::<ClientConfig>()
        .set("group.id", uuid::Uuid::new_v4().to_string())
        .set("auto.offset.reset", "earliest")
        .create()
        .unwrap();
    consumer.subscribe(&[T::TOPIC]).unwrap();
    let search = async {
        loop {
            let message = consumer.recv().await.unwrap();
            let envelope: Value = serde_json::from_slice(message.payload().unwrap()).unwrap();
            if envelope["type"] == T::TYPE && fits(&envelope["data"]) {
                assert_eq!(envelope["subject"].as_str().unwrap().as_bytes(), message.key().unwrap());
                return envelope;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(30), search)
        .await
        .unwrap_or_else(|_| panic!("no such {} on Kafka", T::TYPE))
}

pub(crate) fn assert_valid(schema: &str, document: &Value) {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let faults: Vec<String> = jsonschema::validator_for(&schema)
        .unwrap()
        .iter_errors(document)
        .map(|fault| fault.to_string())
        .collect();
    assert_eq!(faults, Vec::<String>::new(), "{document}");
}

pub(crate) async fn a_scan_arrives_on_kafka_as_its_contract_says(world: Arc<World>) {
    let visitor = world.visitor();
    let first = visitor.scan(MOZZARELLA).await;
    let second = visitor.scan(MOZZARELLA).await;
    let mut seen = Vec::new();
    for scan in [&first, &second] {
        let envelope = event::<ProductScanned>(&world, |data| data["scanId"] == scan["scanId"]).await;
        assert_valid(contracts::ENVELOPE_SCHEMA, &envelope);
        assert_valid(ProductScanned::SCHEMA, &envelope["data"]);
        assert_eq!(envelope["data"]["gtin"], MOZZARELLA);
        assert_eq!(envelope["data"]["entry"], "typed");
        seen.push(envelope);
    }
    assert_eq!(seen[0]["subject"], seen[1]["subject"], "both on the visitor's stream");
    let versions: Vec<_> = seen.iter().map(|envelope| envelope["streamVersion"].as_i64().unwrap()).collect();
    assert_eq!(versions, [1, 2]);
    let new: Vec<_> = seen.iter().map(|envelope| envelope["data"]["newVisitor"].as_bool().unwrap()).collect();
    assert_eq!(new, [true, false]);
}

pub(crate) async fn a_report_arrives_on_kafka_as_its_contract_says(world: Arc<World>) {
    let visitor = world.visitor();
    let comment = "The lid names another weight";
    let path = format!("/api/v1/products/{MOZZARELLA}/reports");
    let answer = visitor.post(&path, &json!({ "reason": "wrong_facts", "comment": comment })).await;
    assert_eq!(answer.status(), StatusCode::ACCEPTED);
    let envelope = event::<ProductReported>(&world, |data| {
        data["gtin"] == MOZZARELLA && data["reason"] == "wrong_facts"
    })
    .await;
    assert_valid(ProductReported::SCHEMA, &envelope["data"]);
    assert!(!envelope.to_string().contains(comment), "what a person wrote is in no event");
}
