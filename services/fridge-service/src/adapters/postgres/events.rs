//! The stream's rows, and what leaves for others in the same transaction.

use contracts::EventData;
use jiff_sqlx::ToSqlx as _;
use messaging::{
    failure::{corrupt, outbox_error, store_error},
    outbox::{self, Outgoing},
};
use serde_json::value::RawValue;
use service_kit::ids::{AccountId, EventId};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use crate::{
    adapters::stored::{self, Published, StoredEvent},
    application::ports::{Actor, StoreError},
    domain::{event::Event, food::Food, item::ItemId},
};

/// Events that are read at once when a whole stream is.
const PAGE: i64 = 5_000;

pub(super) struct Row {
    pub(super) version: i64,
    pub(super) event_id: Uuid,
    pub(super) event_type: String,
    pub(super) recorded_at: jiff_sqlx::Timestamp,
    pub(super) data: Json<Box<RawValue>>,
}

impl Row {
    pub(super) fn read(self) -> Result<Event, StoreError> {
        let stored = StoredEvent {
            id: EventId::from_uuid(self.event_id),
            version: u64::try_from(self.version).map_err(corrupt)?,
            recorded_at: self.recorded_at.to_jiff(),
            event_type: self.event_type,
            data: self.data.0,
        };
        stored::read(&stored).map_err(corrupt)
    }
}

/// The next events after this version; none when there are no more.
pub(super) async fn page(
    conn: &mut PgConnection,
    account: AccountId,
    after: u64,
) -> Result<Vec<Event>, StoreError> {
    let after = i64::try_from(after).map_err(corrupt)?;
    let rows = sqlx::query_file_as!(Row, "queries/events_after.sql", account.as_uuid(), after, PAGE)
        .fetch_all(conn)
        .await
        .map_err(store_error)?;
    rows.into_iter().map(Row::read).collect()
}

/// The events of one item, in order.
pub(super) async fn of_item(
    conn: &mut PgConnection,
    account: AccountId,
    item: ItemId,
) -> Result<Vec<Event>, StoreError> {
    let rows = sqlx::query_file_as!(Row, "queries/events_of_item.sql", account.as_uuid(), item.0)
        .fetch_all(conn)
        .await
        .map_err(store_error)?;
    rows.into_iter().map(Row::read).collect()
}

/// Appends the event to its stream, and to the outbox what others get to know of it.
pub(super) async fn append(
    conn: &mut PgConnection,
    event: &Event,
    food: &Food,
    actor: &Actor,
) -> Result<(), StoreError> {
    let stored = stored::store(event, food, &told_by(actor)).map_err(corrupt)?;
    let version = i64::try_from(stored.version).map_err(corrupt)?;
    sqlx::query_file!(
        "queries/append_event.sql",
        actor.account.as_uuid(),
        version,
        stored.id.as_uuid(),
        event.item.0,
        stored.event_type,
        stored.recorded_at.to_sqlx(),
        stored.data.get(),
    )
    .execute(&mut *conn)
    .await
    .map_err(store_error)?;
    publish(conn, &stored, actor.account).await
}

fn told_by(actor: &Actor) -> stored::Actor {
    stored::Actor {
        account: actor.account,
        visitor: actor.visitor,
        region: actor.region.clone(),
        objected: actor.objected,
    }
}

async fn publish(
    conn: &mut PgConnection,
    stored: &StoredEvent,
    account: AccountId,
) -> Result<(), StoreError> {
    let outgoing = match Published::of(stored).map_err(corrupt)? {
        Published::Added(data) => outgoing(stored, account, &data),
        Published::Opened(data) => outgoing(stored, account, &data),
        Published::Frozen(data) => outgoing(stored, account, &data),
        Published::Thawed(data) => outgoing(stored, account, &data),
        Published::Used(data) => outgoing(stored, account, &data),
        Published::ThrownAway(data) => outgoing(stored, account, &data),
        Published::GivenAway(data) => outgoing(stored, account, &data),
        Published::Recycled(data) => outgoing(stored, account, &data),
        Published::Corrected(data) => outgoing(stored, account, &data),
        Published::Undone(data) => outgoing(stored, account, &data),
    };
    outbox::append(conn, &outgoing).await.map(drop).map_err(outbox_error)
}

fn outgoing(stored: &StoredEvent, account: AccountId, data: &impl EventData) -> Outgoing {
    Outgoing::new(account, stored.recorded_at, stored.id.as_uuid(), data)
}
