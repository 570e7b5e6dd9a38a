//! What this service holds about persons, for erasures.

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

/// Scans, reports, links, visitors and idempotency keys.
#[derive(Debug, Clone, Copy)]
pub struct PgHolder;

#[async_trait]
impl Holder for PgHolder {
    fn name(&self) -> &'static str {
        "passport-service"
    }

    async fn erase(&self, conn: &mut PgConnection, person: &Person) -> Result<Removed, Failure> {
        let visitors: Vec<_> = person.visitors.iter().map(VisitorId::as_uuid).collect();
        let account = person.account.map(|account| account.as_uuid());
        let gone = sqlx::query_file!("queries/erase_person.sql", account, &visitors).fetch_one(conn).await?;
        let counts = [
            ("scans", gone.scans),
            ("reports", gone.reports),
            ("idempotency_keys", gone.idempotency_keys),
            ("links", gone.links),
            ("visitors", gone.visitors),
        ];
        Ok(counts.map(|(kind, count)| (kind.to_owned(), count)).into())
    }

    async fn held(
        &self,
        conn: &mut PgConnection,
        after: Option<Subject>,
        limit: i64,
    ) -> Result<Vec<Subject>, Failure> {
        let first_visitor = match after {
            Some(Subject::Visitor(visitor)) => visitor.as_uuid(),
            Some(Subject::Account(_)) | None => Uuid::nil(),
        };
        if let None | Some(Subject::Account(_)) = after {
            let accounts = accounts(conn, after, limit).await?;
            if !accounts.is_empty() {
                return Ok(accounts);
            }
        }
        let visitors = sqlx::query_file_scalar!("queries/held_visitors.sql", first_visitor, limit);
        let visitors = visitors.fetch_all(conn).await?;
        Ok(visitors.into_iter().map(|id| Subject::Visitor(VisitorId::from_uuid(id))).collect())
    }
}

async fn accounts(conn: &mut PgConnection, after: Option<Subject>, limit: i64) -> sqlx::Result<Vec<Subject>> {
    let after = match after {
        Some(Subject::Account(account)) => account.as_uuid(),
        Some(Subject::Visitor(_)) | None => Uuid::nil(),
    };
    let accounts =
        sqlx::query_file_scalar!("queries/held_accounts.sql", after, limit).fetch_all(conn).await?;
    Ok(accounts.into_iter().map(|id| Subject::Account(AccountId::from_uuid(id))).collect())
}
