//! From what a source states, in tags, to what the method looks at.

use std::collections::HashSet;

use super::{
    compute::{EcoInput, PalmOil},
    country::CountryCode,
    lca::{LcaMatch, LcaRow, LcaTable},
    origins::{Origin, OriginShare},
    packaging::PackagingPart,
    schemes::Scheme,
};
use taxonomy::{Taxonomies, Taxonomy};

/// What a source states about a product, as far as the score goes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EcoStatement {
    /// Category tags, general to specific.
    pub categories: Vec<String>,
    /// Label tags.
    pub labels: Vec<String>,
    /// Tags of origin with their share.
    pub origins: Vec<OriginStatement>,
    /// `None` when the ingredients are not stated.
    pub palm_oil: Option<bool>,
    /// Parts of the packaging.
    pub packaging: Vec<PackagingStatement>,
    /// Where it is sold.
    pub sold_in: Option<CountryCode>,
    /// A life-cycle value quoted by the source itself.
    pub quoted: Option<QuotedLca>,
}

/// A place and how much of the product comes from there.
#[derive(Debug, Clone, PartialEq)]
pub struct OriginStatement {
    /// A tag of the origins taxonomy.
    pub tag: String,
    /// 0–100.
    pub percent: f64,
}

/// Material and shape of a part of the packaging, as tags.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackagingStatement {
    /// A tag of the materials taxonomy.
    pub material: Option<String>,
    /// A tag of the shapes taxonomy.
    pub shape: Option<String>,
}

/// A life-cycle value that a document carries along.
#[derive(Debug, Clone, PartialEq)]
pub struct QuotedLca {
    /// The row.
    pub row: LcaRow,
    /// Which table it is from, in words.
    pub table: String,
    /// The row is of a similar food only.
    pub stand_in: bool,
}

/// What the method leaves out.
const NOT_APPLICABLE: [&str; 5] =
    ["en:waters", "en:sodas", "en:energy-drinks", "en:fresh-vegetables", "en:fresh-fruits"];
const BEVERAGES: [&str; 2] = ["en:beverages", "en:milks"];
const RED_MEATS: [&str; 3] = ["en:beef", "en:veal-meat", "en:lamb-meat"];
/// Properties of categories: the code of their own food, and of one that stands in for it.
const FOOD_CODE: &str = "agribalyse_food_code:en";
const STAND_IN_CODE: &str = "agribalyse_proxy_food_code:en";
/// More codes than any product leads to; they are asked for in one request.
const MOST_CODES: usize = 12;
const LONGEST_CODE: usize = 20;
const RSPO: &str = "en:roundtable-on-sustainable-palm-oil";

impl EcoStatement {
    /// What the method looks at, with the row that the table has for the categories.
    #[must_use]
    pub fn input(&self, table: &LcaTable) -> EcoInput {
        EcoInput {
            lca: self.lca(table),
            categorised: !self.categories.is_empty(),
            not_applicable: self.not_applicable(),
            beverage: self.is_any(&BEVERAGES),
            red_meat: self.is_any(&RED_MEATS),
            schemes: Scheme::among(&self.labels),
            origins: self.origins(),
            palm_oil: self.palm_oil(),
            packaging: self.packaging.iter().map(PackagingStatement::part).collect(),
            sold_in: self.sold_in,
        }
    }

    /// Codes of rows that could stand for the product, the most wanted first: of the categories' own foods, of
    /// stand-ins, and the quoted one. None for what the method leaves out.
    #[must_use]
    pub fn codes(&self) -> Vec<&str> {
        if self.not_applicable().is_some() {
            return Vec::new();
        }
        let taxonomy = Taxonomies::categories();
        let categories = specific_first(&self.categories);
        let stated = [FOOD_CODE, STAND_IN_CODE].into_iter().flat_map(|property| {
            categories.iter().filter_map(move |category| taxonomy.property(category, property))
        });
        let quoted = self.quoted.iter().map(|quoted| quoted.row.code.as_str());
        let mut seen = HashSet::new();
        let codes = stated.chain(quoted).map(str::trim).filter(|code| is_code(code));
        codes.filter(|code| seen.insert(*code)).take(MOST_CODES).collect()
    }

