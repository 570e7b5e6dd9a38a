//! Which of Open Food Facts' nutrients we use, and in which unit they come.

use crate::domain::stated_product::Amounts;

/// The amount that a nutrient's name stands for; better names come first.
///
/// Energy is kJ, everything else grams or percent, whatever unit was typed in.
pub(super) fn slot<'a>(amounts: &'a mut Amounts, name: &str) -> Option<(&'a mut Option<f64>, Unit)> {
    Some(match name {
        "energy-kj" | "energy" => (&mut amounts.energy_kj, Unit::Kilojoule),
        "energy-kcal" => (&mut amounts.energy_kcal, Unit::Kilocalorie),
        "fat" => (&mut amounts.fat, Unit::Gram),
        "saturated-fat" => (&mut amounts.saturated_fat, Unit::Gram),
        "carbohydrates" => (&mut amounts.carbohydrates, Unit::Gram),
        "sugars" => (&mut amounts.sugars, Unit::Gram),
        "fiber" => (&mut amounts.fibre, Unit::Gram),
        "proteins" => (&mut amounts.protein, Unit::Gram),
        "salt" => (&mut amounts.salt, Unit::Gram),
        "sodium" => (&mut amounts.sodium, Unit::Gram),
        _ if fruits_rank(name).is_some() => (&mut amounts.fruits_vegetables_legumes, Unit::Percent),
        _ => return None,
    })
}

/// Of several statements of one amount the lower rank wins.
pub(super) fn rank(name: &str) -> u8 {
    match name {
        "energy" => 1,
        _ => fruits_rank(name).unwrap_or(0),
    }
}

fn fruits_rank(name: &str) -> Option<u8> {
    const NAMES: [&str; 5] = [
        "fruits-vegetables-legumes",
        "fruits-vegetables-nuts",
        "fruits-vegetables-legumes-estimate-from-ingredients",
        "fruits-vegetables-nuts-estimate-from-ingredients",
        "fruits-vegetables-nuts-estimate",
    ];
    NAMES.iter().position(|known| *known == name).and_then(|rank| u8::try_from(rank).ok())
}

/// The unit in which an amount is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Kilojoule,
    Kilocalorie,
    Gram,
    Percent,
}

impl Unit {
    /// The factor from a stated unit; `None` when the two cannot be compared.
    pub(super) fn factor_from(self, stated: &str) -> Option<f64> {
        match (self, stated) {
            (_, "") | (Self::Kilojoule, "kJ" | "kj") | (Self::Kilocalorie, "kcal") => Some(1.0),
            (Self::Kilojoule, "kcal") => Some(4.184),
            (Self::Kilocalorie, "kJ" | "kj") => Some(1.0 / 4.184),
            (Self::Percent, "%" | "% vol" | "g") | (Self::Gram, "g" | "ml") => Some(1.0),
            (Self::Gram, "mg") => Some(0.001),
            (Self::Gram, "µg" | "μg" | "mcg") => Some(0.000_001),
            (Self::Gram, "kg") => Some(1_000.0),
            _ => None,
        }
    }
}
