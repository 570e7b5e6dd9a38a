//! The OpenAPI document, from the code. `x-who` of an operation says who may call it, as the gateway's table does.
//! Internal routes are not in it: they are never reachable through the gateway.

use axum::{Json, response::IntoResponse};
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{App, policies, profile, verdicts};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "PackyTrace personalization-service",
        description = "Health profiles, and verdicts on products by published rules. `x-who` says who may call an operation: `anyone`, or `consumer` (signed in). Everything about a person wants their consent to `health_profile`.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    tags(
        (name = "health profile", description = "What the signed-in person must not, should not or wants to eat."),
        (name = "verdicts", description = "Whether a product is right for the signed-in person. Always check the pack."),
        (name = "rule policies", description = "The rules by which verdicts are made: published once, never edited."),
    ),
)]
struct Document;

/// Every public route with its documentation.
pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(
            profile::read::read_health_profile,
            profile::put::put_health_profile,
            profile::delete::delete_health_profile
        ))
        .routes(routes!(verdicts::judge::judge_product))
        .routes(routes!(verdicts::compare::compare_products, verdicts::list::list_verdicts))
        .routes(routes!(verdicts::read::read_verdict))
        .routes(routes!(policies::list_rule_policies))
        .routes(routes!(policies::read_rule_policy))
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
