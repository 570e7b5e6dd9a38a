//! The services that are asked.

use async_trait::async_trait;
use gs1::Gtin;
use service_kit::{
    config::Secret,
    ids::{AccountId, ScanId},
};

use super::ProductCard;
use crate::domain::{date::PrintedDate, food::Lot};

/// It did not answer within its budget.
#[derive(Debug, thiserror::Error)]
#[error("the service cannot be asked")]
pub struct Unanswered(#[source] pub Box<dyn std::error::Error + Send + Sync>);

/// Why a product was not told.
#[derive(Debug, thiserror::Error)]
pub enum SourceFault {
    /// There is no such product.
    #[error("nobody knows this product")]
    Unknown,
    /// It did not come within its budget.
    #[error(transparent)]
    Unanswered(#[from] Unanswered),
}

/// Why a scan was not told.
#[derive(Debug, thiserror::Error)]
pub enum ScanFault {
    /// There is no such scan of this person's.
    #[error("there is no such scan")]
    Unknown,
    /// It did not come within its budget.
    #[error(transparent)]
    Unanswered(#[from] Unanswered),
}

/// What a scan says of one pack.
#[derive(Debug, Clone)]
pub struct PackOfScan {
    /// The product.
    pub gtin: Gtin,
    /// The batch.
    pub lot: Option<Lot>,
    /// The date in its code.
    pub printed: Option<PrintedDate>,
    /// What the passport says of the product, if it is known by now.
    pub product: Option<ProductCard>,
}

/// Tells products, in our own name.
#[async_trait]
pub trait ProductSource: Send + Sync {
    /// The product as of now.
    async fn product(&self, gtin: &Gtin) -> Result<ProductCard, SourceFault>;
}

/// Tells scans, in the name of whose they are.
#[async_trait]
pub trait ScanSource: Send + Sync {
    /// The scan, shown this person's own identity token.
    async fn scan(&self, scan: ScanId, token: &Secret) -> Result<PackOfScan, ScanFault>;
}

/// Whether a person wants to be reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsentOf {
    /// They agreed, and still do.
    Granted,
    /// They did not.
    Withheld,
}

/// Where a person may be written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddressOf {
    /// There.
    Verified(String),
    /// Nowhere.
    None,
}

/// What identity-service tells of persons, for their digest alone.
#[async_trait]
pub trait People: Send + Sync {
    /// Their consent `reminders`, as of now.
    async fn consent(&self, account: AccountId) -> Result<ConsentOf, Unanswered>;

    /// Their address, if they showed that mail reaches them there.
    async fn address(&self, account: AccountId) -> Result<AddressOf, Unanswered>;
}
