//! Reads a product document of Open Food Facts, whatever its age and shape.
//!
//! Full documents, API v2 and v3 with their renamed parts, rows of the Parquet and CSV exports as JSON, and
//! envelopes around any of them. A part that makes no sense costs itself and leaves a warning. Names of
//! contributors are never read.

mod barcode;
mod gather;
mod identity;
mod ingredients;
mod notes;
mod nutrients;
mod nutrition;
mod raw;
mod refusal;
mod scores;

pub use refusal::Refusal;

use gather::Document;

use crate::domain::stated_product::StatedProduct;

/// A product, or why there is none.
pub type Outcome = Result<StatedProduct, Refusal>;

/// Reads one document or envelope.
///
/// # Errors
/// When there is no object, no product in it, or no usable barcode.
pub fn read(json: &str) -> Result<StatedProduct, Refusal> {
    let envelope = Document::read(json)?;
    if envelope.says_not_found() {
        return Err(Refusal::NotFound);
    }
    let Some(product) = envelope.product else { return envelope.state(json) };
    if !product.get().starts_with('{') {
        return Err(Refusal::NotFound);
    }
    let inner = Document::read(product.get())?;
    let inner = Document { code: inner.code.or(envelope.code), ..inner };
    inner.state(product.get())
}

/// Reads one document or envelope from bytes; what is no UTF-8 is replaced.
///
/// # Errors
/// As [`read`].
pub fn read_bytes(json: &[u8]) -> Result<StatedProduct, Refusal> {
    let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
    match std::str::from_utf8(json) {
        Ok(json) => read(json),
        Err(_) => read(&String::from_utf8_lossy(json)),
    }
}

#[cfg(test)]
mod tests;
