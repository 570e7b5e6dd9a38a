//! The catalog entry of a GTIN: what the sources add up to so far, and how it changes.

use gs1::Gtin;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    eco::Eco,
    journey::{Journey, JourneyStep},
    merge::{Merged, in_order},
    passport::Passport,
    product::Product,
    section::{FailureReason, Section},
};

/// One GTIN's entry. Its version grows with every change of a section.
#[derive(Debug, Clone, PartialEq)]
pub struct CatalogEntry {
    /// The product.
    pub gtin: Gtin,
    /// From 1.
    pub version: i64,
    /// Grows with every change of the label; 0 = there is none yet.
    pub label_version: i64,
    /// Identity and label.
    pub product: Section<Product>,
    /// Steps that hold for every lot.
    pub journey: Section<Journey>,
    /// The eco score.
    pub eco: Section<Eco>,
    /// Where the picture lies, for our own proxy.
    pub image_source: Option<String>,
    /// When the sources were last heard.
    pub checked_at: Option<Timestamp>,
}

/// What a new version changed.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[schema(as = ProductChangeKind)]
pub enum Change {
    /// The entry is new.
    Created,
    /// Its name.
    Name,
    /// Its brand.
    Brand,
    /// Its categories.
    Categories,
    /// Its quantity.
    Quantity,
    /// Its picture.
    Picture,
    /// Its label.
    Label,
    /// Which allergens its label says that it contains, or may contain.
    Allergens,
    /// Its journey.
    Journey,
    /// Its eco score.
    Eco,
    /// Its brand registered a notice that it is recalled.
    Recall,
}

impl CatalogEntry {
    /// An entry of which nothing is known yet.
    #[must_use]
    pub fn pending(gtin: Gtin) -> Self {
        Self {
            gtin,
            version: 1,
            label_version: 0,
            product: Section::Pending,
            journey: Section::Pending,
            eco: Section::Pending,
            image_source: None,
            checked_at: None,
        }
    }

