//! Sessions: kept alive by one refresh, ended by a refusal, carried over an outage, gone after signing out.

use std::{sync::Arc, time::Duration};

use jiff::SignedDuration;
use service_kit::{
    clock::{Clock, FixedClock},
    identity::{Principal, Role},
};

use crate::support::{Accounts, Answer, Browser, Mood, Peer, Realm, Running, Wishes, until};

const GIULIA: &str = "11111111-1111-4111-8111-111111111111";

pub(crate) struct World {
    pub(crate) gateway: Running,
    pub(crate) realm: Realm,
    pub(crate) accounts: Accounts,
    pub(crate) service: Peer,
    pub(crate) clock: FixedClock,
}

impl World {
    pub(crate) async fn new() -> Self {
        let (service, accounts) = (Peer::friendly().await, Accounts::new().await);
        let clock = FixedClock::at(jiff::Timestamp::now());
        let realm = Realm::at(clock.now().as_second()).await;
        let gateway = Self::gateway(&service, &accounts, &realm, &clock).await;
        Self { gateway, realm, accounts, service, clock }
    }

    async fn gateway(service: &Peer, accounts: &Accounts, realm: &Realm, clock: &FixedClock) -> Running {
        let mut wishes = Wishes::of(service);
        wishes.peers.insert("identity".into(), accounts.peer.address);
        wishes.realm = Some(realm.settings());
        wishes.clock = Arc::new(clock.clone());
        Running::with(wishes).await
    }

    /// Another gateway behind the same name, or the same one after a restart.
    async fn another(&self) -> Running {
        Self::gateway(&self.service, &self.accounts, &self.realm, &self.clock).await
    }

    pub(crate) async fn signed_in(&self) -> Browser {
        let mut browser = Browser::default();
        browser.ask(&self.gateway, "GET /").await;
        browser.sign_in(&self.gateway, &self.realm, (GIULIA, self.clock.now().as_second())).await;
        assert_eq!(browser.session(&self.gateway).await["signedIn"], true);
        browser
    }

    pub(crate) fn later(&self, seconds: i64) {
        self.clock.advance(SignedDuration::from_secs(seconds));
        self.realm.is_later(seconds);
    }

    /// Who a service heard of.
    pub(crate) async fn heard(&self, gateway: &Running, browser: &mut Browser) -> Principal {
        let answer = browser.ask(gateway, "GET /api/v1/products").await;
        assert_eq!(answer.status, 200);
        let token =
            self.service.last().headers["authorization"].to_str().expect("text").replace("Bearer ", "");
        (*gateway.verifier.verify(&token, self.clock.now()).expect("our signature")).clone()
    }
}

#[tokio::test]
async fn services_hear_who_is_signed_in_and_since_when() {
    let world = World::new().await;
    let mut browser = world.signed_in().await;
    let principal = world.heard(&world.gateway, &mut browser).await;
    assert!(principal.account.is_some());
    assert_eq!(principal.roles, [Role::Consumer].into());
    let signed_in = principal.auth_time.expect("a sign-in").as_second();
    assert_eq!(signed_in, world.clock.now().as_second());
    let mut stranger = Browser::default();
    assert_eq!(world.heard(&world.gateway, &mut stranger).await.account, None);
}

#[tokio::test]
async fn many_requests_at_once_cause_one_refresh() {
    let world = World::new().await;
    let browser = world.signed_in().await;
    let before = world.realm.asked("token");
    world.later(300);
    world.realm.takes(Duration::from_millis(300));
    let ask = |_| {
        let mut browser = browser.clone();
        let gateway = &world.gateway;
        async move { browser.session(gateway).await["signedIn"] == true }
    };
    let all = futures_util::future::join_all((0..30).map(ask)).await;
    assert!(all.into_iter().all(|signed_in| signed_in));
    assert_eq!(world.realm.asked("token") - before, 1);
}

