use axum::http::Method;
use identity_service::{
    application::{
        brands::{OperatorError, Welcome},
        ports::BrandsError,
    },
    domain::brand::{Brand, BrandFault, Prefix},
};
use serde_json::json;
use service_kit::{identity::Principal, ids::BrandId};

use crate::service::{Service, visitor};

fn prefixes(all: &[&str]) -> Vec<Prefix> {
    all.iter().map(|digits| digits.parse().expect("a prefix")).collect()
}

async fn put(service: &Service, id: Option<BrandId>, name: &str, all: &[&str]) -> Result<Brand, BrandsError> {
    service.brands.put(id, name.parse().expect("a name"), prefixes(all)).await
}

async fn brand(service: &Service, name: &str, all: &[&str]) -> Brand {
    put(service, None, name, all).await.expect("a brand")
}

#[tokio::test]
async fn a_brand_is_made_once_and_told_when_it_changes() {
    let service = Service::start().await;
    let made = brand(&service, "Valdoro", &["9521234"]).await;
    assert_eq!(brand(&service, "Valdoro", &["9521234"]).await, made, "again");
    let renamed = brand(&service, "Valdoro SpA", &["9521234", "80012"]).await;
    assert_eq!(renamed.id, made.id, "known by its prefix");
    let told = service.told("brand_changed").await;
    assert_eq!(told.len(), 2);
    assert_eq!(told[1].0, made.id.to_string());
    assert_eq!(told[1].1["name"], "Valdoro SpA");
    assert_eq!(told[1].1["prefixes"], json!(["80012", "9521234"]));
    let fewer = put(&service, Some(made.id), "Valdoro", &["80012"]).await.expect("changed");
    assert_eq!(fewer.prefixes, prefixes(&["80012"]));
    let listed = service.brands.list().await.expect("brands");
    assert_eq!(listed, [(fewer, 0)]);
}

#[tokio::test]
async fn no_prefix_begins_another_brands() {
    let service = Service::start().await;
    let valdoro = brand(&service, "Valdoro", &["9521234"]).await;
    for taken in ["9521234", "95212345", "9521"] {
        let other = Some(BrandId::new_v7(jiff::Timestamp::now()));
        let refused = put(&service, other, "Other", &[taken]).await;
        assert!(
            matches!(refused, Err(BrandsError::Fault(BrandFault::Overlap { .. }))),
            "{taken}: {refused:?}"
        );
    }
    assert_eq!(service.brands.list().await.expect("brands"), [(valdoro, 0)]);
}

#[tokio::test]
async fn of_brands_made_at_once_with_one_prefix_one_is_made() {
    let service = Service::start().await;
    let many = ["9521234", "95212345", "952123456", "9521"].map(|digits| {
        let id = BrandId::new_v7(jiff::Timestamp::now());
        let service = &service;
        async move { put(service, Some(id), "Somebody", &[digits]).await }
    });
    let made = futures_util::future::join_all(many).await.into_iter().filter(Result::is_ok).count();
    assert_eq!(made, 1);
}

#[tokio::test]
async fn who_is_invited_gets_one_mail_and_acts_for_the_brand_from_the_first_sign_in() {
    let service = Service::start().await;
    let valdoro = brand(&service, "Valdoro", &["9521234"]).await;
    let email = "marco@valdoro.example".parse().expect("an address");
    for _ in 0..2 {
        service.brands.add_user(valdoro.id, &email, Welcome::ByMail).await.expect("added");
    }
    assert_eq!(service.directory.mailed(), ["marco@valdoro.example"]);
    assert_eq!(service.told("brand_user_changed").await.len(), 0, "there is no account yet");

    use identity_service::application::ports::Directory as _;
    let subject = service.directory.by_email(&email).await.expect("up").expect("made").subject;
    assert!(service.directory.is_brand_user(&subject));
    let marco = service.sign_in(&subject, visitor()).await;
    let told = service.told("brand_user_changed").await;
    assert_eq!((told[0].0.clone(), told[0].1["member"].clone()), (marco.account.to_string(), json!(true)));
    let again = service.tell(&json!({ "sub": marco.subject.as_str() })).await.body();
    assert_eq!(again["roles"], json!(["consumer", "brand_user"]));
    assert_eq!(again["brand"], json!({ "brandId": valdoro.id, "name": "Valdoro" }));
}

