//! What a brand states about its own products, from files: `brand.jsonl` with `journeys.jsonl` and pictures beside it.
//!
//! A product line has the shape of the API's brand product, and may add what the eco score needs. A journey line
//! without `lot` holds for packs whose lot nobody knows.

mod folder;
mod journey;
mod product;

use std::io::BufRead;

pub use folder::{BrandFolder, read_folder};
pub use journey::BrandJourney;
pub use product::BrandProduct;
use serde::de::DeserializeOwned;

/// A line that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, {column}: {detail}")]
pub struct RefusedLine {
    /// Counted from 1.
    pub line: u64,
    /// The JSON path of the fault.
    pub column: String,
    /// What is wrong.
    pub detail: String,
}

/// The products of a file, line by line; a refused line does not end the reading.
pub fn products<R: BufRead>(source: R) -> impl Iterator<Item = Result<BrandProduct, RefusedLine>> {
    parsed(source, product::Line::product)
}

/// The journeys of a file, line by line.
pub fn journeys<R: BufRead>(source: R) -> impl Iterator<Item = Result<BrandJourney, RefusedLine>> {
    parsed(source, journey::Line::journey)
}

/// A fault: where, and what.
type Fault = (&'static str, String);

fn parsed<R: BufRead, L: DeserializeOwned, T>(
    source: R,
    convert: fn(L) -> Result<T, Fault>,
) -> impl Iterator<Item = Result<T, RefusedLine>> {
    let numbered = (1..).zip(source.lines());
    let filled = numbered.filter(|(_, text)| !text.as_ref().is_ok_and(|text| text.trim().is_empty()));
    filled.map(move |(line, text)| {
        let refuse = |column: &str, detail: String| RefusedLine { line, column: column.to_owned(), detail };
        let text = text.map_err(|error| refuse(".", error.to_string()))?;
        let mut json = serde_json::Deserializer::from_str(&text);
        let read: L = serde_path_to_error::deserialize(&mut json)
            .map_err(|error| refuse(&error.path().to_string(), error.inner().to_string()))?;
        convert(read).map_err(|(column, detail)| refuse(column, detail))
    })
}

/// A GTIN of any length.
fn gtin(text: &str) -> Result<gs1::Gtin, Fault> {
    match gs1::Gtin::parse(text) {
        Ok((gtin, _)) => Ok(gtin),
        Err(error) => Err(("gtin", format!("“{text}” is no GTIN: {error}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::{BrandProduct, journeys, products};
    use crate::domain::{
        fact::Source,
        label::{Allergen, Allergens, Ingredient, Ingredients, Nutrition},
        section::Section,
        workspace::Publication,
    };

    const LINE: &str = r#"{"gtin":"09521234500018","name":"Mozzarella","brand":{"brandId":"7b0f5a52-6c1e-4c58-9a3d-5f2f0d9c1a01","name":"Valdoro"},"categories":["en:mozzarella"],"label":{"allergens":{"status":"known","contains":["milk"],"mayContain":[],"freeFrom":[]}},"status":"draft","asOf":"2026-11-20"}"#;

    fn one(line: &str) -> BrandProduct {
        products(line.as_bytes()).next().unwrap().unwrap()
    }

    #[test]
    fn only_stated_parts_of_a_label_are_known() {
        let product = one(LINE);
        assert_eq!(product.publication, Publication::Draft);
        let record = product.record;
        assert_eq!((record.source, record.as_of), (Source::Brand, "2026-11-20".parse().ok()));
        let label = record.product.label;
        assert!(matches!(label.allergens, Allergens::Known { .. }));
        assert_eq!(label.ingredients, Ingredients::Unknown);
        assert_eq!(label.nutrition, Nutrition::Unknown);
        assert!(matches!(record.eco, Section::Loaded { .. }), "the category alone gives a score");
    }

    fn items_of(line: &str) -> Vec<Ingredient> {
        match one(line).record.product.label.ingredients {
            Ingredients::Known { items, .. } => items,
            Ingredients::Unknown => panic!("no ingredients"),
        }
    }

    #[test]
    fn an_ingredient_list_that_only_stands_in_the_text_is_read_from_it() {
        let stated = |list: &str| {
            let ingredients =
                format!(r#""label":{{"ingredients":{{"status":"known","language":"it",{list}}},"#);
            LINE.replace(r#""label":{"#, &ingredients)
        };
        let read = items_of(&stated(r#""text":"LATTE di bufala 98 %, sale, caglio""#));
        let names: Vec<_> = read.iter().map(|item| item.name.as_str()).collect();
        assert_eq!(names, ["LATTE di bufala", "sale", "caglio"]);
        assert_eq!((read[0].percent, &read[0].allergens), (Some(98.0), &[Allergen::Milk].into()));
        assert!(read.iter().all(|item| item.id.is_some()), "{read:?}");

        let own = r#""text":"LATTE, sale","items":[{"name":"latte crudo","allergens":["milk"]}]"#;
        assert_eq!(items_of(&stated(own))[0].name, "latte crudo", "the brand's own list stands");
    }

    #[test]
    fn a_refused_line_is_reported_with_its_place_and_the_rest_goes_on() {
        let wrong_digit = LINE.replace("500018", "500019");
        let unknown_field = LINE.replace("\"status\":\"draft\"", "\"state\":\"draft\"");
        let file = format!("{wrong_digit}\n\n{unknown_field}\n{LINE}\n");
        let read: Vec<_> = products(file.as_bytes()).collect();
        let refused: Vec<_> = read.iter().filter_map(|line| line.as_ref().err()).collect();
        assert_eq!((refused[0].line, refused[0].column.as_str()), (1, "gtin"));
        assert_eq!(refused[1].line, 3);
        assert!(refused[1].detail.contains("unknown field `state`"), "{}", refused[1]);
        assert!(read[2].is_ok());
    }

    #[test]
    fn steps_of_a_lot_carry_the_lot_and_the_brand_as_source() {
        let line = r#"{"gtin":"09521234500018","lot":"L1","steps":[{"kind":"origin","place":{"name":"Paestum","countryCode":"IT"},"date":"2026-11-17"}]}"#;
        let journey = journeys(line.as_bytes()).next().unwrap().unwrap();
        assert_eq!(journey.steps[0].lot.as_deref(), Some("L1"));
        assert_eq!(journey.steps[0].source, Source::Brand);
    }
}
