//! The OpenAPI document, from the code. `x-who` of an operation says who may call it, as the gateway's table does.
//! Internal routes are not in it: they are never reachable through the gateway.

use axum::{Json, response::IntoResponse};
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{App, account, brand, consents, erasures, visitor};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "PackyTrace identity-service",
        description = "Accounts, consent, a person's rights, and brands with their users. `x-who` says who may call an operation: `anyone` (for their own visitor), `consumer` (signed in), or `brand_user` (signed in and acting for a brand).",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    tags(
        (name = "account", description = "The signed-in person."),
        (name = "consents", description = "What the person agreed to, and the ledger of it."),
        (name = "visitor", description = "A browser's own rights, with or without an account."),
        (name = "brand", description = "The brand for which the person acts."),
    ),
)]
struct Document;

/// Every public route with its documentation.
pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(account::read::read_account, account::erase::erase_account))
        .routes(routes!(account::verification_mail::request_verification_mail))
        .routes(routes!(account::exports::request_export))
        .routes(routes!(account::exports::read_export))
        .routes(routes!(erasures::read_erasure))
        .routes(routes!(consents::list::list_consents))
        .routes(routes!(consents::history::list_consent_history))
        .routes(routes!(consents::decide::decide_consent))
        .routes(routes!(visitor::read::read_visitor, visitor::erase::erase_visitor))
        .routes(routes!(visitor::measurement::set_measurement))
        .routes(routes!(visitor::region::set_region))
        .routes(routes!(brand::read::read_brand))
        .routes(routes!(brand::users::invite_user, brand::users::dismiss_user))
        .routes(routes!(brand::prefixes::list_prefixes, brand::prefixes::claim_prefix))
        .routes(routes!(brand::prefixes::withdraw_prefix))
        .route("/openapi.json", axum::routing::get(serve))
}

/// The document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    routes().into_openapi()
}

async fn serve() -> impl IntoResponse {
    Json(document())
}
