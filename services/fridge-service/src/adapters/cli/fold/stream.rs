//! One account's events, put in order.

use std::{
    collections::HashSet,
    io::{self, BufRead, Write},
};

use contracts::Envelope;
use serde_json::value::RawValue;
use service_kit::{
    ids::EventId,
    stream::{Lines, TooLong, progress},
};

use crate::{
    adapters::stored::{self, StoredEvent, Unreadable},
    domain::{fridge::Fridge, held::FoldFault},
};

/// An event, and the line that it stood in.
pub(super) struct Line {
    pub(super) number: u64,
    pub(super) stored: StoredEvent,
}

/// Why a line is passed over.
#[derive(Debug, thiserror::Error)]
pub(super) enum LineFault {
    #[error(transparent)]
    TooLong(#[from] TooLong),
    #[error("not an event in its envelope: {0}")]
    Envelope(#[from] serde_json::Error),
    #[error("streamVersion {0} is below 1")]
    Version(i64),
    #[error(transparent)]
    Event(#[from] Unreadable),
    #[error(transparent)]
    Fold(#[from] FoldFault),
}

/// Why nothing can be said of a stream.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum StreamFault {
    #[error("the stream begins with streamVersion {0}: what came before it is missing")]
    NoBeginning(u64),
    #[error("streamVersion {after} is followed by {next}: what came between them is missing")]
    Gap { after: u64, next: u64 },
    #[error("lines {0} and {1} are different events with the same streamVersion")]
    TwoOfAVersion(u64, u64),
    #[error("lines {0} and {1} belong to different streams: fold one at a time")]
    TwoStreams(u64, u64),
}

/// What was read.
#[derive(Default)]
pub(super) struct Stream {
    lines: Vec<Line>,
    seen: HashSet<EventId>,
    /// The stream's subject and the first line of it.
    subject: Option<(String, u64)>,
    fault: Option<StreamFault>,
    refused: u64,
}

impl Stream {
    /// Reads to the end; lines that are no events are told and counted.
    pub(super) fn read(lines: Lines<impl BufRead>, stderr: &mut impl Write) -> io::Result<Self> {
        let mut stream = Self::default();
        let progress = progress("events");
        for line in lines {
            let (number, line) = line?;
            progress.inc(1);
            if let Err(why) = line.map_err(LineFault::from).and_then(|line| stream.take(number, &line)) {
                stream.refused += 1;
                progress.suspend(|| writeln!(stderr, "line {number}: {why}"))?;
            }
        }
        progress.finish_and_clear();
        Ok(stream)
    }

    fn take(&mut self, number: u64, line: &[u8]) -> Result<(), LineFault> {
        let Envelope { id, event_type, time, subject, stream_version, data, .. } =
            serde_json::from_slice::<Envelope<Box<RawValue>>>(line)?;
        let version = u64::try_from(stream_version).ok().filter(|version| *version > 0);
        let version = version.ok_or(LineFault::Version(stream_version))?;
        self.belongs(number, &subject);
        let id = EventId::from_uuid(id);
        if self.seen.insert(id) {
            let stored = StoredEvent { id, version, recorded_at: time, event_type, data };
            self.lines.push(Line { number, stored });
        }
        Ok(())
    }

    fn belongs(&mut self, number: u64, subject: &str) {
        let (first, at) = self.subject.get_or_insert_with(|| (subject.to_owned(), number));
        if *first != subject && self.fault.is_none() {
            self.fault = Some(StreamFault::TwoStreams(*at, number));
        }
    }

    /// The events in order, if nothing is missing between them, and how many lines were refused.
    pub(super) fn finish(self) -> (Result<Vec<Line>, StreamFault>, u64) {
        let Self { mut lines, fault, refused, .. } = self;
        lines.sort_by_key(|line| line.stored.version);
        let fault = fault.or_else(|| hole(&lines));
        (fault.map_or(Ok(lines), Err), refused)
    }
}

fn hole(lines: &[Line]) -> Option<StreamFault> {
    let first = lines.first()?.stored.version;
    if first != 1 {
        return Some(StreamFault::NoBeginning(first));
    }
    lines.windows(2).find_map(|pair| {
        let [one, other] = pair else { return None };
        match (one.stored.version, other.stored.version) {
            (after, next) if after == next => Some(StreamFault::TwoOfAVersion(one.number, other.number)),
            (after, next) if after + 1 == next => None,
            (after, next) => Some(StreamFault::Gap { after, next }),
        }
    })
}

impl Line {
    /// Applies the event, or counts it as passed over and says why.
    pub(super) fn apply_to(&self, fridge: &mut Fridge) -> Result<(), LineFault> {
        let version = self.stored.version;
        let applied = stored::read(&self.stored)
            .map_err(LineFault::from)
            .and_then(|event| fridge.apply(&event).map_err(LineFault::from));
        if applied.is_err() {
            fridge.pass_over(version);
        }
        applied
    }
}
