use axum::http::StatusCode;
use personalization_service::domain::policy::Policies;
use serde_json::json;

use crate::service::{MILK, NOTHING, PASTA, Service, allergic_to_milk, label};

#[tokio::test]
async fn two_people_and_one_product_make_two_verdicts() {
    let service = Service::start().await;
    service.neighbours.knows(MILK, 7, &label(&["milk"]));
    let sara = service.somebody_with(&allergic_to_milk()).await;
    let tom = json!({ "goals": [{ "nutrient": "protein", "atLeast": 10 }] });
    let tom = service.somebody_with(&tom).await;
    let avoid = service.verdict(&sara, MILK).await;
    assert_eq!(avoid.status, StatusCode::OK, "{}", avoid.text);
    let avoid = avoid.body();
    assert_eq!((&avoid["verdict"], &avoid["gtin"]), (&json!("avoid"), &json!(MILK)));
    assert_eq!((&avoid["labelVersion"], &avoid["profileVersion"]), (&json!(7), &json!(1)));
    let reason = &avoid["reasons"][0];
    assert_eq!((&reason["rule"], &reason["level"]), (&json!("allergy.milk"), &json!("avoid")));
    assert_eq!(reason["fact"]["source"], "open_food_facts");
    assert_eq!(reason["fact"]["asOf"], "2026-03-25");
    assert!(avoid.get("stale").is_none(), "{avoid}");
    let good = service.verdict(&tom, MILK).await.body();
    assert_eq!((&good["verdict"], &good["reasons"]), (&json!("good_for_you"), &json!([])));
    assert_eq!(good["checks"], json!([{ "rule": "goal.protein" }]));
}

#[tokio::test]
async fn without_consent_profile_product_or_label_there_is_no_verdict() {
    let service = Service::start().await;
    service.neighbours.knows(MILK, 1, &label(&["milk"]));
    let stranger = crate::service::Person::new();
    assert_eq!(service.verdict(&stranger, MILK).await.problem(), (403, "consent-required".to_owned()));
    let person = service.somebody();
    assert_eq!(service.verdict(&person, MILK).await.problem(), (409, "no-health-profile".to_owned()));
    let person = service.somebody_with(&json!({})).await;
    assert_eq!(
        service.verdict(&person, MILK).await.problem(),
        (409, "no-health-profile".to_owned()),
        "an empty one"
    );
    let person = service.somebody_with(&allergic_to_milk()).await;
    let unknown = service.verdict(&person, NOTHING).await;
    assert_eq!(unknown.problem(), (404, "unknown-product".to_owned()));
    service.neighbours.passport_goes(true);
    let unavailable = service.verdict(&person, MILK).await;
    assert_eq!(unavailable.problem(), (503, "label-unavailable".to_owned()));
    assert_eq!(unavailable.body()["gtin"], MILK);
    assert_eq!(service.count("SELECT count(*) FROM verdicts").await, 0);
    assert_eq!(service.told().await, Vec::new());
}

