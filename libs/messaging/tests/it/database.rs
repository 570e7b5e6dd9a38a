//! A database a test.

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, PgPool};
use uuid::Uuid;

/// A database with outbox and inbox, dropped with the test.
pub(crate) struct Database {
    pub(crate) pool: PgPool,
    name: String,
}

fn server() -> PgConnectOptions {
    let url = std::env::var("PACKYTRACE_TEST_DATABASE_URL")
        .expect("PACKYTRACE_TEST_DATABASE_URL must name a PostgreSQL whose role may create databases (`make test` sets it)");
    url.parse().expect("PACKYTRACE_TEST_DATABASE_URL is a PostgreSQL URL")
}

async fn on_server(sql: String) {
    let mut conn = server().connect().await.expect("the test PostgreSQL answers");
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
}

impl Database {
    pub(crate) async fn new() -> Self {
        let name = format!("messaging_{}", Uuid::new_v4().simple());
        on_server(format!("CREATE DATABASE {name}")).await;
        let pool = connect(server().database(&name)).await;
        migrate(&pool).await;
        let effects = "CREATE TABLE effects (at bigserial PRIMARY KEY, stream text, version bigint)";
        sqlx::raw_sql(effects).execute(&pool).await.unwrap();
        Self { pool, name }
    }

    /// Another service's schema in the same database.
    pub(crate) async fn other_schema(&self, schema: &str) -> PgPool {
        self.run(&format!("CREATE SCHEMA {schema}")).await;
        let pool = connect(server().database(&self.name).options([("search_path", schema)])).await;
        migrate(&pool).await;
        pool
    }

    pub(crate) async fn run(&self, sql: &str) {
        sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&self.pool).await.unwrap();
    }

    pub(crate) async fn number(&self, sql: &str) -> i64 {
        sqlx::query_scalar(AssertSqlSafe(sql.to_owned())).fetch_one(&self.pool).await.unwrap()
    }

    /// The effects so far, in order: stream and version.
    pub(crate) async fn effects(&self) -> Vec<(String, i64)> {
        sqlx::query_as("SELECT stream, version FROM effects ORDER BY at").fetch_all(&self.pool).await.unwrap()
    }
}

async fn connect(options: PgConnectOptions) -> PgPool {
    messaging::pool::limited(PgPoolOptions::new().max_connections(16)).connect_with(options).await.unwrap()
}

async fn migrate(pool: &PgPool) {
    sqlx::raw_sql(messaging::schema::OUTBOX).execute(pool).await.unwrap();
    sqlx::raw_sql(messaging::schema::INBOX).execute(pool).await.unwrap();
}

impl Drop for Database {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        let dropped =
            std::thread::spawn(|| tokio::runtime::Runtime::new().unwrap().block_on(on_server(drop))).join();
        assert!(dropped.is_ok() || std::thread::panicking(), "the test database was dropped");
    }
}
