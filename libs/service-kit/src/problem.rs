//! `application/problem+json` (RFC 9457): one shape for every error that leaves a service.

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

/// Where the slugs live; a type is this plus its slug.
pub const TYPE_BASE: &str = "https://packytrace.example/problems/";

/// An error as the caller sees it. Nothing internal ever stands in it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Problem {
    /// URI that ends in the slug.
    #[serde(rename = "type")]
    kind: String,
    /// The kind in words.
    title: String,
    /// The HTTP status again.
    status: u16,
    /// This occurrence in plain words.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// The path that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    instance: Option<String>,
    /// Field faults.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldFault>,
    /// Further members that the kind defines.
    #[serde(flatten)]
    #[schema(value_type = Object, additional_properties)]
    members: Map<String, Value>,
    /// What the answer says beside its body.
    #[serde(skip)]
    #[schema(ignore)]
    headers: HeaderMap,
}

/// A fault of one field of the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldFault {
    /// JSON pointer into the request.
    pub pointer: String,
    /// In plain words.
    pub detail: String,
}

impl Problem {
    /// A problem of a kind; its title is the slug in words until [`Problem::title`] says better.
    #[must_use]
    pub fn new(status: StatusCode, slug: &str) -> Self {
        Self {
            kind: format!("{TYPE_BASE}{slug}"),
            title: words(slug),
            status: status.as_u16(),
            detail: None,
            instance: None,
            errors: Vec::new(),
            members: Map::new(),
            headers: HeaderMap::new(),
        }
    }

    /// Something of ours failed; the body says nothing more. Log the cause where it is handled.
    #[must_use]
    pub fn internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal")
            .detail("Something on our side failed. Please try again in a moment.")
    }

    /// A request that cannot be read.
    #[must_use]
    pub fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid-request").detail(detail)
    }

    /// The kind in words.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// This occurrence in words that a person can act on.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// The path that was asked.
    #[must_use]
    pub fn instance(mut self, instance: impl Into<String>) -> Self {
        self.instance = Some(instance.into());
        self
    }

    /// A further member.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.members.insert(name.to_owned(), value.into());
        self
    }

    /// A header of the answer.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// A fault of one field.
    #[must_use]
    pub fn error(mut self, pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        self.errors.push(FieldFault { pointer: pointer.into(), detail: detail.into() });
        self
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The slug at the end of the type.
    #[must_use]
    pub fn slug(&self) -> &str {
        self.kind.strip_prefix(TYPE_BASE).unwrap_or(&self.kind)
    }

    /// The body.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| format!(r#"{{"status":{}}}"#, self.status))
    }
}

fn words(slug: &str) -> String {
    let mut text = slug.replace('-', " ");
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.status(), self.to_json()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.extend(self.headers);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_carries_slug_words_and_members() {
        let problem = Problem::new(StatusCode::BAD_REQUEST, "invalid-code")
            .detail("The last digit does not fit.")
            .with("reason", "check_digit")
            .error("/raw", "is no GTIN");
        let body: Value = serde_json::from_str(&problem.to_json()).expect("JSON");
        assert_eq!(problem.slug(), "invalid-code");
        assert_eq!(body["title"], "Invalid code");
        assert_eq!(body["status"], 400);
        assert_eq!(body["reason"], "check_digit");
        assert_eq!(body["errors"][0]["pointer"], "/raw");
    }

    #[test]
    fn an_answer_says_its_type_and_is_not_kept() {
        let later = (header::RETRY_AFTER, HeaderValue::from_static("5"));
        let response = Problem::internal().header(later.0, later.1).into_response();
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json");
        assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
        assert_eq!(response.headers()[header::RETRY_AFTER], "5");
    }
}
