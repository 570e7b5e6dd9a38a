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
mod scene;
mod streams;

use sqlx::{PgPool, postgres::PgConnectOptions};

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

/// Measured: with twice as many the same commands take a third longer.
const CONNECTIONS: u32 = 8;

/// A pool that opens connections as they are needed.
#[must_use]
pub fn pool(options: PgConnectOptions) -> PgPool {
    messaging::pool::lazy_of(CONNECTIONS, options, "fridge-service")
}

/// Whether the schema is the one that this build was made for, and the database answers.
pub async fn is_ready(pool: &PgPool) -> bool {
    messaging::pool::is_migrated(pool, &MIGRATOR).await
}
