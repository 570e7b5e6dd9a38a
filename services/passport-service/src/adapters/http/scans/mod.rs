//! Operations on scans.

pub(super) mod delete;
pub(super) mod history;
pub(super) mod read;
pub(super) mod record;

use service_kit::{ids::ScanId, problem::Problem};

use super::problems;

/// What is no id is nobody's scan.
fn scan_id(text: &str) -> Result<ScanId, Problem> {
    text.parse().map_err(|_| problems::unknown_scan())
}
