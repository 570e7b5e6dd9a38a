//! What identity-service says in inner headers is carried out at the door and told nobody.

use crate::{sessions::World, support::Browser};

const GIULIA: &str = "11111111-1111-4111-8111-111111111111";

#[tokio::test]
async fn a_region_travels_in_the_visitors_cookie() {
    let world = World::new().await;
    let mut browser = Browser::default();
    let before = world.heard(&world.gateway, &mut browser).await;
    assert_eq!(before.region, None);
    world.accounts.orders("visitor-region", "IT-25");
    let answer = browser.ask(&world.gateway, "PUT /api/v1/visitor/region\nContent-Length: 0").await;
    assert_eq!((answer.status, answer.header("visitor-region")), (200, None));
    let after = world.heard(&world.gateway, &mut browser).await;
    assert_eq!(after.visitor, before.visitor);
    assert_eq!(after.region.map(String::from).as_deref(), Some("IT-25"));
    browser.sign_in(&world.gateway, &world.realm, (GIULIA, jiff::Timestamp::now().as_second())).await;
    let signed_in = world.heard(&world.gateway, &mut browser).await;
    assert!(signed_in.account.is_some());
    assert_eq!(signed_in.region.map(String::from).as_deref(), Some("IT-25"));
    world.accounts.orders("visitor-region", "");
    browser.ask(&world.gateway, "PUT /api/v1/visitor/region\nContent-Length: 0").await;
    let cleared = world.heard(&world.gateway, &mut browser).await;
    assert!(cleared.account.is_some() && cleared.region.is_none());
}

#[tokio::test]
async fn an_erased_visitor_gives_way_to_another() {
    let world = World::new().await;
    let mut browser = Browser::default();
    let before = world.heard(&world.gateway, &mut browser).await.visitor;
    world.accounts.orders("session-ends", "visitor");
    let answer = browser.ask(&world.gateway, "DELETE /api/v1/visitor").await;
    assert_eq!((answer.status, answer.header("session-ends")), (200, None));
    assert_ne!(world.heard(&world.gateway, &mut browser).await.visitor, before);
}

#[tokio::test]
async fn somebody_signed_in_stays_so_when_their_visitor_is_erased() {
    let world = World::new().await;
    let mut browser = world.signed_in().await;
    let before = world.heard(&world.gateway, &mut browser).await;
    world.accounts.orders("session-ends", "visitor");
    browser.ask(&world.gateway, "DELETE /api/v1/visitor").await;
    let after = world.heard(&world.gateway, &mut browser).await;
    assert_ne!(after.visitor, before.visitor);
    assert_eq!(after.account, before.account);
    assert_eq!(world.accounts.owner(after.visitor.as_uuid()).as_deref(), Some(GIULIA), "it is not linked");
}

#[tokio::test]
async fn an_erased_account_is_signed_out_everywhere_here() {
    let world = World::new().await;
    let mut phone = world.signed_in().await;
    let mut desk = world.signed_in().await;
    let before = world.heard(&world.gateway, &mut phone).await.visitor;
    world.accounts.orders("session-ends", "account");
    let answer = phone.ask(&world.gateway, "DELETE /api/v1/account").await;
    assert_eq!((answer.status, answer.header("session-ends")), (200, None));
    assert!(!phone.cookies.contains_key("packytrace-session"));
    assert_ne!(world.heard(&world.gateway, &mut phone).await.visitor, before);
    assert_eq!(desk.session(&world.gateway).await["signedIn"], false);
    let token = crate::support::Key::rsa("realm-1").token(&world.realm.access(GIULIA));
    let answer = world.gateway.ask(&format!("GET /api/v1/products\nAuthorization: Bearer {token}")).await;
    assert_eq!(answer.status, 401, "an access token outlives its person");
}

#[tokio::test]
async fn no_other_service_has_a_say_in_who_somebody_is() {
    let world = World::new().await;
    let mut browser = Browser::default();
    let before = world.heard(&world.gateway, &mut browser).await;
    let evil = crate::support::Peer::scripted(|_| async {
        let headers = [("session-ends", "visitor"), ("visitor-region", "IT-25"), ("set-cookie", "a=b")];
        crate::support::reply(http::StatusCode::OK, &headers, "ok")
    })
    .await;
    let mut wishes = crate::support::Wishes::of(&evil);
    wishes.peers.insert("identity".into(), world.accounts.peer.address);
    let gateway = crate::support::Running::with(wishes).await;
    let answer = browser.ask(&gateway, "GET /api/v1/products").await;
    assert!(answer.cookies().is_empty(), "{answer:?}");
    for inner in ["session-ends", "visitor-region"] {
        assert_eq!(answer.header(inner), None);
    }
    assert_eq!(world.heard(&world.gateway, &mut browser).await.visitor, before.visitor);
}

#[tokio::test]
async fn an_erased_visitor_that_comes_back_is_refused_once_and_goes_on_as_another() {
    let world = World::new().await;
    let (mut browser, mut signed_in) = (Browser::default(), world.signed_in().await);
    let passport = crate::support::Peer::scripted(|_| async {
        let headers = [("session-ends", "visitor"), ("visitor-region", "IT-25")];
        crate::support::reply(http::StatusCode::GONE, &headers, "gone")
    })
    .await;
    let mut wishes = crate::support::Wishes::of(&passport);
    wishes.peers.insert("identity".into(), world.accounts.peer.address);
    let gateway = crate::support::Running::with(wishes).await;
    let before = world.heard(&world.gateway, &mut browser).await;
    let answer = browser.ask(&gateway, "POST /api/v1/scans\nContent-Length: 0").await;
    assert_eq!((answer.status, answer.header("session-ends")), (410, None));
    let after = world.heard(&world.gateway, &mut browser).await;
    assert_ne!(after.visitor, before.visitor, "the next try would be refused too");
    assert_eq!(after.region, None);

    let account = world.heard(&world.gateway, &mut signed_in).await.account;
    signed_in.ask(&gateway, "POST /api/v1/scans\nContent-Length: 0").await;
    assert_eq!(world.heard(&world.gateway, &mut signed_in).await.account, account, "nobody is signed out");
}
