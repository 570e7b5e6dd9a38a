//! A brand claims a further prefix; it is the brand's once the operator has said so, and never before.

use axum::http::Method;
use identity_service::{
    application::{brands::Welcome, ports::ClaimsError},
    domain::{
        brand::{Brand, BrandFault, Prefix},
        claim::{ShortName, Words},
    },
};
use serde_json::{Value, json};
use service_kit::identity::Principal;

use crate::service::{Answer, Service, visitor};

/// A brand with one prefix, and how its user calls.
async fn brand(service: &Service, name: &str, digits: &str) -> (Brand, Principal) {
    let made = service.brands.put(None, name.parse().expect("a name"), vec![prefix(digits)]);
    let made = made.await.expect("a brand");
    let email = format!("somebody@{digits}.example");
    let subject = service.directory.knows(&email, true);
    let somebody = service.sign_in(&subject, visitor()).await;
    let email = email.parse().expect("an address");
    service.brands.add_user(made.id, &email, Welcome::Quietly).await.expect("added");
    let caller = somebody.for_brand(made.id);
    (made, caller)
}

fn prefix(digits: &str) -> Prefix {
    digits.parse().expect("a prefix")
}

fn words(text: &str) -> Words {
    text.parse().expect("words")
}

fn eva() -> ShortName {
    "Eva".parse().expect("a name")
}

fn asked(digits: &str) -> Value {
    json!({ "prefix": digits, "licence": { "memberOrganisation": "GS1 Italy", "reference": "L-4711" } })
}

async fn claim(service: &Service, by: &Principal, digits: &str) -> Answer {
    service.ask(Method::POST, "/api/v1/brand/prefixes").by(by.clone()).json(&asked(digits)).await
}

async fn withdraw(service: &Service, by: &Principal, digits: &str) -> Answer {
    service.ask(Method::DELETE, &format!("/api/v1/brand/prefixes/{digits}")).by(by.clone()).send().await
}

/// Each prefix with its status, as the brand reads it.
async fn standing(service: &Service, by: &Principal) -> Vec<(String, String)> {
    let body = service.get("/api/v1/brand/prefixes").by(by.clone()).send().await.body();
    let items = body["items"].as_array().unwrap_or_else(|| panic!("items: {body}"));
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    items.iter().map(|item| (text(&item["prefix"]), text(&item["status"]))).collect()
}

fn said(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(digits, status)| ((*digits).to_owned(), (*status).to_owned())).collect()
}

#[tokio::test]
async fn a_claimed_prefix_is_the_brands_once_it_is_confirmed_and_told_with_the_others() {
    let service = Service::start().await;
    let (valdoro, marco) = brand(&service, "Valdoro", "9521234").await;
    let made = claim(&service, &marco, "8001505").await;
    assert_eq!(made.status, 201, "{}", made.text);
    let body = made.body();
    assert_eq!(body["status"], "waiting");
    assert_eq!(body["licence"], json!({ "memberOrganisation": "GS1 Italy", "reference": "L-4711" }));
    assert_eq!(standing(&service, &marco).await, said(&[("8001505", "waiting"), ("9521234", "proven")]));
    let brand = service.get("/api/v1/brand").by(marco.clone()).send().await.body();
    assert_eq!(brand["prefixes"], json!(["9521234"]), "what waits gives nothing");
    assert_eq!(service.told("brand_changed").await.len(), 1, "nor is it told");

    let waiting = service.prefixes.waiting().await.expect("claims");
    let seen: Vec<_> = waiting.iter().map(|(claim, name)| (claim.brand, name.as_str())).collect();
    assert_eq!(seen, [(valdoro.id, "Valdoro")]);
    for _ in 0..2 {
        let evidence = words("Verified by GS1: Valdoro SpA");
        let now = service.prefixes.confirm(valdoro.id, prefix("8001505"), evidence, eva()).await;
        assert_eq!(now.expect("confirmed").prefixes, [prefix("8001505"), prefix("9521234")]);
    }
    let told = service.told("brand_changed").await;
    assert_eq!(told.len(), 2, "confirmed twice, told once");
    assert_eq!(told[1].0, valdoro.id.to_string());
    assert_eq!(told[1].1["prefixes"], json!(["8001505", "9521234"]));
    let body = service.get("/api/v1/brand/prefixes").by(marco).send().await.body();
    assert_eq!(body["items"][0]["evidence"], "Verified by GS1: Valdoro SpA");
    assert!(body["items"][0]["claimedAt"].as_str() < body["items"][0]["decidedAt"].as_str(), "{body}");
    assert_eq!(body["items"][1]["evidence"], "Stated by the operator.");
    assert!(!body.to_string().contains("Eva"), "who decided is not told: {body}");
    assert!(service.prefixes.waiting().await.expect("claims").is_empty());
}

