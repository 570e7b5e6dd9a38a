//! The port [`Directory`] on the admin API's `users`.

use async_trait::async_trait;
use reqwest::{Method, Response, StatusCode};
use serde_json::json;

use super::{
    client::Keycloak,
    fault::{no_answer, unexpected},
    representations::{Role, User},
};
use crate::{
    application::ports::{Directory, DirectoryError},
    domain::{
        account::Subject,
        locale::Locale,
        person::{EmailAddress, Person},
    },
};

const BRAND_USER: &str = "brand_user";
/// The client whose name and address stand on the pages behind the mail's link.
const WEB_APP: &str = "packytrace-gateway";

#[async_trait]
impl Directory for Keycloak {
    #[tracing::instrument(name = "keycloak.person", skip_all)]
    async fn person(&self, subject: &Subject) -> Result<Option<Person>, DirectoryError> {
        let response = self.read(self.users(&[subject.as_str()])).await?;
        match response.status() {
            StatusCode::OK => response.json::<User>().await.map_err(no_answer)?.try_into().map(Some),
            StatusCode::NOT_FOUND => Ok(None),
            _ => Err(unexpected(&response, "a user's question")),
        }
    }

    #[tracing::instrument(name = "keycloak.by_email", skip_all)]
    async fn by_email(&self, email: &EmailAddress) -> Result<Option<Person>, DirectoryError> {
        let mut url = self.users(&[]);
        url.query_pairs_mut().append_pair("email", email.as_str()).append_pair("exact", "true");
        let response = self.read(url).await?;
        if response.status() != StatusCode::OK {
            return Err(unexpected(&response, "a search"));
        }
        let found: Vec<User> = response.json().await.map_err(no_answer)?;
        found.into_iter().next().map(Person::try_from).transpose()
    }

    #[tracing::instrument(name = "keycloak.create", skip_all)]
    async fn create(&self, email: &EmailAddress) -> Result<Subject, DirectoryError> {
        let user = json!({ "username": email.as_str(), "email": email.as_str(), "enabled": true, "emailVerified": false });
        let response = self.command(Method::POST, self.users(&[]), Some(&user)).await?;
        // Conflict: somebody was faster, or has it as a user name.
        if !matches!(response.status(), StatusCode::CREATED | StatusCode::CONFLICT) {
            return Err(unexpected(&response, "a new user"));
        }
        let person = self.by_email(email).await?;
        person.map(|person| person.subject).ok_or_else(|| unexpected(&response, "a new user"))
    }

    #[tracing::instrument(name = "keycloak.set_brand_user", skip_all)]
    async fn set_brand_user(&self, subject: &Subject, member: bool) -> Result<(), DirectoryError> {
        // Roles that can be taken from the person are those that they have; given, those that they have not.
        let mapping = ["role-mappings", "realm"];
        let listed = if member { &["role-mappings", "realm", "available"][..] } else { &mapping };
        let response = self.read(self.of(subject, listed)).await?;
        if response.status() == StatusCode::NOT_FOUND && !member {
            return Ok(());
        }
        if response.status() != StatusCode::OK {
            return Err(unexpected(&response, "a question about roles"));
        }
        let roles: Vec<Role> = response.json().await.map_err(no_answer)?;
        let Some(role) = roles.into_iter().find(|role| role.name == BRAND_USER) else { return Ok(()) };
        let method = if member { Method::POST } else { Method::DELETE };
        let response = self.command(method, self.of(subject, &mapping), Some(&json!([role]))).await?;
        done(&response, "a change of roles")
    }

    #[tracing::instrument(name = "keycloak.invite", skip_all)]
    async fn invite(&self, subject: &Subject) -> Result<(), DirectoryError> {
        let mut url = self.of(subject, &["execute-actions-email"]);
        url.query_pairs_mut().append_pair("client_id", WEB_APP);
        let actions = json!(["UPDATE_PASSWORD", "VERIFY_EMAIL"]);
        done(&self.command(Method::PUT, url, Some(&actions)).await?, "an invitation")
    }

    #[tracing::instrument(name = "keycloak.ask_to_verify", skip_all)]
    async fn ask_to_verify(&self, subject: &Subject, language: Locale) -> Result<(), DirectoryError> {
        let mut url = self.of(subject, &["send-verify-email"]);
        url.query_pairs_mut().append_pair("client_id", WEB_APP);
        // A language that the person chose at Keycloak goes before ours.
        done(&self.command_in(language, Method::PUT, url).await?, "a mail to confirm an address")
    }

    #[tracing::instrument(name = "keycloak.disable", skip_all)]
    async fn disable(&self, subject: &Subject) -> Result<(), DirectoryError> {
        let disabled = json!({ "enabled": false });
        let response = self.command(Method::PUT, self.of(subject, &[]), Some(&disabled)).await?;
        done_or_gone(&response, "a change of a user")
    }

    #[tracing::instrument(name = "keycloak.sign_out", skip_all)]
    async fn sign_out(&self, subject: &Subject) -> Result<(), DirectoryError> {
        let response = self.command(Method::POST, self.of(subject, &["logout"]), None).await?;
        done_or_gone(&response, "a user's sign-out")
    }

    #[tracing::instrument(name = "keycloak.delete", skip_all)]
    async fn delete(&self, subject: &Subject) -> Result<(), DirectoryError> {
        let response = self.command(Method::DELETE, self.of(subject, &[]), None).await?;
        done_or_gone(&response, "a user's deletion")
    }
}

impl Keycloak {
    fn of(&self, subject: &Subject, rest: &[&str]) -> reqwest::Url {
        self.users(&[&[subject.as_str()], rest].concat())
    }
}

fn done(response: &Response, to: &'static str) -> Result<(), DirectoryError> {
    if response.status().is_success() { Ok(()) } else { Err(unexpected(response, to)) }
}

/// Who is gone cannot sign in either.
fn done_or_gone(response: &Response, to: &'static str) -> Result<(), DirectoryError> {
    if response.status() == StatusCode::NOT_FOUND { Ok(()) } else { done(response, to) }
}
