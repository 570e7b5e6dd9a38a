//! What the pipeline releases: rows and ends of days, hashed here by ADR 0016's own words.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Mutex,
};

use brand_analytics_service::adapters::{kafka, metrics::Meters};
use contracts::{
    Envelope, EventData, SpecVersion,
    events::{InsightReleased, WindowClosed},
};
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use messaging::{Event, inbox::deliver};
use serde_json::json;
use service_kit::ids::BrandId;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::service::Service;

pub(crate) const PASTA: &str = "08001505005707";
pub(crate) const SAUCE: &str = "09521234500018";
pub(crate) const ZEROS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// A day of the November in which the tests take place.
pub(crate) fn november(day: i8) -> Date {
    date(2026, 11, day)
}

/// A row before it is an event: product, region, metric, visitors.
pub(crate) type Cell = (&'static str, &'static str, &'static str, i64);

/// The cells and, for each product and metric, the row of all regions.
pub(crate) fn with_sums(cells: &[Cell]) -> Vec<Cell> {
    let mut sums: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    for (gtin, _, metric, visitors) in cells {
        *sums.entry((gtin, metric)).or_default() += visitors;
    }
    let sums = sums.into_iter().map(|((gtin, metric), visitors)| (gtin, "all", metric, visitors));
    cells.iter().copied().chain(sums).collect()
}

/// The hash that ADR 0016 describes.
pub(crate) fn hash(brand: BrandId, day: Date, cells: &[Cell], previous: &str) -> String {
    let mut lines: Vec<_> = cells
        .iter()
        .map(|(gtin, region, metric, visitors)| {
            format!("row:{gtin},{region},{metric},{visitors},threshold,5\n")
        })
        .collect();
    lines.sort();
    let head = format!("packytrace-release:1\nbrandId:{brand}\nday:{day}\nrows:{}\n", lines.len());
    let text = head + &lines.concat() + &format!("previousHash:{previous}\n");
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A service, and what it is told.
pub(crate) struct World {
    pub(crate) service: Service,
    heads: Mutex<HashMap<BrandId, (i64, String)>>,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self { service: Service::start().await, heads: Mutex::default() }
    }

    /// Releases a day as it should be: the cells, their sums, and the end of the day.
    pub(crate) async fn release(&self, brand: BrandId, day: Date, cells: &[Cell]) {
        for event in self.day(brand, day, &with_sums(cells)) {
            self.hear(&event).await.expect("an effect");
        }
    }

    /// The events of a day, which continue the brand's stream and chain.
    pub(crate) fn day(&self, brand: BrandId, day: Date, cells: &[Cell]) -> Vec<Event> {
        let previous = self.last_hash(brand);
        let hash = hash(brand, day, cells, &previous);
        let mut events: Vec<_> = cells.iter().map(|cell| self.row(brand, day, *cell)).collect();
        events.push(self.end(brand, day, cells.len(), &previous, &hash));
        self.heads.lock().expect("heads").entry(brand).or_default().1 = hash;
        events
    }

    /// The hash of the brand's last window.
    pub(crate) fn last_hash(&self, brand: BrandId) -> String {
        let heads = self.heads.lock().expect("heads");
        heads
            .get(&brand)
            .map(|(_, hash)| hash.clone())
            .filter(|hash| !hash.is_empty())
            .unwrap_or(ZEROS.into())
    }

    pub(crate) fn row(&self, brand: BrandId, day: Date, (gtin, region, metric, visitors): Cell) -> Event {
        let data = json!({
            "brandId": brand, "gtin": gtin, "region": region, "day": day, "metric": metric,
            "visitors": visitors, "policy": "threshold", "k": 5,
        });
        let data: InsightReleased = serde_json::from_value(data).expect("a row");
        self.event(brand, &data)
    }

    pub(crate) fn end(&self, brand: BrandId, day: Date, rows: usize, previous: &str, hash: &str) -> Event {
        let data =
            json!({ "brandId": brand, "day": day, "rows": rows, "previousHash": previous, "hash": hash });
        let data: WindowClosed = serde_json::from_value(data).expect("a window");
        self.event(brand, &data)
    }

    fn event<T: EventData>(&self, brand: BrandId, data: &T) -> Event {
        let mut heads = self.heads.lock().expect("heads");
        let (version, _) = heads.entry(brand).or_default();
        *version += 1;
        let envelope = Envelope {
            specversion: SpecVersion::V1,
            id: Uuid::now_v7(),
            event_type: T::TYPE.into(),
            source: "measurement-pipeline".into(),
            time: Timestamp::now(),
            subject: brand.to_string(),
            stream_version: *version,
            data_schema: T::SCHEMA_ID.into(),
            data: serde_json::to_value(data).expect("data"),
        };
        Event { topic: T::ON, envelope, traceparent: None }
    }

    /// Forgets that so many events were ever there, as a topic does after 13 months.
    pub(crate) fn skip(&self, brand: BrandId, events: i64) {
        self.heads.lock().expect("heads").entry(brand).or_default().0 += events;
    }

    pub(crate) async fn hear(&self, event: &Event) -> anyhow::Result<()> {
        let subscription = kafka::insights(Meters::default());
        deliver(&self.service.db, &subscription, event).await.map(drop)
    }
}

/// A brand nobody has heard of.
pub(crate) fn brand() -> BrandId {
    BrandId::new_v7(Timestamp::now())
}
