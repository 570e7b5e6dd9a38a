//! `GET /api/v1/brand/products/{gtin}/code`

use axum::{
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use serde::Deserialize;
use service_kit::problem::Problem;

use super::{callers::BrandUser, problems as own};
use crate::{
    adapters::http::{App, problems, products::gtin},
    application::workspace::codes::{CodeError, CodeWish, DrawFault, Drawing, Symbology, XDimension},
    domain::{scan::ExpiryKind, workspace::Qualifier},
};

/// Which code.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(in crate::adapters::http) struct Asked {
    format: Option<Drawing>,
    symbol: Option<Symbology>,
    lot: Option<String>,
    serial: Option<String>,
    expiry: Option<String>,
    expiry_kind: Option<ExpiryKind>,
    x_dimension: Option<String>,
}

/// A code to print: a QR code with the product's Digital Link, or a GS1 DataMatrix; with its quiet zone, and in SVG with the words
/// under it. Each is read back before it is handed out.
#[utoipa::path(
    get, path = "/api/v1/brand/products/{gtin}/code", tag = "brand", operation_id = "readBrandCode",
    extensions(("x-who" = json!("brand_user"))),
    params(
        ("gtin" = String, Path),
        ("format" = Option<Drawing>, Query, description = "`svg`, unless something else is said."),
        ("symbol" = Option<Symbology>, Query, description = "`qr`, unless something else is said."),
        ("lot" = Option<String>, Query, description = "Of which lot."),
        ("serial" = Option<String>, Query, description = "Of which pack."),
        ("expiry" = Option<Date>, Query, description = "The last day."),
        ("expiryKind" = Option<ExpiryKind>, Query, description = "What the last day means: `use_by`, unless something else is said."),
        ("xDimension" = Option<String>, Query, description = "The side of a module in millimetres: `0.396`, `0.495` (unless something else is said) or `0.990`."),
    ),
    responses(
        (status = 200, description = "The picture.", content((String = "image/svg+xml"), (String = "image/png"))),
        (status = 400, description = "`invalid-code`, `invalid-request`, with pointers.", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "`sign-in-required`", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "`forbidden`: the caller acts for no brand.", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "`unknown-product`", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub(in crate::adapters::http) async fn read_code(
    State(app): State<App>,
    caller: BrandUser,
    Path(digits): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(asked) = asked.map_err(|fault| Problem::bad_request(fault.body_text()))?;
    let wish = wish(&digits, &asked)?;
    let (drawing, name) = (wish.drawing, file_name(&wish));
    let drawn = app.workspace.codes.draw(caller.brand, wish).await.map_err(refused)?;
    let kind = match drawing {
        Drawing::Svg => "image/svg+xml",
        Drawing::Png => "image/png",
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_str(&name).map_err(|_| Problem::internal())?),
    ];
    Ok((headers, drawn.body).into_response())
}

fn wish(digits: &str, asked: &Asked) -> Result<CodeWish, Problem> {
    let wrong = |pointer: &str, detail: &str| {
        Problem::bad_request("The code cannot say that.").error(pointer, detail)
    };
    let qualifier = |text: &Option<String>, pointer: &str| {
        let read = text.as_deref().filter(|text| !text.is_empty()).map(str::parse::<Qualifier>).transpose();
        read.map_err(|fault| wrong(pointer, &fault.to_string()))
    };
    let expiry = asked.expiry.as_deref().filter(|text| !text.is_empty()).map(str::parse::<Date>).transpose();
    let size = asked.x_dimension.as_deref().map_or(Some(XDimension::default()), XDimension::of);
    Ok(CodeWish {
        gtin: gtin(digits)?,
        lot: qualifier(&asked.lot, "/lot")?,
        serial: qualifier(&asked.serial, "/serial")?,
        expiry: expiry.map_err(|_| wrong("/expiry", "is a day such as 2026-11-29"))?,
        best_before: asked.expiry_kind == Some(ExpiryKind::BestBefore),
        symbology: asked.symbol.unwrap_or(Symbology::Qr),
        drawing: asked.format.unwrap_or(Drawing::Svg),
        x_dimension: size.ok_or_else(|| wrong("/xDimension", "is 0.396, 0.495 or 0.990"))?,
    })
}

fn file_name(wish: &CodeWish) -> String {
    let extension = match wish.drawing {
        Drawing::Svg => "svg",
        Drawing::Png => "png",
    };
    let symbol = match wish.symbology {
        Symbology::Qr => "qr",
        Symbology::DataMatrix => "datamatrix",
    };
    format!("inline; filename=\"{}-{symbol}.{extension}\"", wish.gtin)
}

fn refused(failure: CodeError) -> Problem {
    match failure {
        CodeError::Unknown => own::unknown_product(),
        CodeError::Elements(fault) => problems::invalid_code(&fault.into(), None),
        CodeError::Draw(DrawFault::TooLong) => Problem::new(StatusCode::BAD_REQUEST, "invalid-request")
            .detail("No symbol holds a code of this length."),
        CodeError::Draw(fault @ DrawFault::NotReadBack(_)) => {
            tracing::error!(cause = &fault as &dyn std::error::Error, "a symbol is not handed out");
            Problem::internal()
        }
        CodeError::Store(failure) => problems::store(&failure),
    }
}
