//! When a count may be told.

use std::{num::NonZeroU64, str::FromStr};

/// How many distinct visitors a group must have: 5 or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct K(NonZeroU64);

/// Not a number of at least [`K::LEAST`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("k is a whole number of at least 5")]
pub struct KFault;

impl K {
    /// No group is smaller.
    pub const LEAST: u64 = 5;

    /// This many.
    ///
    /// # Errors
    /// Below [`K::LEAST`].
    pub fn new(k: u64) -> Result<Self, KFault> {
        NonZeroU64::new(k).filter(|k| k.get() >= Self::LEAST).map(Self).ok_or(KFault)
    }

    /// How many.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0.get()
    }

    /// Whether a group of this many is large enough.
    #[must_use]
    pub const fn holds(self, visitors: u64) -> bool {
        visitors >= self.get()
    }

    /// Whether a group of this many may be left over: nobody, or enough.
    #[must_use]
    pub const fn leaves(self, visitors: u64) -> bool {
        visitors == 0 || self.holds(visitors)
    }
}

impl FromStr for K {
    type Err = KFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map_err(|_| KFault).and_then(Self::new)
    }
}

/// What stands between a count and its release. The lattice, the bound, the partition and the rule for parts hold under each; a policy
/// of noise would be one more variant with its sigma, drawing from the day's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReleasePolicy {
    /// Exact counts of groups of at least k.
    Threshold(K),
}

impl ReleasePolicy {
    /// As it is published beside every number.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Threshold(_) => "threshold",
        }
    }

    /// The least group.
    #[must_use]
    pub const fn k(self) -> K {
        match self {
            Self::Threshold(k) => k,
        }
    }

    /// How much noise there is, if any.
    #[must_use]
    pub const fn sigma(self) -> Option<f64> {
        match self {
            Self::Threshold(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn k_is_five_or_more() {
        assert_eq!("5".parse::<K>().unwrap().get(), 5);
        for bad in ["4", "0", "-5", "5.5", "", "five"] {
            assert_eq!(bad.parse::<K>(), Err(KFault), "{bad}");
        }
    }

    #[test]
    fn what_is_left_over_is_nobody_or_enough() {
        let k = K::new(5).unwrap();
        let fits: Vec<_> = (0..8).filter(|rest| k.leaves(*rest)).collect();
        assert_eq!(fits, [0, 5, 6, 7]);
    }
}
