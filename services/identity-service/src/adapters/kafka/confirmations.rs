//! Notes who has confirmed an erasure.

use std::sync::Arc;

use async_trait::async_trait;
use contracts::events::ErasureConfirmed;
use jiff_sqlx::ToSqlx as _;
use messaging::inbox::{Event, Failure, Handler};
use service_kit::clock::Clock;
use sqlx::PgConnection;

/// The handler.
pub(super) struct Confirmations(pub(super) Arc<dyn Clock>);

#[async_trait]
impl Handler for Confirmations {
    async fn handle(&self, conn: &mut PgConnection, event: &Event) -> Result<(), Failure> {
        let Some(confirmed) = event.data::<ErasureConfirmed>()? else { return Ok(()) };
        sqlx::query_file!(
            "queries/confirm_erasure.sql",
            confirmed.erasure_id,
            confirmed.service,
            confirmed.confirmed_at.to_sqlx(),
            self.0.now().to_sqlx(),
        )
        .execute(conn)
        .await?;
        Ok(())
    }
}
