//! What keeps growing tables bounded: partitions made ahead and dropped, labels nobody asks about forgotten.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use messaging::upkeep;
use service_kit::clock::Clock;
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

/// Nobody has asked about the product for so long.
const FORGET_LABELS: SignedDuration = SignedDuration::from_hours(90 * 24);

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
    let before = now.saturating_sub(FORGET_LABELS).unwrap_or(Timestamp::MIN).to_sqlx();
    while sqlx::query_file!("queries/forget_labels.sql", before).execute(pool).await?.rows_affected() > 0 {}
    Ok(())
}

/// Makes the partitions that are needed around `now`, and drops those that nobody needs.
///
/// # Errors
/// The database failed.
pub async fn rotate(pool: &PgPool, now: Timestamp) -> Result<(), sqlx::Error> {
    sqlx::query_file!("queries/rotate_partitions.sql", now.to_sqlx()).fetch_one(pool).await.map(drop)
}
