use std::time::{Duration, Instant};

use axum::http::StatusCode;

use crate::{
    service::{Service, visitor},
    source_double::{PASTA, SourceDouble, stated},
};

#[tokio::test]
async fn a_person_sees_an_unknown_product_as_soon_as_the_source_answers() {
    let source = SourceDouble::closed();
    source.knows(stated(PASTA, "Fusilli"));
    let service = Service::start(source.clone()).await;
    let who = visitor();
    let scanned = service.scan(PASTA, who).await;
    assert_eq!(scanned.body()["passport"]["product"]["status"], "pending");
    assert_eq!(scanned.body()["complete"], false);

    let path = scanned.header("location").to_owned();
    let tag = scanned.header("etag").to_owned();
    let waiting = service.get(&path).by(who).header("prefer", "wait=10").header("if-none-match", &tag).send();
    let (answer, ()) = tokio::join!(waiting, async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        source.open();
    });
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.body()["passport"]["product"]["data"]["name"], "Fusilli");
    assert_eq!(answer.header("preference-applied"), "wait=10");
    assert_ne!(answer.header("etag"), tag);
}

#[tokio::test]
async fn a_change_on_another_instance_wakes_who_waits_here() {
    let source = SourceDouble::closed();
    source.knows(stated(PASTA, "Fusilli"));
    let here = Service::start(source.clone()).await;
    let who = visitor();
    let scanned = here.scan(PASTA, who).await;
    let there = here.beside(SourceDouble::default()).await;
    let before = scanned.header("etag").to_owned();

    let began = Instant::now();
    let waiting = here.get(scanned.header("location")).by(who).header("prefer", "wait=10");
    let waiting = waiting.header("if-none-match", &before).send();
    let (answer, ()) = tokio::join!(waiting, async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        there.knows(stated(PASTA, "Fusilli")).await;
    });
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert!(began.elapsed() < Duration::from_secs(9), "woken by time alone: {:?}", began.elapsed());
}

#[tokio::test]
async fn without_a_change_the_answer_is_not_modified() {
    let service = Service::start(SourceDouble::default()).await;
    service.knows(stated(PASTA, "Fusilli")).await;
    let who = visitor();
    let scanned = service.scan(PASTA, who).await;
    let asking = service.get(scanned.header("location")).by(who).header("prefer", "wait=1");
    let answer = asking.header("if-none-match", scanned.header("etag")).send().await;
    assert_eq!(answer.status, StatusCode::NOT_MODIFIED);
    assert_eq!(answer.header("etag"), scanned.header("etag"));
}

#[tokio::test]
async fn a_drain_answers_at_once() {
    let service = Service::start(SourceDouble::closed()).await;
    let who = visitor();
    let scanned = service.scan(PASTA, who).await;
    let began = Instant::now();
    let waiting = service.get(scanned.header("location")).by(who).header("prefer", "wait=10");
    let waiting = waiting.header("if-none-match", scanned.header("etag")).send();
    let (answer, ()) = tokio::join!(waiting, async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        service.drain.cancel();
    });
    assert_eq!(answer.status, StatusCode::NOT_MODIFIED);
    assert!(began.elapsed() < Duration::from_secs(9), "{:?}", began.elapsed());
}
