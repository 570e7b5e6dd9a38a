//! Is this right for me? Profiles, verdicts, and how both end.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use contracts::events::VerdictComputed;
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::{
    erasure::{completed, erasure_id},
    events::event,
    export::gathered,
    gtins::{MOZZARELLA, fresh, long},
    person::Person,
    source::Behaviour,
    traces::Traces,
    visitor::{Visitor, within},
    world::World,
};

const PROFILE: &str = "/api/v1/health-profile";

impl Visitor {
    /// What one product is for this person.
    pub(crate) async fn verdict(&self, gtin: &str) -> Value {
        self.json(&format!("/api/v1/products/{gtin}/verdict")).await
    }

    async fn asks(&self, gtin: &str) -> (u16, String) {
        problem(self.get(&format!("/api/v1/products/{gtin}/verdict")).await).await
    }

    async fn agrees(&self, granted: bool) {
        let consent = self.consent("health_profile").await;
        let version = consent["current"]["version"].as_str().unwrap();
        assert_eq!(self.decide("health_profile", granted, version).await.status(), StatusCode::OK);
    }
}

async fn problem(answer: Response) -> (u16, String) {
    let status = answer.status().as_u16();
    let body: Value = answer.json().await.unwrap();
    (status, body["type"].as_str().unwrap_or_default().rsplit('/').next().unwrap().to_owned())
}

/// Somebody signed in who has agreed and has this profile.
pub(crate) async fn with_profile(visitor: &Visitor, profile: &Value) {
    visitor.agrees(true).await;
    let answer = visitor.put(PROFILE, profile).await;
    assert_eq!(answer.status(), StatusCode::OK, "{}", answer.text().await.unwrap());
}

async fn somebody(world: &World, profile: &Value) -> Visitor {
    let visitor = world.visitor();
    visitor.register(&Person::new()).await;
    with_profile(&visitor, profile).await;
    visitor
}

/// A product that only the source knows, with this label; known to the catalog afterwards.
async fn product(world: &World, ingredients: &str, labels: &[&str]) -> String {
    let barcode = fresh();
    let document = json!({ "code": barcode, "status": 1, "product": {
        "code": barcode, "lang": "en", "product_name": "Of a journey", "brands": "Journey Foods", "quantity": "250 g",
        "ingredients_text": ingredients, "labels_tags": labels, "categories_tags": ["en:dairies"],
        "nutriments": { "energy-kj_100g": 400, "proteins_100g": 10, "sugars_100g": 4, "fat_100g": 3, "carbohydrates_100g": 5 },
        "last_modified_t": 1_764_000_000
    } });
    world.source_does(&barcode, Behaviour::json(200, document.to_string()));
    let visitor = world.visitor();
    let scan = visitor.scan(&barcode).await;
    let scan = visitor.complete(scan).await;
    assert_eq!(scan["passport"]["product"]["status"], "loaded", "{scan}");
    long(&barcode)
}

pub(crate) async fn a_verdict_of_one_product_is_each_persons_own(world: Arc<World>) {
    let milk = json!({ "allergies": [{ "allergen": "milk", "traces": "avoid" }] });
    let protein = json!({ "goals": [{ "nutrient": "protein", "atLeast": 10 }] });
    let (allergic, trains) = (somebody(&world, &milk).await, somebody(&world, &protein).await);
    let avoid = allergic.verdict(MOZZARELLA).await;
    assert_eq!(avoid["verdict"], "avoid", "{avoid}");
    let reason = &avoid["reasons"][0];
    assert_eq!(
        (&reason["rule"], &reason["fact"]["source"]),
        (&json!("allergy.milk"), &json!("brand")),
        "{avoid}"
    );
    assert_ne!(trains.verdict(MOZZARELLA).await["verdict"], "avoid");
    let path = format!("/api/v1/verdicts/{}", avoid["verdictId"].as_str().unwrap());
    assert_eq!(allergic.json(&path).await["reasons"].as_array(), avoid["reasons"].as_array());
    assert_eq!(trains.get(&path).await.status(), StatusCode::NOT_FOUND);
    let told = event::<VerdictComputed>(&world, |data| data["verdictId"] == avoid["verdictId"]).await;
    let told = &told["data"];
    assert_eq!(told["verdict"], "avoid");
    let members: BTreeSet<_> = told.as_object().unwrap().keys().map(String::as_str).collect();
    let closed = [
        "verdictId",
        "visitorId",
        "accountId",
        "gtin",
        "brandId",
        "region",
        "verdict",
        "policyVersion",
        "computedAt",
    ];
    assert!(members.is_subset(&closed.into()), "{members:?}");
}

