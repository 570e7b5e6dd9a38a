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

/// Fridges, settings, mails and calendars.
#[derive(Debug, Clone, Copy)]
pub struct PgHolder;

#[async_trait]
impl Holder for PgHolder {
    fn name(&self) -> &'static str {
        "fridge-service"
    }

    async fn erase(&self, conn: &mut PgConnection, person: &Person) -> Result<Removed, Failure> {
        let visitors: Vec<_> = person.visitors.iter().map(VisitorId::as_uuid).collect();
        let account = person.account.map(|account| account.as_uuid());
        let gone = sqlx::query_file!("queries/erase_person.sql", account, &visitors).fetch_one(conn).await?;
        let counts = [("events", gone.events), ("reminders", gone.reminders), ("calendars", gone.calendars)];
        Ok(counts.map(|(kind, count)| (kind.to_owned(), count)).into())
    }

    async fn held(
        &self,
        conn: &mut PgConnection,
        after: Option<Subject>,
        limit: i64,
    ) -> Result<Vec<Subject>, Failure> {
        let (id, is_account) = match after {
            Some(Subject::Account(account)) => (account.as_uuid(), true),
            Some(Subject::Visitor(visitor)) => (visitor.as_uuid(), false),
            None => (Uuid::nil(), true),
        };
        let rows =
            sqlx::query_file!("queries/held_subjects.sql", id, is_account, limit).fetch_all(conn).await?;
        let subject = |(id, is_account)| match is_account {
            true => Subject::Account(AccountId::from_uuid(id)),
            false => Subject::Visitor(VisitorId::from_uuid(id)),
        };
        Ok(rows.into_iter().map(|row| subject((row.id, row.is_account))).collect())
    }
}
