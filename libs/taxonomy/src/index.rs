//! Look-up in one taxonomy: tags and words to entries, entries to ancestors and properties.

use super::{
    hash::FastMap,
    normal::{tag_key, without_accents},
    parse::{self, Written},
};

/// A canonical taxonomy id such as `en:wheat-flour`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Box<str>);

impl Id {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// An entry's place in its taxonomy: a small number, for tables beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entry(u32);

impl Entry {
    /// Below [`Taxonomy::len`].
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

#[derive(Debug)]
struct Node {
    id: Id,
    parents: Vec<u32>,
    names: Vec<(&'static str, Vec<String>)>,
    properties: Vec<(&'static str, &'static str)>,
}

/// One taxonomy in memory.
#[derive(Debug, Default)]
pub struct Taxonomy {
    nodes: Vec<Node>,
    /// `en:wheat-flour` and every synonym in every language, in normal form.
    exact: FastMap<Box<str>, u32>,
    /// The same without stop words and plural endings.
    loose: FastMap<Box<str>, u32>,
    words: Words,
}

/// What may be left out or replaced inside a name, per language.
#[derive(Debug, Default)]
struct Words {
    stop: FastMap<Box<str>, ()>,
    same: FastMap<Box<str>, Box<str>>,
}

impl Taxonomy {
    /// Reads taxonomy files; the first to claim a name keeps it.
    #[must_use]
    pub fn read(files: &[&'static str]) -> Self {
        let mut written = Written::default();
        for file in files {
            written.read(file);
        }
        let mut taxonomy = Self { words: Words::of(&written), ..Self::default() };
        let parents: Vec<_> = written.entries.into_iter().filter_map(|entry| taxonomy.add(entry)).collect();
        taxonomy.index_names();
        for (child, tags) in parents {
            taxonomy.link(child, &tags);
        }
        taxonomy
    }

    /// Adds an entry under its id; a second entry of the same id adds to the first.
    fn add(&mut self, entry: parse::Entry) -> Option<(u32, Vec<&'static str>)> {
        let (language, names) = entry.names.first()?;
        let id = qualified(language, &tag_key(language, names.first()?));
        let known = self.exact.get(id.as_str()).copied();
        let at = match known {
            Some(at) => at,
            None => u32::try_from(self.nodes.len()).ok()?,
        };
        if known.is_none() {
            self.exact.insert(id.clone().into(), at);
            self.nodes.push(Node { id: Id(id.into()), parents: vec![], names: vec![], properties: vec![] });
        }
        let node = &mut self.nodes[at as usize];
        node.names.extend(entry.names);
        node.properties.extend(entry.properties);
        Some((at, entry.parents))
    }

    fn index_names(&mut self) {
        let Self { nodes, exact, loose, words } = self;
        for (at, node) in (0_u32..).zip(nodes.iter()) {
            for (language, names) in &node.names {
                for name in names {
                    let key = tag_key(language, name);
                    let full = qualified(language, &key);
                    if !full.is_ascii() {
                        exact.entry(without_accents(&full).into()).or_insert(at);
                    }
                    if let Some(reduced) = words.reduced(language, &key) {
                        loose.entry(reduced.into()).or_insert(at);
                    }
                    exact.entry(full.into()).or_insert(at);
                }
            }
        }
    }

    fn link(&mut self, child: u32, tags: &[&str]) {
        for tag in tags {
            let parent = self.position(tag).filter(|parent| *parent != child);
            let parents = &mut self.nodes[child as usize].parents;
            parents.extend(parent.filter(|parent| !parents.contains(parent)));
        }
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The canonical id of a tag: `fr:lait` → `en:milk`. A tag without language is read as English.
    #[must_use]
    pub fn canonical(&self, tag: &str) -> Option<&Id> {
        self.position(tag).map(|at| self.id_at(at))
    }

    /// The place of a tag's entry.
    #[must_use]
    pub fn entry(&self, tag: &str) -> Option<Entry> {
        self.position(tag).map(Entry)
    }

    /// The entry at a place.
    #[must_use]
    pub fn id(&self, entry: Entry) -> Option<&Id> {
        self.nodes.get(entry.index()).map(|node| &node.id)
    }

    /// Every entry.
    pub fn entries(&self) -> impl Iterator<Item = Entry> + use<> {
        (0..self.nodes.len() as u32).map(Entry)
    }

    /// The entry and all its ancestors, the nearest first.
    #[must_use]
    pub fn with_ancestors(&self, entry: Entry) -> Vec<Entry> {
        if entry.index() >= self.nodes.len() {
            return Vec::new();
        }
        self.lineage(entry.0).into_iter().map(Entry).collect()
    }

    /// The entry that a printed text names in a language, or in all languages (`xx`).
    #[must_use]
    pub fn find(&self, language: &str, text: &str) -> Option<&Id> {
        self.look_up(language, text).or_else(|| self.look_up("xx", text)).map(|at| self.id_at(at))
    }

    /// The entry whose name or synonym this is letter for letter (in normal form), stop words counted.
    #[must_use]
    pub fn find_exact(&self, language: &str, text: &str) -> Option<&Id> {
        let key = tag_key(language, text);
        self.exact.get(qualified(language, &key).as_str()).map(|at| self.id_at(*at))
    }

    /// Every ancestor, the nearest first.
    #[must_use]
    pub fn ancestors(&self, tag: &str) -> Vec<&Id> {
        let Some(at) = self.position(tag) else { return Vec::new() };
        self.lineage(at).into_iter().skip(1).map(|ancestor| self.id_at(ancestor)).collect()
    }

    /// Whether the entry is the other one or one of its descendants.
    #[must_use]
    pub fn is_a(&self, tag: &str, ancestor: &str) -> bool {
        match (self.position(tag), self.position(ancestor)) {
            (Some(at), Some(ancestor)) => self.lineage(at).contains(&ancestor),
            _ => false,
        }
    }

    /// What the entry itself states: `property("en:milk", "vegan:en")`.
    #[must_use]
    pub fn property(&self, tag: &str, key: &str) -> Option<&'static str> {
        self.own_property(self.position(tag)?, key)
    }

    /// What the entry or its nearest ancestor states.
    #[must_use]
    pub fn inherited(&self, tag: &str, key: &str) -> Option<&'static str> {
        let lineage = self.lineage(self.position(tag)?);
        lineage.into_iter().find_map(|at| self.own_property(at, key))
    }

