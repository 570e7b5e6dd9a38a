//! The streams: the truth.

use async_trait::async_trait;
use jiff::Timestamp;
use service_kit::{
    idempotency::Claim,
    identity::Region,
    ids::{AccountId, VisitorId},
    version::Expected,
};

use super::{CommandError, KeptItem, StoreError};
use crate::domain::{
    decide::{Decision, Refusal},
    event::Event,
    held::Held,
    item::ItemId,
    settings::Settings,
};

/// Who acts.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The signed-in person.
    pub account: AccountId,
    /// Their browser.
    pub visitor: VisitorId,
    /// Where they are, as far as they or a trusted proxy said.
    pub region: Option<Region>,
    /// The browser says that it is not to be measured.
    pub objected: bool,
}

/// What is to happen to one item.
#[derive(Debug)]
pub struct Command {
    /// Who wants it.
    pub actor: Actor,
    /// To which item; a new one is drawn by the caller.
    pub item: ItemId,
    /// The idempotency key, if one was sent.
    pub key: Option<Claim>,
    /// Now.
    pub at: Timestamp,
}

/// Decides on what is there when the stream is locked.
pub type Decide<'a, On> = Box<dyn FnOnce(&On) -> Result<Decision, Refusal> + Send + 'a>;

/// What is to happen to it, and what that is decided on.
pub enum Wish<'a> {
    /// It comes in; decided on how many are there already.
    Add(Decide<'a, usize>),
    /// Something is done to it.
    Act {
        /// On which version of it.
        expected: Expected,
        /// Whether the last that was done is taken back: what was before is needed for that.
        undoes: bool,
        /// Decided on how it is.
        decide: Decide<'a, Held>,
    },
}

/// What a command left.
#[derive(Debug, Clone)]
pub struct Carried {
    /// The item as it is now; as it was before, when its adding was undone.
    pub kept: KeptItem,
    /// When its adding was undone.
    pub never_added: Option<Timestamp>,
    /// By which it is shown.
    pub settings: Settings,
}

/// Why nothing happened.
#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    /// The domain refuses.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Something else happened to the item meanwhile; this is how it is now.
    #[error("the item has changed")]
    Stale(Box<KeptItem>),
    /// The command could not be carried out.
    #[error(transparent)]
    Command(#[from] CommandError),
}

impl From<StoreError> for StreamError {
    fn from(failure: StoreError) -> Self {
        Self::Command(failure.into())
    }
}

/// The streams of all accounts.
#[async_trait]
pub trait Streams: Send + Sync {
    /// Locks the account's stream, decides, records what happened with everything that follows from it, or nothing at all.
    async fn carry_out(&self, command: Command, wish: Wish<'_>) -> Result<Carried, StreamError>;

    /// What the same command left when it was carried out before, under this key.
    async fn before(&self, actor: &Actor, key: &Claim, at: Timestamp)
    -> Result<Option<Carried>, StreamError>;

    /// What happened to one item, in order; empty when it is none of the account's.
    async fn of_item(&self, account: AccountId, item: ItemId) -> Result<Vec<Event>, StoreError>;

    /// The next accounts that have a stream, in an order of ours.
    async fn accounts(&self, after: AccountId, limit: i64) -> Result<Vec<AccountId>, StoreError>;

    /// How many accounts have a stream.
    async fn count(&self) -> Result<u64, StoreError>;

    /// Makes the account's projections anew from its whole stream, under its lock; how many events there were.
    async fn rebuild(&self, account: AccountId, at: Timestamp) -> Result<u64, StoreError>;
}
