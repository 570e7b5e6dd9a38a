//! Tables with a header: Open Food Facts' export (tab separated) and leaner ones (commas).

use std::io::{self, BufRead};

use csv::{ByteRecord, ReaderBuilder};

use super::Line;
use crate::adapters::open_food_facts::document::{self, Refusal};

/// The columns that say something about the product itself; nothing else is read.
const COLUMNS: [&str; 33] = [
    "code",
    "barcode",
    "lang",
    "lc",
    "last_modified_t",
    "last_modified_datetime",
    "product_name",
    "quantity",
    "brands",
    "categories_tags",
    "categories",
    "labels_tags",
    "labels",
    "origins_tags",
    "origins",
    "manufacturing_places",
    "countries_tags",
    "countries",
    "allergens_tags",
    "allergens",
    "traces_tags",
    "traces",
    "ingredients_text",
    "ingredients_analysis_tags",
    "packaging_tags",
    "packaging",
    "nova_group",
    "serving_size",
    "serving_quantity",
    "no_nutrition_data",
    "image_url",
    "image_front_url",
    "nutrition_data_per",
];

/// One product a row.
pub(super) fn rows<R: BufRead + Send + 'static>(
    mut source: R,
) -> io::Result<Box<dyn Iterator<Item = io::Result<Line>> + Send>> {
    let tabs =
        source.fill_buf()?.split(|byte| *byte == b'\n').next().is_some_and(|header| header.contains(&b'\t'));
    // The export separates by tabs and quotes nothing: a quotation mark is part of the text.
    let delimiter = if tabs { b'\t' } else { b',' };
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).quoting(!tabs).flexible(true).from_reader(source);
    let columns: Vec<Option<String>> = reader.byte_headers()?.iter().map(column).collect();
    let mut record = ByteRecord::new();
    let mut json = String::new();
    Ok(Box::new(std::iter::from_fn(move || {
        let number = reader.position().line();
        match reader.read_byte_record(&mut record) {
            Ok(true) => {
                let number = record.position().map_or(number, csv::Position::line);
                Some(Ok((number, row(&record, &columns, &mut json))))
            }
            Ok(false) => None,
            Err(fault) if fault.is_io_error() => Some(Err(fault.into())),
            Err(fault) => Some(Ok((number, Err(Refusal::NotARow(fault.to_string()))))),
        }
    })))
}

/// The column's name as a JSON key if we use it.
fn column(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?.trim_start_matches('\u{feff}').trim();
    let used = COLUMNS.contains(&name) || name.ends_with("_100g") || name.ends_with("_serving");
    used.then(|| serde_json::to_string(name).ok()).flatten()
}

/// A row is read as the document that it would be.
fn row(record: &ByteRecord, columns: &[Option<String>], json: &mut String) -> document::Outcome {
    json.clear();
    let mut separator = '{';
    for (cell, column) in record.iter().zip(columns) {
        let Some(column) = column.as_ref().filter(|_| !cell.is_empty()) else { continue };
        let cell = String::from_utf8_lossy(cell);
        let Ok(cell) = serde_json::to_string(&cell) else { continue };
        json.push(separator);
        json.extend([column.as_str(), ":", cell.as_str()]);
        separator = ',';
    }
    json.push_str(if separator == '{' { "{}" } else { "}" });
    document::read(json)
}
