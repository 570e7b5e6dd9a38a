//! GS1 prefixes that are licensed to no company: GS1 General Specifications, section 1.4.2, the table of GS1 Prefixes.

use crate::domain::brand::Prefix;

/// What such numbers are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Reserved {
    /// Numbers that mean something in one company or country alone.
    #[error("is for restricted circulation, in one company or one country")]
    Restricted,
    /// Numbers of coupons and refund receipts, those reserved for them among these.
    #[error("is for coupons and receipts")]
    Coupon,
    /// Numbers of publications: ISSN, ISBN.
    #[error("is for books and serials")]
    Publication,
    /// Numbers of GTIN-8, which are given one by one, and of the EPC General Identifier.
    #[error("is no company's: GS1 gives these numbers itself")]
    Global,
}

/// How they begin, as the first digits of a GTIN-13.
const RESERVED: [(&str, Reserved); 12] = [
    ("00000", Reserved::Restricted),
    ("02", Reserved::Restricted),
    ("04", Reserved::Restricted),
    ("05", Reserved::Coupon),
    ("2", Reserved::Restricted),
    ("951", Reserved::Global),
    ("96", Reserved::Global),
    ("977", Reserved::Publication),
    ("978", Reserved::Publication),
    ("979", Reserved::Publication),
    ("98", Reserved::Coupon),
    ("99", Reserved::Coupon),
];

/// Refuses a prefix under which a company has no numbers.
///
/// # Errors
/// [`Reserved`] says what its numbers are for.
pub fn refuse_reserved(prefix: &Prefix) -> Result<(), Reserved> {
    let digits = prefix.as_str();
    let found = RESERVED.iter().find(|(lead, _)| digits.starts_with(lead) || lead.starts_with(digits));
    found.map_or(Ok(()), |(_, what)| Err(*what))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(digits: &str) -> Option<Reserved> {
        refuse_reserved(&digits.parse().expect("a prefix")).err()
    }

    #[test]
    fn what_is_no_companys_cannot_be_claimed() {
        let cases = [
            ("0212345", Reserved::Restricted),
            ("0412345", Reserved::Restricted),
            ("2012345", Reserved::Restricted),
            ("2999", Reserved::Restricted),
            ("0000", Reserved::Restricted),
            ("0000001", Reserved::Restricted),
            ("0512345", Reserved::Coupon),
            ("9801234", Reserved::Coupon),
            ("9841", Reserved::Coupon),
            ("9912345", Reserved::Coupon),
            ("9770000", Reserved::Publication),
            ("9781492", Reserved::Publication),
            ("9791034", Reserved::Publication),
            ("9511234", Reserved::Global),
            ("9624999", Reserved::Global),
        ];
        for (digits, what) in cases {
            assert_eq!(refused(digits), Some(what), "{digits}");
        }
    }

    #[test]
    fn what_companies_have_can_be_claimed() {
        // France, Italy, U.P.C. with its leading zero, drugs of the United States, and GS1's own examples.
        for digits in ["3017620", "8001505", "0614141", "0312345", "00001234", "9521234", "9501", "9769999"] {
            assert_eq!(refused(digits), None, "{digits}");
        }
    }
}
