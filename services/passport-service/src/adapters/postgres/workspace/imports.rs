//! Files of brands.

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use messaging::{
    failure::{corrupt, store_error},
    idempotency,
};
use service_kit::{idempotency::Done, ids::BrandId, store::StoreError};
use uuid::Uuid;

use super::{PgWorkspace, act_as, products};
use crate::{
    adapters::postgres::events,
    application::{
        changes::Changed,
        ports::CommandError,
        workspace::imports::{
            Format, RefusedRow,
            ports::{Claimed, File, ImportReport, ImportStatus, Imports, NewImport, Rows},
        },
    },
};

/// The longest report of refusals that is told.
const TOLD: i64 = 1_000;

#[async_trait]
impl Imports for PgWorkspace {
    async fn begin(&self, import: &NewImport) -> Result<Done<Uuid>, CommandError> {
        let command = &import.command;
        let mut tx = self.command(command, &command.brand.to_string()).await?;
        let (key, caller) = (command.key.as_ref(), command.caller.as_uuid());
        if let Some(id) = idempotency::before(&mut tx, caller, key, command.at).await? {
            return Ok(Done::Before(id));
        }
        sqlx::query_file!(
            "queries/workspace/begin_import.sql",
            import.id,
            command.brand.as_uuid(),
            format_name(import.format),
            import.all_or_nothing,
            &import.body[..],
            command.at.to_sqlx(),
        )
        .execute(&mut *tx)
        .await
        .map_err(store_error)?;
        idempotency::remember(&mut tx, caller, key, import.id, command.at).await?;
        tx.commit().await.map_err(store_error)?;
        Ok(Done::Now(import.id))
    }

    async fn report(&self, brand: BrandId, id: Uuid) -> Result<Option<ImportReport>, StoreError> {
        let mut tx = self.as_brand(brand).await?;
        let row = sqlx::query_file!("queries/workspace/find_import.sql", brand.as_uuid(), id)
            .fetch_optional(&mut *tx)
            .await
            .map_err(store_error)?;
        let Some(row) = row else { return Ok(None) };
        let refused = sqlx::query_file!("queries/workspace/import_refusals.sql", brand.as_uuid(), id, TOLD)
            .fetch_all(&mut *tx)
            .await
            .map_err(store_error)?;
        let refused = refused.into_iter().map(|row| RefusedRow {
            line: row.line.unsigned_abs(),
            column: row.column,
            detail: row.detail,
        });
        Ok(Some(ImportReport {
            id,
            status: status(&row.status)?,
            all_or_nothing: row.all_or_nothing,
            rows: row.rows,
            taken: row.taken,
            refused_rows: row.refused_rows,
            refused: refused.collect(),
            created_at: row.created_at.to_jiff(),
            finished_at: row.finished_at.map(jiff_sqlx::Timestamp::to_jiff),
        }))
    }

    async fn claim(&self, now: Timestamp, lease: SignedDuration) -> Result<Option<Claimed>, StoreError> {
        let until = now.saturating_add(lease).unwrap_or(Timestamp::MAX);
        let row = sqlx::query_file!("queries/workspace/claim_import.sql", now.to_sqlx(), until.to_sqlx())
            .fetch_optional(&self.pool)
            .await
            .map_err(store_error)?;
        Ok(row.map(|row| Claimed { id: row.import_id, brand: BrandId::from_uuid(row.brand_id) }))
    }

