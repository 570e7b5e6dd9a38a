//! The life of a visitor's cookie.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// The longest that an id may be kept: 13 months, counted from when it was made and never extended.
pub const LIFETIME: Duration = Duration::from_secs(395 * 24 * 60 * 60);

/// What is left of an id's life.
#[must_use]
pub fn remaining(made: Timestamp, now: Timestamp) -> Option<Duration> {
    let age = Duration::try_from(now.duration_since(made).max(SignedDuration::ZERO)).ok()?;
    LIFETIME.checked_sub(age).filter(|left| !left.is_zero())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_lives_thirteen_months_from_its_making() {
        let made = Timestamp::UNIX_EPOCH;
        assert_eq!(remaining(made, made), Some(LIFETIME));
        let ten = Duration::from_secs(10);
        assert_eq!(remaining(made, made + LIFETIME - ten), Some(ten));
        assert_eq!(remaining(made, made + LIFETIME), None);
    }
}
