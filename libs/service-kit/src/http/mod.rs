//! What every HTTP service repeats: the accept loop, strict JSON, documents written while they are sent, and headers
//! with rules of their own.

mod document;
mod idempotency;
mod json;
mod language;
mod prefer;
mod serve;
mod trace;
mod version_tag;
mod weighted;

pub use document::{Document, Interrupted};
pub use idempotency::IdempotencyKey;
pub use json::Json;
pub use language::accepted_language;
pub use prefer::{PreferWait, preference_applied};
pub use serve::{Timeouts, serve, serve_with};
pub use trace::{TRACE_PARENT, TraceParent, spans};
pub use version_tag::{etag, expected};
pub use weighted::{MOST_WISHES, NoWeight, Weight, weighted};
