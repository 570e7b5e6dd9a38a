//! What an event is about: products by Digital Link or EPC URI.

use gs1::{Gtin, Options};

/// Two-digit years in a link are read from here; a link's dates are not looked at.
const REFERENCE: jiff::civil::Date = jiff::civil::Date::constant(2026, 1, 1);

/// A product, and the lot where it is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) gtin: Gtin,
    pub(super) lot: Option<String>,
}

/// What the identifier names; `None` when it names no product (a pallet, a place).
///
/// # Errors
/// What is wrong with an identifier that says that it names one.
pub(super) fn read(text: &str) -> Result<Option<Named>, String> {
    if text.starts_with("https://") || text.starts_with("http://") {
        return of_link(text);
    }
    let Some(urn) = text.strip_prefix("urn:epc:") else {
        let is_uri =
            text.split_once(':').is_some_and(|(scheme, rest)| !scheme.is_empty() && !rest.is_empty());
        return if is_uri { Ok(None) } else { Err("is no URI".to_owned()) };
    };
    let mut parts = urn.splitn(3, ':');
    match (parts.next(), parts.next(), parts.next()) {
        (Some("id" | "idpat"), Some("sgtin"), Some(value)) => of_parts(value, false),
        (Some("class"), Some("lgtin"), Some(value)) => of_parts(value, true),
        (Some("id" | "idpat" | "class"), Some(_), Some(_)) => Ok(None),
        _ => Err("is no EPC URI".to_owned()),
    }
}

fn of_link(text: &str) -> Result<Option<Named>, String> {
    let today = gs1::Date::from(REFERENCE);
    // An address that carries no GS1 key is somebody's own identifier.
    if !text.contains("/01/") {
        return Ok(None);
    }
    let code = gs1::parse(text, Options::lenient(today)).map_err(|error| error.detail())?;
    Ok(code.gtin().map(|gtin| Named { gtin, lot: code.lot().map(str::to_owned) }))
}

/// Company prefix, item reference with the indicator first, lot or serial number.
fn of_parts(value: &str, is_lot: bool) -> Result<Option<Named>, String> {
    let mut parts = value.splitn(3, '.');
    let (Some(company), Some(item), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
        return Err("has not three parts".to_owned());
    };
    if company.len() + item.len() != 13
        || !(company.bytes().chain(item.bytes())).all(|byte| byte.is_ascii_digit())
    {
        return Err("has not 13 digits".to_owned());
    }
    let Some((indicator, item)) = item.split_at_checked(1) else {
        return Err("has no indicator digit".to_owned());
    };
    let body = format!("{indicator}{company}{item}");
    let check = gs1::check_digit(&body).map_err(|error| error.detail())?;
    let gtin = format!("{body}{check}").parse().map_err(|_| "is no GTIN".to_owned())?;
    Ok(Some(Named { gtin, lot: (is_lot && rest != "*").then(|| rest.to_owned()) }))
}
