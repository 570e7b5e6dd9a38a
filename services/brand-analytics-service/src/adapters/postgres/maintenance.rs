//! What keeps growing tables bounded: partitions made ahead and dropped.

use std::sync::Arc;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::upkeep;
use service_kit::clock::Clock;
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

/// Looks after the tables until stopped.
///
/// # Errors
/// Never, today: what fails is tried again.
pub async fn maintain(pool: PgPool, clock: Arc<dyn Clock>, stop: CancellationToken) -> anyhow::Result<()> {
    upkeep::look_after(clock, stop, |now| {
        let pool = pool.clone();
        async move { rotate(&pool, now).await }
    })
    .await
}

/// Makes the partitions that are needed around `now`, and drops those that nobody needs.
///
/// # Errors
/// The database failed.
pub async fn rotate(pool: &PgPool, now: Timestamp) -> Result<(), sqlx::Error> {
    sqlx::query_file!("queries/rotate_partitions.sql", now.to_sqlx()).fetch_one(pool).await.map(drop)
}
