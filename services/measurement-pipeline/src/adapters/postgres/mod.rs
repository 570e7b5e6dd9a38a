//! What is kept, in PostgreSQL. Every statement stands in `queries/`, checked at compile time.

mod apply;
mod books;
mod holder;
mod maintenance;
mod rows;
mod telling;

use sqlx::{PgPool, postgres::PgConnectOptions};

pub use apply::{ApplyFault, apply, note_drops};
pub use books::PgBooks;
pub use holder::PgHolder;
pub use maintenance::{maintain, rotate};

/// This service's migrations.
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!();

/// A pool that opens connections as they are needed.
#[must_use]
pub fn pool(options: PgConnectOptions) -> PgPool {
    messaging::pool::lazy(options, "measurement-pipeline")
}

/// Whether the schema is the one that this build was made for, and the database answers.
pub async fn is_ready(pool: &PgPool) -> bool {
    messaging::pool::is_migrated(pool, &MIGRATOR).await
}
