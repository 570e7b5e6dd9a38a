//! What the gateway needs from outside.

use jiff::Timestamp;
use service_kit::ids::VisitorId;

/// A caller as the services will know it. Accounts, brands and roles join it with sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caller {
    /// The browser's pseudonymous id; always there.
    pub visitor: VisitorId,
}

/// The token could not be made.
#[derive(Debug, thiserror::Error)]
#[error("signing the identity token failed: {0}")]
pub struct SigningFailed(pub String);

/// Signs the identity token that services trust.
pub trait IdentityTokens: Send + Sync {
    /// A token of this caller, good for 60 s from `now`.
    ///
    /// # Errors
    /// [`SigningFailed`] when the key cannot sign.
    fn sign(&self, caller: Caller, now: Timestamp) -> Result<String, SigningFailed>;
}

/// A visitor's id with the instant it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MadeVisitor {
    /// The id.
    pub visitor: VisitorId,
    /// When it was made, to the second.
    pub made: Timestamp,
}

/// An opened cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    /// What it holds.
    pub made: MadeVisitor,
    /// Whether the current key sealed it; else it is due to be sealed anew.
    pub current: bool,
}

/// Seals visitor ids so that nobody can read, make or change one.
pub trait VisitorSeal: Send + Sync {
    /// The cookie's value.
    fn seal(&self, made: MadeVisitor) -> String;

    /// What a cookie's value holds; nothing when it is not ours.
    fn open(&self, value: &str) -> Option<Opened>;

    /// A new random id of 128 bits.
    fn draw(&self) -> VisitorId;
}
