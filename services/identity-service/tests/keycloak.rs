//! The adapter of Keycloak's admin API: on the real one, and on one that misbehaves.
#![cfg(test)]

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{
    Json, Router,
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
    routing::{get, post},
};
use identity_service::{
    adapters::keycloak::{Keycloak, KeycloakSettings},
    application::ports::{Directory, DirectoryError},
    domain::{account::Subject, locale::Locale, person::EmailAddress},
};
use serde_json::json;
use uuid::Uuid;

fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} must be set (`make test` sets it)"))
}

fn keycloak(url: &str, secret: &str) -> Keycloak {
    let secret = secret.parse().unwrap_or_else(|never| match never {});
    let url = url.parse().expect("an address");
    Keycloak::new(&KeycloakSettings { url, realm: "packytrace".into(), client_secret: secret })
        .expect("settings")
}

/// The real one, once it answers: the first questions after its start take it longer than a person would wait.
async fn real() -> Keycloak {
    let secret = variable("PACKYTRACE_TEST_KEYCLOAK_IDENTITY_SECRET");
    let keycloak = keycloak(&variable("PACKYTRACE_TEST_KEYCLOAK"), &secret);
    let deadline = Instant::now() + Duration::from_secs(60);
    while let Err(error) = keycloak.by_email(&somebody()).await {
        assert!(Instant::now() < deadline, "Keycloak does not answer: {error:?}");
    }
    keycloak
}

fn somebody() -> EmailAddress {
    format!("brand-{}@example.org", Uuid::new_v4().simple()).parse().expect("an address")
}

#[tokio::test]
async fn a_person_comes_acts_for_a_brand_and_goes() {
    let (keycloak, email) = (real().await, somebody());
    assert_eq!(keycloak.by_email(&email).await.expect("an answer"), None);
    let subject = keycloak.create(&email).await.expect("made");
    assert_eq!(keycloak.create(&email).await.expect("there already"), subject);
    let shouted = email.as_str().to_uppercase().parse().expect("an address");
    let found = keycloak.by_email(&shouted).await.expect("an answer").expect("somebody");
    assert_eq!((&found.subject, found.email_verified, found.enabled), (&subject, false, true));

    for member in [true, true, false, false] {
        keycloak.set_brand_user(&subject, member).await.expect("a role");
    }
    keycloak.sign_out(&subject).await.expect("signed out");
    keycloak.disable(&subject).await.expect("disabled");
    let person = keycloak.person(&subject).await.expect("an answer").expect("somebody");
    assert!(!person.enabled);
    assert_eq!(person.email.as_deref(), Some(email.as_str()), "disabling changes nothing else");

    keycloak.delete(&subject).await.expect("deleted");
    assert_eq!(keycloak.person(&subject).await.expect("an answer"), None);
    keycloak.delete(&subject).await.expect("deleted before");
    keycloak.disable(&subject).await.expect("nobody to disable");
    keycloak.sign_out(&subject).await.expect("nobody to sign out");
    keycloak.set_brand_user(&subject, false).await.expect("nobody to take it from");
}

#[tokio::test]
async fn who_is_invited_gets_a_mail() {
    let (keycloak, email) = (real().await, somebody());
    let subject = keycloak.create(&email).await.expect("made");
    keycloak.invite(&subject).await.expect("mailed");
    keycloak.delete(&subject).await.expect("deleted");
}

#[tokio::test]
async fn who_is_to_confirm_an_address_gets_a_mail_in_their_language() {
    let keycloak = real().await;
    for (language, subject) in [(Locale::Italian, "Conferma il tuo indirizzo"), (Locale::German, "Bestätige")]
    {
        let email = somebody();
        let person = keycloak.create(&email).await.expect("made");
        keycloak.ask_to_verify(&person, language).await.expect("mailed");
        let mail = mail_to(&email).await;
        assert!(mail["subject"].as_str().is_some_and(|said| said.contains(subject)), "{}", mail["subject"]);
        keycloak.delete(&person).await.expect("deleted");
        assert!(keycloak.ask_to_verify(&person, language).await.is_err(), "there is nobody to be mailed");
    }
}

