//! Points, score and grade.

use super::{
    NutriGrade, NutriInput, NutriKind, NutriScore,
    points::{
        ENERGY, ENERGY_OF_DRINKS, ENERGY_OF_SATURATES, FIBRE, FRUIT, FRUIT_OF_DRINKS, PROTEIN,
        PROTEIN_OF_DRINKS, SALT, SATURATES, SATURATES_RATIO, SUGARS, SUGARS_OF_DRINKS,
    },
};

/// Malus of a drink with a non-nutritive sweetener.
const SWEETENED: i32 = 4;

/// kJ in a gram of fat.
const KJ_PER_GRAM: f64 = 37.0;

/// The score. A required value that nobody stated gives no score, never 0 points; unknown fibre and fruit
/// score nothing, and that is said.
#[must_use]
pub fn compute(input: &NutriInput) -> NutriScore {
    if input.kind == NutriKind::Exempt {
        return NutriScore::NotApplicable;
    }
    match Required::of(input) {
        Err(missing) => NutriScore::Unknown { missing },
        Ok(values) => known(input, &values),
    }
}

fn known(input: &NutriInput, values: &Required) -> NutriScore {
    let negative = values.negative_points(input);
    let score = negative - positive_points(input, values, negative);
    NutriScore::Known { score, grade: grade(input.kind, score), assumed: assumed(input) }
}

/// What must be stated.
struct Required {
    energy_kj: f64,
    sugars: f64,
    fat: f64,
    saturated_fat: f64,
    salt: f64,
    protein: f64,
}

impl Required {
    /// The values, or the names of those that are missing.
    fn of(input: &NutriInput) -> Result<Self, Vec<String>> {
        let mut missing = Vec::new();
        let mut need = |name: &str, value: Option<f64>| {
            value.unwrap_or_else(|| {
                missing.push(name.to_owned());
                0.0
            })
        };
        let fat =
            if input.kind == NutriKind::Fat { need("fat", input.fat) } else { input.fat.unwrap_or(0.0) };
        let values = Self {
            energy_kj: need("energyKj", input.energy_kj),
            sugars: need("sugars", input.sugars),
            fat,
            saturated_fat: need("saturatedFat", input.saturated_fat),
            salt: need("salt", input.salt),
            protein: need("protein", input.protein),
        };
        if input.kind == NutriKind::Unknown {
            missing.push("categories".to_owned());
        }
        if missing.is_empty() { Ok(values) } else { Err(missing) }
    }

    fn negative_points(&self, input: &NutriInput) -> i32 {
        let salt = SALT.exceeded(self.salt);
        match input.kind {
            NutriKind::Beverage | NutriKind::Water => {
                ENERGY_OF_DRINKS.exceeded(self.energy_kj)
                    + SUGARS_OF_DRINKS.exceeded(self.sugars)
                    + SATURATES.exceeded(self.saturated_fat)
                    + salt
                    + if input.sweetened { SWEETENED } else { 0 }
            }
            NutriKind::Fat => {
                ENERGY_OF_SATURATES.exceeded(KJ_PER_GRAM * self.saturated_fat)
                    + SUGARS.exceeded(self.sugars)
                    + SATURATES_RATIO.reached(self.saturates_in_fat())
                    + salt
            }
            NutriKind::General
            | NutriKind::RedMeat
            | NutriKind::Cheese
            | NutriKind::Exempt
            | NutriKind::Unknown => {
                ENERGY.exceeded(self.energy_kj)
                    + SUGARS.exceeded(self.sugars)
                    + SATURATES.exceeded(self.saturated_fat)
                    + salt
            }
        }
    }

    /// Percent.
    fn saturates_in_fat(&self) -> f64 {
        if self.fat > 0.0 { 100.0 * self.saturated_fat / self.fat } else { 0.0 }
    }
}

fn positive_points(input: &NutriInput, values: &Required, negative: i32) -> i32 {
    let fruit = input.fruit_percent.unwrap_or(0.0);
    let fruit = match input.kind {
        NutriKind::Beverage | NutriKind::Water => FRUIT_OF_DRINKS.exceeded(fruit),
        _ => FRUIT.exceeded(fruit),
    };
    let protein = if protein_counts(input.kind, negative) { protein_points(input.kind, values) } else { 0 };
    FIBRE.exceeded(input.fibre.unwrap_or(0.0)) + fruit + protein
}

fn protein_points(kind: NutriKind, values: &Required) -> i32 {
    match kind {
        NutriKind::Beverage | NutriKind::Water => PROTEIN_OF_DRINKS.exceeded(values.protein),
        NutriKind::RedMeat => PROTEIN.exceeded(values.protein).min(2),
        _ => PROTEIN.exceeded(values.protein),
    }
}

/// Protein makes up for little: with many negative points it counts for some kinds only.
fn protein_counts(kind: NutriKind, negative: i32) -> bool {
    match kind {
        NutriKind::Beverage | NutriKind::Water | NutriKind::Cheese => true,
        NutriKind::Fat => negative < 7,
        NutriKind::General | NutriKind::RedMeat | NutriKind::Exempt | NutriKind::Unknown => negative < 11,
    }
}

