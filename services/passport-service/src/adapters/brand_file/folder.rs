//! A product file with what lies beside it.

use std::{
    collections::HashMap,
    fs::File,
    io::{self, BufReader},
    path::{Component, Path, PathBuf},
};

use super::{BrandJourney, BrandProduct, RefusedLine, journeys, products};
use crate::domain::journey::JourneyStep;

/// Everything that a brand states.
#[derive(Debug, Default)]
pub struct BrandFolder {
    /// Products, each with the steps that hold for every lot.
    pub products: Vec<BrandProduct>,
    /// Steps of single lots.
    pub lots: Vec<BrandJourney>,
    /// What was not taken, with the file's name.
    pub refused: Vec<(String, RefusedLine)>,
    root: PathBuf,
}

/// Reads a product file and, where there is one, `journeys.jsonl` beside it.
///
/// # Errors
/// When a file cannot be opened.
pub fn read_folder(product_file: &Path) -> io::Result<BrandFolder> {
    let root = product_file.parent().unwrap_or(Path::new("")).to_owned();
    let mut folder = BrandFolder { root, ..BrandFolder::default() };
    let mut general = folder.read_journeys()?;
    let name = product_file.display().to_string();
    for product in products(BufReader::new(File::open(product_file)?)) {
        match product {
            Ok(mut product) => {
                product.record.journey = general.remove(&product.record.gtin).unwrap_or_default();
                folder.products.push(product);
            }
            Err(refused) => folder.refused.push((name.clone(), refused)),
        }
    }
    Ok(folder)
}

impl BrandFolder {
    /// The picture that a product names; none when it names none.
    ///
    /// # Errors
    /// When the file cannot be read, or lies outside the folder.
    pub fn picture(&self, product: &BrandProduct) -> io::Result<Option<Vec<u8>>> {
        let Some(name) = &product.record.image_source else { return Ok(None) };
        let name = Path::new(name);
        if !name.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "the picture lies outside the folder"));
        }
        std::fs::read(self.root.join(name)).map(Some)
    }

    /// Keeps the journeys of lots; the steps that hold for every lot are returned by GTIN.
    fn read_journeys(&mut self) -> io::Result<HashMap<String, Vec<JourneyStep>>> {
        let mut general = HashMap::new();
        let file = match File::open(self.root.join("journeys.jsonl")) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(general),
            Err(error) => return Err(error),
        };
        for journey in journeys(BufReader::new(file)) {
            match journey {
                Ok(BrandJourney { gtin, lot: None, steps }) => {
                    general.insert(gtin, steps);
                }
                Ok(of_lot) => self.lots.push(of_lot),
                Err(refused) => self.refused.push(("journeys.jsonl".to_owned(), refused)),
            }
        }
        Ok(general)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::read_folder;
    use crate::domain::{
        journey::StepKind, label::Ingredients, nutri_score::NutriScore, product::Product, section::Section,
    };

    fn read(file: &str) -> super::BrandFolder {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/demo-brand");
        read_folder(&Path::new(folder).join(file)).unwrap()
    }

    fn demo() -> super::BrandFolder {
        read("brand.jsonl")
    }

    #[test]
    fn the_demo_brands_new_recipe_differs_in_its_label_alone_and_is_younger() {
        let (before, after) = (demo(), read("new-recipe.jsonl"));
        assert_eq!((after.refused.as_slice(), after.products.len()), (&[][..], 1));
        let (new, old) = (&after.products[0].record, &before.products[3].record);
        assert!(new.as_of > old.as_of && new.product.label != old.product.label);
        let label = old.product.label.clone();
        assert_eq!(Product { label, ..new.product.clone() }, old.product);
        assert_eq!((&new.journey, &new.eco), (&old.journey, &old.eco));
    }

    #[test]
    fn the_demo_brand_is_read_without_a_refusal() {
        let demo = demo();
        assert_eq!(demo.refused, []);
        assert_eq!(demo.products.len(), 14);
        assert!(demo.lots.len() >= 14);
    }

    #[test]
    fn every_demo_product_has_a_score_a_picture_its_ingredients_and_a_dated_journey() {
        let demo = demo();
        for product in &demo.products {
            let record = &product.record;
            let name = record.product.name.as_deref().unwrap_or_default();
            let Section::Loaded { data: eco } = &record.eco else { panic!("{name}: no eco score") };
            assert!(matches!(record.product.nutri_score, NutriScore::Known { .. }), "{name}");
            let dated = record.journey.iter().filter(|step| step.date.is_some()).count();
            assert!(dated >= 3, "{name}: {dated} dated steps");
            assert!(record.journey.iter().any(|step| step.kind == StepKind::Origin), "{name}");
            let Ingredients::Known { items, .. } = &record.product.label.ingredients else {
                panic!("{name}: no ingredients")
            };
            assert!(!items.is_empty(), "{name}: the ingredient list was not read");
            let picture = demo.picture(product).unwrap().unwrap();
            assert!(picture.starts_with(b"<svg "), "{name}");
            println!(
                "{name}: {} {:?}, {:?}. {}",
                eco.score, eco.grade, record.product.nutri_score, eco.explanation
            );
        }
    }

    #[test]
    fn a_picture_outside_the_folder_is_not_read() {
        let demo = demo();
        let mut product = demo.products[0].clone();
        product.record.image_source = Some("../../Cargo.toml".to_owned());
        assert!(demo.picture(&product).is_err());
    }
}
