//! `GET /internal/labels/{gtin}` at passport-service: what a product is called, what it is, how much of it is in a pack.

use anyhow::{Context as _, anyhow};
use async_trait::async_trait;
use gs1::Gtin;
use reqwest::StatusCode;
use serde::Deserialize;
use service_kit::ids::BrandId;

use super::{Peer, unanswered};
use crate::application::ports::{ProductCard, ProductSource, SourceFault};

/// Products as passport-service tells them.
pub struct PeerProducts(Peer);

/// The members that are used, in this answer and in a passport's product.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ProductBody {
    name: Option<String>,
    brand: Option<Brand>,
    #[serde(default)]
    categories: Vec<String>,
    quantity: Option<String>,
    image_url: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Brand {
    brand_id: Option<BrandId>,
}

#[derive(Deserialize)]
struct Body {
    version: i64,
    #[serde(flatten)]
    product: ProductBody,
}

impl ProductBody {
    pub(super) fn card(self, version: i64) -> ProductCard {
        ProductCard {
            version,
            name: self.name,
            brand: self.brand.and_then(|brand| brand.brand_id),
            categories: self.categories.into_iter().filter_map(|id| id.parse().ok()).collect(),
            quantity: self.quantity,
            image_url: self.image_url,
        }
    }
}

impl PeerProducts {
    /// Asked of this service.
    #[must_use]
    pub fn new(peer: Peer) -> Self {
        Self(peer)
    }
}

#[async_trait]
impl ProductSource for PeerProducts {
    #[tracing::instrument(name = "products.ask", skip_all)]
    async fn product(&self, gtin: &Gtin) -> Result<ProductCard, SourceFault> {
        let answer = self.0.get(&format!("/internal/labels/{gtin}")).await.map_err(unanswered)?;
        match answer.status {
            StatusCode::OK => {
                let body = serde_json::from_slice::<Body>(&answer.body).context("reading the answer");
                Ok(body.map(|body| body.product.card(body.version)).map_err(unanswered)?)
            }
            StatusCode::NOT_FOUND => Err(SourceFault::Unknown),
            status => Err(unanswered(anyhow!("it answered {status}")).into()),
        }
    }
}
