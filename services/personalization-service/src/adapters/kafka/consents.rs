//! A withdrawn consent takes the person's key with it.

use async_trait::async_trait;
use contracts::events::{ConsentChanged, ConsentPurpose};
use messaging::{Event, Failure, Handler};
use service_kit::ids::AccountId;
use sqlx::PgConnection;

use crate::adapters::{peers::PeerConsents, postgres};

pub(super) struct FollowConsents(pub(super) Option<PeerConsents>);

#[async_trait]
impl Handler for FollowConsents {
    async fn handle(&self, conn: &mut PgConnection, event: &Event) -> Result<(), Failure> {
        let Some(changed) = event.data::<ConsentChanged>()? else { return Ok(()) };
        let Some(account) = changed.account_id.map(AccountId::from_uuid) else { return Ok(()) };
        if changed.purpose != ConsentPurpose::HealthProfile {
            return Ok(());
        }
        if let Some(heard) = &self.0 {
            heard.forget(account).await;
        }
        if changed.granted {
            return Ok(());
        }
        Ok(postgres::withdraw(conn, account, changed.changed_at).await?)
    }
}
