//! The language in which reasons are told.

use axum::http::{HeaderMap, header};
use service_kit::http::accepted_language;

use crate::domain::language::Language;

/// The one that the caller understands best; English when it is none of ours.
pub(super) fn language(headers: &HeaderMap) -> Language {
    let asked = accepted_language(headers, &Language::ALL.map(Language::code));
    asked.and_then(|code| code.parse().ok()).unwrap_or_default()
}

/// How an answer in this language, for one person alone, is marked.
pub(super) fn marks(language: Language) -> [(header::HeaderName, &'static str); 3] {
    [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_LANGUAGE, language.code()),
        (header::VARY, "Accept-Language"),
    ]
}
