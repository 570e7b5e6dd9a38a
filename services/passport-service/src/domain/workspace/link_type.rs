//! GS1's kinds of links.

use std::{fmt, str::FromStr};

/// A kind of GS1's vocabulary: `gs1:pip`, also known as `https://ref.gs1.org/voc/pip`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkType(String);

/// A text that names no kind of GS1's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is a GS1 link type such as gs1:pip")]
pub struct NoLinkType;

const SHORT: &str = "gs1:";
const VOCABULARY: &str = "https://ref.gs1.org/voc/";
/// The spellings of one and the same vocabulary.
const SPELLINGS: [&str; 7] = [
    SHORT,
    VOCABULARY,
    "https://gs1.org/voc/",
    "https://www.gs1.org/voc/",
    "http://ref.gs1.org/voc/",
    "http://gs1.org/voc/",
    "http://www.gs1.org/voc/",
];
const LONGEST: usize = 60;

impl LinkType {
    fn known(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// Where a code leads when nothing else is asked for.
    #[must_use]
    pub fn default_link() -> Self {
        Self::known("defaultLink")
    }

    /// The same in several languages.
    #[must_use]
    pub fn default_link_multi() -> Self {
        Self::known("defaultLinkMulti")
    }

    /// Information about the product: what our own page is.
    #[must_use]
    pub fn product_information() -> Self {
        Self::known("pip")
    }

    /// What its brand says of a recall.
    #[must_use]
    pub fn recall_status() -> Self {
        Self::known("recallStatus")
    }

    /// Without the vocabulary: `pip`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0
    }

    /// Spelled out.
    #[must_use]
    pub fn uri(&self) -> String {
        format!("{VOCABULARY}{}", self.0)
    }

    /// In words, for links that have none: `recallStatus` is `Recall status`.
    #[must_use]
    pub fn title(&self) -> String {
        let mut title = String::with_capacity(self.0.len() + 4);
        for (at, letter) in self.0.chars().enumerate() {
            match letter {
                letter if at == 0 => title.push(letter.to_ascii_uppercase()),
                letter if letter.is_ascii_uppercase() => title.extend([' ', letter.to_ascii_lowercase()]),
                letter => title.push(letter),
            }
        }
        title
    }
}

impl FromStr for LinkType {
    type Err = NoLinkType;

    fn from_str(text: &str) -> Result<Self, NoLinkType> {
        let name = SPELLINGS.iter().find_map(|spelling| text.strip_prefix(spelling)).ok_or(NoLinkType)?;
        let is_name =
            (1..=LONGEST).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if is_name { Ok(Self::known(name)) } else { Err(NoLinkType) }
    }
}

impl fmt::Display for LinkType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{SHORT}{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_kind_has_many_spellings_and_one_name() {
        for text in [
            "gs1:pip",
            "https://ref.gs1.org/voc/pip",
            "https://gs1.org/voc/pip",
            "https://www.gs1.org/voc/pip",
        ] {
            assert_eq!(text.parse::<LinkType>().expect("known").to_string(), "gs1:pip", "{text}");
        }
        for text in ["", "pip", "gs1:", "gs1:a b", "gs1:pip/x", "https://evil.example/pip", "schema:url"] {
            assert_eq!(text.parse::<LinkType>(), Err(NoLinkType), "{text}");
        }
    }

    #[test]
    fn a_kind_can_be_said_in_words() {
        assert_eq!("gs1:recallStatus".parse::<LinkType>().expect("known").title(), "Recall status");
    }
}
