//! Identity tokens signed with the gateway's own key.

use jiff::Timestamp;
use service_kit::identity::{Principal, Signer};

use crate::application::ports::{IdentityTokens, SigningFailed};

/// The gateway's signature.
pub struct GatewayTokens(Signer);

impl GatewayTokens {
    /// Signs with this key.
    #[must_use]
    pub fn new(signer: Signer) -> Self {
        Self(signer)
    }
}

impl IdentityTokens for GatewayTokens {
    fn sign(&self, caller: &Principal, now: Timestamp) -> Result<String, SigningFailed> {
        self.0.sign(caller, now).map_err(|fault| SigningFailed(fault.to_string()))
    }
}
