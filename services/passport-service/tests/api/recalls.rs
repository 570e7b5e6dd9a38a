//! What a brand registers for who holds a pack, as a scan tells it.

use serde_json::{Value, json};

use crate::{
    service::{Answer, Service, visitor},
    source_double::SourceDouble,
    workspace::desk::{CHEESE, Desk, PASTA},
};

const OF_LOT: &str = "https://valdoro.example/recall-l1";
const OF_PACK: &str = "https://valdoro.example/recall-l1-7";
const OF_ALL: &str = "https://valdoro.example/recall";

fn of_lot() -> Value {
    json!({ "lot": "L1", "linkType": "gs1:recallStatus", "href": OF_LOT, "title": "Lot L1 <goes> back" })
}

fn of_pack() -> Value {
    json!({ "lot": "L1", "serial": "7", "linkType": "gs1:recallStatus", "href": OF_PACK })
}

fn of_all() -> Value {
    json!({ "linkType": "gs1:recallStatus", "href": OF_ALL })
}

fn links() -> String {
    format!("/api/v1/brand/products/{CHEESE}/links")
}

async fn registered(desk: &Desk<'_>, items: &[Value]) {
    desk.publishes(CHEESE).await;
    let answer = desk.put(&links(), &json!({ "items": items })).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
}

/// What a passport tells of recalls: for which packs, and where.
fn told(passport: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let recalls = passport["recalls"].as_array().cloned().unwrap_or_default();
    recalls.iter().map(|recall| (text(&recall["of"]), text(&recall["href"]))).collect()
}

async fn scanned(service: &Service, pack: &str) -> Value {
    service.scan(&format!("(01){CHEESE}{pack}"), visitor()).await.body()["passport"].clone()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(of, href)| ((*of).to_owned(), (*href).to_owned())).collect()
}

#[tokio::test]
async fn a_recall_is_told_by_scans_of_the_packs_that_it_is_about_alone() {
    let service = Service::start(SourceDouble::default()).await;
    registered(&Desk::valdoro(&service).await, &[of_lot(), of_pack()]).await;
    for (pack, expected) in [
        ("", &[][..]),
        ("(10)L2", &[]),
        ("(10)L2(21)7", &[]),
        ("(10)L1", &[("lot", OF_LOT)]),
        ("(10)L1(21)8", &[("lot", OF_LOT)]),
        ("(10)L1(21)7", &[("pack", OF_PACK), ("lot", OF_LOT)]),
    ] {
        let passport = scanned(&service, pack).await;
        assert_eq!(told(&passport), pairs(expected), "{pack}");
        assert_eq!(
            passport.get("recalls").is_some(),
            !expected.is_empty(),
            "no member without a recall: {pack}"
        );
    }
    let product = service.get(&format!("/api/v1/products/{CHEESE}")).send().await.body();
    assert_eq!(told(&product), [], "no pack is known here");
}

#[tokio::test]
async fn a_recall_of_a_product_is_told_by_every_scan_of_it_and_changes_nothing_else() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    registered(&desk, &[]).await;
    desk.publishes(PASTA).await;
    let before = scanned(&service, "(10)L2").await;
    let put = desk.put_over("\"1\"", &links(), &json!({ "items": [of_all()] })).await;
    assert_eq!(put.status, 200, "{}", put.text);
    let after = scanned(&service, "(10)L2").await;
    assert_eq!(told(&after), pairs(&[("product", OF_ALL)]));
    for member in ["product", "journey", "eco"] {
        assert_eq!(before[member], after[member], "{member}");
    }
    let other = service.scan(&format!("(01){PASTA}"), visitor()).await.body();
    assert_eq!(told(&other["passport"]), [], "another product of the brand's");
}

#[tokio::test]
async fn who_has_the_passport_of_before_is_told_that_it_is_old() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    registered(&desk, &[]).await;
    let product = format!("/api/v1/products/{CHEESE}");
    let tag = service.get(&product).send().await.header("etag").to_owned();
    assert_eq!(service.get(&product).header("if-none-match", &tag).send().await.status, 304);
    let who = visitor();
    let scan = service.scan(&format!("(01){CHEESE}"), who).await;
    let waiting = service.get(scan.header("location")).by(who).header("prefer", "wait=10");
    let waiting = waiting.header("if-none-match", scan.header("etag")).send();
    let (path, body) = (links(), json!({ "items": [of_all()] }));
    let (woken, put) = tokio::join!(waiting, desk.put_over("\"1\"", &path, &body));
    assert_eq!((put.status.as_u16(), woken.status.as_u16()), (200, 200), "{}", woken.text);
    assert_eq!(told(&woken.body()["passport"]), pairs(&[("product", OF_ALL)]));
    let again = service.get(&product).header("if-none-match", &tag).send().await;
    assert_eq!((again.status.as_u16(), told(&again.body())), (200, pairs(&[("product", OF_ALL)])));
}

