use axum::http::Method;
use serde_json::{Value, json};

use super::desk::{CHEESE, Desk, FOREIGN, pointers};
use crate::{service::Service, source_double::SourceDouble};

fn at(gtin: &str, lot: &str) -> String {
    let query = if lot.is_empty() { String::new() } else { format!("?lot={lot}") };
    format!("/api/v1/brand/products/{gtin}/journey{query}")
}

fn steps(place: &str) -> Value {
    json!({ "steps": [
        { "kind": "retail", "place": { "name": "Milano", "countryCode": "IT" } },
        { "kind": "origin", "place": { "name": place, "latitude": 40.4, "longitude": 15.0 }, "date": "2026-11-17", "actor": "Valdoro" }
    ] })
}

async fn public(service: &Service, lot: &str) -> Vec<String> {
    let raw =
        if lot.is_empty() { CHEESE.to_owned() } else { format!("https://id.example/01/{CHEESE}/10/{lot}") };
    let scan = service.scan(&raw, crate::service::visitor()).await.body();
    let steps = scan["passport"]["journey"]["data"]["steps"].as_array().cloned().unwrap_or_default();
    steps.iter().map(|step| step["place"]["name"].as_str().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn shoppers_read_the_steps_of_their_lot_at_once() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    desk.publishes(CHEESE).await;
    let nothing = desk.get(&at(CHEESE, "")).await;
    assert_eq!((nothing.header("etag"), nothing.body()["steps"].clone()), ("\"0\"", json!([])));
    let stored = desk.put(&at(CHEESE, ""), &steps("Paestum")).await;
    assert_eq!((stored.status.as_u16(), stored.header("etag")), (200, "\"1\""), "{}", stored.text);
    assert_eq!(stored.body()["steps"][0]["source"], "brand", "the server says whose word it is");
    assert_eq!(public(&service, "").await, ["Paestum", "Milano"]);
    desk.put(&at(CHEESE, "L2611A"), &steps("Battipaglia")).await;
    assert_eq!(public(&service, "L2611A").await, ["Battipaglia", "Milano"]);
    assert_eq!(public(&service, "L9").await, ["Paestum", "Milano"]);
    assert_eq!(desk.get(&at(CHEESE, "")).await.body()["lots"], json!(["L2611A"]));
    let gone = desk.put_over("\"1\"", &at(CHEESE, "L2611A"), &json!({ "steps": [] })).await;
    assert_eq!(gone.status, 200, "{}", gone.text);
    assert_eq!(public(&service, "L2611A").await, ["Paestum", "Milano"]);
}

#[tokio::test]
async fn the_steps_of_a_draft_are_shown_when_it_is_published() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    let draft = desk.drafts(CHEESE).await.body();
    desk.put(&at(CHEESE, ""), &steps("Paestum")).await;
    desk.put(&at(CHEESE, "L1"), &steps("Battipaglia")).await;
    assert_eq!(service.count("SELECT count(*) FROM lots").await, 0);
    let published = super::desk::with(super::desk::sound(CHEESE), "status", "published");
    let path = format!("/api/v1/brand/products/{CHEESE}");
    let etag = format!("\"{}\"", draft["version"]);
    assert_eq!(desk.put_over(&etag, &path, &published).await.status, 200);
    assert_eq!(public(&service, "").await, ["Paestum", "Milano"]);
    assert_eq!(public(&service, "L1").await, ["Battipaglia", "Milano"]);
}

#[tokio::test]
async fn a_journey_whose_steps_all_have_days_is_complete() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    desk.drafts(CHEESE).await;
    let completeness =
        async || desk.get(&format!("/api/v1/brand/products/{CHEESE}")).await.body()["completeness"].clone();
    assert_eq!(completeness().await, 87, "picture and journey are missing");
    let mut dated = steps("Paestum");
    dated["steps"][0]["date"] = json!("2026-11-20");
    desk.put(&at(CHEESE, ""), &dated).await;
    assert_eq!(completeness().await, 93);
}

#[tokio::test]
async fn a_wrong_step_refuses_them_all_with_its_pointer() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    desk.drafts(CHEESE).await;
    let mut wrong = steps("Paestum");
    wrong["steps"][1]["place"]["latitude"] = json!(95);
    let refused = desk.put(&at(CHEESE, ""), &wrong).await;
    assert_eq!(refused.problem(), (400, "invalid-request".to_owned()));
    assert_eq!(pointers(&refused), ["/steps/1/place/latitude"]);
    wrong["steps"][1]["source"] = json!("open_food_facts");
    assert_eq!(
        pointers(&desk.put(&at(CHEESE, ""), &wrong).await),
        ["/steps/1/source"],
        "nobody says whose word it is"
    );
    assert_eq!(desk.put(&at(CHEESE, "a%20b"), &steps("Paestum")).await.problem().0, 400);
    assert_eq!(desk.put(&at(FOREIGN, ""), &steps("x")).await.problem(), (404, "unknown-product".to_owned()));
    assert_eq!(service.count_all("SELECT count(*) FROM brand_journeys").await, 0);
}

fn epcis() -> Value {
    json!({
        "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"], "type": "EPCISDocument", "schemaVersion": "2.0",
        "epcisBody": { "eventList": [
            { "type": "ObjectEvent", "action": "ADD", "bizStep": "packing", "eventTime": "2026-11-18T09:00:00Z", "eventTimeZoneOffset": "+01:00",
              "readPoint": { "id": "geo:41.1,14.2", "ex:name": "Capua" }, "epcList": [format!("https://id.gs1.org/01/{CHEESE}/10/L7")], "ex:note": "kept" }
        ] }
    })
}

#[tokio::test]
async fn an_epcis_document_is_a_journey_and_comes_back_as_it_came() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    desk.publishes(CHEESE).await;
    let stored =
        desk.ask(Method::PUT, &at(CHEESE, "L7")).content("application/ld+json", epcis().to_string()).await;
    assert_eq!(stored.status, 200, "{}", stored.text);
    assert_eq!(
        (&stored.body()["fromEpcis"], &stored.body()["steps"][0]["kind"]),
        (&json!(true), &json!("packing"))
    );
    assert_eq!(stored.body()["steps"][0]["date"], "2026-11-18");
    let back = desk.ask(Method::GET, &at(CHEESE, "L7")).header("accept", "application/ld+json").send().await;
    assert_eq!(back.body(), epcis(), "extensions and all");
    assert_eq!(public(&service, "L7").await, ["Capua"]);
}

#[tokio::test]
async fn a_bad_epcis_document_is_refused_whole() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    desk.publishes(CHEESE).await;
    let mut bad = epcis();
    let good = bad["epcisBody"]["eventList"][0].clone();
    bad["epcisBody"]["eventList"] = json!([good, { "type": "ObjectEvent", "action": "ADD", "epcList": ["https://id.gs1.org/01/1"], "eventTime": "soon" }]);
    let refused = desk.put(&at(CHEESE, ""), &bad).await;
    assert_eq!(refused.problem(), (400, "invalid-epcis".to_owned()));
    assert_eq!(pointers(&refused), ["/epcisBody/eventList/1/eventTime"]);
    assert_eq!(service.count_all("SELECT count(*) FROM brand_journeys").await, 0);
    let text = desk.ask(Method::PUT, &at(CHEESE, "")).content("text/plain", "x").await;
    assert_eq!(text.problem(), (415, "unsupported-media-type".to_owned()));
}
