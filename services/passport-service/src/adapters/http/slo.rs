//! SLO-1: when a scan began at the gateway, and the one answer that completes it.

use axum::http::{HeaderMap, HeaderName, HeaderValue};

use crate::{
    application::record_scan::ScanView,
    domain::{passport::Passport, scan::Scan, section::Section},
};

const STARTED_AT: HeaderName = HeaderName::from_static("scan-started-at");
const COMPLETE: HeaderName = HeaderName::from_static("scan-complete");

/// First byte of the request that makes the scan, in microseconds of Unix time, as the gateway says.
pub(super) fn started_at(headers: &HeaderMap) -> Option<i64> {
    headers.get(STARTED_AT)?.to_str().ok()?.parse().ok().filter(|at| *at > 0)
}

/// Tells the gateway that the scan is complete with this answer.
pub(super) fn tell(headers: &mut HeaderMap, view: &ScanView) {
    if view.completes {
        complete(headers, &view.scan, outcome(&view.passport));
    }
}

/// [`tell`] for answers without a passport.
pub(super) fn complete(headers: &mut HeaderMap, scan: &Scan, outcome: &str) {
    let Some(started_at) = scan.started_at else { return };
    let told = format!("outcome={outcome}; entry={}; cached={}", scan.entry.as_str(), scan.cached);
    if let Ok(told) = HeaderValue::from_str(&told) {
        headers.insert(STARTED_AT, HeaderValue::from(started_at));
        headers.insert(COMPLETE, told);
    }
}

/// Failed without the product, degraded without another section.
pub(super) fn outcome(passport: &Passport) -> &'static str {
    match (&passport.product, &passport.journey, &passport.eco) {
        (Section::Failed { .. }, _, _) => "failed",
        (_, Section::Failed { .. }, _) | (_, _, Section::Failed { .. }) => "degraded",
        _ => "complete",
    }
}
