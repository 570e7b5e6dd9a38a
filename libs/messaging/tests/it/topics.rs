//! The topics file on a real broker.

use std::path::Path;

use contracts::Topic;
use messaging::topics::{ApplyError, Change, TopicsFile, apply};
use rdkafka::admin::{AdminOptions, AlterConfig, NewPartitions, ResourceSpecifier};

use crate::kafka::Kafka;

fn committed() -> TopicsFile {
    TopicsFile::read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../deployment/kafka/topics.toml")))
        .unwrap()
}

async fn changes(kafka: &Kafka) -> Vec<Change> {
    apply(&committed(), &kafka.args, None).await.unwrap().into_iter().map(|applied| applied.change).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn topics_are_made_once_altered_when_they_differ_and_never_repartitioned() {
    let kafka = Kafka::with(&[]).await;
    assert_eq!(changes(&kafka).await, vec![Change::Created; 2 * Topic::ALL.len()]);
    assert_eq!(
        changes(&kafka).await,
        vec![Change::Unchanged; 2 * Topic::ALL.len()],
        "a second time changes nothing"
    );

    let scans = kafka.args.topic_name(Topic::Scans);
    let shorter = AlterConfig::new(ResourceSpecifier::Topic(&scans)).set("retention.ms", "1000");
    kafka.admin().alter_configs([&shorter], &AdminOptions::new()).await.unwrap();
    let altered = changes(&kafka).await.into_iter().filter(|change| *change == Change::Altered).count();
    assert_eq!(altered, 1);

    let more = NewPartitions::new(&scans, 13);
    kafka.admin().create_partitions([&more], &AdminOptions::new()).await.unwrap();
    let refused = apply(&committed(), &kafka.args, None).await;
    assert!(matches!(refused, Err(ApplyError::Repartition { wanted: 12, found: 13, .. })), "{refused:?}");
}
