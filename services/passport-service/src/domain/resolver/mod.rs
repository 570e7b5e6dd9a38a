//! Where a code leads: which of the links that a brand registered answers a request, or our own page.
//!
//! Nothing in here can name a target that was not registered: every choice is one of the links that came in.

mod asked;
mod choose;
mod fit;
mod follow;
mod levels;

pub use asked::{Asked, Wanted};
pub use choose::{Choice, choose};
pub use fit::{Fit, MediaRange, Weighed, Wishes, media_fit};
pub use follow::follow;
pub use levels::{Level, Pack, holds_for, levels};
