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

use sqlx::{PgPool, postgres::PgConnectOptions};

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

/// A pool that opens connections as they are needed.
#[must_use]
pub fn pool(options: PgConnectOptions) -> PgPool {
    messaging::pool::lazy(options, "personalization-service")
}

/// Whether the schema is the one that this build was made for, and the database answers.
pub async fn is_ready(pool: &PgPool) -> bool {
    messaging::pool::is_migrated(pool, &MIGRATOR).await
}
