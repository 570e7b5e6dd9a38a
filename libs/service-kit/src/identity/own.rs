//! A service's own word, for background calls to other services.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

use super::{LIFETIME_SECONDS, Principal, Signer, SignerFault};
use crate::clock::Clock;

/// How long a token is used before a new one is signed, so that it arrives alive.
const USED: SignedDuration = SignedDuration::from_secs(LIFETIME_SECONDS / 2);

/// Makes the `service` tokens that a service shows to others, and keeps the last one while it is young.
#[derive(Clone)]
pub struct Own(Arc<Inner>);

struct Inner {
    signer: Signer,
    clock: Arc<dyn Clock>,
    last: Mutex<Option<(Arc<str>, Timestamp)>>,
}

impl Own {
    /// In the signer's name.
    #[must_use]
    pub fn new(signer: Signer, clock: Arc<dyn Clock>) -> Self {
        Self(Arc::new(Inner { signer, clock, last: Mutex::new(None) }))
    }

    /// A token that says that this service calls for itself, good for another half minute at least.
    ///
    /// # Errors
    /// The key cannot sign.
    pub fn token(&self) -> Result<Arc<str>, SignerFault> {
        let now = self.0.clock.now();
        let mut last = self.0.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((token, made)) = &*last
            && (SignedDuration::ZERO..USED).contains(&now.duration_since(*made))
        {
            return Ok(token.clone());
        }
        let token: Arc<str> = self.0.signer.sign(&Principal::service(), now)?.into();
        *last = Some((token.clone(), now));
        Ok(token)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Verifier, generate, jwks},
        *,
    };
    use crate::clock::FixedClock;

    #[test]
    fn one_token_serves_half_its_life() {
        let made = generate("identity-service").expect("a key");
        let verifier = Verifier::from_jwks(&jwks(&[made.public_jwk]).to_string()).expect("a verifier");
        let signer = Signer::from_pem("identity-service", made.private_pem.as_bytes()).expect("a signer");
        let clock = FixedClock::at(Timestamp::from_second(1_800_000_000).expect("in range"));
        let own = Own::new(signer, Arc::new(clock.clone()));
        let first = own.token().expect("signed");
        assert!(verifier.verify(&first, clock.now()).is_ok_and(|caller| caller.is_service()));
        clock.advance(SignedDuration::from_secs(29));
        assert_eq!(own.token().expect("signed"), first);
        clock.advance(SignedDuration::from_secs(1));
        assert_ne!(own.token().expect("signed"), first);
    }
}
