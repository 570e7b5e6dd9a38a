//! What an event comes to, in the transaction that notes that it was had.

use jiff::{Timestamp, tz::TimeZone};
use jiff_sqlx::ToSqlx as _;
use service_kit::ids::BrandId;
use sqlx::PgConnection;

use super::rows::kind_name;
use crate::{
    application::intake::{Decided, Effect, Entry, Open},
    domain::{
        catalogue::Change,
        day::Day,
        history::Root,
        key::Pseudonym,
        standing::{Decision, Dropped},
    },
};

/// Why an effect did not happen.
#[derive(Debug, thiserror::Error)]
pub enum ApplyFault {
    /// The database failed.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// The day's facts were taken under another key: counted under two, people would count twice.
    #[error("the key of the day is not the one under which its facts were taken")]
    OtherKey,
}

/// Notes an effect.
///
/// # Errors
/// Nothing happened.
pub async fn apply(conn: &mut PgConnection, effect: &Effect, now: Timestamp) -> Result<(), ApplyFault> {
    match effect {
        Effect::None => Ok(()),
        Effect::Fact(entry) => put_fact(conn, entry, now).await,
        Effect::Dropped(why) => Ok(note_drops(conn, *why, 1, now).await?),
        Effect::Undone(named) => undo(conn, named, now).await,
        Effect::Decided(decision, who) => Ok(decide(conn, *decision, who, now).await?),
        Effect::Registered { open, account, visitor, at } => {
            let visitor = visitor.as_ref();
            while !put_registration(conn, open, account, visitor, *at).await? {
                if !open_day(conn, open).await? {
                    break;
                }
            }
            Ok(())
        }
        Effect::Linked { open, account, visitor } => {
            while !put_link(conn, open, account, visitor).await? {
                if !open_day(conn, open).await? {
                    break;
                }
            }
            Ok(())
        }
        Effect::Catalogued(change) => Ok(put_product(conn, change).await?),
    }
}

/// Notes that so many facts did not count.
///
/// # Errors
/// The database failed.
pub async fn note_drops(
    conn: &mut PgConnection,
    why: Dropped,
    facts: u64,
    now: Timestamp,
) -> sqlx::Result<()> {
    let (today, facts) = (now.to_zoned(TimeZone::UTC).date(), i64::try_from(facts).unwrap_or(i64::MAX));
    sqlx::query_file!("queries/note_drops.sql", today.to_sqlx(), why.as_str(), facts)
        .execute(conn)
        .await
        .map(drop)
}

async fn put_fact(conn: &mut PgConnection, entry: &Entry, now: Timestamp) -> Result<(), ApplyFault> {
    let Entry { open, who, sealed, fact } = entry;
    loop {
        let put = sqlx::query_file!(
            "queries/put_fact.sql",
            open.day.date().to_sqlx(),
            open.check.as_bytes().as_slice(),
            who.as_bytes().as_slice(),
            fact.id.as_uuid(),
            sealed.as_bytes().as_slice(),
            fact.at.to_sqlx(),
            fact.gtin.as_str(),
            fact.region.as_str(),
            kind_name(fact.kind),
        )
        .fetch_one(&mut *conn)
        .await?;
        if put.open {
            return Ok(());
        }
        if !open_day(conn, open).await? {
            return Ok(note_drops(conn, Dropped::Late, 1, now).await?);
        }
    }
}

/// Opens a day that was not open yet. `false`: it has closed.
async fn open_day(conn: &mut PgConnection, open: &Open) -> Result<bool, ApplyFault> {
    let day = open.day.date();
    let opened = sqlx::query_file!("queries/open_day.sql", day.to_sqlx(), open.check.as_bytes().as_slice())
        .execute(&mut *conn)
        .await?;
    if opened.rows_affected() == 1 {
        return Ok(true);
    }
    let has_closed =
        sqlx::query_file_scalar!("queries/day_has_closed.sql", day.to_sqlx()).fetch_one(conn).await?;
    if has_closed { Ok(false) } else { Err(ApplyFault::OtherKey) }
}

