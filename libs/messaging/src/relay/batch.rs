//! What the outbox holds between the cursor and the horizon.

use contracts::{Envelope, SpecVersion};
use sqlx::PgConnection;
use sqlx::types::Uuid;

use super::delivery::Record;
use crate::kafka::KafkaArgs;

/// A place in the outbox: transaction id, then row id. The id travels as text, for sqlx knows no `xid8`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cursor {
    xid: String,
    id: i64,
}

impl Cursor {
    pub(super) async fn read(conn: &mut PgConnection) -> sqlx::Result<Self> {
        let row = sqlx::query_file!("queries/cursor.sql").fetch_one(conn).await?;
        Ok(Self { xid: row.xid, id: row.id })
    }

    pub(super) async fn store(&self, conn: &mut PgConnection) -> sqlx::Result<()> {
        sqlx::query_file!("queries/move_cursor.sql", self.xid, self.id).execute(conn).await.map(drop)
    }
}

struct Row {
    xid: String,
    id: i64,
    topic: String,
    stream: String,
    stream_version: i64,
    event_id: Uuid,
    event_type: String,
    data_schema: String,
    occurred_at: jiff_sqlx::Timestamp,
    data: String,
    traceparent: Option<String>,
}

pub(super) struct Batch(Vec<Row>);

impl Batch {
    pub(super) async fn after(cursor: &Cursor, limit: i64, conn: &mut PgConnection) -> sqlx::Result<Self> {
        sqlx::query_file_as!(Row, "queries/pending.sql", cursor.xid, cursor.id, limit)
            .fetch_all(conn)
            .await
            .map(Self)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The place past the first `count` events.
    pub(super) fn cursor_past(&self, count: usize) -> Option<Cursor> {
        let row = self.0.get(count.checked_sub(1)?)?;
        Some(Cursor { xid: row.xid.clone(), id: row.id })
    }

    pub(super) fn records<'a>(&'a self, kafka: &KafkaArgs, source: &'a str) -> Vec<Record<'a>> {
        self.0.iter().map(|row| row.record(kafka, source)).collect()
    }
}

impl Row {
    fn record<'a>(&'a self, kafka: &KafkaArgs, source: &'a str) -> Record<'a> {
        Record {
            topic: format!("{}{}", kafka.topic_prefix, self.topic),
            key: &self.stream,
            id: self.event_id,
            event_type: &self.event_type,
            source,
            stream_version: self.stream_version,
            traceparent: self.traceparent.as_deref(),
            value: self.envelope(source),
        }
    }

    /// The data goes as it was written, not parsed again.
    fn envelope(&self, source: &str) -> serde_json::Result<String> {
        serde_json::to_string(&Envelope {
            specversion: SpecVersion::V1,
            id: self.event_id,
            event_type: self.event_type.clone(),
            source: source.to_owned(),
            time: self.occurred_at.to_jiff(),
            subject: self.stream.clone(),
            stream_version: self.stream_version,
            data_schema: self.data_schema.clone(),
            data: serde_json::from_str::<&serde_json::value::RawValue>(&self.data)?,
        })
    }
}
