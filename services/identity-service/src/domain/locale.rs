//! The languages in which we speak to people, and which of them somebody understands best (RFC 9110, 12.5.4).

use std::cmp::Reverse;

/// A language of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Locale {
    /// English, when nothing fits.
    English,
    /// Italian.
    Italian,
    /// German.
    German,
}

impl Locale {
    /// Every language.
    pub const ALL: [Self; 3] = [Self::English, Self::Italian, Self::German];

    /// The language tag.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Italian => "it",
            Self::German => "de",
        }
    }

    /// The language of this tag.
    #[must_use]
    pub fn of(tag: &str) -> Option<Self> {
        let language = tag.split('-').next().unwrap_or_default().trim();
        Self::ALL.into_iter().find(|locale| locale.as_str().eq_ignore_ascii_case(language))
    }

    /// The best that an `Accept-Language` asks for; English when it asks for none of ours.
    #[must_use]
    pub fn negotiate(accept_language: &str) -> Self {
        let wishes = accept_language.split(',').filter_map(wish);
        wishes.min_by_key(|(_, quality)| Reverse(*quality)).map_or(Self::English, |(locale, _)| locale)
    }
}

/// A wish and its weight in thousandths.
fn wish(text: &str) -> Option<(Locale, u16)> {
    let mut parts = text.split(';');
    let locale = Locale::of(parts.next()?)?;
    let weight =
        parts.find_map(|part| part.trim().strip_prefix("q=")).map_or(Some(1.0_f32), |q| q.parse().ok())?;
    let thousandths = (weight.clamp(0.0, 1.0) * 1000.0).round() as u16;
    (thousandths > 0).then_some((locale, thousandths))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_wish_that_we_speak_wins() {
        for (asked, got) in [
            ("it", Locale::Italian),
            ("de-AT, en;q=0.8", Locale::German),
            ("fr, it;q=0.4, de;q=0.7", Locale::German),
            ("IT-it", Locale::Italian),
            ("it;q=0, de;q=0.1", Locale::German),
            ("fr", Locale::English),
            ("", Locale::English),
            ("de;q=x", Locale::English),
            ("it, de", Locale::Italian),
        ] {
            assert_eq!(Locale::negotiate(asked), got, "{asked}");
        }
    }
}
