//! Links that brands register, as shoppers and programs are led by them.

use axum::http::{Method, StatusCode, Uri};
use jiff::Timestamp;
use passport_service::{
    adapters::postgres::put_brand,
    domain::workspace::{Prefix, Tenant},
};
use proptest::{
    prelude::*,
    strategy::ValueTree as _,
    test_runner::{Config, TestRunner},
};
use serde_json::{Value, json};

use crate::{
    service::{Answer, PHONE, STEM, Service, eventually},
    source_double::{PASTA as STRAY, SourceDouble, stated},
    workspace::desk::{CHEESE, Desk, FOREIGN},
};

fn recall() -> Value {
    json!({ "items": [
        { "lot": "L1", "linkType": "gs1:recallStatus", "href": "https://valdoro.example/recall?lot=1#top", "title": "Recall of L1" },
        { "linkType": "gs1:recipeInfo", "language": "it", "href": "https://valdoro.example/ricette" },
        { "linkType": "gs1:recipeInfo", "language": "de", "href": "https://valdoro.example/rezepte" }
    ] })
}

async fn registered(desk: &Desk<'_>, links: &Value) {
    desk.publishes(CHEESE).await;
    let answer = desk.put(&format!("/api/v1/brand/products/{CHEESE}/links"), links).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
}

async fn led(service: &Service, path: &str) -> Answer {
    service.get(&format!("/01/{CHEESE}{path}")).navigating().send().await
}

#[tokio::test]
async fn a_recall_of_a_lot_is_told_to_who_holds_that_lot_alone() {
    let service = Service::start(SourceDouble::default()).await;
    registered(&Desk::valdoro(&service).await, &recall()).await;
    let there = led(&service, "/10/L1/21/7?linkType=gs1:recallStatus&x=1").await;
    assert_eq!(there.status, StatusCode::TEMPORARY_REDIRECT, "{}", there.text);
    let to = "https://valdoro.example/recall?lot=1&linkType=gs1:recallStatus&x=1#top";
    assert_eq!(there.header("location"), to, "with the whole query and nothing of ours");
    assert_eq!(there.header("cache-control"), "no-store");
    let linkset = format!("<{STEM}/01/{CHEESE}/10/L1/21/7?linkType=linkset>; rel=\"linkset\"");
    assert!(there.header("link").starts_with(&linkset), "{}", there.header("link"));
    for path in ["/10/L2?linkType=gs1:recallStatus", "?linkType=gs1:recallStatus"] {
        let program = service.get(&format!("/01/{CHEESE}{path}")).send().await;
        assert_eq!(program.problem(), (404, "unknown-link".to_owned()), "{path}");
        let person = led(&service, path).await;
        assert_eq!((person.status, person.header("location")), (StatusCode::NOT_FOUND, ""), "{path}");
        assert!(person.text.contains("https://valdoro.example/ricette"), "what there is: {}", person.text);
    }
}

#[tokio::test]
async fn codes_lead_to_our_page_until_the_brand_registers_a_default() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    registered(&desk, &recall()).await;
    let ours = led(&service, "/10/L1").await;
    assert!(ours.header("location").starts_with(&format!("/product/{CHEESE}?scan=")), "{ours:?}");
    let pip = led(&service, "?linkType=gs1:pip").await;
    assert!(pip.header("location").starts_with(&format!("/product/{CHEESE}?scan=")), "{pip:?}");
    let mut with_default = recall();
    with_default["items"][2] = json!({ "linkType": "gs1:defaultLink", "href": "https://valdoro.example/" });
    let path = format!("/api/v1/brand/products/{CHEESE}/links");
    assert_eq!(desk.put_over("\"1\"", &path, &with_default).await.status, 200);
    assert_eq!(led(&service, "/10/L1?a").await.header("location"), "https://valdoro.example/?a");
    let beside = service.beside(SourceDouble::default()).await;
    assert_eq!(led(&beside, "").await.header("location"), "https://valdoro.example/");
    assert_eq!(desk.put_over("\"2\"", &path, &json!({ "items": [] })).await.status, 200);
    eventually("another instance hears of it", || async {
        led(&beside, "").await.header("location").starts_with("/product/")
    })
    .await;
}

