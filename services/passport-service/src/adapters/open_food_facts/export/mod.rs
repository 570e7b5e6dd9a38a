//! Streams of product documents: JSON Lines, and tables with a header, compressed or not.
//!
//! Memory stays constant: one line at a time, and a line of bounded length.

mod table;

use std::{
    fs::File,
    io::{self, BufRead, Read},
    path::Path,
};

use service_kit::stream::{Lines, TooLong, decompressed};

use super::document::{self, Refusal};
use crate::domain::stated_product::StatedProduct;

/// Longer lines are refused; the longest honest document is well below.
pub const LONGEST_LINE: usize = 8 * 1024 * 1024;

/// What a line gave: its number, counted from 1, and the product or why there is none.
pub type Line = (u64, Result<StatedProduct, Refusal>);

/// Opens a file, `-` for standard input, and reads its products.
///
/// # Errors
/// When the file cannot be opened or its first bytes cannot be read.
pub fn open(path: &Path) -> io::Result<Box<dyn Iterator<Item = io::Result<Line>> + Send>> {
    if path == Path::new("-") { read(io::stdin()) } else { read(File::open(path)?) }
}

/// Reads products from a stream; compression and shape are told by its first bytes.
///
/// # Errors
/// When the first bytes cannot be read.
pub fn read<R: Read + Send + 'static>(
    source: R,
) -> io::Result<Box<dyn Iterator<Item = io::Result<Line>> + Send>> {
    let mut plain = decompressed(source)?;
    let first = plain.fill_buf()?;
    let first = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first);
    let is_json =
        first.iter().find(|byte| !byte.is_ascii_whitespace()).is_none_or(|byte| matches!(byte, b'{' | b'['));
    if is_json { Ok(Box::new(documents(plain))) } else { table::rows(plain) }
}

/// One document a line; blank lines are passed over.
pub fn documents<R: BufRead>(source: R) -> impl Iterator<Item = io::Result<Line>> {
    Lines::new(source, LONGEST_LINE).map(|line| {
        let (number, line) = line?;
        let line = line.map_err(|TooLong(longest)| Refusal::TooLong(longest));
        Ok((number, line.and_then(|line| document::read_bytes(&line))))
    })
}

#[cfg(test)]
mod tests;