#[tokio::test]
async fn what_overlaps_is_refused_without_saying_whose_it_is() {
    let service = Service::start().await;
    let (_, marco) = brand(&service, "Valdoro", "9521234").await;
    let (other, eva) = brand(&service, "Nordkorn", "4012345").await;
    for held in ["9521234", "952123", "95212345"] {
        assert_eq!(claim(&service, &marco, held).await.problem(), (409, "prefix-held".to_owned()), "{held}");
    }
    for taken in ["4012345", "401234", "40123456"] {
        let refused = claim(&service, &marco, taken).await;
        assert_eq!(refused.problem(), (409, "prefix-taken".to_owned()), "{taken}");
        let tells = refused.text.contains("Nordkorn") || refused.text.contains(&other.id.to_string());
        assert!(!tells && !refused.text.contains("4012345"), "{}", refused.text);
    }
    assert_eq!(claim(&service, &marco, "8001505").await.status, 201);
    assert_eq!(claim(&service, &marco, "80015").await.problem().1, "prefix-held", "it waits already");
    assert_eq!(claim(&service, &eva, "8001505").await.status, 201, "what only waits is nobody's");
}

#[tokio::test]
async fn a_claim_that_cannot_be_looked_up_is_refused_with_a_pointer() {
    let service = Service::start().await;
    let (_, marco) = brand(&service, "Valdoro", "9521234").await;
    for wrong in ["952", "9521234567890", "95212a", "2012345", "0212345", "9791034", "9812345", ""] {
        let refused = claim(&service, &marco, wrong).await;
        assert_eq!(refused.problem(), (400, "invalid-request".to_owned()), "{wrong}");
        assert_eq!(refused.pointer(), "/prefix", "{wrong}");
    }
    for (pointer, organisation, reference) in [
        ("/licence/memberOrganisation", " ", "L-1"),
        ("/licence/reference", "GS1 Italy", ""),
        ("/licence/reference", "GS1 Italy", "x".repeat(101).as_str()),
    ] {
        let licence = json!({ "memberOrganisation": organisation, "reference": reference });
        let body = json!({ "prefix": "8001505", "licence": licence });
        let refused = service.ask(Method::POST, "/api/v1/brand/prefixes").by(marco.clone()).json(&body).await;
        assert_eq!((refused.problem().0, refused.pointer()), (400, pointer.to_owned()));
    }
    assert_eq!(standing(&service, &marco).await, said(&[("9521234", "proven")]));
}

#[tokio::test]
async fn of_two_claims_to_one_prefix_confirming_one_refuses_the_other() {
    let service = Service::start().await;
    let (valdoro, marco) = brand(&service, "Valdoro", "9521234").await;
    let (nordkorn, eva_of_nordkorn) = brand(&service, "Nordkorn", "4012345").await;
    for (who, digits) in [(&marco, "8001505"), (&eva_of_nordkorn, "80015051"), (&eva_of_nordkorn, "8002")] {
        assert_eq!(claim(&service, who, digits).await.status, 201);
    }
    let confirm = service.prefixes.confirm(valdoro.id, prefix("8001505"), words("Verified by GS1"), eva());
    confirm.await.expect("confirmed");
    let left = said(&[("4012345", "proven"), ("80015051", "refused"), ("8002", "waiting")]);
    assert_eq!(standing(&service, &eva_of_nordkorn).await, left);
    let body = service.get("/api/v1/brand/prefixes").by(eva_of_nordkorn).send().await.text;
    assert!(!body.contains("Valdoro") && !body.contains(&valdoro.id.to_string()), "{body}");
    let late = service.prefixes.confirm(nordkorn.id, prefix("80015051"), words("Verified"), eva()).await;
    assert!(matches!(late, Err(ClaimsError::Decided)), "{late:?}");
    assert_eq!(service.told("brand_changed").await.len(), 3, "two made, one proven");
}

