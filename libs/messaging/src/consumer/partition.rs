//! What was read of one partition and has no effect yet.

use std::collections::VecDeque;
use std::time::Instant;

use super::ConsumerSettings;
use crate::inbox::failure::Kind;
use crate::inbox::{Failure, Record};

#[derive(Debug)]
pub(super) struct Backlog {
    records: VecDeque<Record>,
    tries: u32,
    due: Instant,
    singly: bool,
    failed: bool,
}

impl Default for Backlog {
    fn default() -> Self {
        Self { records: VecDeque::new(), tries: 0, due: Instant::now(), singly: false, failed: false }
    }
}

impl Backlog {
    pub(super) fn push(&mut self, record: Record) {
        self.records.push_back(record);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    pub(super) fn due(&self) -> Instant {
        self.due
    }

    /// Whether it ever failed, so that its partition is paused.
    pub(super) fn has_failed(&self) -> bool {
        self.failed
    }

    /// The records to handle next, in one transaction.
    pub(super) fn next(&mut self) -> &[Record] {
        let records = self.records.make_contiguous();
        if self.singly { &records[..1] } else { records }
    }

    /// From now on each record has its own transaction, so that one failure does not take the others with it.
    pub(super) fn one_by_one(&mut self) {
        self.singly = true;
    }

    /// The first `count` are done; returns the offset to go on from.
    pub(super) fn done(&mut self, count: usize) -> Option<i64> {
        self.tries = 0;
        self.records.drain(..count).next_back().map(|record| record.offset + 1)
    }

    /// The first record failed; returns how often by now.
    pub(super) fn failed(&mut self, settings: &ConsumerSettings) -> u32 {
        let doubled = settings.pause.saturating_mul(1 << self.tries.min(16));
        self.due = Instant::now() + doubled.min(settings.longest_pause);
        self.tries = self.tries.saturating_add(1);
        self.singly = true;
        self.failed = true;
        self.tries
    }

    /// The culprit is a dead letter. The record that met it is not: it is tried once more, and skipped if it is the culprit.
    pub(super) fn forgive(&mut self, culprit: &Record) {
        self.tries = 0;
        self.due = Instant::now();
        if self
            .records
            .front()
            .is_some_and(|first| first.offset == culprit.offset && first.topic == culprit.topic)
        {
            self.records.pop_front();
        }
    }
}

/// Whether the record is a dead letter now.
pub(super) fn is_hopeless(failure: &Failure, tries: u32, settings: &ConsumerSettings) -> bool {
    match failure.kind() {
        Kind::Transient => false,
        Kind::Permanent => tries >= settings.tries,
        Kind::Unreadable => true,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn settings() -> ConsumerSettings {
        ConsumerSettings::default()
    }

    #[test]
    fn the_wait_doubles_up_to_the_longest() {
        let mut backlog = Backlog::default();
        let waits: Vec<_> = (0..12)
            .map(|_| {
                backlog.failed(&settings());
                backlog.due().duration_since(Instant::now()).as_millis()
            })
            .collect();
        assert!(waits[0] <= 200 && waits[1] > 300 && waits[1] <= 400, "{waits:?}");
        assert!(waits[11] > 29_000 && backlog.due() <= Instant::now() + Duration::from_secs(30), "{waits:?}");
    }

    #[test]
    fn what_is_down_is_waited_for_and_what_is_wrong_is_not() {
        let wrong = || anyhow::anyhow!("wrong");
        assert!(!is_hopeless(&Failure::retry(wrong()), 1_000, &settings()));
        assert!(!is_hopeless(&Failure::dead_letter(wrong()), 4, &settings()));
        assert!(is_hopeless(&Failure::dead_letter(wrong()), 5, &settings()));
        assert!(is_hopeless(&Failure::unreadable(wrong()), 1, &settings()));
    }
}
