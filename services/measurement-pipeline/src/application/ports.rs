//! What the use cases need of the outside.

mod books;
mod keys;

pub use books::{Book, Books, Chapter, StoredPerson};
pub use keys::{DayKeys, Roots};
pub use service_kit::store::StoreError;
