//! Sign-ins and sessions in the wrong hands.

use std::sync::Arc;

use reqwest::{Method, StatusCode, Url, header};
use serde_json::{Value, json};

use crate::{
    browser::Page,
    gtins::lot,
    person::{Person, is_callback, sign_in_path},
    visitor::Visitor,
    world::World,
};

pub(crate) async fn a_sign_in_leads_back_to_this_site_alone(world: Arc<World>) {
    let (visitor, person) = (world.visitor(), Person::new());
    visitor.register(&person).await;
    // Few enough for the limit on sign-ins by one person; the gateway's own tests know many more.
    let tricks = [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "/\t/evil.example",
        "/%2e%2e//evil.example",
        "javascript:alert(1)",
        "/\r\nlocation: https://evil.example",
    ];
    for trick in tricks {
        // Keycloak knows the person, so the way back comes at once.
        let page = visitor.visit(&sign_in_path("login", trick)).await;
        assert_eq!(page.url.origin(), visitor.base().origin(), "{trick}");
        assert!(!page.place().contains("evil"), "{trick}: {}", page.place());
    }
    let page = visitor.visit(&sign_in_path("login", "/product/09521234500018?scan=1")).await;
    assert_eq!(page.place(), "/product/09521234500018?scan=1", "while a page of ours is gone back to");
}

/// Signs in at Keycloak and stops right before the way back.
async fn way_back(visitor: &Visitor, person: &Person) -> Url {
    let form = visitor.sign_in_form(person, &sign_in_path("login", "/profile")).await;
    let page = visitor.submit_until(&form, is_callback).await;
    assert!(is_callback(&page.url), "{}: {}", page.url, page.text());
    page.url
}

fn assert_turned_away(page: &Page, why: &str) {
    assert_eq!(page.url.path(), "/auth", "{why}: {}", page.place());
    assert!(page.parameter("error").is_some(), "{why}: {}", page.place());
}

pub(crate) async fn a_way_back_is_good_once_and_for_its_own_browser(world: Arc<World>) {
    let person = Person::new();
    world.visitor().register(&person).await;
    let (victim, stranger) = (world.visitor(), world.visitor());
    let url = way_back(&victim, &person).await;
    let thief = Visitor::with(victim.base().as_str(), victim.jar().stolen());

    assert_turned_away(&stranger.visit(url.as_str()).await, "a browser that began no sign-in");
    stranger.visit("/auth/login").await;
    assert_turned_away(&stranger.visit(url.as_str()).await, "a browser that began another sign-in");
    assert!(!stranger.is_signed_in().await);

    let page = victim.visit(url.as_str()).await;
    assert_eq!(page.place(), "/profile");
    victim.known().await;
    for (browser, why) in [(&victim, "a second time"), (&thief, "a copy of the browser")] {
        assert_turned_away(&browser.visit(url.as_str()).await, why);
    }
    assert!(victim.is_signed_in().await && !thief.is_signed_in().await);
}

pub(crate) async fn nobody_can_be_signed_in_to_anothers_account(world: Arc<World>) {
    let attacker = Person::new();
    world.visitor().register(&attacker).await;
    let (theirs, victim) = (world.visitor(), world.visitor());
    let url = way_back(&theirs, &attacker).await;
    let code = Page { url, html: String::new() }.parameter("code").unwrap();

    let asked = victim.visit_until("/auth/login", |url| url.path().ends_with("/auth")).await;
    let state = asked.parameter("state").expect("the victim's own state");
    let mut forged = victim.base().join("/auth/callback").unwrap();
    forged.query_pairs_mut().append_pair("state", &state).append_pair("code", &code);
    assert_turned_away(&victim.visit(forged.as_str()).await, "a code that was meant for another browser");
    assert!(!victim.is_signed_in().await);

    for query in ["", "?code=x", "?state=x", "?state=x&code=y", "?error=access_denied", "?state=&code="] {
        assert_turned_away(&victim.visit(&format!("/auth/callback{query}")).await, query);
    }
}

