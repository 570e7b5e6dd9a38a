//! Mails that ask a person to confirm their address.

use axum::http::{Method, StatusCode};
use identity_service::{application::ports::Owed, domain::locale::Locale};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::service::{Answer, Service, SignedIn, signed_in, visitor};

const AGAIN: &str = "/api/v1/account/verification-mail";

/// Somebody who has not confirmed their address, signed in for the first time.
async fn newcomer(service: &Service, email: &str, language: Value) -> SignedIn {
    let subject = service.directory.knows(email, false);
    let body = json!({ "sub": subject.as_str(), "visitor": visitor(), "authTime": Timestamp::now(), "language": language });
    signed_in(&service.tell(&body).await, &subject)
}

async fn send_all(service: &Service) {
    service.mailer.all_due().await.expect("tried");
}

/// Everything that is owed is due at once: for tests of what follows a wait.
async fn hurry(service: &Service) {
    sqlx::query("UPDATE verification_mails SET due_at = now() WHERE due_at IS NOT NULL")
        .execute(&service.db)
        .await
        .expect("due");
    send_all(service).await;
}

async fn ask_again(service: &Service, somebody: &SignedIn) -> Answer {
    service.ask(Method::POST, AGAIN).by(somebody.principal()).header("accept-language", "de").send().await
}

#[tokio::test]
async fn a_new_account_is_asked_once_to_confirm_its_address_in_its_language() {
    let service = Service::start().await;
    let sara = newcomer(&service, "sara@example.org", json!("it-IT")).await;
    newcomer(&service, "marco@example.org", Value::Null).await;
    newcomer(&service, "yuki@example.org", json!("ja")).await;
    assert_eq!(service.directory.asked_to_verify(), [], "a sign-in waits for no mail");
    send_all(&service).await;
    let expected = [
        ("sara@example.org".to_owned(), Locale::Italian),
        ("marco@example.org".to_owned(), Locale::English),
        ("yuki@example.org".to_owned(), Locale::English),
    ];
    assert_eq!(service.directory.asked_to_verify(), expected);
    service.sign_in(&sara.subject, visitor()).await;
    hurry(&service).await;
    assert_eq!(service.directory.asked_to_verify(), expected, "once");
}

#[tokio::test]
async fn who_has_confirmed_already_gets_no_mail() {
    let service = Service::start().await;
    let sara = service.somebody().await;
    send_all(&service).await;
    assert_eq!(ask_again(&service, &sara).await.status, StatusCode::ACCEPTED);
    send_all(&service).await;
    assert_eq!(service.directory.asked_to_verify(), []);
    assert_eq!(service.count("SELECT count(*) FROM verification_mails WHERE due_at IS NOT NULL").await, 0);
}

#[tokio::test]
async fn no_outage_of_keycloak_or_its_mail_server_loses_a_mail_or_a_sign_in() {
    let service = Service::start().await;
    service.directory.goes(true);
    newcomer(&service, "sara@example.org", json!("it")).await;
    send_all(&service).await;
    service.directory.goes(false);
    service.directory.takes_no_mail(true);
    hurry(&service).await;
    send_all(&service).await;
    assert_eq!(
        service.count("SELECT tries::bigint FROM verification_mails").await,
        2,
        "it waits between tries"
    );
    service.directory.takes_no_mail(false);
    hurry(&service).await;
    hurry(&service).await;
    assert_eq!(service.directory.asked_to_verify(), [("sara@example.org".to_owned(), Locale::Italian)]);
}

#[tokio::test]
async fn an_address_that_takes_no_mail_is_given_up_until_the_person_asks() {
    let service = Service::start().await;
    let sara = newcomer(&service, "sara@example.org", json!("it")).await;
    service.directory.takes_no_mail(true);
    sqlx::query("UPDATE verification_mails SET tries = 59").execute(&service.db).await.expect("tried");
    hurry(&service).await;
    service.directory.takes_no_mail(false);
    hurry(&service).await;
    assert_eq!(service.directory.asked_to_verify(), []);
    assert_eq!(ask_again(&service, &sara).await.status, StatusCode::ACCEPTED);
    send_all(&service).await;
    assert_eq!(service.directory.asked_to_verify(), [("sara@example.org".to_owned(), Locale::German)]);
}

