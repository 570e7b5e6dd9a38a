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
mod past_changes;
mod personal;
mod pictures;
mod registered_links;
mod reports;
mod scans;
mod workspace;

use sqlx::{PgPool, postgres::PgConnectOptions};

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
pub use workspace::{Adopted, PgWorkspace, put_brand};

/// This service's migrations.
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!();

/// A pool that opens connections as they are needed.
#[must_use]
pub fn pool(options: PgConnectOptions) -> PgPool {
    // Typing errors: half of the trigrams may differ.
    let options = options.options([("pg_trgm.word_similarity_threshold", "0.5")]);
    messaging::pool::lazy(options, "passport-service")
}

/// Whether the schema is the one that this build was made for, and the database answers.
pub async fn is_ready(pool: &PgPool) -> bool {
    messaging::pool::is_migrated(pool, &MIGRATOR).await
}
