//! Who is calling: the short-lived identity token between gateway and services.
//!
//! The gateway verifies the outside credential once and signs an `EdDSA` JWT of at most 60 s; a service trusts
//! nothing else. Public keys come from one JWKS file.

mod caller;
mod keys;
mod own;
mod principal;
mod signer;
mod verifier;

pub use caller::{Caller, ServiceCaller, layer};
pub use keys::{Generated, KeyFault, generate, jwks};
pub use own::Own;
pub use principal::{Principal, Region, RegionFault, Role};
pub use signer::{Signer, SignerFault};
pub use verifier::{JwksFault, Refused, Verifier};

/// The gateway's name as an issuer.
pub const GATEWAY: &str = "packytrace-gateway";
/// The audience of every identity token.
pub const AUDIENCE: &str = "packytrace";
/// The longest life of an identity token, in seconds.
pub const LIFETIME_SECONDS: i64 = 60;
