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

    /// A schema with an owner who migrated it, seen by its service role, which has no DDL.
    pub(crate) async fn as_service_role(&self) -> PgPool {
        let schema = &self.name;
        self.run(&format!(
            "CREATE ROLE {schema}_owner LOGIN PASSWORD '{schema}';
             CREATE ROLE {schema}_service LOGIN PASSWORD '{schema}';
             CREATE SCHEMA {schema} AUTHORIZATION {schema}_owner; GRANT USAGE ON SCHEMA {schema} TO {schema}_service"
        ))
        .await;
        let role = |name: &str| {
            server().database(&self.name).username(name).password(schema).options([("search_path", schema)])
        };
        let owner = connect(role(&format!("{schema}_owner"))).await;
        migrate(&owner).await;
        let effects = "CREATE TABLE effects (at bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stream text, version bigint)";
        sqlx::raw_sql(effects).execute(&owner).await.unwrap();
        let grant = format!("GRANT SELECT, INSERT ON effects TO {schema}_service");
        sqlx::raw_sql(AssertSqlSafe(grant)).execute(&owner).await.unwrap();
        owner.close().await;
        connect(role(&format!("{schema}_service"))).await
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
        let name = &self.name;
        let drop = format!("DROP DATABASE {name} WITH (FORCE)");
        let roles = format!("DROP ROLE IF EXISTS {name}_owner, {name}_service");
        let all = async move { (on_server(drop).await, on_server(roles).await) };
        let dropped = std::thread::spawn(|| tokio::runtime::Runtime::new().unwrap().block_on(all)).join();
        assert!(dropped.is_ok() || std::thread::panicking(), "the test database was dropped");
    }
}
