//! Names, pictures, tags and dates.

use std::collections::HashMap;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{
    gather::Document,
    notes::Notes,
    raw::{self, Raw},
};
use crate::domain::stated_product::StatedProduct;

pub(super) fn state(document: &Document<'_>, stated: &mut StatedProduct, notes: &mut Notes) {
    let language = language(document, notes);
    let lang = language.as_deref();
    stated.last_modified = last_modified(document, notes);
    stated.name = raw::text(document.product_name, lang, "product_name", notes);
    stated.brand = brand(document, notes);
    stated.quantity = raw::text(document.quantity, lang, "quantity", notes);
    stated.image_url = image_url(document, lang, notes);
    let mut tags = |tags, names, field| qualified(tags, names, lang, field, notes);
    stated.categories = tags(document.categories_tags, document.categories, "categories_tags");
    stated.labels = tags(document.labels_tags, document.labels, "labels_tags");
    stated.origins = tags(document.origins_tags, document.origins, "origins_tags");
    stated.countries = tags(document.countries_tags, document.countries, "countries_tags");
    stated.allergens = tags(document.allergens_tags, document.allergens, "allergens_tags");
    stated.traces = tags(document.traces_tags, document.traces, "traces_tags");
    stated.manufacturing_places = either(
        document.manufacturing_places,
        document.manufacturing_places_tags,
        "manufacturing_places",
        notes,
    );
    stated.packer_codes = either(document.emb_codes, document.emb_codes_tags, "emb_codes", notes);
    stated.language = language;
}

/// Two letters.
fn language(document: &Document<'_>, notes: &mut Notes) -> Option<String> {
    let stated = [document.lang, document.lc];
    let mut codes = stated.into_iter().filter_map(|code| raw::text(code, None, "lang", notes));
    codes.find(|code| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase()) && code != "xx")
}

/// The tags, else the names; what has no language gets the document's.
fn qualified(
    tags: Raw<'_>,
    names: Raw<'_>,
    lang: Option<&str>,
    field: &str,
    notes: &mut Notes,
) -> Vec<String> {
    let stated = either(tags, names, field, notes);
    stated.into_iter().map(|tag| with_language(tag, lang)).collect()
}

fn either(first: Raw<'_>, second: Raw<'_>, field: &str, notes: &mut Notes) -> Vec<String> {
    let stated = raw::list(first, field, notes);
    if stated.is_empty() { raw::list(second, field, notes) } else { stated }
}

fn with_language(tag: String, lang: Option<&str>) -> String {
    match (tag.split_once(':'), lang) {
        (None, Some(lang)) => format!("{lang}:{tag}"),
        _ => tag,
    }
}

/// The first brand.
fn brand(document: &Document<'_>, notes: &mut Notes) -> Option<String> {
    let brands = either(document.brands, document.brands_tags, "brands", notes);
    let first = brands.into_iter().next()?;
    Some(first.strip_prefix("xx:").map(str::to_owned).unwrap_or(first))
}

fn last_modified(document: &Document<'_>, notes: &mut Notes) -> Option<Date> {
    let field = "last_modified_t";
    let Some(seconds) = raw::number(document.last_modified_t, field, notes) else {
        let written = raw::text(document.last_modified_datetime, None, field, notes)?;
        return written.parse::<Timestamp>().ok().map(day);
    };
    // Open Food Facts began in 2012; what lies outside of this century is no date.
    let plausible = (0.0..4_102_444_800.0).contains(&seconds);
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
    let instant = plausible.then(|| Timestamp::from_second(seconds as i64).ok()).flatten();
    if instant.is_none() {
        notes.unreadable(field);
    }
    instant.map(day)
}

fn day(instant: Timestamp) -> Date {
    instant.to_zoned(TimeZone::UTC).date()
}

/// The front picture's address, if it is one of Open Food Facts.
fn image_url(document: &Document<'_>, lang: Option<&str>, notes: &mut Notes) -> Option<String> {
    let stated = [document.image_front_url, document.image_url];
    let mut urls = stated.into_iter().filter_map(|url| raw::text(url, None, "image_url", notes));
    urls.next().or_else(|| built_image_url(document, lang)).filter(|url| is_ours(url))
}

fn is_ours(url: &str) -> bool {
    let rest = url.strip_prefix("https://").unwrap_or_default();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host.ends_with(".openfoodfacts.org") && rest.len() > host.len()
}

#[derive(Deserialize)]
struct Selected<'d> {
    #[serde(borrow, default)]
    front: HashMap<&'d str, Revision<'d>>,
}

#[derive(Deserialize)]
struct Revision<'d> {
    #[serde(borrow, default)]
    rev: Raw<'d>,
}

/// From `images`: `front_fr: {rev}`, or newer `selected: {front: {fr: {rev}}}`.
fn built_image_url(document: &Document<'_>, lang: Option<&str>) -> Option<String> {
    let code = raw::text(document.code, None, "code", &mut Notes::default())?;
    let images: HashMap<&str, &RawValue> = serde_json::from_str(raw::present(document.images)?).ok()?;
    let (language, revision) = revision(&images, lang?)?;
    let path = match code.len() {
        ..=8 => code,
        _ => {
            let code = format!("{code:0>13}");
            format!("{}/{}/{}/{}", code.get(..3)?, code.get(3..6)?, code.get(6..9)?, code.get(9..)?)
        }
    };
    Some(format!(
        "https://images.openfoodfacts.org/images/products/{path}/front_{language}.{revision}.400.jpg"
    ))
}

fn revision<'l>(images: &HashMap<&str, &RawValue>, lang: &'l str) -> Option<(&'l str, u32)> {
    let flat = images.get(format!("front_{lang}").as_str()).copied();
    let found: Option<Revision<'_>> = match flat {
        Some(image) => serde_json::from_str(image.get()).ok(),
        None => {
            let selected: Selected<'_> = serde_json::from_str(images.get("selected")?.get()).ok()?;
            selected.front.into_iter().find(|(own, _)| *own == lang).map(|(_, revision)| revision)
        }
    };
    let written = raw::present(found?.rev)?;
    Some((lang, written.trim_matches('"').parse().ok()?))
}
