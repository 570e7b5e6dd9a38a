//! Signing in through the realm, and every way in which that can go wrong.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use service_kit::ids::VisitorId;
use uuid::Uuid;

use crate::support::{Accounts, Answer, Browser, Key, Mood, Peer, Realm, Running, Wishes, until_so};

const GIULIA: &str = "11111111-1111-4111-8111-111111111111";
const MARCO: &str = "22222222-2222-4222-8222-222222222222";

struct World {
    gateway: Running,
    realm: Realm,
    accounts: Accounts,
    service: Peer,
    now: i64,
}

impl World {
    async fn new() -> Self {
        Self::with(|_| {}).await
    }

    async fn with(wish: impl FnOnce(&mut Wishes)) -> Self {
        let (service, accounts) = (Peer::friendly().await, Accounts::new().await);
        let now = jiff::Timestamp::now().as_second();
        let realm = Realm::at(now).await;
        let mut wishes = Wishes::of(&service);
        wishes.peers.insert("identity".into(), accounts.peer.address);
        wishes.realm = Some(realm.settings());
        wish(&mut wishes);
        Self { gateway: Running::with(wishes).await, realm, accounts, service, now }
    }

    /// The visitor that a service hears of.
    async fn visitor(&self, browser: &mut Browser) -> VisitorId {
        browser.ask(&self.gateway, "GET /api/v1/products").await;
        let token =
            self.service.last().headers["authorization"].to_str().expect("text").replace("Bearer ", "");
        self.gateway.verifier.verify(&token, jiff::Timestamp::now()).expect("our signature").visitor
    }
}

fn location(answer: &Answer) -> &str {
    answer.header("location").expect("an address")
}

