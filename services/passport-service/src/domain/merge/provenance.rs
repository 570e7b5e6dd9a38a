//! The provenance of merged fields: the winner's own fact, or one made from its record.

use crate::domain::{
    fact::{Fact, Source, Verification},
    source_record::SourceRecord,
};

/// Facts in the order in which fields were merged, none twice.
#[derive(Debug, Default)]
pub(super) struct Provenance(Vec<Fact>);

impl Provenance {
    /// Notes that a field, with everything below it, came from this record.
    pub(super) fn take(&mut self, record: &SourceRecord, path: &str) {
        let facts = &record.product.facts;
        let own: Vec<_> = facts.iter().filter(|fact| covers(path, &fact.path)).cloned().collect();
        if own.is_empty() {
            let wider = facts.iter().find(|fact| covers(&fact.path, path));
            let fact = wider.map(|fact| Fact { path: path.to_owned(), ..fact.clone() });
            self.add(fact.unwrap_or_else(|| stated(record, path)));
        }
        own.into_iter().for_each(|fact| self.add(fact));
    }

    fn add(&mut self, fact: Fact) {
        if !self.0.contains(&fact) {
            self.0.push(fact);
        }
    }

    pub(super) fn into_facts(self) -> Vec<Fact> {
        self.0
    }
}

fn covers(path: &str, other: &str) -> bool {
    other.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn stated(record: &SourceRecord, path: &str) -> Fact {
    let verification = match record.source {
        Source::Brand => Verification::BrandVerified,
        Source::OpenFoodFacts => Verification::Community,
        Source::Agribalyse => Verification::Computed,
    };
    Fact { path: path.to_owned(), source: record.source, as_of: record.as_of, verification }
}
