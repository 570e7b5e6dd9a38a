//! Topics from `deployment/kafka/topics.toml`.

use messaging::KafkaArgs;
use messaging::topics::{self, ApplyError, TopicsFile};

use crate::error::{FleetError, Result};
use crate::layout::Checkout;
use crate::wait;

const FILE: &str = "deployment/kafka/topics.toml";

/// Brings Kafka's topics to what the file says.
pub(crate) async fn apply(checkout: &Checkout, brokers: String) -> Result<()> {
    let unusable = |fault: &dyn std::fmt::Display| FleetError::Unusable(format!("applying {FILE}: {fault}"));
    let file = TopicsFile::read(&checkout.path(FILE)).map_err(|fault| unusable(&fault))?;
    let kafka = KafkaArgs::at(&brokers, "");
    // A broker on a busy machine may leave its first questions unanswered; asking again changes nothing twice.
    wait::until(&format!("Kafka to take {FILE}"), 120, || async {
        match topics::apply(&file, &kafka, Some(1)).await {
            Ok(_) => Some(Ok(())),
            Err(ApplyError::Kafka(_)) => None,
            Err(fault) => Some(Err(unusable(&fault))),
        }
    })
    .await?
}
