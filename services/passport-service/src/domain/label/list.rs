//! The ingredient list, read from its text.

use taxonomy::{Id, is_remark, recognise};

use super::text::Spoken;
use crate::domain::label::{Ingredient, allergen_set::AllergenSet};

/// One ingredient as read, with its place in the nesting.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) name: String,
    pub(super) id: Option<&'static Id>,
    pub(super) percent: Option<f64>,
    pub(super) depth: usize,
    pub(super) allergens: AllergenSet,
}

impl Item {
    pub(super) fn into_ingredient(self) -> Ingredient {
        Ingredient {
            name: self.name,
            id: self.id.map(|id| id.as_str().to_owned()),
            percent: self.percent,
            allergens: self.allergens.to_set(),
        }
    }
}

/// More items than any honest label has.
const MOST: usize = 300;
/// Words that introduce a list instead of naming an ingredient.
const INTRODUCTIONS: [&str; 24] = [
    "ingredients",
    "ingrédients",
    "ingredient",
    "zutaten",
    "ingredienti",
    "ingredientes",
    "ingrediënten",
    "contains",
    "contain",
    "contient",
    "contiennent",
    "enthält",
    "contiene",
    "bevat",
    "dont",
    "including",
    "davon",
    "di cui",
    "incl.",
    "may contain",
    "avec",
    "mit",
    "con",
    "from",
];

/// The items of a text, nested ones behind the one they are part of.
pub(super) fn read(text: &str, language: &str, spoken: &Spoken) -> Vec<Item> {
    let mut reader =
        Reader { text, language, spoken, items: Vec::new(), depth: 0, start: 0, open: Vec::new() };
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    for (index, (at, letter)) in letters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| letters.get(index)).map(|(_, letter)| *letter);
        let after = letters.get(index + 1).map(|(_, letter)| *letter);
        reader.sign(*at, *letter, before, after);
    }
    reader.flush(text.len());
    reader.nest_allergens();
    reader.items
}

struct Reader<'t> {
    text: &'t str,
    language: &'t str,
    spoken: &'t Spoken,
    items: Vec<Item>,
    depth: usize,
    start: usize,
    /// Per open bracket: how many items there were when it opened.
    open: Vec<usize>,
}

impl Reader<'_> {
    fn sign(&mut self, at: usize, letter: char, before: Option<char>, after: Option<char>) {
        let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
        let space = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
        let separates = match letter {
            '(' | '[' | '{' => {
                self.cut(at, letter);
                self.open.push(self.items.len());
                self.depth += 1;
                return;
            }
            ')' | ']' | '}' => {
                self.cut(at, letter);
                self.close();
                return;
            }
            ',' => !(digit(before) && digit(after)),
            '.' => {
                !(digit(before) && digit(after)) && (space(after) || after.is_some_and(char::is_uppercase))
            }
            ';' | ':' | '•' | '·' | '|' | '\n' => true,
            '-' | '–' | '—' => space(before),
            _ => false,
        };
        if separates {
            self.cut(at, letter);
        }
    }

    fn cut(&mut self, at: usize, letter: char) {
        self.flush(at);
        self.start = at + letter.len_utf8();
    }

    fn close(&mut self) {
        self.open.pop();
        self.depth = self.depth.saturating_sub(1);
    }

    fn flush(&mut self, end: usize) {
        let start = std::mem::replace(&mut self.start, end);
        if start >= end || self.items.len() >= MOST || self.is_doubtful(start, end) {
            return;
        }
        let (name, percent) = name_and_percent(&self.text[start..end]);
        if name.is_empty() {
            self.add_percent(percent);
            return;
        }
        let allergens = self.spoken.within(&(start..end));
        for (name, id) in self.names(&name) {
            self.items.push(Item { name, id, percent, depth: self.depth, allergens });
        }
    }

    fn is_doubtful(&self, start: usize, end: usize) -> bool {
        self.spoken.doubtful.iter().any(|span| start < span.end && span.start < end)
    }

    /// `(12 %)` behind an ingredient is its percentage.
    fn add_percent(&mut self, percent: Option<f64>) {
        let parent = match self.open.last() {
            Some(opened) => opened.checked_sub(1),
            None => self.items.iter().rposition(|item| item.depth == 0),
        };
        if let Some(item) = parent.and_then(|at| self.items.get_mut(at)) {
            item.percent = item.percent.or(percent);
        }
    }

    /// One name, or several joined by "and" when each of them is known and the whole is not.
    fn names(&self, name: &str) -> Vec<(String, Option<&'static Id>)> {
        let id = recognise(name, self.language);
        if id.is_some() {
            return vec![(name.to_owned(), id)];
        }
        if self.depth > 0 && is_remark(name, self.language) {
            return Vec::new();
        }
        let parts = split_at_and(name);
        let known: Vec<_> = parts
            .iter()
            .filter_map(|part| Some((part.clone(), Some(recognise(part, self.language)?))))
            .collect();
        if parts.len() > 1 && known.len() == parts.len() { known } else { vec![(name.to_owned(), None)] }
    }

    /// An ingredient brings what its parts bring.
    fn nest_allergens(&mut self) {
        for at in (0..self.items.len()).rev() {
            let depth = self.items[at].depth;
            let parts = self.items[at + 1..].iter().take_while(|part| part.depth > depth);
            let brought: AllergenSet = parts.map(|part| part.allergens).collect();
            self.items[at].allergens = self.items[at].allergens.union(brought);
        }
    }
}

