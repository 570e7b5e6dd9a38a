//! Topics, and who may do what with them, from `deployment/kafka/topics.toml`.

use std::collections::BTreeSet;

use messaging::KafkaArgs;
use messaging::access;
use messaging::topics::{self, ApplyError, TopicsFile};

use crate::error::{FleetError, Result};
use crate::layout::Checkout;
use crate::wait;

const FILE: &str = "deployment/kafka/topics.toml";

/// Every service that the file names.
pub(crate) fn principals(checkout: &Checkout) -> Result<BTreeSet<String>> {
    let wanted = read(checkout)?.wanted().into_iter();
    Ok(wanted.flat_map(|topic| topic.written_by.into_iter().chain(topic.read_by)).collect())
}

/// Brings Kafka's topics and access lists to what the file says. `place` says who asks, who may do everything.
pub(crate) async fn apply(checkout: &Checkout, place: &str) -> Result<()> {
    let file = read(checkout)?;
    let kafka = KafkaArgs::at(place, "");
    // A broker on a busy machine may leave its first questions unanswered; asking again changes nothing twice.
    wait::until(&format!("Kafka to take {FILE}"), 120, || async {
        match topics::apply(&file, &kafka, Some(1)).await {
            Ok(_) => {}
            Err(ApplyError::Kafka(_)) => return None,
            Err(fault) => return Some(Err(unusable(&fault))),
        }
        match access::apply(&file, &kafka).await {
            Ok(_) => Some(Ok(())),
            Err(fault) if fault.is_passing() => None,
            Err(fault) => Some(Err(unusable(&fault))),
        }
    })
    .await?
}

fn read(checkout: &Checkout) -> Result<TopicsFile> {
    TopicsFile::read(&checkout.path(FILE)).map_err(|fault| unusable(&fault))
}

fn unusable(fault: &dyn std::fmt::Display) -> FleetError {
    FleetError::Unusable(format!("applying {FILE}: {fault}"))
}
