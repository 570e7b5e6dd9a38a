use serde_json::Value;
use service_kit::ids::BrandId;

use crate::world::{PASTA, World, ZEROS, brand, hash, november, with_sums};

const CELLS: [crate::world::Cell; 3] = [
    (PASTA, "IT-25", "scanning_visitors", 12),
    (PASTA, "other", "scanning_visitors", 6),
    (PASTA, "IT-25", "verdict_avoid", 5),
];

/// What the brand sees of November, and whether there is anything at all.
async fn seen(world: &World, brand: BrandId) -> (Value, bool) {
    let path = "/api/v1/brand/insights/series?from=2026-11-01&to=2026-11-30";
    let table = world.service.table(path, brand).await;
    let items = table["items"].as_array().expect("items");
    (table["releasedThrough"].clone(), items.iter().any(|item| !item["visitors"].is_null()))
}

#[tokio::test]
async fn nothing_of_a_day_is_shown_before_its_end() {
    let (world, brand) = (World::new().await, brand());
    let events = world.day(brand, november(2), &with_sums(&CELLS));
    let (end, rows) = events.split_last().expect("events");
    for row in rows {
        world.hear(row).await.expect("kept");
        assert_eq!(seen(&world, brand).await, (Value::Null, false));
    }
    world.hear(end).await.expect("shown");
    assert_eq!(seen(&world, brand).await, ("2026-11-02".into(), true));
}

#[tokio::test]
async fn a_day_of_which_a_row_was_changed_is_refused_and_nothing_of_it_is_shown() {
    let (world, brand) = (World::new().await, brand());
    let mut events = world.day(brand, november(2), &with_sums(&CELLS));
    for (at, event) in events.iter_mut().enumerate().filter(|(at, _)| [0, 3].contains(at)) {
        assert_eq!(event.envelope.data["metric"], "scanning_visitors", "{at}");
        let visitors = event.envelope.data["visitors"].as_i64().expect("a number");
        event.envelope.data["visitors"] = (visitors + 1).into();
    }
    let (end, rows) = events.split_last().expect("events");
    for row in rows {
        world.hear(row).await.expect("kept");
    }
    let refused = world.hear(end).await.expect_err("refused").to_string();
    assert!(refused.contains("hash is not that of its rows"), "{refused}");
    assert_eq!(seen(&world, brand).await, (Value::Null, false));
}

#[tokio::test]
async fn a_day_of_which_a_row_is_missing_or_too_many_is_refused() {
    for (kept, told) in [(4, 5), (5, 4)] {
        let (world, brand) = (World::new().await, brand());
        let cells = with_sums(&CELLS);
        for cell in &cells[..kept] {
            world.hear(&world.row(brand, november(2), *cell)).await.expect("kept");
        }
        let hash = hash(brand, november(2), &cells[..kept], ZEROS);
        let refused = world.hear(&world.end(brand, november(2), told, ZEROS, &hash)).await;
        assert!(refused.expect_err("refused").to_string().contains("number of rows"));
        assert_eq!(seen(&world, brand).await, (Value::Null, false));
    }
}

#[tokio::test]
async fn a_group_below_k_is_refused_even_under_a_true_hash() {
    let (world, brand) = (World::new().await, brand());
    let events = world.day(brand, november(2), &with_sums(&[(PASTA, "IT-25", "scanning_visitors", 4)]));
    let (end, rows) = events.split_last().expect("events");
    for row in rows {
        world.hear(row).await.expect("kept");
    }
    assert!(world.hear(end).await.expect_err("refused").to_string().contains("fewer visitors"));
    assert_eq!(seen(&world, brand).await, (Value::Null, false));
}

#[tokio::test]
async fn a_day_continues_the_one_before_and_is_told_once() {
    let (world, brand) = (World::new().await, brand());
    world.release(brand, november(2), &CELLS).await;
    let (first, other) = (world.last_hash(brand), hash(brand, november(3), &[], ZEROS));
    let unconnected = world.end(brand, november(3), 0, ZEROS, &other);
    assert!(world.hear(&unconnected).await.expect_err("refused").to_string().contains("continue the chain"));

    let true_hash = hash(brand, november(3), &[], &first);
    let mut end = world.end(brand, november(3), 0, &first, &true_hash);
    end.envelope.stream_version -= 1; // the refused one had its place
    world.hear(&end).await.expect("shown");
    assert_eq!(seen(&world, brand).await, ("2026-11-03".into(), true));

    world.skip(brand, -1);
    let mut again = world.row(brand, november(2), CELLS[0]);
    assert!(world.hear(&again).await.expect_err("refused").to_string().contains("closed before"));
    again.envelope.data["day"] = "2026-11-03".into();
    assert!(world.hear(&again).await.is_err(), "the last day is closed too");
}

#[tokio::test]
async fn the_same_events_again_change_nothing() {
    let (world, brand) = (World::new().await, brand());
    let events = world.day(brand, november(2), &with_sums(&CELLS));
    for event in events.iter().chain(&events).chain(&events) {
        world.hear(event).await.expect("had");
    }
    let table = world.service.table("/api/v1/brand/insights/products", brand).await;
    assert_eq!(table["items"][0]["visitors"], 18);
    assert_eq!(table["items"][0]["daysReleased"], 1);
}

#[tokio::test]
async fn a_brand_is_told_of_by_its_own_stream_alone() {
    let (world, one, other) = (World::new().await, brand(), brand());
    let mut stray = world.row(one, november(2), CELLS[0]);
    stray.envelope.data["brandId"] = other.to_string().into();
    assert!(world.hear(&stray).await.expect_err("refused").to_string().contains("another brand"));
}

#[tokio::test]
async fn a_service_that_begins_in_the_middle_of_a_day_goes_on_with_the_next() {
    let (world, brand) = (World::new().await, brand());
    let events = world.day(brand, november(2), &with_sums(&CELLS));
    for event in &events[2..] {
        world.hear(event).await.expect("nothing holds the stream up");
    }
    assert_eq!(seen(&world, brand).await, (Value::Null, false));
    world.release(brand, november(3), &CELLS).await;
    assert_eq!(seen(&world, brand).await, ("2026-11-03".into(), true));
    let path = "/api/v1/brand/insights/series?from=2026-11-02&to=2026-11-02";
    let table = world.service.table(path, brand).await;
    let not_told = (&table["items"][0]["visitors"], &table["items"][0]["suppressed"]);
    assert_eq!(not_told, (&Value::Null, &Value::Bool(false)), "never released to us, not withheld");
}
