//! What a brand states about its own products, with journeys and pictures.

use std::{collections::BTreeMap, path::Path};

use jiff::Timestamp;
use service_kit::{
    clock::{Clock, SystemClock},
    ids::BrandId,
};
use sqlx::PgPool;

use super::{
    ImportError, Tally, file_error,
    report::{Refused, Report},
};
use crate::{
    adapters::{
        brand_file::{BrandFolder, BrandProduct, read_folder},
        postgres::{Adopted, PgCatalog, PgImports, PgWorkspace},
    },
    domain::{fact::Source, source_record::SourceRecord, workspace::Publication},
};

const PRODUCTS: &str = "brand.jsonl";

pub(super) async fn import(
    path: &Path,
    since: Option<Timestamp>,
    catalog: &PgCatalog,
    pool: PgPool,
    report: &mut Report,
) -> Result<Tally, ImportError> {
    let file = if path.is_dir() { path.join(PRODUCTS) } else { path.to_owned() };
    let folder = read_folder(&file).map_err(|error| file_error(&file, error))?;
    for (name, refused) in &folder.refused {
        let detail = format!("{name}: {}: {}", refused.column, refused.detail);
        report.refuse(&Refused { line: refused.line, code: None, detail }).map_err(ImportError::Report)?;
    }
    let published = || folder.products.iter().filter(|product| product.publication == Publication::Published);
    let records = published().map(|product| with_lots(product, &folder)).collect();
    let now = SystemClock.now();
    let since = since.unwrap_or(now);
    let stored = catalog.store_since(Source::Brand, records, since, now).await?;
    let workspace = PgWorkspace::new(pool.clone(), catalog.clone());
    for (brand, products) in adopted(&folder) {
        workspace.adopt(brand, &products, since).await?;
    }
    let notes = PgImports::new(pool);
    for product in published() {
        save_picture(&folder, product, &notes, &file).await?;
    }
    Ok(Tally {
        created: stored.created,
        changed: stored.changed,
        unchanged: stored.unchanged,
        ..Tally::default()
    })
}

/// What becomes the workspace's, drafts too: by brand.
fn adopted(folder: &BrandFolder) -> BTreeMap<BrandId, Vec<Adopted>> {
    let mut brands: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for product in &folder.products {
        let brand = product.record.product.brand.as_ref().and_then(|brand| brand.brand_id);
        let (Some(brand), Some(as_of)) = (brand, product.record.as_of) else { continue };
        let lots = folder.lots.iter().filter(|journey| journey.gtin == product.record.gtin);
        let lots = lots.map(|journey| (journey.lot.clone().unwrap_or_default(), journey.steps.clone()));
        let general = (String::new(), product.record.journey.clone());
        brands.entry(BrandId::from_uuid(brand)).or_default().push(Adopted {
            gtin: product.gtin,
            statement: product.statement.clone(),
            publication: product.publication,
            as_of,
            journeys: [general].into_iter().chain(lots).filter(|(_, steps)| !steps.is_empty()).collect(),
        });
    }
    brands
}

/// The product's record with the steps of each of its lots.
fn with_lots(product: &BrandProduct, folder: &BrandFolder) -> SourceRecord {
    let mut record = product.record.clone();
    let of_lots = folder.lots.iter().filter(|journey| journey.gtin == record.gtin);
    let steps: Vec<_> = of_lots.flat_map(|journey| journey.steps.iter().cloned()).collect();
    record.journey.extend(steps);
    record
}

async fn save_picture(
    folder: &BrandFolder,
    product: &BrandProduct,
    notes: &PgImports,
    file: &Path,
) -> Result<(), ImportError> {
    let Some(body) = folder.picture(product).map_err(|error| file_error(file, error))? else { return Ok(()) };
    let gtin = product.record.gtin.parse().map_err(|error| ImportError::NotThat {
        path: file.display().to_string(),
        reason: format!("{error}"),
    })?;
    let name = product.record.image_source.as_deref().unwrap_or_default();
    Ok(notes.save_brand_picture(&gtin, media_type(name), &body, SystemClock.now()).await?)
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        _ => "image/svg+xml",
    }
}
