//! The rules of the door: no sockets, no clock, no randomness.

pub mod breaker;
pub mod claims;
pub mod client_address;
pub mod cookies;
pub mod hygiene;
pub mod local_path;
pub mod locale;
pub mod origin;
pub mod pattern;
pub mod quota;
pub mod retry_budget;
pub mod route;
pub mod routes;
pub mod scan_end;
pub mod session;
pub mod visitor_cookie;
