//! Whose a visitor is.

use jiff_sqlx::ToSqlx as _;
use service_kit::ids::{AccountId, VisitorId};
use sqlx::PgConnection;

/// Notes that the visitor became the account's.
///
/// # Errors
/// The database failed.
pub async fn link(
    conn: &mut PgConnection,
    visitor: VisitorId,
    account: AccountId,
    at: jiff::Timestamp,
) -> sqlx::Result<()> {
    sqlx::query_file!("queries/link_visitor.sql", visitor.as_uuid(), account.as_uuid(), at.to_sqlx())
        .execute(conn)
        .await
        .map(drop)
}
