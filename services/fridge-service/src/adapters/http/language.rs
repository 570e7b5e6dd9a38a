//! The language in which mails and calendars are written.

use axum::http::HeaderMap;
use service_kit::http::accepted_language;

use crate::domain::language::Language;

/// The one that the caller understands best; English when it is none of ours.
pub(super) fn language(headers: &HeaderMap) -> Language {
    let asked = accepted_language(headers, &Language::ALL.map(Language::code));
    asked.and_then(|code| code.parse().ok()).unwrap_or_default()
}