#[tokio::test]
async fn a_session_goes_on_as_long_as_the_realm_says_so_and_its_cookie_follows() {
    let world = World::new().await;
    let mut browser = world.signed_in().await;
    let first = browser.cookies["packytrace-session"].clone();
    for _ in 0..5 {
        world.later(20_000);
        assert_eq!(browser.session(&world.gateway).await["signedIn"], true);
    }
    assert_ne!(browser.cookies["packytrace-session"], first);
    assert_eq!(browser.session(&world.another().await).await["signedIn"], true, "after a restart");
    world.later(90_000);
    assert_eq!(browser.session(&world.gateway).await["signedIn"], false, "idle for longer than a day");
}

#[tokio::test]
async fn a_refused_refresh_signs_out_and_the_visitor_stays() {
    let world = World::new().await;
    let mut browser = world.signed_in().await;
    let visitor = world.heard(&world.gateway, &mut browser).await.visitor;
    world.realm.ends_all();
    assert_eq!(browser.session(&world.gateway).await["signedIn"], true, "until the access token ends");
    world.later(300);
    let page = browser.ask(&world.gateway, "GET /product/1\nAccept: text/html").await;
    assert_eq!(page.status, 200, "a session's end is no dead end");
    assert!(!browser.cookies.contains_key("packytrace-session"));
    assert_eq!(browser.session(&world.gateway).await["signedIn"], false);
    assert_eq!(world.heard(&world.gateway, &mut browser).await.visitor, visitor);
    assert_eq!(browser.ask(&world.gateway, "GET /api/v1/account").await.slug(), "sign-in-required");
}

#[tokio::test]
async fn an_outage_of_the_realm_is_bridged_for_an_hour_but_nothing_sensitive_is_done() {
    let world = World::new().await;
    let mut browser = world.signed_in().await;
    for mood in [Mood::Down, Mood::Sick] {
        world.realm.feels(mood);
        world.later(1_700);
        assert_eq!(browser.ask(&world.gateway, "GET /api/v1/account").await.status, 200, "{mood:?}");
        let erase = browser.ask(&world.gateway, "DELETE /api/v1/account").await;
        assert_eq!((erase.status, erase.slug()), (503, "sign-in-unavailable".to_owned()), "{mood:?}");
        let asked = world.realm.asked("token");
        for _ in 0..5 {
            browser.session(&world.gateway).await;
        }
        assert_eq!(world.realm.asked("token"), asked, "the realm is left in peace for a while");
    }
    world.later(300);
    let account = browser.ask(&world.gateway, "GET /api/v1/account").await;
    assert_eq!((account.status, account.slug()), (503, "sign-in-unavailable".to_owned()), "after an hour");
    assert_eq!(world.heard(&world.gateway, &mut browser).await.account, None, "anonymous service goes on");
    let restarted = world.another().await;
    assert_eq!(
        browser.ask(&restarted, "GET /api/v1/account").await.status,
        503,
        "a restart gives no new hour"
    );
    world.realm.feels(Mood::Well);
    world.later(11);
    assert_eq!(browser.ask(&world.gateway, "DELETE /api/v1/account").await.status, 200);
    assert_eq!(browser.session(&world.gateway).await["signedIn"], true);
}

#[tokio::test]
async fn a_restart_during_an_outage_costs_nobody_their_session() {
    let world = World::new().await;
    let mut browser = world.signed_in().await;
    world.realm.feels(Mood::Down);
    world.accounts.is_down(true);
    let restarted = world.another().await;
    let principal = world.heard(&restarted, &mut browser).await;
    assert!(principal.account.is_some() && principal.roles == [Role::Consumer].into());
    let brand = browser.ask(&restarted, "GET /api/v1/brand").await;
    assert_eq!(brand.status, 503, "nobody knows yet whether they act for a brand");
}

