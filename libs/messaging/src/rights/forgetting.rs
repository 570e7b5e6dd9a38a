//! Keeps what still comes about erased persons from having an effect.

use std::sync::Arc;

use async_trait::async_trait;
use service_kit::tombstones::Tombstones;
use sqlx::PgConnection;

use super::{erasing::unreadable, forget_streams, is_erased};
use crate::{Event, Failure, Handler};

/// A handler of a topic whose streams are persons: of those that were erased nothing is taken in, and nothing kept.
pub struct Forgetting {
    tombstones: Tombstones,
    inner: Arc<dyn Handler>,
}

impl Forgetting {
    /// What comes about everybody else is the inner handler's.
    pub fn new(tombstones: Tombstones, inner: Arc<dyn Handler>) -> Self {
        Self { tombstones, inner }
    }

    fn is_erased(&self, event: &Event) -> Result<bool, Failure> {
        is_erased(&event.envelope.subject, &self.tombstones).map_err(unreadable)
    }
}

#[async_trait]
impl Handler for Forgetting {
    async fn handle(&self, conn: &mut PgConnection, event: &Event) -> Result<(), Failure> {
        if self.is_erased(event)? { Ok(()) } else { self.inner.handle(conn, event).await }
    }

    /// Not even the position of an erased person's stream stays.
    async fn settled(&self, conn: &mut PgConnection, event: &Event) -> Result<(), Failure> {
        if self.is_erased(event)? {
            forget_streams(conn, std::slice::from_ref(&event.envelope.subject)).await?;
        }
        self.inner.settled(conn, event).await
    }
}
