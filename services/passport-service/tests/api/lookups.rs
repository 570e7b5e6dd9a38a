use jiff::Timestamp;
use passport_service::{
    application::ports::{Catalog as _, SourceFailure},
    domain::section::FailureReason,
};

use crate::{
    service::{Service, eventually, visitor},
    source_double::{PASTA, SourceDouble, stated},
};

async fn product_status(service: &Service, path: &str, who: service_kit::ids::VisitorId) -> String {
    let body = service.get(path).by(who).send().await.body();
    body["passport"]["product"]["status"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn many_who_miss_the_same_product_cause_one_question() {
    let source = SourceDouble::closed();
    source.knows(stated(PASTA, "Fusilli"));
    let here = Service::start(source.clone()).await;
    let there = here.beside(source.clone()).await;
    let scans = (0..10).map(|n| if n % 2 == 0 { &here } else { &there }).map(|s| s.scan(PASTA, visitor()));
    futures_util::future::join_all(scans).await;
    source.open();
    let gtin = PASTA.parse().expect("a GTIN");
    eventually("the product is known", || async {
        here.catalog.find(&gtin, None).await.expect("read").is_some_and(|stored| stored.entry.is_known())
    })
    .await;
    assert_eq!(source.asked(), 1);
}

#[tokio::test]
async fn a_product_that_nobody_knows_ends_not_available_and_the_scan_stays() {
    let source = SourceDouble::default();
    let service = Service::start(source.clone()).await;
    let who = visitor();
    let path = service.scan(PASTA, who).await.header("location").to_owned();
    eventually("the source has answered", || async {
        product_status(&service, &path, who).await == "not_available"
    })
    .await;
    assert_eq!(service.get(&path).by(who).send().await.body()["complete"], true);
    service.scan(PASTA, who).await;
    assert_eq!(source.asked(), 1, "a day has not passed");
    let unknown = service.get(&format!("/api/v1/products/{PASTA}")).send().await;
    assert_eq!(unknown.problem(), (404, "unknown-product".to_owned()));
}

#[tokio::test]
async fn a_source_that_fails_is_said_and_asked_again_in_time() {
    let source = SourceDouble::default();
    let gtin = PASTA.parse().expect("a GTIN");
    let retry_at = Timestamp::now();
    let failure = SourceFailure { reason: FailureReason::Timeout, retry_at, queue: false };
    source.answer(gtin, Err(failure));
    let service = Service::start(source.clone()).await;
    let who = visitor();
    let path = service.scan(PASTA, who).await.header("location").to_owned();
    eventually("the failure is told", || async {
        source.asked() > 0 && product_status(&service, &path, who).await != "loaded"
    })
    .await;
    source.knows(stated(PASTA, "Fusilli"));
    eventually("asked again", || async { product_status(&service, &path, who).await == "loaded" }).await;
}

#[tokio::test]
async fn a_question_beyond_the_budget_is_asked_later_by_itself() {
    let source = SourceDouble::default();
    let gtin = PASTA.parse().expect("a GTIN");
    let retry_at = Timestamp::now();
    source
        .answer(gtin, Err(SourceFailure { reason: FailureReason::SourceUnavailable, retry_at, queue: true }));
    let service = Service::start(source.clone()).await;
    service.scan(PASTA, visitor()).await;
    eventually("asked once", || async { source.asked() > 0 }).await;
    source.knows(stated(PASTA, "Fusilli"));
    eventually("known without anyone looking", || async {
        service.catalog.find(&gtin, None).await.expect("read").is_some_and(|stored| stored.entry.is_known())
    })
    .await;
}
