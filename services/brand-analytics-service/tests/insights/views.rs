use serde_json::{Value, json};
use service_kit::ids::BrandId;

use crate::world::{PASTA, SAUCE, World, brand, november};

/// A brand with two products and three released days, 18 to 20 November; the last without a row.
async fn valdoro() -> (World, BrandId) {
    let (world, brand) = (World::new().await, brand());
    world
        .release(
            brand,
            november(18),
            &[
                (PASTA, "IT-25", "scanning_visitors", 12),
                (PASTA, "other", "scanning_visitors", 6),
                (PASTA, "IT-25", "verdict_avoid", 5),
                (SAUCE, "unknown", "scanning_visitors", 8),
            ],
        )
        .await;
    world.release(brand, november(19), &[(PASTA, "IT-21", "scanning_visitors", 9)]).await;
    world.release(brand, november(20), &[]).await;
    (world, brand)
}

/// Items of a metric, without what all have in common.
fn of(table: &Value, metric: &str) -> Vec<Value> {
    let items = table["items"].as_array().expect("items").iter();
    items.filter(|item| item["metric"] == metric).cloned().collect()
}

fn figure(item: &Value) -> (Option<u64>, bool) {
    (item["visitors"].as_u64(), item["suppressed"].as_bool().expect("told"))
}

#[tokio::test]
async fn beside_every_number_stand_definition_unit_window_and_policy() {
    let (world, brand) = valdoro().await;
    for view in ["summary", "products", "regions", "series"] {
        let table = world.service.table(&format!("/api/v1/brand/insights/{view}"), brand).await;
        assert_eq!(table["policy"], "threshold", "{view}");
        assert_eq!(table["k"], 5, "{view}");
        assert_eq!(table["releasedThrough"], "2026-11-20", "{view}");
        assert_eq!(table["period"], json!({ "from": "2026-10-24", "to": "2026-11-20" }), "{view}");
        for item in table["items"].as_array().expect("items") {
            let told = &table["definitions"][item["metric"].as_str().expect("a metric")];
            for member in ["name", "definition", "window"] {
                assert!(told[member].as_str().is_some_and(|text| !text.is_empty()), "{view}: {member}");
            }
            assert_eq!(told["unit"], "visitors", "{view}");
            assert!(item["unit"] == "visitors" || item["unit"] == "visitor-days", "{view}: {item}");
        }
    }
}

#[tokio::test]
async fn the_summary_adds_what_was_published_and_compares_it_with_as_many_days_before() {
    let (world, brand) = valdoro().await;
    let path = "/api/v1/brand/insights/summary?from=2026-11-19&to=2026-11-20";
    let table = world.service.table(path, brand).await;
    assert_eq!(
        of(&table, "scanning_visitors"),
        [json!({
            "period": { "from": "2026-11-19", "to": "2026-11-20" }, "gtin": null, "region": "all",
            "metric": "scanning_visitors", "visitors": 9, "suppressed": false, "unit": "visitor-days",
            "daysReleased": 1, "days": 2,
            "previous": { "period": { "from": "2026-11-17", "to": "2026-11-18" }, "visitors": 26,
                "suppressed": false, "daysReleased": 1, "days": 2 },
        })]
    );
    let avoid = &of(&table, "verdict_avoid")[0];
    assert_eq!((figure(avoid), figure(&avoid["previous"])), ((None, true), (Some(5), false)));
    let table = world.service.table(&format!("{path}&gtin={SAUCE}"), brand).await;
    let sauce = &of(&table, "scanning_visitors")[0];
    assert_eq!((figure(sauce), figure(&sauce["previous"])), ((None, true), (Some(8), false)));
    assert_eq!(sauce["gtin"], SAUCE);
}

