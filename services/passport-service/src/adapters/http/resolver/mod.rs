//! The resolver (GS1-Conformant Resolver 1.2): GS1 Digital Links lead to the passport's page or where the brand says,
//! and a person's scan is recorded on the way.

mod linkset;
mod list;
mod negotiate;
mod person;
mod redirect;
mod visit;
mod well_known;

use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use service_kit::{identity::Caller, problem::Problem};

pub(super) use person::{is_navigation, objects};

use super::App;
use crate::application::record_scan::to_the_microsecond;
use visit::Visit;

const METHODS: HeaderValue = HeaderValue::from_static("GET, HEAD, OPTIONS");
const CORS: [(HeaderName, HeaderValue); 4] = [
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
    (header::ACCESS_CONTROL_ALLOW_METHODS, METHODS),
    (header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("accept, accept-language")),
    (header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("link, location")),
];
/// What an answer was chosen by. It is this caller's alone: links change, and a scan is one person's.
const CHOSEN: [(HeaderName, HeaderValue); 2] = [
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (header::VARY, HeaderValue::from_static("Accept, Accept-Language")),
];
/// Makes JSON-LD of a linkset.
const JSON_LD_CONTEXT: &str = "https://ref.gs1.org/standards/resolver/linkset-context";

/// Every path that starts with a GS1 key; any other path is nothing of ours.
pub(super) async fn resolve(
    State(app): State<App>,
    method: Method,
    uri: Uri,
    caller: Result<Caller, Problem>,
    headers: HeaderMap,
) -> Response {
    if !is_key_path(uri.path()) {
        return (CORS, nothing_here()).into_response();
    }
    if let Some(answer) = without_looking(&method) {
        return answer;
    }
    let answer = match caller {
        Ok(Caller(caller)) => {
            let now = to_the_microsecond(app.clock.now());
            let visit =
                Visit { app: &app, method: &method, uri: &uri, headers: &headers, caller: &caller, now };
            visit.answer().await
        }
        Err(unauthorized) => Err(unauthorized),
    };
    (CORS, answer.unwrap_or_else(IntoResponse::into_response)).into_response()
}

/// `/.well-known/gs1resolver`: what this resolver can do.
pub(super) async fn describe(State(app): State<App>, method: Method) -> Response {
    without_looking(&method)
        .unwrap_or_else(|| (CORS, well_known::description(app.resolver.stem())).into_response())
}

/// The answer to methods that read nothing.
fn without_looking(method: &Method) -> Option<Response> {
    match *method {
        Method::GET | Method::HEAD => None,
        Method::OPTIONS => Some((CORS, StatusCode::NO_CONTENT).into_response()),
        _ => Some((StatusCode::METHOD_NOT_ALLOWED, CORS, [(header::ALLOW, METHODS)]).into_response()),
    }
}

fn is_key_path(path: &str) -> bool {
    let key = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    (2..=4).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_digit())
}

fn nothing_here() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "not-found").detail("There is nothing at this address.")
}