/// The page that a phone's own camera opens.
async fn page(service: &Service, pack: &str, language: &str) -> Answer {
    let who = visitor();
    let code = service.get(&format!("/01/{CHEESE}{pack}")).by(who).navigating().send().await;
    let page = service.get(code.header("location")).by(who).navigating();
    page.header("accept-language", language).send().await
}

fn facts(page: &Answer) -> &str {
    let facts = page.text.split_once("<main id=\"packytrace-facts\">").expect("facts").1;
    facts.split_once("</main>").expect("an end").0
}

#[tokio::test]
async fn the_page_of_a_recalled_lot_says_so_first_and_without_script() {
    let service = Service::start(SourceDouble::default()).await;
    registered(&Desk::valdoro(&service).await, &[of_lot()]).await;
    let recalled = page(&service, "/10/L1", "en").await;
    let text = facts(&recalled);
    let (before, _) = text.split_once("<div class=\"recall\">").expect("a recall");
    assert!(
        before.starts_with("<h1>") && before.ends_with("</h1>"),
        "only the name stands before it: {text}"
    );
    assert!(text.contains("The brand has published a recall notice for this lot."), "{text}");
    let anchor = format!("<a href=\"{OF_LOT}\" rel=\"noopener\">Lot L1 &lt;goes&gt; back</a>");
    assert!(text.contains(&anchor), "{text}");
    assert!(recalled.text.contains("\"recalls\":[{\"of\":\"lot\""), "the app finds it in the page");

    let other = page(&service, "/10/L2", "en").await;
    assert!(!other.text.contains("recall"), "{}", other.text);
    let german = page(&service, "/10/L1", "de").await;
    assert!(facts(&german).contains("Die Marke hat einen Rückrufhinweis für dieses Los veröffentlicht."));
}

#[tokio::test]
async fn a_variants_recall_is_told_by_scans_of_that_variant_alone() {
    let service = Service::start(SourceDouble::default()).await;
    let link = json!({ "variant": "2A", "linkType": "gs1:recallStatus", "href": OF_ALL });
    registered(&Desk::valdoro(&service).await, &[link]).await;
    assert_eq!(told(&scanned(&service, "(22)2A(10)L1").await), pairs(&[("variant", OF_ALL)]));
    assert_eq!(told(&scanned(&service, "(22)2B").await), []);
    let camera = page(&service, "/22/2A/10/L1", "it").await;
    assert!(facts(&camera).contains("per questa variante del prodotto."), "{}", facts(&camera));
}

#[tokio::test]
async fn the_page_lists_what_else_the_brand_has_for_shoppers_and_nothing_that_leads_back() {
    let service = Service::start(SourceDouble::default()).await;
    let link = |kind: &str, title: Value, href: &str| json!({ "linkType": format!("gs1:{kind}"), "title": title, "language": "it", "href": format!("https://valdoro.example/{href}") });
    let items = [
        link("pip", json!("Ours"), "pip"),
        link("epcis", json!("For programs"), "epcis"),
        link("sustainabilityInfo", Value::Null, "acqua"),
        link("instructions", json!("Usare bene"), "usare"),
    ];
    registered(&Desk::valdoro(&service).await, &items).await;
    let page = service.get(&format!("/product/{CHEESE}")).navigating().send().await;
    let text = facts(&page);
    let list = text.split_once("<h2>From the brand</h2>").expect("a list").1;
    let list = list.split_once("</ul>").expect("an end").0;
    assert!(list.contains(">Instructions: Usare bene</a>") && list.contains(">Sustainability</a>"), "{list}");
    assert!(!text.contains("valdoro.example/pip") && !text.contains("valdoro.example/epcis"), "{text}");
    let body = service.get(&format!("/api/v1/products/{CHEESE}")).send().await.body();
    let kinds: Vec<_> = body["links"].as_array().expect("links").iter().map(|link| &link["kind"]).collect();
    assert_eq!(kinds, ["instructions", "sustainability"]);
    assert_eq!(body.get("recalls"), None);
}
