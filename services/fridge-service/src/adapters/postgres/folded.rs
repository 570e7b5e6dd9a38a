//! An item folded: from its snapshot on, or from its first event.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::failure::{corrupt, store_error};
use serde_json::value::RawValue;
use service_kit::ids::AccountId;
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use super::{
    events::{self, Row},
    reminders,
};
use crate::{
    application::ports::StoreError,
    domain::{event::Event, held::Held, item::ItemId, settings::Settings},
};

/// What a snapshot of this build looks like: another number is ignored, and the item is folded from its start.
const FORMAT: i32 = 1;
/// A snapshot is taken of every tenth version of an item; most packs have five.
const EVERY: u32 = 10;

/// Where an account's stream stands, and what is known of one of its items.
pub(super) struct Head {
    /// The version of the last event; 0 before the first.
    pub(super) version: u64,
    /// Whose it is, by their own settings.
    pub(super) settings: Settings,
    snapshot: Option<Held>,
    /// What happened to the item since the snapshot, or ever.
    tail: Vec<Event>,
}

struct HeadRow {
    head: i64,
    folded_to: Option<i64>,
    format: Option<i32>,
    state: Option<String>,
    settings: Option<i64>,
    lead_days: Option<i16>,
    hour: Option<i16>,
    time_zone: Option<String>,
    email: Option<bool>,
    language: Option<String>,
    version: Option<i64>,
    event_id: Option<Uuid>,
    event_type: Option<String>,
    recorded_at: Option<jiff_sqlx::Timestamp>,
    data: Option<Json<Box<RawValue>>>,
}

impl HeadRow {
    fn event(self) -> Option<Row> {
        Some(Row {
            version: self.version?,
            event_id: self.event_id?,
            event_type: self.event_type?,
            recorded_at: self.recorded_at?,
            data: self.data?,
        })
    }

    fn settings(&mut self) -> Option<reminders::Row> {
        Some(reminders::Row {
            version: self.settings?,
            lead_days: self.lead_days?,
            hour: self.hour?,
            time_zone: self.time_zone.take()?,
            email: self.email?,
            language: self.language.take()?,
        })
    }

    fn snapshot(&self, item: ItemId) -> Option<Held> {
        let state = self.state.as_ref().filter(|_| self.format == Some(FORMAT))?;
        serde_json::from_str::<Held>(state).ok().filter(|held| held.item().id() == item)
    }
}

/// Reads where the stream stands. A snapshot that cannot be read is none, and then the item's whole past is read.
pub(super) async fn head(
    conn: &mut PgConnection,
    account: AccountId,
    item: ItemId,
) -> Result<Head, StoreError> {
    let mut rows = sqlx::query_file_as!(HeadRow, "queries/find_head.sql", account.as_uuid(), item.0)
        .fetch_all(&mut *conn)
        .await
        .map_err(store_error)?;
    let first = rows.first_mut().ok_or_else(|| corrupt("a stream stands nowhere"))?;
    let version = u64::try_from(first.head).map_err(corrupt)?;
    let settings = first.settings().map(reminders::Row::read).transpose()?.unwrap_or_default().settings;
    let (is_folded, snapshot) = (first.folded_to.is_some(), first.snapshot(item));
    let tail = match is_folded && snapshot.is_none() {
        true => events::of_item(conn, account, item).await?,
        false => rows.into_iter().filter_map(HeadRow::event).map(Row::read).collect::<Result<_, _>>()?,
    };
    Ok(Head { version, settings, snapshot, tail })
}

impl Head {
    /// The item as it stands; nothing when it is none of the account's. A snapshot that does not lead there is left aside.
    pub(super) async fn item(
        self,
        conn: &mut PgConnection,
        account: AccountId,
        item: ItemId,
    ) -> Result<Option<Held>, StoreError> {
        let is_snapshot = self.snapshot.is_some();
        match fold_on(self.snapshot, &self.tail) {
            Err(_) if is_snapshot => whole_item(conn, account, item).await,
            held => held,
        }
    }
}

/// The item from its first event on, with all that can still be undone.
pub(super) async fn whole_item(
    conn: &mut PgConnection,
    account: AccountId,
    item: ItemId,
) -> Result<Option<Held>, StoreError> {
    fold_on(None, &events::of_item(conn, account, item).await?)
}

/// Folds on.
pub(super) fn fold_on(mut held: Option<Held>, events: &[Event]) -> Result<Option<Held>, StoreError> {
    events.iter().try_for_each(|event| Held::apply(&mut held, event)).map_err(corrupt)?;
    Ok(held)
}

/// Keeps the item for the next one who needs it, if this is a version to keep.
pub(super) async fn keep_some(
    conn: &mut PgConnection,
    account: AccountId,
    held: &Held,
    version: u64,
    at: Timestamp,
) -> Result<(), StoreError> {
    if held.item().version().get().is_multiple_of(EVERY) {
        keep(conn, account, held, version, at).await?;
    }
    Ok(())
}

/// Keeps the item as the stream has it up to this version, if folding it from its start is long.
pub(super) async fn keep_long(
    conn: &mut PgConnection,
    account: AccountId,
    held: &Held,
    version: u64,
    at: Timestamp,
) -> Result<(), StoreError> {
    if held.item().version().get() >= EVERY {
        keep(conn, account, held, version, at).await?;
    }
    Ok(())
}

async fn keep(
    conn: &mut PgConnection,
    account: AccountId,
    held: &Held,
    version: u64,
    at: Timestamp,
) -> Result<(), StoreError> {
    let state = serde_json::to_string(held).map_err(corrupt)?;
    let version = i64::try_from(version).map_err(corrupt)?;
    let item = held.item().id().0;
    sqlx::query_file!(
        "queries/put_snapshot.sql",
        account.as_uuid(),
        item,
        version,
        FORMAT,
        state,
        at.to_sqlx()
    )
    .execute(conn)
    .await
    .map_err(store_error)
    .map(drop)
}
