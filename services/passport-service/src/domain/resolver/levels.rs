//! The levels of a product at which links stand: the pack, its lot, its variant, the product.

use gs1::percent::{Part, encode};

use super::Asked;
use crate::domain::workspace::{Link, LinkType, Qualifier};

/// One level that a request passes on its way up, with its links.
#[derive(Debug, Clone, PartialEq)]
pub struct Level<'l> {
    /// `/01/…/10/…`: what its links are about.
    pub path: String,
    /// As they were registered.
    pub links: Vec<&'l Link>,
}

impl<'l> Level<'l> {
    /// Its links of this kind.
    pub fn of<'s>(&'s self, kind: &'s LinkType) -> impl Iterator<Item = &'l Link> + 's {
        self.links.iter().copied().filter(move |link| link.kind().is_some_and(|its| its == *kind))
    }

    /// Where its codes lead.
    #[must_use]
    pub fn default_link(&self) -> Option<&'l Link> {
        let kind = LinkType::default_link();
        self.of(&kind).find(|link| link.language.is_none()).or_else(|| self.of(&kind).next())
    }
}

/// The levels at which links stand for the pack that is asked about, from the pack itself up to the product, which is
/// always there.
#[must_use]
pub fn levels<'l>(links: &'l [Link], asked: &Asked) -> Vec<Level<'l>> {
    let holding: Vec<_> = links.iter().filter(|link| holds_for(link, asked.pack())).collect();
    let at = |depth: Depth| holding.iter().copied().filter(|link| Depth::of(link) == depth).collect();
    let levels = Depth::all().map(|depth| (depth, Level { path: path(asked, depth), links: at(depth) }));
    levels
        .filter(|(depth, level)| *depth == Depth::PRODUCT || !level.links.is_empty())
        .map(|(_, level)| level)
        .collect()
}

/// What tells a pack from others of its product, as far as it is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pack<'a> {
    /// Its consumer product variant.
    pub variant: Option<&'a str>,
    /// Its lot.
    pub lot: Option<&'a str>,
    /// Its serial number.
    pub serial: Option<&'a str>,
}

/// Whether a link is about this pack: what is stated has to be what is known of it, what is not stated may be anything.
#[must_use]
pub fn holds_for(link: &Link, pack: Pack<'_>) -> bool {
    let fits = |stated: &Option<Qualifier>, its: Option<&str>| {
        stated.as_ref().is_none_or(|stated| its == Some(stated.as_str()))
    };
    fits(&link.variant, pack.variant) && fits(&link.lot, pack.lot) && fits(&link.serial, pack.serial)
}

/// How closely a pack is named: a serial number says more than a lot, a lot more than a variant.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Depth {
    serial: bool,
    lot: bool,
    variant: bool,
}

impl Depth {
    const PRODUCT: Self = Self { serial: false, lot: false, variant: false };

    /// The closest first.
    fn all() -> impl Iterator<Item = Self> {
        (0..8_u8).rev().map(|bits| Self { serial: bits & 4 > 0, lot: bits & 2 > 0, variant: bits & 1 > 0 })
    }

    fn of(link: &Link) -> Self {
        Self { serial: link.serial.is_some(), lot: link.lot.is_some(), variant: link.variant.is_some() }
    }
}

fn path(asked: &Asked, depth: Depth) -> String {
    let mut path = format!("/01/{}", asked.item.gtin);
    let parts = [
        (depth.variant, "22", &asked.variant),
        (depth.lot, "10", &asked.item.lot),
        (depth.serial, "21", &asked.item.serial),
    ];
    for (named, ai, value) in parts {
        if let (true, Some(value)) = (named, value) {
            path.extend(["/", ai, "/"]);
            path.push_str(&encode(value, Part::Path));
        }
    }
    path
}

impl Asked {
    fn pack(&self) -> Pack<'_> {
        Pack {
            variant: self.variant.as_deref(),
            lot: self.item.lot.as_deref(),
            serial: self.item.serial.as_deref(),
        }
    }

    /// The pack as it is named here: `/01/…/22/…/10/…/21/…`.
    #[must_use]
    pub fn path(&self) -> String {
        path(self, Depth { serial: true, lot: true, variant: true })
    }
}
