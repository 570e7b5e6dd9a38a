//! The text format of Open Food Facts' taxonomies.
//!
//! Entries are blocks between blank lines: `< en:Parent`, `en:Name, synonym`, `property:en: value`;
//! beside them stand `stopwords:en:` and `synonyms:en:` lines that hold for a whole language.

/// One entry as written.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    /// `en:Parent`, as written.
    pub(crate) parents: Vec<&'static str>,
    /// Language and the names in it, the first of all being the entry's own.
    pub(crate) names: Vec<(&'static str, Vec<String>)>,
    /// `vegan:en` → `yes`.
    pub(crate) properties: Vec<(&'static str, &'static str)>,
}

/// What one line says.
enum Line {
    Parent(&'static str),
    Names(&'static str, Vec<String>),
    Property(&'static str, &'static str),
    Stopwords(&'static str, Vec<String>),
    Synonyms(&'static str, Vec<String>),
    Nothing,
}

/// A taxonomy as written.
#[derive(Debug, Default)]
pub(crate) struct Written {
    pub(crate) entries: Vec<Entry>,
    pub(crate) stopwords: Vec<(&'static str, Vec<String>)>,
    pub(crate) synonyms: Vec<(&'static str, Vec<String>)>,
}

impl Written {
    /// Reads a file; lines that make no sense are passed over, as Open Food Facts does.
    pub(crate) fn read(&mut self, text: &'static str) {
        let mut entry = Entry::default();
        for line in text.lines() {
            if line.trim().is_empty() {
                self.close(&mut entry);
                continue;
            }
            match Line::read(line) {
                Line::Parent(parent) => entry.parents.push(parent),
                Line::Names(language, names) => entry.names.push((language, names)),
                Line::Property(key, value) => entry.properties.push((key, value)),
                Line::Stopwords(language, words) => self.stopwords.push((language, words)),
                Line::Synonyms(language, words) => self.synonyms.push((language, words)),
                Line::Nothing => {}
            }
        }
        self.close(&mut entry);
    }

    fn close(&mut self, entry: &mut Entry) {
        let entry = std::mem::take(entry);
        if !entry.names.is_empty() {
            self.entries.push(entry);
        }
    }
}

impl Line {
    fn read(line: &'static str) -> Self {
        if line.starts_with('#') {
            return Self::Nothing;
        }
        if let Some(parent) = line.strip_prefix('<') {
            return Self::Parent(parent.trim());
        }
        let Some((head, rest)) = line.split_once(':') else { return Self::Nothing };
        let head = head.trim();
        match head {
            "stopwords" => Self::for_language(rest, Self::Stopwords),
            "synonyms" => Self::for_language(rest, Self::Synonyms),
            language if is_language(language) => Self::Names(language, names(rest)),
            _ => Self::property(line, head.len(), rest),
        }
    }

    fn for_language(rest: &'static str, make: fn(&'static str, Vec<String>) -> Self) -> Self {
        match rest.split_once(':') {
            Some((language, words)) => make(language.trim(), names(words)),
            None => Self::Nothing,
        }
    }

    fn property(line: &'static str, name: usize, rest: &'static str) -> Self {
        match rest.split_once(':') {
            Some((language, value)) if is_language(language) => {
                Self::Property(&line[..name + 1 + language.len()], value.trim())
            }
            _ => Self::Nothing,
        }
    }
}

/// `en`, `nl_be`, `zh-TW`.
fn is_language(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 2
        && bytes[..2].iter().all(u8::is_ascii_lowercase)
        && (bytes.len() == 2
            || (bytes.len() == 3 && bytes[2].is_ascii_lowercase() && !matches!(text, "web"))
            || (bytes.len() <= 6 && matches!(bytes[2], b'_' | b'-')))
}

/// Splits at commas that neither stand between digits nor behind a backslash.
fn names(text: &str) -> Vec<String> {
    let bytes = text.as_bytes();
    let mut names = Vec::new();
    let mut start = 0;
    for (at, byte) in bytes.iter().enumerate() {
        if *byte != b',' {
            continue;
        }
        let between_digits =
            at > 0 && bytes[at - 1].is_ascii_digit() && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if between_digits || (at > 0 && bytes[at - 1] == b'\\') {
            continue;
        }
        names.push(&text[start..at]);
        start = at + 1;
    }
    names.push(&text[start..]);
    names
        .into_iter()
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| name.replace('\\', ""))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Written, names};

    #[test]
    fn commas_in_numbers_and_behind_a_backslash_do_not_split() {
        assert_eq!(names(" 2\\,7-a, 1,5 b ,c,"), ["2,7-a", "1,5 b", "c"]);
    }

    #[test]
    fn a_file_yields_entries_stopwords_and_synonyms() {
        let mut written = Written::default();
        written.read("stopwords:en: of, the\n\n# note\n< en:Food\nen: Milk, cow milk\nfr:Lait\nvegan:en: no\n\nen:Food\n");
        assert_eq!(written.stopwords, [("en", vec!["of".to_owned(), "the".to_owned()])]);
        assert_eq!(written.entries.len(), 2);
        let milk = &written.entries[0];
        assert_eq!(milk.parents, ["en:Food"]);
        assert_eq!(milk.names[0], ("en", vec!["Milk".to_owned(), "cow milk".to_owned()]));
        assert_eq!(milk.properties, [("vegan:en", "no")]);
    }
}
