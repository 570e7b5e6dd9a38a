use axum::http::Method;
use serde_json::{Value, json};

use super::desk::{CHEESE, Desk, FOREIGN, PASTA, STRAY, pointers, sound, with};
use crate::{
    service::{Service, visitor},
    source_double::{SourceDouble, stated},
};

const PRODUCTS: &str = "/api/v1/brand/products";

fn at(gtin: &str) -> String {
    format!("{PRODUCTS}/{gtin}")
}

#[tokio::test]
async fn a_draft_may_be_incomplete_and_shoppers_do_not_see_it() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    let made = desk.post(PRODUCTS, &json!({ "gtin": CHEESE, "status": "draft", "name": "Mozzarella" })).await;
    assert_eq!(made.status, 201, "{}", made.text);
    assert_eq!((made.header("etag"), made.header("location")), ("\"1\"", at(CHEESE).as_str()));
    let body = made.body();
    assert_eq!((&body["status"], &body["publishedVersion"]), (&json!("draft"), &Value::Null));
    assert_eq!(body["completeness"], 7, "1 of 15");
    let missing = body["faults"].as_array().expect("faults");
    assert!(
        missing.iter().any(|fault| fault["pointer"] == "/label/allergens" && fault["code"] == "missing"),
        "{body}"
    );
    let public = service.get(&format!("/api/v1/products/{CHEESE}")).send().await;
    assert_eq!(public.problem(), (404, "unknown-product".to_owned()));
}

#[tokio::test]
async fn what_is_published_is_what_shoppers_read_until_the_next_publishing() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    let made = desk.publishes(CHEESE).await;
    let public = async || {
        service.get(&format!("/api/v1/products/{CHEESE}")).send().await.body()["product"]["data"].clone()
    };
    let seen = public().await;
    assert_eq!(seen["name"], "Mozzarella di Bufala");
    assert_eq!(seen["brand"], json!({ "brandId": desk.brand.to_string(), "name": "Valdoro" }));
    assert_eq!(seen["facts"][0]["source"], "brand");

    let draft = with(sound(CHEESE), "name", "Mozzarella, renamed");
    let drafted = desk.put_over(made.header("etag"), &at(CHEESE), &draft).await;
    assert_eq!(drafted.status, 200, "{}", drafted.text);
    assert_eq!((&drafted.body()["version"], &drafted.body()["publishedVersion"]), (&json!(2), &json!(1)));
    assert_eq!(public().await["name"], "Mozzarella di Bufala", "a draft changes nothing for shoppers");

    let published = desk.put_over("\"2\"", &at(CHEESE), &with(draft, "status", "published")).await;
    assert_eq!(published.body()["publishedVersion"], 3, "{}", published.text);
    assert_eq!(public().await["name"], "Mozzarella, renamed");
    let told: Vec<Value> =
        sqlx::query_scalar("SELECT data FROM outbox WHERE topic = 'packytrace.catalog.v1' ORDER BY id")
            .fetch_all(&service.db)
            .await
            .expect("events");
    let changes: Vec<_> = told.iter().map(|event| event["changes"].clone()).collect();
    assert_eq!(changes, [json!(["created"]), json!(["name"])]);
    assert_eq!(told[1]["brandId"], desk.brand.to_string());
}

