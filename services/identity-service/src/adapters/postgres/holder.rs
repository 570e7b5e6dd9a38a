//! What this service holds about persons, for when a backup was restored.

use async_trait::async_trait;
use messaging::{
    Failure,
    rights::{Holder, Person, Removed},
};
use service_kit::{
    ids::{AccountId, VisitorId},
    tombstones::Subject,
};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::domain::erasure::SELF;

/// Accounts, visitors, links, consents.
#[derive(Debug, Clone, Copy)]
pub struct PgHolder;

#[async_trait]
impl Holder for PgHolder {
    fn name(&self) -> &'static str {
        SELF
    }

    async fn erase(&self, conn: &mut PgConnection, person: &Person) -> Result<Removed, Failure> {
        let visitors: Vec<_> = person.visitors.iter().map(VisitorId::as_uuid).collect();
        let account = person.account.map(|account| account.as_uuid());
        sqlx::query_file!("queries/erase_person.sql", account, &visitors).fetch_one(conn).await?;
        Ok(Removed::new())
    }

    async fn held(
        &self,
        conn: &mut PgConnection,
        after: Option<Subject>,
        limit: i64,
    ) -> Result<Vec<Subject>, Failure> {
        if let None | Some(Subject::Account(_)) = after {
            let accounts = accounts(conn, after, limit).await?;
            if !accounts.is_empty() {
                return Ok(accounts);
            }
        }
        let after = match after {
            Some(Subject::Visitor(visitor)) => visitor.as_uuid(),
            Some(Subject::Account(_)) | None => Uuid::nil(),
        };
        let ids = sqlx::query_file_scalar!("queries/held_visitors.sql", after, limit).fetch_all(conn).await?;
        Ok(ids.into_iter().map(|id| Subject::Visitor(VisitorId::from_uuid(id))).collect())
    }
}

async fn accounts(conn: &mut PgConnection, after: Option<Subject>, limit: i64) -> sqlx::Result<Vec<Subject>> {
    let after = match after {
        Some(Subject::Account(account)) => account.as_uuid(),
        Some(Subject::Visitor(_)) | None => Uuid::nil(),
    };
    let ids = sqlx::query_file_scalar!("queries/held_accounts.sql", after, limit).fetch_all(conn).await?;
    Ok(ids.into_iter().map(|id| Subject::Account(AccountId::from_uuid(id))).collect())
}
