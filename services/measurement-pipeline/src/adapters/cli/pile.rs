//! Everything that a file tells.

use std::io::{self, BufRead, Write};

use service_kit::stream::{Lines, TooLong, progress};

use crate::{
    adapters::contract::{self, Unreadable},
    application::{
        news::{Heard, News},
        replay::{Archive, Arrival, Registration},
    },
    domain::catalogue::Change,
};

/// What was read.
#[derive(Default)]
pub(super) struct Pile {
    pub(super) archive: Archive,
    pub(super) changes: Vec<Change>,
    pub(super) refused: u64,
}

/// Why a line is passed over.
#[derive(Debug, thiserror::Error)]
enum LineFault {
    #[error(transparent)]
    TooLong(#[from] TooLong),
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
}

impl Pile {
    /// Reads to the end; lines that are no events are told and counted.
    pub(super) fn read(lines: Lines<impl BufRead>, stderr: &mut impl Write) -> io::Result<Self> {
        let mut pile = Self::default();
        let progress = progress("facts");
        for line in lines {
            let (number, line) = line?;
            progress.inc(1);
            let heard = line.map_err(LineFault::from).and_then(|line| Ok(contract::read(&line)?));
            match heard {
                Ok(heard) => pile.take(heard),
                Err(why) => {
                    pile.refused += 1;
                    progress.suspend(|| writeln!(stderr, "line {number}: {why}"))?;
                }
            }
        }
        progress.finish_and_clear();
        Ok(pile)
    }

    fn take(&mut self, heard: Heard) {
        let Heard { arrived, news } = heard;
        let notices = self.archive.notices();
        match news {
            None => {}
            Some(News::Did { visitor, objected, fact }) => {
                self.archive.add(Arrival { fact, arrived, visitor, objected });
            }
            Some(News::Undone(fact)) => notices.undone(arrived, fact),
            Some(News::Decided(visitors, decision)) => {
                visitors.into_iter().for_each(|visitor| notices.decided(arrived, visitor, decision));
            }
            Some(News::Erased(visitors)) => {
                visitors.into_iter().for_each(|visitor| notices.erased(arrived, visitor));
            }
            Some(News::Registered { account, visitor, at }) => {
                notices.registered(Registration { arrived, account, visitor, at });
            }
            Some(News::Linked { visitor, account, at }) => notices.linked(arrived, visitor, account, at),
            Some(News::Catalogued(change)) => self.changes.push(change),
        }
    }
}