#[tokio::test]
async fn signing_out_ends_both_sessions_and_gives_another_visitor() {
    let world = World::new().await;
    let mut browser = world.signed_in().await;
    let visitor = world.heard(&world.gateway, &mut browser).await.visitor;
    let stolen = browser.clone();
    assert_eq!(world.realm.sessions(), 1);
    let answer = browser.ask(&world.gateway, "POST /auth/logout\nContent-Length: 0").await;
    assert_eq!((answer.status, answer.header("location")), (303, Some("/")));
    assert_eq!(world.realm.sessions(), 0);
    assert_eq!(browser.session(&world.gateway).await["signedIn"], false);
    assert_ne!(world.heard(&world.gateway, &mut browser).await.visitor, visitor);
    let mut thief = stolen.clone();
    assert_eq!(thief.session(&world.gateway).await["signedIn"], false, "the stolen cookie still works");
    let elsewhere = world.another().await;
    assert_eq!(stolen.clone().session(&elsewhere).await["signedIn"], false, "it works at another gateway");
}

#[tokio::test]
async fn a_realm_that_was_away_hears_of_a_sign_out_later() {
    let world = World::new().await;
    let mut browser = world.signed_in().await;
    let mut stolen = browser.clone();
    world.realm.feels(Mood::Down);
    let answer = browser.ask(&world.gateway, "POST /auth/logout\nContent-Length: 0").await;
    assert_eq!(answer.status, 303);
    assert_eq!(stolen.session(&world.gateway).await["signedIn"], false);
    let asked = |answer: &Answer| answer.header("location").is_some_and(|to| to.contains("prompt=login"));
    world.realm.feels(Mood::Well);
    let back = browser.ask(&world.gateway, "GET /auth/login").await;
    assert!(asked(&back), "the realm would let them in unasked: {back:?}");
    until(|| world.realm.sessions() == 0, "the realm is told").await;
    let proved = (GIULIA, world.clock.now().as_second());
    browser.sign_in(&world.gateway, &world.realm, proved).await;
    assert!(!asked(&browser.ask(&world.gateway, "GET /auth/login").await), "they have proved who they are");
}

#[tokio::test]
async fn only_our_own_pages_sign_anybody_out() {
    let world = World::new().await;
    let browser = world.signed_in().await;
    let cookie: Vec<_> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let cookie = cookie.join("; ");
    let own = "Sec-Fetch-Site: same-origin";
    for lines in [
        "",
        "X-Packytrace: 1",
        own,
        "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document",
        "Sec-Fetch-Site: same-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document",
        "Sec-Fetch-Site: same-origin\nSec-Fetch-Mode: no-cors\nSec-Fetch-Dest: empty",
        "Origin: null\nX-Packytrace: 1",
    ] {
        let head = format!("POST /auth/logout\nCookie: {cookie}\nContent-Length: 0\n{lines}");
        let answer = world.gateway.ask(head.trim_end()).await;
        assert_eq!((answer.status, answer.slug()), (403, "forbidden-origin".to_owned()), "{lines}");
    }
    assert_eq!(browser.clone().session(&world.gateway).await["signedIn"], true);
    assert_eq!(world.gateway.ask(&format!("GET /auth/logout\nCookie: {cookie}")).await.status, 405);
    let form = format!("{own}\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document");
    let scan = format!("POST /api/v1/scans\nCookie: {cookie}\nContent-Length: 0\n{form}");
    assert_eq!(world.gateway.ask(&scan).await.status, 403, "forms are taken for signing out only");
    let out = format!("POST /auth/logout\nCookie: {cookie}\nContent-Length: 0\n{form}");
    assert_eq!(world.gateway.ask(&out).await.status, 303);
    assert_eq!(browser.clone().session(&world.gateway).await["signedIn"], false);
}

