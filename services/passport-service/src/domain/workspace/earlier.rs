//! What other sources said about a field, readable beside what the brand says.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use crate::domain::{
    fact::Source,
    label::{Allergens, DietAnswer, Ingredients, Nutrition, NutritionTable},
    product::Product,
    source_record::SourceRecord,
};

/// One field as another source states it.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EarlierFact {
    /// JSON pointer into the product.
    pub path: String,
    /// Who says so.
    pub source: Source,
    /// The day of the statement.
    pub as_of: Option<Date>,
    /// As the API shows the field.
    #[schema(value_type = Object)]
    pub value: Value,
    /// The brand states something else.
    pub differs: bool,
}

/// What others state, field by field, beside what the brand states now.
#[must_use]
pub fn earlier_facts(own: &Product, others: &[SourceRecord]) -> Vec<EarlierFact> {
    let ours = fields(own);
    let mut facts = Vec::new();
    for record in others.iter().filter(|record| record.source != Source::Brand) {
        for (path, value) in fields(&record.product) {
            let differs = ours.iter().any(|(own_path, own)| *own_path == path && !alike(own, &value));
            facts.push(EarlierFact { path, source: record.source, as_of: record.as_of, value, differs });
        }
    }
    facts
}

/// Words in other letters and spaces are the same; numbers that a pack would round to the same too.
fn alike(own: &Value, other: &Value) -> bool {
    match (own, other) {
        (Value::String(own), Value::String(other)) => folded(own) == folded(other),
        (Value::Number(own), Value::Number(other)) => {
            let (own, other) = (own.as_f64().unwrap_or_default(), other.as_f64().unwrap_or_default());
            (own - other).abs() <= (0.01 * own.abs()).max(0.05)
        }
        _ => own == other,
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<String>().to_lowercase()
}

/// Every field that the product states, as the API shows it.
fn fields(product: &Product) -> Vec<(String, Value)> {
    let mut fields: Vec<(String, Value)> = Vec::new();
    let mut add =
        |path: &str, value: Option<Value>| fields.extend(value.map(|value| (path.to_owned(), value)));
    add("/name", product.name.clone().map(Value::from));
    add("/quantity", product.quantity.clone().map(Value::from));
    let categories = &product.categories;
    add("/categories", (!categories.is_empty()).then(|| categories.clone().into()));
    if let Ingredients::Known { text, .. } = &product.label.ingredients {
        add("/label/ingredients/text", Some(text.clone().into()));
    }
    if let Allergens::Known { contains, may_contain, free_from } = &product.label.allergens {
        add("/label/allergens/contains", serde_json::to_value(contains).ok());
        add("/label/allergens/mayContain", serde_json::to_value(may_contain).ok());
        add("/label/allergens/freeFrom", serde_json::to_value(free_from).ok());
    }
    for (name, answer) in
        [("vegan", product.label.diets.vegan), ("vegetarian", product.label.diets.vegetarian)]
    {
        let stated = (answer != DietAnswer::Unknown).then_some(answer);
        add(&format!("/label/diets/{name}"), stated.and_then(|answer| serde_json::to_value(answer).ok()));
    }
    if let Nutrition::Known(table) = &product.label.nutrition {
        nutrients(table)
            .into_iter()
            .for_each(|(name, value)| add(&format!("/label/nutrition/{name}"), value.map(Value::from)));
    }
    fields
}

fn nutrients(table: &NutritionTable) -> [(&'static str, Option<f64>); 9] {
    [
        ("energyKj", table.energy_kj),
        ("energyKcal", table.energy_kcal),
        ("fat", table.fat),
        ("saturatedFat", table.saturated_fat),
        ("carbohydrates", table.carbohydrates),
        ("sugars", table.sugars),
        ("fibre", table.fibre),
        ("protein", table.protein),
        ("salt", table.salt),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        label::{Label, Per},
        section::Section,
    };

    fn product(fat: f64, name: &str) -> Product {
        let table = NutritionTable {
            per: Per::Grams,
            energy_kj: None,
            energy_kcal: None,
            fat: Some(fat),
            saturated_fat: None,
            carbohydrates: None,
            sugars: None,
            fibre: None,
            protein: None,
            salt: None,
        };
        let label = Label { nutrition: Nutrition::Known(table), ..Label::default() };
        Product { name: Some(name.to_owned()), label, ..Product::default() }
    }

    #[test]
    fn what_another_source_states_stays_readable_and_says_whether_it_differs() {
        let other = SourceRecord {
            gtin: "09521234500018".to_owned(),
            source: Source::OpenFoodFacts,
            as_of: "2026-03-25".parse().ok(),
            product: product(13.6, "mozzarella "),
            image_source: None,
            journey: Vec::new(),
            eco: Section::NotAvailable,
        };
        let facts = earlier_facts(&product(14.0, "Mozzarella"), &[other]);
        let seen: Vec<_> = facts.iter().map(|fact| (fact.path.as_str(), fact.differs)).collect();
        assert_eq!(seen, [("/name", false), ("/label/nutrition/fat", true)]);
        assert_eq!(facts[1].value, 13.6);
    }
}
