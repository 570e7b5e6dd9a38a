//! Outbox and inbox lose whole days, never rows.

use crate::database::Database;
use crate::world::command;

const OLD_ROW: &str = "INSERT INTO outbox (recorded_on, topic, stream, stream_version, event_id, event_type, data_schema, occurred_at, data)
     VALUES ('2020-01-01', 'packytrace.scans.v1', 'a', 1, uuidv7(), 't', 's', now(), '{}')";
const EVERYTHING_LEFT: &str = "UPDATE outbox_cursor SET xid = pg_current_xact_id()";

async fn partitions(db: &Database, table: &str) -> i64 {
    db.number(&format!("SELECT count(*) FROM pg_inherits WHERE inhparent = '{table}'::regclass")).await
}

#[tokio::test]
async fn an_old_day_goes_when_all_of_it_is_on_kafka_and_not_before() {
    let db = Database::new().await;
    db.run(
        "CREATE TABLE outbox_20200101 PARTITION OF outbox FOR VALUES FROM ('2020-01-01') TO ('2020-01-02')",
    )
    .await;
    db.run(OLD_ROW).await;
    command(&db.pool, "b").await.unwrap();
    assert_eq!(db.number("SELECT outbox_maintain(2)::bigint").await, 0, "it has not left yet");
    db.run(EVERYTHING_LEFT).await;
    assert_eq!(db.number("SELECT outbox_maintain(2)::bigint").await, 1);
    assert_eq!(db.number("SELECT count(*) FROM outbox").await, 1, "today's stays");
}

#[tokio::test]
async fn days_to_come_have_their_partitions_and_a_forgotten_day_costs_nothing() {
    let db = Database::new().await;
    assert_eq!((partitions(&db, "outbox").await, partitions(&db, "inbox").await), (9, 10));
    db.run(OLD_ROW).await;
    assert_eq!(db.number("SELECT count(*) FROM outbox_default").await, 1, "the default takes it");
    db.number("SELECT outbox_maintain(2)::bigint").await;
    assert_eq!(db.number("SELECT count(*) FROM outbox_default").await, 1, "it has not left yet");
    db.run(EVERYTHING_LEFT).await;
    db.number("SELECT outbox_maintain(2)::bigint").await;
    assert_eq!(db.number("SELECT count(*) FROM outbox_default").await, 0);
}

#[tokio::test]
async fn the_inbox_forgets_old_days_of_events() {
    let db = Database::new().await;
    db.run("CREATE TABLE inbox_20200101 PARTITION OF inbox FOR VALUES FROM ('016f5e66-e800-0000-0000-000000000000') TO ('016f638d-4400-0000-0000-000000000000')").await;
    assert_eq!(db.number("SELECT inbox_maintain(14)::bigint").await, 1);
    assert_eq!(partitions(&db, "inbox").await, 10);
}

#[tokio::test]
async fn sessions_have_their_limits() {
    let db = Database::new().await;
    for (name, seconds) in
        [("idle_in_transaction_session_timeout", 15), ("statement_timeout", 10), ("lock_timeout", 5)]
    {
        let set = format!("SELECT extract(epoch FROM current_setting('{name}')::interval)::bigint");
        assert_eq!(db.number(&set).await, seconds, "{name}");
    }
}
