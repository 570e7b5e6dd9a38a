//! Health profiles on PostgreSQL, sealed.

use async_trait::async_trait;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::failure::{corrupt, store_error};
use messaging::idempotency;
use service_kit::{idempotency::Claim, ids::AccountId, tombstones::Tombstones};
use sqlx::{PgConnection, PgPool, Postgres, Transaction};

use super::{
    audit, consents, content,
    failure::command_error,
    guard,
    keys::{self, Row},
};
use crate::{
    adapters::vault::{KeyRing, Place},
    application::ports::{
        CommandError, Done, Expected, HealthProfiles, ProfileTag, Purpose, PutCommand, PutError, StoreError,
        StoredProfile,
    },
};

/// The stored profiles.
#[derive(Clone)]
pub struct PgProfiles {
    pool: PgPool,
    ring: KeyRing,
    tombstones: Tombstones,
}

impl PgProfiles {
    /// On this pool, with these configured keys.
    #[must_use]
    pub fn new(pool: PgPool, ring: KeyRing, tombstones: Tombstones) -> Self {
        Self { pool, ring, tombstones }
    }

    /// Opens the profile, and notes it.
    async fn open(
        &self,
        conn: &mut PgConnection,
        account: AccountId,
        purpose: Purpose,
        at: Timestamp,
    ) -> Result<Option<StoredProfile>, StoreError> {
        let row = sqlx::query_file!("queries/find_profile.sql", account.as_uuid())
            .fetch_optional(&mut *conn)
            .await
            .map_err(store_error)?;
        let Some(row) = row else { return Ok(None) };
        audit::note(conn, account, purpose, 1, at).await?;
        let key = Row::new(row.key_id, row.wrapped, row.wrapped_by);
        let key = self.ring.unwrap(account, key.key_id, &key.wrapped).map_err(corrupt)?;
        let plain = key.open(Place::Profile(account, row.version), &row.sealed).map_err(corrupt)?;
        Ok(Some(StoredProfile {
            profile: content::read_profile(&plain)?,
            tag: ProfileTag { key: row.key_id, version: row.version },
            written_at: row.written_at.to_jiff(),
        }))
    }

    /// Ends the command without a change, and shows the person what stands.
    async fn show(
        &self,
        mut tx: Transaction<'_, Postgres>,
        account: AccountId,
        at: Timestamp,
    ) -> Result<Option<StoredProfile>, StoreError> {
        let current = self.open(&mut tx, account, Purpose::ShowProfile, at).await?;
        tx.commit().await.map_err(store_error)?;
        Ok(current)
    }

    async fn write(
        &self,
        conn: &mut PgConnection,
        command: PutCommand,
        before: Option<ProfileTag>,
    ) -> Result<StoredProfile, PutError> {
        let PutCommand { account, profile, at, .. } = command;
        let key = keys::find_or_draw(conn, &self.ring, account, at).await?;
        let version = before.map_or(1, |tag| tag.version + 1);
        let plain = content::write_profile(&profile)?;
        let sealed = key.seal(Place::Profile(account, version), &plain).map_err(corrupt)?;
        sqlx::query_file!("queries/put_profile.sql", account.as_uuid(), version, sealed, at.to_sqlx())
            .execute(conn)
            .await
            .map_err(store_error)?;
        Ok(StoredProfile { profile, tag: ProfileTag { key: key.id(), version }, written_at: at })
    }
}

/// Whether the writer knows what they replace.
fn knows(expected: &Expected, current: Option<ProfileTag>) -> Result<(), Unaware> {
    match (expected, current) {
        (Expected::Nothing, None) => Ok(()),
        (Expected::Any, Some(_)) => Ok(()),
        (Expected::Nothing, Some(_)) => Err(Unaware::NotNamed),
        (Expected::Tag(tag), Some(current)) if *tag == current => Ok(()),
        (Expected::Tag(_) | Expected::Any | Expected::Foreign, _) => Err(Unaware::Stale),
    }
}

enum Unaware {
    NotNamed,
    Stale,
}

/// The state of the person's profile, unopened.
async fn tag(conn: &mut PgConnection, account: AccountId) -> Result<Option<ProfileTag>, StoreError> {
    let row = sqlx::query_file!("queries/profile_tag.sql", account.as_uuid())
        .fetch_optional(conn)
        .await
        .map_err(store_error)?;
    Ok(row.map(|row| ProfileTag { key: row.key_id, version: row.version }))
}

#[async_trait]
impl HealthProfiles for PgProfiles {
    #[tracing::instrument(name = "profiles.read", skip_all)]
    async fn read(
        &self,
        account: AccountId,
        purpose: Purpose,
        at: Timestamp,
    ) -> Result<Option<StoredProfile>, StoreError> {
        let mut tx = self.pool.begin().await.map_err(store_error)?;
        let found = self.open(&mut tx, account, purpose, at).await?;
        tx.commit().await.map_err(store_error)?;
        Ok(found)
    }

    #[tracing::instrument(name = "profiles.put", skip_all)]
    async fn put(&self, command: PutCommand) -> Result<Done<StoredProfile>, PutError> {
        let (account, at) = (command.account, command.at);
        let mut tx = self.pool.begin().await.map_err(command_error)?;
        guard::enter(&mut tx, &self.tombstones, account, None).await?;
        guard::still_granted(&mut tx, account, command.grant).await?;
        let key = command.key.clone();
        if earlier(&mut tx, account, key.as_ref(), at).await? {
            let current = self.show(tx, account, at).await?;
            return current.map(Done::Before).ok_or(CommandError::Withdrawn.into());
        }
        let tag = tag(&mut tx, account).await?;
        match knows(&command.expected, tag) {
            Ok(()) => {}
            Err(Unaware::NotNamed) => return Err(PutError::NotNamed),
            Err(Unaware::Stale) => {
                return Err(PutError::Stale(self.show(tx, account, at).await?.map(Box::new)));
            }
        }
        let stored = self.write(&mut tx, command, tag).await?;
        idempotency::remember(&mut tx, account.as_uuid(), key.as_ref(), stored.tag.key, at).await?;
        tx.commit().await.map_err(command_error)?;
        Ok(Done::Now(stored))
    }

    #[tracing::instrument(name = "profiles.delete", skip_all)]
    async fn delete(
        &self,
        account: AccountId,
        expected: Expected,
        key: Option<Claim>,
        at: Timestamp,
    ) -> Result<(), PutError> {
        let mut tx = self.pool.begin().await.map_err(command_error)?;
        guard::enter(&mut tx, &self.tombstones, account, None).await?;
        if earlier(&mut tx, account, key.as_ref(), at).await? {
            return Ok(());
        }
        let current = tag(&mut tx, account).await?;
        if expected != Expected::Nothing && knows(&expected, current).is_err() {
            return Err(PutError::Stale(self.show(tx, account, at).await?.map(Box::new)));
        }
        consents::destroy_key(&mut tx, account).await.map_err(store_error)?;
        idempotency::remember(&mut tx, account.as_uuid(), key.as_ref(), account.as_uuid(), at).await?;
        tx.commit().await.map_err(command_error)?;
        Ok(())
    }
}

/// Whether the same command was carried out before.
async fn earlier(
    conn: &mut PgConnection,
    account: AccountId,
    key: Option<&Claim>,
    at: Timestamp,
) -> Result<bool, CommandError> {
    Ok(idempotency::before(conn, account.as_uuid(), key, at).await?.is_some())
}