pub(crate) async fn a_verdict_wants_consent_a_profile_and_a_product(world: Arc<World>) {
    let visitor = world.visitor();
    assert_eq!(visitor.asks(MOZZARELLA).await, (401, "sign-in-required".to_owned()));
    visitor.register(&Person::new()).await;
    assert_eq!(visitor.asks(MOZZARELLA).await, (403, "consent-required".to_owned()));
    visitor.agrees(true).await;
    assert_eq!(visitor.asks(MOZZARELLA).await, (409, "no-health-profile".to_owned()));
    let put = visitor.put(PROFILE, &json!({ "diets": ["vegetarian"] })).await;
    assert_eq!(put.status(), StatusCode::OK);
    let tag = put.headers()["etag"].clone();
    assert_eq!(
        problem(visitor.put(PROFILE, &json!({})).await).await,
        (428, "precondition-required".to_owned())
    );
    let request = visitor.command(Method::PUT, PROFILE).header("if-match", tag);
    assert_eq!(visitor.send(request.json(&json!({ "diets": ["vegan"] }))).await.status(), StatusCode::OK);
    assert_eq!(visitor.verdict(MOZZARELLA).await["verdict"], "avoid", "milk is nothing for vegans");
    let unknown = long(&fresh());
    within(10, "nobody knows it", || async { (visitor.asks(&unknown).await.0 == 404).then_some(()) }).await;
}

pub(crate) async fn a_verdict_on_lactose_free_milk_tells_intolerance_from_allergy(world: Arc<World>) {
    let skyr = product(&world, "Lactose-free skim _milk_, lactase.", &["en:no-lactose"]).await;
    let intolerant = somebody(&world, &json!({ "intolerances": ["lactose"] })).await;
    let allergic =
        somebody(&world, &json!({ "allergies": [{ "allergen": "milk", "traces": "avoid" }] })).await;
    let fine = intolerant.verdict(&skyr).await;
    assert_ne!(fine["verdict"], "avoid", "{fine}");
    let never = allergic.verdict(&skyr).await;
    assert_eq!(never["verdict"], "avoid", "{never}");
}

pub(crate) async fn verdicts_are_compared_in_the_asked_order(world: Arc<World>) {
    let visitor =
        somebody(&world, &json!({ "allergies": [{ "allergen": "milk", "traces": "avoid" }] })).await;
    let oats = product(&world, "Oats, salt.", &[]).await;
    let answer = visitor.post("/api/v1/verdicts", &json!({ "gtins": [oats, MOZZARELLA] })).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let items = answer.json::<Value>().await.unwrap()["items"].clone();
    assert_eq!((&items[0]["gtin"], &items[1]["gtin"]), (&json!(oats), &json!(MOZZARELLA)), "{items}");
    assert_eq!(items[1]["verdict"], "avoid", "{items}");
    let past = visitor.json("/api/v1/verdicts?limit=1").await;
    assert!(past["next"].is_string(), "{past}");
}

