//! A stream folded: from its snapshot on, or from its start.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use messaging::failure::{corrupt, store_error};
use service_kit::ids::AccountId;
use sqlx::PgConnection;

use super::events;
use crate::{
    application::ports::StoreError,
    domain::{
        event::Event,
        fridge::{FoldFault, Fridge},
        item::ItemId,
    },
};

/// What a snapshot of this build looks like: another number is ignored, and the stream is folded from its start.
const FORMAT: i32 = 1;
/// A snapshot is taken when the one before is so many events old.
const EVERY: u64 = 100;

/// A folded stream, and up to where a snapshot tells it.
pub(super) struct Folded {
    pub(super) fridge: Fridge,
    snapshot: u64,
}

impl Folded {
    /// The stream as it stands. A snapshot that does not lead there is left aside.
    pub(super) async fn load(conn: &mut PgConnection, account: AccountId) -> Result<Self, StoreError> {
        if let Some(fridge) = snapshot(conn, account).await? {
            let snapshot = fridge.version();
            if let Ok(fridge) = fold_on(conn, account, fridge).await {
                return Ok(Self { fridge, snapshot });
            }
        }
        Ok(Self { fridge: fold_on(conn, account, Fridge::empty()).await?, snapshot: 0 })
    }

    /// The stream's next event, and a snapshot when it is time for one.
    pub(super) async fn advance(
        &mut self,
        conn: &mut PgConnection,
        account: AccountId,
        event: &Event,
    ) -> Result<(), StoreError> {
        apply(&mut self.fridge, event)?;
        if self.fridge.version().saturating_sub(self.snapshot) < EVERY {
            return Ok(());
        }
        keep(conn, account, &self.fridge, event.recorded_at).await
    }
}

/// Keeps the folded stream for the next one who needs it.
pub(super) async fn keep(
    conn: &mut PgConnection,
    account: AccountId,
    fridge: &Fridge,
    at: Timestamp,
) -> Result<(), StoreError> {
    let state = serde_json::to_value(fridge).map_err(corrupt)?;
    let version = i64::try_from(fridge.version()).map_err(corrupt)?;
    sqlx::query_file!("queries/put_snapshot.sql", account.as_uuid(), version, FORMAT, state, at.to_sqlx())
        .execute(conn)
        .await
        .map_err(store_error)
        .map(drop)
}

async fn snapshot(conn: &mut PgConnection, account: AccountId) -> Result<Option<Fridge>, StoreError> {
    let row = sqlx::query_file!("queries/find_snapshot.sql", account.as_uuid())
        .fetch_optional(conn)
        .await
        .map_err(store_error)?;
    let Some(row) = row.filter(|row| row.format == FORMAT) else { return Ok(None) };
    let read = serde_json::from_value::<Fridge>(row.state);
    Ok(read.ok().filter(|fridge| i64::try_from(fridge.version()) == Ok(row.version)))
}

async fn fold_on(
    conn: &mut PgConnection,
    account: AccountId,
    mut fridge: Fridge,
) -> Result<Fridge, StoreError> {
    loop {
        let page = events::page(conn, account, fridge.version()).await?;
        if page.is_empty() {
            return Ok(fridge);
        }
        for event in &page {
            apply(&mut fridge, event)?;
        }
    }
}

/// Who holds only what is there passes over what happens to an item that has gone for good: its packaging may be recycled late.
pub(super) fn apply(fridge: &mut Fridge, event: &Event) -> Result<(), StoreError> {
    match fridge.apply(event) {
        Ok(()) => Ok(()),
        Err(FoldFault::UnknownItem) => {
            fridge.pass_over(event.version, event.recorded_at);
            Ok(())
        }
        Err(fault) => Err(corrupt(fault)),
    }
}

/// One item alone, from its first event: for those that have gone long ago. Empty when it is none of the account's.
pub(super) async fn alone(
    conn: &mut PgConnection,
    account: AccountId,
    item: ItemId,
) -> Result<Fridge, StoreError> {
    let events = events::of_item(conn, account, item).await?;
    fold_alone(&events)
}

pub(super) fn fold_alone(events: &[Event]) -> Result<Fridge, StoreError> {
    let mut fridge = Fridge::of_everything();
    events.iter().try_for_each(|event| fridge.apply_alone(event)).map_err(corrupt)?;
    Ok(fridge)
}
