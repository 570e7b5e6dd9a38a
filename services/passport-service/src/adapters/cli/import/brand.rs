//! What a brand states about its own products, with journeys and pictures.

use std::path::Path;

use service_kit::clock::{Clock, SystemClock};
use sqlx::PgPool;

use super::{
    ImportError, Tally, file_error,
    report::{Refused, Report},
};
use crate::{
    adapters::{
        brand_file::{BrandFolder, BrandProduct, Publication, read_folder},
        postgres::{PgCatalog, PgImports},
    },
    domain::{fact::Source, source_record::SourceRecord},
};

const PRODUCTS: &str = "brand.jsonl";

pub(super) async fn import(
    path: &Path,
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
    let stored = catalog.store_batch(Source::Brand, records, SystemClock.now()).await?;
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
