//! What else is held about a person.

use async_trait::async_trait;
use messaging::failure::store_error;
use service_kit::ids::AccountId;
use sqlx::PgPool;
use uuid::Uuid;

use crate::application::ports::{AuditEntry, PersonalRecords, StoreError};

/// The stored records.
#[derive(Clone)]
pub struct PgPersonalRecords(PgPool);

impl PgPersonalRecords {
    /// On this pool.
    #[must_use]
    pub fn new(pool: PgPool) -> Self {
        Self(pool)
    }
}

#[async_trait]
impl PersonalRecords for PgPersonalRecords {
    async fn audit(
        &self,
        account: AccountId,
        after: Option<Uuid>,
        limit: i64,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        let after = after.unwrap_or(Uuid::nil());
        let rows = sqlx::query_file!("queries/audit_of_account.sql", account.as_uuid(), after, limit)
            .fetch_all(&self.0)
            .await
            .map_err(store_error)?;
        let entry = rows.into_iter().map(|row| AuditEntry {
            id: row.audit_id,
            reader: row.reader,
            purpose: row.purpose,
            opened: row.opened,
            at: row.opened_at.to_jiff(),
        });
        Ok(entry.collect())
    }
}
