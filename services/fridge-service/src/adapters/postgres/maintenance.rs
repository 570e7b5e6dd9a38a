//! What keeps growing tables bounded: partitions made ahead and dropped, mails of long ago forgotten.

use std::sync::Arc;

use jiff::{Timestamp, ToSpan as _, tz::TimeZone};
use jiff_sqlx::ToSqlx as _;
use messaging::upkeep;
use service_kit::clock::Clock;
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

/// That a mail was sent is remembered for so many days.
const REMEMBER_DIGESTS: i64 = 400;

/// Looks after the tables until stopped.
///
/// # Errors
/// Never, today: what fails is tried again.
pub async fn maintain(pool: PgPool, clock: Arc<dyn Clock>, stop: CancellationToken) -> anyhow::Result<()> {
    upkeep::look_after(clock, stop, |now| {
        let pool = pool.clone();
        async move { once(&pool, now).await }
    })
    .await
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
