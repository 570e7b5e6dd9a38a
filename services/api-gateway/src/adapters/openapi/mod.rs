//! The API's documents: every service's `OpenAPI`, cut to what is routed, merged, and shown.

mod gather;
mod merge;
mod own;
mod page;

use bytes::Bytes;
pub use gather::{Publisher, keep_published};
pub use merge::merge;
pub use own::own;
use serde_json::Value;

use crate::{adapters::web::File, domain::routes::RouteTable};

/// What is published.
#[derive(Debug)]
pub struct Published {
    /// `/api/v1/openapi.json`.
    pub document: File,
    /// `/api/docs`.
    pub page: File,
    /// Its style.
    pub style: File,
}

const STYLE: &str = include_str!("style.css");

impl Published {
    /// Publishes a merged document.
    #[must_use]
    pub fn new(document: &Value, table: &RouteTable) -> Self {
        let file = |name, text: String| File::new(name, Bytes::from(text), None, None);
        Self {
            document: file("/openapi.json", format!("{document:#}")),
            page: file("/docs.html", page::render(document, table)),
            style: file("/style.css", STYLE.to_owned()),
        }
    }
}
