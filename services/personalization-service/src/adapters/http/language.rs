//! The language in which reasons are told.

use axum::http::header;

use crate::domain::language::Language;

/// How an answer in this language, for one person alone, is marked.
pub(super) fn marks(language: Language) -> [(header::HeaderName, &'static str); 3] {
    [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_LANGUAGE, language.code()),
        (header::VARY, "Accept-Language"),
    ]
}
