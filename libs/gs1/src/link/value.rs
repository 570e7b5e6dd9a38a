//! A value as it stands in a link: borrowed, decoded on the way.

use alloc::string::String;

use crate::{
    chars,
    error::{ErrorCode, Flaw},
    gtin::Gtin,
    percent,
    percent::Part,
};

/// Longer than any value of any AI; what does not fit is too long.
const CAPACITY: usize = 96;

/// A value that still stands in its link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueRef<'a> {
    raw: &'a str,
    part: Part,
    encoded: bool,
    zeros: u8,
}

impl<'a> ValueRef<'a> {
    pub(super) fn new(raw: &'a str, part: Part) -> Self {
        let encoded = chars::may_be_encoded(raw.as_bytes()) && (part == Part::Query || raw.contains('%'));
        Self { raw, part, encoded, zeros: 0 }
    }

    pub(super) const fn is_padded(self) -> bool {
        self.zeros != 0
    }

    /// The same GTIN with the zeros that make it 14 digits.
    pub(super) fn padded(self, length: usize) -> Self {
        Self { zeros: Gtin::LENGTH.saturating_sub(length) as u8, ..self }
    }

    /// Whether it stands in the path or in the query.
    #[must_use]
    pub const fn part(self) -> Part {
        self.part
    }

    /// As the link has it, still encoded.
    #[must_use]
    pub const fn raw(self) -> &'a str {
        self.raw
    }

    /// The text itself, when it needs neither decoding nor padding.
    #[must_use]
    pub const fn as_plain(self) -> Option<&'a str> {
        if self.encoded || self.zeros != 0 { None } else { Some(self.raw) }
    }

    /// Decoded, without allocating. A checked value is ASCII.
    pub fn bytes(self) -> impl Iterator<Item = u8> + use<'a> {
        let mut rest = self.raw.as_bytes();
        let decoded = core::iter::from_fn(move || {
            let (byte, taken) = percent::next(rest, self.part)?;
            rest = &rest[taken..];
            Some(byte)
        });
        core::iter::repeat_n(b'0', self.zeros.into()).chain(decoded)
    }

    /// Decoded.
    #[must_use]
    pub fn to_text(self) -> String {
        self.as_plain().map_or_else(|| self.bytes().map(char::from).collect(), String::from)
    }

    /// Where the decoded byte `index` stands in the raw text.
    pub(super) fn raw_offset(self, index: usize) -> usize {
        let bytes = self.raw.as_bytes();
        let mut at = 0;
        for _ in usize::from(self.zeros)..index {
            at +=
                bytes.get(at..).and_then(|rest| percent::next(rest, self.part)).map_or(0, |(_, taken)| taken);
        }
        at.min(bytes.len())
    }
}

/// A decoded value on the stack.
pub(super) struct Decoded {
    buffer: [u8; CAPACITY],
    length: usize,
}

impl Decoded {
    /// Hands the decoded value to `check`; an error carries its offset in the raw text.
    pub(super) fn with<T>(
        value: ValueRef<'_>,
        check: impl FnOnce(&[u8]) -> Result<T, Flaw>,
    ) -> Result<T, Flaw> {
        let decoded = Self::decode(value)?;
        check(&decoded.buffer[..decoded.length])
            .map_err(|found| Flaw { at: value.raw_offset(found.at), ..found })
    }

    fn decode(value: ValueRef<'_>) -> Result<Self, Flaw> {
        let zeros = usize::from(value.zeros);
        let mut decoded = Self { buffer: [b'0'; CAPACITY], length: zeros };
        let raw = value.raw.as_bytes();
        let mut at = 0;
        while at < raw.len() {
            let (byte, taken) =
                percent::next(&raw[at..], value.part).ok_or(Flaw { code: ErrorCode::PercentEncoding, at })?;
            if byte == 0 {
                return Err(Flaw { code: ErrorCode::IllegalNull, at });
            }
            let room = decoded.buffer.get_mut(decoded.length);
            let slot = room.ok_or(Flaw { code: ErrorCode::ValueTooLong, at })?;
            *slot = byte;
            decoded.length += 1;
            at += taken;
        }
        Ok(decoded)
    }
}