#[tokio::test]
async fn nothing_is_confirmed_that_another_brand_was_given_meanwhile() {
    let service = Service::start().await;
    let (valdoro, marco) = brand(&service, "Valdoro", "9521234").await;
    assert_eq!(claim(&service, &marco, "8001505").await.status, 201);
    brand(&service, "Nordkorn", "80015").await;
    assert_eq!(standing(&service, &marco).await, said(&[("8001505", "refused"), ("9521234", "proven")]));
    let late = service.prefixes.confirm(valdoro.id, prefix("8001505"), words("Verified"), eva()).await;
    assert!(matches!(late, Err(ClaimsError::Decided)), "{late:?}");
    assert_eq!(claim(&service, &marco, "8001505").await.problem().1, "prefix-taken");
}

#[tokio::test]
async fn a_claim_that_was_overlooked_is_never_confirmed_over_another_brands_prefix() {
    let service = Service::start().await;
    let (valdoro, marco) = brand(&service, "Valdoro", "9521234").await;
    let (nordkorn, _) = brand(&service, "Nordkorn", "4012345").await;
    assert_eq!(claim(&service, &marco, "8001505").await.status, 201);
    // As if a restored backup held both.
    let mut tx = service.db.begin().await.expect("a transaction");
    for statement in [
        "SELECT set_config('packytrace.acts_as', 'operator', true)",
        "INSERT INTO brand_prefixes (prefix, brand_id) SELECT '8001505', brand_id FROM brands WHERE name = 'Nordkorn'",
    ] {
        sqlx::query(statement).execute(&mut *tx).await.expect("written");
    }
    tx.commit().await.expect("committed");
    let refused = service.prefixes.confirm(valdoro.id, prefix("8001505"), words("Verified"), eva()).await;
    let overlap = matches!(&refused, Err(ClaimsError::Overlap(BrandFault::Overlap { .. })));
    assert!(overlap, "{refused:?} beside {}", nordkorn.id);
    assert_eq!(standing(&service, &marco).await, said(&[("8001505", "waiting"), ("9521234", "proven")]));
}

#[tokio::test]
async fn a_refused_claim_says_why_and_may_be_made_again() {
    let service = Service::start().await;
    let (valdoro, marco) = brand(&service, "Valdoro", "9521234").await;
    assert_eq!(claim(&service, &marco, "8001505").await.status, 201);
    for _ in 0..2 {
        let refuse = service.prefixes.refuse(valdoro.id, prefix("8001505"), words("No such licence"), eva());
        refuse.await.expect("refused");
    }
    let body = service.get("/api/v1/brand/prefixes").by(marco.clone()).send().await.body();
    assert_eq!(body["items"][0]["reason"], "No such licence");
    assert_eq!(
        withdraw(&service, &marco, "8001505").await.problem(),
        (409, "claim-decided".to_owned()),
        "what was decided stays"
    );
    assert_eq!(claim(&service, &marco, "8001505").await.status, 201);
    assert_eq!(standing(&service, &marco).await, said(&[("8001505", "waiting"), ("9521234", "proven")]));
    assert_eq!(service.told("brand_changed").await.len(), 1);
    let nothing = service.prefixes.refuse(valdoro.id, prefix("8002"), words("No such licence"), eva()).await;
    assert!(matches!(nothing, Err(ClaimsError::NoClaim)), "{nothing:?}");
}

#[tokio::test]
async fn another_brands_claim_is_neither_seen_nor_withdrawn() {
    let service = Service::start().await;
    let (_, marco) = brand(&service, "Valdoro", "9521234").await;
    let (_, eva) = brand(&service, "Nordkorn", "4012345").await;
    assert_eq!(claim(&service, &marco, "8001505").await.status, 201);
    assert_eq!(standing(&service, &eva).await, said(&[("4012345", "proven")]));
    for unknown in ["8001505", "9521234", "nonsense"] {
        let refused = withdraw(&service, &eva, unknown).await;
        assert_eq!(refused.problem(), (404, "unknown-claim".to_owned()), "{unknown}");
    }
    assert_eq!(withdraw(&service, &marco, "9521234").await.problem().0, 404, "what is proven is no claim");
    assert_eq!(withdraw(&service, &marco, "8001505").await.status, 204);
    assert_eq!(withdraw(&service, &marco, "8001505").await.problem().0, 404);
    assert_eq!(standing(&service, &marco).await, said(&[("9521234", "proven")]));
}

