//! The score and its parts, which add up.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    Eco, EcoGrade, EcoPart, EcoPartName,
    country::CountryCode,
    lca::LcaMatch,
    origins::{self, OriginShare},
    packaging::{self, PackagingPart},
    reason,
    schemes::Scheme,
    words,
};
use crate::domain::section::Section;

/// What the method looks at.
#[derive(Debug, Clone, Default)]
pub struct EcoInput {
    /// The food's row in the life-cycle table.
    pub lca: Option<LcaMatch>,
    /// At least one category is stated.
    pub categorised: bool,
    /// Set for what the method leaves out: the category.
    pub not_applicable: Option<&'static str>,
    /// Drinks and milk have a scale of their own.
    pub beverage: bool,
    /// Beef, veal or lamb.
    pub red_meat: bool,
    /// Labels with points.
    pub schemes: BTreeSet<Scheme>,
    /// Where the ingredients come from; what is missing to 100 % is unknown.
    pub origins: Vec<OriginShare>,
    /// Palm oil.
    pub palm_oil: PalmOil,
    /// Parts of the packaging; empty = not stated.
    pub packaging: Vec<PackagingPart>,
    /// Where it is sold.
    pub sold_in: Option<CountryCode>,
}

/// What is known about palm oil.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PalmOil {
    /// Nobody states the ingredients.
    #[default]
    NotStated,
    /// None among the ingredients.
    Absent,
    /// Certified by the Roundtable on Sustainable Palm Oil.
    Certified,
    /// Without certificate.
    Uncertified,
}

/// Why there is no score.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoEco {
    /// The method leaves this kind of product out.
    #[error("the method does not cover {0}")]
    NotApplicable(&'static str),
    /// No category is stated.
    #[error("no category is stated")]
    NoCategory,
    /// No category leads to a row of the life-cycle table.
    #[error("no category leads to a row of the life-cycle table")]
    NoRow,
}

/// Points added to those of the life cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as the parts")]
pub struct Adjustments {
    pub labels: i32,
    pub policy: i32,
    pub transport: i32,
    pub palm_oil: i32,
    pub packaging: i32,
}

/// Bonuses count up to this together.
const MOST_BONUS: i32 = 25;
const UNCERTIFIED_PALM_OIL: i32 = -10;

impl EcoInput {
    /// The points beside those of the life cycle; known even for products without a score.
    #[must_use]
    pub fn adjustments(&self) -> Adjustments {
        let labels = Scheme::points_of(&self.schemes, self.red_meat);
        Adjustments {
            labels,
            policy: origins::policy_points(&self.origins, labels > 0),
            transport: origins::transport_points(&self.origins, self.sold_in),
            palm_oil: self.palm_oil.points(),
            packaging: packaging::points(&self.packaging),
        }
    }

    fn row(&self) -> Result<&LcaMatch, NoEco> {
        match (&self.not_applicable, &self.lca) {
            (Some(category), _) => Err(NoEco::NotApplicable(category)),
            (None, Some(lca)) => Ok(lca),
            (None, None) if self.categorised => Err(NoEco::NoRow),
            (None, None) => Err(NoEco::NoCategory),
        }
    }
}

impl PalmOil {
    fn points(self) -> i32 {
        match self {
            Self::Uncertified => UNCERTIFIED_PALM_OIL,
            Self::NotStated | Self::Absent | Self::Certified => 0,
        }
    }
}

impl Adjustments {
    /// Their sum, before it is capped.
    #[must_use]
    pub fn sum(&self) -> i32 {
        self.labels + self.policy + self.transport + self.palm_oil + self.packaging
    }

    pub(super) fn exceed_the_bonus(&self) -> bool {
        self.sum() > MOST_BONUS
    }
}

/// The score, or why there is none.
///
/// # Errors
/// When the method does not cover the product, or no category leads to a row of the table.
pub fn compute(input: &EcoInput) -> Result<Eco, NoEco> {
    let lca = input.row()?;
    let production = lca.points(input.beverage);
    let adjustments = input.adjustments();
    let raw = production + adjustments.sum();
    let capped = production + adjustments.sum().min(MOST_BONUS);
    let score = capped.clamp(0, 100);
    Ok(Eco {
        score: score as u8,
        grade: EcoGrade::of(score),
        explanation: words::explanation(input, lca, production, &adjustments),
        parts: parts(input, lca, production, &adjustments, score - raw),
        source: format!("{}, {} {}", lca.table, lca.row.code, lca.row.name),
        as_of: lca.row.as_of,
        stand_in: lca.stand_in.then(|| lca.row.name.clone()),
    })
}

fn parts(input: &EcoInput, lca: &LcaMatch, production: i32, points: &Adjustments, cut: i32) -> Vec<EcoPart> {
    let part =
        |name, points, detail, reason| EcoPart { name, points, detail: Some(detail), reason: Some(reason) };
    let (from, packed) = (points.policy + points.transport, &input.packaging);
    let mut parts = vec![
        part(EcoPartName::Production, production, words::production(lca), reason::food(lca, production)),
        part(EcoPartName::Labels, points.labels, words::labels(input), reason::labels(input)),
        part(EcoPartName::Origins, from, words::origins(input), reason::origins(input)),
        part(EcoPartName::PalmOil, points.palm_oil, words::palm_oil(input.palm_oil), reason::palm_oil(input)),
        part(EcoPartName::Packaging, points.packaging, words::packaging(packed), reason::packaging(packed)),
    ];
    if cut != 0 {
        parts.push(part(EcoPartName::Cap, cut, words::cap(points), reason::cap(points)));
    }
    parts
}