#[tokio::test]
async fn a_forged_cut_or_swapped_cookie_is_nobodys() {
    let world = World::new().await;
    let browser = world.signed_in().await;
    let session = browser.cookies["packytrace-session"].clone();
    let visitor = browser.cookies["packytrace-visitor"].clone();
    let mut changed = session.clone();
    changed.replace_range(40..41, if &session[40..41] == "A" { "B" } else { "A" });
    for forged in ["", "x", "%00", &session[..session.len() - 1], &changed, &visitor, &"A".repeat(4_000)] {
        let mut thief = browser.clone();
        thief.cookies.insert("packytrace-session".into(), forged.to_owned());
        assert_eq!(thief.session(&world.gateway).await["signedIn"], false, "{forged}");
        assert!(!thief.cookies.contains_key("packytrace-session"), "it is kept: {forged}");
    }
    let mut swapped = browser.clone();
    swapped.cookies.insert("packytrace-visitor".into(), session);
    assert_eq!(swapped.session(&world.gateway).await["signedIn"], true);
    assert_ne!(world.realm.asked("token"), 0);
}

#[tokio::test]
async fn a_planted_visitor_does_not_act_in_a_session() {
    let world = World::new().await;
    let mut browser = world.signed_in().await;
    let ours = world.heard(&world.gateway, &mut browser).await.visitor;
    let mut evil = Browser::default();
    let theirs = world.heard(&world.gateway, &mut evil).await.visitor;
    browser.cookies.insert("packytrace-visitor".into(), evil.cookies["packytrace-visitor"].clone());
    let principal = world.heard(&world.gateway, &mut browser).await;
    assert_eq!(principal.visitor, ours);
    assert_ne!(principal.visitor, theirs);
    assert_ne!(browser.cookies["packytrace-visitor"], evil.cookies["packytrace-visitor"], "it stays planted");
}

#[tokio::test]
async fn routes_say_who_may_enter() {
    let world = World::new().await;
    let mut stranger = Browser::default();
    for route in
        ["GET /api/v1/account", "GET /api/v1/consents", "GET /api/v1/brand", "DELETE /api/v1/account"]
    {
        let answer = stranger.ask(&world.gateway, route).await;
        assert_eq!((answer.status, answer.slug()), (401, "sign-in-required".to_owned()), "{route}");
    }
    let mut consumer = world.signed_in().await;
    assert_eq!(consumer.ask(&world.gateway, "GET /api/v1/account").await.status, 200);
    for route in ["GET /api/v1/brand", "GET /api/v1/brand/insights/summary", "GET /api/v1/brand/insights.csv"]
    {
        let brand = consumer.ask(&world.gateway, route).await;
        assert_eq!((brand.status, brand.slug()), (403, "not-a-brand-user".to_owned()), "{route}");
    }
    world.accounts.acts_for_a_brand(GIULIA);
    world.later(300);
    assert_eq!(consumer.ask(&world.gateway, "GET /api/v1/brand").await.status, 200, "known after a refresh");
    let session = consumer.session(&world.gateway).await;
    assert_eq!(session["brand"]["name"], "Valdoro");
    assert!(world.heard(&world.gateway, &mut consumer).await.brand.is_some());
}

#[tokio::test]
async fn an_accounts_browsers_share_its_limit() {
    let world = World::new().await;
    let (mut phone, mut desk) = (world.signed_in().await, world.signed_in().await);
    let mut passed = 0;
    for _ in 0..75 {
        for browser in [&mut phone, &mut desk] {
            let answer =
                browser.ask(&world.gateway, "POST /api/v1/products/1/reports\nContent-Length: 0").await;
            passed += usize::from(answer.status == 200);
            let policy = answer.header("ratelimit-policy").expect("a policy");
            assert!(policy.starts_with("\"writes-account\";q=120;w=60"), "{policy}");
        }
    }
    assert_eq!(passed, 120);
}

#[tokio::test]
async fn nothing_of_a_person_stands_in_the_metrics() {
    let world = World::new().await;
    let mut browser = world.signed_in().await;
    let session = browser.session(&world.gateway).await;
    let text = world.gateway.metrics.render();
    for secret in [GIULIA, "Giulia", session["account"]["accountId"].as_str().expect("an id")] {
        assert!(!text.contains(secret), "{secret}");
    }
}
