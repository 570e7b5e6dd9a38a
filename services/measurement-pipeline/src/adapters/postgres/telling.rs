//! What is told of a day: kept for ever, and published in the same transaction, all of it at once.

use jiff_sqlx::ToSqlx as _;
use messaging::{
    Outgoing,
    failure::{outbox_error, store_error},
    outbox,
};
use service_kit::store::StoreError;
use sqlx::PgConnection;

use crate::{
    adapters::contract::{self, Line},
    domain::{
        batch::{Release, Told},
        chain::Window,
        day::Day,
        policy::ReleasePolicy,
        release::Row,
    },
};

pub(super) async fn tell(
    conn: &mut PgConnection,
    day: Day,
    batch: &[Release],
    policy: ReleasePolicy,
) -> Result<(), StoreError> {
    put_releases(conn, day, batch, policy).await.map_err(store_error)?;
    put_windows(conn, day, batch).await.map_err(store_error)?;
    let outgoing: Vec<_> = batch.iter().map(|release| outgoing(release, policy)).collect();
    outbox::append_all(conn, &outgoing).await.map_err(outbox_error)
}

/// Nothing says which request or person caused it.
fn outgoing(release: &Release, policy: ReleasePolicy) -> Outgoing {
    match contract::envelope(release, policy) {
        Line::Insight(event) => Outgoing::new(&event.subject, event.time, event.id, &event.data),
        Line::Closed(event) => Outgoing::new(&event.subject, event.time, event.id, &event.data),
    }
}

async fn put_releases(
    conn: &mut PgConnection,
    day: Day,
    batch: &[Release],
    policy: ReleasePolicy,
) -> sqlx::Result<()> {
    let rows: Vec<(&Release, &Row)> = batch
        .iter()
        .filter_map(|release| match &release.told {
            Told::Insight(row) => Some((release, row)),
            Told::Closed(_) => None,
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    let date = day.date().to_sqlx();
    sqlx::query_file!("queries/make_room_for_releases.sql", date).fetch_one(&mut *conn).await?;
    let text = |of: fn(&Row) -> &str| rows.iter().map(|(_, row)| of(row).to_owned()).collect::<Vec<_>>();
    sqlx::query_file!(
        "queries/put_releases.sql",
        date,
        policy.name(),
        number(policy.k().get()),
        policy.sigma(),
        &rows.iter().map(|(_, row)| row.brand.as_uuid()).collect::<Vec<_>>(),
        &text(|row| row.gtin.as_str()),
        &text(|row| row.region.as_str()),
        &text(|row| row.metric.as_str()),
        &rows.iter().map(|(_, row)| number(row.visitors)).collect::<Vec<_>>(),
        &rows.iter().map(|(release, _)| release.id.as_uuid()).collect::<Vec<_>>(),
        &rows.iter().map(|(release, _)| release.version).collect::<Vec<_>>(),
    )
    .execute(conn)
    .await
    .map(drop)
}

async fn put_windows(conn: &mut PgConnection, day: Day, batch: &[Release]) -> sqlx::Result<()> {
    let windows: Vec<(i64, Window)> = batch
        .iter()
        .filter_map(|release| match release.told {
            Told::Closed(window) => Some((release.version, window)),
            Told::Insight(_) => None,
        })
        .collect();
    let hashes = |of: fn(&Window) -> &[u8; 32]| {
        windows.iter().map(|(_, window)| of(window).to_vec()).collect::<Vec<_>>()
    };
    sqlx::query_file!(
        "queries/put_windows.sql",
        day.date().to_sqlx(),
        &windows.iter().map(|(_, window)| window.brand.as_uuid()).collect::<Vec<_>>(),
        &windows.iter().map(|(version, _)| *version).collect::<Vec<_>>(),
        &windows.iter().map(|(_, window)| number(window.rows)).collect::<Vec<_>>(),
        &hashes(|window| window.previous_hash.as_bytes()),
        &hashes(|window| window.hash.as_bytes()),
    )
    .execute(conn)
    .await
    .map(drop)
}

/// More than this there will never be.
fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