#[tokio::test]
async fn a_person_acts_for_one_brand_until_the_operator_says_otherwise() {
    let service = Service::start().await;
    let valdoro = brand(&service, "Valdoro", &["9521234"]).await;
    let other = brand(&service, "Other", &["9529999"]).await;
    let subject = service.directory.knows("marco@valdoro.example", true);
    let email = "Marco@Valdoro.example".parse().expect("an address");
    let marco = service.sign_in(&subject, visitor()).await;
    service.brands.add_user(valdoro.id, &email, Welcome::Quietly).await.expect("added");
    let refused = service.brands.add_user(other.id, &email, Welcome::Quietly).await;
    assert!(matches!(refused, Err(OperatorError::Brands(BrandsError::OtherBrand))), "{refused:?}");
    service.brands.remove_user(valdoro.id, &email).await.expect("removed");
    assert!(!service.directory.is_brand_user(&subject));
    service.brands.add_user(other.id, &email, Welcome::Quietly).await.expect("added");
    let told: Vec<_> = service
        .told("brand_user_changed")
        .await
        .into_iter()
        .map(|(stream, data)| {
            assert_eq!(stream, marco.account.to_string());
            (data["brandId"].clone(), data["member"].clone())
        })
        .collect();
    let expected = [(valdoro.id, true), (valdoro.id, false), (other.id, true)];
    assert_eq!(told, expected.map(|(brand, member)| (json!(brand), json!(member))));
    let body = service.tell(&json!({ "sub": subject.as_str() })).await.body();
    assert_eq!(body["brand"]["brandId"], other.id.to_string());
    assert!(service.directory.mailed().is_empty());
}

#[tokio::test]
async fn what_cannot_be_done_is_refused_before_anybody_is_mailed() {
    let service = Service::start().await;
    let valdoro = brand(&service, "Valdoro", &["9521234"]).await;
    let email = "nobody@valdoro.example".parse().expect("an address");
    let nobody = service.brands.add_user(valdoro.id, &email, Welcome::Quietly).await;
    assert!(matches!(nobody, Err(OperatorError::Nobody)), "{nobody:?}");
    let nowhere = BrandId::new_v7(jiff::Timestamp::now());
    let no_brand = service.brands.add_user(nowhere, &email, Welcome::ByMail).await;
    assert!(matches!(no_brand, Err(OperatorError::Brands(BrandsError::NoBrand))), "{no_brand:?}");
    assert!(service.directory.mailed().is_empty());
}

#[tokio::test]
async fn a_brand_user_sees_their_own_brand_and_colleagues() {
    let service = Service::start().await;
    let valdoro = brand(&service, "Valdoro", &["9521234"]).await;
    let other = brand(&service, "Other", &["9529999"]).await;
    let subject = service.directory.knows("marco@valdoro.example", true);
    let marco = service.sign_in(&subject, visitor()).await;
    service
        .brands
        .add_user(valdoro.id, &"marco@valdoro.example".parse().expect("an address"), Welcome::Quietly)
        .await
        .expect("added");
    service
        .brands
        .add_user(other.id, &"eva@other.example".parse().expect("an address"), Welcome::ByMail)
        .await
        .expect("added");
    let body = service.get("/api/v1/brand").by(marco.for_brand(valdoro.id)).send().await.body();
    assert_eq!(body["brandId"], valdoro.id.to_string());
    assert_eq!(body["prefixes"], json!(["9521234"]));
    let users = body["users"].as_array().expect("users");
    assert_eq!(users.len(), 1, "{body}");
    assert_eq!(users[0]["email"], "marco@valdoro.example");
    assert_eq!(users[0]["name"], "Sara Esempio");
    assert_eq!(users[0]["accountId"], marco.account.to_string());
    service.directory.goes(true);
    let down = service.get("/api/v1/brand").by(marco.for_brand(valdoro.id)).send().await;
    assert_eq!(down.problem(), (503, "sign-in-unavailable".to_owned()));
}