#[tokio::test]
async fn a_linkset_lists_every_level_and_our_page_beside_the_brands_links() {
    let service = Service::start(SourceDouble::default()).await;
    registered(&Desk::valdoro(&service).await, &recall()).await;
    let path = format!("/01/{CHEESE}/10/L1?linkType=linkset");
    let answer = service.get(&path).send().await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/linkset+json"));
    let body = answer.body();
    assert_eq!(body["linkset"][0]["anchor"], format!("{STEM}/01/{CHEESE}/10/L1"));
    assert_eq!(body["linkset"][0]["https://ref.gs1.org/voc/recallStatus"][0]["title"], "Recall of L1");
    let product = &body["linkset"][1];
    let ours = json!(format!("{STEM}/product/{CHEESE}"));
    assert_eq!(product["https://ref.gs1.org/voc/pip"][0]["href"], ours);
    assert_eq!(product["https://ref.gs1.org/voc/defaultLink"][0]["href"], ours);
    assert_eq!(product["https://ref.gs1.org/voc/recipeInfo"][1]["title"], "Recipe info", "a title of ours");

    let json_ld = service.get(&path).header("accept", "application/ld+json").send().await;
    assert_eq!(json_ld.header("content-type"), "application/ld+json");
    assert_eq!(json_ld.body()["linkset"], body["linkset"]);
    assert!(json_ld.body()["@context"].is_string());
    let page = service.get(&path).navigating().header("accept-language", "de").send().await;
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(page.text.contains("<html lang=\"de\">") && page.text.contains("Recall of L1"), "{}", page.text);
    assert!(page.text.contains("<script type=\"application/ld+json\">{\"@context\""), "{}", page.text);
    assert_eq!(service.count("SELECT count(*) FROM scans").await, 0, "who reads a list has scanned nothing");
}

#[tokio::test]
async fn several_links_are_told_apart_by_language_or_left_to_the_reader() {
    let service = Service::start(SourceDouble::default()).await;
    registered(&Desk::valdoro(&service).await, &recall()).await;
    let path = format!("/01/{CHEESE}?linkType=gs1:recipeInfo");
    let german = service.get(&path).header("accept-language", "fr, de-CH;q=0.4").send().await;
    assert!(german.header("location").starts_with("https://valdoro.example/rezepte?"), "{german:?}");
    let program = service.get(&path).send().await;
    assert_eq!(program.status, StatusCode::MULTIPLE_CHOICES);
    assert_eq!(
        program.body()["linkset"][0]["https://ref.gs1.org/voc/recipeInfo"][0]["hreflang"],
        json!(["it"])
    );
    let person = service.get(&path).navigating().send().await;
    assert_eq!((person.status, person.header("location")), (StatusCode::MULTIPLE_CHOICES, ""));
    assert!(person.text.contains("<a href=\"https://valdoro.example/rezepte\">"), "{}", person.text);
}

#[tokio::test]
async fn a_person_led_to_the_brand_has_scanned_and_a_program_has_not() {
    let service = Service::start(SourceDouble::default()).await;
    registered(&Desk::valdoro(&service).await, &recall()).await;
    let path = format!("/01/{CHEESE}/10/L1?linkType=gs1:recallStatus");
    let asked = service.get(&path).header("scan-started-at", "5");
    let program = asked.header("user-agent", "WhatsApp/2.24").send().await;
    assert_eq!((program.status.as_u16(), program.header("scan-complete")), (307, ""));
    let head = service.ask(Method::HEAD, &path).header("user-agent", PHONE).send().await;
    assert_eq!((head.status.as_u16(), head.text.as_str()), (307, ""));
    let person = service.get(&path).header("scan-started-at", "5").navigating().send().await;
    assert_eq!(person.header("scan-complete"), "outcome=complete; entry=camera_app; cached=true");
    assert!(
        !person.header("location").contains("scan="),
        "what we call a scan is none of the brand's business"
    );
    eventually("the scan is stored", || async {
        service.count("SELECT count(*) FROM scans WHERE told AND lot = 'L1'").await == 1
    })
    .await;
    assert_eq!(service.count("SELECT count(*) FROM scans").await, 1);
}

#[tokio::test]
async fn links_hold_for_the_brand_whose_product_it_is_and_no_longer() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    let default = json!({ "items": [{ "linkType": "gs1:defaultLink", "href": "https://valdoro.example/" }] });
    registered(&desk, &default).await;
    assert_eq!(led(&service, "").await.header("location"), "https://valdoro.example/");
    let heir = Tenant {
        id: service_kit::ids::BrandId::from_uuid(uuid::Uuid::new_v4()),
        name: "Erede".to_owned(),
        prefixes: Prefix::of("9521234").into_iter().collect(),
    };
    let mut tx = service.db.begin().await.expect("a transaction");
    put_brand(&mut tx, &heir, Timestamp::now()).await.expect("heard of");
    tx.commit().await.expect("kept");
    eventually("the former owner leads nobody any more", || async {
        led(&service, "").await.header("location").starts_with("/product/")
    })
    .await;
    assert_eq!(service.count("SELECT count(*) FROM brand_links").await, 1, "they are still there");
}

