//! Erasures on PostgreSQL.

use async_trait::async_trait;
use contracts::events::ErasureRequested;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use messaging::failure::{corrupt, outbox_error, store_error};
use messaging::{
    outbox::{self, Outgoing},
    rights::{forget_streams, note_tombstones},
};
use service_kit::{
    ids::{AccountId, ErasureId, VisitorId, uuid_v7},
    tombstones::{Subject as Buried, Tombstones},
};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::{events, rows::Senseless};
use crate::{
    adapters::tombstones::of_subject,
    application::ports::{Census, Erasures, Overdue, StoreError},
    domain::erasure::{Erasure, Receipt, SELF, Whom},
};

/// The stored sagas.
#[derive(Clone)]
pub struct PgErasures {
    pool: PgPool,
    tombstones: Tombstones,
}

impl PgErasures {
    /// On this pool, with the tombstones of this service.
    #[must_use]
    pub fn new(pool: PgPool, tombstones: Tombstones) -> Self {
        Self { pool, tombstones }
    }
}

fn uuids(visitors: &[VisitorId]) -> Vec<Uuid> {
    visitors.iter().map(VisitorId::as_uuid).collect()
}

/// The stream under which everybody is told: the account, or the visitor without one.
fn stream(whom: &Whom) -> String {
    match whom {
        Whom::Account { account, .. } => account.to_string(),
        Whom::Visitor(visitor) => visitor.to_string(),
    }
}

fn account(whom: &Whom) -> Option<AccountId> {
    match whom {
        Whom::Account { account, .. } => Some(*account),
        Whom::Visitor(_) => None,
    }
}

/// Whatever may change what is known about the person waits.
async fn lock(conn: &mut PgConnection, whom: &Whom, visitors: &[VisitorId]) -> Result<(), StoreError> {
    let mut locks: Vec<_> = visitors.iter().map(ToString::to_string).collect();
    locks.push(stream(whom));
    if let Whom::Account { subject, .. } = whom {
        locks.push(events::subject_lock(subject));
    }
    events::lock(conn, &locks).await.map_err(outbox_error)
}

/// Visitors of the account that are not among these.
async fn others(conn: &mut PgConnection, whom: &Whom, told: &[VisitorId]) -> Result<bool, StoreError> {
    let Some(account) = account(whom) else { return Ok(false) };
    let visitors = linked(conn, account).await?;
    Ok(visitors.iter().any(|visitor| !told.contains(visitor)))
}

async fn linked(conn: &mut PgConnection, account: AccountId) -> Result<Vec<VisitorId>, StoreError> {
    let ids = sqlx::query_file_scalar!("queries/visitors_of_account.sql", account.as_uuid());
    let ids = ids.fetch_all(conn).await.map_err(store_error)?;
    Ok(ids.into_iter().map(VisitorId::from_uuid).collect())
}

#[async_trait]
impl Erasures for PgErasures {
    #[tracing::instrument(name = "erasures.begin", skip_all)]
    async fn begin(
        &self,
        id: ErasureId,
        account: AccountId,
        now: Timestamp,
    ) -> Result<Option<ErasureId>, StoreError> {
        let account = account.as_uuid();
        sqlx::query_file!("queries/begin_account_erasure.sql", id.as_uuid(), account, now.to_sqlx())
            .execute(&self.pool)
            .await
            .map_err(store_error)?;
        let begun = sqlx::query_file_scalar!("queries/erasure_of_account.sql", account);
        let begun = begun.fetch_optional(&self.pool).await.map_err(store_error)?;
        Ok(begun.map(ErasureId::from_uuid))
    }

    #[tracing::instrument(name = "erasures.begin_visitor", skip_all)]
    async fn begin_visitor(
        &self,
        id: ErasureId,
        visitor: VisitorId,
        now: Timestamp,
    ) -> Result<ErasureId, StoreError> {
        let visitor = visitor.as_uuid();
        let begun =
            sqlx::query_file!("queries/begin_visitor_erasure.sql", id.as_uuid(), visitor, now.to_sqlx())
                .execute(&self.pool)
                .await
                .map_err(store_error)?;
        if begun.rows_affected() == 1 {
            return Ok(id);
        }
        let before = sqlx::query_file_scalar!("queries/erasure_of_visitor.sql", visitor);
        let before = before.fetch_optional(&self.pool).await.map_err(store_error)?;
        // It ended in this very moment: there is nothing left to erase, and the next request will begin anew.
        before.map(ErasureId::from_uuid).ok_or_else(|| StoreError::Unavailable(Senseless("erasure").into()))
    }

