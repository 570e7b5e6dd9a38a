//! Dates in codes: two-digit years, day 00, times of day.

use core::{fmt, str::FromStr};

use crate::{
    ai::{Ai, Component},
    error::{ErrorCode, ParseError},
    rules::Rule,
};

/// A day of the Gregorian calendar, years 0 to 9999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    pub(crate) const FIRST: Self = Self { year: 0, month: 1, day: 1 };

    /// `None` for a day that does not exist.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let last = days_in_month(year, month.into())?;
        (year <= 9999 && (1..=last).contains(&day.into())).then_some(Self { year, month, day })
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Date {
    type Err = ParseError;

    /// Reads `2026-12-31`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || ParseError::new(ErrorCode::DateDay, 0);
        let digits = |range: core::ops::Range<usize>| {
            let part = text.get(range).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
            part.and_then(|part| part.parse::<u16>().ok()).ok_or_else(wrong)
        };
        let separated = text.len() == 10 && [4, 7].iter().all(|at| text.as_bytes()[*at] == b'-');
        let (year, month, day) = (digits(0..4)?, digits(5..7)? as u8, digits(8..10)? as u8);
        Self::new(year, month, day).filter(|_| separated).ok_or_else(wrong)
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::civil::Date> for Date {
    /// Years before 0 become 0: no code was printed then.
    fn from(date: jiff::civil::Date) -> Self {
        Self {
            year: date.year().unsigned_abs(),
            month: date.month().unsigned_abs(),
            day: date.day().unsigned_abs(),
        }
    }
}

#[cfg(feature = "jiff")]
impl From<Date> for jiff::civil::Date {
    fn from(date: Date) -> Self {
        Self::constant(date.year as i16, date.month as i8, date.day as i8)
    }
}

/// How fine a time of day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    /// The hour alone.
    Hour,
    /// Hour and minute.
    Minute,
    /// To the second.
    Second,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Time {
    hour: u8,
    minute: u8,
    second: u8,
    precision: Precision,
}

impl Time {
    /// How fine it is.
    #[must_use]
    pub const fn precision(self) -> Precision {
        self.precision
    }

    /// Hour, minute, second.
    #[must_use]
    pub const fn parts(self) -> (u8, u8, u8) {
        (self.hour, self.minute, self.second)
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        match self.precision {
            Precision::Second => write!(f, ":{:02}", self.second),
            Precision::Hour | Precision::Minute => Ok(()),
        }
    }
}

/// What a value with a date means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateValue {
    /// A day; when only its month was given, the month's last day.
    Day {
        /// The day.
        date: Date,
        /// Whether the day itself was given.
        day_specified: bool,
    },
    /// A day and a time.
    Moment {
        /// The day.
        date: Date,
        /// The time.
        time: Time,
    },
    /// From one day to another, both included.
    Span {
        /// The first day.
        start: Date,
        /// The last day.
        end: Date,
    },
}

impl DateValue {
    /// The last day it names.
    #[must_use]
    pub const fn last_day(self) -> Date {
        match self {
            Self::Day { date, .. } | Self::Moment { date, .. } | Self::Span { end: date, .. } => date,
        }
    }
}

impl fmt::Display for DateValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day { date, .. } => date.fmt(f),
            Self::Moment { date, time } => write!(f, "{date}T{time}"),
            Self::Span { start, end } => write!(f, "{start}/{end}"),
        }
    }
}

/// Which kind of expiry a date on a label is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExpiryKind {
    /// AI 17 or 7003: not to be eaten later.
    UseBy,
    /// AI 15: of full quality until then.
    BestBefore,
}

impl ExpiryKind {
    /// In snake case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UseBy => "use_by",
            Self::BestBefore => "best_before",
        }
    }
}

/// The year of two digits that lies nearest to `today`'s: at most 49 back and 50 ahead.
pub(crate) const fn century(two_digits: u16, today: u16) -> u16 {
    let (base, distance) = (today - today % 100, two_digits as i32 - (today % 100) as i32);
    match distance {
        51.. => (base + two_digits).saturating_sub(100),
        ..=-50 => base + two_digits + 100,
        _ => base + two_digits,
    }
}

/// `None` when there is no such month.
pub(crate) const fn days_in_month(year: u16, month: u16) -> Option<u16> {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => Some(29),
        2 => Some(28),
        _ => None,
    }
}

