//! Every way to say no, in one place.

use std::time::Duration;

use http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};
use service_kit::problem::Problem;

use super::answer::Answer;
use crate::{
    adapters::{
        metrics::Turned,
        upstream::{BodyFault, CallError},
    },
    application::limiter::retry_after,
    domain::hygiene::Unclean,
};

/// A refusal with the headers that belong to it.
#[derive(Debug)]
pub(super) struct Refusal {
    /// What it says.
    pub(super) problem: Box<Problem>,
    /// What else it carries.
    pub(super) headers: HeaderMap,
    /// Whether the connection ends with it.
    pub(super) close: bool,
    /// What it is counted as.
    pub(super) turned: Option<Turned>,
}

impl Refusal {
    fn new(status: StatusCode, slug: &str, detail: &str) -> Self {
        let problem = Box::new(Problem::new(status, slug).detail(detail));
        Self { problem, headers: HeaderMap::new(), close: false, turned: None }
    }

    fn closing(mut self) -> Self {
        self.close = true;
        self
    }

    fn counted(mut self, as_: Turned) -> Self {
        self.turned = Some(as_);
        self
    }

    fn after(mut self, wait: Duration) -> Self {
        self.headers.insert(header::RETRY_AFTER, HeaderValue::from(retry_after(wait)));
        self
    }

    /// Nothing is there.
    pub(super) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", "There is nothing at this address.")
    }

    /// The path takes other methods.
    pub(super) fn method(allowed: &[Method]) -> Self {
        let mut refusal = Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "method-not-allowed",
            "This address does not take this method.",
        );
        let allowed: Vec<_> = allowed.iter().map(Method::as_str).collect();
        if let Ok(value) = HeaderValue::try_from(allowed.join(", ")) {
            refusal.headers.insert(header::ALLOW, value);
        }
        refusal
    }

    /// A credential that nobody accepts, whatever is wrong with it.
    pub(super) fn unauthorized() -> Self {
        let mut refusal = Self::new(
            StatusCode::UNAUTHORIZED,
            "invalid-credential",
            "The bearer credential is not accepted.",
        );
        let challenge = HeaderValue::from_static("Bearer realm=\"packytrace\"");
        refusal.headers.insert(header::WWW_AUTHENTICATE, challenge);
        refusal.counted(Turned::Unauthorized)
    }

    /// Only for people who are signed in.
    pub(super) fn sign_in() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "sign-in-required", "Please sign in first.")
    }

    /// Somebody may be signed in, but nobody can say so right now.
    pub(super) fn sign_in_unavailable() -> Self {
        Self::unavailable(
            "sign-in-unavailable",
            "Your sign-in cannot be checked right now. Please try again in a moment.",
        )
        .counted(Turned::Unanswered)
    }

    /// Signed in, but for no brand.
    pub(super) fn not_a_brand_user() -> Self {
        Self::new(StatusCode::FORBIDDEN, "not-a-brand-user", "Only people who act for a brand can do this.")
    }

    /// A change by cookie that does not come from our own pages.
    pub(super) fn foreign() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "forbidden-origin",
            "Changes are accepted from our own pages only, with the header X-Packytrace: 1.",
        )
        .counted(Turned::Foreign)
    }

    /// Too many requests.
    pub(super) fn limited(resets_in: Duration) -> Self {
        Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "too-many-requests",
            "That was faster than our limits allow. Please wait a moment.",
        )
        .counted(Turned::Limited)
        .after(resets_in)
    }

    /// No room for more work.
    pub(super) fn busy() -> Self {
        Self::unavailable("overloaded", "Too much is going on right now. Please try again in a moment.")
            .counted(Turned::Shed)
    }

    fn unavailable(slug: &str, detail: &str) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, slug, detail).after(Duration::from_secs(1))
    }

    /// Something of ours failed.
    pub(super) fn internal() -> Self {
        Self { problem: Box::new(Problem::internal()), headers: HeaderMap::new(), close: false, turned: None }
    }

    /// As an answer.
    pub(super) fn into_response(self) -> Response<Answer> {
        let mut response = Response::new(Answer::whole(self.problem.to_json()));
        *response.status_mut() = self.problem.status();
        *response.headers_mut() = self.headers;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.close {
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }
}

impl From<Unclean> for Refusal {
    fn from(fault: Unclean) -> Self {
        let (status, slug) = match fault {
            Unclean::TargetTooLong => (StatusCode::URI_TOO_LONG, "address-too-long"),
            Unclean::HeadersTooLarge => (StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "headers-too-large"),
            _ => (StatusCode::BAD_REQUEST, "malformed-request"),
        };
        Self::new(status, slug, &fault.to_string()).closing().counted(Turned::Unclean)
    }
}

impl From<BodyFault> for Refusal {
    fn from(fault: BodyFault) -> Self {
        match fault {
            BodyFault::TooLarge => {
                Self::new(StatusCode::PAYLOAD_TOO_LARGE, "body-too-large", "The request's body is too large.")
            }
            BodyFault::TooSlow => {
                Self::new(StatusCode::REQUEST_TIMEOUT, "body-too-slow", "The request's body came too slowly.")
            }
            BodyFault::Broken => {
                Self::new(StatusCode::BAD_REQUEST, "malformed-request", "The request's body broke off.")
            }
        }
        .closing()
        .counted(Turned::Unclean)
    }
}

impl From<CallError> for Refusal {
    fn from(error: CallError) -> Self {
        const SORRY: &str =
            "This part of PackyTrace does not answer right now. Please try again in a moment.";
        match error {
            CallError::Full => Self::busy(),
            CallError::Body(fault) => fault.into(),
            CallError::Resting => Self::unavailable("upstream-unavailable", SORRY).counted(Turned::Resting),
            CallError::Unreachable => {
                Self::unavailable("upstream-unavailable", SORRY).counted(Turned::Unanswered)
            }
            CallError::TimedOut => Self::new(StatusCode::GATEWAY_TIMEOUT, "upstream-timeout", SORRY)
                .after(Duration::from_secs(1))
                .counted(Turned::Unanswered),
        }
    }
}
