//! Follows whose a visitor is.

use anyhow::Context as _;
use async_trait::async_trait;
use contracts::events::VisitorLinked;
use messaging::{Event, Failure, Handler};
use service_kit::{
    ids::{AccountId, VisitorId},
    tombstones::{Subject, Tombstones},
};
use sqlx::PgConnection;

use crate::adapters::postgres;

pub(super) struct FollowLinks(Tombstones);

impl FollowLinks {
    pub(super) fn new(tombstones: Tombstones) -> Self {
        Self(tombstones)
    }
}

#[async_trait]
impl Handler for FollowLinks {
    async fn handle(&self, conn: &mut PgConnection, event: &Event) -> Result<(), Failure> {
        let Some(linked) = event.data::<VisitorLinked>()? else { return Ok(()) };
        let visitor = VisitorId::from_uuid(linked.visitor_id);
        let erased = self.0.contains(&Subject::Visitor(visitor)).context("the tombstones");
        if erased.map_err(Failure::retry)? {
            return Ok(());
        }
        let account = AccountId::from_uuid(linked.account_id);
        Ok(postgres::link(conn, visitor, account, linked.linked_at).await?)
    }
}
