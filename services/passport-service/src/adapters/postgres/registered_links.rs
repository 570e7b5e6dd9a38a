//! Links of every brand, as the resolver reads them: for everyone, and often.

use std::sync::Arc;

use async_trait::async_trait;
use gs1::Gtin;
use messaging::failure::store_error;
use sqlx::types::Json;

use super::PgCatalog;
use crate::{
    application::ports::{RegisteredLinks, StoreError},
    domain::workspace::Link,
};

#[async_trait]
impl RegisteredLinks for PgCatalog {
    async fn registered(&self, gtin: &Gtin) -> Result<Arc<[Link]>, StoreError> {
        if let Some(links) = self.links.get(gtin).await {
            return Ok(links);
        }
        let row = sqlx::query_file!("queries/registered_links.sql", gtin.as_str())
            .fetch_optional(&self.pool)
            .await
            .map_err(store_error)?;
        let links: Arc<[Link]> = row.map(|row| row.links.0).unwrap_or_default().into();
        self.links.insert(*gtin, links.clone()).await;
        Ok(links)
    }
}
