//! What numbers mean, in words: the same as the web app shows beside them, which a test holds.

mod de;
mod en;
mod it;

use service_kit::language::Language;

use super::metric::Metric;

/// The words of one language.
#[derive(Debug)]
pub struct Words {
    /// What a number of one day counts.
    pub unit: &'static str,
    /// What a sum counts.
    pub unit_of_sums: &'static str,
    /// Of which time a number is, and when it is told.
    pub window: &'static str,
    suppressed: &'static str,
    fewer_than: fn(u64) -> String,
    /// In place of a number that is still to come.
    pub awaited: &'static str,
    definition: fn(Metric) -> Definition,
}

/// What a metric means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// A short name.
    pub name: &'static str,
    /// Who is counted.
    pub definition: &'static str,
}

impl Words {
    /// Those of a language.
    #[must_use]
    pub const fn of(language: Language) -> &'static Self {
        match language {
            Language::En => &en::WORDS,
            Language::It => &it::WORDS,
            Language::De => &de::WORDS,
        }
    }

    /// What a metric means.
    #[must_use]
    pub fn definition(&self, metric: Metric) -> Definition {
        (self.definition)(metric)
    }

    /// In place of a number of a group that is too small to be told.
    #[must_use]
    pub fn suppressed(&self, k: Option<u64>) -> String {
        k.map_or_else(|| self.suppressed.to_owned(), self.fewer_than)
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, fs, path::Path};

    use super::*;

    /// What the web app says on a brand's pages.
    fn shown(language: Language) -> BTreeMap<String, String> {
        let folder =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../client/web-app/src/lib/i18n/messages/brand");
        let text = fs::read_to_string(folder.join(format!("{}.json", language.code()))).expect("messages");
        serde_json::from_str(&text).expect("JSON")
    }

    #[test]
    fn a_table_and_the_page_that_shows_it_say_the_same() {
        for language in Language::ALL {
            let (words, shown) = (Words::of(language), shown(language));
            for metric in Metric::ALL {
                let Definition { name, definition } = words.definition(metric);
                assert_eq!(name, shown[&format!("metric.{metric}")], "{language:?}");
                assert_eq!(definition, shown[&format!("definition.{metric}")], "{language:?}");
            }
            assert_eq!(words.suppressed(None), shown["value.suppressed.first"]);
            assert_eq!(words.suppressed(Some(7)), shown["value.suppressed"].replace("{k}", "7"));
            assert!(shown["definitions.unit"].contains(words.unit), "{language:?}");
            assert!(shown["definitions.unit"].contains(words.unit_of_sums), "{language:?}");
        }
    }
}
