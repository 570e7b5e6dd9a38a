//! Making key pairs, for the fleet and for tests.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ed25519_dalek::{SigningKey, pkcs8::EncodePrivateKey, pkcs8::spki::der::pem::LineEnding};
use serde_json::{Value, json};

/// A key pair: the private half as PKCS #8 PEM, the public half as a JWK.
pub struct Generated {
    /// Secret; a file with mode 0600.
    pub private_pem: String,
    /// Public; goes into the JWKS file.
    pub public_jwk: Value,
}

/// A key could not be made.
#[derive(Debug, thiserror::Error)]
pub enum KeyFault {
    /// The machine gave no randomness.
    #[error("no randomness: {0}")]
    Randomness(#[from] getrandom::Error),
    /// The key could not be written down.
    #[error("encoding the key: {0}")]
    Encoding(String),
}

/// A new Ed25519 pair under the key id `kid`, the signer's name.
///
/// # Errors
/// [`KeyFault`], when the machine gives no randomness.
pub fn generate(kid: &str) -> Result<Generated, KeyFault> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed)?;
    let key = SigningKey::from_bytes(&seed);
    let private_pem =
        key.to_pkcs8_pem(LineEnding::LF).map_err(|error| KeyFault::Encoding(error.to_string()))?.to_string();
    let x = URL_SAFE_NO_PAD.encode(key.verifying_key().as_bytes());
    let public_jwk =
        json!({ "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": kid, "x": x });
    Ok(Generated { private_pem, public_jwk })
}

/// The JWKS document of these public keys.
#[must_use]
pub fn jwks(public_keys: &[Value]) -> Value {
    json!({ "keys": public_keys })
}
