//! What an ingredient text says about allergens.

mod lexicon;

use std::ops::Range;

use taxonomy::{
    Taxonomies,
    text::{MAIN, Manner, Phrases, Word, Words},
};

use self::lexicon::{Lexicon, Meaning};
use super::allergen_set::{AllergenSet, of_entry};

/// What a text says.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    /// The language in which most of its words make sense, if any.
    pub(super) language: Option<String>,
    /// Allergens named, with the place of each.
    pub(super) mentions: Vec<Mention>,
    /// At least one phrase of it makes sense.
    pub(super) understood: bool,
    /// Where it says what may be in the product.
    pub(super) doubtful: Vec<Range<usize>>,
}

/// Allergens named at one place.
#[derive(Debug)]
pub(super) struct Mention {
    pub(super) span: Range<usize>,
    pub(super) allergens: AllergenSet,
    /// Only possible traces.
    pub(super) may: bool,
}

/// A phrase found: where, how many words, and what it means.
struct Match<'l> {
    first: usize,
    length: usize,
    meaning: &'l Meaning,
}

impl Spoken {
    pub(super) fn contains(&self) -> AllergenSet {
        self.mentions.iter().filter(|mention| !mention.may).map(|mention| mention.allergens).collect()
    }

    pub(super) fn may_contain(&self) -> AllergenSet {
        self.mentions.iter().filter(|mention| mention.may).map(|mention| mention.allergens).collect()
    }

    /// What a part of the text names as contained.
    pub(super) fn within(&self, span: &Range<usize>) -> AllergenSet {
        let inside = |mention: &&Mention| {
            !mention.may && span.start <= mention.span.start && mention.span.end <= span.end
        };
        self.mentions.iter().filter(inside).map(|mention| mention.allergens).collect()
    }
}

/// Reads a text in a language as stated, if any.
pub(super) fn read(text: &str, stated: Option<&str>) -> Spoken {
    let words = Words::of(text);
    let main = Lexicon::main();
    let matches = matches(&main.phrases, &words);
    let language = language(&matches, stated);
    let manner = Manner::of(&words);
    let mut spoken =
        Spoken { doubtful: manner.doubtful(&words), understood: !matches.is_empty(), ..Spoken::default() };
    for found in &matches {
        let allergens = meaning(found, &words, language);
        spoken.mention(found, allergens, &words, &manner);
    }
    if let Some(other) = stated.filter(|stated| !MAIN.contains(stated)) {
        let lexicon = Lexicon::of(other);
        for found in self::matches(&lexicon.phrases, &words) {
            spoken.understood = true;
            spoken.mention(&found, found.meaning.in_any(), &words, &manner);
        }
    }
    if matches!(language, Some("de" | "nl") | None) {
        spoken.compounds(&words, &manner);
    }
    spoken.marked(text, &words, &manner, language);
    spoken.language = language.map(str::to_owned);
    spoken
}

fn matches<'l>(phrases: &'l Phrases<Meaning>, words: &Words) -> Vec<Match<'l>> {
    let numbers = phrases.number(words);
    let mut matches = Vec::new();
    let mut first = 0;
    while first < numbers.len() {
        let found = phrases.longest(&numbers[first..words.phrase_end(first)]);
        let length = found.map_or(1, |(length, _)| length);
        matches.extend(found.map(|(length, meaning)| Match { first, length, meaning }));
        first += length;
    }
    matches
}

/// The stated language unless far more words make sense in another one.
fn language<'s>(matches: &[Match<'_>], stated: Option<&'s str>) -> Option<&'s str> {
    let mut counts = [0_usize; MAIN.len()];
    for found in matches {
        for language in found.meaning.languages() {
            counts[language] += found.length;
        }
    }
    let best = (0..MAIN.len()).max_by_key(|language| (counts[*language], MAIN.len() - language));
    let best = best.filter(|best| counts[*best] > 0);
    let Some(stated) = stated else { return best.map(|best| MAIN[best]) };
    let Some(at) = MAIN.iter().position(|known| *known == stated) else { return Some(stated) };
    match best {
        Some(best) if counts[at] * 2 < counts[best] => Some(MAIN[best]),
        _ => Some(stated),
    }
}

/// The meaning in the text's language; of another language only words too long to be mistaken.
fn meaning(found: &Match<'_>, words: &Words, language: Option<&str>) -> AllergenSet {
    const UNMISTAKABLE: usize = 6;
    let own = language.and_then(|language| MAIN.iter().position(|known| *known == language));
    if let Some(allergens) = own.and_then(|own| found.meaning.in_language(own)) {
        return allergens;
    }
    let length: usize = found.words(words).iter().map(|word| words.key(word).len()).sum();
    if language.is_none() || length >= UNMISTAKABLE { found.meaning.in_any() } else { AllergenSet::default() }
}

