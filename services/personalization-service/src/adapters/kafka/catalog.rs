//! A label that the catalog has changed is asked for before it is used again.

use async_trait::async_trait;
use contracts::events::CatalogEntryChanged;
use messaging::{Event, Failure, Handler};
use sqlx::PgConnection;

use crate::adapters::postgres;

pub(super) struct OutdateLabels;

#[async_trait]
impl Handler for OutdateLabels {
    async fn handle(&self, conn: &mut PgConnection, event: &Event) -> Result<(), Failure> {
        let Some(changed) = event.data::<CatalogEntryChanged>()? else { return Ok(()) };
        Ok(postgres::outdate(conn, &changed.gtin, changed.version).await?)
    }
}
