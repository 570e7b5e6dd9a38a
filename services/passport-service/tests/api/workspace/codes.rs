use super::desk::{CHEESE, Desk, FOREIGN, pointers};
use crate::{service::Service, source_double::SourceDouble};

fn at(gtin: &str, query: &str) -> String {
    format!("/api/v1/brand/products/{gtin}/code{query}")
}

#[tokio::test]
async fn a_code_is_drawn_in_both_symbols_and_both_files() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    desk.drafts(CHEESE).await;
    let svg = desk.get(&at(CHEESE, "?lot=L2611A&expiry=2026-11-29")).await;
    assert_eq!((svg.status.as_u16(), svg.header("content-type")), (200, "image/svg+xml"), "{}", svg.text);
    for words in ["(01) 09521234500018", "(17) 261129", "(10) L2611A"] {
        let tight = words.replace(' ', "");
        assert!(svg.text.contains(words) || svg.text.contains(&tight), "{words} in {}", svg.text);
    }
    assert!(svg.text.contains("data-quiet-zone=\"4\""));
    let png = desk.get(&at(CHEESE, "?format=png&symbol=datamatrix&lot=L1&serial=7")).await;
    assert_eq!((png.status.as_u16(), png.header("content-type")), (200, "image/png"), "{}", png.text);
    assert!(png.bytes.starts_with(b"\x89PNG"));
}

#[tokio::test]
async fn what_a_code_cannot_say_is_refused_with_its_pointer() {
    let service = Service::start(SourceDouble::default()).await;
    let desk = Desk::valdoro(&service).await;
    desk.drafts(CHEESE).await;
    for (query, pointer) in [
        ("?lot=a%20b", "/lot"),
        ("?serial=123456789012345678901", "/serial"),
        ("?expiry=29.11.2026", "/expiry"),
        ("?xDimension=3", "/xDimension"),
    ] {
        let refused = desk.get(&at(CHEESE, query)).await;
        assert_eq!((refused.problem().0, pointers(&refused)), (400, vec![pointer.to_owned()]), "{query}");
    }
    assert_eq!(desk.get(&at(CHEESE, "?symbol=ean13")).await.problem().0, 400);
    Desk::other(&service).await.drafts(FOREIGN).await;
    assert_eq!(desk.get(&at(FOREIGN, "")).await.problem(), (404, "unknown-product".to_owned()));
}