#[tokio::test]
async fn the_brand_wants_a_brand_user() {
    let service = Service::start().await;
    let sara = service.somebody().await;
    assert_eq!(service.get("/api/v1/brand").send().await.problem(), (401, "sign-in-required".to_owned()));
    assert_eq!(
        service.get("/api/v1/brand").by(sara.principal()).send().await.problem(),
        (403, "forbidden".to_owned())
    );
    let mut posing = Principal {
        roles: sara.principal().roles,
        ..sara.for_brand(BrandId::new_v7(jiff::Timestamp::now()))
    };
    assert_eq!(
        service.get("/api/v1/brand").by(posing.clone()).send().await.problem().0,
        403,
        "a brand without the role"
    );
    posing.roles.insert(service_kit::identity::Role::BrandUser);
    assert_eq!(
        service.get("/api/v1/brand").by(posing).send().await.problem(),
        (404, "unknown-brand".to_owned())
    );
}

#[tokio::test]
async fn without_a_brand_the_role_that_serves_sees_no_brands_row() {
    let service = Service::start().await;
    let valdoro = brand(&service, "Valdoro", &["9521234"]).await;
    brand(&service, "Other", &["9529999"]).await;
    for table in ["SELECT count(*) FROM brands", "SELECT count(*) FROM brand_prefixes"] {
        assert_eq!(service.count(table).await, 0, "{table}");
        let mut tx = service.db.begin().await.expect("a transaction");
        sqlx::query("SELECT set_config('packytrace.brand', $1, true)")
            .bind(valdoro.id.to_string())
            .execute(&mut *tx)
            .await
            .expect("set");
        let own: i64 = sqlx::query_scalar(table).fetch_one(&mut *tx).await.expect("a count");
        assert_eq!(own, 1, "{table}");
    }
    let refused = sqlx::query("INSERT INTO brand_prefixes VALUES ('9521', $1)")
        .bind(valdoro.id.as_uuid())
        .execute(&service.db)
        .await;
    assert!(refused.is_err(), "only the operator's commands write");
}

#[tokio::test]
async fn a_brand_invites_and_dismisses_its_users_and_the_last_one_stays() {
    let service = Service::start().await;
    let valdoro = brand(&service, "Valdoro", &["9521234"]).await;
    let other = brand(&service, "Other", &["9529999"]).await;
    let subject = service.directory.knows("marco@valdoro.example", true);
    let marco = service.sign_in(&subject, visitor()).await;
    let own = "marco@valdoro.example".parse().expect("an address");
    service.brands.add_user(valdoro.id, &own, Welcome::Quietly).await.expect("added");
    let ask = async |method: Method, email: &str| {
        let asking = service.ask(method, "/api/v1/brand/users").by(marco.for_brand(valdoro.id));
        asking.json(&json!({ "email": email })).await
    };
    assert_eq!(
        ask(Method::DELETE, "marco@valdoro.example").await.problem(),
        (409, "last-brand-user".to_owned())
    );
    for _ in 0..2 {
        assert_eq!(ask(Method::POST, "eva@valdoro.example").await.status, 202);
    }
    assert_eq!(service.directory.mailed(), ["eva@valdoro.example"], "invited twice, mailed once");
    let eva = "eva@valdoro.example".parse().expect("an address");
    let elsewhere = service.brands.add_user(other.id, &eva, Welcome::Quietly).await;
    assert!(matches!(elsewhere, Err(OperatorError::Brands(BrandsError::OtherBrand))), "{elsewhere:?}");
    assert_eq!(ask(Method::POST, "nobody").await.problem(), (400, "invalid-request".to_owned()));
    assert_eq!(
        ask(Method::DELETE, "nobody@valdoro.example").await.status,
        204,
        "who is unknown acts for nobody"
    );
    assert_eq!(ask(Method::DELETE, "eva@valdoro.example").await.status, 204);
    let users = service.get("/api/v1/brand").by(marco.for_brand(valdoro.id)).send().await.body();
    assert_eq!(users["users"].as_array().map(Vec::len), Some(1), "{users}");
}
