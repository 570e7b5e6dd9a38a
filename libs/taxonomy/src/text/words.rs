//! Running text as words that can be compared: lower case, no accents, no plural `s`.

use std::ops::Range;

use crate::normal::{is_mark, push_plain};

/// A word in a text.
#[derive(Debug, Clone)]
pub struct Word {
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    key: Range<usize>,
    /// What stands between it and the word before.
    pub before: Gap,
    /// How many brackets are open around it.
    pub depth: u16,
}

/// What separates a word from the one before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Space, hyphen, apostrophe, mark.
    #[default]
    Space,
    /// Comma, colon, semicolon, bracket.
    Separator,
    /// The end of a sentence.
    Sentence,
}

/// A text's words.
#[derive(Debug, Default)]
pub struct Words {
    keys: String,
    all: Vec<Word>,
}

impl Words {
    /// Reads a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut words =
            Self { keys: String::with_capacity(text.len()), all: Vec::with_capacity(text.len() / 6) };
        let mut reader = Reader::default();
        for (at, letter) in text.char_indices() {
            if is_mark(letter) {
                continue;
            }
            if letter.is_alphanumeric() {
                reader.letter(&mut words, at, letter);
            } else {
                reader.close(&mut words, at);
                reader.gap(text, at, letter);
            }
        }
        reader.close(&mut words, text.len());
        words
    }

    /// In the order of the text.
    #[must_use]
    pub fn all(&self) -> &[Word] {
        &self.all
    }

    /// Behind the last word that a phrase beginning here can have: it does not reach over a comma.
    #[must_use]
    pub fn phrase_end(&self, first: usize) -> usize {
        let next = (first + 1..self.all.len()).find(|next| self.all[*next].before != Gap::Space);
        next.unwrap_or(self.all.len())
    }

    /// The word as it is compared.
    #[must_use]
    pub fn key(&self, word: &Word) -> &str {
        &self.keys[word.key.clone()]
    }

    /// Every word as it is compared.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|word| self.key(word))
    }
}

#[derive(Debug, Default)]
struct Reader {
    /// Where the open word and its key began.
    open: Option<(usize, usize)>,
    gap: Gap,
    depth: u16,
    /// Upper case letters in a row, for words like `WEIZENmehl`.
    capitals: usize,
}

impl Reader {
    fn letter(&mut self, words: &mut Words, at: usize, letter: char) {
        let capital = letter.is_uppercase();
        if self.capitals >= 3 && letter.is_lowercase() {
            self.close(words, at);
        }
        self.capitals = if capital { self.capitals + 1 } else { 0 };
        if self.open.is_none() {
            self.open = Some((at, words.keys.len()));
        }
        match letter {
            ascii if ascii.is_ascii() => words.keys.push(ascii.to_ascii_lowercase()),
            other => other.to_lowercase().for_each(|small| push_plain(&mut words.keys, small)),
        }
    }

    fn close(&mut self, words: &mut Words, at: usize) {
        self.capitals = 0;
        let Some((start, key)) = self.open.take() else { return };
        let end = key + singular(&words.keys[key..]).len();
        words.keys.truncate(end);
        words.all.push(Word { span: start..at, key: key..end, before: self.gap, depth: self.depth });
        self.gap = Gap::Space;
    }

    fn gap(&mut self, text: &str, at: usize, sign: char) {
        let gap = match sign {
            '(' | '[' | '{' => {
                self.depth = self.depth.saturating_add(1);
                Gap::Separator
            }
            ')' | ']' | '}' => {
                self.depth = self.depth.saturating_sub(1);
                Gap::Separator
            }
            '.' | '!' | '?' if !text[at + 1..].starts_with(|next: char| next.is_alphanumeric()) => {
                Gap::Sentence
            }
            ',' | ';' | ':' | '.' | '•' | '·' | '|' | '/' => Gap::Separator,
            _ => Gap::Space,
        };
        self.gap = self.gap.max(gap);
    }
}

/// Cuts the plural's `s`; both sides of every comparison are cut.
fn singular(key: &str) -> &str {
    match key.strip_suffix('s') {
        Some(cut) if cut.len() >= 3 && !cut.ends_with('s') => cut,
        _ => key,
    }
}

#[cfg(test)]
mod tests {
    use super::{Gap, Words};

    fn keys(text: &str) -> Vec<String> {
        Words::of(text).keys().map(str::to_owned).collect()
    }

    #[test]
    fn marks_accents_and_plurals_do_not_tell_words_apart() {
        assert_eq!(keys("_Œufs_ d’oie, CRÈME"), ["oeuf", "d", "oie", "creme"]);
        assert_eq!(keys("WEIZENmehl, VEHNÄjauho"), ["weizen", "mehl", "vehna", "jauho"]);
    }

    #[test]
    fn a_point_in_a_number_ends_no_sentence() {
        let words = Words::of("Salt 0.5%. May (x)");
        let gaps: Vec<_> = words.all().iter().map(|word| (word.before, word.depth)).collect();
        assert_eq!(
            gaps,
            [(Gap::Space, 0), (Gap::Space, 0), (Gap::Separator, 0), (Gap::Sentence, 0), (Gap::Separator, 1)]
        );
    }
}
