//! Commands on streams: locked, decided on folded state, recorded with all that follows, or not at all.

use async_trait::async_trait;
use jiff::Timestamp;
use messaging::{
    failure::{corrupt, outbox_error, store_error},
    idempotency, outbox,
};
use service_kit::{
    idempotency::Claim,
    ids::{AccountId, EventId},
    tombstones::Tombstones,
};
use sqlx::{PgConnection, PgPool};

use super::{
    events,
    failure::command_error,
    folded::{self, Folded},
    guard, items,
};
use crate::{
    application::ports::{
        Actor, Carried, Command, CommandError, Decide, Expected, KeptItem, StoreError, StreamError, Streams,
    },
    domain::{
        event::{Event, EventKind},
        fridge::Fridge,
        item::ItemId,
    },
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

/// What a command is decided on: what is there, and the one item itself when it has gone long ago.
struct Scene {
    folded: Folded,
    alone: Option<Fridge>,
}

impl Scene {
    async fn set(conn: &mut PgConnection, command: &Command) -> Result<Self, StoreError> {
        let account = command.actor.account;
        let folded = Folded::load(conn, account).await?;
        let known = command.is_new || folded.fridge.get(command.item).is_some();
        let alone = if known { None } else { Some(folded::alone(conn, account, command.item).await?) };
        Ok(Self { folded, alone })
    }

    fn fridge(&self) -> &Fridge {
        self.alone.as_ref().unwrap_or(&self.folded.fridge)
    }

    /// The stream's next event.
    fn event(&self, command: &Command, at: Timestamp, kind: EventKind) -> Event {
        Event {
            id: EventId::new_v7(command.at),
            version: self.folded.fridge.version() + 1,
            recorded_at: command.at,
            at,
            item: command.item,
            kind,
        }
    }

    async fn advance(
        &mut self,
        conn: &mut PgConnection,
        account: AccountId,
        event: &Event,
    ) -> Result<(), StoreError> {
        self.folded.advance(conn, account, event).await?;
        match &mut self.alone {
            Some(alone) => alone.apply_alone(event).map_err(corrupt),
            None => Ok(()),
        }
    }
}

/// Whether somebody who says that they saw this has seen how it is.
fn has_seen(expected: Expected, kept: &KeptItem) -> bool {
    match expected {
        Expected::Nothing | Expected::Any => true,
        Expected::Version(version) => version == i64::from(kept.item.version().get()),
        Expected::Foreign => false,
    }
}

/// Records what happened, and shows the item as it is then.
async fn record(
    conn: &mut PgConnection,
    scene: &mut Scene,
    event: &Event,
    actor: &Actor,
) -> Result<Carried, StoreError> {
    let before = scene.fridge().get(event.item).map(|held| items::kept(held, event.recorded_at));
    let food = match (&event.kind, &before) {
        (EventKind::Added(added), _) => added.food.clone(),
        (_, Some(before)) => before.item.added().food.clone(),
        (_, None) => return Err(corrupt("something happened to an item that is not there")),
    };
    events::append(conn, event, &food, actor).await?;
    scene.advance(conn, actor.account, event).await?;
    bring_digest_forward(conn, actor.account, event.recorded_at).await?;
    let Some(held) = scene.fridge().get(event.item) else {
        items::remove(conn, actor.account, event.item).await?;
        let kept = before.ok_or_else(|| corrupt("an item went that was not there"))?;
        return Ok(Carried { kept, never_added: Some(event.recorded_at) });
    };
    items::put(conn, actor.account, &[held], event.recorded_at).await?;
    let kept = items::find(conn, actor.account, event.item).await?;
    let kept = kept.ok_or_else(|| corrupt("an item is not there that was just put"))?;
    Ok(Carried { kept, never_added: None })
}

/// What changes within the hour of a digest that had nothing to tell is looked at again.
async fn bring_digest_forward(
    conn: &mut PgConnection,
    account: AccountId,
    at: Timestamp,
) -> Result<(), StoreError> {
    super::reminders::bring_forward(conn, account, at).await.map_err(store_error)
}

/// The item of a command that was carried out before: as it is now, or, if its adding was undone, as it was.
async fn again(conn: &mut PgConnection, account: AccountId, item: ItemId) -> Result<Carried, StoreError> {
    if let Some(kept) = items::find(conn, account, item).await? {
        return Ok(Carried { kept, never_added: None });
    }
    let events = events::of_item(conn, account, item).await?;
    let (undone, before) = events.split_last().ok_or_else(|| corrupt("a result without events"))?;
    let fridge = folded::fold_alone(before)?;
    let held = fridge.get(item).ok_or_else(|| corrupt("a result that is no item"))?;
    Ok(Carried { kept: items::kept(held, undone.recorded_at), never_added: Some(undone.recorded_at) })
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
    async fn carry_out(&self, command: Command, decide: Decide<'_>) -> Result<Carried, StreamError> {
        let (actor, account, at) = (&command.actor, command.actor.account, command.at);
        let mut tx = self.pool.begin().await.map_err(command_error)?;
        guard::enter(&mut tx, &self.tombstones, actor).await?;
        if let Some(carried) = earlier(&mut tx, account, command.key.as_ref(), at).await? {
            return Ok(carried);
        }
        let mut scene = Scene::set(&mut tx, &command).await?;
        if let Some(held) = scene.fridge().get(command.item)
            && !has_seen(command.expected, &items::kept(held, at))
        {
            let current = items::find(&mut tx, account, command.item).await?;
            let current = current.unwrap_or_else(|| items::kept(held, at));
            return Err(StreamError::Stale(Box::new(current)));
        }
        let decision = decide(scene.fridge())?;
        let event = scene.event(&command, decision.at, decision.kind);
        let carried = record(&mut tx, &mut scene, &event, actor).await?;
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
        let (mut everything, mut present) = (Fridge::of_everything(), Fridge::empty());
        loop {
            let page = events::page(&mut tx, account, everything.version()).await?;
            if page.is_empty() {
                break;
            }
            for event in &page {
                everything.apply(event).map_err(corrupt)?;
                folded::apply(&mut present, event)?;
            }
        }
        items::clear(&mut tx, account).await?;
        let held: Vec<_> = everything.items().collect();
        items::put(&mut tx, account, &held, at).await?;
        folded::keep(&mut tx, account, &present, at).await?;
        tx.commit().await.map_err(store_error)?;
        Ok(everything.version())
    }
}
