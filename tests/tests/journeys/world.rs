//! The fleet of these journeys, and the source that it asks.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use fleet::{Catalog, Fleet, FleetOptions};

use crate::{
    source::{Behaviour, Source},
    visitor::Visitor,
};

/// Everything a journey needs. Dropped, it ends every process.
pub(crate) struct World {
    pub(crate) fleet: Fleet,
    source: Source,
    behaviours: Arc<Mutex<HashMap<String, Behaviour>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl World {
    pub(crate) async fn start() -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let behaviours = Arc::new(Mutex::new(HashMap::<String, Behaviour>::new()));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (known, log) = (behaviours.clone(), asked.clone());
        let source = Source::start_with(move |path| {
            let barcode =
                path.rsplit('/').next().unwrap_or_default().split('?').next().unwrap_or_default().to_owned();
            log.lock().unwrap().push(barcode.clone());
            let behaviour = known.lock().unwrap().get(&barcode).cloned();
            behaviour.unwrap_or_else(|| {
                Behaviour::json(404, r#"{"status":0,"status_verbose":"product not found"}"#)
            })
        })
        .await;
        let options = FleetOptions::test()
            .unwrap()
            .all_services()
            .keycloak(false)
            .import(Catalog::Small)
            .env("passport-service", "PASSPORT_OFF_URL", source.url());
        let fleet =
            Fleet::start(options).await.unwrap_or_else(|error| panic!("the fleet did not start: {error}"));
        Self { fleet, source, behaviours, asked }
    }

    /// Somebody new.
    pub(crate) fn visitor(&self) -> Visitor {
        Visitor::new(&self.fleet.gateway_url())
    }

    /// Tells the source what to do when it is asked about this barcode.
    pub(crate) fn source_does(&self, barcode: &str, behaviour: Behaviour) {
        self.behaviours.lock().unwrap().insert(barcode.to_owned(), behaviour);
    }

    /// How often the source was asked about this barcode.
    pub(crate) fn asked_about(&self, barcode: &str) -> usize {
        self.asked.lock().unwrap().iter().filter(|asked| *asked == barcode).count()
    }

    /// How often the source was asked at all.
    pub(crate) fn asked(&self) -> usize {
        self.source.asked()
    }
}

/// A document as the source would answer with.
pub(crate) fn document(barcode: &str, name: &str) -> String {
    serde_json::json!({
        "code": barcode,
        "status": 1,
        "product": {
            "code": barcode,
            "lang": "en",
            "product_name": name,
            "brands": "Journey Foods",
            "quantity": "250 g",
            "ingredients_text": "Oats, hazelnuts, _milk_ powder. May contain traces of sesame.",
            "allergens_tags": ["en:gluten", "en:nuts"],
            "categories_tags": ["en:plant-based-foods-and-beverages", "en:breakfasts", "en:breakfast-cereals", "en:mueslis"],
            "countries_tags": ["en:italy"],
            "nutriments": {
                "energy-kj_100g": 1600, "energy-kcal_100g": 382, "fat_100g": 9, "saturated-fat_100g": 2,
                "carbohydrates_100g": 60, "sugars_100g": 12, "fiber_100g": 8, "proteins_100g": 11, "salt_100g": 0.1
            },
            "last_modified_t": 1_764_000_000
        }
    })
    .to_string()
}
