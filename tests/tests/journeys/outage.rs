//! Keycloak is away: who needs it is told, nobody else notices.

use std::{sync::Arc, time::Duration};

use reqwest::StatusCode;
use serde_json::Value;

use crate::{
    accounts::listed,
    gtins::lot,
    person::{Person, sign_in_path},
    visitor::within,
    world::World,
};

pub(crate) async fn without_keycloak_only_signing_in_has_to_wait(world: Arc<World>) {
    let (known, anonymous, person) = (world.visitor(), world.visitor(), Person::new());
    known.register(&person).await;
    let (mine, theirs) = (lot(), lot());
    let keycloak = world.fleet.process("keycloak").unwrap();
    keycloak.kill().unwrap();

    anonymous.scan(&theirs.raw).await;
    assert_eq!(anonymous.lots().await, [theirs.name.clone()], "scans need nobody's account");
    assert_eq!(known.session().await["account"]["accountId"], known.account_id().await.as_str());
    known.scan(&mine.raw).await;
    listed(&known, &mine.name).await;
    assert_eq!(known.get("/api/v1/consents").await.status(), StatusCode::OK);

    let answer = known.get("/api/v1/account").await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE, "the address is known to Keycloak alone");
    let problem: Value = answer.json().await.unwrap();
    assert!(problem["type"].as_str().unwrap().ends_with("/sign-in-unavailable"), "{problem}");
    within(30, "signing in is said to be unavailable", || async {
        let answer = anonymous.navigate(&sign_in_path("login", "/profile")).await;
        let location = answer.headers()["location"].to_str().unwrap();
        let unavailable = location.starts_with("/auth?error=unavailable");
        if !unavailable {
            // Nobody signs in more often; the limit on it is not what is looked at here.
            tokio::time::sleep(Duration::from_secs(2)).await;
        }
        unavailable.then_some(())
    })
    .await;

    keycloak.start().await.unwrap();
    anonymous.sign_in(&person).await;
    listed(&anonymous, &theirs.name).await;
    listed(&anonymous, &mine.name).await;
    assert_eq!(known.json("/api/v1/account").await["email"], person.email);
    assert_eq!(known.sign_out().await.status(), StatusCode::SEE_OTHER);
}

pub(crate) async fn who_signs_out_while_keycloak_is_away_is_signed_out(world: Arc<World>) {
    let (visitor, person) = (world.visitor(), Person::new());
    visitor.register(&person).await;
    let keycloak = world.fleet.process("keycloak").unwrap();
    keycloak.kill().unwrap();
    assert_eq!(visitor.sign_out().await.status(), StatusCode::SEE_OTHER);
    assert!(!visitor.is_signed_in().await);
    keycloak.start().await.unwrap();
    within(60, "Keycloak hears of it", || async {
        visitor.visit("/auth/login").await.asks_for("password").then_some(())
    })
    .await;
}
