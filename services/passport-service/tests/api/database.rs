//! A test's own database and the tombstones that belong to it.

use passport_service::adapters::postgres::MIGRATOR;
use service_kit::{test_database::TestDatabase, tombstones::Tombstones};
use sqlx::postgres::PgConnectOptions;
use tempfile::TempDir;

/// Both, shared by the instances of one test.
pub(crate) struct Database {
    database: TestDatabase,
    tombstones: TempDir,
}

impl Database {
    pub(crate) async fn new() -> Self {
        let database = TestDatabase::new("passport", &MIGRATOR).await;
        Self { database, tombstones: TempDir::new().expect("a folder") }
    }

    pub(crate) fn tombstones(&self) -> Tombstones {
        let key = "000102030405060708090a0b0c0d0e0f".parse().expect("a key");
        Tombstones::open(self.tombstones.path(), "passport-service", key).expect("tombstones")
    }

    /// As the role that serves.
    pub(crate) fn as_service(&self) -> PgConnectOptions {
        self.database.as_service()
    }

    /// As the one who runs the tests.
    pub(crate) fn as_operator(&self) -> PgConnectOptions {
        self.database.as_operator()
    }
}
