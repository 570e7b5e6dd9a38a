use axum::http::{Method, StatusCode};

use crate::{
    service::{PHONE, Service, eventually, visitor},
    source_double::{PASTA, SourceDouble, stated},
};

#[tokio::test]
async fn a_known_product_leads_to_its_page_with_the_whole_query() {
    let service = Service::start(SourceDouble::default()).await;
    service.knows(stated(PASTA, "Fusilli")).await;
    let who = visitor();
    let answer =
        service.get(&format!("/01/{PASTA}/10/L42?17=261231&x=%2Fa%20b")).by(who).navigating().send().await;
    assert_eq!(answer.status, StatusCode::TEMPORARY_REDIRECT, "{}", answer.text);
    let location = answer.header("location").to_owned();
    assert!(location.starts_with(&format!("/product/{PASTA}?scan=")), "{location}");
    assert!(location.ends_with("&17=261231&x=%2Fa%20b"), "{location}");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("access-control-allow-origin"), "*");

    eventually("the scan is stored", || async { service.count("SELECT count(*) FROM scans").await == 1 })
        .await;
    let page = service.get(&location).by(who).navigating().send().await;
    assert!(page.text.contains("\"lot\":\"L42\""), "{}", page.text);
    service.get(&location).by(who).navigating().send().await;
    assert_eq!(service.count("SELECT count(*) FROM scans WHERE entry = 'camera_app'").await, 1);
}

#[tokio::test]
async fn programs_previews_and_prefetches_are_led_on_without_a_scan() {
    let service = Service::start(SourceDouble::default()).await;
    service.knows(stated(PASTA, "Fusilli")).await;
    let path = format!("/01/{PASTA}?17=261231");
    let askings = [
        service.ask(Method::HEAD, &path).header("user-agent", PHONE),
        service.get(&path).header("user-agent", "WhatsApp/2.24"),
        service.get(&path).header("user-agent", PHONE).header("sec-purpose", "prefetch"),
        service.get(&path).header("user-agent", PHONE).header("sec-fetch-mode", "no-cors"),
        service.get(&path),
    ];
    for asking in askings {
        let answer = asking.send().await;
        assert_eq!(answer.status, StatusCode::TEMPORARY_REDIRECT);
        assert_eq!(answer.header("location"), format!("/product/{PASTA}?17=261231"));
    }
    assert_eq!(service.count("SELECT count(*) FROM scans").await, 0);
}

#[tokio::test]
async fn an_unknown_product_is_looked_up_then_told_and_the_scan_recorded_all_the_same() {
    let source = SourceDouble::default();
    let service = Service::start(source.clone()).await;
    let answer =
        service.get(&format!("/01/{PASTA}")).header("scan-started-at", "5").navigating().send().await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.text.contains("\"kind\":\"unknown_product\""), "{}", answer.text);
    assert_eq!(answer.header("scan-complete"), "outcome=complete; entry=camera_app; cached=false");
    assert_eq!(source.asked(), 1);
    eventually("the scan is stored", || async {
        service.count("SELECT count(*) FROM scans WHERE told").await == 1
    })
    .await;
    let program = service.get(&format!("/01/{PASTA}")).send().await;
    assert_eq!(program.problem(), (404, "unknown-product".to_owned()));
}

#[tokio::test]
async fn what_the_source_knows_is_led_to_at_the_first_scan() {
    let source = SourceDouble::default();
    source.knows(stated(PASTA, "Fusilli"));
    let service = Service::start(source).await;
    let answer = service.get(&format!("/01/{PASTA}")).navigating().send().await;
    assert_eq!(answer.status, StatusCode::TEMPORARY_REDIRECT);
}

#[tokio::test]
async fn malformed_links_are_refused_in_the_callers_language() {
    let service = Service::start(SourceDouble::default()).await;
    for path in [
        "/01/0952123454321",
        "/01/ABCDEFGHIJKLMN",
        "/01/09521234543213/21/S1/10/L1",
        "/01/09521234543213/17/261231",
        "/01/09521234543213?17=261301",
        "/01/09521234543213?17=261231&17=270101",
    ] {
        let problem = service.get(path).send().await;
        assert_eq!(problem.problem(), (400, "invalid-code".to_owned()), "{path}");
        let page = service.get(path).navigating().send().await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{path}");
        assert!(page.text.contains("\"kind\":\"invalid_code\""), "{path}");
    }
    assert_eq!(service.count("SELECT count(*) FROM scans").await, 0);
}

#[tokio::test]
async fn other_keys_are_known_to_nobody_and_other_paths_are_nothing() {
    let service = Service::start(SourceDouble::default()).await;
    assert_eq!(service.get("/8004/9520614141234567").send().await.problem().0, 404);
    assert_eq!(service.get("/foo").send().await.problem(), (404, "not-found".to_owned()));
    let options = service.ask(Method::OPTIONS, &format!("/01/{PASTA}")).send().await;
    assert_eq!(options.status, StatusCode::NO_CONTENT);
    assert_eq!(options.header("access-control-allow-methods"), "GET, HEAD, OPTIONS");
    let put = service.ask(Method::PUT, &format!("/01/{PASTA}")).send().await;
    assert_eq!((put.status, put.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD, OPTIONS"));
}