/// The mail that was caught for somebody.
async fn mail_to(email: &EmailAddress) -> serde_json::Value {
    let caught = format!("{}/api/email", variable("PACKYTRACE_TEST_SMTP_API"));
    let deadline = Instant::now() + Duration::from_secs(20);
    while Instant::now() < deadline {
        let mails = reqwest::get(&caught).await.expect("the mail catcher").json::<Vec<serde_json::Value>>();
        let mut mails = mails.await.expect("mails").into_iter();
        if let Some(mail) = mails.find(|mail| mail["to"][0]["address"] == email.as_str()) {
            return mail;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no mail was caught")
}

#[tokio::test]
async fn a_wrong_secret_is_no_outage_and_says_nothing() {
    let keycloak = keycloak(&variable("PACKYTRACE_TEST_KEYCLOAK"), "guess");
    let refused = keycloak.by_email(&somebody()).await.expect_err("refused");
    assert!(matches!(refused, DirectoryError::Unexpected(_)), "{refused:?}");
    assert!(!format!("{refused:?}").contains('@'));
}

/// A server that answers as told.
async fn scripted(router: Router) -> Keycloak {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(service_kit::http::serve(listener, router, tokio_util::sync::CancellationToken::new()));
    keycloak(&format!("http://{address}"), "secret")
}

const TOKEN: &str = "/realms/packytrace/protocol/openid-connect/token";
const USER: &str = "/admin/realms/packytrace/users/{id}";

fn subject() -> Subject {
    "0b9c1f0e-7f52-4f1e-9a50-0c6a1c9ce111".parse().expect("a subject")
}

/// Tokens `t1`, `t2`, … as they are asked for.
fn tokens(granted: &Arc<AtomicUsize>) -> Router {
    let granted = granted.clone();
    let grant = move || {
        let number = granted.fetch_add(1, Ordering::SeqCst) + 1;
        async move { Json(json!({ "access_token": format!("t{number}"), "expires_in": 300 })) }
    };
    Router::new().route(TOKEN, post(grant))
}

fn user_for(
    wanted: &'static str,
) -> impl Fn(HeaderMap) -> std::future::Ready<axum::response::Response> + Clone {
    move |headers: HeaderMap| {
        let said = headers.get("authorization").and_then(|value| value.to_str().ok());
        let known = said == Some(wanted);
        let user = json!({ "id": subject().as_str(), "email": "sara@example.org", "enabled": true });
        std::future::ready(if known {
            Json(user).into_response()
        } else {
            StatusCode::UNAUTHORIZED.into_response()
        })
    }
}

#[tokio::test]
async fn a_token_serves_many_calls_and_a_refused_one_is_replaced_once() {
    let granted = Arc::new(AtomicUsize::new(0));
    let keycloak = scripted(tokens(&granted).route(USER, get(user_for("Bearer t2")))).await;
    let who = subject();
    let many = (0..6).map(|_| keycloak.person(&who));
    for person in futures_util::future::join_all(many).await {
        assert!(person.expect("an answer").is_some());
    }
    assert_eq!(granted.load(Ordering::SeqCst), 2, "one that was refused, one that served all");

    let never = scripted(tokens(&granted).route(USER, get(user_for("Bearer none")))).await;
    let refused = never.person(&who).await;
    assert!(matches!(refused, Err(DirectoryError::Unexpected(_))), "{refused:?}");
    assert_eq!(granted.load(Ordering::SeqCst), 4, "and no third time");
}

#[tokio::test]
async fn an_outage_is_told_from_nonsense_and_nobody_waits_for_long() {
    let nowhere = keycloak("http://127.0.0.1:9", "secret");
    assert!(matches!(nowhere.person(&subject()).await, Err(DirectoryError::Unavailable(_))));

    let granted = Arc::new(AtomicUsize::new(0));
    let busy = tokens(&granted).route(USER, get(|| async { StatusCode::SERVICE_UNAVAILABLE }));
    assert!(matches!(scripted(busy).await.person(&subject()).await, Err(DirectoryError::Unavailable(_))));
    let broken = tokens(&granted).route(USER, get(|| async { StatusCode::INTERNAL_SERVER_ERROR }));
    assert!(matches!(scripted(broken).await.person(&subject()).await, Err(DirectoryError::Unexpected(_))));
    let silent = tokens(&granted).route(USER, get(std::future::pending::<StatusCode>));
    let (silent, began) = (scripted(silent).await, Instant::now());
    assert!(matches!(silent.person(&subject()).await, Err(DirectoryError::Unavailable(_))));
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}
