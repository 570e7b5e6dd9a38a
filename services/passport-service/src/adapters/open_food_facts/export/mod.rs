//! Streams of product documents: JSON Lines, and tables with a header, compressed or not.
//!
//! Memory stays constant: one line at a time, and a line of bounded length.

mod lines;
mod table;

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::Path,
};

use flate2::bufread::MultiGzDecoder;

use super::document::{self, Refusal};
use crate::domain::stated_product::StatedProduct;

/// Longer lines are refused; the longest honest document is well below.
pub const LONGEST_LINE: usize = 8 * 1024 * 1024;
const BUFFER: usize = 256 * 1024;

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

/// The stream itself, or what is packed in it.
pub(crate) fn decompressed<R: Read + Send + 'static>(source: R) -> io::Result<Box<dyn BufRead + Send>> {
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

/// One document a line; blank lines are passed over.
pub fn documents<R: BufRead>(source: R) -> impl Iterator<Item = io::Result<Line>> {
    lines::Lines::new(source, LONGEST_LINE).map(|line| {
        let (number, line) = line?;
        Ok((number, line.and_then(|line| document::read_bytes(&line))))
    })
}

#[cfg(test)]
mod tests;
