//! What is made of the streams, to be read.

use async_trait::async_trait;
use jiff::Timestamp;
use service_kit::ids::AccountId;

use super::StoreError;
use crate::domain::{
    alerts::Alert,
    item::{Item, ItemId},
    undo::ActionName,
};

/// An item as it is kept.
#[derive(Debug, Clone)]
pub struct KeptItem {
    /// The item.
    pub item: Item,
    /// The last that was done to it, and until when it can be taken back.
    pub undo: Option<(ActionName, Timestamp)>,
    /// What the catalog calls it now.
    pub name: Option<String>,
    /// Its picture.
    pub image_url: Option<String>,
}

impl KeptItem {
    /// What the catalog calls it now, else what it was called when it came in.
    #[must_use]
    pub fn called(&self) -> Option<&str> {
        self.name.as_deref().or_else(|| Some(self.item.added().food.name()?.as_str()))
    }

    /// Its picture in the catalog now, else the one that it had when it came in.
    #[must_use]
    pub fn pictured(&self) -> Option<&str> {
        let picture = || Some(self.item.added().food.product()?.picture.as_ref()?.as_str());
        self.image_url.as_deref().or_else(picture)
    }
}

/// Reads what is made of the streams.
#[async_trait]
pub trait Projections: Send + Sync {
    /// Everything that is there.
    async fn present(&self, account: AccountId) -> Result<Vec<KeptItem>, StoreError>;

    /// One item, gone ones included.
    async fn item(&self, account: AccountId, item: ItemId) -> Result<Option<KeptItem>, StoreError>;

    /// What the catalog said of items that are there.
    async fn product_alerts(&self, account: AccountId) -> Result<Vec<Alert>, StoreError>;

    /// Every item that came in between these instants, the second excluded.
    async fn added_between(
        &self,
        account: AccountId,
        from: Timestamp,
        before: Timestamp,
    ) -> Result<Vec<Item>, StoreError>;
}
