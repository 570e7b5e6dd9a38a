//! The head of a page: title, description, and the product for machines.

use serde_json::{Value, json};

use super::{escape, words::Language};
use crate::domain::{
    label::{Allergens, Nutrition, NutritionTable},
    product::Product,
};

/// The head of a product's page.
pub(super) fn head(gtin: &str, product: &Product, language: Language) -> String {
    let name = title(product, language);
    format!(
        "<title>{} · PackyTrace</title>\n<meta name=\"description\" content=\"{}\">\n\
         <script type=\"application/ld+json\">{}</script>",
        escape::html(&name),
        escape::html(&description(&name, product, language)),
        escape::json(&document(gtin, &name, product)),
    )
}

/// The head of a page without a product.
pub(super) fn plain(title: &str) -> String {
    format!("<title>{} · PackyTrace</title>\n<meta name=\"robots\" content=\"noindex\">", escape::html(title))
}

/// What the product is called: brand and name, as far as stated.
pub(super) fn title(product: &Product, language: Language) -> String {
    let brand = product.brand.as_ref().map(|brand| brand.name.as_str());
    match (product.name.as_deref(), brand) {
        (Some(name), Some(brand)) if !name.to_lowercase().contains(&brand.to_lowercase()) => {
            format!("{name}, {brand}")
        }
        (Some(name), _) => name.to_owned(),
        (None, Some(brand)) => (language.words().product_of)(brand),
        (None, None) => language.words().nameless.to_owned(),
    }
}

fn description(name: &str, product: &Product, language: Language) -> String {
    let words = language.words();
    let allergens = match &product.label.allergens {
        Allergens::Unknown => words.allergens_unknown,
        Allergens::Known { contains, .. } if contains.is_empty() => words.allergens_none,
        Allergens::Known { .. } => words.allergens_some,
    };
    (words.description)(name, allergens)
}

fn document(gtin: &str, name: &str, product: &Product) -> Value {
    let mut document = json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.name.as_deref().unwrap_or(name),
        "gtin14": gtin,
    });
    let mut add = |member: &str, value: Option<Value>| {
        if let Some(value) = value {
            document[member] = value;
        }
    };
    add("brand", product.brand.as_ref().map(|brand| json!({ "@type": "Brand", "name": brand.name })));
    add("image", product.image_url.as_ref().map(|url| json!(url)));
    add("size", product.quantity.as_ref().map(|quantity| json!(quantity)));
    add("category", product.categories.last().map(|category| json!(category)));
    if let Nutrition::Known(table) = &product.label.nutrition {
        add("nutrition", Some(nutrition(table)));
    }
    document
}

fn nutrition(table: &NutritionTable) -> Value {
    let mut nutrition = json!({ "@type": "NutritionInformation", "servingSize": "100" });
    let grams = [
        ("fatContent", table.fat),
        ("saturatedFatContent", table.saturated_fat),
        ("carbohydrateContent", table.carbohydrates),
        ("sugarContent", table.sugars),
        ("fiberContent", table.fibre),
        ("proteinContent", table.protein),
    ];
    for (name, amount) in grams {
        if let Some(amount) = amount {
            nutrition[name] = json!(format!("{amount} g"));
        }
    }
    if let Some(energy) = table.energy_kcal {
        nutrition["calories"] = json!(format!("{energy} kcal"));
    }
    nutrition
}
