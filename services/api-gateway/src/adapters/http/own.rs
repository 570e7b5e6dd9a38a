//! What the gateway answers itself, the same to everybody: the documents, the web app's files.

use http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header, request::Parts};

use super::{
    answer::Answer,
    decorate::{Trail, protect_page},
    handler::Handler,
    problem::Refusal,
};
use crate::{
    adapters::web::{File, Site},
    domain::routes::{Kind, Own},
};

/// Nothing under the API or behind a scan is for robots.
const ROBOTS: &str = "User-agent: *\nDisallow: /api/\nDisallow: /scan\nDisallow: /calendar/\nAllow: /\n";

impl Handler {
    pub(super) fn own(&self, own: Own, parts: &Parts) -> Response<Answer> {
        let published = self.door.published.load();
        match own {
            Own::Robots => text("text/plain; charset=utf-8", ROBOTS),
            Own::OpenApi => respond(&published.document, StatusCode::OK, &parts.headers),
            Own::DocsStyle => respond(&published.style, StatusCode::OK, &parts.headers),
            Own::Docs => {
                let mut response = respond(&published.page, StatusCode::OK, &parts.headers);
                protect_page(response.headers_mut(), DOCS_POLICY);
                response
            }
            Own::Shell => shell(&self.door.site.load(), StatusCode::OK, &parts.headers),
        }
    }

    /// A file of the web app, or nothing.
    pub(super) fn file(&self, parts: &Parts, trail: &mut Trail) -> Result<Response<Answer>, Refusal> {
        let site = self.door.site.load();
        let Some(file) = site.find(parts.uri.path()) else { return Err(Refusal::not_found()) };
        if parts.method != Method::GET && parts.method != Method::HEAD {
            return Err(Refusal::method(&[Method::GET, Method::HEAD]));
        }
        let mut response = respond(file, StatusCode::OK, &parts.headers);
        if let Some(policy) = file.policy() {
            protect_page(response.headers_mut(), policy);
            if parts.method == Method::GET {
                let greet = || super::greeting::greeting_for_page(&parts.headers);
                trail.set_cookie(self.recognise(parts, greet).set_cookie);
            }
        }
        Ok(response)
    }

    /// A person whose page failed or is not there gets the web app, which says so; programs get the problem.
    pub(super) fn shell_instead(
        &self,
        refusal: &Refusal,
        parts: &Parts,
        trail: &Trail,
    ) -> Option<Response<Answer>> {
        let status = refusal.problem.status();
        let page = match trail.kind {
            Some(kind) => kind == Kind::Page,
            None => !parts.uri.path().starts_with("/api/") && !parts.uri.path().starts_with("/_app/"),
        };
        let told_by_shell = status.is_server_error()
            || matches!(status, StatusCode::NOT_FOUND | StatusCode::TOO_MANY_REQUESTS);
        let reads = matches!(parts.method, Method::GET | Method::HEAD);
        (page && told_by_shell && reads && takes_html(&parts.headers)).then(|| {
            let mut response = shell(&self.door.site.load(), status, &HeaderMap::new());
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            response
        })
    }
}

/// Our own style sheet and nothing else.
const DOCS_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

fn shell(site: &Site, status: StatusCode, headers: &HeaderMap) -> Response<Answer> {
    let mut response = respond(site.shell(), status, headers);
    protect_page(response.headers_mut(), site.shell_policy());
    response
}

/// The best representation, or 304.
fn respond(file: &File, status: StatusCode, headers: &HeaderMap) -> Response<Answer> {
    let chosen = file.choose(headers);
    let mut response = Response::new(Answer::empty());
    *response.headers_mut() = chosen.headers;
    if status == StatusCode::OK && chosen.unchanged {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response.headers_mut().remove(header::CONTENT_TYPE);
        response.headers_mut().remove(header::CONTENT_ENCODING);
    } else {
        *response.status_mut() = status;
        *response.body_mut() = Answer::whole(chosen.bytes);
    }
    response
}

fn text(content_type: &'static str, body: &'static str) -> Response<Answer> {
    let mut response = Response::new(Answer::whole(body));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// Whether HTML is welcome: named, or everything is.
fn takes_html(headers: &HeaderMap) -> bool {
    let mut accepts = headers.get_all(header::ACCEPT).iter().peekable();
    accepts.peek().is_none()
        || accepts.any(|value| {
            value.to_str().is_ok_and(|accept| accept.contains("text/html") || accept.contains("*/*"))
                && !value.to_str().is_ok_and(|accept| accept.starts_with("application/json"))
        })
}
