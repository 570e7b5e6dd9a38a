//! How far imports came, and what they store beside the catalog's entries.

use gs1::Gtin;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::failure::store_error;
use sqlx::PgPool;

use crate::application::ports::StoreError;

/// How far a file was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportProgress {
    /// The last line of the last stored batch, from 1; 0 = none yet.
    pub line: u64,
    /// Nothing is left to read.
    pub finished: bool,
}

/// Notes of imports.
#[derive(Clone)]
pub struct PgImports(PgPool);

impl PgImports {
    /// On this pool.
    #[must_use]
    pub fn new(pool: PgPool) -> Self {
        Self(pool)
    }

    /// How far the file with this hash was read before.
    ///
    /// # Errors
    /// The store failed.
    pub async fn progress(&self, kind: &str, file_hash: &[u8]) -> Result<ImportProgress, StoreError> {
        let row = sqlx::query_file!("queries/import_progress.sql", kind, file_hash)
            .fetch_optional(&self.0)
            .await
            .map_err(store_error)?;
        Ok(row.map_or_else(ImportProgress::default, |row| ImportProgress {
            line: row.line.unsigned_abs(),
            finished: row.finished,
        }))
    }

    /// Notes how far the file was read.
    ///
    /// # Errors
    /// The store failed.
    pub async fn note(
        &self,
        kind: &str,
        file_hash: &[u8],
        progress: ImportProgress,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let line = i64::try_from(progress.line).unwrap_or(i64::MAX);
        sqlx::query_file!("queries/note_import.sql", kind, file_hash, line, progress.finished, now.to_sqlx())
            .execute(&self.0)
            .await
            .map_err(store_error)?;
        Ok(())
    }

    /// Stores a brand's own picture of its product.
    ///
    /// # Errors
    /// The store failed.
    pub async fn save_brand_picture(
        &self,
        gtin: &Gtin,
        media_type: &str,
        body: &[u8],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query_file!("queries/keep_image.sql", gtin.as_str(), "brand", media_type, body, now.to_sqlx())
            .execute(&self.0)
            .await
            .map_err(store_error)?;
        Ok(())
    }
}
