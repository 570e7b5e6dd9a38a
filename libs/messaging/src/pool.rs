//! Database sessions: where they lead, their limits (nothing may hold the outbox's horizon back for long), and how they fail.

use std::{fmt, str::FromStr, time::Duration};

use sqlx::{
    PgPool,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgConnection, PgPoolOptions},
};

/// A request is refused rather than kept waiting for a connection.
const ACQUIRE_WITHIN: Duration = Duration::from_secs(3);
const CONNECTIONS: u32 = 16;

/// A service's pool, which opens connections as they are needed.
#[must_use]
pub fn lazy(options: PgConnectOptions, service: &str) -> PgPool {
    lazy_of(CONNECTIONS, options, service)
}

/// A service's pool of so many connections at most. Fewer that are always busy do more than many in turns: what a connection
/// knows stays in the server's caches.
#[must_use]
pub fn lazy_of(connections: u32, options: PgConnectOptions, service: &str) -> PgPool {
    let options = options.application_name(service).options([("statement_timeout", "10s")]);
    PgPoolOptions::new()
        .max_connections(connections)
        .min_connections(2)
        .acquire_timeout(ACQUIRE_WITHIN)
        .connect_lazy_with(options)
}

/// Why a schema was not brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrateFault {
    /// Its owner was not let in.
    #[error("connecting as the schema's owner")]
    Connect(#[source] sqlx::Error),
    /// A step failed.
    #[error("migrating")]
    Step(#[source] sqlx::migrate::MigrateError),
}

/// Brings a schema up to date, as its owner.
///
/// # Errors
/// [`MigrateFault`] says where it ended.
pub async fn migrate(owner: DatabaseUrl, migrator: &Migrator) -> Result<(), MigrateFault> {
    let pool = PgPoolOptions::new().max_connections(1).connect_with(owner.options()).await;
    migrator.run(&pool.map_err(MigrateFault::Connect)?).await.map_err(MigrateFault::Step)
}

/// Whether the schema is the one that this build was made for, and the database answers.
pub async fn is_migrated(pool: &PgPool, migrator: &Migrator) -> bool {
    let newest = migrator.iter().map(|migration| migration.version).max();
    let applied = sqlx::query_file_scalar!("queries/schema_version.sql").fetch_one(pool).await;
    applied.is_ok_and(|applied| applied >= newest)
}

/// A database's URL, which shows nothing of itself.
#[derive(Clone)]
pub struct DatabaseUrl(PgConnectOptions);

impl DatabaseUrl {
    /// As a pool wants it.
    #[must_use]
    pub fn options(self) -> PgConnectOptions {
        self.0
    }
}

impl FromStr for DatabaseUrl {
    type Err = &'static str;

    fn from_str(url: &str) -> Result<Self, Self::Err> {
        // The parser's own words would repeat the URL.
        url.parse().map(Self).map_err(|_| "not a postgres:// URL")
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// The database is away for now, not wrong: connection trouble, no resources, a shutdown, a time-out (SQLSTATE classes 08, 53, 57,
/// 25P0x, 40, 55P03).
#[must_use]
pub fn is_away(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Tls(_) => {
            true
        }
        sqlx::Error::Database(error) => error.code().is_some_and(|code| {
            ["08", "53", "57", "25P0", "40", "55P03"].iter().any(|class| code.starts_with(class))
        }),
        _ => false,
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_shows_in_no_log_and_in_no_complaint() {
        let url: DatabaseUrl = "postgres://user:s3cret@host/db".parse().expect("a URL");
        assert_eq!(format!("{url:?}"), "[redacted]");
        assert_eq!("s3cret without a host".parse::<DatabaseUrl>().err(), Some("not a postgres:// URL"));
    }

    #[test]
    fn a_pool_that_ran_out_is_away_and_a_missing_row_is_not() {
        assert!(is_away(&sqlx::Error::PoolTimedOut));
        assert!(!is_away(&sqlx::Error::RowNotFound));
    }
}
