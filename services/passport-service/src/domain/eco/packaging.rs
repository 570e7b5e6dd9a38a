//! What the packaging costs.

use std::{collections::HashMap, sync::LazyLock};

use taxonomy::{Taxonomies, Taxonomy};

/// One part of a packaging with what the method's tables say about it.
#[derive(Debug, Clone, PartialEq)]
pub struct PackagingPart {
    /// What and of what, in words: `plastic tray`.
    pub name: String,
    /// Its material's tag, when stated.
    pub material: Option<String>,
    /// Its shape's tag, when stated.
    pub shape: Option<String>,
    /// How much of the packaging such a part stands for; 1 where the table does not know the shape.
    pub weight: f64,
    /// 0 (worst, or unknown) to 100.
    pub material_score: f64,
}

/// Aluminium's score depends on how thick it is, which only the shape tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aluminium {
    /// Cans, trays.
    Heavy,
    /// Foils, caps.
    Light,
}

/// Malus when nobody states the packaging.
pub(super) const NOT_STATED: i32 = -15;
/// The worst malus.
const FLOOR: i32 = -15;

#[derive(Debug, Default)]
struct Table {
    /// Shape → weight.
    weights: HashMap<&'static str, f64>,
    /// Material and shape (empty = any) → score.
    scores: HashMap<(&'static str, &'static str), f64>,
}

macro_rules! shipped {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/green-score/", $name))
    };
}

static TABLE: LazyLock<Table> =
    LazyLock::new(|| Table::read(shipped!("packaging-shapes.csv"), shipped!("packaging-materials.csv")));

impl Table {
    /// Reads the shipped tables; a test holds that no line is passed over.
    fn read(shapes: &'static str, materials: &'static str) -> Self {
        let weight = |line: &'static str| {
            let (id, rest) = line.split_once(',')?;
            Some((id, rest.split(',').next()?.parse().ok()?))
        };
        let score = |line: &'static str| {
            let mut fields = line.split(',');
            let key = (fields.next()?, fields.next()?);
            Some((key, fields.next()?.parse().ok()?))
        };
        Self {
            weights: shapes.lines().skip(1).filter_map(weight).collect(),
            scores: materials.lines().skip(1).filter_map(score).collect(),
        }
    }

    fn weight(&self, shape: &[String]) -> Option<f64> {
        shape.iter().find_map(|id| self.weights.get(id.as_str())).copied()
    }

    /// A score for just this material in this shape, else the material's own, else an ancestor's.
    fn score(&self, material: &[String], shape: Option<&str>) -> Option<f64> {
        let exact = || self.scores.get(&(first(material)?, shape?));
        let general = || material.iter().find_map(|id| self.scores.get(&(id.as_str(), "")));
        exact().or_else(general).copied()
    }
}

fn first(lineage: &[String]) -> Option<&str> {
    lineage.first().map(String::as_str)
}

impl PackagingPart {
    /// A part as stated by tags; what is not stated counts as the worst.
    #[must_use]
    pub fn of(material: Option<&str>, shape: Option<&str>) -> Self {
        let material = material.filter(|tag| *tag != "en:unknown");
        let shape = shape.filter(|tag| *tag != "en:unknown");
        let shapes = lineage(Taxonomies::packaging_shapes(), shape);
        let materials = lineage(Taxonomies::packaging_materials(), material);
        let materials = told_apart(materials, &shapes);
        Self {
            name: words(material, shape),
            material: material.map(str::to_owned),
            shape: shape.map(str::to_owned),
            weight: TABLE.weight(&shapes).unwrap_or(1.0),
            material_score: TABLE.score(&materials, first(&shapes)).unwrap_or(0.0),
        }
    }
}

/// The canonical id, or the tag where the taxonomy has none, and the ancestors.
fn lineage(taxonomy: &Taxonomy, tag: Option<&str>) -> Vec<String> {
    let Some(tag) = tag else { return Vec::new() };
    let own = taxonomy.canonical(tag).map_or_else(|| tag.to_owned(), ToString::to_string);
    let ancestors = taxonomy.ancestors(tag).into_iter().map(ToString::to_string);
    std::iter::once(own).chain(ancestors).collect()
}

