//! Whether an account said no to measurement, for all of its browsers.

use messaging::failure::store_error;
use service_kit::ids::AccountId;
use sqlx::PgConnection;

use crate::application::ports::StoreError;

/// The version of the text after which it said no; `None` when it did not.
pub(super) async fn of_account(
    conn: &mut PgConnection,
    account: AccountId,
) -> Result<Option<String>, StoreError> {
    sqlx::query_file_scalar!("queries/account_objection.sql", account.as_uuid())
        .fetch_optional(conn)
        .await
        .map_err(store_error)
}
