//! What the workspace needs from outside. Every question names the brand that asks.

use async_trait::async_trait;
use gs1::Gtin;
use jiff::{Timestamp, civil::Date};
use serde_json::Value;
use service_kit::{
    idempotency::Claim,
    ids::{BrandId, ReportId, VisitorId},
    version::Expected,
};

use super::WorkspaceError;
use crate::{
    application::ports::StoreError,
    domain::{
        catalog::Change,
        journey::JourneyStep,
        report::Reason,
        source_record::SourceRecord,
        workspace::{Fault, Link, Publication, Qualifier, Statement, Tenant},
    },
};

/// The brands, as identity-service tells of them.
#[async_trait]
pub trait Tenants: Send + Sync {
    /// The brand; `None` before it was heard of.
    async fn tenant(&self, brand: BrandId) -> Result<Option<Tenant>, StoreError>;

    /// Whose the GTIN is.
    async fn owner_of(&self, gtin: &Gtin) -> Result<Option<BrandId>, StoreError>;
}

/// Who sends a command, and how it is told from others.
#[derive(Debug, Clone)]
pub struct Command {
    /// The brand that it is for.
    pub brand: BrandId,
    /// Who sent it: whom the idempotency key belongs to.
    pub caller: VisitorId,
    /// The idempotency key, if one was sent.
    pub key: Option<Claim>,
    /// Now.
    pub at: Timestamp,
}

/// A product as it stands in the workspace.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkProduct {
    /// Which.
    pub gtin: Gtin,
    /// From 1.
    pub version: i64,
    /// What shoppers read; `None` = nothing yet.
    pub published_version: Option<i64>,
    /// What the brand states.
    pub statement: Statement,
    /// Percent.
    pub completeness: u8,
    /// What is missing or wrong.
    pub faults: Vec<Fault>,
    /// When it changed.
    pub updated_at: Timestamp,
    /// Reports of shoppers that are neither answered nor closed.
    pub open_reports: i64,
}

impl WorkProduct {
    /// Whether shoppers read this version.
    #[must_use]
    pub fn publication(&self) -> Publication {
        publication(self.version, self.published_version)
    }
}

/// Whether shoppers read this version.
#[must_use]
pub fn publication(version: i64, published: Option<i64>) -> Publication {
    if published == Some(version) { Publication::Published } else { Publication::Draft }
}

/// A line of the catalog.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "as in `WorkProduct`")]
pub struct ProductSummary {
    pub gtin: Gtin,
    pub name: Option<String>,
    pub quantity: Option<String>,
    pub image_url: Option<String>,
    pub version: i64,
    pub published_version: Option<i64>,
    pub completeness: u8,
    pub faults: Vec<Fault>,
    pub updated_at: Timestamp,
    pub open_reports: i64,
}

/// Which part of the catalog.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Wanted {
    /// Those behind this one.
    pub after: Option<Gtin>,
    /// Part of a name, or of a GTIN.
    pub query: Option<String>,
    /// Only those.
    pub publication: Option<Publication>,
    /// How many.
    pub limit: i64,
}

/// A product that is to stand so.
#[derive(Debug, Clone)]
pub struct PutProduct {
    /// Whose command.
    pub command: Command,
    /// Which product.
    pub gtin: Gtin,
    /// What the brand states.
    pub statement: Statement,
    /// The statement as the catalog takes it, when shoppers are to read it; its steps are put in by the store.
    pub published: Option<SourceRecord>,
    /// Only if there is none.
    pub only_new: bool,
    /// On which version.
    pub expected: Expected,
}

/// Whether the put made the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// There was none.
    New,
    /// There was one.
    Changed,
}

/// The products of the workspace.
#[async_trait]
pub trait WorkProducts: Send + Sync {
    /// A part of the catalog, by GTIN.
    async fn list(&self, brand: BrandId, wanted: &Wanted) -> Result<Vec<ProductSummary>, StoreError>;

    /// One product.
    async fn find(&self, brand: BrandId, gtin: &Gtin) -> Result<Option<WorkProduct>, StoreError>;

    /// Stores the product; publishes it, with its event, when it carries a record.
    async fn put(&self, put: &PutProduct) -> Result<(WorkProduct, Made), WorkspaceError<WorkProduct>>;
}

/// The steps of a product, or of one of its lots, as they stand.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkJourney {
    /// Whose steps: `None` = of every pack whose own lot has none.
    pub lot: Option<Qualifier>,
    /// From 1; 0 = nothing is stated.
    pub version: i64,
    /// In order.
    pub steps: Vec<JourneyStep>,
    /// The document from which they were read.
    pub epcis: Option<Value>,
    /// When they changed.
    pub updated_at: Option<Timestamp>,
    /// Lots that have steps of their own.
    pub lots: Vec<String>,
}

/// Steps that are to stand so.
#[derive(Debug, Clone)]
pub struct PutJourney {
    /// Whose command.
    pub command: Command,
    /// Which product.
    pub gtin: Gtin,
    /// Which lot.
    pub lot: Option<Qualifier>,
    /// In order.
    pub steps: Vec<JourneyStep>,
    /// The document from which they were read.
    pub epcis: Option<Value>,
    /// On which version.
    pub expected: Expected,
}

