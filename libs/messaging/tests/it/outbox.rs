//! Appending: order by lock is order by commit.

use contracts::events::ProductScanned;
use jiff::Timestamp;
use messaging::Outgoing;
use messaging::outbox::{self, MAX_DATA_BYTES, OutboxError};
use uuid::Uuid;

use crate::database::Database;
use crate::world::{command, outgoing, scan};

#[tokio::test]
async fn each_stream_counts_its_own_versions() {
    let db = Database::new().await;
    for (stream, version) in [("a", 1), ("b", 1), ("a", 2), ("a", 3)] {
        assert_eq!(command(&db.pool, stream).await.unwrap(), version);
    }
}

#[tokio::test]
async fn an_event_that_is_rolled_back_never_was() {
    let db = Database::new().await;
    let mut tx = db.pool.begin().await.unwrap();
    outbox::lock_stream(&mut tx, "a").await.unwrap();
    outbox::append(&mut tx, &outgoing("a")).await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(db.number("SELECT count(*) FROM outbox").await, 0);
    assert_eq!(command(&db.pool, "a").await.unwrap(), 1);
}

#[tokio::test]
async fn a_lock_behind_a_write_is_refused() {
    let db = Database::new().await;
    let mut tx = db.pool.begin().await.unwrap();
    sqlx::query("INSERT INTO effects (stream) VALUES ('first')").execute(&mut *tx).await.unwrap();
    assert!(matches!(outbox::lock_stream(&mut tx, "a").await, Err(OutboxError::LockedTooLate)));
}

#[tokio::test]
async fn an_append_that_would_sort_before_an_earlier_one_is_refused() {
    let db = Database::new().await;
    let mut unlocked = db.pool.begin().await.unwrap();
    sqlx::query("INSERT INTO effects (stream) VALUES ('first')").execute(&mut *unlocked).await.unwrap();
    assert_eq!(command(&db.pool, "a").await.unwrap(), 1);
    let late = outbox::append(&mut unlocked, &outgoing("a")).await;
    assert!(matches!(late, Err(OutboxError::LockedTooLate)), "{late:?}");
}

#[tokio::test]
async fn several_streams_are_locked_at_once() {
    let db = Database::new().await;
    let (mut one, mut other) = (db.pool.begin().await.unwrap(), db.pool.begin().await.unwrap());
    outbox::lock_streams(&mut one, &["a", "b", "a"]).await.unwrap();
    sqlx::query("SET LOCAL lock_timeout = '50ms'").execute(&mut *other).await.unwrap();
    assert!(matches!(outbox::lock_stream(&mut other, "b").await, Err(OutboxError::Database(_))));
}

#[tokio::test]
async fn an_event_that_no_broker_would_take_is_refused() {
    let db = Database::new().await;
    let gtin = "0".repeat(MAX_DATA_BYTES);
    let large = Outgoing::new("a", Timestamp::UNIX_EPOCH, Uuid::now_v7(), &ProductScanned { gtin, ..scan() });
    let mut tx = db.pool.begin().await.unwrap();
    assert!(matches!(outbox::append(&mut tx, &large).await, Err(OutboxError::TooLarge(_))));
}
