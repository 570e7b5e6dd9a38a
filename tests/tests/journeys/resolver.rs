//! Where the links in printed codes lead: to the passport, and to what its brand registered.

use std::sync::Arc;

use reqwest::{Method, Response, StatusCode, header};
use serde_json::{Value, json};

use crate::{
    brands::brand_user,
    gtins::with_check_digit,
    visitor::{Visitor, within},
    world::World,
};

const RECALL: &str = "https://cascina.example/recall";

/// A brand's published product with a recall of its lot L1. The service may still have to hear of the brand.
async fn recalled(world: &World) -> String {
    let (worker, _, _) = brand_user(world, "Cascina Undici", "9526119").await;
    let gtin = with_check_digit("0952611900001");
    let body = json!({ "gtin": gtin, "status": "published", "name": "Ricotta" });
    within(30, "the brand is heard of", || async {
        let answer = worker.post("/api/v1/brand/products", &body).await;
        (answer.status() == StatusCode::CREATED).then_some(())
    })
    .await;
    let links = json!({ "items": [{ "lot": "L1", "linkType": "gs1:recallStatus", "href": RECALL, "title": "Recall of L1" }] });
    let answer = worker.put(&format!("/api/v1/brand/products/{gtin}/links"), &links).await;
    assert_eq!(answer.status(), StatusCode::OK, "{}", answer.text().await.unwrap());
    gtin
}

fn location(answer: &Response) -> &str {
    answer.headers().get(header::LOCATION).map_or("", |value| value.to_str().unwrap())
}

pub(crate) async fn a_recall_of_a_lot_is_told_to_who_holds_that_lot_alone(world: Arc<World>) {
    let gtin = recalled(&world).await;
    let shopper = world.visitor();
    let lot = |lot: &str, query: &str| format!("/01/{gtin}/10/{lot}{query}");

    let code = shopper.navigate(&lot("L1", "?17=261231")).await;
    assert!(location(&code).starts_with(&format!("/product/{gtin}?scan=")), "{}", location(&code));
    let recall = shopper.navigate(&lot("L1", "?linkType=gs1:recallStatus")).await;
    assert_eq!(recall.status(), StatusCode::TEMPORARY_REDIRECT);
    assert_eq!(location(&recall), format!("{RECALL}?linkType=gs1:recallStatus"));
    let other = shopper.navigate(&lot("L2", "?linkType=gs1:recallStatus")).await;
    assert_eq!((other.status(), location(&other)), (StatusCode::NOT_FOUND, ""));
    let up = shopper.navigate(&lot("L2", "?linkType=gs1:pip")).await;
    assert!(location(&up).starts_with(&format!("/product/{gtin}?")), "up to the product: {}", location(&up));

    listed(&world.visitor(), &gtin).await;
    described(&world.visitor()).await;
}

/// A program of another site reads the list, and gets no cookie for it.
async fn listed(program: &Visitor, gtin: &str) {
    let ask = program.request(Method::GET, &format!("/01/{gtin}/10/L1"));
    let ask =
        ask.header(header::ACCEPT, "application/linkset+json").header(header::ORIGIN, "https://shop.example");
    let answer = program.send(ask).await;
    let headers = answer.headers().clone();
    assert_eq!(headers[header::CONTENT_TYPE], "application/linkset+json");
    assert_eq!(headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
    assert!(!headers.contains_key(header::SET_COOKIE));
    let body: Value = answer.json().await.unwrap();
    let anchors: Vec<_> = body["linkset"].as_array().unwrap().iter().map(|level| &level["anchor"]).collect();
    assert!(anchors[0].as_str().unwrap().ends_with(&format!("/01/{gtin}/10/L1")), "{body}");
    assert!(anchors[1].as_str().unwrap().ends_with(&format!("/01/{gtin}")), "{body}");
    assert_eq!(body["linkset"][0]["https://ref.gs1.org/voc/recallStatus"][0]["href"], RECALL);

    let head = program.send(program.request(Method::HEAD, &format!("/01/{gtin}"))).await;
    assert_eq!(
        (head.status(), location(&head)),
        (StatusCode::TEMPORARY_REDIRECT, &*format!("/product/{gtin}"))
    );
    assert!(!head.headers().contains_key(header::SET_COOKIE));
    assert_eq!(program.cookie(), None);
}

async fn described(program: &Visitor) {
    let answer = program.get("/.well-known/gs1resolver").await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()[header::ACCESS_CONTROL_ALLOW_ORIGIN], "*");
    assert!(!answer.headers().contains_key(header::SET_COOKIE));
    let description: Value = answer.json().await.unwrap();
    assert!(description["resolverRoot"].is_string() && description["supportedPrimaryKeys"][0] == "01");
    let put = program.send(program.request(Method::PUT, "/.well-known/gs1resolver")).await;
    assert_eq!(put.status(), StatusCode::METHOD_NOT_ALLOWED);
}
