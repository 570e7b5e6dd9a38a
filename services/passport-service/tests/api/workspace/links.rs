use serde_json::{Value, json};

use super::desk::{CHEESE, Desk, FOREIGN, pointers};
use crate::{service::Service, source_double::SourceDouble};

fn at(gtin: &str) -> String {
    format!("/api/v1/brand/products/{gtin}/links")
}

fn links() -> Value {
    json!({ "items": [
        { "linkType": "gs1:pip", "language": "it", "href": "https://valdoro.example/it/mozzarella", "title": "Mozzarella" },
        { "lot": "L1", "linkType": "https://ref.gs1.org/voc/recallStatus", "href": "https://valdoro.example/recall" },
        { "lot": "L1", "serial": "7", "linkType": "gs1:pip", "href": "https://valdoro.example/seven" }
    ] })
}

#[tokio::test]
async fn links_are_kept_by_lot_serial_kind_and_language() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    desk.drafts(CHEESE).await;
    let none = desk.get(&at(CHEESE)).await;
    assert_eq!((none.header("etag"), none.body()["items"].clone()), ("\"0\"", json!([])));
    let stored = desk.put(&at(CHEESE), &links()).await;
    assert_eq!((stored.status.as_u16(), stored.header("etag")), (200, "\"1\""), "{}", stored.text);
    assert_eq!(stored.body()["items"][1]["linkType"], "gs1:recallStatus", "one kind has one name");
    assert_eq!(desk.put(&at(CHEESE), &json!({ "items": [] })).await.problem().0, 428);
    let emptied = desk.put_over("\"1\"", &at(CHEESE), &json!({ "items": [] })).await;
    assert_eq!((emptied.body()["version"].clone(), emptied.body()["items"].clone()), (json!(2), json!([])));
}

#[tokio::test]
async fn a_link_that_leads_anywhere_but_to_https_is_refused_with_its_pointer() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    desk.drafts(CHEESE).await;
    for href in
        ["javascript:alert(1)", "http://valdoro.example/", "//valdoro.example", "https://x/\r\nLocation: y"]
    {
        let mut wrong = links();
        wrong["items"][2]["href"] = json!(href);
        let refused = desk.put(&at(CHEESE), &wrong).await;
        assert_eq!(refused.problem(), (400, "invalid-request".to_owned()));
        assert_eq!(pointers(&refused), ["/items/2/href"]);
    }
    let mut twice = links();
    twice["items"][2] = twice["items"][0].clone();
    assert_eq!(pointers(&desk.put(&at(CHEESE), &twice).await), ["/items/2"]);
    let other = Desk::other(&service).await;
    other.drafts(FOREIGN).await;
    assert_eq!(desk.get(&at(FOREIGN)).await.problem(), (404, "unknown-product".to_owned()));
    assert_eq!(desk.put(&at(FOREIGN), &links()).await.problem(), (404, "unknown-product".to_owned()));
}
