//! Calling services: a pool for each, driven by the request that uses the connection.

mod body;
mod call;
mod lane;
mod pool;
mod request_body;

pub use body::{BrokenOff, UpstreamBody};
pub use call::{CallError, Caller, Plan};
pub use pool::{Address, Shared, UpstreamSettings, Upstreams};
pub use request_body::{BodyFault, RatedBody, RequestBody, gather};
