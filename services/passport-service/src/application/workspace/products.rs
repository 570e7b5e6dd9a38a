//! A brand keeps its products right: drafts, and what is published of them.

use std::sync::Arc;

use gs1::Gtin;
use jiff::tz::TimeZone;
use service_kit::{ids::BrandId, version::Expected};

use super::{
    WorkspaceError,
    ports::{Command, Made, ProductSummary, PutProduct, Tenants, Wanted, WorkProduct, WorkProducts},
};
use crate::{
    application::ports::{Catalog, StoreError},
    domain::{
        eco::LcaTable,
        workspace::{EarlierFact, Fault, Publication, Statement, Tenant, earlier_facts, faults},
    },
};

/// A product beside what other sources say about it.
#[derive(Debug, Clone, PartialEq)]
pub struct ProductView {
    /// As it stands in the workspace.
    pub product: WorkProduct,
    /// What others state, field by field.
    pub sources: Vec<EarlierFact>,
}

/// How a product is to stand.
#[derive(Debug, Clone)]
pub struct Wish {
    /// Which product.
    pub gtin: Gtin,
    /// What the brand states.
    pub statement: Statement,
    /// For whom.
    pub publication: Publication,
    /// Only if there is none.
    pub only_new: bool,
    /// On which version.
    pub expected: Expected,
}

/// A command on a product that did not go through.
pub type ProductError = WorkspaceError<ProductView>;

/// Reads and changes the products of a brand.
#[derive(Clone)]
pub struct BrandProducts {
    products: Arc<dyn WorkProducts>,
    tenants: Arc<dyn Tenants>,
    catalog: Arc<dyn Catalog>,
    table: &'static LcaTable,
}

impl BrandProducts {
    /// On these stores; eco scores are computed from this table.
    pub fn new(
        products: Arc<dyn WorkProducts>,
        tenants: Arc<dyn Tenants>,
        catalog: Arc<dyn Catalog>,
        table: &'static LcaTable,
    ) -> Self {
        Self { products, tenants, catalog, table }
    }

    /// A part of the brand's catalog.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "workspace.list", skip_all)]
    pub async fn list(&self, brand: BrandId, wanted: &Wanted) -> Result<Vec<ProductSummary>, StoreError> {
        self.products.list(brand, wanted).await
    }

    /// One product; `None` when the brand has none with this number.
    ///
    /// # Errors
    /// The store failed.
    #[tracing::instrument(name = "workspace.read", skip_all)]
    pub async fn read(&self, brand: BrandId, gtin: &Gtin) -> Result<Option<ProductView>, StoreError> {
        match self.products.find(brand, gtin).await? {
            Some(product) => self.view(product).await.map(Some),
            None => Ok(None),
        }
    }

    /// Stores the product as it is to stand.
    ///
    /// # Errors
    /// [`WorkspaceError`] says why not.
    #[tracing::instrument(name = "workspace.put", skip_all)]
    pub async fn put(&self, command: Command, wish: Wish) -> Result<(ProductView, Made), ProductError> {
        let tenant = self.owner(command.brand, &wish.gtin, wish.only_new).await?;
        let put = self.checked(&tenant, command, wish)?;
        match self.products.put(&put).await {
            Ok((product, made)) => Ok((self.view(product).await?, made)),
            Err(failure) => Err(self.told(failure).await?),
        }
    }

    /// The brand, if the product is its own. Who names another's product learns that there is none.
    async fn owner(&self, brand: BrandId, gtin: &Gtin, by_body: bool) -> Result<Tenant, ProductError> {
        let tenant = self.tenants.tenant(brand).await?.ok_or(WorkspaceError::NotReady)?;
        if tenant.owns(gtin) {
            return Ok(tenant);
        }
        match self.tenants.owner_of(gtin).await? {
            Some(_) if !by_body => Err(WorkspaceError::Unknown),
            Some(_) | None => Err(WorkspaceError::OutsidePrefix),
        }
    }

    fn checked(&self, tenant: &Tenant, command: Command, wish: Wish) -> Result<PutProduct, ProductError> {
        let Wish { gtin, statement, publication, only_new, expected } = wish;
        let statement = statement.keepable(&gtin).map_err(WorkspaceError::Unkeepable)?;
        let published = match publication {
            Publication::Draft => None,
            Publication::Published => {
                let errors: Vec<_> = faults(&statement, &[]).into_iter().filter(Fault::is_error).collect();
                if !errors.is_empty() {
                    return Err(WorkspaceError::Invalid(errors));
                }
                let today = command.at.to_zoned(TimeZone::UTC).date();
                Some(statement.record(&gtin, tenant.brand_name(), today, Vec::new(), self.table))
            }
        };
        Ok(PutProduct { command, gtin, statement, published, only_new, expected })
    }

    async fn view(&self, product: WorkProduct) -> Result<ProductView, StoreError> {
        let others = self.catalog.sources(&product.gtin).await?;
        let sources = earlier_facts(&product.statement.product(None), &others);
        Ok(ProductView { product, sources })
    }

    /// The failure with what stands there as its reader knows it.
    async fn told(&self, failure: WorkspaceError<WorkProduct>) -> Result<ProductError, StoreError> {
        match failure {
            WorkspaceError::Stale(Some(current)) => {
                Ok(WorkspaceError::Stale(Some(Box::new(self.view(*current).await?))))
            }
            other => Ok(other.map(|product| ProductView { product, sources: Vec::new() })),
        }
    }
}
