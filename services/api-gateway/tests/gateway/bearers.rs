//! API clients' tokens: a good one opens the door, every other one gets the same 401 and nobody behind hears of it.

use std::collections::BTreeSet;

use jsonwebtoken::{Algorithm, EncodingKey, crypto::sign};
use serde_json::{Value, json};
use service_kit::identity::Role;

use crate::support::{Accounts, Answer, Key, Peer, Realm, Running, Wishes, part};

const PERSON: &str = "11111111-1111-4111-8111-111111111111";

struct World {
    gateway: Running,
    realm: Realm,
    accounts: Accounts,
    service: Peer,
    key: Key,
}

impl World {
    async fn new() -> Self {
        Self::of(Key::rsa("realm-1")).await
    }

    async fn of(key: Key) -> Self {
        let (service, accounts) = (Peer::friendly().await, Accounts::new().await);
        let realm = Realm::at(jiff::Timestamp::now().as_second()).await;
        realm.has_keys(vec![key.clone()]);
        let mut wishes = Wishes::of(&service);
        wishes.peers.insert("identity".into(), accounts.peer.address);
        wishes.realm = Some(realm.settings());
        let gateway = Running::with(wishes).await;
        Self { gateway, realm, accounts, service, key }
    }

    fn claims(&self) -> Value {
        self.realm.access(PERSON)
    }

    fn with(&self, name: &str, value: Value) -> String {
        let mut claims = self.claims();
        claims[name] = value;
        self.key.token(&claims)
    }

    fn without(&self, name: &str) -> String {
        let mut claims = self.claims();
        claims.as_object_mut().expect("claims").remove(name);
        self.key.token(&claims)
    }

    fn header(&self, name: &str, value: Value) -> String {
        let mut header = self.key.header();
        header[name] = value;
        self.key.token_with(&header, &self.claims())
    }

    async fn ask(&self, authorization: &str) -> Answer {
        self.gateway.ask(&format!("GET /api/v1/products\n{authorization}")).await
    }

    fn calls_behind(&self) -> usize {
        self.service.seen().len() + self.accounts.peer.seen().len()
    }
}

fn bearer(token: &str) -> String {
    format!("Authorization: Bearer {token}")
}

#[tokio::test]
async fn a_good_token_opens_the_door_and_the_service_hears_our_word() {
    let world = World::new().await;
    let token = world.key.token(&world.claims());
    for _ in ["verified", "remembered"] {
        let answer = world.ask(&bearer(&token)).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert!(answer.cookies().is_empty(), "an API client keeps no cookie");
    }
    let seen = world.service.last();
    let ours = seen.headers["authorization"].to_str().expect("text").replace("Bearer ", "");
    assert!(!ours.contains(&token));
    let principal = world.gateway.verifier.verify(&ours, jiff::Timestamp::now()).expect("our signature");
    assert!(principal.account.is_some() && principal.roles == [Role::Consumer].into());
    assert!(principal.auth_time.is_some() && principal.brand.is_none());
    let asks = world.accounts.asks(&world.gateway.verifier);
    assert_eq!(asks.len(), 1, "asked once for both");
    assert_eq!((asks[0]["sub"].as_str(), asks[0].get("visitor")), (Some(PERSON), None));
}

#[tokio::test]
async fn every_kind_of_key_signs_in_its_own_way() {
    for key in [Key::rsa("a"), Key::ec("b"), Key::ed("c")] {
        let world = World::of(key).await;
        let answer = world.ask(&bearer(&world.key.token(&world.claims()))).await;
        assert_eq!(answer.status, 200, "{:?}", world.key.algorithm);
    }
}

