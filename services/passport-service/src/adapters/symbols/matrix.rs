//! The modules of a symbol, dark and light.

use datamatrix::{DataMatrix, SymbolList};
use qrcode2::{Color, EcLevel, QrCode};

use crate::application::workspace::codes::{DrawFault, Symbology};

/// Rows of modules, without the quiet zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Matrix {
    pub(super) width: usize,
    /// Row by row; `true` = dark.
    pub(super) dark: Vec<bool>,
    quiet_zone: usize,
}

impl Matrix {
    /// The smallest symbol that says this.
    ///
    /// # Errors
    /// No symbol holds it.
    pub(super) fn of(symbology: Symbology, content: &str) -> Result<Self, DrawFault> {
        match symbology {
            Symbology::Qr => qr(content),
            Symbology::DataMatrix => data_matrix(content),
        }
    }

    /// These modules, read from somewhere.
    pub(super) fn read(width: usize, dark: Vec<bool>, quiet_zone: usize) -> Option<Self> {
        (width > 0 && dark.len() == width * width).then_some(Self { width, dark, quiet_zone })
    }

    /// How many modules stay light around it, on each side.
    pub(super) const fn quiet_zone(&self) -> usize {
        self.quiet_zone
    }

    /// Its side with the quiet zones.
    pub(super) const fn side(&self) -> usize {
        self.width + 2 * self.quiet_zone
    }

    pub(super) fn is_dark(&self, row: usize, column: usize) -> bool {
        self.dark.get(row * self.width + column).copied().unwrap_or(false)
    }
}

/// ISO/IEC 18004: four modules. ISO/IEC 16022: one; GS1 prints as wide a zone as for QR codes where there is room, and so do we with two.
const QR_QUIET_ZONE: usize = 4;
const DATA_MATRIX_QUIET_ZONE: usize = 2;

fn qr(content: &str) -> Result<Matrix, DrawFault> {
    let encode =
        |text: &str| QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| DrawFault::TooLong);
    let plain = encode(content)?;
    // Capital letters take fewer bits; scheme and host mean the same in them.
    let capital = encode(&with_capital_host(content))?;
    let code = if capital.width() < plain.width() { capital } else { plain };
    let dark = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
    Ok(Matrix { width: code.width(), dark, quiet_zone: QR_QUIET_ZONE })
}

/// `https://id.example/01/…` → `HTTPS://ID.EXAMPLE/01/…`
pub(super) fn with_capital_host(link: &str) -> String {
    let host = link.find("://").map_or(0, |at| at + 3);
    let end = link.get(host..).and_then(|rest| rest.find('/')).map_or(link.len(), |at| host + at);
    let (front, rest) = link.split_at(end);
    format!("{}{rest}", front.to_ascii_uppercase())
}

fn data_matrix(content: &str) -> Result<Matrix, DrawFault> {
    let squares = SymbolList::default().enforce_square();
    let code = DataMatrix::encode_gs1(content.as_bytes(), squares).map_err(|_| DrawFault::TooLong)?;
    let bitmap = code.bitmap();
    Ok(Matrix { width: bitmap.width(), dark: bitmap.bits().to_vec(), quiet_zone: DATA_MATRIX_QUIET_ZONE })
}
