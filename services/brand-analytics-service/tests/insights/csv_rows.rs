use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::world::{PASTA, SAUCE, World, brand, november};

type Row = BTreeMap<String, String>;

fn rows(text: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header: Vec<_> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let row =
        |record: csv::StringRecord| header.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
    reader.records().map(|record| row(record.expect("a record"))).collect()
}

/// The JSON item as a row of text; where there is no number, why.
fn row(item: &Value, table: &Value) -> Row {
    let text = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let number = |figure: &Value| match (&figure["visitors"], figure["suppressed"].as_bool()) {
        (Value::Null, Some(true)) => "not enough data yet (fewer than 5)".to_owned(),
        (Value::Null, _) => "not yet released".to_owned(),
        (visitors, _) => visitors.to_string(),
    };
    let mut row: Row = ["day", "gtin", "region", "metric", "suppressed", "daysReleased", "days", "unit"]
        .map(|name| (name.to_owned(), text(&item[name])))
        .into();
    row.extend(["from", "to"].map(|name| (name.to_owned(), text(&item["period"][name]))));
    row.extend(["policy", "k"].map(|name| (name.to_owned(), text(&table[name]))));
    row.insert("visitors".to_owned(), number(item));
    if let Some(previous) = item.get("previous") {
        row.extend([
            ("previousFrom".to_owned(), text(&previous["period"]["from"])),
            ("previousTo".to_owned(), text(&previous["period"]["to"])),
            ("previousVisitors".to_owned(), number(previous)),
            ("previousSuppressed".to_owned(), text(&previous["suppressed"])),
            ("previousDaysReleased".to_owned(), text(&previous["daysReleased"])),
            ("previousDays".to_owned(), text(&previous["days"])),
        ]);
    }
    row
}

#[tokio::test]
async fn the_csv_is_what_the_table_shows() {
    let (world, brand) = (World::new().await, brand());
    let cells = [(PASTA, "IT-25", "scanning_visitors", 12), (SAUCE, "other", "used_up", 6)];
    world.release(brand, november(18), &cells).await;
    world.release(brand, november(19), &[]).await;
    for query in ["", "&from=2026-11-17&to=2026-11-20", "&gtin=08001505005707"] {
        for (view, by) in [
            ("summary", ""),
            ("products", ""),
            ("regions", ""),
            ("series", ""),
            ("series", "&by=week"),
            ("series", "&by=month"),
        ] {
            let path = format!("/api/v1/brand/insights.csv?view={view}{by}{query}");
            let answer = world.service.get(&path, brand).await;
            assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8; header=present");
            let query = format!("{by}{query}");
            let path = format!("/api/v1/brand/insights/{view}?{}", query.trim_start_matches('&'));
            let table = world.service.table(&path, brand).await;
            let items = table["items"].as_array().expect("items");
            let expected: Vec<_> = items.iter().map(|item| row(item, &table)).collect();
            assert_eq!(rows(&answer.text), expected, "{view}{query}");
            assert!(!expected.is_empty());
        }
    }
}

#[tokio::test]
async fn the_csv_is_a_file_with_a_name_and_of_a_known_view() {
    let (world, brand) = (World::new().await, brand());
    world.release(brand, november(18), &[(PASTA, "IT-25", "scanning_visitors", 12)]).await;
    let answer = world.service.get("/api/v1/brand/insights.csv?view=products", brand).await;
    let name = "attachment; filename=\"insights-products-2026-10-22-2026-11-18.csv\"";
    assert_eq!(answer.header("content-disposition"), name);
    let refused = world.service.get("/api/v1/brand/insights.csv?view=people", brand).await;
    assert_eq!((refused.problem().0, refused.pointer()), (400, "/view".to_owned()));
    let usual = world.service.get("/api/v1/brand/insights.csv", brand).await;
    assert_eq!(rows(&usual.text)[0]["day"], json!("2026-10-22"));
}
