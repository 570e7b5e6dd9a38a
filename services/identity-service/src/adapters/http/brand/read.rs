//! `GET /api/v1/brand`

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde::Serialize;
use service_kit::{http::Json, problem::Problem};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    adapters::http::{App, callers::BrandUser, problems},
    application::{ports::BrandMember, read_brand::BrandView},
    domain::person::Person,
};

/// A brand as its users see it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Brand)]
pub(in crate::adapters::http) struct BrandBody {
    brand_id: Uuid,
    name: String,
    /// GS1 company prefixes: a product whose GTIN-13 begins with one is the brand's.
    prefixes: Vec<String>,
    users: Vec<BrandUserBody>,
}

/// Somebody who acts for the brand.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = BrandUser)]
struct BrandUserBody {
    /// `null` until they have signed in for the first time.
    account_id: Option<Uuid>,
    name: Option<String>,
    email: Option<String>,
    added_at: Timestamp,
}

impl From<BrandView> for BrandBody {
    fn from(view: BrandView) -> Self {
        Self {
            brand_id: view.brand.id.as_uuid(),
            name: view.brand.name.to_string(),
            prefixes: view.brand.prefixes.iter().map(ToString::to_string).collect(),
            users: view.users.into_iter().map(user).collect(),
        }
    }
}

fn user((member, person): (BrandMember, Option<Person>)) -> BrandUserBody {
    let (name, email) = person.map_or((None, None), |person| (person.name, person.email));
    let account_id = member.account.map(|account| account.as_uuid());
    BrandUserBody { account_id, name, email, added_at: member.added_at }
}

/// The caller's brand and who acts for it.
#[utoipa::path(
    get, path = "/api/v1/brand", tag = "brand", operation_id = "readBrand",
    extensions(("x-who" = json!("brand_user"))),
    responses(
        (status = 200, description = "The brand.", body = BrandBody),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`forbidden`: the caller acts for no brand.", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-brand`", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`sign-in-unavailable`: names cannot be read now.", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn read_brand(
    State(app): State<App>,
    BrandUser(brand): BrandUser,
) -> Result<Response, Problem> {
    let view = app.read_brand.run(brand).await.map_err(|failure| problems::read_brand(&failure))?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(BrandBody::from(view))).into_response())
}
