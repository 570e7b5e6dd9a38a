//! The rows of items: made of the streams, in the transaction that changes them.

use async_trait::async_trait;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::failure::{corrupt, store_error};
use serde::de::DeserializeOwned;
use serde_json::Value;
use service_kit::ids::AccountId;
use sqlx::{PgConnection, PgPool, types::Json};

use crate::{
    application::ports::{KeptItem, Projections, StoreError},
    domain::{
        alerts::{Alert, AlertKind},
        held::Held,
        item::{Item, ItemId},
        quantity::Amount,
    },
};

/// Rows that are written with one statement.
const CHUNK: usize = 1_000;

pub(super) struct Row {
    state: Json<Item>,
    undo_action: Option<String>,
    undo_until: Option<jiff_sqlx::Timestamp>,
    name: Option<String>,
    image_url: Option<String>,
}

impl Row {
    fn read(self) -> Result<KeptItem, StoreError> {
        let undo = self.undo_action.zip(self.undo_until);
        let undo = undo.map(|(action, until)| Ok((word(action)?, until.to_jiff()))).transpose()?;
        Ok(KeptItem { item: self.state.0, undo, name: self.name, image_url: self.image_url })
    }
}

/// The value of a word, as serde has it.
fn word<T: DeserializeOwned>(word: String) -> Result<T, StoreError> {
    serde_json::from_value(Value::String(word)).map_err(corrupt)
}

/// What an item is kept as, without what the catalog says.
pub(super) fn kept(held: &Held, at: Timestamp) -> KeptItem {
    let undo = held.undoable_at(at).map(|past| (past.action, past.until()));
    KeptItem { item: held.item().clone(), undo, name: None, image_url: None }
}

/// The item as it is kept, gone ones included.
pub(super) async fn find(
    conn: &mut PgConnection,
    account: AccountId,
    item: ItemId,
) -> Result<Option<KeptItem>, StoreError> {
    let row = sqlx::query_file_as!(Row, "queries/find_item.sql", account.as_uuid(), item.0)
        .fetch_optional(conn)
        .await
        .map_err(store_error)?;
    row.map(Row::read).transpose()
}

/// The item as if it had never been there.
pub(super) async fn remove(
    conn: &mut PgConnection,
    account: AccountId,
    item: ItemId,
) -> Result<(), StoreError> {
    sqlx::query_file!("queries/delete_item.sql", account.as_uuid(), item.0)
        .execute(conn)
        .await
        .map_err(store_error)
        .map(drop)
}

/// None of the account's items is kept any more.
pub(super) async fn clear(conn: &mut PgConnection, account: AccountId) -> Result<(), StoreError> {
    sqlx::query_file!("queries/delete_items.sql", account.as_uuid())
        .execute(conn)
        .await
        .map_err(store_error)
        .map(drop)
}

/// These items as they are now.
pub(super) async fn put(
    conn: &mut PgConnection,
    account: AccountId,
    held: &[&Held],
    at: Timestamp,
) -> Result<(), StoreError> {
    for chunk in held.chunks(CHUNK) {
        put_chunk(conn, account, chunk, at).await?;
    }
    Ok(())
}

/// This item as it is now, and so it is kept.
pub(super) async fn put_one(
    conn: &mut PgConnection,
    account: AccountId,
    held: &Held,
    at: Timestamp,
) -> Result<KeptItem, StoreError> {
    let catalog = put_chunk(conn, account, &[held], at).await?.pop();
    let (name, image_url) = catalog.map_or((None, None), |entry| (entry.name, entry.image_url));
    Ok(KeptItem { name, image_url, ..kept(held, at) })
}

/// What the catalog says of an item's product.
struct CatalogEntry {
    name: Option<String>,
    image_url: Option<String>,
}

async fn put_chunk(
    conn: &mut PgConnection,
    account: AccountId,
    chunk: &[&Held],
    at: Timestamp,
) -> Result<Vec<CatalogEntry>, StoreError> {
    let columns = Columns::of(chunk, at)?;
    sqlx::query_file_as!(
        CatalogEntry,
        "queries/put_items.sql",
        account.as_uuid(),
        &columns.ids,
        &columns.present,
        &columns.gtins as _,
        columns.added_at as _,
        &columns.states,
        &columns.amounts[0],
        &columns.amounts[1],
        &columns.amounts[2],
        &columns.amounts[3],
        &columns.amounts[4],
        &columns.amounts[5],
        &columns.undo_actions as _,
        columns.undo_until as _,
    )
    .fetch_all(conn)
    .await
    .map_err(store_error)
}

