//! Open Food Facts: documents, exports and the live API.

pub mod client;
pub mod document;
pub mod export;
pub mod live;
pub mod pictures;
