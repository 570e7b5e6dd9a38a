//! What the topics file allows.

use std::collections::BTreeSet;
use std::fmt;

use crate::topics::TopicsFile;

/// Somebody may do something. What nobody granted is refused.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grant {
    /// The service.
    pub principal: String,
    /// With what.
    pub resource: Resource,
    /// Does what.
    pub operation: Operation,
}

/// What is acted on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Resource {
    /// The topic of this name.
    Topic(String),
    /// Consumer groups whose names begin so.
    Groups(String),
}

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operation {
    /// Reading records, or being in a group.
    Read,
    /// Writing records; with it goes writing them only once.
    Write,
    /// Learning that it is there, and where.
    Describe,
}

/// Everything that the file allows, on a cluster whose topics and groups begin with `prefix`: who writes a topic writes it and no other,
/// who reads one reads it in groups of their own name, and both writes and reads its dead letters.
#[must_use]
pub fn grants(file: &TopicsFile, prefix: &str) -> BTreeSet<Grant> {
    let mut all = BTreeSet::new();
    for topic in file.wanted() {
        let resource = || Resource::Topic(format!("{prefix}{}", topic.name));
        for (who, operation) in [(&topic.written_by, Operation::Write), (&topic.read_by, Operation::Read)] {
            for principal in who {
                for operation in [operation, Operation::Describe] {
                    all.insert(Grant { principal: principal.clone(), resource: resource(), operation });
                }
            }
        }
        for principal in &topic.read_by {
            let resource = Resource::Groups(format!("{prefix}{principal}"));
            all.insert(Grant { principal: principal.clone(), resource, operation: Operation::Read });
        }
    }
    all
}

/// As an option of Kafka's own `kafka-acls.sh`.
impl fmt::Display for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = match self.operation {
            Operation::Read => "Read",
            Operation::Write => "Write",
            Operation::Describe => "Describe",
        };
        write!(f, "--add --allow-principal User:{} --operation {operation} ", self.principal)?;
        match &self.resource {
            Resource::Topic(name) => write!(f, "--topic {name}"),
            Resource::Groups(prefix) => write!(f, "--group {prefix} --resource-pattern-type prefixed"),
        }
    }
}

#[cfg(test)]
mod tests {
    use contracts::Topic;

    use super::*;

    const COMMITTED: &str = include_str!("../../../../deployment/kafka/topics.toml");

    fn committed() -> BTreeSet<Grant> {
        grants(&TopicsFile::parse(COMMITTED).unwrap(), "")
    }

    fn may(principal: &str, operation: Operation) -> Vec<String> {
        let all = committed().into_iter();
        let own = all.filter(|grant| grant.principal == principal && grant.operation == operation);
        let topic = |grant: Grant| match grant.resource {
            Resource::Topic(name) => Some(name),
            Resource::Groups(_) => None,
        };
        own.filter_map(topic).collect()
    }

    #[test]
    fn behind_the_wall_the_released_numbers_are_read_and_nothing_else() {
        let insights = [Topic::Insights.to_string(), Topic::Insights.dead_letters()];
        assert_eq!(may("brand-analytics-service", Operation::Read), insights);
        assert_eq!(may("brand-analytics-service", Operation::Write), insights[1..]);
    }

    #[test]
    fn before_the_wall_nobody_but_the_pipeline_writes_through_it() {
        for grant in committed() {
            if grant.resource == Resource::Topic(Topic::Insights.to_string())
                && grant.operation == Operation::Write
            {
                assert_eq!(grant.principal, "measurement-pipeline");
            }
        }
        let writes = may("measurement-pipeline", Operation::Write);
        for fact in [Topic::Scans, Topic::Verdicts, Topic::Fridge, Topic::Identity, Topic::Catalog] {
            assert!(!writes.contains(&fact.to_string()), "{fact}");
        }
    }

    #[test]
    fn a_group_bears_its_services_name_and_a_clusters_prefix() {
        let grants = grants(&TopicsFile::parse(COMMITTED).unwrap(), "b-");
        let group = Grant {
            principal: "identity-service".into(),
            resource: Resource::Groups("b-identity-service".into()),
            operation: Operation::Read,
        };
        assert!(grants.contains(&group));
        assert_eq!(
            group.to_string(),
            "--add --allow-principal User:identity-service --operation Read --group b-identity-service --resource-pattern-type prefixed"
        );
    }
}