/// Journeys of the workspace. What is published of a product has its steps at once.
#[async_trait]
pub trait WorkJourneys: Send + Sync {
    /// The steps; `None` when the brand has no such product.
    async fn journey(
        &self,
        brand: BrandId,
        gtin: &Gtin,
        lot: Option<&Qualifier>,
    ) -> Result<Option<WorkJourney>, StoreError>;

    /// Stores the steps.
    async fn put_journey(&self, put: &PutJourney) -> Result<WorkJourney, WorkspaceError<WorkJourney>>;
}

/// A product's links as they stand.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WorkLinks {
    /// From 1; 0 = there are none.
    pub version: i64,
    /// As the brand ordered them.
    pub links: Vec<Link>,
    /// When they changed.
    pub updated_at: Option<Timestamp>,
}

/// Links that are to stand so.
#[derive(Debug, Clone)]
pub struct PutLinks {
    /// Whose command.
    pub command: Command,
    /// Which product.
    pub gtin: Gtin,
    /// All of them.
    pub links: Vec<Link>,
    /// On which version.
    pub expected: Expected,
}

/// Links of the workspace.
#[async_trait]
pub trait WorkLinkStore: Send + Sync {
    /// The links; `None` when the brand has no such product.
    async fn links(&self, brand: BrandId, gtin: &Gtin) -> Result<Option<WorkLinks>, StoreError>;

    /// Stores the links.
    async fn put_links(&self, put: &PutLinks) -> Result<WorkLinks, WorkspaceError<WorkLinks>>;
}

/// What shoppers read of a product became something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductChange {
    /// Grows from change to change.
    pub id: i64,
    /// The catalog entry's version since then.
    pub version: i64,
    /// Its label's.
    pub label_version: i64,
    /// When.
    pub at: Timestamp,
    /// In what; none when that was not kept.
    pub changes: Vec<Change>,
}

/// Which changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WantedChanges {
    /// From this day on, in UTC.
    pub from: Option<Date>,
    /// Until this day, in UTC.
    pub to: Option<Date>,
    /// Those before this one.
    pub before: Option<i64>,
    /// How many.
    pub limit: i64,
}

/// What changed about the products of the workspace.
#[async_trait]
pub trait PastChanges: Send + Sync {
    /// A part of a product's changes, newest first; `None` when the brand has no such product.
    async fn changes(
        &self,
        brand: BrandId,
        gtin: &Gtin,
        wanted: &WantedChanges,
    ) -> Result<Option<Vec<ProductChange>>, StoreError>;
}

/// What a shopper reported, without the shopper.
#[derive(Debug, Clone, PartialEq)]
pub struct ShopperReport {
    /// Which.
    pub id: ReportId,
    /// About what.
    pub gtin: Gtin,
    /// The product's name, when the brand has it.
    pub name: Option<String>,
    /// What is wrong.
    pub reason: Reason,
    /// In the shopper's words.
    pub comment: Option<String>,
    /// When.
    pub reported_at: Timestamp,
    /// What became of it.
    pub state: ReportState,
}

/// What became of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportState {
    /// Nothing yet.
    Open,
    /// It was answered.
    Answered {
        /// In the brand's words.
        answer: String,
        /// When.
        at: Timestamp,
    },
    /// Nothing is to be done, or it was done.
    Closed {
        /// In the brand's words, if it said any.
        answer: Option<String>,
        /// When.
        at: Timestamp,
    },
}

/// Which reports.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WantedReports {
    /// Those before this one.
    pub before: Option<ReportId>,
    /// Only open ones, or only others.
    pub open: Option<bool>,
    /// How many.
    pub limit: i64,
}

/// How a report is settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// With an answer.
    Answered(String),
    /// Closed, with words or without.
    Closed(Option<String>),
}

/// Reports about a brand's products.
#[async_trait]
pub trait ShopperReports: Send + Sync {
    /// A part of them, newest first.
    async fn reports(&self, brand: BrandId, wanted: &WantedReports)
    -> Result<Vec<ShopperReport>, StoreError>;

    /// Settles one; `None` when the brand has no such report.
    async fn settle(
        &self,
        brand: BrandId,
        id: ReportId,
        settled: &Settled,
        at: Timestamp,
    ) -> Result<Option<ShopperReport>, StoreError>;
}

/// A product that needs somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct Needy {
    /// Which.
    pub gtin: Gtin,
    /// Its name.
    pub name: Option<String>,
    /// What the brand states.
    pub statement: Statement,
    /// What is missing or wrong.
    pub faults: Vec<Fault>,
    /// Open reports.
    pub open_reports: i64,
    /// What other sources state.
    pub others: Vec<SourceRecord>,
}

/// What needs attention.
#[async_trait]
pub trait Needs: Send + Sync {
    /// Products with faults, open reports or other sources, the worst first.
    async fn needy(&self, brand: BrandId, limit: i64) -> Result<Vec<Needy>, StoreError>;

    /// Open reports about numbers of the brand that are not in its catalog.
    async fn reported_unknown(&self, brand: BrandId, limit: i64) -> Result<Vec<(Gtin, i64)>, StoreError>;
}
