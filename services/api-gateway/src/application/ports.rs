//! What the gateway needs from outside.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use async_trait::async_trait;
use jiff::Timestamp;
use service_kit::{
    identity::{Principal, Region, Role},
    ids::{AccountId, BrandId, VisitorId},
};

use crate::domain::claims::Claims;

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
    fn sign(&self, caller: &Principal, now: Timestamp) -> Result<String, SigningFailed>;
}

/// A visitor's id with the instant it was made, and the region that the person told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeVisitor {
    /// The id.
    pub visitor: VisitorId,
    /// When it was made, to the second.
    pub made: Timestamp,
    /// Where the person lives, when they said so.
    pub region: Option<Region>,
}

/// An opened cookie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// What it holds.
    pub made: MadeVisitor,
    /// Whether the current key sealed it; else it is due to be sealed anew.
    pub current: bool,
}

/// Seals visitor ids so that nobody can read, make or change one.
pub trait VisitorSeal: Send + Sync {
    /// The cookie's value.
    fn seal(&self, made: &MadeVisitor) -> String;

    /// What a cookie's value holds; nothing when it is not ours.
    fn open(&self, value: &str) -> Option<Opened>;

    /// A new random id of 128 bits.
    fn draw(&self) -> VisitorId;
}

/// What a sealed text is for: one kind never opens as another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A session.
    Session,
    /// A sign-in that is under way.
    SignIn,
}

/// Seals what only we may read again.
pub trait Seal: Send + Sync {
    /// Text that fits into a cookie.
    fn seal(&self, purpose: Purpose, plain: &[u8]) -> String;

    /// What was sealed; nothing when it is not ours or was for something else.
    fn open(&self, purpose: Purpose, value: &str) -> Option<Vec<u8>>;

    /// Bytes that nobody can guess.
    fn random(&self) -> [u8; 32];
}

/// What the realm hands out.
#[derive(Clone)]
pub struct Tokens {
    /// For the next time.
    pub refresh: String,
    /// Who it is, signed.
    pub id: Option<String>,
    /// How long the access token lives.
    pub access_lives: Duration,
    /// How long the refresh token does.
    pub refresh_lives: Duration,
}

/// Why the realm gave nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProviderFault {
    /// It said no: the code or the refresh token is not, or no longer, good.
    #[error("the realm refused")]
    Refused,
    /// It does not answer, or not in a way that says anything about the person.
    #[error("the realm does not answer")]
    Unreachable,
}

/// The realm's token endpoint and what stands beside it.
#[async_trait]
pub trait Provider: Send + Sync {
    /// Where a browser begins a sign-in, with these parameters added to ours.
    fn sign_in_address(&self, parameters: &[(&str, &str)]) -> String;

    /// Tokens for a code.
    async fn redeem(&self, code: &str, verifier: &str) -> Result<Tokens, ProviderFault>;

    /// New tokens for a refresh token.
    async fn refresh(&self, refresh: &str) -> Result<Tokens, ProviderFault>;

    /// Ends the realm's session behind a refresh token; one that is over already is no fault.
    async fn end(&self, refresh: &str) -> Result<(), ProviderFault>;

    /// The realm's public keys, as a JWKS document.
    async fn keys(&self) -> Result<String, ProviderFault>;
}

/// Why a token was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadToken {
    /// No key of this name is known: the realm may have a new one.
    #[error("the key is unknown")]
    UnknownKey,
    /// Anything else.
    #[error("the token is not to be trusted")]
    Untrusted,
}

/// Public keys of the realm.
pub trait KeySet: Send + Sync {
    /// The claims of a token that one of these keys signed, in the way that the key is meant for.
    ///
    /// # Errors
    /// [`BadToken`]; claims are not judged here.
    fn verify(&self, token: &str) -> Result<Claims, BadToken>;
}

/// Reads JWKS documents.
pub trait KeyReader: Send + Sync {
    /// The usable keys of a document; nothing when there is none.
    fn read(&self, document: &str) -> Option<Arc<dyn KeySet>>;
}

/// Whom identity-service is asked about.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// The person, as the realm knows them.
    pub subject: &'a str,
    /// The visitor to be linked; none for API clients.
    pub visitor: Option<VisitorId>,
    /// When the person last proved who they are.
    pub auth_time: Timestamp,
    /// The language in which they did, as a tag.
    pub language: Option<&'a str>,
}

/// A brand that somebody acts for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brand {
    /// Its id.
    pub id: BrandId,
    /// Its name.
    pub name: String,
}

/// Somebody, as identity-service knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The account.
    pub account: AccountId,
    /// The visitor that acts for it.
    pub visitor: VisitorId,
    /// What they may be.
    pub roles: BTreeSet<Role>,
    /// The brand of a brand user.
    pub brand: Option<Brand>,
}

/// Why identity-service named nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AccountsFault {
    /// There is no such person any more.
    #[error("the account is gone")]
    Gone,
    /// It does not answer.
    #[error("identity-service does not answer")]
    Unavailable,
}

/// identity-service's word about who is who.
#[async_trait]
pub trait Principals: Send + Sync {
    /// Who this is; makes the account at the first sign-in and links the visitor.
    async fn of(&self, ask: Ask<'_>) -> Result<Membership, AccountsFault>;
}