#[tokio::test]
async fn over_time_a_day_is_told_or_withheld_or_not_released_yet() {
    let (world, brand) = valdoro().await;
    let path = "/api/v1/brand/insights/series?from=2026-11-17&to=2026-11-22";
    let days = of(&world.service.table(path, brand).await, "scanning_visitors");
    let told: Vec<_> = days.iter().map(|item| (item["day"].as_str().expect("a day"), figure(item))).collect();
    let expected = [
        ("2026-11-17", (None, false)),
        ("2026-11-18", (Some(26), false)),
        ("2026-11-19", (Some(9), false)),
        ("2026-11-20", (None, true)),
        ("2026-11-21", (None, false)),
        ("2026-11-22", (None, false)),
    ];
    assert_eq!(told, expected);
    let one = of(&world.service.table(&format!("{path}&gtin={SAUCE}"), brand).await, "scanning_visitors");
    assert_eq!(
        one.iter().map(figure).collect::<Vec<_>>()[1..4],
        [(Some(8), false), (None, true), (None, true)]
    );
    let weeks = of(&world.service.table(&format!("{path}&by=week"), brand).await, "scanning_visitors");
    assert_eq!(weeks.len(), 1, "17 to 22 November are one week");
    assert_eq!(figure(&weeks[0]), (Some(35), false));
    assert_eq!((&weeks[0]["daysReleased"], &weeks[0]["days"]), (&json!(2), &json!(6)));
}

#[tokio::test]
async fn products_stand_beside_each_other() {
    let (world, brand) = valdoro().await;
    let table = world.service.table("/api/v1/brand/insights/products", brand).await;
    let items = of(&table, "scanning_visitors");
    let told: Vec<_> =
        items.iter().map(|item| (item["gtin"].as_str().expect("a GTIN"), figure(item))).collect();
    assert_eq!(told, [(PASTA, (Some(27), false)), (SAUCE, (Some(8), false))]);
    assert_eq!(
        of(&table, "verdict_avoid").iter().map(figure).collect::<Vec<_>>(),
        [(Some(5), false), (None, true)]
    );
    assert_eq!(table["items"].as_array().map(Vec::len), Some(24), "every metric of both");
    let one =
        world.service.table(&format!("/api/v1/brand/insights/products?gtin={}", &SAUCE[1..]), brand).await;
    assert_eq!(one["items"].as_array().map(Vec::len), Some(12), "a GTIN-13 is the same product");
}

#[tokio::test]
async fn regions_are_told_as_they_were_published() {
    let (world, brand) = valdoro().await;
    let regions = |table: &Value| -> Vec<(String, Option<u64>)> {
        let items = of(table, "scanning_visitors");
        items
            .iter()
            .map(|item| (item["region"].as_str().expect("a region").to_owned(), figure(item).0))
            .collect()
    };
    let all = regions(&world.service.table("/api/v1/brand/insights/regions", brand).await);
    let expected = [("IT-21", 9), ("IT-25", 12), ("other", 6), ("unknown", 8)];
    assert_eq!(all, expected.map(|(region, n)| (region.to_owned(), Some(n))));
    let table = world.service.table(&format!("/api/v1/brand/insights/regions?gtin={PASTA}"), brand).await;
    assert_eq!(regions(&table).len(), 3);
    assert!(table["items"].as_array().expect("items").iter().all(|item| item["gtin"] == PASTA));
}

#[tokio::test]
async fn before_the_first_release_there_is_nothing_and_it_is_said_so() {
    let (world, brand) = (World::new().await, brand());
    let table = world.service.table("/api/v1/brand/insights/summary", brand).await;
    assert_eq!(
        (&table["policy"], &table["k"], &table["releasedThrough"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    assert_eq!(table["period"]["to"], "2026-11-22", "yesterday");
    assert!(table["items"].as_array().expect("items").iter().all(|item| figure(item) == (None, false)));
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused_with_its_parameter() {
    let (world, brand) = valdoro().await;
    for (query, pointer) in [
        ("from=2026-11-20&to=2026-11-19", "/to"),
        ("from=2025-10-17&to=2026-11-21", "/to"),
        ("from=1999-01-01&to=1999-01-02", "/from"),
        ("from=soon", "/from"),
        ("to=2026-11-31", "/to"),
        ("gtin=123", "/gtin"),
        ("by=hour", "/by"),
        ("brandId=other", ""),
    ] {
        let answer = world.service.get(&format!("/api/v1/brand/insights/series?{query}"), brand).await;
        assert_eq!(answer.problem(), (400, "invalid-request".to_owned()), "{query}");
        assert_eq!(answer.pointer(), pointer, "{query}");
    }
    let longest = "/api/v1/brand/insights/series?from=2025-10-18&to=2026-11-21";
    assert_eq!(world.service.get(longest, brand).await.status.as_u16(), 200);
    let unknown = world.service.get("/api/v1/brand/insights/summary?gtin=09506000134352", brand).await;
    assert_eq!(unknown.problem(), (404, "unknown-product".to_owned()));
}
