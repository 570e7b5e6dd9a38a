//! A brand keeps the journeys of its products and lots right.

use std::sync::Arc;

use gs1::Gtin;
use service_kit::ids::BrandId;

use super::{
    WorkspaceError,
    ports::{PutJourney, WorkJourney, WorkJourneys},
};
use crate::{application::ports::StoreError, domain::workspace::Qualifier};

/// A command on a journey that did not go through.
pub type JourneyError = WorkspaceError<WorkJourney>;

/// Reads and changes journeys.
#[derive(Clone)]
pub struct BrandJourneys(Arc<dyn WorkJourneys>);

impl BrandJourneys {
    /// On this store.
    pub fn new(journeys: Arc<dyn WorkJourneys>) -> Self {
        Self(journeys)
    }

    /// The steps of a product or lot; `None` when the brand has no such product.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "workspace.journey", skip_all)]
    pub async fn read(
        &self,
        brand: BrandId,
        gtin: &Gtin,
        lot: Option<&Qualifier>,
    ) -> Result<Option<WorkJourney>, StoreError> {
        self.0.journey(brand, gtin, lot).await
    }

    /// Stores the steps as they are to stand; shoppers read them at once where the product is published.
    ///
    /// # Errors
    /// [`WorkspaceError`] says why not.
    #[tracing::instrument(name = "workspace.put_journey", skip_all)]
    pub async fn put(&self, put: &PutJourney) -> Result<WorkJourney, JourneyError> {
        self.0.put_journey(put).await
    }
}
