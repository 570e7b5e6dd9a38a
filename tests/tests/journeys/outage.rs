//! Keycloak is away: who needs it is told, nobody else notices.

use std::{sync::Arc, time::Duration};

use reqwest::StatusCode;
use serde_json::Value;

use crate::{
    accounts::listed,
    gtins::lot,
    person::{Person, sign_in_path},
    visitor::{Visitor, within},
    world::World,
};

pub(crate) async fn without_keycloak_only_signing_in_has_to_wait(world: Arc<World>) {
    let (known, anonymous, person) = (world.visitor(), world.visitor(), Person::new());
    known.register(&person).await;
    let (mine, theirs) = (lot(), lot());
    let keycloak = world.fleet.process("keycloak").unwrap();
    keycloak.kill().unwrap();

    anonymous.scan(&theirs.raw).await;
    assert_eq!(anonymous.lots().await, std::slice::from_ref(&theirs.name), "scans need nobody's account");
    assert_eq!(known.session().await["account"]["accountId"], known.account_id().await.as_str());
    known.scan(&mine.raw).await;
    listed(&known, &mine.name).await;
    assert_eq!(known.get("/api/v1/consents").await.status(), StatusCode::OK);

    let answer = known.get("/api/v1/account").await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE, "the address is known to Keycloak alone");
    let problem: Value = answer.json().await.unwrap();
    assert!(problem["type"].as_str().unwrap().ends_with("/sign-in-unavailable"), "{problem}");
    said(&anonymous, "/auth?error=unavailable").await;

    keycloak.start().await.unwrap();
    back(&world).await;
    taken_in(&anonymous, &person).await;
    listed(&anonymous, &theirs.name).await;
    listed(&anonymous, &mine.name).await;
    assert_eq!(known.json("/api/v1/account").await["email"], person.email);
    assert_eq!(known.sign_out().await.status(), StatusCode::SEE_OTHER);
}

/// Waits until whoever wants to sign in is sent there.
async fn said(visitor: &Visitor, place: &str) {
    within(60, &format!("who signs in is sent to {place}"), || async {
        let answer = visitor.navigate(&sign_in_path("login", "/profile")).await;
        let location = answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
        if location.is_some_and(|to| to.starts_with(place)) {
            return Some(());
        }
        // More often nobody may: the limit on sign-ins is not what is looked at here.
        tokio::time::sleep(Duration::from_secs(3)).await;
        None
    })
    .await;
}

/// Waits until Keycloak takes people in again.
async fn back(world: &World) {
    said(&world.visitor(), &world.fleet.keycloak_url()).await;
}

/// Signs in as soon as that succeeds: a Keycloak that has just started takes its time over the first code.
async fn taken_in(visitor: &Visitor, person: &Person) {
    within(90, "the person is taken in again", || async {
        let mut page = visitor.visit(&sign_in_path("login", "/profile?from=login")).await;
        if page.asks_for("password") {
            let form = page.form("password").with("username", &person.email);
            page = visitor.submit(&form.with("password", &person.password)).await;
        }
        if page.place() == "/profile?from=login" {
            return Some(());
        }
        tokio::time::sleep(Duration::from_secs(3)).await;
        None
    })
    .await;
    visitor.known().await;
}

pub(crate) async fn who_signs_out_while_keycloak_is_away_is_signed_out(world: Arc<World>) {
    let (visitor, person) = (world.visitor(), Person::new());
    visitor.register(&person).await;
    let subject = world.subject_of(&person.email).await.expect("Keycloak knows them");
    let keycloak = world.fleet.process("keycloak").unwrap();
    keycloak.kill().unwrap();
    assert_eq!(visitor.sign_out().await.status(), StatusCode::SEE_OTHER);
    assert!(!visitor.is_signed_in().await);
    keycloak.start().await.unwrap();
    back(&world).await;
    // Whoever signed in meanwhile would be let in, and the session would live on: only the operator may look.
    within(60, "Keycloak hears of it", || async {
        (world.sessions_in_keycloak(&subject).await.ok()? == 0).then_some(())
    })
    .await;
    assert!(visitor.visit("/auth/login").await.asks_for("password"));
}
