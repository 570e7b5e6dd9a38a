//! The languages in which we speak to people.

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
    /// Their tags.
    pub const TAGS: [&'static str; 3] = ["en", "it", "de"];

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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_names_its_language_whatever_the_region() {
        for (tag, language) in [
            ("it", Some(Locale::Italian)),
            ("de-AT", Some(Locale::German)),
            ("EN-gb", Some(Locale::English)),
            ("fr", None),
            ("", None),
        ] {
            assert_eq!(Locale::of(tag), language, "{tag}");
        }
    }
}