#[tokio::test]
async fn a_code_is_read_in_every_length_and_refused_with_its_place() {
    let service = Service::start().await;
    let person = service.somebody_with(&allergic_to_milk()).await;
    let short = service.verdict(&person, "8001505005707").await;
    assert_eq!(short.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(short.header("location"), "/api/v1/products/08001505005707/verdict");
    let wrong = service.verdict(&person, "8001505005708").await;
    assert_eq!(wrong.problem(), (400, "invalid-code".to_owned()));
    assert_eq!(wrong.body()["reason"], "check_digit");
}

#[tokio::test]
async fn verdicts_of_before_are_listed_newest_first_and_read_as_they_were_told() {
    let service = Service::start().await;
    for gtin in [MILK, PASTA] {
        service.neighbours.knows(gtin, 1, &label(&["milk"]));
    }
    let (person, other) =
        (service.somebody_with(&allergic_to_milk()).await, service.somebody_with(&allergic_to_milk()).await);
    let mut told = Vec::new();
    for gtin in [MILK, PASTA, MILK] {
        told.push(service.verdict(&person, gtin).await.body());
        service.passes(1);
    }
    told.reverse();
    let first = service.get("/api/v1/verdicts?limit=2").by(&person).send().await.body();
    assert_eq!(first["items"], json!(told[..2]));
    let cursor = first["next"].as_str().expect("a next page");
    let second = service.get(&format!("/api/v1/verdicts?limit=2&cursor={cursor}")).by(&person).send().await;
    assert_eq!(second.body(), json!({ "items": told[2..], "next": null }));
    let path = format!("/api/v1/verdicts/{}", told[0]["verdictId"].as_str().expect("an id"));
    assert_eq!(service.get(&path).by(&person).send().await.body(), told[0]);
    assert_eq!(service.get(&path).by(&other).send().await.problem(), (404, "unknown-verdict".to_owned()));
    assert_eq!(service.get("/api/v1/verdicts").by(&other).send().await.body()["items"], json!([]));
    for wrong in ["?limit=101", "?limit=0", "?cursor=x", "?page=2"] {
        let answer = service.get(&format!("/api/v1/verdicts{wrong}")).by(&person).send().await;
        assert_eq!(answer.problem(), (400, "invalid-request".to_owned()), "{wrong}");
    }
}

#[tokio::test]
async fn a_verdict_of_an_older_policy_is_told_and_made_again_by_that_policy() {
    let service = Service::start().await;
    service.neighbours.knows(MILK, 1, &label(&["milk"]));
    let person = service.somebody_with(&allergic_to_milk()).await;
    let told = service.verdict(&person, MILK).await.body();
    let policies = Policies::published().expect("policies");
    let older = policies.iter().next().expect("a first one").version().to_string();
    assert_ne!(told["policyVersion"], json!(older), "there is a later one");
    // As if it had been made before the current policy was published.
    let as_owner = sqlx::PgPool::connect_with(service.database.as_operator()).await.expect("the owner");
    sqlx::query("UPDATE verdicts SET policy_version = $1")
        .bind(&older)
        .execute(&as_owner)
        .await
        .expect("changed");
    // Neither profile nor label stay what they were.
    service.neighbours.knows(MILK, 2, &label(&[]));
    let put = service.put("/api/v1/health-profile").by(&person).header("if-match", "*");
    assert_eq!(put.json(&json!({ "diets": ["vegan"] })).await.status, StatusCode::OK);
    let path = format!("/api/v1/verdicts/{}", told["verdictId"].as_str().expect("an id"));
    let again = service.get(&path).by(&person).send().await.body();
    assert_eq!((&again["verdict"], &again["reasons"]), (&told["verdict"], &told["reasons"]));
    assert_eq!(again["policyVersion"], json!(older));
    let mut text = String::new();
    prometheus_client::encoding::text::encode(&mut text, &service.registry).expect("text");
    assert!(text.contains("personalization_replays_total{outcome=\"same\"} 1"), "{text}");
}

#[tokio::test]
async fn reasons_are_told_in_the_persons_language() {
    let service = Service::start().await;
    service.neighbours.knows(MILK, 1, &label(&["milk"]));
    let person = service.somebody_with(&allergic_to_milk()).await;
    for (asked, told) in [("it", "it"), ("de-AT, en;q=0.5", "de"), ("fr", "en"), ("", "en")] {
        let asking = service.get(&format!("/api/v1/products/{MILK}/verdict")).by(&person);
        let answer = asking.header("accept-language", asked).send().await;
        assert_eq!((answer.header("content-language"), answer.header("vary")), (told, "Accept-Language"));
        let language = told.parse().expect("a language");
        let finding = personalization_service::domain::verdict::Finding::Contains {
            allergen: personalization_service::domain::allergen::Allergen::Milk,
        };
        let mut evaluation = service.evaluation(&person, MILK).await;
        assert_eq!(evaluation.reasons[0].finding, finding);
        let words = personalization_service::domain::words::reason(&evaluation.reasons.remove(0), language);
        assert_eq!(answer.body()["reasons"][0]["text"], json!(words));
    }
}
