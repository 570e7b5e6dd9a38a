//! What the use cases need from outside. Absence is `Ok(None)`; time arrives as an argument.

use std::sync::Arc;

use async_trait::async_trait;
use gs1::Gtin;
use jiff::{SignedDuration, Timestamp};
use service_kit::ids::{AccountId, ReportId, ScanId, VisitorId};

use crate::domain::{
    assembly::Assembled,
    catalog::{Ages, CatalogEntry},
    eco::LcaRow,
    journey::JourneyStep,
    product::BrandName,
    report::Report,
    scan::{Owner, PastScan, Scan},
    section::FailureReason,
    source_record::SourceRecord,
    workspace::Link,
};
use service_kit::idempotency::Claim as IdempotencyClaim;
pub use service_kit::{idempotency::Done, store::StoreError};

/// The stored catalog.
#[async_trait]
pub trait Catalog: Send + Sync {
    /// The entry, and the steps that the brand states for this lot.
    async fn find(&self, gtin: &Gtin, lot: Option<&str>) -> Result<Option<Stored>, StoreError>;

    /// The entry as it was a moment ago, for answers that must be quick rather than newest.
    async fn glance(&self, gtin: &Gtin) -> Result<Option<CatalogEntry>, StoreError>;

    /// Makes the caller the one who asks the sources about this GTIN, unless someone else does already or
    /// nothing needs to be asked.
    async fn claim(&self, gtin: &Gtin, now: Timestamp, lease: Lease) -> Result<Claim, StoreError>;

    /// Stores what was heard about the GTIN, merges it, and tells everyone who waits when that changed the entry.
    async fn store(&self, gtin: &Gtin, heard: Heard, now: Timestamp) -> Result<CatalogEntry, StoreError>;

    /// Asks for a refresh at a later time.
    async fn postpone(&self, gtin: &Gtin, due: Timestamp) -> Result<(), StoreError>;

    /// GTINs whose refresh is due, claimed for the caller.
    async fn claim_due(&self, now: Timestamp, limit: i64, lease: Lease) -> Result<Vec<Gtin>, StoreError>;

    /// Products by name, brand or GTIN prefix, best first.
    async fn search(&self, query: &str, limit: i64) -> Result<Vec<Found>, StoreError>;

    /// What each source states about the GTIN.
    async fn sources(&self, gtin: &Gtin) -> Result<Vec<SourceRecord>, StoreError>;
}

/// Where brands say that the codes of their products lead.
#[async_trait]
pub trait RegisteredLinks: Send + Sync {
    /// The links of the brand whose GTIN it is, as they were a moment ago; those of a former owner are none.
    async fn registered(&self, gtin: &Gtin) -> Result<Arc<[Link]>, StoreError>;
}

/// An entry with what the brand states about one lot.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// The entry.
    pub entry: CatalogEntry,
    /// Steps of the lot.
    pub lot_steps: Vec<JourneyStep>,
}

/// For how long a claim holds, and what is too old.
#[derive(Debug, Clone, Copy)]
pub struct Lease {
    /// After this another may claim: the claimer has died.
    pub time: SignedDuration,
    /// What is worth asking about.
    pub ages: Ages,
}

/// Whether to ask the sources.
#[derive(Debug, Clone, PartialEq)]
pub enum Claim {
    /// The caller asks.
    Mine(CatalogEntry),
    /// Someone else does, or nobody needs to.
    Others(CatalogEntry),
}

/// What was heard from a source.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    /// Its statement.
    Stated(Box<SourceRecord>),
    /// It does not know the GTIN.
    Absent,
    /// It did not answer, or nothing that could be read.
    Failed {
        /// Why.
        reason: FailureReason,
        /// When asking again makes sense.
        retry_at: Timestamp,
    },
}

/// A hit of a search.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The product.
    pub gtin: Gtin,
    /// Its name.
    pub name: Option<String>,
    /// Its brand.
    pub brand: Option<BrandName>,
    /// Its picture.
    pub image_url: Option<String>,
    /// Its quantity.
    pub quantity: Option<String>,
}

/// An outside source of products.
#[async_trait]
pub trait ProductSource: Send + Sync {
    /// What the source states about the GTIN; `None` when it does not know it.
    async fn product(&self, gtin: &Gtin, urgency: Urgency) -> Result<Option<Box<Assembled>>, SourceFailure>;
}

/// The keeper of the life-cycle table.
#[async_trait]
pub trait LifeCycleSource: Send + Sync {
    /// Its rows of these codes; those that it leaves out it does not have.
    async fn rows(&self, codes: &[&str], urgency: Urgency) -> Result<Vec<LcaRow>, SourceFailure>;
}

/// Life-cycle rows that were heard of or imported.
#[async_trait]
pub trait LifeCycleRows: Send + Sync {
    /// What is kept about these codes.
    async fn kept(&self, codes: &[&str]) -> Result<Vec<KeptRow>, StoreError>;

    /// Keeps what was heard just now; how many of it is news.
    async fn keep(&self, heard: &[(&str, Option<&LcaRow>)], now: Timestamp) -> Result<u64, StoreError>;
}

/// What is kept about a code.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptRow {
    /// The code.
    pub code: String,
    /// `None`: the table's keeper has no such food.
    pub row: Option<LcaRow>,
    /// When that was heard.
    pub heard_at: Timestamp,
}

