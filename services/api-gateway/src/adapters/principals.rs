//! identity-service's word about who is who.

use std::time::Duration;

use async_trait::async_trait;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use jiff::Timestamp;
use reqwest::Client;
use serde::{Deserialize, Serialize};
use service_kit::{
    identity::{Own, Role},
    ids::{AccountId, BrandId, VisitorId},
};
use tracing::warn;

use super::{
    oidc::{Said, client, post},
    upstream::Address,
};
use crate::application::ports::{AccountsFault, Ask, Brand, Membership, Principals};

/// An identity-service that takes longer counts as not answering.
const PATIENCE: Duration = Duration::from_secs(2);

/// Asks identity-service in the gateway's own name.
pub struct IdentityService {
    address: String,
    own: Own,
    http: Client,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Question<'a> {
    sub: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    visitor: Option<VisitorId>,
    auth_time: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    account_id: AccountId,
    visitor_id: VisitorId,
    // As text: a role that this version does not know is none.
    roles: Vec<String>,
    brand: Option<BrandAnswer>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct BrandAnswer {
    brand_id: BrandId,
    name: String,
}

impl IdentityService {
    /// At this address.
    ///
    /// # Errors
    /// The HTTP client cannot be built.
    pub fn new(address: &Address, own: Own) -> reqwest::Result<Self> {
        Ok(Self { address: format!("{address}/internal/principals"), own, http: client(PATIENCE)? })
    }

    async fn ask(&self, ask: Ask<'_>) -> Option<Said> {
        let Ask { subject: sub, visitor, auth_time, language } = ask;
        let question = Question { sub, visitor, auth_time, language };
        let body = serde_json::to_string(&question).ok()?;
        let token = self.own.token().inspect_err(|error| warn!(%error, "no service token")).ok()?;
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let mut credential = HeaderValue::try_from(format!("Bearer {token}")).ok()?;
        credential.set_sensitive(true);
        headers.insert(header::AUTHORIZATION, credential);
        post(self.http.post(&self.address), headers, body).await
    }
}

#[async_trait]
impl Principals for IdentityService {
    async fn of(&self, ask: Ask<'_>) -> Result<Membership, AccountsFault> {
        let Some(said) = self.ask(ask).await else {
            warn!("identity-service does not answer");
            return Err(AccountsFault::Unavailable);
        };
        match said.status {
            StatusCode::OK | StatusCode::CREATED => membership(&said),
            StatusCode::NOT_FOUND | StatusCode::CONFLICT | StatusCode::GONE => Err(AccountsFault::Gone),
            status => {
                warn!(status = status.as_u16(), "identity-service names nobody");
                Err(AccountsFault::Unavailable)
            }
        }
    }
}

fn membership(said: &Said) -> Result<Membership, AccountsFault> {
    let answer: Answer = serde_json::from_slice(&said.body).map_err(|error| {
        warn!(at = error.column(), "identity-service's answer cannot be read");
        AccountsFault::Unavailable
    })?;
    let brand = answer.brand.map(|brand| Brand { id: brand.brand_id, name: brand.name });
    let role = |name: &String| match name.as_str() {
        "consumer" => Some(Role::Consumer),
        // Without a brand there is nothing to act for.
        "brand_user" if brand.is_some() => Some(Role::BrandUser),
        _ => None,
    };
    let roles = answer.roles.iter().filter_map(role).collect();
    Ok(Membership { account: answer.account_id, visitor: answer.visitor_id, roles, brand })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &'static str) -> Result<Membership, AccountsFault> {
        membership(&Said { status: StatusCode::OK, body: body.into() })
    }

    #[test]
    fn nobody_becomes_a_service_and_a_brand_user_has_a_brand() {
        let member = read(
            r#"{"accountId":"00000000-0000-0000-0000-000000000001","visitorId":"00000000-0000-0000-0000-000000000002",
                "roles":["consumer","brand_user","service","emperor"]}"#,
        );
        assert_eq!(member.expect("somebody").roles, [Role::Consumer].into());
        let member = read(
            r#"{"accountId":"00000000-0000-0000-0000-000000000001","visitorId":"00000000-0000-0000-0000-000000000002",
                "roles":["consumer","brand_user"],
                "brand":{"brandId":"00000000-0000-0000-0000-000000000003","name":"Valdoro"}}"#,
        );
        let member = member.expect("somebody");
        assert_eq!(member.roles, [Role::Consumer, Role::BrandUser].into());
        assert_eq!(member.brand.expect("a brand").name, "Valdoro");
    }

    #[test]
    fn an_answer_that_cannot_be_read_is_none() {
        assert_eq!(read("{}"), Err(AccountsFault::Unavailable));
        assert_eq!(read("<html>"), Err(AccountsFault::Unavailable));
    }
}
