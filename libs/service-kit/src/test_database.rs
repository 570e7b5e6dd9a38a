//! A database a test: copied from a template that the schema's owner migrated, used as the service's role, dropped in the end.
#![expect(clippy::expect_used, reason = "a test without its database has failed")]

use sqlx::{
    AssertSqlSafe, Connection as _, Executor as _, PgConnection, migrate::Migrator,
    postgres::PgConnectOptions,
};
use uuid::Uuid;

const ROLES: &str = include_str!("../../../deployment/postgres/10-roles.sql");

/// PostgreSQL cuts names after this many bytes.
const LONGEST_NAME: usize = 63;

/// A database that is this test's alone. The server is that of `PACKYTRACE_TEST_DATABASE_URL`, whose role may create databases.
#[derive(Debug)]
pub struct TestDatabase {
    name: String,
    schema: &'static str,
}

impl TestDatabase {
    /// A fresh one with this schema, as these migrations make it.
    ///
    /// # Panics
    /// When the server is away or a migration fails.
    pub async fn new(schema: &'static str, migrator: &Migrator) -> Self {
        let mut conn = connect(&server()).await;
        let template = template(&mut conn, schema, migrator).await;
        let name = format!("{schema}_test_{}", Uuid::new_v4().simple());
        run(&mut conn, format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        Self { name, schema }
    }

    /// As the role that serves.
    #[must_use]
    pub fn as_service(&self) -> PgConnectOptions {
        as_role(&self.name, self.schema, "service")
    }

    /// As the role that owns the schema.
    #[must_use]
    pub fn as_owner(&self) -> PgConnectOptions {
        as_role(&self.name, self.schema, "owner")
    }

    /// As the one who runs the tests, who may see everything and stop other sessions.
    #[must_use]
    pub fn as_operator(&self) -> PgConnectOptions {
        server().database(&self.name).options([("search_path", self.schema)])
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let statement = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        // The test's own runtime may be gone, or waiting for this.
        let dropped = std::thread::spawn(move || {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async {
                if let Ok(mut conn) = PgConnection::connect_with(&server()).await {
                    let _ = conn.execute(AssertSqlSafe(statement)).await;
                }
            });
        });
        let _ = dropped.join();
    }
}

fn server() -> PgConnectOptions {
    let url = std::env::var("PACKYTRACE_TEST_DATABASE_URL").expect(
        "PACKYTRACE_TEST_DATABASE_URL must name a PostgreSQL whose role may create databases (`make test` sets it)",
    );
    url.parse().expect("PACKYTRACE_TEST_DATABASE_URL is a PostgreSQL URL")
}

fn as_role(database: &str, schema: &str, role: &str) -> PgConnectOptions {
    let role = format!("{schema}_{role}");
    server().database(database).options([("role", role.as_str()), ("search_path", schema)])
}

/// Named by the migrations, so that it is made once for each state of them.
async fn template(conn: &mut PgConnection, schema: &str, migrator: &Migrator) -> String {
    let name = template_name(schema, migrator);
    sqlx::query("SELECT pg_advisory_lock(hashtextextended($1, 0))")
        .bind(&name)
        .execute(&mut *conn)
        .await
        .expect("a lock");
    if !exists(conn, &name).await {
        make_template(conn, &name, schema, migrator).await;
    }
    run(conn, "SELECT pg_advisory_unlock_all()".to_owned()).await;
    name
}

fn template_name(schema: &str, migrator: &Migrator) -> String {
    let sums: String =
        migrator.iter().flat_map(|m| m.checksum.iter().take(4).map(|b| format!("{b:02x}"))).collect();
    let begin = format!("{schema}_template_");
    let room = LONGEST_NAME.saturating_sub(begin.len());
    format!("{begin}{}", &sums[sums.len().saturating_sub(room)..])
}

async fn exists(conn: &mut PgConnection, name: &str) -> bool {
    sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1 AND datistemplate)")
        .bind(name)
        .fetch_one(conn)
        .await
        .expect("an answer")
}

async fn make_template(conn: &mut PgConnection, name: &str, schema: &str, migrator: &Migrator) {
    make_roles(conn).await;
    run(conn, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
    run(conn, format!("CREATE DATABASE {name}")).await;
    run(conn, format!("GRANT CREATE ON DATABASE {name} TO {schema}_owner")).await;
    let mut inside = connect(&server().database(name)).await;
    sqlx::raw_sql(AssertSqlSafe(grants(schema))).execute(&mut inside).await.expect("a schema");
    inside.close().await.expect("closed");
    let mut owner = connect(&as_role(name, schema, "owner")).await;
    migrator.run(&mut owner).await.expect("migrations");
    owner.close().await.expect("closed");
    run(conn, format!("ALTER DATABASE {name} IS_TEMPLATE true")).await;
}

/// Roles belong to the whole server: made once, whichever service's tests come first.
async fn make_roles(conn: &mut PgConnection) {
    run(conn, "SELECT pg_advisory_lock(hashtextextended('packytrace test roles', 0))".to_owned()).await;
    let there: bool =
        sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'identity_service')")
            .fetch_one(&mut *conn)
            .await
            .expect("an answer");
    if !there {
        sqlx::raw_sql(ROLES).execute(conn).await.expect("roles");
    }
}

/// Who may do what in the schema: as `deployment/postgres/30-schemas.sql` says it.
fn grants(schema: &str) -> String {
    format!(
        "CREATE SCHEMA {schema} AUTHORIZATION {schema}_owner;
         GRANT USAGE ON SCHEMA {schema} TO {schema}_service;
         ALTER DEFAULT PRIVILEGES FOR ROLE {schema}_owner IN SCHEMA {schema}
             GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {schema}_service;
         ALTER DEFAULT PRIVILEGES FOR ROLE {schema}_owner IN SCHEMA {schema}
             GRANT USAGE, SELECT ON SEQUENCES TO {schema}_service;
         ALTER DEFAULT PRIVILEGES FOR ROLE {schema}_owner IN SCHEMA {schema}
             GRANT EXECUTE ON FUNCTIONS TO {schema}_service;
         ALTER DEFAULT PRIVILEGES FOR ROLE {schema}_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;"
    )
}

async fn connect(options: &PgConnectOptions) -> PgConnection {
    PgConnection::connect_with(options).await.expect("PostgreSQL")
}

async fn run(conn: &mut PgConnection, statement: String) {
    conn.execute(AssertSqlSafe(statement)).await.expect("a statement");
}
