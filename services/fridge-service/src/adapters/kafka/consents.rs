//! Who agrees to reminders within their hour gets that day's digest still.

use std::sync::Arc;

use async_trait::async_trait;
use contracts::events::{ConsentChanged, ConsentPurpose};
use messaging::{Event, Failure, Handler};
use service_kit::{clock::Clock, ids::AccountId};
use sqlx::PgConnection;

use crate::adapters::postgres;

pub(super) struct FollowConsents(pub(super) Arc<dyn Clock>);

#[async_trait]
impl Handler for FollowConsents {
    async fn handle(&self, conn: &mut PgConnection, event: &Event) -> Result<(), Failure> {
        let Some(changed) = event.data::<ConsentChanged>()? else { return Ok(()) };
        let Some(account) = changed.account_id.map(AccountId::from_uuid) else { return Ok(()) };
        if changed.purpose == ConsentPurpose::Reminders && changed.granted {
            postgres::bring_forward(conn, account, self.0.now()).await?;
        }
        Ok(())
    }
}
