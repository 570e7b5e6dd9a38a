//! The ports on PostgreSQL. Every statement stands in `queries/`, checked at compile time.

mod audit;
mod consents;
mod content;
mod events;
mod failure;
mod guard;
mod holder;
mod keys;
mod labels;
mod maintenance;
mod personal;
mod profiles;
mod verdicts;

use std::time::Duration;

use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};

pub use consents::withdraw;
pub use holder::PgHolder;
pub use keys::{PgKeys, unknown_wrapping_keys};
pub use labels::{PgLabels, outdate};
pub use maintenance::{maintain, rotate};
pub use personal::PgPersonalRecords;
pub use profiles::PgProfiles;
pub use verdicts::PgVerdicts;

/// This service's migrations.
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!();

/// A request is refused rather than kept waiting for a connection.
const ACQUIRE_WITHIN: Duration = Duration::from_secs(3);
const CONNECTIONS: u32 = 16;

/// A pool that opens connections as they are needed.
#[must_use]
pub fn pool(options: PgConnectOptions) -> PgPool {
    let options = options.application_name("personalization-service").options([("statement_timeout", "10s")]);
    PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .min_connections(2)
        .acquire_timeout(ACQUIRE_WITHIN)
        .connect_lazy_with(options)
}

/// Whether the schema is the one that this build was made for, and the database answers.
pub async fn is_ready(pool: &PgPool) -> bool {
    let newest = MIGRATOR.iter().map(|migration| migration.version).max();
    let applied = sqlx::query_file_scalar!("queries/schema_version.sql").fetch_one(pool).await;
    applied.is_ok_and(|applied| applied >= newest)
}
