//! Linksets: RFC 9264 in the shape of GS1's schema.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::{
    resolver::Level,
    workspace::{Link, LinkType},
};

/// All links of a pack, or those among which a reader has to choose.
#[derive(Debug, Serialize)]
pub(super) struct Linkset {
    pub(super) linkset: Vec<Anchored>,
}

/// The links of one level.
#[derive(Debug, Serialize)]
pub(super) struct Anchored {
    anchor: String,
    #[serde(rename = "itemDescription")]
    description: String,
    #[serde(flatten)]
    pub(super) relations: BTreeMap<String, Vec<Target>>,
}

/// One link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Target {
    pub(super) href: String,
    pub(super) title: String,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    media_type: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hreflang: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    context: Vec<String>,
}

impl Target {
    /// The default says where it leads, and nothing that anybody could choose by.
    fn plain(href: &str, title: &str) -> Self {
        let (href, title) = (href.to_owned(), title.to_owned());
        Self { href, title, media_type: None, hreflang: Vec::new(), context: Vec::new() }
    }

    fn of(link: &Link, kind: &LinkType) -> Self {
        Self {
            media_type: link.media_type.clone(),
            hreflang: link.language.iter().filter(|tag| is_sayable(tag)).cloned().collect(),
            context: link.context.clone(),
            ..Self::plain(&link.href, &title(link, kind))
        }
    }

    fn our_page(product: &Product<'_>) -> Self {
        Self {
            media_type: Some("text/html".to_owned()),
            hreflang: ["en", "it", "de"].map(str::to_owned).to_vec(),
            ..Self::plain(&product.our_page(), product.name)
        }
    }
}

fn title(link: &Link, kind: &LinkType) -> String {
    link.title.clone().filter(|title| !title.is_empty()).unwrap_or_else(|| kind.title())
}

/// GS1's schema knows languages of two letters, with or without a region.
fn is_sayable(tag: &str) -> bool {
    let mut parts = tag.split('-');
    parts.next().is_some_and(|language| language.len() == 2)
        && parts.next().is_none_or(|region| region.len() == 2)
        && parts.next().is_none()
}

/// Whose links they are.
pub(super) struct Product<'a> {
    /// Where links begin.
    pub(super) stem: &'a str,
    pub(super) gtin: &'a str,
    pub(super) name: &'a str,
}

impl Product<'_> {
    fn our_page(&self) -> String {
        format!("{}/product/{}", self.stem, self.gtin)
    }

    /// The links of every level, from the pack up to the product, where ours stands beside the brand's.
    pub(super) fn linkset(&self, levels: &[Level<'_>]) -> Linkset {
        let mut linkset: Vec<_> = levels.iter().map(|level| self.of_level(level)).collect();
        if let Some(of_product) = linkset.last_mut() {
            let default = Target::plain(&self.our_page(), self.name);
            of_product.relation(&LinkType::product_information()).push(Target::our_page(self));
            of_product.relations.entry(LinkType::default_link().uri()).or_insert_with(|| vec![default]);
        }
        Linkset { linkset }
    }

    /// The links at one level among which a reader has to choose.
    pub(super) fn candidates(&self, path: &str, links: &[&Link]) -> Linkset {
        let mut of_level = self.anchored(path);
        links.iter().for_each(|link| of_level.add(link));
        Linkset { linkset: vec![of_level] }
    }

    fn of_level(&self, level: &Level<'_>) -> Anchored {
        let mut of_level = self.anchored(&level.path);
        let is_default = |link: &Link| link.kind().is_some_and(|kind| kind == LinkType::default_link());
        level.links.iter().filter(|link| !is_default(link)).for_each(|link| of_level.add(link));
        if let Some(default) = level.default_link() {
            of_level.set_default(default);
        }
        of_level
    }

    fn anchored(&self, path: &str) -> Anchored {
        Anchored {
            anchor: format!("{}{path}", self.stem),
            description: self.name.to_owned(),
            relations: BTreeMap::new(),
        }
    }
}

impl Anchored {
    fn relation(&mut self, kind: &LinkType) -> &mut Vec<Target> {
        self.relations.entry(kind.uri()).or_default()
    }

    fn add(&mut self, link: &Link) {
        if let Some(kind) = link.kind() {
            let target = Target::of(link, &kind);
            self.relation(&kind).push(target);
        }
    }

    /// The one default, which stands under a kind that says what is there, too.
    fn set_default(&mut self, link: &Link) {
        let (default, described) = (LinkType::default_link(), LinkType::product_information());
        let default_title = title(link, &default);
        let stands = self.relations.values().flatten().any(|target| target.href == link.href);
        if !stands {
            let target = Target { title: title(link, &described), ..Target::of(link, &described) };
            self.relation(&described).push(target);
        }
        self.relations.insert(default.uri(), vec![Target::plain(&link.href, &default_title)]);
    }
}
