//! What several sources add up to: per field the brand before the community, newer before older within a
//! source, and of contradicting allergens the stricter. The order in which sources came never matters.

mod allergens;
mod label;
mod provenance;

use std::cmp::Reverse;

use super::{
    eco::Eco,
    fact::Source,
    journey::{Journey, JourneyStep},
    product::Product,
    section::Section,
    source_record::SourceRecord,
};
use provenance::Provenance;

/// What the sources of one GTIN add up to.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// Identity and label, with the provenance of each field.
    pub product: Product,
    /// Steps that hold for every lot.
    pub journey: Section<Journey>,
    /// The eco score.
    pub eco: Section<Eco>,
    /// Where the picture lies, for our own proxy.
    pub image_source: Option<String>,
}

/// Merges the statements about one GTIN; `None` when nobody states anything.
#[must_use]
pub fn merge(records: &[SourceRecord]) -> Option<Merged> {
    let ranked = rank(records);
    let mut facts = Provenance::default();
    let first = ranked.first()?;
    let (label, nutri_score) = label::merge(&ranked, &mut facts);
    let image =
        pick(&ranked, &mut facts, "/imageUrl", |r| picture(r).map(|url| (url, r.image_source.clone())));
    let (image_url, image_source) = image.unzip();
    let product = Product {
        name: pick(&ranked, &mut facts, "/name", |r| r.product.name.clone()),
        brand: pick(&ranked, &mut facts, "/brand", |r| r.product.brand.clone()),
        quantity: pick(&ranked, &mut facts, "/quantity", |r| r.product.quantity.clone()),
        image_url,
        categories: pick(&ranked, &mut facts, "/categories", |r| filled(&r.product.categories))
            .unwrap_or_default(),
        label,
        nutri_score: nutri_score.unwrap_or_else(|| first.product.nutri_score.clone()),
        facts: facts.into_facts(),
    };
    Some(Merged {
        product,
        journey: journey(&ranked),
        eco: eco(&ranked),
        image_source: image_source.flatten(),
    })
}

/// Strongest first, one a source: the newest. What is equally strong and old is ordered by its content, so that
/// the order of arrival never shows.
fn rank(records: &[SourceRecord]) -> Vec<&SourceRecord> {
    let mut ranked: Vec<_> = records.iter().collect();
    ranked.sort_by_cached_key(|record| {
        (Reverse(record.source), Reverse(record.as_of), serde_json::to_string(record).unwrap_or_default())
    });
    ranked.dedup_by_key(|record| record.source);
    ranked
}

/// The strongest statement of a field.
fn pick<T>(
    ranked: &[&SourceRecord],
    facts: &mut Provenance,
    path: &str,
    field: impl Fn(&SourceRecord) -> Option<T>,
) -> Option<T> {
    ranked.iter().find_map(|record| {
        let value = field(record)?;
        facts.take(record, path);
        Some(value)
    })
}

/// Pictures at a source are shown from our own address.
fn picture(record: &SourceRecord) -> Option<String> {
    let own = || record.image_source.as_ref().map(|_| format!("/images/products/{}", record.gtin));
    record.product.image_url.clone().or_else(own)
}

fn filled<T: Clone>(list: &[T]) -> Option<Vec<T>> {
    (!list.is_empty()).then(|| list.to_vec())
}

fn journey(ranked: &[&SourceRecord]) -> Section<Journey> {
    let steps = ranked.iter().find_map(|record| {
        filled(&record.journey.iter().filter(|step| step.lot.is_none()).cloned().collect::<Vec<_>>())
    });
    match steps {
        Some(steps) => Section::Loaded { data: in_order(steps) },
        None => Section::NotAvailable,
    }
}

/// A journey runs from origin to shop, whatever the order in which its steps were stated.
#[must_use]
pub fn in_order(mut steps: Vec<JourneyStep>) -> Journey {
    steps.sort_by_key(|step| (step.kind, step.date));
    Journey { steps }
}

/// A score that is there beats one that is still coming, and that beats one that failed.
fn eco(ranked: &[&SourceRecord]) -> Section<Eco> {
    let strength = |section: &Section<Eco>| match section {
        Section::Loaded { .. } => 0,
        Section::Pending => 1,
        Section::Failed { .. } => 2,
        Section::NotAvailable => 3,
    };
    ranked
        .iter()
        .map(|record| &record.eco)
        .min_by_key(|section| strength(section))
        .cloned()
        .unwrap_or(Section::NotAvailable)
}

/// How a source is named to people.
fn in_words(source: Source) -> &'static str {
    match source {
        Source::Agribalyse => "Agribalyse",
        Source::OpenFoodFacts => "Open Food Facts",
        Source::Brand => "the brand",
    }
}

#[cfg(test)]
mod tests;
