//! The end of a scan, as passport-service names it in the answer that completes one.

use std::time::Duration;

/// How a scan ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Every section loaded, or known to be absent.
    Complete,
    /// A section failed.
    Degraded,
    /// There was no result, or it came too late to count.
    Failed,
}

/// How a scan came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Entry {
    /// The phone's own camera opened the link.
    CameraApp,
    /// The app's scanner.
    InAppScanner,
    /// Typed.
    Typed,
    /// Read from a picture.
    Image,
}

/// A scan that was told to its person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScanEnd {
    started: u64,
    outcome: Outcome,
    entry: Entry,
    cached: bool,
}

/// The labels and the value of one observation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScanResult {
    /// How it came in.
    pub entry: Entry,
    /// Whether the catalog knew the product already.
    pub cached: bool,
    /// How it ended.
    pub outcome: Outcome,
    /// From first byte in to last byte out.
    pub took: Duration,
}

/// A scan that took longer has failed, whatever came in the end.
const PATIENCE: Duration = Duration::from_secs(30);

impl ScanEnd {
    /// Reads `Scan-Started-At` and `Scan-Complete`; anything not in the agreed shape is no end.
    #[must_use]
    pub fn parse(started_at: &str, complete: &str) -> Option<Self> {
        let (mut outcome, mut entry, mut cached) = (None, None, None);
        for member in complete.split(';') {
            match member.trim().split_once('=')? {
                ("outcome", "complete") => outcome = Some(Outcome::Complete),
                ("outcome", "degraded") => outcome = Some(Outcome::Degraded),
                ("outcome", "failed") => outcome = Some(Outcome::Failed),
                ("entry", "camera_app") => entry = Some(Entry::CameraApp),
                ("entry", "in_app_scanner") => entry = Some(Entry::InAppScanner),
                ("entry", "typed") => entry = Some(Entry::Typed),
                ("entry", "image") => entry = Some(Entry::Image),
                ("cached", value) => cached = Some(value.parse().ok()?),
                _ => return None,
            }
        }
        let started = started_at.trim().parse().ok()?;
        Some(Self { started, outcome: outcome?, entry: entry?, cached: cached? })
    }

    /// The observation, once the last byte is out at `now` (Unix microseconds).
    #[must_use]
    pub fn observe(self, now: u64) -> ScanResult {
        let took = Duration::from_micros(now.saturating_sub(self.started));
        let outcome = if took > PATIENCE { Outcome::Failed } else { self.outcome };
        ScanResult { entry: self.entry, cached: self.cached, outcome, took }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_scan_is_read() {
        let end = ScanEnd::parse("1000000", "outcome=degraded; entry=typed; cached=true").expect("an end");
        let result = end.observe(3_500_000);
        assert_eq!(result.took, Duration::from_millis(2_500));
        assert_eq!((result.entry, result.cached, result.outcome), (Entry::Typed, true, Outcome::Degraded));
    }

    #[test]
    fn a_scan_that_took_too_long_has_failed() {
        let end = ScanEnd::parse("0", "outcome=complete;entry=image;cached=false").expect("an end");
        assert_eq!(end.observe(30_000_000).outcome, Outcome::Complete);
        assert_eq!(end.observe(30_000_001).outcome, Outcome::Failed);
    }

    #[test]
    fn anything_else_is_no_end() {
        for (at, complete) in [
            ("", "outcome=complete; entry=typed; cached=true"),
            ("1", "outcome=complete; entry=typed"),
            ("1", "outcome=done; entry=typed; cached=true"),
            ("1", "outcome=complete; entry=typed; cached=1"),
            ("1", ""),
        ] {
            assert_eq!(ScanEnd::parse(at, complete), None, "{at} {complete}");
        }
    }
}
