//! The texts that people agree to: files of `texts/<purpose>/<version>/<locale>.md`, compiled in, never changed once
//! published. A new wording is a new version, and the newest of a purpose is its current one.

use sha2::{Digest as _, Sha256};

use super::{Hash, Purpose};
use crate::domain::locale::Locale;

/// A version of a purpose's text, in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublishedText {
    /// What it is about.
    pub purpose: Purpose,
    /// Its version, such as `2026-11`; later ones sort later.
    pub version: &'static str,
    english: &'static str,
    italian: &'static str,
    german: &'static str,
}

macro_rules! text {
    ($purpose:ident, $folder:literal, $version:literal) => {
        PublishedText {
            purpose: Purpose::$purpose,
            version: $version,
            english: include_str!(concat!("../../../texts/", $folder, "/", $version, "/en.md")),
            italian: include_str!(concat!("../../../texts/", $folder, "/", $version, "/it.md")),
            german: include_str!(concat!("../../../texts/", $folder, "/", $version, "/de.md")),
        }
    };
}

/// Every text that was ever shown, by purpose, oldest first.
const PUBLISHED: &[PublishedText] = &[
    text!(HealthProfile, "health_profile", "2026-11"),
    text!(Measurement, "measurement", "2026-11"),
    text!(Reminders, "reminders", "2026-11"),
];

impl PublishedText {
    /// The words, as Markdown.
    #[must_use]
    pub const fn words(&self, locale: Locale) -> &'static str {
        match locale {
            Locale::English => self.english,
            Locale::Italian => self.italian,
            Locale::German => self.german,
        }
    }

    /// SHA-256 of the words' bytes.
    #[must_use]
    pub fn hash(&self, locale: Locale) -> Hash {
        Hash::from_bytes(Sha256::digest(self.words(locale)).into())
    }
}

/// The text of this version, if it was ever published.
#[must_use]
pub fn published(purpose: Purpose, version: &str) -> Option<&'static PublishedText> {
    PUBLISHED.iter().find(|text| text.purpose == purpose && text.version == version)
}

/// The text that people see now.
#[must_use]
pub fn current(purpose: Purpose) -> &'static PublishedText {
    let newest = PUBLISHED.iter().filter(|text| text.purpose == purpose).max_by_key(|text| text.version);
    #[expect(clippy::expect_used, reason = "a test finds a text for every purpose")]
    newest.expect("every purpose has a text")
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::*;

    fn folders(path: &Path) -> Vec<String> {
        let entries = fs::read_dir(path).expect("a folder").map(|entry| entry.expect("an entry").file_name());
        entries.map(|name| name.into_string().expect("text")).collect()
    }

    #[test]
    fn every_file_is_published_and_every_purpose_has_a_text() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("texts");
        let mut on_disk = BTreeSet::new();
        for purpose in folders(&root) {
            for version in folders(&root.join(&purpose)) {
                on_disk.insert((purpose.clone(), version));
            }
        }
        let listed: BTreeSet<_> = PUBLISHED
            .iter()
            .map(|text| (text.purpose.as_str().to_owned(), text.version.to_owned()))
            .collect();
        assert_eq!(on_disk, listed);
        for purpose in Purpose::ALL {
            assert_eq!(current(purpose).purpose, purpose);
        }
    }

    #[test]
    fn every_text_says_what_is_kept_how_long_and_how_to_stop() {
        let headings = |words: &str| words.lines().filter(|line| line.starts_with("## ")).count();
        for text in PUBLISHED {
            let lengths: BTreeSet<_> = Locale::ALL.map(|locale| headings(text.words(locale))).into();
            assert_eq!(lengths.len(), 1, "{}: the languages say different things", text.purpose.as_str());
            assert!(!lengths.contains(&0) && text.words(Locale::German).contains("DSGVO"));
            assert!(
                text.words(Locale::English).contains("GDPR") && text.words(Locale::Italian).contains("GDPR")
            );
        }
    }

    #[test]
    fn a_published_text_never_changes() {
        let hashes: Vec<_> = PUBLISHED
            .iter()
            .flat_map(|text| {
                Locale::ALL.map(|locale| (text.purpose.as_str(), text.version, text.hash(locale)))
            })
            .map(|(purpose, version, hash)| format!("{purpose} {version} {hash}"))
            .collect();
        let noted = include_str!("../../../tests/published-texts.txt");
        assert_eq!(hashes, noted.lines().collect::<Vec<_>>(), "publish a new version instead");
    }
}
