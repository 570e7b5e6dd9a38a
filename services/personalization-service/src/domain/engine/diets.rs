//! Diets: the label's own answer first, then rules about ingredients.

use super::{
    reading::{Found, Mention, PATH, Reading, sorted},
    tally::Tally,
};
use crate::domain::{
    knowledge::{Knowledge, Suits},
    label::{DietAnswer, Label},
    policy::{DietRule, Kinds, LabelDiet, OnNo, PolicyDocument},
    profile::Diet,
    verdict::{Finding, Level, Rule},
};

pub(super) fn judge(diet: Diet, policy: &PolicyDocument, reading: &Reading<'_>, tally: &mut Tally<'_>) {
    let rule = Rule::Diet(diet);
    let Some(by) = policy.diets.get(&diet) else { return tally.no_rule(rule) };
    let label = tally.label();
    let suits = |diet: Option<LabelDiet>| diet.is_some_and(|diet| answer(label, diet) == DietAnswer::Yes);
    if suits(by.suitable_if) {
        return tally.nothing_found(rule);
    }
    let search =
        Search { by, knowledge: reading.knowledge, settled: suits(by.settled_by), found: reading.found() };
    match by.label {
        Some(diet) => search.labelled(rule, diet, tally),
        None => search.by_ingredients(rule, tally),
    }
}

fn answer(label: &Label, diet: LabelDiet) -> DietAnswer {
    match diet {
        LabelDiet::Vegan => label.diets.vegan,
        LabelDiet::Vegetarian => label.diets.vegetarian,
    }
}

const fn path(diet: LabelDiet) -> &'static str {
    match diet {
        LabelDiet::Vegan => "/label/diets/vegan",
        LabelDiet::Vegetarian => "/label/diets/vegetarian",
    }
}

struct Search<'s> {
    by: &'s DietRule,
    knowledge: &'s Knowledge,
    settled: bool,
    found: Option<&'s Found<'s>>,
}

/// What one ingredient means for a diet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Unsuitable,
    Doubtful,
    Unknown,
    Suitable,
}

impl Search<'_> {
    fn labelled(&self, rule: Rule, diet: LabelDiet, tally: &mut Tally<'_>) {
        let (unsuitable, doubtful) = (self.words(Answer::Unsuitable), self.words(Answer::Doubtful));
        match answer(tally.label(), diet) {
            DietAnswer::Yes => tally.nothing_found(rule),
            DietAnswer::No => {
                tally.object(rule, Level::Avoid, Finding::Unsuitable { words: unsuitable }, path(diet));
            }
            DietAnswer::Maybe => {
                let finding = Finding::PerhapsUnsuitable { words: doubtful };
                tally.object(rule, Level::BeCareful, finding, path(diet));
            }
            DietAnswer::Unknown if !unsuitable.is_empty() => {
                tally.object(rule, Level::Avoid, Finding::Found { words: unsuitable }, PATH);
            }
            DietAnswer::Unknown => tally.not_stated(rule, path(diet)),
        }
    }

    fn by_ingredients(&self, rule: Rule, tally: &mut Tally<'_>) {
        let Some(found) = self.found else { return tally.not_stated(rule, PATH) };
        let unsuitable = self.words(Answer::Unsuitable);
        if !unsuitable.is_empty() {
            return tally.object(rule, Level::Avoid, Finding::Found { words: unsuitable }, PATH);
        }
        if let Some(words) = self.together(found) {
            return tally.object(rule, Level::Avoid, Finding::Together { words }, PATH);
        }
        let doubtful = self.words(Answer::Doubtful);
        let unknown = sorted(self.words_of(Answer::Unknown).chain(found.unrecognised.iter().copied()));
        let is_clear = doubtful.is_empty() && unknown.is_empty();
        if !doubtful.is_empty() {
            tally.object(rule.clone(), Level::BeCareful, Finding::PerhapsFound { words: doubtful }, PATH);
        }
        if !unknown.is_empty() {
            tally.unknown(rule.clone(), PATH.to_owned());
            tally.object(rule.clone(), Level::BeCareful, Finding::NotRecognised { words: unknown }, PATH);
        }
        match self.by.suitable_if {
            _ if !is_clear => {}
            // Nothing in the list explains why the label itself does not say that it suits.
            Some(diet) if !self.is_explained(found) => tally.not_stated(rule, path(diet)),
            _ => tally.nothing_found(rule),
        }
    }

    fn words(&self, wanted: Answer) -> Vec<String> {
        sorted(self.words_of(wanted))
    }

    fn words_of(&self, wanted: Answer) -> impl Iterator<Item = &str> {
        let mentions = self.found.map_or(&[][..], |found| &found.mentions);
        mentions.iter().filter(move |mention| self.meaning(mention) == wanted).map(|mention| mention.printed)
    }

    /// The policy's kinds come before what the taxonomy says.
    fn meaning(&self, mention: &Mention<'_>) -> Answer {
        let is = |kinds: &Kinds| kinds.contains(mention.entry);
        match () {
            () if is(&self.by.avoid) => Answer::Unsuitable,
            () if is(&self.by.careful) => Answer::Doubtful,
            () if is(&self.by.explained_by) || is(&self.by.fits) || self.settled => Answer::Suitable,
            () => self.by_property(mention),
        }
    }

    fn by_property(&self, mention: &Mention<'_>) -> Answer {
        match (self.knowledge.suits(mention.entry, self.by.property), self.by.on_no) {
            (Suits::Yes, _) => Answer::Suitable,
            (Suits::No, OnNo::Avoid) => Answer::Unsuitable,
            (Suits::No, OnNo::Careful) | (Suits::Maybe, _) => Answer::Doubtful,
            (Suits::Unknown, _) => Answer::Unknown,
        }
    }

    fn is_explained(&self, found: &Found<'_>) -> bool {
        found.mentions.iter().any(|mention| self.by.explained_by.contains(mention.entry))
    }

    /// Ingredients of two groups that never come together.
    fn together(&self, found: &Found<'_>) -> Option<Vec<String>> {
        let of_group = |kinds: &Kinds| {
            sorted(found.mentions.iter().filter(|one| kinds.contains(one.entry)).map(|one| one.printed))
        };
        let groups = self.by.never_together.iter().map(of_group);
        let there: Vec<_> = groups.filter(|words| !words.is_empty()).collect();
        (there.len() > 1).then(|| sorted(there.iter().flatten().map(String::as_str)))
    }
}
