//! Topics as a file: declared once, applied everywhere.

mod apply;
mod file;

pub use apply::{Applied, ApplyError, Change, apply};
pub use file::{FileError, TopicsFile, Wanted};
