//! Streams of lines for commands: compressed or not, one line at a time, each of bounded length.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, IsTerminal, Read, Write},
    path::Path,
    process::ExitCode,
};

use flate2::bufread::MultiGzDecoder;
use indicatif::{ProgressBar, ProgressStyle};
use memchr::memchr;

const BUFFER: usize = 256 * 1024;

/// The stream itself, or what is packed in it (`.gz`, `.zst`); told by its first bytes.
///
/// # Errors
/// When the first bytes cannot be read.
pub fn decompressed<R: Read + Send + 'static>(source: R) -> io::Result<Box<dyn BufRead + Send>> {
    let mut packed = BufReader::with_capacity(BUFFER, source);
    let first = packed.fill_buf()?;
    if first.starts_with(b"\x1f\x8b") {
        return Ok(Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(packed))));
    }
    if first.starts_with(b"\x28\xb5\x2f\xfd") {
        let unpacked = zstd::stream::read::Decoder::with_buffer(packed)?;
        return Ok(Box::new(BufReader::with_capacity(BUFFER, unpacked)));
    }
    Ok(Box::new(packed))
}

/// Opens a file, or takes standard input where the name is `-`.
///
/// # Errors
/// When the file cannot be opened or its first bytes cannot be read.
pub fn open(file: &Path, stdin: impl Read + Send + 'static) -> io::Result<Box<dyn BufRead + Send>> {
    if file == Path::new("-") { decompressed(stdin) } else { decompressed(File::open(file)?) }
}

/// A line that is longer than it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is longer than {0} bytes")]
pub struct TooLong(pub usize);

/// The lines of a stream with their numbers, counted from 1. Blank ones and those too long are passed over, the
/// latter with a word.
#[derive(Debug)]
pub struct Lines<R> {
    source: R,
    longest: usize,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    /// Lines of at most `longest` bytes.
    pub const fn new(source: R, longest: usize) -> Self {
        Self { source, longest, number: 0 }
    }

    /// Reads to the end of the line; `None` at the end of the stream.
    fn line(&mut self) -> io::Result<Option<Result<Vec<u8>, TooLong>>> {
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
        let line = if too_long { Err(TooLong(self.longest)) } else { Ok(line) };
        Ok(any.then_some(line))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<(u64, Result<Vec<u8>, TooLong>)>;

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

/// A bar only where somebody looks and the answers do not run through it.
#[must_use]
pub fn progress(what: &str) -> ProgressBar {
    if !io::stderr().is_terminal() || io::stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template(&format!("{{spinner}} {{pos}} {what}, {{per_sec}}"));
    ProgressBar::no_length().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
}

/// How a command over a stream ends: 1 when lines were refused, 2 when the stream could not be read.
pub fn exit(outcome: io::Result<u64>, file: &Path, mut stderr: impl Write) -> ExitCode {
    match outcome {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        // Whoever read our answers has read enough.
        Err(fault) if fault.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(fault) => {
            // Nothing is left to do when even stderr is closed.
            let _ = writeln!(stderr, "{}: {fault}", file.display());
            ExitCode::from(2)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::{Lines, TooLong, decompressed};

    #[test]
    fn lines_keep_their_numbers_when_others_are_passed_over() {
        let lines: Vec<_> = Lines::new(Cursor::new("a\n\n \nlonger\nbb"), 3).map(Result::unwrap).collect();
        let expected = [(1, Ok(b"a".to_vec())), (4, Err(TooLong(3))), (5, Ok(b"bb".to_vec()))];
        assert_eq!(lines, expected);
    }

    #[test]
    fn what_is_packed_is_unpacked() {
        let packed = zstd::encode_all(Cursor::new("a\nb"), 1).unwrap();
        for source in [packed, b"a\nb".to_vec()] {
            assert_eq!(Lines::new(decompressed(Cursor::new(source)).unwrap(), 9).count(), 2);
        }
    }
}
