//! Why a part of the score has its points, in codes: what the English words say, for pages in other languages.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    compute::{Adjustments, EcoInput, PalmOil},
    lca::LcaMatch,
    origins::OriginShare,
    packaging::PackagingPart,
    schemes::Scheme,
};
use taxonomy::{Taxonomies, Taxonomy};

/// Languages of the pages; English comes first where another has no name.
const LANGUAGES: [&str; 3] = ["en", "it", "de"];

/// What a part's points come from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EcoReason {
    /// The row of the life-cycle table.
    #[serde(rename_all = "camelCase")]
    Food {
        /// How large its footprint is.
        footprint: FootprintSize,
        /// The step in which most of it arises, when the table says.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        heaviest: Option<HeaviestStep>,
        /// The row is of a similar food only.
        stand_in: bool,
    },
    /// Labels with points, by their proper names; empty: none.
    Labels {
        /// As printed on packs.
        names: Vec<String>,
    },
    /// Where it comes from and where it is sold.
    #[serde(rename_all = "camelCase")]
    Origins {
        /// Empty: nobody states it.
        places: Vec<EcoPlace>,
        /// ISO 3166-1 alpha-2, upper case.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sold_in: Option<String>,
    },
    /// Palm oil.
    PalmOil {
        /// What is known about it.
        statement: PalmOil,
    },
    /// The packaging.
    Packaging {
        /// Empty: nobody states it.
        parts: Vec<EcoPackagingPart>,
    },
    /// What was cut.
    Cap {
        /// Which limit was met.
        limit: EcoLimit,
    },
}

/// How large a footprint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum FootprintSize {
    Small,
    Medium,
    Large,
}

/// The step of the life cycle with most of the footprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct HeaviestStep {
    /// Which.
    pub step: LifeCycleStep,
    /// Of the whole footprint.
    pub percent: u32,
}

/// Steps of the life cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum LifeCycleStep {
    Farming,
    Processing,
    Packaging,
    Transport,
    Distribution,
    Consumption,
}

/// A limit of the method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EcoLimit {
    /// Bonuses count up to 25 points together.
    Bonus,
    /// The score stays between 0 and 100.
    Scale,
}

/// A place of origin with its share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct EcoPlace {
    /// Which place.
    pub place: EcoTerm,
    /// 0–100.
    pub percent: f64,
}

/// A part of the packaging.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct EcoPackagingPart {
    /// What it is: a tray, a bottle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shape: Option<EcoTerm>,
    /// What it is made of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub material: Option<EcoTerm>,
}

/// A word of a taxonomy.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct EcoTerm {
    /// Its id (`en:plastic`).
    pub id: String,
    /// Its names by language (`en`, `it`, `de`); a language without a name is left out. Not stored, but added for
    /// whoever reads.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, String>,
}

impl EcoTerm {
    fn of(taxonomy: &Taxonomy, tag: &str) -> Self {
        let id = taxonomy.canonical(tag).map_or_else(|| tag.to_owned(), ToString::to_string);
        Self { id, names: BTreeMap::new() }
    }

    fn name(&mut self, taxonomy: &Taxonomy) {
        let name =
            |language: &str| Some((language.to_owned(), taxonomy.name(&self.id, language)?.to_owned()));
        self.names = LANGUAGES.into_iter().filter_map(name).collect();
    }
}

impl EcoReason {
    /// Adds the names of its words.
    pub(super) fn name(&mut self) {
        match self {
            Self::Origins { places, .. } => {
                places.iter_mut().for_each(|place| place.place.name(Taxonomies::origins()));
            }
            Self::Packaging { parts } => parts.iter_mut().for_each(EcoPackagingPart::name),
            Self::Food { .. } | Self::Labels { .. } | Self::PalmOil { .. } | Self::Cap { .. } => {}
        }
    }
}

impl EcoPackagingPart {
    fn name(&mut self) {
        self.shape.iter_mut().for_each(|shape| shape.name(Taxonomies::packaging_shapes()));
        self.material.iter_mut().for_each(|material| material.name(Taxonomies::packaging_materials()));
    }
}

