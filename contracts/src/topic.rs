//! The closed set of topics; `deployment/kafka/topics.toml` holds their settings.

use std::{fmt, str::FromStr};

/// A Kafka topic of PackyTrace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// Scans and reports, by visitor.
    Scans,
    /// The catalogue's full states, by GTIN; compacted.
    Catalog,
    /// Accounts, links, consents, erasures, brands.
    Identity,
    /// What each service confirms to have erased.
    Erasures,
    /// Levels of verdicts, by visitor.
    Verdicts,
    /// What happened to packs at home, by account.
    Fridge,
    /// The only topic across the privacy wall, by brand.
    Insights,
}

impl Topic {
    /// Every topic.
    pub const ALL: [Self; 7] = [
        Self::Scans,
        Self::Catalog,
        Self::Identity,
        Self::Erasures,
        Self::Verdicts,
        Self::Fridge,
        Self::Insights,
    ];

    /// The name on the broker.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Scans => "packytrace.scans.v1",
            Self::Catalog => "packytrace.catalog.v1",
            Self::Identity => "packytrace.identity.v1",
            Self::Erasures => "packytrace.erasures.v1",
            Self::Verdicts => "packytrace.verdicts.v1",
            Self::Fridge => "packytrace.fridge.v1",
            Self::Insights => "packytrace.insights.v1",
        }
    }

    /// The name of the topic that takes what consumers could not digest.
    #[must_use]
    pub fn dead_letters(self) -> String {
        format!("{}.dlq", self.name())
    }

    /// Whether each record is the full state of its key, so that versions may jump.
    #[must_use]
    pub const fn is_compacted(self) -> bool {
        matches!(self, Self::Catalog)
    }

    /// Whether several services tell of the same subject, each in an order of its own: then a stream is a subject of one source.
    #[must_use]
    pub const fn has_many_writers(self) -> bool {
        matches!(self, Self::Erasures)
    }

    /// Whether a record may say which request caused it: never across the privacy wall.
    #[must_use]
    pub const fn carries_trace(self) -> bool {
        !matches!(self, Self::Insights)
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// No topic of PackyTrace has this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no PackyTrace topic is named {0:?}")]
pub struct UnknownTopic(String);

impl FromStr for Topic {
    type Err = UnknownTopic;

    fn from_str(name: &str) -> Result<Self, UnknownTopic> {
        Self::ALL.into_iter().find(|topic| topic.name() == name).ok_or_else(|| UnknownTopic(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_is_found_by_its_name() {
        for topic in Topic::ALL {
            assert_eq!(topic.name().parse(), Ok(topic));
        }
        assert!("packytrace.scans.v1.dlq".parse::<Topic>().is_err());
    }
}
