use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use proptest::{collection::btree_set, option, prelude::*, sample::select};

use super::*;
use crate::domain::{
    fact::Verification,
    label::{Allergen, Allergens, FreeFrom, Label, Nutrition, NutritionTable, Per, WarningCode},
    product::BrandName,
};

fn record(source: Source, as_of: Date) -> SourceRecord {
    SourceRecord {
        gtin: "08001505005707".to_owned(),
        source,
        as_of: Some(as_of),
        product: Product::default(),
        image_source: None,
        journey: Vec::new(),
        eco: Section::NotAvailable,
    }
}

fn named(source: Source, as_of: Date, name: &str) -> SourceRecord {
    let mut record = record(source, as_of);
    record.product.name = Some(name.to_owned());
    record
}

fn with_allergens(mut record: SourceRecord, contains: &[Allergen], free_from: &[FreeFrom]) -> SourceRecord {
    record.product.label.allergens = Allergens::Known {
        contains: contains.iter().copied().collect(),
        may_contain: BTreeSet::new(),
        free_from: free_from.iter().copied().collect(),
    };
    record
}

fn merged(records: &[SourceRecord]) -> Merged {
    merge(records).expect("something is stated")
}

#[test]
fn nobody_stating_anything_is_no_product() {
    assert_eq!(merge(&[]), None);
}

#[test]
fn the_brand_outranks_a_newer_community_statement_and_leaves_the_rest_standing() {
    let mut community = named(Source::OpenFoodFacts, date(2026, 9, 1), "Pasta");
    community.product.quantity = Some("500 g".to_owned());
    let product = merged(&[community, named(Source::Brand, date(2020, 1, 1), "Fusilli")]).product;

    assert_eq!(product.name.as_deref(), Some("Fusilli"));
    assert_eq!(product.quantity.as_deref(), Some("500 g"));
    let from = |path: &str| product.facts.iter().find(|f| f.path == path).map(|f| (f.source, f.verification));
    assert_eq!(from("/name"), Some((Source::Brand, Verification::BrandVerified)));
    assert_eq!(from("/quantity"), Some((Source::OpenFoodFacts, Verification::Community)));
}

#[test]
fn within_a_source_the_newer_statement_stands() {
    let older = named(Source::OpenFoodFacts, date(2024, 1, 1), "Old");
    let newer = named(Source::OpenFoodFacts, date(2026, 1, 1), "New");
    assert_eq!(merged(&[newer, older]).product.name.as_deref(), Some("New"));
}

#[test]
fn contradicting_allergens_keep_the_stricter_and_say_so() {
    let brand = with_allergens(record(Source::Brand, date(2026, 1, 1)), &[Allergen::Milk], &[FreeFrom::Eggs]);
    let community = with_allergens(
        record(Source::OpenFoodFacts, date(2025, 1, 1)),
        &[Allergen::Milk, Allergen::Eggs],
        &[],
    );
    let label = merged(&[brand, community]).product.label;

    let Allergens::Known { contains, free_from, .. } = label.allergens else { panic!("unknown") };
    assert_eq!(contains, BTreeSet::from([Allergen::Eggs, Allergen::Milk]));
    assert_eq!(free_from, BTreeSet::new());
    let doubts = label.warnings.iter().filter(|w| w.code == WarningCode::AllergenContradiction);
    assert_eq!(doubts.count(), 2);
}

#[test]
fn a_source_that_says_nothing_about_allergens_contradicts_nobody() {
    let brand = with_allergens(record(Source::Brand, date(2026, 1, 1)), &[Allergen::Milk], &[]);
    let label = merged(&[brand, record(Source::OpenFoodFacts, date(2026, 1, 1))]).product.label;
    assert_eq!(label.warnings, []);
}

#[test]
fn milk_may_be_free_from_lactose() {
    let brand =
        with_allergens(record(Source::Brand, date(2026, 1, 1)), &[Allergen::Milk], &[FreeFrom::Lactose]);
    let community = with_allergens(record(Source::OpenFoodFacts, date(2026, 1, 1)), &[Allergen::Milk], &[]);
    let Allergens::Known { free_from, .. } = merged(&[brand, community]).product.label.allergens else {
        panic!("unknown")
    };
    assert_eq!(free_from, BTreeSet::from([FreeFrom::Lactose]));
}

