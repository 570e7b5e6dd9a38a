//! Recall notices.

use serde::Serialize;

use super::{MOST, language::readable};
use crate::domain::workspace::{Link, LinkType};

/// A recall notice that the brand published: that there is one, and where. What it says is the brand's to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Recall {
    /// For which packs it was registered.
    pub of: RecallOf,
    /// What the brand calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// An `https` address.
    pub href: String,
    /// The language of what is there, such as `it`, `de-AT`; absent = not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// The packs that a recall notice is about, the fewest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecallOf {
    /// This one.
    Pack,
    /// Those of its lot.
    Lot,
    /// Those of its consumer product variant.
    Variant,
    /// Every pack of the product.
    Product,
}

impl RecallOf {
    fn of(link: &Link) -> Self {
        match (&link.serial, &link.lot, &link.variant) {
            (Some(_), ..) => Self::Pack,
            (None, Some(_), _) => Self::Lot,
            (None, None, Some(_)) => Self::Variant,
            (None, None, None) => Self::Product,
        }
    }
}

impl Recall {
    fn of(link: &Link) -> Self {
        Self {
            of: RecallOf::of(link),
            title: link.title.clone(),
            href: link.href.clone(),
            language: link.language.clone(),
        }
    }

    /// Those that a reader of this language gets to see.
    pub fn readable<'a>(all: &'a [Self], reader: &'a str) -> impl Iterator<Item = &'a Self> {
        readable(all, reader, |recall| recall.language.as_deref(), |one, other| one.of == other.of)
    }
}

/// The recalls among links that hold for a pack.
pub(super) fn among(holding: &[&Link]) -> Vec<Recall> {
    let kind = LinkType::recall_status();
    let mut found: Vec<Recall> = Vec::new();
    for link in holding.iter().filter(|link| link.kind().is_some_and(|its| its == kind)) {
        let recall = Recall::of(link);
        if !found.iter().any(|known| (known.of, &known.href) == (recall.of, &recall.href)) {
            found.push(recall);
        }
    }
    found.sort_by_key(|recall| recall.of);
    found.truncate(MOST);
    found
}
