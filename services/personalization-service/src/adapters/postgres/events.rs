//! Verdicts as the contract tells them, appended in the command's own transaction: level and policy version, no more.

use contracts::events::{VerdictComputed, VerdictComputedMeasurement, VerdictComputedVerdict};
use messaging::outbox::{self, OutboxError, Outgoing};
use service_kit::ids::uuid_v7;
use sqlx::PgConnection;

use crate::{
    application::ports::{Asker, NewVerdict},
    domain::verdict::Level,
};

/// Locks the streams: the first statement of every command.
pub(super) async fn lock(conn: &mut PgConnection, streams: &[&str]) -> Result<(), OutboxError> {
    outbox::lock_streams(conn, streams).await
}

pub(super) async fn computed(
    conn: &mut PgConnection,
    asker: &Asker,
    new: &NewVerdict,
) -> Result<(), OutboxError> {
    let head = &new.verdict.head;
    let data = VerdictComputed {
        verdict_id: head.id.0,
        visitor_id: asker.visitor.as_uuid(),
        account_id: asker.account.as_uuid(),
        gtin: head.gtin.to_string(),
        brand_id: new.brand,
        region: asker.region.as_ref().map(ToString::to_string),
        verdict: level(head.level),
        policy_version: head.policy.to_string(),
        measurement: asker.objected.then_some(VerdictComputedMeasurement::Objected),
        computed_at: head.at,
    };
    let event = Outgoing::new(asker.visitor, head.at, uuid_v7(head.at), &data);
    outbox::append(conn, &event).await.map(drop)
}

fn level(level: Level) -> VerdictComputedVerdict {
    match level {
        Level::GoodForYou => VerdictComputedVerdict::GoodForYou,
        Level::BeCareful => VerdictComputedVerdict::BeCareful,
        Level::Avoid => VerdictComputedVerdict::Avoid,
    }
}
