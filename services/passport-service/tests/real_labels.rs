//! What we make of the shipped products' labels.

#![expect(clippy::unwrap_used, reason = "tests may stop at the first surprise")]

use std::path::PathBuf;

use passport_service::{
    adapters::open_food_facts::export,
    domain::{
        label::{Allergens, DietAnswer, Ingredients, Label, Nutrition, StatedLabel, WarningCode},
        stated_product::StatedProduct,
    },
};

fn shipped(file: &str) -> Vec<StatedProduct> {
    let path = PathBuf::from(format!("{}/../../data/open-food-facts/{file}", env!("CARGO_MANIFEST_DIR")));
    let lines = export::open(&path).unwrap();
    lines.filter_map(|line| line.unwrap().1.ok()).collect()
}

/// Full documents, rows of the Parquet export, rows of the CSV export.
fn labels() -> Vec<(StatedProduct, Label)> {
    let files = ["products.jsonl.gz", "rows.jsonl.gz", "export-world.tsv.gz"];
    let products = files.into_iter().flat_map(shipped);
    products.map(|stated| (stated.clone(), StatedLabel::of(&stated).label)).collect()
}

#[test]
fn a_real_product_without_tags_and_text_has_unknown_allergens_and_only_such_a_one() {
    let labels = labels();
    let unknown = labels.iter().filter(|(_, label)| label.allergens == Allergens::Unknown).count();
    let silent = labels.iter().filter(|(stated, _)| {
        let tags = stated.allergens.len() + stated.traces.len();
        tags == 0 && stated.ingredients_text.is_none() && stated.ingredients.is_empty()
    });
    let silent = silent.count();
    let heard = labels.iter().filter(|(_, label)| {
        label.warnings.iter().any(|warning| warning.code == WarningCode::AllergenOnlyInText)
    });
    let heard = heard.count();
    println!(
        "real products: {}, unknown allergens: {unknown} (nothing stated: {silent}), only in the text: {heard}",
        labels.len()
    );
    assert!(unknown >= silent, "nothing stated must be unknown");
    assert!(unknown - silent <= 10, "{} texts make no sense", unknown - silent);
    assert!(heard >= 60, "{heard} products name an allergen that their tags miss");
}

#[test]
fn most_ingredients_of_real_products_are_recognised() {
    let labels = labels();
    let items = labels.iter().filter_map(|(_, label)| match &label.ingredients {
        Ingredients::Unknown => None,
        Ingredients::Known { items, .. } => Some(items),
    });
    let (all, known) =
        items.flatten().fold((0, 0), |(all, known), item| (all + 1, known + usize::from(item.id.is_some())));
    println!("ingredients: {all}, recognised: {known}");
    assert!(known * 100 >= all * 75, "{known} of {all}");
}

#[test]
fn our_analysis_agrees_with_the_sources_where_both_decide() {
    let (mut agree, mut differ) = (0, Vec::new());
    for (stated, _) in labels() {
        let own = StatedProduct { ingredients_analysis: vec![], labels: vec![], ..stated.clone() };
        let theirs = StatedProduct { labels: vec![], ..stated };
        let (own, theirs) =
            (StatedLabel::of(&own).label.diets.vegan, StatedLabel::of(&theirs).label.diets.vegan);
        if matches!(own, DietAnswer::Yes | DietAnswer::No)
            && matches!(theirs, DietAnswer::Yes | DietAnswer::No)
        {
            if own == theirs { agree += 1 } else { differ.push(theirs) }
        }
    }
    println!("vegan: {agree} agree, {} differ", differ.len());
    assert!(differ.len() * 20 <= agree, "{agree} agree, {} differ", differ.len());
}

#[test]
fn every_line_of_the_lean_file_is_read_or_refused_for_its_barcode() {
    let path = PathBuf::from(format!(
        "{}/../../data/open-food-facts/lean-europe.csv.gz",
        env!("CARGO_MANIFEST_DIR")
    ));
    let (mut read, mut refused) = (0, 0);
    for line in export::open(&path).unwrap() {
        match line.unwrap().1 {
            Ok(stated) => read += usize::from(StatedLabel::of(&stated).label.nutrition != Nutrition::Unknown),
            Err(refusal) => {
                assert!(refusal.code().starts_with("barcode"), "{refusal}");
                refused += 1;
            }
        }
    }
    println!("lean file: {read} with nutrition, {refused} refused");
    assert!(read > 7_000, "{read}");
    assert!(refused < 100, "{refused}");
}
