//! Cheap ticks for the hot path: milliseconds since the process started.

use std::{
    sync::LazyLock,
    time::{Duration, Instant},
};

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Milliseconds since the process started; never 0, which stands for "never".
#[must_use]
pub fn tick() -> u64 {
    tick_of(Instant::now())
}

/// The tick of an instant.
#[must_use]
pub fn tick_of(at: Instant) -> u64 {
    millis(at.saturating_duration_since(*START)).saturating_add(1)
}

/// A duration in ticks.
#[must_use]
pub fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// Unix time in microseconds, as the scan headers carry it.
#[must_use]
pub fn unix_micros() -> u64 {
    u64::try_from(jiff::Timestamp::now().as_microsecond()).unwrap_or(0)
}
