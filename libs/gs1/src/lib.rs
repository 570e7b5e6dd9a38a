#![doc = include_str!("../README.md")]
#![no_std]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

pub mod ai;
mod chars;
mod check;
mod code;
mod date;
mod elements;
mod error;
mod gtin;
mod link;
mod measure;
mod options;
mod pairing;
mod parse;
pub mod percent;
mod rules;
mod steps;
mod value;

pub use ai::Ai;
pub use check::{check_digit, verify_check_digit};
pub use code::{CANONICAL_STEM, Code, Element, Expiry, Kind};
pub use date::{Date, DateValue, ExpiryKind, Precision, Time, is_date, read as read_date};
pub use elements::scan::Scan;
pub use error::{ErrorCode, ParseError, Reason};
pub use gtin::{Gtin, GtinFormat};
pub use link::{DigitalLinkRef, ElementRef, ValueRef};
pub use measure::{Measure, read as read_measure};
pub use options::{Options, Warning, Warnings};
pub use parse::{parse, parse_bracketed, parse_fnc1, parse_scan};
