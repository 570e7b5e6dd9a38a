//! The resolver description file.

use axum::{
    http::{HeaderValue, header},
    response::IntoResponse,
};
use serde_json::json;
use service_kit::http::Json;

use super::JSON_LD_CONTEXT;

const ONE_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// What this resolver can do, as the standard's schema has it.
pub(super) fn description(stem: &str) -> impl IntoResponse + use<> {
    let body = json!({
        "name": "PackyTrace",
        "resolverRoot": stem,
        "supportedPrimaryKeys": ["01"],
        "supportedLinkType": [{ "namespace": "https://ref.gs1.org/voc/", "prefix": "gs1:" }],
        "linkTypeDefaultCanBeLinkset": false,
        "supportedContextValuesExternal": [{
            "nameOfList": "ISO 3166-1 alpha-2",
            "url": "https://www.iso.org/iso-3166-country-codes.html",
        }],
        "jsonLdContextLocation": JSON_LD_CONTEXT,
    });
    ([(header::CACHE_CONTROL, ONE_HOUR)], Json(body))
}
