//! Notes that something was opened, in the transaction that opens it.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::failure::store_error;
use service_kit::ids::{AccountId, uuid_v7};
use sqlx::PgConnection;

use crate::application::ports::{Purpose, StoreError};

/// That `opened` things of this account were opened.
pub(super) async fn note(
    conn: &mut PgConnection,
    account: AccountId,
    purpose: Purpose,
    opened: usize,
    at: Timestamp,
) -> Result<(), StoreError> {
    let Ok(opened @ 1..) = i32::try_from(opened) else { return Ok(()) };
    sqlx::query_file!(
        "queries/audit.sql",
        uuid_v7(at),
        account.as_uuid(),
        purpose.reader(),
        purpose.as_str(),
        opened,
        at.to_sqlx(),
    )
    .execute(conn)
    .await
    .map_err(store_error)
    .map(drop)
}
