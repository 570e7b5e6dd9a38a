//! A brand says where the codes of its products lead.

use std::sync::Arc;

use gs1::Gtin;
use service_kit::{ids::BrandId, version::Expected};

use super::{
    WorkspaceError,
    ports::{Command, PutLinks, WorkLinkStore, WorkLinks},
};
use crate::{
    application::ports::StoreError,
    domain::workspace::{Link, links},
};

/// A command on links that did not go through.
pub type LinksError = WorkspaceError<WorkLinks>;

/// Reads and changes links.
#[derive(Clone)]
pub struct BrandLinks(Arc<dyn WorkLinkStore>);

impl BrandLinks {
    /// On this store.
    pub fn new(store: Arc<dyn WorkLinkStore>) -> Self {
        Self(store)
    }

    /// The links of a product; `None` when the brand has no such product.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "workspace.links", skip_all)]
    pub async fn read(&self, brand: BrandId, gtin: &Gtin) -> Result<Option<WorkLinks>, StoreError> {
        self.0.links(brand, gtin).await
    }

    /// Stores all links as they are to stand.
    ///
    /// # Errors
    /// [`WorkspaceError`] says why not.
    #[tracing::instrument(name = "workspace.put_links", skip_all)]
    pub async fn put(
        &self,
        command: Command,
        gtin: Gtin,
        stated: Vec<Link>,
        expected: Expected,
    ) -> Result<WorkLinks, LinksError> {
        let links = links(stated).map_err(WorkspaceError::Unkeepable)?;
        self.0.put_links(&PutLinks { command, gtin, links, expected }).await
    }
}
