//! The realm's keys: learnt, retired, and kept through an outage.

use std::sync::Arc;

use jiff::SignedDuration;
use service_kit::clock::{Clock, FixedClock};

use crate::support::{Accounts, Key, Mood, Peer, Realm, Running, Wishes, until, until_so};

const PERSON: &str = "11111111-1111-4111-8111-111111111111";

struct World {
    gateway: Running,
    realm: Realm,
    _accounts: Accounts,
    _service: Peer,
    clock: FixedClock,
}

impl World {
    async fn new() -> Self {
        let (service, accounts) = (Peer::friendly().await, Accounts::new().await);
        let clock = FixedClock::at(jiff::Timestamp::now());
        let realm = Realm::at(clock.now().as_second()).await;
        let mut wishes = Wishes::of(&service);
        wishes.peers.insert("identity".into(), accounts.peer.address);
        wishes.realm = Some(realm.settings());
        wishes.clock = Arc::new(clock.clone());
        let gateway = Running::with(wishes).await;
        until(|| realm.asked("certs") > 0, "keys at the start").await;
        Self { gateway, realm, _accounts: accounts, _service: service, clock }
    }

    async fn status(&self, key: &Key) -> u16 {
        let token = key.token(&self.realm.access(PERSON));
        self.gateway.ask(&format!("GET /api/v1/products\nAuthorization: Bearer {token}")).await.status
    }

    fn later(&self, seconds: i64) {
        self.clock.advance(SignedDuration::from_secs(seconds));
        self.realm.is_later(seconds);
    }
}

#[tokio::test]
async fn a_new_key_is_looked_for_at_once_and_then_at_most_every_half_minute() {
    let world = World::new().await;
    let (old, new, newer) = (Key::rsa("realm-1"), Key::ed("realm-2"), Key::ed("realm-3"));
    assert_eq!(world.status(&old).await, 200);
    world.realm.has_keys(vec![new.clone(), old.clone()]);
    assert_eq!(world.status(&new).await, 200);
    let asked = world.realm.asked("certs");
    world.realm.has_keys(vec![newer.clone(), new.clone(), old]);
    for _ in 0..20 {
        assert_eq!(world.status(&newer).await, 401);
        assert_eq!(world.status(&Key::ed("guessed")).await, 401);
    }
    assert_eq!(world.realm.asked("certs"), asked, "guessed keys make us ask the realm");
    world.later(30);
    assert_eq!(world.status(&newer).await, 200);
    assert_eq!(world.realm.asked("certs"), asked + 1);
}

#[tokio::test]
async fn a_retired_key_is_refused_within_five_minutes_even_where_its_token_was_remembered() {
    let world = World::new().await;
    let (old, new) = (Key::rsa("realm-1"), Key::ed("realm-2"));
    world.later(240);
    let token = old.token(&world.realm.access(PERSON));
    let status = async || {
        world.gateway.ask(&format!("GET /api/v1/products\nAuthorization: Bearer {token}")).await.status
    };
    assert_eq!(status().await, 200);
    world.realm.has_keys(vec![new.clone()]);
    assert_eq!(status().await, 200, "nobody has heard of it yet");
    let asked = world.realm.asked("certs");
    world.later(35);
    until(|| world.realm.asked("certs") > asked, "the keys are fetched again").await;
    until_so(async || status().await == 401, "the retired key is refused").await;
    assert_eq!(world.status(&new).await, 200);
}

#[tokio::test]
async fn known_keys_last_through_an_outage_and_an_empty_answer() {
    let world = World::new().await;
    let key = Key::rsa("realm-1");
    for mood in [Mood::Down, Mood::Sick, Mood::Empty] {
        world.realm.feels(mood);
        for _ in 0..4 {
            let asked = world.realm.asked("certs");
            world.later(300);
            until(|| world.realm.asked("certs") > asked, "it is tried again").await;
            assert_eq!(world.status(&key).await, 200, "{mood:?}");
        }
        assert_eq!(world.status(&Key::ed("unknown")).await, 401, "{mood:?}");
        let anonymous = world.gateway.ask("GET /api/v1/products").await;
        assert_eq!(anonymous.status, 200, "{mood:?}");
    }
}

#[tokio::test]
async fn a_realm_that_comes_up_late_is_found() {
    let (service, accounts) = (Peer::friendly().await, Accounts::new().await);
    let clock = FixedClock::at(jiff::Timestamp::now());
    let realm = Realm::at(clock.now().as_second()).await;
    realm.feels(Mood::Down);
    let mut wishes = Wishes::of(&service);
    wishes.peers.insert("identity".into(), accounts.peer.address);
    wishes.realm = Some(realm.settings());
    wishes.clock = Arc::new(clock.clone());
    let gateway = Running::with(wishes).await;
    let world = World { gateway, realm, _accounts: accounts, _service: service, clock };
    let key = Key::rsa("realm-1");
    assert_eq!(world.status(&key).await, 401);
    world.realm.feels(Mood::Well);
    world.later(30);
    assert_eq!(world.status(&key).await, 200);
}

#[tokio::test]
async fn a_remembered_token_ends_when_it_ends() {
    let world = World::new().await;
    let key = Key::rsa("realm-1");
    let token = key.token(&world.realm.access(PERSON));
    let ask =
        async || world.gateway.ask(&format!("GET /api/v1/products\nAuthorization: Bearer {token}")).await;
    assert_eq!(ask().await.status, 200);
    world.later(304);
    assert_eq!(ask().await.status, 200, "within the leeway");
    world.later(1);
    assert_eq!(ask().await.status, 401);
}
