use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use service_kit::identity::Principal;

use crate::service::{Service, signed_in, visitor};

#[tokio::test]
async fn the_first_sign_in_makes_the_account_and_rotates_the_browsers_visitor() {
    let service = Service::start().await;
    let subject = service.directory.knows("sara@example.org", true);
    let before = visitor();
    let sara = service.sign_in(&subject, before).await;
    assert_ne!(sara.visitor, before);

    let registered = service.told("account_registered").await;
    assert_eq!(registered.len(), 1);
    assert_eq!(registered[0].0, sara.account.to_string());
    assert_eq!(registered[0].1["visitorId"], before.to_string());
    let linked = service.told("visitor_linked").await;
    let visitors: Vec<_> =
        linked.iter().map(|(_, data)| data["visitorId"].as_str().expect("an id")).collect();
    assert_eq!(visitors, [before.to_string(), sara.visitor.to_string()]);
    assert!(
        linked
            .iter()
            .all(|(stream, data)| *stream == sara.account.to_string() && data["accountId"] == *stream)
    );
}

#[tokio::test]
async fn told_again_the_answer_is_the_same_and_nothing_is_told_on() {
    let service = Service::start().await;
    let subject = service.directory.knows("sara@example.org", true);
    let before = visitor();
    let first = service.sign_in(&subject, before).await;
    let events = service.count("SELECT count(*) FROM outbox").await;
    for asked in [before, first.visitor] {
        let again = service.sign_in(&subject, asked).await;
        assert_eq!((again.account, again.visitor), (first.account, first.visitor));
    }
    assert_eq!(service.count("SELECT count(*) FROM outbox").await, events);
}

#[tokio::test]
async fn programs_get_the_accounts_own_visitor_every_time() {
    let service = Service::start().await;
    let subject = service.directory.knows("sara@example.org", true);
    let body = json!({ "sub": subject.as_str(), "authTime": Timestamp::now().as_second() });
    let first = signed_in(&service.tell(&body).await, &subject);
    let second = signed_in(&service.tell(&body).await, &subject);
    assert_eq!(first.visitor, second.visitor);
    let browser = service.sign_in(&subject, visitor()).await;
    assert_eq!(browser.account, first.account);
    assert_ne!(browser.visitor, first.visitor);
    assert_eq!(service.told("account_registered").await[0].1["visitorId"], Value::Null);
}

#[tokio::test]
async fn an_old_sign_in_links_no_visitor() {
    let service = Service::start().await;
    let subject = service.directory.knows("sara@example.org", true);
    let (found, long_ago) = (visitor(), Timestamp::now() - SignedDuration::from_mins(6));
    let body = json!({ "sub": subject.as_str(), "visitor": found, "authTime": long_ago });
    let answer = signed_in(&service.tell(&body).await, &subject);
    let own =
        signed_in(&service.tell(&json!({ "sub": subject.as_str(), "authTime": long_ago })).await, &subject);
    assert_eq!(answer.visitor, own.visitor);
    let linked = service.told("visitor_linked").await;
    assert!(linked.iter().all(|(_, data)| data["visitorId"] != found.to_string()), "{linked:?}");
}

