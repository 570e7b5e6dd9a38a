//! Topics from `deployment/kafka/topics.toml`.

use messaging::KafkaArgs;
use messaging::topics::{self, TopicsFile};

use crate::error::{FleetError, Result};
use crate::layout::Checkout;

const FILE: &str = "deployment/kafka/topics.toml";

/// Brings Kafka's topics to what the file says.
pub(crate) async fn apply(checkout: &Checkout, brokers: String) -> Result<()> {
    let unusable = |fault: &dyn std::fmt::Display| FleetError::Unusable(format!("applying {FILE}: {fault}"));
    let file = TopicsFile::read(&checkout.path(FILE)).map_err(|fault| unusable(&fault))?;
    let kafka = KafkaArgs { brokers, topic_prefix: String::new() };
    topics::apply(&file, &kafka, Some(1)).await.map_err(|fault| unusable(&fault))?;
    Ok(())
}
