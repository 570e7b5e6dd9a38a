//! What happened to one item.

use std::sync::Arc;

use service_kit::ids::AccountId;

use super::ports::{StoreError, Streams};
use crate::domain::{event::Event, item::ItemId};

/// Reads histories.
#[derive(Clone)]
pub struct ReadHistory(Arc<dyn Streams>);

impl ReadHistory {
    /// From these.
    pub fn new(streams: Arc<dyn Streams>) -> Self {
        Self(streams)
    }

    /// Everything, in order; empty when the item is none of the account's.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "read_fridge_history", skip_all)]
    pub async fn read(&self, account: AccountId, item: ItemId) -> Result<Vec<Event>, StoreError> {
        self.0.of_item(account, item).await
    }
}