#[tokio::test]
async fn a_visitor_of_another_account_stays_there() {
    let service = Service::start().await;
    let subject = service.directory.knows("sara@example.org", true);
    let shared = visitor();
    let sara = service.sign_in(&subject, shared).await;
    let other = service.directory.knows("marco@example.org", true);
    for asked in [shared, sara.visitor] {
        let marco = service.sign_in(&other, asked).await;
        assert_ne!(marco.account, sara.account);
        assert!(marco.visitor != shared && marco.visitor != sara.visitor);
        assert_eq!(service.sign_in(&other, asked).await.visitor, marco.visitor, "told again");
    }
    let owners: Vec<Value> = service.told("visitor_linked").await.into_iter().map(|(_, data)| data).collect();
    let of = |id: String| {
        let linked = owners.iter().filter(|data| data["visitorId"] == id);
        linked.map(|data| data["accountId"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(of(shared.to_string()), [json!(sara.account)]);
}

#[tokio::test]
async fn of_two_accounts_that_claim_one_visitor_at_once_one_wins() {
    let service = Service::start().await;
    for _ in 0..12 {
        let contested = visitor();
        let subjects: Vec<_> =
            (0..4).map(|n| service.directory.knows(&format!("{n}@example.org"), true)).collect();
        let claims = subjects.iter().map(|subject| service.sign_in(subject, contested));
        let all = futures_util::future::join_all(claims).await;
        let given: BTreeSet<_> = all.iter().map(|one| one.visitor).collect();
        assert_eq!(given.len(), 4, "everybody goes on with a visitor of their own");
        let winners: Vec<String> = sqlx::query_scalar(
            "SELECT data->>'accountId' FROM outbox
             WHERE event_type = 'packytrace.visitor_linked.v1' AND data->>'visitorId' = $1",
        )
        .bind(contested.to_string())
        .fetch_all(&service.db)
        .await
        .expect("links");
        assert_eq!(winners.len(), 1, "one wins");
    }
}

#[tokio::test]
async fn one_person_who_signs_in_many_times_at_once_has_one_account() {
    let service = Service::start().await;
    let subject = service.directory.knows("sara@example.org", true);
    let (tabs, shared) = ((0..8).map(|_| visitor()).collect::<Vec<_>>(), visitor());
    let many = tabs.iter().chain([&shared, &shared, &shared]).map(|tab| service.sign_in(&subject, *tab));
    let all = futures_util::future::join_all(many).await;
    let accounts: BTreeSet<_> = all.iter().map(|one| one.account).collect();
    assert_eq!(accounts.len(), 1);
    assert_eq!(service.count("SELECT count(*) FROM accounts").await, 1);
    assert_eq!(service.told("account_registered").await.len(), 1);
    let shared: BTreeSet<_> = all[8..].iter().map(|one| one.visitor).collect();
    assert_eq!(shared.len(), 1, "three sign-ins of one browser get one answer");
    let versions: Vec<i64> = sqlx::query_scalar("SELECT stream_version FROM outbox ORDER BY id")
        .fetch_all(&service.db)
        .await
        .expect("versions");
    assert_eq!(versions, (1..=versions.len() as i64).collect::<Vec<_>>(), "the stream has no gap");
}

#[tokio::test]
async fn who_erased_themselves_gets_no_account_anew() {
    let service = Service::start().await;
    let (subject, old) = (service.directory.knows("sara@example.org", true), visitor());
    service.bury(&subject, old).await;
    let body = json!({ "sub": subject.as_str(), "visitor": old, "authTime": Timestamp::now() });
    assert_eq!(service.tell(&body).await.problem(), (410, "account-erased".to_owned()));
    assert_eq!(service.count("SELECT count(*) FROM accounts").await, 0);

    let marco = service.directory.knows("marco@example.org", true);
    let given = service.sign_in(&marco, old).await;
    assert_ne!(given.visitor, old);
    let linked = service.told("visitor_linked").await;
    assert_eq!(linked.len(), 1, "the erased visitor comes back to nobody");
}

#[tokio::test]
async fn only_services_may_tell_and_only_what_fits() {
    let service = Service::start().await;
    let body = json!({ "sub": "x", "authTime": Timestamp::now() });
    let sara = service.somebody().await;
    for principal in [Principal::anonymous(visitor()), sara.principal()] {
        let answer = service.ask(Method::POST, "/internal/principals").by(principal).json(&body).await;
        assert_eq!(answer.problem(), (403, "forbidden".to_owned()));
    }
    let nobody = service.ask(Method::POST, "/internal/principals").send_as_nobody().await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    for (body, pointer) in [
        (json!({ "sub": "" }), "/sub"),
        (json!({ "sub": "x", "visitor": "me" }), "/visitor"),
        (json!({ "sub": "x", "authTime": "yesterday" }), "/authTime"),
        (json!({ "sub": "x", "roles": ["service"] }), "/roles"),
    ] {
        let answer = service.tell(&body).await;
        assert_eq!((answer.problem().0, answer.pointer()), (400, pointer.to_owned()), "{body}");
    }
}
