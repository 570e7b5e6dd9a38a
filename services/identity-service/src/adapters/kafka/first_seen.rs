//! Remembers when a browser was first seen: the only thing about scans that is kept here.

use std::sync::Arc;

use async_trait::async_trait;
use contracts::events::{ProductReported, ProductScanned};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::inbox::{Event, Failure, Handler};
use service_kit::ids::VisitorId;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::application::ports::Erased;

/// The handler.
pub(super) struct FirstSeen(pub(super) Arc<dyn Erased>);

#[async_trait]
impl Handler for FirstSeen {
    async fn handle(&self, conn: &mut PgConnection, event: &Event) -> Result<(), Failure> {
        let Some((visitor, at)) = sighting(event)? else { return Ok(()) };
        if self.0.visitor(VisitorId::from_uuid(visitor)).map_err(Failure::retry)? {
            return Ok(());
        }
        sqlx::query_file!("queries/visitor_seen.sql", visitor, at.to_sqlx()).execute(conn).await?;
        Ok(())
    }
}

/// Who was seen, and when.
fn sighting(event: &Event) -> Result<Option<(Uuid, Timestamp)>, Failure> {
    if let Some(scan) = event.data::<ProductScanned>()? {
        return Ok(Some((scan.visitor_id, scan.scanned_at)));
    }
    let report = event.data::<ProductReported>()?;
    Ok(report.map(|report| (report.visitor_id, report.reported_at)))
}
