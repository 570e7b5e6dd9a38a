//! The ledger: every row balances.

use serde_json::{Value, json};

use crate::service::{Person, Service, days};

const KINDS: [&str; 5] = ["used", "thrownAway", "givenAway", "remaining", "unaccounted"];

fn balances(row: &Value) -> bool {
    let of = |kind: &str| row[kind].as_f64().expect("a number");
    let thrown: f64 =
        row["reasons"].as_object().expect("reasons").values().map(|v| v.as_f64().expect("a number")).sum();
    let sum: f64 = KINDS.iter().map(|kind| of(kind)).sum();
    (sum - of("added")).abs() < 1e-9 && (thrown - of("thrownAway")).abs() < 1e-9
}

async fn waste(service: &Service, person: &Person, query: &str) -> Value {
    let answer = service.get(&format!("/api/v1/fridge/waste{query}")).by(person).send().await;
    assert_eq!(answer.status.as_u16(), 200, "{}", answer.text);
    answer.body()
}

#[tokio::test]
async fn everything_that_came_in_is_used_thrown_given_missing_or_still_there() {
    let (service, sara) = (Service::start().await, Person::new());
    let grams = |amount: f64| json!({ "amount": amount, "unit": "g" });
    let body =
        json!({ "name": "Cheese", "quantity": grams(400.0), "price": { "amount": 8, "currency": "EUR" } });
    let cheese = service.adds(&sara, &body).await;
    service.does(&sara, &cheese, &json!({ "action": "use", "quantity": grams(99.999) })).await;
    service.does(&sara, &cheese, &json!({ "action": "give_away", "quantity": grams(50.001) })).await;
    service.does(&sara, &cheese, &json!({ "action": "correct", "quantity": grams(200.0) })).await;
    service
        .does(
            &sara,
            &cheese,
            &json!({ "action": "throw_away", "quantity": grams(100.0), "reason": "spoiled" }),
        )
        .await;
    let eggs =
        service.adds(&sara, &json!({ "name": "Eggs", "quantity": { "amount": 6, "unit": "piece" } })).await;
    service.does(&sara, &eggs, &json!({ "action": "throw_away", "reason": "expired" })).await;
    service.does(&sara, &eggs, &json!({ "action": "recycle" })).await;
    service.passes(days(8));
    service.adds(&sara, &json!({ "name": "Eggs", "quantity": { "amount": 10, "unit": "piece" } })).await;

    let told = waste(&service, &sara, "?by=week").await;
    let rows = told["rows"].as_array().expect("rows");
    assert!(rows.iter().chain(told["packs"].as_array().expect("packs")).all(balances), "{told}");
    let keys: Vec<_> = rows
        .iter()
        .map(|row| (row["period"].as_str().expect("a day"), row["unit"].as_str().expect("a unit")))
        .collect();
    assert_eq!(keys, [("2026-11-23", "piece"), ("2026-11-23", "g"), ("2026-11-30", "piece")]);
    let cheese = &rows[1];
    let amounts = KINDS.map(|kind| cheese[kind].as_f64().expect("a number"));
    assert_eq!(amounts, [99.999, 100.0, 50.001, 100.0, 50.0]);
    assert_eq!(cheese["reasons"]["spoiled"], 100);
    assert_eq!(
        (
            &told["packs"][0]["thrownAway"],
            &told["packs"][0]["reasons"]["expired"],
            &told["packs"][0]["remaining"]
        ),
        (&json!(1), &json!(1), &json!(1))
    );
    assert_eq!(
        told["money"],
        json!({ "thrownAway": [{ "amount": 2, "currency": "EUR" }], "pricedPacks": 1, "packs": 3 })
    );
    assert_eq!(
        (&told["from"], &told["to"], &told["by"]),
        (&json!("2026-09-14"), &json!("2026-12-01"), &json!("week"))
    );
}

#[tokio::test]
async fn a_pack_counts_on_the_day_it_came_in_by_the_persons_clock() {
    let (service, sara) = (Service::start().await, Person::new());
    service.chooses(&sara, 9, "Pacific/Kiritimati").await;
    service.passes(jiff::SignedDuration::from_hours(2));
    service.adds(&sara, &json!({ "name": "Eggs" })).await;
    let told = waste(&service, &sara, "?by=day&from=2026-11-24&to=2026-11-24").await;
    assert_eq!(
        (told["rows"][0]["period"].as_str(), told["timeZone"].as_str()),
        (Some("2026-11-24"), Some("Pacific/Kiritimati"))
    );
    assert!(
        waste(&service, &sara, "?by=day&from=2026-11-23&to=2026-11-23").await["rows"]
            .as_array()
            .expect("rows")
            .is_empty()
    );
    assert_eq!(waste(&service, &sara, "?by=month").await["rows"][0]["period"], "2026-11-01");
}

#[tokio::test]
async fn days_that_do_not_fit_are_told_where() {
    let (service, sara) = (Service::start().await, Person::new());
    let ask = |query: &str| service.get(&format!("/api/v1/fridge/waste{query}")).by(&sara).send();
    assert_eq!(ask("?from=2026-11-23&to=2026-11-01").await.fault().2, ["/to"]);
    assert_eq!(ask("?from=1990-01-01").await.fault().2, ["/from"]);
    for query in ["?by=year", "?from=yesterday", "?until=2026-11-01"] {
        assert_eq!(ask(query).await.problem(), (400, "invalid-request".to_owned()), "{query}");
    }
}