pub(crate) async fn a_session_that_was_tampered_with_opens_nothing(world: Arc<World>) {
    let (visitor, person) = (world.visitor(), Person::new());
    visitor.register(&person).await;
    let (name, value) = visitor.jar().ours("session").unwrap();
    let (_, of_visitor) = visitor.jar().ours("visitor").unwrap();
    let flipped = |at: usize| {
        let other = if value.as_bytes()[at] == b'A' { "B" } else { "A" };
        format!("{}{other}{}", &value[..at], &value[at + 1..])
    };
    let places = [0, 1, value.len() / 4, value.len() / 2, value.len() - 5];
    let mut forged: Vec<String> = places.map(flipped).into();
    forged.extend([
        value[..value.len() / 2].to_owned(),
        format!("{value}AAAA"),
        String::new(),
        "A".repeat(3000),
    ]);
    forged.extend([of_visitor, "eyJhbGciOiJub25lIn0.e30.".into()]);
    let mut refusals = Vec::new();
    for value in forged {
        let stranger = world.visitor();
        stranger.set_cookie(&format!("{name}={value}"));
        assert!(!stranger.is_signed_in().await, "{value}");
        let answer = stranger.get("/api/v1/account").await;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{value}");
        refusals.push(without_instance(answer.json().await.unwrap()));
    }
    assert!(refusals.iter().all(|refusal| *refusal == refusals[0]), "all in the same words: {refusals:#?}");
    assert!(visitor.is_signed_in().await);
}

/// A refusal without what tells requests apart.
pub(crate) fn without_instance(mut problem: Value) -> Value {
    let members = problem.as_object_mut().unwrap();
    for member in ["instance", "requestId", "traceId"] {
        members.remove(member);
    }
    problem
}

pub(crate) async fn a_request_from_another_site_changes_nothing_of_a_session(world: Arc<World>) {
    let (visitor, person) = (world.visitor(), Person::new());
    visitor.register(&person).await;
    visitor.scan(&lot().raw).await;
    let consents = visitor.json("/api/v1/consents").await;
    let version = consents["items"][0]["current"]["version"].clone();
    let commands = [
        (Method::PUT, "/api/v1/consents/health_profile", json!({ "granted": true, "textVersion": version })),
        (Method::POST, "/api/v1/account/exports", json!({})),
        (Method::DELETE, "/api/v1/account", Value::Null),
        (Method::DELETE, "/api/v1/visitor", Value::Null),
        (Method::PUT, "/api/v1/visitor/measurement", json!({ "allowed": false })),
        (Method::PUT, "/api/v1/visitor/region", json!({ "region": "IT-25" })),
        (Method::POST, "/auth/logout", Value::Null),
    ];
    let origins: [&[(&str, &str)]; 6] = [
        &[],
        &[("sec-fetch-site", "same-origin")],
        &[("x-packytrace", "1")],
        &[("x-packytrace", "1"), ("sec-fetch-site", "cross-site")],
        &[("x-packytrace", "1"), ("sec-fetch-site", "same-site")],
        &[("x-packytrace", "1"), ("origin", "null")],
    ];
    for (method, path, body) in &commands {
        for headers in origins {
            let request =
                headers.iter().fold(visitor.request(method.clone(), path), |request, (name, value)| {
                    request.header(*name, *value)
                });
            let request = if body.is_null() { request } else { request.json(body) };
            let answer = visitor.send(request).await;
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{method} {path} with {headers:?}");
            assert!(answer.headers().get(header::SET_COOKIE).is_none(), "{method} {path} with {headers:?}");
        }
    }
    assert!(visitor.is_signed_in().await);
    assert_eq!(visitor.json("/api/v1/consents").await, consents);
    assert_eq!(visitor.json("/api/v1/visitor").await["measurement"]["allowed"], true);
    assert_eq!(visitor.lots().await.len(), 1);
}
