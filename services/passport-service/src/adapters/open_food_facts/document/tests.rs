use proptest::prelude::*;

use super::{Refusal, read, read_bytes};
use crate::domain::label::{Per, WarningCode};

#[test]
fn an_envelope_of_any_version_opens() {
    let product = r#"{"product_name":"Spaghetti","lang":"it"}"#;
    for envelope in [
        format!(r#"{{"code":"8001505005707","product":{product},"status":1}}"#),
        format!(
            r#"{{"code":"8001505005707","status":"success","result":{{"id":"product_found"}},"errors":[],"product":{product}}}"#
        ),
        r#"{"code":"8001505005707","product_name":"Spaghetti","lang":"it"}"#.to_owned(),
        r#"{"code":8001505005707,"product_name":[{"lang":"main","text":"Spaghetti"}],"lc":"it"}"#.to_owned(),
    ] {
        let stated = read(&envelope).unwrap();
        assert_eq!(stated.gtin, "08001505005707", "{envelope}");
        assert_eq!(stated.name.as_deref(), Some("Spaghetti"), "{envelope}");
        assert_eq!(stated.language.as_deref(), Some("it"), "{envelope}");
    }
}

#[test]
fn not_found_is_an_answer() {
    for answer in [
        r#"{"code":"8001505005707","status":0,"status_verbose":"product not found"}"#,
        r#"{"code":"8001505005707","status":"failure","errors":[],"result":{"id":"product_not_found"}}"#,
        r#"{"code":"8001505005707","status":0,"product":[]}"#,
    ] {
        assert_eq!(read(answer), Err(Refusal::NotFound), "{answer}");
    }
}

#[test]
fn nutrients_of_every_shape_are_read() {
    for part in [
        r#""nutriments":{"fat_100g":"1.5","energy_100g":100,"energy-kj_100g":99,"salt_100g":0.1}"#,
        r#""nutriments":[{"name":"fat","100g":1.5},{"name":"energy-kj","100g":99},{"name":"energy","100g":100},{"name":"salt","100g":0.1}]"#,
        r#""nutriments":{},"nutrition":{"aggregated_set":{"per":"100g","nutrients":{"fat":{"value":1500,"unit":"mg"},"energy-kj":{"value":99,"unit":"kJ"},"salt":{"value":0.1,"unit":"g"}}}}"#,
        r#""fat_100g":"1.5","energy-kj_100g":"99","energy_100g":"100","salt_100g":"0.1""#,
    ] {
        let stated = read(&format!(r#"{{"code":"8001505005707",{part}}}"#)).unwrap();
        let amounts = stated.nutrition.per_100;
        assert_eq!(amounts.fat, Some(1.5), "{part}");
        assert_eq!(amounts.energy_kj, Some(99.0), "{part}");
        assert_eq!(amounts.salt, Some(0.1), "{part}");
        assert_eq!(stated.warnings, [], "{part}");
    }
}

#[test]
fn a_broken_part_costs_itself_only() {
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let stated = read(&format!(
        r#"{{"code":"8001505005707","product_name":{{"a":1}},"brands":"Barilla","ingredients":{deep},
            "nutriments":{{"fat_100g":"NaN","salt_100g":1e999,"sugars_100g":3}},"allergens_tags":["en:milk",7],
            "quantity":"500 ml","quantity":"75 cl","packagings":"bottle","creator":"a person"}}"#
    ))
    .unwrap();
    assert_eq!(stated.brand.as_deref(), Some("Barilla"));
    assert_eq!(stated.quantity.as_deref(), Some("75 cl"));
    assert_eq!(stated.nutrition.per, Some(Per::Millilitres));
    assert_eq!(stated.nutrition.per_100.sugars, Some(3.0));
    assert_eq!(stated.allergens, ["en:milk"]);
    let codes: Vec<_> = stated.warnings.iter().map(|warning| warning.code).collect();
    assert_eq!(
        codes.iter().filter(|code| **code == WarningCode::NotANumber).count(),
        2,
        "{:?}",
        stated.warnings
    );
    assert_eq!(
        codes.iter().filter(|code| **code == WarningCode::BadData).count(),
        4,
        "{:?}",
        stated.warnings
    );
}

#[test]
fn contributors_are_never_read() {
    let stated = read(
        r#"{"code":"8001505005707","creator":"jane-doe","editors_tags":["jane-doe"],"last_modified_by":"jane-doe",
            "photographers_tags":["jane-doe"],"images":{"1":{"uploader":"jane-doe"}},"lang":"en"}"#,
    );
    assert!(!format!("{stated:?}").contains("jane-doe"));
}

#[test]
fn a_picture_elsewhere_is_not_followed() {
    let url =
        |url: &str| read(&format!(r#"{{"code":"8001505005707","image_url":"{url}"}}"#)).unwrap().image_url;
    assert!(url("https://images.openfoodfacts.org/images/products/1/front_fr.1.400.jpg").is_some());
    assert_eq!(url("https://evil.example/a.openfoodfacts.org/b"), None);
    assert_eq!(url("http://169.254.169.254/.openfoodfacts.org"), None);
}

#[test]
fn no_object_is_refused() {
    for json in ["", "[]", "7", "{\"code\":", "{} {}", "null"] {
        assert!(matches!(read(json), Err(Refusal::NotAnObject(_))), "{json}");
    }
    assert_eq!(read("{}"), Err(Refusal::NoBarcode));
    assert!(read_bytes(b"\xef\xbb\xbf{\"code\":\"8001505005707\",\"quantity\":\"\xff\"}").is_ok());
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        "\\PC{0,12}".prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        let keys = prop::sample::select(vec![
            "100g",
            "name",
            "text",
            "lang",
            "2023",
            "data",
            "agribalyse",
            "fat_100g",
            "id",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
            prop::collection::hash_map(keys.prop_map(str::to_owned), inner, 0..4)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
}

const MEMBERS: [&str; 16] = [
    "product_name",
    "brands",
    "images",
    "lang",
    "last_modified_t",
    "categories_tags",
    "allergens",
    "ingredients",
    "ingredients_text",
    "packagings",
    "nutriments",
    "nutrition",
    "serving_size",
    "nutriscore",
    "environmental_score_data",
    "categories_properties",
];

proptest! {
    #[test]
    fn nothing_in_a_document_loses_the_product(
        members in prop::collection::hash_map(prop::sample::select(MEMBERS.to_vec()), json(), 0..8)
    ) {
        let mut document: serde_json::Map<_, _> =
            members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        document.insert("code".to_owned(), "8001505005707".into());
        let stated = read(&serde_json::Value::Object(document).to_string());
        prop_assert_eq!(stated.map(|stated| stated.gtin), Ok("08001505005707".to_owned()));
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,60}") {
        prop_assert!(read(&text).is_err());
    }
}
