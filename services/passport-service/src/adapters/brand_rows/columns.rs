//! The columns of a table, and what their cells say.

use serde_json::{Map, Value, json};

/// How the cells of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    Text,
    Number,
    /// Separated by `;`, `,` or `|`; `none` is the list that is stated to be empty.
    List,
    YesNo,
    /// `en:italy 60; en:ukraine 40`
    Origins,
    /// `en:tray/en:plastic; en:film`
    Packaging,
}

const COLUMNS: [(&str, Cell); 30] = [
    ("gtin", Cell::Text),
    ("status", Cell::Text),
    ("name", Cell::Text),
    ("quantity", Cell::Text),
    ("imageUrl", Cell::Text),
    ("categories", Cell::List),
    ("fruitsVegetablesLegumes", Cell::Number),
    ("label.ingredients.status", Cell::Text),
    ("label.ingredients.language", Cell::Text),
    ("label.ingredients.text", Cell::Text),
    ("label.allergens.status", Cell::Text),
    ("label.allergens.contains", Cell::List),
    ("label.allergens.mayContain", Cell::List),
    ("label.allergens.freeFrom", Cell::List),
    ("label.nutrition.status", Cell::Text),
    ("label.nutrition.per", Cell::Text),
    ("label.nutrition.energyKj", Cell::Number),
    ("label.nutrition.energyKcal", Cell::Number),
    ("label.nutrition.fat", Cell::Number),
    ("label.nutrition.saturatedFat", Cell::Number),
    ("label.nutrition.carbohydrates", Cell::Number),
    ("label.nutrition.sugars", Cell::Number),
    ("label.nutrition.fibre", Cell::Number),
    ("label.nutrition.protein", Cell::Number),
    ("label.nutrition.salt", Cell::Number),
    ("label.diets.vegan", Cell::Text),
    ("label.diets.vegetarian", Cell::Text),
    ("eco.labels", Cell::List),
    ("eco.palmOil", Cell::YesNo),
    ("eco.countryOfSale", Cell::Text),
];

const OF_SEVERAL: [(&str, Cell); 2] = [("eco.origins", Cell::Origins), ("eco.packaging", Cell::Packaging)];

/// The column of this name.
pub(super) fn of(name: &str) -> Option<(&'static str, Cell)> {
    COLUMNS.into_iter().chain(OF_SEVERAL).find(|(column, _)| *column == name)
}

impl Cell {
    /// What the cell says.
    ///
    /// # Errors
    /// Why it says nothing.
    pub(super) fn read(self, text: &str) -> Result<Value, String> {
        match self {
            Self::Text => Ok(text.into()),
            Self::Number => number(text).map(Value::from).ok_or_else(|| format!("“{text}” is no number")),
            Self::List => Ok(list(text).map(Value::from).collect()),
            Self::YesNo => match text.to_lowercase().as_str() {
                "true" | "yes" | "1" => Ok(true.into()),
                "false" | "no" | "0" => Ok(false.into()),
                _ => Err(format!("“{text}” is neither true nor false")),
            },
            Self::Origins => list(text).map(origin).collect(),
            Self::Packaging => Ok(list(text).map(part).collect()),
        }
    }
}

/// `1.5`, and `1,5` as spreadsheets of half of Europe write it.
fn number(text: &str) -> Option<f64> {
    let plain = if text.contains('.') { text.to_owned() } else { text.replace(',', ".") };
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}

fn list(text: &str) -> impl Iterator<Item = &str> {
    let items = text.split([';', ',', '|']).map(str::trim).filter(|item| !item.is_empty());
    items.filter(|item| !item.eq_ignore_ascii_case("none"))
}

fn origin(text: &str) -> Result<Value, String> {
    let (tag, percent) =
        text.rsplit_once(' ').ok_or_else(|| format!("“{text}” is no place with its percentage"))?;
    let percent =
        number(percent.trim_end_matches('%')).ok_or_else(|| format!("“{percent}” is no percentage"))?;
    Ok(json!({ "tag": tag.trim(), "percent": percent }))
}

fn part(text: &str) -> Value {
    let (shape, material) =
        text.split_once('/').map_or((text, None), |(shape, material)| (shape, Some(material.trim())));
    let mut part = Map::new();
    part.insert("shape".to_owned(), shape.trim().into());
    part.extend(material.map(|material| ("material".to_owned(), material.into())));
    Value::Object(part)
}

/// Puts what a cell says where its column's path leads.
pub(super) fn put(document: &mut Map<String, Value>, path: &str, value: Value) {
    match path.split_once('.') {
        None => drop(document.insert(path.to_owned(), value)),
        Some((first, rest)) => {
            let inner = document.entry(first).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}
