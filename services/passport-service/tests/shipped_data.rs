//! What the repository ships in `data/` keeps its promises.

#![expect(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader, Read},
};

use flate2::read::GzDecoder;
use serde_json::Value;

fn open(name: &str) -> impl BufRead {
    let path = format!("{}/../../data/open-food-facts/{name}", env!("CARGO_MANIFEST_DIR"));
    BufReader::new(GzDecoder::new(std::fs::File::open(path).unwrap()))
}

fn documents(name: &str) -> Vec<Value> {
    open(name).lines().map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect()
}

/// Parts of the names of fields that say who worked on a product.
const CONTRIBUTORS: [&str; 13] = [
    "creator",
    "editor",
    "corrector",
    "checker",
    "informer",
    "photographer",
    "modified_by",
    "weigher",
    "weighter",
    "uploader",
    "userid",
    "owner_fields",
    "teams",
];

fn names_contributors(field: &str) -> bool {
    CONTRIBUTORS.iter().any(|part| field.contains(part))
}

/// Every name of a field, at any depth.
fn fields<'v>(value: &'v Value, found: &mut BTreeSet<&'v str>) {
    match value {
        Value::Object(object) => object.iter().for_each(|(name, value)| {
            found.insert(name);
            fields(value, found);
        }),
        Value::Array(list) => list.iter().for_each(|value| fields(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn no_shipped_document_names_a_contributor() {
    for file in ["products.jsonl.gz", "rows.jsonl.gz"] {
        for document in documents(file) {
            let mut found = BTreeSet::new();
            fields(&document, &mut found);
            found.retain(|field| names_contributors(field));
            assert!(found.is_empty(), "{file}, {}: {found:?}", document["code"]);
        }
    }
    for file in ["export-world.tsv.gz", "lean-europe.csv.gz"] {
        let header = open(file).lines().next().unwrap().unwrap();
        let named: Vec<_> = header.split(['\t', ',']).filter(|field| names_contributors(field)).collect();
        assert!(named.is_empty(), "{file}: {named:?}");
    }
}

#[test]
fn at_least_six_hundred_real_products_with_valid_gtins_are_shipped() {
    let mut gtins = BTreeSet::new();
    for file in ["products.jsonl.gz", "rows.jsonl.gz"] {
        let codes = documents(file).into_iter().map(|document| document["code"].as_str().unwrap().to_owned());
        gtins.extend(codes.map(|code| gs1::Gtin::parse(&code.parse_padded()).unwrap().0.to_string()));
    }
    let documents = gtins.len();
    let mut rows = String::new();
    open("export-world.tsv.gz").read_to_string(&mut rows).unwrap();
    let codes = rows.lines().skip(1).filter_map(|row| row.split('\t').next());
    gtins.extend(
        codes
            .filter_map(|code| gs1::Gtin::parse(&code.parse_padded()).ok())
            .map(|(gtin, _)| gtin.to_string()),
    );
    println!("{documents} products in documents and rows, {} with the export", gtins.len());
    assert!(gtins.len() >= 600);
}

/// Open Food Facts' way to write a barcode.
trait Padded {
    fn parse_padded(&self) -> String;
}

impl Padded for str {
    fn parse_padded(&self) -> String {
        format!("{self:0>14}")
    }
}