    /// Codes that the table lacks, up to the first that it has: rows worth asking for.
    #[must_use]
    pub fn missing_codes(&self, table: &LcaTable) -> Vec<&str> {
        self.codes().into_iter().take_while(|code| table.row(code).is_none()).collect()
    }

    fn not_applicable(&self) -> Option<&'static str> {
        NOT_APPLICABLE.into_iter().find(|category| self.is_any(&[category]))
    }

    fn is_any(&self, wanted: &[&str]) -> bool {
        any_is(Taxonomies::categories(), &self.categories, wanted)
    }

    /// The most specific category with a row of its own; else with a stand-in; else what the source quotes.
    fn lca(&self, table: &LcaTable) -> Option<LcaMatch> {
        let categories = specific_first(&self.categories);
        let by = |property: &str, stand_in| {
            let (row, edition) = categories.iter().find_map(|category| {
                table.find(Taxonomies::categories().property(category, property)?.trim())
            })?;
            Some(LcaMatch { row: row.clone(), table: edition.to_owned(), stand_in })
        };
        by(FOOD_CODE, false).or_else(|| by(STAND_IN_CODE, true)).or_else(|| self.quoted(table))
    }

    /// The row of the quoted code: the table's own wins over the quoted one.
    fn quoted(&self, table: &LcaTable) -> Option<LcaMatch> {
        let quoted = self.quoted.as_ref()?;
        let (row, name) = table.find(&quoted.row.code).unwrap_or((&quoted.row, quoted.table.as_str()));
        Some(LcaMatch { row: row.clone(), table: name.to_owned(), stand_in: quoted.stand_in })
    }

    /// The stated origins; without any, those that the categories imply (French wines).
    fn origins(&self) -> Vec<OriginShare> {
        let stated: Vec<_> = self.origins.iter().map(OriginStatement::share).collect();
        if stated.iter().any(|share| share.origin.is_known()) { stated } else { self.implied_origin() }
    }

    fn implied_origin(&self) -> Vec<OriginShare> {
        let taxonomy = Taxonomies::categories();
        let origin = |category: &String| {
            let tags = taxonomy.property(category, "origins:en")?;
            tags.split(',').map(|tag| Origin::of(tag.trim())).find(|origin| origin.is_known())
        };
        let implied = self.categories.iter().find_map(origin);
        implied.map(|origin| OriginShare { origin, percent: 100.0 }).into_iter().collect()
    }

    fn palm_oil(&self) -> PalmOil {
        match self.palm_oil {
            None => PalmOil::NotStated,
            Some(false) => PalmOil::Absent,
            Some(true) if any_is(Taxonomies::labels(), &self.labels, &[RSPO]) => PalmOil::Certified,
            Some(true) => PalmOil::Uncertified,
        }
    }
}

impl OriginStatement {
    fn share(&self) -> OriginShare {
        OriginShare { origin: Origin::of(&self.tag), percent: self.percent }
    }

    /// Several places, each for the same share.
    #[must_use]
    pub fn equal_shares(tags: &[String]) -> Vec<Self> {
        let percent = 100.0 / tags.len().max(1) as f64;
        tags.iter().map(|tag| Self { tag: tag.clone(), percent }).collect()
    }
}

impl PackagingStatement {
    fn part(&self) -> PackagingPart {
        PackagingPart::of(self.material.as_deref(), self.shape.as_deref())
    }
}

/// A document may quote anything as a code.
fn is_code(text: &str) -> bool {
    (1..=LONGEST_CODE).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

fn any_is(taxonomy: &Taxonomy, tags: &[String], wanted: &[&str]) -> bool {
    let is = |tag: &String| wanted.iter().any(|one| tag == one || taxonomy.is_a(tag, one));
    tags.iter().any(is)
}

/// The tags from the last to the first, then the ancestors that they do not name.
fn specific_first(categories: &[String]) -> Vec<String> {
    let named = categories.iter().rev().cloned();
    let ancestors = categories.iter().rev().flat_map(|category| Taxonomies::categories().ancestors(category));
    let mut seen = HashSet::new();
    named.chain(ancestors.map(ToString::to_string)).filter(|tag| seen.insert(tag.clone())).collect()
}
