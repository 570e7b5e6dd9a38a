//! Being forgotten.

use std::{collections::BTreeSet, sync::Arc};

use contracts::events::ErasureRequested;
use jiff::{SignedDuration, Timestamp};
use reqwest::{Response, StatusCode};
use serde_json::Value;
use service_kit::identity::{Principal, Role, Signer};

use crate::{
    accounts::listed,
    api_client::Program,
    events::event,
    export::{Left, use_everything},
    gtins::lot,
    person::{Person, sign_in_path},
    traces::Traces,
    visitor::{Visitor, within},
    world::World,
};

/// The erasure that an answer promises.
pub(crate) async fn erasure_id(answer: Response) -> String {
    let (status, body) = (answer.status(), answer.text().await.unwrap());
    assert_eq!(status, StatusCode::ACCEPTED, "{body}");
    let body: Value = serde_json::from_str(&body).unwrap();
    body["erasureId"].as_str().unwrap().to_owned()
}

/// Who has confirmed an erasure, and whether it is over.
async fn progress(visitor: &Visitor, erasure: &str) -> (BTreeSet<String>, bool) {
    let progress = visitor.json(&format!("/api/v1/erasures/{erasure}")).await;
    let services = progress["services"].as_array().unwrap().iter();
    let confirmed = services.filter(|service| service["confirmedAt"].is_string());
    let names = confirmed.map(|service| service["service"].as_str().unwrap().to_owned()).collect();
    assert!(["in_progress", "completed"].contains(&progress["status"].as_str().unwrap()), "{progress}");
    (names, progress["status"] == "completed")
}

/// Waits for an erasure's end, at which every service has confirmed.
pub(crate) async fn completed(visitor: &Visitor, erasure: &str) {
    within(60, "the erasure is completed", || async { progress(visitor, erasure).await.1.then_some(()) })
        .await;
    let (confirmed, _) = progress(visitor, erasure).await;
    let all = [
        "identity-service",
        "passport-service",
        "personalization-service",
        "fridge-service",
        "measurement-pipeline",
    ]
    .map(str::to_owned);
    assert_eq!(confirmed, all.into());
}

/// What a person could be found by.
async fn traces(world: &World, left: &Left) -> Traces {
    let subject = world.subject_of(&left.person.email).await.expect("Keycloak knows them");
    let mut traces = Traces::default().word(left.person.name()).id(&left.account).id(&subject);
    for visitor in world.visitors_of(&left.account).await {
        traces = traces.id(&visitor);
    }
    left.markers.iter().fold(traces, |traces, marker| traces.word(marker))
}

pub(crate) async fn an_erased_person_is_found_nowhere(world: Arc<World>) {
    let (phone, laptop, neighbour) = (world.visitor(), world.visitor(), world.visitor());
    let left = use_everything(&world, &phone).await;
    let theirs = use_everything(&world, &neighbour).await;
    let pack = lot();
    laptop.scan(&pack.raw).await;
    laptop.sign_in(&left.person).await;
    listed(&phone, &pack.name).await;
    let program = Program::with(&world, &world.tokens(&left.person).await.access);
    assert_eq!(program.get("/api/v1/account").await.status(), StatusCode::OK);
    let traces = traces(&world, &left).await.word(&pack.name);
    let before = traces.in_databases(&world).await;
    for schema in [
        "packytrace.identity.",
        "packytrace.passport.",
        "packytrace.personalization.",
        "packytrace.fridge.",
        "keycloak.",
    ] {
        assert!(
            before.iter().any(|table| table.starts_with(schema)),
            "nothing to find in {schema}: {before:?}"
        );
    }

    let erasure = erasure_id(phone.delete("/api/v1/account").await).await;
    assert!(!phone.is_signed_in().await, "the session ends with the account");
    completed(&world.visitor(), &erasure).await;
    world.forgotten_by_keycloak(&left.person.email).await;
    traces.gone(&world).await;

    // Whatever still carries the old account brings nothing back.
    assert!(!laptop.is_signed_in().await);
    assert_eq!(program.get("/api/v1/account").await.status(), StatusCode::UNAUTHORIZED);
    assert!(phone.lots().await.is_empty() && laptop.lots().await.is_empty());
    assert_eq!(traces.found(&world).await, Vec::<String>::new());

    assert_eq!(
        neighbour.json("/api/v1/account").await["email"],
        theirs.person.email,
        "a neighbour keeps all"
    );
    assert_eq!(neighbour.lots().await.len(), 2);
}