fn grade(kind: NutriKind, score: i32) -> NutriGrade {
    // The highest score that still gets A, B, C, D.
    let (a, b, c, d) = match kind {
        NutriKind::Water => return NutriGrade::A,
        NutriKind::Beverage => (i32::MIN, 2, 6, 9),
        NutriKind::Fat => (-6, 2, 10, 18),
        NutriKind::General
        | NutriKind::RedMeat
        | NutriKind::Cheese
        | NutriKind::Exempt
        | NutriKind::Unknown => (0, 2, 10, 18),
    };
    match score {
        score if score <= a => NutriGrade::A,
        score if score <= b => NutriGrade::B,
        score if score <= c => NutriGrade::C,
        score if score <= d => NutriGrade::D,
        _ => NutriGrade::E,
    }
}

fn assumed(input: &NutriInput) -> Vec<String> {
    [("fibre", input.fibre), ("fruits_vegetables_legumes", input.fruit_percent)]
        .into_iter()
        .filter(|(_, value)| value.is_none())
        .map(|(name, _)| name.to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::compute;
    use crate::domain::nutri_score::{NutriGrade, NutriInput, NutriKind, NutriScore};

    fn score(input: &NutriInput) -> (i32, NutriGrade) {
        match compute(input) {
            NutriScore::Known { score, grade, .. } => (score, grade),
            other => panic!("no score: {other:?}"),
        }
    }

    fn kind() -> impl Strategy<Value = NutriKind> {
        prop_oneof![
            Just(NutriKind::General),
            Just(NutriKind::RedMeat),
            Just(NutriKind::Cheese),
            Just(NutriKind::Fat),
            Just(NutriKind::Beverage),
            Just(NutriKind::Water),
        ]
    }

    prop_compose! {
        fn stated()(
            kind in kind(), energy_kj in 0.0..3800.0, sugars in 0.0..100.0, fat in 0.0..100.0,
            part in 0.0..1.0, salt in 0.0..10.0, protein in 0.0..50.0,
            fibre in proptest::option::of(0.0..20.0), fruit_percent in proptest::option::of(0.0..100.0),
            sweetened: bool,
        ) -> NutriInput {
            NutriInput {
                kind, energy_kj: Some(energy_kj), sugars: Some(sugars), fat: Some(fat),
                saturated_fat: Some(fat * part), salt: Some(salt), protein: Some(protein),
                fibre, fruit_percent, sweetened,
            }
        }
    }

    #[test]
    fn a_limit_must_be_exceeded_and_a_ratio_reached() {
        let food = NutriInput {
            kind: NutriKind::General,
            energy_kj: Some(335.0),
            sugars: Some(3.4),
            fat: Some(1.0),
            saturated_fat: Some(1.0),
            salt: Some(0.2),
            protein: Some(2.4),
            ..NutriInput::default()
        };
        assert_eq!(score(&food), (0, NutriGrade::A));
        assert_eq!(score(&NutriInput { salt: Some(0.24 * 2.5), ..food }), (2, NutriGrade::B));
        let oil = NutriInput { kind: NutriKind::Fat, fat: Some(100.0), saturated_fat: Some(10.0), ..food };
        assert_eq!(score(&oil), (3 + 1, NutriGrade::C), "370 kJ of saturates, 10 % of the fat");
    }

    #[test]
    fn unknown_fibre_and_fruit_score_nothing_and_that_is_said() {
        let input = NutriInput {
            kind: NutriKind::Beverage,
            energy_kj: Some(0.0),
            sugars: Some(0.0),
            saturated_fat: Some(0.0),
            salt: Some(0.0),
            protein: Some(0.0),
            ..NutriInput::default()
        };
        let assumed = vec!["fibre".to_owned(), "fruits_vegetables_legumes".to_owned()];
        assert_eq!(compute(&input), NutriScore::Known { score: 0, grade: NutriGrade::B, assumed });
        let water = NutriInput { kind: NutriKind::Water, ..input };
        assert_eq!(score(&water), (0, NutriGrade::A));
    }

    proptest! {
        #[test]
        fn any_missing_required_value_leaves_the_score_unknown(input in stated(), which in 0..5_usize) {
            let mut input = input;
            let name = match which {
                0 => { input.energy_kj = None; "energyKj" }
                1 => { input.sugars = None; "sugars" }
                2 => { input.saturated_fat = None; "saturatedFat" }
                3 => { input.salt = None; "salt" }
                _ => { input.protein = None; "protein" }
            };
            prop_assert_eq!(compute(&input), NutriScore::Unknown { missing: vec![name.to_owned()] });
        }

        #[test]
        fn more_salt_never_gives_a_better_score(input in stated(), more in 0.0..5.0) {
            let salted = NutriInput { salt: input.salt.map(|salt| salt + more), ..input };
            prop_assert!(score(&salted) >= score(&input));
        }

        #[test]
        fn more_fibre_never_gives_a_worse_score(input in stated(), more in 0.0..5.0) {
            let richer = NutriInput { fibre: Some(input.fibre.unwrap_or(0.0) + more), ..input };
            prop_assert!(score(&richer) <= score(&input));
        }

        #[test]
        fn what_the_method_does_not_cover_has_no_score(input in stated()) {
            let exempt = NutriInput { kind: NutriKind::Exempt, ..input };
            prop_assert_eq!(compute(&exempt), NutriScore::NotApplicable);
        }
    }
}
