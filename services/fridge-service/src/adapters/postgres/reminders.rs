//! Everybody's settings.

use async_trait::async_trait;
use jiff::{Timestamp, tz::TimeZone};
use jiff_sqlx::ToSqlx as _;
use messaging::{
    failure::{corrupt, store_error},
    idempotency,
};
use service_kit::{ids::AccountId, tombstones::Tombstones, version::Unmet};
use sqlx::{PgConnection, PgPool};

use super::{failure::command_error, guard};
use crate::{
    application::ports::{
        CommandError, Expected, PutCommand, PutError, ReminderStore, StoreError, StoredReminders,
    },
    domain::settings::{Settings, Zone},
};

/// The stored settings.
#[derive(Clone)]
pub struct PgReminders {
    pool: PgPool,
    tombstones: Tombstones,
}

impl PgReminders {
    /// On this pool.
    #[must_use]
    pub fn new(pool: PgPool, tombstones: Tombstones) -> Self {
        Self { pool, tombstones }
    }
}

pub(super) struct Row {
    pub(super) version: i64,
    pub(super) lead_days: i16,
    pub(super) hour: i16,
    pub(super) time_zone: String,
    pub(super) email: bool,
    pub(super) language: String,
}

/// A number that is none of ours.
#[derive(Debug, thiserror::Error)]
#[error("a setting that cannot be")]
struct Senseless;

impl Row {
    pub(super) fn read(self) -> Result<StoredReminders, StoreError> {
        let small = |number: i16| u8::try_from(number).map_err(corrupt);
        // A zone that the machine has forgotten is no reason to show nothing.
        let zone = TimeZone::get(&self.time_zone).ok().and_then(Zone::of).unwrap_or_else(Zone::utc);
        let settings = Settings {
            lead_days: small(self.lead_days)?.try_into().map_err(|_| corrupt(Senseless))?,
            hour: small(self.hour)?.try_into().map_err(|_| corrupt(Senseless))?,
            zone,
            email: self.email,
        };
        let language = self.language.parse().map_err(corrupt)?;
        Ok(StoredReminders { settings, language, version: self.version })
    }
}

/// Who looked for nothing looks again now, if it is the person's hour still.
///
/// # Errors
/// The database failed.
pub async fn bring_forward(conn: &mut PgConnection, account: AccountId, at: Timestamp) -> sqlx::Result<()> {
    sqlx::query_file!("queries/bring_forward.sql", account.as_uuid(), at.to_sqlx())
        .execute(conn)
        .await
        .map(drop)
}

pub(super) async fn find(conn: &mut PgConnection, account: AccountId) -> Result<StoredReminders, StoreError> {
    let row = sqlx::query_file_as!(Row, "queries/find_reminders.sql", account.as_uuid())
        .fetch_optional(conn)
        .await
        .map_err(store_error)?;
    Ok(row.map(Row::read).transpose()?.unwrap_or_default())
}

async fn write(conn: &mut PgConnection, command: &PutCommand, version: i64) -> Result<(), StoreError> {
    let Settings { lead_days, hour, zone, email } = &command.settings;
    sqlx::query_file!(
        "queries/put_reminders.sql",
        command.actor.account.as_uuid(),
        version,
        i16::from(lead_days.get()),
        i16::from(hour.get()),
        zone.name(),
        email,
        command.language.code(),
        command.next_at.to_sqlx(),
    )
    .execute(conn)
    .await
    .map_err(store_error)
    .map(drop)
}

/// Whether the writer knows what they replace.
fn knows(expected: Expected, current: &StoredReminders) -> Result<(), PutError> {
    let there = (current.version > 0).then_some(current.version);
    expected.meets(there).map_err(|unmet| match unmet {
        Unmet::NotNamed => PutError::NotNamed,
        Unmet::Stale => PutError::Stale(Box::new(current.clone())),
    })
}

#[async_trait]
impl ReminderStore for PgReminders {
    async fn find(&self, account: AccountId) -> Result<StoredReminders, StoreError> {
        let mut conn = self.pool.acquire().await.map_err(store_error)?;
        find(&mut conn, account).await
    }

    #[tracing::instrument(name = "reminders.put", skip_all)]
    async fn put(&self, command: PutCommand) -> Result<StoredReminders, PutError> {
        let (account, key, at) = (command.actor.account, command.key.as_ref(), command.at);
        let mut tx = self.pool.begin().await.map_err(command_error)?;
        guard::enter(&mut tx, &self.tombstones, &command.actor).await?;
        let current = find(&mut tx, account).await?;
        let before = idempotency::before(&mut tx, account.as_uuid(), key, at).await;
        if before.map_err(CommandError::from)?.is_some() {
            return Ok(current);
        }
        knows(command.expected, &current)?;
        let version = current.version + 1;
        write(&mut tx, &command, version).await?;
        idempotency::remember(&mut tx, account.as_uuid(), key, account.as_uuid(), at).await?;
        tx.commit().await.map_err(command_error)?;
        Ok(StoredReminders { settings: command.settings, language: command.language, version })
    }
}
