//! Keys and secrets as settings write them: hexadecimal digits, two a byte.

/// The bytes; nothing unless all are pairs of hexadecimal digits.
#[must_use]
pub fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digits = hex.as_bytes();
    if digits.len().is_multiple_of(2) { digits.chunks(2).map(pair).collect() } else { None }
}

fn pair(digits: &[u8]) -> Option<u8> {
    let digits =
        str::from_utf8(digits).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    u8::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_digits_a_byte_and_nothing_else() {
        assert_eq!(bytes("00fFa1"), Some(vec![0, 255, 161]));
        assert_eq!(bytes(""), Some(Vec::new()));
        for bad in ["0", "0g", "+1", "é", "0 "] {
            assert_eq!(bytes(bad), None, "{bad}");
        }
    }
}
