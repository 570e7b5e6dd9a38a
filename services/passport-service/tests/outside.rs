//! Whatever a source does, a read stays within its bounds and tells what happened.
#![cfg(test)]

use std::time::{Duration, Instant};

use passport_service::adapters::outside::{Limits, Outside, SourceFault};

mod support;
use support::source::{Behaviour, Source};

fn limits() -> Limits {
    Limits { time: Duration::from_millis(600), ..Limits::STANDARD }
}

fn outside(source: &Source, limits: Limits) -> Outside {
    Outside::new(source.url().parse().expect("a URL"), "PackyTrace/test", limits).expect("a client")
}

async fn fault(behaviour: Behaviour) -> (SourceFault, usize) {
    let source = Source::start(behaviour).await;
    let began = Instant::now();
    let fault = outside(&source, limits()).get("/x").await.expect_err("a fault");
    assert!(began.elapsed() < Duration::from_secs(20), "the read was not bounded: {:?}", began.elapsed());
    (fault, source.asked())
}

#[tokio::test]
async fn an_answer_arrives_whole() {
    let source = Source::start(Behaviour::json(200, r#"{"a":1}"#)).await;
    let answer = outside(&source, limits()).get("/x").await.expect("an answer");
    assert_eq!(
        (answer.status.as_u16(), answer.media_type.as_str(), &answer.body[..]),
        (200, "application/json", &br#"{"a":1}"#[..])
    );
}

#[tokio::test]
async fn an_answer_may_take_its_time_within_the_budget() {
    let source = Source::start(Behaviour::late(Duration::from_millis(200), Behaviour::json(200, "{}"))).await;
    assert!(outside(&source, limits()).get("/x").await.is_ok());
}

#[tokio::test]
async fn not_found_is_an_answer() {
    let source = Source::start(Behaviour::json(404, "{}")).await;
    assert_eq!(outside(&source, limits()).get("/x").await.expect("an answer").status.as_u16(), 404);
}

#[tokio::test]
async fn a_silent_and_a_dripping_source_time_out() {
    for behaviour in [Behaviour::Silent, Behaviour::Drip] {
        assert_eq!(fault(behaviour).await.0, SourceFault::Timeout);
    }
}

#[tokio::test]
async fn an_endless_answer_is_cut_off() {
    let (fault, _) = fault(Behaviour::Endless).await;
    assert_eq!(fault, SourceFault::BadData("the answer is too large".into()));
}

#[tokio::test]
async fn an_announced_flood_is_not_even_read() {
    let huge = Behaviour::Answer { status: 200, headers: String::new(), body: " ".repeat(3_000_000) };
    assert_eq!(fault(huge).await.0, SourceFault::BadData("the answer is too large".into()));
}

#[tokio::test]
async fn errors_of_the_source_are_its_own_and_carry_its_wish_to_wait() {
    let busy = Behaviour::Answer { status: 429, headers: "retry-after: 7\r\n".into(), body: String::new() };
    let SourceFault::Unavailable { retry_after, .. } = fault(busy).await.0 else { panic!("not unavailable") };
    assert_eq!(retry_after, Some(Duration::from_secs(7)));
    assert!(matches!(fault(Behaviour::json(500, "")).await.0, SourceFault::Unavailable { .. }));
    assert!(matches!(fault(Behaviour::HangUp).await.0, SourceFault::Unavailable { .. }));
}

#[tokio::test]
async fn a_redirect_to_another_host_is_never_followed() {
    let inner = Source::start(Behaviour::json(200, "{}")).await;
    let (fault, asked) = fault(Behaviour::redirect(&inner.url())).await;
    assert_eq!(fault, SourceFault::BadData("it redirects to another host".into()));
    assert_eq!((asked, inner.asked()), (1, 0));
}

#[tokio::test]
async fn an_address_of_another_host_is_never_asked() {
    let (source, inner) = (Source::start(Behaviour::HangUp).await, Source::start(Behaviour::HangUp).await);
    let url = inner.url().parse().expect("a URL");
    let fault = outside(&source, limits()).get_url(url).await.expect_err("refused");
    assert_eq!(fault, SourceFault::BadData("the address leads to another host".into()));
    assert_eq!((source.asked(), inner.asked()), (0, 0));
}

#[tokio::test]
async fn five_failures_open_the_breaker_and_calls_end() {
    let source = Source::start(Behaviour::json(503, "")).await;
    let outside = outside(&source, limits());
    for _ in 0..50 {
        assert!(outside.get("/x").await.is_err());
    }
    assert_eq!(source.asked(), 5);
}
