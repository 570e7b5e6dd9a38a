//! The ports on PostgreSQL. Every statement stands in `queries/`, checked at compile time.

mod batch;
mod budget;
mod catalog;
mod columns;
mod entry;
mod events;
mod failure;
mod holder;
mod imports;
mod life_cycles;
mod links;
mod listener;
mod maintenance;
mod personal;
mod pictures;
mod reports;
mod scans;

use std::time::Duration;

use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};

pub use batch::BatchOutcome;
pub use budget::ReadBudget;
pub use catalog::PgCatalog;
pub use holder::PgHolder;
pub use imports::{ImportProgress, PgImports};
pub use life_cycles::PgLifeCycles;
pub use links::link;
pub use listener::listen;
pub use maintenance::{maintain, rotate};
pub use personal::PgPersonalRecords;
pub use pictures::PgPictures;
pub use reports::PgReports;
pub use scans::PgScans;

/// This service's migrations.
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!();

/// A request is refused rather than kept waiting for a connection.
const ACQUIRE_WITHIN: Duration = Duration::from_secs(3);
const CONNECTIONS: u32 = 16;

/// A pool that opens connections as they are needed.
#[must_use]
pub fn pool(options: PgConnectOptions) -> PgPool {
    // Typing errors: half of the trigrams may differ.
    let options = options
        .application_name("passport-service")
        .options([("pg_trgm.word_similarity_threshold", "0.5"), ("statement_timeout", "10s")]);
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