pub(crate) async fn verdicts_end_with_the_consent_and_the_key_is_gone(world: Arc<World>) {
    let word = format!("xyzzy{}", uuid::Uuid::new_v4().simple());
    let profile = json!({ "allergies": [{ "allergen": "milk" }], "avoidIngredients": [word] });
    let visitor = somebody(&world, &profile).await;
    let told = visitor.verdict(MOZZARELLA).await;
    assert_eq!(told["verdict"], "avoid");
    assert!(visitor.json("/api/v1/verdicts").await.to_string().contains(&word), "the person is told");
    assert!(gathered(&visitor).await.1.contains(&word), "the person takes it with them");
    assert_eq!(Traces::default().word(&word).found(&world).await, Vec::<String>::new(), "in plain text");
    let account = visitor.account_id().await;
    assert_eq!(keys(&world, &account).await, 1);

    visitor.agrees(false).await;
    let stopped = async {
        while visitor.asks_again(MOZZARELLA).await != 403 {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), stopped).await.expect("stopped within 5 seconds");
    let past = format!("/api/v1/verdicts/{}", told["verdictId"].as_str().unwrap());
    for path in [PROFILE, "/api/v1/verdicts", &past] {
        assert_eq!(problem(visitor.get(path).await).await, (403, "consent-required".to_owned()), "{path}");
    }
    within(10, "the key is gone", || async { (keys(&world, &account).await == 0).then_some(()) }).await;
    visitor.agrees(true).await;
    assert_eq!(problem(visitor.get(PROFILE).await).await, (404, "no-health-profile".to_owned()));
}

pub(crate) async fn verdicts_and_profile_end_with_the_account(world: Arc<World>) {
    let visitor = somebody(&world, &json!({ "intolerances": ["lactose"] })).await;
    visitor.verdict(MOZZARELLA).await;
    let account = visitor.account_id().await;
    let erasure = erasure_id(visitor.delete("/api/v1/account").await).await;
    completed(&world.visitor(), &erasure).await;
    assert_eq!(keys(&world, &account).await, 0);
    Traces::default().id(&account).gone(&world).await;
}

pub(crate) async fn the_rules_of_verdicts_are_published(world: Arc<World>) {
    let visitor = world.visitor();
    let policies = visitor.json("/api/v1/rule-policies").await;
    let current = policies["current"].as_str().unwrap();
    let policy = visitor.json(&format!("/api/v1/rule-policies/{current}")).await;
    assert_eq!(policy["version"], current);
    assert!(policies["items"].as_array().unwrap().len() >= 2);
}

pub(crate) async fn a_verdict_while_passports_are_away_is_of_the_last_label_and_says_so(world: Arc<World>) {
    let visitor = somebody(&world, &json!({ "allergies": [{ "allergen": "milk" }] })).await;
    let other = product(&world, "Oats.", &[]).await;
    assert_eq!(visitor.verdict(MOZZARELLA).await["verdict"], "avoid");
    let passports = world.fleet.process("passport-service").unwrap();
    passports.stop().unwrap();
    let outdate = "UPDATE personalization.labels SET outdated = true";
    sqlx::query(outdate).execute(&mut world.superuser("packytrace").await).await.unwrap();
    let old = visitor.verdict(MOZZARELLA).await;
    let unknown = visitor.asks(&other).await;
    passports.start().await.unwrap();
    assert_eq!(old["verdict"], "avoid");
    assert!(old["stale"]["labelAsOf"].is_string(), "{old}");
    assert_eq!(unknown, (503, "label-unavailable".to_owned()));
    within(20, "the label is asked for again", || async {
        let answer = visitor.get(&format!("/api/v1/products/{MOZZARELLA}/verdict")).await;
        let verdict: Value = answer.json().await.ok()?;
        (verdict["verdict"] == "avoid" && verdict.get("stale").is_none()).then_some(())
    })
    .await;
}

impl Visitor {
    async fn asks_again(&self, gtin: &str) -> u16 {
        self.get(&format!("/api/v1/products/{gtin}/verdict")).await.status().as_u16()
    }
}

async fn keys(world: &World, account: &str) -> i64 {
    let account: uuid::Uuid = account.parse().unwrap();
    sqlx::query_scalar("SELECT count(*) FROM personalization.person_keys WHERE account_id = $1")
        .bind(account)
        .fetch_one(&mut world.superuser("packytrace").await)
        .await
        .unwrap()
}
