//! A number as it is told, or why there is none.

/// What published rows add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// Visitors; of several days visitor-days.
    pub visitors: u64,
    /// Days of which a row was published.
    pub days: u32,
}

/// A number, or why there is none: the two reasons are never mixed, and neither is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// It was released.
    Told(Sum),
    /// Its days are released, and no group in them was large enough.
    NotEnough,
    /// None of its days is released.
    NotYet,
}

impl Figure {
    /// Of what was found, and whether any of its days is released at all.
    #[must_use]
    pub fn of(sum: Option<Sum>, released: bool) -> Self {
        match sum {
            Some(sum) => Self::Told(sum),
            None if released => Self::NotEnough,
            None => Self::NotYet,
        }
    }

    /// The number.
    #[must_use]
    pub fn visitors(self) -> Option<u64> {
        match self {
            Self::Told(sum) => Some(sum.visitors),
            Self::NotEnough | Self::NotYet => None,
        }
    }

    /// Of how many days it tells.
    #[must_use]
    pub fn days_released(self) -> u32 {
        match self {
            Self::Told(sum) => sum.days,
            Self::NotEnough | Self::NotYet => 0,
        }
    }

    /// Whether it is withheld because the group was too small.
    #[must_use]
    pub fn is_suppressed(self) -> bool {
        self == Self::NotEnough
    }
}
