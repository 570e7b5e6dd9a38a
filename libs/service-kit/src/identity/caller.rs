//! The caller as an axum extractor.

use std::sync::Arc;

use axum::{
    Extension,
    extract::FromRequestParts,
    http::{StatusCode, header, request::Parts},
};

use super::{Principal, Verifier};
use crate::{clock::Clock, problem::Problem};

/// Who calls this operation; a request without a valid identity token never reaches it.
#[derive(Debug, Clone)]
pub struct Caller(pub Arc<Principal>);

#[derive(Clone)]
struct Guard {
    verifier: Verifier,
    clock: Arc<dyn Clock>,
}

/// Gives [`Caller`] its keys and its clock: `router.layer(identity::layer(verifier, clock))`.
pub fn layer(verifier: Verifier, clock: Arc<dyn Clock>) -> Extension<impl Clone + Send + Sync + 'static> {
    Extension(Guard { verifier, clock })
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let guard = parts.extensions.get::<Guard>().ok_or_else(Problem::internal)?;
        let token = bearer(parts).ok_or_else(unauthorized)?;
        let principal = guard.verifier.verify(token, guard.clock.now()).map_err(|_| unauthorized())?;
        Ok(Self(principal))
    }
}

/// A service of ours calls, for itself: what `/internal/…` routes ask for. Nobody else gets past it.
#[derive(Debug, Clone, Copy)]
pub struct ServiceCaller(());

impl<S: Sync> FromRequestParts<S> for ServiceCaller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let Caller(principal) = Caller::from_request_parts(parts, state).await?;
        if principal.is_service() { Ok(Self(())) } else { Err(forbidden()) }
    }
}

/// The one bearer token; two `Authorization` headers are none.
fn bearer(parts: &Parts) -> Option<&str> {
    let mut values = parts.headers.get_all(header::AUTHORIZATION).iter();
    let value = values.next()?.to_str().ok()?;
    if values.next().is_some() { None } else { value.strip_prefix("Bearer ") }
}

fn unauthorized() -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "unauthorized").detail("This service answers to the gateway only.")
}

fn forbidden() -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "forbidden").detail("Only services may ask this.")
}

#[cfg(test)]
mod tests {
    use axum::{Router, body::Body, http::Request, routing::get};
    use jiff::Timestamp;
    use tower::ServiceExt;

    use super::{
        super::{GATEWAY, Signer, generate, jwks},
        *,
    };
    use crate::{clock::FixedClock, ids::VisitorId};

    fn guarded(now: Timestamp) -> (Signer, Router) {
        let made = generate(GATEWAY).expect("a key");
        let verifier = Verifier::from_jwks(&jwks(&[made.public_jwk]).to_string()).expect("a verifier");
        let signer = Signer::from_pem(GATEWAY, made.private_pem.as_bytes()).expect("a signer");
        let router = Router::new()
            .route("/", get(|Caller(principal): Caller| async move { principal.visitor.to_string() }))
            .route("/internal", get(|_: ServiceCaller| async { "" }))
            .layer(layer(verifier, Arc::new(FixedClock::at(now))));
        (signer, router)
    }

    async fn status(router: &Router, authorization: &[&str]) -> StatusCode {
        status_at(router, "/", authorization).await
    }

    async fn status_at(router: &Router, path: &str, authorization: &[&str]) -> StatusCode {
        let mut request = Request::get(path);
        for value in authorization {
            request = request.header(header::AUTHORIZATION, *value);
        }
        let request = request.body(Body::empty()).expect("request");
        router.clone().oneshot(request).await.expect("answer").status()
    }

    #[tokio::test]
    async fn only_one_valid_token_opens_the_door() {
        let now = Timestamp::from_second(1_800_000_000).expect("in range");
        let (signer, router) = guarded(now);
        let token = signer.sign(&Principal::anonymous(VisitorId::new_v7(now)), now).expect("signed");
        let good = format!("Bearer {token}");
        assert_eq!(status(&router, &[&good]).await, StatusCode::OK);
        assert_eq!(status(&router, &[]).await, StatusCode::UNAUTHORIZED);
        assert_eq!(status(&router, &[&token]).await, StatusCode::UNAUTHORIZED);
        assert_eq!(status(&router, &["Bearer x"]).await, StatusCode::UNAUTHORIZED);
        assert_eq!(status(&router, &[&good, &good]).await, StatusCode::UNAUTHORIZED);
    }

    #[tokio::test]
    async fn internal_doors_open_for_services_alone() {
        let now = Timestamp::from_second(1_800_000_000).expect("in range");
        let (signer, router) = guarded(now);
        let bearer =
            |principal: &Principal| format!("Bearer {}", signer.sign(principal, now).expect("signed"));
        let (service, person) =
            (bearer(&Principal::service()), bearer(&Principal::anonymous(VisitorId::new_v7(now))));
        assert_eq!(status_at(&router, "/internal", &[&service]).await, StatusCode::OK);
        assert_eq!(status_at(&router, "/internal", &[&person]).await, StatusCode::FORBIDDEN);
        assert_eq!(status_at(&router, "/internal", &[]).await, StatusCode::UNAUTHORIZED);
    }
}
