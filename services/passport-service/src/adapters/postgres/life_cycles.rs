//! Life-cycle rows that were imported or heard of.

use async_trait::async_trait;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::failure::{corrupt, store_error};
use sqlx::{PgPool, types::Json};

use crate::{
    application::ports::{KeptRow, LifeCycleRows, StoreError},
    domain::eco::LcaRow,
};

/// The kept rows.
#[derive(Clone)]
pub struct PgLifeCycles(PgPool);

macro_rules! kept {
    ($row:expr) => {
        KeptRow { code: $row.code, row: $row.record.0, heard_at: $row.fetched_at.to_jiff() }
    };
}

impl PgLifeCycles {
    /// On this pool.
    #[must_use]
    pub fn new(pool: PgPool) -> Self {
        Self(pool)
    }

    /// Everything that is kept.
    ///
    /// # Errors
    /// The store failed.
    pub async fn all(&self) -> Result<Vec<KeptRow>, StoreError> {
        let rows = sqlx::query_file!("queries/all_life_cycle_rows.sql")
            .fetch_all(&self.0)
            .await
            .map_err(store_error)?;
        Ok(rows.into_iter().map(|row| kept!(row)).collect())
    }
}

#[async_trait]
impl LifeCycleRows for PgLifeCycles {
    #[tracing::instrument(name = "life_cycles.kept", skip_all)]
    async fn kept(&self, codes: &[&str]) -> Result<Vec<KeptRow>, StoreError> {
        if codes.is_empty() {
            return Ok(Vec::new());
        }
        let rows = sqlx::query_file!("queries/kept_life_cycle_rows.sql", codes as _)
            .fetch_all(&self.0)
            .await
            .map_err(store_error)?;
        Ok(rows.into_iter().map(|row| kept!(row)).collect())
    }

    async fn keep(&self, heard: &[(&str, Option<&LcaRow>)], now: Timestamp) -> Result<u64, StoreError> {
        let codes: Vec<&str> = heard.iter().map(|(code, _)| *code).collect();
        let records = heard.iter().map(|(_, row)| serde_json::to_string(row));
        let records = records.collect::<Result<Vec<_>, _>>().map_err(corrupt)?;
        let news = sqlx::query_file_scalar!(
            "queries/save_life_cycle_rows.sql",
            &codes as _,
            &records,
            now.to_sqlx()
        )
        .fetch_one(&self.0)
        .await
        .map_err(store_error)?;
        Ok(news.unsigned_abs())
    }
}
