//! A source that is slow, dead or hostile costs its own sections only.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use futures_util::future::join_all;
use reqwest::StatusCode;

use crate::{
    gtins::{MOZZARELLA, fresh},
    source::Behaviour,
    world::{World, document},
};

pub(crate) async fn slow_sources_keep_the_promise_of_three_seconds(world: Arc<World>) {
    // The source allows 15 reads a minute: few scans, spread over the delays of the promise.
    let delays = [50, 400, 900, 1400, 1700, 2000].map(Duration::from_millis);
    let mut times = join_all(delays.map(|delay| {
        let world = world.clone();
        async move {
            let gtin = fresh();
            world.source_does(
                &gtin,
                Behaviour::late(delay, Behaviour::json(200, document(&gtin, "Late muesli"))),
            );
            let (visitor, began) = (world.visitor(), Instant::now());
            let scan = visitor.scan(&gtin).await;
            if delay > Duration::from_secs(1) {
                let first = &scan["passport"]["product"]["status"];
                assert_eq!(first, "pending", "the first answer does not wait for the source");
            }
            visitor.complete(scan).await;
            began.elapsed()
        }
    }))
    .await;
    times.sort();
    // What the machine needs without waiting for anybody, busy as it may be, is not the sources' doing.
    let machine = times[0];
    assert!(*times.last().unwrap() < Duration::from_secs(3) + machine, "{times:?}");
}

pub(crate) async fn a_dead_source_costs_its_sections_only(world: Arc<World>) {
    let (visitor, gtin) = (world.visitor(), fresh());
    world.source_does(&gtin, Behaviour::HangUp);
    let scan = visitor.scan(&gtin).await;
    let scan = visitor.complete(scan).await;
    let product = &scan["passport"]["product"];
    assert_eq!(
        (&product["status"], &product["reason"]),
        (&"failed".into(), &"source_unavailable".into()),
        "{scan}"
    );
    assert!(product["retryAt"].is_string());
    let scan = visitor.scan(MOZZARELLA).await;
    assert_eq!(scan["passport"]["product"]["status"], "loaded", "known products do not care");
}

pub(crate) async fn a_hostile_document_fails_its_section_alone(world: Arc<World>) {
    let (visitor, gtin) = (world.visitor(), fresh());
    world.source_does(&gtin, Behaviour::json(200, "[".repeat(100_000)));
    let before = world.asked();
    let scan = visitor.scan(&gtin).await;
    let scan = visitor.complete(scan).await;
    let product = &scan["passport"]["product"];
    assert_eq!((&product["status"], &product["reason"]), (&"failed".into(), &"bad_data".into()), "{scan}");
    assert!(world.asked() > before, "the source was asked");
    assert_eq!(visitor.get(&format!("/api/v1/products/{MOZZARELLA}")).await.status(), StatusCode::OK);
}
