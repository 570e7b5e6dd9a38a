//! How an outside system gives no answer.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use service_kit::breaker::Resting;

use crate::{application::ports::SourceFailure, domain::section::FailureReason};

/// A source that failed is asked again after this.
pub const AFTER_FAILURE: SignedDuration = SignedDuration::from_secs(15);
/// A document that cannot be read does not get better soon.
const AFTER_NONSENSE: SignedDuration = SignedDuration::from_hours(1);

/// Why a source gave no answer. It costs its own section only.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SourceFault {
    /// It did not answer within its budget.
    #[error("the source did not answer in time")]
    Timeout,
    /// It refused, broke off, or is being left alone after failures.
    #[error("the source is unavailable: {why}")]
    Unavailable {
        /// In words, without the asked product.
        why: String,
        /// When asking again makes sense.
        retry_after: Option<Duration>,
    },
    /// It answered with something that cannot be read.
    #[error("the source's answer cannot be read: {0}")]
    BadData(String),
}

impl SourceFault {
    /// Whether the source itself failed, so that a breaker counts it.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        match self {
            Self::Timeout | Self::Unavailable { .. } => true,
            // A source that answers nonsense about one product is alive.
            Self::BadData(_) => false,
        }
    }

    /// In published words, and when asking again makes sense.
    #[must_use]
    pub fn failure(&self, now: Timestamp) -> SourceFailure {
        let (reason, wait) = match self {
            Self::Timeout => (FailureReason::Timeout, AFTER_FAILURE),
            Self::Unavailable { retry_after, .. } => {
                let asked = retry_after.and_then(|after| SignedDuration::try_from(after).ok());
                (FailureReason::SourceUnavailable, asked.unwrap_or(AFTER_FAILURE).min(AFTER_NONSENSE))
            }
            Self::BadData(_) => (FailureReason::BadData, AFTER_NONSENSE),
        };
        SourceFailure { reason, retry_at: now.saturating_add(wait).unwrap_or(now), queue: false }
    }

    /// A fault with words alone.
    #[must_use]
    pub fn unavailable(why: impl Into<String>) -> Self {
        Self::Unavailable { why: why.into(), retry_after: None }
    }
}

impl From<Resting> for SourceFault {
    fn from(resting: Resting) -> Self {
        Self::Unavailable { why: resting.to_string(), retry_after: Some(resting.0) }
    }
}
