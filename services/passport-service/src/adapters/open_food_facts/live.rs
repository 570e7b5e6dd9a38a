//! The live source as the use cases see it: within its budget of reads, its faults in published words.

use std::sync::Arc;

use async_trait::async_trait;
use gs1::Gtin;
use service_kit::clock::Clock;
use tracing::warn;

use super::client::OpenFoodFacts;
use crate::{
    adapters::postgres::ReadBudget,
    application::ports::{ProductSource, SourceFailure, Urgency},
    domain::assembly::{self, Assembled},
};

/// Open Food Facts, within the reads that it allows.
pub struct LiveSource {
    client: OpenFoodFacts,
    budget: ReadBudget,
    clock: Arc<dyn Clock>,
}

impl LiveSource {
    /// Reads through `client` as long as there is budget.
    pub fn new(client: OpenFoodFacts, budget: ReadBudget, clock: Arc<dyn Clock>) -> Self {
        Self { client, budget, clock }
    }
}

#[async_trait]
impl ProductSource for LiveSource {
    async fn product(&self, gtin: &Gtin, urgency: Urgency) -> Result<Option<Box<Assembled>>, SourceFailure> {
        self.budget.spend(urgency, self.clock.now()).await?;
        match self.client.fetch(gtin).await {
            Ok(stated) => Ok(stated.map(|stated| Box::new(assembly::assemble(&stated, None)))),
            Err(fault) => {
                warn!(%fault, "Open Food Facts gave no answer");
                Err(fault.failure(self.clock.now()))
            }
        }
    }
}
