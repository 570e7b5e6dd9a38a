//! A section of a passport: it comes, is there, failed, or does not exist.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One independently filled part of a passport.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Section<T> {
    /// Being gathered.
    Pending,
    /// Gathered.
    Loaded {
        /// What the sources said.
        data: T,
    },
    /// Could not be gathered this time.
    Failed {
        /// Why.
        reason: FailureReason,
        /// When asking again makes sense.
        #[serde(rename = "retryAt", default, skip_serializing_if = "Option::is_none")]
        retry_at: Option<Timestamp>,
    },
    /// The sources answered: there is none.
    NotAvailable,
}

/// Why a section could not be gathered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FailureReason {
    /// The source did not answer within its budget.
    Timeout,
    /// The source could not be reached, refused, or its breaker is open.
    SourceUnavailable,
    /// The source answered with something that cannot be read.
    BadData,
}

impl<T> Section<T> {
    /// Whether the section will change no more by itself.
    #[must_use]
    pub fn is_terminal(&self) -> bool {
        !matches!(self, Self::Pending)
    }

    /// Whether gathering it makes sense now: nobody has ended doing so, or the time after a failure is over.
    #[must_use]
    pub fn wants_another_try(&self, now: Timestamp) -> bool {
        match self {
            Self::Pending => true,
            Self::Failed { retry_at, .. } => retry_at.is_none_or(|at| at <= now),
            Self::Loaded { .. } | Self::NotAvailable => false,
        }
    }

    /// The section with its data made into something else.
    #[must_use]
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Section<U> {
        match self {
            Self::Loaded { data } => Section::Loaded { data: make(data) },
            Self::Pending => Section::Pending,
            Self::Failed { reason, retry_at } => Section::Failed { reason, retry_at },
            Self::NotAvailable => Section::NotAvailable,
        }
    }

    /// The data, when loaded.
    #[must_use]
    pub fn data(&self) -> Option<&T> {
        match self {
            Self::Loaded { data } => Some(data),
            Self::Pending | Self::Failed { .. } | Self::NotAvailable => None,
        }
    }
}