/// Who waits for the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// A person.
    Person,
    /// Nobody: a refresh may leave reads to persons.
    Background,
}

/// Why a source gave no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the source gave no answer: {reason:?}")]
pub struct SourceFailure {
    /// As published.
    pub reason: FailureReason,
    /// When asking again makes sense.
    pub retry_at: Timestamp,
    /// The source was not even asked: the question is to be asked again at that time by itself.
    pub queue: bool,
}

impl SourceFailure {
    /// The same, to be asked again no sooner than at this time.
    #[must_use]
    pub fn not_before(self, time: Timestamp) -> Self {
        Self { retry_at: self.retry_at.max(time), ..self }
    }
}

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The key was used for another body.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// Who asks was erased: nothing of theirs is stored any more.
    #[error("the caller was erased")]
    Erased,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Stored scans.
#[async_trait]
pub trait Scans: Send + Sync {
    /// Stores the scan with its event, both or neither.
    async fn record(&self, scan: &Scan, key: Option<&IdempotencyClaim>)
    -> Result<Done<ScanId>, CommandError>;

    /// Whether the owner was erased, so that nothing of theirs is recorded. What cannot be said now is said when it is stored.
    fn is_erased(&self, owner: &Owner) -> bool;

    /// The scan, whosever it is; its owner's account is the one that the visitor was linked to since, too.
    async fn find(&self, id: ScanId) -> Result<Option<Scan>, StoreError>;

    /// Newest first, those before the cursor.
    async fn history(
        &self,
        owner: &Owner,
        before: Option<ScanId>,
        limit: i64,
    ) -> Result<Vec<PastScan>, StoreError>;

    /// Deletes the owner's scan; whether there was one, now or before under the same key.
    async fn delete(
        &self,
        id: ScanId,
        owner: &Owner,
        key: Option<&IdempotencyClaim>,
        now: Timestamp,
    ) -> Result<bool, CommandError>;

    /// Marks the scan's complete answer as told; whether this was the first time.
    async fn tell(&self, id: ScanId) -> Result<bool, StoreError>;
}

/// Everything that is held about one person, for their export: pages in the order of ids.
#[async_trait]
pub trait PersonalRecords: Send + Sync {
    /// The account's visitors.
    async fn visitors(
        &self,
        account: AccountId,
        after: Option<VisitorId>,
        limit: i64,
    ) -> Result<Vec<LinkedVisitor>, StoreError>;

    /// Scans of the account and of its visitors.
    async fn scans(
        &self,
        account: AccountId,
        after: Option<ScanId>,
        limit: i64,
    ) -> Result<Vec<Scan>, StoreError>;

    /// Reports of the account and of its visitors.
    async fn reports(
        &self,
        account: AccountId,
        after: Option<ReportId>,
        limit: i64,
    ) -> Result<Vec<Report>, StoreError>;
}

/// A visitor of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedVisitor {
    /// The browser.
    pub visitor: VisitorId,
    /// When it became the account's.
    pub linked_at: Timestamp,
    /// When it first scanned something, if it did.
    pub first_seen: Option<Timestamp>,
}

/// A picture as we serve it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its media type.
    pub kind: PictureKind,
    /// Its bytes.
    pub body: bytes::Bytes,
}

/// The kinds of pictures that we serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    /// `image/jpeg`
    Jpeg,
    /// `image/png`
    Png,
    /// `image/webp`
    Webp,
    /// `image/svg+xml`, only of brands' own drawing.
    Svg,
}

impl PictureKind {
    /// The media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Svg => "image/svg+xml",
        }
    }

    /// The kind of this media type.
    #[must_use]
    pub fn of(media_type: &str) -> Option<Self> {
        let kinds = [Self::Jpeg, Self::Png, Self::Webp, Self::Svg];
        kinds.into_iter().find(|kind| kind.media_type().eq_ignore_ascii_case(media_type))
    }
}

/// Pictures kept here: the brands' own, and a bounded number of the community's.
#[async_trait]
pub trait PictureStore: Send + Sync {
    /// What is kept of the GTIN's picture.
    async fn find(&self, gtin: &Gtin, now: Timestamp) -> Result<KeptPicture, StoreError>;

    /// Keeps what the source gave: a picture, or that there is none.
    async fn keep(&self, gtin: &Gtin, picture: Option<&Picture>, now: Timestamp) -> Result<(), StoreError>;
}

/// What is kept of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeptPicture {
    /// The picture.
    Here(Picture),
    /// The source was asked lately, and had none.
    Nowhere,
    /// Nobody has asked: it may lie at this address.
    At(String),
}

/// The source of pictures gave no answer: it may later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the source of pictures gave no answer")]
pub struct NoPicture;

/// Where the community keeps its pictures.
#[async_trait]
pub trait PictureSource: Send + Sync {
    /// The picture at this address; `None` when there is none that we serve.
    async fn picture(&self, address: &str) -> Result<Option<Picture>, NoPicture>;
}

/// Stored reports.
#[async_trait]
pub trait Reports: Send + Sync {
    /// Stores the report with its event, both or neither.
    async fn file(
        &self,
        report: &Report,
        key: Option<&IdempotencyClaim>,
    ) -> Result<Done<ReportId>, CommandError>;
}
