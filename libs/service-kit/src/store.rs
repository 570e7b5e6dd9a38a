//! How a store fails, as use cases see it.

/// The store failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It is away or busy: the same call may succeed later.
    #[error("the store is not available")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// It holds or did something that we do not understand.
    #[error("the store failed")]
    Failed(#[source] Box<dyn std::error::Error + Send + Sync>),
}
