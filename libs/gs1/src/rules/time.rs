//! Dates and times of day. The data has the right number of digits.

use crate::{
    date::{century, days_in_month},
    error::{Checked, ErrorCode, flaw},
};

pub(super) fn hour(data: &[u8], at: usize) -> Checked {
    at_most(data, at, 23, ErrorCode::TimeHour)
}

pub(super) fn minute(data: &[u8], at: usize) -> Checked {
    at_most(data, at, 59, ErrorCode::TimeMinute)
}

pub(super) fn second(data: &[u8]) -> Checked {
    at_most(data, 0, 59, ErrorCode::TimeSecond)
}

/// YYMMDD; `day_zero`: day 00 stands for the month's last day.
pub(super) fn short_date(data: &[u8], year: u16, day_zero: bool) -> Checked {
    let [year, month, day] = [century(two(data, 0), year), two(data, 2), two(data, 4)];
    date(year, month, day, day_zero, 2)
}

/// YYYYMMDD.
pub(super) fn long_date(data: &[u8]) -> Checked {
    date(two(data, 0) * 100 + two(data, 2), two(data, 4), two(data, 6), false, 4)
}

fn date(year: u16, month: u16, day: u16, day_zero: bool, at: usize) -> Checked {
    match days_in_month(year, month) {
        None => flaw(ErrorCode::DateMonth, at),
        Some(last) if day > last || (day == 0 && !day_zero) => flaw(ErrorCode::DateDay, at + 2),
        Some(_) => Ok(()),
    }
}

fn at_most(data: &[u8], at: usize, limit: u16, code: ErrorCode) -> Checked {
    if two(data, at) <= limit { Ok(()) } else { flaw(code, at) }
}

/// Two digits; too great for any date or time when they are not there.
pub(crate) fn two(data: &[u8], at: usize) -> u16 {
    match data.get(at..at + 2) {
        Some([tens @ b'0'..=b'9', ones @ b'0'..=b'9']) => {
            u16::from(tens - b'0') * 10 + u16::from(ones - b'0')
        }
        _ => u16::MAX / 101,
    }
}
