//! The ports on PostgreSQL. Every statement stands in `queries/`, checked at compile time.

mod calendars;
mod digests;
mod events;
mod failure;
mod folded;
mod guard;
mod holder;
mod items;
mod maintenance;
mod personal;
mod products;
mod reminders;
mod streams;

use std::time::Duration;

use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};

pub use calendars::PgCalendars;
pub use digests::PgDigests;
pub use holder::PgHolder;
pub use items::PgProjections;
pub use maintenance::{maintain, rotate};
pub use personal::PgPersonalRecords;
pub use products::{Heard, PgProducts, alert_holders, note_product};
pub use reminders::{PgReminders, bring_forward};
pub use streams::PgStreams;

/// This service's migrations.
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!();

/// A request is refused rather than kept waiting for a connection.
const ACQUIRE_WITHIN: Duration = Duration::from_secs(3);
const CONNECTIONS: u32 = 16;

/// A pool that opens connections as they are needed.
#[must_use]
pub fn pool(options: PgConnectOptions) -> PgPool {
    let options = options.application_name("fridge-service").options([("statement_timeout", "10s")]);
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
