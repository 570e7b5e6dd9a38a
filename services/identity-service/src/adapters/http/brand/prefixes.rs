//! `GET` and `POST /api/v1/brand/prefixes`, `DELETE /api/v1/brand/prefixes/{prefix}`: what is the brand's, and what it claims.

use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use service_kit::{
    http::{IdempotencyKey, Json},
    problem::Problem,
};

use super::prefix_shapes::{ClaimBody, PrefixBody, PrefixesBody};
use crate::{
    adapters::http::{App, callers::BrandUser, problems},
    domain::brand::Prefix,
};

const CLAIM: &str = "POST /api/v1/brand/prefixes";
const WITHDRAW: &str = "DELETE /api/v1/brand/prefixes/{prefix}";

/// The GS1 company prefixes of the caller's brand and those that it claims, in order.
#[utoipa::path(
    get, path = "/api/v1/brand/prefixes", tag = "brand", operation_id = "listBrandPrefixes",
    extensions(("x-who" = json!("brand_user"))),
    responses(
        (status = 200, description = "Each prefix once.", body = PrefixesBody),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`forbidden`: the caller acts for no brand.", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-brand`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn list_prefixes(
    State(app): State<App>,
    BrandUser(brand): BrandUser,
) -> Result<Response, Problem> {
    let all = app.prefixes.of_brand(brand).await.map_err(|failure| problems::store(&failure))?;
    let items = all.ok_or_else(problems::unknown_brand)?.into_iter().map(PrefixBody::from).collect();
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(PrefixesBody { items })).into_response())
}

/// Claims a further prefix for the caller's brand. It gives no right over any GTIN before it is proven: the operator looks the licence up
/// at GS1.
#[utoipa::path(
    post, path = "/api/v1/brand/prefixes", tag = "brand", operation_id = "claimBrandPrefix",
    extensions(("x-who" = json!("brand_user"))),
    request_body = ClaimBody,
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key and body give the same answer for a day.")),
    responses(
        (status = 201, description = "Claimed: it waits.", body = PrefixBody),
        (status = 400, description = "`invalid-request`, with a pointer: no prefix, one of GS1's that is licensed to no company, or no licence.", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`forbidden`: the caller acts for no brand.", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-brand`", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`prefix-held`: the brand has or claims it, or one that overlaps; `prefix-taken`: another brand has; `too-many-claims` wait; `idempotency-key-reused`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn claim_prefix(
    State(app): State<App>,
    BrandUser(brand): BrandUser,
    IdempotencyKey(key): IdempotencyKey,
    Json(request): Json<ClaimBody>,
) -> Result<Response, Problem> {
    let (prefix, licence) = request.read()?;
    let body = serde_json::to_vec(&request).map_err(|_| Problem::internal())?;
    let key = key.map(|key| app.idempotency.claim(CLAIM, &key, &body));
    let made = app.prefixes.claim(brand, prefix, licence, key.as_ref()).await;
    let made = made.map_err(|failure| problems::claims(&failure))?;
    Ok((StatusCode::CREATED, Json(PrefixBody::from(made))).into_response())
}

/// Takes back a claim of the caller's brand that waits. What was decided stays.
#[utoipa::path(
    delete, path = "/api/v1/brand/prefixes/{prefix}", tag = "brand", operation_id = "withdrawBrandPrefix",
    extensions(("x-who" = json!("brand_user"))),
    params(
        ("prefix" = String, Path, description = "Its 4 to 12 digits."),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key and prefix give the same answer for a day."),
    ),
    responses(
        (status = 204, description = "It is claimed no longer."),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`forbidden`: the caller acts for no brand.", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-claim`: the brand claims no such prefix.", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "`claim-decided`; `idempotency-key-reused`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn withdraw_prefix(
    State(app): State<App>,
    BrandUser(brand): BrandUser,
    IdempotencyKey(key): IdempotencyKey,
    Path(digits): Path<String>,
) -> Result<StatusCode, Problem> {
    let prefix: Prefix = digits.parse().map_err(|_| problems::unknown_claim())?;
    let key = key.map(|key| app.idempotency.claim(WITHDRAW, &key, prefix.as_str().as_bytes()));
    let withdrawn = app.prefixes.withdraw(brand, &prefix, key.as_ref()).await;
    withdrawn.map(|()| StatusCode::NO_CONTENT).map_err(|failure| problems::claims(&failure))
}
