//! Making an account, signing in and out.

use std::sync::Arc;

use reqwest::StatusCode;

use crate::{
    gtins::lot,
    person::{Person, sign_in_path},
    visitor::{Visitor, eventually},
    world::World,
};

/// Waits until a scan of this lot is listed.
pub(crate) async fn listed(visitor: &Visitor, lot: &str) {
    eventually("the scan is listed", || async {
        visitor.lots().await.iter().any(|listed| listed == lot).then_some(())
    })
    .await;
}

pub(crate) async fn who_registers_is_signed_in_and_keeps_the_scans_made_before(world: Arc<World>) {
    let (visitor, person) = (world.visitor(), Person::new());
    let before = lot();
    visitor.scan(&before.raw).await;
    assert_eq!(visitor.session().await, serde_json::json!({ "signedIn": false }));
    visitor.register(&person).await;
    let session = visitor.session().await;
    assert_eq!(session["roles"], serde_json::json!(["consumer"]), "{session}");
    assert!(session["brand"].is_null(), "{session}");
    listed(&visitor, &before.name).await;
    let account = visitor.json("/api/v1/account").await;
    assert_eq!(account["email"], person.email);
    assert_eq!(account["accountId"], session["account"]["accountId"]);
    assert!(account["linkedVisitors"].as_u64().unwrap() >= 1, "{account}");
}

pub(crate) async fn whoever_knows_the_cookie_of_before_learns_nothing_of_after(world: Arc<World>) {
    let (visitor, person) = (world.visitor(), Person::new());
    visitor.scan(&lot().raw).await;
    let planted = visitor.cookie().unwrap();
    visitor.register(&person).await;
    assert_ne!(visitor.cookie().unwrap(), planted, "the visitor's cookie is another one now");
    let after = lot();
    visitor.scan(&after.raw).await;
    listed(&visitor, &after.name).await;
    let planter = world.visitor();
    planter.set_cookie(&planted);
    assert!(!planter.lots().await.contains(&after.name));
}

pub(crate) async fn who_signs_out_leaves_nothing_and_a_stolen_cookie_opens_nothing(world: Arc<World>) {
    let (visitor, person) = (world.visitor(), Person::new());
    visitor.register(&person).await;
    let mine = lot();
    visitor.scan(&mine.raw).await;
    let thief = world.visitor();
    let (name, value) = visitor.jar().ours("session").expect("a session's cookie");
    thief.set_cookie(&format!("{name}={value}"));
    assert!(thief.is_signed_in().await, "the cookie is what opens the account");
    let late = world.visitor();
    late.set_cookie(&format!("{name}={value}"));

    let answer = visitor.sign_out().await;
    assert_eq!(
        (answer.status(), &answer.headers()["location"]),
        (StatusCode::SEE_OTHER, &"/".parse().unwrap())
    );
    for browser in [&visitor, &thief, &late] {
        assert!(!browser.is_signed_in().await);
        assert_eq!(browser.get("/api/v1/account").await.status(), StatusCode::UNAUTHORIZED);
    }
    assert_eq!(visitor.lots().await, Vec::<String>::new());
    assert_eq!(late.lots().await, Vec::<String>::new());
    let page = visitor.visit("/auth/login").await;
    assert!(page.asks_for("password"), "signed out at Keycloak too: {}", page.text());
}

pub(crate) async fn who_signs_in_elsewhere_finds_the_scans_of_all_their_browsers(world: Arc<World>) {
    let (phone, laptop, person) = (world.visitor(), world.visitor(), Person::new());
    let (first, second) = (lot(), lot());
    phone.scan(&first.raw).await;
    phone.register(&person).await;
    laptop.scan(&second.raw).await;
    laptop.sign_in(&person).await;
    assert_eq!(laptop.account_id().await, phone.account_id().await);
    for browser in [&phone, &laptop] {
        listed(browser, &first.name).await;
        listed(browser, &second.name).await;
    }
    phone.sign_out().await;
    assert!(laptop.is_signed_in().await, "each browser signs out for itself");
    phone.sign_in(&person).await;
    listed(&phone, &second.name).await;
}

pub(crate) async fn two_people_on_one_phone_see_their_own_scans(world: Arc<World>) {
    let (phone, one, two) = (world.visitor(), Person::new(), Person::new());
    let (first, second) = (lot(), lot());
    phone.register(&one).await;
    phone.scan(&first.raw).await;
    phone.sign_out().await;
    phone.register(&two).await;
    phone.scan(&second.raw).await;
    listed(&phone, &second.name).await;
    assert!(!phone.lots().await.contains(&first.name));
    phone.sign_out().await;
    phone.sign_in(&one).await;
    listed(&phone, &first.name).await;
    assert!(!phone.lots().await.contains(&second.name));
}

pub(crate) async fn a_wrong_password_is_refused_in_the_words_for_an_unknown_address(world: Arc<World>) {
    let person = Person::new();
    world.visitor().register(&person).await;
    let visitor = world.visitor();
    let wrong = Person { password: "not-the-password".into(), ..person };
    let stranger = Person { password: "not-the-password".into(), ..Person::new() };
    let mut words = Vec::new();
    for who in [wrong, stranger] {
        let form = visitor.sign_in_form(&who, &sign_in_path("login", "/")).await;
        let page = visitor.submit(&form).await;
        assert!(page.asks_for("password"), "the form again: {}", page.text());
        words.push(page.text());
    }
    assert_eq!(words[0], words[1], "nobody learns whether the address is known");
    assert!(!visitor.is_signed_in().await);
}

pub(crate) async fn a_password_cannot_be_guessed_for_long(world: Arc<World>) {
    let (person, other) = (Person::new(), Person::new());
    world.visitor().register(&person).await;
    world.visitor().register(&other).await;
    let attacker = world.visitor();
    for _ in 0..10 {
        let guess = Person { password: Person::new().password, ..person.clone() };
        let form = attacker.sign_in_form(&guess, &sign_in_path("login", "/")).await;
        assert!(attacker.submit(&form).await.asks_for("password"));
    }
    let form = attacker.sign_in_form(&person, &sign_in_path("login", "/")).await;
    let page = attacker.submit(&form).await;
    assert!(page.asks_for("password"), "even the right one is refused now: {}", page.text());
    assert!(!attacker.is_signed_in().await);
    attacker.sign_in(&other).await;
}
