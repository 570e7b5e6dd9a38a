//! On which version of something a change is meant.

/// What the caller says to have seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// Nothing was said.
    Nothing,
    /// This version; 0 = that there is none.
    Version(i64),
    /// Whatever stands, if something does.
    Any,
    /// A version that we never gave.
    Foreign,
}

/// Why a change does not go through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unmet {
    /// Something is there, and the caller did not say which version of it they replace.
    NotNamed,
    /// Something else is there.
    Stale,
}

impl Expected {
    /// Whether the change is meant for what stands there now.
    ///
    /// # Errors
    /// [`Unmet`] says why not.
    pub const fn meets(self, current: Option<i64>) -> Result<(), Unmet> {
        match (self, current) {
            (Self::Nothing | Self::Version(0), None) | (Self::Any, Some(_)) => Ok(()),
            (Self::Nothing, Some(_)) => Err(Unmet::NotNamed),
            (Self::Version(seen), Some(current)) if seen == current => Ok(()),
            (Self::Version(_) | Self::Any | Self::Foreign, _) => Err(Unmet::Stale),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_wants_no_version_and_every_later_one_the_right_one() {
        assert_eq!(Expected::Nothing.meets(None), Ok(()));
        assert_eq!(Expected::Version(0).meets(None), Ok(()));
        assert_eq!(Expected::Nothing.meets(Some(3)), Err(Unmet::NotNamed));
        assert_eq!(Expected::Version(3).meets(Some(3)), Ok(()));
        assert_eq!(Expected::Any.meets(Some(3)), Ok(()));
        for (expected, current) in [
            (Expected::Version(2), Some(3)),
            (Expected::Version(3), None),
            (Expected::Any, None),
            (Expected::Foreign, Some(3)),
        ] {
            assert_eq!(expected.meets(current), Err(Unmet::Stale), "{expected:?}");
        }
    }
}