    async fn claim(&self, now: Timestamp, until: Timestamp) -> Result<Option<ErasureId>, StoreError> {
        let claimed = sqlx::query_file_scalar!("queries/claim_erasure.sql", now.to_sqlx(), until.to_sqlx());
        let claimed = claimed.fetch_optional(&self.pool).await.map_err(store_error)?;
        Ok(claimed.map(ErasureId::from_uuid))
    }

    async fn load(&self, id: ErasureId) -> Result<Option<Erasure>, StoreError> {
        let row = sqlx::query_file!("queries/load_erasure.sql", id.as_uuid())
            .fetch_optional(&self.pool)
            .await
            .map_err(store_error)?;
        let Some(row) = row.filter(|row| row.completed_at.is_none()) else { return Ok(None) };
        let visitors: Vec<_> = row.visitor_ids.into_iter().map(VisitorId::from_uuid).collect();
        let whom = match (row.account_id, row.subject, visitors.first()) {
            (Some(account), Some(subject), _) => Whom::Account {
                account: AccountId::from_uuid(account),
                subject: subject.parse().map_err(corrupt)?,
            },
            (None, None, Some(visitor)) => Whom::Visitor(*visitor),
            _ => return Err(corrupt(Senseless("erasure"))),
        };
        Ok(Some(Erasure {
            id,
            whom,
            visitors,
            barred: row.barred_at.is_some(),
            published_at: row.published_at.map(jiff_sqlx::Timestamp::to_jiff),
            confirmed: row.confirmed.into_iter().collect(),
            removed: row.removed_at.is_some(),
            tries: row.tries,
        }))
    }

    async fn visitors(&self, account: AccountId) -> Result<Vec<VisitorId>, StoreError> {
        linked(&mut *self.pool.acquire().await.map_err(store_error)?, account).await
    }

    async fn barred(&self, id: ErasureId, now: Timestamp) -> Result<(), StoreError> {
        let done = sqlx::query_file!("queries/note_barred.sql", id.as_uuid(), now.to_sqlx());
        done.execute(&self.pool).await.map_err(store_error).map(drop)
    }

    #[tracing::instrument(name = "erasures.publish", skip_all)]
    async fn publish(
        &self,
        erasure: &Erasure,
        visitors: &[VisitorId],
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut tx = self.pool.begin().await.map_err(store_error)?;
        lock(&mut tx, &erasure.whom, visitors).await?;
        if others(&mut tx, &erasure.whom, visitors).await? {
            return Ok(false);
        }
        let request = ErasureRequested {
            erasure_id: erasure.id.as_uuid(),
            account_id: account(&erasure.whom).map(|account| account.as_uuid()),
            visitor_ids: uuids(visitors),
            requested_at: now,
        };
        let event = Outgoing::new(stream(&erasure.whom), now, uuid_v7(now), &request);
        outbox::append(&mut tx, &event).await.map_err(outbox_error)?;
        sqlx::query_file!(
            "queries/note_published.sql",
            erasure.id.as_uuid(),
            &uuids(visitors),
            now.to_sqlx()
        )
        .execute(&mut *tx)
        .await
        .map_err(store_error)?;
        tx.commit().await.map_err(store_error)?;
        Ok(true)
    }

    #[tracing::instrument(name = "erasures.remove", skip_all)]
    async fn remove(&self, erasure: &Erasure, now: Timestamp) -> Result<bool, StoreError> {
        let mut tx = self.pool.begin().await.map_err(store_error)?;
        lock(&mut tx, &erasure.whom, &erasure.visitors).await?;
        let id = erasure.id.as_uuid();
        let complete = !others(&mut tx, &erasure.whom, &erasure.visitors).await?;
        if complete {
            self.forget(&mut tx, erasure).await.map_err(store_error)?;
            sqlx::query_file!("queries/confirm_erasure.sql", id, SELF, now.to_sqlx(), now.to_sqlx())
                .execute(&mut *tx)
                .await
                .map_err(store_error)?;
            let removed = sqlx::query_file!("queries/note_removed.sql", id, now.to_sqlx());
            removed.execute(&mut *tx).await.map_err(store_error)?;
        } else {
            sqlx::query_file!("queries/publish_anew.sql", id).execute(&mut *tx).await.map_err(store_error)?;
        }
        tx.commit().await.map_err(store_error)?;
        Ok(complete)
    }

