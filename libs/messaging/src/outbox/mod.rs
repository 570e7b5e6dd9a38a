//! Events commit with the change that they tell of.
//!
//! ```no_run
//! # async fn example(pool: sqlx::PgPool, scan: contracts::events::ProductScanned) -> Result<(), Box<dyn std::error::Error>> {
//! use messaging::outbox::{self, Outgoing};
//!
//! let visitor = scan.visitor_id.to_string();
//! let mut tx = pool.begin().await?;
//! outbox::lock_stream(&mut tx, &visitor).await?; // first statement: order by lock is then order by commit
//! // … the change itself …
//! outbox::append(&mut tx, &Outgoing::new(&visitor, scan.scanned_at, scan.scan_id, &scan)).await?;
//! tx.commit().await?;
//! # Ok(()) }
//! ```

mod outgoing;

use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;

pub use outgoing::Outgoing;

/// What one event may weigh: well below what a broker takes, because a record that no broker takes would stop the relay.
pub const MAX_DATA_BYTES: usize = 768 * 1024;

/// An event could not be appended.
#[derive(Debug, thiserror::Error)]
pub enum OutboxError {
    /// The transaction wrote, or another one committed a later event, before the stream was locked.
    #[error("the stream's lock must be the first statement of its transaction")]
    LockedTooLate,
    /// The event could never leave.
    #[error("an event of {0} bytes is larger than {MAX_DATA_BYTES}")]
    TooLarge(usize),
    /// The payload does not serialise.
    #[error("the event's data cannot be written as JSON")]
    Unserialisable(#[source] serde_json::Error),
    /// The database failed.
    #[error("the outbox's database failed")]
    Database(#[from] sqlx::Error),
}

/// Locks the stream until the transaction ends. Must be its first statement, at READ COMMITTED: a transaction id that is taken
/// before the lock can be lower than that of an event committed meanwhile, and the relay reads in the order of ids.
///
/// # Errors
/// [`OutboxError::LockedTooLate`] when the transaction has written already.
pub async fn lock_stream(conn: &mut PgConnection, stream: &str) -> Result<(), OutboxError> {
    lock_streams(conn, &[stream]).await
}

/// Locks several streams at once, without a danger of deadlock between two who do.
///
/// # Errors
/// As [`lock_stream`].
pub async fn lock_streams(conn: &mut PgConnection, streams: &[&str]) -> Result<(), OutboxError> {
    let streams: Vec<String> = streams.iter().map(ToString::to_string).collect();
    let lock = sqlx::query_file!("queries/lock_streams.sql", &streams).fetch_one(conn).await?;
    if lock.first { Ok(()) } else { Err(OutboxError::LockedTooLate) }
}

/// Waits for whoever is appending to these streams, and keeps others from doing so until the transaction ends; may come at any
/// time, because nothing may be appended to them here. For erasures: what was begun before is seen, what begins later waits.
///
/// # Errors
/// The database failed.
pub async fn hold_streams(conn: &mut PgConnection, streams: &[String]) -> sqlx::Result<()> {
    sqlx::query_file!("queries/lock_streams.sql", streams).fetch_one(conn).await.map(drop)
}

/// Appends the event under the stream's next version on its topic, and returns that version.
///
/// # Errors
/// [`OutboxError::LockedTooLate`] when a later transaction has already appended to the stream: start the command again.
pub async fn append(conn: &mut PgConnection, event: &Outgoing) -> Result<i64, OutboxError> {
    let data = event.checked_data()?;
    let appended = sqlx::query_file!(
        "queries/append.sql",
        event.topic.name(),
        event.stream,
        event.id,
        event.event_type,
        event.data_schema,
        event.time.to_sqlx() as _,
        data,
        event.traceparent,
    )
    .fetch_optional(conn)
    .await?;
    appended.map(|row| row.version).ok_or(OutboxError::LockedTooLate)
}

/// Appends events of many streams, each stream's in their order: for imports and batches, whose streams were locked by
/// [`lock_streams`] or are written by one at a time.
///
/// # Errors
/// As [`append`], of all or none.
pub async fn append_all(conn: &mut PgConnection, events: &[Outgoing]) -> Result<(), OutboxError> {
    let data = events.iter().map(Outgoing::checked_data).collect::<Result<Vec<_>, _>>()?;
    let column = |of: fn(&Outgoing) -> &str| events.iter().map(of).map(str::to_owned).collect::<Vec<_>>();
    let times: Vec<_> = events.iter().map(|event| event.time.to_sqlx()).collect();
    let appended = sqlx::query_file!(
        "queries/append_all.sql",
        &column(|event| event.topic.name()),
        &column(|event| &event.stream),
        &events.iter().map(|event| event.id).collect::<Vec<_>>(),
        &column(|event| event.event_type),
        &column(|event| event.data_schema),
        times as _,
        &data.into_iter().map(str::to_owned).collect::<Vec<_>>(),
        &events.iter().map(|event| event.traceparent.clone()).collect::<Vec<_>>() as _,
    )
    .fetch_one(conn)
    .await?
    .appended;
    if usize::try_from(appended) == Ok(events.len()) { Ok(()) } else { Err(OutboxError::LockedTooLate) }
}
