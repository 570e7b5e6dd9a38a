//! What brands claim, and what the operator decided.

use async_trait::async_trait;
use jiff::Timestamp;
use service_kit::{
    idempotency::{Claim as Key, Done},
    ids::BrandId,
};

use super::StoreError;
use crate::domain::{
    brand::{Brand, BrandFault, BrandName, Prefix},
    claim::{BrandPrefix, ClaimFault, Outcome, PrefixClaim, ShortName},
};

/// Why nothing was claimed, withdrawn or decided.
#[derive(Debug, thiserror::Error)]
pub enum ClaimsError {
    /// It cannot be claimed.
    #[error(transparent)]
    Refused(#[from] ClaimFault),
    /// It would be two brands'.
    #[error(transparent)]
    Overlap(#[from] BrandFault),
    /// There is no such brand.
    #[error("there is no such brand")]
    NoBrand,
    /// The brand claims no such prefix.
    #[error("the brand has no claim to this prefix that waits")]
    NoClaim,
    /// It was decided before.
    #[error("the claim was decided before")]
    Decided,
    /// The key was used for another body.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The operator decides about a claim.
#[derive(Debug, Clone)]
pub struct Ruling {
    /// Whose claim.
    pub brand: BrandId,
    /// To which prefix.
    pub prefix: Prefix,
    /// What was found.
    pub outcome: Outcome,
    /// Who decides.
    pub by: ShortName,
    /// Now.
    pub at: Timestamp,
}

/// Claims, and the prefixes that were proven.
#[async_trait]
pub trait Claims: Send + Sync {
    /// Each prefix of the brand as the brand itself may see it; `None` when there is no such brand.
    async fn of_brand(&self, brand: BrandId) -> Result<Option<Vec<BrandPrefix>>, StoreError>;

    /// Notes the claim if it may be made; it gives no right yet.
    async fn claim(&self, claim: &PrefixClaim, key: Option<&Key>) -> Result<Done<BrandPrefix>, ClaimsError>;

    /// Takes a claim back that waits.
    async fn withdraw(
        &self,
        brand: BrandId,
        prefix: &Prefix,
        key: Option<&Key>,
        at: Timestamp,
    ) -> Result<(), ClaimsError>;

    /// Everything that waits, oldest first, with the brand's name.
    async fn waiting(&self) -> Result<Vec<(PrefixClaim, BrandName)>, StoreError>;

    /// Decides once and for all; what is proven is told at once, and settles what others claim of it. The brand as it is then.
    async fn decide(&self, ruling: &Ruling) -> Result<Brand, ClaimsError>;
}
