//! A brand looks back on what changed about its product.

use std::sync::Arc;

use gs1::Gtin;
use service_kit::ids::BrandId;

use super::ports::{PastChanges, ProductChange, WantedChanges};
use crate::application::ports::StoreError;

/// Reads what changed.
#[derive(Clone)]
pub struct BrandChanges(Arc<dyn PastChanges>);

impl BrandChanges {
    /// On this store.
    pub fn new(store: Arc<dyn PastChanges>) -> Self {
        Self(store)
    }

    /// A part of a product's changes, newest first; `None` when the brand has no such product.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "workspace.changes", skip_all)]
    pub async fn read(
        &self,
        brand: BrandId,
        gtin: &Gtin,
        wanted: &WantedChanges,
    ) -> Result<Option<Vec<ProductChange>>, StoreError> {
        self.0.changes(brand, gtin, wanted).await
    }
}
