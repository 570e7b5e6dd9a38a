//! How far imports came, and what they store beside the catalog's entries.

use gs1::Gtin;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use serde_json::json;
use sqlx::PgPool;

use super::failure::store_error;
use crate::{application::ports::StoreError, domain::eco::LcaRow};

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

    /// Stores life-cycle rows; how many were new or changed.
    ///
    /// # Errors
    /// The store failed.
    pub async fn save_life_cycle_rows(&self, rows: &[LcaRow], now: Timestamp) -> Result<u64, StoreError> {
        let codes: Vec<_> = rows.iter().map(|row| row.code.clone()).collect();
        let records: Vec<_> = rows
            .iter()
            .map(|row| json!({ "code": row.code, "name": row.name, "footprint": row.footprint }).to_string())
            .collect();
        let saved = sqlx::query_file!("queries/save_life_cycle_rows.sql", &codes, &records, now.to_sqlx())
            .execute(&self.0)
            .await
            .map_err(store_error)?;
        Ok(saved.rows_affected())
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
