//! After a backup was restored: what it brought back about erased persons goes again.

use std::collections::HashSet;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use std::time::Duration;

use anyhow::Context as _;
use service_kit::{
    health::Health,
    tombstones::{Digest, Subject, Tombstones},
};
use sqlx::{PgConnection, PgPool};
use tokio_util::sync::CancellationToken;
use tracing::warn;

use super::erasing::erase_marked;
use super::{Holder, Person, forget_streams, is_erased, note_tombstones};

/// Subjects looked at in one transaction.
const PAGE: i64 = 5_000;
/// Between two tries while the database is away.
const PAUSE: Duration = Duration::from_millis(250);

/// Erases again whoever has a tombstone and is held all the same, and returns how many those were. A glance when the database has
/// seen every tombstone, which is always unless it was restored. To be done before the service is ready.
///
/// # Errors
/// The database or the tombstones failed; what was not done yet is done by the next call.
pub async fn reapply(pool: &PgPool, holder: &dyn Holder, tombstones: &Tombstones) -> anyhow::Result<usize> {
    let every: Vec<_> =
        tombstones.iterate().context("reading the tombstones")?.map(|(digest, _)| digest).collect();
    let applied = applied(pool).await?;
    if every.iter().all(|digest| applied.contains(digest.as_bytes().as_slice())) {
        return Ok(0);
    }
    let erased = erase_returned(pool, holder, tombstones).await?;
    erase_unnamed(pool, holder, &every).await?;
    let mut conn = pool.acquire().await?;
    forget_returned(&mut conn, tombstones).await?;
    note_tombstones(&mut conn, &every).await?;
    Ok(erased)
}

/// Streams of which nothing else is held any more.
async fn forget_returned(conn: &mut PgConnection, tombstones: &Tombstones) -> anyhow::Result<()> {
    let mut returned = Vec::new();
    for stream in sqlx::query_file_scalar!("queries/streams.sql").fetch_all(&mut *conn).await? {
        if is_erased(&stream, tombstones).context("reading the tombstones")? {
            returned.push(stream);
        }
    }
    Ok(forget_streams(conn, &returned).await?)
}

/// Whether [`reapply`] is through: a service is not ready before.
#[derive(Debug, Clone, Default)]
pub struct Reapplied(Arc<AtomicBool>);

impl Reapplied {
    /// Makes it a condition of readiness.
    pub fn register(&self, health: &Health) {
        let done = self.0.clone();
        health.register("erasures", move || {
            let done = done.load(Ordering::Acquire);
            async move { done }
        });
    }

    /// Tries until it is through, or `stop`.
    pub async fn run(
        &self,
        pool: &PgPool,
        holder: &dyn Holder,
        tombstones: &Tombstones,
        stop: &CancellationToken,
    ) {
        let mut told = false;
        while !stop.is_cancelled() {
            match reapply(pool, holder, tombstones).await {
                Ok(erased) => {
                    if erased > 0 {
                        warn!(erased, "a restored database held erased persons; they were erased again");
                    }
                    return self.0.store(true, Ordering::Release);
                }
                Err(error) if !told => {
                    told = true;
                    warn!(error = &*error as &dyn std::error::Error, "erasures cannot be compared yet");
                }
                Err(_) => {}
            }
            let _ = tokio::time::timeout(PAUSE, stop.cancelled()).await;
        }
    }
}

async fn applied(pool: &PgPool) -> sqlx::Result<HashSet<Vec<u8>>> {
    let rows = sqlx::query_file_scalar!("queries/applied_tombstones.sql").fetch_all(pool).await?;
    Ok(rows.into_iter().collect())
}

async fn erase_returned(
    pool: &PgPool,
    holder: &dyn Holder,
    tombstones: &Tombstones,
) -> anyhow::Result<usize> {
    let (mut after, mut erased) = (None, 0);
    loop {
        let page = held(pool, holder, after).await?;
        let Some(last) = page.last() else { return Ok(erased) };
        after = Some(*last);
        let returned = tombstones.among(page).context("reading the tombstones")?;
        erased += returned.len();
        for person in persons(returned) {
            let mut tx = pool.begin().await?;
            erase_marked(&mut tx, holder, tombstones, &person)
                .await
                .map_err(|error| anyhow::anyhow!("{error}"))?;
            tx.commit().await?;
        }
    }
}

async fn erase_unnamed(pool: &PgPool, holder: &dyn Holder, digests: &[Digest]) -> anyhow::Result<()> {
    let mut tx = pool.begin().await?;
    holder.erase_unnamed(&mut tx, digests).await.map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(tx.commit().await?)
}

async fn held(pool: &PgPool, holder: &dyn Holder, after: Option<Subject>) -> anyhow::Result<Vec<Subject>> {
    let mut conn = pool.acquire().await?;
    holder.held(&mut conn, after, PAGE).await.map_err(|error| anyhow::anyhow!("{error}"))
}

/// Each account by itself, all visitors together.
fn persons(subjects: Vec<Subject>) -> Vec<Person> {
    let (accounts, visitors): (Vec<_>, Vec<_>) =
        subjects.into_iter().partition(|subject| matches!(subject, Subject::Account(_)));
    let accounts = accounts.into_iter().map(|account| Person::from_iter([account]));
    accounts.chain((!visitors.is_empty()).then(|| visitors.into_iter().collect())).collect()
}
