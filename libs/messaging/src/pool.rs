//! Limits of every database session: nothing may hold the outbox's horizon back for long.

use sqlx::postgres::{PgConnection, PgPoolOptions};

/// Sets the session's limits. The horizon below which the relay may read is that of the whole cluster, so that one forgotten
/// transaction anywhere would stop every outbox.
///
/// # Errors
/// When the database fails.
pub async fn limit(conn: &mut PgConnection) -> sqlx::Result<()> {
    sqlx::query_file!("queries/limit_session.sql").fetch_all(conn).await.map(drop)
}

/// Pool options whose every session is limited: idle in a transaction 15 s, statement 10 s, transaction 30 s (where the server
/// knows that, PostgreSQL ≥ 17), lock 5 s.
#[must_use]
pub fn limited(options: PgPoolOptions) -> PgPoolOptions {
    options.after_connect(|conn, _| Box::pin(limit(conn)))
}
