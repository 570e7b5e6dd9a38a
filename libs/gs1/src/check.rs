//! Check digits (modulo 10) and check character pairs (modulo 1021).

use crate::{
    chars::CharSet,
    error::{Checked, ErrorCode, Flaw, ParseError, flaw},
};

const CHECK_CHARACTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// Character set 82 in the order of its weights.
const WEIGHED: &[u8] = b"!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
/// A weight for each place from the right; no value with a check pair is longer than 25 characters.
const PRIMES: [u32; 23] =
    [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83];

/// The modulo-10 digit that follows these digits.
///
/// # Errors
/// When one character is no digit, or there is none.
pub fn check_digit(digits: &str) -> Result<char, ParseError> {
    match digits.bytes().position(|byte| !byte.is_ascii_digit()) {
        Some(at) => Err(ParseError::new(ErrorCode::NonDigit, at).located(digits)),
        None if digits.is_empty() => Err(ParseError::new(ErrorCode::EmptyData, 0)),
        None => Ok(char::from(following(digits.as_bytes()))),
    }
}

/// Whether the last digit checks the others, for a key of any length (GTIN, GLN, SSCC, GSRN, GSIN).
///
/// # Errors
/// When it does not, or when one character is no digit.
pub fn verify_check_digit(digits: &str) -> Result<(), ParseError> {
    modulo_10(digits.as_bytes()).map_err(|found| {
        ParseError::new(found.code, found.at).expecting(expected(digits.as_bytes())).located(digits)
    })
}

/// The right check digit, when all are digits.
pub(crate) fn expected(digits: &[u8]) -> Option<char> {
    let (_, data) = digits.split_last()?;
    data.iter().all(u8::is_ascii_digit).then(|| char::from(following(data)))
}

/// Weights 3 and 1 in turn, from the right.
fn following(digits: &[u8]) -> u8 {
    let mut sums = [0_u32; 2];
    for pair in digits.rchunks(2) {
        let (three, one) = if let [one, three] = pair { (three, *one) } else { (&pair[0], b'0') };
        sums[0] += u32::from(three.wrapping_sub(b'0'));
        sums[1] += u32::from(one.wrapping_sub(b'0'));
    }
    b'0' + ((10 - (3 * sums[0] + sums[1]) % 10) % 10) as u8
}

/// The last digit checks the others.
pub(crate) fn modulo_10(digits: &[u8]) -> Checked {
    if let Some(at) = CharSet::N.stray(digits) {
        return flaw(ErrorCode::NonDigit, at);
    }
    match digits.split_last() {
        Some((last, data)) if following(data) == *last => Ok(()),
        Some((_, data)) => flaw(ErrorCode::CheckDigit, data.len()),
        None => flaw(ErrorCode::EmptyValue, 0),
    }
}

/// The last two characters check the others.
pub(crate) fn pair(value: &[u8]) -> Checked {
    let Some((data, found)) = value.split_last_chunk::<2>() else {
        return flaw(ErrorCode::TooShortForCheckPair, 0);
    };
    if data.len() > PRIMES.len() {
        return flaw(ErrorCode::ValueTooLong, data.len());
    }
    let sum = data.iter().rev().zip(PRIMES).enumerate().try_fold(0, |sum, (index, (byte, prime))| {
        let weight = WEIGHED.iter().position(|other| other == byte);
        let weight = weight.ok_or(Flaw { code: ErrorCode::Cset82, at: data.len() - 1 - index })?;
        Ok(sum + weight as u32 * prime)
    })? % 1021;
    let right = [sum >> 5, sum & 31].map(|index| CHECK_CHARACTERS[index as usize]);
    if right == *found { Ok(()) } else { flaw(ErrorCode::CheckPair, data.len()) }
}
