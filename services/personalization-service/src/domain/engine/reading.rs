//! The ingredient list as rules ask for it, read once for all of them and only when one asks.

use std::cell::OnceCell;

use taxonomy::{
    Entry,
    text::{Manner, Words},
};

use crate::domain::{
    knowledge::Knowledge,
    label::{Ingredient, IngredientList, Label},
};

/// Where the ingredient list stands.
pub(super) const PATH: &str = "/label/ingredients";

/// A label's ingredients.
pub(super) struct Reading<'l> {
    pub(super) knowledge: &'l Knowledge,
    list: Option<&'l IngredientList>,
    found: OnceCell<Found<'l>>,
    words: OnceCell<(Words, Manner)>,
}

/// What the list names.
#[derive(Debug, Default)]
pub(super) struct Found<'l> {
    pub(super) mentions: Vec<Mention<'l>>,
    /// Printed parts in which nothing is recognised.
    pub(super) unrecognised: Vec<&'l str>,
}

/// An ingredient that is named.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mention<'l> {
    pub(super) entry: Entry,
    /// As printed, with the words around it that belong to it.
    pub(super) printed: &'l str,
}

impl<'l> Reading<'l> {
    pub(super) const fn new(label: &'l Label, knowledge: &'l Knowledge) -> Self {
        let list = label.ingredient_list();
        Self { knowledge, list, found: OnceCell::new(), words: OnceCell::new() }
    }

    /// What the list names; `None` when no list is stated.
    pub(super) fn found(&self) -> Option<&Found<'l>> {
        let list = self.list.filter(|list| says_something(list))?;
        Some(self.found.get_or_init(|| self.read(list)))
    }

    pub(super) fn language(&self) -> Option<&'l str> {
        self.list.and_then(|list| list.language.as_deref())
    }

    /// The printed text with its words and how they are meant; names of items when there is no text.
    pub(super) fn printed(&self) -> Option<(&'l str, &Words, &Manner)> {
        let text = self.list.map(|list| list.text.as_str()).filter(|text| !text.trim().is_empty())?;
        let (words, manner) = self.words.get_or_init(|| worded(text));
        Some((text, words, manner))
    }

    pub(super) fn items(&self) -> &'l [Ingredient] {
        self.list.map_or(&[], |list| &list.items)
    }

    fn read(&self, list: &'l IngredientList) -> Found<'l> {
        let mut found = Found::default();
        for item in &list.items {
            match item.id.as_deref().and_then(|id| self.knowledge.entry(id)) {
                Some(entry) => found.mentions.push(Mention { entry, printed: &item.name }),
                None => self.search(&item.name, &worded(&item.name), &mut found),
            }
        }
        if let (true, Some((text, ..))) = (list.items.is_empty(), self.printed()) {
            self.search(text, self.words.get_or_init(|| worded(text)), &mut found);
        }
        found
    }

    /// Ingredients named between separators; what is only possible or denied is none.
    fn search(&self, text: &'l str, (words, manner): &(Words, Manner), found: &mut Found<'l>) {
        let named = self.knowledge.named_in(words, self.language());
        let mut first = 0;
        while first < words.all().len() {
            let end = words.phrase_end(first);
            let printed = &text[words.all()[first].span.start..words.all()[end - 1].span.end];
            let within = named.iter().filter(|(at, ..)| (first..end).contains(at));
            let mut recognised = manner.doubted(first) || manner.denied(first) || !names_something(printed);
            for (at, length, entry) in within {
                recognised = true;
                let is_meant = !manner.doubted(*at)
                    && !manner.denied(*at)
                    && !Manner::denied_by_next(words, at + length);
                found.mentions.extend(is_meant.then_some(Mention { entry: *entry, printed }));
            }
            if !recognised {
                found.unrecognised.push(printed);
            }
            first = end;
        }
    }
}

fn worded(text: &str) -> (Words, Manner) {
    let words = Words::of(text);
    let manner = Manner::of(&words);
    (words, manner)
}

fn says_something(list: &IngredientList) -> bool {
    !list.items.is_empty() || !list.text.trim().is_empty()
}

/// A number is no ingredient, nor is a single letter.
fn names_something(printed: &str) -> bool {
    printed.chars().filter(|letter| letter.is_alphabetic()).nth(1).is_some()
}

/// Printed words in a fixed order, none twice.
pub(super) fn sorted<'w>(words: impl IntoIterator<Item = &'w str>) -> Vec<String> {
    let mut sorted: Vec<&str> = words.into_iter().map(str::trim).collect();
    sorted.sort_unstable();
    sorted.dedup();
    sorted.into_iter().map(str::to_owned).collect()
}