#[tokio::test]
async fn a_bearers_requests_need_no_mark_of_ours_and_say_who_is_signed_in() {
    let world = World::new().await;
    world.accounts.acts_for_a_brand(PERSON);
    let token = bearer(&world.key.token(&world.claims()));
    let post = world.gateway.ask(&format!("POST /api/v1/scans\n{token}\nContent-Length: 0")).await;
    assert_eq!(post.status, 200);
    let session = world.gateway.ask(&format!("GET /api/v1/session\n{token}")).await.json();
    assert_eq!((&session["signedIn"], &session["brand"]["name"]), (&json!(true), &json!("Valdoro")));
    assert_eq!(session["roles"], json!(["consumer", "brand_user"]));
    assert_eq!(session["account"]["displayName"], "Giulia Rossi");
    assert_eq!(world.gateway.ask(&format!("GET /api/v1/brand\n{token}")).await.status, 200);
}

#[tokio::test]
async fn a_bearer_who_acts_for_no_brand_reaches_nothing_of_brands() {
    let world = World::new().await;
    let token = bearer(&world.key.token(&world.claims()));
    assert_eq!(world.ask(&token).await.status, 200, "who it is is known");
    let before = world.service.seen().len();
    for route in ["GET /api/v1/brand", "GET /api/v1/brand/products", "GET /api/v1/brand/insights/summary"] {
        let answer = world.gateway.ask(&format!("{route}\n{token}")).await;
        assert_eq!((answer.status, answer.slug()), (403, "not-a-brand-user".to_owned()), "{route}");
    }
    assert_eq!(world.service.seen().len(), before, "no service hears of it");
}

#[tokio::test]
async fn without_identity_service_a_good_token_waits_and_a_bad_one_does_not() {
    let world = World::new().await;
    world.accounts.is_down(true);
    let good = world.ask(&bearer(&world.key.token(&world.claims()))).await;
    assert_eq!((good.status, good.slug()), (503, "sign-in-unavailable".to_owned()));
    assert!(good.header("retry-after").is_some());
    assert_eq!(world.ask(&bearer(&world.with("aud", json!("other")))).await.status, 401);
    world.accounts.is_down(false);
    assert_eq!(world.ask(&bearer(&world.key.token(&world.claims()))).await.status, 200);
}

