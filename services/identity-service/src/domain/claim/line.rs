//! Words in one line, as somebody wrote them.

use std::{fmt, str::FromStr};

/// 1 to `MOST` characters, no control characters, no space around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<const MOST: usize>(String);

/// Not such a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("has 1 to {0} characters in one line")]
pub struct NoLine(usize);

impl<const MOST: usize> Line<MOST> {
    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Words of our own, which a test has read.
    pub(super) fn own(words: &'static str) -> Self {
        Self(words.to_owned())
    }
}

impl<const MOST: usize> FromStr for Line<MOST> {
    type Err = NoLine;

    fn from_str(text: &str) -> Result<Self, NoLine> {
        let words = text.trim();
        let fits = (1..=MOST).contains(&words.chars().count()) && !words.chars().any(char::is_control);
        if fits { Ok(Self(words.to_owned())) } else { Err(NoLine(MOST)) }
    }
}

impl<const MOST: usize> fmt::Display for Line<MOST> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_text_in_one_line() {
        assert_eq!(" GS1 Italy ".parse::<Line<9>>().map(|line| line.to_string()), Ok("GS1 Italy".into()));
        for wrong in ["", "  ", "a\nb", "GS1 Österr"] {
            assert_eq!(wrong.parse::<Line<9>>(), Err(NoLine(9)), "{wrong}");
        }
        assert!("GS1 Österr".parse::<Line<10>>().is_ok(), "characters are counted, not bytes");
    }
}
