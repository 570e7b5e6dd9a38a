//! Our manners towards one outside system.

use std::time::Duration;

/// What a read may cost.
#[derive(Debug, Clone)]
pub struct Limits {
    /// For the whole read, connection to last byte, a retry included.
    pub time: Duration,
    /// Of the answer's body.
    pub bytes: usize,
    /// Further hosts that a whole address may name, https on its usual port only; `.example.org` means all below it.
    pub other_hosts: &'static [&'static str],
}

/// The longest answer of any source: 2 MB.
const BYTES: usize = 2_000_000;

impl Limits {
    /// 1.5 s and 2 MB, at the base's own host only.
    pub const STANDARD: Self = Self { time: Duration::from_millis(1500), bytes: BYTES, other_hosts: &[] };

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
        let limits = Limits { other_hosts: &[".openfoodfacts.org", "static.example"], ..Limits::STANDARD };
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
