//! Reading a symbol as a scanner does.

use datamatrix::{DataMatrix, placement::MatrixMap};
use rqrr::PreparedImage;

use super::{matrix::Matrix, matrix::with_capital_host, unread};
use crate::application::workspace::codes::{DrawFault, Symbology};

/// Pixels along a module's side in the picture that is looked at.
const PIXELS: usize = 4;
/// The codeword that says that a Data Matrix is GS1's.
const FNC1: u8 = 232;

/// Whether the symbol says this, and nothing else.
///
/// # Errors
/// It says something else, or nothing.
pub(super) fn check(symbology: Symbology, seen: &Matrix, content: &str) -> Result<(), DrawFault> {
    let (read, fits) = match symbology {
        Symbology::Qr => {
            let read = qr(seen)?;
            let fits = read == content || read == with_capital_host(content);
            (read, fits)
        }
        Symbology::DataMatrix => {
            let read = data_matrix(seen)?;
            let fits = read == content;
            (read, fits)
        }
    };
    if fits { Ok(()) } else { Err(unread(&format!("it says {read:?}"))) }
}

/// From a picture with its quiet zone, in which the symbol has to be found first.
fn qr(seen: &Matrix) -> Result<String, DrawFault> {
    let (side, zone) = (seen.side() * PIXELS, seen.quiet_zone());
    let module = |at: usize| (at / PIXELS).checked_sub(zone).filter(|at| *at < seen.width);
    let mut image = PreparedImage::prepare_from_greyscale(side, side, |x, y| {
        let dark = module(y).zip(module(x)).is_some_and(|(row, column)| seen.is_dark(row, column));
        if dark { 0 } else { 255 }
    });
    let grids = image.detect_grids();
    match grids.as_slice() {
        [grid] => grid.decode().map(|(_, text)| text).map_err(|fault| unread(&fault)),
        others => Err(unread(&format!("{} symbols are seen", others.len()))),
    }
}

fn data_matrix(seen: &Matrix) -> Result<String, DrawFault> {
    let (map, _) =
        MatrixMap::try_from_bits(&seen.dark, seen.width).map_err(|fault| unread(&format!("{fault:?}")))?;
    if map.codewords().first() != Some(&FNC1) {
        return Err(unread(&"it is no GS1 symbol"));
    }
    let data = DataMatrix::decode(&seen.dark, seen.width).map_err(|fault| unread(&format!("{fault:?}")))?;
    String::from_utf8(data).map_err(|fault| unread(&fault))
}
