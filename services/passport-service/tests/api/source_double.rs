//! A source that says what a test tells it to, when the test lets it.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use async_trait::async_trait;
use gs1::Gtin;
use jiff::civil::date;
use passport_service::{
    application::ports::{ProductSource, SourceFailure, Urgency},
    domain::{
        assembly::Assembled,
        eco::EcoStatement,
        fact::Source,
        journey::JourneyStep,
        label::{Allergen, Allergens, Label},
        product::{BrandName, Product},
        section::Section,
        source_record::SourceRecord,
    },
};
use tokio::sync::Semaphore;

type Answer = Result<Option<Box<Assembled>>, SourceFailure>;

/// What the source knows; unknown GTINs are answered "none".
#[derive(Clone)]
pub(crate) struct SourceDouble {
    answers: Arc<Mutex<HashMap<Gtin, Answer>>>,
    asked: Arc<AtomicUsize>,
    gate: Arc<Semaphore>,
}

impl Default for SourceDouble {
    fn default() -> Self {
        let gate = Arc::new(Semaphore::new(Semaphore::MAX_PERMITS));
        Self { answers: Arc::default(), asked: Arc::default(), gate }
    }
}

impl SourceDouble {
    /// A source that answers nothing until it is [opened](Self::open).
    pub(crate) fn closed() -> Self {
        Self { gate: Arc::new(Semaphore::new(0)), ..Self::default() }
    }

    pub(crate) fn open(&self) {
        self.gate.add_permits(1_000);
    }

    pub(crate) fn knows(&self, record: SourceRecord) {
        let gtin = record.gtin.parse().expect("a GTIN");
        self.states(gtin, record, EcoStatement::default());
    }

    /// The same, with what the eco score is computed from.
    pub(crate) fn states(&self, gtin: Gtin, record: SourceRecord, eco: EcoStatement) {
        self.answer(gtin, Ok(Some(Box::new(Assembled { record, eco }))));
    }

    pub(crate) fn answer(&self, gtin: Gtin, answer: Answer) {
        self.answers.lock().expect("lock").insert(gtin, answer);
    }

    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

#[async_trait]
impl ProductSource for SourceDouble {
    async fn product(&self, gtin: &Gtin, _: Urgency) -> Answer {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let _permit = self.gate.acquire().await.expect("open");
        self.answers.lock().expect("lock").get(gtin).cloned().unwrap_or(Ok(None))
    }
}

pub(crate) const PASTA: &str = "08001505005707";
pub(crate) const OATS: &str = "09506000134352";

/// What the community states about a product.
pub(crate) fn stated(gtin: &str, name: &str) -> SourceRecord {
    let label = Label {
        allergens: Allergens::Known {
            contains: [Allergen::Gluten].into(),
            may_contain: Default::default(),
            free_from: Default::default(),
        },
        ..Label::default()
    };
    SourceRecord {
        gtin: gtin.to_owned(),
        source: Source::OpenFoodFacts,
        as_of: Some(date(2026, 3, 25)),
        product: Product {
            name: Some(name.to_owned()),
            brand: Some(BrandName { brand_id: None, name: "Mulino".to_owned() }),
            quantity: Some("500 g".to_owned()),
            label,
            ..Product::default()
        },
        image_source: None,
        journey: Vec::new(),
        eco: Section::NotAvailable,
    }
}

/// What a brand states about a product and its lots.
pub(crate) fn stated_by_brand(gtin: &str, name: &str, journey: Vec<JourneyStep>) -> SourceRecord {
    let brand = BrandName { brand_id: Some(uuid::Uuid::from_u128(7)), name: "Our Brand".to_owned() };
    let product = Product { name: Some(name.to_owned()), brand: Some(brand), ..Product::default() };
    SourceRecord { source: Source::Brand, product, journey, ..stated(gtin, name) }
}
