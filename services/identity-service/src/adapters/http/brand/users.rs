//! `POST` and `DELETE /api/v1/brand/users`: who acts for the brand, by its own hand. The address stands in the body, never in the path.

use axum::{extract::State, http::StatusCode};
use serde::Deserialize;
use service_kit::{http::Json, problem::Problem};
use utoipa::ToSchema;

use crate::{
    adapters::http::{App, callers::BrandUser, problems},
    application::brands::Welcome,
    domain::person::EmailAddress,
};

/// Somebody who is to act for the brand, or no longer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = BrandUserRequest)]
pub(in crate::adapters::http) struct Somebody {
    /// The address with which they sign in.
    email: String,
}

impl Somebody {
    fn address(&self) -> Result<EmailAddress, Problem> {
        let address = self.email.trim().parse();
        address.map_err(|_| {
            Problem::bad_request("The body does not fit.").error("/email", "is no e-mail address")
        })
    }
}

/// Invites somebody to act for the caller's brand: who is new gets a mail with a link. Done twice, it is done once.
#[utoipa::path(
    post, path = "/api/v1/brand/users", tag = "brand", operation_id = "inviteBrandUser",
    extensions(("x-who" = json!("brand_user"))),
    request_body = Somebody,
    responses(
        (status = 202, description = "They are invited, or act for the brand already."),
        (status = 400, description = "`invalid-request`, with a pointer.", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`forbidden`: the caller acts for no brand.", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`acts-for-another-brand`", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`sign-in-unavailable`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn invite_user(
    State(app): State<App>,
    BrandUser(brand): BrandUser,
    Json(somebody): Json<Somebody>,
) -> Result<StatusCode, Problem> {
    let email = somebody.address()?;
    let added = app.brands.add_user(brand, &email, Welcome::ByMail).await;
    added.map(|()| StatusCode::ACCEPTED).map_err(|failure| problems::brand_users(&failure))
}

/// Lets somebody act for the caller's brand no longer. They keep their account; the last one stays.
#[utoipa::path(
    delete, path = "/api/v1/brand/users", tag = "brand", operation_id = "dismissBrandUser",
    extensions(("x-who" = json!("brand_user"))),
    request_body = Somebody,
    responses(
        (status = 204, description = "They do not act for the brand."),
        (status = 400, description = "`invalid-request`, with a pointer.", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`forbidden`: the caller acts for no brand.", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`last-brand-user`", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`sign-in-unavailable`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn dismiss_user(
    State(app): State<App>,
    BrandUser(brand): BrandUser,
    Json(somebody): Json<Somebody>,
) -> Result<StatusCode, Problem> {
    let email = somebody.address()?;
    let dismissed = app.brands.dismiss(brand, &email).await;
    dismissed.map(|()| StatusCode::NO_CONTENT).map_err(|failure| problems::brand_users(&failure))
}