    /// Whether the product is known.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.product.data().is_some()
    }

    /// The product, when known.
    #[must_use]
    pub fn known(&self) -> Option<&Product> {
        self.product.data()
    }

    /// Whether everything has been gathered or has failed.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.product.is_terminal() && self.journey.is_terminal() && self.eco.is_terminal()
    }

    /// The entry once the sources have been merged: itself, when they say nothing new.
    #[must_use]
    pub fn merged(&self, merged: Merged, now: Timestamp) -> Self {
        let next = Self {
            product: Section::Loaded { data: merged.product },
            journey: merged.journey,
            eco: merged.eco,
            image_source: merged.image_source,
            checked_at: Some(now),
            ..self.clone()
        };
        self.succeeded_by(next)
    }

    /// The entry once every source has answered that it does not know the GTIN.
    #[must_use]
    pub fn absent(&self, now: Timestamp) -> Self {
        if self.is_known() {
            let eco = if self.eco.is_terminal() { self.eco.clone() } else { Section::NotAvailable };
            return self.succeeded_by(Self { eco, checked_at: Some(now), ..self.clone() });
        }
        let next = Self {
            product: Section::NotAvailable,
            journey: Section::NotAvailable,
            eco: Section::NotAvailable,
            checked_at: Some(now),
            ..self.clone()
        };
        self.succeeded_by(next)
    }

    /// The entry once its source has failed: what is known stays, with its dates.
    #[must_use]
    pub fn failed(&self, reason: FailureReason, retry_at: Timestamp) -> Self {
        if self.is_known() {
            let eco = match &self.eco {
                Section::Pending => Section::Failed { reason, retry_at: Some(retry_at) },
                told => told.clone(),
            };
            return self.succeeded_by(Self { eco, ..self.clone() });
        }
        let next = Self {
            product: Section::Failed { reason, retry_at: Some(retry_at) },
            journey: Section::Failed { reason, retry_at: Some(retry_at) },
            eco: Section::Failed { reason, retry_at: Some(retry_at) },
            ..self.clone()
        };
        self.succeeded_by(next)
    }

    /// The entry while its source is asked again.
    #[must_use]
    pub fn asked_again(&self) -> Self {
        if self.is_known() {
            let eco = match &self.eco {
                Section::Failed { .. } => Section::Pending,
                told => told.clone(),
            };
            return self.succeeded_by(Self { eco, ..self.clone() });
        }
        let next = Self {
            product: Section::Pending,
            journey: Section::Pending,
            eco: Section::Pending,
            ..self.clone()
        };
        self.succeeded_by(next)
    }

    /// Whether asking the sources makes sense: something is missing and worth asking about anew, or what is known
    /// has grown old.
    #[must_use]
    pub fn wants_refresh(&self, now: Timestamp, ages: Ages) -> bool {
        let older_than = |age: jiff::SignedDuration| {
            self.checked_at.is_none_or(|checked| now.duration_since(checked) >= age)
        };
        match &self.product {
            Section::NotAvailable => older_than(ages.unknown),
            Section::Loaded { .. } => older_than(ages.known) || self.eco.wants_another_try(now),
            missing => missing.wants_another_try(now),
        }
    }

    /// What differs from an earlier state of the entry.
    #[must_use]
    pub fn changes_since(&self, before: Option<&Self>) -> Vec<Change> {
        let Some(product) = self.known() else { return Vec::new() };
        let Some(earlier) = before.and_then(Self::known) else { return vec![Change::Created] };
        let before = before.unwrap_or(self);
        let changes = [
            (Change::Name, product.name != earlier.name),
            (Change::Brand, product.brand != earlier.brand),
            (Change::Categories, product.categories != earlier.categories),
            (Change::Quantity, product.quantity != earlier.quantity),
            (Change::Picture, product.image_url != earlier.image_url),
            (Change::Label, product.label != earlier.label),
            (Change::Allergens, product.label.allergens.warn_otherwise_than(&earlier.label.allergens)),
            (Change::Journey, self.journey != before.journey),
            (Change::Eco, self.eco != before.eco),
        ];
        changes.into_iter().filter_map(|(change, happened)| happened.then_some(change)).collect()
    }

    fn succeeded_by(&self, mut next: Self) -> Self {
        let same = next.product == self.product && next.journey == self.journey && next.eco == self.eco;
        next.version = if same { self.version } else { self.version + 1 };
        let label = |entry: &Self| entry.known().map(|product| product.label.clone());
        next.label_version = self.label_version + i64::from(label(&next) != label(self));
        next
    }

    /// The same with a version of its own, when something beside its sections has changed since.
    #[must_use]
    pub fn newer_than(mut self, before: &Self, changed: bool) -> Self {
        if changed && self.version == before.version {
            self.version += 1;
        }
        self
    }

    /// The passport of a pack: the steps of its own lot, when the brand states some, beside those of every lot.
    #[must_use]
    pub fn passport(&self, lot_steps: Vec<JourneyStep>) -> Passport {
        let journey = match &self.journey {
            Section::Loaded { data } if !lot_steps.is_empty() => {
                Section::Loaded { data: with_lot(data, &lot_steps) }
            }
            Section::NotAvailable if !lot_steps.is_empty() => Section::Loaded { data: in_order(lot_steps) },
            other => other.clone(),
        };
        Passport {
            gtin: self.gtin.to_string(),
            version: self.version,
            product: self.product.clone(),
            journey,
            eco: self.eco.clone().map(Eco::in_words),
            recalls: Vec::new(),
            links: Vec::new(),
        }
    }
}

/// A step of the lot stands for the same step of every lot.
fn with_lot(journey: &Journey, lot_steps: &[JourneyStep]) -> Journey {
    let kept = journey.steps.iter().filter(|step| !lot_steps.iter().any(|own| own.kind == step.kind));
    in_order(kept.cloned().chain(lot_steps.iter().cloned()).collect())
}

/// How long what was heard is good.
#[derive(Debug, Clone, Copy)]
pub struct Ages {
    /// A known product.
    pub known: jiff::SignedDuration,
    /// "There is none."
    pub unknown: jiff::SignedDuration,
}

