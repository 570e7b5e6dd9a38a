//! What a realm's token must say before anybody believes it. Signatures are checked elsewhere.

use jiff::Timestamp;
use serde::Deserialize;

/// The claims that matter; `exp`, `iss`, `aud` and `sub` must be there.
#[derive(Debug, Clone, Deserialize)]
pub struct Claims {
    /// Who issued it.
    pub iss: String,
    /// Whom it is for.
    pub aud: Audience,
    /// Whom it is about.
    pub sub: String,
    /// When it ends, in Unix seconds.
    pub exp: i64,
    /// When it begins.
    pub nbf: Option<i64>,
    /// When it was issued.
    pub iat: Option<i64>,
    /// What kind of token it is, in Keycloak's words.
    pub typ: Option<String>,
    /// The client that it was issued to.
    pub azp: Option<String>,
    /// Ties an ID token to the sign-in that asked for it.
    pub nonce: Option<String>,
    /// When the person last proved who they are.
    pub auth_time: Option<i64>,
    /// The person's name.
    pub name: Option<String>,
    /// Their first name.
    pub given_name: Option<String>,
    /// What they sign in with.
    pub preferred_username: Option<String>,
}

/// One audience or several.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Audience {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

impl Audience {
    fn contains(&self, wanted: &str) -> bool {
        match self {
            Self::One(one) => one == wanted,
            Self::Many(many) => many.iter().any(|one| one == wanted),
        }
    }
}

/// The token is not to be believed; why is nobody's business but ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the token is not to be trusted")]
pub struct Untrusted;

/// Clocks of two machines may differ by this, in seconds.
pub const LEEWAY: i64 = 5;
/// Keycloak's subjects are UUIDs; nothing of ours is longer.
const LONGEST_SUBJECT: usize = 255;

/// What is asked of an access token.
#[derive(Debug, Clone)]
pub struct AccessRules {
    /// The realm.
    pub issuer: String,
    /// Our API's name as an audience.
    pub audience: String,
    /// Clients whose tokens are taken.
    pub clients: Vec<String>,
}

impl AccessRules {
    /// Whether a signed token of these claims opens the door at `now`.
    ///
    /// # Errors
    /// [`Untrusted`], without saying why.
    pub fn check(&self, claims: &Claims, now: Timestamp) -> Result<(), Untrusted> {
        let client = claims.azp.as_ref().is_some_and(|azp| self.clients.contains(azp));
        let holds = in_time(claims, now)
            && claims.iss == self.issuer
            && claims.aud.contains(&self.audience)
            && claims.typ.as_deref() == Some("Bearer")
            && client
            && has_subject(claims);
        if holds { Ok(()) } else { Err(Untrusted) }
    }
}

/// What is asked of an ID token.
#[derive(Debug, Clone)]
pub struct IdRules {
    /// The realm.
    pub issuer: String,
    /// We, as a client.
    pub client: String,
}

impl IdRules {
    /// Whether these claims tell us who signed in; `nonce` is the sign-in's own, if there is one.
    ///
    /// # Errors
    /// [`Untrusted`], without saying why.
    pub fn check(&self, claims: &Claims, nonce: Option<&str>, now: Timestamp) -> Result<(), Untrusted> {
        let holds = in_time(claims, now)
            && claims.iss == self.issuer
            && claims.aud.contains(&self.client)
            && claims.azp.as_ref().is_none_or(|azp| *azp == self.client)
            && claims.typ.as_deref() == Some("ID")
            && nonce.is_none_or(|nonce| claims.nonce.as_deref() == Some(nonce))
            && has_subject(claims);
        if holds { Ok(()) } else { Err(Untrusted) }
    }
}

fn in_time(claims: &Claims, now: Timestamp) -> bool {
    let now = now.as_second();
    let begun = |at: Option<i64>| at.is_none_or(|at| at <= now.saturating_add(LEEWAY));
    now < claims.exp.saturating_add(LEEWAY) && begun(claims.nbf) && begun(claims.iat)
}

fn has_subject(claims: &Claims) -> bool {
    let plain = claims.sub.bytes().all(|byte| byte.is_ascii_graphic());
    (1..=LONGEST_SUBJECT).contains(&claims.sub.len()) && plain
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const NOW: i64 = 1_800_000_000;

    fn good() -> Value {
        json!({ "iss": "realm", "aud": ["account", "packytrace-api"], "sub": "s", "exp": NOW + 300,
            "typ": "Bearer", "azp": "packytrace-web" })
    }

    fn access(claims: Value) -> bool {
        let rules = AccessRules {
            issuer: "realm".into(),
            audience: "packytrace-api".into(),
            clients: vec!["packytrace-web".into()],
        };
        let now = Timestamp::from_second(NOW).expect("in range");
        serde_json::from_value(claims).is_ok_and(|claims| rules.check(&claims, now).is_ok())
    }

    fn with(name: &str, value: Value) -> Value {
        let mut claims = good();
        claims[name] = value;
        claims
    }

    #[test]
    fn a_good_token_passes_with_one_audience_or_many() {
        assert!(access(good()));
        assert!(access(with("aud", json!("packytrace-api"))));
    }

    #[test]
    fn the_leeway_is_five_seconds_on_either_side() {
        assert!(access(with("exp", json!(NOW - 4))) && !access(with("exp", json!(NOW - 5))));
        assert!(access(with("nbf", json!(NOW + 5))) && !access(with("nbf", json!(NOW + 6))));
        assert!(access(with("iat", json!(NOW + 5))) && !access(with("iat", json!(NOW + 6))));
    }

    #[test]
    fn no_claim_may_be_missing_or_of_another_type() {
        for name in ["iss", "aud", "sub", "exp", "typ", "azp"] {
            for wrong in [Value::Null, json!(true), json!({}), json!([1]), json!(1.5), json!("")] {
                assert!(!access(with(name, wrong.clone())), "{name} = {wrong}");
            }
        }
    }

    #[test]
    fn an_id_token_is_tied_to_its_sign_in() {
        let rules = IdRules { issuer: "realm".into(), client: "gateway".into() };
        let now = Timestamp::from_second(NOW).expect("in range");
        let check = |claims: Value, nonce| {
            let claims: Claims = serde_json::from_value(claims).expect("claims");
            rules.check(&claims, nonce, now).is_ok()
        };
        let id = json!({ "iss": "realm", "aud": "gateway", "sub": "s", "exp": NOW + 60, "typ": "ID", "nonce": "n" });
        assert!(check(id.clone(), Some("n")) && check(id.clone(), None));
        assert!(!check(id.clone(), Some("m")));
        for (name, wrong) in [
            ("aud", json!("packytrace-web")),
            ("typ", json!("Bearer")),
            ("iss", json!("elsewhere")),
            ("azp", json!("packytrace-web")),
            ("nonce", json!(null)),
        ] {
            let mut claims = id.clone();
            claims[name] = wrong;
            assert!(!check(claims, Some("n")), "{name}");
        }
    }
}