    async fn complete(&self, id: ErasureId, now: Timestamp) -> Result<(), StoreError> {
        let done = sqlx::query_file!("queries/complete_erasure.sql", id.as_uuid(), now.to_sqlx());
        done.execute(&self.pool).await.map_err(store_error).map(drop)
    }

    async fn postpone(&self, id: ErasureId, until: Timestamp, failed: bool) -> Result<(), StoreError> {
        let failures = i32::from(failed);
        let done = sqlx::query_file!("queries/postpone_erasure.sql", id.as_uuid(), until.to_sqlx(), failures);
        done.execute(&self.pool).await.map_err(store_error).map(drop)
    }

    #[tracing::instrument(name = "erasures.receipt", skip_all)]
    async fn receipt(&self, id: ErasureId) -> Result<Option<Receipt>, StoreError> {
        let row = sqlx::query_file!("queries/load_erasure.sql", id.as_uuid())
            .fetch_optional(&self.pool)
            .await
            .map_err(store_error)?;
        let Some(row) = row else { return Ok(None) };
        let confirmed = sqlx::query_file!("queries/erasure_confirmations.sql", id.as_uuid())
            .fetch_all(&self.pool)
            .await
            .map_err(store_error)?;
        Ok(Some(Receipt {
            told_at: row.published_at.unwrap_or(row.requested_at).to_jiff(),
            completed_at: row.completed_at.map(jiff_sqlx::Timestamp::to_jiff),
            confirmed: confirmed.into_iter().map(|row| (row.service, row.confirmed_at.to_jiff())).collect(),
        }))
    }

    async fn census(&self, now: Timestamp, overdue: Timestamp) -> Result<Census, StoreError> {
        let row = sqlx::query_file!("queries/erasure_census.sql", now.to_sqlx(), overdue.to_sqlx())
            .fetch_one(&self.pool)
            .await
            .map_err(store_error)?;
        Ok(Census { in_progress: row.in_progress, overdue: row.overdue, oldest_seconds: row.oldest_seconds })
    }

    async fn tell_overdue(&self, overdue: Timestamp) -> Result<Vec<Overdue>, StoreError> {
        let rows = sqlx::query_file!("queries/tell_overdue.sql", overdue.to_sqlx());
        let rows = rows.fetch_all(&self.pool).await.map_err(store_error)?;
        let told = rows.into_iter().map(|row| Overdue {
            id: ErasureId::from_uuid(row.erasure_id),
            barred: row.barred,
            confirmed: row.confirmed,
        });
        Ok(told.collect())
    }
}

impl PgErasures {
    /// Own records, and what outbox and inbox hold under the person's streams.
    async fn forget(&self, conn: &mut PgConnection, erasure: &Erasure) -> sqlx::Result<()> {
        let account = account(&erasure.whom).map(|account| account.as_uuid());
        sqlx::query_file!("queries/erase_person.sql", account, &uuids(&erasure.visitors))
            .fetch_one(&mut *conn)
            .await?;
        let mut streams: Vec<_> = erasure.visitors.iter().map(ToString::to_string).collect();
        streams.push(stream(&erasure.whom));
        forget_streams(conn, &streams).await?;
        let mut buried: Vec<_> = erasure.visitors.iter().copied().map(Buried::Visitor).collect();
        if let Whom::Account { account, subject } = &erasure.whom {
            buried.extend([Buried::Account(*account), of_subject(subject)]);
        }
        let digests: Vec<_> = buried.iter().map(|who| self.tombstones.digest(who)).collect();
        note_tombstones(conn, &digests).await
    }
}

/// Requests for exports that nobody may fetch any more.
pub(super) async fn drop_old_exports(
    pool: &PgPool,
    now: Timestamp,
    kept: SignedDuration,
) -> sqlx::Result<()> {
    let before = now.saturating_sub(kept).unwrap_or(Timestamp::MIN);
    sqlx::query_file!("queries/drop_old_exports.sql", before.to_sqlx()).execute(pool).await.map(drop)
}