impl Default for Ages {
    fn default() -> Self {
        Self {
            known: jiff::SignedDuration::from_hours(30 * 24),
            unknown: jiff::SignedDuration::from_hours(24),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::label::{Allergen, Allergens, FreeFrom};

    const NOW: Timestamp = Timestamp::constant(1_800_000_000, 0);

    fn entry() -> CatalogEntry {
        CatalogEntry::pending("08001505005707".parse().expect("a GTIN"))
    }

    fn merged(name: &str) -> Merged {
        Merged {
            product: Product { name: Some(name.to_owned()), ..Product::default() },
            journey: Section::NotAvailable,
            eco: Section::NotAvailable,
            image_source: None,
        }
    }

    #[test]
    fn the_version_grows_with_a_change_and_only_then() {
        let loaded = entry().merged(merged("Pasta"), NOW);
        assert_eq!((loaded.version, loaded.label_version), (2, 1));
        assert_eq!(loaded.merged(merged("Pasta"), NOW).version, 2);
        let renamed = loaded.merged(merged("Fusilli"), NOW);
        assert_eq!((renamed.version, renamed.label_version), (3, 1));
        assert_eq!(renamed.changes_since(Some(&loaded)), [Change::Name]);
    }

    #[test]
    fn other_allergens_are_told_beside_another_label_and_other_words_alone_are_not() {
        let with = |contains: &[Allergen], free_from: &[FreeFrom]| {
            let mut merged = merged("Pasta");
            merged.product.label.allergens = Allergens::Known {
                contains: contains.iter().copied().collect(),
                may_contain: [].into(),
                free_from: free_from.iter().copied().collect(),
            };
            merged
        };
        let wheat = entry().merged(with(&[Allergen::Gluten], &[]), NOW);
        let milk_too = wheat.merged(with(&[Allergen::Gluten, Allergen::Milk], &[]), NOW);
        assert_eq!(milk_too.changes_since(Some(&wheat)), [Change::Label, Change::Allergens]);
        let free = wheat.merged(with(&[Allergen::Gluten], &[FreeFrom::Lactose]), NOW);
        assert_eq!(free.changes_since(Some(&wheat)), [Change::Label]);
    }

    #[test]
    fn a_failing_source_never_takes_away_what_is_known() {
        let loaded = entry().merged(merged("Pasta"), NOW);
        assert_eq!(loaded.failed(FailureReason::Timeout, NOW), loaded);
        assert!(loaded.absent(NOW).is_known());
    }

    #[test]
    fn a_failure_is_asked_again_only_when_its_time_has_come() {
        let failed = entry().failed(FailureReason::Timeout, NOW);
        let before = NOW.saturating_sub(jiff::SignedDuration::from_secs(1)).expect("in range");
        assert!(!failed.wants_refresh(before, Ages::default()));
        assert!(failed.wants_refresh(NOW, Ages::default()));
    }

    fn without_eco(eco: Section<Eco>) -> CatalogEntry {
        entry().merged(Merged { eco, ..merged("Pasta") }, NOW)
    }

    #[test]
    fn an_eco_score_that_is_missing_is_asked_for_again_beside_a_product_that_is_fresh() {
        let failed = without_eco(Section::Failed { reason: FailureReason::Timeout, retry_at: Some(NOW) });
        let before = NOW.saturating_sub(jiff::SignedDuration::from_secs(1)).expect("in range");
        assert!(!failed.wants_refresh(before, Ages::default()));
        assert!(failed.wants_refresh(NOW, Ages::default()));
        assert_eq!(failed.asked_again().eco, Section::Pending);
        assert!(without_eco(Section::Pending).wants_refresh(NOW, Ages::default()), "whoever asked has died");
        assert!(!without_eco(Section::NotAvailable).wants_refresh(NOW, Ages::default()));
    }

    #[test]
    fn an_eco_score_never_stays_pending_when_its_source_is_not_even_reached() {
        let waiting = without_eco(Section::Pending);
        assert!(matches!(waiting.failed(FailureReason::Timeout, NOW).eco, Section::Failed { .. }));
        assert_eq!(waiting.absent(NOW).eco, Section::NotAvailable);
        assert!(waiting.failed(FailureReason::Timeout, NOW).is_known());
    }

    #[test]
    fn nobody_asks_again_for_a_day_what_nobody_knows() {
        let absent = entry().absent(NOW);
        assert!(absent.is_complete());
        assert!(!absent.wants_refresh(NOW, Ages::default()));
    }
}
