//! `POST /api/v1/account/verification-mail`

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use service_kit::problem::Problem;

use crate::adapters::http::{App, callers::Consumer, consents::locale, problems};

/// Mails the caller once more the link that confirms their address, at most once in five minutes. None is sent when the
/// address is confirmed already.
#[utoipa::path(
    post, path = "/api/v1/account/verification-mail", tag = "account", operation_id = "requestVerificationMail",
    extensions(("x-who" = json!("consumer"))),
    params(("Accept-Language" = Option<String>, Header, description = "Language of the mail: en, it or de.")),
    responses(
        (status = 202, description = "It is on its way, as soon as sign-in and mail server let it."),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "`account-erased`", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too-many-requests`: asked for less than five minutes ago.", body = Problem, content_type = "application/problem+json", headers(("Retry-After" = u32))),
    ),
)]
pub(in crate::adapters::http) async fn request_verification_mail(
    State(app): State<App>,
    Consumer(account): Consumer,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let asked = app.ask_again.run(account, locale(&headers)).await;
    asked.map_err(|failure| problems::ask_again(&failure))?;
    Ok((StatusCode::ACCEPTED, [(header::CACHE_CONTROL, "no-store")]).into_response())
}
