//! A copy of a test's whole database, put back later: what a restore of last night's backup does.

use std::time::Duration;

use sqlx::{
    AssertSqlSafe, ConnectOptions as _, Connection as _, PgConnection, PgPool, postgres::PgConnectOptions,
};

const PATIENCE: u32 = 200;

pub(super) struct Backup {
    server: PgConnectOptions,
    database: String,
    copy: String,
}

impl Backup {
    pub(super) async fn of(pool: &PgPool) -> Self {
        let options = pool.connect_options();
        let database = options.get_database().unwrap_or_default().to_owned();
        // Copying a database on a busy machine takes longer than any request may.
        let settings = [("search_path", "public"), ("statement_timeout", "0")];
        let server = options.as_ref().clone().database("postgres").options(settings);
        let backup = Self { server, copy: format!("{database}_backup"), database };
        let mut conn = backup.alone().await;
        run(&mut conn, format!("CREATE DATABASE {} TEMPLATE {}", backup.copy, backup.database)).await;
        backup.open_again(conn).await;
        backup
    }

    pub(super) async fn restore(self) {
        let mut conn = self.alone().await;
        run(&mut conn, format!("DROP DATABASE {} WITH (FORCE)", self.database)).await;
        run(&mut conn, format!("ALTER DATABASE {} RENAME TO {}", self.copy, self.database)).await;
        self.open_again(conn).await;
    }

    /// Nobody else is in the database afterwards, and nobody gets in.
    async fn alone(&self) -> PgConnection {
        let mut conn = self.server.connect().await.unwrap_or_else(|error| panicking(&error));
        run(&mut conn, format!("ALTER DATABASE {} ALLOW_CONNECTIONS false", self.database)).await;
        for _ in 0..PATIENCE {
            let others: i64 = sqlx::query_scalar(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = $1",
            )
            .bind(&self.database)
            .fetch_one(&mut conn)
            .await
            .unwrap_or_else(|error| panicking(&error));
            if others == 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        conn
    }

    async fn open_again(&self, mut conn: PgConnection) {
        run(&mut conn, format!("ALTER DATABASE {} ALLOW_CONNECTIONS true", self.database)).await;
        conn.close().await.unwrap_or_else(|error| panicking(&error));
    }
}

async fn run(conn: &mut PgConnection, statement: String) {
    sqlx::raw_sql(AssertSqlSafe(statement)).execute(conn).await.map_or_else(|error| panicking(&error), drop);
}

#[expect(clippy::panic, reason = "runs in tests only")]
fn panicking<T>(error: &sqlx::Error) -> T {
    panic!("the test's database cannot be put back: {error}")
}
