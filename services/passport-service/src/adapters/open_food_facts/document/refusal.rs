//! Why a document or line gives no product.

/// Why a document or line gives no product at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No JSON object.
    #[error("not a JSON object: {0}")]
    NotAnObject(String),
    /// The source answers that it does not know the product.
    #[error("the source knows no such product")]
    NotFound,
    /// No barcode in it.
    #[error("no barcode")]
    NoBarcode,
    /// A barcode that is no GTIN.
    #[error("barcode {code}: {reason}")]
    Barcode {
        /// As stated, shortened.
        code: String,
        /// What is wrong.
        reason: BarcodeFault,
    },
    /// More bytes than any honest product has.
    #[error("longer than {0} bytes")]
    TooLong(usize),
    /// A table row that cannot be split into columns.
    #[error("not a table row: {0}")]
    NotARow(String),
}

/// What is wrong with a barcode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BarcodeFault {
    /// Something else than digits.
    #[error("holds something else than digits")]
    NotDigits,
    /// No GTIN is that long.
    #[error("no GTIN has that many digits")]
    Length,
    /// The last digit does not fit the others.
    #[error("the check digit is wrong")]
    CheckDigit,
    /// Only zeros.
    #[error("only zeros")]
    Zero,
}

impl Refusal {
    /// A short code for reports.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAnObject(_) => "not_an_object",
            Self::NotFound => "not_found",
            Self::NoBarcode => "no_barcode",
            Self::Barcode { reason, .. } => match reason {
                BarcodeFault::NotDigits => "barcode_not_digits",
                BarcodeFault::Length => "barcode_length",
                BarcodeFault::CheckDigit => "barcode_check_digit",
                BarcodeFault::Zero => "barcode_zero",
            },
            Self::TooLong(_) => "too_long",
            Self::NotARow(_) => "not_a_row",
        }
    }
}
