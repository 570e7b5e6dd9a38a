//! What a brand registered for who holds one of its packs: recall notices, and what else there is to read.

mod kind;
mod language;
mod link;
mod recall;

pub use kind::ShopperLinkKind;
pub use link::ShopperLink;
pub use recall::{Recall, RecallOf};

use super::{
    resolver::{Pack, holds_for},
    workspace::Link,
};

/// More than any page shows.
const MOST: usize = 10;

/// What was registered for one pack.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FromBrand {
    /// Those of this very pack first, those of every pack last.
    pub recalls: Vec<Recall>,
    /// By kind.
    pub links: Vec<ShopperLink>,
}

impl FromBrand {
    /// Of a product's links those that hold for this pack.
    #[must_use]
    pub fn of(links: &[Link], pack: Pack<'_>) -> Self {
        let holding: Vec<_> = links.iter().filter(|link| holds_for(link, pack)).collect();
        Self { recalls: recall::among(&holding), links: link::among(&holding) }
    }
}

#[cfg(test)]
mod tests;
