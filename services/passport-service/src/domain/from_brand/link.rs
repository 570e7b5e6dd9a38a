//! What else a brand has for who holds a pack.

use serde::Serialize;

use super::{MOST, ShopperLinkKind, language::readable};
use crate::domain::workspace::Link;

/// A page of the brand's about its product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ShopperLink {
    /// What it tells.
    pub kind: ShopperLinkKind,
    /// What the brand calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// An `https` address.
    pub href: String,
    /// The language of what is there, such as `it`, `de-AT`; absent = not stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

impl ShopperLink {
    /// Those that a reader of this language gets to see.
    pub fn readable<'a>(all: &'a [Self], reader: &'a str) -> impl Iterator<Item = &'a Self> {
        readable(all, reader, |link| link.language.as_deref(), |one, other| one.kind == other.kind)
    }
}

/// Of each kind those of the closest level that has any: what a lot says stands for what the product says.
pub(super) fn among(holding: &[&Link]) -> Vec<ShopperLink> {
    let of_kind = |kind: ShopperLinkKind| {
        let found = holding.iter().copied().filter(move |link| kind_of(link) == Some(kind));
        let closest = found.clone().map(closeness).max();
        found.filter(move |link| Some(closeness(link)) == closest).map(move |link| written(kind, link))
    };
    let mut found: Vec<ShopperLink> = Vec::new();
    for link in ShopperLinkKind::ALL.into_iter().flat_map(of_kind) {
        if !found.iter().any(|known| (known.kind, &known.href) == (link.kind, &link.href)) {
            found.push(link);
        }
    }
    found.truncate(MOST);
    found
}

fn kind_of(link: &Link) -> Option<ShopperLinkKind> {
    ShopperLinkKind::of(&link.kind()?)
}

fn closeness(link: &Link) -> (bool, bool, bool) {
    (link.serial.is_some(), link.lot.is_some(), link.variant.is_some())
}

fn written(kind: ShopperLinkKind, link: &Link) -> ShopperLink {
    ShopperLink { kind, title: link.title.clone(), href: link.href.clone(), language: link.language.clone() }
}
