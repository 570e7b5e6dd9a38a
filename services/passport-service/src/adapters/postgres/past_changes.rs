//! When a brand's product changed, and in what: kept for the brand, in the transaction of the change.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::failure::store_error;
use sqlx::{PgConnection, types::Json};

use crate::{
    application::ports::StoreError,
    domain::catalog::{CatalogEntry, Change},
};

/// Notes what a new version of the entry changed; a product of no brand is nobody's to look back on.
pub(super) async fn note(
    conn: &mut PgConnection,
    entry: &CatalogEntry,
    changes: &[Change],
    now: Timestamp,
) -> Result<(), StoreError> {
    let brand = entry.known().and_then(|product| product.brand.as_ref()?.brand_id);
    let Some(brand) = brand.filter(|_| !changes.is_empty()) else { return Ok(()) };
    sqlx::query_file!(
        "queries/note_change.sql",
        brand,
        entry.gtin.as_str(),
        entry.version,
        entry.label_version,
        now.to_sqlx(),
        Json(changes) as _,
    )
    .execute(conn)
    .await
    .map_err(store_error)
    .map(drop)
}
