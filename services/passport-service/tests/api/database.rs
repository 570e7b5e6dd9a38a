//! A database a test: copied from a migrated template, dropped in the end.

use passport_service::adapters::postgres::MIGRATOR;
use service_kit::tombstones::Tombstones;
use sqlx::{Connection as _, Executor as _, PgConnection, postgres::PgConnectOptions};
use tempfile::TempDir;
use tokio::sync::OnceCell;
use uuid::Uuid;

static TEMPLATE: OnceCell<String> = OnceCell::const_new();

/// A database that is this test's alone.
pub(crate) struct Database {
    name: String,
    tombstones: TempDir,
}

fn server() -> PgConnectOptions {
    let url = std::env::var("PACKYTRACE_TEST_DATABASE_URL").expect(
        "PACKYTRACE_TEST_DATABASE_URL must name a PostgreSQL whose role may create databases (`make test` sets it)",
    );
    url.parse().expect("PACKYTRACE_TEST_DATABASE_URL is a PostgreSQL URL")
}

impl Database {
    pub(crate) async fn new() -> Self {
        let template = TEMPLATE.get_or_init(template).await;
        let name = format!("passport_test_{}", Uuid::new_v4().simple());
        let mut conn = PgConnection::connect_with(&server()).await.expect("PostgreSQL");
        run(&mut conn, format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        Self { name, tombstones: TempDir::new().expect("a folder") }
    }

    /// The tombstones that belong to it.
    pub(crate) fn tombstones(&self) -> Tombstones {
        let key = "000102030405060708090a0b0c0d0e0f".parse().expect("a key");
        Tombstones::open(self.tombstones.path(), "passport-service", key).expect("tombstones")
    }

    pub(crate) fn options(&self) -> PgConnectOptions {
        server().database(&self.name).options([("search_path", "passport")])
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let statement = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        let dropped = std::thread::spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                if let Ok(mut conn) = PgConnection::connect_with(&server()).await {
                    let _ = conn.execute(sqlx::AssertSqlSafe(statement)).await;
                }
            });
        });
        let _ = dropped.join();
    }
}

/// Named by the migrations, so that it is made once for each state of them.
async fn template() -> String {
    let sums: String =
        MIGRATOR.iter().flat_map(|m| m.checksum.iter().take(4).map(|b| format!("{b:02x}"))).collect();
    let name = format!("passport_template_{}", &sums[sums.len().saturating_sub(40)..]);
    let mut conn = PgConnection::connect_with(&server()).await.expect("PostgreSQL");
    run(&mut conn, "SELECT pg_advisory_lock(7201)".to_owned()).await;
    let exists: bool =
        sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1 AND datistemplate)")
            .bind(&name)
            .fetch_one(&mut conn)
            .await
            .expect("an answer");
    if !exists {
        run(&mut conn, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
        run(&mut conn, format!("CREATE DATABASE {name}")).await;
        migrate(&name).await;
        run(&mut conn, format!("ALTER DATABASE {name} IS_TEMPLATE true")).await;
    }
    run(&mut conn, "SELECT pg_advisory_unlock(7201)".to_owned()).await;
    name
}

async fn migrate(name: &str) {
    let options = server().database(name).options([("search_path", "passport")]);
    let mut conn = PgConnection::connect_with(&options).await.expect("the template");
    run(&mut conn, "CREATE SCHEMA passport".to_owned()).await;
    MIGRATOR.run(&mut conn).await.expect("migrations");
    conn.close().await.expect("closed");
}

async fn run(conn: &mut PgConnection, statement: String) {
    conn.execute(sqlx::AssertSqlSafe(statement)).await.expect("a statement");
}
