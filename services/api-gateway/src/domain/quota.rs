//! How many requests one client may make in a window.
//!
//! A window opens with a client's first request and holds exactly `limit` of them; the next request after its end
//! opens a new one. Counting is exact, and a client's state is eight bytes.

use std::{num::NonZeroU32, time::Duration};

/// So many in so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// Requests in a window.
    pub limit: NonZeroU32,
    /// Length of a window.
    pub window: Duration,
}

/// One client's current window; instants are milliseconds since the process started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    opened: u64,
    taken: u32,
}

/// What a client is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Whether this request passes.
    pub passes: bool,
    /// How many more pass in this window.
    pub left: u32,
    /// Until the window ends.
    pub resets_in: Duration,
}

impl Window {
    /// A window that opens now and has taken nothing yet.
    #[must_use]
    pub fn opening(now: u64) -> Self {
        Self { opened: now, taken: 0 }
    }

    /// Whether nothing in it matters any more.
    #[must_use]
    pub fn is_over(&self, quota: &Quota, now: u64) -> bool {
        now.saturating_sub(self.opened) >= millis(quota.window)
    }

    /// Counts one request.
    pub fn take(&mut self, quota: &Quota, now: u64) -> Standing {
        if self.is_over(quota, now) {
            *self = Self::opening(now);
        }
        let passes = self.taken < quota.limit.get();
        self.taken += u32::from(passes);
        let ends = self.opened + millis(quota.window);
        let resets_in = Duration::from_millis(ends.saturating_sub(now));
        Standing { passes, left: quota.limit.get() - self.taken, resets_in }
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn quota(limit: u32) -> Quota {
        Quota { limit: NonZeroU32::new(limit).expect("not zero"), window: Duration::from_secs(60) }
    }

    #[test]
    fn exactly_the_limit_passes_in_a_window() {
        let mut window = Window::opening(5);
        let passed = (0..500).filter(|tick| window.take(&quota(200), 5 + tick * 100).passes).count();
        assert_eq!(passed, 200);
    }

    #[test]
    fn the_next_window_opens_with_the_next_request() {
        let mut window = Window::opening(0);
        assert!(window.take(&quota(1), 0).passes);
        let refused = window.take(&quota(1), 59_999);
        assert_eq!(refused, Standing { passes: false, left: 0, resets_in: Duration::from_millis(1) });
        assert!(window.take(&quota(1), 60_000).passes);
    }

    proptest! {
        #[test]
        fn no_more_than_the_limit_passes_in_any_window_from_its_first_request(
            steps in prop::collection::vec(0_u64..5_000, 1..300), limit in 1_u32..50,
        ) {
            let mut window = Window::opening(0);
            let (mut now, mut passed, mut opened) = (0, 0, 0);
            for step in steps {
                now += step;
                if now - opened >= 60_000 { (opened, passed) = (now, 0); }
                passed += u32::from(window.take(&quota(limit), now).passes);
                prop_assert!(passed <= limit);
            }
        }
    }
}