/// Puts heavy or light aluminium in the place of plain aluminium.
fn told_apart(mut materials: Vec<String>, shapes: &[String]) -> Vec<String> {
    if first(&materials) == Some("en:aluminium") {
        let exact = match Aluminium::of(shapes) {
            Aluminium::Heavy => "en:heavy-aluminium",
            Aluminium::Light => "en:light-aluminium",
        };
        materials.insert(0, exact.to_owned());
    }
    materials
}

impl Aluminium {
    fn of(shapes: &[String]) -> Self {
        let taxonomy = Taxonomies::packaging_shapes();
        let light = |id: &String| taxonomy.property(id, "weight:en") == Some("light");
        if shapes.iter().any(light) { Self::Light } else { Self::Heavy }
    }
}

fn words(material: Option<&str>, shape: Option<&str>) -> String {
    let material = material.map(|tag| name(Taxonomies::packaging_materials(), tag));
    let shape = shape.map(|tag| name(Taxonomies::packaging_shapes(), tag));
    match (material, shape) {
        (Some(material), Some(shape)) => format!("{material} {shape}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => "unknown part".to_owned(),
    }
}

/// The English name in lower case, without what a `-` adds to it (`PET - Polyethylene …`).
fn name(taxonomy: &Taxonomy, tag: &str) -> String {
    match taxonomy.name(tag, "en") {
        Some(name) => match name.split_once(" - ") {
            Some((short, _)) => short.to_owned(),
            None => name.to_lowercase(),
        },
        None => tag.split_once(':').map_or(tag, |(_, rest)| rest).replace('-', " "),
    }
}

/// The malus of all parts together.
pub(super) fn points(parts: &[PackagingPart]) -> i32 {
    if parts.is_empty() {
        return NOT_STATED;
    }
    let lost: f64 = parts.iter().map(|part| (100.0 - part.material_score) * part.weight).sum();
    (((100.0 - lost) / 10.0 - 10.0).round() as i32).max(FLOOR)
}

#[cfg(test)]
mod tests {
    use super::{PackagingPart, TABLE, points};

    fn part(material: &str, shape: &str) -> (f64, f64) {
        let part = PackagingPart::of(Some(material), Some(shape));
        (part.material_score, part.weight)
    }

    #[test]
    fn every_line_of_the_shipped_tables_is_read() {
        assert_eq!(TABLE.scores.len(), 47);
        assert_eq!(TABLE.weights.len(), 47);
    }

    #[test]
    fn bottles_have_scores_of_their_own() {
        assert_eq!(part("en:pet-1-polyethylene-terephthalate", "en:bottle"), (50.0, 1.0));
        assert_eq!(part("en:pet-1-polyethylene-terephthalate", "en:lid"), (21.0, 0.2));
        assert_eq!(part("xx:PET", "en:bottle"), (50.0, 1.0));
    }

    #[test]
    fn aluminium_is_heavy_or_light_by_its_shape() {
        assert_eq!(part("en:aluminium", "en:drink-can"), (72.0, 1.0));
        assert_eq!(part("en:aluminium", "en:sheet"), (36.0, 0.1));
    }

    #[test]
    fn materials_inherit_and_unknown_ones_get_nothing() {
        assert_eq!(part("en:clear-glass", "en:jar"), (81.0, 1.0));
        assert_eq!(part("en:metal", "en:lid"), (0.0, 0.2));
        let nothing = PackagingPart::of(None, None);
        assert_eq!((nothing.material_score, nothing.weight), (0.0, 1.0));
        assert_eq!(points(&[]), -15);
    }

    #[test]
    fn parts_are_named_in_words() {
        assert_eq!(PackagingPart::of(Some("en:plastic"), Some("en:tray")).name, "plastic tray");
        assert_eq!(PackagingPart::of(Some("en:glass"), None).name, "glass");
    }
}
