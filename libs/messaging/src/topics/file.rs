//! `deployment/kafka/topics.toml`.

use std::collections::BTreeMap;
use std::path::Path;

use contracts::Topic;
use serde::Deserialize;

/// The file could not be used.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It is not there.
    #[error("the topics file could not be read")]
    Unreadable(#[from] std::io::Error),
    /// It is not what it should be.
    #[error("the topics file is not valid")]
    Invalid(#[from] toml::de::Error),
    /// It and the code know different topics.
    #[error("the topics file must declare {0} once")]
    Topic(Topic),
}

/// Every topic with its settings, and who may do what with it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicsFile {
    replication: i32,
    dead_letters: Shape,
    topic: Vec<Declared>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    partitions: i32,
    settings: BTreeMap<String, String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Declared {
    #[serde(deserialize_with = "by_name")]
    name: Topic,
    partitions: i32,
    written_by: Vec<String>,
    read_by: Vec<String>,
    settings: BTreeMap<String, String>,
}

fn by_name<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Topic, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}

/// A topic as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Its name, without a cluster's prefix.
    pub name: String,
    /// How many partitions; never changed in place.
    pub partitions: i32,
    /// Its settings on the broker.
    pub settings: BTreeMap<String, String>,
    /// Services that may write.
    pub written_by: Vec<String>,
    /// Services that may read.
    pub read_by: Vec<String>,
}

impl TopicsFile {
    /// Reads the file and holds it to the code's topics.
    ///
    /// # Errors
    /// When it is missing, malformed, or does not declare each topic once.
    pub fn read(path: &Path) -> Result<Self, FileError> {
        Self::parse(&std::fs::read_to_string(path)?)
    }

    pub(crate) fn parse(text: &str) -> Result<Self, FileError> {
        let file: Self = toml::from_str(text)?;
        let declared = |topic| file.topic.iter().filter(|declared| declared.name == topic).count();
        match Topic::ALL.into_iter().find(|topic| declared(*topic) != 1) {
            Some(topic) => Err(FileError::Topic(topic)),
            None => Ok(file),
        }
    }

    /// Copies of each partition, unless the cluster says otherwise.
    #[must_use]
    pub fn replication(&self) -> i32 {
        self.replication
    }

    /// Every topic, each followed by its dead letters.
    #[must_use]
    pub fn wanted(&self) -> Vec<Wanted> {
        self.topic
            .iter()
            .flat_map(|declared| [declared.wanted(), declared.dead_letters(&self.dead_letters)])
            .collect()
    }
}

impl Declared {
    fn wanted(&self) -> Wanted {
        Wanted {
            name: self.name.to_string(),
            partitions: self.partitions,
            settings: self.settings.clone(),
            written_by: self.written_by.clone(),
            read_by: self.read_by.clone(),
        }
    }

    /// Dead letters are written and read by who reads the topic.
    fn dead_letters(&self, shape: &Shape) -> Wanted {
        Wanted {
            name: self.name.dead_letters(),
            partitions: shape.partitions,
            settings: shape.settings.clone(),
            written_by: self.read_by.clone(),
            read_by: self.read_by.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMITTED: &str = include_str!("../../../../deployment/kafka/topics.toml");
    const DAY: i64 = 24 * 60 * 60 * 1000;

    fn setting(topic: &str, key: &str) -> Option<String> {
        let wanted = TopicsFile::parse(COMMITTED).unwrap().wanted();
        let topic = wanted.into_iter().find(|wanted| wanted.name == topic).unwrap();
        topic.settings.get(key).cloned()
    }

    fn oldest_day(topic: &str) -> i64 {
        let number = |key| setting(topic, key).unwrap().parse::<i64>().unwrap();
        (number("retention.ms") + number("segment.ms")) / DAY
    }

    #[test]
    fn the_committed_file_declares_every_topic_and_its_dead_letters() {
        let names: Vec<_> =
            TopicsFile::parse(COMMITTED).unwrap().wanted().into_iter().map(|wanted| wanted.name).collect();
        for topic in Topic::ALL {
            assert!(names.contains(&topic.to_string()) && names.contains(&topic.dead_letters()), "{topic}");
        }
        assert_eq!(names.len(), 2 * Topic::ALL.len());
    }

    #[test]
    fn no_fact_outlives_its_promise() {
        for topic in [Topic::Scans, Topic::Identity, Topic::Verdicts, Topic::Fridge] {
            assert_eq!(oldest_day(topic.name()), 7, "{topic}");
        }
        for topic in Topic::ALL {
            assert_eq!(oldest_day(&topic.dead_letters()), 7, "{topic}");
        }
        assert_eq!(oldest_day(Topic::Erasures.name()), 30);
        assert_eq!(oldest_day(Topic::Insights.name()), 395);
    }

    #[test]
    fn a_topic_is_compacted_in_the_file_when_it_is_in_the_code() {
        for topic in Topic::ALL {
            let compacted = setting(topic.name(), "cleanup.policy").as_deref() == Some("compact");
            assert_eq!(compacted, topic.is_compacted(), "{topic}");
        }
    }

    #[test]
    fn fact_topics_have_12_partitions_and_the_rest_3() {
        for wanted in TopicsFile::parse(COMMITTED).unwrap().wanted() {
            let facts = [Topic::Scans, Topic::Identity, Topic::Verdicts, Topic::Fridge];
            let expected = if facts.iter().any(|topic| topic.name() == wanted.name) { 12 } else { 3 };
            assert_eq!(wanted.partitions, expected, "{}", wanted.name);
        }
    }

    #[test]
    fn only_measurement_writes_across_the_privacy_wall_and_only_brand_analytics_reads() {
        let wanted = TopicsFile::parse(COMMITTED).unwrap().wanted();
        for wanted in
            wanted.iter().filter(|wanted| wanted.read_by.contains(&"brand-analytics-service".into()))
        {
            assert!(wanted.name.starts_with(Topic::Insights.name()), "{}", wanted.name);
        }
        let insights = wanted.iter().find(|wanted| wanted.name == Topic::Insights.name()).unwrap();
        assert_eq!(insights.written_by, ["measurement-pipeline"]);
    }

    #[test]
    fn a_file_without_a_topic_is_refused() {
        let missing = COMMITTED.replace("packytrace.fridge.v1", "packytrace.scans.v1");
        assert!(matches!(TopicsFile::parse(&missing), Err(FileError::Topic(_))));
        assert!(matches!(TopicsFile::parse("replication = 1"), Err(FileError::Invalid(_))));
    }
}