/// How many are there.
pub(super) async fn count_present(conn: &mut PgConnection, account: AccountId) -> Result<usize, StoreError> {
    let present = sqlx::query_file_scalar!("queries/count_present.sql", account.as_uuid())
        .fetch_one(conn)
        .await
        .map_err(store_error)?;
    usize::try_from(present).map_err(corrupt)
}

/// Rows, column by column.
#[derive(Default)]
struct Columns {
    ids: Vec<uuid::Uuid>,
    present: Vec<bool>,
    gtins: Vec<Option<String>>,
    added_at: Vec<jiff_sqlx::Timestamp>,
    states: Vec<String>,
    /// Added, used, thrown away, given away, remaining, unaccounted.
    amounts: [Vec<i64>; 6],
    undo_actions: Vec<Option<String>>,
    undo_until: Vec<Option<jiff_sqlx::Timestamp>>,
}

impl Columns {
    fn of(held: &[&Held], at: Timestamp) -> Result<Self, StoreError> {
        held.iter().try_fold(Self::default(), |mut columns, held| {
            columns.push(held, at)?;
            Ok(columns)
        })
    }

    fn push(&mut self, held: &Held, at: Timestamp) -> Result<(), StoreError> {
        let (item, undo) = (held.item(), held.undoable_at(at));
        let tally = item.condition().tally();
        self.ids.push(item.id().0);
        self.present.push(item.is_present());
        self.gtins.push(item.added().food.product().map(|product| product.gtin.to_string()));
        self.added_at.push(item.added_at().to_sqlx());
        self.states.push(serde_json::to_string(item).map_err(corrupt)?);
        let amounts = [
            tally.added(),
            tally.used(),
            tally.thrown_away().total(),
            tally.given_away(),
            tally.remaining(),
            tally.unaccounted(),
        ];
        for (column, amount) in self.amounts.iter_mut().zip(amounts) {
            column.push(i64::try_from(Amount::thousandths(amount)).map_err(corrupt)?);
        }
        self.undo_actions.push(undo.map(|past| past.action.as_str().to_owned()));
        self.undo_until.push(undo.map(|past| past.until().to_sqlx()));
        Ok(())
    }
}

/// The rows on PostgreSQL.
#[derive(Clone)]
pub struct PgProjections(PgPool);

impl PgProjections {
    /// On this pool.
    #[must_use]
    pub fn new(pool: PgPool) -> Self {
        Self(pool)
    }
}

#[async_trait]
impl Projections for PgProjections {
    #[tracing::instrument(name = "items.present", skip_all)]
    async fn present(&self, account: AccountId) -> Result<Vec<KeptItem>, StoreError> {
        let rows = sqlx::query_file_as!(Row, "queries/present_items.sql", account.as_uuid())
            .fetch_all(&self.0)
            .await
            .map_err(store_error)?;
        rows.into_iter().map(Row::read).collect()
    }

    #[tracing::instrument(name = "items.find", skip_all)]
    async fn item(&self, account: AccountId, item: ItemId) -> Result<Option<KeptItem>, StoreError> {
        let mut conn = self.0.acquire().await.map_err(store_error)?;
        find(&mut conn, account, item).await
    }

    async fn product_alerts(&self, account: AccountId) -> Result<Vec<Alert>, StoreError> {
        let rows = sqlx::query_file!("queries/product_alerts.sql", account.as_uuid())
            .fetch_all(&self.0)
            .await
            .map_err(store_error)?;
        let alert = |(item, kind, since): (uuid::Uuid, String, jiff_sqlx::Timestamp)| {
            let kind: AlertKind = word(kind)?;
            Ok(Alert { item_id: ItemId(item), kind, since: since.to_jiff() })
        };
        rows.into_iter().map(|row| alert((row.item_id, row.kind, row.since))).collect()
    }

    #[tracing::instrument(name = "items.added_between", skip_all)]
    async fn added_between(
        &self,
        account: AccountId,
        from: Timestamp,
        before: Timestamp,
    ) -> Result<Vec<Item>, StoreError> {
        let rows = sqlx::query_file!(
            "queries/items_added_between.sql",
            account.as_uuid(),
            from.to_sqlx(),
            before.to_sqlx(),
        )
        .fetch_all(&self.0)
        .await
        .map_err(store_error)?;
        Ok(rows.into_iter().map(|row| row.state.0).collect())
    }
}