#[tokio::test]
async fn a_person_signs_in_and_the_scans_of_their_browser_become_theirs() {
    let world = World::new().await;
    let mut browser = Browser::default();
    let before = world.visitor(&mut browser).await;
    assert_eq!(browser.session(&world.gateway).await, json!({ "signedIn": false }));
    let answer = browser.sign_in(&world.gateway, &world.realm, (GIULIA, world.now)).await;
    assert_eq!((answer.status, location(&answer)), (302, "/profile"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let session = browser.session(&world.gateway).await;
    assert_eq!(session["signedIn"], true);
    assert_eq!(session["account"]["displayName"], "Giulia Rossi");
    assert_eq!((&session["roles"], &session["brand"]), (&json!(["consumer"]), &Value::Null));
    let after = world.visitor(&mut browser).await;
    assert_ne!(before, after, "whoever planted the visitor would learn what comes later");
    for visitor in [before, after] {
        assert_eq!(world.accounts.owner(visitor.as_uuid()).as_deref(), Some(GIULIA));
    }
    world.accounts.asks(&world.gateway.verifier);
    assert!(world.gateway.metric("packytrace_gateway_sign_ins_total{outcome=\"done\"}") > 0.0);
}

#[tokio::test]
async fn the_way_to_the_realm_carries_challenge_state_and_nonce_and_no_secret() {
    let world = World::new().await;
    let mut browser = Browser::default();
    let first = browser.leave(&world.gateway, "/auth/login?returnTo=/profile").await;
    for (name, value) in [
        ("response_type", "code"),
        ("client_id", "packytrace-gateway"),
        ("redirect_uri", "http://shop.example/auth/callback"),
        ("scope", "openid"),
        ("code_challenge_method", "S256"),
    ] {
        assert_eq!(first[name], value);
    }
    let second = browser.leave(&world.gateway, "/auth/login").await;
    for name in ["state", "nonce", "code_challenge"] {
        assert!(first[name].len() >= 43 && first[name] != second[name], "{name}");
    }
    for name in ["prompt", "max_age", "ui_locales", "client_secret", "code_verifier", "returnTo"] {
        assert!(!first.contains_key(name), "{name}");
    }
}

#[tokio::test]
async fn wishes_reach_the_realm() {
    let world = World::new().await;
    let mut browser = Browser::default();
    let fresh = browser.leave(&world.gateway, "/auth/login?fresh=1&locale=de").await;
    assert_eq!((&*fresh["prompt"], &*fresh["max_age"], &*fresh["ui_locales"]), ("login", "0", "de"));
    let register = browser.leave(&world.gateway, "/auth/register?returnTo=/setup&locale=it").await;
    assert_eq!((&*register["prompt"], &*register["ui_locales"]), ("create", "it"));
    let odd = browser.leave(&world.gateway, "/auth/login?locale=%0d%0aevil&fresh=yes").await;
    assert!(!odd.contains_key("ui_locales") && !odd.contains_key("prompt"));
}

#[tokio::test]
async fn identity_service_is_told_in_which_language_somebody_signed_in() {
    let world = World::new().await;
    for (subject, path, expected) in [
        (GIULIA, "/auth/register?locale=it\nAccept-Language: de", json!("it")),
        (
            "22222222-2222-4222-8222-222222222222",
            "/auth/login\nAccept-Language: de-AT,de;q=0.9",
            json!("de-AT"),
        ),
        ("33333333-3333-4333-8333-333333333333", "/auth/login", Value::Null),
    ] {
        let mut browser = Browser::default();
        let asked = browser.leave(&world.gateway, path).await;
        browser.come_back(&world.gateway, &world.realm, &asked, (subject, world.now)).await;
        let asks = world.accounts.asks(&world.gateway.verifier);
        let first = asks.iter().find(|ask| ask["sub"] == subject).expect("an ask");
        assert_eq!(first["language"], expected, "{first}");
    }
}

#[tokio::test]
async fn cookies_of_a_site_behind_tls_are_bound_to_the_host() {
    let world = World::with(|wishes| wishes.https = true).await;
    let mut browser = Browser::default();
    let asked = browser.leave(&world.gateway, "/auth/login").await;
    let answer = browser.come_back(&world.gateway, &world.realm, &asked, (GIULIA, world.now)).await;
    let lines = answer.cookies();
    assert_eq!(lines.len(), 3, "{lines:?}");
    for name in ["__Host-packytrace-session=", "__Host-packytrace-visitor=", "__Host-packytrace-sign-in=;"] {
        let line = lines.iter().find(|line| line.starts_with(name)).expect(name);
        assert!(line.ends_with("; HttpOnly; SameSite=Lax; Secure") && line.contains("; Path=/;"), "{line}");
        assert!(line.len() <= 4096, "{}", line.len());
        for secret in ["refresh-", GIULIA] {
            assert!(!line.contains(secret), "{line}");
        }
    }
}

#[tokio::test]
async fn a_way_back_leads_to_our_own_pages_only() {
    let world = World::new().await;
    for (trick, expected) in [
        ("/profile%3Ferase", "/profile?erase"),
        ("//evil.example", "/"),
        ("/%5Cevil.example", "/"),
        ("%5C%5Cevil.example", "/"),
        ("https://evil.example", "/"),
        ("https:evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/%09/evil.example", "/"),
        ("/%0d%0aSet-Cookie:%20a=b", "/"),
        ("%2F%2Fevil.example", "/"),
        ("/..//evil.example", "/"),
        ("/.//evil.example", "/"),
        ("evil.example", "/"),
        ("@evil.example", "/"),
        ("/auth/login", "/"),
        ("", "/"),
        ("/a&returnTo=/b", "/"),
    ] {
        let mut browser = Browser::default();
        let asked = browser.leave(&world.gateway, &format!("/auth/login?returnTo={trick}")).await;
        let answer = browser.come_back(&world.gateway, &world.realm, &asked, (GIULIA, world.now)).await;
        assert_eq!((answer.status, location(&answer)), (302, expected), "{trick}");
    }
}

#[tokio::test]
async fn a_replayed_foreign_or_missing_state_ends_on_the_page_that_says_so() {
    let world = World::new().await;
    let mut browser = Browser::default();
    let asked = browser.leave(&world.gateway, "/auth/login").await;
    let copy = browser.clone();
    let mut stranger = Browser::default();
    let other = stranger.leave(&world.gateway, "/auth/login").await;
    let expired = async |mut browser: Browser, asked: &BTreeMap<String, String>| {
        let before = world.realm.asked("token");
        let answer = browser.come_back(&world.gateway, &world.realm, asked, (MARCO, world.now)).await;
        assert_eq!((answer.status, location(&answer)), (302, "/auth?error=expired"));
        assert_eq!(world.realm.asked("token"), before, "the realm was asked");
        assert_eq!(browser.session(&world.gateway).await["signedIn"], false);
    };
    expired(browser.clone(), &other).await;
    expired(Browser::default(), &asked).await;
    let answer = browser.come_back(&world.gateway, &world.realm, &asked, (GIULIA, world.now)).await;
    assert_eq!(location(&answer), "/");
    expired(copy, &asked).await;
    for path in ["/auth/callback", "/auth/callback?code=x", "/auth/callback?state=x&state=y&code=z"] {
        let answer = Browser::default().ask(&world.gateway, &format!("GET {path}")).await;
        assert_eq!(location(&answer), "/auth?error=expired", "{path}");
    }
}

#[tokio::test]
async fn a_foreign_link_does_not_spoil_the_sign_in_under_way() {
    let world = World::new().await;
    let mut browser = Browser::default();
    let asked = browser.leave(&world.gateway, "/auth/login").await;
    browser.ask(&world.gateway, "GET /auth/callback?code=x&state=evil").await;
    let answer = browser.come_back(&world.gateway, &world.realm, &asked, (GIULIA, world.now)).await;
    assert_eq!(location(&answer), "/");
}

#[tokio::test]
async fn what_the_realm_says_becomes_one_of_few_words() {
    let world = World::new().await;
    for (said, word) in [
        ("error=access_denied", "denied"),
        ("error=temporarily_unavailable", "unavailable"),
        ("error=server_error", "unavailable"),
        ("error=temporarily_unavailable&error_description=authentication_expired", "expired"),
        ("error=invalid_scope&error_description=secret", "failed"),
        ("code=", "failed"),
        ("code=never-given", "failed"),
        ("code=x&iss=http%3A%2F%2Fevil.example", "failed"),
    ] {
        let mut browser = Browser::default();
        let asked = browser.leave(&world.gateway, "/auth/login?returnTo=/fridge").await;
        let answer =
            browser.ask(&world.gateway, &format!("GET /auth/callback?{said}&state={}", asked["state"])).await;
        let expected = format!("/auth?error={word}&returnTo=%2Ffridge");
        assert_eq!((answer.status, location(&answer)), (302, &*expected), "{said}");
        assert!(!answer.text().contains("secret"));
    }
}

#[tokio::test]
async fn an_id_token_for_another_sign_in_or_by_another_key_is_worth_nothing() {
    let world = World::new().await;
    let mut browser = Browser::default();
    let mut asked = browser.leave(&world.gateway, "/auth/login").await;
    asked.insert("nonce".into(), "another".into());
    let answer = browser.come_back(&world.gateway, &world.realm, &asked, (GIULIA, world.now)).await;
    assert_eq!(location(&answer), "/auth?error=failed");
    let asked = browser.leave(&world.gateway, "/auth/login").await;
    world.realm.signs_with(Key::other_rsa("realm-1"));
    let answer = browser.come_back(&world.gateway, &world.realm, &asked, (GIULIA, world.now)).await;
    assert_eq!(location(&answer), "/auth?error=failed");
    assert_eq!(browser.session(&world.gateway).await["signedIn"], false);
    assert!(world.accounts.asks(&world.gateway.verifier).is_empty());
}

#[tokio::test]
async fn a_fresh_sign_in_must_be_fresh() {
    let world = World::new().await;
    let mut browser = Browser::default();
    let asked = browser.leave(&world.gateway, "/auth/login?fresh=1").await;
    let old = browser.come_back(&world.gateway, &world.realm, &asked, (GIULIA, world.now - 60)).await;
    assert_eq!(location(&old), "/auth?error=failed");
    let asked = browser.leave(&world.gateway, "/auth/login?fresh=1").await;
    let new = browser.come_back(&world.gateway, &world.realm, &asked, (GIULIA, world.now)).await;
    assert_eq!(location(&new), "/");
}

#[tokio::test]
async fn a_realm_that_is_away_is_told_before_and_after_leaving() {
    let world = World::new().await;
    let mut browser = Browser::default();
    let asked = browser.leave(&world.gateway, "/auth/login?returnTo=/profile").await;
    for mood in [Mood::Down, Mood::Sick] {
        world.realm.feels(mood);
        let mut here = browser.clone();
        let back = here.come_back(&world.gateway, &world.realm, &asked, (GIULIA, world.now)).await;
        let unavailable = "/auth?error=unavailable&returnTo=%2Fprofile";
        assert!([unavailable, "/auth?error=expired"].contains(&location(&back)), "{mood:?}");
    }
    let gone = Realm::at(world.now).await;
    gone.feels(Mood::Down);
    let elsewhere = World::with(|wishes| wishes.realm = Some(gone.settings())).await;
    let answer = Browser::default().ask(&elsewhere.gateway, "GET /auth/login?returnTo=/profile").await;
    assert_eq!((answer.status, location(&answer)), (302, "/auth?error=unavailable&returnTo=%2Fprofile"));
    let anonymous = Browser::default().ask(&elsewhere.gateway, "GET /api/v1/products").await;
    assert_eq!(anonymous.status, 200);
}

#[tokio::test]
async fn without_a_realm_nobody_signs_in_and_everybody_scans() {
    let service = Peer::friendly().await;
    let gateway = Running::before(&service).await;
    let mut browser = Browser::default();
    let answer = browser.ask(&gateway, "GET /auth/login").await;
    assert_eq!(location(&answer), "/auth?error=unavailable");
    assert_eq!(browser.session(&gateway).await, json!({ "signedIn": false }));
    assert_eq!(browser.ask(&gateway, "POST /api/v1/scans\nContent-Length: 0").await.status, 200);
}

#[tokio::test]
async fn a_sign_in_waits_for_identity_service_and_the_person_goes_on_unnamed() {
    let world = World::new().await;
    let mut browser = Browser::default();
    let before = world.visitor(&mut browser).await;
    world.accounts.is_down(true);
    let answer = browser.sign_in(&world.gateway, &world.realm, (GIULIA, world.now)).await;
    assert_eq!(location(&answer), "/profile");
    assert_eq!(browser.session(&world.gateway).await, json!({ "signedIn": false, "pending": true }));
    assert_eq!(world.visitor(&mut browser).await, before, "anonymous service goes on");
    let account = browser.ask(&world.gateway, "GET /api/v1/account").await;
    assert_eq!((account.status, account.slug()), (503, "sign-in-unavailable".to_owned()));
    world.accounts.is_down(false);
    let signed_in = async || browser.session(&world.gateway).await["signedIn"] == true;
    until_so(signed_in, "identity-service is asked again").await;
    let after = world.visitor(&mut browser).await;
    assert_ne!(after, before);
    assert_eq!(world.accounts.owner(before.as_uuid()).as_deref(), Some(GIULIA));
}

#[tokio::test]
async fn a_visitor_of_somebody_else_stays_theirs() {
    let world = World::new().await;
    let mut browser = Browser::default();
    let before = world.visitor(&mut browser).await;
    world.accounts.gives(before.as_uuid(), MARCO);
    browser.sign_in(&world.gateway, &world.realm, (GIULIA, world.now)).await;
    assert_eq!(world.accounts.owner(before.as_uuid()).as_deref(), Some(MARCO));
    let after = world.visitor(&mut browser).await;
    assert_eq!(world.accounts.owner(after.as_uuid()).as_deref(), Some(GIULIA));
    assert_ne!(Uuid::nil(), after.as_uuid());
}

#[tokio::test]
async fn a_look_at_the_headers_begins_and_uses_up_nothing() {
    let world = World::new().await;
    let mut browser = Browser::default();
    let asked = browser.leave(&world.gateway, "/auth/login").await;
    let mut client = world.gateway.connect().await;
    for path in ["/auth/login", "/auth/register", &format!("/auth/callback?code=x&state={}", asked["state"])]
    {
        client.say(&crate::support::request(&format!("HEAD {path}"))).await;
        let answer = client.hear_head().await;
        assert_eq!((answer.status, answer.cookies().len()), (405, 0), "{path}");
    }
    let answer = browser.come_back(&world.gateway, &world.realm, &asked, (GIULIA, world.now)).await;
    assert_eq!(location(&answer), "/");
}

#[tokio::test]
async fn sign_ins_are_limited_more_tightly() {
    let world = World::new().await;
    let mut browser = Browser::default();
    browser.ask(&world.gateway, "GET /").await;
    for _ in 0..20 {
        assert_eq!(browser.ask(&world.gateway, "GET /auth/login").await.status, 302);
    }
    let refused = browser.ask(&world.gateway, "GET /auth/login").await;
    assert_eq!(refused.status, 429);
    assert!(refused.header("retry-after").is_some());
}
