//! The Core Business Vocabulary: what a business step is in a journey.

use crate::domain::journey::StepKind;

/// The bare word of a vocabulary entry, however it is spelled: bare, as CURIE, as Web URI or as URN.
pub(super) fn bare(term: &str) -> &str {
    let last = term.rsplit(['/', ':']).next().unwrap_or(term);
    last.split_once('-').map_or(last, |(kind, word)| if kind == "BizStep" { word } else { last })
}

/// The kind of step that a business step is; most are none.
pub(super) fn kind(step: &str) -> Option<StepKind> {
    match bare(step) {
        "commissioning" => Some(StepKind::Origin),
        "creating_class_instance" | "assembling" | "transforming" => Some(StepKind::Processing),
        "packing" | "repackaging" | "encoding" => Some(StepKind::Packing),
        "shipping" | "departing" | "transporting" | "arriving" | "receiving" | "accepting" | "storing"
        | "staging_outbound" => Some(StepKind::Distribution),
        "retail_selling" | "stocking" => Some(StepKind::Retail),
        _ => None,
    }
}
