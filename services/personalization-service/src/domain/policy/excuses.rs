//! Words on a pack that excuse an ingredient: "lactose-free".

use std::sync::Arc;

use serde::{Deserialize, Deserializer, de::Error};
use taxonomy::{
    Taxonomies,
    text::{Phrases, Words},
};

/// Every name, in every language, of labels in the shipped taxonomy.
#[derive(Debug, Clone, Default)]
pub struct Excuses(Arc<Phrases<()>>);

impl Excuses {
    fn of_labels(labels: &[String]) -> Result<Self, String> {
        let taxonomy = Taxonomies::labels();
        if let Some(unknown) = labels.iter().find(|id| taxonomy.entry(id).is_none()) {
            return Err(unknown.clone());
        }
        let mut phrases = Phrases::default();
        for (id, _, name) in taxonomy.names() {
            let is_meant = labels.iter().any(|label| taxonomy.is_a(id.as_str(), label));
            if let Some(place) = is_meant.then(|| phrases.place(name)).flatten() {
                *place = Some(());
            }
        }
        Ok(Self(Arc::new(phrases)))
    }

    /// Whether a printed text says one of them.
    #[must_use]
    pub fn are_in(&self, printed: &str) -> bool {
        let numbers = self.0.number(&Words::of(printed));
        (0..numbers.len()).any(|at| self.0.longest(&numbers[at..]).is_some())
    }
}

impl<'de> Deserialize<'de> for Excuses {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let labels = Vec::<String>::deserialize(deserializer)?;
        Self::of_labels(&labels).map_err(|id| D::Error::custom(format!("{id} is no label's id")))
    }
}

#[cfg(test)]
mod tests {
    use super::Excuses;

    #[test]
    fn the_words_of_a_label_are_known_in_every_language() {
        let excuses: Excuses = serde_json::from_str(r#"["en:no-lactose"]"#).unwrap();
        for printed in ["Lactose-free milk", "laktosefreie Milch, laktosefrei", "latte senza lattosio"] {
            assert!(excuses.are_in(printed), "{printed}");
        }
        assert!(!excuses.are_in("milk, lactose"));
    }
}
