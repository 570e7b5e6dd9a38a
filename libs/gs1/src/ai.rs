//! Application Identifiers, as GS1's syntax dictionary has them.

use crate::{chars::CharSet, rules::Rule};

include!(concat!(env!("OUT_DIR"), "/ai_table.rs"));

/// A number for AIs of two, three and four digits alike: prefixes 0, 1 and 1.. stand for the length.
pub(crate) type AiId = u16;

/// From and to, inclusive: one AI, or a pattern such as `31nn`.
pub(crate) type Span = (AiId, AiId);

/// An Application Identifier: what its value looks like and what it goes with.
#[derive(Debug)]
pub struct Ai {
    pub(crate) id: AiId,
    code: &'static str,
    title: &'static str,
    fixed: bool,
    attribute: bool,
    min: u8,
    max: u8,
    pub(crate) components: &'static [Component],
    pub(crate) requires: &'static [&'static [&'static [Span]]],
    pub(crate) excludes: &'static [Span],
    pub(crate) qualifiers: Option<&'static [&'static [AiId]]>,
}

/// One part of a value.
#[derive(Debug)]
pub(crate) struct Component {
    pub(crate) set: CharSet,
    pub(crate) min: u8,
    pub(crate) max: u8,
    pub(crate) optional: bool,
    pub(crate) rules: &'static [Rule],
}

impl Ai {
    /// Two to four digits.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// GS1's data title, such as `BATCH/LOT`; some AIs have none.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        self.title
    }

    /// Whether an element string needs no separator after the value.
    #[must_use]
    pub const fn has_fixed_length(&self) -> bool {
        self.fixed
    }

    /// Whether it may stand in the query of a Digital Link.
    #[must_use]
    pub const fn is_attribute(&self) -> bool {
        self.attribute
    }

    /// Whether a Digital Link can be about it.
    #[must_use]
    pub const fn is_primary_key(&self) -> bool {
        self.qualifiers.is_some()
    }

    pub(crate) const fn min_length(&self) -> usize {
        self.min as usize
    }

    pub(crate) const fn max_length(&self) -> usize {
        self.max as usize
    }

    /// Whether these qualifiers, in this order, may follow it in a path.
    pub(crate) fn allows(&self, qualifiers: &[AiId]) -> bool {
        let ways = self.qualifiers.unwrap_or_default();
        qualifiers.is_empty() || ways.iter().any(|way| is_subsequence(qualifiers, way))
    }

    /// Whether `other` could join these qualifiers in the path.
    pub(crate) fn takes_into_path(&self, qualifiers: &[AiId], other: AiId) -> bool {
        let ways = self.qualifiers.unwrap_or_default();
        !qualifiers.contains(&other)
            && ways.iter().any(|way| way.contains(&other) && is_subsequence(qualifiers, way))
    }
}

fn is_subsequence(part: &[AiId], whole: &[AiId]) -> bool {
    let mut rest = whole.iter();
    part.iter().all(|id| rest.any(|other| other == id))
}

/// The AI with exactly this code.
#[must_use]
pub fn lookup(code: &[u8]) -> Option<&'static Ai> {
    leading(code).filter(|ai| ai.code.len() == code.len())
}

/// The AI that `data` starts with: the first two digits say how long it is.
#[must_use]
pub fn leading(data: &[u8]) -> Option<&'static Ai> {
    let (prefix, rest) = data.split_first_chunk::<2>()?;
    let (length, base) = *PREFIXES.get(number(prefix)?)?;
    let rest = rest.get(..length.checked_sub(2)?)?;
    let slot = *SLOTS.get(base + number(rest)?)?;
    TABLE.get(usize::from(slot))
}

fn number(digits: &[u8]) -> Option<usize> {
    let mut sum = 0;
    for digit in digits {
        let digit = digit.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        sum = sum * 10 + usize::from(digit);
    }
    Some(sum)
}

/// Some AI, to fill a place that is not used yet.
pub(crate) const fn any() -> &'static Ai {
    &TABLE[0]
}

/// Every AI, in the dictionary's order.
pub fn all() -> impl Iterator<Item = &'static Ai> {
    TABLE.iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ai_is_found_by_its_code_alone() {
        for ai in all() {
            assert_eq!(lookup(ai.code().as_bytes()).map(Ai::code), Some(ai.code()));
        }
        for wrong in ["", "0", "1", "001", "010", "390", "3106", "89", "0x", "٠١", "310", "31030"] {
            assert!(lookup(wrong.as_bytes()).is_none(), "{wrong}");
        }
    }

    #[test]
    fn the_first_two_digits_say_how_long_the_ai_is() {
        let found = |data: &str| leading(data.as_bytes()).map(Ai::code);
        assert_eq!(found("0109521234543213"), Some("01"));
        assert_eq!(found("3103000195"), Some("3103"));
        assert_eq!(found("235ABC"), Some("235"));
        assert_eq!(found("310"), None);
    }

    #[test]
    fn qualifiers_keep_their_order_and_do_not_mix() {
        let ids = |codes: &[&str]| -> alloc::vec::Vec<AiId> {
            codes.iter().filter_map(|code| lookup(code.as_bytes())).map(|ai| ai.id).collect()
        };
        let gtin = lookup(b"01").unwrap();
        assert!(gtin.allows(&ids(&[])) && gtin.allows(&ids(&["22", "21"])) && gtin.allows(&ids(&["235"])));
        assert!(!gtin.allows(&ids(&["21", "10"])) && !gtin.allows(&ids(&["10", "235"])));
        assert!(gtin.takes_into_path(&ids(&["21"]), ids(&["10"])[0]));
        assert!(!gtin.takes_into_path(&ids(&["235"]), ids(&["10"])[0]));
    }
}
