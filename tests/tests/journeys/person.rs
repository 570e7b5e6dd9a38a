//! People: they make accounts, sign in and out by the pages of Keycloak.

use reqwest::{Method, Response, Url};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    browser::{Form, Page, encode},
    visitor::{Visitor, eventually},
};

/// Somebody with an e-mail address and a password.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) email: String,
    pub(crate) password: String,
}

impl Person {
    /// Somebody nobody knows yet. The name is found nowhere but where it was entered.
    pub(crate) fn new() -> Self {
        let email = format!("person-{}@journeys.example", Uuid::new_v4().simple());
        Self { email, password: format!("Mozzarella-{}", Uuid::new_v4().simple()) }
    }

    /// The part of the address that is theirs alone.
    pub(crate) fn name(&self) -> &str {
        self.email.split('@').next().unwrap()
    }
}

/// A path with where to go on afterwards.
pub(crate) fn sign_in_path(page: &str, return_to: &str) -> String {
    format!("/auth/{page}?{}", encode([("returnTo", return_to)]))
}

impl Visitor {
    /// Makes an account by Keycloak's form and comes back.
    pub(crate) async fn register(&self, person: &Person) -> Page {
        self.register_in(person, "en").await
    }

    /// The same, on pages in this language.
    pub(crate) async fn register_in(&self, person: &Person, language: &str) -> Page {
        let path = format!("{}&locale={language}", sign_in_path("register", "/profile?from=register"));
        let form = self.visit(&path).await.form("password-confirm");
        let form = form
            .with("email", &person.email)
            .with("password", &person.password)
            .with("password-confirm", &person.password);
        let back = self.submit(&form).await;
        assert_eq!(back.place(), "/profile?from=register", "{}", back.text());
        self.known().await;
        back
    }

    /// Keycloak's form, filled in.
    pub(crate) async fn sign_in_form(&self, person: &Person, path: &str) -> Form {
        let form = self.visit(path).await.form("password");
        form.with("username", &person.email).with("password", &person.password)
    }

    /// Signs in by Keycloak's form and comes back.
    pub(crate) async fn sign_in(&self, person: &Person) -> Page {
        let form = self.sign_in_form(person, &sign_in_path("login", "/profile?from=login")).await;
        let back = self.submit(&form).await;
        assert_eq!(back.place(), "/profile?from=login", "{}", back.text());
        self.known().await;
        back
    }

    pub(crate) async fn sign_out(&self) -> Response {
        self.send(self.command(Method::POST, "/auth/logout")).await
    }

    pub(crate) async fn session(&self) -> Value {
        self.json("/api/v1/session").await
    }

    pub(crate) async fn is_signed_in(&self) -> bool {
        self.session().await["signedIn"] == true
    }

    /// The session once it is known who it is.
    pub(crate) async fn known(&self) -> Value {
        eventually("the session knows who it is", || async {
            let session = self.session().await;
            session["account"]["accountId"].is_string().then_some(session)
        })
        .await
    }

    pub(crate) async fn account_id(&self) -> String {
        self.known().await["account"]["accountId"].as_str().unwrap().to_owned()
    }
}

/// Whether this is the way back from Keycloak.
pub(crate) fn is_callback(url: &Url) -> bool {
    url.path() == "/auth/callback"
}
