//! Scans of known products through gateway and passport-service, open loop: a late answer delays no later request.

use std::{sync::Arc, time::Duration};

use anyhow::{Context, ensure};
use benches::{Goal, Report};
use fleet::Fleet;
use hdrhistogram::Histogram;
use reqwest::{Client, StatusCode, header};
use serde_json::{Value, json};
use tokio::{
    task::JoinSet,
    time::{Instant, MissedTickBehavior, interval},
};

const RATE: u32 = 200;
const SECONDS: u32 = 20;
const VISITORS: usize = 100;

pub(crate) async fn run(fleet: &Fleet, report: &mut Report) -> anyhow::Result<()> {
    let base = fleet.gateway_url();
    let client = Client::builder().build()?;
    let gtins = known(&client, &base).await?;
    let mut cookies = Vec::with_capacity(VISITORS);
    for visitor in 0..VISITORS {
        cookies.push(scan(&client, &base, &gtins[visitor % gtins.len()], None).await?.1);
    }
    let times = load(&client, &base, Arc::new(gtins), Arc::new(cookies)).await?;
    for (name, quantile, goal) in
        [("p50", 0.50, Some(Goal::AtMost(5.0))), ("p95", 0.95, Some(Goal::AtMost(20.0))), ("p99", 0.99, None)]
    {
        let millis = times.value_at_quantile(quantile) as f64 / 1000.0;
        report.add(&format!("scan of a known product, {RATE}/s: {name}"), millis, "ms", goal);
    }
    Ok(())
}

/// The demo brand's products.
pub(crate) async fn known(client: &Client, base: &str) -> anyhow::Result<Vec<String>> {
    let found: Value =
        client.get(format!("{base}/api/v1/products?query=valdoro&limit=20")).send().await?.json().await?;
    let items = found["items"].as_array().context("a list of products")?;
    let gtins: Vec<_> = items.iter().filter_map(|item| item["gtin"].as_str()).map(str::to_owned).collect();
    ensure!(!gtins.is_empty(), "the demo brand is not in the catalog");
    Ok(gtins)
}

async fn load(
    client: &Client,
    base: &str,
    gtins: Arc<Vec<String>>,
    cookies: Arc<Vec<String>>,
) -> anyhow::Result<Histogram<u64>> {
    let mut ticks = interval(Duration::from_secs(1) / RATE);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let mut running = JoinSet::new();
    for number in 0..(RATE * SECONDS) as usize {
        let due = ticks.tick().await;
        let (client, base, gtins, cookies) =
            (client.clone(), base.to_owned(), gtins.clone(), cookies.clone());
        running.spawn(async move {
            let cookie = &cookies[number % cookies.len()];
            scan(&client, &base, &gtins[number % gtins.len()], Some(cookie)).await.map(|_| due.elapsed())
        });
    }
    let mut times = Histogram::new(3)?;
    while let Some(time) = running.join_next().await {
        times.record(u64::try_from(time??.as_micros())?)?;
    }
    Ok(times)
}

/// One scan, read to its last byte; its time and the visitor's cookie.
async fn scan(
    client: &Client,
    base: &str,
    gtin: &str,
    cookie: Option<&String>,
) -> anyhow::Result<(Duration, String)> {
    let began = Instant::now();
    let mut request = client
        .post(format!("{base}/api/v1/scans"))
        .header("sec-fetch-site", "same-origin")
        .header("x-packytrace", "1")
        .json(&json!({ "raw": gtin, "entry": "typed" }));
    if let Some(cookie) = cookie {
        request = request.header(header::COOKIE, cookie);
    }
    let response = request.send().await?;
    ensure!(response.status() == StatusCode::CREATED, "a scan was answered {}", response.status());
    let made = response.headers().get(header::SET_COOKIE).and_then(|value| value.to_str().ok());
    let made = made.and_then(|value| value.split(';').next()).unwrap_or_default().to_owned();
    response.bytes().await?;
    Ok((began.elapsed(), made))
}
