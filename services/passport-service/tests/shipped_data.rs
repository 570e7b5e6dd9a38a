//! What the repository ships in `data/` keeps its promises.

#![expect(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader, Read},
};

use flate2::read::GzDecoder;
use passport_service::{
    adapters::open_food_facts::document,
    domain::{
        eco::{EcoStatement, LcaTable, compute},
        label::Label,
    },
};
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

/// Open Food Facts' own scores, computed from the very row that the document quotes.
fn stored_scores(document: &Value) -> Option<Value> {
    let stored = match &document["environmental_score_data"] {
        Value::String(text) => serde_json::from_str(text).ok()?,
        Value::Null => document["ecoscore_data"].clone(),
        object => object.clone(),
    };
    // Before 3.1.1 the method had other tables.
    let version = stored["agribalyse"]["version"].as_str()?;
    let current = stored["status"] == "known" && matches!(version, "3.1.1" | "3.2");
    current.then(|| stored["scores"].clone())
}

/// Countries of sale where ours differs from the stored score.
fn differences(json: &Value, stored: &Value) -> Vec<String> {
    let stated = document::read(&json.to_string()).unwrap();
    let table = EcoStatement::of(&stated, &Label::default(), None).quoted.map(|quoted| quoted.row);
    let table = LcaTable::new("quoted", table);
    let ours = |country: &str| {
        let statement = EcoStatement::of(&stated, &Label::default(), country.parse().ok());
        compute(&EcoStatement { sold_in: country.parse().ok(), ..statement }.input(&table))
    };
    let differs = |(country, score): (&String, &Value)| {
        let score = score.as_i64()?.clamp(0, 100);
        match ours(country) {
            Ok(eco) if i64::from(eco.score) == score => None,
            Ok(eco) => Some(format!("{country}: {} instead of {score}, {:?}", eco.score, eco.parts)),
            Err(error) => Some(format!("{country}: {error}")),
        }
    };
    stored.as_object().into_iter().flatten().filter_map(differs).collect()
}

#[test]
fn eco_scores_of_shipped_documents_are_those_that_open_food_facts_has_stored() {
    let mut right = 0;
    let mut missed = Vec::new();
    for document in ["products.jsonl.gz", "rows.jsonl.gz"].into_iter().flat_map(documents) {
        let Some(stored) = stored_scores(&document) else { continue };
        match differences(&document, &stored).into_iter().next() {
            None => right += 1,
            Some(difference) => missed.push((document["code"].as_str().unwrap().to_owned(), difference)),
        }
    }
    println!("stored eco scores: {right}/{}", right + missed.len());
    assert!(missed.is_empty(), "{missed:#?}");
    assert!(right >= 40, "{right}");
}
