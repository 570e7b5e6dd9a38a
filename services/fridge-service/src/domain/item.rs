//! One pack, or one hand-typed food.

use std::{fmt, str::FromStr, sync::Arc};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use service_kit::ids::uuid_v7;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{condition::Condition, event::Added};

/// Names an item (`UUIDv7`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct ItemId(pub Uuid);

impl ItemId {
    /// A new one of this instant.
    #[must_use]
    pub fn new_v7(now: Timestamp) -> Self {
        Self(uuid_v7(now))
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_hyphenated().fmt(formatter)
    }
}

impl FromStr for ItemId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// How often an item has changed: 1 when it was added. Its `ETag`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct ItemVersion(u32);

impl ItemVersion {
    /// The version of an item that was just added.
    pub const FIRST: Self = Self(1);

    /// A version that was stored or asked for.
    #[must_use]
    pub const fn new(version: u32) -> Self {
        Self(version)
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    /// After one more change.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// An item as its events have made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub(super) id: ItemId,
    pub(super) added: Arc<Added>,
    pub(super) added_at: Timestamp,
    pub(super) version: ItemVersion,
    pub(super) condition: Condition,
}

impl Item {
    pub(super) fn new(id: ItemId, added: &Added, at: Timestamp) -> Self {
        Self {
            id,
            condition: Condition::of(added),
            added: Arc::new(added.clone()),
            added_at: at,
            version: ItemVersion::FIRST,
        }
    }

    /// Its name.
    #[must_use]
    pub const fn id(&self) -> ItemId {
        self.id
    }

    /// What was added, as it was then.
    #[must_use]
    pub fn added(&self) -> &Added {
        &self.added
    }

    /// When, as the person says.
    #[must_use]
    pub const fn added_at(&self) -> Timestamp {
        self.added_at
    }

    /// How often it has changed.
    #[must_use]
    pub const fn version(&self) -> ItemVersion {
        self.version
    }

    /// How it is now.
    #[must_use]
    pub const fn condition(&self) -> &Condition {
        &self.condition
    }

    /// Whether anything of it is still there.
    #[must_use]
    pub const fn is_present(&self) -> bool {
        !self.condition.state().is_gone()
    }
}
