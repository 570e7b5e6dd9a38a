//! Nutrients as stated, checked: the impossible is refused, the doubtful is warned of.

use super::{Nutrition, NutritionTable, Per, Warning, WarningCode};
use crate::domain::stated_product::{Amounts, StatedNutrition};

const KJ_PER_KCAL: f64 = 4.184;
const SALT_PER_SODIUM: f64 = 2.5;
const MOST_GRAMS: f64 = 100.0;
const MOST_KJ: f64 = 3_800.0;
const MOST_SUM: f64 = 105.0;
/// Rounding on the pack.
const TOLERANCE: f64 = 0.1;

/// The nutrition table per 100 g or ml, and what is doubtful about it.
pub(super) fn table(stated: &StatedNutrition, drink: bool) -> (Nutrition, Vec<Warning>) {
    let mut checks = Checks::default();
    let mut amounts = per_100(stated);
    checks.refuse_impossible(&mut amounts);
    amounts.salt = amounts.salt.or_else(|| amounts.sodium.map(|sodium| rounded(sodium * SALT_PER_SODIUM)));
    checks.energy(&mut amounts);
    checks.parts(&amounts);
    let per = stated.per.unwrap_or(if drink { Per::Millilitres } else { Per::Grams });
    let table = NutritionTable {
        per,
        energy_kj: amounts.energy_kj,
        energy_kcal: amounts.energy_kcal,
        fat: amounts.fat,
        saturated_fat: amounts.saturated_fat,
        carbohydrates: amounts.carbohydrates,
        sugars: amounts.sugars,
        fibre: amounts.fibre,
        protein: amounts.protein,
        salt: amounts.salt,
    };
    let empty = NutritionTable { per, ..EMPTY };
    (if table == empty { Nutrition::Unknown } else { Nutrition::Known(table) }, checks.warnings)
}

const EMPTY: NutritionTable = NutritionTable {
    per: Per::Grams,
    energy_kj: None,
    energy_kcal: None,
    fat: None,
    saturated_fat: None,
    carbohydrates: None,
    sugars: None,
    fibre: None,
    protein: None,
    salt: None,
};

/// From per-serving only where the serving's size is known.
fn per_100(stated: &StatedNutrition) -> Amounts {
    let (own, portion) = (&stated.per_100, &stated.per_serving);
    let scaled = |value: Option<f64>| {
        stated.serving.and_then(|serving| value.map(|value| rounded(value * 100.0 / serving)))
    };
    let either = |own: Option<f64>, portion| own.or_else(|| scaled(portion));
    Amounts {
        energy_kj: either(own.energy_kj, portion.energy_kj),
        energy_kcal: either(own.energy_kcal, portion.energy_kcal),
        fat: either(own.fat, portion.fat),
        saturated_fat: either(own.saturated_fat, portion.saturated_fat),
        carbohydrates: either(own.carbohydrates, portion.carbohydrates),
        sugars: either(own.sugars, portion.sugars),
        fibre: either(own.fibre, portion.fibre),
        protein: either(own.protein, portion.protein),
        salt: either(own.salt, portion.salt),
        sodium: either(own.sodium, portion.sodium),
        fruits_vegetables_legumes: own.fruits_vegetables_legumes,
    }
}

/// Without the noise of binary fractions.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

#[derive(Default)]
struct Checks {
    warnings: Vec<Warning>,
}

impl Checks {
    fn warn(&mut self, code: WarningCode, detail: String) {
        self.warnings.push(Warning { code, detail });
    }

    fn refuse_impossible(&mut self, amounts: &mut Amounts) {
        let grams = [
            ("fat", &mut amounts.fat),
            ("saturatedFat", &mut amounts.saturated_fat),
            ("carbohydrates", &mut amounts.carbohydrates),
            ("sugars", &mut amounts.sugars),
            ("fibre", &mut amounts.fibre),
            ("protein", &mut amounts.protein),
            ("salt", &mut amounts.salt),
            ("sodium", &mut amounts.sodium),
        ];
        for (name, value) in grams {
            self.refuse(name, value, MOST_GRAMS, "g");
        }
        self.refuse("energyKj", &mut amounts.energy_kj, MOST_KJ, "kJ");
        self.refuse("energyKcal", &mut amounts.energy_kcal, MOST_KJ / KJ_PER_KCAL, "kcal");
    }

    fn refuse(&mut self, name: &str, value: &mut Option<f64>, most: f64, unit: &str) {
        let Some(stated) = value.filter(|stated| !(0.0..=most).contains(stated)) else { return };
        *value = None;
        self.warn(
            WarningCode::ImpossibleValue,
            format!("{name}: {stated} {unit} in 100 g or ml is impossible and left out"),
        );
    }

    /// kJ wins where the macro-nutrients agree with it; kcal that repeats the kJ is an error.
    fn energy(&mut self, amounts: &mut Amounts) {
        let (Some(kj), Some(kcal)) = (amounts.energy_kj, amounts.energy_kcal) else {
            return complete_energy(amounts);
        };
        let belongs = |kj: f64, kcal: f64| (kj - kcal * KJ_PER_KCAL).abs() <= (0.1 * kj).max(15.0);
        if belongs(kj, kcal) {
            return;
        }
        let expected = energy_of_parts(amounts);
        let agrees =
            |kj: f64| expected.is_some_and(|expected| (kj - expected).abs() <= (0.2 * expected).max(60.0));
        let repeated = (kj - kcal).abs() < 1.0;
        match (agrees(kj), agrees(kcal * KJ_PER_KCAL)) {
            (false, true) => amounts.energy_kj = Some((kcal * KJ_PER_KCAL).round()),
            (true, _) => amounts.energy_kcal = Some((kj / KJ_PER_KCAL).round()),
            (false, false) if repeated => amounts.energy_kcal = None,
            (false, false) => {}
        }
        let why = if repeated { "the same number twice" } else { "they do not belong together" };
        self.warn(WarningCode::EnergyMismatch, format!("{kj} kJ and {kcal} kcal: {why}"));
    }

