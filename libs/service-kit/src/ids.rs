//! Typed ids: one newtype a kind, so that a visitor can never be passed where an account is meant.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::{NoContext, Uuid};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps an id that was made elsewhere.
            #[must_use]
            pub const fn from_uuid(id: Uuid) -> Self {
                Self(id)
            }

            /// The bare id, for adapters.
            #[must_use]
            pub const fn as_uuid(&self) -> Uuid {
                self.0
            }

            /// A new `UUIDv7` of this instant, ordered by time.
            #[must_use]
            pub fn new_v7(now: Timestamp) -> Self {
                Self(uuid_v7(now))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A stable pseudonymous id of a browser; linked to, never replaced by, an account.
    VisitorId,
    /// A signed-in consumer.
    AccountId,
    /// A tenant.
    BrandId,
    /// One stored scan.
    ScanId,
    /// One report about a product.
    ReportId,
    /// One erasure saga.
    ErasureId,
    /// One export of everything that is held about a person.
    ExportId,
    /// One event.
    EventId,
}

/// A `UUIDv7` of this instant.
#[must_use]
pub fn uuid_v7(now: Timestamp) -> Uuid {
    let seconds = u64::try_from(now.as_second()).unwrap_or(0);
    let nanos = u32::try_from(now.subsec_nanosecond()).unwrap_or(0);
    Uuid::new_v7(uuid::Timestamp::from_unix(NoContext, seconds, nanos))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_later_instants_sort_later() {
        let early = ScanId::new_v7(Timestamp::UNIX_EPOCH);
        let late = ScanId::new_v7(Timestamp::from_millisecond(5).expect("in range"));
        assert!(early < late);
    }

    #[test]
    fn an_id_survives_printing() {
        let id = VisitorId::new_v7(Timestamp::UNIX_EPOCH);
        assert_eq!(id.to_string().parse(), Ok(id));
    }
}
