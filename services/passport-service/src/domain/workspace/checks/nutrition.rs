//! Whether the nutrients can be true together.

use crate::domain::workspace::{Fault, FaultCode, StatedNutrition, Statement};

const AT: &str = "/label/nutrition";
const KJ_PER_KCAL: f64 = 4.184;
const MOST_GRAMS: f64 = 100.0;
const MOST_KJ: f64 = 3_800.0;
/// Rounding on the pack.
const ROUNDING: f64 = 0.1;
/// Five values, each rounded.
const MOST_SUM: f64 = 101.0;

pub(super) fn check(statement: &Statement, faults: &mut Vec<Fault>) {
    let Some(table) = statement.label.stated_nutrition() else { return };
    let before = faults.len();
    impossible(table, faults);
    // Impossible values contradict everything.
    if faults.len() == before {
        energy(statement, table, faults);
        parts(table, faults);
    }
}

fn impossible(table: &StatedNutrition, faults: &mut Vec<Fault>) {
    for (name, value) in table.named() {
        let (most, unit) = match name {
            "energyKj" => (MOST_KJ, "kJ"),
            "energyKcal" => (MOST_KJ / KJ_PER_KCAL, "kcal"),
            _ => (MOST_GRAMS, "g"),
        };
        if let Some(value) = value.filter(|value| !(0.0..=most).contains(value)) {
            let detail = format!("{value} {unit} in 100 g or ml is impossible");
            faults.push(Fault::error(format!("{AT}/{name}"), FaultCode::ImpossibleValue, detail));
        }
    }
}

fn energy(statement: &Statement, table: &StatedNutrition, faults: &mut Vec<Fault>) {
    if let (Some(kj), Some(kcal)) = (table.energy_kj, table.energy_kcal)
        && (kj - kcal * KJ_PER_KCAL).abs() > (0.05 * kj).max(15.0)
    {
        let detail = format!("{kj} kJ are {:.0} kcal, not {kcal}", kj / KJ_PER_KCAL);
        faults.push(Fault::error(format!("{AT}/energyKcal"), FaultCode::EnergyMismatch, detail));
    }
    let kj = table.energy_kj.or_else(|| table.energy_kcal.map(|kcal| kcal * KJ_PER_KCAL));
    let (Some(kj), Some(expected)) = (kj, of_parts(table)) else { return };
    if (kj - expected).abs() > (0.15 * expected).max(60.0) && !counts_otherwise(statement) {
        let name = if table.energy_kj.is_some() { "energyKj" } else { "energyKcal" };
        let detail = format!("The nutrients make about {expected:.0} kJ, not {kj:.0}");
        faults.push(Fault::error(format!("{AT}/{name}"), FaultCode::EnergyMismatch, detail));
    }
}

/// EU 1169/2011, Annex XIV, of what the table names.
fn of_parts(table: &StatedNutrition) -> Option<f64> {
    let (fat, carbohydrates, protein) = (table.fat?, table.carbohydrates?, table.protein?);
    Some(37.0 * fat + 17.0 * (carbohydrates + protein) + 8.0 * table.fibre.unwrap_or_default())
}

/// Alcohol, polyols and organic acids have energy of their own that no line of the table names.
fn counts_otherwise(statement: &Statement) -> bool {
    const CATEGORIES: [&str; 4] =
        ["en:alcoholic-beverages", "en:vinegars", "en:sugar-substitutes", "en:chewing-gum"];
    const WORDS: [&str; 9] =
        ["sorbit", "mannit", "maltit", "lactit", "xylit", "eritrit", "erythrit", "isomalt", "polyol"];
    let taxonomy = taxonomy::Taxonomies::categories();
    let of =
        |wanted: &str| statement.categories.iter().any(|tag| tag == wanted || taxonomy.is_a(tag, wanted));
    let text =
        statement.label.stated_ingredients().map(|stated| stated.text.to_lowercase()).unwrap_or_default();
    CATEGORIES.into_iter().any(of) || WORDS.into_iter().any(|word| text.contains(word))
}

fn parts(table: &StatedNutrition, faults: &mut Vec<Fault>) {
    let exceeds = |part: Option<f64>, whole: Option<f64>| {
        part.zip(whole).is_some_and(|(part, whole)| part > whole + ROUNDING)
    };
    let mut refuse =
        |name: &str, code, detail: String| faults.push(Fault::error(format!("{AT}{name}"), code, detail));
    if exceeds(table.sugars, table.carbohydrates) {
        refuse("/sugars", FaultCode::SugarsExceedCarbohydrates, "More sugars than carbohydrate".to_owned());
    }
    if exceeds(table.saturated_fat, table.fat) {
        refuse("/saturatedFat", FaultCode::SaturatesExceedFat, "More saturated fat than fat".to_owned());
    }
    let grams = [table.fat, table.carbohydrates, table.fibre, table.protein, table.salt];
    let sum: f64 = grams.into_iter().flatten().sum();
    if sum > MOST_SUM {
        refuse("", FaultCode::SumTooLarge, format!("The nutrients of 100 g or ml weigh {sum:.1} g"));
    }
}
