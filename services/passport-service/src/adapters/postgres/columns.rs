//! Many rows as arrays, one a column: how PostgreSQL takes a batch in one statement.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::failure::{corrupt, store_error};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{catalog::source_name, entry::search_text};
use crate::{
    application::ports::StoreError,
    domain::{catalog::CatalogEntry, fact::Source, source_record::SourceRecord},
};

/// Entries, column by column.
#[derive(Default)]
pub(super) struct EntryColumns {
    gtin: Vec<String>,
    version: Vec<i64>,
    label_version: Vec<i64>,
    name: Vec<Option<String>>,
    brand_name: Vec<Option<String>>,
    brand_id: Vec<Option<Uuid>>,
    quantity: Vec<Option<String>>,
    image_url: Vec<Option<String>>,
    image_source: Vec<Option<String>>,
    product: Vec<String>,
    journey: Vec<String>,
    eco: Vec<String>,
    search_text: Vec<String>,
}

impl EntryColumns {
    /// Adds a known product's entry.
    pub(super) fn push(&mut self, entry: &CatalogEntry) -> Result<(), StoreError> {
        let Some(product) = entry.known() else { return Ok(()) };
        let brand = product.brand.as_ref();
        self.gtin.push(entry.gtin.to_string());
        self.version.push(entry.version);
        self.label_version.push(entry.label_version);
        self.name.push(product.name.clone());
        self.brand_name.push(brand.map(|brand| brand.name.clone()));
        self.brand_id.push(brand.and_then(|brand| brand.brand_id));
        self.quantity.push(product.quantity.clone());
        self.image_url.push(product.image_url.clone());
        self.image_source.push(entry.image_source.clone());
        self.product.push(json(&entry.product)?);
        self.journey.push(json(&entry.journey)?);
        self.eco.push(json(&entry.eco)?);
        self.search_text.push(search_text(product));
        Ok(())
    }

    pub(super) async fn save(&self, conn: &mut PgConnection, now: Timestamp) -> Result<(), StoreError> {
        sqlx::query_file!(
            "queries/save_entries.sql",
            now.to_sqlx(),
            &self.gtin,
            &self.version,
            &self.label_version,
            &self.name as _,
            &self.brand_name as _,
            &self.brand_id as _,
            &self.quantity as _,
            &self.image_url as _,
            &self.image_source as _,
            &self.product,
            &self.journey,
            &self.eco,
            &self.search_text,
        )
        .execute(conn)
        .await
        .map_err(store_error)?;
        Ok(())
    }
}

/// Statements, column by column.
#[derive(Default)]
pub(super) struct RecordColumns {
    gtin: Vec<String>,
    brand_id: Vec<Option<Uuid>>,
    as_of: Vec<Option<jiff_sqlx::Date>>,
    digest: Vec<Vec<u8>>,
    record: Vec<String>,
}

impl RecordColumns {
    pub(super) fn of<'a>(
        records: impl Iterator<Item = (&'a SourceRecord, [u8; 32])>,
    ) -> Result<Self, StoreError> {
        let mut columns = Self::default();
        for (record, digest) in records {
            columns.gtin.push(record.gtin.clone());
            columns.brand_id.push(record.product.brand.as_ref().and_then(|brand| brand.brand_id));
            columns.as_of.push(record.as_of.map(jiff_sqlx::ToSqlx::to_sqlx));
            columns.digest.push(digest.to_vec());
            columns.record.push(json(record)?);
        }
        Ok(columns)
    }

    pub(super) async fn save(
        &self,
        conn: &mut PgConnection,
        source: Source,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query_file!(
            "queries/upsert_source_records.sql",
            &self.gtin,
            source_name(source),
            now.to_sqlx(),
            &self.brand_id as _,
            &self.as_of as _,
            &self.digest,
            &self.record,
        )
        .execute(conn)
        .await
        .map_err(store_error)?;
        Ok(())
    }
}

/// PostgreSQL's JSON knows no NUL in a string.
fn json(value: &impl serde::Serialize) -> Result<String, StoreError> {
    let text = serde_json::to_string(value).map_err(corrupt)?;
    if !text.contains("\\u0000") {
        return Ok(text);
    }
    let mut value = serde_json::from_str(&text).map_err(corrupt)?;
    drop_nul(&mut value);
    Ok(value.to_string())
}

fn drop_nul(value: &mut serde_json::Value) {
    use serde_json::Value;
    match value {
        Value::String(text) => text.retain(|letter| letter != '\0'),
        Value::Array(items) => items.iter_mut().for_each(drop_nul),
        Value::Object(members) => members.values_mut().for_each(drop_nul),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nul_is_dropped_and_a_backslash_stays() {
        assert_eq!(json(&["a\0b", "\\u0000"]).expect("JSON"), r#"["ab","\\u0000"]"#);
    }
}
