//! Ingredients that a person avoids in their own words.

use taxonomy::{
    Entry,
    text::{Gap, Manner, Words},
};

use super::{
    reading::{PATH, Reading, sorted},
    tally::Tally,
};
use crate::domain::{
    profile::AvoidedIngredient,
    verdict::{Finding, Level, Rule},
};

/// Found under any name that the taxonomy knows, or under the person's own words in the printed text.
pub(super) fn judge(avoided: &AvoidedIngredient, reading: &Reading<'_>, tally: &mut Tally<'_>) {
    let rule = Rule::AvoidIngredient(avoided.clone());
    let Some(found) = reading.found() else { return tally.not_stated(rule, PATH) };
    let words = Words::of(avoided.as_str());
    let meant = reading.knowledge.meant_by(&words, reading.language());
    let is_meant = |entry: Entry| meant.iter().any(|meant| reading.knowledge.is_a(entry, *meant));
    let named =
        found.mentions.iter().filter(|mention| is_meant(mention.entry)).map(|mention| mention.printed);
    let mut printed = sorted(named);
    if printed.is_empty() {
        printed = said(&words, reading);
    }
    if printed.is_empty() {
        tally.nothing_found(rule);
    } else {
        tally.object(rule, Level::Avoid, Finding::Found { words: printed }, PATH);
    }
}

/// Where the text says these very words.
fn said(wanted: &Words, reading: &Reading<'_>) -> Vec<String> {
    match reading.printed() {
        Some((text, words, manner)) => sorted(places(wanted, text, words, manner)),
        None => {
            let names = reading.items().iter().map(|item| item.name.as_str());
            sorted(names.filter(|name| {
                let words = Words::of(name);
                let manner = Manner::of(&words);
                places(wanted, name, &words, &manner).next().is_some()
            }))
        }
    }
}

fn places<'t>(
    wanted: &Words,
    text: &'t str,
    words: &Words,
    manner: &Manner,
) -> impl Iterator<Item = &'t str> {
    let length = wanted.all().len();
    let starts = (0..words.all().len()).filter(move |at| length > 0 && at + length <= words.all().len());
    starts
        .filter(move |at| is_here(wanted, words, *at) && is_in_it(words, manner, *at, length))
        .map(move |at| &text[words.all()[at].span.start..words.all()[at + length - 1].span.end])
}

fn is_here(wanted: &Words, words: &Words, at: usize) -> bool {
    let here = &words.all()[at..at + wanted.all().len()];
    let joined = here.iter().skip(1).all(|word| word.before == Gap::Space);
    joined && here.iter().map(|word| words.key(word)).eq(wanted.keys())
}

fn is_in_it(words: &Words, manner: &Manner, at: usize, length: usize) -> bool {
    !manner.doubted(at) && !manner.denied(at) && !Manner::denied_by_next(words, at + length)
}
