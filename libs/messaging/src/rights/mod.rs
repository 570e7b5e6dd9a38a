//! What every holder of personal data does when a person is erased.

mod erasing;
mod forgetting;
mod holder;
mod reapply;

use std::io;

use contracts::Topic;
use service_kit::{
    ids::{AccountId, VisitorId},
    tombstones::{Digest, Subject, Tombstones},
};
use sqlx::PgConnection;
use uuid::Uuid;

pub use erasing::Erasing;
pub use forgetting::Forgetting;
pub use holder::{Holder, Person, Removed};
pub use reapply::{Reapplied, reapply};

/// Removes all that outbox and inbox hold under these streams.
///
/// # Errors
/// The database failed.
pub async fn forget_streams(conn: &mut PgConnection, streams: &[String]) -> sqlx::Result<()> {
    let topics = Topic::ALL.map(|topic| topic.name().to_owned());
    sqlx::query_file!("queries/forget_streams.sql", &topics, streams).fetch_one(conn).await.map(drop)
}

/// Whether the stream is about somebody who was erased.
fn is_erased(stream: &str, tombstones: &Tombstones) -> io::Result<bool> {
    let Ok(id) = stream.parse::<Uuid>() else { return Ok(false) };
    let either = [Subject::Account(AccountId::from_uuid(id)), Subject::Visitor(VisitorId::from_uuid(id))];
    tombstones.among(either).map(|erased| !erased.is_empty())
}

/// Notes that this database has seen the erasure of these.
///
/// # Errors
/// The database failed.
pub async fn note_tombstones(conn: &mut PgConnection, digests: &[Digest]) -> sqlx::Result<()> {
    let digests: Vec<_> = digests.iter().map(|digest| digest.as_bytes().to_vec()).collect();
    sqlx::query_file!("queries/note_tombstones.sql", &digests).execute(conn).await.map(drop)
}
