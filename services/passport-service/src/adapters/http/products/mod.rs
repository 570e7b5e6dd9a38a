//! Operations on products.

pub(super) mod image;
pub(super) mod read;
pub(super) mod report;
pub(super) mod search;
pub(super) mod sources;

use gs1::Gtin;
use service_kit::problem::Problem;

use super::problems;
use crate::domain::code::read_gtin;

const LONGEST_PAGE: usize = 100;
const USUAL_PAGE: usize = 20;

/// How many the caller wants.
pub(super) fn limit(wanted: Option<usize>) -> Result<usize, Problem> {
    match wanted {
        None => Ok(USUAL_PAGE),
        Some(limit) if (1..=LONGEST_PAGE).contains(&limit) => Ok(limit),
        Some(_) => Err(Problem::bad_request("A page has 1 to 100 items.").error("/limit", "is not 1 to 100")),
    }
}

/// The GTIN of a path, in any of its lengths.
pub(super) fn gtin(text: &str) -> Result<Gtin, Problem> {
    read_gtin(text).map_err(|code| problems::invalid_code(&code, Some("/gtin")))
}