fn is_date_rule(rule: &Rule) -> bool {
    matches!(rule, Rule::Yymmd0 | Rule::Yymmdd | Rule::Yyyymmdd)
}

/// Whether the AI's value is a date, a date and time, or a span of dates.
#[must_use]
pub fn is_date(ai: &Ai) -> bool {
    ai.components.first().is_some_and(|part| part.rules.iter().any(is_date_rule))
}

/// The date that a value means.
///
/// # Errors
/// When the AI holds no date or the value is none.
pub fn read(ai: &Ai, value: &str, today: Date) -> Result<DateValue, ParseError> {
    if !is_date(ai) {
        return Err(ParseError::new(ErrorCode::NotADate, 0).of(ai.code()));
    }
    let bytes = value.as_bytes();
    let wrong = |code, at| Err(ParseError::new(code, at).located(value).of(ai.code()));
    if let Some(at) = bytes.iter().position(|byte| !byte.is_ascii_digit()) {
        return wrong(ErrorCode::NonDigit, at);
    }
    if bytes.is_empty() {
        return wrong(ErrorCode::NonDigit, 0);
    }
    if !lengths(ai.components).any(|length| length == bytes.len()) {
        return wrong(ErrorCode::Length, bytes.len().min(ai.max_length()));
    }
    match crate::value::check(ai, bytes, today) {
        Err(found) => wrong(found.code, found.at),
        Ok(()) => Ok(assemble(ai, bytes, today)),
    }
}

/// The lengths at which a value may end.
fn lengths(components: &'static [Component]) -> impl Iterator<Item = usize> {
    let ends = components.iter().scan(0, |sum, part| {
        *sum += usize::from(part.max);
        Some((*sum, part.optional))
    });
    let mandatory = components.iter().filter(|part| !part.optional).map(|part| usize::from(part.max)).sum();
    ends.filter(move |(end, optional)| *optional || *end == mandatory).map(|(end, _)| end)
}

/// `bytes` were checked.
fn assemble(ai: &Ai, bytes: &[u8], today: Date) -> DateValue {
    let mut rest = bytes;
    let mut days = [None, None];
    let mut clock = [None; 3];
    for part in ai.components {
        let Some((data, after)) = rest.split_at_checked(usize::from(part.max)) else { break };
        rest = after;
        match part.rules.first() {
            Some(rule) if is_date_rule(rule) => {
                let free = usize::from(days[0].is_some());
                days[free] = Some(day(*rule, data, today));
            }
            _ => data.chunks_exact(2).for_each(|two| {
                if let Some(slot) = clock.iter_mut().find(|slot| slot.is_none()) {
                    *slot = Some(number(two) as u8);
                }
            }),
        }
    }
    let (first, day_specified) = days[0].unwrap_or((today, true));
    match (time(clock), days[1]) {
        (Some(time), _) => DateValue::Moment { date: first, time },
        (None, Some((end, _))) => DateValue::Span { start: first, end },
        (None, None) if is_span(ai) => DateValue::Span { start: first, end: first },
        (None, None) => DateValue::Day { date: first, day_specified },
    }
}

/// Two dates may stand there.
fn is_span(ai: &Ai) -> bool {
    ai.components.iter().filter(|part| part.rules.iter().any(is_date_rule)).count() == 2
}

fn time([hour, minute, second]: [Option<u8>; 3]) -> Option<Time> {
    let precision = match (minute, second) {
        (_, Some(_)) => Precision::Second,
        (Some(_), None) => Precision::Minute,
        (None, None) => Precision::Hour,
    };
    let [minute, second] = [minute, second].map(Option::unwrap_or_default);
    hour.map(|hour| Time { hour, minute, second, precision })
}

fn day(rule: Rule, data: &[u8], today: Date) -> (Date, bool) {
    let (year, month_and_day) = match rule {
        Rule::Yyyymmdd => (number(&data[..4]), &data[4..]),
        _ => (century(number(&data[..2]), today.year), &data[2..]),
    };
    let (month, day) = (number(&month_and_day[..2]), number(&month_and_day[2..]));
    let last = days_in_month(year, month).unwrap_or(day);
    let date = Date { year, month: month as u8, day: if day == 0 { last } else { day } as u8 };
    (date, day != 0)
}

fn number(digits: &[u8]) -> u16 {
    digits.iter().fold(0, |sum, digit| sum * 10 + u16::from(digit.wrapping_sub(b'0')))
}
