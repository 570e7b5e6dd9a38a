//! What keeps growing tables bounded: partitions made ahead and dropped.

use std::{sync::Arc, time::Duration};

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use service_kit::clock::Clock;
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;
use tracing::warn;

use super::erasures::drop_old_exports;
use crate::application::exports::KEPT;

const PAUSE: Duration = Duration::from_secs(3600);
const AFTER_FAILURE: Duration = Duration::from_secs(10);

/// Looks after the tables until stopped.
///
/// # Errors
/// Never, today: what fails is tried again.
pub async fn maintain(pool: PgPool, clock: Arc<dyn Clock>, stop: CancellationToken) -> anyhow::Result<()> {
    while !stop.is_cancelled() {
        let pause = match once(&pool, clock.now()).await {
            Ok(()) => PAUSE,
            Err(error) => {
                warn!(error = &error as &dyn std::error::Error, "the tables could not be looked after");
                AFTER_FAILURE
            }
        };
        let _ = tokio::time::timeout(pause, stop.cancelled()).await;
    }
    Ok(())
}

async fn once(pool: &PgPool, now: Timestamp) -> sqlx::Result<()> {
    rotate(pool, now).await?;
    drop_old_exports(pool, now, KEPT).await
}

/// Makes the partitions that are needed around `now`, and drops those that nobody needs.
///
/// # Errors
/// The database failed.
pub async fn rotate(pool: &PgPool, now: Timestamp) -> Result<(), sqlx::Error> {
    sqlx::query_file!("queries/rotate_partitions.sql", now.to_sqlx()).fetch_one(pool).await.map(drop)
}