#[tokio::test]
async fn the_same_key_claims_and_withdraws_once() {
    let service = Service::start().await;
    let (_, marco) = brand(&service, "Valdoro", "9521234").await;
    let ask = async |digits: &str| {
        let asking = service.ask(Method::POST, "/api/v1/brand/prefixes").by(marco.clone());
        asking.header("idempotency-key", "one").json(&asked(digits)).await
    };
    let (first, again) = (ask("8001505").await, ask("8001505").await);
    assert_eq!((first.status.as_u16(), again.status.as_u16()), (201, 201), "{}", again.text);
    assert_eq!(first.text, again.text);
    assert_eq!(ask("8001506").await.problem(), (409, "idempotency-key-reused".to_owned()));
    for _ in 0..2 {
        let asking = service.ask(Method::DELETE, "/api/v1/brand/prefixes/8001505").by(marco.clone());
        assert_eq!(asking.header("idempotency-key", "two").send().await.status, 204);
    }
    assert_eq!(standing(&service, &marco).await, said(&[("9521234", "proven")]));
}

#[tokio::test]
async fn only_who_acts_for_a_brand_is_answered() {
    let service = Service::start().await;
    let sara = service.somebody().await.principal();
    assert_eq!(service.get("/api/v1/brand/prefixes").send().await.problem().0, 401);
    assert_eq!(service.get("/api/v1/brand/prefixes").by(sara.clone()).send().await.problem().0, 403);
    assert_eq!(claim(&service, &sara, "8001505").await.problem().0, 403);
    assert_eq!(withdraw(&service, &sara, "8001505").await.problem().0, 403);
    let mut nobodys =
        service.somebody().await.for_brand(service_kit::ids::BrandId::new_v7(jiff::Timestamp::now()));
    nobodys.roles.insert(service_kit::identity::Role::BrandUser);
    assert_eq!(claim(&service, &nobodys, "8001505").await.problem(), (404, "unknown-brand".to_owned()));
}

#[tokio::test]
async fn the_role_that_serves_sees_one_brands_claims_and_changes_no_decision() {
    let service = Service::start().await;
    let (valdoro, marco) = brand(&service, "Valdoro", "9521234").await;
    let (nordkorn, eva_of_nordkorn) = brand(&service, "Nordkorn", "4012345").await;
    for (who, digits) in [(&marco, "8001505"), (&eva_of_nordkorn, "8002")] {
        assert_eq!(claim(&service, who, digits).await.status, 201);
    }
    let refuse = service.prefixes.refuse(valdoro.id, prefix("8001505"), words("No such licence"), eva());
    refuse.await.expect("refused");
    assert_eq!(service.count("SELECT count(*) FROM brand_claims").await, 0, "without a brand");
    assert_eq!(service.count("SELECT count(*) FROM brand_claim_decisions").await, 0);
    let theirs = nordkorn.id;
    for statement in [
        "UPDATE brand_claim_decisions SET proven = true".to_owned(),
        "DELETE FROM brand_claim_decisions".to_owned(),
        "UPDATE brand_claims SET prefix = '9521'".to_owned(),
        "DELETE FROM brand_claims WHERE prefix = '8001505'".to_owned(),
        format!("INSERT INTO brand_claims VALUES (gen_random_uuid(), '{theirs}', '9521', 'x', 'x', now())"),
        "INSERT INTO brand_claim_decisions SELECT claim_id, brand_id, true, 'x', 'x', now() FROM brand_claims".to_owned(),
    ] {
        let mut tx = service.db.begin().await.expect("a transaction");
        let act = sqlx::query("SELECT set_config('packytrace.brand', $1, true)").bind(valdoro.id.to_string());
        act.execute(&mut *tx).await.expect("set");
        let own: i64 = sqlx::query_scalar("SELECT count(*) FROM brand_claims").fetch_one(&mut *tx).await.expect("a count");
        assert_eq!(own, 1, "the brand sees its own");
        let done = sqlx::query(sqlx::AssertSqlSafe(statement.clone())).execute(&mut *tx).await;
        assert!(done.is_err(), "{statement}");
    }
}
