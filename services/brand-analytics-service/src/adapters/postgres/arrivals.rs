//! What arrives of a brand's days, and how a closed day comes to be shown: whole, or not at all.

use jiff_sqlx::ToSqlx as _;
use service_kit::ids::BrandId;
use sqlx::PgConnection;

use crate::domain::{
    policy::Policy,
    window::{self, Beginning, Claim, Head, Row, Verdict, WindowFault},
};

/// A day was not closed.
#[derive(Debug, thiserror::Error)]
pub enum CloseError {
    /// What arrived is not what was released.
    #[error(transparent)]
    Refused(#[from] WindowFault),
    /// A kept row makes no sense.
    #[error("a row that arrived cannot be read again")]
    Corrupt(#[source] anyhow::Error),
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

/// Keeps a row until its day closes. A row of a day that is closed, or one that is there already, is refused.
///
/// # Errors
/// The database failed, or the row is refused.
pub async fn arrive(
    conn: &mut PgConnection,
    brand: BrandId,
    day: jiff::civil::Date,
    row: &Row,
    stream_version: i64,
) -> Result<(), CloseError> {
    act_as_consumer(conn, brand).await?;
    if head(conn, brand).await?.is_some_and(|head| day <= head.day) {
        return Err(WindowFault::ClosedBefore.into());
    }
    sqlx::query_file!(
        "queries/arrive.sql",
        brand.as_uuid(),
        day.to_sqlx(),
        row.gtin.as_str(),
        row.region.as_str(),
        row.metric.as_str(),
        signed(row.visitors),
        &*row.policy.name,
        signed(row.policy.k),
        row.policy.sigma,
        stream_version,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Judges a day by what arrived of it, and shows it when it is whole.
///
/// # Errors
/// [`CloseError::Refused`] when it is not what was released: then nothing of it is shown.
pub async fn close(
    conn: &mut PgConnection,
    claim: &Claim,
    stream_version: i64,
) -> Result<Verdict, CloseError> {
    act_as_consumer(conn, claim.brand).await?;
    let (rows, first) = arrived(conn, claim).await?;
    let began_late = first.unwrap_or(stream_version) > 1;
    let beginning = if began_late { Beginning::Later } else { Beginning::First };
    let verdict = window::judge(claim, &rows, head(conn, claim.brand).await?, beginning)?;
    let policy = match &verdict {
        Verdict::Whole(policy) => {
            show(conn, claim).await?;
            policy.as_ref()
        }
        Verdict::CutOff => None,
    };
    note(conn, claim, verdict != Verdict::CutOff, policy).await?;
    Ok(verdict)
}

async fn act_as_consumer(conn: &mut PgConnection, brand: BrandId) -> sqlx::Result<()> {
    sqlx::query_file!("queries/act_as_consumer.sql", brand.to_string()).fetch_one(conn).await.map(drop)
}

async fn head(conn: &mut PgConnection, brand: BrandId) -> Result<Option<Head>, CloseError> {
    let row = sqlx::query_file!("queries/head.sql", brand.as_uuid()).fetch_optional(conn).await?;
    let head = |hash: &str, day| Ok(Head { day, hash: hash.parse().map_err(corrupt)? });
    row.map(|row| head(&row.hash, row.day.to_jiff())).transpose()
}

/// The day's rows, and the version of the first of them.
async fn arrived(conn: &mut PgConnection, claim: &Claim) -> Result<(Vec<Row>, Option<i64>), CloseError> {
    let kept = sqlx::query_file!("queries/arrived.sql", claim.brand.as_uuid(), claim.day.to_sqlx())
        .fetch_all(conn)
        .await?;
    let first = kept.iter().map(|row| row.stream_version).min();
    let rows = kept.into_iter().map(|row| {
        Ok(Row {
            gtin: row.gtin.parse().map_err(corrupt)?,
            region: row.region.parse().map_err(corrupt)?,
            metric: row.metric.parse().map_err(corrupt)?,
            visitors: u64::try_from(row.visitors).map_err(corrupt)?,
            policy: Policy {
                name: row.policy.into(),
                k: u64::try_from(row.k).map_err(corrupt)?,
                sigma: row.sigma,
            },
        })
    });
    Ok((rows.collect::<Result<_, CloseError>>()?, first))
}

fn corrupt(error: impl Into<anyhow::Error>) -> CloseError {
    CloseError::Corrupt(error.into())
}

async fn show(conn: &mut PgConnection, claim: &Claim) -> sqlx::Result<()> {
    let (brand, day) = (claim.brand.as_uuid(), claim.day);
    sqlx::query_file!("queries/publish_brand.sql", brand, day.to_sqlx()).execute(&mut *conn).await?;
    sqlx::query_file!("queries/publish_products.sql", brand, day.to_sqlx()).execute(&mut *conn).await?;
    sqlx::query_file!("queries/publish_regions.sql", brand, day.to_sqlx()).execute(conn).await?;
    Ok(())
}

async fn note(
    conn: &mut PgConnection,
    claim: &Claim,
    shown: bool,
    policy: Option<&Policy>,
) -> sqlx::Result<()> {
    let (brand, day) = (claim.brand.as_uuid(), claim.day);
    sqlx::query_file!(
        "queries/insert_window.sql",
        brand,
        day.to_sqlx(),
        signed(claim.rows),
        claim.previous_hash.to_string(),
        claim.hash.to_string(),
        shown,
        policy.map(|policy| &*policy.name),
        policy.map(|policy| signed(policy.k)),
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query_file!("queries/clear_arrived.sql", brand, day.to_sqlx()).execute(conn).await?;
    Ok(())
}

/// PostgreSQL knows no unsigned numbers; no count comes near the end of this one.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
