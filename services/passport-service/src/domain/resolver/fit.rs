//! How well a link fits what a reader says that they understand (RFC 9110, 12.5; RFC 4647, 3.4).

use crate::domain::workspace::Link;

/// What a reader understands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Media types, of `Accept`.
    pub media: Vec<Weighed<MediaRange>>,
    /// Language ranges, of `Accept-Language`.
    pub languages: Vec<Weighed<String>>,
    /// What the query says about the reader.
    pub contexts: Vec<String>,
}

/// A wish and how much it weighs, in thousandths; 0 = by no means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weighed<T> {
    /// What is wished for.
    pub wish: T,
    /// Up to 1000.
    pub weight: u16,
}

/// `text/html`, `text/*` or `*/*`, in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaRange {
    /// `*` = any.
    pub kind: String,
    /// `*` = any.
    pub subtype: String,
}

/// How well one fits, from worst to best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is not asked for.
    No,
    /// It says nothing about itself.
    Open,
    /// It is asked for with this weight, this precisely.
    Asked(u16, usize),
}

impl Wishes {
    /// How well a link's medium fits.
    #[must_use]
    pub fn medium(&self, link: &Link) -> Fit {
        link.media_type.as_deref().map_or(Fit::Open, |media| media_fit(&self.media, media))
    }

    /// How well a link's language fits: a reader of `pt-BR` reads `pt`, and one of `pt` reads `pt-BR`.
    #[must_use]
    pub fn language(&self, link: &Link) -> Fit {
        let Some(language) = link.language.as_deref() else { return Fit::Open };
        best(&self.languages, |range| language_match(range, language))
    }

    /// How well a link's contexts fit.
    #[must_use]
    pub fn context(&self, link: &Link) -> Fit {
        let asked = |word: &String| self.contexts.iter().any(|asked| asked.eq_ignore_ascii_case(word));
        match link.context.as_slice() {
            [] => Fit::Open,
            words if words.iter().any(asked) => Fit::Asked(1_000, 1),
            _ => Fit::No,
        }
    }
}

/// How well a media type fits.
#[must_use]
pub fn media_fit(wishes: &[Weighed<MediaRange>], media: &str) -> Fit {
    let (kind, subtype) = media.split_once('/').unwrap_or((media, ""));
    best(wishes, |range| match (range.kind.as_str(), range.subtype.as_str()) {
        ("*", _) => Some(0),
        (its, "*") => (its == kind).then_some(1),
        (its, precise) => (its == kind && precise == subtype).then_some(2),
    })
}

/// The most precise wish that it meets says how much it weighs.
fn best<T>(wishes: &[Weighed<T>], precision: impl Fn(&T) -> Option<usize>) -> Fit {
    let met = wishes.iter().filter_map(|asked| Some((precision(&asked.wish)?, asked.weight)));
    match met.max() {
        None | Some((_, 0)) => Fit::No,
        Some((precision, weight)) => Fit::Asked(weight, precision),
    }
}

/// How precisely a range names a language.
fn language_match(range: &str, language: &str) -> Option<usize> {
    if range == "*" {
        return Some(0);
    }
    let parts = |tag: &str| tag.split('-').count();
    match (begins(range, language), begins(language, range)) {
        (true, true) => Some(usize::MAX),
        (true, false) => Some(1 + parts(language)),
        (false, true) => Some(1),
        (false, false) => None,
    }
}

/// Whether `tag` is `start`, or goes on behind it with another part.
fn begins(tag: &str, start: &str) -> bool {
    let Some((head, rest)) = tag.split_at_checked(start.len()) else { return false };
    head.eq_ignore_ascii_case(start) && (rest.is_empty() || rest.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weighed<T>(wishes: impl IntoIterator<Item = (T, u16)>) -> Vec<Weighed<T>> {
        wishes.into_iter().map(|(wish, weight)| Weighed { wish, weight }).collect()
    }

    #[test]
    fn the_most_precise_media_range_says_how_much_it_weighs() {
        let range = |text: &str| {
            let (kind, subtype) = text.split_once('/').expect("a range");
            MediaRange { kind: kind.to_owned(), subtype: subtype.to_owned() }
        };
        let wishes = weighed([(range("*/*"), 800), (range("text/html"), 1_000), (range("text/*"), 0)]);
        assert_eq!(media_fit(&wishes, "text/html"), Fit::Asked(1_000, 2));
        assert_eq!(media_fit(&wishes, "text/plain"), Fit::No);
        assert_eq!(media_fit(&wishes, "application/pdf"), Fit::Asked(800, 0));
        assert_eq!(media_fit(&[], "text/html"), Fit::No);
    }

    #[test]
    fn a_reader_of_a_region_reads_the_language_and_the_other_way_round() {
        let fit = |range: &str, language: &str| {
            best(&weighed([(range.to_owned(), 500)]), |range| language_match(range, language))
        };
        assert_eq!(fit("pt-BR", "pt"), Fit::Asked(500, 2));
        assert_eq!(fit("pt", "pt-BR"), Fit::Asked(500, 1));
        assert!(fit("pt-br", "pt-BR") > fit("pt-BR", "pt"));
        assert_eq!(fit("pt-BR", "pt-PT"), Fit::No);
        assert_eq!(fit("pt", "ptx"), Fit::No);
        assert_eq!(fit("*", "ja"), Fit::Asked(500, 0));
    }
}