#[tokio::test]
async fn links_of_a_product_that_nobody_may_read_yet_lead_nowhere() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    desk.drafts(CHEESE).await;
    let default =
        json!({ "items": [{ "linkType": "gs1:defaultLink", "href": "https://valdoro.example/launch" }] });
    assert_eq!(desk.put(&format!("/api/v1/brand/products/{CHEESE}/links"), &default).await.status, 200);
    for path in ["", "?linkType=linkset", "?linkType=gs1:pip"] {
        let answer = service.get(&format!("/01/{CHEESE}{path}")).send().await;
        assert_eq!(answer.problem(), (404, "unknown-product".to_owned()), "{path}");
        assert!(!answer.text.contains("launch"), "{}", answer.text);
    }
}

#[tokio::test]
async fn the_description_says_what_the_resolver_can_do() {
    let service = Service::start(SourceDouble::default()).await;
    let answer = service.get("/.well-known/gs1resolver").send().await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/json"));
    assert_eq!(answer.body()["resolverRoot"], STEM);
    assert_eq!(answer.body()["supportedPrimaryKeys"], json!(["01"]));
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let put = service.ask(Method::PUT, "/.well-known/gs1resolver").send().await;
    assert_eq!((put.status.as_u16(), put.header("allow")), (405, "GET, HEAD, OPTIONS"));
}

/// Requests that somebody might try: paths, queries and headers in all combinations.
fn trying() -> impl Strategy<Value = (String, String, String, String)> {
    let gtins = prop::sample::select(&[CHEESE, STRAY, FOREIGN, "evil.example", "09521234500018%2F"][..]);
    let levels =
        "(/10/(L1|L2|%2F%2Fevil[.]example|%0D%0ALocation:x|[!-~&&[^?#]]{0,20}))?(/21/[A-Za-z0-9%]{0,8})?";
    let query = "([?](linkType=(gs1:recallStatus|gs1:pip|linkset|gs1:defaultLink|https://evil[.]example/|%0d%0a|[a-z:]{0,9})|\
                 (next|url|redirect|scan|context)=(https://evil[.]example|//evil[.]example|%0D%0ASet-Cookie:a=b|[!-~&&[^#]]{0,20}))\
                 (&[!-~&&[^#]]{0,20})?)?";
    let header = "([a-z*]{1,5}(-[A-Z]{2})?(;q=[01][.]?[0-9]?)?,?){0,3}|https://evil[.]example|text/html|application/linkset[+]json";
    let parts = (gtins, levels, query, header, header);
    let trying = parts.prop_map(|(gtin, levels, query, accept, languages)| {
        (format!("/01/{gtin}{levels}"), query, accept, languages)
    });
    trying.prop_filter("no server reads it", |(path, query, ..)| {
        format!("{path}{query}").parse::<Uri>().is_ok()
    })
}

#[tokio::test]
async fn no_request_is_led_anywhere_but_to_a_registered_link_or_our_page() {
    let service = Service::start(SourceDouble::default()).await;
    service.knows(stated(STRAY, "Fusilli")).await;
    registered(&Desk::valdoro(&service).await, &recall()).await;
    let mut runner = TestRunner::new(Config::default());
    let (mut redirects, trying) = (0, trying());
    for _ in 0..600 {
        let (path, query, accept, languages) = trying.new_tree(&mut runner).expect("a value").current();
        let asking = service.get(&format!("{path}{query}")).header("host", "evil.example");
        let asking =
            asking.header("x-forwarded-host", "evil.example").header("referer", "https://evil.example/");
        let answer = asking.header("accept", &accept).header("accept-language", &languages).send().await;
        let told = format!("{path}{query} {accept} {languages}: {answer:?}");
        assert!(!answer.status.is_server_error(), "{told}");
        assert!(answer.headers.values().all(|value| !value.as_bytes().contains(&b'\n')), "{told}");
        assert!(!answer.headers.contains_key("set-cookie"), "{told}");
        let location = answer.header("location");
        assert_eq!(answer.status == StatusCode::TEMPORARY_REDIRECT, !location.is_empty(), "{told}");
        let own = [format!("/product/{CHEESE}"), format!("/product/{STRAY:0>14}")];
        let targets = recall()["items"].as_array().expect("links").clone();
        let registered = targets.iter().filter_map(|link| link["href"].as_str()?.split('#').next());
        let allowed = own.iter().map(String::as_str).chain(registered);
        let fits = |to: &str| {
            location.strip_prefix(to).is_some_and(|rest| rest.is_empty() || rest.starts_with(['?', '&', '#']))
        };
        assert!(location.is_empty() || allowed.into_iter().any(fits), "{told}");
        redirects += usize::from(!location.is_empty());
    }
    assert!(redirects > 50, "only {redirects} were led anywhere");
}
