//! From the decoded code of a known product to the verdict on it, through the whole fleet: the scan, then the verdict.

use std::time::Instant;

use anyhow::{Context, ensure};
use benches::{Goal, Report};
use fleet::Fleet;
use hdrhistogram::Histogram;
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::{person::Person, scans::known};

/// Of one person, one after the other; with those that warm up fewer than the scans a minute that one person may make.
const VERDICTS: usize = 200;

pub(crate) async fn run(fleet: &Fleet, report: &mut Report) -> anyhow::Result<()> {
    let person = Person::new(fleet).await?;
    let gtins = known(&reqwest::Client::new(), &fleet.gateway_url()).await?;
    set_up(&person).await?;
    for gtin in &gtins {
        decide(&person, gtin).await?;
    }
    let mut times = Histogram::<u64>::new(3)?;
    for gtin in gtins.iter().cycle().take(VERDICTS) {
        let began = Instant::now();
        decide(&person, gtin).await?;
        times.record(u64::try_from(began.elapsed().as_micros())?)?;
    }
    for (name, quantile, goal) in [("p50", 0.50, None), ("p95", 0.95, Some(Goal::AtMost(60.0)))] {
        let millis = times.value_at_quantile(quantile) as f64 / 1000.0;
        report.add(&format!("decoded to verdict, known product: {name}"), millis, "ms", goal);
    }
    Ok(())
}

async fn set_up(person: &Person) -> anyhow::Result<()> {
    let consents = person.json("/api/v1/consents").await?;
    let items = consents["items"].as_array().context("a list of consents")?;
    let health = items.iter().find(|it| it["purpose"] == "health_profile").context("the consent")?;
    let agreed = json!({ "granted": true, "textVersion": health["current"]["version"] });
    person.put("/api/v1/consents/health_profile", &agreed).await?;
    let profile = json!({
        "allergies": [{ "allergen": "milk", "traces": "careful" }, { "allergen": "nuts", "traces": "avoid" }],
        "intolerances": ["lactose", "gluten"], "diets": ["vegetarian"], "avoidIngredients": ["palm oil"],
        "goals": [{ "nutrient": "protein", "atLeast": 10 }, { "nutrient": "sugars", "atMost": 5 }],
    });
    person.put("/api/v1/health-profile", &profile).await
}

async fn decide(person: &Person, gtin: &str) -> anyhow::Result<()> {
    let scan = person.request(Method::POST, "/api/v1/scans").json(&json!({ "raw": gtin, "entry": "typed" }));
    let scan = scan.send().await?;
    ensure!(scan.status() == StatusCode::CREATED, "a scan was answered {}", scan.status());
    scan.bytes().await?;
    let verdict = person.json(&format!("/api/v1/products/{gtin}/verdict")).await?;
    ensure!(verdict["verdict"].is_string(), "no verdict: {verdict}");
    Ok(())
}
