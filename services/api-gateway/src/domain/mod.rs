//! The rules of the door: no sockets, no clock, no randomness.

pub mod breaker;
pub mod client_address;
pub mod hygiene;
pub mod origin;
pub mod pattern;
pub mod quota;
pub mod retry_budget;
pub mod routes;
pub mod scan_end;
pub mod visitor_cookie;
