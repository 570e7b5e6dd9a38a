//! What keeps growing tables bounded: partitions made ahead and dropped, unknown GTINs forgotten.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use messaging::upkeep;
use service_kit::clock::Clock;
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

/// Nobody has asked about it for so long.
const FORGET_UNKNOWN: SignedDuration = SignedDuration::from_hours(30 * 24);

/// For so long a brand can look up what became of its file.
const FORGET_IMPORTS: SignedDuration = SignedDuration::from_hours(90 * 24);

/// No dashboard asks for more days.
const FORGET_CHANGES: SignedDuration = SignedDuration::from_hours(400 * 24);

/// The community's pictures that are kept: about 100 MB.
const KEPT_PICTURES: i64 = 3_000;

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

async fn once(pool: &PgPool, now: Timestamp) -> Result<(), sqlx::Error> {
    rotate(pool, now).await?;
    let before = now.saturating_sub(FORGET_UNKNOWN).unwrap_or(Timestamp::MIN).to_sqlx();
    while sqlx::query_file!("queries/forget_unknown.sql", before).execute(pool).await?.rows_affected() > 0 {}
    let season = now.saturating_sub(FORGET_IMPORTS).unwrap_or(Timestamp::MIN).to_sqlx();
    sqlx::query_file!("queries/workspace/forget_imports.sql", season).fetch_one(pool).await?;
    let looked_back = now.saturating_sub(FORGET_CHANGES).unwrap_or(Timestamp::MIN).to_sqlx();
    sqlx::query_file!("queries/workspace/forget_changes.sql", looked_back).fetch_one(pool).await?;
    while sqlx::query_file!("queries/drop_old_images.sql", KEPT_PICTURES).execute(pool).await?.rows_affected()
        > 0
    {}
    Ok(())
}

/// Makes the partitions that are needed around `now`, and drops those that nobody needs.
///
/// # Errors
/// The database failed.
pub async fn rotate(pool: &PgPool, now: Timestamp) -> Result<(), sqlx::Error> {
    sqlx::query_file!("queries/rotate_partitions.sql", now.to_sqlx()).fetch_one(pool).await.map(drop)
}
