//! A release as the contracts tell it.

use contracts::{
    Envelope, EventData, SpecVersion,
    events::{InsightReleased, InsightReleasedMetric, WindowClosed},
};
use serde::Serialize;

use crate::domain::{
    batch::{Release, Told},
    metric::Metric,
    policy::ReleasePolicy,
};

/// Who says so.
const SOURCE: &str = "measurement-pipeline";

/// An event of a release, ready to be written.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Line {
    /// A number.
    Insight(Envelope<InsightReleased>),
    /// A brand's day is complete.
    Closed(Envelope<WindowClosed>),
}

/// In its envelope; nothing in it says which request or person caused it.
#[must_use]
pub fn envelope(release: &Release, policy: ReleasePolicy) -> Line {
    match release.told {
        Told::Insight(row) => Line::Insight(wrap(
            release,
            InsightReleased {
                brand_id: row.brand.as_uuid(),
                gtin: row.gtin.to_string(),
                region: row.region.as_str().to_owned(),
                day: release.day.date(),
                metric: metric(row.metric),
                visitors: count(row.visitors),
                policy: policy.name().to_owned(),
                k: count(policy.k().get()),
                sigma: policy.sigma(),
            },
        )),
        Told::Closed(window) => Line::Closed(wrap(
            release,
            WindowClosed {
                brand_id: window.brand.as_uuid(),
                day: window.day.date(),
                rows: count(window.rows),
                previous_hash: window.previous_hash.to_string(),
                hash: window.hash.to_string(),
            },
        )),
    }
}

fn wrap<T: EventData>(release: &Release, data: T) -> Envelope<T> {
    Envelope {
        specversion: SpecVersion::V1,
        id: release.id.as_uuid(),
        event_type: T::TYPE.to_owned(),
        source: SOURCE.to_owned(),
        time: release.day.closes_at(),
        subject: release.brand.to_string(),
        stream_version: release.version,
        data_schema: T::SCHEMA_ID.to_owned(),
        data,
    }
}

/// More visitors than this there will never be.
fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

const fn metric(metric: Metric) -> InsightReleasedMetric {
    match metric {
        Metric::ScanningVisitors => InsightReleasedMetric::ScanningVisitors,
        Metric::NewVisitors => InsightReleasedMetric::NewVisitors,
        Metric::ReturningVisitors => InsightReleasedMetric::ReturningVisitors,
        Metric::AccountsCreatedAfterScan => InsightReleasedMetric::AccountsCreatedAfterScan,
        Metric::VerdictGood => InsightReleasedMetric::VerdictGood,
        Metric::VerdictCareful => InsightReleasedMetric::VerdictCareful,
        Metric::VerdictAvoid => InsightReleasedMetric::VerdictAvoid,
        Metric::SavedToFridge => InsightReleasedMetric::SavedToFridge,
        Metric::UsedUp => InsightReleasedMetric::UsedUp,
        Metric::ThrownAway => InsightReleasedMetric::ThrownAway,
        Metric::Recycled => InsightReleasedMetric::Recycled,
        Metric::Reports => InsightReleasedMetric::Reports,
    }
}
