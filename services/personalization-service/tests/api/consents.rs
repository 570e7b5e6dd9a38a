use std::time::{Duration, Instant};

use axum::http::StatusCode;
use serde_json::json;

use crate::{
    rights::World,
    service::{MILK, Service, allergic_to_milk, label},
};

const PATH: &str = "/api/v1/health-profile";

#[tokio::test]
async fn a_withdrawn_consent_stops_everything_within_five_seconds_even_unheard_of() {
    let service = Service::start().await;
    service.neighbours.knows(MILK, 1, &label(&["milk"]));
    let person = service.somebody_with(&allergic_to_milk()).await;
    let told = service.verdict(&person, MILK).await.body();
    let past = format!("/api/v1/verdicts/{}", told["verdictId"].as_str().expect("an id"));
    service.neighbours.withdraws(person.account);
    let withdrawn = Instant::now();
    loop {
        if service.verdict(&person, MILK).await.status == StatusCode::FORBIDDEN {
            break;
        }
        assert!(withdrawn.elapsed() < Duration::from_secs(5), "still answered");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    for path in [PATH, "/api/v1/verdicts", &past] {
        let answer = service.get(path).by(&person).send().await;
        assert_eq!(answer.problem(), (403, "consent-required".to_owned()), "{path}");
    }
    let put = service.put(PATH).by(&person).header("if-match", "*").json(&json!({})).await;
    assert_eq!(put.problem(), (403, "consent-required".to_owned()));
}

#[tokio::test]
async fn the_word_of_a_withdrawal_destroys_the_key_at_once_and_spares_everybody_else() {
    let world = World::new().await;
    let service = &world.service;
    let (person, other) =
        (service.somebody_with(&allergic_to_milk()).await, service.somebody_with(&allergic_to_milk()).await);
    for who in [&person, &other] {
        assert_eq!(service.verdict(who, MILK).await.status, StatusCode::OK);
    }
    let at = service.neighbours.withdraws(person.account);
    world.consent_changed(person.account, "health_profile", false, at).await;
    assert_eq!(
        service.verdict(&person, MILK).await.problem(),
        (403, "consent-required".to_owned()),
        "at once"
    );
    for table in ["person_keys", "health_profiles", "verdicts"] {
        let sql = format!("SELECT array_agg(account_id) FROM {table}");
        let left: Vec<uuid::Uuid> =
            sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&service.db).await.expect("rows");
        assert_eq!(left, [other.account.as_uuid()], "{table}");
    }
    service.neighbours.grants(person.account);
    assert_eq!(service.get(PATH).by(&person).send().await.problem(), (404, "no-health-profile".to_owned()));
    assert_eq!(service.put(PATH).by(&person).json(&allergic_to_milk()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn other_decisions_destroy_nothing() {
    let world = World::new().await;
    let person = world.service.somebody_with(&allergic_to_milk()).await;
    let now = jiff::Timestamp::now();
    world.consent_changed(person.account, "reminders", false, now).await;
    world.consent_changed(person.account, "health_profile", true, now).await;
    assert_eq!(world.service.get(PATH).by(&person).send().await.status, StatusCode::OK);
}

#[tokio::test]
async fn whoever_still_believes_in_an_older_consent_stores_nothing() {
    let world = World::new().await;
    let service = &world.service;
    let person = service.somebody();
    // The neighbour goes on saying yes: as if it had been asked the moment before.
    world.consent_changed(person.account, "health_profile", false, jiff::Timestamp::now()).await;
    let put = service.put(PATH).by(&person).json(&allergic_to_milk()).await;
    assert_eq!(put.problem(), (403, "consent-required".to_owned()));
    assert_eq!(service.count("SELECT count(*) FROM person_keys").await, 0);
}

#[tokio::test]
async fn a_yes_counts_at_once_and_is_asked_for_once_in_a_while() {
    let service = Service::start().await;
    service.neighbours.knows(MILK, 1, &label(&["milk"]));
    let person = crate::service::Person::new();
    service.neighbours.withdraws(person.account);
    assert_eq!(service.get(PATH).by(&person).send().await.status, StatusCode::FORBIDDEN);
    service.neighbours.grants(person.account);
    assert_eq!(service.get(PATH).by(&person).send().await.status, StatusCode::NOT_FOUND);
    let asked = service.neighbours.asked_about_consents();
    service.get(PATH).by(&person).send().await;
    assert_eq!(service.neighbours.asked_about_consents(), asked);
}

#[tokio::test]
async fn while_nobody_can_say_whether_somebody_agreed_nothing_is_read() {
    let service = Service::start().await;
    service.neighbours.knows(MILK, 1, &label(&["milk"]));
    let person = service.somebody_with(&allergic_to_milk()).await;
    service.consents.forget(person.account).await;
    let opened = service.count("SELECT count(*) FROM decrypt_audit").await;
    service.neighbours.identity_goes(true);
    for path in [PATH, "/api/v1/verdicts", "/api/v1/products/08001505005707/verdict"] {
        let answer = service.get(path).by(&person).send().await;
        assert_eq!(answer.problem(), (503, "consent-unknown".to_owned()), "{path}");
        assert_eq!(answer.header("retry-after"), "3");
    }
    assert_eq!(service.count("SELECT count(*) FROM decrypt_audit").await, opened);
}
