//! What stood between a count and its release.

use std::fmt;

/// A release policy, as it was in force when the day closed.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// Its name: `threshold`.
    pub name: Box<str>,
    /// The least group that is told.
    pub k: u64,
    /// How much noise there is in it; only under a policy of noise.
    pub sigma: Option<f64>,
}

impl Policy {
    /// Whether a group of this many may stand alone. Under noise the number itself says nothing of the group.
    #[must_use]
    pub fn admits(&self, visitors: u64) -> bool {
        self.sigma.is_some() || visitors >= self.k
    }
}

/// As the chain hashes it.
impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", self.name, self.k)?;
        self.sigma.map_or(Ok(()), |sigma| write!(f, ",{sigma}"))
    }
}
