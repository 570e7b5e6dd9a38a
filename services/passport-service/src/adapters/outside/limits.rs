//! Our manners towards one outside system.

use std::{num::NonZeroU32, time::Duration};

/// What a read may cost.
#[derive(Debug, Clone)]
pub struct Limits {
    /// For the whole read, connection to last byte, a retry included.
    pub time: Duration,
    /// Of the answer's body.
    pub bytes: usize,
    /// In all, retries included.
    pub reads_a_minute: NonZeroU32,
    /// Further hosts that a whole address may name, https on its usual port only; `.example.org` means all below it.
    pub other_hosts: &'static [&'static str],
}

/// The longest answer of any source: 2 MB.
pub const BYTES: usize = 2_000_000;

impl Limits {
    /// 1.5 s, 2 MB and `reads_a_minute`, at the base's own host only.
    #[must_use]
    pub const fn standard(reads_a_minute: NonZeroU32) -> Self {
        Self { time: Duration::from_millis(1500), bytes: BYTES, reads_a_minute, other_hosts: &[] }
    }

    pub(super) fn is_other_host(&self, host: &str) -> bool {
        self.other_hosts.iter().any(|other| match other.strip_prefix('.') {
            Some(parent) => host.strip_suffix(parent).is_some_and(|head| head.ends_with('.')),
            None => host == *other,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_named_hosts_and_those_below_a_named_domain_are_others() {
        let limits =
            Limits { other_hosts: &[".openfoodfacts.org", "static.example"], ..Limits::standard(NonZeroU32::MIN) };
        for (host, fits) in [
            ("images.openfoodfacts.org", true),
            ("static.example", true),
            ("evilopenfoodfacts.org", false),
            ("openfoodfacts.org.evil.example", false),
            ("sub.static.example", false),
        ] {
            assert_eq!(limits.is_other_host(host), fits, "{host}");
        }
    }
}
