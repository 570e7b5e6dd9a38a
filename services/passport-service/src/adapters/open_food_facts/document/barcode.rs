//! Barcodes as Open Food Facts keeps them, made 14 digits.

use gs1::Gtin;

use super::refusal::{BarcodeFault, Refusal};

/// 14 digits. Open Food Facts pads up to 7 digits to 8, and 9 to 12 to 13.
pub(super) fn gtin(code: &str) -> Result<String, Refusal> {
    let code = code.trim();
    let refused = |reason| Refusal::Barcode { code: code.chars().take(40).collect(), reason };
    if code.is_empty() {
        return Err(Refusal::NoBarcode);
    }
    if !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(refused(BarcodeFault::NotDigits));
    }
    let digits = match code.len() {
        15.. => code.trim_start_matches('0'),
        _ => code,
    };
    if digits.len() > 14 {
        return Err(refused(BarcodeFault::Length));
    }
    if code.bytes().all(|byte| byte == b'0') {
        return Err(refused(BarcodeFault::Zero));
    }
    // Padding with zeros changes no check digit, so digits in this length can fail by nothing else.
    let gtin: Gtin = format!("{digits:0>14}").parse().map_err(|_| refused(BarcodeFault::CheckDigit))?;
    Ok(gtin.to_string())
}

#[cfg(test)]
mod tests {
    use super::{BarcodeFault, Refusal, gtin};

    #[test]
    fn short_barcodes_are_padded() {
        assert_eq!(gtin("26053561").unwrap(), "00000026053561");
        assert_eq!(gtin("3017620422003").unwrap(), "03017620422003");
        assert_eq!(gtin("0003017620422003").unwrap(), "03017620422003");
        assert_eq!(gtin("96385074").unwrap(), "00000096385074");
    }

    #[test]
    fn a_wrong_barcode_is_refused_with_its_reason() {
        let reason = |code: &str| match gtin(code) {
            Err(Refusal::Barcode { reason, .. }) => reason,
            other => panic!("{code}: {other:?}"),
        };
        assert_eq!(reason("3017620422004"), BarcodeFault::CheckDigit);
        assert_eq!(reason("30176204x2003"), BarcodeFault::NotDigits);
        assert_eq!(reason("930176204220031"), BarcodeFault::Length);
        assert_eq!(reason("00000000"), BarcodeFault::Zero);
        assert_eq!(gtin("  "), Err(Refusal::NoBarcode));
    }
}
