use axum::http::StatusCode;
use passport_service::domain::fact::Source;
use passport_service::domain::journey::{JourneyStep, Place, StepKind};

use crate::{
    service::{Service, visitor},
    source_double::{PASTA, SourceDouble, stated, stated_by_brand},
};

fn step(kind: StepKind, name: &str, lot: Option<&str>) -> JourneyStep {
    JourneyStep {
        kind,
        place: Place { name: name.to_owned(), ..Place::default() },
        date: None,
        actor: None,
        source: Source::Brand,
        lot: lot.map(str::to_owned),
    }
}

#[tokio::test]
async fn the_page_says_the_facts_without_script_and_escapes_them() {
    let service = Service::start(SourceDouble::default()).await;
    let mut record = stated(PASTA, "Fusilli </script><script>alert(1)</script>");
    record.product.quantity = Some("<b>500 g</b>".to_owned());
    service.knows(record).await;
    let page = service.get(&format!("/product/{PASTA}")).navigating().send().await;

    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(!page.text.contains("<script>alert"), "{}", page.text);
    assert!(!page.text.contains("<b>500"), "{}", page.text);
    assert!(page.text.contains("<h1>Fusilli &lt;/script&gt;"), "{}", page.text);
    let data = between(&page.text, "id=\"packytrace-data\">", "</script>");
    let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
    assert_eq!(data["kind"], "passport");
    assert_eq!(data["passport"]["gtin"], PASTA);
    assert_eq!(data["scan"], serde_json::Value::Null);
    let ld: serde_json::Value =
        serde_json::from_str(between(&page.text, "application/ld+json\">", "</script>")).expect("JSON-LD");
    assert_eq!((&ld["@type"], &ld["gtin14"]), (&"Product".into(), &PASTA.into()));
    assert!(page.text.len() < 12_000, "{} bytes", page.text.len());
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let rest = text.split_once(start).expect("a start").1;
    rest.split_once(end).expect("an end").0
}

#[tokio::test]
async fn an_unknown_product_is_a_404_page_and_a_short_number_leads_on() {
    let service = Service::start(SourceDouble::default()).await;
    let page = service.get(&format!("/product/{PASTA}")).navigating().send().await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.text.contains("\"kind\":\"unknown_product\""));
    let short = service.get("/product/8001505005707?scan=x").navigating().send().await;
    assert_eq!(
        (short.status, short.header("location")),
        (StatusCode::PERMANENT_REDIRECT, "/product/08001505005707?scan=x")
    );
    let wrong = service.get("/product/8001505005708").navigating().send().await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_form_without_script_records_the_scan_and_leads_to_the_page() {
    let service = Service::start(SourceDouble::default()).await;
    service.knows(stated(PASTA, "Fusilli")).await;
    let who = visitor();
    let asking = service.get("/scan?raw=8001505005707").by(who).header("scan-started-at", "7");
    let answer = asking.navigating().send().await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("scan-complete"), "", "a redirect completes nothing");
    let page = service.get(answer.header("location")).by(who).navigating().send().await;
    assert_eq!(page.header("scan-complete"), "outcome=complete; entry=typed; cached=true");
    let again = service.get(answer.header("location")).by(who).navigating().send().await;
    assert_eq!(again.header("scan-complete"), "", "once");
    let wrong = service.get("/scan?raw=%3Cb%3E").navigating().send().await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    assert!(
        wrong.text.contains("\"kind\":\"invalid_code\"") && !wrong.text.contains("<b>"),
        "{}",
        wrong.text
    );
}

#[tokio::test]
async fn a_packs_own_lot_shows_its_own_journey() {
    let service = Service::start(SourceDouble::default()).await;
    let journey = vec![
        step(StepKind::Packing, "Parma", None),
        step(StepKind::Origin, "Anywhere", None),
        step(StepKind::Origin, "Puglia", Some("L42")),
    ];
    service.knows(stated_by_brand(PASTA, "Fusilli", journey)).await;
    let places = async |raw: &str| {
        let body = service.scan(raw, visitor()).await.body();
        let steps = body["passport"]["journey"]["data"]["steps"].as_array().expect("steps").clone();
        steps.iter().map(|s| s["place"]["name"].as_str().unwrap_or("").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(places("(01)08001505005707(10)L42").await, ["Puglia", "Parma"]);
    assert_eq!(places("(01)08001505005707(10)L43").await, ["Anywhere", "Parma"]);
}

#[tokio::test]
async fn strangers_see_nothing_of_a_scan_on_the_page() {
    let service = Service::start(SourceDouble::default()).await;
    service.knows(stated(PASTA, "Fusilli")).await;
    let scan = service.scan("(01)08001505005707(10)SECRET", visitor()).await.body();
    let path = format!("/product/{PASTA}?scan={}", scan["scanId"].as_str().expect("an id"));
    let page = service.get(&path).by(visitor()).navigating().send().await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text.contains("SECRET"));
}

#[tokio::test]
async fn the_page_speaks_the_readers_language() {
    let service = Service::start(SourceDouble::default()).await;
    service.knows(stated(PASTA, "Fusilli")).await;
    let product = format!("/product/{PASTA}");
    for (accepted, tag, words) in [
        ("it-IT,it;q=0.9,en;q=0.5", "it", ["<h2>Ingredienti</h2>", "Controlla sempre la confezione."]),
        ("fr, de;q=0.5", "de", ["<h2>Zutaten</h2>", "Prüfe immer die Packung."]),
        ("fr", "en", ["<h2>Ingredients</h2>", "Always check the pack."]),
    ] {
        let ask = async |path: &str| {
            service.get(path).header("accept-language", accepted).navigating().send().await
        };
        let page = ask(&product).await;
        assert!(page.text.contains(&format!("<html lang=\"{tag}\">")), "{}", page.text);
        assert!(words.iter().all(|words| page.text.contains(words)), "{accepted}: {}", page.text);
        assert_eq!((page.header("vary"), page.header("content-language")), ("Accept-Language", tag));
    }
    let in_german =
        async |path: &str| service.get(path).header("accept-language", "de").navigating().send().await.text;
    assert!(
        in_german("/product/8001505005708").await.contains("Die letzte Ziffer passt nicht zu den anderen.")
    );
    assert!(in_german("/01/08001505005709").await.contains("Die letzte Ziffer passt nicht zu den anderen."));
    assert!(in_german("/product/05034467000216").await.contains("<h1>Unbekanntes Produkt</h1>"));
}
