//! Nobody sees another's scans, nobody gets inside, and only a person's own wish changes something.

use std::sync::Arc;

use reqwest::{Method, StatusCode, header};
use serde_json::json;

use crate::{gtins::MOZZARELLA, world::World};

pub(crate) async fn another_visitors_scan_is_not_found(world: Arc<World>) {
    let (owner, stranger) = (world.visitor(), world.visitor());
    let scan = owner.scan(MOZZARELLA).await;
    let path = format!("/api/v1/scans/{}", scan["scanId"].as_str().unwrap());
    assert_eq!(owner.get(&path).await.status(), StatusCode::OK);
    assert_eq!(stranger.get(&path).await.status(), StatusCode::NOT_FOUND);
    let deletion = stranger.send(stranger.command(Method::DELETE, &path)).await;
    assert_eq!(deletion.status(), StatusCode::NOT_FOUND);
    assert_eq!(owner.get(&path).await.status(), StatusCode::OK, "still there");
}

pub(crate) async fn a_forged_cookie_silently_becomes_a_new_visitor(world: Arc<World>) {
    let visitor = world.visitor();
    let scan = visitor.scan(MOZZARELLA).await;
    let path = format!("/api/v1/scans/{}", scan["scanId"].as_str().unwrap());
    let (name, value) = visitor
        .cookie()
        .and_then(|pair| pair.split_once('=').map(|(a, b)| (a.to_owned(), b.to_owned())))
        .unwrap();
    let middle = value.len() / 2;
    let other = if value.as_bytes()[middle] == b'A' { "B" } else { "A" };
    let forged = format!("{}{other}{}", &value[..middle], &value[middle + 1..]);
    visitor.set_cookie(&format!("{name}={forged}"));
    let answer = visitor.get(&path).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND, "a forged cookie opens nothing");
    assert_ne!(visitor.cookie().unwrap(), format!("{name}={forged}"), "and is replaced without a word");
}

pub(crate) async fn a_deleted_scan_is_gone(world: Arc<World>) {
    let visitor = world.visitor();
    let scan = visitor.scan(MOZZARELLA).await;
    let path = format!("/api/v1/scans/{}", scan["scanId"].as_str().unwrap());
    assert_eq!(visitor.send(visitor.command(Method::DELETE, &path)).await.status(), StatusCode::NO_CONTENT);
    assert_eq!(visitor.get(&path).await.status(), StatusCode::NOT_FOUND);
    assert!(visitor.history().await.is_empty());
}

pub(crate) async fn the_inside_is_not_reachable_from_outside(world: Arc<World>) {
    let visitor = world.visitor();
    for path in
        ["/metrics", "/health/live", "/health/ready", "/internal/labels/09521234500018", "/internal/export/x"]
    {
        assert_eq!(visitor.get(path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
    let passport = fleet::Service::named("passport-service").unwrap_or_else(|| panic!("no passport-service"));
    let direct = reqwest::get(format!("{}/api/v1/scans", world.fleet.service_url(passport))).await.unwrap();
    assert_eq!(direct.status(), StatusCode::UNAUTHORIZED, "a service answers to the gateway only");
}

pub(crate) async fn a_request_from_another_site_changes_nothing(world: Arc<World>) {
    let visitor = world.visitor();
    visitor.scan(MOZZARELLA).await;
    let body = json!({ "raw": MOZZARELLA, "entry": "typed" });
    let attempts = [
        visitor.request(Method::POST, "/api/v1/scans"),
        visitor.request(Method::POST, "/api/v1/scans").header("x-packytrace", "1"),
        visitor.request(Method::POST, "/api/v1/scans").header("sec-fetch-site", "same-origin"),
        visitor
            .request(Method::POST, "/api/v1/scans")
            .header("sec-fetch-site", "cross-site")
            .header("x-packytrace", "1"),
        visitor
            .request(Method::POST, "/api/v1/scans")
            .header(header::ORIGIN, "null")
            .header("x-packytrace", "1"),
        visitor
            .request(Method::POST, "/api/v1/scans")
            .header(header::ORIGIN, "https://evil.example")
            .header("x-packytrace", "1"),
    ];
    for attempt in attempts {
        assert_eq!(visitor.send(attempt.json(&body)).await.status(), StatusCode::FORBIDDEN);
    }
    assert_eq!(visitor.history().await.len(), 1);
}

pub(crate) async fn link_previews_and_bots_leave_no_scan(world: Arc<World>) {
    let visitor = world.visitor();
    visitor.scan(MOZZARELLA).await;
    let link = format!("/01/{MOZZARELLA}");
    let attempts = [
        visitor.request(Method::GET, &link).header(header::USER_AGENT, "WhatsApp/2.24.1 A"),
        visitor.request(Method::GET, &link).header(header::USER_AGENT, "Googlebot/2.1"),
        visitor.request(Method::HEAD, &link),
        visitor
            .request(Method::GET, &link)
            .header("sec-purpose", "prefetch")
            .header("sec-fetch-mode", "navigate"),
        visitor.request(Method::GET, &link).header("sec-fetch-mode", "cors"),
    ];
    for attempt in attempts {
        let status = visitor.send(attempt).await.status();
        assert_eq!(status, StatusCode::TEMPORARY_REDIRECT);
    }
    // One more scan of a person: whatever was wrongly recorded before it would be there by now.
    visitor.scan(MOZZARELLA).await;
    assert_eq!(visitor.history().await.len(), 2);
}
