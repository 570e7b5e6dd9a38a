//! Looks for somebody everywhere: in every column of every table, and in every log.

use std::collections::BTreeSet;

use reqwest::Url;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use uuid::Uuid;

use crate::{visitor::within, world::World};

/// What would give somebody away.
#[derive(Debug, Default, Clone)]
pub(crate) struct Traces(BTreeSet<String>);

impl Traces {
    /// Words: an address, a marker.
    pub(crate) fn word(mut self, word: &str) -> Self {
        assert!(word.len() >= 8, "{word} would be found by chance");
        self.0.extend([word.to_lowercase(), hex(word.as_bytes())]);
        self
    }

    /// An id, however it is written.
    pub(crate) fn id(mut self, id: &str) -> Self {
        let id: Uuid = id.parse().unwrap();
        self.0.extend([id.to_string(), id.simple().to_string(), hex(id.to_string().as_bytes())]);
        self
    }

    /// Where they are found now.
    pub(crate) async fn found(&self, world: &World) -> Vec<String> {
        let mut found = self.in_databases(world).await;
        found.extend(self.in_logs(world));
        found
    }

    /// Where they are found in the databases: `database.schema.table`.
    pub(crate) async fn in_databases(&self, world: &World) -> Vec<String> {
        let mut found = Vec::new();
        for database in ["packytrace", "keycloak"] {
            let mut connection = world.superuser(database).await;
            for table in tables(&mut connection).await {
                if self.is_in(&mut connection, &table).await {
                    found.push(format!("{database}.{table}"));
                }
            }
        }
        found
    }

    async fn is_in(&self, connection: &mut PgConnection, table: &str) -> bool {
        let wanted: Vec<String> = self.0.iter().map(|word| format!("%{word}%")).collect();
        // A row as text holds every column; `bytea` stands there in hexadecimal.
        let sql = format!("SELECT EXISTS (SELECT FROM {table} AS line WHERE line::text ILIKE ANY ($1))");
        sqlx::query_scalar(AssertSqlSafe(sql)).bind(wanted).fetch_one(connection).await.unwrap()
    }

    fn in_logs(&self, world: &World) -> Vec<String> {
        let logs = std::fs::read_dir(world.fleet.path("logs")).unwrap().flatten();
        let mut found = Vec::new();
        for log in logs {
            let text = String::from_utf8_lossy(&std::fs::read(log.path()).unwrap()).to_lowercase();
            let lines = text.lines().filter(|line| self.0.iter().any(|word| line.contains(word)));
            found.extend(lines.take(2).map(|line| format!("{}: {line}", log.file_name().display())));
        }
        found
    }

    /// Waits until nothing is left in any database; what is kept back is told.
    pub(crate) async fn gone(&self, world: &World) {
        let mut left = Vec::new();
        for _ in 0..20 {
            left = self.in_databases(world).await;
            if left.is_empty() {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(250)).await;
        }
        panic!("traces stay in {left:#?}");
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn tables(connection: &mut PgConnection) -> Vec<String> {
    sqlx::query_scalar(
        "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY 1",
    )
    .fetch_all(connection)
    .await
    .unwrap()
}

impl World {
    /// Past every wall.
    pub(crate) async fn superuser(&self, database: &str) -> PgConnection {
        let mut url: Url = self.fleet.superuser_url().unwrap().parse().unwrap();
        url.set_path(database);
        PgConnection::connect(url.as_str()).await.unwrap()
    }

    /// Every visitor that belongs to an account.
    pub(crate) async fn visitors_of(&self, account: &str) -> Vec<String> {
        let account: Uuid = account.parse().unwrap();
        let visitors: Vec<Uuid> =
            sqlx::query_scalar("SELECT visitor_id FROM identity.visitors WHERE account_id = $1")
                .bind(account)
                .fetch_all(&mut self.superuser("packytrace").await)
                .await
                .unwrap();
        visitors.iter().map(Uuid::to_string).collect()
    }

    /// Who made a scan.
    pub(crate) async fn visitor_of(&self, scan: &str) -> String {
        let scan: Uuid = scan.parse().unwrap();
        let visitor: Uuid = sqlx::query_scalar("SELECT visitor_id FROM passport.scans WHERE scan_id = $1")
            .bind(scan)
            .fetch_one(&mut self.superuser("packytrace").await)
            .await
            .unwrap();
        visitor.to_string()
    }

    /// The name that Keycloak knows somebody by.
    pub(crate) async fn subject_of(&self, email: &str) -> Option<String> {
        sqlx::query_scalar("SELECT id FROM user_entity WHERE email = $1")
            .bind(email)
            .fetch_optional(&mut self.superuser("keycloak").await)
            .await
            .unwrap()
    }

    /// Waits until Keycloak knows nobody of this address.
    pub(crate) async fn forgotten_by_keycloak(&self, email: &str) {
        within(30, "Keycloak forgets the person", || async {
            self.subject_of(email).await.is_none().then_some(())
        })
        .await;
    }
}
