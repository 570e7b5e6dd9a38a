//! Roles, databases and schemas from `deployment/postgres`; running it again changes nothing.

use sqlx::{AssertSqlSafe, Connection, PgConnection};

use crate::error::{Doing, FleetError, Result};
use crate::layout::Checkout;
use crate::postgres::{SUPERUSER, password_name, url};
use crate::secrets::Secrets;

/// The database of the six schemas.
pub(crate) const DATABASE: &str = "packytrace";

/// The six schemas; `<schema>_owner` migrates, `<schema>_service` serves.
pub const SCHEMAS: [&str; 6] =
    ["passport", "personalization", "fridge", "identity", "measurement", "brand_analytics"];

/// Every role that signs in with a password of the fleet.
pub(crate) fn roles() -> Vec<String> {
    let pairs = SCHEMAS.iter().flat_map(|schema| [format!("{schema}_owner"), format!("{schema}_service")]);
    pairs.chain(["keycloak".to_owned()]).collect()
}

/// Brings a server to what the files say.
pub(crate) async fn provision(checkout: &Checkout, secrets: &Secrets, port: u16) -> Result<()> {
    let mut server = connect(&url(secrets, SUPERUSER, port, "postgres")?).await?;
    give_passwords(&mut server, secrets).await?;
    execute(&mut server, checkout, "10-roles.sql").await?;
    make_databases(&mut server, &checkout.read("deployment/postgres/20-databases.sql")?).await?;
    close(server).await?;
    let mut database = connect(&url(secrets, SUPERUSER, port, DATABASE)?).await?;
    execute(&mut database, checkout, "30-schemas.sql").await?;
    close(database).await
}

async fn give_passwords(server: &mut PgConnection, secrets: &Secrets) -> Result<()> {
    for role in roles() {
        sqlx::query("SELECT set_config($1, $2, false)")
            .bind(format!("packytrace.password_{role}"))
            .bind(secrets.hex(&password_name(&role))?)
            .execute(&mut *server)
            .await
            .doing("naming the roles' passwords")?;
    }
    Ok(())
}

async fn execute(connection: &mut PgConnection, checkout: &Checkout, file: &str) -> Result<()> {
    let sql = checkout.read(&format!("deployment/postgres/{file}"))?;
    sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(connection)
        .await
        .doing(format!("running deployment/postgres/{file}"))
        .map(|_| ())
}

/// `CREATE DATABASE` stands alone, and one that exists is as good.
async fn make_databases(server: &mut PgConnection, sql: &str) -> Result<()> {
    for statement in sql.split(';').map(str::trim).filter(|statement| !statement.is_empty()) {
        let made = sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(&mut *server).await;
        match made {
            Err(sqlx::Error::Database(refusal)) if refusal.code().as_deref() == Some(DUPLICATE_DATABASE) => {}
            Err(source) => return Err(FleetError::Database { doing: statement.to_owned(), source }),
            Ok(_) => {}
        }
    }
    Ok(())
}

const DUPLICATE_DATABASE: &str = "42P04";

async fn connect(url: &str) -> Result<PgConnection> {
    PgConnection::connect(url).await.doing("connecting to PostgreSQL")
}

async fn close(connection: PgConnection) -> Result<()> {
    connection.close().await.doing("leaving PostgreSQL")
}