/// Everything that a token can be wrong in, each as the lines that bring it.
fn attacks(world: &World) -> Vec<(&'static str, String)> {
    let mut attacks: Vec<(&'static str, String)> =
        forged(world).into_iter().map(|(name, token)| (name, bearer(&token))).collect();
    attacks.extend(misissued(world).into_iter().map(|(name, token)| (name, bearer(&token))));
    attacks.extend(dressed_up(world).into_iter().map(|(name, token)| (name, bearer(&token))));
    attacks.extend(ill_formed(world));
    attacks
}

/// Nobody, or somebody else, signed it.
fn forged(world: &World) -> Vec<(&'static str, String)> {
    let (key, claims) = (&world.key, world.claims());
    let good = key.token(&claims);
    let unsigned = |alg: &str| {
        format!("{}.{}.", part(&json!({ "alg": alg, "kid": key.kid }).to_string()), part(&claims.to_string()))
    };
    let hmac = |secret: &[u8], alg: Algorithm| {
        let header = json!({ "alg": alg, "typ": "JWT", "kid": key.kid });
        let message = format!("{}.{}", part(&header.to_string()), part(&claims.to_string()));
        let signature = sign(message.as_bytes(), &EncodingKey::from_secret(secret), alg).expect("signed");
        format!("{message}.{signature}")
    };
    let (head, signature) = good.rsplit_once('.').expect("a signature");
    let other_claims = world.realm.access("22222222-2222-4222-8222-222222222222");
    let (header, _) = good.split_once('.').expect("a header");
    let modulus = key.jwk["n"].as_str().expect("a modulus");
    vec![
        ("alg none", unsigned("none")),
        ("alg None", unsigned("None")),
        ("alg nOnE", unsigned("nOnE")),
        ("alg empty", unsigned("")),
        ("HS256 with the public key", hmac(modulus.as_bytes(), Algorithm::HS256)),
        ("HS256 with the key's JSON", hmac(key.jwk.to_string().as_bytes(), Algorithm::HS256)),
        ("HS512 with the public key", hmac(modulus.as_bytes(), Algorithm::HS512)),
        ("HS256 with nothing", hmac(b"", Algorithm::HS256)),
        ("another key of the same kid", Key::other_rsa(&key.kid).token(&claims)),
        ("an EC key of the same kid", Key::ec(&key.kid).token(&claims)),
        ("an Ed key of the same kid", Key::ed(&key.kid).token(&claims)),
        ("an unknown kid", Key::other_rsa("unknown").token(&claims)),
        ("no signature", format!("{head}.")),
        ("the signature cut", format!("{head}.{}", &signature[..signature.len() - 4])),
        ("the signature lengthened", format!("{good}AAAA")),
        ("a signature of zeros", format!("{head}.{}", "A".repeat(342))),
        ("other claims under the same signature", {
            format!("{header}.{}.{signature}", part(&other_claims.to_string()))
        }),
        ("another header over the same signature", {
            let header = part(&json!({ "alg": "RS256", "kid": key.kid }).to_string());
            format!("{header}.{}.{signature}", head.split_once('.').expect("claims").1)
        }),
        ("RS512 by the same key", key.token_with(&json!({ "alg": "RS512", "kid": key.kid }), &claims)),
        ("PS256 by the same key", key.token_with(&json!({ "alg": "PS256", "kid": key.kid }), &claims)),
    ]
}

/// The realm signed it, for somebody or something else.
fn misissued(world: &World) -> Vec<(&'static str, String)> {
    let now = jiff::Timestamp::now().as_second();
    let issuer = world.realm.issuer();
    vec![
        ("expired", world.with("exp", json!(now - 10))),
        ("expired long ago", world.with("exp", json!(1))),
        ("exp as text", world.with("exp", json!((now + 300).to_string()))),
        ("exp as a fraction", world.with("exp", json!(300.5))),
        ("exp negative", world.with("exp", json!(-1))),
        ("no exp", world.without("exp")),
        ("exp null", world.with("exp", json!(null))),
        ("nbf ahead", world.with("nbf", json!(now + 60))),
        ("nbf as text", world.with("nbf", json!("later"))),
        ("iat ahead", world.with("iat", json!(now + 60))),
        ("another realm", world.with("iss", json!(issuer.replace("packytrace", "other")))),
        ("another realm's master", world.with("iss", json!(issuer.replace("packytrace", "master")))),
        ("iss with a slash", world.with("iss", json!(format!("{issuer}/")))),
        ("iss in capitals", world.with("iss", json!(issuer.to_uppercase()))),
        ("iss as a list", world.with("iss", json!([issuer]))),
        ("no iss", world.without("iss")),
        ("aud account", world.with("aud", json!("account"))),
        ("aud empty", world.with("aud", json!([]))),
        ("aud almost", world.with("aud", json!("packytrace-api "))),
        ("aud in capitals", world.with("aud", json!("PACKYTRACE-API"))),
        ("aud as a map", world.with("aud", json!({ "packytrace-api": true }))),
        ("no aud", world.without("aud")),
        ("azp the gateway", world.with("azp", json!("packytrace-gateway"))),
        ("azp another", world.with("azp", json!("admin-cli"))),
        ("azp as a list", world.with("azp", json!(["packytrace-web"]))),
        ("no azp", world.without("azp")),
        ("no sub", world.without("sub")),
        ("sub empty", world.with("sub", json!(""))),
        ("sub as a number", world.with("sub", json!(7))),
        ("sub with a line end", world.with("sub", json!("a\r\nX-Account-Id: 1"))),
        ("sub too long", world.with("sub", json!("a".repeat(300)))),
        ("an ID token", world.with("typ", json!("ID"))),
        ("a refresh token", world.with("typ", json!("Refresh"))),
        ("an offline token", world.with("typ", json!("Offline"))),
        ("a logout token", world.with("typ", json!("Logout"))),
        ("typ in small letters", world.with("typ", json!("bearer"))),
        ("no typ", world.without("typ")),
        ("claims are a list", world.key.token(&json!([world.claims()]))),
        ("claims are text", world.key.token(&json!("claims"))),
        ("a claim twice", {
            let twice =
                format!("{},\"sub\":\"{PERSON}\"}}", world.claims().to_string().trim_end_matches('}'));
            world.key.token_of(&world.key.header().to_string(), &twice)
        }),
        ("aud twice", {
            let claims = world.claims().to_string().replacen('{', "{\"aud\":\"x\",", 1);
            world.key.token_of(&world.key.header().to_string(), &claims)
        }),
    ]
}

/// The header says what it has no say in.
fn dressed_up(world: &World) -> Vec<(&'static str, String)> {
    let mine = Key::other_rsa("mine");
    let own_key = |name: &str, value: Value| {
        let mut header = mine.header();
        header[name] = value;
        mine.token_with(&header, &world.claims())
    };
    vec![
        ("jwk of the attacker", own_key("jwk", mine.jwk.clone())),
        ("jku of the attacker", own_key("jku", json!("https://evil.example/jwks"))),
        ("x5u of the attacker", own_key("x5u", json!("https://evil.example/cert"))),
        ("x5c of the attacker", own_key("x5c", json!(["MIIB"]))),
        ("jwk beside a good signature", world.header("jwk", world.key.jwk.clone())),
        ("jku beside a good signature", world.header("jku", json!(world.realm.issuer()))),
        ("x5u beside a good signature", world.header("x5u", json!("https://evil.example/cert"))),
        ("crit", world.header("crit", json!(["exp"]))),
        ("crit empty", world.header("crit", json!([]))),
        ("b64 false", world.header("b64", json!(false))),
        ("cty JWT", world.header("cty", json!("JWT"))),
        ("zip", world.header("zip", json!("DEF"))),
        ("enc", world.header("enc", json!("A256GCM"))),
        ("typ of a logout token", world.header("typ", json!("logout+jwt"))),
        ("typ of an ID token", world.header("typ", json!("id+jwt"))),
        ("typ DPoP", world.header("typ", json!("dpop+jwt"))),
        ("kid a path", world.header("kid", json!("../../realm-1"))),
        ("kid a statement", world.header("kid", json!("realm-1' OR '1'='1"))),
        ("kid in capitals", world.header("kid", json!("REALM-1"))),
        ("kid a list", world.header("kid", json!(["realm-1"]))),
        ("kid empty", world.header("kid", json!(""))),
        ("no kid", world.key.token_with(&json!({ "alg": "RS256", "typ": "JWT" }), &world.claims())),
        ("alg in small letters", world.header("alg", json!("rs256"))),
        ("alg a list", world.header("alg", json!(["RS256"]))),
        ("no alg", world.key.token_with(&json!({ "typ": "JWT", "kid": "realm-1" }), &world.claims())),
        ("alg twice", {
            let header = r#"{"alg":"none","alg":"RS256","typ":"JWT","kid":"realm-1"}"#;
            world.key.token_of(header, &world.claims().to_string())
        }),
        ("a token within a token", {
            let inner = world.key.token(&world.claims());
            world.key.token_of(&json!({ "alg": "RS256", "kid": "realm-1", "cty": "JWT" }).to_string(), &inner)
        }),
    ]
}

/// It is no token, or not brought as one.
fn ill_formed(world: &World) -> Vec<(&'static str, String)> {
    let good = world.key.token(&world.claims());
    let long = world.with("pad", json!("x".repeat(9_000)));
    let mut parts = good.split('.');
    let (header, claims, signature) =
        (parts.next().expect("a header"), parts.next().expect("claims"), parts.next().expect("a signature"));
    let line = |value: String| format!("Authorization: {value}");
    vec![
        ("nothing", line("Bearer".into())),
        ("only a space", line("Bearer ".into())),
        ("a word", line("Bearer token".into())),
        ("dots", line("Bearer ..".into())),
        ("a dot at the end", line(format!("Bearer {good}."))),
        ("a dot in front", line(format!("Bearer .{good}"))),
        ("four parts", line(format!("Bearer {good}.{signature}"))),
        ("five parts (encrypted)", line(format!("Bearer {header}.{claims}.{claims}.{claims}.{signature}"))),
        ("two parts", line(format!("Bearer {header}.{claims}"))),
        ("padding", line(format!("Bearer {header}=.{claims}.{signature}"))),
        ("standard base64", line(format!("Bearer {header}.{claims}.{}+/", &signature[..340]))),
        ("a space within", line(format!("Bearer {header}. {claims}.{signature}"))),
        ("quotes", line(format!("Bearer \"{good}\""))),
        ("a tab for a space", line(format!("Bearer\t{good}"))),
        ("no space", line(format!("Bearer{good}"))),
        ("a colon", line(format!("Bearer: {good}"))),
        ("an equals sign", line(format!("Bearer token={good}"))),
        ("two in one line", line(format!("Bearer {good}, Bearer {good}"))),
        ("twice", format!("{0}\n{0}", bearer(&good))),
        ("a good one and a bad one", format!("{}\n{}", bearer(&good), bearer("x.y.z"))),
        ("beside Basic", format!("Authorization: Basic YTpi\n{}", bearer(&good))),
        ("a bad one in capitals", line(format!("BEARER {header}.{claims}.x"))),
        ("a bad one in small letters", line(format!("bearer {header}.{claims}.x"))),
        ("letters of another script", line(format!("Bearer {}", good.replacen('e', "е", 1)))),
        ("a character that is not seen", line(format!("Bearer {good}\u{200b}"))),
        ("too long", line(format!("Bearer {long}"))),
        (
            "a good cookie beside a bad token",
            "Authorization: Bearer x.y.z\nCookie: packytrace-visitor=x".into(),
        ),
        ("a mark of ours beside a bad token", "Authorization: Bearer x.y.z\nX-Packytrace: 1".into()),
    ]
}

#[tokio::test]
async fn over_a_hundred_bad_tokens_get_the_same_answer_and_nobody_behind_is_asked() {
    let world = World::new().await;
    let attacks = attacks(&world);
    assert!(attacks.len() >= 60, "{}", attacks.len());
    let mut bodies = BTreeSet::new();
    let mut let_in = Vec::new();
    for (name, lines) in &attacks {
        let answer = world.ask(lines).await;
        if answer.status != 401 {
            let_in.push((*name, answer.status));
            continue;
        }
        assert_eq!(answer.header("www-authenticate"), Some("Bearer realm=\"packytrace\""), "{name}");
        assert!(answer.cookies().is_empty(), "{name}");
        bodies.insert(answer.text());
    }
    assert!(let_in.is_empty(), "{let_in:?}");
    assert_eq!(bodies.len(), 1, "{bodies:?}");
    assert_eq!(world.calls_behind(), 0);
    let asked = world.realm.peer.seen().iter().filter(|seen| !seen.uri.ends_with("/certs")).count();
    assert_eq!(asked, 0, "the realm was asked more than its keys");
    let good = world.ask(&bearer(&world.key.token(&world.claims()))).await;
    assert_eq!(good.status, 200, "after {} attacks", attacks.len());
}

#[tokio::test]
async fn a_bad_token_is_refused_on_every_route_and_method() {
    let world = World::new().await;
    for request in [
        "GET /",
        "GET /01/09526000000001",
        "GET /product/1",
        "GET /scan?raw=1",
        "GET /api/v1/session",
        "GET /api/v1/openapi.json",
        "GET /auth/login",
        "POST /auth/logout",
        "POST /api/v1/scans",
        "DELETE /api/v1/account",
        "PUT /api/v1/visitor/region",
        "GET /images/products/1",
        "GET /robots.txt",
    ] {
        let answer =
            world.gateway.ask(&format!("{request}\nAuthorization: Bearer x.y.z\nContent-Length: 0")).await;
        // The web app's files are the same for everybody.
        let expected = if request == "GET /" { 200 } else { 401 };
        assert_eq!(answer.status, expected, "{request}");
    }
    assert_eq!(world.calls_behind(), 0);
}
