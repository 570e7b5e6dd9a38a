//! How digits and characters are put together.

use crate::{
    chars::CharSet,
    error::{Checked, ErrorCode, flaw},
};

/// GS1's shortest company prefix.
const COMPANY_PREFIX: usize = 4;

fn ensure(holds: bool, code: ErrorCode) -> Checked {
    if holds { Ok(()) } else { flaw(code, 0) }
}

/// A company prefix starts after `skipped` characters.
pub(super) fn company_prefix(data: &[u8], skipped: usize) -> Checked {
    let Some(prefix) = data.get(skipped..skipped + COMPANY_PREFIX) else {
        return flaw(ErrorCode::TooShortForGcp, 0);
    };
    match prefix.iter().position(|byte| !byte.is_ascii_digit()) {
        Some(at) => flaw(ErrorCode::InvalidGcpPrefix, skipped + at),
        None => Ok(()),
    }
}

pub(super) fn has_non_digit(data: &[u8]) -> Checked {
    ensure(data.iter().any(|byte| !byte.is_ascii_digit()), ErrorCode::RequiresNonDigit)
}

pub(super) fn hyphen(data: &[u8]) -> Checked {
    ensure(!data.is_empty() && data.iter().all(|byte| *byte == b'-'), ErrorCode::NotHyphen)
}

pub(super) fn importer_index(data: &[u8]) -> Checked {
    ensure(matches!(data, [byte] if CharSet::Z.has(*byte)), ErrorCode::ImporterIndex)
}

pub(super) fn zero(data: &[u8]) -> Checked {
    ensure(!data.is_empty() && is_zero(data), ErrorCode::NotZero)
}

pub(super) fn non_zero(data: &[u8]) -> Checked {
    ensure(!is_zero(data), ErrorCode::ZeroValue)
}

fn is_zero(data: &[u8]) -> bool {
    data.iter().all(|byte| *byte == b'0')
}

pub(super) fn no_zero_prefix(data: &[u8]) -> Checked {
    ensure(data.first() != Some(&b'0'), ErrorCode::ZeroPrefix)
}

/// Ten digits each, so that their order as text is their order as numbers.
pub(super) fn latitude(data: &[u8]) -> Checked {
    ensure(data <= b"1800000000".as_slice(), ErrorCode::Latitude)
}

pub(super) fn longitude(data: &[u8]) -> Checked {
    ensure(data <= b"3600000000".as_slice(), ErrorCode::Longitude)
}

pub(super) fn percent_sequences(data: &[u8]) -> Checked {
    let mut at = 0;
    while at < data.len() {
        at += match &data[at..] {
            [b'%', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => 3,
            [b'%', ..] => return flaw(ErrorCode::InvalidPercentSequence, at),
            _ => 1,
        };
    }
    Ok(())
}

/// Piece and total, equally many digits each.
pub(super) fn piece_of_total(data: &[u8]) -> Checked {
    let (piece, total) = data.split_at(data.len() / 2);
    ensure(!piece.is_empty() && piece.len() == total.len(), ErrorCode::PiecesLength)?;
    ensure(!is_zero(piece), ErrorCode::ZeroPieceNumber)?;
    if is_zero(total) {
        return flaw(ErrorCode::ZeroTotalPieces, piece.len());
    }
    ensure(piece <= total, ErrorCode::PieceExceedsTotal)
}

/// `position/end`, without leading zeros.
pub(super) fn position_in_sequence(data: &[u8]) -> Checked {
    let digits = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    let slash = data.iter().position(|byte| *byte == b'/').unwrap_or(data.len());
    let (position, end) = (&data[..slash], data.get(slash + 1..).unwrap_or_default());
    ensure(digits(position) && digits(end), ErrorCode::PositionMalformed)?;
    no_zero_prefix(position)?;
    if end.starts_with(b"0") {
        return flaw(ErrorCode::ZeroPrefix, slash + 1);
    }
    ensure((position.len(), position) <= (end.len(), end), ErrorCode::PositionExceedsEnd)
}
