//! What is known of ingredients: the shipped taxonomies, made ready for verdicts.

use taxonomy::{
    Entry, Taxonomies,
    text::{MAIN, Phrases, Words},
};

use super::policy::LabelDiet;

/// Built once, shared by all. The taxonomies are inside the binary, as in passport-service: no folder has to be there.
#[derive(Debug)]
pub struct Knowledge {
    names: Phrases<Named>,
    about: Vec<About>,
    /// Per entry: others that share a name with it, such as an additive and its common name.
    same: Vec<Vec<Entry>>,
}

/// What a name means in each of the main languages.
#[derive(Debug, Clone, Copy, Default)]
struct Named([Option<Entry>; MAIN.len()]);

/// What is known of one ingredient.
#[derive(Debug)]
struct About {
    /// Itself and its ancestors, sorted.
    lineage: Box<[Entry]>,
    vegan: Suits,
    vegetarian: Suits,
}

/// Whether an ingredient suits a diet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Suits {
    Yes,
    No,
    Maybe,
    /// The taxonomy says nothing.
    Unknown,
}

/// A word of another language is only trusted when it is too long to be mistaken.
const UNMISTAKABLE: usize = 6;

impl Knowledge {
    /// Reads the taxonomies; takes a moment.
    #[must_use]
    pub fn shipped() -> Self {
        let taxonomy = Taxonomies::ingredients();
        let mut knowledge = Self {
            names: Phrases::default(),
            about: taxonomy.entries().map(About::of).collect(),
            same: vec![Vec::new(); taxonomy.len()],
        };
        for (id, language, name) in taxonomy.names() {
            let at = MAIN.iter().position(|main| *main == language);
            if let (Some(at), Some(entry)) = (at, taxonomy.entry(id.as_str())) {
                knowledge.add(entry, at, name);
            }
        }
        knowledge
    }

    /// The first to claim a name keeps it; who comes later is said to be the same.
    fn add(&mut self, entry: Entry, language: usize, name: &str) {
        let Some(place) = self.names.place(name) else { return };
        let owner = *place.get_or_insert_default().0[language].get_or_insert(entry);
        if let Some(same) = self.same.get_mut(entry.index()).filter(|_| owner != entry) {
            same.push(owner);
        }
    }

    /// The ingredient of a canonical id or another tag.
    pub(super) fn entry(&self, tag: &str) -> Option<Entry> {
        Taxonomies::ingredients().entry(tag)
    }

    /// Whether an ingredient is the other one or descends from it.
    pub(super) fn is_a(&self, entry: Entry, ancestor: Entry) -> bool {
        let about = self.about.get(entry.index());
        about.is_some_and(|about| about.lineage.binary_search(&ancestor).is_ok())
    }

    pub(super) fn suits(&self, entry: Entry, diet: LabelDiet) -> Suits {
        self.about.get(entry.index()).map_or(Suits::Unknown, |about| match diet {
            LabelDiet::Vegan => about.vegan,
            LabelDiet::Vegetarian => about.vegetarian,
        })
    }

    /// Ingredients named in running text: first word, number of words, ingredient.
    pub(super) fn named_in(&self, words: &Words, language: Option<&str>) -> Vec<(usize, usize, Entry)> {
        let numbers = self.names.number(words);
        let own = language.and_then(|language| MAIN.iter().position(|main| *main == language));
        let mut found = Vec::new();
        let mut first = 0;
        while first < numbers.len() {
            let (length, named) = match self.names.longest(&numbers[first..words.phrase_end(first)]) {
                Some((length, named)) => (length, Some(named)),
                None => (1, None),
            };
            let letters =
                || words.all()[first..first + length].iter().map(|word| words.key(word).len()).sum();
            found.extend(
                named.and_then(|named| named.meaning(own, letters)).map(|entry| (first, length, entry)),
            );
            first += length;
        }
        found
    }

