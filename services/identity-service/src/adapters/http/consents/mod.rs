//! What the signed-in person agreed to.

pub(super) mod decide;
pub(super) mod history;
pub(super) mod list;

use axum::http::{HeaderMap, header};
use jiff::Timestamp;
use serde::Serialize;
use service_kit::http::accepted_language;
use utoipa::ToSchema;

use crate::{
    application::consents::ConsentState,
    domain::{consent::Purpose, locale::Locale},
};

/// How one purpose stands.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Consent)]
pub(in crate::adapters::http) struct ConsentBody {
    purpose: Purpose,
    /// `measurement` is allowed until somebody objects; everything else only once granted.
    granted: bool,
    /// When that was decided; `null` while nobody has.
    since: Option<Timestamp>,
    /// The version of the text that was decided about; `null` while nobody has.
    text_version: Option<String>,
    current: CurrentText,
}

/// The text that is to be shown beside the switch.
#[derive(Debug, Serialize, ToSchema)]
struct CurrentText {
    /// To be sent back with a decision.
    version: &'static str,
    /// Markdown, in the language of `Content-Language`.
    text: &'static str,
}

impl ConsentBody {
    fn new(state: ConsentState, locale: Locale) -> Self {
        let current = state.current();
        let (since, text_version) = state.decided.unzip();
        let current = CurrentText { version: current.version, text: current.words(locale) };
        Self { purpose: state.purpose, granted: state.granted, since, text_version, current }
    }
}

/// The language in which the caller reads.
pub(super) fn locale(headers: &HeaderMap) -> Locale {
    accepted_language(headers, &Locale::TAGS).and_then(Locale::of).unwrap_or(Locale::English)
}

/// How an answer in this language is marked.
fn marks(locale: Locale) -> [(header::HeaderName, &'static str); 3] {
    [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_LANGUAGE, locale.as_str()),
        (header::VARY, "Accept-Language"),
    ]
}
