//! SLO-1: once a scan, when its last byte is out, under the right labels.

use std::time::Duration;

use crate::support::{Peer, Running, reply, request, until};

const DONE: &str = "outcome=complete; entry=typed; cached=true";

fn count(gateway: &Running, labels: &str) -> f64 {
    gateway.metric(&format!("packytrace_scan_result_duration_seconds_count{{{labels}}}"))
}

fn micros(ago: Duration) -> String {
    (jiff::Timestamp::now() - ago).as_microsecond().to_string()
}

#[tokio::test]
async fn a_completed_scan_counts_once_with_its_labels_and_start() {
    let peer = Peer::scripted(|seen| async move {
        let (started, complete) = match seen.uri.as_str() {
            "/api/v1/scans/done" => (micros(Duration::from_millis(2_200)), DONE),
            "/api/v1/scans/late" => (micros(Duration::from_secs(31)), DONE),
            "/api/v1/scans/odd" => (micros(Duration::ZERO), "outcome=maybe"),
            _ => return reply(http::StatusCode::OK, &[], "pending"),
        };
        reply(http::StatusCode::OK, &[("scan-started-at", &started), ("scan-complete", complete)], "{}")
    })
    .await;
    let gateway = Running::before(&peer).await;
    let complete = r#"entry="typed",cached="true",outcome="complete""#;
    for path in ["pending", "done", "odd", "late"] {
        let answer = gateway.ask(&format!("GET /api/v1/scans/{path}")).await;
        assert!(answer.header("scan-complete").is_none() && answer.header("scan-started-at").is_none());
    }
    until(|| count(&gateway, complete) > 0.0, "the scan is counted").await;
    let failed = r#"entry="typed",cached="true",outcome="failed""#;
    until(|| count(&gateway, failed) > 0.0, "the late one is a failure").await;
    assert_eq!((count(&gateway, complete), count(&gateway, failed)), (1.0, 1.0));
    let bucket = |edge| {
        gateway.metric(&format!("packytrace_scan_result_duration_seconds_bucket{{le=\"{edge}\",{complete}}}"))
    };
    assert_eq!((bucket("2.0"), bucket("2.5")), (0.0, 1.0));
    let edges: Vec<_> = gateway
        .metrics
        .render()
        .lines()
        .filter(|line| {
            line.starts_with("packytrace_scan_result_duration_seconds_bucket")
                && line.contains("outcome=\"complete\"")
        })
        .filter_map(|line| line.split("le=\"").nth(1)?.split('"').next().map(str::to_owned))
        .collect();
    assert_eq!(
        edges,
        [
            "0.05", "0.1", "0.25", "0.5", "1.0", "1.5", "2.0", "2.5", "3.0", "4.0", "5.0", "8.0", "10.0",
            "+Inf"
        ]
    );
}

#[tokio::test]
async fn routes_that_may_make_a_scan_pass_on_when_its_first_byte_came() {
    let peer = Peer::friendly().await;
    let gateway = Running::before(&peer).await;
    let mut client = gateway.connect().await;
    let head = request("GET /01/1");
    let before = jiff::Timestamp::now().as_microsecond();
    client.say(&head[..10]).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    client.say(&head[10..]).await;
    client.hear().await;
    let started: i64 =
        peer.last().headers["scan-started-at"].to_str().expect("text").parse().expect("a number");
    assert!((-2_000..150_000).contains(&(started - before)), "{} µs after the first byte", started - before);
    gateway.ask("GET /api/v1/products").await;
    assert!(!peer.last().headers.contains_key("scan-started-at"));
}
