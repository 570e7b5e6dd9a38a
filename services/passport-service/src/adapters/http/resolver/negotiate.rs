//! What a reader says that they understand, read from the headers of their request.

use axum::http::{HeaderMap, header};
use service_kit::http::{Weight, weighted};

use crate::domain::resolver::{Fit, MediaRange, Weighed, Wishes, media_fit};

/// Everything by which links are chosen.
pub(super) fn wishes(headers: &HeaderMap, contexts: &[String]) -> Wishes {
    let media = weighted(headers, header::ACCEPT).filter_map(|(range, weight)| {
        let (kind, subtype) = range.split_once('/')?;
        let wish = MediaRange { kind: kind.to_ascii_lowercase(), subtype: subtype.to_ascii_lowercase() };
        Some(weighed(wish, weight))
    });
    let languages = weighted(headers, header::ACCEPT_LANGUAGE);
    let languages = languages.map(|(range, weight)| weighed(range.to_owned(), weight));
    Wishes { media: media.collect(), languages: languages.collect(), contexts: contexts.to_vec() }
}

fn weighed<T>(wish: T, weight: Weight) -> Weighed<T> {
    Weighed { wish, weight: weight.thousandths() }
}

/// As what a linkset is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Linkset,
    Json,
    JsonLd,
    Page,
}

impl Format {
    const ALL: [Self; 4] = [Self::Linkset, Self::Json, Self::JsonLd, Self::Page];

    const fn media_type(self) -> &'static str {
        match self {
            Self::Linkset => "application/linkset+json",
            Self::Json => "application/json",
            Self::JsonLd => "application/ld+json",
            Self::Page => "text/html",
        }
    }

    /// With its parameters.
    pub(super) const fn content_type(self) -> &'static str {
        match self {
            Self::Page => "text/html; charset=utf-8",
            Self::Linkset | Self::Json | Self::JsonLd => self.media_type(),
        }
    }

    /// What the reader likes best; who likes none of them gets a linkset.
    pub(super) fn of(wishes: &Wishes) -> Self {
        let fit = |format: Self| media_fit(&wishes.media, format.media_type());
        let better = |best: Self, next: Self| if fit(next) > fit(best) { next } else { best };
        Self::ALL.into_iter().fold(Self::Linkset, better)
    }
}

/// Whether the headers alone ask for all links.
pub(super) fn asks_for_linkset(wishes: &Wishes) -> bool {
    matches!(media_fit(&wishes.media, Format::Linkset.media_type()), Fit::Asked(_, precision) if precision > 1)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn accepting(accept: &'static str) -> Wishes {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
        wishes(&headers, &[])
    }

    #[test]
    fn a_linkset_is_written_as_the_reader_likes_it_best() {
        for (accept, format) in [
            ("", Format::Linkset),
            ("*/*", Format::Linkset),
            ("image/png", Format::Linkset),
            ("application/json", Format::Json),
            ("application/ld+json, application/json;q=0.5", Format::JsonLd),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Format::Page),
            ("text/html;q=0.2, application/*;q=0.3", Format::Linkset),
        ] {
            assert_eq!(Format::of(&accepting(accept)), format, "{accept}");
        }
    }

    #[test]
    fn only_its_own_name_asks_for_a_linkset() {
        assert!(asks_for_linkset(&accepting("text/html, application/linkset+json;q=0.1")));
        for accept in ["*/*", "application/*", "application/json", "application/linkset+json;q=0"] {
            assert!(!asks_for_linkset(&accepting(accept)), "{accept}");
        }
    }
}
