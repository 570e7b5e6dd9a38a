//! Files of products: kept at once, read in the background, gone on with after a restart.

mod check;
pub mod ports;
mod worker;

use std::sync::Arc;

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use service_kit::ids::{BrandId, uuid_v7};
use tokio::sync::Notify;
use uuid::Uuid;

use self::ports::{ImportReport, Imports, NewImport};
use super::ports::Command;
use crate::{
    application::ports::{CommandError, Done, StoreError},
    domain::workspace::Submission,
};

pub use worker::ImportWorker;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Columns named as the JSON paths.
    Csv,
    /// A product a line.
    JsonLines,
}

/// Why a row was not taken, or a file not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct RefusedRow {
    /// Counted from 1, the header included.
    pub line: u64,
    /// The column: the JSON path of the field, or empty for the line as a whole.
    pub column: String,
    /// What is wrong.
    pub detail: String,
}

/// A row that could be read.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadRow {
    /// Counted from 1, the header included.
    pub line: u64,
    /// What it says.
    pub submission: Submission,
}

/// Reads a file's rows; a file that cannot be read at all is one refused row.
pub type ReadRows = fn(Format, &[u8]) -> Vec<Result<ReadRow, RefusedRow>>;

/// Takes files, and tells what became of them.
#[derive(Clone)]
pub struct BrandImports {
    imports: Arc<dyn Imports>,
    news: Arc<Notify>,
}

impl BrandImports {
    /// Into this store; the worker hears of each.
    pub fn new(imports: Arc<dyn Imports>, news: Arc<Notify>) -> Self {
        Self { imports, news }
    }

    /// Takes a file.
    ///
    /// # Errors
    /// The key was used for another file, or the store failed.
    #[tracing::instrument(name = "workspace.import", skip_all)]
    pub async fn begin(
        &self,
        command: Command,
        format: Format,
        all_or_nothing: bool,
        body: Bytes,
    ) -> Result<Uuid, CommandError> {
        let id = uuid_v7(command.at);
        let import = NewImport { command, id, format, all_or_nothing, body };
        let (Done::Now(id) | Done::Before(id)) = self.imports.begin(&import).await?;
        self.news.notify_one();
        Ok(id)
    }

    /// What became of a file; `None` when the brand has no such import.
    ///
    /// # Errors
    /// The store failed.
    pub async fn report(&self, brand: BrandId, id: Uuid) -> Result<Option<ImportReport>, StoreError> {
        self.imports.report(brand, id).await
    }
}
