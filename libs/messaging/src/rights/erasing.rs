//! Carries erasures out, and keeps what comes about erased persons from having an effect.

use std::io;
use std::sync::Arc;

use async_trait::async_trait;
use contracts::events::{ErasureConfirmed, ErasureRequested};
use jiff::{Timestamp, tz::TimeZone};
use jiff_sqlx::ToSqlx as _;
use service_kit::{clock::Clock, ids::uuid_v7, tombstones::Tombstones};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Forgetting, Holder, Person, Removed, forget_streams, note_tombstones};
use crate::outbox::{self, OutboxError, Outgoing};
use crate::{Event, Failure, Handler};

/// A handler of `packytrace.identity.v1`: erasures are carried out here, the rest is the inner handler's.
pub struct Erasing {
    holder: Arc<dyn Holder>,
    tombstones: Tombstones,
    clock: Arc<dyn Clock>,
    rest: Forgetting,
}

impl Erasing {
    /// Of what `holder` holds.
    pub fn new(
        holder: Arc<dyn Holder>,
        tombstones: Tombstones,
        clock: Arc<dyn Clock>,
        inner: Arc<dyn Handler>,
    ) -> Self {
        let rest = Forgetting::new(tombstones.clone(), inner);
        Self { holder, tombstones, clock, rest }
    }

    async fn carry_out(
        &self,
        conn: &mut PgConnection,
        event: &Event,
        request: &ErasureRequested,
    ) -> Result<(), Failure> {
        let now = self.clock.now();
        if !asked_anew(conn, event.envelope.id, request.erasure_id, now).await? {
            return Ok(());
        }
        let removed = self.erase(conn, &Person::from(request), now).await?;
        let confirmed = ErasureConfirmed {
            erasure_id: request.erasure_id,
            service: self.holder.name().to_owned(),
            removed,
            confirmed_at: now,
        };
        // The only event of its stream in this transaction: its order needs no lock.
        let event = Outgoing::new(request.erasure_id, now, uuid_v7(now), &confirmed);
        outbox::append(conn, &event).await.map(drop).map_err(failure)
    }

    async fn erase(
        &self,
        conn: &mut PgConnection,
        person: &Person,
        now: Timestamp,
    ) -> Result<Removed, Failure> {
        let subjects = person.subjects();
        let day = now.to_zoned(TimeZone::UTC).date();
        self.tombstones.append(&subjects, day).await.map_err(unreadable)?;
        erase_marked(conn, &*self.holder, &self.tombstones, person).await
    }
}

/// Deletes what is held about somebody whose tombstone stands.
pub(super) async fn erase_marked(
    conn: &mut PgConnection,
    holder: &dyn Holder,
    tombstones: &Tombstones,
    person: &Person,
) -> Result<Removed, Failure> {
    let streams = person.streams();
    // Commands that began before are waited for; those that begin later see the tombstone.
    outbox::hold_streams(conn, &streams).await?;
    let removed = holder.erase(conn, person).await?;
    forget_streams(conn, &streams).await?;
    let digests: Vec<_> = person.subjects().iter().map(|subject| tombstones.digest(subject)).collect();
    note_tombstones(conn, &digests).await?;
    Ok(removed)
}

async fn asked_anew(
    conn: &mut PgConnection,
    request: Uuid,
    erasure: Uuid,
    now: Timestamp,
) -> Result<bool, Failure> {
    let asked = sqlx::query_file_scalar!("queries/note_erasure.sql", erasure, request, now.to_sqlx() as _)
        .fetch_optional(conn)
        .await?;
    Ok(asked.is_some())
}

fn failure(error: OutboxError) -> Failure {
    match error {
        OutboxError::Database(error) => error.into(),
        OutboxError::LockedTooLate => Failure::retry(error),
        OutboxError::TooLarge(_) | OutboxError::Unserialisable(_) => Failure::dead_letter(error),
    }
}

pub(super) fn unreadable(error: io::Error) -> Failure {
    Failure::retry(anyhow::Error::new(error).context("the tombstones"))
}

#[async_trait]
impl Handler for Erasing {
    async fn handle(&self, conn: &mut PgConnection, event: &Event) -> Result<(), Failure> {
        match event.data::<ErasureRequested>()? {
            Some(request) => self.carry_out(conn, event, &request).await,
            None => self.rest.handle(conn, event).await,
        }
    }

    async fn settled(&self, conn: &mut PgConnection, event: &Event) -> Result<(), Failure> {
        self.rest.settled(conn, event).await
    }
}