async fn put_registration(
    conn: &mut PgConnection,
    open: &Open,
    account: &Pseudonym,
    visitor: Option<&Pseudonym>,
    at: Timestamp,
) -> sqlx::Result<bool> {
    let put = sqlx::query_file!(
        "queries/put_registration.sql",
        open.day.date().to_sqlx(),
        open.check.as_bytes().as_slice(),
        account.as_bytes().as_slice(),
        visitor.map(|visitor| visitor.as_bytes().as_slice()),
        at.to_sqlx(),
    );
    Ok(put.fetch_one(conn).await?.open)
}

async fn put_link(
    conn: &mut PgConnection,
    open: &Open,
    account: &Pseudonym,
    visitor: &Pseudonym,
) -> sqlx::Result<bool> {
    let put = sqlx::query_file!(
        "queries/put_link.sql",
        open.day.date().to_sqlx(),
        open.check.as_bytes().as_slice(),
        account.as_bytes().as_slice(),
        visitor.as_bytes().as_slice(),
    );
    Ok(put.fetch_one(conn).await?.open)
}

async fn undo(
    conn: &mut PgConnection,
    named: &[(Day, service_kit::ids::EventId)],
    now: Timestamp,
) -> Result<(), ApplyFault> {
    let days: Vec<_> = named.iter().map(|(day, _)| day.date().to_sqlx()).collect();
    let events: Vec<_> = named.iter().map(|(_, event)| event.as_uuid()).collect();
    let gone =
        sqlx::query_file_scalar!("queries/undo_facts.sql", days as _, &events).fetch_one(&mut *conn).await?;
    Ok(note_gone(conn, Dropped::Undone, gone, now).await?)
}

async fn decide(
    conn: &mut PgConnection,
    decision: Decision,
    who: &[Decided],
    now: Timestamp,
) -> sqlx::Result<()> {
    let deciders: Vec<_> = who.iter().map(|one| one.root.decider().as_bytes().to_vec()).collect();
    sqlx::query_file!("queries/put_decisions.sql", &deciders, decision.at.to_sqlx(), decision.granted)
        .execute(&mut *conn)
        .await?;
    if decision.granted {
        return Ok(());
    }
    let on = || who.iter().flat_map(|one| &one.on);
    let days: Vec<_> = on().map(|(day, _)| day.date().to_sqlx()).collect();
    let names: Vec<_> = on().map(|(_, name)| name.as_bytes().to_vec()).collect();
    let gone =
        sqlx::query_file_scalar!("queries/withdraw_facts.sql", days as _, &names, decision.at.to_sqlx())
            .fetch_one(&mut *conn)
            .await?;
    note_gone(conn, Dropped::Withdrawn, gone, now).await?;
    forget_marks(conn, &who.iter().map(|one| one.root).collect::<Vec<_>>()).await.map(drop)
}

async fn note_gone(conn: &mut PgConnection, why: Dropped, gone: i64, now: Timestamp) -> sqlx::Result<()> {
    match u64::try_from(gone) {
        Ok(gone) if gone > 0 => note_drops(conn, why, gone, now).await,
        _ => Ok(()),
    }
}

/// These were never here; answers how many marks went.
pub(super) async fn forget_marks(conn: &mut PgConnection, roots: &[Root]) -> sqlx::Result<i64> {
    let brands = sqlx::query_file_scalar!("queries/marked_brands.sql").fetch_all(&mut *conn).await?;
    let brands = &brands;
    let each = || roots.iter().flat_map(move |root| brands.iter().map(move |brand| (*brand, root)));
    let of: Vec<_> = each().map(|(brand, _)| brand).collect();
    let marks: Vec<_> =
        each().map(|(brand, root)| root.mark(BrandId::from_uuid(brand)).as_bytes().to_vec()).collect();
    sqlx::query_file_scalar!("queries/forget_marks.sql", &of, &marks).fetch_one(conn).await
}

async fn put_product(conn: &mut PgConnection, change: &Change) -> sqlx::Result<()> {
    sqlx::query_file!(
        "queries/put_product_state.sql",
        change.gtin.as_str(),
        change.version.entry,
        change.version.stream,
        change.brand.map(|brand| brand.as_uuid()),
        change.arrived.to_sqlx(),
    )
    .execute(conn)
    .await
    .map(drop)
}
