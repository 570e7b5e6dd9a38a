//! The web app's files, in memory, with their encodings, tags and policies.

mod encoding;
mod file;
mod policy;
mod site;

pub use file::{Chosen, File};
pub use site::{Site, SiteFault, watch};
