//! A label as a brand states it: the shape of the API's label, stated parts only.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::domain::{
    label::{
        Allergen, Allergens, DietAnswer, Diets, FreeFrom, Ingredient, Ingredients, Label, Nutrition,
        NutritionTable, Per, StatedLabel as ReadLabel,
    },
    stated_product::StatedProduct,
};

/// What the brand states of its label; absent = not stated.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = BrandLabel)]
pub struct StatedLabel {
    /// The ingredient list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ingredients: Option<StatedIngredients>,
    /// The 14 allergens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allergens: Option<StatedAllergens>,
    /// Nutrients per 100 g or 100 ml.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nutrition: Option<StatedNutrition>,
    /// Vegan and vegetarian.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diets: Option<StatedDiets>,
}

/// Says that a part is stated; `unknown` is as if it were absent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = BrandStated)]
pub enum Known {
    /// Stated.
    #[default]
    Known,
    /// Not stated.
    Unknown,
}

/// The list as printed; what it names is read from the text, unless the brand says it itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = BrandIngredients)]
pub struct StatedIngredients {
    /// Whether the list is stated.
    #[serde(default)]
    pub status: Known,
    /// Two letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// As printed.
    #[serde(default)]
    pub text: String,
    /// As the brand reads it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<StatedIngredient>,
}

/// One ingredient as the brand reads it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = BrandIngredient)]
pub struct StatedIngredient {
    /// As printed.
    pub name: String,
    /// Taxonomy id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Share, 0–100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<f64>,
    /// Allergens that it brings.
    #[serde(default)]
    pub allergens: BTreeSet<Allergen>,
}

/// Allergens; an empty list says that there are none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = BrandAllergens)]
pub struct StatedAllergens {
    /// Whether they are stated.
    #[serde(default)]
    pub status: Known,
    /// Declared as ingredients.
    #[serde(default)]
    pub contains: BTreeSet<Allergen>,
    /// Possible traces.
    #[serde(default)]
    pub may_contain: BTreeSet<Allergen>,
    /// Declared absent.
    #[serde(default)]
    pub free_from: BTreeSet<FreeFrom>,
}

/// Nutrients; absent = not stated. Grams unless the name says otherwise.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = BrandNutrition)]
#[expect(missing_docs, reason = "the names of EU 1169/2011, Annex XV say it all")]
pub struct StatedNutrition {
    #[serde(default)]
    pub status: Known,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Per>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub energy_kj: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub energy_kcal: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fat: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saturated_fat: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carbohydrates: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sugars: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fibre: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protein: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<f64>,
}

/// Whether vegans and vegetarians can eat it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BrandDiets)]
pub struct StatedDiets {
    /// Vegan.
    #[serde(default)]
    pub vegan: DietAnswer,
    /// Vegetarian.
    #[serde(default)]
    pub vegetarian: DietAnswer,
}

impl StatedLabel {
    /// The nutrients, when stated.
    #[must_use]
    pub fn stated_nutrition(&self) -> Option<&StatedNutrition> {
        self.nutrition.as_ref().filter(|stated| stated.status == Known::Known)
    }

    /// The allergens, when stated.
    #[must_use]
    pub fn stated_allergens(&self) -> Option<&StatedAllergens> {
        self.allergens.as_ref().filter(|stated| stated.status == Known::Known)
    }

    /// The ingredient list, when stated.
    #[must_use]
    pub fn stated_ingredients(&self) -> Option<&StatedIngredients> {
        self.ingredients
            .as_ref()
            .filter(|stated| stated.status == Known::Known && !stated.text.trim().is_empty())
    }

    /// As the catalog holds it.
    #[must_use]
    pub fn label(&self) -> Label {
        Label {
            ingredients: self.stated_ingredients().map_or(Ingredients::Unknown, StatedIngredients::read),
            allergens: self.stated_allergens().map_or(Allergens::Unknown, StatedAllergens::stated),
            nutrition: self.stated_nutrition().map_or(Nutrition::Unknown, StatedNutrition::table),
            diets: self
                .diets
                .map(|diets| Diets { vegan: diets.vegan, vegetarian: diets.vegetarian })
                .unwrap_or_default(),
            warnings: Vec::new(),
        }
    }
}

impl StatedIngredients {
    /// The brand's own reading, or the one that the text makes, as the text of any other source.
    fn read(&self) -> Ingredients {
        if self.items.is_empty() {
            return self.as_read_by_us().ingredients;
        }
        let items = self.items.iter().cloned().map(Ingredient::from).collect();
        Ingredients::Known { language: self.language.clone(), text: self.text.clone(), items }
    }

    /// What the text alone says.
    #[must_use]
    pub fn as_read_by_us(&self) -> Label {
        let stated = StatedProduct {
            language: self.language.clone(),
            ingredients_text: Some(self.text.clone()),
            ..StatedProduct::default()
        };
        ReadLabel::of(&stated).label
    }
}

impl From<StatedIngredient> for Ingredient {
    fn from(StatedIngredient { name, id, percent, allergens }: StatedIngredient) -> Self {
        Self { name, id, percent, allergens }
    }
}

impl StatedAllergens {
    fn stated(&self) -> Allergens {
        Allergens::Known {
            contains: self.contains.clone(),
            may_contain: self.may_contain.difference(&self.contains).copied().collect(),
            free_from: self.free_from.clone(),
        }
    }
}

impl StatedNutrition {
    fn table(&self) -> Nutrition {
        let table = NutritionTable {
            per: self.per.unwrap_or(Per::Grams),
            energy_kj: self.energy_kj,
            energy_kcal: self.energy_kcal,
            fat: self.fat,
            saturated_fat: self.saturated_fat,
            carbohydrates: self.carbohydrates,
            sugars: self.sugars,
            fibre: self.fibre,
            protein: self.protein,
            salt: self.salt,
        };
        if self.named().iter().any(|(_, value)| value.is_some()) {
            Nutrition::Known(table)
        } else {
            Nutrition::Unknown
        }
    }

    /// Every nutrient under its name in the API.
    #[must_use]
    pub const fn named(&self) -> [(&'static str, Option<f64>); 9] {
        [
            ("energyKj", self.energy_kj),
            ("energyKcal", self.energy_kcal),
            ("fat", self.fat),
            ("saturatedFat", self.saturated_fat),
            ("carbohydrates", self.carbohydrates),
            ("sugars", self.sugars),
            ("fibre", self.fibre),
            ("protein", self.protein),
            ("salt", self.salt),
        ]
    }
}
