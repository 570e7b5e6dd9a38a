//! News of changed entries from every instance, by LISTEN/NOTIFY.

use std::time::Duration;

use sqlx::{PgPool, postgres::PgListener};
use tokio_util::sync::CancellationToken;
use tracing::warn;

use super::PgCatalog;
use crate::application::changes::Changed;

const CHANNEL: &str = "passport_changed";
const PAUSE: Duration = Duration::from_secs(1);

/// Passes news on until stopped. While the connection is away news may be missed: then anything may have changed.
///
/// # Errors
/// Never, today.
pub async fn listen(pool: PgPool, catalog: PgCatalog, stop: CancellationToken) -> anyhow::Result<()> {
    loop {
        tokio::select! {
            () = stop.cancelled() => return Ok(()),
            ended = pass_on(&pool, &catalog) => {
                if let Err(error) = ended {
                    warn!(error = &error as &dyn std::error::Error, "news of changes are interrupted");
                }
            }
        }
        let _ = tokio::time::timeout(PAUSE, stop.cancelled()).await;
    }
}

async fn pass_on(pool: &PgPool, catalog: &PgCatalog) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    catalog.heard_of(Changed::Any).await;
    while let Some(news) = listener.try_recv().await? {
        catalog.heard_of(news.payload().parse().map_or(Changed::Any, Changed::One)).await;
    }
    Ok(())
}
