//! Why an event did not get its effect, and whether trying again can help.

use std::fmt;

/// A handler's failure.
#[derive(Debug)]
pub struct Failure {
    kind: Kind,
    error: anyhow::Error,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Something else is down: tried until it works.
    Transient,
    /// The event and we do not agree: tried a few times, then a dead letter.
    Permanent,
    /// The record cannot even be read: a dead letter at once.
    Unreadable,
}

impl Failure {
    /// Trying again will help, once something that is down is back.
    pub fn retry(error: impl Into<anyhow::Error>) -> Self {
        Self { kind: Kind::Transient, error: error.into() }
    }

    /// Trying again will not help. The error's words become the dead letter's reason: no personal data.
    pub fn dead_letter(error: impl Into<anyhow::Error>) -> Self {
        Self { kind: Kind::Permanent, error: error.into() }
    }

    pub(crate) fn unreadable(error: impl Into<anyhow::Error>) -> Self {
        Self { kind: Kind::Unreadable, error: error.into() }
    }

    pub(crate) fn panicked() -> Self {
        Self::dead_letter(anyhow::anyhow!("the handler panicked"))
    }

    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#}", self.error)
    }
}

/// What the database refuses because of the data is permanent; that it is away, busy or in a deadlock passes.
impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(refusal) => match refusal.code().as_deref() {
                Some(code) if code.starts_with("22") || code.starts_with("23") => Self::dead_letter(error),
                _ => Self::retry(error),
            },
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) | sqlx::Error::Encode(_) => {
                Self::dead_letter(error)
            }
            _ => Self::retry(error),
        }
    }
}