#[tokio::test]
async fn the_brands_facts_outrank_the_communitys_and_the_earlier_ones_stay_readable() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    service.knows(stated(CHEESE, "mozarela")).await;
    desk.publishes(CHEESE).await;
    let body = desk.get(&at(CHEESE)).await.body();
    let sources = body["sources"].as_array().expect("sources");
    let earlier = sources.iter().find(|fact| fact["path"] == "/name").expect("the earlier name");
    assert_eq!(earlier["value"], "mozarela");
    assert_eq!((&earlier["asOf"], &earlier["differs"]), (&json!("2026-03-25"), &json!(true)));
    let public = service.get(&format!("/api/v1/products/{CHEESE}")).send().await.body();
    let data = &public["product"]["data"];
    assert_eq!(data["name"], "Mozzarella di Bufala");
    assert_eq!(
        data["label"]["allergens"]["contains"],
        json!(["gluten", "milk"]),
        "of allergens the stricter stands"
    );
    let every = service.get(&format!("/api/v1/products/{CHEESE}/sources")).send().await.body();
    assert_eq!(every["items"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn what_contradicts_itself_is_kept_as_a_draft_and_never_published() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    for (pointer, value, expected) in [
        ("/label/nutrition/energyKcal", json!(447), "/label/nutrition/energyKcal"),
        ("/label/nutrition/saturatedFat", json!(22), "/label/nutrition/saturatedFat"),
        ("/label/nutrition/sugars", json!(1), "/label/nutrition/sugars"),
        ("/label/nutrition/fat", json!(101), "/label/nutrition/fat"),
        ("/label/allergens/freeFrom", json!(["milk"]), "/label/allergens/freeFrom"),
        ("/label/allergens/mayContain", json!(["milk"]), "/label/allergens/mayContain"),
    ] {
        let wrong = with(with(sound(PASTA), pointer, value), "status", "published");
        let refused = desk.post(PRODUCTS, &wrong).await;
        assert_eq!(refused.problem(), (400, "invalid-product".to_owned()), "{pointer}");
        assert_eq!(pointers(&refused), [expected]);
    }
    let draft = with(sound(PASTA), "/label/nutrition/energyKcal", json!(447));
    let kept = desk.post(PRODUCTS, &draft).await;
    assert_eq!(kept.status, 201, "{}", kept.text);
    assert_eq!(kept.body()["faults"][0]["severity"], "error");
    assert_eq!(service.count("SELECT count(*) FROM source_records").await, 0);
}

#[tokio::test]
async fn a_number_outside_the_brands_prefixes_is_refused_and_another_brands_does_not_exist() {
    let service = Service::start(SourceDouble::default()).await;
    let (desk, other) = (Desk::valdoro(&service).await, Desk::other(&service).await);
    other.publishes(FOREIGN).await;
    for gtin in [STRAY, FOREIGN] {
        let refused = desk.post(PRODUCTS, &sound(gtin)).await;
        assert_eq!(refused.problem(), (400, "gtin-outside-prefix".to_owned()));
        assert_eq!(pointers(&refused), ["/gtin"]);
    }
    let refused = desk.put(&at(STRAY), &sound(STRAY)).await;
    assert_eq!(refused.problem(), (400, "gtin-outside-prefix".to_owned()));
    assert_eq!(desk.put(&at(FOREIGN), &sound(FOREIGN)).await.problem(), (404, "unknown-product".to_owned()));
    assert_eq!(desk.get(&at(FOREIGN)).await.problem(), (404, "unknown-product".to_owned()));
    let wrong = desk.post(PRODUCTS, &sound("09521234500019")).await;
    assert_eq!(wrong.problem(), (400, "invalid-code".to_owned()));
}

#[tokio::test]
async fn a_change_says_which_version_it_replaces() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    let first = desk.put(&at(CHEESE), &sound(CHEESE)).await;
    assert_eq!((first.status.as_u16(), first.header("etag")), (201, "\"1\""), "the first wants no version");
    let changed = with(sound(CHEESE), "name", "Other");
    assert_eq!(desk.put(&at(CHEESE), &changed).await.problem(), (428, "precondition-required".to_owned()));
    let stale = desk.put_over("\"7\"", &at(CHEESE), &changed).await;
    assert_eq!(stale.problem(), (412, "stale".to_owned()));
    assert_eq!((&stale.body()["current"]["version"], stale.header("etag")), (&json!(1), "\"1\""));
    assert_eq!(desk.put_over("\"1\"", &at(CHEESE), &changed).await.body()["version"], 2);
    let same = desk.put_over("\"2\"", &at(CHEESE), &changed).await;
    assert_eq!(same.body()["version"], 2, "the same again is no new version");
    assert_eq!(desk.post(PRODUCTS, &sound(CHEESE)).await.problem(), (409, "product-exists".to_owned()));
}

#[tokio::test]
async fn the_same_key_and_body_have_one_effect_and_another_body_none() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    let post = async |body: &Value| {
        desk.ask(Method::POST, PRODUCTS).header("idempotency-key", "k1").json(body).await
    };
    let (first, again) = (post(&sound(CHEESE)).await, post(&sound(CHEESE)).await);
    assert_eq!((first.status.as_u16(), again.status.as_u16()), (201, 201), "{}", again.text);
    assert_eq!(first.body(), again.body());
    assert_eq!(post(&sound(PASTA)).await.problem(), (409, "idempotency-key-reused".to_owned()));
    assert_eq!(service.count("SELECT count(*) FROM idempotency_keys").await, 1);
}

