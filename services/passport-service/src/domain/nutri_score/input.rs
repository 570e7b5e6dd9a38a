//! What the method looks at.

use taxonomy::Taxonomies;

use crate::domain::label::{Nutrition, NutritionTable};

/// Values per 100 g, or per 100 ml of a drink; `None` = not stated.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[expect(missing_docs, reason = "the names of the nutrition table")]
pub struct NutriInput {
    pub kind: NutriKind,
    pub energy_kj: Option<f64>,
    pub sugars: Option<f64>,
    pub fat: Option<f64>,
    pub saturated_fat: Option<f64>,
    pub salt: Option<f64>,
    pub protein: Option<f64>,
    pub fibre: Option<f64>,
    /// Fruit, vegetables and legumes, percent of the product.
    pub fruit_percent: Option<f64>,
    /// A non-nutritive sweetener is among the ingredients.
    pub sweetened: bool,
}

/// Which of the method's tables holds for a product.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum NutriKind {
    /// Food that is none of the others.
    General,
    /// Beef, pork, lamb, game and what is made of them: at most 2 points for protein.
    RedMeat,
    /// Protein always counts.
    Cheese,
    /// Fats, oils, nuts and seeds.
    Fat,
    /// Drinks, milk and plant drinks among them.
    Beverage,
    /// Plain water: always A.
    Water,
    /// The method does not cover it: alcohol, food for babies, supplements, salt, …
    Exempt,
    /// No category is stated, so no table can be chosen.
    #[default]
    Unknown,
}

/// What the method leaves out.
const EXEMPT: [&str; 11] = [
    "en:alcoholic-beverages",
    "en:baby-foods",
    "en:baby-milks",
    "en:chewing-gum",
    "en:dietary-supplements",
    "en:meal-replacements",
    "en:salts",
    "en:spices",
    "en:sugar-substitutes",
    "en:vinegars",
    "en:yeasts",
];
const BEVERAGES: [&str; 3] = ["en:beverages", "en:milks", "en:dairy-drinks"];
/// Sold to be mixed with water or milk; their values are those of food.
const NOT_YET_BEVERAGES: [&str; 4] =
    ["en:beverage-preparations", "en:dehydrated-beverages", "en:instant-beverages", "en:syrups"];
const WATERS: [&str; 1] = ["en:waters"];
const NOT_PLAIN_WATERS: [&str; 3] = ["en:flavored-waters", "en:coconut-waters", "en:sweetened-beverages"];
const CHEESES: [&str; 1] = ["en:cheeses"];
const NOT_CHEESES: [&str; 2] = ["fr:fromages-blancs", "en:plant-based-cheese-alternatives"];
const FATS: [&str; 5] = ["en:fats", "en:vegetable-oils", "en:creams", "en:nuts", "en:seeds"];
const NOT_FATS: [&str; 2] = ["en:chestnuts", "en:plant-based-creams-for-cooking"];
const RED_MEATS: [&str; 8] = [
    "en:beef",
    "en:goat-meat",
    "en:hams",
    "en:horse-meat",
    "en:lamb-meat",
    "en:pork",
    "en:veal-meat",
    "en:venison",
];

impl NutriKind {
    /// The table that a product's categories call for.
    #[must_use]
    pub fn of<T: AsRef<str>>(categories: &[T]) -> Self {
        let taxonomy = Taxonomies::categories();
        let any = |wanted: &[&str]| {
            let is = |category: &T| {
                wanted.iter().any(|one| category.as_ref() == *one || taxonomy.is_a(category.as_ref(), one))
            };
            categories.iter().any(is)
        };
        let but = |wanted: &[&str], not: &[&str]| any(wanted) && !any(not);
        match () {
            () if categories.is_empty() => Self::Unknown,
            () if any(&EXEMPT) => Self::Exempt,
            () if but(&WATERS, &NOT_PLAIN_WATERS) => Self::Water,
            () if but(&BEVERAGES, &NOT_YET_BEVERAGES) => Self::Beverage,
            () if but(&CHEESES, &NOT_CHEESES) => Self::Cheese,
            () if but(&FATS, &NOT_FATS) => Self::Fat,
            () if any(&RED_MEATS) => Self::RedMeat,
            () => Self::General,
        }
    }
}

impl NutriInput {
    /// The input that a nutrition table gives; fruit and sweeteners are for the caller to add.
    #[must_use]
    pub fn of(kind: NutriKind, nutrition: &Nutrition) -> Self {
        match nutrition {
            Nutrition::Unknown => Self { kind, ..Self::default() },
            Nutrition::Known(table) => Self::of_table(kind, table),
        }
    }

    fn of_table(kind: NutriKind, table: &NutritionTable) -> Self {
        Self {
            kind,
            energy_kj: table.energy_kj,
            sugars: table.sugars,
            fat: table.fat,
            saturated_fat: table.saturated_fat,
            salt: table.salt,
            protein: table.protein,
            fibre: table.fibre,
            fruit_percent: None,
            sweetened: false,
        }
    }
}