#[tokio::test]
async fn another_mail_is_sent_at_most_once_in_five_minutes() {
    let service = Service::start().await;
    let sara = newcomer(&service, "sara@example.org", json!("it")).await;
    send_all(&service).await;
    assert_eq!(ask_again(&service, &sara).await.status, StatusCode::ACCEPTED);
    send_all(&service).await;
    let refused = ask_again(&service, &sara).await;
    assert_eq!(refused.problem(), (429, "too-many-requests".to_owned()));
    let seconds: u64 = refused.header("retry-after").parse().expect("seconds");
    assert!((200..=301).contains(&seconds), "{seconds}");
    send_all(&service).await;
    assert_eq!(service.directory.asked_to_verify().len(), 2);

    sqlx::query("UPDATE verification_mails SET asked_at = asked_at - interval '5 minutes'")
        .execute(&service.db)
        .await
        .expect("later");
    assert_eq!(ask_again(&service, &sara).await.status, StatusCode::ACCEPTED);
    send_all(&service).await;
    assert_eq!(service.directory.asked_to_verify().len(), 3);
}

/// Claims the mail of the only account, lets its person ask again, and goes on as told.
async fn asked_while_it_went_out(service: &Service, sara: &SignedIn) -> Owed {
    let now = Timestamp::now();
    let until = now + SignedDuration::from_mins(1);
    let owed = service.mailer.mails.claim(now, until).await.expect("claimed").expect("owed");
    assert_eq!(ask_again(service, sara).await.status, StatusCode::ACCEPTED);
    owed
}

#[tokio::test]
async fn a_mail_that_is_asked_for_while_another_one_goes_out_is_sent_too() {
    let service = Service::start().await;
    let sara = newcomer(&service, "sara@example.org", json!("it")).await;
    let owed = asked_while_it_went_out(&service, &sara).await;
    service.mailer.mails.settle(&owed, Some(Timestamp::now())).await.expect("settled");
    send_all(&service).await;
    assert_eq!(service.directory.asked_to_verify(), [("sara@example.org".to_owned(), Locale::German)]);
}

#[tokio::test]
async fn a_mail_that_is_asked_for_while_another_one_fails_does_not_wait() {
    let service = Service::start().await;
    let sara = newcomer(&service, "sara@example.org", json!("it")).await;
    let owed = asked_while_it_went_out(&service, &sara).await;
    let later = Timestamp::now() + SignedDuration::from_hours(1);
    service.mailer.mails.postpone(&owed, later).await.expect("postponed");
    send_all(&service).await;
    assert_eq!(service.directory.asked_to_verify(), [("sara@example.org".to_owned(), Locale::German)]);
}

#[tokio::test]
async fn only_a_person_with_an_account_asks() {
    let service = Service::start().await;
    let stranger = service.ask(Method::POST, AGAIN).by_visitor(visitor()).send().await;
    assert_eq!(stranger.problem(), (401, "sign-in-required".to_owned()));
    let mut gone = service.somebody().await;
    gone.account = service_kit::ids::AccountId::new_v7(Timestamp::now());
    assert_eq!(ask_again(&service, &gone).await.problem(), (410, "account-erased".to_owned()));
}

#[tokio::test]
async fn what_is_kept_about_the_mail_is_exported_and_goes_with_the_account() {
    let service = Service::start().await;
    let sara = newcomer(&service, "sara@example.org", json!("it")).await;
    send_all(&service).await;
    let path = format!("/internal/export/{}", sara.account);
    let export = service.get(&path).by(service_kit::identity::Principal::service()).send().await.body();
    let mail = &export["account"]["verificationMail"];
    assert_eq!((&mail["language"], &mail["askedAt"]), (&json!("it"), &Value::Null), "{export}");
    assert!(mail["sentAt"].as_str().is_some_and(|at| at.parse::<Timestamp>().is_ok()), "{export}");
    let erase = "SELECT erase_person($1, '{}')";
    sqlx::query(erase).bind(sara.account.as_uuid()).execute(&service.db).await.expect("erased");
    assert_eq!(service.count("SELECT count(*) FROM verification_mails").await, 0);
}