impl Match<'_> {
    fn words<'w>(&self, words: &'w Words) -> &'w [Word] {
        &words.all()[self.first..self.first + self.length]
    }
}

impl Spoken {
    fn mention(&mut self, found: &Match<'_>, allergens: AllergenSet, words: &Words, manner: &Manner) {
        let after = found.first + found.length;
        if allergens.is_empty() || manner.denied(found.first) || Manner::denied_by_next(words, after) {
            return;
        }
        let all = words.all();
        let span = all[found.first].span.start..all[after - 1].span.end;
        self.mentions.push(Mention { span, allergens, may: manner.doubted(found.first) });
    }

    /// German and Dutch write compounds as one word: `Weizenvollkorngrieß`.
    fn compounds(&mut self, words: &Words, manner: &Manner) {
        for (at, word) in words.all().iter().enumerate() {
            let key = words.key(word);
            if self
                .mentions
                .iter()
                .any(|mention| mention.span.start <= word.span.start && word.span.end <= mention.span.end)
            {
                continue;
            }
            let Some(tag) = of_compound(key) else { continue };
            let allergens = Taxonomies::allergens().canonical(tag).map(of_entry).unwrap_or_default();
            if !manner.denied(at) {
                self.mentions.push(Mention { span: word.span.clone(), allergens, may: manner.doubted(at) });
            }
        }
    }

    /// `_marked_` words are allergens by law, so they are also looked up more generously.
    fn marked(&mut self, text: &str, words: &Words, manner: &Manner, language: Option<&str>) {
        let mut marks = text.match_indices('_').map(|(at, _)| at);
        while let (Some(open), Some(close)) = (marks.next(), marks.next()) {
            let span = open + 1..close;
            if self
                .mentions
                .iter()
                .any(|mention| span.start <= mention.span.start && mention.span.end <= span.end)
            {
                continue;
            }
            let Some(at) = words.all().iter().position(|word| word.span.start >= span.start) else {
                continue;
            };
            let languages = language.into_iter().chain(MAIN);
            let found =
                languages.filter_map(|known| Taxonomies::allergens().find(known, &text[span.clone()])).next();
            let allergens = found.map(of_entry).unwrap_or_default();
            if !allergens.is_empty() && !manner.denied(at) {
                self.mentions.push(Mention { span, allergens, may: manner.doubted(at) });
            }
        }
    }
}

/// The allergen that a German or Dutch compound begins with.
fn of_compound(key: &str) -> Option<&'static str> {
    const STEMS: [(&str, &str); 32] = [
        ("whey", "en:milk"),
        ("weizen", "en:gluten"),
        ("hartweizen", "en:gluten"),
        ("roggen", "en:gluten"),
        ("gersten", "en:gluten"),
        ("hafer", "en:gluten"),
        ("dinkel", "en:gluten"),
        ("tarwe", "en:gluten"),
        ("rogge", "en:gluten"),
        ("gerst", "en:gluten"),
        ("haver", "en:gluten"),
        ("milch", "en:milk"),
        ("vollmilch", "en:milk"),
        ("magermilch", "en:milk"),
        ("molken", "en:milk"),
        ("sahne", "en:milk"),
        ("joghurt", "en:milk"),
        ("kase", "en:milk"),
        ("melk", "en:milk"),
        ("soja", "en:soybeans"),
        ("haselnu", "en:nuts"),
        ("mandel", "en:nuts"),
        ("walnu", "en:nuts"),
        ("cashew", "en:nuts"),
        ("hazelno", "en:nuts"),
        ("amandel", "en:nuts"),
        ("erdnu", "en:peanuts"),
        ("sesam", "en:sesame"),
        ("sellerie", "en:celery"),
        ("senf", "en:mustard"),
        ("huhnerei", "en:eggs"),
        ("lupinen", "en:lupin"),
    ];
    const NOT: [&str; 5] = ["milchsaure", "melkzuur", "frei", "vrij", "milchner"];
    if NOT.iter().any(|not| key.starts_with(not) || key.ends_with(not)) {
        return None;
    }
    STEMS.iter().find(|(stem, _)| key.len() > stem.len() && key.starts_with(stem)).map(|(_, tag)| *tag)
}

#[cfg(test)]
mod tests;
