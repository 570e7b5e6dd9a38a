//! Kinds of ingredients: roots in the taxonomy, and everything that descends from them.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Deserializer, de::Error};
use taxonomy::{Entry, Taxonomies};

/// Resolved when the policy is read, so that a question costs one look into a table.
#[derive(Clone, Default)]
pub struct Kinds(Arc<[bool]>);

impl Kinds {
    /// Roots that the shipped taxonomy must know.
    fn of_roots(roots: &[String]) -> Result<Self, String> {
        let taxonomy = Taxonomies::ingredients();
        let root = |id: &String| {
            taxonomy.entry(id).filter(|entry| taxonomy.id(*entry).is_some_and(|known| known.as_str() == id))
        };
        let roots: Vec<Entry> =
            roots.iter().map(|id| root(id).ok_or_else(|| id.clone())).collect::<Result<_, _>>()?;
        let belongs = |entry| taxonomy.with_ancestors(entry).iter().any(|own| roots.contains(own));
        Ok(Self(taxonomy.entries().map(belongs).collect()))
    }

    /// Whether an ingredient is of one of these kinds.
    #[must_use]
    pub fn contains(&self, entry: Entry) -> bool {
        self.0.get(entry.index()).copied().unwrap_or_default()
    }
}

impl<'de> Deserialize<'de> for Kinds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let roots = Vec::<String>::deserialize(deserializer)?;
        Self::of_roots(&roots).map_err(|id| D::Error::custom(format!("{id} is no ingredient's canonical id")))
    }
}

impl fmt::Debug for Kinds {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Kinds({})", self.0.iter().filter(|belongs| **belongs).count())
    }
}

#[cfg(test)]
mod tests {
    use taxonomy::Taxonomies;

    use super::Kinds;

    #[test]
    fn a_kind_is_its_root_and_what_descends_from_it() {
        let milk: Kinds = serde_json::from_str(r#"["en:milk"]"#).unwrap();
        let is = |id: &str| milk.contains(Taxonomies::ingredients().entry(id).unwrap());
        assert!(is("en:milk"));
        assert!(is("en:whole-milk"));
        assert!(!is("en:dairy"));
        assert!(!is("en:wheat-flour"));
    }

    #[test]
    fn a_root_that_the_taxonomy_does_not_know_is_refused() {
        let refused = serde_json::from_str::<Kinds>(r#"["en:no-such-thing"]"#).unwrap_err();
        assert!(refused.to_string().contains("en:no-such-thing"));
        assert!(serde_json::from_str::<Kinds>(r#"["fr:lait"]"#).is_err(), "not canonical");
    }
}
