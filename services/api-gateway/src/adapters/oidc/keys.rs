//! Public keys out of a JWKS document, and signatures checked with them.

use std::{collections::HashMap, sync::Arc};

use jsonwebtoken::{
    Algorithm, DecodingKey, Header, Validation, decode, decode_header,
    jwk::{AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, PublicKeyUse},
};
use serde::Deserialize;
use serde_json::Value;

use crate::{
    application::ports::{BadToken, KeyReader, KeySet},
    domain::claims::Claims,
};

/// An RSA key with fewer digits (base64) has less than 2048 bits.
const SHORTEST_MODULUS: usize = 342;

/// Reads JWKS documents.
#[derive(Debug, Clone, Copy, Default)]
pub struct JwksReader;

/// A key that signs in exactly one way.
struct PublicKey {
    key: DecodingKey,
    expectations: Validation,
}

/// The realm's keys by their ids.
struct PublicKeys(HashMap<String, PublicKey>);

#[derive(Deserialize)]
struct Document {
    // Each by itself: one key of a kind that we do not know must not cost us the others.
    keys: Vec<Value>,
}

impl KeyReader for JwksReader {
    fn read(&self, document: &str) -> Option<Arc<dyn KeySet>> {
        let document: Document = serde_json::from_str(document).ok()?;
        let keys: HashMap<_, _> = document.keys.into_iter().filter_map(usable).collect();
        if keys.is_empty() { None } else { Some(Arc::new(PublicKeys(keys))) }
    }
}

fn usable(value: Value) -> Option<(String, PublicKey)> {
    let jwk: Jwk = serde_json::from_value(value).ok()?;
    let signs = jwk.common.public_key_use.as_ref().is_none_or(|purpose| *purpose == PublicKeyUse::Signature);
    let algorithm = algorithm(&jwk).filter(|_| signs)?;
    let kid = jwk.common.key_id.clone()?;
    let key = DecodingKey::from_jwk(&jwk).ok()?;
    Some((kid, PublicKey { key, expectations: expectations(algorithm) }))
}

/// The key's own way of signing; what a token says about it decides nothing.
fn algorithm(jwk: &Jwk) -> Option<Algorithm> {
    let (algorithm, named) = match &jwk.algorithm {
        AlgorithmParameters::RSA(rsa) if rsa.n.len() >= SHORTEST_MODULUS => {
            (Algorithm::RS256, KeyAlgorithm::RS256)
        }
        AlgorithmParameters::EllipticCurve(curve) if curve.curve == EllipticCurve::P256 => {
            (Algorithm::ES256, KeyAlgorithm::ES256)
        }
        AlgorithmParameters::OctetKeyPair(pair) if pair.curve == EllipticCurve::Ed25519 => {
            (Algorithm::EdDSA, KeyAlgorithm::EdDSA)
        }
        _ => return None,
    };
    jwk.common.key_algorithm.is_none_or(|stated| stated == named).then_some(algorithm)
}

/// Claims are judged with our own clock and rules: here it is the signature alone.
fn expectations(algorithm: Algorithm) -> Validation {
    let mut expectations = Validation::new(algorithm);
    expectations.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    expectations.validate_exp = false;
    expectations.validate_aud = false;
    expectations
}

impl KeySet for PublicKeys {
    fn verify(&self, token: &str) -> Result<Claims, BadToken> {
        let header = decode_header(token).map_err(|_| BadToken::Untrusted)?;
        if !is_plain(&header) {
            return Err(BadToken::Untrusted);
        }
        let kid = header.kid.as_ref().ok_or(BadToken::Untrusted)?;
        let PublicKey { key, expectations } = self.0.get(kid).ok_or(BadToken::UnknownKey)?;
        decode::<Claims>(token, key, expectations).map(|token| token.claims).map_err(|_| BadToken::Untrusted)
    }
}

/// Nothing but a key's id and name, and a kind of token that we know: whatever else a header can say (`jku`, `jwk`,
/// `x5u`, `crit`, `cty`, …) would have to be understood.
fn is_plain(header: &Header) -> bool {
    let known = match &header.typ {
        None => true,
        Some(typ) => ["jwt", "at+jwt"].contains(&typ.to_ascii_lowercase().as_str()),
    };
    known
        && header.cty.is_none()
        && header.jku.is_none()
        && header.jwk.is_none()
        && header.x5u.is_none()
        && header.x5c.is_none()
        && header.crit.is_none()
        && header.enc.is_none()
        && header.zip.is_none()
        && header.url.is_none()
        && header.nonce.is_none()
        && header.extras.inner().is_empty()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn reads(keys: &Value) -> bool {
        JwksReader.read(&json!({ "keys": keys }).to_string()).is_some()
    }

    fn rsa() -> Value {
        json!({ "kid": "a", "kty": "RSA", "alg": "RS256", "use": "sig", "n": "A".repeat(342), "e": "AQAB" })
    }

    #[test]
    fn one_strange_key_does_not_cost_the_others() {
        assert!(reads(&json!([rsa(), { "kty": "AKP", "kid": "b", "alg": "ML-DSA-65" }, 7, null])));
    }

    #[test]
    fn keys_that_sign_nothing_of_ours_are_left_out() {
        assert!(reads(&json!([rsa()])));
        for (member, value) in [
            ("use", json!("enc")),
            ("alg", json!("RSA-OAEP")),
            ("alg", json!("RS512")),
            ("alg", json!("HS256")),
            ("kid", json!(null)),
            ("n", json!("A".repeat(171))),
        ] {
            let mut key = rsa();
            key[member] = value.clone();
            assert!(!reads(&json!([key])), "{member} = {value}");
        }
        assert!(!reads(&json!([{ "kty": "oct", "kid": "a", "alg": "HS256", "k": "AAAA" }])));
        assert!(!reads(&json!([])));
        assert!(JwksReader.read("<html>").is_none() && JwksReader.read("{}").is_none());
    }
}