#[tokio::test]
async fn only_a_brands_users_come_in() {
    let service = Service::start(SourceDouble::default()).await;
    let stranger = service.get(PRODUCTS).by(visitor()).send().await;
    assert_eq!(stranger.problem(), (401, "sign-in-required".to_owned()));
    let mut consumer = super::desk::acting_for(service_kit::ids::BrandId::from_uuid(uuid::Uuid::nil()));
    consumer.brand = None;
    let refused = service.get(PRODUCTS).by_principal(consumer).send().await;
    assert_eq!(refused.problem(), (403, "forbidden".to_owned()));
    let mut no_role = super::desk::acting_for(service_kit::ids::BrandId::from_uuid(uuid::Uuid::nil()));
    no_role.roles = [service_kit::identity::Role::Consumer].into();
    assert_eq!(
        service.get(PRODUCTS).by_principal(no_role).send().await.problem(),
        (403, "forbidden".to_owned())
    );
}

#[tokio::test]
async fn the_catalog_comes_in_pages_and_can_be_searched() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    desk.publishes(CHEESE).await;
    desk.post(PRODUCTS, &json!({ "gtin": PASTA, "name": "Spaghetti" })).await;
    let first = desk.get(&format!("{PRODUCTS}?limit=1")).await.body();
    assert_eq!((&first["items"][0]["gtin"], &first["next"]), (&json!(CHEESE), &json!(CHEESE)));
    let second = desk.get(&format!("{PRODUCTS}?limit=1&cursor={CHEESE}")).await.body();
    assert_eq!((&second["items"][0]["name"], &second["next"]), (&json!("Spaghetti"), &Value::Null));
    let of = async |query: &str| {
        let body = desk.get(&format!("{PRODUCTS}?{query}")).await.body();
        body["items"].as_array().expect("items").iter().map(|item| item["gtin"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(of("query=spagh").await, [PASTA]);
    assert_eq!(of("query=450001").await, [CHEESE]);
    assert_eq!(of("status=draft").await, [PASTA]);
    assert_eq!(of("status=published").await, [CHEESE]);
    assert_eq!(desk.get(&format!("{PRODUCTS}?limit=101")).await.problem().0, 400);
    assert_eq!(desk.get(&format!("{PRODUCTS}?colour=red")).await.problem().0, 400);
}

#[tokio::test]
async fn what_no_catalog_keeps_is_refused_with_its_pointer() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    for (member, value, pointer) in [
        ("name", json!("x".repeat(251)), "/name"),
        ("imageUrl", json!("https://elsewhere.example/a.png"), "/imageUrl"),
        ("categories", json!(["a\nb"]), "/categories/0"),
        ("colour", json!("red"), "/colour"),
        ("eco", json!({ "countryOfSale": "Italy" }), "/eco/countryOfSale"),
    ] {
        let refused = desk.post(PRODUCTS, &with(sound(CHEESE), member, value)).await;
        assert_eq!(refused.problem(), (400, "invalid-request".to_owned()), "{member}");
        assert_eq!(pointers(&refused), [pointer]);
    }
}

#[tokio::test]
async fn attention_names_what_is_wrong_reported_missing_and_otherwise_elsewhere() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    service.knows(stated(CHEESE, "mozarela")).await;
    desk.publishes(CHEESE).await;
    desk.post(PRODUCTS, &with(sound(PASTA), "/label/nutrition/sugars", json!(9))).await;
    let report = json!({ "reason": "wrong_facts" });
    service.ask(Method::POST, &format!("/api/v1/products/{CHEESE}/reports")).json(&report).await;
    let items = desk.get("/api/v1/brand/attention").await.body()["items"].clone();
    let seen: Vec<_> = items
        .as_array()
        .expect("items")
        .iter()
        .map(|item| (item["kind"].clone(), item["gtin"].clone()))
        .collect();
    let expected = [
        ("contradiction", PASTA),
        ("report", CHEESE),
        ("incomplete", CHEESE),
        ("incomplete", PASTA),
        ("source_differs", CHEESE),
    ];
    assert_eq!(seen, expected.map(|(kind, gtin)| (json!(kind), json!(gtin))));
    assert_eq!(items[0]["pointers"], json!(["/label/nutrition/sugars"]));
    let differs: Vec<_> = items[4]["pointers"].as_array().expect("pointers").clone();
    assert!(
        differs.contains(&json!("/name")) && differs.contains(&json!("/label/allergens/contains")),
        "{differs:?}"
    );
}
