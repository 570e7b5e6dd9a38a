//! How names are compared when people type: without case, accents and punctuation.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// The text in lower case, without accents, its words separated by single spaces.
#[must_use]
pub fn fold(text: &str) -> String {
    let plain: String = text
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .map(|letter| if letter.is_alphanumeric() { letter } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The 14-digit range of GTINs that start, in one of their written lengths, with these digits.
#[must_use]
pub fn gtin_ranges(digits: &str) -> Vec<(String, String)> {
    let written = [14, 13, 12, 8].into_iter().filter(|length| digits.len() <= *length);
    let padded = written.map(|length| format!("{}{digits}", "0".repeat(14 - length)));
    padded.map(|start| (format!("{start:0<14}"), format!("{start:9<14}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_punctuation_do_not_matter() {
        assert_eq!(fold("  Crème-BRÛLÉE, d'Été "), "creme brulee d ete");
    }

    #[test]
    fn a_prefix_is_looked_for_in_every_length() {
        let ranges = gtin_ranges("8001505");
        assert!(ranges.contains(&("08001505000000".to_owned(), "08001505999999".to_owned())));
        assert!(ranges.contains(&("80015050000000".to_owned(), "80015059999999".to_owned())));
        assert_eq!(gtin_ranges("08001505005707").len(), 1);
    }
}
