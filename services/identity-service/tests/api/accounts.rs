use jiff::Timestamp;
use serde_json::json;
use service_kit::{identity::Principal, ids::AccountId};

use crate::service::{Service, visitor};

#[tokio::test]
async fn a_person_sees_their_account_with_the_address_from_keycloak() {
    let service = Service::start().await;
    let subject = service.directory.knows("sara@example.org", true);
    let sara = service.sign_in(&subject, visitor()).await;
    let answer = service.get("/api/v1/account").by(sara.principal()).send().await;
    let body = answer.body();
    assert_eq!(body["accountId"], sara.account.to_string());
    assert_eq!((&body["email"], &body["emailVerified"]), (&json!("sara@example.org"), &json!(true)));
    assert_eq!(body["linkedVisitors"], 1, "one browser, whatever its cookie was before");
    assert!(body["createdAt"].as_str().is_some_and(|at| at.parse::<Timestamp>().is_ok()));
    assert_eq!(answer.header("cache-control"), "no-store");

    service.sign_in(&subject, visitor()).await;
    let again = service.get("/api/v1/account").by(sara.principal()).send().await.body();
    assert_eq!(again["linkedVisitors"], 2);
}

#[tokio::test]
async fn no_address_or_name_is_stored_here() {
    let service = Service::start().await;
    let subject = service.directory.knows("sara.marker@example.org", true);
    let sara = service.sign_in(&subject, visitor()).await;
    service.get("/api/v1/account").by(sara.principal()).send().await;
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT c.relname::text FROM pg_class c WHERE c.relnamespace = 'identity'::regnamespace AND c.relkind = 'r'",
    )
    .fetch_all(&service.db)
    .await
    .expect("tables");
    assert!(tables.len() > 10, "{tables:?}");
    let owner = sqlx::PgPool::connect_with(service.database.as_owner()).await.expect("the owner");
    for table in tables {
        let rows = format!(
            "SELECT count(*) FROM {table} t WHERE t::text ILIKE '%marker%' OR t::text ILIKE '%Esempio%'"
        );
        let found: i64 =
            sqlx::query_scalar(sqlx::AssertSqlSafe(rows)).fetch_one(&owner).await.expect("a count");
        assert_eq!(found, 0, "{table}");
    }
}

#[tokio::test]
async fn the_account_wants_a_person() {
    let service = Service::start().await;
    let stranger = service.get("/api/v1/account").send().await;
    assert_eq!(stranger.problem(), (401, "sign-in-required".to_owned()));
    let a_service = service.get("/api/v1/account").by(Principal::service()).send().await;
    assert_eq!(a_service.problem().0, 401);
    let mut unknown = service.somebody().await;
    unknown.account = AccountId::new_v7(Timestamp::now());
    let answer = service.get("/api/v1/account").by(unknown.principal()).send().await;
    assert_eq!(answer.problem(), (410, "account-erased".to_owned()));
}

#[tokio::test]
async fn while_keycloak_is_down_the_rest_goes_on() {
    let service = Service::start().await;
    let sara = service.somebody().await;
    service.directory.goes(true);
    let answer = service.get("/api/v1/account").by(sara.principal()).send().await;
    assert_eq!(answer.problem(), (503, "sign-in-unavailable".to_owned()));
    assert_eq!(service.get("/api/v1/consents").by(sara.principal()).send().await.status.as_u16(), 200);
    service.directory.goes(false);
    assert_eq!(service.get("/api/v1/account").by(sara.principal()).send().await.status.as_u16(), 200);
}

#[tokio::test]
async fn another_service_learns_a_verified_address_only() {
    let service = Service::start().await;
    let verified = service.directory.knows("sara@example.org", true);
    let sara = service.sign_in(&verified, visitor()).await;
    let unverified = service.directory.knows("marco@example.org", false);
    let marco = service.sign_in(&unverified, visitor()).await;
    let ask = async |account: AccountId, by| {
        service.get(&format!("/internal/accounts/{account}/email")).by(by).send().await
    };
    assert_eq!(ask(sara.account, Principal::service()).await.body()["email"], "sara@example.org");
    let unknown = ask(marco.account, Principal::service()).await;
    assert_eq!(unknown.problem(), (409, "email-unverified".to_owned()));
    assert!(!unknown.text.contains("marco@"));
    assert_eq!(ask(sara.account, sara.principal()).await.problem(), (403, "forbidden".to_owned()));
    let nobody = ask(AccountId::new_v7(Timestamp::now()), Principal::service()).await;
    assert_eq!(nobody.problem(), (404, "unknown-account".to_owned()));
    service.directory.goes(true);
    assert_eq!(ask(sara.account, Principal::service()).await.problem().1, "sign-in-unavailable");
}
