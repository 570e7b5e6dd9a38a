//! What needs a brand's attention.

use async_trait::async_trait;
use gs1::Gtin;
use messaging::failure::{corrupt, store_error};
use service_kit::{ids::BrandId, store::StoreError};
use sqlx::types::Json;

use super::PgWorkspace;
use crate::{
    application::workspace::ports::{Needs, Needy},
    domain::{
        source_record::SourceRecord,
        workspace::{Fault, Statement},
    },
};

#[async_trait]
impl Needs for PgWorkspace {
    async fn needy(&self, brand: BrandId, limit: i64) -> Result<Vec<Needy>, StoreError> {
        let mut tx = self.as_brand(brand).await?;
        let rows = sqlx::query_file!("queries/workspace/needy.sql", brand.as_uuid(), limit)
            .fetch_all(&mut *tx)
            .await
            .map_err(store_error)?;
        let mut needy = Vec::new();
        for row in rows {
            needy.push(Needy {
                gtin: row.gtin.parse().map_err(corrupt)?,
                name: row.name,
                statement: row.statement.0,
                faults: row.faults.0,
                open_reports: row.open_reports,
                others: row.others.into_iter().map(|record| record.0).collect(),
            });
        }
        Ok(needy)
    }

    async fn reported_unknown(&self, brand: BrandId, limit: i64) -> Result<Vec<(Gtin, i64)>, StoreError> {
        let mut tx = self.as_brand(brand).await?;
        let rows = sqlx::query_file!("queries/workspace/reported_unknown.sql", brand.as_uuid(), limit)
            .fetch_all(&mut *tx)
            .await
            .map_err(store_error)?;
        rows.into_iter().map(|row| Ok((row.gtin.parse().map_err(corrupt)?, row.reports))).collect()
    }
}
