//! What keeps growing tables bounded: partitions made ahead and dropped, mails of long ago forgotten.

use std::{sync::Arc, time::Duration};

use jiff::{Timestamp, ToSpan as _, tz::TimeZone};
use jiff_sqlx::ToSqlx as _;
use service_kit::clock::Clock;
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;
use tracing::warn;

const PAUSE: Duration = Duration::from_secs(3600);
const AFTER_FAILURE: Duration = Duration::from_secs(10);
/// That a mail was sent is remembered for so many days.
const REMEMBER_DIGESTS: i64 = 400;

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
    let today = now.to_zoned(TimeZone::UTC).date();
    let before = today.saturating_sub(REMEMBER_DIGESTS.days());
    sqlx::query_file!("queries/forget_digests.sql", before.to_sqlx()).fetch_one(pool).await.map(drop)
}

/// Makes the partitions that are needed around `now`, and drops those that nobody needs.
///
/// # Errors
/// The database failed.
pub async fn rotate(pool: &PgPool, now: Timestamp) -> sqlx::Result<()> {
    sqlx::query_file!("queries/rotate_partitions.sql", now.to_sqlx()).fetch_one(pool).await.map(drop)
}