pub(crate) async fn who_comes_back_after_an_erasure_begins_anew(world: Arc<World>) {
    let (visitor, person, pack) = (world.visitor(), Person::new(), lot());
    visitor.register(&person).await;
    visitor.scan(&pack.raw).await;
    let before = visitor.account_id().await;
    let erasure = erasure_id(visitor.delete("/api/v1/account").await).await;
    completed(&visitor, &erasure).await;
    world.forgotten_by_keycloak(&person.email).await;

    let form = visitor.sign_in_form(&person, &sign_in_path("login", "/")).await;
    let page = visitor.submit(&form).await;
    assert!(page.asks_for("password"), "nobody of that name: {}", page.text());
    visitor.register(&person).await;
    assert_ne!(visitor.account_id().await, before);
    assert!(visitor.lots().await.is_empty());
    assert!(visitor.json("/api/v1/consents/history").await["items"].as_array().unwrap().is_empty());
}

pub(crate) async fn an_erasure_wants_a_sign_in_of_the_last_minutes(world: Arc<World>) {
    let (visitor, person) = (world.visitor(), Person::new());
    visitor.register(&person).await;
    let account = visitor.account_id().await;
    // What the gateway would say of somebody who signed in earlier: its key, another time.
    let answer = erase_as(&world, &account, SignedDuration::from_mins(6)).await;
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    let problem: Value = answer.json().await.unwrap();
    assert!(problem["type"].as_str().unwrap().ends_with("/reauthentication-required"), "{problem}");
    assert_eq!(visitor.json("/api/v1/account").await["accountId"], account.as_str());

    let fresh = sign_in_path("login", "/profile?erase") + "&fresh=1";
    let form = visitor.visit(&fresh).await.form("password").with("password", &person.password);
    let back = visitor.submit(&form).await;
    assert_eq!(back.place(), "/profile?erase", "with a session, the password is asked for all the same");
    let erasure = erasure_id(visitor.delete("/api/v1/account").await).await;
    completed(&visitor, &erasure).await;
}

/// `DELETE /api/v1/account` past the gateway, as somebody who signed in that long ago.
async fn erase_as(world: &World, account: &str, ago: SignedDuration) -> Response {
    let key = std::fs::read(world.fleet.path("secrets/identity-gateway.pem")).unwrap();
    let visitor: uuid::Uuid = world.visitors_of(account).await[0].parse().unwrap();
    let now = Timestamp::now();
    let principal = Principal {
        account: Some(account.parse().unwrap()),
        roles: [Role::Consumer].into(),
        auth_time: Some(now - ago),
        ..Principal::anonymous(service_kit::ids::VisitorId::from_uuid(visitor))
    };
    let token = Signer::from_pem("packytrace-gateway", &key).unwrap().sign(&principal, now).unwrap();
    let identity = fleet::Service::named("identity-service").unwrap();
    let url = format!("{}/api/v1/account", world.fleet.service_url(identity));
    reqwest::Client::new().delete(url).bearer_auth(token).send().await.unwrap()
}

pub(crate) async fn an_erasure_waits_for_a_service_that_is_away(world: Arc<World>) {
    let (visitor, watcher) = (world.visitor(), world.visitor());
    let left = use_everything(&world, &visitor).await;
    let traces = traces(&world, &left).await;
    world.fleet.process("passport-service").unwrap().stop().unwrap();
    let erasure = erasure_id(visitor.delete("/api/v1/account").await).await;
    event::<ErasureRequested>(&world, |data| data["erasureId"] == erasure.as_str()).await;
    let (confirmed, over) = progress(&watcher, &erasure).await;
    assert!(!over && !confirmed.contains("passport-service"), "{confirmed:?}");
    assert!(!traces.in_databases(&world).await.is_empty());

    world.fleet.process("passport-service").unwrap().start().await.unwrap();
    completed(&watcher, &erasure).await;
    traces.gone(&world).await;
}
