//! The ports on PostgreSQL. Every statement stands in `queries/`, checked at compile time.

mod accounts;
mod admission;
mod brands;
mod claim_rows;
mod claims;
mod draws;
mod erasures;
mod events;
mod exports;
mod failure;
mod holder;
mod ledger;
mod mails;
mod maintenance;
mod objections;
mod rows;
mod visitors;

use sqlx::{PgPool, postgres::PgConnectOptions};

pub use accounts::PgAccounts;
pub use brands::PgBrands;
pub use draws::RandomVisitors;
pub use erasures::PgErasures;
pub use exports::PgExports;
pub use holder::PgHolder;
pub use ledger::PgLedger;
pub use mails::PgVerificationMails;
pub use maintenance::{maintain, rotate};
pub use visitors::PgVisitors;

/// This service's migrations.
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!();

/// A pool that opens connections as they are needed.
#[must_use]
pub fn pool(options: PgConnectOptions) -> PgPool {
    messaging::pool::lazy(options, "identity-service")
}

/// Whether the schema is the one that this build was made for, and the database answers.
pub async fn is_ready(pool: &PgPool) -> bool {
    messaging::pool::is_migrated(pool, &MIGRATOR).await
}
