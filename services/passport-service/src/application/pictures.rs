//! Pictures of products, from our own address: the browser never asks a third party.

use std::{sync::Arc, time::Duration};

use gs1::Gtin;
use moka::future::Cache;
use service_kit::clock::Clock;

use super::ports::{KeptPicture, Picture, PictureSource, PictureStore, StoreError};

const IN_MEMORY_BYTES: u64 = 16 * 1024 * 1024;
const IN_MEMORY_FOR: Duration = Duration::from_secs(300);

/// Finds pictures.
#[derive(Clone)]
pub struct Pictures {
    store: Arc<dyn PictureStore>,
    source: Arc<dyn PictureSource>,
    clock: Arc<dyn Clock>,
    recent: Cache<Gtin, Option<Picture>>,
}

impl Pictures {
    /// From this store, and into it from this source.
    pub fn new(store: Arc<dyn PictureStore>, source: Arc<dyn PictureSource>, clock: Arc<dyn Clock>) -> Self {
        let weigh = |_: &Gtin, picture: &Option<Picture>| {
            let bytes = picture.as_ref().map_or(64, |picture| picture.body.len());
            u32::try_from(bytes).unwrap_or(u32::MAX)
        };
        let recent =
            Cache::builder().weigher(weigh).max_capacity(IN_MEMORY_BYTES).time_to_live(IN_MEMORY_FOR).build();
        Self { store, source, clock, recent }
    }

    /// The picture of a product, if there is one. Those who ask at the same time cause one question.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "picture", skip_all)]
    pub async fn find(&self, gtin: &Gtin) -> Result<Option<Picture>, Arc<StoreError>> {
        self.recent.try_get_with(*gtin, self.look_for(gtin)).await
    }

    async fn look_for(&self, gtin: &Gtin) -> Result<Option<Picture>, StoreError> {
        let now = self.clock.now();
        let address = match self.store.find(gtin, now).await? {
            KeptPicture::Here(picture) => return Ok(Some(picture)),
            KeptPicture::Nowhere => return Ok(None),
            KeptPicture::At(address) => address,
        };
        // A source that fails is asked again in a while; one that has none, tomorrow.
        let Ok(picture) = self.source.picture(&address).await else { return Ok(None) };
        self.store.keep(gtin, picture.as_ref(), now).await?;
        Ok(picture)
    }
}
