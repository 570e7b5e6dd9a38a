//! Rows of the catalog and what they mean.

use gs1::Gtin;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::failure::store_error;
use sqlx::{PgConnection, types::Json};

use crate::{
    application::ports::StoreError,
    domain::{
        catalog::CatalogEntry,
        eco::Eco,
        journey::Journey,
        product::{BrandName, Product},
        search::fold,
        section::Section,
    },
};

/// What a row of the catalog says about a GTIN; each query has a row type of its own with the same columns.
macro_rules! entry_of {
    ($gtin:expr, $row:expr) => {
        CatalogEntry {
            gtin: $gtin,
            version: $row.version,
            label_version: $row.label_version,
            product: $row.product.0,
            journey: $row.journey.0,
            eco: $row.eco.0,
            image_source: $row.image_source,
            checked_at: $row.checked_at.map(jiff_sqlx::Timestamp::to_jiff),
        }
    };
}
pub(super) use entry_of;

/// An entry with who is asking the sources about it, and until when.
pub(super) struct Locked {
    pub(super) entry: CatalogEntry,
    pub(super) lease_until: Option<Timestamp>,
}

/// The entry, locked until the transaction ends.
pub(super) async fn lock(conn: &mut PgConnection, gtin: &Gtin) -> Result<Option<Locked>, StoreError> {
    let row = sqlx::query_file!("queries/lock_entry.sql", gtin.as_str())
        .fetch_optional(conn)
        .await
        .map_err(store_error)?;
    Ok(row.map(|row| Locked {
        entry: entry_of!(*gtin, row),
        lease_until: row.lease_until.map(jiff_sqlx::Timestamp::to_jiff),
    }))
}

/// Writes the entry as it is now; ends its lease once it is complete.
pub(super) async fn save(
    conn: &mut PgConnection,
    entry: &CatalogEntry,
    now: Timestamp,
) -> Result<(), StoreError> {
    let product = entry.known();
    let brand = product.and_then(|product| product.brand.as_ref());
    sqlx::query_file!(
        "queries/save_entry.sql",
        entry.gtin.as_str(),
        entry.version,
        entry.label_version,
        entry.is_known(),
        product.and_then(|product| product.name.as_deref()),
        brand.map(|brand| brand.name.as_str()),
        brand.and_then(|brand| brand.brand_id),
        product.and_then(|product| product.quantity.as_deref()),
        product.and_then(|product| product.image_url.as_deref()),
        entry.image_source.as_deref(),
        Json(&entry.product) as _,
        Json(&entry.journey) as _,
        Json(&entry.eco) as _,
        now.to_sqlx(),
        entry.checked_at.map(jiff_sqlx::ToSqlx::to_sqlx),
        product.map(search_text).unwrap_or_default(),
        entry.is_complete(),
    )
    .execute(conn)
    .await
    .map_err(store_error)?;
    Ok(())
}

/// What a person may type to find the product.
pub(super) fn search_text(product: &Product) -> String {
    let words = [product.name.as_deref(), product.brand.as_ref().map(|brand| brand.name.as_str())];
    fold(&words.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// A brand as two columns hold it.
pub(super) fn brand(name: Option<String>, brand_id: Option<uuid::Uuid>) -> Option<BrandName> {
    name.map(|name| BrandName { brand_id, name })
}