    async fn file(&self, import: &Claimed) -> Result<Option<File>, StoreError> {
        let mut tx = self.as_brand(import.brand).await?;
        let row = sqlx::query_file!("queries/workspace/import_file.sql", import.brand.as_uuid(), import.id)
            .fetch_optional(&mut *tx)
            .await
            .map_err(store_error)?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(File {
            format: format(&row.format)?,
            all_or_nothing: row.all_or_nothing,
            body: row.body.into(),
            refusals: row.checked.then_some(row.refusals),
            position: row.position,
        }))
    }

    async fn note_checked(
        &self,
        import: &Claimed,
        rows: i64,
        refused: &[RefusedRow],
    ) -> Result<(), StoreError> {
        let lines: Vec<_> = refused.iter().map(|row| i64::try_from(row.line).unwrap_or(i64::MAX)).collect();
        let columns: Vec<_> = refused.iter().map(|row| row.column.replace('\0', "")).collect();
        let details: Vec<_> = refused.iter().map(|row| row.detail.replace('\0', "")).collect();
        let (brand, id) = (import.brand.as_uuid(), import.id);
        let mut tx = self.as_brand(import.brand).await?;
        sqlx::query_file!("queries/workspace/note_checked.sql", brand, id, rows, &lines, &columns, &details)
            .execute(&mut *tx)
            .await
            .map_err(store_error)?;
        tx.commit().await.map_err(store_error)
    }

    async fn take(&self, rows: &Rows<'_>) -> Result<bool, StoreError> {
        let mut tx = self.pool.begin().await.map_err(store_error)?;
        let streams: Vec<_> = rows.products.iter().map(|put| put.gtin.as_str()).collect();
        events::lock_all(&mut tx, &streams).await.map_err(messaging::failure::outbox_error)?;
        act_as(&mut tx, rows.import.brand).await?;
        let advanced = sqlx::query_file!(
            "queries/workspace/advance_import.sql",
            rows.import.brand.as_uuid(),
            rows.import.id,
            rows.from,
            rows.to,
            i64::try_from(rows.products.len()).unwrap_or(i64::MAX),
            rows.lease_until.to_sqlx(),
        )
        .execute(&mut *tx)
        .await
        .map_err(store_error)?;
        if advanced.rows_affected() == 0 {
            return Ok(false);
        }
        for put in rows.products {
            let current = products::find(&mut tx, rows.import.brand, &put.gtin).await?;
            products::store(&mut tx, put, current).await?;
        }
        tx.commit().await.map_err(store_error)?;
        self.catalog.heard_of(Changed::Any).await;
        Ok(true)
    }

    async fn finish(&self, import: &Claimed, status: ImportStatus, now: Timestamp) -> Result<(), StoreError> {
        let (brand, id) = (import.brand.as_uuid(), import.id);
        let mut tx = self.as_brand(import.brand).await?;
        sqlx::query_file!(
            "queries/workspace/finish_import.sql",
            brand,
            id,
            status_name(status),
            now.to_sqlx()
        )
        .execute(&mut *tx)
        .await
        .map_err(store_error)?;
        tx.commit().await.map_err(store_error)
    }

    async fn let_go(&self, import: &Claimed) -> Result<(), StoreError> {
        let mut tx = self.as_brand(import.brand).await?;
        sqlx::query_file!("queries/workspace/release_import.sql", import.brand.as_uuid(), import.id)
            .execute(&mut *tx)
            .await
            .map_err(store_error)?;
        tx.commit().await.map_err(store_error)
    }
}

const fn format_name(format: Format) -> &'static str {
    match format {
        Format::Csv => "csv",
        Format::JsonLines => "jsonl",
    }
}

fn format(name: &str) -> Result<Format, StoreError> {
    match name {
        "csv" => Ok(Format::Csv),
        "jsonl" => Ok(Format::JsonLines),
        other => Err(corrupt(format!("a file is {other}"))),
    }
}

const fn status_name(status: ImportStatus) -> &'static str {
    match status {
        ImportStatus::Running => "running",
        ImportStatus::Completed => "completed",
        ImportStatus::Refused => "refused",
    }
}

fn status(name: &str) -> Result<ImportStatus, StoreError> {
    match name {
        "running" => Ok(ImportStatus::Running),
        "completed" => Ok(ImportStatus::Completed),
        "refused" => Ok(ImportStatus::Refused),
        other => Err(corrupt(format!("an import is {other}"))),
    }
}
