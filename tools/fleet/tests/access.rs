//! What the privacy wall stands on: on the real broker each service can do what `deployment/kafka/topics.toml` says, and nothing else.
#![cfg(test)] // so that clippy knows helpers here as test code

use std::time::{Duration, Instant};

use fleet::{Fleet, FleetOptions, KAFKA_OPERATOR};
use messaging::{
    KafkaArgs,
    access::{self, Access, Operation, Resource},
    topics::TopicsFile,
};
use rdkafka::{
    ClientConfig, Message as _, Offset, TopicPartitionList,
    consumer::{BaseConsumer, Consumer as _},
    error::{KafkaError, RDKafkaErrorCode},
    producer::{FutureProducer, FutureRecord},
    types::RDKafkaRespErr,
};

const TIMEOUT: Duration = Duration::from_secs(20);
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../deployment/kafka/topics.toml");

/// A client of the fleet's broker, as this service.
struct Principal {
    name: String,
    kafka: KafkaArgs,
}

impl Principal {
    fn of(fleet: &Fleet, name: &str) -> Self {
        Self { name: name.to_owned(), kafka: KafkaArgs::at(&fleet.kafka_as(name).unwrap(), "") }
    }

    fn config(&self) -> ClientConfig {
        self.kafka.client_settings().into_iter().collect()
    }

    async fn may_write(&self, topic: &str) -> bool {
        let producer: FutureProducer = self.config().set("message.timeout.ms", "15000").create().unwrap();
        match producer.send(FutureRecord::to(topic).key("nobody").payload("x"), TIMEOUT).await {
            Ok(_) => true,
            Err((error, _)) => refused(&error),
        }
    }

    /// Reads what the operator wrote, past what its group has read. Of a topic that it may not even see a consumer hears
    /// nothing.
    fn may_read(&self, topic: &str) -> bool {
        if !self.sees(topic) {
            return false;
        }
        let mut config = self.config();
        let config = config.set("group.id", &self.name).set("enable.auto.commit", "false");
        let client: BaseConsumer = config.create().unwrap();
        let mut place = TopicPartitionList::new();
        place.add_partition_offset(topic, 0, Offset::Beginning).unwrap();
        client.assign(&place).unwrap();
        match client.poll(TIMEOUT).expect("an answer") {
            Ok(record) => record.payload().is_some(),
            Err(error) => refused(&error),
        }
    }

    /// Learns that it is there.
    fn sees(&self, topic: &str) -> bool {
        let client: BaseConsumer = self.config().create().unwrap();
        let metadata = client.fetch_metadata(Some(topic), TIMEOUT).unwrap();
        let refusal = metadata.topics()[0].error();
        assert!(
            refusal.is_none_or(|code| code == RDKafkaRespErr::RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED)
        );
        refusal.is_none()
    }

    /// Reads as a member of this group.
    fn may_join(&self, group: &str, topic: &str) -> bool {
        let mut config = self.config();
        let client: BaseConsumer =
            config.set("group.id", group).set("auto.offset.reset", "earliest").create().unwrap();
        client.subscribe(&[topic]).unwrap();
        let deadline = Instant::now() + TIMEOUT;
        // A poll ends early with nothing when the group shares its partitions out.
        let answer =
            std::iter::repeat_with(|| client.poll(TIMEOUT)).take_while(|_| Instant::now() < deadline);
        match answer.flatten().next().unwrap_or_else(|| panic!("no answer to {group}")) {
            Ok(record) => record.payload().is_some(),
            Err(error) => refused(&error),
        }
    }
}

/// `false` when it is a refusal; anything else is a surprise.
fn refused(error: &KafkaError) -> bool {
    use RDKafkaErrorCode::{ClusterAuthorizationFailed, GroupAuthorizationFailed, TopicAuthorizationFailed};
    let code = error.rdkafka_error_code();
    let known = [TopicAuthorizationFailed, GroupAuthorizationFailed, ClusterAuthorizationFailed];
    assert!(code.is_some_and(|code| known.contains(&code)), "{error}");
    false
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_service_can_do_what_the_file_grants_and_nothing_else() {
    let fleet = Fleet::start(FleetOptions::test().unwrap()).await.unwrap();
    let file = TopicsFile::read(FILE.as_ref()).unwrap();
    let operator = Principal::of(&fleet, KAFKA_OPERATOR);
    for topic in file.wanted() {
        fill(&operator, &topic.name).await;
    }

    // The wall itself, in words.
    let (brands, pipeline) =
        (Principal::of(&fleet, "brand-analytics-service"), Principal::of(&fleet, "measurement-pipeline"));
    assert!(brands.may_read("packytrace.insights.v1"));
    for facts in ["scans", "verdicts", "fridge", "identity", "catalog", "erasures"] {
        assert!(!brands.may_read(&format!("packytrace.{facts}.v1")), "{facts}");
    }
    assert!(pipeline.may_read("packytrace.scans.v1") && !pipeline.may_write("packytrace.scans.v1").await);
    assert!(pipeline.may_write("packytrace.insights.v1").await);
    assert!(!brands.may_write("packytrace.insights.v1").await);

    // And everybody with everything.
    let grants = access::grants(&file, "");
    let granted = |principal: &str, topic: &str, operation| {
        let resource = Resource::Topic(topic.to_owned());
        grants.contains(&access::Grant { principal: principal.to_owned(), resource, operation })
    };
    let names: std::collections::BTreeSet<_> = grants.iter().map(|grant| grant.principal.clone()).collect();
    for name in &names {
        let principal = Principal::of(&fleet, name);
        for topic in file.wanted() {
            let topic = &topic.name;
            let (read, write) = (principal.may_read(topic), principal.may_write(topic).await);
            assert_eq!(read, granted(name, topic, Operation::Read), "{name} reads {topic}");
            assert_eq!(write, granted(name, topic, Operation::Write), "{name} writes {topic}");
        }
    }
    for (group, own) in [("brand-analytics-service", true), ("measurement-pipeline", false), ("any", false)] {
        assert_eq!(brands.may_join(group, "packytrace.insights.v1"), own, "{group}");
    }

    // Who shows no password, or a wrong one, is nobody.
    for place in [fleet.kafka(), format!("brand-analytics-service:guessed@{}", fleet.kafka())] {
        let nobody: ClientConfig = KafkaArgs::at(&place, "").client_settings().into_iter().collect();
        let client: BaseConsumer = nobody.create().unwrap();
        assert!(client.fetch_metadata(None, Duration::from_secs(3)).is_err(), "{place}");
    }

    // A second time nothing changes; a rule that the file does not have goes.
    let kafka = &operator.kafka;
    assert_eq!(access::apply(&file, kafka).await.unwrap(), Access::Applied { added: 0, removed: 0 });
    let less: TopicsFile = TopicsFile::read(without_brands().path()).unwrap();
    let Access::Applied { added: 0, removed } = access::apply(&less, kafka).await.unwrap() else { panic!() };
    assert!(removed > 0);
    assert!(!brands.may_read("packytrace.insights.v1"), "taken away");
    assert_eq!(access::apply(&file, kafka).await.unwrap(), Access::Applied { added: removed, removed: 0 });
}

/// A record in the first partition.
async fn fill(operator: &Principal, topic: &str) {
    let producer: FutureProducer = operator.config().create().unwrap();
    let record = FutureRecord::to(topic).partition(0).key("nobody").payload("x");
    producer.send(record, TIMEOUT).await.unwrap();
}

fn without_brands() -> tempfile::NamedTempFile {
    let text = std::fs::read_to_string(FILE).unwrap().replace("\"brand-analytics-service\"", "");
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    file
}