    /// The first name of an entry in a language.
    #[must_use]
    pub fn name(&self, tag: &str, language: &str) -> Option<&str> {
        let node = &self.nodes[self.position(tag)? as usize];
        let (_, names) = node.names.iter().find(|(own, _)| *own == language)?;
        names.first().map(String::as_str)
    }

    /// Every name of every entry: id, language, name as written.
    pub fn names(&self) -> impl Iterator<Item = (&Id, &'static str, &str)> {
        self.nodes.iter().flat_map(|node| {
            node.names.iter().flat_map(move |(language, names)| {
                names.iter().map(move |name| (&node.id, *language, name.as_str()))
            })
        })
    }

    fn id_at(&self, at: u32) -> &Id {
        &self.nodes[at as usize].id
    }

    fn own_property(&self, at: u32, key: &str) -> Option<&'static str> {
        self.nodes[at as usize].properties.iter().find(|(own, _)| *own == key).map(|(_, value)| *value)
    }

    fn position(&self, tag: &str) -> Option<u32> {
        if let Some(at) = self.exact.get(tag) {
            return Some(*at);
        }
        match tag.split_once(':') {
            Some((language, text)) => self.look_up(language.trim(), text),
            None => self.look_up("en", tag),
        }
    }

    fn look_up(&self, language: &str, text: &str) -> Option<u32> {
        let key = tag_key(language, text);
        if key.is_empty() {
            return None;
        }
        let full = qualified(language, &key);
        self.exact
            .get(full.as_str())
            .or_else(|| if full.is_ascii() { None } else { self.exact.get(without_accents(&full).as_str()) })
            .or_else(|| self.loose.get(self.words.reduced(language, &key)?.as_str()))
            .copied()
    }

    /// The entry and its ancestors, breadth first.
    fn lineage(&self, at: u32) -> Vec<u32> {
        let mut seen = vec![at];
        let mut next = 0;
        while let Some(current) = seen.get(next).copied() {
            for parent in &self.nodes[current as usize].parents {
                if !seen.contains(parent) {
                    seen.push(*parent);
                }
            }
            next += 1;
        }
        seen
    }
}

impl Words {
    fn of(written: &Written) -> Self {
        let mut words = Self::default();
        for (language, stop) in &written.stopwords {
            words
                .stop
                .extend(stop.iter().map(|word| (qualified(language, &tag_key(language, word)).into(), ())));
        }
        for (language, same) in &written.synonyms {
            let mut keys = same.iter().map(|word| tag_key(language, word).into_owned());
            let Some(first) = keys.next() else { continue };
            for other in keys.filter(|other| !other.contains('-')) {
                words.same.insert(qualified(language, &other).into(), first.clone().into());
            }
        }
        words
    }

    /// The key without stop words and plural endings, each word in its usual spelling.
    fn reduced(&self, language: &str, key: &str) -> Option<String> {
        let mut reduced = String::with_capacity(language.len() + 1 + key.len());
        reduced.push_str(language);
        let mut separator = ':';
        let mut name = String::with_capacity(24);
        for word in key.split('-') {
            name.clear();
            name.extend([language, ":", word]);
            if self.stop.contains_key(name.as_str()) {
                continue;
            }
            let word = self.same.get(name.as_str()).map_or(word, |same| same);
            reduced.push(separator);
            separator = '-';
            reduced.push_str(singular(language, word));
        }
        (separator == '-').then_some(reduced)
    }
}

/// Cuts the plural's `s` where a language forms it so.
fn singular<'w>(language: &str, word: &'w str) -> &'w str {
    let forms_plural_with_s = matches!(language, "en" | "fr" | "es" | "pt" | "ca");
    match word.strip_suffix('s') {
        Some(cut) if forms_plural_with_s && cut.len() > 2 && !cut.ends_with('s') => cut,
        _ => word,
    }
}

fn qualified(language: &str, key: &str) -> String {
    let mut full = String::with_capacity(language.len() + 1 + key.len());
    full.extend([language, ":", key]);
    full
}
