//! Phrases found in running text, the longest first.

use super::words::Words;
use crate::hash::FastMap;

/// Phrases and what each stands for.
#[derive(Debug)]
pub struct Phrases<T> {
    words: FastMap<Box<str>, u32>,
    steps: FastMap<(u32, u32), u32>,
    values: Vec<Option<T>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { words: FastMap::default(), steps: FastMap::default(), values: vec![None] }
    }
}

impl<T> Phrases<T> {
    /// The place for a phrase's value; `None` for a phrase without words.
    pub fn place(&mut self, phrase: &str) -> Option<&mut Option<T>> {
        let mut node = 0_u32;
        for key in Words::of(phrase).keys() {
            let next = u32::try_from(self.words.len()).ok()?;
            let word = match self.words.get(key) {
                Some(word) => *word,
                None => *self.words.entry(key.into()).or_insert(next),
            };
            let fresh = u32::try_from(self.values.len()).ok()?;
            node = *self.steps.entry((node, word)).or_insert(fresh);
            if node == fresh {
                self.values.push(None);
            }
        }
        (node > 0).then(|| &mut self.values[node as usize])
    }

    /// The words of a text as numbers, to be handed to [`Self::longest`].
    #[must_use]
    pub fn number(&self, words: &Words) -> Vec<Option<u32>> {
        words.keys().map(|key| self.words.get(key).copied()).collect()
    }

    /// The longest phrase that begins here: how many words it has and what it stands for.
    #[must_use]
    pub fn longest(&self, numbers: &[Option<u32>]) -> Option<(usize, &T)> {
        let mut node = 0_u32;
        let mut found = None;
        for (length, number) in (1..).zip(numbers) {
            let Some(next) = number.and_then(|word| self.steps.get(&(node, word))) else { break };
            node = *next;
            if let Some(value) = &self.values[node as usize] {
                found = Some((length, value));
            }
        }
        found
    }
}
