//! Why a brand's command is not carried out.

use service_kit::version::Unmet;

use crate::{
    application::ports::{CommandError, StoreError},
    domain::workspace::{Fault, StatementFault},
};

/// Why not; `C` is what stands there instead, where something does.
#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError<C> {
    /// The brand was made so lately that it has not been heard of here.
    #[error("the brand is not known here yet")]
    NotReady,
    /// The GTIN has none of the brand's prefixes.
    #[error("the GTIN is outside the brand's prefixes")]
    OutsidePrefix,
    /// The brand has no such thing.
    #[error("the brand has no such thing")]
    Unknown,
    /// It is there already.
    #[error("it is there already")]
    Exists,
    /// A text or number that is not kept.
    #[error("the body does not fit")]
    Unkeepable(Vec<StatementFault>),
    /// It cannot be published so.
    #[error("the product contradicts itself")]
    Invalid(Vec<Fault>),
    /// Something is there, and the caller did not say which version of it they replace.
    #[error("no version was named")]
    NotNamed,
    /// Something else is there.
    #[error("another version stands there")]
    Stale(Option<Box<C>>),
    /// The command failed.
    #[error(transparent)]
    Command(#[from] CommandError),
}

impl<C> From<StoreError> for WorkspaceError<C> {
    fn from(failure: StoreError) -> Self {
        Self::Command(failure.into())
    }
}

impl<C> WorkspaceError<C> {
    /// A version that does not fit, beside what stands there.
    pub(crate) fn unmet(unmet: Unmet, current: Option<C>) -> Self {
        match unmet {
            Unmet::NotNamed => Self::NotNamed,
            Unmet::Stale => Self::Stale(current.map(Box::new)),
        }
    }

    /// The same with what stands there made into something else.
    pub(crate) fn map<D>(self, make: impl FnOnce(C) -> D) -> WorkspaceError<D> {
        match self {
            Self::NotReady => WorkspaceError::NotReady,
            Self::OutsidePrefix => WorkspaceError::OutsidePrefix,
            Self::Unknown => WorkspaceError::Unknown,
            Self::Exists => WorkspaceError::Exists,
            Self::Unkeepable(faults) => WorkspaceError::Unkeepable(faults),
            Self::Invalid(faults) => WorkspaceError::Invalid(faults),
            Self::NotNamed => WorkspaceError::NotNamed,
            Self::Stale(current) => WorkspaceError::Stale(current.map(|current| Box::new(make(*current)))),
            Self::Command(failure) => WorkspaceError::Command(failure),
        }
    }
}
