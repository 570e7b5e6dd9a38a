//! The shipped guidance: `data/shelf-life.json`.

use std::collections::BTreeMap;

use serde::Deserialize;
use taxonomy::{Entry, Taxonomies};

use super::{Days, Guidance, ShelfLife, Source};
use crate::domain::food::CategoryId;

pub(super) const SHIPPED: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/shelf-life.json"));

/// How long food keeps, by category.
#[derive(Debug)]
pub struct Guide {
    rows: BTreeMap<Entry, ShelfLife>,
}

/// The file.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct File {
    sources: BTreeMap<String, Publication>,
    categories: Vec<Row>,
}

#[derive(Deserialize)]
struct Publication {
    title: String,
    publisher: String,
    url: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    category: String,
    after_opening_days: Option<Days>,
    freezer_days: Option<Days>,
    thawed_days: Option<Days>,
    source: String,
}

/// Why the shipped file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum GuideFault {
    /// It is not what it should be.
    #[error("data/shelf-life.json: {0}")]
    Json(#[from] serde_json::Error),
    /// It names a category that the taxonomy does not have.
    #[error("data/shelf-life.json: no category {0}")]
    UnknownCategory(String),
    /// It cites a source that it does not list.
    #[error("data/shelf-life.json: no source {0}")]
    UnknownSource(String),
}

impl Guide {
    /// Reads the shipped file.
    ///
    /// # Errors
    /// When it names a category or a source that is not there; a test reads it.
    pub fn shipped() -> Result<Self, GuideFault> {
        let File { sources, categories } = serde_json::from_str(SHIPPED)?;
        let rows = categories.into_iter().map(|row| row.read(&sources)).collect::<Result<_, _>>()?;
        Ok(Self { rows })
    }

    /// How many categories it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What is known of a product of these categories: the narrowest one that has guidance, its own or inherited, decides.
    #[must_use]
    pub fn resolve(&self, categories: &[CategoryId]) -> Option<ShelfLife> {
        let taxonomy = Taxonomies::categories();
        let entries = categories.iter().rev().filter_map(|category| taxonomy.entry(category.as_str()));
        let known: Vec<_> = entries
            .flat_map(|entry| taxonomy.with_ancestors(entry))
            .filter(|entry| self.rows.contains_key(entry))
            .collect();
        let is_wider =
            |one: Entry, other: Entry| one != other && taxonomy.with_ancestors(other).contains(&one);
        let narrowest = known.iter().find(|one| !known.iter().any(|other| is_wider(**one, *other)));
        narrowest.and_then(|entry| self.rows.get(entry)).cloned()
    }
}

impl Row {
    fn read(self, sources: &BTreeMap<String, Publication>) -> Result<(Entry, ShelfLife), GuideFault> {
        let Some(entry) = Taxonomies::categories().entry(&self.category) else {
            return Err(GuideFault::UnknownCategory(self.category));
        };
        let Some(Publication { title, publisher, url }) = sources.get(&self.source) else {
            return Err(GuideFault::UnknownSource(self.source));
        };
        let guidance = Guidance { title: format!("{publisher}: {title}"), url: url.clone() };
        let life = ShelfLife {
            after_opening_days: self.after_opening_days,
            freezer_days: self.freezer_days,
            thawed_days: self.thawed_days,
            source: Source::Guidance(guidance),
        };
        Ok((entry, life))
    }
}
