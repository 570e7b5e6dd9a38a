//! Merging labels: each part by its own rule.

use super::{allergens, pick, provenance::Provenance};
use crate::domain::{
    label::{DietAnswer, Diets, Ingredients, Label, Nutrition, NutritionTable, Warning, WarningCode},
    nutri_score::NutriScore,
    source_record::SourceRecord,
};

pub(super) fn merge(ranked: &[&SourceRecord], facts: &mut Provenance) -> (Label, Option<NutriScore>) {
    let ingredients = pick(ranked, facts, "/label/ingredients", |r| match &r.product.label.ingredients {
        Ingredients::Unknown => None,
        known @ Ingredients::Known { .. } => Some(known.clone()),
    });
    let (allergens, contradictions) = allergens::merge(ranked, facts);
    let (nutrition, nutrition_from) = nutrition(ranked, facts);
    let label = Label {
        ingredients: ingredients.unwrap_or_default(),
        allergens,
        diets: diets(ranked, facts),
        warnings: warnings(ranked, &nutrition_from, contradictions),
        nutrition,
    };
    (label, nutri_score(ranked, facts))
}

/// The strongest table, with the gaps that it leaves filled from weaker ones of the same base.
fn nutrition<'a>(ranked: &[&'a SourceRecord], facts: &mut Provenance) -> (Nutrition, Vec<&'a SourceRecord>) {
    let mut table: Option<NutritionTable> = None;
    let mut from = Vec::new();
    for record in ranked {
        let Nutrition::Known(stated) = &record.product.label.nutrition else { continue };
        match &mut table {
            None => {
                table = Some(stated.clone());
                facts.take(record, "/label/nutrition");
                from.push(*record);
            }
            Some(table) if table.per == stated.per => {
                let filled = fill(table, stated);
                filled.iter().for_each(|name| facts.take(record, &format!("/label/nutrition/{name}")));
                if !filled.is_empty() {
                    from.push(*record);
                }
            }
            Some(_) => {}
        }
    }
    (table.map_or(Nutrition::Unknown, Nutrition::Known), from)
}

/// Fills what is not stated; the names of what was filled. Energy is one statement in two units.
fn fill(table: &mut NutritionTable, other: &NutritionTable) -> Vec<&'static str> {
    let mut filled = Vec::new();
    if table.energy_kj.is_none() && table.energy_kcal.is_none() {
        filled.extend(gap(&mut table.energy_kj, other.energy_kj, "energyKj"));
        filled.extend(gap(&mut table.energy_kcal, other.energy_kcal, "energyKcal"));
    }
    filled.extend(gap(&mut table.fat, other.fat, "fat"));
    filled.extend(gap(&mut table.saturated_fat, other.saturated_fat, "saturatedFat"));
    filled.extend(gap(&mut table.carbohydrates, other.carbohydrates, "carbohydrates"));
    filled.extend(gap(&mut table.sugars, other.sugars, "sugars"));
    filled.extend(gap(&mut table.fibre, other.fibre, "fibre"));
    filled.extend(gap(&mut table.protein, other.protein, "protein"));
    filled.extend(gap(&mut table.salt, other.salt, "salt"));
    filled
}

fn gap(value: &mut Option<f64>, other: Option<f64>, name: &'static str) -> Option<&'static str> {
    if value.is_some() {
        return None;
    }
    *value = other;
    other.map(|_| name)
}

fn diets(ranked: &[&SourceRecord], facts: &mut Provenance) -> Diets {
    let stated = |answer: DietAnswer| (answer != DietAnswer::Unknown).then_some(answer);
    Diets {
        vegan: pick(ranked, facts, "/label/diets/vegan", |r| stated(r.product.label.diets.vegan))
            .unwrap_or_default(),
        vegetarian: pick(ranked, facts, "/label/diets/vegetarian", |r| {
            stated(r.product.label.diets.vegetarian)
        })
        .unwrap_or_default(),
    }
}

fn nutri_score(ranked: &[&SourceRecord], facts: &mut Provenance) -> Option<NutriScore> {
    pick(ranked, facts, "/nutriScore", |r| match &r.product.nutri_score {
        known @ NutriScore::Known { .. } => Some(known.clone()),
        NutriScore::Unknown { .. } | NutriScore::NotApplicable => None,
    })
}

/// Doubts about values that stand; doubts about overruled nutrition fall with it.
fn warnings(
    ranked: &[&SourceRecord],
    nutrition_from: &[&SourceRecord],
    contradictions: Vec<Warning>,
) -> Vec<Warning> {
    let stands = |record: &SourceRecord, warning: &Warning| {
        !about_nutrition(warning.code) || nutrition_from.iter().any(|from| from.source == record.source)
    };
    let mut warnings: Vec<Warning> = Vec::new();
    let stated = ranked.iter().flat_map(|record| {
        record.product.label.warnings.iter().filter(move |warning| stands(record, warning)).cloned()
    });
    for warning in stated.chain(contradictions) {
        if !warnings.contains(&warning) {
            warnings.push(warning);
        }
    }
    warnings
}

fn about_nutrition(code: WarningCode) -> bool {
    match code {
        WarningCode::EnergyMismatch
        | WarningCode::ImpossibleValue
        | WarningCode::SugarsExceedCarbohydrates
        | WarningCode::SaturatesExceedFat
        | WarningCode::SumTooLarge
        | WarningCode::NotANumber => true,
        WarningCode::UnknownAllergenTag
        | WarningCode::AllergenOnlyInText
        | WarningCode::AllergenContradiction
        | WarningCode::BadData => false,
    }
}