#[test]
fn a_nutrient_that_the_brand_leaves_out_comes_from_the_community() {
    let table = |protein, fibre| {
        Nutrition::Known(NutritionTable {
            per: Per::Grams,
            energy_kj: None,
            energy_kcal: None,
            fat: None,
            saturated_fat: None,
            carbohydrates: None,
            sugars: None,
            fibre,
            protein,
            salt: None,
        })
    };
    let mut brand = record(Source::Brand, date(2026, 1, 1));
    brand.product.label.nutrition = table(Some(12.0), None);
    let mut community = record(Source::OpenFoodFacts, date(2026, 1, 1));
    community.product.label.nutrition = table(Some(11.0), Some(3.0));
    let product = merged(&[community, brand]).product;

    assert_eq!(product.label.nutrition, table(Some(12.0), Some(3.0)));
    assert!(
        product.facts.iter().any(|f| f.path == "/label/nutrition/fibre" && f.source == Source::OpenFoodFacts)
    );
}

fn allergen() -> impl Strategy<Value = Allergen> {
    select(vec![Allergen::Milk, Allergen::Eggs, Allergen::Gluten, Allergen::Nuts])
}

fn claim() -> impl Strategy<Value = FreeFrom> {
    select(vec![FreeFrom::Milk, FreeFrom::Gluten, FreeFrom::Lactose, FreeFrom::Eggs])
}

prop_compose! {
    fn stated_allergens()(
        contains in btree_set(allergen(), 0..3),
        traces in btree_set(allergen(), 0..3),
        free_from in btree_set(claim(), 0..2),
    ) -> Allergens {
        let may_contain = traces.difference(&contains).copied().collect();
        Allergens::Known { contains, may_contain, free_from }
    }
}

prop_compose! {
    fn any_record()(
        source in select(vec![Source::Brand, Source::OpenFoodFacts, Source::Agribalyse]),
        as_of in option::of((0i16..3).prop_map(|year| date(2024 + year, 1, 1))),
        name in option::of("[a-c]"),
        brand in option::of("[A-C]"),
        allergens in option::of(stated_allergens()),
    ) -> SourceRecord {
        let label = Label { allergens: allergens.unwrap_or_default(), ..Label::default() };
        let brand = brand.map(|name| BrandName { brand_id: None, name });
        SourceRecord {
            as_of,
            product: Product { name, brand, label, ..Product::default() },
            ..record(source, date(2026, 1, 1))
        }
    }
}

fn contained(merged: Option<&Merged>) -> BTreeSet<Allergen> {
    match merged.map(|m| &m.product.label.allergens) {
        Some(Allergens::Known { contains, .. }) => contains.clone(),
        Some(Allergens::Unknown) | None => BTreeSet::new(),
    }
}

proptest! {
    #[test]
    fn the_order_of_sources_never_matters(
        (records, shuffled) in proptest::collection::vec(any_record(), 0..5)
            .prop_flat_map(|records| (Just(records.clone()), Just(records).prop_shuffle())),
    ) {
        prop_assert_eq!(merge(&records), merge(&shuffled));
    }

    #[test]
    fn a_source_heard_twice_changes_nothing(record in any_record(), other in any_record()) {
        let once = merge(&[record.clone(), other.clone()]);
        prop_assert_eq!(merge(&[record.clone(), other, record]), once);
    }

    #[test]
    fn another_source_never_takes_a_declared_allergen_away(record in any_record(), other in any_record()) {
        prop_assume!(record.source != other.source);
        let alone = contained(merge(std::slice::from_ref(&record)).as_ref());
        let together = contained(merge(&[record, other]).as_ref());
        prop_assert!(alone.is_subset(&together));
    }

    #[test]
    fn contains_and_may_contain_never_overlap(records in proptest::collection::vec(any_record(), 1..4)) {
        if let Some(Allergens::Known { contains, may_contain, .. }) =
            merge(&records).map(|m| m.product.label.allergens)
        {
            prop_assert!(contains.is_disjoint(&may_contain));
        }
    }
}
