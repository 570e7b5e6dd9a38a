//! Makes a cluster's access lists what the file says: adds what is missing, takes away what is too much.

use std::collections::BTreeSet;
use std::io;
use std::time::{Duration, Instant};

use super::cluster::{Cluster, Found, Rule, TIMEOUT};
use super::grant::{Grant, grants};
use super::wire::Unreadable;
use crate::kafka::KafkaArgs;
use crate::topics::TopicsFile;

/// The access lists could not be made what the file says.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// The cluster does not answer.
    #[error("Kafka does not answer")]
    Away(#[from] io::Error),
    /// It takes too long.
    #[error("Kafka did not answer in time")]
    TimedOut,
    /// It refuses.
    #[error("Kafka refused with its error {0}")]
    Refused(i16),
    /// What it says makes no sense.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// TLS and SCRAM are not spoken here.
    #[error(
        "access lists are applied over sasl_plaintext with PLAIN only: elsewhere give what `packytrace-topics access` prints to kafka-acls.sh"
    )]
    OtherTool,
}

impl AccessError {
    /// Whether asking again may help.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Away(_) | Self::TimedOut)
    }
}

/// What became of the access lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// They are what the file says.
    Applied {
        /// Rules that were missing.
        added: usize,
        /// Rules that were too much.
        removed: usize,
    },
    /// The cluster has no authorizer: everybody may do everything.
    Open,
}

/// Makes the access lists of the cluster's topics and groups what the file says; those of other names than our prefix stay.
///
/// # Errors
/// When the cluster is away or refuses.
pub async fn apply(file: &TopicsFile, kafka: &KafkaArgs) -> Result<Access, AccessError> {
    let mut cluster = Cluster::connect(kafka).await?;
    let wanted = Wanted { grants: grants(file, &kafka.topic_prefix), prefix: &kafka.topic_prefix };
    let Some(found) = cluster.rules().await? else { return Ok(Access::Open) };
    let (missing, surplus) = (wanted.missing(&found), wanted.surplus(&found));
    if !missing.is_empty() {
        cluster.create(&missing).await?;
    }
    if !surplus.is_empty() {
        cluster.delete(&surplus).await?;
    }
    wanted.shown_by(&mut cluster).await?;
    Ok(Access::Applied { added: missing.len(), removed: surplus.len() })
}

struct Wanted<'a> {
    grants: BTreeSet<Grant>,
    prefix: &'a str,
}

impl Wanted<'_> {
    fn missing(&self, found: &[Found]) -> BTreeSet<&Grant> {
        let there: BTreeSet<&Grant> = found.iter().filter_map(|found| found.grant.as_ref()).collect();
        self.grants.iter().filter(|grant| !there.contains(grant)).collect()
    }

    fn surplus(&self, found: &[Found]) -> Vec<Rule> {
        let ours = found.iter().filter(|found| found.rule.name().starts_with(self.prefix));
        let surplus =
            ours.filter(|found| found.grant.as_ref().is_none_or(|grant| !self.grants.contains(grant)));
        surplus.map(|found| found.rule.clone()).collect()
    }

    /// Waits until the broker goes by what the controller has noted.
    async fn shown_by(&self, cluster: &mut Cluster) -> Result<(), AccessError> {
        let deadline = Instant::now() + TIMEOUT;
        loop {
            let found = cluster.rules().await?.unwrap_or_default();
            if self.missing(&found).is_empty() && self.surplus(&found).is_empty() {
                return Ok(());
            }
            if Instant::now() > deadline {
                return Err(AccessError::TimedOut);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}
