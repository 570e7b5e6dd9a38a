use std::sync::Arc;

use axum::http::StatusCode;
use personalization_service::{
    adapters::{
        postgres::{PgKeys, unknown_wrapping_keys},
        vault::KeyRing,
    },
    application::{ports::Rotated, rotate_keys::RotateKeys},
};
use serde_json::json;

use crate::service::{MILK, NEW_KEY, OLD_KEY, Service, allergic_to_milk, label};

fn ring(keys: &str) -> KeyRing {
    keys.parse().expect("keys")
}

async fn rotate(service: &Service, keys: &str) -> Rotated {
    let keys = PgKeys::new(service.db.clone(), ring(keys));
    RotateKeys::new(Arc::new(keys)).run().await.expect("rotated")
}

#[tokio::test]
async fn a_rotated_key_keeps_every_profile_and_verdict_readable_and_the_old_one_is_needed_no_more() {
    let service = Service::start().await;
    service.neighbours.knows(MILK, 1, &label(&["milk"]));
    let person = service.somebody_with(&allergic_to_milk()).await;
    let told = service.verdict(&person, MILK).await.body();
    let both = format!("{NEW_KEY},{OLD_KEY}");
    assert_eq!(rotate(&service, &both).await, Rotated { rewrapped: 1, failed: 0 });
    assert_eq!(rotate(&service, &both).await, Rotated::default(), "once is enough");
    let service = service.again_with(NEW_KEY);
    assert_eq!(service.get("/api/v1/health-profile").by(&person).send().await.body(), allergic_to_milk());
    let past = service.get("/api/v1/verdicts").by(&person).send().await.body();
    assert_eq!(past["items"], json!([told]));
}

#[tokio::test]
async fn a_key_that_was_dropped_too_early_opens_nothing_and_is_told_of() {
    let service = Service::start().await;
    let person = service.somebody_with(&allergic_to_milk()).await;
    let service = service.again_with(NEW_KEY);
    let answer = service.get("/api/v1/health-profile").by(&person).send().await;
    assert_eq!(answer.problem(), (500, "internal".to_owned()));
    let unknown = unknown_wrapping_keys(&service.db, &ring(NEW_KEY)).await.expect("names");
    assert_eq!(unknown, [ring(OLD_KEY).current()]);
    assert_eq!(rotate(&service, NEW_KEY).await, Rotated { rewrapped: 0, failed: 1 });
}

#[tokio::test]
async fn a_row_that_was_moved_to_another_person_or_changed_opens_for_nobody() {
    let service = Service::start().await;
    let (ada, ben) = (
        service.somebody_with(&allergic_to_milk()).await,
        service.somebody_with(&json!({ "diets": ["vegan"] })).await,
    );
    let operator = sqlx::PgPool::connect_with(service.database.as_operator()).await.expect("the operator");
    let get = || service.get("/api/v1/health-profile");
    let steal = "UPDATE health_profiles SET sealed = (SELECT sealed FROM health_profiles WHERE account_id = $1) WHERE account_id = $2";
    let (victim, thief) = (ada.account.as_uuid(), ben.account.as_uuid());
    sqlx::query(steal).bind(victim).bind(thief).execute(&operator).await.expect("moved");
    assert_eq!(get().by(&ben).send().await.status, StatusCode::INTERNAL_SERVER_ERROR);
    let key = "UPDATE person_keys SET wrapped = (SELECT wrapped FROM person_keys WHERE account_id = $1) WHERE account_id = $2";
    sqlx::query(key).bind(victim).bind(thief).execute(&operator).await.expect("moved");
    assert_eq!(
        get().by(&ben).send().await.status,
        StatusCode::INTERNAL_SERVER_ERROR,
        "with the key beside it"
    );
    let touch = "UPDATE health_profiles SET sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) WHERE account_id = $1";
    sqlx::query(touch).bind(victim).execute(&operator).await.expect("changed");
    assert_eq!(get().by(&ada).send().await.status, StatusCode::INTERNAL_SERVER_ERROR);
}

#[tokio::test]
async fn the_serving_role_can_neither_change_the_audit_nor_delete_verdicts() {
    let service = Service::start().await;
    service.somebody_with(&allergic_to_milk()).await;
    for statement in [
        "DELETE FROM decrypt_audit",
        "UPDATE decrypt_audit SET purpose = 'x'",
        "DELETE FROM verdicts",
        "UPDATE verdicts SET level = 'avoid'",
        "DELETE FROM person_keys",
        "CREATE TABLE mine (x int)",
        "DROP TABLE labels",
    ] {
        let refused = sqlx::query(statement).execute(&service.db).await.expect_err(statement);
        let code =
            refused.as_database_error().and_then(|error| error.code().map(std::borrow::Cow::into_owned));
        assert_eq!(code.as_deref(), Some("42501"), "{statement}");
    }
}
