//! What imports need from outside.

use async_trait::async_trait;
use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use service_kit::ids::BrandId;
use uuid::Uuid;

use super::{Format, RefusedRow};
use crate::application::{
    ports::{CommandError, Done, StoreError},
    workspace::ports::{Command, PutProduct},
};

/// A file that a brand sent.
#[derive(Debug, Clone)]
pub struct NewImport {
    /// Whose command.
    pub command: Command,
    /// Its import.
    pub id: Uuid,
    /// How it is written.
    pub format: Format,
    /// A single refused row refuses the file.
    pub all_or_nothing: bool,
    /// The file.
    pub body: Bytes,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportStatus {
    /// It is being read.
    Running,
    /// Every row was dealt with.
    Completed,
    /// Nothing was taken.
    Refused,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportReport {
    /// Which.
    pub id: Uuid,
    /// How far it is.
    pub status: ImportStatus,
    /// A single refused row refuses the file.
    pub all_or_nothing: bool,
    /// Rows of the file, once they were counted.
    pub rows: Option<i64>,
    /// Rows that were taken so far.
    pub taken: i64,
    /// Rows that were refused.
    pub refused_rows: i64,
    /// Why, as far as a report goes.
    pub refused: Vec<RefusedRow>,
    /// When it was sent.
    pub created_at: Timestamp,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
}

/// An import that somebody is at.
#[derive(Debug, Clone)]
pub struct Claimed {
    /// Which.
    pub id: Uuid,
    /// Whose.
    pub brand: BrandId,
}

/// A file, and how far it was dealt with before.
#[derive(Debug, Clone)]
pub struct File {
    /// How it is written.
    pub format: Format,
    /// A single refused row refuses the file.
    pub all_or_nothing: bool,
    /// The file.
    pub body: Bytes,
    /// How many refusals are noted; `None` before it was checked.
    pub refusals: Option<i64>,
    /// Rows up to this line were dealt with.
    pub position: i64,
}

/// Some rows of a file, stored together with how far that brings it.
#[derive(Debug)]
pub struct Rows<'a> {
    /// Of which import.
    pub import: &'a Claimed,
    /// The line before the first of them that was dealt with: somebody else may have been quicker.
    pub from: i64,
    /// The line of the last of them.
    pub to: i64,
    /// The products.
    pub products: &'a [PutProduct],
    /// Until when the import stays with whoever stores this.
    pub lease_until: Timestamp,
}

/// Files of brands.
#[async_trait]
pub trait Imports: Send + Sync {
    /// Keeps the file for whoever reads it.
    async fn begin(&self, import: &NewImport) -> Result<Done<Uuid>, CommandError>;

    /// What became of it; `None` when the brand has no such import.
    async fn report(&self, brand: BrandId, id: Uuid) -> Result<Option<ImportReport>, StoreError>;

    /// An import that nobody is at, for the caller.
    async fn claim(&self, now: Timestamp, lease: SignedDuration) -> Result<Option<Claimed>, StoreError>;

    /// Its file; `None` when it has ended meanwhile.
    async fn file(&self, import: &Claimed) -> Result<Option<File>, StoreError>;

    /// Notes how many rows there are, and which are refused.
    async fn note_checked(
        &self,
        import: &Claimed,
        rows: i64,
        refused: &[RefusedRow],
    ) -> Result<(), StoreError>;

    /// Stores rows; whether they were still to be stored.
    async fn take(&self, rows: &Rows<'_>) -> Result<bool, StoreError>;

    /// The import has ended: the file goes.
    async fn finish(&self, import: &Claimed, status: ImportStatus, now: Timestamp) -> Result<(), StoreError>;

    /// Somebody else may go on at once.
    async fn let_go(&self, import: &Claimed) -> Result<(), StoreError>;
}
