//! Whose products are, from a file.

use std::{
    io::{self, Write},
    path::Path,
};

use serde::Deserialize;
use service_kit::{
    ids::BrandId,
    stream::{self, Lines, TooLong},
};

use super::LONGEST_LINE;
use crate::domain::{
    catalogue::{Catalogue, Taken},
    gtin::GtinFault,
};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Product {
    brand_id: BrandId,
    gtin: String,
}

/// Why a line is passed over.
#[derive(Debug, thiserror::Error)]
enum LineFault {
    #[error(transparent)]
    TooLong(#[from] TooLong),
    #[error("not a product: {0}")]
    Json(#[from] serde_json::Error),
    #[error("/gtin: {0}")]
    Gtin(#[from] GtinFault),
    #[error("/gtin: {0}")]
    Taken(#[from] Taken),
}

/// Reads lines `{"brandId","gtin"}`; answers the catalogue and how many lines were refused.
pub(super) fn read(file: &Path, stderr: &mut impl Write) -> io::Result<(Catalogue, u64)> {
    let (mut catalogue, mut refused) = (Catalogue::default(), 0);
    for line in Lines::new(stream::open(file, io::stdin())?, LONGEST_LINE) {
        let (number, line) = line?;
        let taken = line.map_err(LineFault::from).and_then(|line| take(&mut catalogue, &line));
        if let Err(why) = taken {
            refused += 1;
            writeln!(stderr, "{} line {number}: {why}", file.display())?;
        }
    }
    Ok((catalogue, refused))
}

fn take(catalogue: &mut Catalogue, line: &[u8]) -> Result<(), LineFault> {
    let Product { brand_id, gtin } = serde_json::from_slice(line)?;
    Ok(catalogue.assign(gtin.parse()?, brand_id)?)
}
