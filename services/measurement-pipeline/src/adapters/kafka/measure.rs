//! Takes in what is measured. Ids of persons go no further than this.

use std::sync::Arc;

use async_trait::async_trait;
use messaging::{Event, Failure, Handler};
use service_kit::{clock::Clock, ids::VisitorId};
use sqlx::PgConnection;

use crate::{
    adapters::{
        contract,
        postgres::{self, ApplyFault},
    },
    application::{
        intake::{Intake, IntakeFault},
        news::News,
    },
};

/// The handler.
pub(super) struct Measure {
    intake: Intake,
    clock: Arc<dyn Clock>,
}

impl Measure {
    pub(super) fn new(intake: Intake, clock: Arc<dyn Clock>) -> Self {
        Self { intake, clock }
    }

    /// An erasure that began meanwhile has waited for nobody yet: this transaction starts anew, and then finds the tombstone.
    fn refuse_the_erased(&self, visitors: &[VisitorId]) -> Result<(), Failure> {
        for visitor in visitors {
            if self.intake.is_erased(*visitor).map_err(Failure::retry)? {
                return Err(Failure::retry(anyhow::anyhow!("a visitor was erased meanwhile")));
            }
        }
        Ok(())
    }
}

#[async_trait]
impl Handler for Measure {
    async fn handle(&self, conn: &mut PgConnection, event: &Event) -> Result<(), Failure> {
        let line = serde_json::to_vec(&event.envelope).map_err(Failure::dead_letter)?;
        let Some(news) = contract::read(&line).map_err(Failure::dead_letter)?.news else { return Ok(()) };
        let (now, visitors) = (self.clock.now(), visitors(&news));
        let effect = self.intake.effect(news, now)?;
        postgres::apply(conn, &effect, now).await?;
        if effect.is_noted() { self.refuse_the_erased(&visitors) } else { Ok(()) }
    }
}

/// Of whom something would be noted.
fn visitors(news: &News) -> Vec<VisitorId> {
    match news {
        News::Did { visitor, .. } | News::Linked { visitor, .. } => vec![*visitor],
        News::Registered { visitor, .. } => visitor.iter().copied().collect(),
        News::Undone(_) | News::Decided(..) | News::Erased(_) | News::Catalogued(_) => Vec::new(),
    }
}

impl From<IntakeFault> for Failure {
    fn from(fault: IntakeFault) -> Self {
        match fault {
            // Quarantined: a replay of the dead letters takes it when its time has come.
            IntakeFault::Ahead => Self::dead_letter(fault),
            IntakeFault::Keys(_) => Self::retry(fault),
        }
    }
}

impl From<ApplyFault> for Failure {
    fn from(fault: ApplyFault) -> Self {
        match fault {
            ApplyFault::Database(error) => error.into(),
            ApplyFault::OtherKey => Self::retry(fault),
        }
    }
}
