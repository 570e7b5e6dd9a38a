use serde_json::json;

use super::{Days, Guide, Own, ShelfLife, ShelfLifeEdit, Source};
use crate::domain::food::CategoryId;

fn categories(ids: &[&str]) -> Vec<CategoryId> {
    ids.iter().map(|id| id.parse().unwrap()).collect()
}

#[test]
fn the_shipped_guidance_names_known_categories_and_its_sources() {
    let guide = Guide::shipped().unwrap();
    assert!(guide.len() >= 25, "{}", guide.len());
    let life = guide.resolve(&categories(&["en:dairies", "en:yogurts"])).unwrap();
    let Source::Guidance(guidance) = &life.source else { panic!("{life:?}") };
    assert!(guidance.title.contains("FoodKeeper") && guidance.url.starts_with("https://"));
}

#[test]
fn the_narrowest_category_decides_and_passes_on_what_it_has() {
    let guide = Guide::shipped().unwrap();
    let freezer =
        |ids: &[&str]| guide.resolve(&categories(ids)).and_then(|life| life.freezer_days).map(Days::get);
    assert_eq!(freezer(&["en:meats", "en:beef"]), Some(120));
    assert_eq!(freezer(&["en:meats", "en:beef", "en:ground-beef-preparations"]), Some(90));
    assert_eq!(freezer(&["en:strawberry-yogurts"]), freezer(&["en:yogurts"]));
    assert_eq!(guide.resolve(&categories(&["en:no-such-category"])), None);
    assert_eq!(guide.resolve(&[]), None);
}

#[test]
fn a_source_is_a_publication_or_the_word_own() {
    let edit = ShelfLifeEdit { after_opening_days: Some(Days::ONE), freezer_days: None };
    let own = ShelfLife::edited(None, &edit);
    assert_eq!(own.source, Source::Own(Own::Own));
    let json = serde_json::to_value(&own).unwrap();
    assert_eq!(json, json!({ "afterOpeningDays": 1, "source": "own" }));
    assert_eq!(serde_json::from_value::<ShelfLife>(json).unwrap(), own);
}

#[test]
fn every_number_is_the_lower_end_of_what_is_cited_for_it() {
    let file: serde_json::Value = serde_json::from_str(super::guide::SHIPPED).unwrap();
    for row in file["categories"].as_array().unwrap() {
        let cited = row["cited"].as_object().unwrap();
        assert!(!cited.is_empty(), "{row}");
        for (what, citation) in cited {
            let days = days(citation["says"].as_str().unwrap());
            assert_eq!(row[format!("{what}Days")].as_u64(), Some(days), "{row}");
        }
        let numbers =
            ["afterOpeningDays", "freezerDays", "thawedDays"].iter().filter(|key| row.get(key).is_some());
        assert_eq!(numbers.count(), cited.len(), "{row}");
    }
    assert_eq!(file["thawed"]["days"], json!(Days::ONE));
}

/// `3 - 5 Days` are 3.
fn days(says: &str) -> u64 {
    let (least, unit) = (says.split(' ').next().unwrap(), says.rsplit(' ').next().unwrap());
    let factor = match unit.trim_end_matches('s') {
        "Day" => 1,
        "Week" => 7,
        "Month" => 30,
        _ => panic!("{says}"),
    };
    least.parse::<u64>().unwrap() * factor
}
