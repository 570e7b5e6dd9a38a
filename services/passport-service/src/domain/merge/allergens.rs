//! Merging allergens: the stricter statement stands, and a contradiction is said.

use std::collections::BTreeSet;

use super::{in_words, provenance::Provenance};
use crate::domain::{
    fact::Source,
    label::{Allergen, Allergens, FreeFrom, Warning, WarningCode},
    source_record::SourceRecord,
};

/// How strict one source is about one allergen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strictness {
    None,
    MayContain,
    Contains,
}

struct Statement<'a> {
    source: Source,
    contains: &'a BTreeSet<Allergen>,
    may_contain: &'a BTreeSet<Allergen>,
    free_from: &'a BTreeSet<FreeFrom>,
}

impl Statement<'_> {
    fn about(&self, allergen: Allergen) -> Strictness {
        if self.contains.contains(&allergen) {
            Strictness::Contains
        } else if self.may_contain.contains(&allergen) {
            Strictness::MayContain
        } else {
            Strictness::None
        }
    }
}

pub(super) fn merge(ranked: &[&SourceRecord], facts: &mut Provenance) -> (Allergens, Vec<Warning>) {
    let mut statements = Vec::new();
    for record in ranked {
        if let Allergens::Known { contains, may_contain, free_from } = &record.product.label.allergens {
            facts.take(record, "/label/allergens");
            statements.push(Statement { source: record.source, contains, may_contain, free_from });
        }
    }
    if statements.is_empty() {
        return (Allergens::Unknown, Vec::new());
    }
    let mut warnings = contradictions(&statements);
    let (free_from, refused) = free_from(&statements);
    warnings.extend(refused);
    let contains: BTreeSet<_> = statements.iter().flat_map(|s| s.contains).copied().collect();
    let may_contain = statements.iter().flat_map(|s| s.may_contain).copied();
    let may_contain = may_contain.filter(|allergen| !contains.contains(allergen)).collect();
    (Allergens::Known { contains, may_contain, free_from }, warnings)
}

/// A source that states a list denies what is not on it.
fn contradictions(statements: &[Statement<'_>]) -> Vec<Warning> {
    let named: BTreeSet<_> = statements.iter().flat_map(|s| s.contains.iter().chain(s.may_contain)).collect();
    named.into_iter().filter_map(|allergen| contradiction(statements, *allergen)).collect()
}

fn contradiction(statements: &[Statement<'_>], allergen: Allergen) -> Option<Warning> {
    let strictest = statements.iter().max_by_key(|s| (s.about(allergen), s.source))?;
    let mildest = statements.iter().min_by_key(|s| (s.about(allergen), s.source))?;
    if strictest.about(allergen) == mildest.about(allergen) {
        return None;
    }
    let verb = match strictest.about(allergen) {
        Strictness::Contains => "declares",
        Strictness::MayContain | Strictness::None => "declares traces of",
    };
    let detail = format!(
        "{} {verb} {}, {} does not: the stricter statement is shown",
        capital(in_words(strictest.source)),
        word(allergen),
        in_words(mildest.source),
    );
    Some(Warning { code: WarningCode::AllergenContradiction, detail })
}

/// What everyone lets stand of what is declared absent.
fn free_from(statements: &[Statement<'_>]) -> (BTreeSet<FreeFrom>, Vec<Warning>) {
    let mut kept = BTreeSet::new();
    let mut refused = Vec::new();
    for statement in statements {
        for claim in statement.free_from {
            let denied_by = counterpart(*claim).and_then(|allergen| {
                let mut others = statements.iter().filter(|other| other.source != statement.source);
                others.find(|other| other.about(allergen) > Strictness::None)
            });
            match denied_by {
                None => drop(kept.insert(*claim)),
                Some(other) => refused.push(refusal(statement.source, *claim, other.source)),
            }
        }
    }
    kept.retain(|claim| !refused.iter().any(|(refused, _)| refused == claim));
    (kept, refused.into_iter().map(|(_, warning)| warning).collect())
}

fn refusal(claimed_by: Source, claim: FreeFrom, denied_by: Source) -> (FreeFrom, Warning) {
    let detail = format!(
        "{} declares it free from {}, {} names it: the stricter statement is shown",
        capital(in_words(claimed_by)),
        format!("{claim:?}").to_lowercase(),
        in_words(denied_by),
    );
    (claim, Warning { code: WarningCode::AllergenContradiction, detail })
}

/// The allergen that a claim denies; lactose is none of the 14, and milk may be free from it.
fn counterpart(claim: FreeFrom) -> Option<Allergen> {
    match claim {
        FreeFrom::Gluten => Some(Allergen::Gluten),
        FreeFrom::Lactose => None,
        FreeFrom::Milk => Some(Allergen::Milk),
        FreeFrom::Eggs => Some(Allergen::Eggs),
        FreeFrom::Nuts => Some(Allergen::Nuts),
        FreeFrom::Peanuts => Some(Allergen::Peanuts),
        FreeFrom::Soybeans => Some(Allergen::Soybeans),
    }
}

fn word(allergen: Allergen) -> String {
    format!("{allergen:?}").to_lowercase()
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
