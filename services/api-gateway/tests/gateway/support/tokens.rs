//! Tokens as a realm signs them, and as nobody should.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, crypto::sign, jwk::Jwk};
use serde_json::{Value, json};
use service_kit::identity::generate;

/// A key pair with a name.
#[derive(Clone)]
pub(crate) struct Key {
    pub(crate) kid: String,
    pub(crate) algorithm: Algorithm,
    pub(crate) private: EncodingKey,
    pub(crate) jwk: Value,
}

impl Key {
    /// Ed25519, new each time.
    pub(crate) fn ed(kid: &str) -> Self {
        let made = generate(kid).expect("a key");
        let private = EncodingKey::from_ed_pem(made.private_pem.as_bytes()).expect("a key");
        Self { kid: kid.into(), algorithm: Algorithm::EdDSA, private, jwk: made.public_jwk }
    }

    /// Keycloak's usual kind.
    pub(crate) fn rsa(kid: &str) -> Self {
        Self::from_pem(kid, Algorithm::RS256, include_bytes!("../../data/realm-rsa.pem"))
    }

    /// RSA, and not the realm's.
    pub(crate) fn other_rsa(kid: &str) -> Self {
        Self::from_pem(kid, Algorithm::RS256, include_bytes!("../../data/other-rsa.pem"))
    }

    /// P-256.
    pub(crate) fn ec(kid: &str) -> Self {
        Self::from_pem(kid, Algorithm::ES256, include_bytes!("../../data/realm-ec.pem"))
    }

    fn from_pem(kid: &str, algorithm: Algorithm, pem: &[u8]) -> Self {
        let private = match algorithm {
            Algorithm::ES256 => EncodingKey::from_ec_pem(pem),
            _ => EncodingKey::from_rsa_pem(pem),
        };
        let private = private.expect("a key");
        let public = Jwk::from_encoding_key(&private, algorithm).expect("a public half");
        let mut jwk = serde_json::to_value(public).expect("JSON");
        jwk["kid"] = kid.into();
        jwk["use"] = "sig".into();
        Self { kid: kid.into(), algorithm, private, jwk }
    }

    /// The header that the realm writes.
    pub(crate) fn header(&self) -> Value {
        json!({ "alg": self.algorithm, "typ": "JWT", "kid": self.kid })
    }

    /// A token of these claims.
    pub(crate) fn token(&self, claims: &Value) -> String {
        self.token_with(&self.header(), claims)
    }

    /// A token with any header at all, signed in the key's own way.
    pub(crate) fn token_with(&self, header: &Value, claims: &Value) -> String {
        self.token_of(&header.to_string(), &claims.to_string())
    }

    /// The same, to the letter.
    pub(crate) fn token_of(&self, header: &str, claims: &str) -> String {
        let message = format!("{}.{}", part(header), part(claims));
        let signature = sign(message.as_bytes(), &self.private, self.algorithm).expect("signed");
        format!("{message}.{signature}")
    }
}

/// A segment.
pub(crate) fn part(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(text)
}