pub(super) fn food(lca: &LcaMatch, production: i32) -> EcoReason {
    EcoReason::Food {
        footprint: FootprintSize::of(production),
        heaviest: lca.row.steps.as_ref().and_then(super::lca::LcaSteps::heaviest),
        stand_in: lca.stand_in,
    }
}

pub(super) fn labels(input: &EcoInput) -> EcoReason {
    EcoReason::Labels {
        names: input.schemes.iter().map(|scheme: &Scheme| scheme.name().to_owned()).collect(),
    }
}

pub(super) fn origins(input: &EcoInput) -> EcoReason {
    let place = |share: &OriginShare| {
        let place = EcoTerm { id: share.origin.id()?.to_owned(), ..EcoTerm::default() };
        Some(EcoPlace { place, percent: share.percent })
    };
    EcoReason::Origins {
        places: input.origins.iter().filter_map(place).collect(),
        sold_in: input.sold_in.map(|country| country.to_string()),
    }
}

pub(super) fn palm_oil(input: &EcoInput) -> EcoReason {
    EcoReason::PalmOil { statement: input.palm_oil }
}

pub(super) fn packaging(parts: &[PackagingPart]) -> EcoReason {
    let term = |taxonomy, tag: &Option<String>| tag.as_deref().map(|tag| EcoTerm::of(taxonomy, tag));
    let part = |part: &PackagingPart| EcoPackagingPart {
        shape: term(Taxonomies::packaging_shapes(), &part.shape),
        material: term(Taxonomies::packaging_materials(), &part.material),
    };
    EcoReason::Packaging { parts: parts.iter().map(part).collect() }
}

pub(super) fn cap(points: &Adjustments) -> EcoReason {
    EcoReason::Cap { limit: if points.exceed_the_bonus() { EcoLimit::Bonus } else { EcoLimit::Scale } }
}

impl FootprintSize {
    /// By the points that the row earns.
    pub(super) fn of(production: i32) -> Self {
        match production {
            75.. => Self::Small,
            45.. => Self::Medium,
            _ => Self::Large,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{EcoReason, LANGUAGES};
    use crate::domain::eco::{
        EcoInput, EcoPartName, LcaMatch, LcaRow, Origin, OriginShare, PackagingPart, compute,
    };

    fn reason_of(part: EcoPartName) -> EcoReason {
        let row = LcaRow { code: "1".to_owned(), footprint: 0.2, ..LcaRow::default() };
        let input = EcoInput {
            lca: Some(LcaMatch { row, table: "Table".to_owned(), stand_in: false }),
            origins: vec![OriginShare { origin: Origin::of("it:Sicilia"), percent: 100.0 }],
            packaging: vec![PackagingPart::of(Some("en:plastic"), Some("en:tray"))],
            sold_in: "de".parse().ok(),
            ..EcoInput::default()
        };
        let eco = compute(&input).unwrap().in_words();
        eco.parts.into_iter().find(|own| own.name == part).and_then(|part| part.reason).unwrap()
    }

    #[test]
    fn places_and_packaging_are_named_in_every_language_of_the_pages() {
        let EcoReason::Origins { places, sold_in } = reason_of(EcoPartName::Origins) else {
            panic!("origins")
        };
        let names = &places[0].place.names;
        assert_eq!(LANGUAGES.map(|language| names[language].as_str()), ["Italy", "Italia", "Italien"]);
        assert_eq!(sold_in.as_deref(), Some("DE"));
        let EcoReason::Packaging { parts } = reason_of(EcoPartName::Packaging) else { panic!("packaging") };
        let (material, shape) = (parts[0].material.as_ref().unwrap(), parts[0].shape.as_ref().unwrap());
        assert_eq!((material.id.as_str(), shape.id.as_str()), ("en:plastic", "en:tray"));
        assert_eq!(material.names["de"], "Kunststoff");
        assert!(shape.names.contains_key("it"), "{shape:?}");
    }

    #[test]
    fn names_are_added_for_readers_only() {
        let EcoReason::Origins { mut places, .. } = reason_of(EcoPartName::Origins) else {
            panic!("origins")
        };
        places[0].place.names.clear();
        let stored = serde_json::to_string(&places).unwrap();
        assert_eq!(stored, r#"[{"place":{"id":"en:italy"},"percent":100.0}]"#);
    }
}
