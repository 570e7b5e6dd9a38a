//! ADEME's data service, for rows that the shipped edition lacks or that have grown old.

use std::sync::Arc;

use async_trait::async_trait;
use reqwest::{StatusCode, Url};
use service_kit::clock::Clock;
use tracing::warn;

use super::lines;
use crate::{
    adapters::{
        metrics::SourceMeter,
        outside::{Limits, Outside, OutsideFault, SourceFault, within_depth},
        postgres::ReadBudget,
    },
    application::ports::{LifeCycleSource, SourceFailure, Urgency},
    domain::eco::LcaRow,
};

/// Reads a minute, from all of us together: the service publishes no limit, and few products need it.
pub const READS_A_MINUTE: u16 = 30;
const LINES: &str = "/data-fair/api/v1/datasets/agribalyse-31-synthese/lines";
const DEEPEST: usize = 64;

/// The table's keeper.
pub struct LiveAgribalyse {
    outside: Outside,
    budget: ReadBudget,
    clock: Arc<dyn Clock>,
}

impl LiveAgribalyse {
    /// The service at `base`, as long as there is budget; it hears `contact` as our name.
    ///
    /// # Errors
    /// The address has no host.
    pub fn new(
        base: Url,
        contact: &str,
        budget: ReadBudget,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, OutsideFault> {
        Ok(Self { outside: Outside::new(base, contact, Limits::STANDARD)?, budget, clock })
    }

    /// The same, counted.
    #[must_use]
    pub fn metered(self, meter: SourceMeter) -> Self {
        Self { outside: self.outside.metered(meter), ..self }
    }

    async fn fetch(&self, codes: &[&str]) -> Result<Vec<LcaRow>, SourceFault> {
        let answer = self.outside.get(&format!("{LINES}?Code_AGB_in={}", codes.join(","))).await?;
        if answer.status != StatusCode::OK {
            return Err(SourceFault::unavailable("it has no such table any more"));
        }
        if !within_depth(&answer.body, DEEPEST) {
            return Err(SourceFault::BadData("the answer is nested too deep".into()));
        }
        lines::rows(&answer.body).map_err(|error| SourceFault::BadData(error.to_string()))
    }
}

#[async_trait]
impl LifeCycleSource for LiveAgribalyse {
    async fn rows(&self, codes: &[&str], urgency: Urgency) -> Result<Vec<LcaRow>, SourceFailure> {
        self.budget.spend(urgency, self.clock.now()).await?;
        self.fetch(codes).await.map_err(|fault| {
            warn!(%fault, "Agribalyse gave no answer");
            fault.failure(self.clock.now())
        })
    }
}
