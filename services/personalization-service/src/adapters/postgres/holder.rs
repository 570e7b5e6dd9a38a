//! What this service holds about persons, and how it forgets them.

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

/// Profiles, verdicts, and notes about their reading.
#[derive(Debug, Clone, Copy)]
pub struct PgHolder;

#[async_trait]
impl Holder for PgHolder {
    fn name(&self) -> &'static str {
        "personalization-service"
    }

    async fn erase(&self, conn: &mut PgConnection, person: &Person) -> Result<Removed, Failure> {
        let visitors: Vec<_> = person.visitors.iter().map(VisitorId::as_uuid).collect();
        let account = person.account.map(|account| account.as_uuid());
        let gone = sqlx::query_file!("queries/erase_person.sql", account, &visitors).fetch_one(conn).await?;
        let counts = [("profiles", gone.profiles), ("verdicts", gone.verdicts)];
        Ok(counts.map(|(kind, count)| (kind.to_owned(), count)).into())
    }

    async fn held(
        &self,
        conn: &mut PgConnection,
        after: Option<Subject>,
        limit: i64,
    ) -> Result<Vec<Subject>, Failure> {
        let after = match after {
            Some(Subject::Account(account)) => account.as_uuid(),
            // Nothing here is about a browser.
            Some(Subject::Visitor(_)) => return Ok(Vec::new()),
            None => Uuid::nil(),
        };
        let ids = sqlx::query_file_scalar!("queries/held_accounts.sql", after, limit).fetch_all(conn).await?;
        Ok(ids.into_iter().map(|id| Subject::Account(AccountId::from_uuid(id))).collect())
    }
}
