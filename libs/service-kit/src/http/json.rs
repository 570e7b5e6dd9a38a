//! JSON in, with faults that name the field; unknown fields are refused where the type says so.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Serialize, de::DeserializeOwned};

use crate::problem::Problem;

/// A JSON body. Request types carry `#[serde(deny_unknown_fields)]`; a fault is 400 with a pointer to it.
#[derive(Debug, Clone, Copy)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        if !says_json(&request) {
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type")
                .detail("Send application/json."));
        }
        let body = Bytes::from_request(request, state).await.map_err(|rejection| {
            Problem::new(rejection.status(), "invalid-request").detail("The body could not be read whole.")
        })?;
        Self::from_bytes(&body)
    }
}

impl<T: DeserializeOwned> Json<T> {
    /// Reads a body that is already here.
    ///
    /// # Errors
    /// 400 `invalid-request` with a pointer to the field that does not fit.
    pub fn from_bytes(body: &[u8]) -> Result<Self, Problem> {
        let mut deserializer = serde_json::Deserializer::from_slice(body);
        let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
            let pointer = pointer(error.path());
            let fault = without_position(&error.into_inner().to_string());
            Problem::bad_request("The body does not fit.").error(pointer, fault)
        })?;
        deserializer.end().map_err(|_| Problem::bad_request("There is more after the JSON document."))?;
        Ok(Self(value))
    }
}

fn says_json(request: &Request) -> bool {
    let value = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    value.is_some_and(|value| {
        let essence = value.split(';').next().unwrap_or_default().trim();
        essence.eq_ignore_ascii_case("application/json")
    })
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter().fold(String::new(), |mut pointer, segment| {
        pointer.push('/');
        match segment {
            Segment::Seq { index } => pointer.push_str(&index.to_string()),
            Segment::Map { key } => pointer.push_str(&key.replace('~', "~0").replace('/', "~1")),
            Segment::Enum { variant } => pointer.push_str(variant),
            Segment::Unknown => pointer.push('?'),
        }
        pointer
    })
}

/// Line and column of a machine's JSON tell a person nothing.
fn without_position(fault: &str) -> String {
    fault.split(" at line ").next().unwrap_or(fault).to_owned()
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::Value;

    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Order {
        lines: Vec<Line>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Line {
        amount: u32,
    }

    fn fault(body: &str) -> Value {
        let problem = Json::<Order>::from_bytes(body.as_bytes()).expect_err("refused");
        serde_json::from_str(&problem.to_json()).expect("JSON")
    }

    #[test]
    fn a_wrong_field_is_named_by_its_pointer() {
        let body = fault(r#"{"lines":[{"amount":1},{"amount":"two"}]}"#);
        assert_eq!(body["errors"][0]["pointer"], "/lines/1/amount");
        assert_eq!(body["errors"][0]["detail"], "invalid type: string \"two\", expected u32");
    }

    #[test]
    fn an_unknown_field_is_refused() {
        let body = fault(r#"{"lines":[{"amount":1,"colour":"red"}]}"#);
        assert_eq!(body["errors"][0]["pointer"], "/lines/0/colour");
    }

    #[test]
    fn trailing_text_is_refused() {
        assert_eq!(fault(r#"{"lines":[]} {}"#)["status"], 400);
    }
}
