//! `Idempotency-Key`: the same key and body give the same answer.

use axum::{extract::FromRequestParts, http::request::Parts};

use crate::problem::Problem;

const NAME: &str = "idempotency-key";
const LONGEST: usize = 255;

/// The caller's key, when it sent one: 1–255 visible ASCII bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(pub Option<String>);

impl<S: Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let mut values = parts.headers.get_all(NAME).iter();
        let Some(value) = values.next() else { return Ok(Self(None)) };
        let key = value.to_str().ok().filter(|key| fits(key));
        match (key, values.next()) {
            (Some(key), None) => Ok(Self(Some(key.to_owned()))),
            _ => Err(Problem::bad_request("Idempotency-Key is one value of 1 to 255 visible characters.")),
        }
    }
}

fn fits(key: &str) -> bool {
    (1..=LONGEST).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    async fn read(values: &[&str]) -> Result<IdempotencyKey, Problem> {
        let mut request = Request::get("/");
        for value in values {
            request = request.header(NAME, *value);
        }
        let (mut parts, ()) = request.body(()).expect("request").into_parts();
        IdempotencyKey::from_request_parts(&mut parts, &()).await
    }

    #[tokio::test]
    async fn one_short_visible_key_or_none() {
        assert_eq!(read(&[]).await, Ok(IdempotencyKey(None)));
        assert_eq!(read(&["a-1"]).await, Ok(IdempotencyKey(Some("a-1".into()))));
        for bad in [&["a", "b"][..], &[""], &["a b"], &[&"x".repeat(256)]] {
            assert!(read(bad).await.is_err(), "{bad:?}");
        }
    }
}
