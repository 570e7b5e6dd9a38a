//! The test that every holder of personal data runs: export and erasure, with somebody else beside.
//!
//! Two persons are planted, with markers in whatever they may write. The export of one holds all of hers and nothing of the other.
//! After her erasure no row of the schema names her any more, the other is untouched, and one confirmation leaves, however often
//! the request comes. A backup brings her back, and she is gone again before the service is ready.

mod backup;
mod person;
mod traces;

use async_trait::async_trait;
use serde_json::Value;
use sqlx::PgPool;
use uuid::Uuid;

use crate::ids::{AccountId, ErasureId};
use backup::Backup;
pub use person::Planted;
use traces::{Traces, traces};

/// A service that holds something about persons, as its tests run it.
#[async_trait]
pub trait Holder: Send + Sync {
    /// Its schema.
    fn schema(&self) -> &'static str;

    /// A pool on its database that may read every table and stop other sessions: the tests' own role.
    fn pool(&self) -> &PgPool;

    /// Makes at least one record of each kind that can be about a person, in the ways that production makes them, with a marker
    /// (`person.mark("comment")`) in every text that a person may write.
    async fn plant(&self, person: &Planted);

    /// The account's export, as `GET /internal/export/{accountId}` answers.
    async fn export(&self, account: AccountId) -> Value;

    /// Asks for the person's erasure as the broker would, under this event's id.
    async fn request_erasure(&self, erasure: ErasureId, event: Uuid, person: &Planted);

    /// How many confirmations of the erasure were published.
    async fn confirmations(&self, erasure: ErasureId) -> usize;

    /// Does once more what makes records, as the person, who was erased: it may be refused, and leaves nothing.
    async fn act_again(&self, person: &Planted);

    /// What the service does when it starts, before it is ready.
    async fn start(&self);
}

/// Holds the service to all of it.
///
/// # Panics
/// When it does not keep what persons are promised.
pub async fn hold(holder: &impl Holder) {
    let (ada, ben) = (Planted::new("ada"), Planted::new("ben"));
    holder.plant(&ada).await;
    holder.plant(&ben).await;
    exports_hold_everything_of_one_person_alone(holder, &ada, &ben).await;

    let others = others_traces(holder, &ben).await;
    let backup = Backup::of(holder.pool()).await;
    an_erasure_leaves_nothing_and_is_confirmed_once(holder, &ada).await;
    assert_eq!(others_traces(holder, &ben).await, others, "an erasure touches nobody else");

    holder.act_again(&ada).await;
    assert_gone(holder, &ada, "what an erased person does leaves no trace").await;

    backup.restore().await;
    assert!(!traces(holder.pool(), holder.schema(), &ada).await.is_empty(), "the backup had the person");
    holder.start().await;
    assert_gone(holder, &ada, "a restored backup is erased again before the service is ready").await;
    assert_eq!(others_traces(holder, &ben).await, others, "and nobody else");
    exports_hold_everything_of_one_person_alone(holder, &ben, &ada).await;
}

async fn exports_hold_everything_of_one_person_alone(holder: &impl Holder, own: &Planted, other: &Planted) {
    let export = holder.export(own.account).await.to_string();
    for mark in own.marks() {
        assert!(export.contains(&mark), "the export lacks {mark}: {export}");
    }
    for needle in other.needles() {
        assert!(!export.contains(&needle), "the export has something of somebody else: {needle}");
    }
}

async fn an_erasure_leaves_nothing_and_is_confirmed_once(holder: &impl Holder, person: &Planted) {
    let before = traces(holder.pool(), holder.schema(), person).await;
    assert!(!before.is_empty(), "nothing was planted, so nothing can be shown");
    let (erasure, event) = (ErasureId::from_uuid(Uuid::now_v7()), Uuid::now_v7());
    for _ in ["asked", "asked again"] {
        holder.request_erasure(erasure, event, person).await;
    }
    assert_gone(holder, person, "an erasure leaves no trace").await;
    assert_eq!(holder.confirmations(erasure).await, 1, "one confirmation, however often it is asked");
}

async fn assert_gone(holder: &impl Holder, person: &Planted, promise: &str) {
    assert_eq!(traces(holder.pool(), holder.schema(), person).await, Traces::new(), "{promise}");
}

async fn others_traces(holder: &impl Holder, other: &Planted) -> Traces {
    let found = traces(holder.pool(), holder.schema(), other).await;
    assert!(!found.is_empty(), "the other person is there");
    found
}
