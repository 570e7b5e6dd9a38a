//! Opens plain, gzip and zstd input, told apart by their first bytes.

use std::{
    fs::File,
    io::{self, BufReader, Cursor, Read},
};

const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// Lines are read from here.
pub(crate) type Input = BufReader<Box<dyn Read>>;

pub(crate) fn open(file: &str) -> io::Result<Input> {
    let mut source: Box<dyn Read> = match file {
        "-" => Box::new(io::stdin()),
        path => Box::new(File::open(path)?),
    };
    let mut head = Vec::with_capacity(ZSTD.len());
    source.by_ref().take(1).read_to_end(&mut head)?;
    if [GZIP, ZSTD].iter().any(|magic| magic.starts_with(&head)) {
        source.by_ref().take(ZSTD.len() as u64 - 1).read_to_end(&mut head)?;
    }
    let (gzip, zstd) = (head.starts_with(GZIP), head.starts_with(ZSTD));
    let whole = Cursor::new(head).chain(source);
    let plain: Box<dyn Read> = if gzip {
        Box::new(flate2::read::MultiGzDecoder::new(BufReader::new(whole)))
    } else if zstd {
        Box::new(zstd::Decoder::new(whole)?)
    } else {
        Box::new(whole)
    };
    Ok(BufReader::new(plain))
}
