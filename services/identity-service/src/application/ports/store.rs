//! What is stored here.

use async_trait::async_trait;
use jiff::Timestamp;
use service_kit::idempotency::Claim;
use service_kit::{
    identity::Region,
    ids::{AccountId, BrandId, VisitorId},
};
use uuid::Uuid;

use super::{Done, StoreError};
use crate::domain::{
    account::{Account, Subject},
    brand::{Brand, BrandFault, BrandName, Prefix},
    consent::{Decision, Entry, Head},
    locale::Locale,
    visitor::{Choices, Whose},
};

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The key was used for another body.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// There is no such account (any more).
    #[error("there is no such account")]
    NoAccount,
    /// The browser was erased, and comes back with its old cookie.
    #[error("the visitor was erased")]
    NoVisitor,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// New visitors: 128 bits that nobody can guess.
pub trait VisitorIds: Send + Sync {
    /// One that nobody has.
    fn draw(&self) -> VisitorId;
}

/// A sign-in, as the gateway tells it.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// Who.
    pub subject: Subject,
    /// The visitor of the browser, if there is one.
    pub visitor: Option<VisitorId>,
    /// That visitor was erased: it comes back as nobody's.
    pub visitor_erased: bool,
    /// Whether the person proved who they are just now.
    pub fresh: bool,
    /// The language in which they are mailed, should the account be made now.
    pub language: Locale,
    /// The account's id, should it be made now.
    pub new_account: AccountId,
    /// The visitor to be used, should one be needed.
    pub drawn: VisitorId,
    /// Now.
    pub at: Timestamp,
}

/// Who signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admitted {
    /// Their account.
    pub account: AccountId,
    /// The visitor with which they go on.
    pub visitor: VisitorId,
    /// The brand for which they act.
    pub brand: Option<(BrandId, String)>,
}

/// Accounts and the visitors that belong to them.
#[async_trait]
pub trait Accounts: Send + Sync {
    /// The account of who signed in, made if there is none, with the visitor that [`crate::domain::admission`] gives it.
    async fn admit(&self, sign_in: &SignIn) -> Result<Admitted, StoreError>;

    /// The account, with how many browsers and programs are linked to it.
    async fn find(&self, account: AccountId) -> Result<Option<(Account, i64)>, StoreError>;
}

/// What visitors chose.
#[async_trait]
pub trait Visitors: Send + Sync {
    /// What the visitor chose; the defaults when it never did.
    async fn choices(&self, whose: Whose) -> Result<Choices, StoreError>;

    /// Allows or forbids measurement of this browser, and tells it when that changed anything.
    async fn set_measurement(
        &self,
        whose: Whose,
        allowed: bool,
        key: Option<&Claim>,
        at: Timestamp,
    ) -> Result<(), CommandError>;

    /// Remembers or forgets where the visitor says to be.
    async fn set_region(
        &self,
        whose: Whose,
        region: Option<&Region>,
        key: Option<&Claim>,
        at: Timestamp,
    ) -> Result<(), CommandError>;
}

/// A page of entries, by account and position, and where their chains are noted to end.
#[derive(Debug, Clone, Default)]
pub struct LedgerPage {
    /// Each entry with its chain's noted end.
    pub entries: Vec<(Entry, Option<Head>)>,
    /// Whether there may be more.
    pub more: bool,
}

/// The consent ledger.
#[async_trait]
pub trait ConsentLedger: Send + Sync {
    /// The last entry of each purpose; `None` when there is no such account.
    async fn latest(&self, account: AccountId) -> Result<Option<Vec<Entry>>, StoreError>;

    /// Appends the decision if it says something new, and tells it; the purpose's last entry either way.
    async fn record(
        &self,
        account: AccountId,
        id: Uuid,
        decision: &Decision,
        key: Option<&Claim>,
    ) -> Result<Done<Entry>, CommandError>;

    /// The account's entries behind this position, oldest first.
    async fn history(&self, account: AccountId, after: i64, limit: i64) -> Result<Vec<Entry>, StoreError>;

    /// All entries behind this place, by account and position.
    async fn all(&self, after: (AccountId, i64)) -> Result<LedgerPage, StoreError>;

    /// Accounts whose chain is noted to have entries and has none.
    async fn emptied(&self) -> Result<Vec<AccountId>, StoreError>;
}

/// Who was erased: nothing erased returns.
pub trait Erased: Send + Sync {
    /// Whether the person at Keycloak was erased.
    ///
    /// # Errors
    /// It cannot be told.
    fn subject(&self, subject: &Subject) -> Result<bool, StoreError>;

    /// Whether the browser was erased.
    ///
    /// # Errors
    /// It cannot be told.
    fn visitor(&self, visitor: VisitorId) -> Result<bool, StoreError>;
}

/// Why a brand was not changed.
#[derive(Debug, thiserror::Error)]
pub enum BrandsError {
    /// It would break a rule.
    #[error(transparent)]
    Fault(#[from] BrandFault),
    /// There is no such brand.
    #[error("there is no such brand")]
    NoBrand,
    /// The person acts for another brand.
    #[error("this person acts for another brand")]
    OtherBrand,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a brand is to be.
#[derive(Debug, Clone)]
pub struct BrandChange {
    /// Its id, if the operator chose it; else that of the brand with one of these prefixes, or a new one.
    pub id: Option<BrandId>,
    /// The id of a brand that has none yet.
    pub new_id: BrandId,
    /// Its name.
    pub name: BrandName,
    /// All of its prefixes.
    pub prefixes: Vec<Prefix>,
    /// Now.
    pub at: Timestamp,
}

/// Who acts for a brand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrandMember {
    /// In Keycloak.
    pub subject: Subject,
    /// Here, once they have signed in.
    pub account: Option<AccountId>,
    /// Since when.
    pub added_at: Timestamp,
}

/// Brands and who acts for them.
#[async_trait]
pub trait Brands: Send + Sync {
    /// Makes or changes a brand, and tells it when anything changed.
    async fn put(&self, change: &BrandChange) -> Result<Brand, BrandsError>;

    /// Every brand, with how many act for it.
    async fn list(&self) -> Result<Vec<(Brand, i64)>, StoreError>;

    /// The brand with its users, as the brand itself may see it.
    async fn own(&self, brand: BrandId) -> Result<Option<(Brand, Vec<BrandMember>)>, StoreError>;

    /// The brand for which this person acts.
    async fn brand_of(&self, subject: &Subject) -> Result<Option<BrandId>, StoreError>;

    /// Lets a person act for a brand; whether that is new.
    async fn add_user(&self, brand: BrandId, subject: &Subject, at: Timestamp) -> Result<bool, BrandsError>;

    /// Lets a person act for the brand no longer; whether they did.
    async fn remove_user(
        &self,
        brand: BrandId,
        subject: &Subject,
        at: Timestamp,
    ) -> Result<bool, BrandsError>;
}
