//! Events as the contracts tell them ↔ what the domain knows.

mod payloads;
mod read;
mod write;

pub use read::{Unreadable, read};
pub use write::{Line, envelope};