/// `Lait_ écrémé 8,7 %` → `Lait écrémé`, 8.7
fn name_and_percent(printed: &str) -> (String, Option<f64>) {
    let plain: String =
        printed.chars().filter(|letter| !matches!(letter, '_' | '*' | '°' | '†' | '¹' | '²' | '³')).collect();
    let (plain, percent) = match plain.find('%') {
        Some(sign) => without_percent(&plain, sign),
        None => (plain, None),
    };
    let mut name = plain.trim_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, '-' | '–' | '"' | '«' | '»' | '/' | '\'' | '.')
    });
    while let Some(rest) = INTRODUCTIONS.iter().find_map(|word| strip_word(name, word)) {
        name = rest;
    }
    let says_something = name.chars().any(char::is_alphabetic);
    (if says_something { name.to_owned() } else { String::new() }, percent)
}

fn strip_word<'n>(name: &'n str, word: &str) -> Option<&'n str> {
    let head = name.get(..word.len())?;
    let rest = &name[word.len()..];
    let ends = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (ends && head.to_lowercase() == word).then(|| rest.trim_start())
}

fn without_percent(printed: &str, sign: usize) -> (String, Option<f64>) {
    let head = printed[..sign].trim_end();
    let numeric = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',');
    let from = head
        .rfind(|letter| !numeric(letter))
        .map_or(0, |at| at + head[at..].chars().next().map_or(1, char::len_utf8));
    let is_range = head[..from].trim_end().ends_with(['-', '–'])
        && head[..from].trim_end_matches(['-', '–', ' ']).ends_with(|letter: char| letter.is_ascii_digit());
    let percent: Option<f64> = head[from..].replace(',', ".").parse().ok();
    let percent = percent.filter(|percent| !is_range && (0.0..=100.0).contains(percent));
    let before = head[..from].trim_end_matches(|letter: char| {
        numeric(letter) || matches!(letter, '-' | '–' | ' ' | '<' | '>' | '=')
    });
    let before = ["min", "minimum", "mind", "mindestens", "max", "au"]
        .iter()
        .find_map(|word| before.strip_suffix(word))
        .unwrap_or(before);
    let after = printed[sign + 1..].trim_start();
    let after =
        ["de ", "d'", "of ", "di ", "min"].iter().find_map(|word| after.strip_prefix(word)).unwrap_or(after);
    let space = if before.is_empty() || after.is_empty() { "" } else { " " };
    (format!("{}{space}{after}", before.trim_end()), percent)
}

fn split_at_and(name: &str) -> Vec<String> {
    const AND: [&str; 9] = [" and ", " et ", " und ", " e ", " ed ", " y ", " en ", " & ", " ou "];
    let mut parts = vec![name.to_owned()];
    for and in AND {
        parts = parts.iter().flat_map(|part| part.split(and)).map(|part| part.trim().to_owned()).collect();
    }
    parts
        .into_iter()
        .flat_map(|part| part.split('/').map(|one| one.trim().to_owned()).collect::<Vec<_>>())
        .filter(|part| !part.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Item, name_and_percent, read};
    use crate::domain::label::text;
    use taxonomy::Id;

    fn items(language: &str, printed: &str) -> Vec<Item> {
        read(printed, language, &text::read(printed, Some(language)))
    }

    fn names(items: &[Item]) -> Vec<&str> {
        items.iter().map(|item| item.name.as_str()).collect()
    }

    #[test]
    fn percentages_leave_the_name() {
        assert_eq!(name_and_percent("Fraise 12,3%"), ("Fraise".to_owned(), Some(12.3)));
        assert_eq!(name_and_percent("19% purée de tomate"), ("purée de tomate".to_owned(), Some(19.0)));
        assert_eq!(name_and_percent(" 3,5 % "), (String::new(), Some(3.5)));
        assert_eq!(name_and_percent("soja 33-46%"), ("soja".to_owned(), None));
        assert_eq!(name_and_percent("cacao: 300%"), ("cacao:".to_owned(), None));
    }

    #[test]
    fn brackets_nest_and_bring_their_allergens() {
        let items = items(
            "en",
            "Ingredients: Milk chocolate 30% (sugar, whole milk powder), wheat flour (12.5%), salt.",
        );
        assert_eq!(names(&items), ["Milk chocolate", "sugar", "whole milk powder", "wheat flour", "salt"]);
        assert_eq!(items[0].percent, Some(30.0));
        assert_eq!(items[3].percent, Some(12.5));
        assert_eq!(items[0].allergens, items[2].allergens);
        assert!(items[4].allergens.is_empty());
        assert_eq!(items[3].id.map(Id::as_str), Some("en:wheat-flour"));
    }

    #[test]
    fn what_may_be_in_it_is_no_ingredient() {
        assert_eq!(
            names(&items("fr", "Sucre, farine de blé (France). Peut contenir du lait.")),
            ["Sucre", "farine de blé"]
        );
    }

    #[test]
    fn broken_brackets_break_nothing() {
        for printed in ["((((", "a)b)c", ")", "a (b, c", "a (b] c}", "%", "5%", ",,,", "é%é"] {
            let _ = items("fr", printed);
        }
    }
}
