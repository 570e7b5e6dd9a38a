//! How commands fail.

use super::StoreError;

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The key was used for another body.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// The account was erased; its token has outlived it.
    #[error("the account was erased")]
    NoAccount,
    /// The browser was erased, and comes back with its old cookie.
    #[error("the visitor was erased")]
    NoVisitor,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
