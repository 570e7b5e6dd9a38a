//! Verifying identity tokens, once each.

use std::{collections::HashMap, fs, path::Path, sync::Arc, time::Duration};

use jiff::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header, jwk::JwkSet};
use moka::sync::Cache;
use sha2::{Digest, Sha256};

use super::{AUDIENCE, GATEWAY, LIFETIME_SECONDS, Principal, Role, signer::Claims};

const CACHED: u64 = 10_000;
/// Clocks of two machines may differ by this.
const LEEWAY_SECONDS: i64 = 5;

/// Knows the public keys of everyone who may sign; each key id is its issuer's name.
#[derive(Clone)]
pub struct Verifier {
    keys: Arc<HashMap<String, DecodingKey>>,
    verified: Cache<[u8; 32], (Arc<Principal>, i64)>,
}

/// The JWKS file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum JwksFault {
    /// It cannot be read.
    #[error("{path}: {error}")]
    Unreadable {
        /// The file.
        path: String,
        /// Why.
        error: std::io::Error,
    },
    /// It is no JWKS document.
    #[error("not a JWKS document: {0}")]
    Malformed(#[from] serde_json::Error),
    /// A key of it cannot be used.
    #[error("a key of the JWKS cannot be used: {0}")]
    Key(#[from] jsonwebtoken::errors::Error),
    /// It holds no key with an id.
    #[error("the JWKS holds no key with a kid")]
    Empty,
}

/// The token is not to be trusted; why is nobody's business but ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no valid identity token")]
pub struct Refused;

impl Verifier {
    /// Reads the public keys.
    ///
    /// # Errors
    /// [`JwksFault`] says what is wrong with the file.
    pub fn from_jwks_file(path: &Path) -> Result<Self, JwksFault> {
        let text = fs::read_to_string(path)
            .map_err(|error| JwksFault::Unreadable { path: path.display().to_string(), error })?;
        Self::from_jwks(&text)
    }

    /// Reads the public keys from a JWKS document.
    ///
    /// # Errors
    /// [`JwksFault`] says what is wrong with it.
    pub fn from_jwks(document: &str) -> Result<Self, JwksFault> {
        let set: JwkSet = serde_json::from_str(document)?;
        let mut keys = HashMap::new();
        for jwk in &set.keys {
            if let Some(kid) = &jwk.common.key_id {
                keys.insert(kid.clone(), DecodingKey::from_jwk(jwk)?);
            }
        }
        if keys.is_empty() {
            return Err(JwksFault::Empty);
        }
        let verified = Cache::builder()
            .max_capacity(CACHED)
            .time_to_live(Duration::from_secs(LIFETIME_SECONDS.unsigned_abs()))
            .build();
        Ok(Self { keys: Arc::new(keys), verified })
    }

    /// Who calls, when the token is one of ours, for us, and alive at `now`.
    ///
    /// # Errors
    /// [`Refused`] without saying why.
    pub fn verify(&self, token: &str, now: Timestamp) -> Result<Arc<Principal>, Refused> {
        let fingerprint: [u8; 32] = Sha256::digest(token).into();
        if let Some((principal, expires)) = self.verified.get(&fingerprint) {
            return if alive(expires, now) { Ok(principal) } else { Err(Refused) };
        }
        let claims = self.check(token, now)?;
        let principal = Arc::new(claims.principal);
        self.verified.insert(fingerprint, (principal.clone(), claims.exp));
        Ok(principal)
    }

    fn check(&self, token: &str, now: Timestamp) -> Result<Claims, Refused> {
        let header = decode_header(token).map_err(|_| Refused)?;
        let kid = header.kid.ok_or(Refused)?;
        let key = self.keys.get(&kid).ok_or(Refused)?;
        let claims = decode::<Claims>(token, key, &expectations(&kid)).map_err(|_| Refused)?.claims;
        let span = claims.exp.saturating_sub(claims.iat);
        let fits = alive(claims.exp, now)
            && claims.iat <= now.as_second().saturating_add(LEEWAY_SECONDS)
            && (1..=LIFETIME_SECONDS).contains(&span)
            && may_say(&kid, &claims.principal);
        if fits { Ok(claims) } else { Err(Refused) }
    }
}

/// Only the gateway speaks for persons; everyone may speak for themselves as a service.
fn may_say(issuer: &str, principal: &Principal) -> bool {
    if principal.roles.contains(&Role::Service) { principal.is_service() } else { issuer == GATEWAY }
}

fn alive(expires: i64, now: Timestamp) -> bool {
    now.as_second() < expires.saturating_add(LEEWAY_SECONDS)
}

/// The library's defaults accept a token without `aud` and `iss`: name everything. Times are checked with our clock.
fn expectations(issuer: &str) -> Validation {
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.set_required_spec_claims(&["exp", "iss", "aud"]);
    validation.set_issuer(&[issuer]);
    validation.set_audience(&[AUDIENCE]);
    validation.validate_exp = false;
    validation
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::{EncodingKey, Header, encode};
    use proptest::prelude::*;
    use serde_json::json;

    use super::{
        super::{Signer, generate, jwks},
        *,
    };
    use crate::ids::{AccountId, VisitorId};

    fn now() -> Timestamp {
        Timestamp::from_second(1_800_000_000).expect("in range")
    }

    fn visitor() -> Principal {
        Principal::anonymous(VisitorId::new_v7(now()))
    }

    struct Pair {
        signer: Signer,
        verifier: Verifier,
        pem: String,
    }

    fn pair(issuer: &str) -> Pair {
        let made = generate(issuer).expect("a key");
        let signer = Signer::from_pem(issuer, made.private_pem.as_bytes()).expect("a signer");
        let verifier = Verifier::from_jwks(&jwks(&[made.public_jwk]).to_string()).expect("a verifier");
        Pair { signer, verifier, pem: made.private_pem }
    }

    fn after(seconds: i64) -> Timestamp {
        Timestamp::from_second(now().as_second() + seconds).expect("in range")
    }

    #[test]
    fn what_the_gateway_says_arrives() {
        let Pair { signer, verifier, .. } = pair(GATEWAY);
        let mut principal = visitor();
        principal.account = Some(AccountId::new_v7(now()));
        principal.roles.insert(Role::Consumer);
        principal.region = Some("IT-21".parse().expect("a region"));
        principal.auth_time = Some(now());
        let token = signer.sign(&principal, now()).expect("signed");
        for _ in ["fresh", "cached"] {
            assert_eq!(verifier.verify(&token, now()).as_deref(), Ok(&principal));
        }
    }

    #[test]
    fn a_token_dies_even_when_cached() {
        let Pair { signer, verifier, .. } = pair(GATEWAY);
        let token = signer.sign(&visitor(), now()).expect("signed");
        assert!(verifier.verify(&token, after(60)).is_ok(), "within the leeway");
        assert_eq!(verifier.verify(&token, after(65)), Err(Refused));
    }

    #[test]
    fn another_key_under_the_same_name_is_refused() {
        let token = pair(GATEWAY).signer.sign(&visitor(), now()).expect("signed");
        assert_eq!(pair(GATEWAY).verifier.verify(&token, now()), Err(Refused));
    }

    #[test]
    fn a_service_cannot_speak_for_a_person() {
        let Pair { signer, verifier, .. } = pair("fridge-service");
        let mut principal = visitor();
        assert_eq!(verifier.verify(&signer.sign(&principal, now()).expect("signed"), now()), Err(Refused));
        principal.roles.insert(Role::Service);
        assert!(verifier.verify(&signer.sign(&principal, now()).expect("signed"), now()).is_ok());
        principal.account = Some(AccountId::new_v7(now()));
        assert_eq!(verifier.verify(&signer.sign(&principal, now()).expect("signed"), now()), Err(Refused));
    }

    #[test]
    fn the_gateway_speaks_for_persons_or_for_itself_and_never_for_both() {
        let Pair { signer, verifier, .. } = pair(GATEWAY);
        let verified =
            |principal: &Principal| verifier.verify(&signer.sign(principal, now()).expect("signed"), now());
        assert!(verified(&Principal::service()).is_ok_and(|principal| principal.is_service()));
        let mut both = Principal::service();
        both.roles.insert(Role::Consumer);
        assert_eq!(verified(&both), Err(Refused));
        let account = Some(AccountId::new_v7(now()));
        assert_eq!(verified(&Principal { account, ..Principal::service() }), Err(Refused));
    }

    #[test]
    fn tokens_with_a_claim_missing_or_wrong_are_refused() {
        let Pair { verifier, pem, .. } = pair(GATEWAY);
        let good = json!({ "iss": GATEWAY, "aud": AUDIENCE, "iat": now().as_second(),
            "exp": now().as_second() + 60, "visitor": VisitorId::new_v7(now()), "roles": [] });
        let sign = |claims: &serde_json::Value, kid: Option<&str>, algorithm| {
            let mut header = Header::new(algorithm);
            header.kid = kid.map(str::to_owned);
            let key = match algorithm {
                Algorithm::HS256 => EncodingKey::from_secret(b"guess"),
                _ => EncodingKey::from_ed_pem(pem.as_bytes()).expect("a key"),
            };
            encode(&header, claims, &key).expect("signed")
        };
        assert!(verifier.verify(&sign(&good, Some(GATEWAY), Algorithm::EdDSA), now()).is_ok());
        assert_eq!(verifier.verify(&sign(&good, None, Algorithm::EdDSA), now()), Err(Refused));
        assert_eq!(verifier.verify(&sign(&good, Some("other"), Algorithm::EdDSA), now()), Err(Refused));
        assert_eq!(verifier.verify(&sign(&good, Some(GATEWAY), Algorithm::HS256), now()), Err(Refused));
        for (claim, wrong) in [
            ("iss", json!("elsewhere")),
            ("aud", json!("other")),
            ("aud", json!(null)),
            ("exp", json!(null)),
            ("exp", json!(now().as_second() - 6)),
            ("exp", json!(now().as_second() + 3600)),
            ("iat", json!(now().as_second() + 30)),
            ("visitor", json!(null)),
            ("visitor", json!("me")),
        ] {
            let mut claims = good.clone();
            claims[claim] = wrong.clone();
            let token = sign(&claims, Some(GATEWAY), Algorithm::EdDSA);
            assert_eq!(verifier.verify(&token, now()), Err(Refused), "{claim} = {wrong}");
        }
    }

    proptest! {
        #[test]
        fn garbage_is_refused_and_never_panics(token in ".{0,200}") {
            thread_local!(static VERIFIER: Verifier = pair(GATEWAY).verifier);
            let answer = VERIFIER.with(|verifier| verifier.verify(&token, now()));
            prop_assert_eq!(answer, Err(Refused));
        }
    }
}
