//! Running text: words that can be compared, phrases in them, and how they are meant.

mod manner;
mod phrases;
mod signals;
mod words;

pub use manner::Manner;
pub use phrases::Phrases;
pub use words::{Gap, Word, Words};

/// Languages whose labels we read whatever language is stated.
pub const MAIN: [&str; 6] = ["en", "it", "de", "fr", "es", "nl"];
