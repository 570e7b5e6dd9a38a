//! Somebody at work for a brand.

use axum::http::Method;
use jiff::Timestamp;
use passport_service::{
    adapters::postgres::put_brand,
    domain::workspace::{Prefix, Tenant},
};
use serde_json::{Value, json};
use service_kit::{
    identity::{Principal, Role},
    ids::{AccountId, BrandId},
};

use crate::service::{Answer, Asking, Service, visitor};

pub(crate) const CHEESE: &str = "09521234500018";
pub(crate) const PASTA: &str = "09521234500025";
/// Of the other brand.
pub(crate) const FOREIGN: &str = "09526202000002";
/// Of nobody's prefix.
pub(crate) const STRAY: &str = "08001505005707";

/// A brand, as the service has heard of it, and somebody who acts for it.
pub(crate) struct Desk<'s> {
    pub(crate) service: &'s Service,
    pub(crate) brand: BrandId,
    who: Principal,
}

impl<'s> Desk<'s> {
    pub(crate) async fn of(service: &'s Service, name: &str, prefix: &str) -> Self {
        let tenant = Tenant {
            id: BrandId::from_uuid(uuid::Uuid::new_v4()),
            name: name.to_owned(),
            prefixes: Prefix::of(prefix).into_iter().collect(),
        };
        let mut tx = service.db.begin().await.expect("a transaction");
        put_brand(&mut tx, &tenant, Timestamp::now()).await.expect("heard of");
        tx.commit().await.expect("kept");
        Self { service, brand: tenant.id, who: acting_for(tenant.id) }
    }

    pub(crate) async fn valdoro(service: &'s Service) -> Self {
        Self::of(service, "Valdoro", "9521234").await
    }

    pub(crate) async fn other(service: &'s Service) -> Self {
        Self::of(service, "Other", "9526202").await
    }

    pub(crate) fn ask(&self, method: Method, path: &str) -> Asking<'_> {
        self.service.ask(method, path).by_principal(self.who.clone())
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path).send().await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.ask(Method::POST, path).json(body).await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Answer {
        self.ask(Method::PUT, path).json(body).await
    }

    pub(crate) async fn put_over(&self, etag: &str, path: &str, body: &Value) -> Answer {
        self.ask(Method::PUT, path).header("if-match", etag).json(body).await
    }

    /// A product of the brand's, published.
    pub(crate) async fn publishes(&self, gtin: &str) -> Answer {
        let answer = self.post("/api/v1/brand/products", &with(sound(gtin), "status", "published")).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        answer
    }

    /// A draft of the brand's.
    pub(crate) async fn drafts(&self, gtin: &str) -> Answer {
        let answer = self.post("/api/v1/brand/products", &sound(gtin)).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        answer
    }
}

/// A signed-in person who acts for this brand.
pub(crate) fn acting_for(brand: BrandId) -> Principal {
    Principal {
        account: Some(AccountId::from_uuid(uuid::Uuid::new_v4())),
        brand: Some(brand),
        roles: [Role::Consumer, Role::BrandUser].into(),
        ..Principal::anonymous(visitor())
    }
}

/// A draft without a fault of its own.
pub(crate) fn sound(gtin: &str) -> Value {
    json!({
        "gtin": gtin, "status": "draft", "name": "Mozzarella di Bufala", "quantity": "125 g",
        "categories": ["en:mozzarella"],
        "label": {
            "ingredients": { "status": "known", "language": "it", "text": "LATTE di bufala, sale, caglio." },
            "allergens": { "status": "known", "contains": ["milk"], "mayContain": [], "freeFrom": ["gluten"] },
            "nutrition": { "status": "known", "per": "100g", "energyKj": 1024, "energyKcal": 247, "fat": 21, "saturatedFat": 14,
                           "carbohydrates": 0.5, "sugars": 0.5, "fibre": 0, "protein": 14, "salt": 0.6 }
        },
        "eco": { "packaging": [ { "shape": "en:tray", "material": "en:plastic" } ] }
    })
}

/// The same with one member changed, by pointer or name.
pub(crate) fn with(mut product: Value, pointer: &str, value: impl Into<Value>) -> Value {
    match pointer.strip_prefix('/') {
        Some(_) => *product.pointer_mut(pointer).expect("there") = value.into(),
        None => product[pointer] = value.into(),
    }
    product
}

/// The pointers of a problem.
pub(crate) fn pointers(answer: &Answer) -> Vec<String> {
    let body = answer.body();
    let errors = body["errors"].as_array().cloned().unwrap_or_default();
    errors.iter().map(|error| error["pointer"].as_str().unwrap_or_default().to_owned()).collect()
}