    fn parts(&mut self, amounts: &Amounts) {
        let exceeds = |part: Option<f64>, whole: Option<f64>| matches!((part, whole), (Some(part), Some(whole)) if part > whole + TOLERANCE);
        if exceeds(amounts.sugars, amounts.carbohydrates) {
            self.warn(WarningCode::SugarsExceedCarbohydrates, "more sugars than carbohydrates".to_owned());
        }
        if exceeds(amounts.saturated_fat, amounts.fat) {
            self.warn(WarningCode::SaturatesExceedFat, "more saturated fat than fat".to_owned());
        }
        let parts = [amounts.fat, amounts.carbohydrates, amounts.fibre, amounts.protein, amounts.salt];
        let sum: f64 = parts.into_iter().flatten().sum();
        if sum > MOST_SUM {
            self.warn(WarningCode::SumTooLarge, format!("the nutrients of 100 g add up to {sum:.1} g"));
        }
    }
}

/// One unit of energy follows from the other.
fn complete_energy(amounts: &mut Amounts) {
    match (amounts.energy_kj, amounts.energy_kcal) {
        (Some(kj), None) => amounts.energy_kcal = Some((kj / KJ_PER_KCAL).round()),
        (None, Some(kcal)) => amounts.energy_kj = Some((kcal * KJ_PER_KCAL).round()),
        _ => {}
    }
}

/// EU 1169/2011, Annex XIV, without alcohol and polyols.
fn energy_of_parts(amounts: &Amounts) -> Option<f64> {
    let (fat, carbohydrates, protein) = (amounts.fat?, amounts.carbohydrates?, amounts.protein?);
    Some(37.0 * fat + 17.0 * (carbohydrates + protein) + 8.0 * amounts.fibre.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{Amounts, Nutrition, NutritionTable, StatedNutrition, Warning, WarningCode, table};

    fn read(per_100: Amounts) -> (NutritionTable, Vec<WarningCode>) {
        let (nutrition, warnings) = table(&StatedNutrition { per_100, ..StatedNutrition::default() }, false);
        let Nutrition::Known(table) = nutrition else { panic!("no table") };
        (table, warnings.into_iter().map(|Warning { code, .. }| code).collect())
    }

    #[test]
    fn the_impossible_is_refused_and_said() {
        let (table, warnings) = read(Amounts {
            fat: Some(101.0),
            energy_kj: Some(3_801.0),
            salt: Some(-1.0),
            sugars: Some(3.0),
            ..Amounts::default()
        });
        assert_eq!((table.fat, table.energy_kj, table.salt, table.sugars), (None, None, None, Some(3.0)));
        assert_eq!(warnings, [WarningCode::ImpossibleValue; 3]);
    }

    #[test]
    fn salt_follows_from_sodium_only_where_it_is_not_stated() {
        assert_eq!(read(Amounts { sodium: Some(0.4), ..Amounts::default() }).0.salt, Some(1.0));
        assert_eq!(
            read(Amounts { sodium: Some(0.4), salt: Some(0.9), ..Amounts::default() }).0.salt,
            Some(0.9)
        );
    }

    #[test]
    fn kj_wins_where_the_nutrients_agree_with_it() {
        let parts =
            Amounts { fat: Some(10.0), carbohydrates: Some(50.0), protein: Some(10.0), ..Amounts::default() };
        let (table, warnings) =
            read(Amounts { energy_kj: Some(1_390.0), energy_kcal: Some(1_390.0 / 2.0), ..parts });
        assert_eq!((table.energy_kj, table.energy_kcal), (Some(1_390.0), Some(332.0)));
        assert_eq!(warnings, [WarningCode::EnergyMismatch]);
        let (table, warnings) = read(Amounts { energy_kj: Some(332.0), energy_kcal: Some(332.0), ..parts });
        assert_eq!((table.energy_kj, table.energy_kcal), (Some(1_389.0), Some(332.0)));
        assert_eq!(warnings, [WarningCode::EnergyMismatch]);
        assert_eq!(read(Amounts { energy_kj: Some(1_390.0), energy_kcal: Some(332.0), ..parts }).1, []);
    }

    #[test]
    fn a_serving_counts_only_when_its_size_is_known() {
        let per_serving = Amounts { fat: Some(3.0), ..Amounts::default() };
        let known = StatedNutrition { per_serving, serving: Some(30.0), ..StatedNutrition::default() };
        let Nutrition::Known(read) = table(&known, false).0 else { panic!("no table") };
        assert_eq!(read.fat, Some(10.0));
        let unknown = StatedNutrition { serving: None, ..known };
        assert_eq!(table(&unknown, false).0, Nutrition::Unknown);
    }

    #[test]
    fn parts_that_exceed_their_whole_are_doubtful() {
        let (_, warnings) = read(Amounts {
            fat: Some(40.0),
            saturated_fat: Some(41.0),
            carbohydrates: Some(60.0),
            sugars: Some(61.0),
            protein: Some(6.0),
            ..Amounts::default()
        });
        let expected = [
            WarningCode::SugarsExceedCarbohydrates,
            WarningCode::SaturatesExceedFat,
            WarningCode::SumTooLarge,
        ];
        assert_eq!(warnings, expected);
    }
}
