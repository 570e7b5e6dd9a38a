//! Signing identity tokens.

use jiff::Timestamp;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde::{Deserialize, Serialize};

use super::{AUDIENCE, LIFETIME_SECONDS, Principal};

/// Signs identity tokens in one issuer's name.
#[derive(Clone)]
pub struct Signer {
    issuer: String,
    header: Header,
    key: EncodingKey,
}

/// A token could not be signed.
#[derive(Debug, thiserror::Error)]
#[error("the identity key cannot sign: {0}")]
pub struct SignerFault(#[from] jsonwebtoken::errors::Error);

/// A token's content.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Claims {
    pub(super) iss: String,
    pub(super) aud: String,
    pub(super) iat: i64,
    pub(super) exp: i64,
    #[serde(flatten)]
    pub(super) principal: Principal,
}

impl Signer {
    /// A signer called `issuer`, which is also its key id, with an Ed25519 key (PKCS #8 PEM).
    ///
    /// # Errors
    /// The PEM holds no Ed25519 private key.
    pub fn from_pem(issuer: &str, pem: &[u8]) -> Result<Self, SignerFault> {
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(issuer.to_owned());
        Ok(Self { issuer: issuer.to_owned(), header, key: EncodingKey::from_ed_pem(pem)? })
    }

    /// A token that says who calls, good for [`LIFETIME_SECONDS`] from `now`.
    ///
    /// # Errors
    /// The key cannot sign.
    pub fn sign(&self, principal: &Principal, now: Timestamp) -> Result<String, SignerFault> {
        let iat = now.as_second();
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: AUDIENCE.to_owned(),
            iat,
            exp: iat + LIFETIME_SECONDS,
            principal: principal.clone(),
        };
        Ok(encode(&self.header, &claims, &self.key)?)
    }
}
