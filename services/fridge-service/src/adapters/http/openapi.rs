//! The OpenAPI document, from the code. `x-who` of an operation says who may call it, as the gateway's table does.
//! Internal routes are not in it: they are never reachable through the gateway.

use axum::{Json, response::IntoResponse};
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{App, calendar, fridge, items, reminders};

#[derive(OpenApi)]
#[openapi(
    // Its path is no pattern of the router's: `.ics` belongs to the segment.
    paths(calendar::feed::read_calendar),
    info(
        title = "PackyTrace fridge-service",
        description = "What a person has at home, what to use first, and where everything went. `x-who` says who may call an operation: `anyone`, or `consumer` (signed in).",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    tags(
        (name = "fridge", description = "The signed-in person's packs. Best before is quality, use by is safety."),
        (name = "reminders", description = "How the person is told in time: settings of the daily mail, and a calendar to subscribe to."),
    ),
)]
struct Document;

/// Every public route with its documentation.
pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(fridge::list::read_fridge))
        .routes(routes!(fridge::waste::read_waste))
        .routes(routes!(items::add::add_fridge_item))
        .routes(routes!(items::read::read_fridge_item))
        .routes(routes!(items::act::act_on_fridge_item))
        .routes(routes!(items::history::read_fridge_item_history))
        .routes(routes!(reminders::read::read_reminders, reminders::put::put_reminders))
        .routes(routes!(calendar::create::create_calendar, calendar::revoke::revoke_calendar))
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