    /// Everything that a person can mean by some words: in the label's language and the product's own, and in
    /// another one when the words are too long to be mistaken.
    pub(super) fn meant_by(&self, words: &Words, language: Option<&str>) -> Vec<Entry> {
        const OURS: [&str; 3] = ["en", "it", "de"];
        let numbers = self.names.number(words);
        let Some((_, named)) = self.names.longest(&numbers).filter(|(length, _)| *length == numbers.len())
        else {
            return Vec::new();
        };
        let is_long = words.keys().map(str::len).sum::<usize>() >= UNMISTAKABLE;
        let asked = |main: &str| is_long || OURS.contains(&main) || language == Some(main);
        let languages = MAIN.iter().enumerate().filter(|(_, main)| asked(main));
        let mut meant: Vec<Entry> = languages.filter_map(|(at, _)| named.0[at]).collect();
        let same: Vec<Entry> =
            meant.iter().flat_map(|entry| self.same.get(entry.index())).flatten().copied().collect();
        meant.extend(same);
        meant.sort();
        meant.dedup();
        meant
    }
}

impl Named {
    fn meaning(&self, own: Option<usize>, letters: impl FnOnce() -> usize) -> Option<Entry> {
        let in_own = own.and_then(|own| self.0[own]);
        let in_any = || self.0.iter().flatten().next().copied();
        in_own.or_else(|| if own.is_none() || letters() >= UNMISTAKABLE { in_any() } else { None })
    }
}

impl About {
    fn of(entry: Entry) -> Self {
        let taxonomy = Taxonomies::ingredients();
        let mut lineage = taxonomy.with_ancestors(entry);
        lineage.sort();
        let id = taxonomy.id(entry).map(taxonomy::Id::as_str).unwrap_or_default();
        let is_class = taxonomy.property(id, "additive_class:en").is_some();
        let suits = |property| match taxonomy.inherited(id, property) {
            Some("yes") => Suits::Yes,
            Some("no") => Suits::No,
            Some("maybe") => Suits::Maybe,
            // A class of additives says nothing of itself.
            _ if is_class => Suits::Yes,
            _ => Suits::Unknown,
        };
        Self { lineage: lineage.into(), vegan: suits("vegan:en"), vegetarian: suits("vegetarian:en") }
    }
}

#[cfg(test)]
mod tests {
    use taxonomy::{Taxonomies, text::Words};

    use super::{Knowledge, Suits};
    use crate::domain::policy::LabelDiet;

    fn id(entry: taxonomy::Entry) -> &'static str {
        Taxonomies::ingredients().id(entry).unwrap().as_str()
    }

    #[test]
    fn ingredients_are_found_in_running_text_the_longest_name_first() {
        let knowledge = Knowledge::shipped();
        let words = Words::of("Bio-Rohrzucker, Weizenmehl (mit Kakaobutter)");
        let found: Vec<_> =
            knowledge.named_in(&words, Some("de")).into_iter().map(|(.., entry)| id(entry)).collect();
        assert_eq!(found, ["en:organic-cane-sugar", "en:wheat-flour", "en:cocoa-butter"]);
    }

    #[test]
    fn a_persons_words_are_understood_in_their_language() {
        let knowledge = Knowledge::shipped();
        for words in ["palm oil", "Palm Oil", "olio di palma", "Palmöl"] {
            let meant: Vec<_> = knowledge.meant_by(&Words::of(words), None).into_iter().map(id).collect();
            assert!(meant.contains(&"en:palm-oil"), "{words}: {meant:?}");
        }
        let meant: Vec<_> = knowledge.meant_by(&Words::of("gelatine"), None).into_iter().map(id).collect();
        assert!(meant.contains(&"en:gelatin"), "{meant:?}");
        assert!(knowledge.meant_by(&Words::of("palm oil of my aunt"), None).is_empty());
    }

    #[test]
    fn what_the_taxonomy_states_of_an_ancestor_holds_for_its_descendants() {
        let knowledge = Knowledge::shipped();
        let milk = knowledge.entry("en:milk").unwrap();
        let whole = knowledge.entry("en:whole-milk").unwrap();
        assert!(knowledge.is_a(whole, milk) && !knowledge.is_a(milk, whole));
        assert_eq!(knowledge.suits(whole, LabelDiet::Vegan), Suits::No);
        assert_eq!(knowledge.suits(whole, LabelDiet::Vegetarian), Suits::Yes);
    }
}
