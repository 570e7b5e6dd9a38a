//! The ports on PostgreSQL. Every statement stands in `queries/`, checked at compile time.
//!
//! A brand's rows are kept from other brands twice: each statement names the brand, and row-level security shows no other one's.

mod arrivals;
mod maintenance;
mod releases;

use sqlx::{PgPool, postgres::PgConnectOptions};

pub use arrivals::{CloseError, arrive, close};
pub use maintenance::{maintain, rotate};
pub use releases::PgReleases;

/// This service's migrations.
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!();

/// A pool that opens connections as they are needed.
#[must_use]
pub fn pool(options: PgConnectOptions) -> PgPool {
    messaging::pool::lazy(options, "brand-analytics-service")
}

/// Whether the schema is the one that this build was made for, and the database answers.
pub async fn is_ready(pool: &PgPool) -> bool {
    messaging::pool::is_migrated(pool, &MIGRATOR).await
}
