//! Commands on streams: locked, decided on folded state, recorded with all that follows, or not at all.

use async_trait::async_trait;
use jiff::Timestamp;
use messaging::{
    failure::{corrupt, outbox_error, store_error},
    idempotency, outbox,
};
use service_kit::{idempotency::Claim, ids::AccountId, tombstones::Tombstones};
use sqlx::{PgConnection, PgPool};

use super::{events, failure::command_error, folded, guard, items, reminders, scene::Scene};
use crate::{
    application::ports::{Actor, Carried, Command, CommandError, StoreError, StreamError, Streams, Wish},
    domain::{event::Event, fridge::Fridge, held::Held, item::ItemId},
};

/// The streams on PostgreSQL.
#[derive(Clone)]
pub struct PgStreams {
    pool: PgPool,
    tombstones: Tombstones,
}

impl PgStreams {
    /// On this pool.
    #[must_use]
    pub fn new(pool: PgPool, tombstones: Tombstones) -> Self {
        Self { pool, tombstones }
    }
}

/// Records what happened to the item, and shows it as it is then.
async fn record(
    conn: &mut PgConnection,
    Scene { event, mut held, settings }: Scene,
    actor: &Actor,
) -> Result<Carried, StoreError> {
    let (account, at) = (actor.account, event.recorded_at);
    let before = held.clone();
    Held::apply(&mut held, &event).map_err(corrupt)?;
    let either = held.as_ref().or(before.as_ref());
    let either = either.ok_or_else(|| corrupt("something happened to an item that is not there"))?;
    events::append(conn, &event, &either.item().added().food, actor).await?;
    let Some(held) = &held else {
        items::remove(conn, account, event.item).await?;
        return Ok(Carried { kept: items::kept(either, at), never_added: Some(at), settings });
    };
    folded::keep_some(conn, account, held, event.version, at).await?;
    Ok(Carried { kept: items::put_one(conn, account, held, at).await?, never_added: None, settings })
}

/// The item of a command that was carried out before: as it is now, or, if its adding was undone, as it was.
async fn again(conn: &mut PgConnection, account: AccountId, item: ItemId) -> Result<Carried, StoreError> {
    let settings = reminders::find(conn, account).await?.settings;
    if let Some(kept) = items::find(conn, account, item).await? {
        return Ok(Carried { kept, never_added: None, settings });
    }
    let events = events::of_item(conn, account, item).await?;
    let (undone, before) = events.split_last().ok_or_else(|| corrupt("a result without events"))?;
    let held = folded::fold_on(None, before)?.ok_or_else(|| corrupt("a result that is no item"))?;
    let at = undone.recorded_at;
    Ok(Carried { kept: items::kept(&held, at), never_added: Some(at), settings })
}

/// What the same command left before.
async fn earlier(
    conn: &mut PgConnection,
    account: AccountId,
    key: Option<&Claim>,
    at: Timestamp,
) -> Result<Option<Carried>, StreamError> {
    let claimed = idempotency::before(conn, account.as_uuid(), key, at).await.map_err(CommandError::from)?;
    match claimed {
        Some(item) => Ok(Some(again(conn, account, ItemId(item)).await?)),
        None => Ok(None),
    }
}

#[async_trait]
impl Streams for PgStreams {
    #[tracing::instrument(name = "streams.carry_out", skip_all)]
    async fn carry_out(&self, command: Command, wish: Wish<'_>) -> Result<Carried, StreamError> {
        let (actor, account, at) = (&command.actor, command.actor.account, command.at);
        let mut tx = self.pool.begin().await.map_err(command_error)?;
        guard::enter(&mut tx, &self.tombstones, actor).await?;
        if let Some(carried) = earlier(&mut tx, account, command.key.as_ref(), at).await? {
            return Ok(carried);
        }
        let scene = Scene::of(&mut tx, &command, wish).await?;
        let carried = record(&mut tx, scene, actor).await?;
        let result = command.item.0;
        idempotency::remember(&mut tx, account.as_uuid(), command.key.as_ref(), result, at).await?;
        tx.commit().await.map_err(command_error)?;
        Ok(carried)
    }

    async fn before(
        &self,
        actor: &Actor,
        key: &Claim,
        at: Timestamp,
    ) -> Result<Option<Carried>, StreamError> {
        let mut conn = self.pool.acquire().await.map_err(command_error)?;
        earlier(&mut conn, actor.account, Some(key), at).await
    }

    #[tracing::instrument(name = "streams.of_item", skip_all)]
    async fn of_item(&self, account: AccountId, item: ItemId) -> Result<Vec<Event>, StoreError> {
        let mut conn = self.pool.acquire().await.map_err(store_error)?;
        events::of_item(&mut conn, account, item).await
    }

    async fn accounts(&self, after: AccountId, limit: i64) -> Result<Vec<AccountId>, StoreError> {
        let ids = sqlx::query_file_scalar!("queries/next_accounts.sql", after.as_uuid(), limit)
            .fetch_all(&self.pool)
            .await
            .map_err(store_error)?;
        Ok(ids.into_iter().map(AccountId::from_uuid).collect())
    }

    async fn count(&self) -> Result<u64, StoreError> {
        let count = sqlx::query_file_scalar!("queries/count_accounts.sql")
            .fetch_one(&self.pool)
            .await
            .map_err(store_error)?;
        u64::try_from(count).map_err(corrupt)
    }

    #[tracing::instrument(name = "streams.rebuild", skip_all)]
    async fn rebuild(&self, account: AccountId, at: Timestamp) -> Result<u64, StoreError> {
        let mut tx = self.pool.begin().await.map_err(store_error)?;
        outbox::lock_stream(&mut tx, &account.to_string()).await.map_err(outbox_error)?;
        let mut fridge = Fridge::empty();
        loop {
            let page = events::page(&mut tx, account, fridge.version()).await?;
            if page.is_empty() {
                break;
            }
            page.iter().try_for_each(|event| fridge.apply(event)).map_err(corrupt)?;
        }
        items::clear(&mut tx, account).await?;
        let held: Vec<_> = fridge.items().collect();
        items::put(&mut tx, account, &held, at).await?;
        for held in held {
            folded::keep_long(&mut tx, account, held, fridge.version(), at).await?;
        }
        tx.commit().await.map_err(store_error)?;
        Ok(fridge.version())
    }
}
