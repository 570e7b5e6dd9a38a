//! The resolver: GS1 Digital Links lead to the passport's page, and a person's scan is recorded on the way.

mod person;

use axum::{
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use gs1::Gtin;
use service_kit::{
    identity::{Caller, Principal},
    ids::ScanId,
    problem::Problem,
};
use tracing::warn;

pub(super) use person::{is_navigation, objects};

use super::{App, page, problems, slo};
use crate::{
    application::record_scan::{to_the_microsecond, today},
    domain::{
        code::{InvalidCode, NO_PRODUCT},
        scan::{Entry, Owner, Scan, ScannedItem},
    },
};

const METHODS: HeaderValue = HeaderValue::from_static("GET, HEAD, OPTIONS");
const CORS: [(HeaderName, HeaderValue); 3] = [
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
    (header::ACCESS_CONTROL_ALLOW_METHODS, METHODS),
    (header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("accept, accept-language")),
];

/// Every path that starts with a GS1 key; any other path is nothing of ours.
pub(super) async fn resolve(
    State(app): State<App>,
    method: Method,
    uri: Uri,
    caller: Result<Caller, Problem>,
    headers: HeaderMap,
) -> Response {
    let answer = match method {
        _ if !is_key_path(uri.path()) => Err(nothing_here()),
        Method::OPTIONS => Ok(StatusCode::NO_CONTENT.into_response()),
        Method::GET | Method::HEAD => match caller {
            Ok(Caller(caller)) => {
                Visit { app: &app, method: &method, uri: &uri, headers: &headers }.answer(&caller).await
            }
            Err(unauthorized) => Err(unauthorized),
        },
        _ => Ok((StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, METHODS)]).into_response()),
    };
    (CORS, answer.unwrap_or_else(IntoResponse::into_response)).into_response()
}

fn is_key_path(path: &str) -> bool {
    let key = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    (2..=4).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_digit())
}

fn nothing_here() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "not-found").detail("There is nothing at this address.")
}

/// One request to the resolver.
struct Visit<'a> {
    app: &'a App,
    method: &'a Method,
    uri: &'a Uri,
    headers: &'a HeaderMap,
}

impl Visit<'_> {
    async fn answer(&self, caller: &Principal) -> Result<Response, Problem> {
        let now = to_the_microsecond(self.app.clock.now());
        let target = self.uri.path_and_query().map_or("", |target| target.as_str());
        let item = match ScannedItem::from_link(target, today(now)) {
            Ok(item) => item,
            Err(code) => return Ok(self.refused(target, &code)),
        };
        let gtin = item.gtin;
        let known = self.app.passports.is_known(&gtin).await.map_err(|failure| problems::store(&failure))?;
        let (known_now, settled) = if known { (true, true) } else { self.looked_up(&item).await? };
        let owner = Owner::of(caller);
        let counts = is_navigation(self.method, self.headers) && !self.app.arrivals.refuse(&owner);
        let scan = counts.then(|| Scan {
            id: ScanId::new_v7(now),
            owner,
            region: caller.region.clone(),
            objected: objects(self.headers),
            item,
            entry: Entry::CameraApp,
            scanned_at: now,
            started_at: slo::started_at(self.headers),
            cached: known,
            told: settled && !known_now,
        });
        let scan = scan.filter(|scan| self.taken(scan));
        if known_now { self.redirect(&gtin, scan.as_ref()) } else { Ok(self.unknown(&gtin, scan.as_ref())) }
    }

    /// Whether the sources know it, and whether that is their last word.
    async fn looked_up(&self, item: &ScannedItem) -> Result<(bool, bool), Problem> {
        let stored = self.app.passports.settled(&item.gtin, None, &self.app.drain).await;
        let entry = stored.map_err(|failure| problems::store(&failure))?.entry;
        Ok((entry.is_known(), entry.is_complete()))
    }

    fn taken(&self, scan: &Scan) -> bool {
        let taken = self.app.arrivals.offer(scan.clone());
        if !taken {
            warn!("a scan was not recorded: too many wait to be stored");
        }
        taken
    }

    fn redirect(&self, gtin: &Gtin, scan: Option<&Scan>) -> Result<Response, Problem> {
        let scan = scan.map(|scan| format!("scan={}", scan.id));
        let query = [scan.as_deref(), self.uri.query().filter(|query| !query.is_empty())];
        let query = query.into_iter().flatten().collect::<Vec<_>>().join("&");
        let location = format!("/product/{gtin}{}{query}", if query.is_empty() { "" } else { "?" });
        let location = HeaderValue::from_bytes(location.as_bytes())
            .map_err(|_| Problem::bad_request("The query cannot be passed on."))?;
        let headers = [
            (header::LOCATION, location),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            (header::VARY, HeaderValue::from_static("Accept, Accept-Language")),
        ];
        Ok((StatusCode::TEMPORARY_REDIRECT, headers).into_response())
    }

    fn unknown(&self, gtin: &Gtin, scan: Option<&Scan>) -> Response {
        let mut response = if page::wants_page(self.headers) {
            page::of_unknown(self.app, page::Language::of(self.headers), gtin, scan.map(|scan| scan.id))
        } else {
            problems::unknown_product().with("gtin", gtin.as_str()).into_response()
        };
        if let Some(scan) = scan.filter(|scan| scan.told) {
            slo::complete(response.headers_mut(), scan, "complete");
        }
        response
    }

    /// Malformed, or a valid key of something that we know nothing about.
    fn refused(&self, target: &str, code: &InvalidCode) -> Response {
        let status = if code.reason == NO_PRODUCT { StatusCode::NOT_FOUND } else { StatusCode::BAD_REQUEST };
        match (page::wants_page(self.headers), status) {
            (true, status) => {
                page::of_invalid(self.app, page::Language::of(self.headers), status, target, code)
            }
            (false, StatusCode::NOT_FOUND) => {
                Problem::new(status, "nothing-known").detail(code.detail.clone()).into_response()
            }
            (false, _) => problems::invalid_code(code, None).into_response(),
        }
    }
}
