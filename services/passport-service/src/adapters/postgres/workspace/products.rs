//! Products of the workspace.

use async_trait::async_trait;
use gs1::Gtin;
use jiff::tz::TimeZone;
use jiff_sqlx::ToSqlx as _;
use messaging::{
    failure::{corrupt, store_error},
    idempotency,
};
use service_kit::{ids::BrandId, store::StoreError};
use sqlx::{PgConnection, types::Json};

use super::PgWorkspace;
use crate::{
    adapters::postgres::PgCatalog,
    application::{
        changes::Changed,
        ports::{CommandError, Heard},
        workspace::{
            WorkspaceError,
            ports::{Made, ProductSummary, PutProduct, Wanted, WorkProduct, WorkProducts},
        },
    },
    domain::{
        journey::JourneyStep,
        source_record::SourceRecord,
        workspace::{Fault, Publication, Statement, faults, percent},
    },
};

/// A line of the catalog as a row holds it.
struct Row {
    gtin: String,
    name: Option<String>,
    quantity: Option<String>,
    image_url: Option<String>,
    version: i64,
    published_version: Option<i64>,
    completeness: i16,
    faults: Json<Vec<Fault>>,
    updated_at: jiff_sqlx::Timestamp,
    open_reports: i64,
}

impl TryFrom<Row> for ProductSummary {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            gtin: row.gtin.parse().map_err(corrupt)?,
            name: row.name,
            quantity: row.quantity,
            image_url: row.image_url,
            version: row.version,
            published_version: row.published_version,
            completeness: u8::try_from(row.completeness).unwrap_or_default(),
            faults: row.faults.0,
            updated_at: row.updated_at.to_jiff(),
            open_reports: row.open_reports,
        })
    }
}

type PutFailure = WorkspaceError<WorkProduct>;

#[async_trait]
impl WorkProducts for PgWorkspace {
    async fn list(&self, brand: BrandId, wanted: &Wanted) -> Result<Vec<ProductSummary>, StoreError> {
        let mut tx = self.as_brand(brand).await?;
        let rows = sqlx::query_file_as!(
            Row,
            "queries/workspace/list_products.sql",
            brand.as_uuid(),
            wanted.after.as_ref().map_or("", Gtin::as_str),
            wanted.query.as_deref(),
            wanted.publication.map(|publication| publication == Publication::Published),
            wanted.limit,
        )
        .fetch_all(&mut *tx)
        .await
        .map_err(store_error)?;
        rows.into_iter().map(ProductSummary::try_from).collect()
    }

    async fn find(&self, brand: BrandId, gtin: &Gtin) -> Result<Option<WorkProduct>, StoreError> {
        let mut tx = self.as_brand(brand).await?;
        find(&mut tx, brand, gtin).await
    }

    async fn put(&self, put: &PutProduct) -> Result<(WorkProduct, Made), PutFailure> {
        let mut tx = self.command(&put.command, put.gtin.as_str()).await?;
        let (brand, key) = (put.command.brand, put.command.key.as_ref());
        let caller = put.command.caller.as_uuid();
        let current = find(&mut tx, brand, &put.gtin).await?;
        let before =
            idempotency::before(&mut tx, caller, key, put.command.at).await.map_err(CommandError::from)?;
        if let (Some(_), Some(product)) = (before, current.clone()) {
            let made = if put.only_new { Made::New } else { Made::Changed };
            return Ok((product, made));
        }
        let made = admit(put, current.as_ref())?;
        let product = store(&mut tx, put, current).await?;
        idempotency::remember(&mut tx, caller, key, brand.as_uuid(), put.command.at).await?;
        tx.commit().await.map_err(store_error)?;
        if put.published.is_some() {
            self.catalog.heard_of(Changed::One(put.gtin)).await;
        }
        Ok((product, made))
    }
}

fn admit(put: &PutProduct, current: Option<&WorkProduct>) -> Result<Made, PutFailure> {
    match current {
        Some(_) if put.only_new => Err(WorkspaceError::Exists),
        current => {
            let met = put.expected.meets(current.map(|product| product.version));
            met.map_err(|unmet| WorkspaceError::unmet(unmet, current.cloned()))?;
            Ok(if current.is_some() { Made::Changed } else { Made::New })
        }
    }
}

