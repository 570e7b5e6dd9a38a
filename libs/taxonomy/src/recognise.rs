//! What a printed ingredient is.

use crate::{Id, Taxonomies};

/// The taxonomy entry that a name means, also behind words of processing and origin.
#[must_use]
pub fn recognise(name: &str, language: &str) -> Option<&'static Id> {
    let taxonomy = Taxonomies::ingredients();
    if let Some(id) = taxonomy.find(language, name) {
        return Some(id);
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.len() > 1 {
        for cut in 1..words.len().min(4) {
            let (tail, head) = (words[cut..].join(" "), words[..words.len() - cut].join(" "));
            let cut_first = words[..cut].iter().all(|word| is_attribute(word, language));
            let cut_last = words[words.len() - cut..].iter().all(|word| is_attribute(word, language));
            let found = cut_first.then(|| taxonomy.find(language, &tail)).flatten();
            if let Some(id) = found.or_else(|| cut_last.then(|| taxonomy.find(language, &head)).flatten()) {
                return Some(id);
            }
        }
    }
    if language == "en" { None } else { taxonomy.find("en", name) }
}

/// A word that says how, not what: processing, or organic.
fn is_attribute(word: &str, language: &str) -> bool {
    const OTHER: [&str; 16] = [
        "organic",
        "bio",
        "biologique",
        "biologiques",
        "biologico",
        "biologica",
        "ecológico",
        "de",
        "d'origine",
        "végétale",
        "en",
        "natural",
        "naturel",
        "naturelle",
        "pur",
        "pure",
    ];
    let lower = word.to_lowercase();
    OTHER.contains(&lower.as_str()) || Taxonomies::processings().find(language, word).is_some()
}

/// Something in brackets that is no ingredient: an origin, a processing, a label.
#[must_use]
pub fn is_remark(name: &str, language: &str) -> bool {
    Taxonomies::processings().find(language, name).is_some()
        || Taxonomies::origins().find_exact(language, name).is_some()
        || Taxonomies::labels().find_exact(language, name).is_some()
}
