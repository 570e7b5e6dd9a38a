//! A consent that was withdrawn: what was kept on its strength goes.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::outbox::hold_streams;
use service_kit::ids::AccountId;
use sqlx::PgConnection;

/// Destroys the person's key with all that it sealed, and remembers since when: a command that still believes in the consent waits,
/// and finds it gone.
///
/// # Errors
/// The database failed.
pub async fn withdraw(conn: &mut PgConnection, account: AccountId, at: Timestamp) -> sqlx::Result<()> {
    hold_streams(conn, &[account.to_string()]).await?;
    sqlx::query_file!("queries/note_withdrawal.sql", account.as_uuid(), at.to_sqlx())
        .execute(&mut *conn)
        .await?;
    destroy_key(conn, account).await
}

pub(super) async fn destroy_key(conn: &mut PgConnection, account: AccountId) -> sqlx::Result<()> {
    sqlx::query_file!("queries/destroy_key.sql", account.as_uuid()).fetch_one(conn).await.map(drop)
}
