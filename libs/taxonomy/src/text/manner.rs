//! Whether what a text names is meant, doubted or denied.

use std::ops::Range;

use super::{
    signals::{DENIAL, SIGNALS, Signal},
    words::{Gap, Words},
};

/// How each word of a text is meant.
#[derive(Debug)]
pub struct Manner(Vec<Option<Signal>>);

impl Manner {
    /// Reads how words are meant.
    #[must_use]
    pub fn of(words: &Words) -> Self {
        let numbers = SIGNALS.number(words);
        let mut manner = Vec::with_capacity(numbers.len());
        let mut current: Option<(Signal, u16)> = None;
        let mut said = 0;
        for (at, word) in words.all().iter().enumerate() {
            let ended = current.is_some_and(|(signal, depth)| match signal {
                Signal::May => word.before == Gap::Sentence || word.depth < depth,
                Signal::Not => word.before != Gap::Space,
                Signal::Is => true,
            });
            if ended {
                current = None;
            }
            if let Some((length, signal)) = SIGNALS.longest(&numbers[at..]).filter(|_| at >= said) {
                said = at + length;
                let overruled = *signal == Signal::Not && matches!(current, Some((Signal::May, _)));
                if !overruled {
                    current = Some((*signal, word.depth));
                }
            }
            manner.push(current.map(|(signal, _)| signal));
        }
        Self(manner)
    }

    /// Only possible: "may contain".
    #[must_use]
    pub fn doubted(&self, word: usize) -> bool {
        self.0[word] == Some(Signal::May)
    }

    /// Not in it: "without".
    #[must_use]
    pub fn denied(&self, word: usize) -> bool {
        self.0[word] == Some(Signal::Not)
    }

    /// Where the text says what may be in the product, in bytes.
    #[must_use]
    pub fn doubtful(&self, words: &Words) -> Vec<Range<usize>> {
        let mut spans: Vec<Range<usize>> = Vec::new();
        let mut open = false;
        for (at, word) in words.all().iter().enumerate() {
            match spans.last_mut() {
                _ if !self.doubted(at) => open = false,
                Some(span) if std::mem::replace(&mut open, true) => span.end = word.span.end,
                _ => {
                    open = true;
                    spans.push(word.span.clone());
                }
            }
        }
        spans
    }

    /// Whether the word behind a phrase denies it: `gluten free`.
    #[must_use]
    pub fn denied_by_next(words: &Words, after: usize) -> bool {
        let next = words.all().get(after).filter(|next| next.before == Gap::Space);
        next.is_some_and(|next| DENIAL.contains(&words.key(next)))
    }
}
