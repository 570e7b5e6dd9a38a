//! A database a test: copied from a template that the owner migrated, used as the service's role, dropped in the end.

use personalization_service::adapters::postgres::MIGRATOR;
use sqlx::{Connection as _, Executor as _, PgConnection, postgres::PgConnectOptions};
use tokio::sync::OnceCell;
use uuid::Uuid;

static TEMPLATE: OnceCell<String> = OnceCell::const_new();

/// Who may do what in the schema: as `deployment/postgres/30-schemas.sql` says it.
const SCHEMA: &str = "
    CREATE SCHEMA personalization AUTHORIZATION personalization_owner;
    GRANT USAGE ON SCHEMA personalization TO personalization_service;
    ALTER DEFAULT PRIVILEGES FOR ROLE personalization_owner IN SCHEMA personalization
        GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO personalization_service;
    ALTER DEFAULT PRIVILEGES FOR ROLE personalization_owner IN SCHEMA personalization
        GRANT USAGE, SELECT ON SEQUENCES TO personalization_service;
    ALTER DEFAULT PRIVILEGES FOR ROLE personalization_owner IN SCHEMA personalization
        GRANT EXECUTE ON FUNCTIONS TO personalization_service;
    ALTER DEFAULT PRIVILEGES FOR ROLE personalization_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;";
const ROLES: &str = include_str!("../../../../deployment/postgres/10-roles.sql");

/// A database that is this test's alone.
pub(crate) struct Database {
    name: String,
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
        let name = format!("personalization_test_{}", Uuid::new_v4().simple());
        let mut conn = PgConnection::connect_with(&server()).await.expect("PostgreSQL");
        run(&mut conn, format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        Self { name }
    }

    /// As the role that serves.
    pub(crate) fn as_service(&self) -> PgConnectOptions {
        self.as_role("personalization_service")
    }

    /// As the one who runs the tests, who may see everything and stop other sessions.
    pub(crate) fn as_operator(&self) -> PgConnectOptions {
        server().database(&self.name).options([("search_path", "personalization")])
    }

    fn as_role(&self, role: &str) -> PgConnectOptions {
        server().database(&self.name).options([("role", role), ("search_path", "personalization")])
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

/// Named by the migrations, so that it is made once for each state of them; within the 63 bytes that names may have.
async fn template() -> String {
    let sums: String =
        MIGRATOR.iter().flat_map(|m| m.checksum.iter().take(4).map(|b| format!("{b:02x}"))).collect();
    let name = format!("personalization_template_{}", &sums[sums.len().saturating_sub(32)..]);
    let mut conn = PgConnection::connect_with(&server()).await.expect("PostgreSQL");
    run(&mut conn, "SELECT pg_advisory_lock(7205)".to_owned()).await;
    let exists: bool =
        sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1 AND datistemplate)")
            .bind(&name)
            .fetch_one(&mut conn)
            .await
            .expect("an answer");
    if !exists {
        make_roles(&mut conn).await;
        run(&mut conn, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
        run(&mut conn, format!("CREATE DATABASE {name}")).await;
        run(&mut conn, format!("GRANT CREATE ON DATABASE {name} TO personalization_owner")).await;
        migrate(&name).await;
        run(&mut conn, format!("ALTER DATABASE {name} IS_TEMPLATE true")).await;
    }
    run(&mut conn, "SELECT pg_advisory_unlock(7205)".to_owned()).await;
    name
}

/// Roles belong to the whole server: made once.
async fn make_roles(conn: &mut PgConnection) {
    let there: bool =
        sqlx::query_scalar("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = 'personalization_service')")
            .fetch_one(&mut *conn)
            .await
            .expect("an answer");
    if !there {
        sqlx::raw_sql(ROLES).execute(conn).await.expect("roles");
    }
}

async fn migrate(name: &str) {
    let mut conn = PgConnection::connect_with(&server().database(name)).await.expect("the template");
    sqlx::raw_sql(SCHEMA).execute(&mut conn).await.expect("a schema");
    conn.close().await.expect("closed");
    let owner = server()
        .database(name)
        .options([("role", "personalization_owner"), ("search_path", "personalization")]);
    let mut conn = PgConnection::connect_with(&owner).await.expect("the owner");
    MIGRATOR.run(&mut conn).await.expect("migrations");
    conn.close().await.expect("closed");
}

async fn run(conn: &mut PgConnection, statement: String) {
    conn.execute(sqlx::AssertSqlSafe(statement)).await.expect("a statement");
}
