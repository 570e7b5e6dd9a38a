//! Lines of bounded length.

use std::io::{self, BufRead};

use memchr::memchr;

use crate::adapters::open_food_facts::document::Refusal;

/// The lines of a stream with their numbers; a line that is too long is refused and passed over.
pub(super) struct Lines<R> {
    source: R,
    longest: usize,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(source: R, longest: usize) -> Self {
        Self { source, longest, number: 0 }
    }

    /// Reads to the end of the line; `None` at the end of the stream.
    fn line(&mut self) -> io::Result<Option<Result<Vec<u8>, Refusal>>> {
        let mut line = Vec::new();
        let (mut any, mut too_long) = (false, false);
        loop {
            let available = self.source.fill_buf()?;
            if available.is_empty() {
                break;
            }
            any = true;
            let end = memchr(b'\n', available);
            let part = &available[..end.unwrap_or(available.len())];
            too_long |= line.len() + part.len() > self.longest;
            if too_long {
                line = Vec::new();
            } else {
                line.extend_from_slice(part);
            }
            let used = part.len() + usize::from(end.is_some());
            self.source.consume(used);
            if end.is_some() {
                break;
            }
        }
        let line = if too_long { Err(Refusal::TooLong(self.longest)) } else { Ok(line) };
        Ok(any.then_some(line))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<(u64, Result<Vec<u8>, Refusal>)>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let line = match self.line() {
                Ok(line) => line?,
                Err(fault) => return Some(Err(fault)),
            };
            self.number += 1;
            let is_blank = matches!(&line, Ok(bytes) if bytes.iter().all(u8::is_ascii_whitespace));
            if !is_blank {
                return Some(Ok((self.number, line)));
            }
        }
    }
}
