//! What is known of a product, asked for when it was never asked for.

use std::sync::Arc;

use gs1::Gtin;
use service_kit::clock::Clock;

use super::ports::{ProductCard, ProductSource, ProductStore, SourceFault, StoreError, Unanswered};

/// Why nothing is known of a product.
#[derive(Debug, thiserror::Error)]
pub enum ProductError {
    /// Nobody knows it.
    #[error("nobody knows this product")]
    Unknown,
    /// It cannot be asked about, and nothing was heard of it before.
    #[error(transparent)]
    Unavailable(#[from] Unanswered),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Knows products.
#[derive(Clone)]
pub struct Products {
    store: Arc<dyn ProductStore>,
    source: Arc<dyn ProductSource>,
    clock: Arc<dyn Clock>,
}

impl Products {
    /// Kept here, asked there.
    pub fn new(store: Arc<dyn ProductStore>, source: Arc<dyn ProductSource>, clock: Arc<dyn Clock>) -> Self {
        Self { store, source, clock }
    }

    /// What is said of the product now. When nobody can be asked, what was heard last will do: the catalog's events tell a name, and
    /// only the quantity that the pack prints may be missing.
    ///
    /// # Errors
    /// [`ProductError`] says why there is nothing.
    #[tracing::instrument(name = "products.card", skip_all)]
    pub async fn card(&self, gtin: &Gtin) -> Result<ProductCard, ProductError> {
        match self.source.product(gtin).await {
            Ok(card) => {
                self.keep(gtin, &card).await?;
                Ok(card)
            }
            Err(SourceFault::Unknown) => Err(ProductError::Unknown),
            Err(SourceFault::Unanswered(fault)) => {
                self.store.find(gtin).await?.ok_or(ProductError::Unavailable(fault))
            }
        }
    }

    /// What was heard of it, if anything.
    ///
    /// # Errors
    /// The store failed.
    pub async fn heard(&self, gtin: &Gtin) -> Result<Option<ProductCard>, StoreError> {
        self.store.find(gtin).await
    }

    /// Keeps what was said of it.
    ///
    /// # Errors
    /// The store failed.
    pub async fn keep(&self, gtin: &Gtin, card: &ProductCard) -> Result<(), StoreError> {
        self.store.keep(gtin, card, self.clock.now()).await
    }
}
