//! North American coupons (AI 8110 and 8112): fields whose first digit says how long they are.

use core::ops::RangeInclusive;

use crate::error::{Checked, ErrorCode, Flaw, flaw};

/// What is left of the digits, and how many were read.
struct Fields<'a> {
    rest: &'a [u8],
    read: usize,
}

impl<'a> Fields<'a> {
    fn new(data: &'a [u8]) -> Result<Self, Flaw> {
        match data.iter().position(|byte| !byte.is_ascii_digit()) {
            Some(at) => Err(Flaw { code: ErrorCode::NonDigit, at }),
            None => Ok(Self { rest: data, read: 0 }),
        }
    }

    fn wrong<T>(&self) -> Result<T, Flaw> {
        Err(Flaw { code: ErrorCode::Coupon, at: self.read })
    }

    fn take(&mut self, digits: usize) -> Result<&'a [u8], Flaw> {
        let Some((taken, rest)) = self.rest.split_at_checked(digits) else { return self.wrong() };
        (self.rest, self.read) = (rest, self.read + digits);
        Ok(taken)
    }

    fn one_of(&mut self, allowed: &[u8]) -> Result<u8, Flaw> {
        match self.rest.first() {
            Some(digit) if allowed.contains(digit) => self.take(1).map(|_| *digit),
            _ => self.wrong(),
        }
    }

    /// A length digit in `range`, then that many digits and `more`.
    fn counted(&mut self, range: RangeInclusive<u8>, more: usize) -> Checked {
        match self.rest.first() {
            Some(digit) if range.contains(digit) => {
                self.take(1)?;
                self.take(usize::from(digit - b'0') + more).map(|_| ())
            }
            _ => self.wrong(),
        }
    }

    /// An optional field starts with its number.
    fn starts(&mut self, field: u8) -> bool {
        let found = self.rest.first() == Some(&field);
        found && self.take(1).is_ok()
    }

    /// Requirement, its code and the family code.
    fn purchase(&mut self) -> Checked {
        self.counted(b'1'..=b'5', 0)?;
        self.one_of(b"012349")?;
        self.take(3).map(|_| ())
    }

    /// A second or third purchase; 9 stands for the first purchase's company.
    fn further_purchase(&mut self) -> Checked {
        self.purchase()?;
        if self.starts(b'9') { Ok(()) } else { self.counted(b'0'..=b'6', 6) }
    }

    fn date(&mut self) -> Result<&'a [u8], Flaw> {
        let at = self.read;
        let date = self.take(6)?;
        // No two-digit year but 00 depends on the century, and 2000 had a leap day.
        super::time::short_date(date, 2000, false).map_err(|_| Flaw { code: ErrorCode::Coupon, at })?;
        Ok(date)
    }

    fn end(&self) -> Checked {
        if self.rest.is_empty() { Ok(()) } else { self.wrong() }
    }
}

/// AI 8110.
pub(super) fn code(data: &[u8]) -> Checked {
    let mut fields = Fields::new(data)?;
    fields.counted(b'0'..=b'6', 6)?; // company prefix
    fields.take(6)?; // offer code
    fields.counted(b'1'..=b'5', 0)?; // save value
    fields.purchase()?;
    if fields.starts(b'1') {
        fields.one_of(b"0123")?; // additional purchase rules
        fields.further_purchase()?;
    }
    if fields.starts(b'2') {
        fields.further_purchase()?;
    }
    validity(&mut fields)?;
    if fields.starts(b'5') {
        fields.counted(b'0'..=b'9', 6)?; // serial number
    }
    if fields.starts(b'6') {
        fields.counted(b'1'..=b'7', 6)?; // retailer
    }
    if fields.starts(b'9') {
        fields.one_of(b"01256")?; // save value code
        fields.one_of(b"012")?; // the item it applies to
        fields.take(1)?; // store coupon
        fields.one_of(b"01")?; // do not multiply
    }
    fields.end()
}

fn validity(fields: &mut Fields<'_>) -> Checked {
    let expiry = if fields.starts(b'3') { Some(fields.date()?) } else { None };
    let at = fields.read;
    let start = if fields.starts(b'4') { Some(fields.date()?) } else { None };
    match (expiry, start) {
        (Some(expiry), Some(start)) if start > expiry => flaw(ErrorCode::Coupon, at),
        _ => Ok(()),
    }
}

/// AI 8112.
pub(super) fn offer(data: &[u8]) -> Checked {
    let mut fields = Fields::new(data)?;
    fields.one_of(b"01")?; // format
    fields.counted(b'0'..=b'6', 6)?; // funder
    fields.take(6)?; // offer code
    fields.counted(b'0'..=b'9', 6)?; // serial number
    fields.end()
}
