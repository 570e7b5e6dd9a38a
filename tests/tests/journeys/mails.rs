//! Links that arrive by mail.

use std::sync::Arc;

use reqwest::{Method, StatusCode};

use crate::{
    browser::links,
    person::{Person, sign_in_path},
    visitor::eventually,
    world::World,
};

pub(crate) async fn a_new_account_is_mailed_a_link_that_confirms_its_address(world: Arc<World>) {
    let (visitor, person) = (world.visitor(), Person::new());
    visitor.register_in(&person, "it").await;
    let subject = world.subject_of(&person.email).await.unwrap();
    let believed = async || world.person_in_keycloak(&subject).await["emailVerified"] == true;
    let mail = world.mail(&person.email, "Conferma il tuo indirizzo").await;
    assert!(mail.text.contains(mail.link().as_str()), "in the plain text too: {}", mail.text);
    assert!(!believed().await, "nobody is believed unasked");
    assert_eq!(visitor.json("/api/v1/account").await["emailVerified"], false);
    let reader = world.visitor();
    let page = reader.visit(mail.link().as_str()).await;
    // One more tap, so that no mail scanner confirms by looking.
    assert!(!believed().await, "{}", page.text());
    let mut onwards = links(&page.html, &page.url).into_iter();
    let next = onwards.rfind(|link| link.path().contains("/login-actions/"));
    let next = next.unwrap_or_else(|| panic!("no way on: {}", page.html));
    let page = reader.visit(next.as_str()).await;
    assert!(believed().await, "{next}: {}", page.text());
    assert_eq!(visitor.json("/api/v1/account").await["emailVerified"], true);
}

pub(crate) async fn the_mail_that_confirms_an_address_is_sent_again_on_request(world: Arc<World>) {
    let (visitor, person) = (world.visitor(), Person::new());
    visitor.register(&person).await;
    let first = world.mail(&person.email, "Confirm your address").await.link();
    let ask = async || visitor.send(visitor.command(Method::POST, "/api/v1/account/verification-mail")).await;
    assert_eq!(ask().await.status(), StatusCode::ACCEPTED);
    eventually("another mail", || async {
        (world.mail(&person.email, "Confirm your address").await.link() != first).then_some(())
    })
    .await;
    let refused = ask().await;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.headers().contains_key("retry-after"));
}

pub(crate) async fn the_link_in_the_mail_lets_choose_a_new_password_once(world: Arc<World>) {
    let (visitor, mut person) = (world.visitor(), Person::new());
    visitor.register(&person).await;
    visitor.sign_out().await;
    let page = visitor.visit(&sign_in_path("login", "/profile?from=reset")).await;
    let forgot =
        links(&page.html, &page.url).into_iter().find(|link| link.path().ends_with("/reset-credentials"));
    let form = visitor.visit(forgot.expect("a way to a new password").as_str()).await.form("username");
    let sent = visitor.submit(&form.with("username", &person.email)).await;
    assert!(!visitor.is_signed_in().await, "{}", sent.text());

    let mail = world.mail(&person.email, "Choose a new password").await;
    let old = person.password.clone();
    person.password = Person::new().password;
    let form = visitor.visit(mail.link().as_str()).await.form("password-new");
    let form = form.with("password-new", &person.password).with("password-confirm", &person.password);
    let back = visitor.submit(&form).await;
    assert_eq!(back.place(), "/profile?from=reset", "and on from where it began: {}", back.text());
    assert!(visitor.is_signed_in().await);

    let stranger = world.visitor();
    let again = stranger.visit(mail.link().as_str()).await;
    assert!(!again.asks_for("password-new"), "the link is good once: {}", again.text());
    let outdated = Person { password: old, ..person.clone() };
    let form = stranger.sign_in_form(&outdated, &sign_in_path("login", "/")).await;
    assert!(stranger.submit(&form).await.asks_for("password"), "the old password is no more");
    stranger.sign_in(&person).await;
}

pub(crate) async fn asking_for_a_new_password_tells_nobody_who_has_an_account(world: Arc<World>) {
    let (visitor, person) = (world.visitor(), Person::new());
    world.visitor().register(&person).await;
    let mut words = Vec::new();
    for email in [&person.email, &Person::new().email] {
        let page = visitor.visit(&sign_in_path("login", "/")).await;
        let mut onwards = links(&page.html, &page.url).into_iter();
        let forgot = onwards.find(|link| link.path().ends_with("/reset-credentials")).unwrap();
        let form = visitor.visit(forgot.as_str()).await.form("username");
        words.push(visitor.submit(&form.with("username", email)).await.text().replace(email.as_str(), "…"));
    }
    assert_eq!(words[0], words[1]);
}