/// Writes what is to stand, and publishes it when shoppers are to read it. The same again changes nothing.
pub(super) async fn store(
    conn: &mut PgConnection,
    put: &PutProduct,
    current: Option<WorkProduct>,
) -> Result<WorkProduct, StoreError> {
    let wanted = if put.published.is_some() { Publication::Published } else { Publication::Draft };
    if let Some(same) =
        current.clone().filter(|now| now.statement == put.statement && now.publication() == wanted)
    {
        return Ok(same);
    }
    let brand = put.command.brand;
    let journeys = journeys(conn, brand, &put.gtin).await?;
    let found = faults(&put.statement, &general(&journeys));
    let version = current.as_ref().map_or(1, |now| now.version + 1);
    let product = WorkProduct {
        gtin: put.gtin,
        version,
        published_version: match wanted {
            Publication::Published => Some(version),
            Publication::Draft => current.as_ref().and_then(|now| now.published_version),
        },
        statement: put.statement.clone(),
        completeness: percent(&found),
        faults: found,
        updated_at: put.command.at,
        open_reports: current.map_or(0, |now| now.open_reports),
    };
    write(conn, brand, &product).await?;
    if let Some(record) = &put.published {
        publish(conn, &put.gtin, record, &journeys, put.command.at).await?;
    }
    Ok(product)
}

/// Writes the product's row.
pub(super) async fn write(
    conn: &mut PgConnection,
    brand: BrandId,
    product: &WorkProduct,
) -> Result<(), StoreError> {
    sqlx::query_file!(
        "queries/workspace/put_product.sql",
        brand.as_uuid(),
        product.gtin.as_str(),
        product.version,
        product.published_version,
        product.updated_at.to_zoned(TimeZone::UTC).date().to_sqlx(),
        Json(&product.statement) as _,
        product.statement.name.as_deref(),
        product.statement.quantity.as_deref(),
        product.statement.image_url.as_deref(),
        i16::from(product.completeness),
        Json(&product.faults) as _,
        product.updated_at.to_sqlx(),
    )
    .execute(conn)
    .await
    .map_err(store_error)
    .map(drop)
}

/// Gives the statement to the catalog, with the steps of the product and of its lots.
pub(super) async fn publish(
    conn: &mut PgConnection,
    gtin: &Gtin,
    record: &SourceRecord,
    journeys: &[LotJourney],
    at: jiff::Timestamp,
) -> Result<(), StoreError> {
    let lots = journeys.iter().filter(|journey| !journey.lot.is_empty());
    let steps = general(journeys).into_iter().chain(lots.flat_map(|journey| journey.steps.clone())).collect();
    let record = SourceRecord { journey: steps, ..record.clone() };
    PgCatalog::store_locked(conn, gtin, Heard::Stated(Box::new(record)), at).await.map(drop)
}

/// The steps of one lot; of every lot when its name is empty.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LotJourney {
    pub(super) lot: String,
    pub(super) steps: Vec<JourneyStep>,
}

/// The steps that hold for every pack whose own lot has none.
pub(super) fn general(journeys: &[LotJourney]) -> Vec<JourneyStep> {
    let general = journeys.iter().find(|journey| journey.lot.is_empty());
    general.map(|journey| journey.steps.clone()).unwrap_or_default()
}

/// The journeys of a product and of its lots.
pub(super) async fn journeys(
    conn: &mut PgConnection,
    brand: BrandId,
    gtin: &Gtin,
) -> Result<Vec<LotJourney>, StoreError> {
    let rows = sqlx::query_file!("queries/workspace/journeys_of_product.sql", brand.as_uuid(), gtin.as_str())
        .fetch_all(conn)
        .await
        .map_err(store_error)?;
    Ok(rows.into_iter().map(|row| LotJourney { lot: row.lot, steps: row.steps.0 }).collect())
}

/// One product of the brand.
pub(super) async fn find(
    conn: &mut PgConnection,
    brand: BrandId,
    gtin: &Gtin,
) -> Result<Option<WorkProduct>, StoreError> {
    let row = sqlx::query_file!("queries/workspace/find_product.sql", brand.as_uuid(), gtin.as_str())
        .fetch_optional(conn)
        .await
        .map_err(store_error)?;
    Ok(row.map(|row| WorkProduct {
        gtin: *gtin,
        version: row.version,
        published_version: row.published_version,
        statement: row.statement.0,
        completeness: u8::try_from(row.completeness).unwrap_or_default(),
        faults: row.faults.0,
        updated_at: row.updated_at.to_jiff(),
        open_reports: row.open_reports,
    }))
}