impl From<Result<Eco, NoEco>> for Section<Eco> {
    fn from(outcome: Result<Eco, NoEco>) -> Self {
        match outcome {
            Ok(data) => Self::Loaded { data },
            Err(NoEco::NotApplicable(_) | NoEco::NoCategory | NoEco::NoRow) => Self::NotAvailable,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{EcoInput, NoEco, PalmOil, compute};
    use crate::domain::eco::{
        EcoGrade, EcoPartName, LcaMatch, LcaRow, LcaSteps, Origin, OriginShare, PackagingPart, Scheme,
    };

    fn row(footprint: f64) -> LcaMatch {
        let steps = Some(LcaSteps { farming: footprint, ..LcaSteps::default() });
        let row =
            LcaRow { code: "24000".to_owned(), name: "Biscuit".to_owned(), footprint, steps, as_of: None };
        LcaMatch { row, table: "Agribalyse 3.1.1 (ADEME)".to_owned(), stand_in: false }
    }

    fn rye_from(tag: &str, percent: f64) -> OriginShare {
        OriginShare { origin: Origin::of(tag), percent }
    }

    prop_compose! {
        fn inputs()(
            footprint in 0.0..20.0, beverage: bool, red_meat: bool,
            schemes in proptest::sample::subsequence(Scheme::ALL.to_vec(), 0..=6),
            origin in proptest::sample::select(vec!["en:italy", "en:germany", "en:peru", "en:unknown"]),
            percent in 0.0..100.0, palm: bool, bottle: bool, packaged: bool,
            sold_in in proptest::option::of(proptest::sample::select(vec!["it", "de", "us", "jp"])),
        ) -> EcoInput {
            let part = PackagingPart::of(Some("en:glass"), bottle.then_some("en:bottle"));
            EcoInput {
                lca: Some(row(footprint)),
                categorised: true,
                not_applicable: None,
                beverage,
                red_meat,
                schemes: schemes.into_iter().collect(),
                origins: vec![rye_from(origin, percent)],
                palm_oil: if palm { PalmOil::Uncertified } else { PalmOil::Absent },
                packaging: if packaged { vec![part] } else { vec![] },
                sold_in: sold_in.and_then(|code| code.parse().ok()),
            }
        }
    }

    proptest! {
        #[test]
        fn the_parts_add_up_to_a_score_between_0_and_100(input in inputs()) {
            let eco = compute(&input).unwrap();
            let sum: i32 = eco.parts.iter().map(|part| part.points).sum();
            prop_assert_eq!(sum, i32::from(eco.score));
            prop_assert!(eco.score <= 100);
            prop_assert_eq!(eco.grade, EcoGrade::of(sum));
        }

        #[test]
        fn uncertified_palm_oil_never_gives_a_better_score(input in inputs()) {
            let with = compute(&EcoInput { palm_oil: PalmOil::Uncertified, ..input.clone() }).unwrap();
            let without = compute(&EcoInput { palm_oil: PalmOil::Absent, ..input }).unwrap();
            prop_assert!(with.score <= without.score);
        }

        #[test]
        fn the_explanation_is_two_sentences(input in inputs()) {
            let text = compute(&input).unwrap().explanation;
            prop_assert_eq!(text.matches(". ").count(), 1, "{}", text);
            prop_assert!(text.ends_with('.'));
        }
    }

    #[test]
    fn a_cut_bonus_is_a_part_of_its_own() {
        let input = EcoInput {
            lca: Some(row(0.2)),
            schemes: [Scheme::Demeter].into(),
            origins: vec![rye_from("en:italy", 100.0)],
            packaging: vec![PackagingPart::of(Some("en:recycled-paper"), Some("en:bag"))],
            sold_in: "it".parse().ok(),
            ..EcoInput::default()
        };
        let eco = compute(&input).unwrap();
        let cap = eco.parts.last().unwrap();
        assert_eq!((cap.name, cap.points), (EcoPartName::Cap, 100 - (90 + 20 + 15)));
        assert_eq!((eco.score, eco.grade), (100, EcoGrade::APlus));
    }

    #[test]
    fn without_a_row_there_is_no_score_and_the_reason_is_told() {
        assert_eq!(compute(&EcoInput::default()), Err(NoEco::NoCategory));
        let categorised = EcoInput { categorised: true, ..EcoInput::default() };
        assert_eq!(compute(&categorised), Err(NoEco::NoRow));
        let water = EcoInput { lca: Some(row(0.1)), not_applicable: Some("en:waters"), ..categorised };
        assert_eq!(compute(&water), Err(NoEco::NotApplicable("en:waters")));
    }
}
