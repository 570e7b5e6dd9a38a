//! `POST /internal/principals`: the gateway tells who signed in, and learns who that is here.

use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use service_kit::{
    http::Json,
    identity::{Role, ServiceCaller},
    ids::VisitorId,
    problem::Problem,
};
use uuid::Uuid;

use crate::{
    adapters::http::{App, problems},
    application::{
        ports::Admitted,
        principals::{Incoming, PrincipalError},
    },
    domain::locale::Locale,
};

/// Who signed in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct SignedIn {
    sub: String,
    visitor: Option<VisitorId>,
    auth_time: Option<Instant>,
    /// The language in which they did, as a tag.
    language: Option<String>,
}

/// As we write instants, or as tokens do: in seconds.
#[derive(Deserialize)]
#[serde(untagged)]
enum Instant {
    Text(Timestamp),
    Seconds(i64),
}

/// Who that is here.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PrincipalBody {
    account_id: Uuid,
    visitor_id: Uuid,
    roles: Vec<Role>,
    #[serde(skip_serializing_if = "Option::is_none")]
    brand: Option<BrandBody>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BrandBody {
    brand_id: Uuid,
    name: String,
}

impl From<Admitted> for PrincipalBody {
    fn from(admitted: Admitted) -> Self {
        let mut roles = vec![Role::Consumer];
        roles.extend(admitted.brand.as_ref().map(|_| Role::BrandUser));
        let brand = admitted.brand.map(|(id, name)| BrandBody { brand_id: id.as_uuid(), name });
        let (account_id, visitor_id) = (admitted.account.as_uuid(), admitted.visitor.as_uuid());
        Self { account_id, visitor_id, roles, brand }
    }
}

impl Instant {
    fn read(&self) -> Result<Timestamp, Problem> {
        match self {
            Self::Text(at) => Ok(*at),
            Self::Seconds(at) => Timestamp::from_second(*at).map_err(|_| {
                Problem::bad_request("The body does not fit.").error("/authTime", "out of range")
            }),
        }
    }
}

pub(super) async fn principals(
    _: ServiceCaller,
    State(app): State<App>,
    Json(signed_in): Json<SignedIn>,
) -> Result<Json<PrincipalBody>, Problem> {
    let subject = signed_in.sub.parse().map_err(|fault: crate::domain::account::NoSubject| {
        Problem::bad_request("The body does not fit.").error("/sub", fault.to_string())
    })?;
    let auth_time = signed_in.auth_time.as_ref().map(Instant::read).transpose()?;
    let language = signed_in.language.as_deref().and_then(Locale::of).unwrap_or(Locale::English);
    let incoming = Incoming { subject, visitor: signed_in.visitor, auth_time, language };
    match app.principals.run(incoming).await {
        Ok(admitted) => Ok(Json(admitted.into())),
        Err(PrincipalError::Erased) => Err(problems::account_erased()),
        Err(PrincipalError::Store(failure)) => Err(problems::store(&failure)),
    }
}
